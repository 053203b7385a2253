"""The section where a reader's file comes in: template, upload, what it would change, its report, what it did."""

from functools import partial

import pandas as pd
import streamlit as st

from data import report, template
from data.load import Outcome
from ui import address, cached, loading
from ui.frame import escaped, say
from ui.later import later
from ui.matching import show_matching, show_unknown
from ui.speech import language, t
from ui.table_files import TableFile, file_menu
from ui.tables import Column, show_table
from ui.uploader import uploader
from words.translate import isolated

LISTED = 200  # remarks on the page; the file has them all
COUNTS = (
    Column("table"),
    Column("rows", "count"),
    Column("added", "count"),
    Column("changed", "count"),
    Column("same", "count"),
    Column("removed", "count"),
)
REMARKS = (
    Column("severity"),
    Column("sheet"),
    Column("row", "line"),
    Column("column"),
    Column("value"),
    Column("problem"),
)


def show_load() -> None:
    """Template beside upload; below, what the file given would do or what the last one did."""
    fill, give = st.columns([2, 3], gap="large")
    with fill:
        st.header(t("data.template_title"), anchor=False)
        say(escaped(t("data.template_text")))
        st.download_button(
            t("data.template_button"),
            data=later(lambda: template.workbook(language())),
            file_name=f"{t('data.template_file')}.xlsx",
            key="template",
            on_click="ignore",
            icon=":material/table_view:",
        )
    with give:
        st.header(t("data.upload_title"), anchor=False)
        say(escaped(t("data.upload_text")))
        upload = uploader(t("data.upload"), key=f"upload_{loading.fresh()}")
        source_field, who_field = st.columns(2)
        source = source_field.text_input(t("data.source"), help=t("data.source_help"), max_chars=120, key="load_source")
        who = who_field.text_input(t("data.who"), help=t("data.who_help"), max_chars=80, key="load_who")
        full_list = st.checkbox(t("data.full_list"), help=t("data.full_list_help"), key="full_list")
    if upload is not None:
        _trial(upload, source, who, full_list)
    elif done := loading.last():
        _done(done)


def _trial(upload: loading.Upload, source: str, who: str, full_list: bool) -> None:
    """What the file would do; then one button, or why not."""
    good_rows = bool(st.session_state.get("good_rows"))
    trial = loading.tried(upload, source, good_rows, full_list)
    outcome = trial.outcome
    accepted = outcome is not None and outcome.accepted
    st.header(t("data.result_title" if accepted else "data.refused_title"), anchor=False)
    if outcome is None:
        assert trial.problem is not None
        say(escaped(loading.said(trial.problem)), "summary warned")
        if trial.sheets:
            show_unknown(upload, trial.sheets)
        return
    say(escaped(report.summary(outcome, language())), "summary" if accepted else "summary warned")
    show_matching(upload, outcome.matched)
    accepted_repairs = loading.repairs(upload)
    for code, n in {**accepted_repairs, **outcome.repairable}.items():
        st.checkbox(
            t(f"data.repair_{code}", n=n),
            value=code in accepted_repairs,
            key=f"repair_{upload.file_id}_{code}",
            on_change=partial(loading.choose_repair, upload, code, n),
        )
    if outcome.errors and outcome.rows:
        st.checkbox(t("data.good_rows"), key="good_rows")
        if accepted:
            say(escaped(t("data.good_rows_note")))
    if accepted and outcome.entry is not None:
        if any(outcome.entry.total(what) for what in ("added", "changed", "removed")):
            if st.button(t("data.load_button"), type="primary", key="load", icon=":material/upload:"):
                loading.take(upload, source, who, good_rows, full_list)
            if cached.demonstration():
                say(escaped(t("data.demo_will_leave")))
        else:
            say(escaped(t("data.nothing_new")))
        show_table(loading.counts(outcome), COUNTS, key="load_counts", plain=True)
        say(escaped(t("data.counts_note")))
    _remarks(loading.remarks(outcome), upload, outcome)


def _remarks(rows: pd.DataFrame, upload: loading.Upload, outcome: Outcome) -> None:
    st.header(t("data.report_title"), anchor=False)
    if rows.empty:
        say(escaped(t("data.report_clean")))
        return
    with st.container(horizontal=True):
        file_menu(TableFile("rapport", lambda: rows, REMARKS), "donnees")
        st.download_button(
            t("data.marked_button"),
            data=later(lambda: loading.marked(upload, outcome)),
            file_name=loading.marked_name(upload),
            key="marked",
            on_click="ignore",
            icon=":material/rate_review:",
            help=t("data.marked_help"),
        )
    if len(rows) > LISTED:
        say(escaped(t("data.report_part", n=LISTED, all=len(rows))))
    show_table(rows.head(LISTED), REMARKS, key="load_report", height=480, plain=True)


def _done(done: loading.Done) -> None:
    entry = done.outcome.entry
    if entry is None or entry.number == 0:
        say(escaped(report.summary(done.outcome, language())), "summary")
        return
    totals = {"added": entry.total("added"), "changed": entry.total("changed"), "same": entry.total("same")}
    said = [t("data.done", entry=str(entry.number), source=isolated(entry.source), **totals), t("data.done_shown")]
    if entry.full:
        said.append(t("report.removed", n=entry.total("removed")))
    if done.demonstration_left:
        said.append(t("data.done_demo_off"))
    say(escaped(" ".join(said)), "summary")
    carte = st.Page(lambda: None, title=t("data.see_map"), url_path="carte")
    st.page_link(carte, label=t("data.see_map"), icon=":material/map:", query_params=address.link())
    show_table(loading.counts(done.outcome), COUNTS, key="done_counts", plain=True)
