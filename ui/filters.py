"""The shared filters: months, countries, fields, sources. Kept in the URL and across pages; what they do is for queries/."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from charts.theme import SOURCES
from exports import view
from exports.boundaries import LABELS as VIEWS
from exports.view import (
    NAMES,
    OTHERS,
    Filters,
    Known,
    everything,
    last_12_months,
    latest_review,
    read,
    written,
)
from ui import database
from ui.database import ask, kept
from ui.text import md

_MONTHS, _COUNTRIES, _FIELDS, _SOURCES = "filter_months", "filter_countries", "filter_fields", "filter_sources"
_WRITTEN, _CHOSEN = "_filters_in_url", "_filters_chosen"
_SPAN = "_filters_all_months"
_IGNORED, _IGNORED_ON = "_filters_ignored", "_filters_ignored_on"


def words() -> str:
    """What is chosen as one line of words."""
    return view.words(current(), offered())


def yearly_words() -> str:
    """What limits yearly figures: the source filter alone."""
    return view.yearly_words(current())


def sample_words() -> str:
    """The caveat that belongs to counts of events wherever context reporting is among them."""
    return view.sample_words(current())


def with_context() -> None:
    """Put context reporting back among the sources; for a button's on_click."""
    st.session_state[_SOURCES] = []


def whole() -> Filters:
    """What is shown where nothing is limited."""
    return everything(offered())


def clear() -> None:
    """Choose everything; for a button's on_click."""
    _set(everything(offered()))


def span(first_month: str, last_month: str) -> None:
    """Limit the months, both included, where the data has them; for a callback."""
    months = [month for month in offered().months if first_month <= month <= last_month]
    if months:
        _set(replace(current(), first_month=months[0], last_month=months[-1]))


def current() -> Filters:
    """The filters in force; the frame has set them before a page runs."""
    return st.session_state[_CHOSEN]  # type: ignore[no-any-return]


def for_links() -> dict[str, list[str]]:
    """The parameters that a link to another page carries, so that it opens with the same filters."""
    return written(current(), offered())


PRESETS = {"Latest review": latest_review, "Last 12 months": last_12_months, "All": everything}


def is_latest_review() -> bool:
    return current() == latest_review(offered())


def offered() -> Known:
    """What can be chosen."""
    # Every run needs it several times.
    return kept("filters", lambda: view.known(ask))


def _set(chosen: Filters) -> None:
    st.session_state[_MONTHS] = (chosen.first_month, chosen.last_month)
    st.session_state[_COUNTRIES] = list(chosen.countries)
    st.session_state[_FIELDS] = list(chosen.fields)
    st.session_state[_SOURCES] = list(chosen.sources)
    st.session_state[_IGNORED] = []


def _hear(known: Known, page: str) -> bool:
    """Let the address decide at the first run and after Back or Forward; a widget that has moved since is right before it.

    True where the address decided.
    """
    state = st.session_state
    if _CHOSEN in state and _MONTHS not in state:
        # Streamlit forgets the bar's widgets where a page is left right after a run of one of its fragments alone.
        _set(state[_CHOSEN])
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    own = {name: values for name, values in query.items() if name in NAMES}
    if _CHOSEN in state and (_from_widgets() != state[_CHOSEN] or own == state[_WRITTEN]):
        return False
    chosen, ignored = read(query, known)
    _set(chosen)
    state[_IGNORED] = ignored
    state[_IGNORED_ON] = page
    return True


def _from_widgets() -> Filters:
    state = st.session_state
    first, last = (*state[_MONTHS], "")[:2]
    return Filters(first, last, tuple(state[_COUNTRIES]), tuple(state[_FIELDS]), tuple(state[_SOURCES]))


def _tell(chosen: Filters, known: Known, from_address: bool, page: str) -> None:
    """Write what is chosen into the address, at one stroke: each write is a step that Back has to undo."""
    state = st.session_state
    query = written(chosen, known)
    kept = {name: st.query_params.get_all(name) for name in OTHERS if name in st.query_params}
    if kept.get("view", ["india"])[0] not in VIEWS:
        kept.pop("view")
    before = {name: st.query_params.get_all(name) for name in st.query_params}
    if before != {**kept, **query}:
        st.query_params.from_dict({**kept, **query})
    state[_WRITTEN] = query


def _month(value: str) -> str:
    return f"{date.fromisoformat(f'{value}-01'):%b %Y}"


