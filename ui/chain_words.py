"""Value chains in words: where the value leaves, chain by chain, and what nobody can say."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.stage_reach import LEAVES, STAYS, UNKNOWN, chain_leaks
from queries.filters import Filters
from ui.chains import Look, leak_rows
from ui.drawing import shown_codes
from ui.speech import language, name_of, t
from words.translate import isolated, number


def place(code: str) -> str:
    """A delegation by name, safe inside a sentence that runs the other way."""
    return isolated(name_of("delegations", code))


def shown_leaks(asked: Look, filters: Filters) -> pd.DataFrame:
    """The leaks of the territory shown; a chain or stage filter keeps those it names."""
    rows = leak_rows(asked)
    rows = rows[shown_codes(rows, filters)]
    if filters.delegations:
        rows = rows[rows["code"].isin(filters.delegations)]
    return rows


def outcome_words(row: Mapping[Hashable, Any]) -> str:
    """One chain in one delegation: where its value leaves, or that it does not, or that nobody knows."""
    if row["outcome"] == STAYS:
        return t("filieres.map_stays")
    stages = {"after": name_of("stages", row["after"]), "stage": name_of("stages", row["stage"])}
    if row["outcome"] == UNKNOWN:
        return t("filieres.one_unknown", n=int(row["unsurveyed"]), km=row["max_km"], **stages)
    near = ""
    if isinstance(row["nearest"], str):
        near = " · " + t("filieres.nearest", place=place(row["nearest"]), km=number(row["nearest_km"], language(), 1))
    return t("filieres.one_leaves", km=row["max_km"], **stages) + near


def chain_sentences(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """(chain, outcome, sentence) for each chain present, those that lose value in most delegations first."""
    if rows["code"].nunique() == 1:
        return [(str(row["chain"]), str(row["outcome"]), _alone(row)) for row in rows.to_dict("records")]
    table = chain_leaks(rows)
    table = table.sort_values([LEAVES, "present", "chain"], ascending=[False, False, True])
    return [(str(row["chain"]), _outcome(row), _sentence(row)) for row in table.to_dict("records")]


def _alone(row: Mapping[Hashable, Any]) -> str:
    """One chain in the one delegation shown, as a sentence."""
    words = outcome_words(row)
    return f"{words[0].upper()}{words[1:]}."


def _outcome(row: Mapping[Hashable, Any]) -> str:
    return LEAVES if row[LEAVES] else UNKNOWN if row[UNKNOWN] else STAYS


def _sentence(row: Mapping[Hashable, Any]) -> str:
    """In how many delegations, before which stage, who holds it instead, how far the nearest is; what is not known."""
    n, said = int(row["present"]), []
    if not row[LEAVES] and not row[STAYS]:
        return t("filieres.says_nothing", all=n)
    if not row[LEAVES]:
        said.append(t("filieres.says_stays", n=int(row[STAYS]), all=n))
    else:
        stages = {"after": name_of("stages", row["after"]), "stage": name_of("stages", row["stage"])}
        said.append(t("filieres.says_leaves", n=int(row["at"]), all=n, km=row["max_km"], **stages))
        if row[LEAVES] > row["at"]:
            said.append(t("filieres.says_elsewhere", n=int(row[LEAVES] - row["at"])))
        if row["conventional"]:
            said.append(t("filieres.says_conventional", n=int(row["conventional"])))
        if row["not_entitled"]:
            said.append(t("filieres.says_not_entitled", n=int(row["not_entitled"])))
        if isinstance(row["nearest"], str):
            km = number(row["nearest_km"], language(), 1)
            said.append(t("filieres.says_nearest", place=place(row["nearest"]), km=km))
        else:
            said.append(t("filieres.says_nowhere"))
    if row[UNKNOWN]:
        said.append(t("filieres.says_unknown", n=int(row[UNKNOWN])))
    return " ".join(said)


def summary(rows: pd.DataFrame) -> str:
    """The page's answer in one or two sentences."""
    if rows.empty:
        return t("filieres.summary_nothing")
    chains = int(rows["chain"].nunique())
    gone = rows[rows["outcome"] == LEAVES]
    unknown = int((rows["outcome"] == UNKNOWN).sum())
    if gone.empty:
        said = t("filieres.summary_stays", n=chains)
    else:
        stage = str(gone["stage"].value_counts().sort_index(kind="stable").idxmax())
        said = t(
            "filieres.summary",
            stage=name_of("stages", stage),
            n=int((gone["stage"] == stage).sum()),
            all=len(gone),
        )
        if chains > 1:
            said += " " + t("filieres.summary_chains", n=int(gone["chain"].nunique()), present=chains)
    return f"{said} {t('filieres.summary_unknown', n=unknown, all=len(rows))}" if unknown else said
