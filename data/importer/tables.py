"""A draft as tables of rows and back again: which sheets there are, what their columns mean. It knows no file."""

import json
from collections.abc import Mapping
from typing import Any

from data.importer.told import Draft, Row
from data.importer.values import EVENT, LINE, ORGANISATION, PERSON, Column

_EVENT_KEY = Column("event", "event_id", about="Key of the event, as in the sheet events.")
_ROW_KEY = Column("row", "row", about="Key of the event or budget line.")
_PLACE = (
    Column("paragraph", "paragraph", "count", about="Number of the paragraph in the sheet paragraphs, counted from 0."),
    Column("start", "start", "count", about="First character of the words in it, counted from 0."),
    Column("end", "end", "count", about="First character after the words."),
)
DOCUMENT = (
    Column("month", "month", "month", about="Month that the review is about, YYYY-MM."),
    Column("title", "title", about="Title as published."),
    Column("publisher", "publisher", about="Who published it."),
    Column("name", "file", about="Name of the file the draft was read from."),
    Column("sha256", "sha256", about="Checksum of that file."),
    Column("document_id", "document_id", about="Key of the document, lower case with hyphens, e.g. review-2024-03."),
)
# What a person fills, then what comes from the document or was decided on the screen.
FILLED: Mapping[str, tuple[Column, ...]] = {
    "document": DOCUMENT,
    "events": EVENT,
    "organisations": (_EVENT_KEY, *ORGANISATION),
    "people": (_EVENT_KEY, *PERSON),
    "budget": LINE,
}
TABLES: Mapping[str, tuple[Column, ...]] = {
    **FILLED,
    "unsure": (
        _ROW_KEY,
        Column("field", "field_of_row", about="Which value of the row is in doubt."),
        Column("why", "why", about="Why.", empty=""),
    ),
    "words": (
        _ROW_KEY,
        Column("field", "field_of_row", about="Which value the words stand for."),
        Column("value", "value", "words", about="What was read there.", empty=""),
        *_PLACE,
        Column("sure", "sure", "flag", about="Whether the reading is sure."),
        Column("why", "why", about="Why not.", empty=""),
    ),
    "paragraphs": (
        Column("text", "text", "words", about="A paragraph of the document.", empty=""),
        Column("heading", "heading", "flag", about="Whether it is a heading."),
        Column("locator", "locator", about="How a row names its place; empty for what no row rests on."),
    ),
    "links": (*_PLACE, Column("url", "url", about="Web address behind the words.")),
    "aliases": (
        Column("kind", "kind", about="organisation or person."),
        Column("id", "id", about="Key of the known one."),
        Column("alias", "alias", about="The printed form that is the same."),
    ),
    "new names": (
        Column("kind", "kind", about="organisation or person."),
        Column("id", "id", about="Key it gets."),
        Column("printed", "printed", about="As the document prints it."),
        Column("name", "name", of="organisation.name"),
        Column("short_name", "short_name", of="organisation.short_name", optional=True),
        Column("country", "country", "iso3", of="organisation.country", optional=True),
        Column("organisation_kind", "organisation_kind", "organisation_kind", "organisation.kind", optional=True),
    ),
    "warnings": (Column("text", "text", "words", about="What the importer warns of.", empty=""),),
    "rest": (
        Column("row", "row", about="Key of the event or budget line; empty for the draft as a whole."),
        Column("key", "key", about="What else the draft keeps."),
        Column("json", "json", "words", about="Its value, as JSON.", empty=""),
    ),
}
# What else is known of an organisation or person, told by its name: key of such a row of the sheet rest, and where it belongs.
NESTED: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "more of organisations": ("organisations", ORGANISATION),
    "more of people": ("people", PERSON),
}
_PARTS = {"organisations", "people", "spans", "unsure"}
_OWN = {"month", "title", "publisher", "document", "events", "budget", "warnings", "paragraphs", "aliases", "new_names"}
# Keys that have a column or a table of their own: of an event, of a budget line, of the draft as a whole.
KEPT = {
    "events": _PARTS | {column.key for column in EVENT if not column.optional},
    "budget": _PARTS | {column.key for column in LINE if not column.optional},
    "": _OWN,
}


