"""What the reader weighs: the aim, the criteria in use, and their shares of 100, which rebalance when one moves."""

import streamlit as st

from analysis import hub_criteria as seats
from analysis.weights import WHOLE, rebalanced
from ui import address, cached
from ui.frame import escaped, say
from ui.hub_criteria import FEWEST, Weighed, as_text, in_use, known_places, present_weighed, values
from ui.hub_robust import directions
from ui.hubs import Question
from ui.speech import t

ACROSS = 3


def show_weights(question: Question) -> Weighed:
    """Draw the settings and give the question they put."""
    asked = present_weighed(question)
    aim, towns = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    with aim:
        st.segmented_control(
            t("hub_list.aim"),
            (seats.REINFORCE, seats.CREATE),
            format_func=lambda code: t(f"hub_list.aim_{code}"),
            **(address.bound("hub_aim") | {"on_change": _aim_changed}),
        )
    key = "hub_chief_towns"
    st.session_state[key] = asked.chief_towns == "left_out"
    towns.toggle(t("hub_list.chief_towns"), key=key, on_change=_towns_changed, help=t("hub_list.chief_towns_help"))
    say(escaped(f"{t(f'hub_list.aim_{asked.aim}_note')} {t('hub_list.weights_note')}"))
    if cached.demonstration() and set(asked.criteria) <= set(seats.REAL):
        say(escaped(t("hub_list.demo_real")), "note warned")
    elif cached.demonstration():
        say(escaped(t("hub_list.demo_invented")), "note warned")
    _cells(question, asked)
    return asked


def _cells(question: Question, asked: Weighed) -> None:
    known, weights = known_places(question), dict(zip(asked.criteria, asked.weights, strict=True))
    for start in range(0, len(seats.CRITERIA), ACROSS):
        row = st.columns(ACROSS, gap="medium")
        for cell, code in zip(row, seats.CRITERIA[start : start + ACROSS], strict=True):
            with cell:
                _cell(question, code, known[code], asked, weights)


def _cell(question: Question, code: str, known: int, asked: Weighed, weights: dict[str, int]) -> None:
    """One criterion: in use or not, its weight, its direction, unit, and of how many places it is known."""
    name, switch, slider = t(f"hub_list.{code}"), f"hub_c_{code}", f"hub_w_{code}"
    possible, alone = known >= FEWEST, len(weights) == 1
    st.session_state[switch] = code in weights
    st.checkbox(
        name,
        key=switch,
        disabled=not possible or (alone and code in weights),
        on_change=_switched,
        args=(question, code),
        help=t(f"hub_list.{code}_help"),
    )
    if code in weights:
        st.session_state[slider] = weights[code]
        st.slider(
            name,
            0,
            WHOLE,
            key=slider,
            disabled=alone,
            label_visibility="collapsed",
            on_change=_moved,
            args=(weights, code),
        )
    side = t("hub_list.more" if directions(asked)[code] > 0 else "hub_list.less")
    words = t("hub_list.known", unit=t(f"hub_list.{code}_unit"), side=side, n=known, all=len(values(question)))
    say(escaped(words if possible else f"{words} {t('hub_list.unusable')}"))


def _moved(weights: dict[str, int], code: str) -> None:
    address.put(hub_weights=as_text(rebalanced(weights, code, int(st.session_state[f"hub_w_{code}"]))))


def _switched(question: Question, code: str) -> None:
    """A criterion more or less; the weights of the others keep their proportions."""
    chosen = set(in_use(question)) ^ {code}
    address.put(hub_criteria=tuple(one for one in seats.CRITERIA if one in chosen))


def _towns_changed() -> None:
    address.put(chief_towns="left_out" if st.session_state["hub_chief_towns"] else "allowed")


def _aim_changed(name: str) -> None:
    """Another aim has another preset: the weights go back to it."""
    if (new := st.session_state[name]) is None:
        st.session_state.pop(name)
        return
    address.put(hub_aim=new, hub_weights="")
