"""Storyboard: the steps of a presentation in their order, each with title and notes; presented, sent, kept and taken along from here."""

from dataclasses import replace

import streamlit as st

from charts.theme import plural
from exports import story
from ui import assets, database, downloads, links, present, storyboard
from ui.text import md

ICONS = {"Earlier": "arrow_upward", "Later": "arrow_downward", "Remove": "delete"}
door = assets.component("door")
told = storyboard.board()
st.title("Storyboard", anchor=False)
st.markdown(
    f"What to show in a meeting, {plural(len(told.steps), 'step')}. *Add view* on any page puts what it shows at the end."
)


def change(at: int, field: str) -> None:
    storyboard.keep(storyboard.board().with_words(at, **{field: st.session_state[f"story-{field}-{at}"]}))


def move(at: int, by: int) -> None:
    storyboard.keep(storyboard.board().moved(at, by))


def remove(at: int, _by: int) -> None:
    storyboard.keep(storyboard.board().without(at), before=storyboard.board())


def undo() -> None:
    storyboard.keep(st.session_state[storyboard.UNDO])


def begin_anew() -> None:
    storyboard.keep(storyboard.first(), before=storyboard.board())


def take() -> None:
    """Read the file that was given; what is wrong with it is told, and the storyboard stays."""
    file = st.session_state["story-file"]
    if file is None:
        return
    try:
        opened = story.from_json(file.getvalue().decode("utf-8-sig", "replace"))
    except story.BadStory as error:
        st.toast(md(error), icon=":material/error:")
        return
    storyboard.keep(replace(opened, data=""), before=storyboard.board())
    if opened.data and opened.data != database.version():
        # Its numbers stay those it was saved with.
        st.query_params[links.NAME] = opened.data


def shown(key: str, words: str) -> str:
    """The key of a box that shows these words.

    They are given only where it shows others: a value that is given takes away what a reader is typing at that moment.
    """
    if st.session_state.get(key) != words:
        st.session_state[key] = words
    return key


def rename() -> None:
    storyboard.keep(replace(storyboard.board(), title=st.session_state["story-name"].strip()))


with st.container(horizontal=True, vertical_alignment="bottom"):
    if told.steps:
        try:
            typed = {"story-name": told.title} | {f"story-title-{at}": step.title for at, step in enumerate(told.steps)}
            door(key="story-door", width="content", data={"href": storyboard.stage_link(told), "typed": typed})
        except story.BadStory as error:
            st.warning(md(error), icon=":material/error:")
        st.link_button("Speaker's window", storyboard.speaker_link(told), icon=":material/speaker_notes:")
        with st.popover("Save and send", icon=":material/save:", key="pop-story"):
            with_notes = st.checkbox("With the speaker's notes", key="story-notes")
            st.download_button(
                "Storyboard file",
                story.to_json(replace(told, data=database.version()), with_notes),
                file_name="storyboard.json",
                mime="application/json",
                on_click="ignore",
                key="story-json",
                width="stretch",
            )
            downloads.of_story(told, with_notes, present.request)
            st.caption("A link that presents it; notes are never in it.")
            st.code(storyboard.whole_link(told), language=None, wrap_lines=True)
    with st.popover("Open a file", icon=":material/folder_open:", key="pop-open"):
        st.file_uploader("Storyboard file", type="json", key="story-file", on_change=take)
    st.button("Begin with the latest review", on_click=begin_anew, icon=":material/restart_alt:", key="story-anew")
    if st.session_state.get(storyboard.UNDO):
        st.button("Undo", on_click=undo, icon=":material/undo:", key="story-undo")

st.text_input(
    "Name of the storyboard",
    key=shown("story-name", told.title),
    max_chars=story.LONGEST_TITLE,
    on_change=rename,
    width=560,
)
last = len(told.steps) - 1
for at, step in enumerate(told.steps):
    with st.container(border=True, key=f"story-step-{at}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{at + 1} · {md(step.name)}** {md(present.words(step))}", width="stretch")
            for label, act, by, ends in (
                ("Earlier", move, -1, 0),
                ("Later", move, 1, last),
                ("Remove", remove, 0, None),
            ):
                st.button(
                    label,
                    on_click=act,
                    args=(at, by),
                    disabled=at == ends,
                    key=f"story-{label.lower()}-{at}",
                    type="tertiary",
                    icon=f":material/{ICONS[label]}:",
                )
        title, notes = st.columns([2, 3])
        title.text_input(
            "Title over the picture (its own takeaway, if empty)",
            key=shown(f"story-title-{at}", step.title),
            max_chars=story.LONGEST_TITLE,
            on_change=change,
            args=(at, "title"),
        )
        notes.text_area(
            "Notes, for the speaker's window alone",
            key=shown(f"story-notes-{at}", step.notes),
            max_chars=story.LONGEST_NOTES,
            height=80,
            on_change=change,
            args=(at, "notes"),
        )
if not told.steps:
    st.info("No steps yet: open a page and press *Add view*.", icon=":material/playlist_add:")
