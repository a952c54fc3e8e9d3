"""The stage: one picture that fills the screen of a meeting, with what a viewer must know and nothing else; alone or step by step.

`?present=true` shows the picture of the page that is open; with `step` it shows a step of a storyboard, the default one or that of `story`.
The speaker's notes are never sent to the window that presents.
"""

import secrets
from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from charts import breakthroughs, collaboration
from exports import boundaries as bounds
from exports import gallery, steps, story, view
from exports.exhibits import Asked
from exports.story import Step, Story
from ui import address, assets, boundaries, chart, database, filters, links
from ui.database import ask
from ui.text import md

NAME = "present"
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
_speaker = assets.component("speaker")
_AT, _PRESS = "_stage_step", "_stage_press"


SPEAKER = "speaker"
_STORY, UNDO = "_storyboard", "_storyboard_before"
_SPEAKERS_KEPT = 200
# What a speaker's window shows, by a word that nobody can guess; notes go to that window alone.
_lock = Lock()
_speakers: OrderedDict[str, Story] = OrderedDict()


def board() -> Story:
    """The storyboard of this session: the newest review's until the reader makes another."""
    if _STORY not in st.session_state:
        st.session_state[_STORY] = first()
    told: Story = st.session_state[_STORY]
    return told


def keep(told: Story, before: Story | None = None) -> None:
    """Make this the storyboard of the session; `before` is what an undo brings back, which any other change forgets."""
    st.session_state[_STORY] = told
    st.session_state[UNDO] = before


def tools(page: str) -> None:
    """The buttons of the frame: present what is shown, add it to the storyboard."""
    if page not in ("", *story.PAGES):
        return
    st.button(
        "Present", key="present-this", on_click=_enter, shortcut="P", type="tertiary", icon=":material/slideshow:"
    )
    if page == "storyboard":
        return
    st.button(
        "Add view",
        key="add-view",
        on_click=_add,
        args=(page or "overview",),
        type="tertiary",
        icon=":material/playlist_add:",
        help="Add what is shown to the storyboard",
    )


def _enter() -> None:
    st.session_state.pop(_AT, None)
    st.query_params[NAME] = "true"


def _add(page: str) -> None:
    own = (NAME, "step", "story", SPEAKER, "data")
    query = {name: st.query_params.get_all(name) for name in st.query_params if name not in own}
    query = {name: values for name, values in query.items() if name in view.NAMES + view.OTHERS}
    try:
        keep(board().with_step(Step(page, {**links.whole(version=False), **query})))
    except story.BadStory as error:
        st.toast(md(error), icon=":material/error:")
        return
    st.toast(f"Added as step {len(board().steps)} of the storyboard.", icon=":material/playlist_add_check:")


def speaker_link(told: Story) -> str:
    """The address of a speaker's window for this storyboard, good while the server runs."""
    token: str = st.session_state.setdefault("_speaker_token", secrets.token_urlsafe(16))
    with _lock:
        _speakers[token] = told
        _speakers.move_to_end(token)
        while len(_speakers) > _SPEAKERS_KEPT:
            _speakers.popitem(last=False)
    return f"/?{SPEAKER}={token}"


@st.fragment(run_every="3s")
def speaker() -> None:
    """The speaker's window: notes, what comes next, a clock. It follows the window that presents in the same browser."""
    with _lock:
        told = _speakers.get(st.query_params[SPEAKER])
    if told is None:
        st.warning(
            "This speaker's window is no longer known: open it again from the storyboard.", icon=":material/error:"
        )
        return
    data = [{"page": step.page, "title": name(step), "notes": step.notes} for step in told.steps]
    _speaker(key="speaker", data={"story": told.title, "steps": data})


def first() -> Story:
    """The storyboard to begin with."""
    return story.default(filters.offered())


def stage_link(told: Story) -> str:
    """The address of the window that presents this storyboard, without notes. Raises BadStory where it is too long."""
    pinned = database.pinned()
    kept = {links.NAME: pinned} if pinned else {}
    return f"/?{urlencode({NAME: 'true', 'step': '1', 'story': story.to_link(told), **kept})}"


def whole_link(told: Story) -> str:
    """As `stage_link`, to be sent: with the server's name and the version of the data."""
    base = "/".join((st.context.url or "").split("/")[:3])
    try:
        return f"{base}{stage_link(told)}" + ("" if database.pinned() else f"&{links.NAME}={database.version()}")
    except story.BadStory as error:
        return str(error)


def words(step: Step) -> str:
    """The filters of a step as one line."""
    return view.words(request(step).chosen, filters.offered())


def name(step: Step) -> str:
    """What a step is called in lists."""
    return step.title or story.TABLES.get(step.page, step.page.capitalize())


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
    if page == "storyboard":
        return board().public()
    if "step" in st.query_params:
        return first()
    if page not in ("", *gallery.PAGES):
        raise story.BadStory("This page has no picture to present; open one of the four visuals or the storyboard.")
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
                "titles": [name(step) for step in told.steps],
                "filters": shown.filters + (". Newer data exist" if _is_older() else ""),
                "pages": [step.page for step in told.steps],
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
    """Go to the step of a press, [step, number of the press]; what comes from the browser may be anything."""
    match st.session_state["stage-keys"].go:
        case [int(to), int(press)] if 1 <= to <= last + 1:
            st.session_state[_AT], st.session_state[_PRESS] = to - 1, press


def _is_older() -> bool:
    kept = database.pinned()
    return bool(kept) and kept != database.newest()


def _leave() -> None:
    """Back to the dashboard, with the filters that were shown and the storyboard that came with the address."""
    if packed := st.query_params.get("story"):
        keep(story.from_link(packed))
    for name in (NAME, "step", "story"):
        st.query_params.pop(name, None)
    st.session_state.pop(_AT, None)
    st.rerun()


def _told(step: Step) -> steps.Told:
    """What a step shows, in letters for the far end of a room."""
    look = chart.look()
    # The key of the map is laid out for the letters of the page; it is drawn larger as a whole.
    if step.page != "collaboration":
        # The rows of the network lie close.
        look = replace(look, text_px=SMALL_PX if step.page == "diplomacy" else TEXT_PX, small_px=SMALL_PX)
    return steps.told(step, replace(request(step), look=look, most_events=MOST_EVENTS))


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
        return shown.figure, None, {"views": collaboration.VIEWS, "view": zoom, "on_view": _stay}
    return shown.figure, None, {}


def _stay(_label: str) -> None:
    """The stage shows the part of the world that the step names."""
