"""Collaboration: a world map of partner countries and places, beside it what one of them holds, and what lies off the map."""

import pandas as pd
import streamlit as st

from charts import collaboration, collaboration_pins, collaboration_views
from charts.theme import plural
from ui import address, boundaries, chart, database, details, filters, table
from ui.database import ask

HEADINGS = {
    "mark": table.MARK,
    "iso3": "ISO 3166-1",
    "country": "Partner country",
    "region": "Region",
    "events": "Events",
    "review": "The review, events",
    "context": "Context reporting, events",
    "first_on": "First",
    "latest_on": "Latest",
    "fields": "Fields",
    "publishers": "Publishers",
}
PARTNER, PLACE, EVENT, LINKS, ZOOM = (
    "collaboration_partner",
    "collaboration_place",
    "collaboration_event",
    "collaboration_links",
    "collaboration_zoom",
)
LINES_ARE = " Lines: the shortest way over the globe from Beijing, open across the Arctic."
# Events that are told beside the map where nothing is picked and of what is picked, and those that can be opened in full.
LATEST, NEWEST, CHOICE = 6, 20, 45
# Organisations are those of so many of the newest events of a country.
NAMED_IN = 50
chosen = filters.current()
asked = chosen.params()
look = chart.look()

st.title("Collaboration", anchor=False)
st.markdown(
    "Which countries work with China, and where. The shade counts a country's events; the pins show where they happen, often in China."
)
counted = {"section": "collaboration", **asked}
database.ahead("collaboration/by_country", "collaboration/pins", "shared/tally", **counted)
events = ask("shared/events", section="collaboration", most=CHOICE, **asked)
if events.empty:
    filters.nothing_matches()
total = int(ask("shared/tally", **counted).events.sum())
countries, pins = ask("collaboration/by_country", **asked), ask("collaboration/pins", **asked)
places = collaboration_pins.places(pins)
if chosen.countries:
    card = None
    if len(chosen.countries) == 1:
        card = ask("collaboration/country_card", partner=chosen.countries[0], most=NAMED_IN, **asked).iloc[0]
    headline = collaboration.headline_of(chosen.countries, countries, total, card)
else:
    headline = collaboration.headline(countries, total)


def twin() -> pd.DataFrame:
    """The partner countries with their days and publishers."""
    whole = countries.merge(ask("collaboration/country_sources", **asked), on="iso3")
    return whole.assign(mark="country:" + whole.iso3)[[*HEADINGS]].rename(columns=HEADINGS)


def pick(mark: str) -> None:
    """Take up what a click or Enter on the map means: a country, a mark that stands for places, or one event."""
    kind, _, key = mark.partition(":")
    if kind == "event":
        st.session_state[EVENT] = key
    elif kind in ("country", "place"):
        st.session_state[PARTNER], st.session_state[PLACE] = (key, "") if kind == "country" else ("", key)


def close() -> None:
    """End the choice of a country or place."""
    st.session_state[PARTNER] = st.session_state[PLACE] = ""


def panel(partner: str, group: collaboration_pins.Group | None) -> None:
    """What is picked, with its newest events; the newest of all where nothing is."""
    if partner:
        found = ask("collaboration/country_events", partner=partner, most=NEWEST, **asked)
        card = ask("collaboration/country_card", partner=partner, most=NAMED_IN, **asked).iloc[0]
        details.country(card, NAMED_IN)
        count = int(card.events)
    elif group:
        found = ask("collaboration/place_events", places=[p.key for p in group.places], most=NEWEST, **asked)
        details.places([place.name for place in group.places], group.events, group.review)
        count = group.events
    else:
        found, count = events.head(LATEST), total
        st.caption(
            "Pick a country or a pin on the map, by click or with the arrow keys and Enter, to see its events here."
        )
    if partner or group:
        st.button("Close", on_click=close, key="close-card", icon=":material/close:")
    listed = f"The newest {len(found)} of {count:,} events".replace(",", "\u202f")
    st.caption(listed if len(found) < count else f"{plural(count, 'event')}, newest first")
    details.brief(found)


with st.container(horizontal=True, vertical_alignment="bottom", key="map-switches"):
    view = boundaries.choose()
    links = address.one("links", LINKS, ("on", "off"), "off") == "on"
    st.session_state["links_switch"] = links
    st.toggle(
        "Lines from Beijing to each partner country",
        key="links_switch",
        on_change=lambda: st.session_state.update({LINKS: "on" if st.session_state["links_switch"] else "off"}),
        help="To the middle of the country, wider with more events. No route is meant. Across the Arctic a line is left open: the "
        "map stretches the pole.",
    )


@st.fragment
def map_and_panel() -> None:
    """Map, what is picked beside it, and one event in full below: a click redraws these alone."""
    known = {row.iso3 for row in ask("shared/countries").itertuples()}
    partner = address.one("partner", PARTNER, {"", *known}, "")
    keys = {f"{level}:{place.key}" for place in places for level in range(len(collaboration_views.LEVELS))}
    place = "" if partner else address.one("place", PLACE, {"", *keys}, "")
    group = collaboration_pins.find(places, place) if place else None
    zooms = {label.lower(): label for label in collaboration.VIEWS}
    zoom = zooms[address.one("zoom", ZOOM, zooms, "world")]
    picked = f"country:{partner}" if partner else f"place:{place}" if place else None
    map_column, list_column = st.columns([5, 2])
    with map_column:
        chart.show(
            collaboration.world(
                countries,
                pins,
                events,
                view.land,
                view.geometry,
                look,
                lines=links,
                picked=group,
                level=int(place[0]) if group else 0,
            ),
            key="collaboration-map",
            title=headline,
            measure=f"Events per partner country, {chosen.period_words()}; an event with several partners counts for each.{filters.sample_words()}{LINES_ARE if links else ''}",
            source=f"{filters.source_words(chosen)}. Boundaries: {view.source}",
            note=view.note,
            alt=headline,
            twin=twin,
            picks=pick,
            picked=picked,
            views=collaboration.VIEWS,
            view=zoom,
            on_view=lambda label: st.session_state.update({ZOOM: label.lower()}),
        )
    with list_column, st.container(height=640, border=True):
        panel(partner, group)
    with st.container(border=True):
        details.pick(events, EVENT, counted, total)


map_and_panel()
unpinned = total - sum(place.events for place in places)
lists = {
    "collaboration-without-pin": f"{plural(unpinned, 'event')} without a pin: in space, near a pole, or no town named",
    "collaboration-events": f"All {plural(total, 'collaboration event')}",
}
if not unpinned:
    del lists["collaboration-without-pin"]
for key, label in lists.items():
    more = st.expander(label, icon=":material/list:", key=f"list-{key}", on_change="rerun")
    if more.open:
        with more:
            whole = ask("shared/events", section="collaboration", most=details.MOST, **asked)
            rows = details.listing(whole if key == "collaboration-events" else whole[~collaboration_pins.on_map(whole)])
            if len(whole) < total:
                st.caption(f"Those among the newest {len(whole)} events")
            table.show(rows, alt=label)
            table.download(rows, key, filters.source_words(chosen))
