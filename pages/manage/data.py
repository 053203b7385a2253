"""Is this right, and how do I add mine? Load with a report, the log with undo, what is held, tables to take away."""

import pandas as pd
import streamlit as st

from analysis.masking import SMALL
from data import report, template
from ui import address, cached, history, holdings, loading
from ui.figures import Tile, tiles
from ui.frame import escaped, say
from ui.later import later
from ui.sections import section
from ui.speech import language, t
from ui.table_files import TableFile, file_menu, table_files
from ui.tables import Column, show_table
from ui.uploader import uploader
from words.translate import isolated

PARTS = ("load", "history", "holdings", "files")
LISTED = 200  # remarks on the page; the file has them all
COUNTS = (
    Column("table"),
    Column("rows", "count"),
    Column("added", "count"),
    Column("changed", "count"),
    Column("same", "count"),
)
REMARKS = (
    Column("severity"),
    Column("sheet"),
    Column("row", "line"),
    Column("column"),
    Column("value"),
    Column("problem"),
)
ENTRIES = (
    Column("number"),
    Column("entry_kind"),
    Column("state"),
    Column("when"),
    Column("who"),
    Column("source"),
    Column("file"),
    *COUNTS[2:],
)
HELD = (
    Column("table"),
    Column("reference_rows", "count"),
    Column("demonstration_rows", "count"),
    Column("user_rows", "count"),
)
SURVEYS = (Column("topic"), Column("surveyed", "count"), Column("partly", "count"), Column("not_surveyed", "count"))
FINDINGS = (Column("finding"), Column("rows", "count"))


def show() -> None:
    """One section at a time."""
    {"load": _load, "history": _history, "holdings": _holdings, "files": _files}[section("data_part", PARTS, "data")]()


def _load() -> None:
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
    if upload is not None:
        _trial(upload, source, who)
    elif done := loading.last():
        _done(done)


def _trial(upload: loading.Upload, source: str, who: str) -> None:
    """What the file would do; then one button, or why not."""
    good_rows = bool(st.session_state.get("good_rows"))
    trial = loading.tried(upload, source, good_rows)
    outcome = trial.outcome
    accepted = outcome is not None and outcome.accepted
    st.header(t("data.result_title" if accepted else "data.refused_title"), anchor=False)
    if outcome is None:
        assert trial.problem is not None
        say(escaped(loading.said(trial.problem)), "summary warned")
        return
    say(escaped(report.summary(outcome, language())), "summary" if accepted else "summary warned")
    if outcome.errors and outcome.rows:
        st.checkbox(t("data.good_rows"), key="good_rows")
        if accepted:
            say(escaped(t("data.good_rows_note")))
    if accepted and outcome.entry is not None:
        if outcome.entry.total("added") or outcome.entry.total("changed"):
            if st.button(t("data.load_button"), type="primary", key="load", icon=":material/upload:"):
                loading.take(upload, source, who, good_rows)
            if cached.demonstration():
                say(escaped(t("data.demo_will_leave")))
        else:
            say(escaped(t("data.nothing_new")))
        show_table(loading.counts(outcome), COUNTS, key="load_counts", plain=True)
        say(escaped(t("data.counts_note")))
    _remarks(loading.remarks(outcome))


def _remarks(rows: pd.DataFrame) -> None:
    st.header(t("data.report_title"), anchor=False)
    if rows.empty:
        say(escaped(t("data.report_clean")))
        return
    file_menu(TableFile("rapport", lambda: rows, REMARKS), "donnees")
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
    if done.demonstration_left:
        said.append(t("data.done_demo_off"))
    say(escaped(" ".join(said)), "summary")
    carte = st.Page(lambda: None, title=t("data.see_map"), url_path="carte")
    st.page_link(carte, label=t("data.see_map"), icon=":material/map:", query_params=address.link())
    show_table(loading.counts(done.outcome), COUNTS, key="done_counts", plain=True)


