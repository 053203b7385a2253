"""The tables of the page Filières: the matrix in full, missing stages, specialities, leadership, related chains."""

import pandas as pd

from analysis.value_chains import Relatedness, location_quotient, relatedness
from queries.filters import Filters
from ui import cached
from ui.chain_grid import informal_told
from ui.chains import DELEGATION, GOVERNORATE, Look, matrix, missing_rows
from ui.drawing import shown_codes
from ui.speech import language, name_of, t
from ui.tables import Column
from words.translate import number

NEAREST_CHAINS = 3  # related chains told for each delegation
FEW = 5  # enterprises under which a quotient says almost nothing
BASES = ("present", "documented", "to_confirm", "unverified")
CELLS = (
    Column("chain", vocabulary="chains"),
    Column("stage", vocabulary="stages"),
    Column("stage_state", vocabulary="stage_state"),
    Column("ess", "count", empty="state.not_surveyed"),
    Column("informal_told"),
    Column("not_entitled", "count", empty="state.not_surveyed"),
    Column("conventional", "count", empty="state.not_surveyed"),
    Column("likely", "count"),
    Column("inactive", "count"),
    Column("surveyed_of"),
    Column("chain_certainty", vocabulary="chain_certainty"),
)
PLACES = {
    GOVERNORATE: (Column("governorate", vocabulary="governorates"),),
    DELEGATION: (Column("delegation", vocabulary="delegations"),),
}
MISSING = (
    Column("code", vocabulary="delegations"),
    Column("chain", vocabulary="chains"),
    Column("stage", vocabulary="stages"),
    Column("chain_basis", vocabulary="chain_basis"),
    Column("max_km", "count"),
    Column("nearest_place", vocabulary="delegations"),
    Column("nearest_km", "km", empty="filieres.nearest_none"),
    Column("nearest_name", empty="state.unnamed"),
    Column("conventional_near", "count"),
    Column("not_entitled_near", "count"),
    Column("near_other", vocabulary="near_other"),
)
QUOTIENTS = (
    Column("chain", vocabulary="chains"),
    Column("governorate", vocabulary="governorates"),
    Column("ess", "count"),
    Column("chain_share", "percent", empty="state.no_figure"),
    Column("quotient", "decimal", empty="state.no_figure"),
)
LEADERS = tuple(
    Column(key, kind, empty="state.no_figure")
    for key, kind in (
        ("ess", "count"), ("women_yes", "count"), ("women_unknown", "count"), ("women_share", "percent"),
        ("youth_yes", "count"), ("youth_unknown", "count"), ("youth_share", "percent"),
    )
)  # fmt: skip
BY_CHAIN, BY_STAGE = (Column("chain", vocabulary="chains"), *LEADERS), (Column("stage", vocabulary="stages"), *LEADERS)
RELATED = (
    Column("delegation", vocabulary="delegations"),
    Column("chain", vocabulary="chains"),
    Column("density", "percent"),
    Column("chain_enterprises", "count"),
)


def cells_table(level: str, filters: Filters) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """The matrix as rows, the chains and stages of the filters; stages that do not apply are left out."""
    cells = narrowed(matrix(level, filters), filters)
    cells = cells[cells["state"] != "not_applicable"]
    complete = cells["surveyed"] >= cells["delegations"]
    informal = [
        informal_told(int(n), int(h)) if n or h or sure else t("state.not_surveyed")
        for n, h, sure in zip(cells["told"], cells["hidden"], complete, strict=True)
    ]
    surveyed = [
        f"{number(a, language())}/{number(b, language())}"
        for a, b in zip(cells["surveyed"], cells["delegations"], strict=True)
    ]
    for column in ("ess", "not_entitled", "conventional"):  # no zero where the survey is not complete
        cells = cells.assign(**{column: cells[column].astype("Int64").mask((cells[column] == 0) & ~complete)})
    cells = cells.assign(
        stage_state=cells["state"],
        informal_told=informal,
        surveyed_of=surveyed,
        chain_certainty=cells["certainty"].fillna("recorded_only"),
        governorate=cells["unit"],
        delegation=cells["unit"],
        order=cells["stage"].map({code: rank for rank, code in enumerate(cached.vocabulary()["stages"])}),
    )
    return cells.sort_values(["unit", "chain", "order"], ignore_index=True), (*PLACES.get(level, ()), *CELLS)


