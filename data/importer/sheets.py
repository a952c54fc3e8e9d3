"""A draft as a workbook to fill and back: the template, a draft written out, and CSV or XLSX read with the checks of the screen.

It takes no formula and guesses no value: what is wrong is named by sheet and cell.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from data.importer import cells, values
from data.importer import known as published
from data.importer.cells import Cell, Grid
from data.importer.known import Known
from data.importer.ready import EVENT_MUST, LINE_MUST
from data.importer.tables import FILLED, KEPT, NESTED, TABLES, apart, together
from data.importer.told import Draft, Row, Wrong, dates
from data.importer.values import LISTS, NUMBERS, Column
from data.importer.workbooks import ABOUT, ALLOWED, workbook

__all__ = ["Wrong", "read", "template", "written"]

# Headings of the published files that mean the same, and those whose column follows from others.
_SAME = {
    "figure_id": "line_id",
    "url": "links",
    "date_start": "starts_on",
    "date_end": "ends_on",
    "value_bn_cny": "bn_cny",
    "series": "series_id",
}
_SAME_IN = {
    "organisations": {"as_printed": "name"},
    "people": {"as_printed": "name"},
    "budget": {"share_pct": "bn_cny"},
}
_FOLLOWS = {
    "events": {"document_id"},
    "budget": {"document_id", "level"},
}
_LINES_OF = {"events": "event_id", "budget": "line_id"}


def template() -> bytes:
    """An empty workbook: a sheet a table, drop-downs of allowed values, and what each column means."""
    return workbook({name: [] for name in FILLED}, published.here())


def written(draft: Draft) -> bytes:
    """A draft as a workbook that read() gives back the same."""
    return workbook({name: rows for name, rows in apart(draft).items() if rows or name in FILLED}, published.here())


def read(name: str, content: bytes, known: Known | None = None) -> Draft:
    """A draft from a workbook of these sheets, or from a CSV file of one of its tables. Raises Wrong with sheet and cell."""
    name = re.sub(r"[^\w .()-]", "_", name)[-80:]
    known = known or published.here()
    problems: list[str] = []
    if name.lower().endswith(".csv"):
        grid = cells.table(name, content)
        grids = {_told_by_headings(name, grid): grid}
    elif name.lower().endswith(".xlsx"):
        grids = _known_sheets(name, cells.workbook(name, content, problems))
    else:
        raise Wrong([f"{name}: only .csv and .xlsx are read as tables; a review as a text is imported instead"])
    ignored: list[str] = []
    tables = {sheet: list(_rows(sheet, grids.get(sheet, []), known, problems, ignored)) for sheet in TABLES}
    _number(tables)
    problems += _wrong_keys(tables)
    by_hand = not any(tables[sheet] for sheet in ("paragraphs", "words", "rest"))
    problems += _halves(tables) if by_hand else []
    if problems:
        raise Wrong(problems[: cells.PROBLEMS_SHOWN])
    if not tables["events"] and not tables["budget"]:
        raise Wrong([f"{name}: holds neither events nor budget lines; fill a row of the sheet events or budget"])
    draft = together({sheet: [row for row, _ in rows] for sheet, rows in tables.items()})
    draft["warnings"] += ignored
    for grid in grids.values():
        _take_document(draft, grid)
    if by_hand:
        _follow(draft)
        _mark_as_edited(
            draft, {sheet: set(_columns(sheet, grid[0], [], [])) for sheet, grid in grids.items() if grid}, known
        )
        draft["warnings"] += _missing(tables)
    return draft


def _known_sheets(name: str, found: Mapping[str, Grid]) -> dict[str, Grid]:
    """Sheets that are tables of ours. Raises Wrong for a filled one that is not read."""
    grids, problems = {}, []
    for title, grid in found.items():
        table = title.strip().casefold()
        if table in TABLES:
            grids[table] = grid
        elif title not in (ABOUT, ALLOWED) and grid:
            near = get_close_matches(table, TABLES, 1, 0.5)
            problems.append(f"{title}: no sheet of this name is read{f'; the nearest is {near[0]}' if near else ''}; the names are {', '.join(FILLED)}")  # fmt: skip
    if not problems and not grids:
        problems.append(f"{name}: holds none of the sheets {', '.join(FILLED)}; begin with the template")
    if problems:
        raise Wrong(problems)
    return grids


def _take_document(draft: Draft, grid: Grid) -> None:
    """The document that a published file names in every row is that of the draft, and so is the month in its key."""
    places = [place for place, cell in enumerate(grid[0]) if _heading(cell.value) == "document_id"] if grid else []
    told = {str(row[place].value) for place in places for row in grid[1:] if place < len(row)}
    if len(told) == 1 and not draft.get("document"):
        key = told.pop()
        draft["document"] = {"name": None, "sha256": None, "document_id": key}
        month = re.fullmatch(r"review-((?:19|20)\d\d-(?:0[1-9]|1[0-2]))", key)
        draft["month"] = draft["month"] or (month[1] if month else None)


def _follow(draft: Draft) -> None:
    """What an empty date and an empty place say, and a day without a word on how exact it is."""
    for event in draft["events"]:
        event["date_precision"] = event["date_precision"] or ("day" if event["date_start"] else "unknown")
        event["date_end"] = event["date_end"] or event["date_start"]
        if not event["place"]:
            event["place_kind"] = event["place_kind"] or "unknown"


def _mark_as_edited(draft: Draft, headed: Mapping[str, set[str | None]], known: Known) -> None:
    """What a person filled is what is meant, also where the document is published already with other values.

    In a row under its published key an empty cell is meant as well: there was a value, and it was taken out.
    """
    published = {row[f"{kind}_id"] for kind in ("event", "figure") for row in known.rows.get(kind, ())}
    for sheet, columns in (("events", values.EVENT), ("budget", values.LINE)):
        given = {column.key for column in columns if column.heading in headed.get(sheet, ())}
        for row in draft[sheet]:
            emptied = given if row["id"] in published else set()
            filled = {key for key, value in row.items() if value not in (None, "", [])}
            row["edited"] = sorted((filled | emptied) - {"id"})


def _told_by_headings(name: str, grid: Grid) -> str:
    """The table whose headings a CSV file has. Raises Wrong."""
    if not grid:
        raise Wrong([f"{name}: the file is empty; its first row must hold the headings"])
    given = {_heading(cell.value) for cell in grid[0]}
    fits = {}
    for table, columns in FILLED.items():
        names = {column.heading for column in columns} | _FOLLOWS.get(table, set())
        fits[table] = sum(_SAME_IN.get(table, {}).get(one, _SAME.get(one, one)) in names for one in given)
    best = max(fits, key=lambda table: fits[table])
    if fits[best] < 3:
        raise Wrong([f"{name}: the headings are those of no table; begin with the template, or use those of events: {', '.join(c.heading for c in values.EVENT[:6])}, ..."])  # fmt: skip
    if best not in _LINES_OF:
        raise Wrong([f"{name}: holds {best} alone; put them into one workbook with their events"])
    return best


def _heading(value: Any) -> str:
    return re.sub(r"\s+", "_", str(value or "").strip().casefold())


def _rows(
    sheet: str, grid: Grid, known: Known, problems: list[str], ignored: list[str]
) -> Iterator[tuple[Row, dict[str, str]]]:
    """Rows of a sheet as a draft holds them, each with the place of every value; what is wrong goes to `problems`."""
    if not grid:
        return
    columns = _columns(sheet, grid[0], problems, ignored)
    for cells_of_row in grid[1:]:
        given: dict[str, list[Cell]] = {}
        for heading, cell in zip([*columns, *[""] * len(cells_of_row)], cells_of_row, strict=False):
            if heading and cell.value not in (None, ""):
                given.setdefault(heading, []).append(cell)
            elif heading == "" and cell.value not in (None, ""):
                problems.append(
                    f"{cell.at}: '{str(cell.value)[:60]}' stands under no heading; write one above it, or remove it"
                )
        if not given:
            continue
        row: Row = {}
        at: dict[str, str] = {"": next(iter(given.values()))[0].at}
        for column in TABLES[sheet]:
            found = given.get(column.heading, [])
            at[column.key] = found[0].at if found else at[""]
            value = _value(column, found, known, problems)
            if value is not None or not column.optional:
                row[column.key] = column.empty if value is None else value
        if sheet == "events":
            problems += [f"{at['date_end']}: {problem.split(': ', 1)[1]}" for problem in dates(row)]
        yield row, at


def _columns(sheet: str, head: list[Cell], problems: list[str], ignored: list[str]) -> list[str | None]:
    """The column of each heading; None for one that is not kept, empty where there is none."""
    known = [column.heading for column in TABLES[sheet]]
    found: list[str | None] = []
    for cell in head:
        pieces = re.fullmatch(r"(.+)_\(\d+\)", _heading(cell.value))
        asked = pieces[1] if pieces else _heading(cell.value)
        heading = _SAME_IN.get(sheet, {}).get(asked, _SAME.get(asked, asked) if asked not in known else asked)
        if heading in known:
            if heading in found and not pieces and asked != "share_pct":
                problems.append(f"{cell.at}: the column '{heading}' stands there twice")
            found.append(heading)
            continue
        found.append(None if heading else "")
        if heading in _FOLLOWS.get(sheet, set()) and heading != "document_id":
            ignored.append(f"The column '{heading}' of {sheet} was not kept: it follows from other columns.")
        elif heading and heading not in _FOLLOWS.get(sheet, set()):
            near = get_close_matches(heading, known, 1, 0.5)
            hint = f"the nearest is '{near[0]}'" if near else f"there are {', '.join(known)}"
            problems.append(f"{cell.at}: no column '{cell.value}' is read; {hint}")
    return found


def _value(column: Column, found: list[Cell], known: Known, problems: list[str]) -> Any:
    """The value of a cell, or of the pieces of a long text."""
    if not found:
        return [] if column.kind in LISTS else None
    given: Any = found[0].value if len(found) == 1 else "".join(str(cell.value) for cell in found)
    if column.kind == "month" and isinstance(given, date) and given.day == 1:
        given = given.isoformat()[:7]
    elif isinstance(given, datetime) and column.kind != "date":
        given = given.date().isoformat()
    elif isinstance(given, float) and given.is_integer() and column.kind not in NUMBERS:
        given = int(given)
    try:
        return values.value(column.kind, given, known)
    except ValueError as error:
        shown = str(given) if len(str(given)) <= 60 else f"{str(given)[:57]}..."
        problems.append(f"{found[0].at}: '{shown}' {error}")
        return None


def _number(tables: Mapping[str, list[tuple[Row, dict[str, str]]]]) -> None:
    """A key to each row that has none, and the state of what nobody decided."""
    for sheet, letter in (("events", "e"), ("budget", "b")):
        taken = {row["id"] for row, _ in tables[sheet]}
        free = (key for n in range(1, 2 * len(taken) + len(tables[sheet]) + 2) if (key := f"{letter}{n}") not in taken)
        for row, _ in tables[sheet]:
            row["id"] = row["id"] or next(free)
            row["state"] = row["state"] or "proposed"


def _wrong_keys(tables: Mapping[str, list[tuple[Row, dict[str, str]]]]) -> list[str]:
    """Keys that stand there twice, or that speak of a row which is not there."""
    problems, rows = [], {"events": set[str](), "budget": set[str]()}
    for sheet, keys in rows.items():
        for row, at in tables[sheet]:
            if row["id"] in rows["events"] | rows["budget"]:
                problems.append(f"{at['id']}: the key '{row['id']}' stands there twice")
            keys.add(row["id"])
    for sheet, key in (("organisations", "event"), ("people", "event"), ("unsure", "row"), ("words", "row"), ("rest", "row")):  # fmt: skip
        there = rows["events"] | (rows["budget"] if key == "row" else set())
        for row, at in tables[sheet]:
            if not row[key] and sheet != "rest":
                problems.append(f"{at['']}: it does not say of which event; write its key")
            elif row[key] and row[key] not in there:
                problems.append(f"{at[key]}: no event has the key '{row[key]}'")
            if sheet in ("organisations", "people") and not row["name"]:
                problems.append(f"{at['']}: the name is missing")
            kind = "budget" if row.get("row") in rows["budget"] else "events" if row.get("row") else ""
            if sheet == "rest" and (
                row["key"] in KEPT[kind] or not row["key"] or not _is_json(row["json"], row["key"])
            ):
                problems.append(f"{at['']}: is nothing that a draft keeps here; leave this sheet as it was written")
    last = len(tables["paragraphs"])
    for sheet in ("words", "links"):
        for row, at in tables[sheet]:
            if None in (row["paragraph"], row["start"], row["end"]) or not row["paragraph"] < last:
                problems.append(f"{at['']}: points to no words of a paragraph; leave this sheet as it was written")
    if len(tables["document"]) > 1:
        problems.append(f"{tables['document'][1][1]['']}: a draft has one document; remove this row")
    return problems


def _halves(tables: Mapping[str, list[tuple[Row, dict[str, str]]]]) -> list[str]:
    """Values that stand without the one they need, and budget lines that stand there twice."""
    problems = []
    for row, at in tables["events"]:
        for first, second in (("lat", "lon"), ("amount", "currency")):
            if (row[first] is None) != (row[second] is None):
                there, other = (first, second) if row[second] is None else (second, first)
                problems.append(f"{at[there]}: {there} stands without {other}; fill both, or empty both")
    seen: dict[tuple[Any, Any], str] = {}
    for row, at in tables["budget"]:
        line = (row["series"], row["year"])
        if None in line:
            continue
        if line in seen:
            problems.append(
                f"{at['series']}: {line[0]} of {line[1]} stands there twice, first in {seen[line]}; a document has one"
            )
        seen.setdefault(line, at["series"])
    return problems


def _missing(tables: Mapping[str, list[tuple[Row, dict[str, str]]]]) -> list[str]:
    """Rows that lack what publishing needs, each by its first cell."""
    told = []
    for sheet, must in (("events", EVENT_MUST), ("budget", LINE_MUST)):
        headings = {column.key: column.heading for column in TABLES[sheet]}
        for row, at in tables[sheet]:
            if row["state"] != "rejected" and (lacks := [headings[name] for name in must if row[name] in (None, "")]):
                told.append(
                    f"{at['']}: the row lacks {', '.join(lacks)}; publishing needs {'them' if lacks[1:] else 'it'}"
                )
    return told


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _is_json(text: str, key: str) -> bool:
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return key not in NESTED or isinstance(value, dict)
