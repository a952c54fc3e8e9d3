"""What an editor does with a draft: accept, reject, edit, split, merge, add, decide names. Every step gives a new draft.

It refuses a value that could not be published, with a sentence; it reads and writes no file but the facts it checks against.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from copy import deepcopy
from datetime import date
from difflib import get_close_matches
from typing import Any

from data.importer import gazetteer, values
from data.importer import known as published
from data.importer.known import Known
from data.importer.naming import new_name, same_as, unknown_names
from data.importer.parts import OWN_WORDS, divided, joined, proposed
from data.importer.ready import borrowed, left, problems
from data.importer.told import Draft, Row, Wrong, called, checked, dates, row_of

__all__ = ["Wrong", "accept", "add", "borrowed", "called", "edit", "left", "merge", "new_name", "problems", "propose", "reject", "same_as", "split", "unknown_names"]  # fmt: skip

# Fields that say one thing together: who edits one of them has decided what was unsure of all.
_TOGETHER = (
    {"date", "date_start", "date_end", "date_precision"},
    {"place", "place_kind", "place_country", "lat", "lon"},
    {"amount", "currency", "amount_qualifier", "amount_for"},
    {"value_bn_cny", "growth_pct", "growth_against", "as_printed"},
)


def accept(draft: Draft, ids: Collection[str]) -> Draft:
    """Rows to be published. Raises Wrong for a key that is none."""
    return _with_state(draft, ids, "accepted")


def reject(draft: Draft, ids: Collection[str]) -> Draft:
    """Rows to be left out; they stay in the draft. Raises Wrong for a key that is none."""
    return _with_state(draft, ids, "rejected")


def propose(draft: Draft, ids: Collection[str]) -> Draft:
    """Rows to be decided later: takes accepting and rejecting back. Raises Wrong for a key that is none."""
    return _with_state(draft, ids, "proposed")


def edit(draft: Draft, key: str, changed: Mapping[str, Any], known: Known | None = None) -> Draft:
    """A row with other values. Raises Wrong with a sentence for each value that cannot be."""
    after = deepcopy(draft)
    row = row_of(after, key)
    columns = _columns(after, row)
    problems, new = [], {}
    known = known or published.here()
    for name, given in changed.items():
        try:
            new[name] = _checked(name, given, row, columns, known)
        except ValueError as error:
            problems.append(f"{called(row)}, {name}: {error}")
    if not problems:
        _settle(row, new, known)
        row.update(new)
        problems = [f"{called(row)}, {problem}" for problem in dates(row)] if columns is values.EVENT else []
    if problems:
        raise Wrong(problems)
    # A document that is imported again takes the published values of all but these.
    row["edited"] = sorted({*row.get("edited", []), *new})
    decided = set().union(*(group for group in _TOGETHER if group & set(new)), new)
    row["unsure"] = [doubt for doubt in row.get("unsure", []) if doubt["field"] not in decided]
    for span in row.get("spans", []):
        if span["field"] in decided:
            span.update(sure=True, why="")
    return after


def split(draft: Draft, key: str, at: int) -> Draft:
    """One event as two, divided before the character `at` of its passage. Raises Wrong where a part would be empty."""
    after = deepcopy(draft)
    row = row_of(after, key)
    if row not in after["events"]:
        raise Wrong([f"{called(row)}: a budget line is not split; add a line and edit both"])
    try:
        first, second = divided(after, row, at)
    except ValueError as error:
        raise Wrong([f"{called(row)}, passage: {error}"]) from None
    second["id"] = _free(after, "e")
    place = after["events"].index(row)
    after["events"][place : place + 1] = [first, second]
    return after


def merge(draft: Draft, ids: Collection[str]) -> Draft:
    """Several events as one, which keeps the key and the words of the first; nothing stands in it twice. Raises Wrong."""
    after = deepcopy(draft)
    rows = [row_of(after, key) for key in dict.fromkeys(ids)]
    if len(rows) < 2:
        raise Wrong(["Merging takes two events or more; choose another one"])
    if lines := [called(row) for row in rows if row not in after["events"]]:
        raise Wrong([f"{', '.join(lines)}: only events are merged; reject the budget line that is one too many"])
    first, *others = sorted(rows, key=after["events"].index)
    # A published event that goes into another one is withdrawn with it: it stays as rejected.
    after["events"] = [row for row in after["events"] if row not in others or row.get("event_id")]
    for other in others:
        joined(after, first, other)
        other["state"] = "rejected"
    first["state"] = "proposed"
    return after


def add(draft: Draft, section: str, paragraph: int | None = None) -> Draft:
    """A draft with one more row: a budget line for `budget`, else an event of the section. Raises Wrong.

    The row is empty and stands at the end, or tells of the paragraph of that number, in whose words it begins.
    A statement on the budget is an event whose section is edited to `budget`.
    """
    if section not in values.words("section"):
        raise Wrong([f"'{section}' is no section; there are {', '.join(values.words('section'))}"])
    after = deepcopy(draft)
    line = section == "budget"
    columns = values.LINE if line else values.EVENT
    row: Row = {column.key: [] if column.kind in values.LISTS else None for column in columns if not column.optional}
    row |= {"id": _free(after, "b" if line else "e"), "state": "proposed", "spans": [], "unsure": []}
    if line:
        after["budget"].append(row)
        return after
    row |= {"section": section, "date_precision": "unknown", "place_kind": "unknown", "status": "done"}
    row |= {"organisations": [], "people": [], "confidence": 1.0, "passage": ""}
    after["events"].append(row)
    if paragraph is not None:
        told = after["paragraphs"][paragraph]
        told.pop("without_event", None)
        row["title"], row["summary"] = proposed(told["text"])
        row |= {"passage": told["text"], "locator": told.get("locator"), "links": [one["url"] for one in told["links"]]}
        row["unsure"] = [{"field": name, "why": OWN_WORDS} for name in ("title", "summary")]
        at = {"paragraph": paragraph, "start": 0, "end": min(len(told["text"]), len(row["title"]))}
        row["spans"] = [{"field": "title", "value": row["title"], **at, "sure": False, "why": OWN_WORDS}]
    return after


def _with_state(draft: Draft, ids: Collection[str], state: str) -> Draft:
    after = deepcopy(draft)
    for key in ids:
        row_of(after, key)["state"] = state
    return after


def _columns(draft: Draft, row: Row) -> tuple[values.Column, ...]:
    return values.EVENT if row in draft["events"] else values.LINE


def _free(draft: Draft, letter: str) -> str:
    """A key that no row has, nor had while rows are numbered on."""
    numbers = [int(row["id"][1:]) for row in (*draft["events"], *draft["budget"]) if re.fullmatch(rf"{letter}\d+", str(row.get("id")))]  # fmt: skip
    return f"{letter}{max(numbers, default=0) + 1}"


def _checked(name: str, given: Any, row: Row, columns: tuple[values.Column, ...], known: Known) -> Any:
    """A value of a row. Raises ValueError with what is wrong and the value."""
    if columns is values.EVENT and name in ("organisations", "people"):
        return _people(name, given, row, known)
    kinds = {column.key: column.kind for column in columns if column.key not in ("id", "passage")}
    if name not in kinds:
        near = get_close_matches(name, kinds, 1)
        raise ValueError(f"no value of this name is kept{f'; the nearest is {near[0]}' if near else ''}")
    return checked(kinds[name], given, known)


def _people(name: str, given: Any, before: Row, known: Known) -> list[Row]:
    """Organisations or people of an event: each with a name, none twice; what else was known of one of that name stays."""
    columns = {column.key: column for column in (values.ORGANISATION if name == "organisations" else values.PERSON)}
    found: list[Row] = []
    for one in given or []:
        old: Row = next((old for old in before.get(name, []) if old.get("name") == one.get("name")), {})
        if stranger := set(one) - set(columns) - set(old):
            raise ValueError(f"no value named {', '.join(sorted(stranger))} is kept; there are {', '.join(columns)}")
        row = {key: value for key, value in old.items() if key not in columns}
        row |= {key: checked(column.kind, one.get(key), known) for key, column in columns.items() if key in one}
        if not row.get("name"):
            raise ValueError("one of them has no name; write it as printed, or remove the row")
        if row not in found:
            found.append(row)
    return found


def _settle(row: Row, new: Row, known: Known) -> None:
    """What follows from the values given: a month runs from its first to its last day, a one-day event moves as a whole."""
    precision = new.get("date_precision", row.get("date_precision"))
    start = new.get("date_start", row.get("date_start"))
    if precision == "unknown" and "date_precision" not in new and (new.get("date_start") or new.get("date_end")):
        precision = new["date_precision"] = "day"
    if precision == "unknown" and "date_precision" in new:
        new["date_start"] = new["date_end"] = None
    elif "date_start" in new and "date_end" not in new and row.get("date_end") in (None, row.get("date_start")):
        new["date_end"] = start
    elif "date_end" in new and "date_start" not in new and not row.get("date_start"):
        new["date_start"] = start = new["date_end"]
    if precision == "month" and start and {"date_precision", "date_start", "date_end"} & set(new):
        last = date.fromisoformat(new.get("date_end", row.get("date_end")) or start)
        new["date_start"] = f"{start[:7]}-01"
        new["date_end"] = last.replace(day=monthrange(last.year, last.month)[1]).isoformat()
    if new.get("place") and new["place"] != row.get("place"):
        # The point and the country were those of the place before.
        new |= {key: None for key in ("lat", "lon", "place_country") if key not in new}
    place = new.get("place", row.get("place"))
    if (
        place
        and {"place", "place_country"} & set(new)
        and not {"lat", "lon"} & {key for key in new if new[key] is not None}
    ):
        country = new.get("place_country") if "place_country" in new else row.get("place_country")
        if found := gazetteer.point(place, country, known):
            new |= found
        elif row.get("place_country") not in (None, country):
            # The point may be that of a namesake in another country.
            new |= {"lat": None, "lon": None}
    if "place" in new and new["place"] is None:
        new |= {"place_kind": "unknown", "place_country": None, "lat": None, "lon": None}
    if "amount" in new and new["amount"] is None:
        new |= {"currency": None, "amount_qualifier": None, "amount_for": None}
