"""The hub choice on one A4 page or on slides.

`python -m ui.brief --lang fr|ar|en [-o FILE.pdf|FILE.pptx] [--settings 'area=...&reach=...']`
"""

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from queries.store import Store
from ui import hub_brief as told
from ui.address import SETTINGS, decode
from ui.command import Request, run
from ui.document import Column, Fact, Facts, Sheet, Table, Words, pdf
from ui.hub_brief import Choice
from ui.hub_print import overview, served_map
from ui.hub_sentences import pair_name
from ui.reader import Reader, vocabulary_of
from words.translate import date

OVERVIEW, PANELS = (46.0, 50.0), (182.0, 98.0)  # mm


def made(store: Store, settings: Mapping[str, Any], language: str, ending: str = ".pdf") -> bytes:
    """The brief as a PDF or as slides. Raises ProblemError where the rules leave no pair."""
    reader = Reader(language, vocabulary_of(store))
    choice, today = told.gather(store, settings), dt.date.today()
    if ending == ".pptx":
        from ui.brief_slides import deck

        return deck(reader, choice, today)
    return pdf(sheet(reader, choice, today))


def sheet(reader: Reader, choice: Choice, today: dt.date) -> Sheet:
    """All that stands on the page."""
    strong = [Fact(*figure, strong=at == 0) for at, figure in enumerate(told.figures(reader, choice))]
    head, rows = told.served_table(reader, choice)
    served = Table(head, rows, [False, True, True, True, False], [1.9, 0.9, 1.7, 1, 1.7], reader.t("hubs.places"))
    small, large = overview(reader, choice, *OVERVIEW), served_map(reader, choice, *PANELS)
    outside = Words([told.not_served(reader, choice)])
    return Sheet(
        language=reader.language,
        right_to_left=reader.right_to_left,
        over=f"{reader.t('app.name')} · {reader.t('brief.over')}",
        title=title(reader, choice),
        dated=dated(reader, choice, today),
        lead=told.lead(reader, choice),
        rows=[
            [
                Column([small], mm=OVERVIEW[0]),
                Column([Facts(strong, 2), Words(told.why(reader, choice), reader.t("brief.why"), listed=True)]),
            ],
            [Column([large])],
            [
                Column([served, outside], share=1.5),
                Column([Words(told.sure(reader, choice), reader.t("hubs.sure"), listed=True)]),
            ],
            [Column([Words(told.context(reader, choice), reader.t("hubs.context"))])],
        ],
        foot=foot(reader, choice),
        mark=reader.t("demo.mark") if choice.demonstration else "",
        mark_words=reader.t("demo.banner") if choice.demonstration else "",
    )


def title(reader: Reader, choice: Choice) -> str:
    """The pair, as the page's title."""
    return pair_name(reader, choice.pair, told.towns(choice))


def dated(reader: Reader, choice: Choice, today: dt.date) -> str:
    """Date and snapshot."""
    return reader.t("brief.dated", date=date(today, reader.language), snapshot=choice.snapshot)


def foot(reader: Reader, choice: Choice) -> list[str]:
    """Settings, sources and limits, the project's reference and who it is funded by."""
    return [
        reader.says(reader.t("brief.settings"), told.settings_words(reader, choice)),
        f"{told.sources(reader, choice)} {reader.t('brief.limits')}",
        reader.t("brief.funded"),
    ]


def decoded(store: Store, query: str) -> dict[str, Any]:
    """The settings of a page's address; unknown keys and codes are dropped, as on the page."""
    names = vocabulary_of(store)
    choices = {name: tuple(codes) for name, codes in names.items()}
    given = {name: values[-1] for name, values in parse_qs(query.lstrip("?"), keep_blank_values=True).items()}
    return {name: decode(setting, given.get(name), choices) for name, setting in SETTINGS.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 0 made, 2 refused with the reason in the reader's language."""

    def make(store: Store, given: argparse.Namespace) -> bytes:
        ending = given.output.suffix.lower() if given.output else ".pdf"
        return made(store, decoded(store, given.settings), given.lang, ending)

    purpose = "Make the one-page brief of the hub choice, as PDF or slides."
    return run(Request("ui.brief", purpose, settings=True, endings=(".pdf", ".pptx")), make, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
