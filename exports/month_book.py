"""The workbook of a month: a sheet a table with the numbers as they are stored, what each column means, the sources, how to cite."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.overview import SECTIONS
from charts.tables import FIGURES
from exports import budget_exhibits, event_exhibits, events, meanings
from exports.about import INSTITUTE, About
from exports.exhibits import Asked
from exports.workbook import Book, plain

# Rows of a sheet: what a month holds many times over; the sheet says so where it is cut.
MOST = 20_000
# Heading of each column, with its unit.
BUDGET = {
    "figure_id": "Figure key",
    "series_id": "Series key",
    **{column: heading for column, heading in FIGURES.items() if column != "figure_id"},
    "source": "Source",
    "locator": "Where in the document",
}
COUNTRIES = {
    "iso3": "Country, ISO 3166-1",
    "country": "Partner country",
    "region": "Region",
    "lat": "Label point, degrees north",
    "lon": "Label point, degrees east",
    "events": "Events, number",
    "review": "In the review, number",
    "context": "In context reporting, number",
    "fields": "Fields",
}
TIES = {
    "tail": "From, key",
    "head": "To, key",
    "head_label": "To",
    "head_name": "Full name",
    "head_kind": "Kind of partner",
    "events": "Events, number",
    "review": "In the review, number",
    "kinds": "Kinds of tie",
}
FINDINGS = {
    "rule": "Rule",
    "rule_about": "What the rule says",
    "severity": "Severity",
    "subject_kind": "About a",
    "subject_id": "Key",
    "name": "Name",
    "message": "Finding",
    "evidence": "Evidence",
    "settles": "What would settle it",
    "resolution": "Resolution",
    "resolved_by": "Resolved by",
    "resolved_on": "Resolved on",
    "publisher": "Publisher",
    "document_title": "Document",
}
EVENTS = {column.name: column.heading for column in events.COLUMNS}


def tables(asked: Asked) -> dict[str, tuple[Mapping[str, str], pd.DataFrame]]:
    """Headings and answer of each sheet, by its name."""
    told = month_events(asked)
    return {
        "Budget lines": (BUDGET, asked.ask("budget/review_lines")),
        "Budget series": (BUDGET, asked.ask("budget/series", series=budget_exhibits.SERIES)),
        **{f"{label} events": (EVENTS, told[told.section == name]) for name, label in SECTIONS.items()},
        "Partner countries": (COUNTRIES, asked.ask("collaboration/by_country")),
        "Ties": (
            TIES,
            asked.ask(
                "diplomacy/ties", layers=["country", "body", "organisation"], most_nodes=event_exhibits.MOST_NODES
            ),
        ),
        "Findings": (FINDINGS, findings(asked, told)),
    }


def month_events(asked: Asked) -> pd.DataFrame:
    """The events of the filters with all that files say of them, newest first."""
    every = {f"{name}_all": True for name in ("sections", "statuses", "organisations", "people")}
    none: dict[str, Any] = {name: [] for name in ("sections", "statuses", "organisations", "people")}
    return asked.ask("explore/events", **every, **none, doubt="", most=MOST, skip=0)


def findings(asked: Asked, told: pd.DataFrame) -> pd.DataFrame:
    """What the checks found about the events of `told`, their documents and the budget lines, open ones first."""
    lines = asked.ask("budget/review_lines")
    every = {f"{name}_all": True for name in ("rules", "severities", "subject_kinds", "states")}
    none: dict[str, Any] = {name: [] for name in ("rules", "severities", "subject_kinds", "states")}
    documents = sorted({*told.document_id, *lines.document_id})
    found = asked.ask("issues/findings", **every, **none, documents=documents, documents_all=False, most=MOST, skip=0)
    here = {*told.event_id, *lines.figure_id}
    return found[~found.subject_kind.isin(["event", "figure"]) | found.subject_id.isin(here)]


def dictionary_of(asked: Asked) -> dict[tuple[str, str], str]:
    """What the schema says of each column, by table and column."""
    return {(row.table_name, row.column_name): row.meaning for row in asked.ask("explore/dictionary").itertuples()}


def sources(book: Book, frames: Sequence[pd.DataFrame]) -> None:
    """The sheet of the documents that the rows of the frames (publisher, document_title, url) rest on."""
    counted: dict[tuple[Any, ...], int] = {}
    for frame in frames:
        for row in frame.itertuples():
            key = tuple(map(plain, (row.publisher, row.document_title, row.url)))
            counted[key] = counted.get(key, 0) + 1
    listed = [[p, d, u or "no link recorded", n] for (p, d, u), n in sorted(counted.items(), key=lambda s: str(s[0]))]
    book.sheet("Sources", ["Publisher", "Document", "Link", "Rows that rest on it, number"], [30, 60, 60, 14], listed)


def make(asked: Asked, about: About) -> bytes:
    """The workbook as bytes."""
    schema = dictionary_of(asked)
    book = Book(f"China science and technology, {asked.chosen.period_words()}", INSTITUTE, about.cite())
    dictionary: list[list[str]] = []
    resting: list[pd.DataFrame] = []
    for name, (headings, frame) in tables(asked).items():
        columns = [column for column in headings if column in frame]
        rows = [list(map(plain, row)) for row in frame[columns].itertuples(index=False, name=None)]
        widths = [max(12, min(48, max([len(headings[c]), *(len(str(v)) for v in frame[c].head(50))]))) for c in columns]
        page = book.sheet(name, [headings[c] for c in columns], widths, rows)
        page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        page.set_landscape()
        dictionary += [[name, headings[c], c, _meaning(name, c, schema)] for c in columns]
        if "url" in columns:
            resting.append(frame)
    book.sheet("Dictionary", ["Sheet", "Heading", "Column", "Meaning"], [20, 30, 18, 90], dictionary)
    sources(book, resting)
    book.sheet("About", ["About this file", ""], [20, 100], list(about.facts().items()))
    return book.close()


def _meaning(sheet: str, column: str, schema: meanings.Schema) -> str:
    """What a column of a sheet means."""
    if sheet.endswith("events"):
        own = next(c for c in events.COLUMNS if c.name == column)
        return meanings.of_column(own.column, (own.table,), schema)
    order = {"Budget lines": meanings.FIGURE, "Budget series": meanings.FIGURE, "Findings": meanings.FINDING}
    return meanings.of_column(column, order.get(sheet, ()), schema)
