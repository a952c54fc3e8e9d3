"""The lines of a period are those of the newest review up to its end, not of one that came later."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

import queries
from data import build
from tests.conftest import EVERYTHING, FIXTURES

LATER = """
insert into document select * replace ('review-2031-04' as document_id, '2031-04' as month, '2031-04' as folder) from document where document_id = 'review-2031-01';
insert into figure select * replace (figure_id || '-later' as figure_id, 'review-2031-04' as document_id, 1 as bn_cny) from figure where document_id = 'review-2031-01';
"""


@pytest.mark.parametrize(
    ("ends_on", "document"),
    [
        (date(2031, 12, 31), "review-2031-04"),
        (date(2031, 4, 30), "review-2031-04"),
        (date(2031, 3, 31), "review-2031-01"),
        (date(2030, 12, 31), "review-2031-01"),
    ],
)
def test_a_later_review_changes_no_earlier_month(ends_on: date, document: str, tmp_path: Path) -> None:
    built = build.build(FIXTURES, tmp_path / "built").file
    copy = tmp_path / "later.duckdb"
    copy.write_bytes(built.read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute(LATER)
        lines = queries.run(con.cursor(), "budget/review_lines", {**EVERYTHING, "ends_on": ends_on})
    assert set(lines.document_id) == {document}
