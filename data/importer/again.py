"""A document that is imported again: its draft takes what is published of it, so that publishing it untouched changes nothing.

It guesses no edits: an editor's own values are those that were edited since, or that the row names in `edited`.
"""

from calendar import monthrange
from copy import deepcopy
from pathlib import Path
from typing import Any

from data import load
from data.rows import HEADING, Row

Draft = dict[str, Any]
Tables = dict[str, list[Row]]

_TEXTS = ("section", "kind", "status", "title", "summary", "field", "date_precision", "place", "place_kind", "place_country",
    "currency", "amount_qualifier", "amount_for", "locator", "as_printed")  # fmt: skip
_NUMBERS = ("lat", "lon", "amount")


def published(sources: Path) -> Tables:
    """Every table as the folders and the reference data hold it. Raises BadData."""
    return {table: [row for row in rows if not row["_at"].startswith(HEADING)] for table, rows in load.tables(sources)}


def document_id(draft: Draft) -> str:
    """Key of the draft's document."""
    return str((draft.get("document") or {}).get("document_id") or f"review-{draft.get('month')}")


def adopt(draft: Draft, sources: Path) -> Draft:
    """The draft with the published values of each event and budget line that it tells again. Raises BadData."""
    return adopted(draft, published(sources))


def adopted(draft: Draft, known: Tables) -> Draft:
    """As `adopt`, of tables that were read before. A draft that adopted already takes only keys: its values are the editor's."""
    after = deepcopy(draft)
    edited = bool(after.get("adopted"))
    after["adopted"] = True
    own = next((row for row in known["document"] if row["document_id"] == document_id(draft)), None)
    if own is None:
        return after
    if not edited:
        after.update(title=own["title"], publisher=own["publisher"])
    _events(after, known, own["document_id"], edited)
    told = [row for row in known["figure"] if row["document_id"] == own["document_id"]]
    figures = {(row["series_id"], row["year"]): row for row in told}
    for line in after.get("budget", []):
        series = line.get("series") or line.get("item")
        year = str(line.get("year") or after["month"][:4])
        if row := figures.get((series, year)):
            _take(line, {} if edited else figure_values(row), row["figure_id"], "figure_id")
    if not edited:
        _stay(after, known, own["document_id"])
        _decided(after, known, own["document_id"])
    return after


def _stay(draft: Draft, known: Tables, document: str) -> None:
    """Tell of published events that the draft does not hold: they are not withdrawn by that."""
    here = {event.get("event_id") for event in draft.get("events", [])}
    gone = [row for row in known["event"] if row["document_id"] == document and row["event_id"] not in here]
    if gone and draft.get("events"):
        names = "; ".join(f"'{row['title']}'" for row in gone[:3]) + ("; ..." if gone[3:] else "")
        draft.setdefault("warnings", []).append(
            f"Published events of this document that are not in it stay published ({len(gone)}): {names}."
        )


def _decided(draft: Draft, known: Tables, document: str) -> None:
    """What was decided when the document was published: events that became a further source of another, and rows that were left out."""
    sources = [row for row in known["event_source"] if row["document_id"] == document]
    open_ = [
        event for event in draft.get("events", []) if not event.get("event_id") and event.get("state") == "proposed"
    ]
    for row in sources:
        here = [event for event in open_ if _same_place(event.get("locator"), row["locator"])]
        told = [event for event in here if event.get("summary") == row["states"]] or here
        if len(told) == 1:
            told[0].update(source_of=row["event_id"], summary=row["states"] or told[0].get("summary"))
            open_.remove(told[0])
    lines = [line for line in draft.get("budget", []) if not line.get("figure_id") and line.get("state") == "proposed"]
    for left_out in (*open_, *lines):
        left_out["state"] = "rejected"
    if open_ or lines:
        draft.setdefault("warnings", []).append(
            f"This document is published already. {len(open_) + len(lines)} of its events and budget lines were left out then and are "
            "rejected here too; accept those that are wanted now."
        )


