"""A store with a million enterprises: the shipped one, its demonstration enterprises repeated over the territory."""

import shutil
from pathlib import Path

import duckdb

ROWS = 1_000_000


def million(home: Path, shipped: Path) -> Path:
    """Writes a snapshot of ROWS enterprises into `home`/store, beside none of the user's data -> home."""
    store = home / "store"
    store.mkdir(parents=True)
    path = store / shipped.name
    shutil.copy(shipped, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("select setseed(0.5)")
        names = [row[0] for row in connection.execute("describe enterprise").fetchall()]
        made = {
            "id": "'copy-' || i || '-' || e.id",
            "source_id": "'copy-' || i || '-' || e.source_id",
            "delegation": "e.delegation",
        }
        columns = ", ".join(made.get(name, f"e.{name}") + f" as {name}" for name in names)
        count = connection.execute("select count(*) from enterprise").fetchall()[0][0]
        times = ROWS // count
        connection.execute(f"insert into enterprise by name select {columns} from enterprise e, range({times}) r(i)")
        connection.execute(
            "insert into activity select 'copy-' || i || '-' || a.enterprise, a.chain, a.stage, a.source, "
            f"a.source_id, a.recorded_on, a.entry from activity a, range({times}) r(i)"
        )
    (store / "current").write_text(path.name, encoding="utf-8")
    return home
