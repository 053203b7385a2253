"""The hub choice on one A4 page or on slides.

`python -m ui.brief --lang fr|ar|en [-o FILE.pdf|FILE.pptx] [--settings 'area=...&reach=...' | --scenario FILE.json]`
"""

import argparse
import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from data import scenario_file
from queries.store import Store
from ui import hub_brief as told
from ui import hub_brief_exact, hub_brief_sites, hub_brief_weighted
from ui.address import SETTINGS, decode
from ui.command import Request, content_of, run
from ui.document import Column, Fact, Facts, Sheet, Table, Words, pdf
from ui.hub_ground import Choice, Kept, Told, ground_of
from ui.hub_print import overview, served_map
from ui.hub_result_words import list_name
from ui.reader import Reader, vocabulary_of
from words.translate import date, isolated

OVERVIEW, PANELS = (46.0, 50.0), (182.0, 98.0)  # mm
LONGEST = 140  # letters of one entry of the sheet; the scenario has them all


# Each list's own answer; the weighted one loads the pages' caches when it is made, the others never.
LISTS = {"exact": hub_brief_exact.gather, "weighted": hub_brief_weighted.gather, "sites": hub_brief_sites.gather}


def made(
    store: Store, settings: Mapping[str, Any], language: str, ending: str = ".pdf", kept: Kept | None = None
) -> bytes:
    """The brief of the list these settings are of, or that a kept result is of, as a PDF or as slides.

    Raises ProblemError where the rules leave no answer.
    """
    reader = Reader(language, vocabulary_of(store))
    choice, today = gathered(store, settings, kept or Kept()), dt.date.today()
    if ending == ".pptx":
        from ui.brief_slides import deck

        return deck(reader, choice, today)
    return pdf(page(reader, choice, today))


def gathered(store: Store, settings: Mapping[str, Any], kept: Kept) -> Choice:
    """What the brief tells. Raises ProblemError where the rules leave no answer."""
    gather = LISTS[kept.result.list if kept.result else str(settings["hubs_part"])]
    return replace(gather(ground_of(store, settings), kept.result), kept=kept)


def page(reader: Reader, choice: Choice, today: dt.date) -> Sheet:
    """All that stands on the page."""
    own = choice.words(reader)
    strong = [Fact(*figure, strong=at == 0) for at, figure in enumerate(told.figures(reader, choice))]
    head, rows = told.served_table(reader, choice)
    served = Table(head, rows, [False, True, True, True, False], [1.9, 0.9, 1.7, 1, 1.7], reader.t("hubs.places"))
    small, large = overview(reader, choice, *OVERVIEW), served_map(reader, choice, *PANELS)
    outside = Words([told.not_served(reader, choice)])
    unknown = [reader.says(*row) for row in told.sheet_rows(reader, choice, LONGEST)]
    unknown_title = reader.t("scenarios.sheet")
    below = [Column([Words(unknown, unknown_title)])]
    if own.context:
        below.insert(0, Column([Words(own.context, reader.t("hubs.context"))]))
    return Sheet(
        language=reader.language,
        right_to_left=reader.right_to_left,
        over=f"{reader.t('app.name')} · {over(reader, choice)}",
        title=told.title(reader, choice),
        dated=dated(reader, choice, today),
        lead=own.lead,
        rows=[
            [
                Column([small], mm=OVERVIEW[0]),
                Column([Facts(strong, 2), Words(own.why, own.why_title, listed=True)]),
            ],
            [Column([large])],
            [
                Column([served, outside], share=1.5),
                Column([Words(own.sure, reader.t("hubs.sure"), listed=True)]),
            ],
            below,
        ],
        foot=foot(reader, choice, own),
        mark=reader.t("demo.mark") if choice.demonstration else "",
        mark_words=reader.t("demo.banner") if choice.demonstration else "",
    )


def over(reader: Reader, choice: Choice) -> str:
    """What kind of paper it is, which list it tells, and of which scenario."""
    said = [reader.t("brief.title"), list_name(reader, choice.result)]
    said += [reader.t("brief.scenario", name=isolated(choice.kept.name))] if choice.kept.name else []
    return " · ".join(said)


def dated(reader: Reader, choice: Choice, today: dt.date) -> str:
    """Date and snapshot."""
    return reader.t("brief.dated", date=date(today, reader.language), snapshot=choice.snapshot)


def foot(reader: Reader, choice: Choice, own: Told) -> list[str]:
    """Settings, sources and limits, the project's reference and who it is funded by."""
    return [
        reader.says(reader.t("brief.settings"), told.settings_words(reader, choice, own.settings)),
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
    os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "error")  # a command line has no page whose absence is news

    def make(store: Store, given: argparse.Namespace) -> bytes:
        ending = given.output.suffix.lower() if given.output else ".pdf"
        if not given.scenario:
            return made(store, decoded(store, given.settings), given.lang, ending)
        one = scenario_file.read(content_of(given.scenario)).scenario
        kept = Kept(one.name, one.sheet, one.result)
        return made(store, decoded(store, urlencode(one.settings)), given.lang, ending, kept)

    purpose = "Make the one-page brief of the hub choice, as PDF or slides."
    asked = Request("ui.brief", purpose, settings=True, scenario=True, endings=(".pdf", ".pptx"))
    return run(asked, make, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
