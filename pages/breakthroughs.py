"""Breakthroughs: the period as a strip, a window of it as a timeline in lanes by field, and the chosen event or project in full beside it."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts import breakthroughs, breakthroughs_strip
from charts.theme import SOURCES, exact, plural
from ui import address, chart, database, details, filters, prose, windows
from ui.database import ask

KEY = "breakthrough"
ALWAYS = {"starts_on": date.min, "ends_on": date.max}
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
    whole = ask("shared/tally", **asked)
    if whole.empty:
        filters.nothing_matches()
    months = filters.months_between(chosen.starts_on, chosen.ends_on)
    with address.one_stroke():
        now = windows.hear(KEY, chosen, f"{min(max(whole.first_month).date(), chosen.ends_on):%Y-%m}")
        params = {**asked, "starts_on": now.starts_on, "ends_on": now.ends_on}
        tally, listed = ask("shared/tally", **params), newest(params)
        events = details.with_linked(listed, f"{KEY}_event", params)
        known = list(events.event_id)
        beyond = ask("breakthroughs/steps_beyond", events=known, **params)
        threads = breakthroughs.joined(ask("breakthroughs/projects", events=known), beyond)
        options = dict(zip(events.event_id, events.title, strict=True))
        options |= {row.event_id: f"{row.starts_on:%b %Y}: {row.title}" for row in beyond.itertuples()}
        for topic_id, (name, steps) in breakthroughs.projects(threads).items():
            options[breakthroughs.PROJECT + topic_id] = f"Project {name}, {plural(len(steps), 'event')} shown"
        picked = address.one("event", f"{KEY}_event", options, events.event_id.iloc[0]) if options else None
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
            twin=lambda: details.listing(events).assign(Mark=list(events.event_id)),
            picks=f"{KEY}_event",
            picked=picked,
        )
        st.caption(HOW_TO_READ)
    with event_column:
        if picked is None:
            st.caption(f"Nothing is reported for {now.words}. The strip shows where there is something.")
            return
        many = f"{plural(len(events), 'event')}, newest first" if not cut else f"{len(events)} of {exact(total)} events"
        st.selectbox(
            f"{many}{', then projects' if len(options) > len(events) else ''}",
            options,
            format_func=options.__getitem__,
            key=f"{KEY}_event",
        )
        if picked.startswith(breakthroughs.PROJECT):
            project(picked.removeprefix(breakthroughs.PROJECT))
        else:
            found = events[events.event_id == picked]
            if found.empty:
                st.caption(f"This step of a project lies outside {now.words or chosen.period_words()}.")
                found = ask("shared/event", **{**params, **ALWAYS, "event_id": picked})
            details.event(found.iloc[0])


def project(topic_id: str) -> None:
    """All events of a project, whatever their section and time."""
    steps = ask("breakthroughs/project_events", topic=topic_id, most=details.MOST)
    total = int(steps.total.iloc[0])
    prose.show(prose.text(prose.strong(steps.project.iloc[0])))
    st.caption(f"{plural(total, 'event')} of all sections and times{details.cut_words(steps, total)}, newest first.")
    details.brief(steps)


st.title("Breakthroughs", anchor=False)
st.markdown(
    "What Chinese laboratories and missions are reported to have achieved, by field. Select a mark or a title to read the event and its sources."
)
room()
