"""Small files to load, made in the test that needs them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]


def write(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these cells; a text that begins with '=' becomes a formula whose stored value is 7."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(row, column, cell, None, 7)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return path


ENTERPRISES: Rows = [
    ["Identifiant", "Nom", "Forme juridique", "Délégation", "Filière", "Maillons", "Dirigée par une femme"],
    ["E1", "SMSA Ettahaddi", "SMSA", "Thala", "OLIV", "PRO; TRA", "oui"],
    ["E2", "GDA Baraka", "GDA – Groupement", "Haïdra", "Miel et produits de la ruche", "Production", "non"],
]
