"""Which publics are served, delegation by delegation: women, youth, graduates, informal workers.

What a service says of its public and what was counted are both evidence; silence is not. A service for everybody
serves each public; one that says nothing, or something else (entrepreneurs, a trade), leaves open whether it does.
"""

import re

import numpy as np
import pandas as pd

from queries.filters import plain

SERVED, NOT_SERVED, UNKNOWN = "served", "not_served", "unknown"
PUBLICS = ("women", "youth", "graduates", "informal")
EVERYBODY, OTHER = "all", "other"
# The column is free text: the beginnings of words, without accents, that name a public in French, Arabic or English.
ROOTS = {
    "women": ("femme", "women", "woman", "نساء", "مراة", "مرأة", "نسائي"),
    "youth": ("jeune", "youth", "young", "شباب", "شبان"),
    "graduates": ("diplome", "graduate", "شهائد", "شهادات", "خريج", "متخرج"),
    "informal": ("informel", "informal", "غير مهيكل", "غير منظم"),
    EVERYBODY: ("tout public", "tous", "everybody", "everyone", "للجميع", "جميع", "كل جمهور"),
}


def publics(
    serving_rows: pd.DataFrame, targets: pd.DataFrame, complete: pd.Series, counted: pd.DataFrame
) -> pd.DataFrame:
    """One row per delegation and public -> code, public, state, services, unsaid, counted.

    `serving_rows`: who serves whom (`analysis.reach.serving`: delegation, service). `targets`: service and its
    target_public, as written or missing. `complete`: by code, whether the survey within reach is complete
    for every function asked about. `counted`: delegation, public, n people reached.

    served: a service in reach is for this public, or people of it were counted. not_served: neither, the survey is
    complete and every service in reach says for whom it is. unknown: otherwise. `services` are for this public,
    `unsaid` leave it open; `counted` is to be masked before it is shown (1 to 4 people).
    """
    says = {str(row["service"]): named(row["target_public"]) for row in targets.to_dict("records")}
    reached = serving_rows[["delegation", "service"]].drop_duplicates()
    people = counted.groupby(["delegation", "public"])["n"].sum()
    parts = [_one(public, reached, says, complete, people) for public in PUBLICS]
    found = pd.concat(parts, ignore_index=True)
    order = pd.Categorical(found["public"], PUBLICS, ordered=True)
    return found.assign(rank=order).sort_values(["code", "rank"]).drop(columns="rank").reset_index(drop=True)


def named(text: object) -> frozenset[str]:
    """The publics a service names in free text; words that name none of them are `other`, silence is empty."""
    if not isinstance(text, str) or not text.strip():
        return frozenset()
    parts = [part.strip() for part in re.split("[;,؛،]", plain(text))]
    return frozenset().union(*(_named_in(part) for part in parts if part))


def _named_in(part: str) -> frozenset[str]:
    words = f" {part}".replace(" ال", " ")  # the Arabic article
    found = {public for public, roots in ROOTS.items() if any(f" {plain(root)}" in words for root in roots)}
    return frozenset(found | ({part} & {EVERYBODY, *PUBLICS}) or {OTHER})


def _one(
    public: str, reached: pd.DataFrame, says: dict[str, frozenset[str]], complete: pd.Series, people: pd.Series
) -> pd.DataFrame:
    codes = complete.index
    said = reached["service"].map(lambda service: _says(says.get(str(service), frozenset()), public)).astype(object)
    services, unsaid = (_count(reached[said == state], codes) for state in (SERVED, UNKNOWN))
    keys = pd.MultiIndex.from_product([codes, [public]])
    counted = people.reindex(keys, fill_value=0).astype(int).to_numpy()
    served = (services > 0) | (counted > 0)
    settled = complete.eq(True).to_numpy() & (unsaid == 0)
    return pd.DataFrame(
        {
            "code": codes,
            "public": public,
            "state": np.select([served, settled], [SERVED, NOT_SERVED], UNKNOWN),
            "services": services,
            "unsaid": unsaid,
            "counted": counted,
        }
    )


def _says(told: frozenset[str], public: str) -> str:
    """What one service says of one public."""
    if public in told or EVERYBODY in told:
        return SERVED
    return UNKNOWN if not told or OTHER in told else NOT_SERVED


def _count(rows: pd.DataFrame, codes: pd.Index) -> np.ndarray:
    return rows.groupby("delegation")["service"].nunique().reindex(codes, fill_value=0).to_numpy()
