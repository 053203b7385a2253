"""The address bar is the state: language, filters and settings, read once a run and written only by a change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geo import added
from queries.filters import FIELDS, Filters
from ui.range_codes import RANGE_CODES
from words.translate import DEFAULT_LANGUAGE, LANGUAGES

STATE, WRITTEN, SEEDED = "address", "address_written", "address_seeded"
LONGEST_TEXT = 80
Choices = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Setting:
    """How one value is written in the URL. `kind`: codes, choice, number or text.

    `added`: codes of places that a reader added are allowed too.
    """

    kind: str
    default: Any
    choices: tuple[str, ...] | str = ()  # the codes, or the name of their vocabulary
    low: float = 0.0
    high: float = 0.0
    added: bool = False


SETTINGS: dict[str, Setting] = {
    "lang": Setting("choice", DEFAULT_LANGUAGE, LANGUAGES),
    **{name: Setting("codes", (), name) for name in FIELDS if name != "q"},
    "q": Setting("text", ""),
    "view": Setting("choice", "overview", ("overview", "panels")),
    "labels": Setting("choice", "reader", ("reader", "both")),
    "fill": Setting("choice", "poverty", ("poverty", "reach", "nothing")),
    "circles": Setting("choice", "need", ("need", "enterprises", "services", "projects", "nothing")),
    "points": Setting("codes", ("enterprises",), ("enterprises", "services")),
    "function": Setting("choice", "accompagnement", ("formation", "accompagnement", "financement")),
    "offer": Setting("choice", "all", ("all", "adapted")),
    "reach": Setting("number", 30, low=5, high=100),
    "reach_minutes": Setting("number", 30, low=5, high=100),
    "circuity": Setting("number", 1.3, low=1.0, high=2.0),
    "basis": Setting("choice", "census", ("census", "rescaled")),
    "distance": Setting("choice", "best", ("best", "factor", "table_km", "table_minutes", "osrm_km", "osrm_minutes")),
    "measure": Setting("choice", "reach", ("reach", "capacity")),
    "decay": Setting("choice", "binary", ("binary", "steps", "gaussian", "gravity")),
    **{
        f"norm_{f}": Setting("number", 0.0, low=0.0, high=10_000.0)
        for f in ("formation", "accompagnement", "financement")
    },
    "gaps_part": Setting("choice", "table", ("table", "actions", "three", "unsurveyed", "beside")),
    "gap_types": Setting(
        "codes",
        (),
        (
            "absent",
            "single",
            "no_adapted",
            "not_connected",
            "public",
            "not_surveyed",
            "neighbours",
            "unsure_offer",
            "overstated",
            "chain_stage",
        ),
    ),
    "services_part": Setting(
        "choice", "coverage", ("coverage", "single", "triplet", "publics", "list", "likely", "bodies")
    ),
    "area": Setting("choice", "own_governorate", ("own_governorate", "within_reach", "own_governorate_within_reach")),
    "pair": Setting("number", 1, low=1, high=2000),
    "compare": Setting("text", ""),
    "added": Setting("codes", (), "added_places", added=True),
    "fixed": Setting("codes", (), "delegations", added=True),
    "excluded": Setting("codes", (), "delegations", added=True),
    "fixed_governorates": Setting("codes", (), "governorates"),
    "excluded_governorates": Setting("codes", (), "governorates"),
    "hubs_part": Setting("choice", "exact", ("exact", "weighted", "sites")),
    "hub_aim": Setting("choice", "reinforce", ("reinforce", "create")),
    "hub_criteria": Setting("codes", (), ("need", "within", "density", "base", "stages", "anchoring")),
    "hub_weights": Setting("text", ""),
    "chief_towns": Setting("choice", "allowed", ("allowed", "left_out")),
    "sites": Setting("number", 3, low=1, high=10),
    "spread": Setting("choice", "apart", ("apart", "free")),
    "data_part": Setting("choice", "load", ("load", "history", "holdings", "files")),
    "sources_part": Setting(
        "choice", "sources", ("sources", "figures", "forms", "chains", "bodies", "methods", "unknown", "credits")
    ),
    "indicator": Setting("text", "population"),
    "ranges": Setting("codes", (), RANGE_CODES),
    "chain_rows": Setting("choice", "whole", ("whole", "governorate", "delegation")),
    "flow_by": Setting("choice", "stages", ("stages", "territories")),
    "links_shown": Setting("choice", "yes", ("yes", "no")),
    "followed": Setting("choice", "people_reached", ("people_reached", "participations", "projects")),
    "followed_part": Setting("choice", "people", ("people", "projects", "jobs", "time", "places", "context")),
    "followed_by": Setting("choice", "sex", ("sex", "age_band", "situation")),
    "followed_period": Setting("choice", "quarter", ("month", "quarter", "year")),
    "territory": Setting("choice", "", "territories"),
}


def decode(setting: Setting, text: str | None, choices: Choices) -> Any:
    """The value a URL text stands for; anything unknown falls back, never an exception."""
    if text is None:
        return setting.default
    allowed = choices.get(setting.choices, ()) if isinstance(setting.choices, str) else setting.choices
    if setting.kind == "codes":
        codes = set(text.split(",")) if text else set()
        return tuple(sorted(code for code in codes if code in allowed or (setting.added and added.read(code))))
    if setting.kind == "choice":
        return text if text in allowed else setting.default
    if setting.kind == "text":
        return text[:LONGEST_TEXT]
    try:
        value = float(text)
    except ValueError:
        return setting.default
    if not setting.low <= value <= setting.high:
        return setting.default
    kind = type(setting.default)  # a slider takes whole numbers or decimals, never a mixture
    return kind(value) if kind is float or value.is_integer() else setting.default


def encode(values: Mapping[str, Any]) -> dict[str, str]:
    """The URL's texts, only for what differs from the default; minutes are always named where they rule."""
    in_minutes = str(values.get("distance", "")).endswith("minutes")
    return {
        name: ",".join(value) if SETTINGS[name].kind == "codes" else str(value)
        for name, value in values.items()
        if value != SETTINGS[name].default or (in_minutes and name == "reach_minutes")
    }


