"""Loading a user's file: read, check row by row, take all of it or nothing. `python -m data.load FILE`."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data import build, columns, kobo, matching, readers, recording, rows
from data.children import CARRIED
from data.columns import Layout
from data.entry import Entry
from data.findings import Findings
from data.gathering import Gathering
from data.known import Known
from data.matching import Matched, Told
from data.readers import Sheet
from data.records import gather
from data.sheets import TABLES
from words.problem import ERROR, WARNING, Problem, ProblemError

COPY_MARK = re.compile(r"(\s*\(\d+\)|\s*-\s*(copie|copy)|^(copie de|copy of)\s+)+", re.IGNORECASE)
READING, CHECKING, WRITING, DONE = "reading", "checking", "writing", "done"

NOT_THE_FILE = frozenset({"writer_busy", "log_damaged", "disk_full", "disk_read_only", "disk_failed"})

Progress = Callable[[float, str], None]  # share done (0 to 1), step: a key of `report.step`


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `rows`: rows of each table that are good; `entry` says what they changed in the store.

    `entry` is None where the file was refused; its number is 0 on a dry run and where nothing changed.
    """

    accepted: bool
    source: str
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    entry: Entry | None = None
    dry_run: bool = False
    matched: list[Matched] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many problems keep a row out."""
        return self._count(ERROR)

    @property
    def warnings(self) -> int:
        """How many problems let their row in."""
        return self._count(WARNING)

    @property
    def repairable(self) -> dict[str, int]:
        """Code of each problem whose repair may be accepted -> how many rows have it."""
        found: dict[str, int] = {}
        for problem in self.problems:
            if problem.severity == ERROR and "repaired" in problem.args:
                found[problem.code] = found.get(problem.code, 0) + 1
            elif problem.severity == ERROR and problem.args.get("kind") in found:
                found[str(problem.args["kind"])] += int(problem.args["n"])
        return found

    def _count(self, severity: str) -> int:
        """Those summed up in one line count as many as they are."""
        found = [problem for problem in self.problems if problem.severity == severity]
        return sum(int(p.args["n"]) if p.code == "more_of_the_same" else 1 for p in found)


def default_source(file_name: str) -> str:
    """The file's name without its ending and copy marks, so that 'liste (1).xlsx' is 'liste' again."""
    stem = Path(file_name).stem
    return COPY_MARK.sub("", stem).strip() or stem


def load(
    path: Path | str,
    *,
    dry_run: bool = False,
    source: str | None = None,
    who: str | None = None,
    progress: Progress | None = None,
    good_rows: bool = False,
    file_name: str | None = None,
    told: Mapping[str, Told] | None = None,
    full_list: bool = False,
    repairs: Iterable[str] = (),
) -> Outcome:
    """Check a file and, unless it is a dry run, take it into the store; nothing is taken if any row has an error.

    `source` + identifier is what makes a re-load an update. `good_rows` takes the rows without error all the same.
    `file_name` is the name to record where `path` is only a temporary copy. `told`: by sheet, what the reader says its
    headings are; else what the source's last load took them for, else what we recognise.
    `full_list` declares that the file's tables hold all there is of its source: rows that are not in it go, and a file
    with an error is refused whole.
    `repairs`: codes of problems whose proposed repair (`Outcome.repairable`) is accepted, for every row that has it;
    each is said and recorded.

    Raises ProblemError with one clear reason for a file that cannot be read, has no sheet or row of ours, or while the
    store cannot be written.
    """
    tell = progress or (lambda share, step: None)
    path = Path(path)
    name = file_name or path.name
    source = (source or "").strip() or default_source(name)
    tell(0.0, READING)
    sheets = kobo.unfolded(readers.read(path))
    build.ensure()
    known_sheets, problems = _recognised(sheets, name, source, told or {})
    read_as = [matching.matched(sheet.name, layout, said) for sheet, layout, said in known_sheets]
    laid_out = [(sheet, layout) for sheet, layout, _ in known_sheets]
    found, gathered, mapping = _checked(laid_out, source, frozenset(repairs), tell)
    problems += found
    frames = gathered.tables()
    counted = {table: len(frame) for table, frame in frames.items()}
    refused = any(problem.severity == ERROR for problem in problems)
    if not counted and not refused:
        raise ProblemError(Problem("nothing_to_load", {"name": name}))
    if refused and good_rows and full_list:
        problems.append(Problem("full_list_with_errors"))
    if (refused and (full_list or not good_rows)) or not counted:
        tell(1.0, DONE)
        return Outcome(False, source, counted, problems, None, dry_run, read_as)
    tell(0.75, WRITING)
    try:
        entry = recording.record_load(
            frames, source=source, file_name=name, sha256=_sha256(path), who=who or "", mapping={**mapping},
            dry_run=dry_run, full=_whole([layout for _, layout in laid_out]) if full_list else (),
        )  # fmt: skip
    except ProblemError as error:
        if error.problem.code in NOT_THE_FILE:
            raise
        return Outcome(False, source, counted, [*problems, error.problem], None, dry_run, read_as)
    tell(1.0, DONE)
    return Outcome(True, source, counted, problems, entry, dry_run, read_as)


