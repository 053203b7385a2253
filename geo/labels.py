"""Names on a printed map: each where its place is widest, moved aside with a thread where another name stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.drawing import Path, Spot, Text

MM_PER_POINT = 0.3528
LETTER, LINE = 0.52, 1.12  # width of a letter and height of a line, in font sizes: measured on both scripts
THREAD = 2.0  # mm: farther from its place a name hangs on a thread
MOVES = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """One name and its place in mm; `room` is the width there, `first` names are placed before the others."""

    x: float
    y: float
    words: str
    room: float
    first: bool = False


def placed(
    names: Iterable[Name], size: float, bounds: Box, taken: Sequence[Box] = ()
) -> tuple[list[Text], list[Path], list[Name]]:
    """Names as texts of `size` points inside `bounds`, threads to the moved ones, and the names without a place.

    Boxes are x0, y0, x1, y1 in mm; no two names overlap each other or what is `taken`.
    """
    texts, threads, left, boxes = [], [], [], list(taken)
    for name in sorted(names, key=lambda one: (not one.first, -one.room)):
        lines = _lines(name.words, name.room, size)
        spot = _free(name, lines, size, bounds, boxes)
        if spot is None:
            left.append(name)
            continue
        boxes.append(_box(*spot, lines, size))
        texts.append(Text(*spot, lines, size, bold=name.first))
        if abs(spot[0] - name.x) + abs(spot[1] - name.y) > THREAD:
            threads.append(Path(((spot, (name.x, name.y)),), stroke="#1d2b3a", width=0.15, closed=False))
    return texts, threads, left


def _free(name: Name, lines: tuple[str, ...], size: float, bounds: Box, boxes: Sequence[Box]) -> Spot | None:
    """The nearest of a few places where the name fits and nothing stands."""
    up, aside = size * MM_PER_POINT * LINE, size * MM_PER_POINT * LETTER * max(map(len, lines)) / 2
    tries = [(name.x + aside * right * 1.15, name.y + up * down) for right in (0, 1, -1) for down in MOVES]
    for spot in sorted(tries, key=lambda one: abs(one[0] - name.x) * 0.7 + abs(one[1] - name.y)):
        box = _box(*spot, lines, size)
        inside = box[0] >= bounds[0] and box[1] >= bounds[1] and box[2] <= bounds[2] and box[3] <= bounds[3]
        if inside and not any(_meet(box, other) for other in boxes):
            return spot
    return None


def _lines(words: str, room: float, size: float) -> tuple[str, ...]:
    """One line where there is room for it, else the two most equal ones."""
    parts = words.split()
    if len(parts) < 2 or len(words) * size * MM_PER_POINT * LETTER <= room:
        return (words,)
    cuts = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    return min(cuts, key=lambda two: max(map(len, two)))


def _box(x: float, y: float, lines: Sequence[str], size: float) -> Box:
    across = max(map(len, lines)) * size * MM_PER_POINT * LETTER / 2
    down = len(lines) * size * MM_PER_POINT * LINE / 2
    return x - across, y - down, x + across, y + down


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def overlapping(texts: Sequence[Text]) -> bool:
    """Whether any two of these texts stand on each other."""
    boxes = sorted(_box(text.x, text.y, text.lines, text.size) for text in texts)
    return any(_meet(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :]) if len(boxes) > 1 else False
