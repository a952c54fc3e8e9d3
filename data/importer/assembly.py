"""Puts what the finders saw in one event's words together into an event of the draft. It finds nothing itself and guesses nothing.

Every value keeps the offsets of its words in the paragraph; what is unsure is listed with why.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.importer import dates, parties, placing, roles, subjects, sums
from data.importer.dates import DateRange
from data.importer.events import sentences
from data.importer.marks import doubt, mark, span
from data.importer.names import Names

TITLE_MOST = 110


def event(
    text: str,
    section: str,
    month: str,
    names: Names,
    before: dict[str, Any] | None = None,
    earlier: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """An event of these words; `before` is the paragraph's event that they go on from, `earlier` those of paragraphs before. Offsets count from the words' start."""
    cut = sentences(text)
    first = text[cut[0][0] : cut[0][1]]
    made: dict[str, Any] = {"section": section, "spans": [], "unsure": []}
    kind = subjects.kind(first, section) or subjects.kind(text, section)
    title = _title(first)
    made |= {"title": title, "summary": first if len(first) <= 400 else first[:399].rstrip() + "\u2026"}
    for key in ("title", "summary"):
        doubt(made, key, "words of the document; write your own")
    span(made, "title", title, 0, min(len(first), len(title)), False, "words of the document; write your own")
    _dates(made, text, month, before, earlier)
    parties.bodies(made, text, names, earlier)
    parties.people_of(made, text, names, before, earlier)
    place = placing.place(made, text, names, section, before)
    parties.partners(made, text, cut, names, place)
    sums.amount(made, text, names)
    field, why = subjects.field(text, first, kind)
    if field not in names.fields:
        field, why = None, why or f"{field} is no field of the reference data"
    made |= {
        "kind": kind,
        "status": subjects.status(first, section),
        "field": field,
        "topics": [one for one in subjects.topics(text, first) if one in names.topics],
    }
    roles.told(made, text)
    if why:
        doubt(made, "field", why)
    if kind is None:
        doubt(made, "kind", "no word tells what kind of event it is")
    made["passage"] = text
    made["confidence"] = _confidence(made)
    return made


def _title(first: str) -> str:
    """The first clause, cut at a word."""
    if len(first) <= TITLE_MOST:
        return first.rstrip(".")
    cut = first[: TITLE_MOST + 1]
    clause = max((m.start() for m in re.finditer(r"[,;:]\s", cut)), default=0)
    return cut[:clause] if clause > 50 else cut.rsplit(" ", 1)[0].rstrip(" ,;:")


def _dates(
    made: dict[str, Any],
    text: str,
    month: str,
    before: dict[str, Any] | None,
    earlier: Sequence[dict[str, Any]],
) -> None:
    found = dates.find(text, month)
    own = [one for one in found if one.value and one.value.main and _reported(one.value, month)]
    days = [one for one in own if one.value and one.value.precision == "day"]
    one = next(iter(days or own), None)
    made |= {"date_start": None, "date_end": None, "date_precision": "unknown"}
    if one and (value := dates.lasting(text, one, found)):
        one = replace(one, value=value)
        made |= {"date_start": value.start, "date_end": value.end, "date_precision": value.precision}
        mark(
            made,
            "date",
            one,
            f"{value.start}/{value.end}" if value.end != value.start else value.start,
        )
        return
    for vague in (one for one in found if not one.value):
        mark(made, "date", vague, text[vague.start : vague.end])
    # A paragraph may count from the event that the one before it told last.
    last = before or (earlier[-1] if earlier else None)
    if last and last["date_precision"] == "day":
        told = dates.counted(text, last["date_start"], last["date_end"])
        if told and told.value:
            made |= {"date_start": told.value.start, "date_end": told.value.end, "date_precision": "day"}
            mark(made, "date", told, told.value.start)
            return
    if before and before["date_precision"] != "unknown" and re.match(r"Meanwhile|At the same time|In parallel", text):
        made |= {key: before[key] for key in ("date_start", "date_end", "date_precision")}
        doubt(made, "date", "the words give no date; it is that of the event told before")
    elif not made["unsure"] or made["unsure"][-1]["field"] != "date":
        doubt(made, "date", "the words give no date")


def _reported(value: DateRange, month: str) -> bool:
    """Whether a date may be the event's: it touches the month, or the days around it."""
    year, number = int(month[:4]), int(month[5:])
    near = {f"{year + (n - 1) // 12}-{(n - 1) % 12 + 1:02}" for n in (number - 1, number, number + 1)}
    return value.start[:7] <= month <= value.end[:7] or (
        value.precision == "day" and {value.start[:7], value.end[:7]} <= near
    )


def _confidence(made: dict[str, Any]) -> float:
    """1 where nothing is in doubt but the title and summary, which are always to be written."""
    doubts = sum(one["field"] not in ("title", "summary") for one in made["unsure"])
    return round(max(0.3, 1 - 0.1 * doubts), 2)
