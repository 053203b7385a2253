"""An invented scenario of each list to save, spoil and read back."""

from data.scenario_results import Exact, Result, Sites, Weighted
from data.scenarios import Scenario

FIGURES = {"need_served": 259437.2, "need_error": 4561.5, "need_unserved": 188830.0, "unserved_error": 3900.25}
FIGURES |= {"places_unserved": 24, "mean_km": 31.25, "worst_km": 78.5, "worst_place": "4361"}
RESULT = Exact(seats=("4253", "4352"), rank=1, **FIGURES)  # type: ignore[arg-type]
WEIGHTED = Weighted(
    seats=("2251", "4253"),
    weights={"need": 60, "within": 40},
    score=81.5,
    weightings=0.75,
    figures=0.95,
    close=False,
    seat_weightings=0.25,
    seat_figures=None,
    seat_close=True,
    **FIGURES,  # type: ignore[arg-type]
)
SITES = Sites(
    seats=("2251", "3351", "4253"),
    sites=3,
    apart=True,
    objective=8107412.5,
    gap=0.0,
    ties=2,
    **FIGURES,  # type: ignore[arg-type]
)
RESULTS: tuple[Result, ...] = (RESULT, WEIGHTED, SITES)
# As scenarios were written before the lists were told apart.
OLD = {"seat_a": "4253", "seat_b": "4352", "governorate_a": "42", "governorate_b": "43", "rank": 1, **FIGURES}


def scenario(name: str = "Proposition A", **changed: object) -> Scenario:
    values = {"name": name, "settings": {"area": "within_reach", "fixed": "4253"}, "result": RESULT, "snapshot": 3}
    return Scenario(**{**values, "facts": "f" * 64, "sheet": {"host": "CRDA"}, **changed})  # type: ignore[arg-type]
