"""Facts into tables: reads the CSV files of data/issues and data/reference, refuses what the schema refuses, says why.

It knows nothing of versions and of what is served.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd

from data import aliases
from data.rows import HEADING, PROBLEMS_SHOWN, BadData, Row, own_document, place, read

__all__ = ["PROBLEMS_SHOWN", "BadData", "Row", "folders", "insert", "own_documents", "refusals", "tables"]

# Parents before children: DuckDB checks foreign keys row by row.
REFERENCE = {
    "country": "countries.csv",
    "field": "fields.csv",
    "topic": "topics.csv",
    "organisation": "organisations.csv",
    "person": "people.csv",
    "series": "series.csv",
}
ISSUE = {
    "document": "documents.csv",
    "figure": "figures.csv",
    "event": "events.csv",
    "event_country": "event_countries.csv",
    "event_organisation": "event_organisations.csv",
    "event_person": "event_people.csv",
    "event_topic": "event_topics.csv",
    "event_source": "event_sources.csv",
    "claim": "claims.csv",
}
AFTER = {"correction": "corrections.csv"}
EDITING = "editing.csv"
RESOLUTIONS = "resolutions.csv"
OWN = "issue.toml"
ALIASES = "aliases.csv"
# What a folder may add to the reference data, so that a month is published whole by one rename.
ADDED = {
    table: name
    for table, name in {**REFERENCE, **AFTER}.items()
    if table in {"topic", "organisation", "person", "correction"}
}
Connection = duckdb.DuckDBPyConnection


def tables(sources: Path) -> Iterator[tuple[str, list[Row]]]:
    """Every table with its rows as text, parents before children; `_at` of a row says where it stands. Raises BadData."""
    reference, issues = sources / "reference", folders(sources)
    if not issues:
        raise BadData([f"{place(sources / 'issues', sources)}: there is no folder with a document in it"])
    _refuse_strangers(reference, issues, sources)
    further = aliases.checked(_of_all(issues, ALIASES, sources))
    for table, name in REFERENCE.items():
        added = _of_all(issues, name, sources) if table in ADDED else []
        yield table, aliases.merged(table, [*_rows(reference / name, sources), *added], further)
    for table, name in ISSUE.items():
        rows = _of_all(issues, name, sources)
        if table == "document":
            rows = [*(own_document(folder / OWN, sources) for folder in issues), *rows]
        yield table, rows
    for table, name in AFTER.items():
        yield table, [*_rows(reference / name, sources), *_of_all(issues, name, sources)]
    yield "editing", [row for folder in issues for row in _editing(folder, sources)]
    resolved = _of_all(issues, RESOLUTIONS, sources)
    yield "resolution", [{**row, "origin": row["_at"].removeprefix(HEADING)} for row in resolved]


def folders(sources: Path) -> list[Path]:
    """Folders of issues/ in order; one whose name begins with a dot is not published yet."""
    return sorted(path for path in (sources / "issues").glob("[!.]*") if path.is_dir())


def _of_all(issues: list[Path], name: str, sources: Path) -> list[Row]:
    return [row for folder in issues for row in _optional(folder / name, sources)]


def _rows(path: Path, sources: Path) -> list[Row]:
    rows = read(path, sources)
    if path.name == ISSUE["document"]:
        rows = [{**row, "folder": path.parent.name} for row in rows]
    return rows


def own_documents(sources: Path) -> list[tuple[Path, str]]:
    """Folders of issues with the key of their own document. Raises BadData."""
    return [(folder, own_document(folder / OWN, sources).get("document_id", "")) for folder in folders(sources)]


def _optional(path: Path, sources: Path) -> list[Row]:
    return _rows(path, sources) if path.exists() else []


def _editing(folder: Path, sources: Path) -> list[Row]:
    """Who entered and checked each fact of a folder: its own row, else the row of the folder. Raises BadData."""
    path = folder / EDITING
    rows = _optional(path, sources)
    if not rows or "subject_kind" not in rows[0] or "subject_id" not in rows[0]:
        return rows
    facts = {
        (table, row[f"{table}_id"])
        for table in ("event", "figure")
        for row in _optional(folder / ISSUE[table], sources)
        if row.get(f"{table}_id")
    }
    default: Row | None = None
    own: dict[tuple[str, str], Row] = {}
    problems = []
    for row in rows:
        if row["_at"].startswith(HEADING):
            continue
        subject = (row["subject_kind"], row["subject_id"])
        if subject in own or (subject[0] == "folder" and default):
            problems.append(f"{row['_at']}: {' '.join(subject)} stands there more than once")
        elif subject == ("folder", folder.name):
            default = row
        elif subject in facts:
            own[subject] = row
        else:
            problems.append(
                f"{row['_at']}: '{' '.join(subject)}' is neither 'folder {folder.name}' nor an event or a figure of this folder"
            )
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])
    given = {subject: own.get(subject, default) for subject in sorted(facts)}
    return [
        {**row, "subject_kind": kind, "subject_id": subject}
        for (kind, subject), row in given.items()
        if row is not None
    ]


def _refuse_strangers(reference: Path, issues: list[Path], sources: Path) -> None:
    """A misspelt file name would leave its facts out in silence."""
    of_reference = {*REFERENCE.values(), *AFTER.values()}
    of_issue = {*ISSUE.values(), *ADDED.values(), EDITING, RESOLUTIONS, ALIASES}
    problems = [
        f"{place(path, sources)}: no file of this name is read; the names are {', '.join(sorted(known))}"
        for folder, known in [(reference, of_reference), *((folder, of_issue) for folder in issues)]
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]
    problems += [
        f"{place(folder / ISSUE['event'], sources)}: this file is missing, but {path.name} speaks of its events"
        for folder in issues
        for path in sorted(folder.glob("event_*.csv"))
        if not (folder / ISSUE["event"]).exists()
    ]
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])


def columns(con: Connection, table: str) -> dict[str, str]:
    """Columns of a table with their types, in order."""
    sql = "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index"
    return dict(con.execute(sql, [table]).fetchall())


def insert(con: Connection, table: str, rows: list[Row], origin: dict[tuple[str, str], str]) -> None:
    """Put rows into a table and note in `origin` where each key stands. Raises BadData with file, row, column and value."""
    known = columns(con, table)
    for row in rows:
        at = row["_at"].removeprefix(HEADING)
        if unknown := set(row) - set(known) - {"_at"}:
            raise BadData([f"{at}: unknown column {', '.join(sorted(unknown))}; known are {', '.join(known)}"])
        if missing := [column for column in known if column not in row]:
            raise BadData([f"{at}: column {', '.join(missing)} is missing"])
        origin[table, row[next(iter(known))]] = at
    rows = [row for row in rows if not row["_at"].startswith(HEADING)]
    if not rows:
        return
    con.register("staged", pd.DataFrame([{c: r.get(c) or None for c in ("_at", *known)} for r in rows], dtype="str"))
    try:
        if problems := _bad_values(con, known):
            raise BadData(problems)
        con.execute(f"insert into {table} select {', '.join(known)} from staged")
    except duckdb.Error as error:
        raise BadData(_explain(con, table, known) or [f"table {table}: {error}"]) from error
    finally:
        con.unregister("staged")


def refusals(con: Connection, table: str, columns: dict[str, str]) -> list[str]:
    """Why `table` refuses rows of the view `staged` (columns as text, and `_at`), as sentences."""
    return _bad_values(con, columns) or _explain(con, table, columns)


def _bad_values(con: Connection, columns: dict[str, str]) -> list[str]:
    """Values that are no date, number or known word, and decimals that a cast would round away in silence."""
    problems: list[str] = []
    for column, kind in columns.items():
        if kind == "VARCHAR":
            continue
        bad = f"try_cast({column} as {kind}) is null"
        if kind == "DATE":
            # DuckDB would also take 'infinity', 'epoch', other orders, and a time that it drops.
            bad += f" or not regexp_full_match({column}, '\\d{{4}}-\\d{{2}}-\\d{{2}}')"
        if kind.startswith("DECIMAL"):
            bad += f" or try_cast({column} as {kind}) <> try_cast({column} as decimal(38, 12))"
        sql = f"select _at, {column} from staged where {column} is not null and ({bad}) limit {PROBLEMS_SHOWN}"
        found = con.execute(sql).fetchall()
        wanted = {"DATE": "a date YYYY-MM-DD"}.get(kind, kind.replace("ENUM(", "one of ("))
        problems += [f"{at}, column {column}: '{value}' is not {wanted}" for at, value in found]
    return problems[:PROBLEMS_SHOWN]


def _explain(con: Connection, table: str, columns: dict[str, str]) -> list[str]:
    """Find the rows that break a constraint of `table`, as sentences."""
    typed = ", ".join(f"try_cast({c} as {k}) as {c}" for c, k in columns.items())
    con.execute(f"create or replace temp view typed as select _at, {typed} from staged")
    constraints = con.execute(
        "select constraint_type, expression, constraint_column_names, referenced_table, referenced_column_names "
        "from duckdb_constraints() where table_name = ?",
        [table],
    ).fetchall()
    problems = []
    for kind, expression, keys, parent, parent_keys in constraints:
        shown = f"concat_ws(', ', {', '.join(keys)})" if keys else "''"
        match kind:
            case "NOT NULL":
                test, why = f"{keys[0]} is null", "must not be empty"
            case "PRIMARY KEY" | "UNIQUE":
                same = " and ".join(f"t.{k} = typed.{k}" for k in keys)
                test = f"(select count(*) from typed t where {same}) > 1"
                why = "stands there more than once"
            case "FOREIGN KEY":
                test = f"{keys[0]} is not null and {keys[0]} not in (select {parent_keys[0]} from {parent})"
                why = f"is not known in table {parent}"
            case _:
                test, why = f"not ({expression})", f"breaks the rule {expression}"
        found = con.execute(f"select _at, {shown} from typed where {test} limit {PROBLEMS_SHOWN}").fetchall()
        problems += [f"{at}, column {', '.join(keys or ['?'])}: '{value}' {why}" for at, value in found]
    return list(dict.fromkeys(problems))[:PROBLEMS_SHOWN]
