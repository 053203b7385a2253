"""The sheets a user may fill: which columns each has and how their cells are read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column. `kind` says how a cell is read, `choice` from which list, `table` which table it points to.

    Kinds: id, text, name, number, coordinate, whole, year, date, choice, choices, delegation, delegations, reference,
    references, activities, place. A `required` cell may not be empty; a column not `offered` is understood but not in
    the template.
    """

    name: str
    kind: str = "text"
    choice: str | None = None
    table: str | None = None
    required: bool = False
    offered: bool = True


@dataclass(frozen=True)
class Table:
    """One sheet. Without an id column filled, `key` names the columns that tell two rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    abroad: bool = False  # a seat outside the four governorates is kept

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the sheet has none."""
        return {column.name: column for column in self.columns}[name]

    def has(self, name: str) -> bool:
        """Whether the sheet has a column of that name."""
        return any(column.name == name for column in self.columns)


def _choice(name: str, choice: str | None = None, required: bool = False, offered: bool = True) -> Column:
    return Column(name, "choice", choice or name, required=required, offered=offered)


ID = Column("id", "id")
SYSTEMS = (
    _choice("system", offered=False),
    Column("delegation_ins", "id", offered=False),
    Column("delegation_pcode", "id", offered=False),
    Column("governorate_ins", "id", offered=False),
    Column("governorate_iso", "id", offered=False),
)
PLACE = (Column("governorate"), Column("delegation", "delegation"), *SYSTEMS)
POINT = (Column("lon", "coordinate"), Column("lat", "coordinate"), _choice("precision"))
ORIGIN = (Column("recorded_on", "date"), Column("source"))
SEEN = _choice("evidence")

ORGANISATION = Table(
    "organisation",
    (
        ID, Column("name", "name", required=True), Column("name_ar"), Column("acronym"),
        _choice("kind", "organisation_kind"), _choice("sector"), *PLACE, *POINT,
        Column("coverage_codes", "choices", "governorate"), Column("role_in_iess"),
        Column("part_of", "reference", table="organisation"), Column("note"), SEEN, *ORIGIN,
    ),
    key=("name", "delegation"), abroad=True,
)  # fmt: skip
ENTERPRISE = Table(
    "enterprise",
    (
        ID, Column("name", "name", required=True), _choice("legal_form"), _choice("kind", "enterprise_kind"), *PLACE,
        *POINT, Column("founded", "year"), _choice("status"), _choice("women_led", "yes_no"),
        _choice("youth_led", "yes_no"), _choice("publish", "yes_no"),
        _choice("chain"), Column("stages", "choices", "stage"),
        _choice("chain_2", "chain"), Column("stages_2", "choices", "stage"),
        Column("activities", "activities", offered=False), SEEN, *ORIGIN,
    ),
    key=("name", "delegation", "legal_form"),
)  # fmt: skip
ACTIVITY = Table(
    "activity",
    (
        ID, Column("enterprise", "reference", table="enterprise", required=True), _choice("chain", required=True),
        Column("stages", "choices", "stage", required=True), *ORIGIN,
    ),
    key=("enterprise", "chain", "stage"),
)  # fmt: skip
SERVICE = Table(
    "service",
    (
        ID, Column("organisation", "reference", table="organisation", required=True),
        _choice("service_type", required=True), *PLACE, *POINT, Column("target_public"), _choice("ess_specific"),
        Column("capacity", "number"), Column("capacity_unit"), Column("served", "delegations"), SEEN, *ORIGIN,
    ),
    key=("organisation", "service_type", "delegation"), abroad=True,
)  # fmt: skip
COVERAGE = Table(
    "coverage",
    (ID, Column("service", "reference", table="service", required=True), *PLACE, *ORIGIN),
    key=("service", "delegation"),
)
PROJECT = Table(
    "project",
    (
        ID, Column("name", "name", required=True), Column("enterprise", "reference", table="enterprise"),
        _choice("existing"), _choice("chain"), *PLACE, _choice("step"), Column("funders"),
        Column("amount_tnd", "number"), _choice("publish", "yes_no"), SEEN, *ORIGIN,
    ),
    key=("name", "delegation"),
)  # fmt: skip
EVENT = Table(
    "event",
    (
        ID, Column("title", "name", required=True), _choice("kind", "event_kind", required=True),
        Column("held_on", "date"), *PLACE, _choice("chain"), _choice("scope", "event_scope"),
        Column("organisations", "references", table="organisation"),
        Column("strengthened", "references", table="organisation"), *ORIGIN,
    ),
    key=("title", "held_on", "delegation"),
)  # fmt: skip
HEADCOUNT = Table(
    "headcount",
    (
        ID, _choice("parent_table", required=True), Column("parent", "reference", required=True),
        _choice("measure", required=True), _choice("sex"), _choice("age_band"), _choice("situation"),
        Column("n", "whole", required=True), *ORIGIN,
    ),
    key=("parent_table", "parent", "measure", "sex", "age_band", "situation"),
)  # fmt: skip
LINK = Table(
    "link",
    (
        ID, _choice("from_table", "link_end", required=True), Column("from_id", "reference", required=True),
        _choice("link_kind", required=True), _choice("to_table", "link_end", required=True),
        Column("to_id", "reference", required=True), _choice("scope", "link_scope"), *ORIGIN,
    ),
    key=("from_table", "from_id", "to_table", "to_id", "kind"),
)  # fmt: skip
SURVEY = Table(
    "survey",
    (
        ID, *PLACE, _choice("topic", required=True), _choice("function"), _choice("chain"),
        _choice("survey_status", required=True), Column("surveyed_on", "date"), *ORIGIN,
    ),
    key=("delegation", "topic", "function", "chain"),
)  # fmt: skip
FIGURE = Table(
    "figure",
    (
        ID, *PLACE, _choice("indicator", required=True), Column("year", "year"), Column("period"),
        Column("value", "number", required=True), Column("standard_error", "number"), Column("unit"),
        Column("quality"), *ORIGIN,
    ),
    key=("territory", "indicator", "period"),
)  # fmt: skip

TRAVEL = Table(
    "travel",
    (
        ID, Column("from_delegation", "place", required=True), Column("to_delegation", "place", required=True),
        Column("minutes", "number"), Column("km", "number"), *ORIGIN,
    ),
    key=("from_delegation", "to_delegation"),
)  # fmt: skip

# In the order of filling, which is also the order in which rows can point to one another.
TABLES = (
    ORGANISATION, ENTERPRISE, ACTIVITY, SERVICE, COVERAGE, PROJECT, EVENT, HEADCOUNT, LINK, SURVEY, FIGURE, TRAVEL,
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
