"""A page with nothing but the map, for the tests beside it. Query parameters choose what is drawn."""

from pathlib import Path

import streamlit as st

from geo.outlines import delegation_codes
from ui.assets import prepare_static
from ui.layers import POVERTY, kinds_legend, rate_areas
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.shapes import Circles, Point, Points, Ring, Rings, Shape

HOSTILE = "<img src=x onerror='top.hacked=1'><script>top.hacked=1</script>${top.hacked=1}`${top.hacked=1}`{{ 'a' }}"

prepare_static(Path(__file__).parent / "static")
state, asked = st.session_state, st.query_params
language = asked.get("lang", "fr")
step = state.setdefault("step", 0)
state["runs"] = state.get("runs", 0) + 1


def advance() -> None:
    state["step"] += 1


def clicked(found: Clicked) -> None:
    state["last"] = f"{found.kind} {found.code}"
    if found.kind == "delegation":
        state["picked"] = {found.code} ^ state.get("picked", set())


st.button("next", on_click=advance)
values = {code: float(10 + (rank * 7 + step * 3) % 40) for rank, code in enumerate(delegation_codes())}
label = {code: f"Taux de pauvreté 2015 : {value} % (± 1,4)" for code, value in values.items()}
people = {code: f"{round(value * 413)} habitants pauvres (± 1 200)" for code, value in values.items()}
areas = rate_areas(values, POVERTY, label, "Taux", language, errors=dict.fromkeys(values, 1.0))
circles = Circles({code: value * 413 for code, value in values.items()}, people, "Habitants", 25000, ())
hostile = Point(9.4, 35.0, "smsa", HOSTILE, "E1")
layers: list[Shape] = [areas, circles]
if asked.get("points"):
    layers = [Points("enterprise", [hostile], kinds_legend(HOSTILE, {"smsa": HOSTILE}, {"smsa": 1}))]
if asked.get("ring"):
    layers.append(Rings((Ring(9.8, 34.9, 40.0),), "40 km"))
found = show_map(
    layers,
    key="map",
    language=language,
    labels=asked.get("labels", ""),
    panels=asked.get("panels") == "1",
    selected=state.get("picked", ()),
    on_click=clicked,
)
show_legend(layers, language=language)
st.text(f"last={state.get('last')}")
st.text(f"picked={','.join(sorted(state.get('picked', ())))}")
st.text(f"runs={state['runs']} now={found}")
