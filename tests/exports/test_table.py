"""Files carry units, filters and version, and run nothing in a spreadsheet."""

import csv
import io

import pandas as pd

from exports import table


def test_csv_keeps_numbers_and_says_what_they_are() -> None:
    frame = pd.DataFrame({"Amount, billion yuan": [370.828], "Publisher": ["Xinhua, 新华社"]})
    rows = list(
        csv.DictReader(
            io.StringIO(table.csv(frame, "The review", "March 2024; all countries", "abc123").decode("utf-8-sig"))
        )
    )
    assert rows == [
        {
            "Amount, billion yuan": "370.828",
            "Publisher": "Xinhua, 新华社",
            "Shown source": "The review",
            "Filters": "March 2024; all countries",
            "Data version": "abc123",
        }
    ]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    frame = pd.DataFrame({"Event": ["=1+1", "@x", "-2", "plain"]})
    rows = list(csv.DictReader(io.StringIO(table.csv(frame, "", "", "v").decode("utf-8-sig"))))
    assert [row["Event"] for row in rows] == ["'=1+1", "'@x", "'-2", "plain"]
