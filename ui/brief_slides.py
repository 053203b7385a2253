"""The hub choice on four slides: the answer, the map, how sure, the context. Native text, tables and shapes."""

import datetime as dt

from ui import brief
from ui import hub_brief as told
from ui.hub_brief import Choice
from ui.hub_print import overview, served_map
from ui.reader import Reader
from ui.slides import QUIET, WARNING, Box, Deck, Line


def deck(reader: Reader, choice: Choice, today: dt.date) -> bytes:
    """The slides as a PPTX file."""
    made = Deck(reader.right_to_left, reader.language, reader.t("demo.mark") if choice.demonstration else "")
    _answer(made, reader, choice, today)
    _map(made, reader, choice)
    _served(made, reader, choice)
    _sure(made, reader, choice)
    return made.file()


def _answer(made: Deck, reader: Reader, choice: Choice, today: dt.date) -> None:
    under = f"{reader.t('brief.over')} · {brief.dated(reader, choice, today)}"
    slide = made.slide(brief.title(reader, choice), under)
    small = overview(reader, choice, 92, 100)
    made.drawing(slide, small.drawing, 14, 38, 1.2)
    lines = [Line(told.lead(reader, choice), 17)]
    made.text(slide, Box(134, 38, 190, 52), lines)
    made.facts(slide, Box(134, 94, 190, 64), told.figures(reader, choice))
    foot = [Line(reader.t("brief.funded"), 10.5, color=QUIET)]
    if choice.demonstration:
        foot.insert(0, Line(reader.t("demo.banner"), 10.5, color=WARNING))
    made.text(slide, Box(14, 174, 310, 14), foot)


def _map(made: Deck, reader: Reader, choice: Choice) -> None:
    slide = made.slide(reader.t("hubs.map_served"), brief.title(reader, choice))
    large = served_map(reader, choice, 182, 106)
    made.drawing(slide, large.drawing, 14, 36, 1.36)
    made.legend(slide, Box(266, 38, 58, 60), [(key.drawing, key.words) for key in large.legend[:5]])
    note = f"{large.note} {large.legend[5].words}" if len(large.legend) > 5 else large.note
    made.text(slide, Box(266, 92, 58, 70), [Line(note, 10.5, color=QUIET)])


def _served(made: Deck, reader: Reader, choice: Choice) -> None:
    slide = made.slide(reader.t("brief.slide_served"), brief.title(reader, choice))
    head, rows = told.served_table(reader, choice)
    made.table(slide, Box(14, 38, 310.67, 44), head, rows, [2.2, 1, 1.6, 1, 1.8])
    made.text(slide, Box(14, 96, 310, 40), [Line(told.not_served(reader, choice), 17)])
    made.text(slide, Box(14, 170, 310, 16), [Line(line, 10, color=QUIET) for line in brief.foot(reader, choice)[1:2]])


def _sure(made: Deck, reader: Reader, choice: Choice) -> None:
    slide = made.slide(reader.t("brief.slide_sure"), brief.title(reader, choice))
    why = [Line(reader.t("brief.why"), 16, bold=True)]
    why += [Line(words, 13, bullet=True) for words in told.why(reader, choice)]
    made.text(slide, Box(14, 37, 150, 90), why)
    sure = [Line(reader.t("hubs.sure"), 16, bold=True)]
    sure += [Line(words, 13, bullet=True) for words in told.sure(reader, choice)]
    made.text(slide, Box(174, 37, 150, 90), sure)
    context = [Line(reader.t("hubs.context"), 14, bold=True)]
    context += [Line(words, 12) for words in told.context(reader, choice)]
    made.text(slide, Box(14, 130, 310, 30), context)
    foot = brief.foot(reader, choice)
    made.text(slide, Box(14, 168, 310, 18), [Line(foot[0], 10, color=QUIET), Line(foot[2], 10, color=QUIET)])
