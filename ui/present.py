"""The stage: one picture that fills the screen of a meeting, with what a viewer must know and nothing else; alone or step by step.

`?present=true` shows the picture or the list of the page that is open; with `step` it shows a step of a storyboard, the default one or that of
`story`. The speaker's notes are never sent to the window that presents.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from charts import breakthroughs, collaboration
from exports import boundaries as bounds
from exports import steps, story, view
from exports.exhibits import Asked, Told
from exports.story import Step, Story
from ui import address, assets, boundaries, chart, database, filters, links, storyboard
from ui.database import ask
from ui.storyboard import AT, NAME

# Sizes on a stage of 1920 by 1080 pixels, which the browser fits to any screen.
TEXT_PX, SMALL_PX = 19, 18
# More events than these cannot be read from the other end of a room.
MOST_EVENTS = 20
# The layout of the timeline for the whole breadth of the stage.
STAGE_PX = 1500
# A picture is drawn up to so many times as large where there is room; those of a month may have few rows, and panels
# side by side need their width.
LARGEST = {"breakthroughs-timeline": 2.3, "budget-central": 1.3, "budget-research": 1.3}
_component = assets.component("stage")
_PRESS = "_stage_press"
_PINNED = "_stage_pinned"


def asked_for() -> bool:
    """Whether the address asks for the stage."""
    return st.query_params.get(NAME) == "true"


def run(page: str) -> None:
    """Draw the stage instead of the page, on the data of the moment it was opened: a month that is published meanwhile changes nothing."""
    if not database.pinned():
        st.session_state[database.PINNED] = st.query_params[links.NAME] = database.version()
        st.session_state[_PINNED] = True
    try:
        told = _story(page)
    except story.BadStory as error:
        st.error(str(error), icon=":material/error:")
        st.button("To the overview", on_click=_put_off, key="leave-stage")
        return
    _stage(told)


def _story(page: str) -> Story:
    if packed := st.query_params.get("story"):
        return story.from_link(packed)
    if page == "storyboard":
        return storyboard.board().public()
    if "step" in st.query_params:
        return storyboard.first()
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    return Story("", (Step(page or "overview", query),))


@st.fragment
def _stage(told: Story) -> None:
    """One step; going on runs this alone."""
    state, last = st.session_state, len(told.steps) - 1
    if AT not in state:
        said = st.query_params.get("step", "1")
        state[AT] = int(said) - 1 if said.isdecimal() and len(said) < 4 else 0
    at = min(max(state[AT], 0), last)
    if last:
        address.write("step", [str(at + 1)])
    shown = _told(told.steps[at])
    words = {
        "title": shown.title,
        "measure": shown.measure,
        "source": shown.source,
        "note": shown.note,
        "total": shown.total,
    }
    with st.container(key="stage", gap=None):
        if shown.exhibit:
            figure, wider, more = _picture(shown.exhibit, told.steps[at].query)
            chart.draw(
                figure,
                key=f"stage-{shown.exhibit.key}",
                alt=shown.exhibit.alt,
                words=words,
                # What was open when the view was added is ringed.
                picked=next(iter(told.steps[at].query.get("evidence", ())), None),
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
                "press": state.get(_PRESS),
                "titles": [step.name for step in told.steps],
                "filters": shown.filters + (". Newer data exist" if _is_older() else ""),
                "left_out": shown.left_out,
                "pages": [step.page for step in told.steps],
                "version": database.version(),
                "words": words,
                "table": table
                and {"heads": list(map(str, table["columns"])), "rows": table["data"], "all": shown.rows},
            },
            on_go_change=lambda: _go(last),
            on_leave_change=_leave,
        )
    if at < last:
        # The answers of the next step are then known when it is asked for.
        _told(told.steps[at + 1])


def _go(last: int) -> None:
    """Go to the step of a press, [step, number of the press]; what comes from the browser may be anything."""
    match st.session_state["stage-keys"].go:
        case [int(to), int(press)] if 1 <= to <= last + 1:
            st.session_state[AT], st.session_state[_PRESS] = to - 1, press


def _is_older() -> bool:
    kept = database.pinned()
    return bool(kept) and kept != database.newest()


def _leave() -> None:
    """Back to the dashboard, with the filters that were shown and the storyboard that came with the address."""
    if packed := st.query_params.get("story"):
        storyboard.keep(story.from_link(packed))
    _put_off()
    st.rerun()


def _put_off() -> None:
    """Take what belongs to the stage out of the address, and follow the newest data again where only the stage kept to a version."""
    own = [links.NAME] if st.session_state.pop(_PINNED, False) else []
    for name in (NAME, "step", "story", "chart", *own):
        st.query_params.pop(name, None)
    st.session_state.pop(AT, None)


def _told(step: Step) -> Told:
    """What a step shows, in letters for the far end of a room."""
    look = chart.look()
    # The key of the map is laid out for the letters of the page; it is drawn larger as a whole.
    if step.page != "collaboration":
        # The rows of the network lie close.
        look = replace(look, text_px=SMALL_PX if step.page == "diplomacy" else TEXT_PX, small_px=SMALL_PX)
    return steps.told(step, replace(request(step), look=look, most_events=MOST_EVENTS))


def words(step: Step) -> str:
    """The filters of a step as one line."""
    return view.words(request(step).chosen, filters.offered())


def request(step: Step) -> Asked:
    """What the address of a step asks for. What it asks in vain is left out, as on the pages."""
    known = filters.offered()
    chosen, _ = view.read(step.query, known)
    named = next(iter(step.query.get(boundaries.URL_NAME, ())), bounds.DEFAULT)
    return Asked(ask, chosen, known, chart.look(), step.query, named if named in bounds.LABELS else bounds.DEFAULT)


def _picture(shown: Any, query: story.Query) -> tuple[Any, Any, dict[str, Any]]:
    """The figure, its wider layouts, and what else the chart is told: the part of the world that a map shows."""
    if shown.key == "breakthroughs-timeline":
        return shown.draw(), {px: shown.draw(stage_px=px) for px in (*breakthroughs.STAGES_PX, STAGE_PX)}, {}
    if shown.key == "collaboration-map":
        zooms = {label.lower(): label for label in collaboration.VIEWS}
        zoom = zooms.get(next(iter(query.get("zoom", ())), "world"), zooms["world"])
        return shown.figure, None, {"views": collaboration.VIEWS, "view": zoom}
    return shown.figure, None, {}
