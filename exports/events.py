"""Events to files to keep: CSV, Parquet, XLSX and GeoJSON with the same columns, each saying what it holds and how to cite it.

A file never runs anything: what a spreadsheet would take for a formula stays text.
"""

import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from exports import table
from exports.about import INSTITUTE, About
from exports.workbook import Book, plain

# Rows of one file: more make a spreadsheet that few machines open, and take the server longer than a reader waits.
MOST = {"csv": 100_000, "parquet": 100_000, "xlsx": 20_000, "geojson": 100_000}


@dataclass(frozen=True)
class Column:
    """A column of the files: its key in Parquet and GeoJSON, its heading elsewhere, and where the schema says what it means."""

    name: str
    heading: str
    table: str
    column: str
    width: int = 16


COLUMNS: tuple[Column, ...] = (
    Column("event_id", "Event key", "event", "event_id", 24),
    Column("title", "Event", "event", "title", 48),
    Column("summary", "Summary", "event", "summary", 60),
    Column("section", "Section", "event", "section"),
    Column("kind", "Kind", "event", "kind"),
    Column("field", "Field", "field", "label", 20),
    Column("starts_on", "First day", "event", "starts_on", 12),
    Column("ends_on", "Last day", "event", "ends_on", 12),
    Column("date_precision", "Precision of the date", "event", "date_precision", 12),
    Column("partners", "Partner countries", "sieve", "partner_names", 28),
    Column("place", "Place", "event", "place", 24),
    Column("place_kind", "Kind of place", "event", "place_kind", 12),
    Column("place_country", "Country of the place", "event", "place_country", 18),
    Column("lat", "Latitude, degrees north", "event", "lat", 12),
    Column("lon", "Longitude, degrees east", "event", "lon", 12),
    Column("organisations", "Organisations", "event_organisation", "organisation_id", 40),
    Column("people", "People", "event_person", "person_id", 28),
    Column("status", "Status", "event", "status", 12),
    Column("as_printed", "Date and amount as printed", "event", "as_printed", 28),
    Column("amount", "Amount, units of the currency", "event", "amount", 16),
    Column("currency", "Currency, ISO 4217", "event", "currency", 10),
    Column("amount_qualifier", "Amount is", "event", "amount_qualifier", 12),
    Column("amount_for", "Amount is for", "event", "amount_for", 24),
    Column("source", "Source", "sieve", "source", 12),
    Column("document_id", "Document key", "event", "document_id", 24),
    Column("publisher", "Publisher", "document", "publisher", 28),
    Column("document_title", "Document", "document", "title", 40),
    Column("document_month", "Month of the document", "document", "month", 12),
    Column("locator", "Where in the document", "event", "locator", 28),
    Column("url", "Link", "document", "url", 40),
    Column(
        "findings", "Open doubts of the checks, number; missing links and notes left aside", "sieve", "findings", 10
    ),
)
DATES = ("starts_on", "ends_on")


def _rows(frame: pd.DataFrame) -> list[list[Any]]:
    return [list(map(plain, row)) for row in frame[[c.name for c in COLUMNS]].itertuples(index=False, name=None)]


def csv(frame: pd.DataFrame, about: About) -> bytes:
    """CSV with headings and units; filters and version stand in every row."""
    kept = frame[[c.name for c in COLUMNS]].assign(**{day: frame[day].dt.date for day in DATES})
    return table.csv(
        kept.rename(columns={c.name: c.heading for c in COLUMNS}),
        about.held(len(frame)),
        about.filters,
        about.version,
    )


def parquet(frame: pd.DataFrame, about: About) -> bytes:
    """Parquet with real days and numbers; headings, meaning of the file and how to cite it are its metadata."""
    columns = dict(zip((c.name for c in COLUMNS), zip(*_rows(frame), strict=True), strict=False))
    kinds = {**dict.fromkeys(DATES, pa.date32()), **dict.fromkeys(("lat", "lon", "amount"), pa.float64())}
    kinds["findings"] = pa.int32()
    fields = [pa.field(c.name, kinds.get(c.name, pa.string()), metadata={"heading": c.heading}) for c in COLUMNS]
    schema = pa.schema(fields, metadata=about.facts(len(frame)))
    made = pa.table([pa.array(columns.get(f.name, ()), f.type) for f in fields], schema=schema)
    file = io.BytesIO()
    pq.write_table(made, file, compression="zstd")
    return file.getvalue()


def geojson(frame: pd.DataFrame, about: About) -> bytes:
    """The events that have coordinates as points (RFC 7946); a member of the collection says how many have none."""
    features = []
    for row in _rows(frame):
        told = {c.name: value for c, value in zip(COLUMNS, row, strict=True) if value is not None}
        lat, lon = told.pop("lat", None), told.pop("lon", None)
        if lat is None or lon is None:
            continue
        told = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
        point = {"type": "Point", "coordinates": [float(lon), float(lat)]}
        features.append({"type": "Feature", "id": told["event_id"], "geometry": point, "properties": told})
    whole = {
        "type": "FeatureCollection",
        "about": about.facts(len(frame)),
        "events": len(frame),
        "events_without_coordinates": len(frame) - len(features),
        "features": features,
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def xlsx(frame: pd.DataFrame, about: About, meanings: dict[tuple[str, str], str]) -> bytes:
    """A workbook of three sheets: the events, what each column means, filters and sources. `meanings`: (table, column) to its comment."""
    book = Book("Events", INSTITUTE, about.cite())
    page = book.sheet("Events", [c.heading for c in COLUMNS], [c.width for c in COLUMNS], _rows(frame))
    page.autofilter(0, 0, max(len(frame), 1), len(COLUMNS) - 1)
    page.set_landscape()
    meant = [(c.heading, c.name, f"{c.table}.{c.column}", meanings.get((c.table, c.column), "")) for c in COLUMNS]
    book.sheet(
        "Dictionary",
        ["Heading", "Name in Parquet and GeoJSON", "Column of the database", "Meaning"],
        [30, 26, 34, 90],
        meant,
    )
    used = frame.groupby(["publisher", "document_title", "document_month", "url"], dropna=False, sort=True).size()
    documents = [[*map(plain, key), int(count)] for key, count in used.items()]
    told = [[what, words, None, None, None] for what, words in about.facts(len(frame)).items()]
    told += [[None] * 5, ["Publisher", "Document", "Month", "Link", "Events"]]
    told += [[*row[:3], row[3] or "no link recorded", row[4]] for row in documents]
    book.sheet("Sources and citation", ["About this file", "", "", "", ""], [30, 70, 12, 50, 10], told)
    return book.close()
