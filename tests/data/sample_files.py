"""The same two enterprises in every format and encoding that is read, made by the test that needs them."""

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

FRENCH = [
    "Identifiant", "Nom", "Forme juridique", "Délégation", "Filière", "Maillons", "Dirigée par une femme", "Longitude",
    "Latitude",
]  # fmt: skip
ARABIC = [
    "المعرف", "الاسم", "الشكل القانوني", "المعتمدية", "سلسلة القيمة", "الحلقات", "تديرها امرأة", "خط الطول", "خط العرض",
]  # fmt: skip
TAGS = ["#org+id", "#org+name", "#org+type", "#adm2+name", "#sector", "#activity", "", "#geo+lon", "#geo+lat"]
ROWS: list[list[object]] = [
    ["E1", "SMSA Ettahaddi d'été", "SMSA", "Thala", "OLIV", "PRO; TRA", "oui", 8.67, 35.57],
    ["E2", "GDA Baraka", "GDA", "Haïdra", "MIEL", "PRO", "non", 8.46, 35.56],
]
Rows = Sequence[Sequence[object]]

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
BLANK_END = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """An Excel workbook."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return path


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if value in (None, ""):
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods(path: Path, rows: Rows, *, more: str = BLANK_END, first: str = "", before: str = "") -> Path:
    """An OpenDocument workbook of one sheet, as LibreOffice writes it; `more` follows the rows."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    table = f'{first}<table:table table:name="Entreprises">{lines}{more}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS_HEAD.format(before=before) + table + ODS_TAIL)
    return path