def narrowed(rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows of the chains and stages that the filters name."""
    kept = rows[rows["chain"].isin(filters.chains)] if filters.chains else rows
    return kept[kept["stage"].isin(filters.stages)] if filters.stages and "stage" in kept else kept


def missing_table(asked: Look, filters: Filters) -> pd.DataFrame:
    """Stages that nobody of the ESS holds within range, chains present first, the nearest first."""
    rows = narrowed(missing_rows(asked), filters)
    rows = rows[shown_codes(rows, filters)]
    if filters.delegations:
        rows = rows[rows["code"].isin(filters.delegations)]
    rows = rows.assign(
        order=rows["basis"].map({name: rank for rank, name in enumerate(BASES)}),
        chain_basis=rows["basis"],
        nearest_place=rows["nearest"],
        nearest_name=rows["name"],
        near_other=rows["near_other"].map({True: "yes", False: "no"}),
    )
    return rows.sort_values(["order", "nearest_km", "code", "chain"], na_position="last", ignore_index=True)


def _counts(by: str) -> pd.DataFrame:
    rows = cached.table("chain_actors", Filters()).dropna(subset=[by])
    table = rows.pivot_table(index=by, columns="chain", values="ess", aggfunc="sum", fill_value=0)
    names = cached.territory()["code" if by == "delegation" else "governorate"].unique()
    return table.reindex(index=sorted(names), columns=sorted(cached.vocabulary()["chains"]), fill_value=0)


def _quotients() -> pd.DataFrame:
    counts = _counts("governorate")
    shares = 100 * counts.div(counts.sum(axis=1).where(lambda n: n > 0), axis=0)
    parts = {"ess": counts, "chain_share": shares, "quotient": location_quotient(counts)}
    long = {name: part.rename_axis("governorate").stack() for name, part in parts.items()}
    return pd.DataFrame(long).reset_index()


def quotient_table(filters: Filters) -> pd.DataFrame:
    """Location quotients over the four governorates, whatever is shown; the governorates and chains of the filters."""
    rows = narrowed(cached.computed(_quotients), filters.without("stages"))
    rows = rows[rows["governorate"].isin(filters.governorates)] if filters.governorates else rows
    rows = rows[rows["ess"] > 0]
    return rows.sort_values(["quotient", "ess", "chain"], ascending=[False, False, True], ignore_index=True)


def quotient_sentence(rows: pd.DataFrame) -> str:
    """The strongest speciality that rests on enough enterprises."""
    strong = rows[(rows["ess"] >= FEW) & (rows["quotient"] > 1)]
    if strong.empty:
        return t("filieres.quotient_none", few=FEW)
    first = strong.iloc[0]
    return t(
        "filieres.quotient_summary",
        chain=name_of("chains", first["chain"]),
        place=name_of("governorates", first["governorate"]),
        quotient=number(first["quotient"], language(), 2),
        n=int(first["ess"]),
        few=FEW,
    )


def leader_tables(filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series | None]:
    """(by chain, by stage, all together): who leads; a share is of those whose leadership is known."""
    rows = cached.table("stage_leaders", filters)
    for who in ("women", "youth"):
        known = rows[f"{who}_yes"] + rows[f"{who}_no"]
        rows = rows.assign(**{f"{who}_share": 100 * rows[f"{who}_yes"] / known.where(known > 0)})
    by_chain = rows[rows["chain"].notna()].sort_values(["ess", "chain"], ascending=[False, True], ignore_index=True)
    order = {code: rank for rank, code in enumerate(cached.vocabulary()["stages"])}
    by_stage = rows[rows["stage"].notna()].sort_values("stage", key=lambda s: s.map(order), ignore_index=True)
    whole = rows[rows["chain"].isna() & rows["stage"].isna()]
    return by_chain, by_stage, whole.iloc[0] if len(whole) and whole["ess"].iloc[0] else None


def leader_sentence(whole: pd.Series) -> str:
    """Shares led by women and by youth, of how many known."""
    said = {}
    for who in ("women", "youth"):
        known = int(whole[f"{who}_yes"] + whole[f"{who}_no"])
        said[who] = t(
            "filieres.led_share",
            share=number(whole[f"{who}_share"], language(), 0) if known else t("state.no_figure"),
            n=int(whole[f"{who}_yes"]),
            known=known,
            unknown=int(whole[f"{who}_unknown"]),
        )
    return t("filieres.led_summary", n=int(whole["ess"]), **said)


def _related() -> Relatedness:
    return relatedness(_counts("delegation"), with_self=False)


def related() -> Relatedness:
    """Relatedness of chains over delegations, a chain not counted as related to itself."""
    return cached.computed(_related)


def related_table(filters: Filters) -> pd.DataFrame:
    """For each delegation shown the chains nearest to what it already does, among those nobody of the ESS has there."""
    density, counts = related().density, _counts("delegation")
    absent = density.where(counts == 0).rename_axis("delegation").reset_index()
    rows = absent.melt("delegation", var_name="chain", value_name="density").dropna()
    rows = rows[(rows["density"] > 0) & shown_codes(rows, filters)]
    if filters.delegations:
        rows = rows[rows["delegation"].isin(filters.delegations)]
    rows = narrowed(rows, filters.without("stages"))
    rows = rows.assign(density=100 * rows["density"], chain_enterprises=rows["chain"].map(counts.sum()))
    first = rows.sort_values(["density", "chain"], ascending=[False, True]).groupby("delegation").head(NEAREST_CHAINS)
    return first.sort_values(["delegation", "density"], ascending=[True, False], ignore_index=True)
