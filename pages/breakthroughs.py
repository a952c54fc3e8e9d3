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
events = ask("shared/events", section="breakthrough", most=details.MOST, **chosen.params())
if events.empty:
    filters.nothing_matches()
tally = ask("shared/tally", section="breakthrough", kinds=[], kinds_all=True, **chosen.params())
headline = breakthroughs.headline(tally)
cut = details.cut_words(events, int(tally.events.sum()))
timeline_column, event_column = st.columns([7, 3])
with timeline_column:
    chart.show(
        breakthroughs.timeline(events, chosen.starts_on, chosen.ends_on, look),
        key="breakthroughs-timeline",
        title=headline,
        measure=f"Reported breakthroughs by date and field, {chosen.period_words()}{cut}.{filters.sample_words()}",
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
    details.pick(events, key="breakthrough_event", total=int(tally.events.sum()))
