"""Cells of a CSV file or a workbook, each with the place it stands in: bounded in size, no formula is taken. It knows no draft."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.importer.told import Wrong

MOST_BYTES = 20_000_000
# What a workbook unpacks to: far above any month, and read within seconds and 500 MB whatever it is made of.
MOST_UNPACKED = 40_000_000
MOST_TAGS = 1_500_000
# Of a part that holds no cells, such as its styles.
MOST_BESIDE = 2_000_000
MOST_MEMBERS = 300
MOST_SHEETS = 40
MOST_ROWS = 20_000
MOST_COLUMNS = 100
# Empty ones with a colour count too.
MOST_CELLS = 2_000_000
PROBLEMS_SHOWN = 20


@dataclass(frozen=True)
class Cell:
    """A value and where it stands, e.g. events!C7."""

    value: Any
    at: str


Grid = list[list[Cell]]


def workbook(name: str, content: bytes, problems: list[str]) -> dict[str, Grid]:
    """Filled rows of every sheet of an XLSX file; cells that hold no value of their own go to `problems`. Raises Wrong."""
    _refuse_large(name, content)
    _refuse_bomb(name, content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, keep_vba=False)
        sheets = book.worksheets
    except Exception as error:  # openpyxl lets whatever a damaged part does to it through
        raise Wrong([f"{name}: the workbook is damaged; save it anew as .xlsx"]) from error
    if len(sheets) > MOST_SHEETS:
        raise Wrong([f"{name}: {len(sheets)} sheets; at most {MOST_SHEETS} are read"])
    found: dict[str, Grid] = {}
    for sheet in sheets:
        try:
            found[sheet.title] = _grid(sheet, problems)
        except Wrong:
            raise
        except Exception as error:  # as above
            raise Wrong([f"{name}: the sheet {sheet.title} is damaged; save it anew"]) from error
    return found


def table(name: str, content: bytes) -> Grid:
    """Filled rows of a CSV file, with commas, semicolons or tabs. Raises Wrong."""
    _refuse_large(name, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Wrong([f"{name}: not UTF-8 text (byte {error.start}); save it as CSV UTF-8"]) from error
    if "\x00" in text:
        raise Wrong([f"{name}: holds zero bytes; it is no CSV file"])
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows: Grid = []
    try:
        head = [heading.strip() for heading in next(reader, [])]
        for values in [head, *reader] if head else []:
            number = reader.line_num if rows else 1
            if len(rows) > MOST_ROWS:
                raise Wrong([f"{name}: more than {MOST_ROWS:,} rows; split the file"])
            if not any(value.strip() for value in values):
                continue
            if len(values) > min(len(head), MOST_COLUMNS):
                raise Wrong([f"{name}, row {number}: {len(values)} values where the heading has {len(head)} columns, of at most {MOST_COLUMNS}"])  # fmt: skip
            rows.append(
                [Cell(value, f"{name}, row {number}, {heading}") for heading, value in zip(head, values, strict=False)]
            )
    except csv.Error as error:
        raise Wrong([f"{name}, row {reader.line_num}: the quotes do not match ({error})"]) from error
    return rows


def _grid(sheet: Any, problems: list[str]) -> Grid:
    """Filled rows of a sheet. What it says of its own size is not believed."""
    sheet.reset_dimensions()
    rows: Grid = []
    seen = 0
    for cells in sheet.iter_rows():
        seen += len(cells)
        if seen > MOST_CELLS or len(rows) > MOST_ROWS:
            raise Wrong(
                [f"{sheet.title}: more than {MOST_ROWS:,} rows, or far more cells than a table has; split the file"]
            )
        row = list(_cells(sheet.title, cells, problems))
        while row and row[-1].value in (None, ""):
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise Wrong(
                [f"{row[-1].at}: beyond column {MOST_COLUMNS} nothing is read; remove what does not belong here"]
            )
        if row:
            rows.append(row)
    return rows


def _cells(sheet: str, cells: Any, problems: list[str]) -> Iterator[Cell]:
    for cell in cells:
        at = f"{sheet}!{cell.coordinate}" if cell.value is not None else sheet
        if cell.data_type == "f":
            problems.append(f"{at}: holds a formula; write its value instead (in a spreadsheet: copy, paste values)")
        elif cell.data_type == "e":
            problems.append(f"{at}: holds the error {cell.value}; write the value instead")
        else:
            yield Cell(cell.value, at)
            continue
        # Told once: its place stays, as if nothing stood there.
        yield Cell(None, at)


def _refuse_large(name: str, content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Wrong([f"{name}: {len(content) / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB are read"])


def _refuse_bomb(name: str, content: bytes) -> None:
    """A workbook is a ZIP file: what its parts unpack to is asked before any is opened, and none may define entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_MEMBERS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Wrong([f"{name}: unpacks to far more than a table; keep only the sheets of the template"])
            if any(part.flag_bits & 1 for part in parts):
                raise Wrong([f"{name}: locked with a password; save a copy without one"])
            if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
                raise Wrong([f"{name}: packed as no spreadsheet is; save it anew as .xlsx"])
            tags = 0
            for part in parts:
                content = packed.read(part)
                tags += content.count(b"<")
                cells = re.fullmatch(r"xl/(sharedStrings|worksheets/[^/]+)\.xml", part.filename)
                if tags > MOST_TAGS or len(content) > (MOST_UNPACKED if cells else MOST_BESIDE):
                    raise Wrong([f"{name}: holds far more than a table; keep only the sheets of the template"])
                if re.search(rb"<!(?:DOCTYPE|ENTITY)", content.replace(b"\x00", b"")):
                    raise Wrong(
                        [f"{name}: {part.filename} defines entities, which no spreadsheet does; it is not read"]
                    )
    except Wrong:
        raise
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error) as error:
        raise Wrong(
            [f"{name}: no workbook, damaged, or locked with a password; save it as .xlsx without one"]
        ) from error
