"""What each table asks of its rows beyond their cells: kinds, references, what a form or a topic implies."""

from collections.abc import Callable

import pandas as pd

from data import choices
from data.findings import Findings
from data.gathering import Gathering, cells
from data.identity import identify
from data.sheets import BY_NAME
from data.travel import travel
from geo.names import fold
from words.problem import Problem

KIND_OF_FORM = {"GR_INF": "informal_group", "PORTEUR": "individual", "PUBLIC": "conventional", "SYND": "conventional"}
FORMS_THAT_SAY_NOTHING = frozenset({"AUTRE", "NC"})
NOT_NEGATIVE = ("capacity", "amount_tnd", "standard_error", "value", "km", "minutes")
PERCENT = frozenset({"poverty_rate", "unemployment_rate", "graduate_unemployment_rate"})
UNITS = {"population": "inhabitants", "dwellings": "dwellings", "development_index": "index 0-1"}
UNITS |= dict.fromkeys(PERCENT, "percent")


def shaped(rows: pd.DataFrame, table: str, findings: Findings, into: Gathering) -> pd.DataFrame:
    """`rows` in the columns of the store's table, what is wrong with them said."""
    _say_negative(rows, findings)
    return SHAPES[table](rows, findings, into)


def _say_negative(rows: pd.DataFrame, findings: Findings) -> None:
    for name in NOT_NEGATIVE:
        if name in rows:
            for row in rows.index[pd.to_numeric(rows[name], errors="coerce") < 0]:
                findings.add(Problem("negative"), int(row), name, rows.at[row, name])


