"""The hub choice on printed maps: its seats among the four governorates, and who is served from which."""

from collections import Counter
from dataclasses import replace

from analysis.hubs import OWN
from geo.added import home
from geo.drawing import Disc, Drawing, Path
from geo.frames import FOUR, PANELS, Frame, enlarged, fitted, panels
from geo.sheet import Content, Look, Mark, Reach, Spoke, drawn
from ui import hub_sentences as said
from ui.document import Key, Map
from ui.hub_brief import towns
from ui.hub_fills import FILLS, INK, NOBODY
from ui.hub_ground import MARKS, Choice
from ui.hub_result_words import seats_of
from ui.print_maps import names, need_bubbles, need_key, paper, swatch
from ui.reader import Reader

SIDES = {**dict(zip(MARKS, FILLS, strict=True)), "none": NOBODY}  # as on the screen
TOWN, TOWN_SIZE = "Kasserine", (33.0, 27.0)  # mm
PAIR = {"a": "#0072b2", "b": "#b45309"}  # more than two seats are all of one colour: their areas tell them apart


def overview(reader: Reader, choice: Choice, width: float, height: float) -> Map:
    """The four governorates, the seats and the delegations each serves."""
    content = Content(_looks(choice), names(reader, _homes(choice)), frozenset(_homes(choice)), marks=_seats(choice))
    drawing = drawn([(fitted(FOUR, width, height), content)], paper(reader), width, height)
    return Map(drawing, reader.t("brief.overview_alt", pair=seats_of(reader, choice.result)))


def served_map(reader: Reader, choice: Choice, width: float, height: float) -> Map:
    """Three panels at one scale: who is served from which seat, who is not, and where need is."""
    at = {str(code): (row.lon, row.lat) for code, row in choice.where.iterrows()}
    side = sides(choice)
    spokes = tuple(
        Spoke(at[code], at[choice.seats[name]], _ink(choice, name))
        for code, name in side.items()
        if name != "none" and code != choice.seats[name]
    )
    needy = choice.where.reset_index()
    views = []
    for frame, group in zip(panels(width, height), PANELS, strict=True):
        here = needy[needy["governorate"].isin(group)]
        told = names(reader, here["code"])
        seats = frozenset(choice.seats.values())
        content = Content(_looks(choice), told, seats, need_bubbles(here), _seats(choice), _reaches(choice), spokes)
        views.append((frame, content))
    views.append(_town(reader, choice, views[0]))
    count = Counter(side.values())
    words = {name: said.seat_name(reader, towns(choice.where), code) for name, code in choice.seats.items()}
    words["none"] = reader.t("hubs.not_served")
    keys = [Key(swatch(SIDES[name]), f"{words[name]} ({count[name]})") for name in (*choice.seats, "none")]
    keys += [Key(_diamond(_ink(choice, "a")), reader.t("hubs.seat")), need_key(reader)]
    if _reaches(choice):
        keys.append(Key(_circle(_ink(choice, "a")), ring_words(reader, choice)))
    title, alt = reader.t("hubs.map_served"), reader.t("brief.map_alt", pair=seats_of(reader, choice.result))
    return Map(drawn(views, paper(reader), width, height), alt, keys, title, reader.t("brief.map_note"))


def _town(reader: Reader, choice: Choice, panel: tuple[Frame, Content]) -> tuple[Frame, Content]:
    """Kasserine's town, enlarged in the corner of its panel: three delegations share it, one of 7 km²."""
    around = choice.where[choice.where["town"] == TOWN]
    frame = enlarged(panel[0], around["lon"].mean(), around["lat"].mean(), 3.2, *TOWN_SIZE)
    told = {code: words for code, words in panel[1].names.items() if code in around.index}
    return frame, replace(panel[1], names=told, title=reader.t("map.inset"))


def ring_words(reader: Reader, choice: Choice) -> str:
    """What the circles mean: the reach is travelled, the circle is in a straight line."""
    question = choice.question
    radius = said.km(reader, question.rules.reach_km / question.circuity)
    factor = reader.number(question.circuity, 2)
    return reader.t("hubs.rings", reach=question.rules.reach_km, radius=radius, factor=factor)


def sides(choice: Choice) -> dict[str, str]:
    """Delegation -> a, b and so on, or none: whose seat serves it."""
    names = {code: name for name, code in choice.seats.items()}
    return {
        str(code): names.get(seat, "none") if isinstance(seat, str) else "none"
        for code, seat in zip(choice.served["delegation"], choice.served["seat"], strict=True)
    }


def _ink(choice: Choice, name: str) -> str:
    return PAIR[name] if len(choice.seats) <= len(PAIR) else INK


def _looks(choice: Choice) -> dict[str, Look]:
    return {code: Look(SIDES[name], strong=code in _homes(choice)) for code, name in sides(choice).items()}


def _homes(choice: Choice) -> list[str]:
    """The delegations the seats lie in."""
    return [home(code) for code in choice.seats.values()]


def _seats(choice: Choice) -> tuple[Mark, ...]:
    return tuple(Mark(*_at(choice, code), _ink(choice, name)) for name, code in choice.seats.items())


def _reaches(choice: Choice) -> tuple[Reach, ...]:
    question = choice.question
    # The reach serves nobody then, or is not a straight line: a circle would mislead.
    if question.rules.area == OWN or not question.straight:
        return ()
    km = question.rules.reach_km / question.circuity
    return tuple(Reach(*_at(choice, code), km, _ink(choice, name)) for name, code in choice.seats.items())


def _at(choice: Choice, code: str) -> tuple[float, float]:
    return float(choice.where["lon"][code]), float(choice.where["lat"][code])


def _diamond(color: str) -> Drawing:
    return Drawing(3.2, 3.2, (Path((((1.6, 0.2), (3.0, 1.6), (1.6, 3.0), (0.2, 1.6)),), color),))


def _circle(color: str) -> Drawing:
    return Drawing(3.2, 3.2, (Disc(1.6, 1.6, 1.3, None, color, 0.3, "dashed"),))
