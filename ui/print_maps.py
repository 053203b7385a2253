"""The printed maps in the colours of the screen: poverty and need, and the legend's small drawings. No Streamlit."""

import math
from collections.abc import Collection

import pandas as pd

from geo.drawing import Disc, Drawing, Path
from geo.frames import fitted, inset
from geo.sheet import Bubble, Content, Look, Paper, drawn
from ui.assets import ALGERIA
from ui.document import Key, Map
from ui.layers import POVERTY, rate_areas
from ui.reader import Reader
from ui.shapes import Areas

INK, NEED_COLOR = "#1d2b3a", "#1d2b3a"
SEA, LAND, PAPER_FILL, LINE = "#e6eef2", "#eceae4", "#fffdf7", "#b9b5aa"
FULL_NEED, FULL_RADIUS = 20_000, 4.2  # people in need of the largest circle of the legend, and its radius in mm
INSET = (18.0, 20.0)  # mm
HERE = "#0f766e"
NATIONAL_POVERTY = 15.2  # percent, 2015: INS and World Bank, Carte de la pauvreté en Tunisie, 2020


def paper(reader: Reader) -> Paper:
    """What lies under every printed map."""
    km = f"{{km}} {reader.t('map.km')}"
    return Paper(SEA, LAND, PAPER_FILL, LINE, INK, (tuple(ALGERIA),), km)


def names(reader: Reader, codes: Collection[str]) -> dict[str, str]:
    """Delegations as the reader calls them; an isolate is for running text, a label needs none."""
    name = reader.names("delegations")
    return {code: name(code).strip("\u2066\u2067\u2068\u2069") for code in codes}


def poverty_areas(reader: Reader, territory: pd.DataFrame) -> Areas:
    """Poverty by class, hatched where the standard error crosses a break: as on the screen."""
    rows = territory.set_index("code")
    reference = (NATIONAL_POVERTY, reader.t("layer.national", value=reader.percent(NATIONAL_POVERTY / 100)))
    values, errors = (
        {str(code): float(value) for code, value in rows[column].items()}
        for column in ("poverty_rate", "poverty_error")
    )
    title = reader.t("layer.poverty")
    return rate_areas(values, POVERTY, {}, title, reader.language, errors=errors, reference=reference)


def poverty_looks(areas: Areas, strong: Collection[str] = ()) -> dict[str, Look]:
    """Delegations in the colour, edge and hatch of their class."""
    classes = {one.key: one for one in areas.legend.classes}
    return {
        code: Look(classes[key].fill, classes[key].edge, code in areas.marked, code in strong)
        for code, key in areas.classes.items()
    }


def need_bubbles(territory: pd.DataFrame) -> tuple[Bubble, ...]:
    """Poor inhabitants as circles whose surface is in proportion; none where there is no figure."""
    known = territory[territory["need"] > 0]
    places = zip(known["lon"].tolist(), known["lat"].tolist(), known["need"].tolist(), strict=True)
    return tuple(Bubble(lon, lat, need_radius(need), NEED_COLOR) for lon, lat, need in places)


def need_radius(need: float) -> float:
    """mm, of a circle whose surface is in proportion to the need."""
    return FULL_RADIUS * math.sqrt(need / FULL_NEED)


def profile_map(reader: Reader, territory: pd.DataFrame, codes: Collection[str], width: float, height: float) -> Map:
    """The governorate of a territory: poverty, need, names, the territory in a thick line, and where it lies."""
    governorate = next(iter(codes))[:2]
    inside = territory[territory["governorate"] == governorate]
    areas = poverty_areas(reader, inside)
    strong = codes if len(codes) == 1 else ()
    shown = names(reader, inside["code"])
    content = Content(poverty_looks(areas, strong), shown, frozenset(strong), need_bubbles(inside))
    where = Content({code: Look(HERE) for code in codes}, small=True)
    frame = fitted([governorate], width, height)
    views = [(frame, content), (inset(frame, [governorate], *INSET), where)]
    alt = reader.t("territory.map_alt", place=reader.name("governorates", governorate))
    keys = (*poverty_keys(reader, areas), need_key(reader))
    return Map(
        drawn(views, paper(reader), width, height), alt, keys, areas.legend.title, reader.t("territory.map_note")
    )


def poverty_keys(reader: Reader, areas: Areas) -> list[Key]:
    """The legend of poverty, with how many delegations are in each class."""
    count = {one.key: one.n for one in areas.legend.classes}
    keys = [Key(swatch(one.fill, one.edge), f"{one.words} ({count[one.key]})") for one in areas.legend.classes]
    return [*keys, Key(swatch(PAPER_FILL, hatched=True), areas.legend.hatch)] if areas.legend.hatch else keys


def need_key(reader: Reader) -> Key:
    """The circle of need in the legend."""
    radius = need_radius(5_000)
    disc = Disc(radius + 0.2, radius + 0.2, radius, NEED_COLOR, NEED_COLOR, 0.2, opacity=0.16)
    size = 2 * radius + 0.4
    return Key(Drawing(size, size, (disc,)), reader.people(5_000))


def swatch(fill: str, edge: str = "solid", hatched: bool = False) -> Drawing:
    """A rectangle of a legend."""
    box = Path((((0.2, 0.2), (4.6, 0.2), (4.6, 3.0), (0.2, 3.0)),), fill, "#6b7682", 0.2, edge)
    lines = tuple(((x, 3.0), (x + 1.4, 0.2)) for x in (0.4, 1.5, 2.6))
    marks = (box, Path(lines, stroke=INK, width=0.15, closed=False)) if hatched else (box,)
    return Drawing(4.8, 3.2, marks)
