"""The pictures of the events: the map of collaboration, the timeline of breakthroughs, the network of diplomacy."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from charts import (
    breakthroughs,
    collaboration,
    diplomacy,
    diplomacy_tables,
    diplomacy_timeline,
    diplomacy_twins,
    network_layout,
    tables,
)
from charts.theme import SOURCES, exact, plural
from exports import view
from exports.exhibits import Asked, Exhibit
from exports.windows import ZOOMS, Window, window

# Events whose pins can be told apart.
MAPPED = 45
# Organisations are those of so many of the newest events of a country.
NAMED_IN = 50
# At most so many partners, organisations and people each: more are no picture.
MOST_NODES = 60
# Events whose titles stand at the lines of the network.
TITLES = 60
LINES_ARE = " Lines: the shortest way over the globe from Beijing, open across the Arctic."
SHAPES = {"network": "Network", "matrix": "By kind of tie", "timeline": "Timeline"}
LAYERS = {"organisations": "Organisations", "people": "People", "china": "The Chinese side"}
# Where nothing can be picked and those without an event are left out.
READ_APART = "China stands in the middle, its partners to both sides, their organisations and people further out. Orange lines with a diamond are in the review."
# How to pick, where something can be picked.
PICK = {
    "network": "Pick a name, or the dot on a line, to see the events.",
    "matrix": "Pick a number to see its events.",
    "timeline": "Pick a mark to read it.",
}
READ = {
    "network": "China stands in the middle, its partners to both sides, their organisations and people further out; those of China "
    "stand below. Everyone keeps their place whatever the filters are; a faint name has no event that matches. Orange lines with a diamond are in the review.",
    "matrix": "A number counts the events of one partner and one kind of tie, darker means more; ◆ where the review tells of at least "
    "one. An event with several partners counts for each of them.",
    "timeline": "A mark is an event: ◆ in the review, ● in context reporting; its colour is the field. A thin line spans the days that "
    "it took, or in which it lies where no single day is known. An event with several partners stands in each of their rows.",
}


def collaboration_map(asked: Asked) -> Exhibit:
    """Partner countries by number of events, pins where they took place."""
    chosen = asked.chosen
    events = asked.ask("shared/events", section="collaboration", most=MAPPED)
    tally = asked.ask("shared/tally", section="collaboration")
    total = int(tally.events.sum())
    countries, pins = asked.ask("collaboration/by_country"), asked.ask("collaboration/pins")
    headline = collaboration.headline(countries, total)
    if chosen.countries:
        card = None
        if len(chosen.countries) == 1:
            card = asked.ask("collaboration/country_card", partner=chosen.countries[0], most=NAMED_IN).iloc[0]
        headline = collaboration.headline_of(chosen.countries, countries, total, card)
    lines = asked.one("links", ("on", "off"), "off") == "on"
    bounds = asked.boundaries
    return Exhibit(
        asked=asked,
        key="collaboration-map",
        room="collaboration",
        title=headline,
        measure=f"Events per partner country, {chosen.period_words()}; an event with several partners counts for each."
        f"{view.sample_words(chosen)}{LINES_ARE if lines else ''}",
        source=f"{view.source_words(chosen)}. Boundaries: {bounds.source}",
        note=bounds.note,
        draw=partial(
            collaboration.world, countries, pins, events, bounds.land, bounds.geometry, asked.look, lines=lines
        ),
        frame=countries,
        twin=lambda: tables.partners(countries, asked.ask("collaboration/country_sources")),
        doubts=("findings:collaboration", int(tally.findings.sum())),
        total=plural(total, "event"),
    )


def newest_breakthroughs(asked: Asked, **span: Any) -> pd.DataFrame:
    """The events to draw: those of the review, then the newest of the others, newest first."""
    each = [{"sources": [source], "sources_all": False} for source in asked.chosen.sources or SOURCES]
    found = [asked.ask("shared/events", section="breakthrough", most=asked.most_events, **span, **one) for one in each]
    events = pd.concat([frame for frame in found if len(frame)] or found[:1]).head(asked.most_events)
    return events.sort_values(["starts_on", "event_id"], ascending=[False, True], ignore_index=True)


def timeline_window(asked: Asked, whole: pd.DataFrame) -> Window:
    """The window of the period that the address asks for; `whole` is the tally of the period."""
    chosen = asked.chosen
    newest = f"{min(max(whole.first_month).date(), chosen.ends_on):%Y-%m}" if len(whole) else chosen.last_month
    months = view.months_between(chosen.starts_on, chosen.ends_on)
    zoom = asked.one("zoom", ZOOMS, "whole")
    return window(zoom, asked.one("at", months, newest), chosen.starts_on, chosen.ends_on)


def timeline(asked: Asked, now: Window | None = None) -> Exhibit:
    """What happened when, in lanes by field; `now` is the part of the period that is shown, the address's where it is not given."""
    chosen = asked.chosen
    now = now or timeline_window(asked, asked.ask("shared/tally", section="breakthrough"))
    span = {"starts_on": now.starts_on, "ends_on": now.ends_on}
    tally, events = asked.ask("shared/tally", section="breakthrough", **span), newest_breakthroughs(asked, **span)
    known = list(events.event_id)
    beyond = asked.ask("breakthroughs/steps_beyond", events=known, **span)
    threads = breakthroughs.joined(asked.ask("breakthroughs/projects", events=known), beyond)
    total = int(tally.events.sum())
    cut = (
        f" {len(events)} of {exact(total)} are drawn, those of the review first, then the newest; bars and shades count all."
        if total > len(events)
        else ""
    )
    return Exhibit(
        asked=asked,
        key="breakthroughs-timeline",
        room="breakthroughs",
        title=breakthroughs.headline(tally, now.words),
        measure=f"Reported breakthroughs by date and field, {now.words or chosen.period_words()}.{cut}{view.sample_words(chosen)}",
        source=view.source_words(chosen),
        note=None,
        draw=partial(
            breakthroughs.timeline,
            events,
            now.starts_on,
            now.ends_on,
            asked.look,
            threads=threads,
            beyond=beyond,
            per_month=breakthroughs.per_month(tally) if cut else None,
            today=date.today(),
        ),
        frame=events,
        twin=lambda: tables.events(events),
        doubts=(f"findings:breakthrough/{now.starts_on}..{now.ends_on}", int(tally.findings.sum())),
        total=plural(total, "event"),
    )


