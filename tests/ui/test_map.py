"""The map as a component: our own files alone, the message unchanged, clicks believed with care."""

import json
import re
from typing import Any

import pytest

from ui.map import Clicked, _Base, _Painted, _understood
from ui.map_message import script


def test_the_message_reaches_the_browser_unchanged() -> None:
    from streamlit_folium import _get_feature_group_string, _get_map_string

    hostile = "</script>${a}`{{ 'b' }} map_div _feature_group_0"
    base = _Base("fr", "fr", False, 500)
    assert _get_map_string(base).strip().startswith('var map_div = Atlas.start("map_div", {"language":"fr"')
    painted = _get_feature_group_string(_Painted(script({"label": hostile})), base)
    sent = re.search(r"Atlas\.paint\((.*)\);", painted)
    assert sent and json.loads(sent.group(1)) == {"label": hostile}


def test_nothing_but_our_own_files_is_loaded() -> None:
    base = _Base("fr", "fr", False, 500)
    links = [link for _, link in (*base.default_js, *base.default_css)]
    assert len(links) == 1 and all(link.startswith("../../app/static/") for link in links)


DRAWN = {"version": "v1", "points": [("enterprise", "E1")], "sites": ["4259"]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "delegation", "code": "4361"}, Clicked("delegation", "4361")),
        ({"kind": "delegation", "code": "9999"}, None),
        ({"kind": "delegation", "code": ["4361"]}, None),
        ({"kind": "site", "code": "0"}, Clicked("site", "4259")),
        ({"kind": "site", "code": "1"}, None),
        ({"kind": "site", "code": "-1"}, None),
        ({"kind": "point", "code": 0, "version": "v1"}, Clicked("enterprise", "E1")),
        ({"kind": "point", "code": 0, "version": "v0"}, None),
        ({"kind": "point", "code": 1, "version": "v1"}, None),
        ({"kind": "point", "code": True, "version": "v1"}, None),
        ({"kind": "point", "code": -1, "version": "v1"}, None),
        ({"kind": "secret", "code": "4361"}, None),
        ({}, None),
    ],
)
def test_a_click_is_believed_only_when_it_fits_what_was_drawn(value: dict[str, Any], expected: Clicked | None) -> None:
    assert _understood(value, DRAWN) == expected
