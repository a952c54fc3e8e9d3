"""What the evidence panel says of a subject, as blocks of words: documents, passages, print beside store, corrections, findings, what is related.

It reads and writes no state of the session; ui/evidence.py opens, keeps and draws.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from charts.breakthroughs import when
from charts.theme import MARKS, SOURCES, exact, plural, signed
from data import passages
from ui import database, filters, prose
from ui.database import ask
from ui.selection import Subject

# Events that a panel lists, and those related by each thing shared.
MOST, RELATED = 20, 3
QUALITIES = {
    "review": "the review",
    "official": "official report",
    "press": "press report",
    "copy": "read on a copy",
    "transcription": "read in a transcription",
}
LEVELS = {
    "central": "central government's own spending",
    "central_incl_transfers": "central with transfers to local governments",
    "national": "national: central and local governments together",
    "all_sectors": "all sectors of the economy",
}
SECTIONS = {
    "budget": "budget",
    "collaboration": "collaboration",
    "breakthrough": "breakthrough",
    "diplomacy": "diplomacy",
}
_DIFFERS = {"starts_on": "the date"}


def exists(found: Subject) -> bool:
    match found.kind:
        case "event":
            return not ask("evidence/event", event_id=found.key).empty
        case "figure":
            return not ask("evidence/figure", figure_id=found.key).empty
        case "findings":
            return found.key in SECTIONS or all(
                not ask("evidence/figure", figure_id=key).empty for key in found.key.split(";")
            )
        case "section":
            return found.key in SECTIONS
        case "tie":
            return all(
                any(_about(kind, end) is not None for kind in ("country", "organisation", "person"))
                for end in found.ends
            )
    return all(_about(found.kind, key) is not None for key in keys(found))


def keys(found: Subject) -> list[str]:
    """A mark of the map may stand for several places, everything else for itself."""
    return found.key.split(";") if found.kind == "place" else [found.key]


def _about(kind: str, key: str) -> Any:
    """The row of what is known of a subject, None where there is none."""
    found = ask("evidence/subject", kind=kind, key=key)
    return None if found.empty else next(found.itertuples())


def blocks(
    found: Subject, section: str = "", places: Sequence[str] = (), kinds: Sequence[str] = ()
) -> list[prose.Block]:
    """Everything that the panel says of a subject."""
    match found.kind:
        case "event":
            return _event(found.key)
        case "figure":
            return _figure(found.key)
        case "findings":
            return _findings_of(found, kinds)
    return _subject(found, section, places, kinds)


def _event(event_id: str) -> list[prose.Block]:
    database.ahead("evidence/actors", "evidence/related", event_id=event_id, most=RELATED)
    row = ask("evidence/event", event_id=event_id).iloc[0]
    where = ", ".join(dict.fromkeys(str(v) for v in (row.place, row.place_country) if _is(v)))
    day = when(row.starts_on, row.ends_on, row.date_precision)
    facts = [SECTIONS[row.section], row.field, row.kind, row.status]
    actors = ask("evidence/actors", event_id=event_id)
    sources = ask("evidence/sources", event_id=event_id)
    stored = [day, *([_amount(row)] if _is(row.amount) else [])]
    pairs = [("Date" if not _is(row.amount) else "Date and amount", _print(row.as_printed), "; ".join(stored))]
    pairs += [
        (actor.part or "", actor.as_printed, actor.name)
        for actor in actors.itertuples()
        if _is(actor.as_printed) and actor.as_printed != actor.name
    ]
    own = sources.iloc[0]
    printed = [*_parts(row.as_printed), *(a for a in actors.as_printed if _is(a))]
    told = [
        prose.heading(row.title),
        prose.small(" · ".join([day, where or "no place reported", *facts])),
        prose.text(row.summary),
        prose.section("Source" if len(sources) == 1 else "Sources"),
        *_documents(sources),
        *_passage(own, printed),
        prose.pairs(pairs),
        *_doubts(("event",), (event_id,)),
        *_actors(actors),
    ]
    return [*told, *_related(event_id), _hands(row)]


def _figure(figure_id: str) -> list[prose.Block]:
    database.ahead("evidence/other_figures", figure_id=figure_id)
    row = ask("evidence/figure", figure_id=figure_id).iloc[0]
    growth = f"; growth {signed(row.growth_pct)}, against: {row.growth_against}" if _is(row.growth_pct) else ""
    level = LEVELS[row.level] + ("" if row.level_stated else " (placed by the editors; the document does not say)")
    others = ask("evidence/other_figures", figure_id=figure_id)
    same = [
        [
            f"{MARKS[o.source]} ",
            prose.opens(f"{o.year} {o.basis}: {_value(o)}", f"figure:{o.figure_id}"),
            f"{f', {signed(o.growth_pct)} as stated' if _is(o.growth_pct) else ''}, {o.publisher}",
        ]
        for o in others.itertuples()
    ]
    return [
        prose.heading(f"{row.full_label}, {row.year}"),
        prose.text(prose.strong(f"{'about ' if row.rounded else ''}{_value(row)}"), f", {row.basis}{growth}"),
        prose.small(f"Level of account: {level}. {row.scope}"),
        prose.section("Source"),
        *_documents(pd.DataFrame([row])),
        *_passage(row, _parts(row.as_printed)),
        prose.pairs([("Value and growth", _print(row.as_printed), f"{_value(row)}{growth}")]),
        *_doubts(("figure",), (figure_id,)),
        *([prose.section("The same series in this year and the years beside it"), prose.bullets(same)] if same else []),
        _hands(row),
    ]


def _subject(found: Subject, section: str, places: Sequence[str], kinds: Sequence[str]) -> list[prose.Block]:
    """A country, place, organisation, person, topic, field, document or tie: what is known of it and its events under the filters."""
    tail, head = found.ends
    told: list[prose.Block] = []
    places = places or (keys(found) if found.kind == "place" else ())
    if found.kind == "section":
        told.append(prose.heading(f"{SECTIONS[found.key].capitalize()}: {SOURCES.get(found.part, 'all sources')}"))
    elif found.kind == "tie":
        names = [row.name for end in (tail, head) if (row := _first(end)) is not None]
        told.append(prose.heading(" and ".join(names)))
    elif len(places) > 1:
        names = [row.name for place in places if (row := _about("place", place)) is not None]
        told += [
            prose.heading(f"{len(places)} places near each other"),
            prose.small(", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")),
        ]
    else:
        row = _about(found.kind, found.key)
        told += [prose.heading(prose.link(row.name, row.url)), prose.small(row.about)]
        if _is(row.aliases):
            told.append(prose.small(f"Also printed as: {row.aliases.replace(';', ', ').replace(',  ', ', ')}"))
        if _is(row.note):
            told.append(prose.text(row.note))
    if found.kind == "document":
        told += _rests_on(found.key)
    told += _events(found, section, places, kinds)
    if found.kind in ("organisation", "person", "document"):
        told += _doubts((found.kind,), (found.key,))
    return told


def _first(end: str) -> Any:
    return next((row for kind in ("country", "organisation", "person") if (row := _about(kind, end)) is not None), None)


def _in_network(found: Subject, limits: dict[str, Any]) -> bool:
    return (
        found.kind in ("organisation", "person")
        and not ask("diplomacy/node_kinds", head=found.key, tail="", **limits).empty
    )


def _events(found: Subject, section: str, places: Sequence[str], kinds: Sequence[str]) -> list[prose.Block]:
    limits = filters.current().params() | {"most": MOST}
    # A mark of a small picture names the section that it counts.
    section = found.part if found.kind != "section" and found.part in SECTIONS else section
    key = ";".join(places) or found.key
    if found.kind == "section" and found.part in SOURCES:
        limits |= {"sources": [found.part], "sources_all": False}
    if found.kind not in ("tie", "country", "place", "field"):
        # A project, an organisation, a person or a document is told whole, as no mark's count limits it to a section.
        section = section if section == "diplomacy" and _in_network(found, limits) else ""
    if found.kind == "tie" or (section == "diplomacy" and found.kind in ("country", "organisation", "person")):
        # As the network counts: by its ties, and by the kinds of tie that are chosen.
        wanted = [found.part] if found.part and found.part not in SECTIONS else list(kinds)
        tail, head = found.ends
        asked = limits | {"head": head, "tail": tail, "kinds": wanted, "kinds_all": not wanted}
        database.ahead("diplomacy/node_events", **asked)
        counted, newest = ask("diplomacy/node_kinds", **asked), ask("diplomacy/node_events", **asked)
        total, review = int(counted.events.sum()), int(counted.review.sum())
        days = (counted.first_on.min(), counted.latest_on.max())
        kinds_told = [prose.small(", ".join(f"{k.kind} {exact(k.events)}" for k in counted.itertuples()))]
    else:
        newest = ask("evidence/events", kind=found.kind, key=key, section=section, **limits)
        first = newest.iloc[0] if len(newest) else None
        total, review = (int(first.events), int(first.review)) if first is not None else (0, 0)
        days = (first.first_on, first.latest_on) if first is not None else (None, None)
        kinds_told = []
    named = f"{SECTIONS.get(section, '')} event".strip()
    everywhere = []
    if section and found.kind != "tie":
        whole = ask("evidence/events", kind=found.kind, key=key, section="", **limits)
        others = int(whole.events.iloc[0]) - total if len(whole) else 0
        everywhere = (
            [prose.small(f"Counted here: {SECTIONS[section]} alone; the other sections have {exact(others)} more.")]
            if others > 0
            else []
        )
    if not total:
        china = (
            " China is the other side of all events, so it is not counted as a partner." if found.key == "CHN" else ""
        )
        return [
            prose.section("Events"),
            prose.text(f"No {named} matches the filters: {filters.words()}.{china}"),
            *everywhere,
        ]
    span = " to ".join(dict.fromkeys(when(day, day, "day") for day in days))
    reviewed = f", {exact(review)} in the review" if review else ""
    listed = f"The newest {len(newest)} of {plural(total, named)}" if len(newest) < total else plural(total, named)
    told = [
        prose.section(f"{listed}{reviewed}"),
        prose.small(f"{span}. Shown: {filters.words()}"),
        *kinds_told,
        *everywhere,
    ]
    return [*told, *(item(event) for event in newest.itertuples())]


def item(event: Any) -> prose.Block:
    """An event in a list: its title opens its evidence."""
    facts = [when(event.starts_on, event.ends_on, event.date_precision)]
    facts += [str(value) for name in ("section", "kind", "partners") if _is(value := getattr(event, name, None))]
    if getattr(event, "findings", 0):
        facts.append(plural(event.findings, "finding"))
    return prose.item(
        [f"{MARKS[event.source]} ", prose.opens(event.title, f"event:{event.event_id}")],
        [
            f"{' · '.join(facts)} · ",
            SOURCES["review"] if event.source == "review" else prose.link(event.publisher, event.url),
        ],
    )


def _rests_on(document_id: str) -> list[prose.Block]:
    held = ask("evidence/document", document_id=document_id).iloc[0]
    counts = [
        plural(int(held.events), "event"),
        f"{held.further} told elsewhere too",
        plural(int(held.figures), "figure"),
    ]
    at_hand = (
        f"Its own text lies beside the data: {plural(int(held.passages), 'passage')} can be read here."
        if held.passages
        else "Its own text does not lie beside the data, so no passage can be shown."
    )
    return [prose.small(f"What rests on it: {', '.join(counts)}. {at_hand}")]


def _documents(sources: pd.DataFrame) -> list[prose.Block]:
    lines: list[list[prose.Run]] = []
    for told in sources.itertuples():
        name = f"{told.publisher}, {told.title}" if _is(told.title) else told.publisher
        dated = (
            f"published {told.published:%Y-%m-%d}"
            if _is(told.published)
            else told.month
            if _is(told.month)
            else "no date recorded"
        )
        missing = "link missing in the print" if told.source == "review" else "no link recorded"
        line: list[prose.Run] = [
            f"{MARKS[told.source]} ",
            prose.opens(name, f"document:{told.document_id}"),
            f" · {dated} · {QUALITIES[told.quality]} · {told.locator} · ",
            prose.link("open the document", told.url) if _is(told.url) else missing,
        ]
        differs = str(getattr(told, "differs_on", None) or "")
        if differs and differs != "nan":
            line += [". ", prose.strong(f"Differs on {_DIFFERS.get(differs, f'the {differs}')}: "), told.states]
        elif _is(getattr(told, "states", None)):
            line.append(f". Adds: {told.states}")
        elif getattr(told, "rank", 1) > 1:
            line.append(". Agrees")
        lines.append(line)
    return [prose.bullets(lines)]


def _passage(own: Any, printed: Sequence[str]) -> list[prose.Block]:
    if not _is(own.words):
        return [prose.small("The document's own text does not lie beside the data, so its passage cannot be shown.")]
    return [
        prose.small(f"{own.locator}, with the words of the fact marked:"),
        prose.quote(*highlight(own.words, printed)),
    ]


def highlight(words: str, printed: Sequence[str]) -> list[prose.Run]:
    """The passage as runs, with every printed form that stands in it marked; the build proves prints in the same way."""
    found: list[prose.Run] = []
    at = 0
    for first, end in passages.spans(words, "; ".join(printed)):
        if first >= at:
            found += [words[at:first], prose.marked(words[first:end])]
            at = end
    return [run for run in [*found, words[at:]] if run]


def _doubts(kinds: Sequence[str], ids: Sequence[str]) -> list[prose.Block]:
    """Corrections with their reason, then what the checks found, with what would settle it and how an editor resolved it."""
    told: list[prose.Block] = []
    notes = ask("shared/corrections", subject_ids=list(ids))
    findings = ask("evidence/findings", subject_kinds=list(kinds), subject_ids=list(ids))
    # A correction that is only suggested is a finding too; it is told once, with its form.
    findings = findings[findings.rule != "printed_form_doubtful"]
    if len(notes):
        told.append(prose.section("Corrections"))
    for note in notes.itertuples():
        form = {"applied": "corrected to", "suggested": "likely", "noted": ""}[note.state]
        likely = f", {form} “{note.corrected}”" if form else ""
        what = note.attribute[0].upper() + note.attribute[1:]
        stood = f"printed “{note.printed}”" if _is(note.printed) else "nothing printed"
        told.append(prose.doubt(prose.strong(f"{what}: "), f"{stood}{likely}. {note.reason} ({note.source})"))
    if len(findings):
        told.append(prose.section(plural(len(findings), "finding")))
    return told + [finding(found) for found in findings.itertuples()]


def finding(found: Any) -> prose.Block:
    """A finding of the checks in words."""
    closed = (
        f" Resolved by {found.resolved_by}, {found.resolved_on:%Y-%m-%d}: {found.resolution}"
        if _is(found.resolution)
        else ""
    )
    settles = f" What would settle it: {found.settles}" if _is(found.settles) and not closed else ""
    return prose.doubt(prose.strong(f"{found.message} "), f"{found.evidence}.{settles}{closed}")


def _findings_of(found: Subject, kinds: Sequence[str]) -> list[prose.Block]:
    """What the badge of a chart counts: the doubts about its events under the filters, or about its figures."""
    about_events = found.key in SECTIONS
    limits = filters.current().params() | {"kinds": list(kinds), "kinds_all": not kinds, "most": MOST}
    if days := window(found):
        limits |= {"starts_on": days[0], "ends_on": days[1]}
    limits |= {"section": found.key if about_events else "", "figures": [] if about_events else found.key.split(";")}
    rows = ask("evidence/section_findings", **limits)
    total = int(rows.total.iloc[0]) if len(rows) else 0
    listed = (
        f"The first {len(rows)} of {plural(total, 'open doubt')}" if len(rows) < total else plural(total, "open doubt")
    )
    where = "Missing links, notes and what editors have resolved stand on the page Sources and findings."
    told = [prose.heading("What the checks doubt in this chart"), prose.small(f"{listed}. {where}")]
    for row in rows.itertuples():
        told += [prose.text(prose.opens(row.name, f"{row.subject_kind}:{row.subject_id}")), finding(row)]
    return told


def window(found: Subject) -> tuple[date, date] | None:
    """The days that a mark limits its events to, as '2024-03-01..2024-05-31' in its part."""
    try:
        first, last = (date.fromisoformat(day) for day in found.part.split(".."))
    except ValueError:
        return None
    return first, last


def _actors(actors: pd.DataFrame) -> list[prose.Block]:
    if actors.empty:
        return []
    lines = [
        [
            prose.opens(actor.name, actor.subject),
            ", ".join(["", *(str(v) for v in (actor.country,) if _is(v))])
            + (f": {actor.part}" if _is(actor.part) else ""),
        ]
        for actor in actors.itertuples()
    ]
    return [prose.section("Who and what"), prose.bullets(lines)]


def _related(event_id: str) -> list[prose.Block]:
    related = ask("evidence/related", event_id=event_id, most=RELATED)
    if related.empty:
        return []
    told: list[prose.Block] = [prose.section("Related events")]
    for (shared, mark, count), rows in groupby(
        related.itertuples(), key=lambda row: (row.shared, row.subject, row.events)
    ):
        events = list(rows)
        newest = f", the newest {len(events)}" if len(events) < count else ""
        told.append(prose.small(prose.opens(shared, mark), f": {plural(int(count), 'other event')}{newest}"))
        told.append(
            prose.bullets(
                [prose.opens(e.title, f"event:{e.event_id}"), f", {when(e.starts_on, e.ends_on, e.date_precision)}"]
                for e in events
            )
        )
    return told


def _hands(row: Any) -> prose.Block:
    """Who entered the fact and who checked it; unchecked is a state that shows."""
    entered = f"Entered by {row.entered_by}" if _is(row.entered_by) else "Who entered it is not recorded"
    entered += f" on {row.entered_on:%Y-%m-%d}" if _is(row.entered_by) and _is(row.entered_on) else ""
    checked = f"checked by {row.checked_by}" if _is(row.checked_by) else "unchecked"
    checked += f" on {row.checked_on:%Y-%m-%d}" if _is(row.checked_by) and _is(row.checked_on) else ""
    return prose.small(f"{entered}; ", prose.strong(checked), ".")


def _is(value: object) -> bool:
    return value is not None and value == value and value is not pd.NaT and value != ""


def _print(words: object) -> str:
    return f"“{words}”" if _is(words) else "not recorded"


def _parts(words: object) -> list[str]:
    """The printed words of a fact are written with semicolons between what stands apart in the print."""
    return [part.strip() for part in str(words).split(";")] if _is(words) else []


def _value(row: Any) -> str:
    return f"{exact(row.bn_cny)} billion yuan" if _is(row.bn_cny) else f"{exact(row.share_pct)} %"


def _amount(row: Any) -> str:
    words = f"{row.currency} {exact(row.amount)}"
    words = f"{row.amount_qualifier} {words}" if _is(row.amount_qualifier) else words
    return f"{words} ({row.amount_for})" if _is(row.amount_for) else f"{words}, purpose not recorded"
