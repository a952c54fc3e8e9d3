"""Tables as a workbook: a sheet each, drop-downs of allowed values, and a sheet about the columns. It reads no file.

Text stays text whatever it begins with; days, numbers and truths are written as such.
"""

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from data.importer import values
from data.importer.known import Known
from data.importer.tables import FILLED, TABLES
from data.importer.told import Row
from data.importer.values import LISTS, NUMBERS, Column

ABOUT, ALLOWED = "About the columns", "Allowed values"
# A cell holds 32,767 units of UTF-16: longer text goes on in a further column, "passage (2)".
_PIECE = 16_000
_ROWS_TO_FILL = 500
_MUST = {
    "document": {"month", "title", "publisher"},
    "events": {"event_id", "section", "kind", "status", "title", "summary", "field", "date_precision", "place_kind", "locator"},
    "organisations": {"event_id", "name", "role"},
    "people": {"event_id", "name"},
    "budget": {"series_id", "year", "basis", "bn_cny", "locator"},
}  # fmt: skip
# Shown in the sheet about the columns only, and so never read as data: values of the review of March 2024.
_EXAMPLES = {
    "document": "2024-03|China Science and Technology Review, March 2024|MP-IDSA, New Delhi|||review-2024-03",
    "events": "e1|collaboration|facility|done|China and Kazakhstan open joint remote sensing laboratory in Almaty|Its tasks are environmental "
    "monitoring between China and Central Asia.|environment|2024-03-27|2024-03-27|day|Almaty|land|KAZ|43.222|76.8512|KAZ|"
    "kaznu-remote-sensing-lab|400000|USD|about|jointly funded laboratory|inaugurated on 27 March; US $ 400,000|Scientific Collaboration Projects, paragraph 1||||accepted|",
    "organisations": "e1|Al-Farabi Kazakh National University|KazNU|KAZ|builder|kaznu",
    "people": "e2|Jiraporn Sirikum|Deputy Governor|THA|jiraporn-sirikum|Electricity Generating Authority of Thailand|egat",
    "budget": "b1|st|central_st|2024|draft|370.828|10|previous budget|370.828 billion Yuan; an increase of 10% from the previous budget|"
    "China Science and Technology Budget 2024, paragraph 1||false|false|accepted",
}
_CODES = {"iso3": "country", "field": "field", "series": "series"}


def workbook(tables: Mapping[str, list[Row]], known: Known) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    forms = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    lists = _allowed(known)
    for name, rows in tables.items():
        _sheet(book, forms, name, rows, lists)
    _about(book, forms)
    page = book.add_worksheet(ALLOWED)
    for place, (kind, rows_of) in enumerate(lists.items()):
        page.write_string(0, 2 * place, kind, forms["head"])
        page.set_column(2 * place, 2 * place + 1, 22)
        for number, (word, label) in enumerate(rows_of, start=1):
            page.write_string(number, 2 * place, word)
            page.write_string(number, 2 * place + 1, label)
    book.close()
    return packed.getvalue()


def _allowed(known: Known) -> dict[str, list[tuple[str, str]]]:
    """Words of each kind that has few enough of them, with what they stand for."""
    kinds = dict.fromkeys(column.kind for columns in FILLED.values() for column in columns)
    found = {kind: [(word, "") for word in values.words(kind)] for kind in kinds if values.words(kind)}
    codes = {
        kind: sorted((key, names[0]) for key, names in known.ids(table).items() if names)
        for kind, table in _CODES.items()
    }
    return found | codes


def _sheet(
    book: Any, forms: Mapping[str, Any], name: str, rows: list[Row], lists: Mapping[str, list[tuple[str, str]]]
) -> None:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 1)
    place = 0
    for column in TABLES[name]:
        texts = [_as_text(column, row.get(column.key)) for row in rows]
        pieces = max([1, *(-(-len(text) // _PIECE) for text in texts if isinstance(text, str))])
        width = 60 if column.kind in ("words", "lines") or column.key in ("title", "summary") else 16
        for piece in range(pieces):
            page.set_column(place + piece, place + piece, width, forms["date" if column.kind == "date" else "text"])
            page.write_string(
                0, place + piece, f"{column.heading} ({piece + 1})" if piece else column.heading, forms["head"]
            )
        for number, text in enumerate(texts, start=1):
            _write(page, number, place, column, text, forms)
        if column.kind in lists:
            at = 2 * list(lists).index(column.kind)
            source = f"='{ALLOWED}'!{_letter(at)}$2:{_letter(at)}${len(lists[column.kind]) + 1}"
            page.data_validation(1, place, max(_ROWS_TO_FILL, len(rows)), place, {"validate": "list", "source": source})
        place += pieces


def _write(page: Any, row: int, place: int, column: Column, text: Any, forms: Mapping[str, Any]) -> None:
    """A value as what it is: a day, a number, a truth, else text, whatever it begins with."""
    if text is None or text == "":
        return
    if column.kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(text)):
        page.write_datetime(row, place, datetime.fromisoformat(text), forms["date"])
    elif isinstance(text, bool):
        page.write_boolean(row, place, text)
    elif isinstance(text, int | float):
        page.write_number(row, place, text)
    else:
        for piece, begins in enumerate(range(0, len(text), _PIECE)):
            page.write_string(row, place + piece, text[begins : begins + _PIECE], forms["text"])


def _as_text(column: Column, value: Any) -> Any:
    """What a cell holds of a value of a draft."""
    if column.kind in LISTS:
        return ("\n" if column.kind == "lines" else "; ").join(value or [])
    if value is None or isinstance(value, bool | int | float):
        return value
    return values.text(str(value))


def _about(book: Any, forms: Mapping[str, Any]) -> None:
    page = book.add_worksheet(ABOUT)
    page.freeze_panes(1, 0)
    for place, (heading, width) in enumerate((("Sheet", 14), ("Column", 18), ("Must be filled", 10), ("Meaning", 80), ("Allowed", 50), ("Example (not read)", 50))):  # fmt: skip
        page.set_column(place, place, width, forms["wrap"])
        page.write_string(0, place, heading, forms["head"])
    told = [
        [name, column.heading, "yes" if column.heading in _MUST[name] else "", column.meaning(), _what(column), example]
        for name, columns in FILLED.items()
        for column, example in zip(columns, _EXAMPLES[name].split("|"), strict=True)
    ]
    for number, words in enumerate(told, start=1):
        for place, word in enumerate(words):
            page.write_string(number, place, word, forms["wrap"])


def _what(column: Column) -> str:
    if words := values.words(column.kind):
        return ", ".join(words)
    if column.kind in NUMBERS:
        low, high, digits = NUMBERS[column.kind]
        return f"number from {low:,} to {high:,}, at most {digits} digits after the point"
    told = {
        "date": "date YYYY-MM-DD",
        "currency": "code of ISO 4217",
        "month": "YYYY-MM",
        "lines": "web addresses, one a line",
    }
    if column.kind in ("iso3", "field", "series"):
        return f"see {ALLOWED}"
    return told.get(column.kind, "keys with semicolons between" if column.kind in LISTS else "text")


def _letter(place: int) -> str:
    """A column's letter, made absolute."""
    return f"${(chr(64 + place // 26) if place >= 26 else '')}{chr(65 + place % 26)}"
