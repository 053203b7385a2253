"""What pages and documents both read, however the store is asked: through a page's cache or straight."""

from typing import Any, Protocol

import pandas as pd

from analysis import gaps
from analysis.access import need
from queries.filters import Filters


class Ask(Protocol):
    """`Store.ask` and `cached.table` alike: the answer to `queries/<name>.sql`."""

    def __call__(self, name: str, filters: Filters | None = None, **values: Any) -> pd.DataFrame:
        """The answer as a frame."""


def territory_of(ask: Ask, basis: str = "census") -> pd.DataFrame:
    """`delegations` with need (poor inhabitants) and its standard error; basis census or rescaled."""
    rows = ask("delegations")
    factor = pd.Series(1.0, index=rows.index)
    if basis == "rescaled":
        totals = ask("governorate_population").set_index("governorate")
        factor = rows["governorate"].map(totals["latest"] / totals["census"])
    known = need(rows["population"] * factor, rows["poverty_rate"], rows["poverty_error"])
    return rows.assign(need=known["need"].to_numpy(), need_error=known["need_se"].to_numpy())


def world_of(ask: Ask, basis: str = "census") -> gaps.World:
    """What reach is computed from."""
    return gaps.World(
        places=territory_of(ask, basis),
        services=ask("supply"),
        survey=ask("survey_of_services"),
        links=ask("provider_links"),
        links_survey=ask("survey_of_links"),
    )
