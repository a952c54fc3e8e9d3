"""A list of any sort to files to keep: CSV and XLSX with the same columns, saying what they hold and how to cite it."""

import pandas as pd

from charts.theme import short
from exports import table
from exports.about import INSTITUTE, About
from exports.workbook import Book, plain

# Rows of one file, as with events.
MOST = {"csv": 100_000, "xlsx": 20_000}


def csv(frame: pd.DataFrame, about: About) -> bytes:
    """CSV with headings; what it holds, the filters, the version and how to cite it stand in every row."""
    cited = frame.assign(**{"How to cite": about.cite()})
    return table.csv(cited, about.held(len(frame)), about.filters, about.version)


def xlsx(frame: pd.DataFrame, about: About) -> bytes:
    """A workbook of two sheets: the list, and what it holds and how to cite it."""
    book = Book(about.what.capitalize(), INSTITUTE, about.cite())
    # As wide as the words of a column, within what one reads on a screen.
    widths = [
        min(60, max(12, len(str(name)), *(len(str(value)) for value in frame[name].head(50)), 0)) for name in frame
    ]
    rows = [list(map(plain, row)) for row in frame.itertuples(index=False, name=None)]
    # A sheet has a name of at most 31 characters.
    page = book.sheet(short(about.what.capitalize(), 31), list(frame), widths, rows)
    page.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    page.set_landscape()
    book.sheet("About and citation", ["About this file", ""], [20, 90], list(about.facts(len(frame)).items()))
    return book.close()
