"""What several floors of tests share: databases built once per run, from the project's facts and from the fixtures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import build

FIXTURES = Path(__file__).parent / "fixtures"
EVERYTHING: dict[str, Any] = {
    "starts_on": date(1900, 1, 1),
    "ends_on": date(2199, 12, 31),
    "before_starts_on": date(1800, 1, 1),
    "before_ends_on": date(1899, 12, 31),
    "countries": [],
    "countries_all": True,
    "fields": [],
    "fields_all": True,
    "sources": [],
    "sources_all": True,
    "kinds": [],
    "kinds_all": True,
    "sections": [],
    "sections_all": True,
    "statuses": [],
    "statuses_all": True,
    "organisations": [],
    "organisations_all": True,
    "people": [],
    "people_all": True,
    "doubt": "",
    "skip": 0,
    "most_down": 100,
    "most_across": 100,
    "most_threads": 100,
    "layers": ["country", "body", "organisation", "person", "home", "home_person"],
    "most": 1000,
    "most_nodes": 100,
}


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of the project's own facts."""
    file = build.build(build.SOURCES, tmp_path_factory.mktemp("project")).file
    with duckdb.connect(str(file), read_only=True) as con:
        yield con


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of the two invented months in tests/fixtures."""
    file = build.build(FIXTURES, tmp_path_factory.mktemp("invented")).file
    with duckdb.connect(str(file), read_only=True) as con:
        yield con
