"""The filters in the sidebar, and the chips that say what they keep."""

import streamlit as st

from queries.filters import FIELDS
from ui import address, cached
from ui.speech import chip_label, choices, names_of, t

# What the sidebar offers, by subject; the first group is open.
GROUPS: dict[str, tuple[str, ...]] = {
    "territory": ("governorates", "delegations"),
    "enterprises": ("chains", "stages", "forms", "women_led", "youth_led", "status"),
    "services": ("functions", "services", "ess_specific"),
    "projects": ("steps",),
    "evidence": ("observed",),
}


def sidebar_filters() -> None:
    """Every filter, on every page. A filter inside a closed group still narrows and has its chip."""
    st.html(f'<p class="menu-section">{t("about.filters")}</p>')
    st.text_input(t("filter.q"), placeholder=t("filter.q_hint"), max_chars=address.LONGEST_TEXT, **address.bound("q"))
    offered = choices()
    for group, fields in GROUPS.items():
        active = sum(bool(address.value(name)) for name in fields)
        label = t(f"filter_group.{group}") + (f"  ·  {active}" if active else "")
        folded = st.expander(label, expanded=group == "territory", key=f"group_{group}", on_change="rerun")
        if folded.open:  # a closed group costs a rerun nothing
            with folded:
                for name in fields:
                    _choose(name, offered[name])


def _choose(name: str, codes: tuple[str, ...]) -> None:
    if name == "delegations" and address.value("governorates"):
        kept = set(address.value("governorates"))
        parents = cached.vocabulary()["delegations"]
        codes = tuple(c for c in codes if parents[c]["parent"] in kept or c in address.value(name))
    st.multiselect(
        t(f"filter.{name}"),
        codes,
        format_func=names_of(name),
        placeholder=t("filter.all"),
        select_all=False,  # its label exists in English only
        **address.bound(name),
    )


def chips() -> None:
    """Each active filter as a button that removes it, then *x of y*, then *clear all*; without a filter, how many."""
    filters = address.current_filters()
    active = filters.active()
    counted = cached.table("matched", filters).iloc[0]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        # First, so that chips coming and going never move it; style.css puts it after them.
        words = [
            t(f"matched.{what}", n=int(counted[what]), all=int(counted[f"{what}_all"]))
            if active
            else t(f"unit.{what}", n=int(counted[what]))
            for what in ("enterprises", "services", "projects")
        ]
        st.html(f'<p class="matched" aria-live="polite">{" · ".join(words)}</p>')
        for field in active:
            st.button(
                t("chip.remove", name=chip_label(field, filters)),
                key=f"chip_{field}",
                on_click=_clear,
                args=((field,),),
            )
        if active:
            st.button(t("chip.clear_all"), key="chip_clear", type="tertiary", on_click=_clear, args=(tuple(active),))


def _clear(fields: tuple[str, ...]) -> None:
    empty: dict[str, object] = {name: "" if name == "q" else () for name in fields}
    address.put(**empty)


def toggle(field: str, code: str) -> None:
    """A click on a place or a mark: narrows to it, or lets it go if it was already chosen. Use as a callback."""
    if field not in FIELDS:
        return
    present = address.value(field)
    address.put(**{field: () if present == (code,) else (code,)})
