"""Questions with several answers in a KoboToolbox export: one column for each answer, or all in one cell."""

from collections import defaultdict
from collections.abc import Iterable

from data import choices, columns
from data.values import text

YES, NO = frozenset({"1", "true", "1.0"}), frozenset({"0", "false", "0.0", ""})

Row = list[object]


def join(header: list[str | None], body: list[Row]) -> None:
    """One column of 0 and 1 for each answer -> 'A; B' in one cell, under the question's heading."""
    for question, places in _questions(header, body).items():
        whole = next((place for place, heading in enumerate(header) if heading == question), places[0])
        answers = {place: str(header[place]).rsplit("/", 1)[-1].strip() for place in places}
        for row in body:
            given = [answers[place] for place in places if _said(row[place]) in YES]
            answered = any(text(row[place]) for place in places)
            row[whole] = "; ".join(given) or None if answered else row[whole] if whole not in places else None
        for place in places:
            header[place] = None
        header[whole] = question


def _questions(header: list[str | None], body: list[Row]) -> dict[str, list[int]]:
    """Question -> places of its answers: it has a column of its own, or is known to take several answers."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(header):
        question = heading.rsplit("/", 1)[0] if heading and "/" in heading else None
        if question and _is_yes_or_no(row[place] for row in body):
            found[question].append(place)
    return {
        question: places for question, places in found.items()
        if question in header or columns.takes_several(question.rsplit("/", 1)[-1])
    }  # fmt: skip


def _said(cell: object) -> str:
    return (text(cell) or "").casefold()


def _is_yes_or_no(cells: Iterable[object]) -> bool:
    said = {_said(cell) for cell in cells if is_filled(cell)}
    return bool(said) and said <= YES | NO


def is_filled(cell: object) -> bool:
    """Whether a cell holds something, and not the tag of an HXL row."""
    return not (text(cell) or "#").startswith("#")


def part(header: list[str | None], body: list[Row]) -> None:
    """'PRO TRA' -> 'PRO; TRA' where the column takes several answers and every word is part of one."""
    for place, heading in enumerate(header):
        lists = columns.choices_of(heading) if heading else ()
        for row in body if lists else ():
            written = row[place]
            if isinstance(written, str) and " " in written and ";" not in written:
                row[place] = next((parted for name in lists if (parted := _parted(name, written.split()))), written)


def _parted(choice: str, words: list[str]) -> str | None:
    """The answers, each the longest run of words that is one. None where some word belongs to none."""
    found, at = [], 0
    while at < len(words):
        ends = range(min(len(words), at + 12), at, -1)
        end = next((end for end in ends if choices.find(choice, " ".join(words[at:end]))), None)
        if end is None:
            return None
        found.append(" ".join(words[at:end]))
        at = end
    return "; ".join(found)
