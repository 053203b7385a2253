"""A territory's profile in words: the same rows on the page, in the document and in the files. No Streamlit."""

import math

import pandas as pd

from analysis import gaps
from analysis import profile as telling
from ui.profile import STEPS, Profile
from ui.profile_figures import whole, with_error, years
from ui.reader import Reader
from words.translate import isolated

STAGES = ("INT", "PRO", "COL", "TRA", "CON", "COM")
NAMED = 6  # providers named in a profile


def place_name(reader: Reader, profile: Profile) -> str:
    """What the territory is called."""
    return reader.name("governorates" if profile.whole else "delegations", profile.code)


def lead(reader: Reader, profile: Profile) -> str:
    """The territory in one sentence: people, need, its weight among the four."""
    here, four = profile.sides[0].people, profile.sides[-1].people
    ranks = profile.territory.set_index("code")["need"].rank(ascending=False, method="min")
    known = not math.isnan(here.need)
    key = "lead_no_figure" if not known else "lead_governorate" if profile.whole else "lead"
    return reader.t(
        f"territory.{key}",
        place=place_name(reader, profile),
        governorate=reader.name("governorates", profile.governorate),
        population=whole(reader, here.population),
        year=years(profile, "population"),
        rate_year=years(profile, "poverty"),
        need=reader.people(here.need, here.need_error),
        share=reader.percent(here.need / four.need) if known else "",
        rank=int(ranks[profile.code]) if known and not profile.whole else 0,
        places=len(profile.territory),
        delegations=profile.sides[0].delegations,
    )


def reach_table(reader: Reader, profile: Profile) -> pd.DataFrame:
    """One row per function: function, all, adapted, then nearest (a delegation) or beyond (a governorate)."""
    rows = []
    for function in gaps.FUNCTIONS:
        all_, adapted = (profile.reach[function, offer] for offer in ("all", "adapted"))
        row = {"function": reader.name("functions", function)}
        if profile.whole:
            row |= {"all": _classes(reader, all_), "adapted": _classes(reader, adapted)}
            row["last"] = beyond(reader, all_)
        else:
            row |= {"all": _in_reach(reader, all_.iloc[0]), "adapted": _in_reach(reader, adapted.iloc[0])}
            row["last"] = _nearest(reader, all_.iloc[0])
        rows.append(row)
    return pd.DataFrame(rows)


def beyond(reader: Reader, rows: pd.DataFrame) -> str:
    """People beyond reach, and those of whom nothing can be said."""
    counted, classes = gaps.people(rows), rows["reach"]
    told = []
    if (classes == gaps.NONE).any():
        told.append(reader.people(counted.beyond, counted.beyond_se))
    if (classes == gaps.NOT_SURVEYED).any():
        told.append(
            reader.says(reader.t("state.not_surveyed"), with_error(reader, counted.unknown, counted.unknown_se))
        )
    return reader.joined(told) or reader.t("territory.nobody_beyond")


def stage_table(reader: Reader, profile: Profile) -> pd.DataFrame:
    """Chains with an actor here: chain, and a cell per stage; what the signs mean is `stage_note`."""
    rows = []
    for chain, stages in profile.stages.groupby("chain", sort=False):
        if stages["state"].isin(telling.ACTORS).any():
            cells = dict.fromkeys(STAGES, reader.t("territory.stage_not_applicable"))
            for stage, state, ess in zip(stages["stage"], stages["state"], stages["ess"], strict=True):
                cells[str(stage)] = reader.number(ess) if state == telling.ESS else reader.t(f"territory.stage_{state}")
            rows.append({"chain": reader.name("chains", chain)} | cells)
    return pd.DataFrame(rows, columns=["chain", *STAGES])


def silent_chains(reader: Reader, profile: Profile) -> str:
    """Chains documented for the governorate without any actor recorded here, and how sure that is."""
    spoken = profile.stages.loc[profile.stages["state"].isin(telling.ACTORS), "chain"]
    silent = profile.chains[~profile.chains["chain"].isin(spoken)]
    if silent.empty:
        return ""
    none = profile.stages[profile.stages["state"] == telling.NONE]["chain"].unique()
    parts = []
    for key, codes in (
        ("absent", [one for one in silent["chain"] if one in none]),
        ("unknown", [one for one in silent["chain"] if one not in none]),
    ):
        if codes:
            names = reader.listed([reader.name("chains", code) for code in codes])
            parts.append(reader.t(f"territory.chains_{key}", chains=names))
    return " ".join(parts)


