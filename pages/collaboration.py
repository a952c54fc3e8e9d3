"""Collaboration: a world map of partner countries and places, beside it what one of them holds, and what lies off the map."""

import pandas as pd
import streamlit as st

from charts import collaboration, collaboration_pins
from charts.theme import plural
from ui import address, boundaries, chart, database, details, evidence, filters, table
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
LINKS, ZOOM = "collaboration_links", "collaboration_zoom"
LINES_ARE = " Lines: the shortest way over the globe from Beijing, open across the Arctic."
# Events that are told beside the map where nothing is picked.
LATEST = 8
# Events whose pins can be told apart.
CHOICE = 45
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
tally = ask("shared/tally", **counted)
total, doubts = int(tally.events.sum()), int(tally.findings.sum())
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
    """Map, and beside it what is picked: a click redraws these alone."""
    found = evidence.opened()
    group = None
    if found and found.kind == "place":
        group = collaboration_pins.find(places, f"{found.level or 0}:{found.key}")
    zooms = {label.lower(): label for label in collaboration.VIEWS}
    zoom = zooms[address.one("zoom", ZOOM, zooms, "world")]
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
                level=int(found.level or 0) if found and group else 0,
            ),
            key="collaboration-map",
            title=headline,
            measure=f"Events per partner country, {chosen.period_words()}; an event with several partners counts for each.{filters.sample_words()}{LINES_ARE if links else ''}",
            source=f"{filters.source_words(chosen)}. Boundaries: {view.source}",
            note=view.note,
            alt=headline,
            twin=twin,
            picks=evidence.pick,
            picked=evidence.picked(),
            doubts=("findings:collaboration", doubts),
            views=collaboration.VIEWS,
            view=zoom,
            on_view=lambda label: st.session_state.update({ZOOM: label.lower()}),
        )
    with list_column:
        if not evidence.show("collaboration", [place.key for place in group.places] if group else ()):
            evidence.newest(events, total, "collaboration-newest", LATEST)


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
            table.show(rows, alt=label, key=f"rows-{key}", picks=evidence.pick)
            table.download(rows, key, filters.source_words(chosen))
