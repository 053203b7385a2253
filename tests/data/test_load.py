"""A whole file: all of it or nothing, the same again changes nothing, a dry run leaves no trace."""

from pathlib import Path

import duckdb
import pytest
from workbooks import ENTERPRISES, Rows, write

from data import build, load, log
from queries.store import READER, current_snapshot
from words.problem import ProblemError


def ask(sql: str) -> list[tuple[object, ...]]:
    path = current_snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        return connection.execute(sql).fetchall()


def said(outcome: load.Outcome) -> list[tuple[str | None, int | None, str, str]]:
    return [(p.sheet, p.row, p.severity, p.code) for p in outcome.problems]


def loaded(tmp_path: Path, sheets: dict[str, Rows], name: str = "liste.xlsx", **options: object) -> load.Outcome:
    return load.load(write(tmp_path / name, sheets), **options)  # type: ignore[arg-type]


def test_enterprises_with_their_activities(ready: Path, tmp_path: Path) -> None:
    outcome = loaded(tmp_path, {"Entreprises": ENTERPRISES}, who="bureau")
    assert (outcome.accepted, outcome.rows, outcome.problems) == (True, {"enterprise": 2, "activity": 3}, [])
    assert outcome.entry is not None
    assert (outcome.entry.number, outcome.entry.who, outcome.entry.source) == (1, "bureau", "liste")
    assert ask(
        "select name, legal_form, kind, delegation, women_led, publish from enterprise where entry = 1 order by 1"
    ) == [
        ("GDA Baraka", "GDA", "ess", "4260", "no", False),
        ("SMSA Ettahaddi", "SMSA", "ess", "4259", "yes", False),
    ]
    assert ask("select enterprise, chain, stage from activity where entry = 1 order by all") == [
        ("liste:E1", "OLIV", "PRO"),
        ("liste:E1", "OLIV", "TRA"),
        ("liste:E2", "MIEL", "PRO"),
    ]


def test_the_same_file_again_changes_nothing_under_a_copys_name_too(ready: Path, tmp_path: Path) -> None:
    loaded(tmp_path, {"Entreprises": ENTERPRISES})
    again = loaded(tmp_path, {"Entreprises": ENTERPRISES}, name="liste (1).xlsx")
    assert again.entry is not None
    assert (again.accepted, again.entry.number, again.entry.total("same")) == (True, 0, 5)
    assert len(log.entries()) == 1


def test_a_changed_row_updates(ready: Path, tmp_path: Path) -> None:
    loaded(tmp_path, {"Entreprises": ENTERPRISES})
    changed = [*ENTERPRISES[:2], [*ENTERPRISES[2][:6], "oui"]]
    outcome = loaded(tmp_path, {"Entreprises": changed})
    assert outcome.entry is not None
    assert (outcome.entry.total("changed"), outcome.entry.total("added")) == (1, 0)
    assert ask("select women_led from enterprise where id = 'liste:E2'") == [("yes",)]


def test_one_error_refuses_the_whole_file(ready: Path, tmp_path: Path) -> None:
    build.ensure()
    before = current_snapshot()
    outcome = loaded(tmp_path, {"Entreprises": [*ENTERPRISES, ["E3", "SMSA C", "SMSA", "Kasserine"]]})
    assert (outcome.accepted, outcome.entry, outcome.errors) == (False, None, 1)
    assert said(outcome) == [("Entreprises", 4, "error", "ambiguous_delegation")]
    assert (current_snapshot(), log.entries()) == (before, [])


def test_the_good_rows_are_taken_when_asked_for_but_not_what_hangs_on_a_bad_one(ready: Path, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Activités": [["Entreprise", "Filière", "Maillons"], ["E1", "MIEL", "PRO"], ["E3", "MIEL", "PRO"]],
        "Entreprises": [*ENTERPRISES, ["E3", "SMSA C", "SMSA", "Kasserine", "OLIV", "PRO"]],
    }
    outcome = loaded(tmp_path, sheets, good_rows=True)
    assert (outcome.accepted, outcome.rows) == (True, {"enterprise": 2, "activity": 4})
    assert ("Activités", 3, "error", "reference_refused") in said(outcome)


