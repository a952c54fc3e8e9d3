"""One event of a draft as two, and two as one: what stands where in the passage goes along with it. It judges no value."""

import re
from copy import deepcopy
from typing import Any

Draft = dict[str, Any]
Row = dict[str, Any]

OWN_WORDS = "words of the document; write your own"
LONGEST_TITLE = 110
# What an event says once, by the name under which its words are marked.
ONCE = {
    "date": ("date_start", "date_end", "date_precision"),
    "place": ("place", "place_kind", "place_country", "lat", "lon"),
    "amount": ("amount", "currency", "amount_qualifier", "amount_for"),
}
_EMPTY = {"date_precision": "unknown", "place_kind": "unknown"}
# What an event says several times, with the key by which two are the same.
_MANY = {"organisations": "organisation_id", "people": "person_id"}
_LOCATOR = re.compile(r"(?P<heading>.+), paragraphs? (?P<first>\d+)(?:[-\N{EN DASH}](?P<last>\d+))?")


def divided(draft: Draft, row: Row, at: int) -> tuple[Row, Row]:
    """An event in front of a character of its passage, and one from there on, both to be decided anew. Raises ValueError."""
    passage = row.get("passage") or ""
    while 0 < at < len(passage) and passage[at - 1].isalnum() and passage[at].isalnum():
        at -= 1
    halves = passage[:at].rstrip(), passage[max(at, 0) :].lstrip()
    if not 0 < at < len(passage) or not all(halves):
        raise ValueError(
            f"a part would be empty at character {at}; choose a place between two sentences of the passage"
        )
    places = [_place(draft, passage, span) for span in row.get("spans", [])]
    sides: list[Row] = []
    for side, words in enumerate(halves):
        part: Row = deepcopy(row) | {"passage": words, "state": "proposed"}
        part["spans"] = [
            span for span, place in zip(part.get("spans", []), places, strict=True) if _side(place, at) == side
        ]
        sides.append(part)
    first, second = sides
    for name in ("organisations", "people", "partner_countries", "links"):
        _deal(draft, row, first, second, name, at)
    for name, fields in ONCE.items():
        _give(row, first, second, name, fields)
    second["title"], second["summary"] = proposed(second["passage"])
    second["topics"] = []
    for name in ("source_of", "event_id", "edited"):
        second.pop(name, None)
    # The printed words of dates and sums are told anew from what is marked in each part.
    for part in sides:
        part.pop("as_printed", None)
    second["unsure"] = [doubt for doubt in second.get("unsure", []) if doubt["field"] not in ("title", "summary")]
    second["unsure"] += [{"field": name, "why": OWN_WORDS} for name in ("title", "summary")]
    return first, second


def proposed(passage: str) -> tuple[str, str]:
    """Title and summary from the words of a passage, to be replaced by own words: its first clause and its first sentence."""
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-Z\"'\u201c\u2018(])", passage, maxsplit=1)[0]
    clause = re.split(r"[,;:](?=\s)|\s[-\u2013\u2014]\s", sentence.rstrip("."), maxsplit=1)[0]
    if len(clause) > LONGEST_TITLE:
        clause = clause[: LONGEST_TITLE + 1].rsplit(" ", 1)[0][:LONGEST_TITLE]
    return clause, sentence


def joined(draft: Draft, first: Row, other: Row) -> None:
    """Put into an event what another one says beyond it; where they differ the first stays and the doubt is marked."""
    said = f"'{other['id']}', merged here, says"
    doubts = first.setdefault("unsure", [])
    for name, fields in ONCE.items():
        mine, theirs = _said(first, fields), _said(other, fields)
        if theirs and not mine:
            first.update({field: other.get(field) for field in fields})
        elif theirs and theirs[0] != mine[0]:
            doubts.append({"field": name, "why": f"{said} {theirs[0]}"})
    for name in ("title", "summary", "field", "kind", "status"):
        if not first.get(name):
            first[name] = other.get(name)
    for name, key in _MANY.items():
        for one in other.get(name, []):
            known = next((mine for mine in first.setdefault(name, []) if _same(mine, one, key)), None)
            if known is None:
                first[name].append(one)
            else:
                known.update({field: value for field, value in one.items() if known.get(field) in (None, "")})
    for name in ("partner_countries", "topics", "links", "spans"):
        first[name] = [*first.get(name, []), *(one for one in other.get(name, []) if one not in first.get(name, []))]
    doubts += [
        doubt for doubt in other.get("unsure", []) if doubt not in doubts and doubt["field"] not in ("title", "summary")
    ]
    first.pop("as_printed", None)
    first["passage"] = _passage(draft, first, other)
    first["locator"] = _locator(first.get("locator"), other.get("locator"))
    sure = [row["confidence"] for row in (first, other) if row.get("confidence") is not None]
    first["confidence"] = min(sure, default=None)


