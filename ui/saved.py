"""A view with a name: the name and every choice stand in the address, so the link is the view. Nothing is stored on the server."""

import streamlit as st

from ui import address, links

KEY = "saved_name"
LONGEST = 60


def _clean(name: object) -> str:
    """The name as one line of printable characters, cut to a length that a heading holds."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(name or "")).split())
    return words[:LONGEST].strip()


def hear() -> str:
    """The name of the view, '' where it has none."""
    state = st.session_state
    if KEY in state:
        state[KEY] = _clean(state[KEY])
    asked = st.query_params.get("saved", "")
    return address.one("saved", KEY, {"", _clean(asked), state.get(KEY, "")}, "")


def menu() -> None:
    """Name the view and copy its link."""
    with st.popover("Save view", icon=":material/bookmark:", key="pop-saved"):
        st.text_input("Name of this view", key=KEY, max_chars=LONGEST, placeholder="e.g. Lunar partners")
        st.code(links.address(), language=None, wrap_lines=True)
        st.caption("Copy the link: it holds the name and every choice. Nothing is stored here.")
