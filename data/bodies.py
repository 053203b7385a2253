"""The real bodies shipped with the atlas: support organisations and named structures, each counted once.

A location that is only assumed is written in `note` and never used as one: governorate known, delegation empty,
`precision` null (not located). Service codes are an inference: `likely`, never `observed`.
"""

import re

from geo.names import Match, match_delegation, match_governorate

Row = dict[str, object]
Text = dict[str, str]
FOUR = frozenset({"22", "33", "42", "43"})
UNCONFIRMED = re.compile(r"seat_delegation\s*:\s*à confirmer", re.IGNORECASE)
# Structures that are enterprises, as the source describes them. None consented to appear by name: publish is false.
ENTERPRISES = {
    "coopérative de femmes rurales": ("NC", "unknown"),  # its legal form is not stated
    "GDA féminin": ("GDA", "yes"),  # a women's GDA is a GDA led by women
}
BRANCH_KINDS = {"office de développement": "development_office", "microfinance": "microfinance"}


def read(organisations: list[Text], structures: list[Text]) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows of organisation, enterprise and (likely) service from the two reference files."""
    found = {row["id"]: _organisation(row) for row in organisations}
    enterprises: list[Row] = []
    for number, row in enumerate(structures, 1):
        if row["relation"] == "same body":
            _same_body(found[row["organisation"]], row)
        elif row["relation"] == "branch":
            branch = _branch(found[row["organisation"]], row)
            found[str(branch["id"])] = branch
        elif row["kind"] in ENTERPRISES:
            enterprises.append(_enterprise(f"STR{number:03d}", row))
        else:
            found[f"STR{number:03d}"] = _new(f"STR{number:03d}", row)
    listed = list(found.values())
    return listed, enterprises, [service for body in listed for service in _services(body)]


def _organisation(row: Text) -> Row:
    governorate = row["seat_governorate_code"] or None
    sourced = row["seat_delegation"] and not UNCONFIRMED.search(row["note"])
    place = match_delegation(row["seat_delegation"], governorate) if sourced else None
    located = isinstance(place, Match)
    note = row["note"]
    if row["seat_delegation"] and not sourced:
        note = f"siège à confirmer : {row['seat_delegation']}"
    as_they_are = ("id", "name", "name_ar", "acronym", "kind", "sector", "country", "role_in_iess")
    return {k: row[k] or None for k in as_they_are} | {
        "part_of": None, "seat": row["seat_delegation"] if sourced else row["seat_governorate"] or None,
        "governorate": governorate if governorate in FOUR else None,
        "delegation": place.code if isinstance(place, Match) else None,
        "precision": "delegation" if located else None,
        "coverage_codes": _codes(row["coverage_codes"]), "coverage": row["coverage"] or None,
        "likely_services": _codes(row["service_codes_likely"]), "certainty": row["certainty"] or None,
        "note": note or None,
        "evidence": "observed", "source": row["source"] or "non sourcé", "source_id": row["id"], "entry": 0,
    }  # fmt: skip


def _same_body(body: Row, row: Text) -> None:
    """Another source names a body we have: one body, with what the second source adds."""
    said = f"aussi « {row['name']} » ({row['certainty']})"
    if row["location_basis"] and body["delegation"] is None:
        said += f" ; siège supposé : {row['delegation']} ({row['location_basis']})"
    body["note"] = " ; ".join(filter(None, (str(body["note"] or ""), said)))
    body["source"] = f"{body['source']}; {row['source']}"


def _branch(parent: Row, row: Text) -> Row:
    governorate = _governorate(row["governorate"])
    identity = f"{parent['id']}-{governorate}"
    return _body(identity, row, governorate) | {
        "kind": BRANCH_KINDS[row["kind"]], "sector": parent["sector"], "country": parent["country"],
        "part_of": parent["id"],
    }  # fmt: skip


def _new(identity: str, row: Text) -> Row:
    extra = {"kind": "association", "sector": "civil society", "country": "TN", "part_of": None}
    return _body(identity, row, _governorate(row["governorate"])) | extra


def _body(identity: str, row: Text, governorate: str) -> Row:
    assumed = f"siège supposé : {row['delegation']} ({row['location_basis']})" if row["delegation"] else None
    return {
        "id": identity, "name": row["name"], "seat": row["governorate"], "governorate": governorate, "delegation": None,
        "precision": None, "coverage_codes": [governorate], "coverage": row["governorate"], "likely_services": [],
        "certainty": row["certainty"], "note": assumed, "evidence": "observed", "source": row["source"],
        "source_id": identity, "entry": 0,
    }  # fmt: skip


def _enterprise(identity: str, row: Text) -> Row:
    form, women_led = ENTERPRISES[row["kind"]]
    return {
        "id": identity, "name": row["name"], "legal_form": form, "kind": "ess", "founded": None,
        "governorate": _governorate(row["governorate"]), "delegation": None, "precision": None, "status": "unknown",
        "women_led": women_led, "youth_led": "unknown", "publish": False, "evidence": "observed",
        "source": row["source"], "source_id": identity, "entry": 0,
    }  # fmt: skip


def _services(body: Row) -> list[Row]:
    """What the body probably offers, at its seat where that is known; likely services never count in access."""
    codes = body["likely_services"]
    return [
        {
            "id": f"{body['id']}:{code}", "organisation": body["id"], "service_type": code, "evidence": "likely",
            "governorate": body["governorate"], "delegation": body["delegation"], "precision": body["precision"],
            "ess_specific": "unknown", "source": body["source"], "source_id": f"{body['id']}:{code}", "entry": 0,
        }
        for code in (codes if isinstance(codes, list) else [])
    ]  # fmt: skip


def _governorate(name: str) -> str:
    found = match_governorate(name)
    if not isinstance(found, Match):
        raise ValueError(f"unknown governorate in the reference: {name}")
    return found.code


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(";") if code.strip()]