def _history() -> None:
    if told := history.take_said():
        say(escaped(" ".join(told[1])), "summary" if told[0] == "summary" else "summary warned")
    rows = history.entries()
    say(escaped(t("data.history_note")))
    show_table(rows, ENTRIES, key="history", plain=True)
    file_menu(TableFile("journal", lambda: rows, ENTRIES), "donnees")
    loads = rows[rows["load"]]
    if loads.empty:
        say(escaped(t("data.nothing_to_undo")))
    else:
        _ask_undo(loads.iloc[0])
    _demonstration()


def _ask_undo(load: pd.Series) -> None:
    number = str(load["entry"])
    with st.popover(t("data.undo"), icon=":material/undo:", key=f"ask_undo_{number}"):
        say(escaped(t("data.undo_ask", entry=number, file=load["file"], source=load["source"])))
        who = st.text_input(t("data.undo_who"), max_chars=80, key=f"undo_who_{number}")
        if st.button(t("data.undo_confirm", entry=number), type="primary", key=f"undo_{number}"):
            history.undo(who)


def _demonstration() -> None:
    on = cached.demonstration()
    st.header(t("data.demo_title"), anchor=False)
    say(escaped(t("data.demo_is_on" if on else "data.demo_is_off")))
    if st.button(t("data.demo_off" if on else "data.demo_on"), key="switch_demonstration"):
        history.switch(not on, "")


def _holdings() -> None:
    snapshot, entries = cached.table("snapshot").iloc[0], cached.table("entries")
    loads = int(((entries["kind"] == "load") & ~entries["undone"]).sum())
    tiles(
        [
            Tile(
                t("data.snapshot"),
                str(snapshot["number"]),
                t("data.snapshot_under", when=history.when(snapshot["built_at"])),
            ),
            Tile(t("data.own_rows"), holdings.own_rows(), t("data.own_rows_under"), strong=True),
            Tile(t("data.own_loads"), loads, t("data.own_loads_under", n=int((entries["number"] > 0).sum()))),
            Tile(t("data.demo_tile"), t("data.on" if snapshot["demonstration"] else "data.off")),
        ]
    )
    table, surveys = st.columns(2, gap="large")
    with table:
        st.header(t("data.by_origin"), anchor=False)
        show_table(holdings.by_origin(), HELD, key="held", plain=True, height=560)
        say(escaped(t("data.by_origin_note")))
    with surveys:
        st.header(t("data.surveys_title"), anchor=False)
        show_table(holdings.surveys(), SURVEYS, key="surveys", plain=True)
        say(escaped(t("data.surveys_note")))
        st.header(t("data.not_located_title"), anchor=False)
        nowhere = cached.table("not_located").iloc[0]
        say(escaped(t("data.not_located", **{str(name): int(n) for name, n in nowhere.items()})))
    st.header(t("data.findings_title"), anchor=False)
    findings = holdings.findings()
    say(escaped(t("data.findings_none" if findings.empty else "data.findings_note")))
    if not findings.empty:
        show_table(findings, FINDINGS, key="findings", plain=True)


def _files() -> None:
    filters = address.current_filters()
    counted = cached.table("file_counts", filters).iloc[0]
    say(escaped(t("data.files_note")))
    say(escaped(t("data.names_all_note" if cached.names_shown() else "data.names_note")))
    for table in table_files(filters):
        n = int(counted[table.name]) if table.name in counted else None
        words, menu = st.columns([4, 1], vertical_alignment="center")
        under = "" if n is None else t("data.file_rows", n=n)
        if table.name == "projects" and (left := int(counted["projects_left_out"])):
            under += " · " + t("data.file_left_out", n=t("state.masked") if left < SMALL else left)
        words.html(
            f'<p class="file"><b>{escaped(t(f"data.file_{table.name}"))}</b><br><small>{escaped(under)}</small></p>'
        )
        with menu:
            if n == 0:
                say(escaped(t("data.file_empty")))
            else:
                file_menu(table, "donnees")
