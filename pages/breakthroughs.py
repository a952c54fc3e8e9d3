"""Breakthroughs: the period as a strip, a window of it as a timeline in lanes by field, and beside it the evidence of what is picked."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts import breakthroughs, breakthroughs_strip
from charts.theme import SOURCES, exact
from ui import address, chart, database, details, evidence, filters, windows
from ui.database import ask

KEY = "breakthrough"
HOW_TO_READ = (
    "How to read it: a filled mark has an exact day, and a thick bar covers several days. An open mark has no exact day: on a thin line its "
    "source gives the month, on a dotted line no date at all. Diamonds come from the review, circles from context reporting. A grey line joins "
    "the steps of one project, by name; where two projects share a step, one line has dashes. An arrowhead points to what lies outside the "
    "time shown."
)
chosen = filters.current()
look = chart.look()
asked = {"section": "breakthrough", "most": breakthroughs.MOST, **chosen.params()}


def newest(params: dict[str, Any]) -> pd.DataFrame:
    """The events to draw: those of the review, then the newest of the others, newest first."""
    each = [{**params, "sources": [source], "sources_all": False} for source in chosen.sources or SOURCES]
    for one in each:
        database.ahead("shared/events", **one)
    found = [ask("shared/events", **one) for one in each]
    events = pd.concat([frame for frame in found if len(frame)] or found[:1]).head(breakthroughs.MOST)
    return events.sort_values(["starts_on", "event_id"], ascending=[False, True], ignore_index=True)


@st.fragment
def room() -> None:
    """Strip, timeline and panel; a click here runs nothing else."""
    evidence.follow()
    whole = ask("shared/tally", **asked)
    if whole.empty:
        filters.nothing_matches()
    months = filters.months_between(chosen.starts_on, chosen.ends_on)
    with address.one_stroke():
        now = windows.hear(KEY, chosen, f"{min(max(whole.first_month).date(), chosen.ends_on):%Y-%m}")
        params = {**asked, "starts_on": now.starts_on, "ends_on": now.ends_on}
        tally, events = ask("shared/tally", **params), newest(params)
        known = list(events.event_id)
        beyond = ask("breakthroughs/steps_beyond", events=known, **params)
        threads = breakthroughs.joined(ask("breakthroughs/projects", events=known), beyond)
        evidence.opened()
    if len(months) > 1:
        windows.bar(KEY, now, chosen)
        chart.draw(
            breakthroughs_strip.strip(whole, chosen.starts_on, chosen.ends_on, (now.starts_on, now.ends_on), look),
            key="breakthroughs-strip",
            alt=f"Breakthroughs per month, {chosen.period_words()}. Pick a month, or drag over several, to move the timeline there.",
            picks=lambda mark: windows.pick(KEY, mark, now, months),
            ranges=lambda start, end: windows.drag(KEY, start, end),
        )
    total = int(tally.events.sum())
    cut = (
        f" {len(events)} of {exact(total)} are drawn, those of the review first, then the newest; bars and shades count all."
        if total > len(events)
        else ""
    )
    headline = breakthroughs.headline(tally, now.words)
    draw = partial(
        breakthroughs.timeline,
        events,
        now.starts_on,
        now.ends_on,
        look,
        threads=threads,
        beyond=beyond,
        per_month=breakthroughs.per_month(tally) if cut else None,
        today=date.today(),
    )
    timeline_column, event_column = st.columns([7, 3])
    with timeline_column:
        chart.show(
            draw(),
            wider={px: draw(stage_px=px) for px in breakthroughs.STAGES_PX},
            key="breakthroughs-timeline",
            title=headline,
            measure=f"Reported breakthroughs by date and field, {now.words or chosen.period_words()}.{cut}{filters.sample_words()}",
            source=filters.source_words(chosen),
            alt=headline,
            twin=lambda: details.listing(events),
            picks=evidence.pick,
            picked=evidence.picked(),
            doubts=(f"findings:breakthrough/{now.starts_on}..{now.ends_on}", int(tally.findings.sum())),
        )
        st.caption(HOW_TO_READ)
    with event_column:
        if evidence.show("breakthrough"):
            return
        if events.empty:
            st.caption(f"Nothing is reported for {now.words}. The strip shows where there is something.")
        else:
            evidence.newest(events, total, "breakthroughs-newest")


st.title("Breakthroughs", anchor=False)
st.markdown(
    "What Chinese laboratories and missions are reported to have achieved, by field. Select a mark or a title to read the event and its sources."
)
room()
