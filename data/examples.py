"""The example row of each sheet of the template: invented, marked as an example, never loaded."""

EXAMPLES: dict[str, dict[str, str | float]] = {
    "organisation": {
        "name": "Association Exemple", "acronym": "AE", "kind": "association", "sector": "civil society",
        "governorate": "42", "delegation": "4259", "coverage_codes": "42; 43", "evidence": "observed",
        "recorded_on": "31/12/2025",
    },
    "enterprise": {
        "name": "SMSA Exemple", "legal_form": "SMSA", "kind": "ess", "governorate": "42", "delegation": "4259",
        "lon": 8.67, "lat": 35.57, "precision": "exact", "founded": 2016, "status": "active", "women_led": "yes",
        "youth_led": "no", "publish": "yes", "chain": "OLIV", "stages": "PRO; TRA", "evidence": "observed",
        "recorded_on": "31/12/2025",
    },
    "activity": {"enterprise": "SMSA Exemple", "chain": "MIEL", "stages": "PRO; CON"},
    "service": {
        "organisation": "Association Exemple", "service_type": "ACCO", "governorate": "42", "delegation": "4259",
        "target_public": "jeunes", "ess_specific": "adapted", "capacity": 40, "capacity_unit": "porteurs de projet",
        "served": "Thala; Haïdra", "evidence": "observed",
    },
    "coverage": {"service": "SRV-1", "governorate": "42", "delegation": "4261"},
    "project": {
        "name": "Projet Exemple", "enterprise": "SMSA Exemple", "existing": "existing", "chain": "OLIV",
        "governorate": "42", "delegation": "4259", "step": "started", "funders": "BTS", "amount_tnd": 45000,
        "publish": "yes", "evidence": "observed",
    },
    "event": {
        "title": "Rencontre filière Exemple", "kind": "chain_meeting", "held_on": "15/03/2026", "governorate": "43",
        "delegation": "4361", "chain": "OLIV", "scope": "local", "organisations": "Association Exemple",
    },
    "headcount": {
        "parent_table": "event", "parent": "Rencontre filière Exemple", "measure": "participations", "sex": "women",
        "age_band": "15_34", "situation": "unknown", "n": 18,
    },
    "link": {
        "from_table": "enterprise", "from_id": "SMSA Exemple", "link_kind": "member_of", "to_table": "organisation",
        "to_id": "Association Exemple", "scope": "local",
    },
    "survey": {
        "governorate": "42", "delegation": "4259", "topic": "enterprises", "chain": "OLIV",
        "survey_status": "surveyed", "surveyed_on": "15/01/2026",
    },
    "figure": {
        "governorate": "42", "delegation": "4259", "indicator": "unemployed_15_34", "year": 2025, "value": 1250,
        "unit": "people", "source": "Bureau régional de l'emploi",
    },
    "travel": {"from_delegation": "4259", "to_delegation": "4261", "minutes": 35, "km": 28.5},
}  # fmt: skip
