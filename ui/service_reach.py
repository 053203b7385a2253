"""Beside coverage: where the three functions are connected, and which publics no service in reach is for."""

import pandas as pd

from analysis import publics
from queries.filters import Filters
from ui.frame import escaped, say
from ui.gap_tables import three_functions
from ui.gaps import Asked, kept, side_by_side
from ui.gaps import left_out as rows_of
from ui.speech import name_of, says, t
from ui.tables import Column, show_table

TRIPLET = (
    Column("code", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("formation", vocabulary="reach"),
    Column("accompagnement", vocabulary="reach"),
    Column("financement", vocabulary="reach"),
    Column("triplet", vocabulary="triplet"),
    Column("need", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
)
BY_PUBLIC = (Column("public", vocabulary="public"), *(Column(state, "count") for state in publics.STATES))
BY_DELEGATION = (
    Column("code", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    *(Column(f"public_{public}", vocabulary="public_state") for public in publics.PUBLICS),
)


def connected(look: Asked, filters: Filters) -> pd.DataFrame:
    """The three functions side by side and whether they are linked; returns the rows for a file."""
    say(escaped(t("triplet.note")))
    table = kept(side_by_side(look), filters)
    states = table["triplet"].value_counts()
    said = [says(name_of("triplet", state), n) for state, n in states.items()]
    say(escaped(" · ".join(said) if said else t("gaps.nothing_shown")), "summary")
    three_functions(look, filters)
    return table


def left_out(look: Asked, filters: Filters) -> pd.DataFrame:
    """How many delegations leave each public out, then each delegation; returns the rows for a file."""
    say(escaped(t("publics.note", function=name_of("functions", look.function))))
    rows = kept(rows_of(look), filters)
    show_table(publics.counted(rows), BY_PUBLIC, key="services_publics", plain=True)
    say(escaped(t("publics.people")))
    wide = rows.pivot(index=["code", "governorate"], columns="public", values="state").reset_index()
    wide = wide.reindex(columns=["code", "governorate", *publics.PUBLICS])
    wide = wide.rename(columns={public: f"public_{public}" for public in publics.PUBLICS})
    show_table(wide, BY_DELEGATION, key="services_publics_places")
    return wide