def _events(draft: Draft, known: Tables, document: str, edited: bool) -> None:
    """Pair events with published ones of the same locator, the most alike first; each at most once."""
    events = draft.get("events", [])
    claimed = {event["event_id"] for event in events if event.get("event_id")}
    told = [row for row in known["event"] if row["document_id"] == document and row["event_id"] not in claimed]
    values = {row["event_id"]: event_values(row, known) for row in told}
    pairs = [
        (_alike(event, values[row["event_id"]]), -place - spot, place, row)
        for place, event in enumerate(events)
        for spot, row in enumerate(told)
        if not event.get("event_id") and _same_place(event.get("locator"), row["locator"])
    ]
    paired: set[int] = set()
    for _, _, place, row in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        key = row["event_id"]
        if place not in paired and key not in claimed:
            paired.add(place)
            claimed.add(key)
            _take(events[place], {} if edited else values[key], key, "event_id")


def _same_place(one: str | None, other: str) -> bool:
    return " ".join((one or "").casefold().split()) == " ".join(other.casefold().split())


def _alike(event: Draft, row: Draft) -> int:
    """How much two tellings share: section, dates, place, amount, organisations and people."""
    facts = ("section", "date_start", "date_end", "place", "amount")
    same = len([name for name in facts if row[name] is not None and event.get(name) == row[name]])
    for field, key in (("organisations", "organisation_id"), ("people", "person_id")):
        ours = {one.get(key) for one in event.get(field) or []} - {None}
        theirs = {one[key] for one in row[field]}
        same += 2 * len(ours & theirs) - len(ours - theirs)
    return same


def _take(event: Draft, values: Draft, key: str, name: str) -> None:
    edited = set(event.get("edited") or [])
    event.update({field: value for field, value in values.items() if field not in edited})
    event[name] = key
    if values:
        event["unsure"] = [doubt for doubt in event.get("unsure", []) if doubt["field"] in edited]


def _number(text: str) -> float | None:
    return float(text) if text else None


def event_values(row: Row, known: Tables) -> Draft:
    """A published event as a draft says it."""
    key = row["event_id"]
    names = {
        table: {one[f"{table}_id"]: one for one in known[table]} for table in ("organisation", "person")
    }  # fmt: skip
    dated = row["date_precision"] != "unknown"
    return {
        **{name: row[name] or None for name in _TEXTS},
        **{name: _number(row[name]) for name in _NUMBERS},
        "date_start": row["starts_on"] if dated else None,
        "date_end": row["ends_on"] if dated else None,
        "partner_countries": [one["iso3"] for one in known["event_country"] if one["event_id"] == key],
        "topics": [one["topic_id"] for one in known["event_topic"] if one["event_id"] == key],
        "organisations": [
            {
                "name": one["as_printed"] or names["organisation"][one["organisation_id"]]["name"],
                "short": names["organisation"][one["organisation_id"]]["short_name"] or None,
                "country": names["organisation"][one["organisation_id"]]["country"] or None,
                "role": one["role"],
                "organisation_id": one["organisation_id"],
                "as_printed": one["as_printed"],
            }
            for one in known["event_organisation"]
            if one["event_id"] == key
        ],
        "people": [
            {
                "name": one["as_printed"] or names["person"][one["person_id"]]["name"],
                "post": one["post"] or None,
                "country": names["person"][one["person_id"]]["country"] or None,
                "person_id": one["person_id"],
                "organisation_id": one["organisation_id"] or None,
                "as_printed": one["as_printed"],
            }
            for one in known["event_person"]
            if one["event_id"] == key
        ],
    }


def figure_values(row: Row) -> Draft:
    """A published figure as a draft says it."""
    return {
        "series": row["series_id"],
        "year": int(row["year"]),
        "basis": row["basis"],
        "value_bn_cny": _number(row["bn_cny"] or row["share_pct"]),
        "growth_pct": _number(row["growth_pct"]),
        "growth_against": row["growth_against"] or None,
        "as_printed": row["as_printed"] or None,
        "locator": row["locator"],
        "rounded": row["rounded"],
        "level_stated": row["level_stated"],
    }


def month_days(month: str) -> tuple[str, str]:
    """First and last day of a month."""
    year, number = map(int, month.split("-"))
    return f"{month}-01", f"{month}-{monthrange(year, number)[1]}"
