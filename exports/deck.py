"""Slides to edit: exhibits as charts, shapes and tables of PowerPoint, each with its source, filters and data version. Needs no browser.

Run as `python -m exports.deck --month 2024-03 --out brief.pptx`.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from charts import tables, theme
from charts.collaboration_views import BANDS, WORLD
from data.geo.views import NoBoundaries
from exports import (
    command,
    deck_charts,
    deck_map,
    deck_network,
    deck_tables,
    deck_timeline,
    gallery,
    served,
    steps,
    view,
)
from exports.about import DASHBOARD, About
from exports.deck_page import Deck, NoTemplate, Page
from exports.exhibits import Asked, Exhibit, Told
from exports.story import Step, Story

# The institute's own template, for the screen and where the command names none.
SETTING = "DASHBOARD_TEMPLATE"

# Of them so many have room on the first slide.
MOST_TAKEAWAYS = 5


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


def template() -> Path | None:
    """The institute's own template where one is configured."""
    return Path(os.environ[SETTING]) if os.environ.get(SETTING) else None


def make(
    slides: Sequence[Slide], about: About, template: Path | None = None, notes: bool = False, title: str = ""
) -> bytes:
    """The slides as a .pptx file, one or more for each; with a `title` a slide with it and what the deck holds comes first.

    Raises NoTemplate with one sentence where the template cannot be used.
    """
    deck = Deck(template, theme.load("light"))
    if title:
        page = deck.page(title, about.filters, [*about.lines(), _footer(about)], opening=True)
        takeaways = [step.title or step.exhibit.title for step in slides if step.exhibit][:MOST_TAKEAWAYS]
        if takeaways:
            page.text(page.area.below(12), "\n".join(takeaways), 16, name="What the deck says")
    for slide in slides:
        for page in _pages(deck, slide, about):
            _noted(page, slide.notes, notes)
    deck.properties(title or (slides[0].title if slides else DASHBOARD), "MP-IDSA", " ".join(about.lines()))
    return deck.close()


def _noted(page: Page, words: str, asked: bool) -> None:
    if asked and words:
        page.notes(words)


def _footer(about: About) -> str:
    return f"MP-IDSA · {DASHBOARD} · data version {about.version}"


def _foot(slide: Slide, about: About) -> list[str]:
    shown = slide.exhibit
    doubts = f"{theme.plural(shown.findings, 'open finding')} about what is drawn. " if shown and shown.findings else ""
    source = shown.source if shown else slide.source
    note = shown.note or "" if shown else slide.note
    # How to pick marks is for the screen; a boundary note stays whole.
    note = "" if shown and shown.key.startswith("diplomacy-") else note
    return [
        f"Source: {source}." if source and not source.endswith(".") else f"Source: {source}" if source else "",
        note,
        f"{doubts}Filters: {slide.filters or about.filters}. Data version {about.version}, made {about.made:%Y-%m-%d %H:%M} UTC.",
        _footer(about),
    ]


def _pages(deck: Deck, slide: Slide, about: About) -> list[Page]:
    shown = slide.exhibit
    foot = _foot(slide, about)
    title = slide.title or (shown.title if shown else "")
    measure = shown.measure if shown else slide.measure
    painter = _PAINTERS.get(shown.key) if shown and len(shown.frame) else None
    if shown and painter:
        page = deck.page(title, measure, foot)
        painter(page, shown, slide)
        return [page]
    table = shown.table if shown else slide.table
    if table is not None and len(table):
        return _tabled(deck, title, measure, foot, table)
    page = deck.page(title, measure, foot)
    words = "\n".join(slide.lines) if slide.lines else "Nothing matches the filters."
    page.text(page.area, words, 16, name="Text")
    return [page]


def _tabled(deck: Deck, title: str, measure: str, foot: list[str], table: pd.DataFrame) -> list[Page]:
    """As many slides as the table needs, each with the title and its part of the whole."""
    heads, rows = deck_tables.cells(table)
    pages: list[Page] = []
    first = deck.page(title, measure, list(foot))
    split = list(deck_tables.parts(heads, rows, first.area))
    for number, (broad, part) in enumerate(split, start=1):
        of = f" ({number} of {len(split)})" if len(split) > 1 else ""
        page = first if number == 1 else deck.page(f"{title}{of}", measure, list(foot))
        deck_tables.draw(page, heads, broad, part, f"{title}{of}: {theme.plural(len(part), 'row')}")
        pages.append(page)
    return pages


def plain(shown: Exhibit) -> dict[str, Any]:
    """The figure of the screen as plain values."""
    found: dict[str, Any] = json.loads(shown.figure.to_json())
    return found


def _map(page: Page, shown: Exhibit, slide: Slide) -> None:
    zoom = next((name for name in BANDS if name.lower() == slide.zoom.lower()), WORLD)
    deck_map.draw(page, plain(shown), zoom)


