"""Erasing a record: out of every entry, every older snapshot and every copy that the atlas made.

What is to go is written down first (`user/erasing.json`), then done in steps that can each be done again; the paper
goes last. A crash before it is written erases nothing; after, the next start ends what was begun (`build.ensure`).
"""

import contextlib
import datetime as dt
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from data import fold, log, removal, snapshots, tables
from data.entry import Counts, Entry
from data.removal import BELONGS, MENTIONS
from data.replay import WITH_ROWS, Content
from queries.store import data_dir, store_dir, user_dir
from words.problem import Problem, ProblemError

PAPER = "erasing.json"


@dataclass(frozen=True)
class Plan:
    """What goes: keys (source, source_id) by table, and the ids that no other row may name any more, by table."""

    keys: dict[str, list[list[str]]]
    ids: dict[str, list[str]]

    @property
    def counts(self) -> dict[str, Counts]:
        """Records that go, by table."""
        return {table: Counts(removed=len(keys)) for table, keys in self.keys.items()}

    def about(self, record: dict[str, str]) -> bool:
        """Whether an edit's record is one that goes."""
        return [record.get("source"), record.get("source_id")] in self.keys.get(record.get("table", ""), [])

    def left(self, content: Content) -> Content:
        """Rows or keys of an entry without what goes."""
        found = {table: self._left(table, rows) for table, rows in content.items()}
        return {table: rows for table, rows in found.items() if rows.num_rows}

    def _left(self, table: str, rows: pa.Table) -> pa.Table:
        going = {tuple(key) for key in self.keys.get(table, [])}
        own = zip(rows["source"].to_pylist(), rows["source_id"].to_pylist(), strict=True)
        stays = [key not in going for key in own]
        for owner, owned, column, told in BELONGS:
            if owned == table and column in rows.column_names and self.ids.get(owner):
                owners = rows[told].to_pylist() if told else [owner] * rows.num_rows
                named = zip(owners, rows[column].to_pylist(), strict=True)
                gone = set(self.ids[owner])
                stays = [stay and not (o == owner and i in gone) for stay, (o, i) in zip(stays, named, strict=True)]
        for owner, naming, column in MENTIONS:
            if naming == table and column in rows.column_names and self.ids.get(owner):
                gone = set(self.ids[owner])
                told_of = [None if one in gone else one for one in rows[column].to_pylist()]
                rows = rows.set_column(rows.column_names.index(column), column, pa.array(told_of, pa.string()))
        return rows.filter(pa.array(stays, pa.bool_()))


def planned(table: str, source: str, source_id: str, listed: list[Entry]) -> Plan:
    """What would go with a record of the log, whether or not it still counts. Raises ProblemError('record_unknown').

    A row belongs to whom its newest version says; older versions that name what goes are left out all the same.
    """
    with duckdb.connect(config=fold.ENGINE) as connection:
        for fact in tables.FACTS:
            connection.register("incoming", tables.empty(fact))
            connection.execute(f"create table {fact} as select * from incoming")
            connection.unregister("incoming")
        for entry in (one for one in listed if one.kind in WITH_ROWS):
            for fact, rows in log.tables(entry.number).items():
                fold.lay_over(connection, fact, rows)
        found = connection.execute(
            f"select 1 from {table if table in tables.FACTS else 'figure'} where source = ? and source_id = ?",
            [source, source_id],
        ).fetchone()
        if table not in tables.FACTS or found is None:
            raise ProblemError(Problem("record_unknown", {"id": f"{source}:{source_id}"}))
        removal.gather(connection, removal.keys(table, source, source_id))
        keys: dict[str, list[list[str]]] = {}
        for fact, *key in connection.execute(
            "select distinct fact, source, source_id from going order by all"
        ).fetchall():
            keys.setdefault(fact, []).append(key)
        ids = {owner: _ids(connection, owner) for owner in tables.WITH_ID if owner in keys}
    return Plan(keys, ids)


