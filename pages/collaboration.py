"""Collaboration: a world map of partner countries and places, the events beside it, and what lies off the map."""

import pandas as pd
import streamlit as st

from charts import collaboration
from charts.theme import plural
from ui import boundaries, chart, details, filters, table
from ui.database import ask
from ui.text import md

HEADINGS = {
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
chosen = filters.current()
asked = chosen.params()
look = chart.look()

st.header("Collaboration", anchor=False)
st.markdown(
    "Which countries work with China, and where. The shade counts partner countries, the pins are places: many projects happen in China."
)
events = ask("shared/events", section="collaboration", most=details.MOST, **asked)
if events.empty:
    filters.nothing_matches()
total = int(ask("shared/tally", section="collaboration", kinds=[], kinds_all=True, **asked).events.sum())
cut = details.cut_words(events, total)
countries = ask("collaboration/by_country", **asked)
pins = collaboration.with_titles(ask("collaboration/pins", **asked), events)
headline = collaboration.headline(countries, total)


def twin() -> pd.DataFrame:
    """The partner countries with their days and publishers."""
    whole = countries.merge(ask("collaboration/country_sources", **asked), on="iso3")
    return whole[[*HEADINGS]].rename(columns=HEADINGS)


map_column, list_column = st.columns([7, 3])
# The choice of boundaries stands under the map but is needed to draw it.
map_slot, choice_slot = map_column.container(), map_column.container(horizontal=True, vertical_alignment="top")
with choice_slot:
    view = boundaries.choose()
    st.caption(md(view.note))
with map_slot:
    chart.show(
        collaboration.world(countries, pins, view.land, view.url, look),
        key="collaboration-map",
        title=headline,
        measure=f"Events per partner country, {chosen.period_words()}; an event with several partners counts for each.{filters.sample_words()}",
        source=f"{filters.source_words(chosen)}. Boundaries: {view.source}",
        alt=headline,
        twin=twin,
    )
with list_column, st.container(height=720, border=True):
    details.brief(events)

with st.container(border=True):
    details.pick(events, key="collaboration_event", total=total)

off_map = events[events.lat.isna()]
polar = events[events.place_kind.isin(["polar", "space"])]
listed = pd.concat([polar, off_map[~off_map.event_id.isin(polar.event_id)]])
if not listed.empty:
    with st.expander(
        f"{plural(len(listed), 'event')} without a pin: off the Earth, polar, or with no town named{cut}",
        icon=":material/public_off:",
    ):
        without_pin = details.listing(listed)
        table.show(without_pin, alt="Events that have no pin on the map")
        table.download(without_pin, "collaboration-without-pin", filters.source_words(chosen))
with st.expander(f"{'All ' if not cut else ''}{plural(total, 'collaboration event')}{cut}", icon=":material/list:"):
    listing = details.listing(events)
    table.show(listing, alt="Collaboration events that match the filters")
    table.download(listing, "collaboration-events", filters.source_words(chosen))
