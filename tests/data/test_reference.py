"""The shipped facts arrive as what they are."""

import pandas as pd
import pytest

from data import reference


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return reference.frames()


def test_ins_and_iso_digits_collide_and_are_kept_apart(frames: dict[str, pd.DataFrame]) -> None:
    codes = dict(zip(frames["governorate"]["code"], frames["governorate"]["iso"], strict=True))
    assert codes == {"22": "TN-32", "33": "TN-53", "42": "TN-42", "43": "TN-43"}


def test_points_say_what_they_are(frames: dict[str, pd.DataFrame]) -> None:
    kinds = frames["delegation"].set_index("code")["point_kind"]
    assert kinds.value_counts().to_dict() == {"town": 33, "listed": 7, "representative": 3, "near_centroid": 2}
    assert set(kinds[kinds == "representative"].index) == {"4252", "4253", "4352"}
    assert set(kinds[kinds == "near_centroid"].index) == {"2252", "2259"}


def test_only_the_outline_of_ezzouhour_is_unreliable(frames: dict[str, pd.DataFrame]) -> None:
    delegations = frames["delegation"]
    assert delegations.loc[~delegations["outline_reliable"], "code"].tolist() == ["4253"]


def test_chains_whose_source_names_other_governorates_are_to_confirm(frames: dict[str, pd.DataFrame]) -> None:
    places = frames["chain_governorate"]
    assert (places["certainty"] == "unverified").sum() == 5
    chosen = places[places["certainty"] == "to_confirm"]
    assert set(zip(chosen["chain"], chosen["governorate"], strict=True)) == set(reference.TO_CONFIRM)


def test_stage_words_belong_to_stages_of_the_chain(frames: dict[str, pd.DataFrame]) -> None:
    stages = frames["chain_stage"].set_index(["chain", "stage"])["words"]
    assert stages["OLIV", "TRA"] == "huileries, margine/grignon"
    assert ("TEXT", "CON") not in stages.index


def test_what_a_unit_said_about_precision_moves_to_the_quality(frames: dict[str, pd.DataFrame]) -> None:
    figures = frames["figure"]
    row = figures[
        (figures["territory"] == "42") & (figures["indicator"] == "population") & (figures["year"] == 2023)
    ].iloc[0]
    assert (row["unit"], row["quality"]) == ("inhabitants", "press or encyclopaedia; estimate")
    assert set(figures.loc[figures["indicator"] == "poverty_rate", "unit"]) == {"percent"}


def test_the_delegations_add_up_to_the_published_totals(frames: dict[str, pd.DataFrame]) -> None:
    figures = frames["figure"]
    people = figures[(figures["indicator"] == "population") & (figures["year"] == 2014)]
    below = people[people["level"] == "delegation"]
    sums = below.groupby(below["territory"].str[:2])["value"].sum()
    published = people[people["level"] == "governorate"].set_index("territory")["value"]
    # delegation codes begin with their governorate's, here and nowhere else is that used
    assert sums.to_dict() == published.to_dict()


def test_the_targets_of_the_leaflet(frames: dict[str, pd.DataFrame]) -> None:
    targets = frames["target"].set_index("code")["value"].to_dict()
    assert targets == {"people": 2000, "projects": 140, "support_bodies": 40, "hubs": 2}
