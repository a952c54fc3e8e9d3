"""Every question's header is its contract: DuckDB itself is asked whether it holds."""

from typing import Any

import duckdb
import pytest

import queries

STAND_INS: dict[str, Any] = {
    "DATE": "2024-03-01",
    "VARCHAR": "x",
    "INTEGER": 7,
    "BOOLEAN": True,
    "VARCHAR[]": ["x"],
    "INTEGER[]": [7],
    "BOOLEAN[]": [True],
}


@pytest.mark.parametrize("name", queries.names())
def test_header_is_true(name: str, project: duckdb.DuckDBPyConnection) -> None:
    query = queries.load(name)
    statements = project.extract_statements(query.sql)
    assert len(statements) == 1
    assert statements[0].named_parameters == set(query.params)
    stand_ins = {key: STAND_INS[type_] for key, type_ in query.params.items()}
    described = project.execute(f"describe {query.sql}", stand_ins).fetchall()
    assert {row[0]: row[1] for row in described} == query.columns


@pytest.mark.parametrize("name", queries.names())
def test_written_as_agreed(name: str) -> None:
    query = queries.load(name)
    assert query.about.endswith("."), "the first line is a sentence"
    body = query.sql.lower()
    assert "select *" not in body, "columns are named"
    assert "order by" in body[body.rindex("from") :], "rows come in a stated order"
