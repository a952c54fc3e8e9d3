"""A list as a file says what it holds, is cut with a word, and runs nothing."""

import io
from datetime import UTC, datetime

import openpyxl
import pandas as pd

from exports import listed
from exports.about import About

FRAME = pd.DataFrame(
    {"About": ["=1+1", "Lab"], "Resolved on": [pd.NaT, pd.Timestamp(2031, 4, 2)], "Events, number": [1, 2]}
)
ABOUT = About("state: Open", "abc123", datetime(2031, 4, 3, tzinfo=UTC), "http://x/issues", "findings", 5)


def test_a_workbook_holds_text_as_text_and_cites() -> None:
    book = openpyxl.load_workbook(io.BytesIO(listed.xlsx(FRAME, ABOUT)))
    rows = list(book["Findings"].iter_rows(values_only=True))
    assert rows == [("About", "Resolved on", "Events, number"), ("=1+1", None, 1), ("Lab", datetime(2031, 4, 2), 2)]
    assert book["Findings"]["A2"].data_type == "s"
    told = dict(book["About and citation"].iter_rows(values_only=True))
    assert (
        told["Holds"]
        == "Findings: the first 2 of 5 that match, in the order of the screen; narrow the filters for the others"
    )
    assert "findings (state: Open), data version abc123" in told["How to cite"]


def test_a_long_name_makes_a_workbook_too() -> None:
    about = About("all", "abc123", datetime(2031, 4, 3, tzinfo=UTC), "/", "numbers of breakthroughs-timeline", 1)
    assert listed.xlsx(pd.DataFrame({"Events": [1]}), about)[:2] == b"PK"


def test_csv_says_the_same_in_every_row() -> None:
    text = listed.csv(FRAME, ABOUT).decode("utf-8-sig")
    assert text.count("abc123") == 4 and "'=1+1" in text
