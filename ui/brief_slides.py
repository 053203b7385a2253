"""The hub choice on five slides: the answer, the map, who is served, how sure, what is unknown. Native shapes."""

import datetime as dt

from analysis.hubs import OWN
from ui import brief
from ui import hub_brief as told
from ui.hub_ground import Choice, Told
from ui.hub_print import overview, served_map
from ui.reader import Reader
from ui.slides import QUIET, WARNING, Box, Deck, Line

LONGEST = 260  # letters of one entry of the sheet on a slide
LONG, FULL = 420, 600  # letters that still stand in their box in the larger size
FEW_KEYS, FEW_ROWS = 6, 4


def deck(reader: Reader, choice: Choice, today: dt.date) -> bytes:
    """The slides as a PPTX file."""
    made = Deck(reader.right_to_left, reader.language, reader.t("demo.mark") if choice.demonstration else "")
    own = choice.words(reader)
    _answer(made, reader, choice, own, today)
    _map(made, reader, choice)
    _served(made, reader, choice, own)
    _sure(made, reader, choice, own)
    _unknown(made, reader, choice)
    return made.file()


def _answer(made: Deck, reader: Reader, choice: Choice, own: Told, today: dt.date) -> None:
    under = f"{brief.over(reader, choice)} · {brief.dated(reader, choice, today)}"
    slide = made.slide(told.title(reader, choice), under)
    small = overview(reader, choice, 92, 100)
    made.drawing(slide, small.drawing, 14, 38, 1.2)
    size = 17 if len(own.lead) < LONG else 14
    made.text(slide, Box(134, 38, 190, 52), [Line(own.lead, size)])
    made.facts(slide, Box(134, 94, 190, 64), told.figures(reader, choice))
    foot = [Line(reader.t("brief.funded"), 10.5, color=QUIET)]
    if choice.demonstration:
        foot.insert(0, Line(reader.t("demo.banner"), 10.5, color=WARNING))
    made.text(slide, Box(14, 174, 310, 14), foot)


def _map(made: Deck, reader: Reader, choice: Choice) -> None:
    slide = made.slide(reader.t("hubs.map_served"), told.title(reader, choice))
    large = served_map(reader, choice, 182, 106)
    made.drawing(slide, large.drawing, 14, 36, 1.36)
    ring = choice.question.rules.area != OWN and choice.question.straight
    keys = list(large.legend[:-1] if ring else large.legend)  # the circles are told in the note
    step = 10.0 if len(keys) <= FEW_KEYS else 8.0
    made.legend(slide, Box(266, 38, 58, 60), [(key.drawing, key.words) for key in keys], step)
    note = f"{large.note} {large.legend[-1].words}" if ring else large.note
    y = 38 + step * len(keys) + 4
    made.text(slide, Box(266, y, 58, 186 - y), [Line(note, step + 0.5, color=QUIET)])


def _served(made: Deck, reader: Reader, choice: Choice, own: Told) -> None:
    slide = made.slide(reader.t("brief.slide_served"), told.title(reader, choice))
    head, rows = told.served_table(reader, choice)
    many = len(rows) > FEW_ROWS
    made.table(slide, Box(14, 38, 310.67, 44), head, rows, [2.2, 1, 1.6, 1, 1.8], 10 if many else 13)
    y = 38 + 8.0 * (len(rows) + 1) if many else 38 + 11.0 * (len(rows) + 1) + 6
    made.text(slide, Box(14, y, 310, 168 - y), [Line(told.not_served(reader, choice), 13 if many else 17)])
    foot = brief.foot(reader, choice, own)[1:2]
    made.text(slide, Box(14, 170, 310, 16), [Line(line, 10, color=QUIET) for line in foot])


def _sure(made: Deck, reader: Reader, choice: Choice, own: Told) -> None:
    slide = made.slide(reader.t("brief.slide_sure"), told.title(reader, choice))
    for x, title, lines in ((14, own.why_title, own.why), (174, reader.t("hubs.sure"), own.sure)):
        size = 13 if sum(map(len, lines)) < FULL else 11
        words = [Line(title, 16, bold=True), *(Line(line, size, bullet=True) for line in lines)]
        made.text(slide, Box(x, 37, 150, 90), words)
    if own.context:
        context = [Line(reader.t("hubs.context"), 14, bold=True), *(Line(words, 12) for words in own.context)]
        made.text(slide, Box(14, 130, 310, 30), context)
    foot = brief.foot(reader, choice, own)
    made.text(slide, Box(14, 164, 310, 22), [Line(foot[0], 10, color=QUIET), Line(foot[2], 10, color=QUIET)])


def _unknown(made: Deck, reader: Reader, choice: Choice) -> None:
    slide = made.slide(reader.t("scenarios.sheet"), told.title(reader, choice))
    head = [reader.t("brief.col_asked"), reader.t("brief.col_answer")]
    made.table(slide, Box(14, 38, 310.67, 70), head, told.sheet_rows(reader, choice, LONGEST), [1, 2.4])
