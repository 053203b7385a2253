"""The ranked list beside the map, and the one delegation chosen: people, reasons, what would close the gap."""

import pandas as pd
import streamlit as st

from analysis import gaps
from queries.filters import Filters
from ui.drawing import clicked_delegation, people
from ui.frame import escaped, say
from ui.gap_words import remedies
from ui.gaps import Asked
from ui.speech import name_of, says, t

LISTED = 7  # delegations of the list; the table has them all
STYLE = """<style>
.rank { display: grid; gap: .15rem; margin: 0 0 .2rem; }
.rank .bar { height: .5rem; border-radius: 2px; background: #c2813f; }
.rank .bar.unknown { background: #d9dbdc; outline: 1px dashed #6b7682; outline-offset: -1px; }
.rank .people { font-size: .86rem; }
.rank ul, ul.reasons { margin: 0; padding-inline-start: 1.1rem; }
.rank ul { color: var(--quiet); font-size: .84rem; line-height: 1.4; }
ul.reasons { font-size: .9rem; color: var(--ink); }
ul.reasons small { color: var(--quiet); }
.st-key-ranking button { padding: 0; min-height: 0; justify-content: start; }
.st-key-ranking button p { font-weight: 600; text-align: start; }
.st-key-ranking { gap: .25rem; }
</style>"""


def chosen(look: Asked, rows: pd.DataFrame, code: str, why: dict[str, list[str]]) -> None:
    """The delegation chosen: its class, its people, why, and what would close it."""
    row = rows.set_index("code").loc[[code]].to_dict("records")[0]
    ranked = gaps.ranked(rows)["code"].tolist()
    st.header(f"{name_of('delegations', code)} · {name_of('governorates', row['governorate'])}", anchor=False)
    told = [name_of("reach", row["reach"]), people(row["need"], row["need_error"])]
    if code in ranked:
        told.append(t("gaps.rank_of", rank=ranked.index(code) + 1, all=len(ranked)))
    say(escaped(" · ".join(told)), "summary")
    lines = "".join(
        f"<li>{escaped(reason)}<br><small>{escaped(says(t('gaps.what_closes'), remedy))}</small></li>"
        for reason, remedy in zip(why.get(code, []), remedies(look, code), strict=True)
    )
    st.html(f'<ul class="reasons">{lines}</ul>' if lines else f'<p class="note">{escaped(t("gaps.no_gap"))}</p>')
    st.button(t("gaps.let_go"), key="gaps_let_go", type="tertiary", on_click=clicked_delegation, args=(code,))


def ranking(rows: pd.DataFrame, filters: Filters, why: dict[str, list[str]]) -> None:
    """Delegations beyond reach by people; where none is established, what to survey first."""
    ranked = gaps.ranked(rows)
    unknown = gaps.unsurveyed(rows)
    if ranked.empty and len(unknown):
        st.header(t("gaps.survey_first"), anchor=False)
        say(escaped(t("gaps.survey_first_note")))
        _drawn(unknown.head(LISTED), why, filters.delegations)
        return
    st.header(t("gaps.ranking"), anchor=False)
    if ranked.empty:
        say(escaped(t("gaps.ranking_none")), "summary")
        return
    say(escaped(t("gaps.ranking_note")))
    _drawn(ranked.head(LISTED), why, filters.delegations)
    if len(ranked) > LISTED:
        say(escaped(t("gaps.ranking_more", n=len(ranked) - LISTED)))


def _drawn(rows: pd.DataFrame, why: dict[str, list[str]], chosen: tuple[str, ...]) -> None:
    """Delegations one under the other: a name to click, a bar of people, the reasons."""
    st.html(STYLE)
    most = rows["need"].max()
    with st.container(key="ranking"):
        for rank, row in enumerate(rows.to_dict("records"), 1):
            code = str(row["code"])
            name = f"{rank}. {name_of('delegations', code)} · {name_of('governorates', str(row['governorate']))}"
            mark = " ●" if code in chosen else ""
            st.button(name + mark, key=f"rank_{code}", type="tertiary", on_click=clicked_delegation, args=(code,))
            st.html(_ranked(row["need"], row["need_error"], most, row["reach"], why.get(code, [])))


def _ranked(need: float, error: float, most: float, reach: str, why: list[str]) -> str:
    share = 100 * need / most if need == need and most else 0
    kind = "bar unknown" if reach == gaps.NOT_SURVEYED else "bar"
    lines = "".join(f"<li>{escaped(reason)}</li>" for reason in why)
    return (
        f'<div class="rank"><div class="{kind}" style="width:{share:.1f}%"></div>'
        f'<span class="people">{escaped(people(need, error))}</span><ul>{lines}</ul></div>'
    )
