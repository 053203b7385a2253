"""The A4 profile of a delegation or governorate: `python -m ui.territory CODE --lang fr|ar|en [-o FILE]`."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from queries.store import Store
from ui import profile_words as told
from ui.command import Request, run
from ui.document import Column, Fact, Facts, Sheet, Table, Words, pdf
from ui.print_maps import profile_map
from ui.profile import CIRCUITY, REACH_KM, Profile, access_of, gather
from ui.profile_figures import compared
from ui.reader import Reader, vocabulary_of
from words.translate import date

MAP = (88.0, 84.0)  # mm
FACTS = ("population", "need", "share", "ess", "providers", "projects")


def made(store: Store, code: str, language: str, reach_km: float = REACH_KM, circuity: float = CIRCUITY) -> bytes:
    """The PDF of one territory. Raises ProblemError on a code that is neither a delegation nor a governorate."""
    reader = Reader(language, vocabulary_of(store))
    return pdf(sheet(reader, gather(store.ask, code, access_of(store.ask, reach_km, circuity)), store, dt.date.today()))


def sheet(reader: Reader, profile: Profile, store: Store, today: dt.date) -> Sheet:
    """All that stands on the page."""
    demonstration = bool(store.ask("snapshot")["demonstration"].iloc[0])
    picture = profile_map(reader, profile.territory, profile.codes, *MAP)
    over = reader.t("territory.over_governorate" if profile.whole else "territory.over")
    where = "" if profile.whole else f" · {reader.name('governorates', profile.governorate)}"
    return Sheet(
        language=reader.language,
        right_to_left=reader.right_to_left,
        over=f"{reader.t('app.name')} · {over}",
        title=told.place_name(reader, profile) + where,
        dated=reader.t("territory.dated", date=date(today, reader.language), code=profile.code),
        lead=told.lead(reader, profile),
        rows=[
            [Column([picture], mm=MAP[0]), Column(_beside(reader, profile))],
            [Column([_compared(reader, profile)])],
            [Column([_reach(reader, profile)])],
            [Column(_chains(reader, profile))],
        ],
        foot=foot(reader, profile, store),
        mark=reader.t("demo.mark") if demonstration else "",
        mark_words=reader.t("demo.banner") if demonstration else "",
    )


def facts(reader: Reader, profile: Profile) -> Facts:
    """The key figures, each with year and source."""
    rows = compared(reader, profile).set_index("key").loc[list(FACTS)].to_dict("index")
    return Facts([Fact(row["measure"], row["here"], row["source"], strong=key == "need") for key, row in rows.items()])


def _beside(reader: Reader, profile: Profile) -> list[Facts | Words]:
    actors = [told.services(reader, profile), told.steps(reader, profile)]
    return [
        facts(reader, profile),
        Words(actors, reader.t("territory.actors"), listed=True),
        Words(told.notes(reader, profile), reader.t("territory.remarks"), listed=True),
    ]


def _compared(reader: Reader, profile: Profile) -> Table:
    rows = compared(reader, profile).drop(columns="key")
    names = {"here": told.place_name(reader, profile), "four": reader.t("territory.four")}
    names["governorate"] = reader.name("governorates", profile.governorate)
    head = ["", *(names[one] for one in rows.columns[1:-1]), reader.t("col.source")]
    widths = [2.3, *[1.5] * (len(head) - 2), 2.6]
    numbers = [False, *[True] * (len(head) - 2), False]
    return Table(head, _cells(rows), numbers, widths, reader.t("territory.compared"))


def _reach(reader: Reader, profile: Profile) -> Table:
    last = "beyond" if profile.whole else "nearest"
    head = [reader.t(f"territory.col_{name}") for name in ("function", "all", "adapted", last)]
    title = reader.t("territory.reach", reach=profile.reach_km)
    note = reader.t("territory.reach_note", reach=profile.reach_km, factor=reader.number(profile.circuity, 2))
    widths = [1.2, 2.2, 2.2, 2.2] if profile.whole else [1, 1.1, 1.1, 2.4]
    return Table(head, _cells(told.reach_table(reader, profile)), [False] * 4, widths, title, note)


def _chains(reader: Reader, profile: Profile) -> list[Table | Words]:
    rows, silent = told.stage_table(reader, profile), told.silent_chains(reader, profile)
    title = reader.t("territory.chains")
    if rows.empty:
        return [Words([reader.t("territory.no_chain"), *filter(None, [silent])], title)]
    head = [reader.t("col.chain"), *(reader.t(f"territory.short_{stage}") for stage in told.STAGES)]
    note = f"{reader.t('territory.stage_note')} {silent}"
    return [Table(head, _cells(rows), [False, *[True] * 6], [3.2, *[1] * 6], title, note)]


def foot(reader: Reader, profile: Profile, store: Store) -> list[str]:
    """Sources, what the figures are not, snapshot, outlines."""
    return [
        reader.t("territory.sources", sources=reader.joined(profile.sources)),
        reader.t("territory.foot", snapshot=store.number),
    ]


def _cells(rows: pd.DataFrame) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows.itertuples(index=False)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 0 made, 2 refused with the reason in the reader's language."""
    return run(
        Request("ui.territory", "Make the A4 profile of a delegation or governorate.", code=True),
        lambda store, given: made(store, given.code, given.lang),
        arguments,
    )


if __name__ == "__main__":
    raise SystemExit(main())
