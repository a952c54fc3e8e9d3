"""The shared filters: months, countries, fields, sources. Kept in the URL and across pages; what they do is for queries/."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from charts.theme import SOURCES
from ui import boundaries
from ui.database import ask, kept
from ui.text import md

NAMES = ("from", "to", "country", "field", "source")
# Parameters that pages and Streamlit itself keep in the URL.
OTHERS = (
    "evidence",
    "view",
    "order",
    "measure",
    "line",
    "zoom",
    "at",
    "links",
    "shape",
    "tie",
    "layers",
    "section",
    "kind",
    "status",
    "organisation",
    "person",
    "finding",
    "show",
    "page",
    "down",
    "across",
    "compare",
    "left",
    "right",
    "saved",
    "part",
    "rule",
    "severity",
    "subject",
    "state",
    "document",
    "quality",
    "link",
    "words",
    "correction",
    "column",
    "table",
    "embed",
    "embed_options",
)
_MONTHS, _COUNTRIES, _FIELDS, _SOURCES = "filter_months", "filter_countries", "filter_fields", "filter_sources"
_WRITTEN, _CHOSEN = "_filters_in_url", "_filters_chosen"
_SPAN = "_filters_all_months"
_IGNORED, _IGNORED_ON = "_filters_ignored", "_filters_ignored_on"

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Known:
    """What can be chosen: months as 'YYYY-MM' in order without gaps, keys and labels of the rest, the newest review's month."""

    months: tuple[str, ...]
    countries: Mapping[str, str]
    fields: Mapping[str, str]
    review_month: str


@dataclass(frozen=True)
class Filters:
    """What is chosen. Months are 'YYYY-MM', both included; an empty tuple means all."""

    first_month: str
    last_month: str
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def starts_on(self) -> date:
        """First day of the first month."""
        return date.fromisoformat(f"{self.first_month}-01")

    @property
    def ends_on(self) -> date:
        """Last day of the last month."""
        last = date.fromisoformat(f"{self.last_month}-01")
        return last.replace(day=calendar.monthrange(last.year, last.month)[1])

    def params(self) -> dict[str, Any]:
        """Parameters for queries/: each list with the boolean that says it is to be left aside."""
        return {
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "countries": list(self.countries),
            "countries_all": not self.countries,
            "fields": list(self.fields),
            "fields_all": not self.fields,
            "sources": list(self.sources),
            "sources_all": not self.sources,
            # Kinds of tie are a choice of one page.
            "kinds": [],
            "kinds_all": True,
        }

    def period_words(self) -> str:
        """'March 2024' or 'July 2023 to December 2025'."""
        first, last = f"{self.starts_on:%B %Y}", f"{self.ends_on:%B %Y}"
        return first if first == last else f"{first} to {last}"


def everything(known: Known) -> Filters:
    return Filters(known.months[0], known.months[-1])


def latest_review(known: Known) -> Filters:
    return Filters(known.review_month, known.review_month, sources=("review",))


def last_12_months(known: Known) -> Filters:
    return Filters(known.months[-12:][0], known.months[-1])


