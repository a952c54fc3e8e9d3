"""What each page of the dashboard draws, made from the same questions and builders: the floor has no figure of its own.

Keys are those of the figures on the screen, so that a test can hold the two side by side.
"""

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import breakthroughs, budget, collaboration, diplomacy, overview, theme

PAGES = ("overview", "budget", "collaboration", "breakthroughs", "diplomacy")
CENTRAL = (
    "central_st",
    "central_defence",
    "central_debt_interest",
    "central_public_security",
    "central_education",
    "central_grain_stockpile",
    "central_diplomacy",
    "central_total_own",
)
# As on the pages: so many events are listed, so many partners and organisations each are drawn.
MOST_EVENTS = 200
MOST_NODES = 60
RESEARCH = ("gerd", "rd_intensity", "basic_research", "basic_research_share")

Figures = dict[str, go.Figure]


@dataclass(frozen=True)
class Asked:
    """One request: the questions' answers by name, the parameters of the filters, the boundaries, the colours."""

    ask: Callable[..., pd.DataFrame]
    params: Mapping[str, Any]
    land: pd.DataFrame
    land_url: str
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
        "before_ends_on": date.fromordinal(start.toordinal() - 1),
        "before_starts_on": date.fromordinal(2 * start.toordinal() - end.toordinal() - 1),
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
    breakthrough = asked("shared/events", section="breakthrough", most=MOST_EVENTS)
    ties = asked("diplomacy/ties", layers=["country", "body"], most_nodes=MOST_NODES)
    return {
        "small-budget": budget.review_lines(asked("budget/review_lines"), look, compact=True),
        "small-collaboration": collaboration.world(*_world(asked), look, compact=True),
        "small-breakthroughs": breakthroughs.timeline(breakthrough, first, last, look, compact=True),
        "small-diplomacy": diplomacy.network(ties, look, ("country", "body"), compact=True),
        "sections": overview.sections(sections, look),
    }


def _budget(asked: Asked) -> Figures:
    figures = {}
    lines = asked("budget/review_lines")
    if not lines.empty:
        figures["budget-review"] = budget.review_lines(lines, asked.look)
    if "context" in (asked.params["sources"] or ("context",)):
        series = {
            key: asked("budget/series", series=list(ids))
            for key, ids in (("central", CENTRAL), ("research", RESEARCH), ("levels", budget.LEVELS))
        }
        figures["budget-central"] = budget.panels(series["central"], asked.look)
        figures["budget-research"] = budget.panels(series["research"], asked.look, columns=2, row_height=240)
        figures["budget-levels"] = budget.levels(series["levels"], asked.look)
    return figures


def _collaboration(asked: Asked) -> Figures:
    return {"collaboration-map": collaboration.world(*_world(asked), asked.look)}


def _world(asked: Asked) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, str]:
    events = asked("shared/events", section="collaboration", most=MOST_EVENTS)
    pins = collaboration.with_titles(asked("collaboration/pins"), events)
    return asked("collaboration/by_country"), pins, asked.land, asked.land_url


def _breakthroughs(asked: Asked) -> Figures:
    events = asked("shared/events", section="breakthrough", most=MOST_EVENTS)
    span = (asked.params["starts_on"], asked.params["ends_on"])
    return {"breakthroughs-timeline": breakthroughs.timeline(events, *span, asked.look)}


def _diplomacy(asked: Asked) -> Figures:
    layers = ("country", "body", "organisation")
    ties = asked("diplomacy/ties", layers=list(layers), most_nodes=MOST_NODES)
    return {"diplomacy-network": diplomacy.network(ties, asked.look, layers)}


_DRAW: dict[str, Callable[[Asked], Figures]] = {
    "overview": _overview,
    "budget": _budget,
    "collaboration": _collaboration,
    "breakthroughs": _breakthroughs,
    "diplomacy": _diplomacy,
}
