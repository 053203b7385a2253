"""Erasing a record from the command line: `python -m data.erase TABLE ID --yes`; without --yes, what would go."""

import argparse
import sys

from data import build, erasure, log, recording, tables
from words.console import speak_utf8
from words.problem import ProblemError
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, sentence, t

DONE, REFUSED, NOT_CONFIRMED = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Say what goes with the record; erase it if told to. Exit 0 erased, 1 refused with the reason, 2 not confirmed."""
    speak_utf8()
    given = _arguments(arguments)
    try:
        build.ensure()
        listed = log.entries()
        source, source_id = (given.source, given.id) if given.source else erasure.key_of(given.table, given.id, listed)
        plan = erasure.planned(given.table, source, source_id, listed)
        sys.stdout.write(t("erase.goes", given.lang, id=given.id) + "\n")
        for table, counts in plan.counts.items():
            sys.stdout.write(f"  {t(f'table.{table}', given.lang)}: {counts.removed}\n")
        if not given.yes:
            sys.stderr.write(t("erase.confirm_command", given.lang) + "\n")
            return NOT_CONFIRMED
        entry = recording.erase(given.table, source, source_id, given.who)
    except ProblemError as refused:
        sys.stderr.write(sentence(refused.problem, given.lang) + "\n")
        return REFUSED
    sys.stdout.write(t("erase.done", given.lang, entry=str(entry.number)) + "\n")
    return DONE


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.erase", description="Erase a record from the store, the log and every copy. No way back."
    )
    parser.add_argument("table", choices=tables.FACTS)
    parser.add_argument("id", help="the record's id in the store; with --source, its identifier in that source")
    parser.add_argument("--source", help="the source that the record was loaded under")
    parser.add_argument("--yes", action="store_true", help="erase; without it, only what would go is said")
    parser.add_argument("--who", default="", help="who erases, as the log shall say it")
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
