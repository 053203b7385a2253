"""A small HTTP server that speaks OSRM's table protocol: distances in metres, durations in seconds, null for no way."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np

METRES_PER_DEGREE, METRES_PER_SECOND = 111_195.0, 15.0


class Osrm:
    """What the server is told to do, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.delay = 0.0
        self.answer: bytes | None = None  # instead of a table
        self.cut_off: set[int] = set()  # points that no road reaches


def _table(path: str, osrm: Osrm) -> tuple[int, dict[str, object]]:
    url = urlsplit(path)
    service, version, profile, coordinates = url.path.lstrip("/").split("/", 3)
    if (service, version, profile) != ("table", "v1", "driving"):
        return 400, {"code": "InvalidService", "message": "no such service"}
    points = np.array([[float(part) for part in pair.split(",")] for pair in coordinates.split(";")])
    if not (np.abs(points[:, 1]) <= 90).all():
        return 400, {"code": "InvalidQuery", "message": "latitude"}
    metres = np.abs(points[:, None] - points[None]).sum(axis=2) * METRES_PER_DEGREE  # along streets, as in Manhattan

    def told(values: np.ndarray) -> list[list[float | None]]:
        return [
            [None if i != j and {i, j} & osrm.cut_off else round(value, 1) for j, value in enumerate(row)]
            for i, row in enumerate(values.tolist())
        ]

    wanted = parse_qs(url.query).get("annotations", ["duration"])[0].split(",")
    waypoints = [{"hint": "", "distance": 12.5, "name": "", "location": point} for point in points.tolist()]
    found: dict[str, object] = {"code": "Ok", "sources": waypoints, "destinations": waypoints}
    if "distance" in wanted:
        found["distances"] = told(metres)
    if "duration" in wanted:
        found["durations"] = told(metres / METRES_PER_SECOND)
    return 200, found


@contextmanager
def osrm_server() -> Iterator[Osrm]:
    """A server on a free port of this machine, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            osrm.asked.append(self.path)
            time.sleep(osrm.delay)
            status, body = _table(self.path, osrm)
            content = osrm.answer if osrm.answer is not None else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    osrm = Osrm(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield osrm
    finally:
        server.shutdown()
        server.server_close()
