"""What no data of the atlas knows and a decision needs, in the words of whoever fills it in."""

import streamlit as st

from data.scenarios import LONGEST_NAME, LONGEST_TEXT, LONGEST_WHO, SHEET
from ui.frame import escaped, say
from ui.hub_words import listed
from ui.scenario_actions import fill
from ui.scenarios import Saved, on_screen
from ui.speech import language, t
from words.translate import isolated


def show_sheet(one: Saved) -> None:
    """The six entries, *not filled in* where nothing is written, and the form that writes them."""
    st.subheader(t("scenarios.sheet"), anchor=False)
    say(escaped(t("scenarios.sheet_note")))
    rows = "".join(_row(t(f"scenarios.sheet_{key}"), one.scenario.sheet.get(key, "")) for key in SHEET)
    st.html(f'<dl class="sheet">{rows}</dl>')
    form = st.expander(t("scenarios.sheet_edit"), key=f"scenario_sheet_{one.id}", on_change="rerun")
    if form.open:
        with form:
            _form(one)


def show_unfilled() -> None:
    """On the page itself: which of the six are not filled in for the view on screen, and how to fill them in."""
    one = on_screen()
    empty = [t(f"scenarios.sheet_{key}") for key in SHEET if not (one and one.scenario.sheet.get(key))]
    if one is None:
        say(escaped(t("scenarios.unfilled", names=listed(empty))))
        return
    words = "unfilled_some" if empty else "unfilled_none"
    say(escaped(t(f"scenarios.{words}", name=isolated(one.scenario.name), names=listed(empty))))


def _row(label: str, text: str) -> str:
    words = escaped(text) if text else f'<span class="empty">{escaped(t("scenarios.not_filled"))}</span>'
    return f"<div><dt>{escaped(label)}</dt><dd>{words}</dd></div>"


def _form(one: Saved) -> None:
    scenario, mark = one.scenario, f"{one.id}_{language()}"
    with st.form(f"scenario_form_{mark}", border=False):
        columns = st.columns(2)
        sheet = {
            key: columns[at % 2].text_area(
                t(f"scenarios.sheet_{key}"),
                scenario.sheet.get(key, ""),
                max_chars=LONGEST_TEXT,
                height=80,
                key=f"scenario_{key}_{mark}",
            )
            for at, key in enumerate(SHEET)
        }
        name = columns[0].text_input(t("scenarios.name"), scenario.name, LONGEST_NAME, key=f"scenario_rename_{mark}")
        who = columns[1].text_input(t("scenarios.who"), max_chars=LONGEST_WHO, key=f"scenario_filler_{mark}")
        if st.form_submit_button(t("scenarios.sheet_save"), type="primary"):
            fill(one, name, sheet, who)
