"""Everything on one delegation or governorate, compared with its governorate and the four, and its A4 profile."""

import datetime as dt

import pandas as pd
import streamlit as st

from analysis.gaps import FUNCTIONS
from queries.filters import Filters
from ui import address, cached
from ui import profile_words as told
from ui.downloads import downloads
from ui.drawing import need_circles, poverty_areas
from ui.figures import Tile, tiles
from ui.frame import escaped, say
from ui.gaps import Asked, reach_table, triplets
from ui.later import later
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.profile import Access, Profile, gather
from ui.profile_figures import COMPARED, compared
from ui.profile_words import STAGES
from ui.shapes import Shape
from ui.speech import choices, language, name_of, reader, t
from ui.tables import Column, show_table
from ui.territory import FACTS, made

SIDES = {name: Column(f"profile.{name}") for name in COMPARED}
REACH = tuple(Column(f"profile.{name}") for name in ("function", "all", "adapted"))
CHAINS = (Column("profile.chain"), *(Column(f"profile.{stage}") for stage in STAGES))


def show() -> None:
    """The choice, then the territory: figures, map, comparison, services in reach, chains."""
    code = chosen()
    _choice(code)
    if not code:
        say(escaped(t("territory.choose_note")), "summary")
        _map(())
        return
    profile = cached.computed(_gathered, code, float(address.value("reach")), float(address.value("circuity")))
    say(escaped(told.lead(reader(), profile)), "summary")
    _tiles(profile)
    picture, side = st.columns([3, 2], gap="medium")
    with picture:
        _map(profile.codes)
    with side:
        _remarks(profile)
    _tables(profile)


def chosen() -> str:
    """The territory of the address; else the one delegation, or the one governorate, that the filters hold."""
    if code := str(address.value("territory")):
        return code
    filters = address.current_filters()
    for kept in (filters.delegations, filters.governorates):
        if len(kept) == 1:
            return kept[0]
    return ""


def _gathered(code: str, reach_km: float, circuity: float) -> Profile:
    def look(function: str, offer: str) -> Asked:
        return Asked(function, offer, reach_km, circuity, "census")

    def rows(function: str, offer: str) -> pd.DataFrame:
        return reach_table(look(function, offer))

    return gather(cached.table, code, Access(reach_km, circuity, rows, lambda: triplets(look(FUNCTIONS[0], "all"))))


def _choice(code: str) -> None:
    """The list, the way to the whole governorate, and the document, made when asked for."""
    listed, whole, paper = st.columns([4, 2, 2], gap="medium", vertical_alignment="bottom")
    listed.selectbox(
        t("territory.choose"),
        ("", *choices()["territories"]),
        format_func=lambda one: _name(one) if one else t("territory.choose_none"),
        **address.bound("territory"),
    )
    if not code:
        return
    if code != address.value("territory"):
        listed.caption(t("territory.of_filter"))
    if len(code) > 2:
        whole.button(t("territory.whole"), key="territory_whole", on_click=address.put, kwargs={"territory": code[:2]})
    settings = float(address.value("reach")), float(address.value("circuity"))
    store, spoken = cached.store(), language()
    paper.download_button(
        t("territory.download"),
        data=later(lambda: made(store, code, spoken, *settings)),
        file_name=f"atlas-ess-{code}-{spoken}-{dt.date.today():%Y-%m-%d}.pdf",
        mime="application/pdf",
        key="territory_pdf",
        icon=":material/print:",
        on_click="ignore",
    )


def _name(code: str) -> str:
    if len(code) == 2:
        return f"{name_of('governorates', code)} ({t('sources.level_governorate')})"
    return f"{name_of('delegations', code)} · {name_of('governorates', code[:2])}"


def _map(codes: tuple[str, ...]) -> None:
    territory, everywhere = cached.territory(), Filters()
    shapes: list[Shape] = [poverty_areas(territory, everywhere), need_circles(territory, everywhere)]
    show_map(shapes, key="territoire", language=language(), selected=codes, height=470, on_click=_clicked)
    show_legend(shapes, language=language())


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        address.put(territory=clicked.code)


def _tiles(profile: Profile) -> None:
    rows = compared(reader(), profile).set_index("key").to_dict("index")
    shown = [(name, rows[name]) for name in FACTS[:-1]]  # projects are told in words
    tiles([Tile(row["measure"], row["here"], row["source"], strong=name == "need") for name, row in shown])


def _remarks(profile: Profile) -> None:
    for title, lines in (
        ("territory.actors", [told.services(reader(), profile), told.steps(reader(), profile)]),
        ("territory.remarks", told.notes(reader(), profile)),
    ):
        st.header(t(title), anchor=False)
        st.html("<ul>" + "".join(f"<li>{escaped(line)}</li>" for line in lines) + "</ul>")


def _tables(profile: Profile) -> None:
    st.header(t("territory.compared"), anchor=False)
    rows = compared(reader(), profile).add_prefix("profile.")
    columns = [Column("profile.measure")]
    columns += [column for column in SIDES.values() if column.key in rows] + [Column("profile.source")]
    show_table(rows, columns, key="territory_compared", height=900, plain=True)
    method = t("territory.method", reach=profile.reach_km, factor=profile.circuity)
    downloads(rows, columns, slug="territoire", sources=profile.sources, method=method, part=profile.code)
    st.header(t("territory.reach", reach=profile.reach_km), anchor=False)
    last = "profile.beyond" if profile.whole else "profile.nearest"
    reach = told.reach_table(reader(), profile).add_prefix("profile.").rename(columns={"profile.last": last})
    show_table(reach, [*REACH, Column(last)], key="territory_reach", height=900, plain=True)
    say(escaped(t("territory.reach_note", reach=profile.reach_km, factor=profile.circuity)))
    st.header(t("territory.chains"), anchor=False)
    stages = told.stage_table(reader(), profile).add_prefix("profile.")
    if stages.empty:
        say(escaped(t("territory.no_chain")), "summary")
    else:
        show_table(stages, CHAINS, key="territory_chains", height=900, plain=True)
        say(escaped(t("territory.stage_note")))
    if silent := told.silent_chains(reader(), profile):
        say(escaped(silent))
