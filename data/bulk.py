"""Events by the million: one Parquet file with a row per event becomes rows of the same tables as the CSV files, under the same keys
and checks. It refuses a file that lacks a column or holds a row which the schema refuses, and names it.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from data import load

Connection = duckdb.DuckDBPyConnection

# What hangs on an event: column of the Parquet file, table, type of the column, columns of the table it gives.
LISTS = {
    "partners": ("event_country", "VARCHAR[]", "iso3"),
    "organisations": (
        "event_organisation",
        "STRUCT(organisation_id VARCHAR, role VARCHAR, as_printed VARCHAR)[]",
        "organisation_id, role, as_printed",
    ),
    "people": (
        "event_person",
        "STRUCT(person_id VARCHAR, organisation_id VARCHAR, post VARCHAR, as_printed VARCHAR)[]",
        "person_id, organisation_id, post, as_printed",
    ),
    "topics": ("event_topic", "VARCHAR[]", "topic_id"),
    "sources": (
        "event_source",
        "STRUCT(document_id VARCHAR, locator VARCHAR, differs_on VARCHAR, states VARCHAR)[]",
        "document_id, locator, differs_on, states",
    ),
}


def insert(con: Connection, file: Path) -> Iterator[tuple[str, int]]:
    """Put the events of a Parquet file into the tables; yields each table's name and how many rows it got. Raises BadData."""
    columns = load.columns(con, "event")
    _open(con, file, columns)
    # Newest first within a section, the order in which lists ask for them.
    order = "cast(section as section), cast(starts_on as date) desc, event_id"
    rows = f"select _at, {', '.join(columns)} from bulk"
    yield "event", _put(con, "event", columns, rows, order)
    for name, (table, kind, parts) in LISTS.items():
        values = f"x.{', x.'.join(parts.split(', '))}" if kind.startswith("STRUCT") else f"x as {parts}"
        at = f"_at || ', column {name}' as _at"
        rows = f"select {at}, event_id, {values} from (select _at, event_id, unnest({name}) as x from bulk)"
        # In the order of the keys, so that a question about one event reads one piece of the table.
        yield table, _put(con, table, load.columns(con, table), rows, "event_id")
    con.execute("drop view bulk")


def _open(con: Connection, file: Path, columns: dict[str, str]) -> None:
    """Make the view `bulk` over a file of the right shape: the columns of event, the lists, and `_at`, where a row stands."""
    if not file.is_file():
        raise load.BadData([f"{file}: there is no file of this name"])
    parquet = f"read_parquet({_quoted(str(file))}, file_row_number = true)"
    try:
        found = {name for name, *_ in con.execute(f"describe select * from {parquet}").fetchall()} - {"file_row_number"}
    except duckdb.Error as error:
        raise load.BadData([f"{file.name}: this is no Parquet file ({str(error).splitlines()[0]})"]) from error
    if missing := [name for name in columns if name not in found]:
        raise load.BadData([f"{file.name}: column {', '.join(missing)} is missing"])
    if unknown := sorted(found - {*columns, *LISTS}):
        known = ", ".join([*columns, *LISTS])
        raise load.BadData([f"{file.name}: unknown column {', '.join(unknown)}; known are {known}"])
    # An empty text is no value, as in the CSV files.
    texts = {name for name, kind in columns.items() if kind == "VARCHAR"}
    facts = [f"nullif({name}, '') as {name}" if name in texts else name for name in columns]
    lists = [
        f"{f'cast({name} as {kind})' if name in found else f'cast([] as {kind})'} as {name}"
        for name, (_, kind, _) in LISTS.items()
    ]
    row = f"{_quoted(file.name)} || ', row ' || (file_row_number + 1) || ', event ' || coalesce(event_id, '')"
    con.execute(f"create temp view bulk as select {', '.join([*facts, *lists])}, {row} as _at from {parquet}")


def _put(con: Connection, table: str, columns: dict[str, str], rows: str, order: str) -> int:
    """Insert the rows of a select with `_at`; where they are refused, say which and why."""
    kinds = {name: kind for name, kind in columns.items() if kind.startswith("DECIMAL")}
    try:
        rounded = " or ".join(f"try_cast({n} as {k}) <> try_cast({n} as decimal(38, 12))" for n, k in kinds.items())
        if rounded and con.execute(f"select count(*) from ({rows}) where {rounded}").fetchall()[0][0]:
            raise duckdb.ConversionException("a decimal would be rounded")
        names = ", ".join(columns)
        return int(con.execute(f"insert into {table} select {names} from ({rows}) order by {order}").fetchall()[0][0])
    except duckdb.Error as error:
        texts = ", ".join(f"cast({name} as varchar) as {name}" for name in columns)
        con.execute(f"create or replace temp view staged as select _at, {texts} from ({rows})")
        problems = load.refusals(con, table, columns)
        raise load.BadData(problems or [f"table {table}: {error}"]) from error


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
