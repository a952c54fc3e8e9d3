"""The snapshot holds the month's words, tables and version, and nothing in it comes from elsewhere or runs from data."""

import html
import re

import duckdb
import pandas as pd

from exports import gallery, snapshot
from tests.exports.test_month_book import ABOUT, asked_of


def test_it_holds_words_tables_and_version(project: duckdb.DuckDBPyConnection) -> None:
    asked = asked_of(project, "2024-03")
    page = snapshot.make(asked, ABOUT).decode()
    assert len(page.encode()) < 8_000_000
    for one in gallery.month(asked):
        for words in (one.title, one.measure, one.source, one.note or ""):
            assert html.escape(words) in page
        for name in one.table.select_dtypes("number"):
            for value in one.table[name].dropna():
                assert f">{snapshot.plain(value)}</td>" in page, (one.key, name)
    for line in ABOUT.lines():
        assert html.escape(line) in page
    assert asked.boundaries.note in html.unescape(page)


def test_text_from_data_cannot_become_markup() -> None:
    frame = pd.DataFrame({"Event": ["<script>alert(1)</script>"], "Link": ["javascript:alert(1)"]})
    table = snapshot._table(frame, "<b>")
    assert "<script" not in table and "<b>" not in table and "javascript:" not in table
    assert "</script" not in snapshot._json({"a": "</script>"})


def test_no_program_runs_but_ours(invented: duckdb.DuckDBPyConnection) -> None:
    page = snapshot.make(asked_of(invented, "2031-01"), ABOUT).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and "default-src 'none'" in policy[1] and policy[1].count("'sha256-") == 2
    assert "showSendToCloud: false" in page
