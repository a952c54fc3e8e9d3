"""Breakthroughs: the period as a strip, a window of it as a timeline in lanes by field, and beside it the evidence of what is picked."""

import streamlit as st

from charts import breakthroughs, breakthroughs_strip
from charts.theme import SOURCES
from exports import event_exhibits
from exports.view import months_between
from ui import address, chart, database, evidence, figures, filters, windows
from ui.database import ask

KEY = "breakthrough"
HOW_TO_READ = (
    "How to read it: a filled mark has an exact day, and a thick bar covers several days. An open mark has no exact day: on a thin line its "
    "source gives the month, on a dotted line no date at all. Diamonds come from the review, circles from context reporting. A grey line joins "
    "the steps of one project, by name; where two projects share a step, one line has dashes. An arrowhead points to what lies outside the "
    "time shown."
)
chosen = filters.current()
asked = {"section": "breakthrough", **chosen.params()}


@st.fragment
def room() -> None:
    """Strip, timeline and panel; a click here runs nothing else."""
    evidence.follow()
    whole = ask("shared/tally", **asked)
    if whole.empty:
        filters.nothing_matches()
    for source in chosen.sources or SOURCES:
        database.ahead("shared/events", most=breakthroughs.MOST, **{**asked, "sources": [source], "sources_all": False})
    months = months_between(chosen.starts_on, chosen.ends_on)
    with address.one_stroke():
        now = windows.hear(KEY, chosen, f"{min(max(whole.first_month).date(), chosen.ends_on):%Y-%m}")
        shown = event_exhibits.timeline(figures.asked(zoom=now.zoom, at=now.at), now)
        evidence.opened()
    if len(months) > 1:
        windows.bar(KEY, now, chosen)
        chart.draw(
            breakthroughs_strip.strip(
                whole, chosen.starts_on, chosen.ends_on, (now.starts_on, now.ends_on), chart.look()
            ),
            key="breakthroughs-strip",
            alt=f"Breakthroughs per month, {chosen.period_words()}. Pick a month, or drag over several, to move the timeline there.",
            picks=lambda mark: windows.pick(KEY, mark, now, months),
            ranges=lambda start, end: windows.drag(KEY, start, end),
        )
    timeline_column, event_column = st.columns([7, 3])
    with timeline_column:
        wider = {px: shown.draw(stage_px=px) for px in breakthroughs.STAGES_PX}
        figures.show(shown, wider=wider)
        st.caption(HOW_TO_READ)
    with event_column:
        if evidence.show("breakthrough"):
            return
        if shown.frame.empty:
            st.caption(f"Nothing is reported for {now.words}. The strip shows where there is something.")
        else:
            total = int(
                ask("shared/tally", **{**asked, "starts_on": now.starts_on, "ends_on": now.ends_on}).events.sum()
            )
            evidence.newest(shown.frame, total, "breakthroughs-newest")


st.title("Breakthroughs", anchor=False)
st.markdown(
    "What Chinese laboratories and missions are reported to have achieved, by field. Select a mark or a title to read the event and its sources."
)
room()