def kinds(history: pd.DataFrame) -> list[str]:
    """The kinds of tie there are; `history` is the answer of diplomacy/history."""
    return sorted({kind for kinds in history.kinds for kind in kinds.split(", ")})


def diplomacy_picture(asked: Asked, layout: network_layout.Layout | None = None) -> Exhibit:
    """The network of partners in the shape that the address asks for; `layout` where it is known already, as it is the same for all filters."""
    chosen = asked.chosen
    history = asked.ask("diplomacy/history")
    shape = asked.one("shape", SHAPES, "network")
    ties_asked = list(asked.many("tie", kinds(history)))
    params = {
        "section": "diplomacy",
        "kinds": ties_asked,
        "kinds_all": not ties_asked,
        "layers": network_layout.heads(asked.many("layers", LAYERS, ("organisations",))),
        "most_nodes": MOST_NODES,
        "most": TITLES,
    }
    tally, partners = asked.ask("shared/tally", **params), asked.ask("diplomacy/partners", **params)
    total = int(tally.events.sum())
    kinds_words = f" Kinds of tie: {', '.join(ties_asked)}." if ties_asked else ""
    period = f"{chosen.period_words()}{{}}.{kinds_words}{view.sample_words(chosen)}"
    if shape == "network":
        events = asked.ask("shared/events", **params)
        layout = layout or network_layout.Layout(history)
        frame = diplomacy.with_titles(asked.ask("diplomacy/ties", **params), events)
        measure = f"Science diplomacy events, {period.format('; a thicker line stands for more events')}"
        measure += diplomacy.left_out(frame, layout, len(partners), MOST_NODES)
        draw = partial(diplomacy.network, frame, asked.look, layout)
        twin = partial(_by_partner, asked, partners, params)
    elif shape == "matrix":
        frame = asked.ask("diplomacy/partner_kinds", **params)
        measure = f"Number of events by partner and kind of tie, {period.format('')}" + diplomacy_twins.left_out(frame)
        draw = partial(diplomacy_twins.matrix, frame, asked.look)
        twin = partial(diplomacy_tables.by_kind, frame)
    else:
        frame = asked.ask("diplomacy/partner_events", **{**params, "most": tables.MOST})
        cut = tables.cut_words(asked.ask("shared/events", **params), total)
        measure = f"Events by partner and day, {period.format(cut)}" + diplomacy_twins.left_out(frame.assign(events=1))
        # Where the newest alone are drawn, their days take the whole width.
        first = frame.starts_on.min().date() if cut and len(frame) else chosen.starts_on
        draw = partial(diplomacy_timeline.timeline, frame, first, chosen.ends_on, asked.look)
        twin = partial(diplomacy_tables.by_day, frame)
    return Exhibit(
        asked=asked,
        key=f"diplomacy-{shape}",
        room="diplomacy",
        title=diplomacy.headline(partners, total),
        measure=measure,
        source=view.source_words(chosen),
        note=READ[shape],
        draw=draw,
        frame=frame,
        twin=twin,
        doubts=("findings:diplomacy", int(tally.findings.sum())),
        total=plural(total, "event"),
    )


def _by_partner(asked: Asked, partners: pd.DataFrame, params: dict[str, Any]) -> pd.DataFrame:
    return diplomacy_tables.by_partner(partners, asked.ask("diplomacy/partner_sources", **params))
