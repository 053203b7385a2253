"""What the reference says, in words: figures, forms, chains, organisations, with how sure each is."""

import re
import unicodedata
from typing import Any

import pandas as pd

from data import reference
from queries.filters import Filters
from ui import cached
from ui.speech import joined, language, name_of, names_of, t
from words.translate import has, isolated

# The shipped files, in the order they are told: words `sources.file_<key>_*` -> file.
FILES = {
    "governorates": "governorates.csv",
    "delegations": "delegations.csv",
    "delegations_since_2014": "delegations_since_2014.csv",
    "delegations_geo": "delegations.geojson",
    "governorates_geo": "governorates.geojson",
    "delegation_figures": "delegation_figures.csv",
    "governorate_figures": "governorate_figures.csv",
    "localities": "localities.csv",
    "legal_forms": "legal_forms.csv",
    "value_chains": "value_chains.csv",
    "value_chain_governorates": "value_chain_governorates.csv",
    "value_chain_stages": "value_chain_stages.csv",
    "service_types": "service_types.csv",
    "organisations": "organisations.csv",
    "named_structures": "named_structures.csv",
    "essglobal_activities": "essglobal_activities.csv",
}
CERTAINTIES = ("documented", "to_confirm", "unverified")
OUR_GOVERNORATES = ("22", "42", "33", "43")


def coded(kind: str, value: object) -> str:
    """A published remark such as 'one transcription; rescaled' in words, part by part; others stay as they are."""
    if not isinstance(value, str) or not value:
        return t("state.unknown")
    return joined(_part(kind, part) for part in value.split("; "))


def _part(kind: str, part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    key = f"sources.{kind}_{re.sub(r'[^a-z0-9]+', '_', plain).strip('_')}"
    return t(key) if has(key, language()) else isolated(part)


def indicator_name(code: str) -> str:
    """What an indicator is called; one that only a reader's file has keeps its code."""
    for key in (f"sources.indicator_{code}", f"choice.indicator.{code}"):
        if has(key, language()):
            return t(key)
    return code


def files() -> pd.DataFrame:
    """One row per shipped file: file, what, rows, licence, years, doubts."""
    facts = ("what", "from", "years", "doubts")
    found = [
        {"file": file, "rows": cached.computed(rows_of, file)}
        | {fact: t(f"sources.file_{key}_{fact}") for fact in facts}
        for key, file in FILES.items()
    ]
    return pd.DataFrame(found).rename(columns={"from": "licence"})


def rows_of(file: str) -> int:
    """Rows of a CSV file, shapes of an outline file."""
    if file.endswith(".csv"):
        return len(reference.rows(file))
    return (reference.FOLDER / file).read_text(encoding="utf-8").count('"Feature"')


def named() -> pd.DataFrame:
    """One row per source and subject: source, fact, rows, doubtful."""
    rows = cached.table("sources")
    return rows.assign(
        source=rows["source"].where(rows["source"] != "", t("sources.none_given")),
        fact=[t(f"sources.fact_{fact}") for fact in rows["fact"]],
    )


def figures(filters: Filters) -> pd.DataFrame:
    """Published figures under the filters: in words, with `code`, `is_default` and the numbers as they are."""
    rows = cached.table("figure_list", filters)
    if filters.delegations:
        rows = rows[(rows["level"] != "delegation") | rows["territory"].isin(filters.delegations)]
    return rows.assign(
        code=rows["indicator"],
        territory=[_territory(level, code) for level, code in zip(rows["level"], rows["territory"], strict=True)],
        level=[t(f"sources.level_{level}") for level in rows["level"]],
        indicator=rows["indicator"].map(indicator_name),
        unit=[coded("unit", unit) for unit in rows["unit"]],
        quality=[coded("quality", quality) for quality in rows["quality"]],
        used=[t("sources.figures_used") if used else "–" for used in rows["is_default"]],
    )


def _territory(level: str, code: str) -> str:
    if level == "country":
        return t("sources.tunisia")
    return name_of("governorates" if level == "governorate" else "delegations", code)


def legal_forms() -> pd.DataFrame:
    """One row per legal form, in words."""
    rows = cached.table("legal_forms")
    return rows.assign(
        form=rows["code"].map(names_of("forms")),
        family=[coded("family", family) for family in rows["family"]],
        may_trade=[t("state.unknown") if told == "unknown" else t(f"sources.{told}") for told in rows["may_trade"]],
        unverified=rows["certainty"] != "sourced",
        certainty=[coded("certainty", certainty) for certainty in rows["certainty"]],
        note=_or_dash(rows["note"]),
    )


def chains() -> pd.DataFrame:
    """One row per value chain: chain, in_<governorate> with its certainty, source."""
    rows = cached.table("chains_by_governorate")
    rows = rows.assign(said=[t(f"sources.chain_{certainty}") for certainty in rows["certainty"]])
    wide = rows.pivot_table(index="chain", columns="governorate", values="said", aggfunc="first")
    wide = wide.reindex(index=list(cached.vocabulary()["chains"]), columns=list(OUR_GOVERNORATES)).add_prefix("in_")
    source = rows.dropna(subset=["source"]).groupby("chain")["source"].first().reindex(wide.index)
    table = wide.astype(object).where(wide.notna(), "–").assign(source=source).reset_index()
    return table.assign(chain=table["chain"].map(names_of("chains")))


def chain_certainties() -> dict[str, int]:
    """How many presences of a chain in a governorate are documented, to be confirmed, unverified."""
    counted = cached.table("chains_by_governorate")["certainty"].value_counts()
    return {certainty: int(counted.get(certainty, 0)) for certainty in CERTAINTIES}


def organisations(filters: Filters) -> pd.DataFrame:
    """Support organisations under the filters, in words; `doubt` marks those a source does not settle."""
    rows = cached.table("organisation_list", filters)
    return rows.assign(
        kind=[_choice("organisation_kind", kind) for kind in rows["kind"]],
        sector=[_choice("sector", sector) for sector in rows["sector"]],
        doubt=rows["certainty"].notna() & (rows["certainty"] != "sourced"),
        published=rows["certainty"].notna(),
        certainty=[coded("certainty", certainty) for certainty in rows["certainty"]],
        part_of=_or_dash(rows["part_of"]),
        name_ar=_or_dash(rows["name_ar"]),
        acronym=_or_dash(rows["acronym"]),
    )


def newer_delegations() -> pd.DataFrame:
    """Delegations created since the 2014 census, in words."""
    rows = cached.table("newer_delegations")
    return rows.assign(
        name=rows["ar"] if language() == "ar" else rows["fr"],
        counts_in=rows["parent"].map(names_of("delegations")),
        parent_certainty=[coded("certainty", certainty) for certainty in rows["parent_certainty"]],
    )


def _choice(name: str, code: Any) -> str:
    key = f"choice.{name}.{code}"
    return t(key) if isinstance(code, str) and has(key, language()) else t("state.unknown")


def _or_dash(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), "–")
