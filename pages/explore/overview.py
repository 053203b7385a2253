"""Where do we stand? The four governorates at a glance."""

import pandas as pd
import streamlit as st

from analysis.masking import at_least, masked
from ui import address, cached
from ui.charts import bars
from ui.downloads import downloads
from ui.drawing import clicked_delegation, need_circles, poverty_areas
from ui.figures import Tile, tiles
from ui.filters import toggle
from ui.frame import escaped, say
from ui.legend import show_legend
from ui.map import Clicked, begin_with_map, show_map
from ui.shapes import Shape
from ui.speech import language, name_of, t
from ui.tables import Column, show_table
from words.translate import number

COLUMNS = (
    Column("governorate", vocabulary="governorates"),
    Column("population", "people", empty="state.no_figure"),
    Column("need", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("ess", "count"),
    Column("informal", "count", empty="state.masked"),
    Column("services", "count"),
    Column("providers", "count"),
    Column("likely_services", "count"),
    Column("projects", "count"),
)

# In a file a masked count is words: empty would read as "no figure".
AS_FILE = tuple(Column("informal") if column.key == "informal" else column for column in COLUMNS)


def show() -> None:
    """Key figures, map, the four governorates side by side, aims."""
    if unknown := st.query_params.get("unknown"):
        st.warning(t("error.unknown_page", page=unknown))
    filters = address.current_filters()
    governorates = _governorates()
    shown = governorates[governorates["governorate"].isin(filters.governorates or governorates["governorate"])]
    _figures(shown)
    picture, aims = st.columns([3, 2], gap="medium")
    territory = cached.territory()
    with picture:
        shapes: list[Shape] = [poverty_areas(territory, filters), need_circles(territory, filters)]
        show_map(
            shapes, key="accueil", language=language(), selected=filters.delegations, height=520, on_click=_clicked
        )
        show_legend(shapes, language=language())
    begin_with_map()
    with aims:
        _aims()
        st.header(t("overview.need_by_governorate"), anchor=False)
        bars(
            [name_of("governorates", code) for code in shown["governorate"]],
            {t("col.need"): shown["need"].tolist()},
            errors=shown["need_error"].tolist(),
            codes=shown["governorate"].tolist(),
            on_bar=lambda code: toggle("governorates", code),
            key="overview_need",
            alt=t("overview.need_alt"),
        )
        say(escaped(t("overview.need_unit")))
    st.header(t("overview.side_by_side"), anchor=False)
    _summary(governorates)
    show_table(
        shown, COLUMNS, key="overview", on_row=lambda row: toggle("governorates", shown["governorate"].iloc[row])
    )
    say(escaped(_adds_up(shown)))
    written = shown.assign(
        informal=shown["informal"].astype(object).where(shown["informal"].notna(), t("state.masked"))
    )
    downloads(written, AS_FILE, slug="accueil", sources=territory["poverty_source"].dropna().unique().tolist())


def _adds_up(shown: pd.DataFrame) -> str:
    """How the table's sums meet the counts above: by kind of enterprise, and what has no governorate."""
    counted = cached.table("matched", address.current_filters()).iloc[0]
    sums = shown[["ess", "conventional", "services", "likely_services", "projects"]].sum()
    placed = {
        "enterprises": sums["ess"] + sums["conventional"],
        "services": sums["services"] + sums["likely_services"],
        "projects": sums["projects"],
    }
    apart = {what: int(counted[what] - n) for what, n in placed.items()}
    said = [t("overview.adds_up", ess=int(sums["ess"]), conventional=int(sums["conventional"]))]
    if any(apart.values()):
        told = [t(f"unit.{what}", n=n) for what, n in apart.items() if n]
        said.append(t("overview.no_governorate", counts=t("join.comma").join(told)))
    return " ".join([*said, t("overview.providers_twice")])


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)


def _governorates() -> pd.DataFrame:
    """One row per governorate: need with its error, and what the other filters keep there."""
    territory = cached.territory()
    sums = (
        territory.assign(square=territory["need_error"] ** 2)
        .groupby("governorate")[["population", "need", "square"]]
        .sum(min_count=1)
    )
    counts = cached.table("by_governorate", address.current_filters().without("governorates")).set_index("governorate")
    joined = counts.join(sums.assign(need_error=sums["square"] ** 0.5))
    return joined.assign(informal=masked(joined["informal"])).reset_index()


def _figures(shown: pd.DataFrame) -> None:
    informal, exact = at_least(shown["informal"].fillna(1).astype(int))
    tiles(
        [
            Tile(t("col.need"), round(shown["need"].sum()), t("overview.need_under"), strong=True),
            Tile(
                t("col.ess"),
                int(shown["ess"].sum()),
                t("overview.ess_under", n=informal) if exact else t("overview.ess_under_at_least", n=informal),
            ),
            Tile(
                t("col.services"),
                int(shown["services"].sum()),
                t("overview.services_under", n=int(shown["likely_services"].sum())),
            ),
            Tile(t("col.projects"), int(shown["projects"].sum()), t("overview.projects_under")),
        ]
    )


def _summary(governorates: pd.DataFrame) -> None:
    most = governorates.sort_values("need", ascending=False).iloc[0]
    share = most["need"] / governorates["need"].sum()
    say(
        escaped(
            t(
                "overview.summary",
                place=name_of("governorates", most["governorate"]),
                n=round(most["need"]),
                error=number(round(most["need_error"]), language()),
                share=number(100 * share, language(), 0),
            )
        ),
        "summary",
    )


def _aims() -> None:
    """The leaflet's aims against what is recorded; what no record says stays not known."""
    st.header(t("overview.aims"), anchor=False)
    aims = cached.table("aims")
    tiles(
        [
            Tile(
                t(f"aim.{row['target']}"),
                t("aim.not_known", aim=row["aim"])
                if pd.isna(row["recorded"])
                else t("aim.reached", n=int(row["recorded"]), aim=row["aim"]),
                t(f"aim.{row['target']}_under"),
            )
            for row in aims.to_dict("records")
        ]
    )
    say(escaped(t("overview.aims_note")))
