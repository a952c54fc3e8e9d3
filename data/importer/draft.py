"""The draft of a review: sections, events and budget lines of its text, with the words each value came from. It publishes nothing."""

import re
import tomllib
from pathlib import Path
from textwrap import shorten
from time import perf_counter
from typing import Any

from data.importer import assembly, budget, dates, events, front, met, organisations, people, reader, sections
from data.importer.documents import Document, NotAReview
from data.importer.names import Names
from data.importer.sections import Placed

# A paragraph beyond any print is looked at only so far.
MOST_READ = 5_000
# A review has fewer; of a longer text only so many are read twice.
MOST_PARAGRAPHS = 150
# Finding must end soon whatever the text; a review takes a tenth of this.
MOST_S = 4.0
_NAMED = {
    "budget": "the budget",
    "collaboration": "collaboration",
    "breakthrough": "breakthroughs",
    "diplomacy": "diplomacy",
}


def draft(document: Document, names: Names, publishers: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the review tells, in the keys of the draft. Raises NotAReview."""
    paragraphs = document.paragraphs
    placed = sections.sectioned(paragraphs)
    first = min((one.number for one in placed), default=len(paragraphs))
    lines = front.lines(paragraphs, first)
    month, why = front.month(lines, (one.text for one in paragraphs), document.name)
    if not placed:
        raise NotAReview(
            f"{document.name}: no heading names a section of a review (budget, collaboration, breakthroughs, diplomacy); "
            "give the review's sections their headings"
        )
    if month is None:
        raise NotAReview(f"{document.name}: {why}; put the month and year into the title")
    unread: list[str] = []
    without: dict[int, str] = {}
    publisher, unnamed = front.publisher(lines, publishers)
    made: dict[str, Any] = {
        "document": {"name": document.name, "sha256": document.sha256, "document_id": f"review-{month}"},
        "month": month,
        "title": front.title(lines, month),
        "publisher": publisher,
        "events": _events(document, placed, month, names, unread, without),
        "budget": _budget(document, placed, month),
    }
    if not made["events"] and not made["budget"]:
        raise NotAReview(
            f"{document.name}: no event and no budget line stands in its sections; it is no monthly review"
        )
    made["warnings"] = [
        *document.warnings,
        *unread,
        *([f"Month: {why}."] if why else []),
        *([f"Publisher: {unnamed}."] if unnamed else []),
        *_warnings(made, document),
    ]
    located = {one.number: one.locator for one in placed}
    made["paragraphs"] = [
        {
            "text": one.text,
            "heading": one.heading and number not in located,
            "locator": located.get(number),
            "links": [vars(link) for link in one.links],
            **({"without_event": without[number]} if number in without else {}),
        }
        for number, one in enumerate(paragraphs)
    ]
    return reader.helped(made, names)


def published(sources: Path) -> tuple[str, ...]:
    """Publishers of the reviews that are in."""
    files = sorted((sources / "issues").glob("*/issue.toml"))
    told = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return tuple(
        dict.fromkeys(str(one["publisher"]) for one in told if one.get("kind") == "review" and one.get("publisher"))
    )


def _events(
    document: Document, placed: list[Placed], month: str, names: Names, unread: list[str], without: dict[int, str]
) -> list[dict[str, Any]]:
    """The events; what was not looked through goes to `unread`, paragraphs that gave no event to `without`, number and section."""
    found: list[dict[str, Any]] = []
    started = perf_counter()
    named = [document.paragraphs[one.number].text[:MOST_READ] for one in placed if one.section != "budget"]
    names = met.met(named[:MOST_PARAGRAPHS], names)
    for one in placed:
        if perf_counter() - started > MOST_S:
            unread.append(f"From {one.locator} on, no events were looked for: the text is far longer than a review.")
            break
        paragraph = document.paragraphs[one.number]
        text = paragraph.text[:MOST_READ]
        if one.section == "budget" and (
            budget.find(text, *_table(document, placed, one)) or not _is_statement(text, names)
        ):
            continue
        before: dict[str, Any] | None = None
        for part in events.parts(text, month):
            words = text[part.start : part.end]
            if not before and not _tells(words, month, names):
                continue
            event = assembly.event(words, one.section, month, names, before, found)
            for span in event["spans"]:
                span |= {"paragraph": one.number, "start": span["start"] + part.start, "end": span["end"] + part.start}
            if part.apart:
                event["unsure"].append({"field": "passage", "why": f"told apart from the event before: {part.apart}"})
            event |= {
                "id": f"e{len(found) + 1}",
                "locator": one.locator,
                "state": "proposed",
                "links": [link.url for link in paragraph.links if part.start <= link.start < part.end],
            }
            found.append(event)
            before = event
        if before is None and one.section != "budget":
            without[one.number] = one.section
            unread.append(
                f"{one.locator}: no event was taken from “{shorten(text, 70, placeholder='…')}”; add one if it tells of any."
            )
    return found


def _tells(words: str, month: str, names: Names) -> bool:
    found = dates.find(words, month)
    dated = any(one.value and one.value.main and one.value.start[:7] <= month <= one.value.end[:7] for one in found)
    # "Last Tuesday" gives no day, but what it stands beside has happened.
    vague = sum(one.value is None for one in found)
    named = len(organisations.find(words, names)) + len(people.find(words, names))
    return events.is_event(words, dated, named + vague)


def _is_statement(text: str, names: Names) -> bool:
    """Whether a paragraph of the budget section tells what a body or a person says or does."""
    return bool(
        re.search(
            r"\b(?:said|say|says|stated|declared|promised|pledged|urged|decided|ordered|announced|will|signed|published|approved|issued|called|listed|prioriti[sz]e)\b",
            text,
        )
    ) and not re.search(r"\bno budget was\b", text, re.IGNORECASE)


def _table(document: Document, placed: list[Placed], one: Placed) -> tuple[str | None, str]:
    """The scale and the head of a table, from the lines of the section in front of a row."""
    near = [other.number for other in placed if other.section == "budget" and 0 <= one.number - other.number <= 12]
    lines = [document.paragraphs[n].text for n in [*reversed(near), min(near, default=one.number) - 1] if n >= 0]
    unit = next((told for line in lines if (told := budget.unit(line))), None)
    head = next((line for line in lines[1:] if line.startswith("|") and budget.is_head(line)), "")
    return unit, head


def _budget(document: Document, placed: list[Placed], month: str) -> list[dict[str, Any]]:
    told = " ".join(document.paragraphs[one.number].text for one in placed if one.section == "budget")
    basis, doubt = _basis(told)
    found: list[dict[str, Any]] = []
    for one in (one for one in placed if one.section == "budget"):
        heading = re.search(r"\b20\d\d\b", one.locator)
        for line in budget.find(
            document.paragraphs[one.number].text[:MOST_READ], *_table(document, placed, one), year=int(month[:4])
        ):
            year = line.year or int(heading.group() if heading else month[:4])
            spans = [
                {
                    "field": "value_bn_cny",
                    "value": f"{line.bn_cny:g}",
                    "paragraph": one.number,
                    "start": line.start,
                    "end": line.end,
                    "sure": not line.why,
                    "why": line.why,
                }
            ]
            if line.growth:
                spans.append(
                    {
                        "field": "growth_pct",
                        "value": f"{line.growth_pct:g}",
                        "paragraph": one.number,
                        "start": line.growth[0],
                        "end": line.growth[1],
                        "sure": True,
                        "why": "",
                    }
                )
            found.append(
                {
                    "id": f"b{len(found) + 1}", "item": line.item, "series": line.series, "value_bn_cny": line.bn_cny, "growth_pct": line.growth_pct,
                    "as_printed": line.as_printed, "growth_against": line.against, "year": year, "basis": basis, "locator": one.locator, "state": "proposed",
                    "paragraph": one.number, "spans": spans,
                    "unsure": [{"field": "basis", "why": doubt}] * bool(doubt) + [{"field": "value_bn_cny", "why": line.why}] * bool(line.why)
                    + [{"field": "series", "why": f"“{line.item}” is no line of the reference data"}] * (line.series is None),
                }
            )  # fmt: skip
    return found


def _basis(told: str) -> tuple[str | None, str]:
    for basis, words in (
        ("executed", r"\bspent\b|\bspending of 20\d\d\b|\bexecuted\b|\boutturn\b"),
        ("final", r"\bfinal (?:budget|accounts?)\b"),
        ("draft", r"\bdraft\b"),
        ("approved", r"\b(?:approved|adopted) (?:the |a )?budget\b|\bbudget was (?:approved|adopted)\b"),
    ):
        if re.search(words, told, re.IGNORECASE):
            return basis, ""
    return None, "the words do not say whether it is a draft, approved or spent"


def _warnings(made: dict[str, Any], document: Document) -> list[str]:
    there = {event["section"] for event in made["events"]} | ({"budget"} if made["budget"] else set())
    found = [f"Nothing was found for {name}." for section, name in _NAMED.items() if section not in there]
    found += [
        f"{event['locator']}: “{span['value']}” gives no day; enter the date."
        for event in made["events"] for span in event["spans"]
        if span["field"] == "date" and not span["sure"] and event["date_precision"] == "unknown"
    ]  # fmt: skip
    away = [
        event
        for event in made["events"]
        if event["date_start"] and not event["date_start"][:7] <= made["month"] <= event["date_end"][:7]
    ]
    if made["events"] and len(away) > len(made["events"]) / 2:
        found.append("Most events lie outside the month of the title; look at the month.")
    found += [
        f"Paragraph {number + 1} has {len(one.text):,} characters; only the first {MOST_READ:,} were looked at."
        for number, one in enumerate(document.paragraphs)
        if len(one.text) > MOST_READ
    ]
    return found
