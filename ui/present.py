"""The stage: one picture that fills the screen of a meeting, with what a viewer must know and nothing else; alone or step by step.

`?present=true` shows the picture of the page that is open; with `step` it shows a step of a storyboard, the default one or that of `story`.
The speaker's notes are never sent to the window that presents.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from charts import breakthroughs, collaboration
from exports import boundaries as bounds
from exports import steps, story, view
from exports.exhibits import Asked
from exports.story import Step, Story
from ui import address, assets, boundaries, chart, database, filters
from ui.database import ask

NAME = "present"
# Sizes on a stage of 1920 by 1080 pixels, which the browser fits to any screen.
TEXT_PX, SMALL_PX = 19, 18
# More events than these cannot be read from the other end of a room.
MOST_EVENTS = 20
# The layout of the timeline for the whole breadth of the stage.
STAGE_PX = 1500
# A picture is drawn up to so many times as large where there is room; the timeline of a month has few rows.
LARGEST = {"breakthroughs-timeline": 2.3}
_component = assets.component("stage")
_AT = "_stage_step"


def asked_for() -> bool:
    """Whether the address asks for the stage."""
    return st.query_params.get(NAME) == "true"


def run(page: str) -> None:
    """Draw the stage instead of the page."""
    try:
        told = _story(page)
    except story.BadStory as error:
        st.error(str(error), icon=":material/error:")
        st.page_link("../pages/overview.py", label="To the overview")
        return
    _stage(told)


def _story(page: str) -> Story:
    if packed := st.query_params.get("story"):
        return story.from_link(packed)
    if "step" in st.query_params:
        return story.default(filters.offered())
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    return Story("", (Step(page or "overview", query),))


@st.fragment
def _stage(told: Story) -> None:
    """One step; going on runs this alone."""
    state, last = st.session_state, len(told.steps) - 1
    if _AT not in state:
        said = st.query_params.get("step", "1")
        state[_AT] = int(said) - 1 if said.isdecimal() and len(said) < 4 else 0
    at = min(max(state[_AT], 0), last)
    if last:
        address.write("step", [str(at + 1)])
    shown = _told(told.steps[at])
    words = {"title": shown.title, "measure": shown.measure, "source": shown.source, "note": shown.note}
    with st.container(key="stage", gap=None):
        if shown.exhibit:
            figure, wider, more = _picture(shown.exhibit, told.steps[at].query)
            chart.draw(
                figure,
                key=f"stage-{shown.exhibit.key}",
                alt=shown.exhibit.alt,
                words=words,
                wider=wider,
                doubts=shown.exhibit.doubts,
                fills=LARGEST.get(shown.exhibit.key, 1.7),
                **more,
            )
        table = shown.table.map(str).to_dict("split") if shown.table is not None else None
        _component(
            key="stage-keys",
            data={
                "step": at + 1,
                "titles": [step.title or story.TABLES.get(step.page, step.page.capitalize()) for step in told.steps],
                "filters": shown.filters,
                "version": database.version(),
                "words": words,
                "table": table and {"heads": list(map(str, table["columns"])), "rows": table["data"]},
            },
            on_go_change=lambda: _go(last),
            on_leave_change=_leave,
        )
    if at < last:
        # The answers of the next step are then known when it is asked for.
        _told(told.steps[at + 1])


def _go(last: int) -> None:
    to = st.session_state["stage-keys"].go
    if isinstance(to, int | float) and 1 <= to <= last + 1:
        st.session_state[_AT] = int(to) - 1


def _leave() -> None:
    """Back to the dashboard, with the filters that were shown."""
    for name in (NAME, "step", "story"):
        st.query_params.pop(name, None)
    st.session_state.pop(_AT, None)
    st.rerun()


def _told(step: Step) -> steps.Told:
    """What a step shows. What its address asks in vain is left out, as on the pages."""
    known = filters.offered()
    chosen, _ = view.read(step.query, known)
    named = next(iter(step.query.get(boundaries.URL_NAME, ())), bounds.DEFAULT)
    # The key of the map is laid out for the letters of the page; it is drawn larger as a whole.
    look = chart.look() if step.page == "collaboration" else replace(chart.look(), text_px=TEXT_PX, small_px=SMALL_PX)
    view_name = named if named in bounds.LABELS else bounds.DEFAULT
    return steps.told(step, Asked(ask, chosen, known, look, step.query, view_name, MOST_EVENTS))


def _picture(shown: Any, query: story.Query) -> tuple[Any, Any, dict[str, Any]]:
    """The figure, its wider layouts, and what else the chart is told: the part of the world that a map shows."""
    if shown.key == "breakthroughs-timeline":
        return shown.draw(), {px: shown.draw(stage_px=px) for px in (*breakthroughs.STAGES_PX, STAGE_PX)}, {}
    if shown.key == "collaboration-map":
        zooms = {label.lower(): label for label in collaboration.VIEWS}
        zoom = zooms.get(next(iter(query.get("zoom", ())), "world"), zooms["world"])
        return shown.figure, None, {"views": collaboration.VIEWS, "view": zoom, "on_view": _stay}
    return shown.figure, None, {}


def _stay(_label: str) -> None:
    """The stage shows the part of the world that the step names."""
