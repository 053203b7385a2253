"""Is this right, and how do I add mine? Load with a report, the log with undo, what is held, tables to take away."""

import streamlit as st

from analysis.masking import SMALL
from ui import address, cached, history, holdings
from ui.figures import Tile, tiles
from ui.frame import escaped, say
from ui.incidents import say_recent
from ui.load_section import show_load
from ui.log_section import show_log
from ui.sections import section
from ui.speech import t
from ui.table_files import file_menu, table_files
from ui.tables import Column, show_table

PARTS = ("load", "history", "holdings", "files")
HELD = (
    Column("table"),
    Column("reference_rows", "count"),
    Column("demonstration_rows", "count"),
    Column("user_rows", "count"),
)
SURVEYS = (Column("topic"), Column("surveyed", "count"), Column("partly", "count"), Column("not_surveyed", "count"))
FINDINGS = (Column("finding"), Column("rows", "count"))


def show() -> None:
    """One section at a time; above it what was lately found broken and mended."""
    say_recent()
    draw = {"load": show_load, "history": show_log, "holdings": _holdings, "files": _files}
    draw[section("data_part", PARTS, "data")]()


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
        title = f"<b>{escaped(t(f'data.file_{table.name}'))}</b><br><small>{escaped(under)}</small>"
        words.html(f'<p style="margin:0;line-height:1.4">{title}</p>')
        with menu:
            if n == 0:
                say(escaped(t("data.file_empty")))
            else:
                file_menu(table, "donnees")
