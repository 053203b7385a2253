"""What the matrix is read by, and the ranges within which a stage is judged, which the reader may change."""

import streamlit as st

from ui import address, cached, travel
from ui.address import bound
from ui.chains import LEVELS, distances_said, look, range_table
from ui.frame import escaped, say
from ui.range_codes import HIGH, LOW, STEP, parsed, written
from ui.speech import name_of, names_of, t
from ui.tables import Column, show_table

RANGES = (
    Column("chain", vocabulary="chains"),
    Column("stage", vocabulary="stages"),
    Column("max_km", "count"),
    Column("range_reason", vocabulary="range_reason"),
)


def settings() -> None:
    """Rows of the matrix, links on the map; ranges and distances folded away but stated."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            t("filieres.rows"), LEVELS, format_func=lambda c: t(f"filieres.rows_{c}"), **bound("chain_rows")
        )
        st.segmented_control(
            t("filieres.links"), ("yes", "no"), format_func=lambda c: t(f"code.near_other.{c}"), **bound("links_shown")
        )
    folded = st.expander(t("filieres.assumptions"), key="chain_assumptions", on_change="rerun")
    if folded.open:
        with folded:
            travel.detour(t("gaps.circuity"), **bound("circuity"))
            say(escaped(t("gaps.circuity_note")))
            travel.choose()
            _ranges()
    travel.say_silence()


def _ranges() -> None:
    """One slider per stage of the chain chosen; each with its reason."""
    say(escaped(t("filieres.ranges_note")))
    if travel.unit(travel.present()) != travel.KM:
        say(escaped(distances_said(look())))
    chains, table = tuple(cached.vocabulary()["chains"]), range_table(look())
    first = address.value("chains")[:1] or chains[:1]
    chain = st.selectbox(
        t("filieres.ranges_of"),
        chains,
        index=chains.index(first[0]),
        format_func=names_of("chains"),
        key=f"ranges_of_{first[0]}",
    )
    rows = table[table["chain"] == chain]
    for column, row in zip(st.columns(len(rows)), rows.to_dict("records"), strict=True):
        key = f"range_{chain}_{row['stage']}_{row['max_km']:.0f}"
        column.slider(
            name_of("stages", row["stage"]),
            LOW,
            HIGH,
            value=int(row["max_km"]),
            step=STEP,
            key=key,
            on_change=_changed,
            args=(chain, str(row["stage"]), key),
        )
    if address.value("ranges"):
        st.button(t("filieres.ranges_reset"), on_click=address.put, kwargs={"ranges": ()})
    show_table(rows.rename(columns={"reason": "range_reason"}), RANGES, key="chain_ranges")


def _changed(chain: str, stage: str, key: str) -> None:
    own = parsed(address.value("ranges")) | {(chain, stage): int(st.session_state[key])}
    address.put(ranges=written(own))
