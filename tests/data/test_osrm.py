"""OSRM's table protocol against a small server that speaks it; slow, broken and absent servers are one sentence."""

import time
from collections.abc import Iterator

import numpy as np
import pytest

from data import osrm
from tests.data.osrm_server import Osrm, osrm_server
from words.problem import ProblemError

POINTS = [(8.0, 36.0), (8.0, 36.1), (8.2, 36.1)]


@pytest.fixture
def server() -> Iterator[Osrm]:
    with osrm_server() as running:
        yield running


def test_metres_and_seconds_become_km_and_minutes(server: Osrm) -> None:
    found = osrm.table(server.address, POINTS)
    assert found.km == pytest.approx(np.array([[0, 11.1195, 33.3585], [11.1195, 0, 22.239], [33.3585, 22.239, 0]]))
    assert found.minutes == pytest.approx(found.km * 1000 / 15 / 60, abs=2e-3)
    assert found.farthest_km == 0.0125
    assert server.asked == [
        "/table/v1/driving/8.00000,36.00000;8.00000,36.10000;8.20000,36.10000?annotations=duration,distance"
    ]


def test_no_way_is_infinitely_far(server: Osrm) -> None:
    server.cut_off = {2}
    assert np.isinf(osrm.table(server.address, POINTS).km).tolist() == [
        [False, False, True],
        [False, False, True],
        [True, True, False],
    ]


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"[]",
        b'{"code": "NoTable"}',
        b'{"code": "Ok", "distances": [[0]], "durations": [[0]]}',
        b'{"code": "Ok", "durations": [[0, 1, 1], [1, 0, 1], [1, 1, 0]]}',
        b'{"code": "Ok", "distances": [[0, -1, 1], [1, 0, 1], [1, 1, 0]], '
        b'"durations": [[0, 1, 1], [1, 0, 1], [1, 1, 0]]}',
        b'{"code": "Ok", "distances": "abc", "durations": null}',
    ],
)
def test_any_other_answer_is_refused(answer: bytes, server: Osrm) -> None:
    server.answer = answer
    with pytest.raises(ProblemError) as caught:
        osrm.table(server.address, POINTS)
    assert caught.value.problem.code == "osrm_answer"


def test_a_request_it_cannot_answer_is_refused(server: Osrm) -> None:
    with pytest.raises(ProblemError) as caught:
        osrm.table(server.address, [(8.0, 136.0), (8.0, 36.0)])
    assert caught.value.problem.code == "osrm_answer"


def test_a_slow_server_is_not_waited_for(server: Osrm) -> None:
    server.delay = 1.0
    started = time.monotonic()
    with pytest.raises(ProblemError) as caught:
        osrm.table(server.address, POINTS, timeout=0.1)
    assert caught.value.problem.code == "osrm_unreachable"
    assert time.monotonic() - started < 0.9


def test_no_server_is_said_without_its_password() -> None:
    with osrm_server() as gone:
        address = gone.address.replace("http://", "http://user:secret@")
    with pytest.raises(ProblemError) as caught:
        osrm.table(address, POINTS)
    assert caught.value.problem.code == "osrm_unreachable"
    assert "secret" not in str(caught.value.problem.args["server"])


@pytest.mark.parametrize(
    ("setting", "named"),
    [("", None), ("http://osrm:5000/", "http://osrm:5000"), ("file:///etc/passwd", None), ("osrm", None)],
)
def test_only_a_web_address_is_a_server(setting: str, named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_OSRM", setting)
    assert osrm.server() == named
