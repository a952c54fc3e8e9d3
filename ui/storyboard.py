"""The storyboard of a session: what is added to it, its addresses, and the speaker's window. How a step is drawn is in ui/present.py.

The speaker's notes go to the speaker's window alone.
"""

import secrets
from collections import OrderedDict
from threading import Lock
from urllib.parse import urlencode

import streamlit as st

from exports import story, view
from exports.exhibits import Exhibit
from exports.story import Step, Story
from ui import assets, database, filters, links
from ui.text import md

# Parameters of the address: whether it asks for the stage, and the word of a speaker's window.
NAME, SPEAKER = "present", "speaker"
# Places in the session: the step that is shown, the storyboard, and the one before.
AT, _STORY, UNDO = "_stage_step", "_storyboard", "_storyboard_before"
# Whether the reader made the storyboard, even one that is again as it was to begin with.
_OWN = "_storyboard_own"
_SPEAKERS_KEPT = 200
# What a speaker's window shows, by a word that nobody can guess; notes go to that window alone.
_lock = Lock()
_speakers: OrderedDict[str, Story] = OrderedDict()
_speaker = assets.component("speaker")


def board() -> Story:
    """The storyboard of this session: the newest review's until the reader makes another."""
    if _STORY not in st.session_state:
        st.session_state[_STORY] = first()
    told: Story = st.session_state[_STORY]
    return told


def own() -> str:
    """The storyboard that the reader made in this session, as text with its notes; '' where there is none."""
    return story.to_json(board(), notes=True) if st.session_state.get(_OWN) else ""


def restore(text: str) -> None:
    """Take back what this reader's tab kept over a reload; it may be anything."""
    if own():
        return
    try:
        keep(story.from_json(text))
    except story.BadStory:
        # Nobody asked for it, so nobody need hear of it.
        return


def keep(told: Story, before: Story | None = None) -> None:
    """Make this the storyboard of the session; `before` is what an undo brings back, which any other change forgets."""
    st.session_state[_STORY] = told
    st.session_state[UNDO] = before
    st.session_state[_OWN] = True


def first() -> Story:
    """The storyboard to begin with."""
    return story.default(filters.offered())


def tools(page: str) -> None:
    """The buttons of the frame: present what is shown, add it to the storyboard."""
    # Whoever works on the next month types: a letter must not lead away from it.
    if page not in ("", "storyboard", *story.PAGES) or (page == "issues" and st.query_params.get("part") == "draft"):
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


def take(shown: Exhibit, act: str) -> None:
    """Present one picture of a page, or add it to the storyboard; for a chart's `on_stage`."""
    if act == "add":
        _add(shown.room, chart=shown.key)
    elif act == "present":
        st.query_params["chart"] = shown.key
        _enter()
        # The picture may stand in a fragment; the stage takes the place of the whole page.
        st.rerun()


def _enter() -> None:
    st.session_state.pop(AT, None)
    st.query_params[NAME] = "true"


def _add(page: str, **more: str) -> None:
    own = (NAME, "step", "story", SPEAKER, links.NAME)
    query = {name: st.query_params.get_all(name) for name in st.query_params if name not in own}
    query = {name: values for name, values in query.items() if name in view.NAMES + view.OTHERS}
    query |= {name: [value] for name, value in more.items()}
    try:
        keep(board().with_step(Step(page, {**links.whole(version=False), **query})))
    except story.BadStory as error:
        st.toast(md(error), icon=":material/error:")
        return
    st.toast(f"Added as step {len(board().steps)} of the storyboard.", icon=":material/playlist_add_check:")


def stage_link(told: Story) -> str:
    """The address of the window that presents this storyboard on the data shown now, without notes. Raises BadStory where it is too long."""
    return f"/?{urlencode({NAME: 'true', 'step': '1', 'story': story.to_link(told), links.NAME: database.version()})}"


def whole_link(told: Story) -> str:
    """As `stage_link`, to be sent: with the server's name."""
    base = "/".join((st.context.url or "").split("/")[:3])
    try:
        return f"{base}{stage_link(told)}"
    except story.BadStory as error:
        return str(error)


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
    data = [{"page": step.page, "title": step.name, "notes": step.notes} for step in told.steps]
    _speaker(key="speaker", data={"story": told.title, "steps": data})
