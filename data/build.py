"""Builds the database: the CSV files of data/issues and data/reference become one immutable DuckDB file.

It refuses what the schema or an error check refuses, and then leaves the version that is served untouched.
Run as `python -m data.build`, with events by the million as `python -m data.build --events FILE.parquet`.
"""

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import perf_counter

import duckdb

from data import bulk, check, load, passages, swap, texts

SOURCES = Path(__file__).parent
BUILT = SOURCES / "built"
SCHEMA = SOURCES / "schema.sql"
ROLLUPS = SOURCES / "rollups.sql"
SEARCH = SOURCES / "search.sql"
CHECKS = SOURCES / "checks"
POINTER = "CURRENT.json"
MISTAKES = "MISTAKES.json"
# DuckDB fetches nothing from anywhere.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
}
# How many versions stay, the served one among them, unless the environment says otherwise: links to older ones go on working.
VERSIONS_KEPT = 5
VERSIONS_SETTING = "DASHBOARD_VERSIONS_KEPT"
# A larger database is known by its size and time: reading it whole at every start would take seconds.
CHECKED_WHOLE_BYTES = 100_000_000

Connection = duckdb.DuckDBPyConnection
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What a build made. `rows` counts rows per table; `fresh` is False when nothing had changed."""

    version: str
    file: Path
    rows: dict[str, int]
    months: tuple[str, str]
    findings: list[tuple[str, int]]
    fresh: bool


def places() -> tuple[Path, Path, Path | None]:
    """Folder of the facts, folder of the databases and Parquet file of further events, as the environment names them."""
    sources = Path(os.environ.get("DASHBOARD_DATA", SOURCES))
    events = os.environ.get("DASHBOARD_EVENTS")
    return sources, Path(os.environ.get("DASHBOARD_BUILT", sources / "built")), Path(events) if events else None


def inputs(sources: Path) -> list[Path]:
    """Every file that decides what the database holds: schema, rollups, search, checks, then the facts and texts, each sorted."""
    folders = load.folders(sources)
    facts = [path for folder in folders for path in folder.iterdir() if path.suffix in {".csv", ".toml"}]
    beside = [path for folder in folders for path in texts.beside(folder)]
    return [
        SCHEMA,
        ROLLUPS,
        SEARCH,
        *sorted(CHECKS.glob("*.sql")),
        *sorted((sources / "reference").glob("*.csv")),
        *sorted([*facts, *beside]),
    ]


def fingerprint(sources: Path = SOURCES, events: Path | None = None) -> str:
    """Version of the data: 12 hex digits over all inputs, the Parquet file of events, these programs and DuckDB's version."""
    digest = hashlib.sha256(f"{duckdb.__version__}\n".encode())
    here = Path(__file__)
    for program in ("build", "load", "rows", "aliases", "bulk", "texts", "passages", "check"):
        digest.update(here.with_name(f"{program}.py").read_bytes())
    for path in inputs(sources):
        digest.update(f"{path.parent.name}/{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    if events and events.is_file():
        state = events.stat()
        digest.update(_known_checksum(events, state.st_size, state.st_mtime_ns).encode())
    return digest.hexdigest()[:12]


def served(built: Path = BUILT) -> Path | None:
    """The database file that the pointer names, or None when there is none."""
    return _pointed(built)[0]


def _pointed(built: Path) -> tuple[Path | None, dict[str, str | int]]:
    """The file that the pointer names and what the pointer says of it: sha256, bytes and modified_ns when it was published."""
    try:
        pointer = json.loads((built / POINTER).read_text(encoding="utf-8"))
        file = built / str(pointer["file"])
        return (file if file.is_file() else None), dict(pointer)
    except (OSError, ValueError, KeyError, TypeError):
        return None, {}


def _whole(file: Path, pointer: dict[str, str | int]) -> bool:
    """Whether the file is the one that was published."""
    state = file.stat()
    if state.st_size > CHECKED_WHOLE_BYTES:
        return [state.st_size, state.st_mtime_ns] == [pointer.get("bytes"), pointer.get("modified_ns")]
    return _checksum(file) == pointer.get("sha256")


def mistakes(built: Path = BUILT) -> list[str]:
    """What the last build refused; empty when it refused nothing."""
    try:
        told = json.loads((built / MISTAKES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(line) for line in told] if isinstance(told, list) else []


def build(sources: Path = SOURCES, built: Path = BUILT, events: Path | None = None, tell: Tell | None = None) -> Result:
    """Build the database unless the served one already has this fingerprint and is whole.

    `events` is a Parquet file with further events; `tell` hears of each stage when it is done.
    Raises BadData when an input is wrong or the database cannot be written; the served version stays as it was.
    """
    versions_kept()
    with _explained(built):
        # Before the locks, so that a server may start on a read-only folder that is up to date.
        with suppress(OSError):
            if not swap.pending(sources) and (known := _up_to_date(sources, built, events)):
                return known
        with swap.whole(sources):
            return _build(sources, built, events, tell or _silent)


def prepare(sources: Path, built: Path, events: Path | None = None, tell: Tell | None = None) -> Result:
    """Build the database of these facts beside the served one, which stays; `serve` lets readers have it.

    `fresh` is False where the served one is it already. Raises BadData. The caller keeps the facts still (swap.whole).
    """
    with _explained(built), _only_builder(built):
        return _up_to_date(sources, built, events) or _make(sources, built, events, tell or _silent)


def serve(file: Path, built: Path) -> None:
    """Let the pointer name a prepared database. Raises BadData; the version served before then stays."""
    with _explained(built), _only_builder(built):
        _serve(file, built)


@contextmanager
def _explained(built: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise load.BadData([f"{error.filename or built}: {error.strerror or error}"]) from error
    except duckdb.Error as error:
        if "No space left" in str(error):
            raise load.BadData([f"{built}: No space left on device; make room and try again"]) from error
        raise load.BadData([f"DuckDB refused the build: {error}"]) from error


def _up_to_date(sources: Path, built: Path, events: Path | None) -> Result | None:
    file, pointer = _pointed(built)
    if file is None or file.stem != fingerprint(sources, events) or mistakes(built) or not _whole(file, pointer):
        return None
    return _summary(file, fresh=False)


def _build(sources: Path, built: Path, events: Path | None, tell: Tell) -> Result:
    with _only_builder(built):
        if known := _up_to_date(sources, built, events):
            return known
        try:
            made = _make(sources, built, events, tell)
        except load.BadData as error:
            _replace(built / MISTAKES, json.dumps(error.problems), built)
            raise
        _serve(made.file, built)
        return made


def _make(sources: Path, built: Path, events: Path | None, tell: Tell) -> Result:
    """Fill a private file, read it back and give it its immutable name, which no reader knows yet."""
    version = fingerprint(sources, events)
    for stale in built.glob(".build-*"):
        _remove(stale)
    draft = built / f".build-{os.getpid()}.duckdb"
    try:
        _fill(draft, sources, version, events, tell)
        result = _summary(draft, fresh=True)
        if result is None:
            raise load.BadData([f"{draft}: the new database cannot be read back; the disk may be full or damaged"])
        draft.chmod(0o444)
        swap.sync(draft)
        final = built / f"{version}.duckdb"
        os.replace(draft, final)
        swap.sync(built)
        return replace(result, file=final)
    finally:
        for left in (draft, draft.with_suffix(".duckdb.wal"), draft.with_suffix(".duckdb.tmp")):
            _remove(left)


@contextmanager
def _only_builder(built: Path) -> Iterator[None]:
    built.mkdir(parents=True, exist_ok=True)
    with (built / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _serve(file: Path, built: Path) -> None:
    """Let the pointer name a whole file; a kill before or after loses nothing."""
    state = file.stat()
    named = {"file": file.name, "sha256": _checksum(file), "bytes": state.st_size, "modified_ns": state.st_mtime_ns}
    _replace(built / POINTER, json.dumps(named), built)
    (built / MISTAKES).unlink(missing_ok=True)
    _forget_old(built, file, versions_kept())


def _replace(path: Path, text: str, built: Path) -> None:
    """Write a small file so that a reader sees the old one or the new one, whole."""
    draft = built / f".build-{os.getpid()}.json"
    try:
        draft.write_text(text, encoding="utf-8")
        swap.sync(draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    swap.sync(built)


def _remove(path: Path) -> None:
    """Remove a file, or the folder in which DuckDB keeps what does not fit into memory."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@cache
def _known_checksum(file: Path, bytes_: int, modified_ns: int) -> str:
    """Checksum of a large file, read once in the life of a process unless its size or time changes."""
    return _checksum(file)


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def versions_kept() -> int:
    """How many versions are kept. Raises BadData where the environment asks for what is no number of them."""
    said = os.environ.get(VERSIONS_SETTING, str(VERSIONS_KEPT))
    if not (said.isdecimal() and 1 <= int(said) <= 1000):
        raise load.BadData([f"{VERSIONS_SETTING} is '{said}': it has to be a whole number from 1 to 1000"])
    return int(said)


def _forget_old(built: Path, keep: Path, versions: int) -> None:
    others = sorted((p for p in built.glob("*.duckdb") if p != keep), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in others[versions - 1 :]:
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


def _fill(file: Path, sources: Path, version: str, events: Path | None, tell: Tell) -> None:
    started = perf_counter()

    def done(stage: str, rows: int | None = None) -> None:
        nonlocal started
        counted = "" if rows is None else f", {rows:,} rows"
        tell(f"{stage}{counted}: {perf_counter() - started:.1f} s")
        started = perf_counter()

    with duckdb.connect(str(file), config=OFFLINE) as con:
        # No transaction around it all: a refused row would end it, and with it the search for the row. Nobody reads this file yet.
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        con.execute(check.RESOLUTION)
        origin: dict[tuple[str, str], str] = {}
        for table, rows in load.tables(sources):
            load.insert(con, table, rows, origin)
            # The corrections come after all that they speak of.
            if table == "event_source" and events:
                done("CSV files")
                for filled, count in bulk.insert(con, events):
                    done(f"{events.name} into {filled}", count)
        _describe(con, version)
        # One transaction, so that the disk is waited for once and not at every check.
        con.begin()
        passages.insert(con, sources)
        check.run(con, CHECKS, origin)
        con.commit()
        done("Checks")
        for derived in (ROLLUPS, SEARCH):
            for statement in con.extract_statements(derived.read_text(encoding="utf-8")):
                con.execute(statement)
                if made := re.search(r"^create table (\w+)", statement.query, re.MULTILINE):
                    done(made[1])
        con.execute("checkpoint")
        done("Written to disk")


def _describe(con: Connection, version: str) -> None:
    con.execute(
        """insert into dataset
        select ?, (select cast(date_trunc('month', min(starts_on)) as date) from event),
            (select cast(date_trunc('month', max(ends_on)) as date) from event),
            document_id, cast(month || '-01' as date)
        from document where kind = 'review' order by month desc, document_id limit 1""",
        [version],
    )
    if not con.execute("select count(*) from dataset where first_month is not null").fetchall()[0][0]:
        raise load.BadData(['issues: there is no review (issue.toml with kind = "review" and a month) or no event'])


def _tell(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)


def _silent(words: str) -> None:
    """Progress that nobody asked for."""


def main() -> int:
    """Build and print rows per table, month range and findings; exit 1 with one line per problem."""
    reader = argparse.ArgumentParser(prog="python -m data.build", description="Build the database of the dashboard.")
    reader.add_argument("--events", type=Path, help="Parquet file with further events; otherwise $DASHBOARD_EVENTS")
    sources, built, named = places()
    events = reader.parse_args().events or named
    started = perf_counter()
    try:
        result = build(sources, built, events, _tell if events else None)
    except load.BadData as error:
        print("The database was not built; the version served before stays.", file=sys.stderr)
        for problem in error.problems:
            print(f"  {problem}", file=sys.stderr)
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