def _plain(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    return rows


def _organisation(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    by_name = into.known.stored("organisation")[1]
    rows = identify(rows, "organisation", BY_NAME["organisation"].key, into.source)
    for row, record, *called in zip(rows["row"], rows["id"], cells(rows, "name"), cells(rows, "acronym"), strict=True):
        others = {known for name in called if isinstance(name, str) for known in by_name.get(fold(name), ())} - {record}
        if others:
            findings.warn("organisation_known", row, "name", called[0], known=", ".join(sorted(others)[:3]))
    return rows


def _enterprise(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    rows = _women_groups(rows, findings)
    form, kind = cells(rows, "legal_form"), cells(rows, "kind")
    guessed = form.map(lambda code: KIND_OF_FORM.get(code, "ess"), na_action="ignore")
    for row in rows.index[kind.isna() & (form.isna() | form.isin(FORMS_THAT_SAY_NOTHING))]:
        findings.warn("kind_assumed", int(row), "kind")
    rows = rows.assign(kind=kind.where(kind.notna(), guessed.where(guessed.notna(), "ess")))
    return rows.assign(publish=cells(rows, "publish") == "yes")


def _women_groups(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """GFDA is a usage, not a form: a GDA led by women."""
    women = cells(rows, "legal_form") == "GFDA"
    for row in rows.index[women]:
        findings.warn("gfda_is_gda", int(row), "legal_form")
    if not women.any():
        return rows
    led = cells(rows, "women_led").mask(women, "yes")
    return rows.assign(legal_form=rows["legal_form"].mask(women, "GDA"), women_led=led)


def without_person(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """An individual holder is counted in a delegation: neither name nor point is kept."""
    person = rows["kind"] == "individual"
    if not person.any():
        return rows
    findings.warn("individual_unnamed", n=int(person.sum()))
    rows = rows.copy()
    rows.loc[person, "name"] = None
    rows.loc[person, ["lon", "lat"]] = float("nan")
    rows.loc[person, "precision"] = rows.loc[person, "delegation"].map(lambda code: "delegation", na_action="ignore")
    rows.loc[person, "publish"] = False
    return rows


def _service(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    return rows.assign(organisation=into.refer(rows, "organisation", "organisation", findings))


def _coverage(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    return rows.drop(columns="id", errors="ignore").assign(service=into.refer(rows, "service", "service", findings))


def _project(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    rows = rows.assign(enterprise=into.refer(rows, "enterprise", "enterprise", findings))
    return rows.assign(publish=cells(rows, "publish") == "yes")


def _activity(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    rows = rows.assign(enterprise=into.refer(rows, "enterprise", "enterprise", findings))
    rows = rows.drop(columns="id", errors="ignore").rename(columns={"stages": "stage"})
    rows = rows.explode("stage", ignore_index=True)
    say_inapplicable(rows, findings)
    return rows[rows["stage"].notna()]


def say_inapplicable(rows: pd.DataFrame, findings: Findings) -> None:
    """Warn of stages that the chain does not have; they are kept."""
    pairs = list(zip(rows["chain"], rows["stage"], strict=True))
    whole = {pair for pair in set(pairs) if all(isinstance(code, str) for code in pair)}
    strange = {(chain, stage) for chain, stage in whole if stage not in choices.stages_of(chain)}
    for row, pair in zip(rows["row"], pairs, strict=True):
        if pair in strange:
            findings.warn("stage_not_applicable", row, "stages", ": ".join(pair))


def _headcount(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    rows = rows.assign(parent=_ends(rows, "parent_table", "parent", findings, into))
    return _said_unknown(rows, ("sex", "age_band", "situation"))


def _link(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    rows = rows.rename(columns={"link_kind": "kind"})
    rows = rows.assign(from_id=_ends(rows, "from_table", "from_id", findings, into))
    rows = rows.assign(to_id=_ends(rows, "to_table", "to_id", findings, into))
    for row in rows.index[rows["from_id"].notna() & (rows["from_id"] == rows["to_id"])]:
        findings.add(Problem("link_to_itself"), int(row), "to_id")
    return _said_unknown(rows, ("scope",))


def _ends(rows: pd.DataFrame, kind: str, column: str, findings: Findings, into: Gathering) -> pd.Series:
    """Ids where another column says which table each row points to."""
    result = pd.Series(None, index=rows.index, dtype=object)
    for table, part in rows.groupby(cells(rows, kind)):
        result[part.index] = into.refer(part, column, str(table), findings)
    return result


def _said_unknown(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    return rows.assign(**{name: cells(rows, name).where(cells(rows, name).notna(), "unknown") for name in columns})


def _survey(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    rows = rows.rename(columns={"survey_status": "status"})
    services = cells(rows, "topic") == "services"
    for row in rows.index[(cells(rows, "function").notna() & ~services) | (cells(rows, "chain").notna() & services)]:
        findings.add(Problem("survey_scope"), int(row), "topic", rows.at[row, "topic"])
    return rows


def _figure(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    territory = rows["delegation"].where(rows["delegation"].notna(), rows["governorate"])
    for row in rows.index[territory.isna() & ~rows.index.isin(list(findings.refused))]:
        findings.add(Problem("delegation_missing"), int(row), "delegation")
    period, year = cells(rows, "period"), cells(rows, "year")
    for row in rows.index[period.isna() & year.isna()]:
        findings.add(Problem("period_missing"), int(row), "year")
    level = pd.Series("governorate", index=rows.index, dtype=object).where(rows["delegation"].isna(), "delegation")
    unit, quality = cells(rows, "unit"), cells(rows, "quality")
    value = pd.to_numeric(cells(rows, "value"), errors="coerce")
    for row in rows.index[rows["indicator"].isin(PERCENT) & (value > 100)]:
        findings.add(Problem("over_100_percent"), int(row), "value", rows.at[row, "value"])
    usual = rows["indicator"].map(lambda code: UNITS.get(code, "people"), na_action="ignore")
    return rows.assign(
        territory=territory, level=level, quality=quality.where(quality.notna(), "declared"),
        period=period.where(period.notna(), year.map(str, na_action="ignore")),
        unit=unit.where(unit.notna(), usual),
    )  # fmt: skip


SHAPES: dict[str, Callable[[pd.DataFrame, Findings, Gathering], pd.DataFrame]] = {
    "organisation": _organisation, "enterprise": _enterprise, "activity": _activity, "service": _service,
    "coverage": _coverage, "project": _project, "event": _plain, "headcount": _headcount, "link": _link,
    "survey": _survey, "figure": _figure, "travel": travel,
}  # fmt: skip
