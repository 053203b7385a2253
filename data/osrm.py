"""Distances and times by road from an OSRM server's table service (http://project-osrm.org/docs, Table service).

Asked only where ESS_OSRM names a server; nothing of the readers is sent, only the delegations' points.
"""

import json
import os
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from words.problem import Problem, ProblemError

TIMEOUT = 0.8  # seconds: a page may not wait a whole one
MAX_ANSWER_BYTES = 5_000_000
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """km[n, n] and minutes[n, n] from each point to each, inf where there is no way; the farthest point from a road."""

    km: Floats
    minutes: Floats
    farthest_km: float


def server() -> str | None:
    """The server that ESS_OSRM names, without a trailing slash; None where it names none."""
    named = os.environ.get("ESS_OSRM", "").strip().rstrip("/")
    return named if urllib.parse.urlsplit(named).scheme in ("http", "https") else None


def table(address: str, points: npt.ArrayLike, timeout: float = TIMEOUT) -> Table:
    """One request for all points[n, 2] (lon, lat). Raises ProblemError: osrm_unreachable or osrm_answer."""
    places = np.asarray(points, dtype=float)
    written = ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in places)
    url = f"{address}/table/v1/driving/{written}?annotations=duration,distance"
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            body = answer.read(MAX_ANSWER_BYTES)
    except urllib.error.HTTPError as error:  # OSRM answers 400 with a code where it cannot
        raise _fault("osrm_answer", address) from error
    except (OSError, ValueError) as error:
        raise _fault("osrm_unreachable", address) from error
    try:
        told = json.loads(body)
        if told["code"] != "Ok":
            raise _fault("osrm_answer", address)
        km, minutes = _matrix(told["distances"], len(places)) / 1000, _matrix(told["durations"], len(places)) / 60
        snapped = [float(place["distance"]) for place in told.get("sources", ()) if "distance" in place]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _fault("osrm_answer", address) from error
    return Table(km, minutes, max(snapped, default=0.0) / 1000)


def _matrix(rows: object, count: int) -> Floats:
    """Numbers of the answer; null, where there is no way, becomes inf. ValueError for anything else."""
    values = np.array(rows, dtype=float)  # null reads as NaN
    values[np.isnan(values)] = np.inf
    if values.shape != (count, count) or (values < 0).any():
        raise ValueError(f"{values.shape} is not {count} x {count}")
    return values


def _fault(code: str, address: str) -> ProblemError:
    return ProblemError(Problem(code, {"server": urllib.parse.urlsplit(address).netloc.rpartition("@")[2]}))
