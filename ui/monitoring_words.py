"""Monitoring in words: what the aims, the groups, the jobs and the spread say, in one sentence each."""

from collections.abc import Iterable

import pandas as pd

from analysis import monitoring, small_cells
from analysis.masking import SMALL
from analysis.spread import Spread
from ui.speech import language, name_of, names_of, t
from words.problem import Problem
from words.translate import number, percent, sentence


def share(part: float, whole: float) -> str:
    """A share in percent, or that there is none to tell."""
    return percent(part / whole, language()) if whole else t("state.unknown")


def few(n: int) -> str:
    """A count of people or groups as it may be read: 1 to 4 are '<5'."""
    return t("state.masked") if 0 < n < SMALL else number(int(n), language())


def place_names(codes: Iterable[str], vocabulary: str) -> list[str]:
    """The places of a table: names, *not located*, total."""
    named = names_of(vocabulary)
    special = {monitoring.NOT_LOCATED: t("state.not_located"), small_cells.TOTAL: t("suivi.total")}
    return [special.get(code) or named(code) for code in codes]


def aims(rows: pd.DataFrame) -> str:
    """How many of the aims are reached, under way, not known."""
    found = monitoring.progress(rows)
    parts = [
        t(f"suivi.aims_{state}", n=len(codes), aims=t("suivi.comma").join(t(f"aim.{code}") for code in codes))
        for state, codes in zip(("reached", "under_way", "unknown"), found, strict=True)
        if codes
    ]
    return " ".join(parts)


def map_summary(counts: pd.Series, hidden: pd.Series, what: str) -> str:
    """On how many delegations something is recorded, and where most; `hidden`: the words in place of a count."""
    recorded = counts[counts.fillna(0) > 0].astype(int)
    if recorded.empty:
        return t(f"suivi.map_nowhere_{what}")
    best = str(recorded.idxmax())
    return t(
        f"suivi.map_summary_{what}",
        n=len(recorded),
        all=len(counts),
        place=name_of("delegations", best),
        most=hidden[best] if isinstance(hidden[best], str) else int(recorded[best]),
    )


def groups(counts: pd.Series, by: str) -> str:
    """One measure by sex, age or situation: each category with its share, the unknown last and never left out."""
    total = int(counts.sum())
    states = small_cells.line(counts)
    told = []
    for code, n in counts.astype(int).to_dict().items():
        if not n and code != monitoring.UNKNOWN:
            continue
        name = t(f"choice.{by}.{code}")
        words = {small_cells.SMALL_CELL: t("state.masked"), small_cells.COVERED: t("suivi.covered")}.get(
            states[str(code)]
        )
        told.append(f"{name} {words or f'{number(int(n), language())} ({share(int(n), total)})'}")
    return t("suivi.groups", by=t(f"suivi.by_{by}"), groups=t("suivi.comma").join(told))


def hidden_note(counts: pd.DataFrame) -> str:
    """What the words in place of numbers mean, where a table has any."""
    states = small_cells.hidden(small_cells.with_totals(counts.fillna(0).astype("int64")))
    notes = [t("suivi.note_small")] if (states != small_cells.SHOWN).to_numpy().any() else []
    return " ".join([*notes, *([t("suivi.note_no_record")] if counts.isna().to_numpy().any() else [])])


def jobs(found: pd.DataFrame, projects: int) -> str:
    """Jobs planned and created, and how many projects say so."""
    told = [
        t(
            "suivi.jobs_of",
            measure=t(f"choice.measure.{monitoring.JOBS[name]}"),
            n=few(n),
            said=said,
        )
        for name, n, said in found.itertuples()
        if said
    ]
    return t("suivi.jobs_summary", projects=projects, jobs=t("suivi.semicolon").join(told))


def kept(found: monitoring.Kept, months: int) -> str:
    """What is known of the jobs `months` after, and what is not yet."""
    words = t("suivi.kept", months=months, known=found.known, all=found.projects, due=found.due, not_yet=found.not_yet)
    if found.undated:
        words += " " + t("suivi.kept_undated", n=found.undated)
    if found.created >= SMALL and not 0 < found.still < SMALL:
        words += " " + t(
            "suivi.kept_share", share=share(found.still, found.created), still=found.still, created=found.created
        )
    elif found.known:
        words += " " + t("suivi.kept_few")
    return words


def spread(found: Spread | Problem, what: str, all_places: int) -> str:
    """What the two indices say of one measure, on how many places, and what is left out."""
    name = t(f"suivi.spread_{what}")
    if isinstance(found, Problem):
        return t("suivi.spread_refused", what=name, why=sentence(found, language()))
    lang, theil = language(), found.theil
    words = [
        t(
            "suivi.spread",
            what=name,
            half=percent(found.least_half, lang),
            gini=number(found.gini, lang, 2),
            theil=number(theil.total, lang, 2),
            n=found.places,
            all=all_places,
        )
    ]
    if theil.total >= 0.005 and found.governorates > 1:
        between = theil.between / theil.total
        words.append(t("suivi.spread_parts", between=percent(between, lang), within=percent(1 - between, lang)))
    if found.if_zero is not None:
        words.append(
            t(f"suivi.spread_unknown_{what}", n=len(found.unknown), theil=number(found.if_zero.total, lang, 2))
        )
    if found.no_figure:
        names = t("suivi.comma").join(name_of("delegations", code) for code in found.no_figure)
        words.append(t("suivi.spread_no_figure", places=names))
    return " ".join(words)


def time_summary(rows: pd.DataFrame, names: list[str], measure: str) -> str:
    """From when to when, how many, and the period that adds most."""
    shown = rows["shown"].astype(float)
    said = {"first": names[0], "last": names[-1], "n": int(rows["cumulated"].iloc[-1])}
    words = t(f"suivi.time_summary_{measure}", **said)
    if shown.notna().any():
        best = int(shown.fillna(-1).to_numpy().argmax())
        words += " " + t("suivi.time_best", period=names[best], most=int(shown.iloc[best]))
    return words
