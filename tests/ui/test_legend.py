"""The legend says what is drawn, with n, and lets no markup through."""

import re

from ui.layers import POVERTY, rate_areas, reach_areas
from ui.legend import legend_html
from ui.shapes import LARGEST_RADIUS, Circles, Line, Lines, Ring, Rings, Site, Sites

HOSTILE = "<script>alert(1)</script>"


def test_rows_carry_words_colour_edge_and_n() -> None:
    areas = reach_areas({"2251": 0, "2252": None}, {}, "Titre", "fr", notes=("Non localisés : 12",))
    html = legend_html([areas], language="fr")
    assert "<h4>Titre<b>délégations</b></h4>" in html and "<p>Non localisés : 12</p>" in html
    assert 'class="area dashed"' in html
    assert html.count("<b>1</b>") == 2 and html.count("<b>0</b>") == 2


def test_words_are_escaped() -> None:
    areas = reach_areas({"2251": 0}, {}, HOSTILE, "fr", notes=(HOSTILE,))
    circles = Circles({}, {}, HOSTILE, 10, ((5, HOSTILE),), notes=(HOSTILE,))
    html = legend_html([areas, circles, Rings((Ring(9, 35, 10),), HOSTILE)], language="fr")
    assert "<script" not in html and html.count("&lt;script") == 6


def test_circles_have_the_size_of_the_map() -> None:
    html = legend_html([Circles({}, {}, "t", 100, ((25, "25"), (100, "100")))], language="fr")
    widths = [float(one) for one in re.findall(r"width:([\d.]+)px", html)]
    assert widths == [round(LARGEST_RADIUS + 1.2, 1), round(2 * LARGEST_RADIUS + 1.2, 1)]


def test_zero_and_masked_are_said_where_they_occur() -> None:
    plain = legend_html([Circles({"2251": 3}, {}, "t", 10, ())], language="en")
    both = Circles({"2251": 0, "2252": 3}, {}, "t", 10, (), masked=frozenset({"2252"}), masked_words="<5")
    assert "zero" not in plain
    assert "zero" in legend_html([both], language="en") and "&lt;5" in legend_html([both], language="en")


def test_hatch_is_explained() -> None:
    areas = rate_areas({"2251": 14.5}, POVERTY, {}, "t", "fr", errors={"2251": 1.0})
    assert 'class="area hatch"' in legend_html([areas], language="fr")


def test_one_row_for_all_seats_of_a_layer() -> None:
    sites = Sites((Site("1", 9, 35, "Thala"), Site("2", 9, 36, "Regueb", color="#b45309")), "Sièges")
    html = legend_html([sites, Lines((Line((9, 35), (9, 36)),), "Zone")], language="fr")
    assert html.count("<li>") == 2 and html.count('class="site"') == 2


def test_arabic_reads_from_the_right_and_nothing_drawn_says_nothing() -> None:
    assert 'dir="rtl"' in legend_html([reach_areas({"2251": 0}, {}, "t", "ar")], language="ar")
    assert legend_html([], language="fr") == ""
