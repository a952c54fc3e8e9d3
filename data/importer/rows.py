"""A draft as the rows of its folder: accepted events and budget lines with every column of the schema, and the names they bring.

It refuses, in one sentence each, what an editor still has to say; it loses nothing that lay in the folder before.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from data import folders, load
from data.folders import Folder
from data.importer.again import Draft, Tables, adopt, adopted, document_id, month_days, published
from data.importer.links import Links
from data.importer.naming_rows import Names, slug
from data.rows import BadData, Row

__all__ = ["adopt", "rows"]

_KEYS = {
    "events.csv": ("event_id",),
    "figures.csv": ("figure_id",),
    "event_countries.csv": ("event_id", "iso3"),
    "event_organisations.csv": ("event_id", "organisation_id", "role"),
    "event_people.csv": ("event_id", "person_id"),
    "event_topics.csv": ("event_id", "topic_id"),
    "event_sources.csv": ("event_id", "document_id", "states"),
    "documents.csv": ("document_id",),
    "organisations.csv": ("organisation_id",),
    "people.csv": ("person_id",),
    "topics.csv": ("topic_id",),
    "aliases.csv": ("kind", "id", "alias"),
    "editing.csv": ("subject_kind", "subject_id"),
}
# What an accepted event says whole, so that a row which it does not repeat is gone.
_WHOLE = ("event_countries.csv", "event_organisations.csv", "event_people.csv", "event_topics.csv")
_MUST = ("section", "kind", "status", "title", "summary", "field", "locator")
_SLUG_WORDS = 6


def rows(draft: Draft, sources: Path, reviewed_by: str) -> Folder:
    """The folder that publishes what is accepted in a draft, on top of what is published of it. Raises BadData."""
    month = str(draft.get("month") or "")
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise BadData([f"The month '{month}' is none; write it as YYYY-MM"])
    reviewer = " ".join(reviewed_by.split())
    if not reviewer:
        raise BadData(["Say who reviewed the draft: a published row names who checked it"])
    known = published(sources)
    draft = adopted(draft, known)
    own = document_id(draft)
    name = next((path.name for path, held in load.own_documents(sources) if held == own), month)
    before = folders.open_folder(sources, name)
    if before.document and before.document.get("document_id") != own:
        raise BadData([f"issues/{name}: holds the document {before.document.get('document_id')}, not {own}"])
    return _Writer(draft, known, before, own, reviewer).folder()


class _Writer:
    """Collects the rows of one draft."""

    def __init__(self, draft: Draft, known: Tables, before: Folder, own: str, reviewer: str) -> None:
        self.draft, self.known, self.before, self.own, self.reviewer = draft, known, before, own, reviewer
        self.month: str = draft["month"]
        self.today = datetime.now(UTC).date().isoformat()
        self.made: dict[str, list[Row]] = {name: [] for name in _KEYS}
        self.problems: list[str] = []
        self.by_hand: set[str] = set()
        self.gone: set[str] = set()
        self.names = Names(draft, known)
        self.links = Links(known["document"], self.month)
        self.taken = {row["event_id"] for row in known["event"]}
        self.figures_taken = {row["figure_id"] for row in known["figure"]}

    def folder(self) -> Folder:
        """All rows. Raises BadData with everything that is missing."""
        for event in self.draft.get("events", []):
            if event.get("state") == "accepted":
                self._event(event)
            elif event.get("state") == "rejected" and event.get("event_id"):
                self.gone.add(event["event_id"])
        for line in self.draft.get("budget", []):
            if line.get("state") == "accepted":
                self._figure(line)
            elif line.get("state") == "rejected" and line.get("figure_id"):
                self.gone.add(line["figure_id"])
        if not (self.made["events.csv"] or self.made["figures.csv"] or self.made["event_sources.csv"] or self.gone):
            self.problems.append("Nothing is accepted yet; accept at least one event or budget line")
        if self.problems:
            raise BadData(self.problems[: load.PROBLEMS_SHOWN])
        self.made["organisations.csv"], self.made["people.csv"] = self.names.organisations, self.names.people
        self.made["aliases.csv"], self.made["documents.csv"] = self.names.aliases, self.links.documents
        tables = {**self.before.tables, **{name: self._merged(name) for name in _KEYS if name != "editing.csv"}}
        for name in ("claims.csv", "resolutions.csv"):
            if name in tables:
                tables[name] = [row for row in tables[name] if not self.gone & set(row.values())]
        tables["editing.csv"] = self._editing(tables)
        kept = {name: found for name, found in tables.items() if found or name in (*self.before.tables, "events.csv")}
        return Folder(self.before.name, self._document(), kept, self.before.base)

    def _document(self) -> Row:
        told = {
            "title": _text(self.draft.get("title")),
            "publisher": _text(self.draft.get("publisher")),
        }
        if self.before.document:
            return {**self.before.document, **{key: value for key, value in told.items() if value}}
        file = _text((self.draft.get("document") or {}).get("name"))
        return {
            "document_id": self.own,
            "kind": "review",
            **told,
            "month": self.month,
            "published": "",
            "accessed": self.today,
            "url": "",
            "quality": "review",
            "note": f"Imported from {file}." if file else "",
        }

    def _event(self, event: Draft) -> None:
        if source_of := event.get("source_of"):
            self._add("event_sources.csv", event_id=source_of, document_id=self.own, locator=_text(event.get("locator")), states=_text(event.get("summary")))  # fmt: skip
            return
        called = f"Event {event.get('id')} '{_text(event.get('title'))[:60]}'"
        missing = [name for name in _MUST if not _text(event.get(name))]
        self.problems += [f"{called}: {name} is missing; say it or reject the event" for name in missing]
        key = event.get("event_id") or self._key(event)
        if not event.get("spans") and not event.get("event_id"):
            self.by_hand.add(key)
        place = _text(event.get("place"))
        precision = event.get("date_precision") or ("day" if event.get("date_start") else "unknown")
        starts, ends = event.get("date_start"), event.get("date_end") or event.get("date_start")
        if precision == "unknown":
            starts, ends = month_days(self.month)
        elif not starts:
            self.problems.append(f"{called}: the day is missing; say it, or that the date is unknown")
        self._add(
            "events.csv",
            event_id=key,
            document_id=self.own,
            **{name: _text(event.get(name)) for name in _MUST},
            starts_on=_text(starts),
            ends_on=_text(ends),
            date_precision=precision,
            place=place,
            place_kind=(event.get("place_kind") if event.get("place_kind") != "unknown" else "") or "land"
            if place
            else "unknown",
            place_country=_text(event.get("place_country")),
            lat=_number(event.get("lat"), 4),
            lon=_number(event.get("lon"), 4),
            amount=_number(event.get("amount"), 2),
            currency=_text(event.get("currency")),
            amount_qualifier=_text(event.get("amount_qualifier")),
            amount_for=_text(event.get("amount_for")),
            as_printed=self._printed(event),
        )
        self._parts(event, key)

    def _parts(self, event: Draft, key: str) -> None:
        """Countries, names, topics and links of an event."""
        for iso3 in event.get("partner_countries") or []:
            self._add("event_countries.csv", event_id=key, iso3=iso3)
        for named in event.get("organisations") or []:
            self._add(
                "event_organisations.csv",
                event_id=key,
                organisation_id=self.names.organisation(named),
                role=_text(named.get("role")) or "participant",
                as_printed=_text(named.get("as_printed", _full(named))),
            )
        for named in event.get("people") or []:
            self._add(
                "event_people.csv",
                event_id=key,
                person_id=self.names.person(named),
                organisation_id=_text(named.get("organisation_id")),
                post=_text(named.get("post")),
                as_printed=_text(named.get("as_printed", named.get("name"))),
            )
        topics = {row["topic_id"] for row in self.known["topic"]}
        for topic in event.get("topics") or []:
            told = (
                topic if isinstance(topic, dict) else {"topic_id": topic, "label": topic.replace("-", " ").capitalize()}
            )
            self._add("event_topics.csv", event_id=key, topic_id=told["topic_id"])
            if told["topic_id"] not in topics:
                self._add("topics.csv", topic_id=told["topic_id"], label=_text(told["label"]), kind=told.get("kind") or "theme")  # fmt: skip
        known = {(row["event_id"], row["document_id"]) for row in self.known["event_source"]}
        for url in event.get("links") or []:
            document = self.links.document(url)
            if document and document != self.own and (key, document) not in known:
                self._add("event_sources.csv", event_id=key, document_id=document, locator="whole report")

    def _figure(self, line: Draft) -> None:
        called = f"Budget line {line.get('id')} '{_text(line.get('item'))[:60]}'"
        series = {row["series_id"]: row for row in self.known["series"]}
        own = series.get(str(line.get("series") or line.get("item")))
        value = _number(line.get("value_bn_cny"), 3)
        if own is None:
            self.problems.append(f"{called}: it is no series of the reference data; choose one or reject the line")
            return
        if not value or not _text(line.get("locator")):
            self.problems.append(
                f"{called}: the value or its place in the document is missing; say it or reject the line"
            )
        year, basis = str(line.get("year") or self.month[:4]), line.get("basis") or "draft"
        growth = _number(line.get("growth_pct"), 2)
        key = line.get("figure_id") or _free(f"{own['series_id']}-{year}-{basis}", self.figures_taken)
        self.figures_taken.add(key)
        self._add(
            "figures.csv",
            figure_id=key,
            document_id=self.own,
            locator=_text(line.get("locator")),
            series_id=own["series_id"],
            year=year,
            basis=basis,
            bn_cny=value if own["unit"] == "billion yuan" else "",
            share_pct="" if own["unit"] == "billion yuan" else value,
            growth_pct=growth,
            growth_against=(line.get("growth_against") or "not stated") if growth else "",
            level=own["level"],
            level_stated=str(line.get("level_stated") or "false").lower(),
            rounded=str(line.get("rounded") or "false").lower(),
            as_printed=_text(line.get("as_printed")),
        )

    def _key(self, event: Draft) -> str:
        words = [
            word for word in slug(_text(event.get("title")) or "event").split("-") if len(word) > 2 or word.isdigit()
        ]
        key = _free(f"{self.month}-{'-'.join(words[:_SLUG_WORDS]) or 'event'}", self.taken)
        self.taken.add(key)
        return key

    def _printed(self, event: Draft) -> str:
        """The printed words of date and amount."""
        if "as_printed" in event:
            return _text(event["as_printed"])
        paragraphs = self.draft.get("paragraphs") or []
        words = [
            _text(paragraphs[span["paragraph"]]["text"][span["start"] : span["end"]])
            for span in event.get("spans") or []
            if span.get("field") in ("date", "amount") and 0 <= span.get("paragraph", -1) < len(paragraphs)
        ]
        return "; ".join(dict.fromkeys(word for word in words if word))

    def _add(self, table: str, **values: Any) -> None:
        row = dict.fromkeys(folders.headings()[table], "") | {name: str(value or "") for name, value in values.items()}
        if not any(_key(table, row) == _key(table, other) for other in self.made[table]):
            self.made[table].append(row)

    def _merged(self, table: str) -> list[Row]:
        """Rows as they were, in their order, with what the draft says otherwise; new ones after them."""
        new = {_key(table, row): row for row in self.made[table]}
        told = {row["event_id"] for row in self.made["events.csv"]}
        found = []
        for row in self.before.tables.get(table, []):
            key = _key(table, row)
            said_whole = table in _WHOLE and row.get("event_id") in told
            if self.gone & {row.get("event_id"), row.get("figure_id")} or (said_whole and key not in new):
                continue
            again = new.pop(key, row)
            found.append(
                {name: value if _same(value, again.get(name, "")) else again[name] for name, value in row.items()}
            )
        return [*found, *new.values()]

    def _editing(self, tables: dict[str, list[Row]]) -> list[Row]:
        """Who entered and checked: the folder as a whole where it is new, else each row that is new or changed."""
        told = self.before.tables.get("editing.csv", [])
        told = [row for row in told if row["subject_id"] not in self.gone]
        checked = {"checked_by": self.reviewer, "checked_on": self.today, "entered_on": self.today}
        fresh = []
        if not self.before.document:
            fresh = [{"subject_kind": "folder", "subject_id": self.before.name, "entered_by": "importer", **checked}]
        changed = {kind: self._changed(tables, kind) for kind in ("event", "figure")}
        for kind, keys in changed.items():
            for key in keys:
                if self.before.document or key in self.by_hand:
                    by = self.reviewer if key in self.by_hand else "importer"
                    fresh.append({"subject_kind": kind, "subject_id": key, "entered_by": by, **checked})
        again = {(row["subject_kind"], row["subject_id"]) for row in fresh}
        return [*(row for row in told if (row["subject_kind"], row["subject_id"]) not in again), *fresh]

    def _changed(self, tables: dict[str, list[Row]], kind: str) -> Iterable[str]:
        """Keys of events or figures of which a row is not as it was before."""
        names = ("events.csv", *_WHOLE) if kind == "event" else ("figures.csv",)
        key = f"{kind}_id"
        was = {tuple(row.items()) for name in names for row in self.before.tables.get(name, [])}
        now = {tuple(row.items()) for name in names for row in tables.get(name, [])}
        present = {row[key] for row in tables.get(names[0], [])}
        return sorted({dict(row)[key] for row in was ^ now} & present)


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in _KEYS[table])


def _free(key: str, taken: set[str]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := key if n == 1 else f"{key}-{n}") not in taken)


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _number(value: object, places: int) -> str:
    """A number as the files hold it: no more digits than it has. What is none stays as it is, for the build to name."""
    if value is None or value == "":
        return ""
    try:
        rounded = round(Decimal(str(value)), places)
    except InvalidOperation:
        return str(value)
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def _same(one: str, other: str) -> bool:
    """Whether two values say the same: 10 and 10.00 do."""
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return _text(one) == _text(other)


def _full(named: Draft) -> str:
    """A name as it is printed in full, with its abbreviation behind it."""
    name, short = _text(named.get("name")), _text(named.get("short"))
    return f"{name} ({short})" if short and short not in name.split() and f"({short})" not in name and name else name