def of_today(here: Mapping[str, str]) -> Mapping[str, str]:
    """An older address in today's words: the reach was one number, in minutes where the distances were."""
    older = here.get("distance", "").endswith("minutes") and "reach" in here and "reach_minutes" not in here
    return {**here, "reach_minutes": here["reach"]} if older else here


def _streamlit() -> Any:
    """Asked for where there is a session: a command line decodes an address without Streamlit."""
    import streamlit

    return streamlit


def open_address(choices: Choices) -> None:
    """Before any widget: if the URL is not what we wrote last (a link, Back, Forward), the URL wins."""
    here = _streamlit().query_params.to_dict()
    if STATE in _streamlit().session_state and _streamlit().session_state.get(WRITTEN) == here:
        return
    told = of_today(here)
    _streamlit().session_state[STATE] = {name: decode(s, told.get(name), choices) for name, s in SETTINGS.items()}
    _streamlit().session_state[WRITTEN] = here
    _forget_widgets()


def _forget_widgets() -> None:
    for name in SETTINGS:
        _streamlit().session_state.pop(name, None)


def value(name: str) -> Any:
    """The present value of a filter or setting."""
    return _streamlit().session_state.get(STATE, {}).get(name, SETTINGS[name].default)


def put(**values: Any) -> None:
    """Change values from a callback: one new entry in the browser's history."""
    if "lang" in values:
        _forget_widgets()  # widgets exchange words with the browser: a new language needs new widgets
    for name, new in values.items():
        _streamlit().session_state[STATE][name] = tuple(sorted(new)) if SETTINGS[name].kind == "codes" else new
        _streamlit().session_state.pop(name, None)
    texts = encode(_streamlit().session_state[STATE])
    _streamlit().session_state[WRITTEN] = texts
    _streamlit().query_params.from_dict(texts)


def _changed(name: str) -> None:
    if name not in _streamlit().session_state:  # Back came before the widget was drawn again: the address is right
        return
    new = _streamlit().session_state[name]
    if new is None:  # a choice unselected by a second click stays what it was
        _streamlit().session_state.pop(name)
        return
    put(**{name: new})


def bound(name: str) -> dict[str, Any]:
    """The key and callback that bind a widget to the address: `st.slider(label, 5, 100, **bound("reach"))`."""
    if name not in _streamlit().session_state:
        present = value(name)
        _streamlit().session_state[name] = list(present) if SETTINGS[name].kind == "codes" else present
    return {"key": name, "on_change": _changed, "args": (name,)}


def link(**values: Any) -> dict[str, str]:
    """Query parameters of a link that keeps everything here and changes `values`."""
    return encode(_streamlit().session_state.get(STATE, {}) | values)


def current_filters() -> Filters:
    """The filters of this run."""
    return Filters(**{name: value(name) for name in FIELDS})


def setter(**values: Any) -> Callable[[], None]:
    """A callback that puts these values."""
    return lambda: put(**values)