def _tally(name: str, values: Sequence[str], labels: Mapping[str, str]) -> str:
    if not values:
        return f"{name}: all"
    return f"{name}: {labels[values[0]]}" + (f" +{len(values) - 1}" if len(values) > 1 else "")


def _preset(preset: Callable[[Known], Filters]) -> None:
    """Of what there is when it is pressed: a month may have been published since the button was drawn."""
    database.catch_up()
    _set(preset(offered()))


def bar(page: str) -> Filters:
    """Draw presets and filters as one row that shows what is set, and keep URL and filters the same."""
    known = offered()
    from_address = _hear(known, page)
    state = st.session_state
    span = (known.months[0], known.months[-1])
    if tuple(state[_MONTHS]) == state.get(_SPAN):
        # All months stay all months when a new one is published under an open session.
        state[_MONTHS] = span
    state[_SPAN] = span
    # A client can send any value, and a new month may have moved what can be chosen.
    months = [month for month in state[_MONTHS] if month in known.months]
    state[_MONTHS] = (min(months), max(months)) if len(months) == 2 else span
    state[_COUNTRIES] = [c for c in state[_COUNTRIES] if c in known.countries]
    state[_FIELDS] = [f for f in state[_FIELDS] if f in known.fields]
    state[_SOURCES] = [s for s in state[_SOURCES] if s in SOURCES]
    chosen = _from_widgets()
    with st.container(horizontal=True, vertical_alignment="center", key="filter-bar"):
        for label, preset in PRESETS.items():
            st.button(
                label,
                type="primary" if chosen == preset(known) else "secondary",
                on_click=_preset,
                args=(preset,),
                key=f"preset-{label.lower().replace(' ', '-')}",
            )
        with st.popover(f"Months: {_span(chosen)}", key="pop-months"):
            st.select_slider(
                "Months",
                known.months,
                state[_MONTHS],
                key=_MONTHS,
                format_func=_month,
                help="Events that touch any of these months.",
            )
        with st.popover(md(_tally("Countries", chosen.countries, known.countries)), key="pop-countries"):
            st.multiselect(
                "Countries, as partner or as place",
                known.countries,
                key=_COUNTRIES,
                format_func=lambda c: known.countries[c],
                placeholder="All countries",
            )
        with st.popover(md(_tally("Fields", chosen.fields, known.fields)), key="pop-fields"):
            st.multiselect(
                "Fields", known.fields, key=_FIELDS, format_func=lambda f: known.fields[f], placeholder="All fields"
            )
        with st.popover(_tally("Sources", chosen.sources, SOURCES), key="pop-sources"):
            st.pills("Sources", SOURCES, selection_mode="multi", key=_SOURCES, format_func=lambda s: SOURCES[s])
            st.caption(
                "The review is the institute's monthly document (◆). Context reporting is other public reporting (●)."
            )
        if chosen != everything(known):
            st.button(
                "Clear filters",
                on_click=_set,
                args=(everything(known),),
                key="clear-filters",
                icon=":material/close:",
                type="tertiary",
            )
    _tell(chosen, known, from_address, page)
    state[_CHOSEN] = chosen
    return chosen


def left_out(page: str) -> list[str]:
    """What the address asked this page for and is not known, as 'name=value'; told until a filter is set anew."""
    state = st.session_state
    return list(state.get(_IGNORED, ())) if state.get(_IGNORED_ON) == page else []


def _span(chosen: Filters) -> str:
    first, last = _month(chosen.first_month), _month(chosen.last_month)
    return re.sub(r" (\d{4}) – (\w+) \1$", r" – \2 \1", f"{first} – {last}") if first != last else first


def nothing_matches() -> None:
    """Say in words that nothing matches, offer the way out, and end the page."""
    st.info(f"No events match: {md(words())}.", icon=":material/filter_alt_off:")
    st.button(
        "Clear filters and show everything",
        on_click=_set,
        args=(everything(offered()),),
        key="clear-nothing",
        type="primary",
    )
    st.stop()


def yearly_note() -> None:
    """Say on a page of yearly figures which filters do not act there, when one of them is set."""
    chosen, known = current(), offered()
    if (
        chosen.countries
        or chosen.fields
        or (chosen.first_month, chosen.last_month) != (known.months[0], known.months[-1])
    ):
        st.caption(
            "Budget figures are yearly and Chinese: country and field filters do not act here, months only choose the review; the source filter acts."
        )


def unfiltered_note() -> None:
    """Say on a page of all the data that the shared filters do not act there, when one of them is set."""
    if current() != whole():
        st.caption("This page is about all of the data: the month, country, field and source filters do not act here.")