def test_a_dry_run_leaves_no_trace(ready: Path, tmp_path: Path) -> None:
    build.ensure()
    before = {path.relative_to(ready) for path in ready.rglob("*")}
    outcome = loaded(tmp_path, {"Entreprises": ENTERPRISES}, dry_run=True)
    assert (outcome.accepted, outcome.dry_run) == (True, True)
    assert outcome.entry is not None
    assert (outcome.entry.number, outcome.entry.total("added")) == (0, 5)
    assert {path.relative_to(ready) for path in ready.rglob("*")} == before


def test_every_table_and_how_they_point_to_one_another(ready: Path, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Structures": [
            ["Identifiant", "Nom", "Antenne de", "Gouvernorats couverts"],
            ["S1", "Association A", "ODCO", "42; Sidi Bouzid"],
        ],
        "Entreprises": ENTERPRISES,
        "Services": [
            ["Identifiant", "Structure", "Type de service", "Délégation", "Capacité par an", "Délégations desservies"],
            ["V1", "association a", "ACCO", "Thala", "40,5", "Thala; Haïdra"],
        ],
        "Délégations desservies": [["Service", "Délégation"], ["V1", "Foussana"]],
        "Projets": [
            ["Nom", "Entreprise", "Délégation", "Avancement", "Montant (DT)"],
            ["P", "E1", "Thala", "démarré", "45 000"],
        ],
        "Événements": [
            ["Intitulé", "Nature", "Date", "Délégation", "Organisateurs", "Structures renforcées"],
            ["Foire", "foire", "15/03/2026", "Regueb", "S1; ODCO", "S1"],
        ],
        "Effectifs": [
            ["Se rapporte à", "Fiche concernée", "Mesure", "Sexe", "Nombre"],
            ["événement", "Foire", "participations", "femmes", 18],
            ["entreprise", "E1", "adhérents", "", "40"],
        ],
        "Liens": [
            ["Type (de)", "De", "Nature du lien", "Type (vers)", "Vers"],
            ["entreprise", "E1", "est membre de", "structure", "S1"],
        ],
        "Enquêtes": [
            ["Délégation", "Sujet", "Fonction", "État de l'enquête"],
            ["Thala", "services", "Formation", "enquêté"],
        ],
        "Chiffres": [
            ["Délégation", "Indicateur", "Année", "Valeur", "Source"],
            ["Thala", "Chômeurs de 15–34 ans", 2025, "1 250", "Bureau de l'emploi"],
        ],
    }
    outcome = loaded(tmp_path, sheets)
    assert said(outcome) == []
    assert outcome.rows == {
        "organisation": 1,
        "enterprise": 2,
        "activity": 3,
        "service": 1,
        "coverage": 3,
        "project": 1,
        "event": 1,
        "event_organisation": 3,
        "headcount": 2,
        "link": 1,
        "survey": 1,
        "figure": 1,
    }
    assert ask("select part_of, coverage_codes from organisation where entry = 1") == [("ORG004", ["42", "43"])]
    assert ask("select organisation, capacity, delegation from service where entry = 1") == [("liste:S1", 40.5, "4259")]
    assert ask("select delegation from coverage where entry = 1 order by 1") == [("4259",), ("4260",), ("4261",)]
    assert ask("select enterprise, step, amount_tnd from project where entry = 1") == [("liste:E1", "started", 45000.0)]
    assert ask("select role, organisation from event_organisation where entry = 1 order by 1, 2") == [
        ("organiser", "ORG004"),
        ("organiser", "liste:S1"),
        ("strengthened", "liste:S1"),
    ]
    assert ask("select count(*) from event_organisation where role = 'strengthened' and entry = 1") == [(1,)]
    assert ask("select parent_table, sex, n from headcount where entry = 1 order by 1") == [
        ("enterprise", "unknown", 40),
        ("event", "women", 18),
    ]
    assert ask("select from_id, kind, to_id, scope from link where entry = 1") == [
        ("liste:E1", "member_of", "liste:S1", "unknown")
    ]
    assert ask("select topic, function, status from survey where entry = 1") == [("services", "formation", "surveyed")]
    assert ask("select territory, level, period, value, unit, source from figure where entry = 1") == [
        ("4259", "delegation", "2025", 1250.0, "people", "Bureau de l'emploi"),
    ]
    again = loaded(tmp_path, sheets)
    assert again.entry is not None
    assert (again.entry.number, again.entry.total("same")) == (0, 20)