def key_of(table: str, record: str, listed: list[Entry]) -> tuple[str, str]:
    """Source and identifier of the record with that id in the store, now or once. Raises 'record_unknown'."""
    for entry in (one for one in reversed(listed) if one.kind in WITH_ROWS):
        rows = log.tables(entry.number).get(table)
        for row in rows.to_pylist() if rows is not None else []:
            if record in (row.get("id"), f"{row['source']}:{row['source_id']}"):
                return row["source"], row["source_id"]
    raise ProblemError(Problem("record_unknown", {"id": record}))


def _ids(connection: duckdb.DuckDBPyConnection, owner: str) -> list[str]:
    rows = connection.execute(f"""
        select distinct id from {owner}
        where (source, source_id) in (select (source, source_id) from going where fact = '{owner}') order by all
    """).fetchall()
    return [str(one) for (one,) in rows]


def blanked(listed: list[Entry], plan: Plan) -> list[Entry]:
    """The entries as an erasure leaves them: an edit of what goes says no more of what it was about."""
    return [replace(entry, record={}, sha256="") if plan.about(entry.record) else entry for entry in listed]


def intend(entry: Entry, plan: Plan) -> None:
    """Write down what is to go: from here on it goes, whatever happens."""
    told = {"entry": asdict(entry) | {"recorded_at": entry.recorded_at.isoformat()}, "plan": asdict(plan)}
    building = user_dir() / f".{PAPER}"
    with building.open("w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    building.replace(user_dir() / PAPER)
    log.synced(user_dir())


def pending() -> bool:
    """Whether an erasure was begun and not brought to its end."""
    return (user_dir() / PAPER).exists()


def carry_out() -> None:
    """Write every entry anew that holds something of what goes, and the entry that says that something went."""
    entry, plan = _read()
    listed = log.entries()
    for old, new in zip(listed, blanked(listed, plan), strict=True):
        rows, keys = log.tables(old.number), log.removed(old.number)
        rows_left, keys_left = plan.left(rows), plan.left(keys)
        if new != old or not (_same(rows, rows_left) and _same(keys, keys_left)):
            log.rewrite(new, rows_left, keys_left)
    if entry.number not in {one.number for one in listed}:
        log.append(entry)


def _same(before: Content, after: Content) -> bool:
    return before.keys() == after.keys() and all(before[name].equals(after[name]) for name in before)


def _read() -> tuple[Entry, Plan]:
    told = json.loads((user_dir() / PAPER).read_text(encoding="utf-8"))
    record = told["entry"]
    record["recorded_at"] = dt.datetime.fromisoformat(record["recorded_at"])
    record["counts"] = {table: Counts(**counts) for table, counts in record["counts"].items()}
    return Entry(**record), Plan(**told["plan"])


def forget_copies(present: Path) -> None:
    """Delete every copy but the present snapshot, then the paper; what cannot be deleted now is at the next start."""
    left_over = [path for path in snapshots.numbered().values() if path != present]
    left_over += [*store_dir().glob("building-*"), *user_dir().glob(".building-*"), user_dir() / f".{PAPER}"]
    for folder in (store_dir() / "past", data_dir() / "backups", *log.set_aside()):
        left_over += [*folder.iterdir()] if folder.is_dir() else []
    left_over += [*data_dir().glob("before-restore-*"), *data_dir().glob("restoring-*")]
    left_over += _older_rows()
    _delete(left_over)
    if not any(path.exists() for path in left_over):
        (user_dir() / PAPER).unlink(missing_ok=True)
        log.synced(user_dir())


def _older_rows() -> list[Path]:
    """Rows that a crash left beside those that an entry's record names."""
    return [
        path
        for entry in log.entries()
        for path in entry.folder.iterdir()
        if path.name not in ("record.json", entry.rows_folder)
    ]


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):  # open elsewhere, on Windows
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
