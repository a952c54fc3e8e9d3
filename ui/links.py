"""Links that never drift: every filter, the boundary view and the version of the data written out, and what such a link shows later.

The parameter `data` names the version. A session that has it keeps to it, from page to page, until a reader asks for the present.
"""

import re
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import streamlit as st

from data import publishing
from exports import about
from exports.view import explicit
from ui import assets, boundaries, database, filters
from ui.text import md

NAME = "data"
_WAS = {"publish": "published", "unpublish": "withdrawn", "rollback": "put back as it was before"}
_VERSION = re.compile(r"[0-9a-f]{12}")
_component = assets.component("links")


def hear() -> None:
    """Keep this session to the version that the address names. Where it cannot be shown, say so, offer the present, and end the run."""
    asked = st.query_params.get(NAME)
    if asked is not None and not _VERSION.fullmatch(asked):
        st.session_state[database.PINNED] = None
        offer_present("This link names no version of the data that could be looked up.")
        st.stop()
    st.session_state[database.PINNED] = asked
    try:
        moved = database.begin() or database.has_moved()
    except database.NoVersion as gone:
        offer_present(str(gone))
        st.stop()
    if moved:
        now, did = database.version(), publishing.log(database.SOURCES)
        last = f": {did[-1].document} was {_WAS[did[-1].what]}" if did and did[-1].version == now else ""
        st.toast(f"New data{md(last)}. This page now shows version {now}.", icon=":material/update:")


def for_links() -> dict[str, list[str]]:
    """The parameter that links to other pages carry where this session keeps to a version."""
    kept = database.pinned()
    return {NAME: [kept]} if kept else {}


def present() -> None:
    """Follow the newest data again; for a button's on_click."""
    st.session_state[database.PINNED] = None
    st.query_params.pop(NAME, None)


def offer_present(why: str) -> None:
    """Say why a link cannot show what it showed, and offer what there is now."""
    st.warning(f"{why} No numbers are shown in their place.", icon=":material/history_off:")
    st.button("Show the present data", on_click=present, type="primary", key="present-data")


def note() -> None:
    """The quiet line where this session keeps to data that are no longer the newest."""
    if (kept := database.pinned()) and kept != database.newest():
        with st.container(horizontal=True, vertical_alignment="center", key="older-data"):
            st.caption(f":material/history: This link keeps to data version {kept}. Newer data exist.", width="content")
            st.button("Show the newest data", on_click=present, type="tertiary", key="newest-data")


def whole(version: bool = True) -> dict[str, list[str]]:
    """What a link says even where the address leaves it out because it is the default."""
    said = {**explicit(filters.current()), boundaries.URL_NAME: [boundaries.name()]}
    return {**said, NAME: [database.version()]} if version else said


def host() -> str:
    """Where the dashboard is reached: as the environment says, else as this reader's browser asked for it."""
    asked = urlsplit(st.context.url or "")
    return about.host() or (f"{asked.scheme}://{asked.netloc}" if asked.netloc else "")


def address() -> str:
    """The address of what is on the screen, all of it written out."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    query = urlencode([(name, value) for name, values in {**whole(), **asked}.items() for value in values])
    return f"{(st.context.url or '').split('?')[0]}?{query}"


def copy(board: str, restore: Callable[[str], None]) -> None:
    """A button that copies the address of what is on the screen at that moment.

    It is on every page, so it also brings the tab's own storyboard (as text, '' where this session made none) over a reload.
    """

    def hear() -> None:
        kept = st.session_state["copy-link"].board
        if isinstance(kept, str):
            restore(kept)

    _component(key="copy-link", data={"whole": whole(), "board": board}, on_board_change=hear)
