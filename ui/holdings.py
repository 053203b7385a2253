"""What is in the store: rows by table and origin, how far it was surveyed, what the checks report."""

from typing import Any

import pandas as pd

from ui import cached
from ui.speech import name_of, t

ORIGINS = ("reference", "demonstration", "user")
STATUSES = {"surveyed": "surveyed", "partly": "partly", "not": "not_surveyed"}


def by_origin() -> pd.DataFrame:
    """One row per table: rows of each origin (0 where there is none), newest record."""
    counted = cached.table("table_counts")
    wide = counted.pivot_table(index="fact", columns="origin", values="rows", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=list(ORIGINS), fill_value=0).add_suffix("_rows")
    return wide.reset_index().assign(table=lambda rows: [t(f"table.{name}") for name in rows["fact"]])


def own_rows() -> int:
    """Rows that came with the reader's own loads."""
    counted = cached.table("table_counts")
    return int(counted.loc[counted["origin"] == "user", "rows"].sum())


def surveys() -> pd.DataFrame:
    """One row per subject: delegations surveyed, partly, not."""
    services = cached.table("survey_of_services")
    parts = [(t("data.survey_enterprises"), cached.table("survey_of_enterprises"))]
    parts += [
        (t("data.survey_services", function=name_of("functions", str(function))), rows)
        for function, rows in services.groupby("function", sort=False)
    ]
    parts += [(t("data.survey_links"), cached.table("survey_of_links"))]
    return pd.DataFrame([{"topic": topic} | _statuses(rows) for topic, rows in parts])


def _statuses(rows: pd.DataFrame) -> dict[str, Any]:
    found = rows["status"].value_counts()
    return {column: int(found.get(status, 0)) for status, column in STATUSES.items()}


def findings() -> pd.DataFrame:
    """One row per check that reports something: its sentence, with how many rows and the first of them."""
    rows = cached.table("findings")
    said = [
        t(f"problem.check_{name}", n=int(n), ids=_first(ids, int(n)))
        for name, n, ids in zip(rows["check_name"], rows["n"], rows["ids"], strict=True)
    ]
    return pd.DataFrame({"finding": said, "rows": rows["n"].astype(int)})


def _first(ids: Any, n: int, most: int = 5) -> str:
    return ", ".join(str(one) for one in list(ids)[:most]) + (", …" if n > most else "")
