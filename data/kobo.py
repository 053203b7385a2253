"""KoboToolbox exports brought to plain sheets: the form's own columns under their last names, one row per record.

Labels or XML names as headings, groups parted by '/', several choices as one cell, one column each or both, points as
text or split, repeats on further sheets. What the form notes of the device and the one who collects is never read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data import columns, kobo_choices
from data.readers import Sheet
from data.sheets import BY_NAME, TABLES, Table
from data.values import text
from words.problem import WARNING, Problem

MARKS = frozenset({
    "_uuid", "_id", "_index", "_submission_time", "_parent_index", "_parent_table_name", "_submission__uuid",
    "_submission__id", "_validation_status", "_submitted_by", "__version__", "_xform_id_string", "formhub/uuid",
    "meta/instanceid", "_submission__submission_time",
})  # fmt: skip
METADATA = frozenset({
    "start", "end", "today", "deviceid", "device_id", "subscriberid", "simid", "simserial", "devicephonenum",
    "phonenumber", "phone", "username", "user", "email", "audit", "background-audio", "background_audio",
    "start-geopoint", "start_geopoint", "instanceid", "instancename", "rootuuid", "deprecatedid",
})  # fmt: skip
SPLIT = re.compile(r"_(?P<point>.+)_(?P<axis>latitude|longitude|altitude|precision)")
AXES = {"latitude": "lat", "longitude": "lon"}
GEOPOINT = re.compile(r"\[?\s*(-?\d{1,2}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)(?:\s+-?[\d.]+){0,2}\s*\]?")
ROOT_ID, PARENT_INDEX, PARENT_TABLE, INDEX = "_submission__uuid", "_parent_index", "_parent_table_name", "_index"

Row = list[object]


@dataclass
class _Form:
    """One sheet of an export: its headings, kept or None, and its cells; `own` has the form's system columns."""

    sheet: Sheet
    header: list[str | None]
    body: list[Row]
    own: dict[str, int]
    ids: dict[str, str] = field(default_factory=dict)  # _index -> identifier of the record
    table: Table | None = None

    def cell(self, row: Row, name: str) -> str | None:
        """A system column's cell as text."""
        place = self.own.get(name)
        return text(row[place]) if place is not None and place < len(row) else None


