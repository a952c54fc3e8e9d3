"""What one step of a deck becomes: the painter of each exhibit, and tables and pictures that go on over as many slides as they need."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from charts import theme
from charts.collaboration_views import BANDS, WORLD
from exports import (
    deck_budget,
    deck_map,
    deck_matrix,
    deck_network,
    deck_overview,
    deck_tables,
    deck_timeline,
    deck_words,
    deck_years,
    view,
)
from exports.about import About
from exports.deck_page import Deck, Page
from exports.deck_sheet import Area
from exports.exhibits import Exhibit


@dataclass(frozen=True)
class Slide:
    """One step: an exhibit, a table or some paragraphs.

    `title` replaces that of the exhibit; `filters` is the filter line where it is not that of the whole deck; `zoom` is the map's; `notes`
    are for the speaker and are written only where asked for.
    """

    exhibit: Exhibit | None = None
    title: str = ""
    filters: str = ""
    zoom: str = WORLD
    notes: str = ""
    table: pd.DataFrame | None = None
    lines: Sequence[str] = ()
    measure: str = ""
    source: str = ""
    note: str = ""


def pages(deck: Deck, slide: Slide, about: About) -> list[Page]:
    """The slides of a step, added to the deck."""
    shown = slide.exhibit
    note = deck_words.note(shown) if shown else slide.note
    findings = shown.findings if shown else 0
    source = deck_words.source(shown) if shown else slide.source
    filters = slide.filters
    if shown and shown.room == "budget" and shown.key != deck_words.REVIEW:
        filters = view.yearly_words(shown.asked.chosen)
    foot = deck_words.foot(source, note, findings, about, filters)
    # What a storyboard took over from the screen is said as slides say it.
    title, measure = slide.title, slide.measure
    if shown and title in ("", shown.title):
        title = shown.title
    if shown and measure in ("", shown.measure):
        measure = deck_words.measure(shown)

    def blank() -> Page:
        return deck.page(title, measure, list(foot))

    if shown and len(shown.frame):
        if painter := _PAINTERS.get(shown.key):
            page = blank()
            painter(page, shown, slide)
            return [page]
        if spread := _SPREAD.get(shown.key):
            return _spread(blank, title, *spread(shown))
    table = shown.table if shown else slide.table
    if table is not None and len(table):
        heads, rows = deck_tables.cells(table)
        return _spread(
            blank,
            title,
            lambda area: deck_tables.parts(heads, rows, area),
            lambda page, part, named: deck_tables.draw(
                page, heads, part[0], part[1], f"{named}: {theme.plural(len(part[1]), 'row')}"
            ),
        )
    page = blank()
    words = "\n".join(slide.lines) if slide.lines else f"Nothing is reported for: {slide.filters or about.filters}."
    page.text(page.area, words, 16, name="Text")
    return [page]


def _spread(
    blank: Callable[[], Page], title: str, split: Callable[[Area], Iterable[Any]], draw: Callable[[Page, Any, str], Any]
) -> list[Page]:
    """As many slides as `split` needs for the free area, each with its part, the title and its number among them."""
    first = blank()
    parts = list(split(first.area))
    pages = [first, *(blank() for _ in parts[1:])]
    for number, (page, part) in enumerate(zip(pages, parts, strict=True), start=1):
        named = f"{title} ({number} of {len(parts)})" if len(parts) > 1 else title
        page.title(named)
        draw(page, part, named)
    return pages


def plain(shown: Exhibit) -> dict[str, Any]:
    """The figure of the screen as plain values."""
    found: dict[str, Any] = json.loads(shown.figure.to_json())
    return found


def _map(page: Page, shown: Exhibit, slide: Slide) -> None:
    zoom = next((name for name in BANDS if name.lower() == slide.zoom.lower()), WORLD)
    deck_map.draw(page, plain(shown), zoom)


Spread = tuple[Callable[[Area], Iterable[Any]], Callable[[Page, Any, str], Any]]


def _timeline(laned: Callable[[pd.DataFrame, theme.Theme], pd.DataFrame], shown: Exhibit) -> Spread:
    look, chosen = shown.asked.look, shown.asked.chosen
    events = laned(shown.frame, look)
    # The days that the builder of the figure was given, without the margin that it adds.
    first, last = shown.draw.args[1:3] if isinstance(shown.draw, partial) else (chosen.starts_on, chosen.ends_on)
    return (
        lambda area: deck_timeline.parts(events, first, last, area, look),
        lambda page, lanes, named: deck_timeline.draw(
            page, events, lanes, first, last, f"{named}. {shown.counted}".strip()
        ),
    )


def _matrix(shown: Exhibit) -> Spread:
    most = int(shown.frame.events.max())
    return (
        lambda area: deck_matrix.parts(shown.frame, area, shown.asked.look),
        lambda page, part, named: deck_matrix.draw(page, part, most, named),
    )


_PAINTERS: dict[str, Callable[[Page, Exhibit, Slide], None]] = {
    "budget-review": lambda page, shown, _: deck_budget.review(page, shown.frame, plain(shown), shown.alt),
    "budget-outturn": lambda page, shown, _: deck_budget.outturn(page, shown.frame, shown.alt),
    "budget-central": lambda page, shown, _: deck_years.panels(page, shown.frame, shown.alt),
    "budget-research": lambda page, shown, _: deck_years.panels(page, shown.frame, shown.alt),
    "budget-levels": lambda page, shown, _: deck_years.levels(page, shown.frame, shown.alt),
    "sections": lambda page, shown, _: deck_overview.sections(page, shown.frame, shown.alt),
    "collaboration-map": _map,
}
# What takes as many slides as it needs.
_SPREAD: dict[str, Callable[[Exhibit], Spread]] = {
    "breakthroughs-timeline": partial(_timeline, deck_timeline.by_field),
    "diplomacy-timeline": partial(_timeline, deck_timeline.by_partner),
    "diplomacy-matrix": _matrix,
    "diplomacy-network": lambda shown: (
        lambda area: deck_network.parts(shown.frame, area, shown.asked.look),
        lambda page, part, named: deck_network.draw(page, shown.frame, part, named),
    ),
}
