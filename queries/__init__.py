"""The questions: one SELECT per file, its path is its name, its header its contract. Knows nothing of screens."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

FOLDER = Path(__file__).parent
_LINE = re.compile(r"-- (param|column) +(\w+) +(\S+(?: WITH TIME ZONE)?)")


@dataclass(frozen=True)
class Query:
    """A question. `about` is its sentence; `params` and `columns` map names to DuckDB types."""

    name: str
    sql: str
    about: str
    params: dict[str, str]
    columns: dict[str, str]

    @cached_property
    def statement(self) -> duckdb.Statement:
        """The question as DuckDB has parsed it: parsing the text anew takes a third of the time of an answer."""
        return duckdb.extract_statements(self.sql)[0]


def names() -> list[str]:
    """Every question there is, as `room/result`."""
    return sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.glob("*/*.sql"))


@cache
def load(name: str) -> Query:
    """Read a question's file. Raises KeyError for a name without a file."""
    if name not in names():
        raise KeyError(f"there is no queries/{name}.sql")
    sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {"param": {}, "column": {}}
    for kind, word, type_ in _LINE.findall(sql):
        found[kind][word] = type_
    return Query(name, sql, sql.splitlines()[0].removeprefix("-- "), found["param"], found["column"])


def run(cursor: duckdb.DuckDBPyConnection, name: str, params: dict[str, Any]) -> pd.DataFrame:
    """Answer a question; of `params` it takes those its header names, and misses none in silence."""
    query = load(name)
    return cursor.execute(query.statement, {key: params[key] for key in query.params}).df()
