"""Collaboration: a world map of partner countries and places, beside it what one of them holds, and what lies off the map."""

import streamlit as st

from charts import collaboration, collaboration_pins, tables
from charts.theme import plural
from exports import event_exhibits, view
from ui import address, boundaries, database, evidence, figures, filters, table
from ui.database import ask

LINKS, ZOOM = "collaboration_links", "collaboration_zoom"
# Events that are told beside the map where nothing is picked.
LATEST = 8
chosen = filters.current()
asked = chosen.params()

st.title("Collaboration", anchor=False)
st.markdown(
    "Which countries work with China, and where. The shade counts a country's events; the pins show where they happen, often in China."
)
counted = {"section": "collaboration", **asked}
database.ahead("collaboration/by_country", "collaboration/pins", "shared/tally", **counted)
events = ask("shared/events", section="collaboration", most=event_exhibits.MAPPED, **asked)
if events.empty:
    filters.nothing_matches()
total = int(ask("shared/tally", **counted).events.sum())
places = collaboration_pins.places(ask("collaboration/pins", **asked))

with st.container(horizontal=True, vertical_alignment="bottom", key="map-switches"):
    boundaries.choose()
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
    evidence.follow()
    found = evidence.opened()
    group = None
    if found and found.kind == "place":
        group = collaboration_pins.find(places, f"{found.level or 0}:{found.key}")
    zooms = {label.lower(): label for label in collaboration.VIEWS}
    zoom = zooms[address.one("zoom", ZOOM, zooms, "world")]
    map_column, list_column = st.columns([5, 2])
    with map_column:
        shown = event_exhibits.collaboration_map(figures.asked(links="on" if links else "off", zoom=zoom.lower()))
        figures.show(
            shown,
            figure=shown.draw(picked=group, level=int(found.level or 0) if found and group else 0),
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
            whole = ask("shared/events", section="collaboration", most=tables.MOST, **asked)
            rows = tables.events(whole if key == "collaboration-events" else whole[~collaboration_pins.on_map(whole)])
            if len(whole) < total:
                st.caption(f"Those among the newest {len(whole)} events")
            table.show(rows, alt=label, key=f"rows-{key}", picks=evidence.pick)
            table.download(rows, key, view.source_words(chosen))
