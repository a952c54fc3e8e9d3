"""Long lists by the page, the page kept in the address."""

import streamlit as st

from charts.theme import exact
from ui import address

PAGE = 50
# Pages that can be turned to: further ones take the database long, and nobody reads so far.
PAGES = 200


def turned(room: str, total: int, asked: object) -> int:
    """The page that is shown, the first one again where something else is asked for. Call it before `turner`."""
    state = st.session_state
    page, before = f"{room}_page", f"_{room}_asked"
    if state.get(before, asked) != asked:
        state[page] = "1"
    state[before] = asked
    return int(address.one("page", page, [str(n + 1) for n in range(pages(total))], "1"))


def pages(total: int) -> int:
    return max(1, min(PAGES, -(-total // PAGE)))


def which(total: int, page: int) -> str:
    """'51 to 100 of 1 234' or 'All'."""
    first = (page - 1) * PAGE + 1
    return f"{exact(first)} to {exact(min(first + PAGE - 1, total))} of {exact(total)}" if total > PAGE else "All"


def turner(room: str, total: int, page: int) -> None:
    """The pages to turn to, where there are several."""
    if pages(total) == 1:
        return
    state, turning = st.session_state, f"{room}_pages"
    state[turning] = page
    with st.container(key="turner"):
        st.pagination(pages(total), key=turning, on_change=lambda: state.update({f"{room}_page": str(state[turning])}))
    if total > PAGE * PAGES:
        st.caption(f"The first {exact(PAGE * PAGES)} can be read here; narrow the filters for the others, or download.")
