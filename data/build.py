"""Builds the database: the CSV files of data/issues and data/reference become one immutable DuckDB file.

It refuses what the schema or an error check refuses, and then leaves the version that is served untouched.
Run as `python -m data.build`.
"""

import csv
import fcntl
import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb
import pandas as pd

SOURCES = Path(__file__).parent
BUILT = SOURCES / "built"
SCHEMA = SOURCES / "schema.sql"
CHECKS = SOURCES / "checks"
POINTER = "CURRENT.json"
# DuckDB fetches nothing from anywhere.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
}
VERSIONS_KEPT = 5
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
}
AFTER = {"correction": "corrections.csv"}

Row = dict[str, str]
Connection = duckdb.DuckDBPyConnection


class BadData(Exception):
    """Input that cannot be built. Each problem is one sentence with file, row, column and value."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Result:
    """What a build made. `rows` counts rows per table; `fresh` is False when nothing had changed."""

    version: str
    file: Path
    rows: dict[str, int]
    months: tuple[str, str]
    findings: list[tuple[str, int]]
    fresh: bool


def inputs(sources: Path) -> list[Path]:
    """Every file that decides what the database holds: schema, checks, then the facts, each sorted."""
    facts = [path for path in (sources / "issues").glob("*/*") if path.suffix in {".csv", ".toml"}]
    return [SCHEMA, *sorted(CHECKS.glob("*.sql")), *sorted((sources / "reference").glob("*.csv")), *sorted(facts)]


def fingerprint(sources: Path = SOURCES) -> str:
    """Version of the data: 12 hex digits over all inputs, this program and DuckDB's version."""
    digest = hashlib.sha256(f"{duckdb.__version__}\n".encode())
    digest.update(Path(__file__).read_bytes())
    for path in inputs(sources):
        digest.update(f"{path.parent.name}/{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def served(built: Path = BUILT) -> Path | None:
    """The database file that the pointer names, or None when there is none."""
    try:
        file = built / json.loads((built / POINTER).read_text(encoding="utf-8"))["file"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return file if file.is_file() else None


def build(sources: Path = SOURCES, built: Path = BUILT) -> Result:
    """Build the database unless the served one already has this fingerprint.

    Raises BadData when an input is wrong; the served version stays as it was.
    """
    built.mkdir(parents=True, exist_ok=True)
    with _only_builder(built):
        version = fingerprint(sources)
        final = built / f"{version}.duckdb"
        if served(built) == final and (known := _summary(final, fresh=False)):
            return known
        for stale in built.glob(".build-*"):
            stale.unlink()
        draft = built / f".build-{os.getpid()}.duckdb"
        try:
            _fill(draft, sources, version)
            result = _summary(draft, fresh=True)
            if result is None:
                raise BadData([f"{draft}: the new database cannot be read back; the disk may be full or damaged"])
            _publish(draft, final, built)
        finally:
            draft.unlink(missing_ok=True)
            draft.with_suffix(".duckdb.wal").unlink(missing_ok=True)
        _forget_old(built, keep=final)
        return Result(version, final, result.rows, result.months, result.findings, fresh=True)


@contextmanager
def _only_builder(built: Path) -> Iterator[None]:
    with (built / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _publish(draft: Path, final: Path, built: Path) -> None:
    """Give the checked file its immutable name, then let the pointer name it; a kill between the two loses nothing."""
    draft.chmod(0o444)
    _sync(draft)
    os.replace(draft, final)
    pointer = built / f".build-{os.getpid()}.json"
    pointer.write_text(json.dumps({"file": final.name}), encoding="utf-8")
    _sync(pointer)
    os.replace(pointer, built / POINTER)
    _sync(built)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget_old(built: Path, keep: Path) -> None:
    others = sorted((p for p in built.glob("*.duckdb") if p != keep), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in others[VERSIONS_KEPT - 1 :]:
        old.unlink()


def _summary(file: Path, fresh: bool) -> Result | None:
    """Read a database back as a reader would; None when it is not whole."""
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            tables = [name for (name,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
            rows = {t: con.execute(f'select count(*) from "{t}"').fetchall()[0][0] for t in tables}
            version, first, last = con.execute("select version, first_month, last_month from dataset").fetchall()[0]
            findings = con.execute("select rule, count(*) from finding group by rule order by rule").fetchall()
    except (duckdb.Error, OSError, IndexError):
        return None
    return Result(version, file, rows, (f"{first:%Y-%m}", f"{last:%Y-%m}"), findings, fresh)


def _fill(file: Path, sources: Path, version: str) -> None:
    with duckdb.connect(str(file), config=OFFLINE) as con:
        # No transaction around it all: a refused row would end it, and with it the search for the row. Nobody reads this file yet.
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        origin: dict[tuple[str, str], str] = {}
        for table, rows in _tables(sources):
            _insert(con, table, rows, origin)
        _describe(con, version)
        _check(con, origin)
        con.execute("checkpoint")


def _tables(sources: Path) -> Iterator[tuple[str, list[Row]]]:
    reference = sources / "reference"
    folders = sorted(path for path in (sources / "issues").glob("*") if path.is_dir())
    if not folders:
        raise BadData([f"{sources / 'issues'}: there is no folder with a document in it"])
    for table, name in REFERENCE.items():
        yield table, _read(reference / name, sources)
    for table, name in ISSUE.items():
        rows = [row for folder in folders for row in _read(folder / name, sources, optional=True)]
        if table == "document":
            rows = [*(_own_document(folder / "issue.toml", sources) for folder in folders), *rows]
        yield table, rows
    for table, name in AFTER.items():
        yield table, _read(reference / name, sources)


def _own_document(path: Path, sources: Path) -> Row:
    where = path.relative_to(sources)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadData([f"{where}: this file is missing; every folder of data/issues needs one"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([f"{where}: {error}"]) from error
    return {**{k: str(v) for k, v in values.items()}, "folder": path.parent.name, "_at": str(where)}


def _read(path: Path, sources: Path, optional: bool = False) -> list[Row]:
    """Rows of a CSV file as text; `_at` says where each stands."""
    where = path.relative_to(sources)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if optional:
            return []
        raise BadData([f"{where}: this file is missing"]) from None
    except UnicodeDecodeError as error:
        raise BadData([f"{where}: not UTF-8 text (byte {error.start}); save it as UTF-8"]) from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        head = next(reader, [])
        for values in reader:
            at = f"{where}, row {reader.line_num}"
            if len(values) != len(head):
                problems.append(f"{at}: {len(values)} values where the heading has {len(head)} columns")
                continue
            rows.append({**dict(zip(head, (v.strip() for v in values), strict=True)), "_at": at})
    except csv.Error as error:
        problems.append(f"{where}, row {reader.line_num}: {error}")
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])
    if path.name == ISSUE["document"]:
        rows = [{**row, "folder": path.parent.name} for row in rows]
    return rows


def _insert(con: Connection, table: str, rows: list[Row], origin: dict[tuple[str, str], str]) -> None:
    columns = dict(
        con.execute(
            "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index", [table]
        ).fetchall()
    )
    for row in rows:
        if unknown := set(row) - set(columns) - {"_at"}:
            raise BadData(
                [f"{row['_at']}: unknown column {', '.join(sorted(unknown))}; known are {', '.join(columns)}"]
            )
        origin[table, row.get(next(iter(columns)), "")] = row["_at"]
    if not rows:
        return
    con.register("staged", pd.DataFrame([{c: r.get(c) or None for c in ("_at", *columns)} for r in rows], dtype="str"))
    try:
        _refuse_bad_values(con, columns)
        con.execute(f"insert into {table} select {', '.join(columns)} from staged")
    except duckdb.Error as error:
        raise BadData(_explain(con, table, columns) or [f"table {table}: {error}"]) from error
    finally:
        con.unregister("staged")


def _refuse_bad_values(con: Connection, columns: dict[str, str]) -> None:
    """Values that are no date, number or known word, and decimals that a cast would round away in silence."""
    problems = []
    for column, kind in columns.items():
        if kind == "VARCHAR":
            continue
        bad = f"try_cast({column} as {kind}) is null"
        if kind.startswith("DECIMAL"):
            bad += f" or try_cast({column} as {kind}) <> try_cast({column} as decimal(38, 12))"
        found = con.execute(f"select _at, {column} from staged where {column} is not null and ({bad})").fetchall()
        wanted = kind.replace("ENUM(", "one of (")
        problems += [f"{at}, column {column}: '{value}' is not {wanted}" for at, value in found]
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])


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
        found = con.execute(f"select _at, {shown} from typed where {test}").fetchall()
        problems += [f"{at}, column {', '.join(keys or ['?'])}: '{value}' {why}" for at, value in found]
    return list(dict.fromkeys(problems))[:PROBLEMS_SHOWN]


def _describe(con: Connection, version: str) -> None:
    con.execute(
        """insert into dataset
        select ?, (select cast(date_trunc('month', min(starts_on)) as date) from event),
            (select cast(date_trunc('month', max(ends_on)) as date) from event),
            document_id, cast(month || '-01' as date)
        from document where kind = 'review' order by month desc limit 1""",
        [version],
    )
    if not con.execute("select count(*) from dataset where first_month is not null").fetchall()[0][0]:
        raise BadData(['data/issues: there is no review (issue.toml with kind = "review") or no event'])


def _check(con: Connection, origin: dict[tuple[str, str], str]) -> None:
    """Run every check: errors stop the build, findings are kept."""
    errors = []
    for path in sorted(CHECKS.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        severity = next((line.split()[2] for line in sql.splitlines() if line.startswith("-- severity ")), "")
        if severity not in {"error", "finding"}:
            raise BadData([f"checks/{path.name}: needs a line '-- severity error' or '-- severity finding'"])
        for kind, subject, message, evidence in con.execute(sql).fetchall():
            if severity == "error":
                at = origin.get((kind, subject), f"{kind} {subject}")
                errors.append(f"{at}: {message} ({evidence}) [{path.stem}]")
            else:
                row = [path.stem, severity, kind, subject, message, evidence]
                con.execute("insert into finding values (?, ?, ?, ?, ?, ?)", row)
    if errors:
        raise BadData(errors[:PROBLEMS_SHOWN])


def main() -> int:
    """Build and print rows per table, month range and findings; exit 1 with one line per problem."""
    started = perf_counter()
    try:
        result = build()
    except BadData as error:
        print("The database was not built; the version served before stays.", file=sys.stderr)
        for problem in error.problems:
            print(f"  data/{problem}", file=sys.stderr)
        return 1
    if not result.fresh:
        print(f"Nothing changed: version {result.version} is up to date.")
        return 0
    for table, count in result.rows.items():
        print(f"{count:7,}  {table}")
    print(f"Months {result.months[0]} to {result.months[1]}; findings:")
    for rule, count in result.findings:
        print(f"{count:7,}  {rule}")
    print(f"Built version {result.version} in {perf_counter() - started:.2f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
