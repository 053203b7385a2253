import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import added
from words.problem import ProblemError


def test_a_place_is_put_in_the_delegation_it_lies_in_and_its_code_tells_all() -> None:
    code = added.added("  Marché <b>d'El Jem</b> ", "10,7122", "35.3011")
    place = added.read(code)
    assert place is not None
    assert place.code == code and code.startswith("33")
    assert (place.lon, place.lat) == (10.7122, 35.3011)
    assert place.name == "Marché b d'El Jem b"
    assert added.home(code) == place.delegation and added.home("2251") == "2251"
    assert added.standing([code]) == ((code,), ())


@pytest.mark.parametrize(
    ("name", "lon", "lat", "why"),
    [
        ("Tunis", "10,18", "36,8", "added_outside"),
        ("Loin", "135", "36", "added_outside"),
        ("", "10,7", "35,3", "added_no_name"),
        ("<>*_[]", "10,7", "35,3", "added_no_name"),
        ("Ici", "10,7 E", "35,3", "added_bad_number"),
        ("Ici", "", "35,3", "added_bad_number"),
        ("Ici", "nan", "35,3", "added_bad_number"),
        ("Ici", "1e1", "35,3", "added_bad_number"),
        ("Ici", "10.7.1", "35,3", "added_bad_number"),
        ("Ici", "١٠", "35,3", "added_bad_number"),
    ],
)
def test_what_is_no_place_is_refused_with_its_reason(name: str, lon: str, lat: str, why: str) -> None:
    with pytest.raises(ProblemError) as refused:
        added.added(name, lon, lat)
    assert refused.value.problem.code == why


def test_a_place_is_added_once_and_ten_are_the_most() -> None:
    first = added.added("El Jem", "10.7122", "35.3011")
    for name, lon, why in (("el jem", "10.72", "added_same_name"), ("Autre", "10,71221", "added_same_point")):
        with pytest.raises(ProblemError) as refused:
            added.added(name, lon, "35.3011", [first])
        assert refused.value.problem.code == why
    present = [first]
    for at in range(1, added.MOST):
        present.append(added.added(f"Lieu {at}", f"10.{70 - at}", "35.3011", present))
    with pytest.raises(ProblemError) as refused:
        added.added("Un de trop", "10.5", "35.3", present)
    assert refused.value.problem.code == "added_too_many"
    assert len(added.standing(present)[0]) == added.MOST


def test_a_link_with_a_place_where_it_is_not_stands_for_none() -> None:
    code = added.added("El Jem", "10.7122", "35.3011")
    elsewhere = f"2251{code[4:]}"
    twin = f"{code} bis"
    assert added.standing([elsewhere, code, twin, "2251", "x"]) == ((code,), (elsewhere, twin))


@given(st.text(max_size=80))
def test_whatever_is_typed_as_a_name_is_tidied_once_and_reads_back(name: str) -> None:
    kept = added.tidy(name)
    assert added.tidy(kept) == kept and len(kept) <= added.LONGEST_NAME
    assert not set(kept) & set('<>&"*[]_`,;:/\\$#|{}=+@\n\u202e\u2069')
    if kept:
        place = added.read(f"3355_107122_353011_{kept}")
        assert place is not None and place.name == kept


@given(st.text(max_size=40))
def test_no_other_text_is_a_place(text: str) -> None:
    place = added.read(text)
    assert place is None or place.code == text
