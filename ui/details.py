"""One event in full: facts, who took part, every source and what they say differently, the print and its corrections."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from charts.breakthroughs import when
from charts.theme import MARKS, SOURCES, exact, plural
from ui import address, database, prose
from ui.database import ask

# Lists hold so many of the newest events; counts are always those of all that match.
MOST = 200


def cut_words(events: pd.DataFrame, total: int) -> str:
    """', newest 200 of 12 345' where the list is cut, else ''."""
    return f", newest {len(events)} of {exact(total)}" if len(events) < total else ""


def event(row: pd.Series) -> None:
    """`row` is a row of shared/events."""
    where = ", ".join(dict.fromkeys(str(v) for v in (row.place, row.place_country) if v == v and v))
    day = when(row.starts_on, row.ends_on, row.date_precision)
    blocks = [
        prose.text(prose.strong(row.title)),
        prose.small(" · ".join([day, where or "no place reported", row.field, row.kind, row.status])),
        prose.text(row.summary),
    ]
    if row.amount == row.amount:
        blocks.append(prose.text(f"Amount: {amount(row.amount, row.currency, row.amount_qualifier, row.amount_for)}"))
    if isinstance(row.partners, str):
        blocks.append(prose.text(f"Partner countries: {row.partners}"))
    database.ahead("shared/event_sources", "shared/corrections", event_id=row.event_id, subject_ids=[row.event_id])
    actors = []
    for actor in ask("shared/event_actors", event_id=row.event_id).itertuples():
        printed = "" if actor.as_printed in (None, actor.name) else f" (printed: {actor.as_printed})"
        home = f", {actor.country}" if isinstance(actor.country, str) else ""
        part = f": {actor.part}" if isinstance(actor.part, str) else ""
        actors.append([f"{actor.name}{home}{part}{printed}"])
    prose.show(*blocks, prose.bullets(actors), *_sources(row.event_id), *map(prose.doubt, doubts([row.event_id])))


def doubts(subject_ids: Sequence[str]) -> list[str]:
    """Corrections and doubts about these subjects as sentences, the printed form first."""
    told = []
    for note in ask("shared/corrections", subject_ids=list(subject_ids)).itertuples():
        form = {"applied": ", corrected to", "suggested": ", likely", "noted": ""}[note.state]
        likely = f"{form} “{note.corrected}”" if form else ""
        what = note.attribute[0].upper() + note.attribute[1:]
        printed = f"printed “{note.printed}”" if isinstance(note.printed, str) else "nothing printed"
        told.append(f"{what}: {printed}{likely}. {note.reason} ({note.source})")
    return told


def _sources(event_id: str) -> list[prose.Block]:
    lines = []
    for told in ask("shared/event_sources", event_id=event_id).itertuples():
        name = told.publisher if not isinstance(told.title, str) else f"{told.publisher}, {told.title}"
        day = f", {told.published:%Y-%m-%d}" if told.published == told.published and told.published is not None else ""
        missing = "" if isinstance(told.url, str) else " (no link recorded)"
        printed = f"; printed “{told.as_printed}”" if isinstance(told.as_printed, str) else ""
        states = f"; says: {told.states}" if isinstance(told.states, str) else ""
        differs = [prose.strong(" Sources differ.")] if isinstance(told.differs_on, str) else []
        rest = f"{day}, {told.locator}{missing}{printed}{states}"
        lines.append([f"{MARKS[told.source]} ", prose.link(name, told.url), rest, *differs])
    return [prose.text(prose.strong("Sources"), " (◆ the review, ● context reporting)"), prose.bullets(lines)]


def amount(value: float, currency: str, qualifier: object, purpose: object) -> str:
    """400000, 'USD', 'about', 'laboratory' -> 'about USD 400 000: laboratory'."""
    words = f"{currency} {exact(value)}"
    words = f"{qualifier} {words}" if isinstance(qualifier, str) else words
    return f"{words}: {purpose}" if isinstance(purpose, str) else f"{words}, purpose not recorded"


def with_linked(events: pd.DataFrame, key: str, asked: Mapping[str, Any]) -> pd.DataFrame:
    """The events and, where they are cut, the one that the link or the widget `key` names beyond it.

    `asked` are the parameters of shared/events that brought them. What does not match these is not found.
    """
    known = {*events.event_id}
    for name in dict.fromkeys((st.session_state.get(key), st.query_params.get("event"))):
        if name and name not in known:
            found = ask("shared/event", **{**asked, "event_id": name})
            if len(found):
                return pd.concat([events, found], ignore_index=True)
    return events


def pick(events: pd.DataFrame, key: str, asked: Mapping[str, Any], total: int | None = None) -> None:
    """A list to choose one event from, kept in the URL as `event`, and that event in full.

    `asked` are the parameters of shared/events that brought the events; `total` = how many match where the list may be cut.
    """
    listed = len(events)
    cut = cut_words(events, total or listed)
    events = with_linked(events, key, asked)
    options = dict(zip(events.event_id, events.title, strict=True))
    chosen = address.one("event", key, options, events.event_id.iloc[0])
    st.selectbox(
        f"Events{cut}" if cut else f"{plural(listed, 'event')}, newest first",
        options,
        format_func=options.__getitem__,
        key=key,
    )
    if chosen in {*events.event_id[listed:]}:
        st.caption("This event is older than those listed; a link leads to it.")
    event(events[events.event_id == chosen].iloc[0])


def country(card: pd.Series, named_in: int) -> None:
    """A partner country in short: how many events, first and latest, fields, organisations of the newest `named_in` events.

    `card` is a row of collaboration/country_card.
    """
    if not card.events:
        none = "No collaboration event with it as a partner matches the filters."
        prose.show(prose.heading(card.country), prose.small(none))
        return
    days = dict.fromkeys(f"{day:%d %B %Y}".lstrip("0") for day in (card.first_on, card.latest_on))
    blocks = [
        prose.heading(card.country),
        prose.text(prose.strong(plural(int(card.events), "event")), f", {int(card.review)} of them in the review"),
        prose.small(f"First and latest: {' and '.join(days)}" if len(days) > 1 else f"On {next(iter(days))}"),
        prose.small(f"Fields: {card.fields}"),
    ]
    if isinstance(card.organisations, str):
        limits = f" in the newest {named_in} events" if card.events > named_in else ""
        blocks.append(prose.small(f"Its organisations{limits}: {card.organisations}"))
    prose.show(*blocks)


def partner(
    name: str, kind: str, found: pd.DataFrame, belong: Mapping[str, Sequence[str]], newest: pd.DataFrame
) -> None:
    """A partner, organisation or person of the network: how many events of which kinds, who belongs to it, the `newest` events.

    `found` are rows of diplomacy/node_kinds, `newest` of diplomacy/node_events.
    """
    title = prose.text(prose.strong(name))
    if found.empty:
        prose.show(title, prose.small("No event matches the filters."))
        return
    total, review = int(found.events.sum()), int(found.review.sum())
    days = dict.fromkeys(when(day, day, "day") for day in (found.first_on.min(), found.latest_on.max()))
    reviewed = [f"{exact(review)} in the review"] if review else []
    blocks = [
        title,
        prose.small(" · ".join([kind, plural(total, "event"), *reviewed, " to ".join(days)])),
        prose.text(", ".join(f"{row.kind} {exact(row.events)}" for row in found.itertuples())),
        *(prose.text(f"{words}: {'; '.join(names)}") for words, names in belong.items() if names),
    ]
    cut = f"Newest {len(newest)} of {exact(total)} events" if len(newest) < total else "Events, newest first"
    blocks.append(prose.small(cut))
    for row in newest.itertuples():
        told = f"{when(row.starts_on, row.ends_on, row.date_precision)} · {row.kind}"
        told += f" · with {row.partners}" if isinstance(row.partners, str) and ", " in row.partners else ""
        head = [f"{MARKS[row.source]} ", prose.strong(row.title)]
        blocks.append(prose.item(head, [f"{told} · ", prose.link(row.publisher, row.url)]))
    prose.show(*blocks)


def places(names: Sequence[str], events: int, review: int) -> None:
    """What one mark of the map stands for."""
    blocks = [prose.heading(names[0] if len(names) == 1 else f"{len(names)} places near each other")]
    if len(names) > 1:
        more = f" and {len(names) - 8} more" if len(names) > 8 else ""
        blocks.append(prose.small(", ".join(names[:8]) + more))
    count = prose.text(prose.strong(plural(events, "event")), f", {review} of them in the review")
    prose.show(*blocks, count)


def brief(events: pd.DataFrame) -> None:
    """The events as a list to read: date, title, partners, publisher with its link."""
    told = []
    for row in events.itertuples():
        doubts = f" · {plural(row.findings, 'doubt')}" if row.findings else ""
        partners = f" · {row.partners}" if isinstance(row.partners, str) else ""
        day = when(row.starts_on, row.ends_on, row.date_precision)
        foot = [f"{day}{partners}{doubts} · ", prose.link(row.publisher, row.url)]
        told.append(prose.item([f"{MARKS[row.source]} ", prose.strong(row.title)], foot))
    prose.show(*told)


def listing(events: pd.DataFrame) -> pd.DataFrame:
    """Events as a table with their sources, for the screen and for files."""
    return pd.DataFrame(
        {
            "Date": [when(r.starts_on, r.ends_on, r.date_precision) for r in events.itertuples()],
            "First day": events.starts_on.dt.date,
            "Last day": events.ends_on.dt.date,
            "Event": events.title,
            "Summary": events.summary,
            "Field": events.field,
            "Kind": events.kind,
            "Place": events.place,
            "Country of place": events.place_country,
            "Partner countries": events.partners,
            "Source": events.source.map(SOURCES),
            "Doubts": events.findings,
            "Publisher": events.publisher,
            "Where": events.locator,
            "Link": events.url,
        }
    )
