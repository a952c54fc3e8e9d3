"""A list of any sort to files to keep: CSV and XLSX with the same columns, saying what they hold and how to cite it."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from charts.theme import short
from exports import table
from exports.about import INSTITUTE
from exports.workbook import Book, plain

# Rows of one file, as with events.
MOST = {"csv": 100_000, "xlsx": 20_000}


@dataclass(frozen=True)
class About:
    """What a file holds: a word for its rows, what limits them in words, version of the data, when it was made, how many match, the address."""

    what: str
    filters: str
    version: str
    made: datetime
    matching: int
    address: str

    def held(self, rows: int) -> str:
        """Whether the file holds all that match."""
        if rows >= self.matching:
            return f"{self.what.capitalize()}: all {self.matching} that match"
        return f"{self.what.capitalize()}: the first {rows} of {self.matching} that match; narrow the filters for the others"

    def cite(self) -> str:
        return (
            f"{INSTITUTE} (MP-IDSA), China science and technology dashboard, {self.what} ({self.filters}), data version {self.version}, "
            f"made {self.made:%Y-%m-%d}."
        )


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
    facts = [
        ("Holds", about.held(len(frame))),
        ("Filters", about.filters),
        ("Data version", about.version),
        ("Made", f"{about.made:%Y-%m-%d %H:%M} UTC"),
        ("How to cite", about.cite()),
        ("Address", about.address),
    ]
    book.sheet("About and citation", ["About this file", ""], [20, 90], facts)
    return book.close()
