"""The one way from a screen to the data: ask("budget/series", ...) -> DataFrame. Writes nothing but a missing build."""

import sys
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

import queries
from data import build, load

SOURCES, BUILT, EVENTS = build.places()
_ANSWERS_KEPT = 512
_VERSIONS_OPEN = 3
_RUNNING = "_running_cursor"

# Held by the module, not by Streamlit's caches: any client can empty those for everybody.
_lock = Lock()
_connections: dict[Path, duckdb.DuckDBPyConnection] = {}
_answers: OrderedDict[tuple[Any, ...], pd.DataFrame] = OrderedDict()


class NoData(Exception):
    """There is no database to ask. Its sentences say what is wrong and how to mend it."""

    def __init__(self, what: str, details: list[str]) -> None:
        super().__init__(what)
        self.what = what
        self.details = details


def _served() -> tuple[Path, duckdb.DuckDBPyConnection]:
    """The database in use and its one connection.

    Built where there is none. What was served before goes on being served where that fails.
    """
    with _lock:
        file = build.served(BUILT)
        if file is not None and file in _connections:
            return file, _connections[file]
        if file is not None and _open(file):
            return file, _connections[file]
        try:
            file = build.build(SOURCES, BUILT, EVENTS).file
        except load.BadData as error:
            for known in [*reversed(_connections), *_newest_first()]:
                if known in _connections or _open(known):
                    return known, _connections[known]
            raise NoData("The data files hold a mistake, so no database could be built.", error.problems) from error
        if not _open(file):
            raise NoData("The database file cannot be opened.", [f"Delete the folder {BUILT} and run make build."])
        return file, _connections[file]


def _open(file: Path) -> bool:
    """Open a version, and close the oldest where more are open than anyone can still be reading."""
    try:
        _connections[file] = duckdb.connect(
            str(file), read_only=True, config={**build.OFFLINE, "enable_external_access": False}
        )
    except duckdb.Error:
        return False
    while len(_connections) > _VERSIONS_OPEN:
        _connections.pop(next(iter(_connections))).close()
    return True


def _newest_first() -> list[Path]:
    return sorted(BUILT.glob("*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)


def _mend(file: Path) -> bool:
    """Build a damaged version again; False where it was whole, so the fault lies elsewhere."""
    with _lock:
        _connections.pop(file, None)
        try:
            return build.build(SOURCES, BUILT, EVENTS).fresh
        except load.BadData:
            return False


def problems() -> list[str]:
    """What is wrong in the data files that were changed since the served version was built; empty where nothing is."""
    return build.mistakes(BUILT)


def version() -> str:
    """Version of the data on the screen: the fingerprint of all its inputs."""
    return _served()[0].stem


def ask(name: str, **params: Any) -> pd.DataFrame:
    """Answer of queries/<name>.sql. Surplus parameters are left out, a missing one is a KeyError; frames may be changed freely.

    Raises NoData when the database is missing and cannot be built, or is damaged.
    """
    file, connection = _served()
    asked = {key: params[key] for key in queries.load(name).params}
    key = (file.name, name, tuple((k, tuple(v) if isinstance(v, list | tuple) else v) for k, v in asked.items()))
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key].copy(deep=False)
    cursor = connection.cursor()
    # A fast rerun starts while the run before it is still inside a query, whose answer nobody waits for any more.
    if previous := st.session_state.get(_RUNNING):
        previous.interrupt()
    st.session_state[_RUNNING] = cursor
    try:
        answer = queries.run(cursor, name, asked)
    except duckdb.InterruptException:
        st.stop()
    except duckdb.Error as error:
        if _mend(file):
            return ask(name, **params)
        raise NoData(
            "The database is damaged.", [f"{error}", f"Delete the folder {BUILT} and run make build."]
        ) from error
    with _lock:
        _answers[key] = answer
        while len(_answers) > _ANSWERS_KEPT:
            _answers.popitem(last=False)
    return answer.copy(deep=False)


def warm() -> str:
    """Build the database if its inputs changed, open it, ask the questions without parameters; returns the version.

    Where it cannot be built, the version served before stays; without one NoData is raised.
    """
    try:
        build.build(SOURCES, BUILT, EVENTS)
    except load.BadData as error:
        print(f"The database was not built; what was served before stays.\n{error}", file=sys.stderr)
    file, connection = _served()
    cursor = connection.cursor()
    for name in queries.names():
        if not queries.load(name).params:
            queries.run(cursor, name, {})
    return file.stem
