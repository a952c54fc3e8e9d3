"""Facts into tables: reads the CSV files of data/issues and data/reference, refuses what the schema refuses, says why.

It knows nothing of versions and of what is served.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pandas as pd

PROBLEMS_SHOWN = 20

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
_HEADING = "heading of "
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Row = dict[str, str]
Connection = duckdb.DuckDBPyConnection


class BadData(Exception):
    """Input that cannot be built. Each problem is one sentence with file, row, column and value."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def tables(sources: Path) -> Iterator[tuple[str, list[Row]]]:
    """Every table with its rows as text, parents before children; `_at` of a row says where it stands. Raises BadData."""
    reference, issues = sources / "reference", sources / "issues"
    folders = sorted(path for path in issues.glob("*") if path.is_dir())
    if not folders:
        raise BadData([f"{_place(issues, sources)}: there is no folder with a document in it"])
    _refuse_strangers([reference, *folders], sources)
    for table, name in REFERENCE.items():
        yield table, _read(reference / name, sources)
    for table, name in ISSUE.items():
        rows = [row for folder in folders if (folder / name).exists() for row in _read(folder / name, sources)]
        if table == "document":
            rows = [*(_own_document(folder / OWN, sources) for folder in folders), *rows]
        yield table, rows
    for table, name in AFTER.items():
        yield table, _read(reference / name, sources)
    yield "editing", [row for folder in folders for row in _editing(folder, sources)]
    resolved = [row for folder in folders for row in _optional(folder / RESOLUTIONS, sources)]
    yield "resolution", [{**row, "origin": row["_at"].removeprefix(_HEADING)} for row in resolved]


def own_documents(sources: Path) -> list[tuple[Path, str]]:
    """Folders of issues with the key of their own document. Raises BadData."""
    folders = sorted(path for path in (sources / "issues").glob("*") if path.is_dir())
    return [(folder, _own_document(folder / OWN, sources)["document_id"]) for folder in folders]


def _optional(path: Path, sources: Path) -> list[Row]:
    return _read(path, sources) if path.exists() else []


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
        if row["_at"].startswith(_HEADING):
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


def _place(path: Path, sources: Path) -> str:
    return f"{sources.name}/{path.relative_to(sources)}"


def _refuse_strangers(folders: Iterable[Path], sources: Path) -> None:
    """A misspelt file name would leave its facts out in silence."""
    known = {*REFERENCE.values(), *ISSUE.values(), *AFTER.values(), EDITING, RESOLUTIONS}
    problems = [
        f"{_place(path, sources)}: no file of this name is read; the names are {', '.join(sorted(known))}"
        for folder in folders
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]
    problems += [
        f"{_place(folder / ISSUE['event'], sources)}: this file is missing, but {path.name} speaks of its events"
        for folder in folders
        for path in sorted(folder.glob("event_*.csv"))
        if not (folder / ISSUE["event"]).exists()
    ]
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])


def _own_document(path: Path, sources: Path) -> Row:
    where = _place(path, sources)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadData([f"{where}: this file is missing; every folder of issues/ needs one"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([f"{where}: {error}"]) from error
    if wrong := [key for key, value in values.items() if not isinstance(value, str)]:
        raise BadData([f"{where}: {', '.join(wrong)} must be text in quotes"])
    return {**values, "folder": path.parent.name, "_at": where}


def _read(path: Path, sources: Path) -> list[Row]:
    """Rows of a CSV file as text; `_at` says where each stands. Lines that are empty as a whole are passed over."""
    where = _place(path, sources)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadData([f"{where}: this file is missing"]) from None
    except UnicodeDecodeError as error:
        raise BadData([f"{where}: not UTF-8 text (byte {error.start}); save it as UTF-8"]) from error
    except OSError as error:
        raise BadData([f"{where}: cannot be read: {error.strerror}"]) from error
    if found := _CONTROL.search(text):
        row = text.count("\n", 0, found.start()) + 1
        raise BadData([f"{where}, row {row}: holds the control character U+{ord(found.group()):04X}; remove it"])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        head = [name.strip() for name in next(reader, [])]
        if not head:
            problems.append(f"{where}: the file is empty; its first row must hold the headings")
        problems += [
            f"{where}, row 1: column {name} stands there twice" for name in {n for n in head if head.count(n) > 1}
        ]
        for values in reader:
            at = f"{where}, row {reader.line_num}"
            if not any(values):
                continue
            if len(values) != len(head):
                problems.append(f"{at}: {len(values)} values where the heading has {len(head)} columns")
                continue
            rows.append({**dict(zip(head, (v.strip() for v in values), strict=True)), "_at": at})
    except csv.Error as error:
        problems.append(f"{where}, row {reader.line_num}: the quotes do not match ({error})")
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])
    # A heading without rows keeps its place for the check of the columns.
    rows = rows or [{**dict.fromkeys(head, ""), "_at": _HEADING + where}]
    if path.name == ISSUE["document"]:
        rows = [{**row, "folder": path.parent.name} for row in rows]
    return rows


def columns(con: Connection, table: str) -> dict[str, str]:
    """Columns of a table with their types, in order."""
    sql = "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index"
    return dict(con.execute(sql, [table]).fetchall())


def insert(con: Connection, table: str, rows: list[Row], origin: dict[tuple[str, str], str]) -> None:
    """Put rows into a table and note in `origin` where each key stands. Raises BadData with file, row, column and value."""
    known = columns(con, table)
    for row in rows:
        at = row["_at"].removeprefix(_HEADING)
        if unknown := set(row) - set(known) - {"_at"}:
            raise BadData([f"{at}: unknown column {', '.join(sorted(unknown))}; known are {', '.join(known)}"])
        if missing := [column for column in known if column not in row]:
            raise BadData([f"{at}: column {', '.join(missing)} is missing"])
        origin[table, row[next(iter(known))]] = at
    rows = [row for row in rows if not row["_at"].startswith(_HEADING)]
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
