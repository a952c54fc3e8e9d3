"""The workbook of one picture, opened again: its numbers, the events behind them, a meaning for every heading, the documents."""

import io
from dataclasses import replace
from datetime import date, datetime

import duckdb
import openpyxl
import pytest

from charts.tables import MARK
from exports import gallery, month_book, visual_book
from exports.workbook import plain
from tests.exports.test_month_book import ABOUT, asked_of

SHOWN = [
    ("overview", {}),
    *[("budget", {"at": number}) for number in range(5)],
    ("collaboration", {}),
    ("breakthroughs", {}),
    *[("diplomacy", {"shape": [shape]}) for shape in ("network", "matrix", "timeline")],
]


@pytest.mark.parametrize(("page", "choices"), SHOWN)
def test_numbers_meanings_and_sources(
    page: str, choices: dict[str, object], project: duckdb.DuckDBPyConnection
) -> None:
    at = int(str(choices.get("at", 0)))
    asked = replace(asked_of(project, "2024-03"), choices={k: v for k, v in choices.items() if k != "at"})  # type: ignore[arg-type]
    shown = gallery.of(page, asked)[at]
    book = openpyxl.load_workbook(io.BytesIO(visual_book.make(shown, ABOUT)))
    head, *rows = book[visual_book.NUMBERS].iter_rows(values_only=True)
    table = shown.table.drop(columns=MARK, errors="ignore")
    assert list(head) == list(table)
    written = [[v.date() if isinstance(v, datetime) else v for v in row] for row in rows]
    assert written == [list(map(plain, row)) for row in table.itertuples(index=False, name=None)]
    meant = list(book["Dictionary"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in meant if row[0] == visual_book.NUMBERS] == list(head)
    assert not [row for row in meant if not row[2]]
    assert book["Sources"].max_row > 1
    told = dict(book["About"].iter_rows(min_row=2, values_only=True))
    assert told["Picture"] == shown.title and told["How to cite"] == ABOUT.cite()
    if page == "diplomacy" and choices["shape"] == ["timeline"]:
        assert all(isinstance(row[list(head).index("First day")], datetime | date) for row in rows)


def test_the_events_behind_a_number_are_those_it_counts(project: duckdb.DuckDBPyConnection) -> None:
    asked = asked_of(project, "2024-03")
    every = month_book.month_events(asked)
    shown = gallery.of("diplomacy", replace(asked, choices={"shape": ["matrix"], "tie": ["agreement"]}))[0]
    behind = visual_book.behind(shown, shown.asked)
    wanted = every[(every.section == "diplomacy") & (every.kind == "agreement")]
    assert 0 < len(behind) < len(every) and set(behind.event_id) == set(wanted.event_id)


def test_no_heading_of_the_month_lacks_a_meaning(project: duckdb.DuckDBPyConnection) -> None:
    book = openpyxl.load_workbook(io.BytesIO(month_book.make(asked_of(project, "2024-03"), ABOUT)))
    assert not [row for row in book["Dictionary"].iter_rows(min_row=2, values_only=True) if not row[3]]