def apart(draft: Draft) -> dict[str, list[Row]]:
    """Rows of every table, in the keys of the draft."""
    rows = [*draft["events"], *draft["budget"]]
    paragraphs = draft.get("paragraphs", [])
    return {
        "document": [{**{key: draft.get(key) for key in ("month", "title", "publisher")}, **(draft.get("document") or {})}],
        "events": draft["events"],
        "organisations": [{"event": row["id"], **one} for row in draft["events"] for one in row.get("organisations", [])],
        "people": [{"event": row["id"], **one} for row in draft["events"] for one in row.get("people", [])],
        "budget": draft["budget"],
        "unsure": [{"row": row["id"], **one} for row in rows for one in row.get("unsure", [])],
        "words": [{"row": row["id"], **one} for row in rows for one in row.get("spans", [])],
        "paragraphs": paragraphs,
        "links": [{"paragraph": n, **link} for n, one in enumerate(paragraphs) for link in one.get("links", [])],
        "aliases": draft.get("aliases", []),
        "new names": draft.get("new_names", []),
        "warnings": [{"text": text} for text in draft.get("warnings", [])],
        "rest": [
            *_rest("", draft, ()),
            *(one for row in draft["events"] for one in (*_rest(row["id"], row, EVENT), *_nested(row))),
            *(one for row in draft["budget"] for one in _rest(row["id"], row, LINE)),
        ],
    }  # fmt: skip


def together(tables: Mapping[str, list[Row]]) -> Draft:
    """A draft from the rows of its tables; their keys have been checked."""
    own, found = (tables["document"] or [{}])[0], dict(tables)
    draft: Draft = {key: own.get(key) for key in ("month", "title", "publisher")}
    if any(own.get(key) for key in ("name", "sha256", "document_id")):
        draft["document"] = {key: own.get(key) for key in ("name", "sha256", "document_id")}
    draft |= {"events": found["events"], "budget": found["budget"]}
    draft["warnings"] = [row["text"] for row in found["warnings"]]
    draft["paragraphs"] = [{**row, "links": []} for row in found["paragraphs"]]
    rows = {row["id"]: row for row in (*draft["events"], *draft["budget"])}
    for row in rows.values():
        row |= {"spans": [], "unsure": []}
    for row in draft["events"]:
        row |= {"organisations": [], "people": []}
    for table, key, part in (("organisations", "event", "organisations"), ("people", "event", "people"), ("unsure", "row", "unsure"), ("words", "row", "spans")):  # fmt: skip
        for one in found[table]:
            rows[one[key]][part].append({name: value for name, value in one.items() if name != key})
    for link in found["links"]:
        draft["paragraphs"][link["paragraph"]]["links"].append({name: link[name] for name in ("start", "end", "url")})
    draft |= {key: found[table] for key, table in (("aliases", "aliases"), ("new_names", "new names")) if found[table]}
    for one in found["rest"]:
        _restore(rows[one["row"]] if one["row"] else draft, one["key"], json.loads(one["json"]))
    return draft


def _restore(row: Row, key: str, value: Any) -> None:
    if key not in NESTED:
        row[key] = value
        return
    part, columns = NESTED[key]
    named = [one for one in row.get(part, []) if one["name"] == value.get("name")]
    for one in named[:1]:
        one |= {name: more for name, more in value.items() if name not in {c.key for c in columns if not c.optional}}


def _nested(row: Row) -> list[dict[str, Any]]:
    """Values of organisations and people that have no column."""
    found = []
    for key, (part, columns) in NESTED.items():
        for one in row.get(part, []):
            if more := _more(one, columns):
                told = json.dumps({"name": one.get("name"), **more}, ensure_ascii=False)
                found.append({"row": row["id"], "key": key, "json": told})
    return found


def _more(row: Row, columns: tuple[Column, ...]) -> Row:
    """What no column keeps: other keys, and an empty value where an empty cell would mean that there is no such key."""
    plain = {column.key for column in columns}
    optional = {column.key for column in columns if column.optional}
    return {key: value for key, value in row.items() if key not in plain or (key in optional and value in (None, ""))}


def _rest(key: str, row: Row, columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    tables = _PARTS if columns else _OWN
    return [
        {"row": key, "key": name, "json": json.dumps(value, ensure_ascii=False)}
        for name, value in _more(row, columns).items()
        if name not in tables
    ]