def test_a_womens_group_is_a_gda_led_by_women_and_a_person_is_only_counted(ready: Path, tmp_path: Path) -> None:
    rows: Rows = [
        ["Nom", "Forme juridique", "Délégation", "Longitude", "Latitude"],
        ["Groupement A", "GFDA", "Thala"],
        ["Untel Ben Untel", "PORTEUR", "Thala", 8.67, 35.57],
        ["Groupe B", "GR_INF", "Thala"],
        ["Chose", "NC", "Thala"],
    ]
    outcome = loaded(tmp_path, {"Entreprises": rows})
    assert {(row, code) for _, row, _, code in said(outcome)} == {
        (2, "gfda_is_gda"),
        (None, "individual_unnamed"),
        (5, "kind_assumed"),
    }
    assert ask(
        "select name, legal_form, kind, women_led, lon, precision from enterprise where entry = 1 order by kind, name"
    ) == [
        ("Chose", "NC", "ess", "unknown", None, "delegation"),
        ("Groupement A", "GDA", "ess", "yes", None, "delegation"),
        (None, "PORTEUR", "individual", "unknown", None, "delegation"),
        ("Groupe B", "GR_INF", "informal_group", "unknown", None, "delegation"),
    ]
    assert "Untel" not in "".join(path.read_text(errors="ignore") for path in log.entries()[0].folder.rglob("*.json"))


def test_arabic_headers_under_merged_titles_and_a_script_in_a_name(ready: Path, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "قائمة.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("المؤسسات")
    sheet.merge_range("A1:D1", "قائمة المؤسسات 2026", None)
    sheet.merge_range("A2:D2", "الولاية: القصرين", None)
    for row, cells in enumerate(
        [
            ["الاسم", "الشكل القانوني", "المعتمدية", "تديرها امرأة"],
            ["<script>alert(1)</script>", "جمعية", "تالة", "نعم"],
        ]
    ):
        sheet.write_row(row + 2, 0, cells)
    sheet.write_formula("E4", "=1+1", None, 2)
    book.close()
    outcome = load.load(path)
    assert (outcome.accepted, outcome.source) == (True, "قائمة")
    assert said(outcome) == [("المؤسسات", 4, "warning", "formulas_read")]
    assert ask("select name, legal_form, delegation, women_led from enterprise where entry = 1") == [
        ("<script>alert(1)</script>", "ASSO", "4259", "yes"),
    ]


def test_a_csv_with_semicolons_and_decimal_commas(ready: Path, tmp_path: Path) -> None:
    path = tmp_path / "relevé.csv"
    path.write_bytes(
        "Nom;Forme juridique;Délégation;Longitude;Latitude\r\nSMSA d'Été;SMSA;Thala;8,67;35,57\r\n".encode("cp1252")
    )
    assert load.load(path).accepted
    assert ask("select name, lon, lat, precision from enterprise where entry = 1") == [
        ("SMSA d'Été", 8.67, 35.57, "exact")
    ]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"Couleurs": [["rouge"], ["vert"]]}, "no_known_sheet"),
        ({"Feuil1": []}, "no_known_sheet"),
        ({"Entreprises": ENTERPRISES[:1]}, "nothing_to_load"),
    ],
)
def test_a_workbook_without_a_row_of_ours(ready: Path, tmp_path: Path, sheets: dict[str, Rows], code: str) -> None:
    with pytest.raises(ProblemError, match=code):
        loaded(tmp_path, sheets)


def test_a_strange_sheet_beside_ours_is_said(ready: Path, tmp_path: Path) -> None:
    outcome = loaded(tmp_path, {"Notes": [["blabla"]], "Entreprises": ENTERPRISES})
    assert outcome.accepted
    assert said(outcome) == [("Notes", None, "warning", "sheet_unknown")]


