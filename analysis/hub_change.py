"""Two choices of hubs held against each other: who is nearer, farther, gained or lost, and by how many people.

Frames are indexed by delegation code: need and need_error (people), seat (None: not served), distance_km (NaN then).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

GAINED, NEARER, SAME, FARTHER, LOST, NEITHER = "gained", "nearer", "same", "farther", "lost", "neither"
CHANGES = (GAINED, NEARER, SAME, FARTHER, LOST, NEITHER)
SMALLEST_KM = 0.05  # less is no difference: distances are written with one decimal


@dataclass(frozen=True)
class Difference:
    """People in need served by the second choice and not by the first, less those lost; its standard error."""

    people: float
    error: float

    @property
    def told_apart(self) -> bool:
        """Whether the difference is larger than its standard error."""
        return abs(self.people) > self.error


def by_place(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """By place: change (one of CHANGES), km (after less before, NaN where either does not serve), other_seat.

    `other_seat`: served in both, from another seat. Raises KeyError where `after` lacks a place.
    """
    after = after.loc[before.index]
    km = after["distance_km"] - before["distance_km"]
    was, now = before["seat"].notna(), after["seat"].notna()
    kinds = [~was & ~now, ~was & now, was & ~now, km < -SMALLEST_KM, km > SMALLEST_KM]
    change = np.select(kinds, [NEITHER, GAINED, LOST, NEARER, FARTHER], SAME)
    other = was & now & (before["seat"] != after["seat"])
    return pd.DataFrame({"change": change, "km": km, "other_seat": other}, index=before.index)


def need_difference(before: pd.DataFrame, after: pd.DataFrame) -> Difference:
    """How many more people in need the second serves, with the standard error of the difference.

    A place served by both counts for nothing, nor does its error: the same rate stands on both sides, so the errors of
    one place are wholly correlated, and places are taken as independent.
    """
    after = after.loc[before.index]
    served = [frame["need"].where(frame["seat"].notna(), 0.0).fillna(0.0) for frame in (before, after)]
    errors = [frame["need_error"].where(frame["seat"].notna(), 0.0).fillna(0.0) for frame in (before, after)]
    return Difference(float((served[1] - served[0]).sum()), float(np.sqrt(((errors[1] - errors[0]) ** 2).sum())))
