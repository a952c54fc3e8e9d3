"""The evidence panel: opens what a mark stands for, keeps it in the address as `evidence`, carries it from page to page and draws it.

A page with room beside its figure calls `show` there; on the others the frame draws it.
"""

from collections.abc import Collection, Iterator, Sequence

import pandas as pd
import streamlit as st

from charts.theme import plural
from ui import address, evidence_words, prose
from ui.selection import Subject, subject

KEY = "evidence"
# Pages with room beside their figure; a pick redraws the two alone.
BESIDE = ("collaboration", "breakthroughs", "diplomacy")
_DRAWN = "_evidence_drawn"


class _Known(Collection[str]):
    """Every subject of the data, to look one up in."""

    def __contains__(self, mark: object) -> bool:
        return mark == "" or ((found := subject(mark)) is not None and evidence_words.exists(found))

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def picked() -> str | None:
    """The mark that is ringed in a figure."""
    found = opened()
    return str(found) if found else None


def pick(mark: str) -> None:
    """Open what a mark stands for; for a chart's `picks`, a table and the search."""
    if found := subject(mark):
        st.session_state[KEY] = str(found)


def close() -> None:
    st.session_state[KEY] = ""


def opened() -> Subject | None:
    """The subject whose evidence is open: what was picked last, or what the address asks for."""
    return subject(address.one(KEY, KEY, _Known(), ""))


def newest(events: pd.DataFrame, total: int, key: str, most: int = evidence_words.MOST) -> None:
    """What stands beside a figure where nothing is open: its newest events, each of which opens. `events` are rows of shared/events."""
    shown = events.head(most)
    listed = (
        f"The newest {len(shown)} of {plural(total, 'event')}"
        if len(shown) < total
        else f"{plural(total, 'event')}, newest first"
    )
    hint = prose.small("Pick a mark, by click or with the arrow keys and Enter, or a title, to see who says so.")
    prose.show(
        hint, prose.section(listed), *(evidence_words.item(event) for event in shown.itertuples()), key=key, opened=pick
    )


def for_links() -> dict[str, list[str]]:
    """The parameter that every link of the frame carries while something is open."""
    found = opened()
    st.session_state[_DRAWN] = st.session_state.get(KEY)
    return {KEY: [str(found)]} if found else {}


def drawer() -> None:
    """Draw what is open at the edge of the window, for a page without room of its own."""
    # The place is there whether or not it holds something: elements that move in the page are drawn anew by the browser.
    place = st.container()
    if opened() is not None:
        with place.container(key="evidence-drawer"):
            show()


def follow() -> None:
    """Call it first in a fragment with a figure: what was picked there concerns the whole page and its links, so all of it runs."""
    if st.session_state.get(KEY) != st.session_state.get(_DRAWN):
        st.rerun()


def show(section: str = "", places: Sequence[str] = (), kinds: Sequence[str] = ()) -> bool:
    """Draw what is open, False where nothing is, in the way of the page: events of `section` alone ('' = all), of the `places` that a mark gathers, of the chosen `kinds`.

    Call it where a rerun of the fragment, or of the app, draws it anew.
    """
    found = opened()
    if found is None:
        return False
    with st.container(key="evidence", border=True):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="evidence-head"
        ):
            st.caption("Evidence")
            st.button("Close", on_click=close, key="close-evidence", icon=":material/close:", type="tertiary")
        prose.show(*evidence_words.blocks(found, section, places, kinds), key="evidence-words", opened=pick)
    return True
