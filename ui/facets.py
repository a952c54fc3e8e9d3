"""Facets: what events are narrowed by beside the shared filters, each value with its number of events within all other choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.theme import exact
from exports import explored
from exports.explored import DOUBT, FACETS
from ui import address, database, filters
from ui.database import ask, kept
from ui.text import md

# Organisations and people that a list offers; whoever is chosen stands in it too.
OFFERED = 200
_DOUBT = "explore_finding"


@dataclass(frozen=True)
class Chosen:
    """Values by facet, in the order of the screen, and whether a finding is asked for."""

    values: Mapping[str, tuple[str, ...]]
    doubt: str

    def params(self) -> dict[str, Any]:
        """Parameters for queries/explore/."""
        return explored.facet_params(self.values, self.doubt)

    def words(self) -> str:
        """'; kind: forum, visit; with a finding' or ''."""
        return explored.facet_words({facet: _named(facet, v) for facet, v in self.values.items()}, self.doubt)


def _key(facet: str) -> str:
    return f"explore_{facet}"


def names(facet: str) -> Mapping[str, str]:
    """Everything the facet can hold, key to words, in the order of the screen."""
    return kept("facets", _read_names)[facet]


def _read_names() -> dict[str, dict[str, str]]:
    return explored.facet_names(ask("explore/names"))


def _named(facet: str, values: Sequence[str]) -> list[str]:
    return [names(facet)[value] for value in values]


def hear() -> Chosen:
    """What the address or the widgets ask for. Call it before `bar`."""
    values = {facet: address.many(facet, _key(facet), names(facet)) for facet in FACETS}
    return Chosen(values, address.one("finding", _DOUBT, DOUBT, ""))


def clear() -> None:
    """Choose nothing; for a button's on_click."""
    st.session_state.update({_key(facet): [] for facet in FACETS} | {_DOUBT: ""})


def clear_all() -> None:
    """Choose nothing among the shared filters either; for a button's on_click."""
    clear()
    filters.clear()


def bar(chosen: Chosen, asked: Mapping[str, Any]) -> int:
    """Draw the facets as one row that shows what is set; returns how many events match."""
    database.ahead("explore/facets", "explore/organisations", "explore/people", most=OFFERED, **asked)
    found = ask("explore/facets", **asked)
    counts = {(row.facet, row.value): int(row.events) for row in found.itertuples()}
    with st.container(horizontal=True, vertical_alignment="center", key="facet-bar"):
        for facet, (label, _) in FACETS.items():
            values = chosen.values[facet]
            with st.popover(md(_tally(label, _named(facet, values))), key=f"pop-{facet}"):
                if facet in ("organisation", "person"):
                    _long(facet, label, asked)
                else:
                    _short(facet, label, {value: counts.get((facet, value), 0) for value in names(facet)})
        with st.popover(f"Findings: {DOUBT[chosen.doubt].lower() if chosen.doubt else 'all'}", key="pop-finding"):
            st.segmented_control(
                "Open doubts of the checks; missing links left aside",
                DOUBT,
                key=_DOUBT,
                format_func=lambda v: f"{DOUBT[v]} · {exact(counts.get(('doubt', v), 0))}" if v else DOUBT[v],
                required=True,
                help="A missing link alone is no finding here.",
            )
        if chosen.doubt or any(chosen.values.values()):
            st.button("Clear", on_click=clear, key="clear-facets", icon=":material/close:", type="tertiary")
    return counts["all", ""]


def _tally(label: str, values: Sequence[str]) -> str:
    if not values:
        return f"{label}: all"
    first = values[0] if len(values[0]) <= 28 else f"{values[0][:27]}…"
    return f"{label}: {first}" + (f" +{len(values) - 1}" if len(values) > 1 else "")


def _short(facet: str, label: str, counts: Mapping[str, int]) -> None:
    st.pills(
        label,
        counts,
        selection_mode="multi",
        key=_key(facet),
        format_func=lambda value: f"{names(facet)[value]} · {exact(counts[value])}",
    )


def _long(facet: str, label: str, asked: Mapping[str, Any]) -> None:
    plural = {"organisation": "organisations", "person": "people"}[facet]
    offered = {"most": OFFERED, **asked}
    found = ask("explore/organisations", **offered) if facet == "organisation" else ask("explore/people", **offered)
    counts = dict(zip(found.iloc[:, 0], found.events, strict=True))
    st.multiselect(
        label,
        counts,
        key=_key(facet),
        format_func=lambda value: f"{names(facet)[value]} · {exact(counts.get(value, 0))}",
        placeholder=f"All {plural}",
        width=520,
    )
    if len(counts) >= OFFERED:
        st.caption(f"The {OFFERED} {plural} with most events here; further filters bring others.")