@pytest.mark.parametrize(
    ("sheet", "rows", "row", "code"),
    [
        (
            "Effectifs",
            [["Se rapporte à", "Fiche concernée", "Mesure", "Nombre"], ["projet", "Inconnu", "adhérents", 3]],
            2,
            "reference_unknown",
        ),
        (
            "Liens",
            [
                ["Type (de)", "De", "Nature du lien", "Type (vers)", "Vers"],
                ["structure", "ODCO", "finance", "structure", "ORG004"],
            ],
            2,
            "link_to_itself",
        ),
        (
            "Enquêtes",
            [["Délégation", "Sujet", "Fonction", "État de l'enquête"], ["Thala", "liens", "Formation", "enquêté"]],
            2,
            "survey_scope",
        ),
        ("Chiffres", [["Délégation", "Indicateur", "Valeur"], ["Thala", "population", 10]], 2, "period_missing"),
        (
            "Chiffres",
            [["Délégation", "Indicateur", "Année", "Valeur"], ["Thala", "poverty_rate", 2025, 120]],
            2,
            "over_100_percent",
        ),
        (
            "Chiffres",
            [["Délégation", "Indicateur", "Année", "Valeur"], ["Thala", "population", 2025, -5]],
            2,
            "negative",
        ),
    ],
)
def test_what_each_table_refuses(ready: Path, tmp_path: Path, sheet: str, rows: Rows, row: int, code: str) -> None:
    outcome = loaded(tmp_path, {sheet: rows})
    assert not outcome.accepted
    assert (sheet, row, "error", code) in said(outcome)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Liste (2).xlsx", "Liste"),
        ("Liste - Copie.xlsx", "Liste"),
        ("Copie de Liste.csv", "Liste"),
        ("(1).xlsx", "(1)"),
    ],
)
def test_the_source_is_the_files_name_without_copy_marks(name: str, source: str) -> None:
    assert load.default_source(name) == source


def test_progress_grows_to_the_end(ready: Path, tmp_path: Path) -> None:
    steps: list[tuple[float, str]] = []
    loaded(tmp_path, {"Entreprises": ENTERPRISES}, progress=lambda share, step: steps.append((share, step)))
    assert steps == sorted(steps, key=lambda pair: pair[0])
    assert (steps[0], steps[-1]) == ((0.0, "reading"), (1.0, "done"))


def test_a_full_list_removes_what_it_lacks_with_what_hangs_on_it(ready: Path, tmp_path: Path) -> None:
    loaded(tmp_path, {"Entreprises": ENTERPRISES})
    one = ENTERPRISES[:2]
    kept = loaded(tmp_path, {"Entreprises": one})
    assert kept.entry is not None
    assert (kept.entry.number, ask("select count(*) from enterprise where entry > 0")) == (0, [(2,)])
    tried = loaded(tmp_path, {"Entreprises": one}, full_list=True, dry_run=True)
    whole = loaded(tmp_path, {"Entreprises": one}, full_list=True)
    assert tried.entry is not None
    assert whole.entry is not None
    assert tried.entry.counts == whole.entry.counts
    assert (whole.entry.number, whole.entry.full, whole.entry.total("removed")) == (2, ["enterprise", "activity"], 2)
    assert ask("select source_id from enterprise where entry > 0") == [("E1",)]
    assert ask("select distinct enterprise from activity where entry > 0") == [("liste:E1",)]


def test_a_full_list_without_a_column_of_activities_says_nothing_of_them(ready: Path, tmp_path: Path) -> None:
    loaded(tmp_path, {"Entreprises": ENTERPRISES})
    whole = loaded(tmp_path, {"Entreprises": [row[:4] for row in ENTERPRISES]}, full_list=True)
    assert whole.entry is not None
    assert (whole.entry.full, whole.entry.total("removed")) == (["enterprise"], 0)


def test_a_full_list_with_an_error_is_refused_whole(ready: Path, tmp_path: Path) -> None:
    loaded(tmp_path, {"Entreprises": ENTERPRISES})
    wrong = [ENTERPRISES[0], ENTERPRISES[1], ["E2", "GDA Baraka", "???", *ENTERPRISES[2][3:]]]
    outcome = loaded(tmp_path, {"Entreprises": wrong}, full_list=True, good_rows=True)
    assert not outcome.accepted
    assert "full_list_with_errors" in {problem.code for problem in outcome.problems}
    assert ask("select count(*) from enterprise where entry > 0") == [(2,)]
