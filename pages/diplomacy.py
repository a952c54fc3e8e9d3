"""Diplomacy: the network of partners, their organisations and people, with the partner table as its twin."""

import pandas as pd
import streamlit as st

from charts import diplomacy
from charts.theme import plural
from ui import chart, details, filters, table
from ui.database import ask

# At most so many partners, organisations and people each: more are no picture.
MOST_NODES = 60
HEADINGS = {
    "partner": "Partner",
    "partner_kind": "Kind",
    "events": "Events",
    "review": "The review, events",
    "context": "Context reporting, events",
    "first_on": "First",
    "latest_on": "Latest",
    "kinds": "Kinds of tie",
    "publishers": "Publishers",
}
chosen = filters.current()
asked = {**chosen.params(), "kinds": [], "kinds_all": True}
look = chart.look()

st.header("Diplomacy", anchor=False)
st.markdown(
    "Whom China meets on science: countries, bodies of several countries, their organisations and people. Each tie is one or more dated events."
)
events = ask("shared/events", section="diplomacy", most=details.MOST, **asked)
if events.empty:
    filters.nothing_matches()
total = int(ask("shared/tally", section="diplomacy", **asked).events.sum())
cut = details.cut_words(events, total)
partners = ask("diplomacy/partners", **asked)


def twin() -> pd.DataFrame:
    """The partners with their days and publishers."""
    whole = partners.merge(ask("diplomacy/partner_sources", **asked), on="partner_id")
    return whole[[*HEADINGS]].rename(columns=HEADINGS)


SIDES = {"Organisations": ("organisation",), "People": ("person",), "The Chinese side": ("home",)}
layers = st.pills(
    "Show with the partners", SIDES, selection_mode="multi", default=["Organisations"], key="network_layers"
)
kinds = ("country", "body", *(kind for layer in layers for kind in SIDES.get(layer, ())))
if {"person", "home"} <= set(kinds):
    kinds += ("home_person",)
ties = ask("diplomacy/ties", layers=list(kinds), most_nodes=MOST_NODES, **asked)
ties = diplomacy.with_titles(ties, events)
headline = diplomacy.headline(partners, total)
chart.show(
    diplomacy.network(ties, look, kinds),
    key="diplomacy-network",
    title=headline,
    measure=f"Science diplomacy events, {chosen.period_words()}; a thicker line has more events.{filters.sample_words()}",
    source=filters.source_words(chosen),
    alt=headline,
    twin=twin,
)
st.caption(
    "How to read it: China stands in the middle, partners to both sides, their organisations further out. Point at the dot on a line for "
    "its events with date and kind. Orange lines with a diamond are in the review. Organisations and people tied to China itself are of the Chinese side. Events without a named partner are in the list below only."
)
with st.container(border=True):
    details.pick(events, key="diplomacy_event", total=total)
with st.expander(f"{'All ' if not cut else ''}{plural(total, 'diplomacy event')}{cut}", icon=":material/list:"):
    listing = details.listing(events)
    table.show(listing, alt="Diplomacy events that match the filters")
    table.download(listing, "diplomacy-events", filters.source_words(chosen))