def _whole(layouts: list[Layout]) -> list[str]:
    """The tables that a full list gives whole: its sheets', and those that columns of them carry."""
    found: list[str] = []
    for layout in layouts:
        carried = [
            child for child, columns in CARRIED.get(layout.table.name, {}).items() if columns & {*layout.headings}
        ]
        found += [layout.table.name, *carried]
    return list(dict.fromkeys(found))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


Recognised = tuple[Sheet, Layout, Told]


def _recognised(
    sheets: list[Sheet], name: str, source: str, told: Mapping[str, Told]
) -> tuple[list[Recognised], list[Problem]]:
    """The sheets that are tables of ours, parents before children. Raises ProblemError if there is none."""
    found: list[Recognised] = []
    problems: list[Problem] = []
    before, alone = matching.remembered(source), len(sheets) == 1
    for sheet in sheets:
        if columns.is_ours(sheet.name) or not any(any(cell not in (None, "") for cell in row) for row in sheet.rows):
            continue
        said = matching.together(
            matching.of_sheet(before, sheet.name, alone), matching.of_sheet(told, sheet.name, alone)
        )
        layout = columns.layout(sheet.name, sheet.rows, said.table, said.columns, cut=sheet.cut)
        if layout:
            found.append((sheet, layout, said))
        else:
            problems.append(Problem("sheet_unknown", sheet=sheet.name, severity=WARNING))
    if not found:
        names = ", ".join(f"« {sheet.name} »" for sheet in sheets)
        raise ProblemError(Problem("no_known_sheet", {"name": name, "sheets": names}))
    order = {table.name: place for place, table in enumerate(TABLES)}
    return sorted(found, key=lambda pair: order[pair[1].table.name]), problems


def _checked(
    sheets: list[tuple[Sheet, Layout]], source: str, repairs: frozenset[str], tell: Progress
) -> tuple[list[Problem], Gathering, dict[str, dict[str, object]]]:
    into = Gathering(source, Known(source))
    problems: list[Problem] = []
    mapping: dict[str, dict[str, object]] = {}
    examples = 0
    for place, (sheet, layout) in enumerate(sheets):
        tell(0.25 + 0.5 * place / len(sheets), CHECKING)
        findings = Findings(sheet.name, layout.headings, repairs=repairs)
        for problem in sheet.problems:
            findings.add(problem, problem.row, problem.column, problem.value)
        raw, left_out = rows.frame(sheet.rows, layout)
        examples += left_out
        cleaned: pd.DataFrame = rows.clean(raw, layout, findings)
        if len(cleaned):
            gather(cleaned, layout.table, findings, into)
        mapping[sheet.name] = matching.recorded(layout)
        if findings.repaired:
            mapping[sheet.name] |= {"repairs": dict(findings.repaired)}
        problems += findings.all()
    if examples:
        problems.append(Problem("examples_left_out", {"n": examples}, severity=WARNING))
    return problems, into, mapping


if __name__ == "__main__":
    from data.command import main

    raise SystemExit(main())
