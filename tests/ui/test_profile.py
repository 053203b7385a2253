"""Gathering one territory: sums over its delegations, masked counts, every code, none other."""

from dataclasses import replace

import pandas as pd
import pytest

from queries.store import Store
from ui.profile import gather
from ui.profile_figures import compared
from ui.profile_words import lead, notes, services, silent_chains, stage_table
from ui.reader import Reader, vocabulary_of
from words.problem import ProblemError


@pytest.fixture(scope="module")
def reader(demo_store: Store) -> Reader:
    return Reader("fr", vocabulary_of(demo_store))


@pytest.mark.parametrize(("code", "need"), [("42", 149_472), ("43", 109_965), ("33", 103_180), ("22", 85_650)])
def test_governorates_sum_to_the_published_needs(code: str, need: int, facts_store: Store) -> None:
    found = gather(facts_store.ask, code)
    assert round(found.sides[0].people.need) == need
    assert [side.delegations for side in found.sides][1:] == [45]


def test_a_delegation_is_set_beside_its_governorate_and_the_four(demo_store: Store) -> None:
    found = gather(demo_store.ask, "4259")
    assert [side.delegations for side in found.sides] == [1, 13, 45]
    card = demo_store.ask("delegation_card", delegation="4259").iloc[0]
    assert {name: found.sides[0].counts[name] for name in ("ess", "services", "projects")} == {
        name: int(card[name]) for name in ("ess", "services", "projects")
    }
    assert sum(found.steps.values()) == found.sides[0].counts["projects"]


@pytest.mark.parametrize("code", ["", "4", "9999", "TN-42", "42590", "'; drop table enterprise; --"])
def test_any_other_code_is_refused(code: str, facts_store: Store) -> None:
    with pytest.raises(ProblemError, match="territory_unknown"):
        gather(facts_store.ask, code)


def test_one_to_four_informal_groups_are_never_told(demo_store: Store, reader: Reader) -> None:
    counts = demo_store.ask("enterprises_by_delegation").set_index("delegation")["informal"]
    small = [code for code, n in counts.items() if 0 < n < 5]
    assert small
    row = compared(reader, gather(demo_store.ask, str(small[0]))).set_index("key").loc["informal"]
    assert row["here"] == "<5"


def test_zero_is_said_only_where_it_was_looked_for(demo_store: Store, facts_store: Store, reader: Reader) -> None:
    facts = compared(reader, gather(facts_store.ask, "4259")).set_index("key")["here"]
    assert facts["ess"] == facts["providers"] == "non enquêté"
    assert facts["projects"] == "non connu"
    assert "pas une absence" in services(reader, gather(facts_store.ask, "4259"))
    survey = demo_store.ask("survey_of_enterprises").set_index("delegation")["status"]
    counts = demo_store.ask("enterprises_by_delegation").set_index("delegation")["conventional"]
    zero = [str(code) for code in counts.index if counts[code] == 0 and survey[code] == "surveyed"]
    assert zero
    assert compared(reader, gather(demo_store.ask, zero[0])).set_index("key")["here"]["conventional"] == "0"


def test_a_name_as_long_as_a_page_is_cut_and_hostile_ones_stay_text(demo_store: Store, reader: Reader) -> None:
    found = gather(demo_store.ask, "4259")
    rows = pd.DataFrame({"organisation_name": ["x" * 5000, "<b>&"], "evidence": "observed"})
    told = services(reader, replace(found, services=rows))
    assert len(told) < 200
    assert "<b>&" in told


def test_a_chain_is_either_in_the_table_or_told_as_silent(demo_store: Store, reader: Reader) -> None:
    found = gather(demo_store.ask, "4259")
    shown, silent = set(stage_table(reader, found)["chain"]), silent_chains(reader, found)
    for chain in found.chains["chain"]:
        name = reader.name("chains", chain)
        assert (name in shown) != (name in silent)


def test_the_notes_of_an_unreliable_outline_are_kept(facts_store: Store, reader: Reader) -> None:
    assert reader.t("map.outline_unreliable") in notes(reader, gather(facts_store.ask, "4253"))
    assert reader.t("map.outline_unreliable") not in notes(reader, gather(facts_store.ask, "4259"))


def test_a_body_with_two_seats_is_one_provider(demo_store: Store) -> None:
    found = gather(demo_store.ask, "42")
    seats = demo_store.ask("service_rows").query("evidence == 'observed' and governorate.notna()")
    bodies = demo_store.ask("organisation_list").set_index("name")["part_of"].dropna()
    names = {bodies.get(name, name) for name in seats["organisation_name"].dropna()}
    assert found.sides[1].counts["providers"] == len(names)
    per_governorate = demo_store.ask("by_governorate")["providers"].sum()
    assert found.sides[1].counts["providers"] <= per_governorate


def test_year_and_source_are_the_figure_s_own(facts_store: Store, reader: Reader) -> None:
    found = gather(facts_store.ask, "4259")
    rows = compared(reader, found).set_index("key")["source"]
    assert (rows["population"], rows["need"]) == ("INS, recensement 2014", "population 2014 × taux de pauvreté 2015")
    newer = found.territory.assign(population_source="RGPH 2024", population_year=2024)
    rows = compared(reader, replace(found, territory=newer)).set_index("key")["source"]
    assert "RGPH 2024" in rows["population"]
    assert rows["need"] == "population 2024 × taux de pauvreté 2015"
    assert "habitants en 2024" in lead(reader, replace(found, territory=newer))


def test_a_place_without_figures_is_told_without_them(facts_store: Store, reader: Reader) -> None:
    def ask(name: str, *given: object, **values: object) -> pd.DataFrame:
        rows = facts_store.ask(name, *given, **values)  # type: ignore[arg-type]
        if name == "delegations":
            rows.loc[rows["code"] == "4259", ["population", "poverty_rate", "poverty_error"]] = float("nan")
        return rows

    found = gather(ask, "4259")  # type: ignore[arg-type]
    assert "pas de chiffre" in lead(reader, found)
    here = compared(reader, found).set_index("key")["here"]
    assert here["population"] == here["need"] == here["share"] == "pas de chiffre"
