"""A scenario given as a file: read strictly, said what it is, then opened or kept."""

import streamlit as st

from data import scenario_file
from data.scenario_file import Given
from ui.frame import escaped, say
from ui.scenario_actions import keep_given, open_view
from ui.scenario_replay import check, replay, understood
from ui.scenario_words import dropped_words, verdict
from ui.speech import language, t
from ui.uploader import uploader
from words.problem import ProblemError
from words.translate import isolated, sentence

STAMP = 10  # letters of a date: 2026-11-24


def show_upload() -> None:
    """An uploader, and below it what the file holds."""
    whole = st.expander(t("scenarios.upload"), key="scenario_upload", on_change="rerun")
    if not whole.open:
        return
    with whole:
        say(escaped(t("scenarios.upload_note")))
        file = uploader(t("scenarios.upload_label"), key="scenario_file", limit=t("scenarios.upload_limit"))
        if file is None:
            return
        try:
            given = scenario_file.read(file.getvalue())
        except ProblemError as refused:
            say(escaped(sentence(refused.problem, language())), "summary warned")
            return
        _given(given)


def _given(given: Given) -> None:
    scenario = given.scenario
    when, who = isolated(given.saved_at[:STAMP] or "–"), isolated(given.who or t("data.who_unknown"))
    say(escaped(t("scenarios.given", name=isolated(scenario.name), when=when, who=who)))
    _, dropped = understood(scenario.settings)
    holds, words = verdict(check(scenario, replay(scenario)), scenario)
    unknown = t("scenarios.unknown", names=", ".join(map(isolated, given.unknown))) if given.unknown else ""
    left = " ".join(filter(None, [dropped_words(dropped), unknown]))
    say(escaped(words), "summary" if holds else "summary warned")
    if left:
        say(escaped(left), "summary warned")
    with st.container(horizontal=True):
        if st.button(t("scenarios.open"), key="given_open", type="primary", on_click=open_view, args=(scenario,)):
            st.rerun()
        if st.button(t("scenarios.keep_given"), key="given_keep"):
            keep_given(scenario, given.who)
