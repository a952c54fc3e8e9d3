"""The workbook of a month, opened again: every number is that of the queries, every text a text; the command says what is wrong."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

import queries
from charts import theme
from exports import command, month_book, served, view
from exports.about import About
from exports.exhibits import Asked
from exports.workbook import plain

ABOUT = About("January 2031; all countries", "0123456789ab", datetime(2031, 2, 1, 8, 30, tzinfo=UTC), "/?from=2031-01")


def asked_of(connection: duckdb.DuckDBPyConnection, month: str) -> Asked:
    def ask(name: str, **params: object) -> pd.DataFrame:
        return queries.run(connection.cursor(), name, params)

    return Asked(ask, view.Filters(month, month), view.known(ask), theme.load("light"))


@pytest.mark.parametrize(("base", "month"), [("invented", "2031-01"), ("project", "2024-03")])
def test_every_cell_is_what_the_queries_say(base: str, month: str, request: pytest.FixtureRequest) -> None:
    asked = asked_of(request.getfixturevalue(base), month)
    book = openpyxl.load_workbook(io.BytesIO(month_book.make(asked, ABOUT)))
    tables = month_book.tables(asked)
    assert book.sheetnames == [*tables, "Dictionary", "Sources", "About"]
    for name, (headings, frame) in tables.items():
        columns = [column for column in headings if column in frame]
        first, *rows = book[name].iter_rows(values_only=True)
        assert list(first) == [headings[column] for column in columns]
        written = [[value.date() if isinstance(value, datetime) else value for value in row] for row in rows]
        told = [list(map(plain, row)) for row in frame[columns].itertuples(index=False, name=None)]
        assert written == told, name
        assert not any(cell.data_type == "f" for row in book[name].iter_rows() for cell in row)
    told = " ".join(str(cell) for row in book["About"].iter_rows(values_only=True) for cell in row)
    assert all(words in told for words in (ABOUT.filters, ABOUT.version, "2031-02-01 08:30 UTC", ABOUT.address))
    assert not tables["Budget lines"][1].empty
    events = [row for name in tables if name.endswith("events") for row in book[name].values]
    assert any(isinstance(cell, datetime | date) for row in events for cell in row)


def test_what_a_spreadsheet_would_run_stays_text() -> None:
    from exports.workbook import Book

    book = Book("t", "a", "c")
    book.sheet("S", ["Text"], [10], [["=1+1"], ["+1"], ["-1"], ["@x"]])
    sheet = openpyxl.load_workbook(io.BytesIO(book.close()))["S"]
    assert [(c.value, c.data_type) for c in sheet["A"][1:]] == [(w, "s") for w in ("=1+1", "+1", "-1", "@x")]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--month", "1999-01"], "There is no month '1999-01'"),
        (["--month", "2031-01", "--view", "mars"], "There is no boundary view 'mars'"),
        (["--month", "2031-01", "--data-version", "0" * 12], "is not kept"),
        ([], "required: --month"),
    ],
)
def test_the_command_says_what_is_wrong(
    more: list[str],
    words: str,
    tmp_path: Path,
    invented: duckdb.DuckDBPyConnection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = served.open_version
    monkeypatch.setattr(
        served,
        "open_version",
        lambda v: real(v, tmp_path) if v else (asked_of(invented, "2031-01").answer, "0123456789ab"),
    )
    assert command.run("workbook", month_book.make, [*more, "--out", str(tmp_path / "a.xlsx")]) == 2
    told = capsys.readouterr().err
    assert words in told and told.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(command.Refused, match="cannot be written"):
        command.write(tmp_path / "none" / "a.xlsx", b"x")
    command.write(tmp_path / "a.xlsx", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
