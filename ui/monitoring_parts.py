"""The sections of the page Suivi on people, projects and time: sentence, chart, table."""

from collections.abc import Callable, Iterable

import streamlit as st

from analysis import monitoring as counting
from analysis import small_cells
from queries.filters import Filters
from ui import address, cached, monitoring, monitoring_tables
from ui.address import bound
from ui.charts import ACCENT, OKABE_ITO, UNKNOWN, bars
from ui.filters import toggle
from ui.frame import escaped, say
from ui.monitoring_words import few, groups, place_names, time_summary
from ui.speech import name_of, t
from ui.time_chart import period_name, time_chart

PEOPLE = ("people_reached", "participations")


def measure() -> str:
    """People or participations: what the page follows, people where it follows projects."""
    followed = str(address.value("followed"))
    return followed if followed in PEOPLE else PEOPLE[0]


def nothing_yet(what: str, filters: Filters) -> None:
    """Nothing recorded, or nothing under these filters: what to do."""
    removable = [t("suivi.none_filtered")] if filters.active() else []
    say(escaped(" ".join([t(f"suivi.none_{what}"), *removable])), "summary")


def people(filters: Filters) -> None:
    """People or participations by sex, age band or situation, place by place."""
    chosen = measure()
    st.header(t(f"suivi.title_{chosen}"), anchor=False)
    if not monitoring.recorded(filters, chosen):
        nothing_yet("people", filters)
        return
    rows = cached.table("headcounts", filters)
    told = " ".join(groups(counting.shares(rows, chosen, by), by) for by in counting.GROUPS)
    say(escaped(told), "summary")
    notes = [f"suivi.note_{chosen}", "suivi.note_youth", *(["suivi.note_chains"] if filters.chains else [])]
    say(escaped(" ".join(t(note) for note in notes)))
    choice("followed_by", tuple(counting.GROUPS), "suivi.by")
    by = str(address.value("followed_by"))
    counts = monitoring.by_group(filters, chosen, by)
    where = monitoring.places(filters)
    drawn = monitoring_tables.visible(counts)
    bars(
        place_names(counts.index, where.vocabulary),
        {t(f"choice.{by}.{code}"): drawn[code].tolist() for code in counts.columns},
        codes=list(counts.index),
        colors=_colors(counts.columns),
        on_bar=_toggler(where.vocabulary),
        key=f"suivi_people_{by}",
        alt=t(f"suivi.title_{chosen}"),
    )
    monitoring_tables.show(monitoring_tables.told(counts, by, where.vocabulary), key="personnes", method=told)
    monitoring_tables.note(counts)


def _colors(codes: Iterable[str]) -> list[str]:
    """A colour for each code; what is not known is grey."""
    known = iter((ACCENT, *OKABE_ITO[1:]))
    return [UNKNOWN if code == counting.UNKNOWN else next(known) for code in codes]


def _toggler(vocabulary: str) -> Callable[[str], None]:
    return lambda code: None if code == counting.NOT_LOCATED else toggle(vocabulary, code)


def choice(setting: str, codes: tuple[str, ...], words: str) -> None:
    """One setting of the address as a row of pills; names are `<words>_<code>`."""
    st.pills(
        t(words),
        codes,
        format_func=lambda code: t(f"{words}_{code}"),
        label_visibility="collapsed",
        **bound(setting),
    )


def projects(filters: Filters) -> None:
    """Accompanied projects by step and by kind of enterprise, place by place."""
    st.header(t("suivi.title_projects"), anchor=False)
    counts = monitoring.projects_by(filters)
    sums = counts.sum()
    if not sums["projects"]:
        nothing_yet("projects", filters)
        return
    steps = {step: _step(step) for step in monitoring.STEPS if sums[f"steps.{step}"]}
    listed = t("suivi.comma").join(f"{name} {sums[f'steps.{step}']}" for step, name in steps.items())
    kinds = {f"n_{kind}": int(sums[f"enterprise_is.{kind}"]) for kind in monitoring.EXISTING}
    told = t("suivi.projects_summary", n=int(sums["projects"]), steps=listed, **kinds)
    say(escaped(told), "summary")
    if likely := int(sums["likely"]):
        say(escaped(t("suivi.projects_likely", n=likely)))
    where = monitoring.places(filters)
    bars(
        place_names(counts.index, where.vocabulary),
        {name: counts[f"steps.{step}"].tolist() for step, name in steps.items()},
        codes=list(counts.index),
        colors=_colors(steps),
        on_bar=_toggler(where.vocabulary),
        key="suivi_projects",
        alt=told,
    )
    monitoring_tables.show(monitoring_tables.projects_told(counts, where.vocabulary), key="projets", method=told)
    say(escaped(" ".join([t("suivi.note_projects"), t("suivi.note_small_groups")])))


def _step(code: str) -> str:
    return t("suivi.step_unknown") if code == counting.UNKNOWN else name_of("steps", code)


def time(filters: Filters) -> None:
    """People or participations, period by period, against the aim where nothing is filtered away."""
    chosen = measure()
    st.header(t(f"suivi.time_{chosen}"), anchor=False)
    choice("followed_period", ("month", "quarter", "year"), "suivi.period")
    period = str(address.value("followed_period"))
    rows = monitoring.in_time(filters, chosen, period)
    if rows.empty:
        nothing_yet("time", filters)
        return
    names = [period_name(start.date(), period) for start in rows["start"]]
    told = time_summary(rows, names, chosen)
    say(escaped(told), "summary")
    aims = cached.table("aims").set_index("target")["aim"]
    time_chart(
        names,
        [None if n != n else n for n in rows["shown"].astype(float)],
        rows["cumulated"].astype(float).tolist(),
        aim=int(aims["people"]) if chosen == "people_reached" and not filters.active() else None,
        key=f"suivi_time_{period}",
        alt=told,
    )
    undated = counting.undated(cached.table("headcounts_by_day", filters), chosen)
    hidden = int((rows["state"] != small_cells.SHOWN).sum())
    notes = [t("suivi.time_note")]
    notes += [t("suivi.time_undated", n=few(undated))] if undated else []
    notes += [t("suivi.time_hidden", n=hidden)] if hidden else []
    say(escaped(" ".join(notes)))
    monitoring_tables.show(monitoring_tables.time_told(rows, names), key="temps", method=told)