def _place(draft: Draft, passage: str, span: Row) -> int | None:
    """Where a marked word stands in the passage, or None."""
    paragraphs = draft.get("paragraphs", [])
    if not 0 <= span["paragraph"] < len(paragraphs):
        return None
    text = paragraphs[span["paragraph"]]["text"]
    if (begins := text.find(passage)) >= 0:
        place = span["start"] - begins
    elif text and (begins := passage.find(text)) >= 0:
        place = span["start"] + begins
    else:
        place = passage.find(text[span["start"] : span["end"]])
    return place if 0 <= place < len(passage) else None


def _side(place: int | None, at: int) -> int:
    return int(place is not None and place >= at)


def _deal(draft: Draft, row: Row, first: Row, second: Row, name: str, at: int) -> None:
    """Each name to the parts in which it stands; one that stands in neither stays with the first part."""
    dealt: tuple[list[Any], list[Any]] = [], []
    for one in row.get(name) or []:
        sides = _sides(draft, row, name, one, at) or {0}
        for side in sides:
            dealt[side].append(deepcopy(one))
    first[name], second[name] = dealt


def _sides(draft: Draft, row: Row, name: str, one: Any, at: int) -> set[int]:
    passage = row["passage"]
    if name == "links":
        marked = [
            {"paragraph": number, **link}
            for number, paragraph in enumerate(draft.get("paragraphs", []))
            for link in paragraph.get("links", [])
            if link["url"] == one
        ]
        return {_side(place, at) for link in marked if (place := _place(draft, passage, link)) is not None}
    words = {one} if isinstance(one, str) else {one.get("name"), one.get("short")}
    places = [
        _place(draft, passage, span)
        for span in row.get("spans", [])
        if span["field"] == name and span["value"] in words
    ]
    if not isinstance(one, str):
        for form in filter(None, words):
            places += [found.start() for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", passage)]
    return {_side(place, at) for place in places if place is not None}


def _give(row: Row, first: Row, second: Row, name: str, fields: tuple[str, ...]) -> None:
    """What an event says once to the part that says it. A date or a place may hold for the other part too: that is a doubt."""
    if not _said(row, fields):
        return
    here, there = (any(span["field"] == name for span in part["spans"]) for part in (first, second))
    other = first if there and not here else second
    if here and there:
        told = ", ".join(span["value"] for span in other["spans"] if span["field"] == name)
        why = f"this part names {told}"
    else:
        why = "it was said of what was one event, perhaps of the other part only"
    if name == "amount" or (here and there):
        other.update({field: _EMPTY.get(field) for field in fields})
    if name == "date" and here and there:
        other.update(_dated([span for span in other["spans"] if span["field"] == name]))
    if name != "amount" or (here and there):
        other["unsure"] = [*other.get("unsure", []), {"field": name, "why": f"{why}; check it"}]


def _dated(spans: list[Row]) -> Row:
    """The days that the first sure words for a date stand for, "2031-02-07" or "2031-02-07/2031-02-09"."""
    for span in spans:
        days = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?", span["value"])
        if days and span.get("sure"):
            start, end = days[1], days[2] or days[1]
            whole = start[-2:] == "01" and end[-2:] >= "28" and start[:7] == end[:7]
            return {"date_start": start, "date_end": end, "date_precision": "month" if whole else "day"}
    return {}


def _said(row: Row, fields: tuple[str, ...]) -> list[Any]:
    return [row[field] for field in fields if row.get(field) not in (None, "", "unknown")]


def _same(mine: Row, other: Row, key: str) -> bool:
    if mine.get(key) and other.get(key):
        return bool(mine[key] == other[key])
    return str(mine.get("name")).casefold() == str(other.get("name")).casefold()


def _passage(draft: Draft, first: Row, other: Row) -> str:
    """Words of both, in the document's order; as they stand there where they follow each other in one paragraph."""
    mine, theirs = first.get("passage") or "", other.get("passage") or ""
    if theirs in mine or mine in theirs:
        return max(mine, theirs, key=len)
    for paragraph in draft.get("paragraphs", []):
        text = paragraph["text"]
        begins = [text.find(mine), text.find(theirs)]
        if min(begins) >= 0:
            ends = [begins[0] + len(mine), begins[1] + len(theirs)]
            if not text[min(ends) : max(begins)].strip():
                return str(text[min(begins) : max(ends)])
            return " ".join((mine, theirs) if begins[0] < begins[1] else (theirs, mine))
    return f"{mine}\n\n{theirs}"


def _locator(mine: str | None, theirs: str | None) -> str | None:
    """The place of both: "Science Diplomacy, paragraphs 1-2" where they follow each other, else that of the first."""
    one, two = (_LOCATOR.fullmatch(told or "") for told in (mine, theirs))
    if not mine or not one or not two or one["heading"] != two["heading"]:
        return mine or theirs
    firsts = [int(found["first"]) for found in (one, two)]
    lasts = [int(found["last"] or found["first"]) for found in (one, two)]
    if mine == theirs or max(firsts) > min(lasts) + 1:
        return mine
    begins, ends = min(firsts), max(lasts)
    return f"{one['heading']}, paragraph{'s' if ends > begins else ''} {begins}{f'-{ends}' if ends > begins else ''}"
