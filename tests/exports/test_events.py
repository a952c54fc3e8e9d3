"""Files of events, opened again by the programs that readers use, hold what the question answered."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

import queries
from exports import events as files
from exports.about import About
from exports.workbook import plain
from tests.conftest import EVERYTHING

ABOUT = About(
    "July 2023 to December 2025; all countries",
    "abc123",
    datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    "http://x/explore",
    "events",
    115,
)


@pytest.fixture(scope="module")
def frame(project: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return queries.run(project.cursor(), "explore/events", EVERYTHING)


@pytest.fixture(scope="module")
def meanings(project: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    listed = queries.run(project.cursor(), "explore/dictionary", {})
    return {(row.table_name, row.column_name): row.meaning for row in listed.itertuples()}


def wanted(frame: pd.DataFrame) -> list[list[Any]]:
    """Rows as plain values, days as dates."""
    rows = []
    for row in frame[[c.name for c in files.COLUMNS]].itertuples(index=False, name=None):
        plain = [None if v is None or v != v else v.date() if isinstance(v, pd.Timestamp) else v for v in row]
        rows.append(plain)
    return rows


def test_parquet_gives_back_days_numbers_and_words(frame: pd.DataFrame, tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    file.write_bytes(files.parquet(frame, ABOUT))
    got = duckdb.sql(f"select * from read_parquet('{file}')")
    assert got.columns == [c.name for c in files.COLUMNS]
    types = dict(zip(got.columns, map(str, got.types), strict=True))
    assert (types["starts_on"], types["lat"], types["amount"], types["findings"]) == (
        "DATE",
        "DOUBLE",
        "DOUBLE",
        "INTEGER",
    )
    assert [list(row) for row in got.fetchall()] == wanted(frame)
    told = dict(duckdb.sql(f"select decode(key), decode(value) from parquet_kv_metadata('{file}')").fetchall())
    assert told["Data version"] == "abc123"
    assert told["Holds"] == "Events: all 115 that match"


def test_a_workbook_gives_back_days_numbers_and_words(
    frame: pd.DataFrame, meanings: dict[tuple[str, str], str]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx(frame, ABOUT, meanings)))
    assert book.sheetnames == ["Events", "Dictionary", "Sources and citation"]
    head, *rows = book["Events"].iter_rows(values_only=True)
    assert list(head) == [c.heading for c in files.COLUMNS]
    got = [[v.date() if isinstance(v, datetime) else v for v in row] for row in rows]
    assert got == wanted(frame)
    _, *meant = book["Dictionary"].iter_rows(values_only=True)
    assert [row[0] for row in meant] == list(head)
    assert all(row[3] for row in meant)
    told = list(book["Sources and citation"].iter_rows(values_only=True))
    facts = {row[0]: row[1] for row in told}
    assert facts["Filters"] == ABOUT.filters and facts["Made"] == "2026-01-02 03:04 UTC"
    assert "data version abc123" in facts["How to cite"]
    at = next(i for i, row in enumerate(told) if row[0] == "Publisher")
    assert sum(row[4] for row in told[at + 1 :]) == len(frame)
    assert "no link recorded" in {row[3] for row in told[at + 1 :]}


def test_geojson_has_points_and_says_what_has_none(frame: pd.DataFrame) -> None:
    got = json.loads(files.geojson(frame, ABOUT))
    assert got["type"] == "FeatureCollection" and "crs" not in got
    placed = frame[frame.lat.notna()]
    assert len(got["features"]) == len(placed) > 0
    assert got["events_without_coordinates"] == len(frame) - len(placed)
    assert got["about"]["Data version"] == "abc123"
    for feature, row in zip(got["features"], placed.itertuples(), strict=True):
        assert feature["geometry"] == {"type": "Point", "coordinates": [row.lon, row.lat]}
        assert feature["properties"]["starts_on"] == row.starts_on.date().isoformat()
        assert feature["id"] == feature["properties"]["event_id"] == row.event_id


def test_csv_has_headings_with_units(frame: pd.DataFrame) -> None:
    rows = list(csv.DictReader(io.StringIO(files.csv(frame, ABOUT).decode("utf-8-sig"))))
    assert len(rows) == len(frame)
    for got, row in zip(rows, frame.itertuples(), strict=True):
        assert got["Event"] == row.title
        assert got["First day"] == row.starts_on.date().isoformat()
        assert (float(got["Latitude, degrees north"]) if got["Latitude, degrees north"] else None) == (
            row.lat if row.lat == row.lat else None
        )
        assert got["Data version"] == "abc123"


@pytest.fixture
def one(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.head(1).copy()


@pytest.mark.parametrize("words", ["=1+1", "+1", "-2", "@x", "http://x.example", "12"])
def test_text_stays_text_in_a_workbook(one: pd.DataFrame, words: str) -> None:
    one["title"] = words
    cell = openpyxl.load_workbook(io.BytesIO(files.xlsx(one, ABOUT, {})))["Events"]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_text_that_looks_like_a_formula_stays_text_in_csv(one: pd.DataFrame) -> None:
    one["title"] = "=1+1"
    assert ",'=1+1," in files.csv(one, ABOUT).decode("utf-8-sig")


def test_a_long_text_is_cut_with_a_word(one: pd.DataFrame) -> None:
    one["summary"] = "x" * 40_000
    words = openpyxl.load_workbook(io.BytesIO(files.xlsx(one, ABOUT, {})))["Events"]["C2"].value
    assert len(words) == 32_767 and words.endswith("the CSV has the whole text)")


def test_a_cut_file_says_so(one: pd.DataFrame) -> None:
    assert "Events: the first 1 of 115 that match" in json.loads(files.geojson(one, ABOUT))["about"]["Holds"]


def test_no_events_make_whole_files(frame: pd.DataFrame, tmp_path: Path) -> None:
    none = frame.head(0)
    file = tmp_path / "none.parquet"
    file.write_bytes(files.parquet(none, ABOUT))
    assert duckdb.sql(f"select count(*) from read_parquet('{file}')").fetchall() == [(0,)]
    assert openpyxl.load_workbook(io.BytesIO(files.xlsx(none, ABOUT, {})))["Events"].max_row == 1
    assert json.loads(files.geojson(none, ABOUT))["features"] == []


def test_days_are_days() -> None:
    assert plain(pd.Timestamp(2031, 1, 2)) == date(2031, 1, 2)
