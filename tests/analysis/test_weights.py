from hypothesis import given
from hypothesis import strategies as st

from analysis.weights import rebalanced, shared_out

WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100), min_size=1)


def test_the_others_keep_their_proportions() -> None:
    assert rebalanced({"a": 40, "b": 40, "c": 20}, "a", 70) == {"a": 70, "b": 20, "c": 10}
    assert rebalanced({"a": 100, "b": 0, "c": 0}, "a", 40) == {"a": 40, "b": 30, "c": 30}
    assert rebalanced({"a": 100}, "a", 3) == {"a": 100}


def test_whole_numbers_by_largest_remainder() -> None:
    assert shared_out({"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert shared_out({"a": 2, "b": 1}, 100) == {"a": 67, "b": 33}


@given(WEIGHTS, st.data())
def test_they_always_sum_to_a_hundred(weights: dict[str, int], data: st.DataObject) -> None:
    moved, value = data.draw(st.sampled_from(sorted(weights))), data.draw(st.integers(-5, 120))
    found = rebalanced(weights, moved, value)
    assert list(found) == list(weights)
    assert sum(found.values()) == 100
    assert all(0 <= weight <= 100 for weight in found.values())
    assert len(weights) == 1 or found[moved] == min(max(value, 0), 100)
