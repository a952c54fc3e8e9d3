"""What each page of the dashboard draws, made from the same questions and builders: the floor has no figure of its own.

Keys are those of the figures on the screen, so that a test can hold the two side by side.
"""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import (
    breakthroughs,
    breakthroughs_strip,
    budget,
    budget_history,
    budget_marks,
    budget_outturn,
    collaboration,
    diplomacy,
    network_layout,
    overview,
    theme,
)

PAGES = ("overview", "budget", "collaboration", "breakthroughs", "diplomacy")
# As on the pages: how much is drawn, and how it looks before a reader changes it.
MOST_TITLES, MOST_MAPPED, MOST_NODES = 60, 45, 60
NETWORK = ("country", "body", "organisation")
# The widest layout of the timeline that its column has room for in the bench's window.
STAGE_PX = 760

Figures = dict[str, go.Figure]


@dataclass(frozen=True)
class Asked:
    """One request: the questions' answers by name, the parameters of the filters, the boundaries, the colours."""

    ask: Callable[..., pd.DataFrame]
    params: Mapping[str, Any]
    land: pd.DataFrame
    geometry: tuple[str, str]
    look: theme.Theme

    def __call__(self, name: str, **more: Any) -> pd.DataFrame:
        return self.ask(name, **{**self.params, **more})


def params(query: Mapping[str, Sequence[str]], first_month: str, last_month: str) -> dict[str, Any]:
    """Parameters for queries/ from an address such as ?from=2024-03&source=review; the months are those that the data have."""
    start = date.fromisoformat(f"{next(iter(query.get('from', ())), first_month)}-01")
    end = date.fromisoformat(f"{next(iter(query.get('to', ())), last_month)}-01")
    end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    found: dict[str, Any] = {
        "kinds": [],
        "kinds_all": True,
        "starts_on": start,
        "ends_on": end,
        "before_ends_on": date.fromordinal(max(1, start.toordinal() - 1)),
        "before_starts_on": date.fromordinal(max(1, 2 * start.toordinal() - end.toordinal() - 1)),
    }
    for name, plural in (("country", "countries"), ("field", "fields"), ("source", "sources")):
        found[plural] = list(query.get(name, ()))
        found[f"{plural}_all"] = not found[plural]
    return found


def draw(page: str, asked: Asked) -> Figures:
    """The figures of a page by key."""
    return _DRAW[page](asked)


def _overview(asked: Asked) -> Figures:
    first, last = asked.params["starts_on"], asked.params["ends_on"]
    sections = asked("overview/sections")
    if not sections.events.sum():
        return {}
    look = asked.look
    breakthrough = asked("shared/events", section="breakthrough", most=breakthroughs.MOST)
    ties = asked("diplomacy/ties", layers=["country", "body"], most_nodes=MOST_NODES)
    return {
        "small-budget": budget.review_lines(asked("budget/review_lines"), look, compact=True),
        "small-collaboration": _world(asked, breakthrough.iloc[:0], compact=True),
        "small-breakthroughs": breakthroughs.timeline(breakthrough, first, last, look, compact=True),
        "small-diplomacy": diplomacy.network(ties, look, compact=True),
        "sections": overview.sections(sections, look),
    }


def _budget(asked: Asked) -> Figures:
    figures, look = {}, asked.look
    lines = asked("budget/review_lines")
    if not lines.empty:
        figures["budget-review"] = budget.review_lines(lines, look)
    if "context" not in (asked.params["sources"] or ("context",)):
        return figures
    outturn = asked("budget/plan_and_outturn", series=budget.LEADING)
    figures["budget-outturn"] = budget_outturn.plan_and_outturn(outturn, "Science and technology", look)
    every = list(dict.fromkeys([*budget_history.CENTRAL, *budget_history.RESEARCH, *budget_history.LEVELS]))
    figures_of, notes_of = asked("budget/series", series=every), asked("budget/steps", series=every)

    def series(ids: Iterable[str]) -> tuple[pd.DataFrame, theme.Theme, Any]:
        frame, notes = (told[told.series_id.isin(list(ids))] for told in (figures_of, notes_of))
        return budget_marks.measured(frame.reset_index(drop=True), "amount"), look, budget_marks.numbered(notes)

    figures["budget-central"] = budget_history.panels(*series(budget_history.CENTRAL), columns=4)
    figures["budget-research"] = budget_history.panels(*series(budget_history.RESEARCH), columns=2, row_px=260)
    figures["budget-levels"] = budget_history.levels(*series(budget_history.LEVELS))
    return figures


def _collaboration(asked: Asked) -> Figures:
    return {"collaboration-map": _world(asked, asked("shared/events", section="collaboration", most=MOST_MAPPED))}


def _world(asked: Asked, events: pd.DataFrame, compact: bool = False) -> go.Figure:
    countries, pins = asked("collaboration/by_country"), asked("collaboration/pins")
    return collaboration.world(countries, pins, events, asked.land, asked.geometry, asked.look, compact=compact)


def _breakthroughs(asked: Asked) -> Figures:
    first, last = asked.params["starts_on"], asked.params["ends_on"]
    tally = asked("shared/tally", section="breakthrough")
    if tally.empty:
        return {}
    each = [{"sources": [source], "sources_all": False} for source in asked.params["sources"] or theme.SOURCES]
    found = [asked("shared/events", section="breakthrough", most=breakthroughs.MOST, **one) for one in each]
    events = pd.concat([frame for frame in found if len(frame)] or found[:1]).head(breakthroughs.MOST)
    events = events.sort_values(["starts_on", "event_id"], ascending=[False, True], ignore_index=True)
    known = list(events.event_id)
    beyond = asked("breakthroughs/steps_beyond", events=known)
    timeline = breakthroughs.timeline(
        events,
        first,
        last,
        asked.look,
        threads=breakthroughs.joined(asked("breakthroughs/projects", events=known), beyond),
        beyond=beyond,
        per_month=breakthroughs.per_month(tally) if tally.events.sum() > len(events) else None,
        today=date.today(),
        stage_px=STAGE_PX,
    )
    strip = breakthroughs_strip.strip(tally, first, last, (first, last), asked.look)
    return {"breakthroughs-strip": strip, "breakthroughs-timeline": timeline}


def _diplomacy(asked: Asked) -> Figures:
    layout = network_layout.Layout(asked("diplomacy/history"))
    ties = asked("diplomacy/ties", layers=list(NETWORK), most_nodes=MOST_NODES)
    events = asked("shared/events", section="diplomacy", most=MOST_TITLES)
    return {"diplomacy-network": diplomacy.network(diplomacy.with_titles(ties, events), asked.look, layout)}


_DRAW: dict[str, Callable[[Asked], Figures]] = {
    "overview": _overview,
    "budget": _budget,
    "collaboration": _collaboration,
    "breakthroughs": _breakthroughs,
    "diplomacy": _diplomacy,
}