_PAINTERS: dict[str, Callable[[Page, Exhibit, Slide], None]] = {
    "budget-review": lambda page, shown, _: deck_charts.review(page, shown.frame, plain(shown), shown.alt),
    "budget-outturn": lambda page, shown, _: deck_charts.outturn(page, shown.frame, shown.alt),
    "budget-central": lambda page, shown, _: deck_charts.panels(page, shown.frame, shown.alt),
    "budget-research": lambda page, shown, _: deck_charts.panels(page, shown.frame, shown.alt),
    "budget-levels": lambda page, shown, _: deck_charts.levels(page, shown.frame, shown.alt),
    "sections": lambda page, shown, _: deck_charts.sections(page, shown.frame, shown.alt),
    "collaboration-map": _map,
    "breakthroughs-timeline": lambda page, shown, _: deck_timeline.draw(
        page, shown.frame, *deck_timeline.period(plain(shown)), shown.alt
    ),
    "diplomacy-network": lambda page, shown, _: deck_network.draw(page, shown.frame),
}


def month(asked: Asked, about: About) -> list[Slide]:
    """The deck of a period: its four visuals, its events with their sources, the findings about them, the sources and how to cite."""
    slides = [Slide(shown) for shown in gallery.month(asked)]
    period = asked.chosen.period_words()
    found = [
        asked.ask("shared/events", section=name, most=tables.MOST)
        for name in ("budget", "collaboration", "breakthrough", "diplomacy")
    ]
    events = pd.concat([frame for frame in found if len(frame)] or found[:1])
    listed = tables.events(events)[["Date", "Event", "Partner countries", "Place", "Publisher", "Where"]]
    sources = view.source_words(asked.chosen)
    heading = f"{theme.plural(len(events), 'event')} with {'its' if len(events) == 1 else 'their'} sources, {period}"
    slides.append(
        Slide(title=heading, table=listed, source=sources) if len(events) else Slide(title=f"No events match, {period}")
    )
    sections = ("budget", "collaboration", "breakthrough", "diplomacy")
    doubts = pd.concat(
        [asked.ask("evidence/section_findings", section=name, figures=[], most=tables.MOST) for name in sections]
    )
    if len(doubts):
        open_ = doubts[["name", "message", "settles"]].rename(
            columns={"name": "About", "message": "Finding", "settles": "What would settle it"}
        )
        slides.append(
            Slide(title=f"{theme.plural(len(doubts), 'open finding')} about the events", table=open_, source=sources)
        )
    named = events.groupby(["publisher", "document_title"], dropna=False).size().reset_index()
    named.columns = pd.Index(["Publisher", "Document", "Events"])
    bounds = asked.boundaries
    cited = pd.DataFrame([["Boundaries", bounds.source, None]], columns=named.columns)
    slides.append(
        Slide(
            title="Sources and how to cite them",
            measure=f"How to cite: {about.cite()}",
            table=pd.concat([named, cited]),
            note=bounds.note,
            source=sources,
        )
    )
    return slides


def period(asked: Asked, about: About) -> bytes:
    """The deck of a period as a file. Raises NoTemplate."""
    return make(month(asked, about), about, template(), title=f"{DASHBOARD}, {asked.chosen.period_words()}")


def one(shown: Exhibit, about: About) -> bytes:
    """One exhibit as a slide of its own. Raises NoTemplate."""
    return make([Slide(shown, zoom=_zoom(shown.asked.choices))], about, template())


def of_story(told: Story, asked: Callable[[Step], Asked], about: About, notes: bool) -> bytes:
    """A storyboard as a deck, the speaker's notes in it only where they are asked for; `asked` gives the request of a step. Raises NoTemplate."""
    slides = []
    for step in told.steps:
        shown = steps.told(step, asked(step))
        slides.append(
            Slide(
                exhibit=shown.exhibit,
                title=shown.title,
                filters=shown.filters,
                zoom=_zoom(step.query),
                notes=step.notes,
                table=shown.table,
                measure=shown.measure + _first_rows(shown),
                source=shown.source,
                note=shown.note or "",
            )
        )
    return make(slides, about, template(), notes, told.title)


def _first_rows(shown: Told) -> str:
    held = len(shown.table) if shown.table is not None else 0
    return f" The first {held} of {theme.exact(shown.rows)} rows." if shown.rows > held else ""


def _zoom(choices: Mapping[str, Sequence[str]]) -> str:
    return next(iter(choices.get("zoom", ())), WORLD)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the deck of a month; exit 2 with one sentence where something asked for is not there."""
    reader = command.parser("deck")
    reader.add_argument("--template", type=Path, default=template(), help="the institute's own .pptx or .potx")
    reader.add_argument("--notes", action="store_true", help="write how to read each picture into the speaker notes")
    try:
        told = reader.parse_args(arguments)
        asked, about = command.month(told.month, told.view, told.data_version)
        slides = [replace(s, notes=s.exhibit.note or "") if s.exhibit else s for s in month(asked, about)]
        title = f"{DASHBOARD}, {asked.chosen.period_words()}"
        command.write(told.out, make(slides, about, told.template, told.notes, title))
    except (command.Refused, served.NoSuchVersion, NoBoundaries, NoTemplate) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Wrote {told.out}: {asked.chosen.period_words()}, data version {about.version}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
