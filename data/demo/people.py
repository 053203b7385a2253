"""Headcounts: people by sex, age band and situation, where somebody counted them."""

import numpy as np

from data.demo.marks import Row, marked

SEXES = ("women", "men", "unknown")
AGES = ("15_34", "35_plus", "unknown")
SITUATIONS = ("unemployed", "graduate", "informal", "group_member", "other", "unknown")


def counted(
    parent_table: str,
    parent: str,
    measure: str,
    total: int,
    shares: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]],
    rng: np.random.Generator,
) -> list[Row]:
    """Return headcount rows that add up to `total`, spread by the shares of sex, age band and situation."""
    sex, age, situation = (np.array(share) / sum(share) for share in shares)
    cells = np.einsum("i,j,k->ijk", sex, age, situation).ravel()
    people = rng.multinomial(total, cells).reshape(len(SEXES), len(AGES), len(SITUATIONS))
    return [
        _row(parent_table, parent, measure, (SEXES[i], AGES[j], SITUATIONS[k]), int(people[i, j, k]))
        for i, j, k in np.argwhere(people)
    ]


def _row(parent_table: str, parent: str, measure: str, cell: tuple[str, str, str], n: int) -> Row:
    sex, age, situation = cell
    row = {
        "parent_table": parent_table, "parent": parent, "measure": measure,
        "sex": sex, "age_band": age, "situation": situation, "n": n,
    }  # fmt: skip
    return marked(row, "-".join([parent, measure, sex, age, situation]))


NOT_ASKED = (0.0, 0.0, 0.0, 0.0, 0.0, 1.0)  # situation unknown
AGE_NOT_ASKED = (0.0, 0.0, 1.0)
SIZES = {"ess": (8, 120), "informal_group": (3, 15), "individual": (1, 1), "conventional": (4, 40)}


def enterprise_people(enterprise: Row, rng: np.random.Generator) -> list[Row]:
    """Return members of groups and workers of the others; three in ten were never counted."""
    least, most = SIZES[enterprise["kind"]]
    total = int(rng.integers(least, most + 1))
    known, by_age = rng.random(2)
    if known < 0.3:
        return []
    women = {"yes": 0.8, "no": 0.25, "unknown": 0.45}[enterprise["women_led"]]
    young = {"yes": 0.6, "no": 0.2, "unknown": 0.3}[enterprise["youth_led"]]
    ages = (young, 0.95 - young, 0.05) if by_age < 0.6 else AGE_NOT_ASKED
    measure = "workers" if enterprise["kind"] in ("conventional", "individual") else "members"
    shares = ((women, 0.95 - women, 0.05), ages, NOT_ASKED)
    return counted("enterprise", enterprise["id"], measure, total, shares, rng)
