"""The measures of the maths run, agree with the reference libraries and print as one table."""

from tests.bench.maths import Line, catchment, pairs, table


def test_small_measures_agree_and_are_told() -> None:
    lines = [catchment(60, 8), pairs(12)]
    assert lines[0].same
    assert lines[1].ratio is None
    told = table([*lines, Line("slow", 2.0, 1.0, False)]).splitlines()
    assert len(told) == 4
    assert told[1].startswith("2SFCA 60 x 8")
    assert told[3].split() == ["slow", "2.0000", "1.000", "0.5", "NO"]
