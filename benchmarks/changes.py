"""The filter changes that both sides are put through: what a reader clicks, and the filters that are then in force."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Query = dict[str, list[str]]


@dataclass(frozen=True)
class Known:
    """What a database offers: the first of its last twelve months and its last one as 'YYYY-MM', labels of fields and sources by key,
    and an event to open.
    """

    last_12: tuple[str, str]
    fields: Mapping[str, str]
    sources: Mapping[str, str]
    event: str = ""


@dataclass(frozen=True)
class Change:
    """One click. `widget` is preset, source or field, `value` what it stands for, `label` what is written on it."""

    widget: str
    value: str
    label: str


def cycle(page: str, known: Known) -> Iterator[Change]:
    """Clicks without end; every one shows other numbers than the one before, and after a round all is as at the start."""
    sources = [Change("source", source, label) for source, label in known.sources.items() for _ in "12"]
    if page == "budget":
        # Of the shared filters only the sources act on its yearly figures; the review alone leaves a figure as it was and hides the others.
        return itertools.cycle(sources[2:])
    months = [Change("preset", "last-12-months", "Last 12 months"), Change("preset", "all", "All")]
    fields = [Change("field", field, label) for field, label in list(known.fields.items())[:3] for _ in "12"]
    return itertools.cycle([*months, *sources, *fields])


def after(change: Change, query: Query, known: Known) -> Query:
    """The filters in force after the click: presets set all filters, the others are switched on and off."""
    if change.widget == "preset":
        first, last = known.last_12
        return {"from": [first], "to": [last]} if change.value == "last-12-months" else {}
    values = query.get(change.widget, [])
    left = [v for v in values if v != change.value] if change.value in values else [*values, change.value]
    rest = {name: value for name, value in query.items() if name != change.widget}
    return {**rest, change.widget: left} if left else rest
