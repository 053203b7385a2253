"""Where does each figure come from? Sources with their doubts, figures, forms, chains, bodies, methods, credits."""

import pandas as pd
import streamlit as st

from ui import address, facts
from ui.address import bound
from ui.frame import escaped, say
from ui.sections import section
from ui.source_notes import show_methods, show_unknown
from ui.speech import t
from ui.table_files import FIGURES, ORGANISATIONS, TableFile, file_menu
from ui.tables import Column, show_table

PARTS = ("sources", "figures", "forms", "chains", "bodies", "methods", "unknown", "credits")
LISTED = 200
CREDITS = ("project", "ins", "bank", "riate", "geonames", "leaflet", "fonts")
FILES = (
    Column("what"),
    Column("rows", "count"),
    Column("licence"),
    Column("years"),
    Column("doubts"),
    Column("file"),
)
NAMED = (Column("source"), Column("fact"), Column("rows", "count"), Column("doubtful", "count"))
FORMS = (
    Column("form"),
    Column("certainty"),
    Column("may_trade"),
    Column("family"),
    Column("law"),
    Column("note"),
    Column("source"),
)
CHAINS = (Column("chain"), *(Column(f"in_{code}") for code in facts.OUR_GOVERNORATES), Column("source"))
NEWER = (
    Column("name"),
    Column("governorate", vocabulary="governorates"),
    Column("counts_in"),
    Column("parent_certainty"),
    Column("created"),
)
BODIES = tuple(column for column in ORGANISATIONS if column.key not in ("name_ar", "likely_services", "evidence"))
CREDITED = (Column("credit"), Column("owner"), Column("terms"))


def show() -> None:
    """One section at a time."""
    {
        "sources": _sources,
        "figures": _figures,
        "forms": _forms,
        "chains": _chains,
        "bodies": _bodies,
        "methods": show_methods,
        "unknown": show_unknown,
        "credits": _credits,
    }[section("sources_part", PARTS, "sources")]()


def _table(name: str, rows: pd.DataFrame, columns: tuple[Column, ...], height: int = 560) -> None:
    """The rows, and the same rows to take away."""
    show_table(rows.head(LISTED), columns, key=f"sources_{name}", height=height, plain=True)
    if len(rows) > LISTED:
        say(escaped(t("sources.figures_listed", n=LISTED)))
    file_menu(TableFile(name, lambda: rows, columns), "sources")


def _sources() -> None:
    st.header(t("sources.files_title"), anchor=False)
    say(escaped(t("sources.files_note")))
    _table("faits", facts.files(), FILES)
    st.header(t("sources.named_title"), anchor=False)
    rows = facts.named()
    counted = {"n": rows["source"].nunique(), "doubtful": int(rows["doubtful"].sum()), "rows": int(rows["rows"].sum())}
    say(escaped(t("sources.named_summary", **counted)), "summary")
    say(escaped(t("sources.named_note")))
    _table("sources", rows, NAMED, height=480)


def _figures() -> None:
    rows = facts.figures(address.current_filters())
    say(escaped(t("data.figure_rule")), "summary")
    if rows.empty:
        say(escaped(t("sources.figures_none")))
        return
    codes = sorted(rows["code"].unique(), key=facts.indicator_name)
    if address.value("indicator") not in codes:
        st.session_state["indicator"] = codes[0]
    chosen = st.selectbox(t("sources.indicator"), codes, format_func=facts.indicator_name, **bound("indicator"))
    shown = rows[rows["code"] == chosen]
    errors, used = int(shown["standard_error"].notna().sum()), int(shown["is_default"].sum())
    told = t("sources.figures_summary", indicator=facts.indicator_name(chosen), n=len(shown), used=used, errors=errors)
    say(escaped(told))
    columns = tuple(column for column in FIGURES if column.key != "indicator")
    show_table(shown, columns, key="sources_figures", height=560, plain=True)
    file_menu(TableFile("chiffres", lambda: rows, FIGURES, method=t("data.figure_rule")), "sources")


def _forms() -> None:
    rows = facts.legal_forms()
    say(escaped(t("sources.forms_summary", n=len(rows), unverified=int(rows["unverified"].sum()))), "summary")
    say(escaped(t("sources.forms_note")))
    _table("formes-juridiques", rows, FORMS, height=640)


def _chains() -> None:
    rows = facts.chains()
    say(escaped(t("sources.chains_summary", n=len(rows), **facts.chain_certainties())), "summary")
    say(escaped(t("sources.chains_note")))
    _table("filieres", rows, CHAINS, height=640)


def _bodies() -> None:
    st.header(t("sources.bodies_title"), anchor=False)
    rows = facts.organisations(address.current_filters())
    rows = rows[rows["published"]]
    counted = {"located": int(rows["delegation"].notna().sum()), "unverified": int(rows["doubt"].sum())}
    say(escaped(t("sources.bodies_summary", n=len(rows), **counted)), "summary")
    show_table(rows, BODIES, key="sources_structures", height=560, plain=True)
    file_menu(TableFile("structures", lambda: rows, ORGANISATIONS), "sources")
    st.header(t("sources.newer_title"), anchor=False)
    say(escaped(t("sources.newer_note")))
    _table("delegations-nouvelles", facts.newer_delegations(), NEWER)


def _credits() -> None:
    parts = {"credit": "", "owner": "_owner", "terms": "_terms"}
    rows = pd.DataFrame(
        [{name: t(f"sources.credit_{credit}{end}") for name, end in parts.items()} for credit in CREDITS]
    )
    _table("credits", rows, CREDITED)
    say(escaped(t("sources.credits_note")))
