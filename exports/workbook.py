"""Workbooks of a spreadsheet, written row by row. Texts are texts, whatever they begin with.

Run as `python -m exports.workbook --month 2024-03 --out FILE.xlsx`, see exports/month_book.py.
"""

import io
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
import xlsxwriter

# A cell of a spreadsheet holds no more characters.
_CELL = 32_767
_LONG = "… (cut here: a cell holds no more; the CSV has the whole text)"


def plain(value: Any) -> Any:
    """A missing value as None, a day as a date."""
    if value is None or value is pd.NaT or value != value:
        return None
    return value.date() if isinstance(value, datetime) else value


class Book:
    """A workbook that `close` gives as bytes."""

    def __init__(self, title: str, author: str, comments: str) -> None:
        self._file = io.BytesIO()
        # Row by row, so that a long list takes little memory.
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"title": title, "author": author, "comments": comments})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._number = self._book.add_format({"valign": "top", "num_format": "General"})

    def sheet(self, name: str, headings: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Any]]) -> Any:
        """A sheet whose headings stay in sight; columns are so many characters wide."""
        page = self._book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        for number, row in enumerate([headings, *rows]):
            for at, value in enumerate(row):
                self._write(page, number, at, value, self._head if number == 0 else None)
        return page

    def close(self) -> bytes:
        self._book.close()
        return self._file.getvalue()

    def _write(self, page: Any, row: int, at: int, value: Any, head: Any) -> None:
        if value is None:
            return
        if pd.api.types.is_bool(value):
            page.write_boolean(row, at, bool(value), head or self._text)
        elif isinstance(value, date):
            page.write_datetime(row, at, value, head or self._day)
        elif isinstance(value, str):
            words = value if len(value) <= _CELL else value[: _CELL - len(_LONG)] + _LONG
            page.write_string(row, at, words, head or self._text)
        else:
            page.write_number(row, at, value, head or self._number)


if __name__ == "__main__":
    from exports import command, month_book

    sys.exit(command.run("workbook", month_book.make))