def unfolded(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets as they are, those of a KoboToolbox export brought to plain ones; every row stays in its place."""
    forms: dict[str, _Form] = {}
    made = []
    for sheet in sheets:
        own = _system_columns(sheet.rows[0]) if sheet.rows else {}
        if not own:
            made.append(sheet)
            continue
        form = _plain(sheet, own)
        _identify(form, forms)
        forms[sheet.name] = form
        made.append(_as_sheet(form))
    return made


def _system_columns(header: Sequence[object]) -> dict[str, int]:
    """Place of each column that KoboToolbox adds; empty for a sheet that is none of its exports."""
    found = {(text(cell) or "").casefold(): place for place, cell in enumerate(header)}
    return {name: found[name] for name in MARKS & found.keys()} if len(MARKS & found.keys()) >= 2 else {}


def _plain(sheet: Sheet, own: dict[str, int]) -> _Form:
    header = [text(cell) for cell in sheet.rows[0]]
    body: list[Row] = [list(row) + [None] * (len(header) - len(row)) for row in sheet.rows[1:]]
    points = _split_points(header)
    kept: list[str | None] = []
    for place, heading in enumerate(header):
        kept.append(points.get(place) or (None if heading is None or _is_metadata(heading) else heading))
    kobo_choices.join(kept, body)
    kept = [_last(heading) if heading else None for heading in kept]
    kobo_choices.part(kept, body)
    _read_points(kept, body, bool(points))
    return _Form(sheet, kept, body, own)


def _split_points(header: list[str | None]) -> dict[int, str]:
    """Place -> lon or lat, of the first question that has a point; the point where a form was opened is none."""
    asked = [
        (place, found["point"], found["axis"]) for place, heading in enumerate(header)
        if heading and (found := SPLIT.fullmatch(heading.rsplit("/", 1)[-1]) or SPLIT.fullmatch(heading))
        and found["point"].casefold().rsplit("/", 1)[-1] not in METADATA
    ]  # fmt: skip
    first = asked[0][1] if asked else None
    return {place: AXES[axis] for place, point, axis in asked if point == first and axis in AXES}


def _is_metadata(heading: str) -> bool:
    said = heading.casefold()
    last = said.rsplit("/", 1)[-1]
    return last in METADATA or last.startswith("_") or said.startswith(("_", "meta/", "formhub/"))


def _last(heading: str) -> str:
    """A heading without its groups, unless it is only known whole."""
    last = heading.rsplit("/", 1)[-1].strip()
    return last if last and not (columns.is_known(heading) and not columns.is_known(last)) else heading


def _read_points(header: list[str | None], body: list[Row], are_split: bool) -> None:
    """Columns of 'lat lon altitude accuracy': the first gives lat and lon, unless they stand apart already."""
    for place, heading in enumerate(list(header)):
        cells = [row[place] for row in body if kobo_choices.is_filled(row[place])] if heading else []
        if not cells or not all(isinstance(cell, str) and GEOPOINT.fullmatch(cell.strip()) for cell in cells):
            continue
        header[place] = None
        if are_split or "lat" in header:
            continue
        header += ["lat", "lon"]
        for row in body:
            found = GEOPOINT.fullmatch((text(row[place]) or "").strip())
            row += list(found.groups()) if found else [None, None]


def _identify(form: _Form, before: dict[str, _Form]) -> None:
    """The record's own identifier as column id; on a sheet of repeats, the column that points to its parent."""
    if ROOT_ID in form.own or PARENT_INDEX in form.own:
        _point_to_parent(form, before)
        return
    name = "_uuid" if "_uuid" in form.own else "meta/instanceid"
    identifiers = [(form.cell(row, name) or "").removeprefix("uuid:") or None for row in form.body]
    for row, identifier in zip(form.body, identifiers, strict=True):
        row.insert(0, identifier)
    form.header.insert(0, "id" if any(identifiers) else None)
    form.own = {mark: place + 1 for mark, place in form.own.items()}
    form.ids = {
        index: identifier for row, identifier in zip(form.body, identifiers, strict=True)
        if identifier and (index := form.cell(row, INDEX))
    }  # fmt: skip
    layout = columns.layout(form.sheet.name, [form.header])
    form.table = layout.table if layout else None


def _point_to_parent(form: _Form, before: dict[str, _Form]) -> None:
    named = {form.cell(row, PARENT_TABLE) for row in form.body} - {None}
    parent = before.get(next(iter(named)) or "") if len(named) == 1 else next(iter(before.values()), None)
    if parent is None or parent.table is None:
        return
    references = _references(form, parent.table)
    for row in form.body:
        record = parent.ids.get(form.cell(row, PARENT_INDEX) or "") or form.cell(row, ROOT_ID)
        cells = {"parent_table": parent.table.name if record else None}
        row[:0] = [cells.get(name, record) for name in references]
    form.header[:0] = references
    form.own = {mark: place + len(references) for mark, place in form.own.items()}


def _references(form: _Form, parent: Table) -> list[str]:
    """Which columns of which table would point to the parent, so that the sheet becomes one of ours."""
    for table in TABLES:
        asked = [c.name for c in table.columns if c.kind == "reference" and c.table == parent.name]
        if table is BY_NAME["headcount"]:
            asked = ["parent_table", "parent"]
        if asked and table is not parent:
            found = columns.layout(form.sheet.name, [[*asked[:2], *form.header]])
            if found and found.table is table:
                return asked[:2]
    return []


def _as_sheet(form: _Form) -> Sheet:
    left = sum(_is_metadata(heading) for cell in form.sheet.rows[0] if (heading := text(cell)))
    said = Problem("kobo_read", {"n": left}, severity=WARNING)
    return form.sheet._replace(rows=[form.header, *form.body], problems=(*form.sheet.problems, said))
