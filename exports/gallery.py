"""Which exhibits a page of the dashboard has, by the name in its address."""

from collections.abc import Callable
from dataclasses import replace

from charts.theme import Theme
from exports import budget_exhibits, event_exhibits, overview_exhibits
from exports.exhibits import Asked, Exhibit

PAGES: dict[str, Callable[[Asked], list[Exhibit]]] = {
    "overview": overview_exhibits.of,
    "budget": budget_exhibits.of,
    "collaboration": lambda asked: [event_exhibits.collaboration_map(asked)],
    "breakthroughs": lambda asked: [event_exhibits.timeline(asked)],
    "diplomacy": lambda asked: [event_exhibits.diplomacy_picture(asked)],
}
# What a picture is called in a list, where a page has several.
NAMES = {
    "sections": "Overview: events per section",
    "budget-review": "Budget: lines of the review",
    "budget-outturn": "Budget: budgeted and executed",
    "budget-central": "Budget: central lines",
    "budget-research": "Budget: research spending",
    "budget-levels": "Budget: levels of account",
}
# The four visuals of a month, in the order of the review.
MONTH = ("budget", "collaboration", "breakthroughs", "diplomacy")


def of(page: str, asked: Asked) -> list[Exhibit]:
    """The exhibits of a page, the leading one first; none where nothing matches. KeyError for a page that has none."""
    return PAGES[page](asked)


def month(asked: Asked) -> list[Exhibit]:
    """The leading exhibit of each of the four visuals."""
    return [shown[0] for page in MONTH if (shown := of(page, asked))]


def again(shown: Exhibit, look: Theme) -> Exhibit:
    """The same exhibit in another look, as for paper."""
    return next(one for one in of(shown.room, replace(shown.asked, look=look)) if one.key == shown.key)
