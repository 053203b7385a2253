"""Real bodies: each once, located only where a source says so, services likely."""

import pandas as pd
import pytest

from data import bodies, reference

Frames = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Frames:
    made = bodies.read(reference.rows("organisations.csv"), reference.rows("named_structures.csv"))
    organisations, enterprises, services = (pd.DataFrame(rows, dtype=object) for rows in made)
    return organisations.set_index("id"), enterprises.set_index("id"), services.set_index("id")


def test_the_same_body_named_twice_counts_once(frames: Frames) -> None:
    organisations, enterprises, _ = frames
    # 52 organisations, 5 branches and 1 new association; the 8 structures of the same body add none.
    assert (len(organisations), len(enterprises)) == (58, 2)
    assert organisations["name"].str.contains("Cit'ESS").sum() == 2


def test_branches_belong_to_their_organisation(frames: Frames) -> None:
    branches = frames[0]["part_of"].dropna()
    assert branches.to_dict() == {
        "ORG007-22": "ORG007", "ORG004-42": "ORG004", "ORG004-43": "ORG004", "ORG006-33": "ORG006",
        "ORG038-22": "ORG038",
    }  # fmt: skip


def test_an_assumed_seat_is_a_note_and_not_a_location(frames: Frames) -> None:
    organisations = frames[0]
    located = organisations[organisations["precision"].notna()]
    assert located["delegation"].to_dict() == {"ORG016": "3351", "ORG020": "3351", "ORG032": "2255"}
    hub = organisations.loc["ORG017"]
    assert (hub["governorate"], hub["delegation"], hub["precision"]) == ("43", None, None)
    assert "siège supposé : Sidi Bouzid Ouest" in hub["note"]


def test_a_seat_outside_the_four_is_kept_as_published(frames: Frames) -> None:
    row = frames[0].loc["ORG007"]
    assert (row["seat"], row["governorate"]) == ("Siliana", None)


def test_doubt_about_existence_stays_said(frames: Frames) -> None:
    assert "existence 2004-2010; current state not checked" in frames[0].loc["ORG022", "note"]
    assert set(frames[1]["status"]) == {"unknown"}


def test_services_are_likely_and_only_for_stated_codes(frames: Frames) -> None:
    organisations, _, services = frames
    assert set(services["evidence"]) == {"likely"}
    assert len(services) == sum(len(codes) for codes in organisations["likely_services"])
    assert "ORG009" not in set(services["organisation"])


def test_enterprises_keep_what_is_not_stated_open_and_are_not_published(frames: Frames) -> None:
    enterprises = frames[1].set_index("name")
    group = enterprises.loc["GDA « Les chaînes de succès » (Zelfen)"]
    assert (group["legal_form"], group["women_led"], group["governorate"], group["delegation"]) == (
        "GDA",
        "yes",
        "42",
        None,
    )
    assert (enterprises.loc["Les richesses de Mahdia", "legal_form"]) == "NC"
    assert not enterprises["publish"].any()