def months_between(first: date, last: date) -> tuple[str, ...]:
    """'YYYY-MM' of every month from `first` to `last`, both included."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in span)


def read(query: Query, known: Known) -> tuple[Filters, list[str]]:
    """Filters that a URL asks for, and what in it is not understood, as 'name=value'; nonsense never raises."""
    ignored = [f"{name}={value}" for name in query if name not in NAMES + OTHERS for value in query[name]]
    ignored += [f"view={value}" for value in query.get("view", ()) if value not in boundaries.LABELS]

    def pick(name: str, allowed: Sequence[str] | Mapping[str, str]) -> tuple[str, ...]:
        asked = list(dict.fromkeys(query.get(name, ())))
        ignored.extend(f"{name}={value}" for value in asked if value not in allowed)
        return tuple(value for value in asked if value in allowed)

    default = everything(known)
    first, *more = pick("from", known.months) or (default.first_month,)
    last, *others = pick("to", known.months) or (default.last_month,)
    ignored += [f"from={month}" for month in more] + [f"to={month}" for month in others]
    if first > last:
        ignored.append(f"from={first} after to={last}")
        first, last = default.first_month, default.last_month
    countries, fields = pick("country", known.countries), pick("field", known.fields)
    return Filters(first, last, countries, fields, pick("source", SOURCES)), ignored


def written(chosen: Filters, known: Known) -> dict[str, list[str]]:
    """The URL parameters that say what is chosen; what is not limited is left out."""
    default = everything(known)
    months = (chosen.first_month, chosen.last_month)
    limited = months != (default.first_month, default.last_month)
    query = {
        "from": [months[0]] if limited else [],
        "to": [months[1]] if limited else [],
        "country": list(chosen.countries),
        "field": list(chosen.fields),
        "source": list(chosen.sources),
    }
    return {name: values for name, values in query.items() if values}


def words(chosen: Filters | None = None, known: Known | None = None) -> str:
    """What is chosen as one line of words, for the screen and for files."""
    chosen, known = chosen or current(), known or _known()
    countries = ", ".join(known.countries[c] for c in chosen.countries) or "all countries"
    fields = ", ".join(known.fields[f] for f in chosen.fields) or "all fields"
    return f"{chosen.period_words()}; {countries}; {fields}; {source_words(chosen)}"


def source_words(chosen: Filters) -> str:
    """Which sources the screen shows, by name."""
    names = [
        label if i == 0 else f"{label[0].lower()}{label[1:]}"
        for i, label in enumerate(SOURCES[s] for s in chosen.sources or SOURCES)
    ]
    return " and ".join(names)


def yearly_words() -> str:
    """What limits yearly figures: the source filter alone."""
    return f"All years; {source_words(current())}"


def sample_words() -> str:
    """The caveat that belongs to counts of events wherever context reporting is among them."""
    return " A sample of public reporting, no trend." if "context" in (current().sources or SOURCES) else ""


def with_context() -> None:
    """Put context reporting back among the sources; for a button's on_click."""
    st.session_state[_SOURCES] = []


def whole() -> Filters:
    """What is shown where nothing is limited."""
    return everything(_known())


def clear() -> None:
    """Choose everything; for a button's on_click."""
    _set(everything(_known()))


def span(first_month: str, last_month: str) -> None:
    """Limit the months, both included, where the data has them; for a callback."""
    months = [month for month in _known().months if first_month <= month <= last_month]
    if months:
        _set(replace(current(), first_month=months[0], last_month=months[-1]))


def current() -> Filters:
    """The filters in force; the frame has set them before a page runs."""
    return st.session_state[_CHOSEN]  # type: ignore[no-any-return]


def for_links() -> dict[str, list[str]]:
    """The parameters that a link to another page carries, so that it opens with the same filters."""
    return written(current(), _known())


def is_latest_review() -> bool:
    return current() == latest_review(_known())


def _known() -> Known:
    # Every run needs it several times.
    return kept("filters", _read_known)


def _read_known() -> Known:
    data = ask("shared/dataset").iloc[0]
    countries, fields = ask("shared/countries"), ask("shared/fields")
    return Known(
        months_between(data.first_month, data.last_month),
        dict(zip(countries.iso3, countries.name, strict=True)),
        dict(zip(fields.field, fields.label, strict=True)),
        f"{data.latest_review_month:%Y-%m}",
    )


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
    if kept.get("view", ["india"])[0] not in boundaries.LABELS:
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


def bar(page: str) -> Filters:
    """Draw presets and filters as one row that shows what is set, and keep URL and filters the same."""
    known = _known()
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
    presets = {"Latest review": latest_review(known), "Last 12 months": last_12_months(known), "All": everything(known)}
    with st.container(horizontal=True, vertical_alignment="center", key="filter-bar"):
        for label, preset in presets.items():
            st.button(
                label,
                type="primary" if chosen == preset else "secondary",
                on_click=_set,
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
        args=(everything(_known()),),
        key="clear-nothing",
        type="primary",
    )
    st.stop()


def yearly_note() -> None:
    """Say on a page of yearly figures which filters do not act there, when one of them is set."""
    chosen, known = current(), _known()
    if (
        chosen.countries
        or chosen.fields
        or (chosen.first_month, chosen.last_month) != (known.months[0], known.months[-1])
    ):
        st.caption(
            "Budget figures are yearly and Chinese: the month, country and field filters do not act here; the source filter does."
        )


def unfiltered_note() -> None:
    """Say on a page of all the data that the shared filters do not act there, when one of them is set."""
    if current() != whole():
        st.caption("This page is about all of the data: the month, country, field and source filters do not act here.")
