"""The command line of a load: exit 0 accepted, 1 refused with the report, 2 unreadable."""

import argparse
import json
import sys
from pathlib import Path

from data import incidents, readers, report
from data.coordinates import REPAIRS
from data.load import NOT_THE_FILE, load
from data.marked import marked_workbook
from words.console import speak_utf8
from words.problem import ProblemError
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, sentence, t

ACCEPTED, REFUSED, UNREADABLE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Load a file as told on the command line."""
    speak_utf8()
    given = _arguments(arguments)

    def tell(share: float, step: str) -> None:
        sys.stderr.write(f"{share:4.0%}  {t(f'report.step.{step}', given.lang)}\n")

    try:
        outcome = load(
            given.file, dry_run=given.dry_run, source=given.source, who=given.who, progress=tell,
            good_rows=given.good_rows, full_list=given.full_list, repairs=given.repair,
        )  # fmt: skip
    except ProblemError as error:
        said = sentence(error.problem, given.lang)
        if given.json:
            made = {"accepted": False, "problems": [report.as_dict(error.problem, given.lang)]}
            sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")
        sys.stderr.write(said + "\n")
        return REFUSED if error.problem.code in NOT_THE_FILE else UNREADABLE
    finally:
        incidents.tell(given.lang)
    if given.marked:
        given.marked.write_bytes(marked_workbook(readers.read(given.file), outcome.problems, given.lang))
    text = report.as_json(outcome, given.lang) if given.json else "\n".join(report.lines(outcome, given.lang))
    sys.stdout.write(text + "\n")
    return ACCEPTED if outcome.accepted else REFUSED


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data.load", description="Check a file and load it.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="check only, change nothing")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    parser.add_argument("--source", help="what the rows are recorded under; the file's name if not given")
    parser.add_argument("--who", default="", help="who loads, as the log shall say it")
    parser.add_argument("--good-rows", action="store_true", help="take the rows without error even if others have one")
    parser.add_argument("--marked", type=Path, help="write the file's sheets with the remarks at their places (.xlsx)")
    parser.add_argument(
        "--full-list", action="store_true", help="the file holds all there is of its source: what it lacks is removed"
    )
    parser.add_argument(
        "--repair",
        action="append",
        default=[],
        choices=REPAIRS,
        help="accept what the report proposes for this problem",
    )
    return parser.parse_args(arguments)
