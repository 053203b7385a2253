"""Readers with live filters while somebody loads, small: `python -m tests.load` is the long version."""

import asyncio
from pathlib import Path

from tests.bench.__main__ import serving
from tests.browser.conftest import ROOT
from tests.load.meeting import Told, load_command, together


def test_nobody_meets_an_error_or_half_a_load(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(ROOT / "app.py", home, ESS_DEMO="0") as (port, _started, _process):

        async def meeting() -> Told:
            told, _seconds = await together(port, 4, 4, (0.1, 0.2), load_command(tmp_path, 200), str(home))
            return told

        told = asyncio.run(meeting())
    assert told.failures == []
    assert len(told.opened) == 4
    assert len(told.changed) >= 16
    assert sorted(told.states) == [("1", "0", "0", "2"), ("2", "400", "200", "202")]
