"""Breakthroughs: a timeline in lanes by field, and the chosen event in full beside it."""

import streamlit as st

from charts import breakthroughs
from ui import chart, details, filters
from ui.database import ask

chosen = filters.current()
look = chart.look()

st.header("Breakthroughs", anchor=False)
st.markdown(
    "What Chinese laboratories and missions are reported to have achieved, by field. Select a mark to read the event and its sources."
)
events = ask("shared/events", section="breakthrough", **chosen.params())
if events.empty:
    filters.nothing_matches()
headline = breakthroughs.headline(events)
timeline_column, event_column = st.columns([7, 3])
with timeline_column:
    chart.show(
        breakthroughs.timeline(events, chosen.starts_on, chosen.ends_on, look),
        key="breakthroughs-timeline",
        title=headline,
        measure=f"Reported breakthroughs by date and field, {chosen.period_words()}.{filters.sample_words()}",
        source=filters.source_words(chosen),
        alt=headline,
        twin=details.listing(events),
        picks="breakthrough_event",
    )
    st.caption(
        "How to read it: a filled mark is dated to the day, a thick bar is a span of days, an open mark on a thin line is dated to the "
        "month, an open mark on a dotted line has no date in its source. Diamonds are the review, circles context reporting."
    )
with event_column:
    details.pick(events, key="breakthrough_event")
