"""Taking records out: what belongs to a record goes with it, what only mentions it stays without the mention."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from data import tables

Connection = duckdb.DuckDBPyConnection
# (owner, table, column that names the owner, column that says which table the owner is in). Owners before owned.
BELONGS = (
    ("organisation", "service", "organisation", None), ("organisation", "event_organisation", "organisation", None),
    ("organisation", "headcount", "parent", "parent_table"), ("organisation", "link", "from_id", "from_table"),
    ("organisation", "link", "to_id", "to_table"), ("enterprise", "activity", "enterprise", None),
    ("enterprise", "headcount", "parent", "parent_table"), ("enterprise", "link", "from_id", "from_table"),
    ("enterprise", "link", "to_id", "to_table"), ("service", "coverage", "service", None),
    ("service", "headcount", "parent", "parent_table"), ("project", "headcount", "parent", "parent_table"),
    ("event", "event_organisation", "event", None), ("event", "headcount", "parent", "parent_table"),
)  # fmt: skip
MENTIONS = (("enterprise", "project", "enterprise"), ("organisation", "organisation", "part_of"))
KEY = ["source", "source_id"]


def keys(table: str, source: str, source_id: str) -> dict[str, pa.Table]:
    """The key of one row, as `remove` takes it."""
    return {table: pa.table({"source": [source], "source_id": [source_id]})}


def remove(connection: Connection, going: Mapping[str, pa.Table]) -> tuple[dict[str, int], dict[str, int]]:
    """Take rows out with all that belongs to them; table -> rows taken out, table -> rows that lost a mention."""
    gather(connection, going)
    mentioned: dict[str, int] = {}
    for owner, table, column in MENTIONS:
        done = connection.execute(f"""
            update {table} set {column} = null where {column} in ({_going_ids(owner)})
            and (source, source_id) not in (select (source, source_id) from going where fact = '{table}')
        """).fetchone()
        mentioned[table] = int(done[0]) if done else 0
    gone: dict[str, int] = {}
    for table in tables.FACTS:
        done = connection.execute(
            f"delete from {table} where (source, source_id) in"
            f" (select (source, source_id) from going where fact = '{table}')"
        ).fetchone()
        gone[table] = int(done[0]) if done else 0
    connection.execute("drop table going")
    return {t: n for t, n in gone.items() if n}, {t: n for t, n in mentioned.items() if n}


def gather(connection: Connection, going: Mapping[str, pa.Table]) -> None:
    """Temporary table `going` (fact, source, source_id): these rows and all that belongs to them."""
    connection.execute("create or replace temp table going (fact varchar, source varchar, source_id varchar)")
    for table, rows in going.items():
        connection.register("incoming", rows.select(KEY))
        connection.execute(f"insert into going select '{table}', source, source_id from incoming")
        connection.unregister("incoming")
    for owner, table, column, told in BELONGS:
        connection.execute(f"""
            insert into going select '{table}', source, source_id from {table}
            where {column} in ({_going_ids(owner)}) {f"and {told} = '{owner}'" if told else ""}
        """)


def _going_ids(owner: str) -> str:
    return f"""
        select id from {owner}
        where (source, source_id) in (select (source, source_id) from going where fact = '{owner}')
    """


def orphans(connection: Connection) -> list[int]:
    """The entries whose rows name a record that is not in the store, in their order."""
    asked = [
        f"select c.entry from {table} c where c.{column} is not null"
        + (f" and c.{told} = '{owner}'" if told else "")
        + f" and not exists (select 1 from {owner} o where o.id = c.{column})"
        for owner, table, column, told in (*BELONGS, *((*mention, None) for mention in MENTIONS))
    ]
    rows = connection.execute(f"select distinct entry from ({' union all '.join(asked)}) order by entry").fetchall()
    return [int(number) for (number,) in rows]
