"""The one way from a screen to the data: ask("budget/series", ...) -> DataFrame. Writes nothing but a missing build."""

import os
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Lock, get_ident
from typing import Any, NamedTuple, TypeVar
from weakref import WeakSet

import duckdb
import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import queries
from data import build, load

# A session that has asked for one version of the data keeps to it; ui/links.py hears that from the address.
PINNED = "_data_version"
SOURCES, BUILT, EVENTS = build.places()
_ANSWERS_KEPT = 512
_VERSIONS_OPEN = 8
_RUNNING = "_running_questions"
_SHOWN = "_data_shown"
_MOVED = "_data_moved"
_Key = tuple[str, str, tuple[Any, ...]]
T = TypeVar("T")


class _Hold:
    """That a session shows a version: it lives in the session's state and ends with it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        _holds.add(self)


class _Asked(NamedTuple):
    """A database, its one connection, and a cursor for one question."""

    file: Path
    connection: duckdb.DuckDBPyConnection
    cursor: duckdb.DuckDBPyConnection


# Held by the module, not by Streamlit's caches: any client can empty those for everybody.
_lock = Lock()
# The one used least recently first.
_connections: OrderedDict[Path, duckdb.DuckDBPyConnection] = OrderedDict()
_holds: WeakSet[_Hold] = WeakSet()
_mended: set[Path] = set()
_count = count()
_answers: OrderedDict[_Key, pd.DataFrame] = OrderedDict()
_made: dict[tuple[str, str], Any] = {}
# Two answer at once on two cores; more only wait for each other.
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="question")


class NoData(Exception):
    """There is no database to ask. Its sentences say what is wrong and how to mend it."""

    def __init__(self, what: str, details: list[str]) -> None:
        super().__init__(what)
        self.what = what
        self.details = details


class NoVersion(Exception):
    """The version that a link names cannot be shown. Its sentence says why."""


def pinned() -> str | None:
    """The version that this session keeps to, None where it follows the newest; threads beside a script have no session."""
    version: str | None = st.session_state.get(PINNED) if get_script_run_ctx(suppress_warning=True) else None
    return version


def begin() -> bool:
    """Let the run that starts show one version whole: the one it keeps to, else the newest. True where the session moves to it.

    However many are published meanwhile, every answer of the run is of this one, and it stays open as long as the session shows it.
    """
    before: _Hold | None = st.session_state.get(_SHOWN)
    file = _asked(pinned()).file
    if before is None or before.file != file:
        with _lock:
            hold = _Hold(file)
        st.session_state[_SHOWN] = hold
    return before is not None and before.file != file and pinned() is None


def catch_up() -> None:
    """Move to the newest version before a run begins: for a button whose action depends on what there is. The run tells of it."""
    st.session_state[_MOVED] = begin() or bool(st.session_state.get(_MOVED))


def has_moved() -> bool:
    """Whether a button moved the session since the last run; asked once."""
    return bool(st.session_state.pop(_MOVED, False))


def _shown() -> Path | None:
    """The version that this session's run began with."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or pinned() is not None:
        return None
    hold: _Hold | None = st.session_state.get(_SHOWN)
    if hold is None:
        return None
    # Where only a part of the page runs, the whole of it moves to a newer version.
    if context.fragment_ids_this_run and build.served(BUILT) not in (None, hold.file):
        st.rerun()
    return hold.file


def _asked(version: str | None) -> _Asked:
    """The database of this version, the one in use where none is named. Raises NoVersion."""
    if version is None:
        return _served()
    file = BUILT / f"{version}.duckdb"
    with _lock:
        # A file that was cleared away can be read as long as it is open.
        if file in _connections or (file.is_file() and _open(file)):
            return _use(file)
    raise NoVersion(f"The data of version {version} are no longer kept.")


def _current() -> _Asked:
    """The database of the version that this session shows."""
    if file := _shown():
        with _lock:
            if file in _connections:
                return _use(file)
    return _asked(pinned())


def _served() -> _Asked:
    """The database in use.

    Built where there is none. What was served before goes on being served where that fails.
    """
    with _lock:
        file = build.served(BUILT)
        if file is not None and (file in _connections or _open(file)):
            return _use(file)
        try:
            file = build.build(SOURCES, BUILT, EVENTS).file
        except load.BadData as error:
            # A session that keeps to an older version may have opened it last.
            for known in [*_newest_first(), *reversed(_connections)]:
                if known in _connections or _open(known):
                    return _use(known)
            raise NoData("The data files hold a mistake, so no database could be built.", error.problems) from error
        if not _open(file):
            raise NoData("The database file cannot be opened.", [f"Delete the folder {BUILT} and run make build."])
        return _use(file)


def _use(file: Path) -> _Asked:
    """A cursor, taken before anybody can close the connection."""
    _connections.move_to_end(file)
    return _Asked(file, _connections[file], _connections[file].cursor())


def _open(file: Path) -> bool:
    """Open a version, and close those used least recently that no session shows, where more are open than need be."""
    # DuckDB would hand out a damaged database again under its name as long as anybody has a cursor of it.
    name = file.with_name(f".build-{os.getpid()}-{next(_count)}") if file in _mended else file
    try:
        if name != file:
            os.link(file, name)
        _connections[file] = duckdb.connect(
            str(name), read_only=True, config={**build.OFFLINE, "enable_external_access": False}
        )
    except (duckdb.Error, OSError):
        return False
    finally:
        if name != file:
            name.unlink(missing_ok=True)
    shown = {hold.file for hold in _holds} | {file}
    idle = [known for known in _connections if known not in shown]
    for known in idle[: max(0, len(_connections) - _VERSIONS_OPEN)]:
        close(known)
    return True


