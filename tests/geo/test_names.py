"""Names and codes of delegations: what is found, what is asked back, what is never guessed."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.names import REFERENCE, Match, fold, match_delegation, match_governorate
from words.problem import Problem


def listed(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La Chebba", "CHEBBA"),
        ("El Jem", "el-jem"),
        ("Sbeïtla", "sbeitla"),
        ("Balta-Bou Aouane", "balta  bou aouane"),
        ("الشابة", "شابه"),
        ("الشَّابّة", "الشابة"),
        ("أولاد حفوز", "اولاد حفوز"),
        ("سيدي عيسى", "سيدي عيسي"),
        ("الفـــوسانة", "فوسانة"),
        ("٢٢", "22"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Kasserine Nord") != fold("Kasserine Sud")
    assert fold("الزهور") != fold("العيون")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    # An article can uncover another ("al al ..."), but never an article left standing before a name.
    assert fold(fold(text)) == fold(fold(fold(text)))


def test_a_lone_article_is_not_emptied() -> None:
    assert fold("El") == "el"


@pytest.mark.parametrize("row", listed("delegations.csv"), ids=lambda row: row["code"])
def test_every_listed_spelling_finds_its_delegation(row: dict[str, str]) -> None:
    for name in [row["fr"], row["ar"], *filter(None, row["aliases"].split(";"))]:
        found = match_delegation(name.upper(), governorate=row["governorate"])
        assert isinstance(found, Match), name
        assert found.code == row["code"]


@pytest.mark.parametrize("name", ["Kasserine", "القصرين", "Sidi Bouzid", "سيدي بوزيد", "sidi-bouzid"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_town_shared_by_delegations_is_asked_back(name: str, inside: bool) -> None:
    home = "42" if name in ("Kasserine", "القصرين") else "43"
    found = match_delegation(name, governorate=home if inside else None)
    assert isinstance(found, Problem)
    assert found.code == "ambiguous_delegation"
    expected = ("4251", "4252", "4253") if home == "42" else ("4351", "4352")
    assert all(code in str(found.args["candidates"]) for code in expected)


def test_a_delegation_named_like_its_town_is_found() -> None:
    assert match_delegation("Jendouba") == Match("2251", "name")


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        ("Rejiche", "3351", "newer_delegation_inferred"),
        ("El Bradaâ", "3361", "newer_delegation"),
        ("السعيدة", "4361", "newer_delegation"),
        ("Hichria", "4351", "newer_delegation_inferred"),
    ],
)
def test_a_newer_delegation_rolls_up_and_says_so(name: str, parent: str, code: str) -> None:
    found = match_delegation(name)
    assert isinstance(found, Match)
    assert (found.code, found.how) == (parent, "newer")
    assert found.note is not None
    assert found.note.code == code


def test_a_locality_leads_to_its_delegation_and_says_so() -> None:
    found = match_delegation("Thélepte")
    assert isinstance(found, Match)
    assert found.code == "4262"
    assert found.note is not None
    assert found.note.code == "locality_for_delegation"


def test_a_name_in_another_governorate_is_not_moved() -> None:
    found = match_delegation("Mahdia", governorate="42")
    assert isinstance(found, Problem)
    assert found.code == "delegation_elsewhere"


def test_a_near_miss_is_offered_not_taken() -> None:
    found = match_delegation("Kasserin Nord")
    assert isinstance(found, Problem)
    assert found.code == "unknown_delegation_near"
    assert "4251" in str(found.args["candidates"])


@pytest.mark.parametrize("text", ["", "   ", "<script>alert(1)</script>", "x" * 5000])
def test_nonsense_is_a_problem(text: str) -> None:
    assert isinstance(match_delegation(text), Problem)


def test_a_code_is_read_only_by_its_declared_system() -> None:
    undeclared = match_delegation("2251")
    assert isinstance(undeclared, Problem)
    assert undeclared.code == "code_without_system"
    assert match_delegation("2251.0", system="ins") == Match("2251", "code")
    assert match_delegation("tn2251", system="pcode") == Match("2251", "code")
    assert isinstance(match_delegation("2251", system="pcode"), Problem)
    assert isinstance(match_delegation("TN2251", system="ins"), Problem)
    assert isinstance(match_delegation("2251", system="iso"), Problem)
    assert isinstance(match_delegation("Mahdia", system="ins"), Problem)


@pytest.mark.parametrize(
    ("text", "system", "code"),
    [
        ("22", "ins", "22"), ("33", "ins", "33"), ("42", "ins", "42"), ("43", "ins", "43"),
        ("TN-32", "iso", "22"), ("TN-53", "iso", "33"), ("TN-42", "iso", "42"), ("TN-43", "iso", "43"),
        ("32", "iso", "22"),
        ("TN33", "pcode", "33"),
    ],
)  # fmt: skip
def test_governorate_codes_by_system(text: str, system: str, code: str) -> None:
    assert match_governorate(text, system) == Match(code, "code")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "system"), [("22", "iso"), ("TN-33", "iso"), ("32", "ins"), ("53", "ins"), ("42", None)]
)
def test_colliding_digits_are_never_taken_for_the_other_system(text: str, system: str | None) -> None:
    assert isinstance(match_governorate(text, system), Problem)  # type: ignore[arg-type]


def test_governorates_by_name() -> None:
    assert match_governorate("KASSERINE") == Match("42", "name")
    assert match_governorate("سيدي بوزيد") == Match("43", "name")
    assert isinstance(match_governorate("Tunis"), Problem)
