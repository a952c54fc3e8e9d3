"""Events as a table to read: a row each with when, what, who, where, how much and who says so; a row opens its evidence."""

from typing import Any

import pandas as pd

from charts.breakthroughs import when
from charts.overview import SECTIONS
from charts.theme import MARKS, exact
from ui import evidence, table
from ui.table import Lines, Run

# Where no link is known: the review's print lost its own.
NO_LINK = {"review": "link missing in the print", "context": "no link recorded"}


def show(events: pd.DataFrame, alt: str) -> None:
    """`events` is an answer of explore/events."""
    rows = [row._asdict() for row in events.itertuples()]
    frame = pd.DataFrame(
        {
            table.MARK: [f"event:{row['event_id']}" for row in rows],
            "Date": [_when(row) for row in rows],
            "Event": [_what(row) for row in rows],
            "Section": [_lines((SECTIONS[row["section"]],), (row["field"],), (row["kind"],)) for row in rows],
            "Partners, place": [_where(row) for row in rows],
            "Amount": [_amount(row) for row in rows],
            "Source": [source(row) for row in rows],
        }
    )
    if frame["Amount"].isna().all():
        frame = frame.drop(columns="Amount")
    table.show(frame, alt, key="explore-events", picks=evidence.pick, stacks=True)


def _lines(first: tuple[Run, ...], *smaller: tuple[Run, ...]) -> Lines:
    return Lines(((False, first), *((True, runs) for runs in smaller if any(runs))))


def _words(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _what(row: dict[str, Any]) -> Lines:
    doubts = int(row["findings"])
    found = f"{doubts} finding{'' if doubts == 1 else 's'}" if doubts else ""
    return _lines((str(row["title"]),), (_words(row["organisations"]),), (_words(row["people"]),), (found,))


def _where(row: dict[str, Any]) -> Lines:
    place = ", ".join(dict.fromkeys(filter(None, (_words(row["place"]), _words(row["place_country"])))))
    return _lines((_words(row["partners"]) or "no partner country",), (place or "no place reported",))


def _when(row: dict[str, Any]) -> Lines:
    """The date as exact as the source, and its print where that tells of no amount."""
    day = when(row["starts_on"], row["ends_on"], row["date_precision"])
    return _lines((day,), (str(row["status"]),), ("" if _words(row["currency"]) else _printed(row),))


def _printed(row: dict[str, Any]) -> str:
    return f"printed: {row['as_printed']}" if _words(row["as_printed"]) else ""


def _amount(row: dict[str, Any]) -> Lines | None:
    if not _words(row["currency"]):
        return None
    stored = f"{row['currency']} {exact(row['amount'])}"
    return _lines(
        (f"{_words(row['amount_qualifier'])} {stored}".strip(),), (_words(row["amount_for"]),), (_printed(row),)
    )


def source(row: dict[str, Any]) -> Lines:
    """Publisher and document with the link, or words where it is missing, and the place in the document."""
    mark, name = MARKS[str(row["source"])], _words(row["document_title"])
    where = _words(row["locator"])
    missing = "" if _words(row["url"]) else NO_LINK[str(row["source"])]
    # The institute's name is long, and its review says whose it is.
    parts = (name,) if row["source"] == "review" else (_words(row["publisher"]), name)
    words = ", ".join(filter(None, parts))
    return _lines((f"{mark} ", table.link(words, row["url"])), (where,), (missing,))
