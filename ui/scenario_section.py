"""The section of saved scenarios: save the view, those there are, one of them with what can be done to it."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data import scenario_file
from data.scenarios import LONGEST_NAME, LONGEST_WHO
from ui import cached, history
from ui.brief_buttons import show_brief_of
from ui.frame import escaped, guarded, say
from ui.scenario_actions import SHOWN, fresh, keep_view, open_view, remove, show_opened, tell, update
from ui.scenario_compare import show_comparison
from ui.scenario_lists import Answer
from ui.scenario_replay import check, link, opened_values, replay, understood
from ui.scenario_sheet import show_sheet
from ui.scenario_upload import show_upload
from ui.scenario_words import dropped_words, list_of, result_of, seats_of, verdict
from ui.scenarios import Saved, present_facts, present_scenario, saved
from ui.speech import language, t
from ui.tables import Column, show_table
from words.translate import isolated

SCENARIOS = (
    Column("scenario"),
    Column("list"),
    Column("seats"),
    Column("need_served", "people"),
    Column("need_error", "people"),
    Column("mean_km", "km", empty="state.no_figure"),
    Column("worst_km", "km", empty="state.no_figure"),
    Column("saved_on"),
    Column("who"),
    Column("saved_data"),
)
NUMBERS = ("need_served", "need_error", "mean_km", "worst_km")
NOT_A_NAME = re.compile(r"[^\w-]+")


def with_scenarios(page: Callable[[], None]) -> Callable[[], None]:
    """A page of the hub choice, with the scenario that was opened above it and the section of all below it."""

    def show() -> None:
        show_opened()
        page()
        show_scenarios()

    return show


@st.fragment
def show_scenarios() -> None:
    """The whole section; what is done in it redraws it alone until the log changes."""
    guarded(_draw)


def _draw() -> None:
    st.header(t("scenarios.title"), anchor=False)
    say(escaped(t("scenarios.note")))
    tell()
    _save()
    show_upload()
    present = saved()
    if not present:
        say(escaped(t("scenarios.none")))
        return
    _list(present)
    _one(present)
    show_comparison(present)


def _save() -> None:
    if view := present_scenario(""):
        say(escaped(t("scenarios.to_save", list=list_of(view.result), result=result_of(view.result))))
    turn = fresh()
    with st.form(f"scenario_save_{language()}_{turn}", border=False):
        name, who, button = st.columns([3, 2, 2], vertical_alignment="bottom")
        named = name.text_input(t("scenarios.name"), max_chars=LONGEST_NAME, key=f"scenario_name_{turn}")
        by = who.text_input(t("scenarios.who"), max_chars=LONGEST_WHO, key=f"scenario_who_{turn}")
        if button.form_submit_button(t("scenarios.save"), type="primary", width="stretch"):
            keep_view(named, by)


def _list(present: dict[int, Saved]) -> None:
    facts, rows = present_facts(), []
    for one in present.values():
        result = one.scenario.result
        told = {"scenario": isolated(one.scenario.name), "who": _who(one)}
        told |= {"list": list_of(result), "seats": seats_of(result)}
        told |= {"saved_on": history.when(one.saved_at)}
        told |= {"saved_data": t("scenarios.facts_same" if one.scenario.facts == facts else "scenarios.facts_other")}
        rows.append(told | {name: getattr(result, name) for name in NUMBERS})
    show_table(pd.DataFrame(rows), SCENARIOS, key="scenarios", plain=True)
    say(escaped(t("scenarios.list_note")))


def _who(one: Saved) -> str:
    return isolated(one.who) if one.who else t("data.who_unknown")


def _one(present: dict[int, Saved]) -> None:
    """One scenario: whether it holds, what can be done, its sheet."""
    ids, newest = list(present), max(present)
    if st.session_state.get(SHOWN) not in present:
        st.session_state[SHOWN] = newest
    st.session_state["scenario_chosen"] = st.session_state[SHOWN]
    chosen = st.selectbox(
        t("scenarios.choose"),
        ids,
        format_func=lambda number: present[number].scenario.name,
        key="scenario_chosen",
        on_change=lambda: st.session_state.update({SHOWN: st.session_state["scenario_chosen"]}),
    )
    one = present[chosen]
    today = replay(one.scenario)
    holds, words = verdict(check(one.scenario, today), one.scenario)
    say(escaped(words), "summary" if holds else "summary warned")
    if left := dropped_words(understood(one.scenario.settings)[1]):
        say(escaped(left), "summary warned")
    _buttons(one, today)
    _link(one, today)
    show_sheet(one)


def _buttons(one: Saved, today: Answer) -> None:
    with st.container(horizontal=True):
        opens = partial(open_view, one.scenario)
        if st.button(t("scenarios.open"), key=f"scenario_open_{one.id}", type="primary", on_click=opens):
            st.rerun()
        file = scenario_file.written(
            one.scenario, who=one.who, saved_at=one.saved_at.isoformat(), demonstration=cached.demonstration()
        )
        st.download_button(
            t("scenarios.download"),
            data=file,
            file_name=f"atlas-ess-scenario-{NOT_A_NAME.sub('-', one.scenario.name).strip('-') or one.id}.json",
            mime="application/json",
            key=f"scenario_file_{one.id}",
            on_click="ignore",
            icon=":material/download:",
        )
        if today.result:
            show_brief_of(one.id, one.scenario, opened_values(one.scenario, today))
        with st.popover(t("scenarios.update"), key=f"scenario_ask_update_{one.id}"):
            say(escaped(t("scenarios.update_ask", name=isolated(one.scenario.name))))
            who = st.text_input(t("scenarios.who"), max_chars=LONGEST_WHO, key=f"scenario_updater_{one.id}")
            if st.button(t("scenarios.update_confirm"), key=f"scenario_update_{one.id}", type="primary"):
                update(one, who)
        with st.popover(t("scenarios.remove"), key=f"scenario_ask_remove_{one.id}"):
            say(escaped(t("scenarios.remove_ask", name=isolated(one.scenario.name))))
            who = st.text_input(t("scenarios.who"), max_chars=LONGEST_WHO, key=f"scenario_remover_{one.id}")
            if st.button(t("scenarios.remove_confirm"), key=f"scenario_remove_{one.id}", type="primary"):
                remove(one, who)


def _link(one: Saved, today: Answer) -> None:
    """An address to copy: it opens the view in this language, here or on another screen of the same atlas."""
    query = urlencode(link(one.scenario, today, language()))
    address = escaped(f"{(st.context.url or '').split('?')[0]}?{query}")
    link_to = f'<a class="copied" dir="ltr" href="{address}">{address}</a>'
    st.html(f'<p class="note">{escaped(t("scenarios.link"))} {link_to}</p>')
