"""What is looked at (function, offer, reach, assumptions), and the figures to recite."""

import pandas as pd
import streamlit as st

from analysis import gaps
from ui import cached, travel
from ui.address import bound
from ui.figures import Tile, tiles
from ui.frame import escaped, say
from ui.speech import joined, language, name_of, t
from words.translate import isolated, number, percent


def settings() -> None:
    """Function, offer and reach; assumptions folded away but stated."""
    function, offer, reach = st.columns([5, 5, 3], gap="medium", vertical_alignment="bottom")
    with function:
        st.segmented_control(
            t("gaps.function"), gaps.FUNCTIONS, format_func=lambda c: name_of("functions", c), **bound("function")
        )
    with offer:
        st.segmented_control(
            t("gaps.offer"), ("all", "adapted"), format_func=lambda c: t(f"gaps.offer_{c}"), **bound("offer")
        )
    with reach:
        source = travel.present()
        st.slider(t(f"travel.reach_{travel.unit(source)}"), 5, 100, step=5, **bound(travel.reach_setting(source)))
    with st.expander(t("gaps.assumptions")):
        factor, basis = st.columns(2, gap="large")
        with factor:
            travel.detour(t("gaps.circuity"), **bound("circuity"))
            say(escaped(t("gaps.circuity_note")))
            travel.choose()
        with basis:
            st.radio(
                t("gaps.basis"),
                ("census", "rescaled"),
                format_func=lambda c: t(f"gaps.basis_{c}"),
                horizontal=True,
                **bound("basis"),
            )
            say(escaped(_basis_note()))
    travel.say_silence()


def _basis_note() -> str:
    """The totals that rescaling rests on, with their year and source."""
    rows = cached.table("governorate_population").dropna(subset=["latest"])
    said = [
        f"{name_of('governorates', row['governorate'])} {number(row['latest'], language())} ({row['latest_period']})"
        for row in rows.to_dict("records")
    ]
    sources = joined(isolated(one) for one in rows["latest_source"].unique())
    return t("gaps.basis_note", totals=t("gaps.comma").join(said), source=sources)


def figures(shown: pd.DataFrame) -> None:
    """The five figures to recite, of the delegations shown."""
    counted, classes = gaps.people(shown), shown["reach"]
    n = {name: int((classes == name).sum()) for name in gaps.CLASSES}
    known = n[gaps.NOT_SURVEYED] < len(shown)
    tiles(
        [
            Tile(t("gaps.tile_delegations"), len(shown), t("gaps.tile_delegations_under", all=len(cached.territory()))),
            Tile(
                t("gaps.tile_none"),
                n[gaps.NONE] if known else None,
                t("gaps.tile_none_under", one=n[gaps.ONE], unknown=n[gaps.NOT_SURVEYED]),
            ),
            Tile(t("gaps.tile_covered"), _covered(shown, known), t("gaps.tile_covered_under")),
            Tile(
                t("gaps.tile_beyond"),
                round(counted.beyond) if known else None,
                t("gaps.tile_error", error=_error(counted.beyond_se)) if known else t("gaps.tile_beyond_unknown"),
                strong=True,
            ),
            Tile(
                t("gaps.tile_unknown"),
                round(counted.unknown),
                t("gaps.tile_unknown_under", error=_error(counted.unknown_se))
                if n[gaps.NOT_SURVEYED]
                else t("gaps.unsurveyed_none"),
            ),
        ]
    )


def _covered(shown: pd.DataFrame, known: bool) -> str | None:
    """The share of need in reach: a least share where some is not surveyed, nothing where nothing is known."""
    need = shown["need"].sum()
    if not known or not need:
        return None
    share = shown.loc[shown["reach"].isin([gaps.ONE, gaps.SEVERAL]), "need"].sum() / need
    words = percent(share, language())
    return t("gaps.at_least", value=words) if (shown["reach"] == gaps.NOT_SURVEYED).any() else words


def _error(value: float) -> str:
    return t("state.no_figure") if value != value else number(round(value), language())
