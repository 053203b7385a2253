"""Text that means harm: scripts in every wrapping we know, and the Big List of Naughty Strings, poured into a store."""

import json
from collections.abc import Iterator
from importlib.metadata import files
from itertools import cycle
from pathlib import Path

import xlsxwriter

from data.choices import codes, stages_of
from data.load import Outcome, load
from data.sheets import BY_NAME

# What may run; `{}` is the call that tells it did.
SCRIPTS = (
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><animate onbegin={} attributeName=x>",
    "<body onload={}>", "<details open ontoggle={}>", "<iframe srcdoc='<script>top.{}</script>'></iframe>",
    "<video><source onerror={}></video>", "<input autofocus onfocus={}>", "<a href=javascript:{}>x</a>",
    "<math><mi xlink:href=javascript:{}>x</mi></math>", "<object data=javascript:{}></object>",
    "<embed src=javascript:{}>", "<form><button formaction=javascript:{}>x</button></form>",
    "<link rel=stylesheet href=/none onerror={}>", "<style onload={}></style>", "<marquee onstart={}>x</marquee>",
    "<audio src onerror={}></audio>", "<select autofocus onfocus={}></select>", "<p onmouseover={}>x</p>",
    "<base href=javascript:{}//>", "<meta http-equiv=refresh content=0;url=javascript:{}>", "${{{}}}", "{{{{{}}}}}",
    "`+{}+`", "'-{}-'", '"-{}-"', "\\x3cimg src onerror={}\\x3e",
    "[x](javascript:{})", "$\\href{{javascript:{}}}{{x}}$",
)  # fmt: skip
# What may end the place that the text stands in.
WAYS_OUT = ("", '">', "'>", "-->", "</script>", "</style>", "</title></textarea>", "`}", "]]>", "*/;")


def payloads() -> list[str]:
    """Three hundred, each with the number that it would tell."""
    wrapped = [(out, script) for out in WAYS_OUT for script in SCRIPTS]
    return [out + script.format(f"__ran({number})") for number, (out, script) in enumerate(wrapped)]


def naughty() -> list[str]:
    """The Big List of Naughty Strings."""
    [listed] = [file for file in files("naughties") or [] if file.name == "blns.json"]
    texts: list[str] = json.loads(Path(str(listed.locate())).read_text(encoding="utf-8"))
    return texts


DELEGATIONS = ("Thala", "Regueb", "Tabarka", "Chorbane", "El Jem", "Foussana", "Fernana", "Meknassy")


def workbook(path: Path) -> Path:
    """Every text column of every sheet that names a body or its doings, filled with such text; all else is right."""
    given = [*payloads(), *naughty()]
    text = cycle(given)
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in (
        ("organisation", 200),
        ("enterprise", len(given)),
        ("service", 200),
        ("project", 200),
        ("event", 100),
    ):
        sheet, columns = book.add_worksheet(name), BY_NAME[name].columns
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name)
            cells = _cells(name, column.name, column.kind, column.choice, text)
            for row in range(1, rows + 1):
                value = next(cells)
                if value:
                    sheet.write_string(row, place, value)
    book.close()
    return path


def _cells(table: str, name: str, kind: str, choice: str | None, text: Iterator[str]) -> Iterator[str]:
    """What stands under one heading, row after row."""
    fixed = {"publish": "yes", "chain": "OLIV", "stages": "PRO", "legal_form": "SMSA", "evidence": "observed"}
    if kind == "id":
        return (f"{table}-{n}" for n in range(10_000)) if name == "id" else cycle([""])
    if name in fixed:
        return cycle([fixed[name]])
    if name == "delegation":
        return cycle(DELEGATIONS)
    if kind == "reference" and name == "organisation":
        return (f"organisation-{n}" for n in range(10_000))
    if kind == "choice" and name not in ("system", "precision", "chain_2", "existing"):
        return cycle(codes(choice or name))
    if kind in ("text", "name") and name not in ("governorate", "recorded_on"):
        return text
    return cycle([""])


def pour(folder: Path) -> Outcome:
    """Load it as a reader would, the good rows alone."""
    assert "PRO" in stages_of("OLIV")
    return load(workbook(folder / "hostile.xlsx"), good_rows=True, source="<script>__ran(-1)</script>")
