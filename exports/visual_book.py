"""The workbook of one picture: its numbers as a sheet, the events behind them, what each column means, the sources, how to cite."""

import pandas as pd

from charts.tables import MARK
from exports import events, meanings, month_book
from exports.about import INSTITUTE, About
from exports.exhibits import Asked, Exhibit
from exports.workbook import Book, plain

SECTION = {"collaboration": "collaboration", "breakthroughs": "breakthrough", "diplomacy": "diplomacy"}
NUMBERS, BEHIND = "Numbers", "Events behind them"


def make(shown: Exhibit, about: About) -> bytes:
    """The workbook as bytes."""
    asked = shown.asked
    schema = month_book.dictionary_of(asked)
    book = Book(shown.title, INSTITUTE, about.cite())
    numbers = shown.table.drop(columns=MARK, errors="ignore")
    _sheet(book, NUMBERS, numbers)
    meant = [[NUMBERS, str(name), meanings.of_heading(str(name), schema)] for name in numbers]
    resting = shown.frame
    if shown.room != "budget":
        resting = behind(shown, asked)
        named = {c.name: c.heading for c in events.COLUMNS}
        _sheet(book, BEHIND, resting[list(named)].rename(columns=named))
        meant += [[BEHIND, c.heading, meanings.of_column(c.column, (c.table,), schema)] for c in events.COLUMNS]
    book.sheet("Dictionary", ["Sheet", "Heading", "Meaning"], [20, 36, 100], meant)
    month_book.sources(book, [resting])
    told = {"Picture": shown.title, "Measure": shown.measure, "Source": shown.source, "Note": shown.note or ""}
    book.sheet("About", ["About this file", ""], [20, 100], list({**told, **about.facts()}.items()))
    return book.close()


def behind(shown: Exhibit, asked: Asked) -> pd.DataFrame:
    """The events that a picture counts or draws, as explore/events tells them."""
    told = month_book.month_events(asked)
    if shown.room in SECTION:
        told = told[told.section == SECTION[shown.room]]
    if "event_id" in shown.frame:
        return told[told.event_id.isin(shown.frame.event_id)]
    ties = asked.choices.get("tie", ()) if shown.room == "diplomacy" else ()
    return told[told.kind.isin(list(ties))] if ties else told


def _sheet(book: Book, name: str, frame: pd.DataFrame) -> None:
    # As wide as the words of a column, within what one reads on a screen.
    widths = [min(60, max(12, len(str(c)), *(len(str(v)) for v in frame[c].head(50)), 0)) for c in frame]
    rows = [list(map(plain, row)) for row in frame.itertuples(index=False, name=None)]
    page = book.sheet(name, list(frame), widths, rows)
    page.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
    page.set_landscape()