def services(reader: Reader, profile: Profile) -> str:
    """Who offers services here, by name, and how many more."""
    seen = profile.services[profile.services["evidence"] == "observed"]
    bodies = [isolated(_short(str(name))) for name in seen["organisation_name"].dropna().unique()]
    if not bodies:
        known = all(profile.sides[0].complete(function) for function in gaps.FUNCTIONS)
        return reader.t("territory.no_provider" if known else "territory.no_provider_unsurveyed")
    more = f" {reader.t('territory.and_more', n=len(bodies) - NAMED)}" if len(bodies) > NAMED else ""
    return reader.t("territory.providers_here", names=reader.listed(bodies[:NAMED])) + more


def steps(reader: Reader, profile: Profile) -> str:
    """Accompanied projects by step."""
    total = profile.sides[0].counts["projects"]
    if not total:
        return reader.t("territory.no_project")
    known = [f"{reader.name('steps', step)} {reader.number(profile.steps[step])}" for step in STEPS]
    return reader.t("territory.projects_by_step", n=total, steps=" · ".join(known))


def notes(reader: Reader, profile: Profile) -> list[str]:
    """What a reader of these figures must know of this place."""
    said = []
    if profile.place is not None:
        said.append(reader.t(f"point_kind.{profile.place['point_kind']}"))
        if not profile.place["outline_reliable"]:
            said.append(reader.t("map.outline_unreliable"))
        known = profile.survey.items()
        status = " · ".join(reader.says(topic_name(reader, topic), survey_name(reader, told)) for topic, told in known)
        said.append(reader.t("territory.survey_status", status=status))
        said.append(
            reader.t("territory.triplet", state=reader.t(f"code.triplet.{next(iter(profile.triplet.values()))}"))
        )
    else:
        total = reader.t(
            "territory.latest",
            population=round(profile.latest["latest"]),
            period=str(profile.latest["latest_period"]),
            source=isolated(str(profile.latest["latest_source"])),
        )
        said.append(total)
    if any(rows["near_other"].any() for rows in profile.reach.values()):
        said.append(reader.t("territory.near_other"))
    said += [_newer(reader, row) for _, row in profile.newer.iterrows()]
    return said


def topic_name(reader: Reader, topic: str) -> str:
    """A subject of the survey."""
    if topic in gaps.FUNCTIONS:
        return reader.name("functions", topic)
    return reader.t(f"territory.topic_{topic}")


def survey_name(reader: Reader, status: str) -> str:
    """How far something was surveyed."""
    return reader.t({"surveyed": "state.surveyed", "partly": "state.partly_surveyed"}.get(status, "state.not_surveyed"))


def _newer(reader: Reader, row: pd.Series) -> str:
    name = row["ar"] if reader.language == "ar" else row["fr"]
    sure = "newer" if str(row["parent_certainty"]).startswith("sourced") else "newer_inferred"
    return reader.t(f"territory.{sure}", name=name, parent=reader.name("delegations", row["parent"]))


def _in_reach(reader: Reader, row: pd.Series) -> str:
    words = reader.t(f"gaps.short_{row['reach']}")
    several = row["reach"] == gaps.SEVERAL
    return reader.t("territory.in_reach", n=int(row["providers"])) if several else words


def _nearest(reader: Reader, row: pd.Series) -> str:
    if not isinstance(row["nearest"], str):
        return reader.t("gaps.none_recorded")
    return f"{isolated(_short(row['nearest']))} · {reader.number(row['nearest_km'], 1)} {reader.t('map.km')}"


def _classes(reader: Reader, rows: pd.DataFrame) -> str:
    count = rows["reach"].value_counts()
    told = [f"{reader.t(f'gaps.short_{name}')} {reader.number(count[name])}" for name in gaps.CLASSES if name in count]
    return " · ".join(told)


def _short(name: str, most: int = 48) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
