"""The scale bar of a printed map: a round number of kilometres in the lower left corner of its frame."""

from geo.drawing import Path, Text
from geo.frames import Box, Frame

ROUND = (100, 50, 20, 10, 5, 2, 1)  # km
HIGH = 6.2  # mm kept free for the bar and its words


def length(frame: Frame) -> tuple[int, float]:
    """The longest round number of km within a third of the frame's width, and its length in mm."""
    km = next((one for one in ROUND if one * 1000 * frame.scale <= frame.width / 3), ROUND[-1])
    return km, km * 1000 * frame.scale


def box(frame: Frame) -> Box:
    """Where the bar and its words stand."""
    low = frame.y + frame.height
    return frame.x, low - HIGH, frame.x + length(frame)[1] + 4, low


def bar(frame: Frame, ink: str) -> Path:
    """The bar with its two ticks."""
    x, y, long = frame.x + 2, frame.y + frame.height - 2, length(frame)[1]
    tick = ((x, y - 1.1), (x, y), (x + long, y), (x + long, y - 1.1))
    return Path((tick,), stroke=ink, width=0.3, closed=False)


def words(frame: Frame, told: str, ink: str) -> Text:
    """Its words above it; `told` has a place for {km}."""
    km, long = length(frame)
    return Text(frame.x + 2 + long / 2, frame.y + frame.height - 3.9, (told.format(km=km),), 5.8, color=ink)
