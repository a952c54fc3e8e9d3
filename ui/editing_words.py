"""Words of the importer as the editors' screen says them: headings instead of column names, titles instead of keys of rows."""

import re
from collections.abc import Mapping

from charts.theme import short
from data.importer.known import Known
from data.importer.told import Draft, Row

# Headings of the tables on the screen, by the key of the value.
HEADINGS: Mapping[str, str] = {
    "state": "State",
    "title": "Title",
    "date_start": "First day",
    "date_end": "Last day",
    "date_precision": "Precision",
    "place": "Place",
    "place_kind": "Kind of place",
    "place_country": "Its country",
    "partner_countries": "Partners",
    "field": "Field",
    "kind": "Kind",
    "status": "Status",
    "amount": "Amount",
    "currency": "Currency",
    "amount_qualifier": "Amount is",
    "amount_for": "Amount is for",
    "section": "Section",
    "topics": "Topics",
    "locator": "Where in the document",
    "lat": "Latitude",
    "lon": "Longitude",
    "series": "Line",
    "year": "Year",
    "basis": "Basis",
    "value_bn_cny": "Billion yuan",
    "growth_pct": "Growth, %",
    "growth_against": "Growth against",
    "as_printed": "As printed",
    "item": "Short name",
}
# Only keys of several pieces: the others are words of a sentence as well.
_KEY = re.compile(rf"\b(?:{'|'.join(key for key in HEADINGS if '_' in key)})\b")
_NAMED = re.compile(r"\b(Event|Budget line) ([eb]\d+) '([^']*)'")
_UNDECIDED = re.compile(r"(?<= not decided) \([eb\d, .]+\)")
_ROW = re.compile(r"\b[eb]\d+\b")


def plain(line: str, draft: Draft, known: Known) -> str:
    """A sentence of the importer without its keys: rows by their titles, columns by their headings."""
    rows = {str(row["id"]): row for row in (*draft["events"], *draft["budget"])}

    def named(found: re.Match[str]) -> str:
        series = rows.get(found[2], {}).get("series")
        return f"{found[1]} '{label('series', series, known) if series else found[3]}'"

    line = _NAMED.sub(named, _UNDECIDED.sub("", line))
    line = _KEY.sub(lambda found: HEADINGS[found[0]].lower(), line)
    return _ROW.sub(lambda found: _title(rows[found[0]], known) if found[0] in rows else found[0], line)


def _title(row: Row, known: Known) -> str:
    series = row.get("series")
    words = label("series", series, known) if series else row.get("title") or row.get("passage") or "without title"
    return f"'{short(str(words), 40)}'"


def label(kind: str, key: str, known: Known) -> str:
    """The usual name of a code; the code itself where it has none."""
    return (known.ids(kind).get(key) or (key,))[0]
