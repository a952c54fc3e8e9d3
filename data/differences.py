"""What differs between two databases, or between a folder and what is served: rows added, removed, changed, with both values.

It looks at the facts only; what the build derives from them is left out.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import build, load, publishing, swap

_FACTS = (*load.REFERENCE, *load.ISSUE, *load.AFTER, "editing")


@dataclass(frozen=True)
class Difference:
    """One row that came or went, or one value that changed: then `column` names it and both values stand there."""

    table: str
    key: str
    what: str
    column: str | None = None
    old: str | None = None
    new: str | None = None

    def __str__(self) -> str:
        if self.column is None:
            return f"{self.table} {self.key}: {self.what}"
        return f"{self.table} {self.key}: {self.column} was {self.old!r}, is {self.new!r}"


def between(old: Path, new: Path) -> list[Difference]:
    """Differences of two databases, table by table. Raises BadData where one cannot be read."""
    config = {**build.OFFLINE, "threads": 1}
    try:
        with duckdb.connect(config=config) as con:
            con.execute("attach $file as old_facts (read_only)", {"file": str(old)})
            # Both may be one file, which cannot be attached twice.
            con.execute("attach $file as new_facts (read_only)", {"file": str(new)}) if old != new else None
            return [found for table in _FACTS if old != new for found in _of_table(con, table)]
    except duckdb.Error as error:
        raise load.BadData([f"{old.name} and {new.name} cannot be compared: {str(error).splitlines()[0]}"]) from error


def with_folder(sources: Path, built: Path, folder: Path) -> list[Difference]:
    """What the served database would gain and lose by this folder. Raises BadData."""
    served = build.served(built)
    if served is None:
        raise load.BadData([f"There is no database in {built}; build one: python -m data.build"])
    with (
        tempfile.TemporaryDirectory() as beside,
        swap.whole(sources),
        publishing.overlay(sources, Path(beside), folder.name.removeprefix(".new-"), folder) as facts,
    ):
        made = build.prepare(facts, Path(beside), build.places()[2])
        return between(served, made.file)


def _of_table(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[Difference]:
    columns = [_columns(con, base, table) for base in ("old_facts", "new_facts")]
    shared = [name for name in columns[1] if name in columns[0]]
    if not shared:
        return
    keys = con.execute(
        "select constraint_column_names from duckdb_constraints() where database_name = 'new_facts' and table_name = ? "
        "and constraint_type = 'PRIMARY KEY'",
        [table],
    ).fetchall()
    key = list(keys[0][0]) if keys else shared
    listed = ", ".join(f"cast({name} as varchar) as {name}" for name in shared)
    named = "concat_ws(', ', " + ", ".join(key) + ")"
    con.execute(f"create or replace temp table was as select {listed}, {named} as key from old_facts.{table}")
    con.execute(f"create or replace temp table now as select {listed}, {named} as key from new_facts.{table}")
    for what, one, other in (("removed", "was", "now"), ("added", "now", "was")):
        gone = f"select key from {one} where key not in (select key from {other}) order by key"
        yield from (Difference(table, key, what) for (key,) in con.execute(gone).fetchall())
    for name in shared:
        changed = f"""select key, was.{name}, now.{name} from was join now using (key)
            where was.{name} is distinct from now.{name} order by key"""
        yield from (Difference(table, at, "changed", name, a, b) for at, a, b in con.execute(changed).fetchall())


def _columns(con: duckdb.DuckDBPyConnection, base: str, table: str) -> list[str]:
    sql = "select column_name from duckdb_columns() where database_name = ? and table_name = ? order by column_index"
    return [name for (name,) in con.execute(sql, [base, table]).fetchall()]