def delimited(path: Path, rows: Rows, encoding: str, separator: str, comma: bool = False) -> Path:
    """A CSV file; `comma`: decimals with a comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    for row in rows:
        writer.writerow([str(c).replace(".", ",") if comma and isinstance(c, float) else c for c in row])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def features(rows: Rows = ROWS) -> list[dict[str, object]]:
    """The rows as GeoJSON features, the point as geometry."""
    return [
        {
            "type": "Feature",
            "properties": dict(zip(FRENCH[:-2], row[:-2], strict=True)),
            "geometry": {"type": "Point", "coordinates": list(row[-2:])},
        }
        for row in rows
    ]


def geojson(path: Path, listed: list[dict[str, object]] | None = None, encoding: str = "utf-8") -> Path:
    """A GeoJSON file."""
    made = {"type": "FeatureCollection", "features": features() if listed is None else listed}
    path.write_bytes(json.dumps(made, ensure_ascii=False).encode(encoding))
    return path


def layer(path: Path, system: str = "EPSG:4326", **options: object) -> Path:
    """A GeoPackage or shapefile with the points in that system."""
    import geopandas as gpd
    import shapely

    frame = gpd.GeoDataFrame(
        [dict(zip(FRENCH[:-2], row[:-2], strict=True)) for row in ROWS],
        geometry=[shapely.Point(row[-2:]) for row in ROWS], crs="EPSG:4326",
    )  # fmt: skip
    if path.suffix == ".shp":  # cut after ten letters, it could as well be "Dirigée par un jeune"
        frame = frame.rename(columns={"Dirigée par une femme": "Femmes"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a shapefile cuts the headings, which is what is wanted here
        frame.to_crs(system).to_file(path, **options)
    return path


def shapefile(path: Path, system: str, encoding: str, leave: tuple[str, ...] = ()) -> Path:
    """A zipped shapefile, in a folder, without the parts in `leave`."""
    folder = path.with_suffix("")
    folder.mkdir()
    layer(folder / "Entreprises.shp", system, encoding=encoding)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.iterdir()):
            if part.suffix not in leave:
                archive.write(part, f"couche/{part.name}")
            part.unlink()
    folder.rmdir()
    return path


def kobo(*, names: bool, several: str, point: str) -> dict[str, Rows]:
    """A KoboToolbox export: headings as XML names or labels in groups; answers and point in each of their shapes."""
    name, form, place, chain, stages, women = (
        ("name", "legal_form", "delegation", "chain", "stages", "women_led") if names
        else ("Identification/Nom", "Identification/Forme juridique", "Lieu/Délégation", "Filière", "Maillons",
              "Direction/Dirigée par une femme")
    )  # fmt: skip
    where, joint = "Lieu/Position", " "
    answers = ("PRO", "TRA") if names else ("Production", "Transformation")
    header = ["start", "end", "deviceid", "username", name, form, place, chain]
    header += [stages] if several != "details" else []
    header += [f"{stages}/{answer}" for answer in answers] if several != "summary" else []
    header += [women]
    header += [where] if point != "split" else []
    axes = ("latitude", "longitude", "altitude", "precision")
    header += [f"_{where}_{axis}" for axis in axes] if point != "text" else []
    header += ["_id", "_uuid", "_submission_time", "_submitted_by", "__version__", "_index"]
    rows: list[list[object]] = [header]
    for at, (own, called, legal, home, crop, links, led, lon, lat) in enumerate(ROWS, start=1):
        given = [answers[("PRO", "TRA").index(link)] for link in str(links).split("; ")]
        row: list[object] = [
            "2026-03-01T08:00",
            "2026-03-01T08:20",
            "ee.kobo:x",
            "collecteur",
            called,
            legal,
            home,
            crop,
        ]
        row += [joint.join(given)] if several != "details" else []
        row += [int(answer in given) for answer in answers] if several != "summary" else []
        row += [led]
        row += [f"{lat} {lon} 900 4.5"] if point != "split" else []
        row += [lat, lon, 900, 4.5] if point != "text" else []
        rows.append([*row, 100 + at, own, "2026-03-01T09:00", "collecteur", "v1", at])
    return {"Recensement 2026": rows}


Maker = Callable[[Path], Path]
TITLED: Rows = [["Liste des entreprises 2026"], [], FRENCH, TAGS, *ROWS]

SAMPLES: dict[str, Maker] = {
    "xlsx": lambda f: xlsx(f / "a.xlsx", {"Entreprises": [FRENCH, *ROWS]}),
    "xlsx-titled-hxl": lambda f: xlsx(f / "a.xlsx", {"Feuil1": TITLED}),
    "ods": lambda f: ods(f / "a.ods", [FRENCH, *ROWS]),
    "ods-titled-hxl": lambda f: ods(f / "a.ods", TITLED),
    "csv-utf8": lambda f: delimited(f / "a.csv", [FRENCH, *ROWS], "utf-8", ","),
    "csv-bom": lambda f: delimited(f / "a.csv", [FRENCH, *ROWS], "utf-8-sig", ";", comma=True),
    "csv-titled-hxl": lambda f: delimited(f / "a.csv", TITLED, "utf-8", ";"),
    "csv-utf16": lambda f: delimited(f / "a.csv", [FRENCH, *ROWS], "utf-16", "\t"),
    "csv-utf16-unmarked": lambda f: delimited(f / "a.csv", [FRENCH, *ROWS], "utf-16-le", ";", comma=True),
    "csv-cp1252": lambda f: delimited(f / "a.csv", [FRENCH, *ROWS], "cp1252", ";", comma=True),
    "csv-cp1256": lambda f: delimited(f / "a.csv", [ARABIC, *ROWS], "cp1256", ";"),
    "tsv": lambda f: delimited(f / "a.tsv", [FRENCH, *ROWS], "utf-8", "\t"),
    "geojson": lambda f: geojson(f / "a.geojson"),
    "json-bom": lambda f: geojson(f / "a.json", encoding="utf-8-sig"),
    "gpkg": lambda f: layer(f / "a.gpkg"),
    "gpkg-utm": lambda f: layer(f / "a.gpkg", "EPSG:32632", layer="Entreprises"),
    "shp-utf8": lambda f: shapefile(f / "a.zip", "EPSG:4326", "utf-8"),
    "shp-cp1252": lambda f: shapefile(f / "a.zip", "EPSG:32632", "cp1252"),
    "shp-no-cpg": lambda f: shapefile(f / "a.zip", "EPSG:4326", "cp1252", leave=(".cpg", ".shx")),
    "kobo-names-both": lambda f: xlsx(f / "a.xlsx", kobo(names=True, several="both", point="both")),
    "kobo-names-summary": lambda f: xlsx(f / "a.xlsx", kobo(names=True, several="summary", point="text")),
    "kobo-labels-details": lambda f: xlsx(f / "a.xlsx", kobo(names=False, several="details", point="split")),
    "kobo-labels-summary-csv": lambda f: delimited(
        f / "a.csv", kobo(names=False, several="summary", point="both")["Recensement 2026"], "utf-8", ";"
    ),
}
