"""Slides to edit: exhibits as charts, shapes and tables of PowerPoint, each with its source, filters and data version. Needs no browser.

Run as `python -m exports.deck --month 2024-03 --out brief.pptx`.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from charts import tables, theme
from charts.collaboration_views import WORLD
from charts.overview import SECTIONS
from data.geo.views import NoBoundaries
from exports import command, deck_words, gallery, month_book, served, steps, view
from exports.about import DASHBOARD, About
from exports.deck_page import Deck
from exports.deck_sheet import LINE, lines_of
from exports.deck_slides import Slide, pages
from exports.deck_template import NoTemplate
from exports.exhibits import Asked, Exhibit, Told
from exports.story import Step, Story

# The institute's own template, for the screen and where the command names none.
SETTING = "DASHBOARD_TEMPLATE"

# The filters of a deck whose slides have their own.
EACH = "as each slide says"
# At most so many have room on the first slide, and their type.
MOST_TAKEAWAYS, TAKEAWAY = 6, 15.0


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
    # The steps of a storyboard may each have filters of their own.
    own = {slide.filters for slide in slides if slide.filters}
    whole = replace(about, filters=about.filters if not own else own.pop() if len(own) == 1 else EACH)
    if title:
        _opening(deck, slides, whole, title)
    for slide in slides:
        for page in pages(deck, slide, about):
            if notes and slide.notes:
                page.notes(slide.notes)
    named = title or next((slide.title or slide.exhibit.title for slide in slides if slide.exhibit), DASHBOARD)
    deck.properties(named, "MP-IDSA", "\n".join(whole.lines()), about.made)
    return deck.close()


def _opening(deck: Deck, slides: Sequence[Slide], about: About, title: str) -> None:
    """The title, what the deck says as far as there is room, and all sources and boundaries of what follows."""
    # Which documents each slide names is told there.
    named = [slide.exhibit.source if slide.exhibit else slide.source for slide in slides]
    sources = dict.fromkeys(re.split(r"; each|\. Boundaries|:", words)[0] for words in named)
    maps = [slide.exhibit for slide in slides if slide.exhibit and slide.exhibit.room == "collaboration"]
    bounds = {shown.asked.boundaries.note: shown.asked.boundaries.source for shown in maps}
    source = "; ".join([*filter(None, sources), *(f"boundaries: {source}" for source in bounds.values())])
    foot = deck_words.foot(source, "\n".join(bounds), 0, about)
    page = deck.page(
        title,
        about.filters if about.filters != EACH else "",
        [*foot[:-1], f"Address: {about.address}", foot[-1]],
        opening=True,
    )
    room = page.area.below(8)
    said: list[str] = []
    for slide in slides:
        words = (slide.title or slide.exhibit.title) if slide.exhibit else ""
        taken = sum(lines_of(line, room.wide, TAKEAWAY) for line in (*said, words)) * TAKEAWAY * LINE
        if words and words not in said and len(said) < MOST_TAKEAWAYS and taken <= room.high:
            said.append(words)
    if said:
        page.text(room, "\n".join(said), TAKEAWAY, name="What the deck says")


def month(asked: Asked, about: About) -> list[Slide]:
    """The deck of a period: its four visuals, its events with their sources, the findings about them, the sources and how to cite."""
    slides = [Slide(shown) for shown in gallery.month(asked)]
    period = asked.chosen.period_words()
    found = [asked.ask("shared/events", section=name, most=tables.MOST) for name in SECTIONS]
    events = pd.concat([frame for frame in found if len(frame)] or found[:1])
    listed = tables.events(events)[["Date", "Event", "Partner countries", "Place", "Publisher", "Where", "Link"]]
    sources = view.source_words(asked.chosen)
    heading = f"{theme.plural(len(events), 'event')} with {'its' if len(events) == 1 else 'their'} sources, {period}"
    slides.append(
        Slide(title=heading, table=listed, source=sources) if len(events) else Slide(title=f"No events match, {period}")
    )
    doubts = month_book.findings(asked, month_book.month_events(asked))
    doubts = doubts[doubts.resolution.isna() & (doubts.severity == "finding")]
    if len(doubts):
        open_ = doubts[["name", "message", "settles"]].rename(
            columns={"name": "About", "message": "Finding", "settles": "What would settle it"}
        )
        slides.append(
            Slide(
                title=f"{theme.plural(len(doubts), 'open finding')} about the events, their documents and the budget lines",
                table=open_,
                source=sources,
            )
        )
    slides.append(_sources(asked, about, events))
    return slides


def _sources(asked: Asked, about: About, events: pd.DataFrame) -> Slide:
    """Every document that the events and the budget lines rest on, with its address, and the boundaries."""
    lines = asked.ask("budget/review_lines")
    columns = ["publisher", "document_title", "url"]
    rest = pd.concat([events[columns], lines[columns]]) if len(lines) else events[columns]
    named = rest.groupby(columns, dropna=False).size().reset_index()
    named.columns = pd.Index(["Publisher", "Document", "Link", "Facts here"])
    bounds = asked.boundaries
    cited = pd.DataFrame([["Boundaries", bounds.source, None, None]], columns=named.columns)
    return Slide(
        title="Sources and how to cite them",
        measure=about.cite(),
        table=pd.concat([named, cited]),
        note=bounds.note,
        source=view.source_words(asked.chosen),
    )


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
        slides = [replace(s, notes=deck_words.reading(s.exhibit)) if s.exhibit else s for s in month(asked, about)]
        title = f"{DASHBOARD}, {asked.chosen.period_words()}"
        command.write(told.out, make(slides, about, told.template, told.notes, title))
    except (command.Refused, served.NoSuchVersion, NoBoundaries, NoTemplate) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Wrote {told.out}: {asked.chosen.period_words()}, data version {about.version}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