def close(file: Path) -> None:
    """Open it no more. Where a question is still under way, its connection ends with the answer."""
    with suppress(duckdb.Error):
        _connections.pop(file).close()


def _newest_first() -> list[Path]:
    """Files of all versions; one may be cleared away while they are counted."""
    found = []
    for path in BUILT.glob("[!.]*.duckdb"):
        with suppress(OSError):
            found.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(found, reverse=True)]


def _mend(asked: _Asked) -> bool:
    """Build a damaged version again, unless another session just did; False where that cannot help, so the fault lies elsewhere."""
    with _lock:
        if _connections.get(asked.file) is not asked.connection:
            return True
        _connections.pop(asked.file)
        first = asked.file not in _mended
        _mended.add(asked.file)
        try:
            return build.build(SOURCES, BUILT, EVENTS).fresh or first
        except load.BadData:
            return False


def problems() -> list[str]:
    """What is wrong in the data files that were changed since the served version was built; empty where nothing is."""
    return build.mistakes(BUILT)


def version() -> str:
    """Version of the data on the screen: the fingerprint of all its inputs."""
    return _current().file.stem


def newest() -> str:
    """Version of the data that are served to whoever asks for none."""
    return _served().file.stem


@dataclass
class _Run:
    """The questions that one script run has under way; each run has a thread of its own."""

    thread: int
    cursors: list[duckdb.DuckDBPyConnection] = field(default_factory=list)
    answers: dict[_Key, Future[pd.DataFrame]] = field(default_factory=dict)


def ask(name: str, **params: Any) -> pd.DataFrame:
    """Answer of queries/<name>.sql. Surplus parameters are left out, a missing one is a KeyError; frames may be changed freely.

    Raises NoData when the database is missing and cannot be built, or is damaged; NoVersion when an older one cannot answer.
    """
    at = _current()
    key, asked = _question(at.file, name, params)
    if (known := _answered(key)) is not None:
        return known
    run = _run()
    try:
        # A question that was asked ahead is waited for; any other is answered here.
        under_way = run.answers.pop(key, None)
        answer = under_way.result() if under_way else queries.run(_noted(at.cursor, run), name, asked)
    except duckdb.InterruptException:
        st.stop()
    except duckdb.Error as error:
        if pinned() and pinned() != newest():
            raise NoVersion(
                f"The data of version {at.file.stem} were built by an earlier program and do not answer what this page asks."
            ) from error
        if _mend(at):
            if _shown() == at.file != build.served(BUILT):
                # The facts have changed since: no page of two versions.
                st.rerun()
            return ask(name, **params)
        raise NoData(
            "The database is damaged.", [f"{error}", f"Delete the folder {BUILT} and run make build."]
        ) from error
    with _lock:
        _answers[key] = answer
        while len(_answers) > _ANSWERS_KEPT:
            _answers.popitem(last=False)
    return answer.copy(deep=False)


def apart(version: str, name: str, **params: Any) -> pd.DataFrame:
    """As `ask` of this version, for a file that is made when a reader clicks, outside any run of a script; the answer is not kept."""
    asked = {key: params[key] for key in queries.load(name).params}
    return queries.run(_asked(version).cursor, name, asked)


def ahead(*names: str, **params: Any) -> None:
    """Have these questions answered beside the script, which asks them soon: planning one takes longer than reading its rows."""
    at = _current()
    run = _run()
    for name in names:
        key, asked = _question(at.file, name, params)
        if key not in run.answers and _answered(key) is None:
            run.answers[key] = _pool.submit(queries.run, _noted(at.cursor.cursor(), run), name, asked)


def _question(file: Path, name: str, params: Mapping[str, Any]) -> tuple[_Key, dict[str, Any]]:
    asked = {key: params[key] for key in queries.load(name).params}
    values = tuple((key, tuple(v) if isinstance(v, list | tuple) else v) for key, v in asked.items())
    return (file.name, name, values), asked


def _answered(key: _Key) -> pd.DataFrame | None:
    with _lock:
        if key not in _answers:
            return None
        _answers.move_to_end(key)
        return _answers[key].copy(deep=False)


def _run() -> _Run:
    """What this script run has under way. Nobody waits any more for what the session's run before it still has."""
    run: _Run | None = st.session_state.get(_RUNNING)
    if run is None or run.thread != get_ident():
        for cursor in run.cursors if run else ():
            cursor.interrupt()
        run = st.session_state[_RUNNING] = _Run(get_ident())
    return run


def _noted(cursor: duckdb.DuckDBPyConnection, run: _Run) -> duckdb.DuckDBPyConnection:
    run.cursors.append(cursor)
    return cursor


def kept(name: str, make: Callable[[], T]) -> T:
    """What `make` returns, made once per version of the data: for what no filter and no reader changes."""
    key = (version(), name)
    with _lock:
        if key in _made:
            return _made[key]  # type: ignore[no-any-return]
    made = make()
    with _lock:
        open_now = {key[0], *(file.stem for file in _connections)}
        for stale in [old for old in _made if old[0] not in open_now]:
            _made.pop(stale)
        _made[key] = made
    return made


def warm() -> str:
    """Build the database if its inputs changed, open it, ask the questions without parameters; returns the version.

    Where it cannot be built, the version served before stays; without one NoData is raised.
    """
    try:
        build.build(SOURCES, BUILT, EVENTS)
    except load.BadData as error:
        print(f"The database was not built; what was served before stays.\n{error}", file=sys.stderr)
    file, _, cursor = _served()
    for name in queries.names():
        if not queries.load(name).params:
            queries.run(cursor, name, {})
    return file.stem
