"""Facts, lists and doubts in words: one element that the browser writes as HTML, whatever stands in it.

Streamlit's Markdown costs a browser about 2 ms an element; this costs a tenth, and text from data needs no escaping.
"""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from ui import assets

Run = str | tuple[str, ...]
Block = tuple[object, ...]
_component = assets.component("prose")


def strong(words: object) -> Run:
    return ("strong", str(words))


def link(words: object, address: object) -> Run:
    """The words as a link where there is an address; the schema has checked that it is http(s)."""
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        return str(words)
    return ("link", str(words), address)


def opens(words: object, subject: str) -> Run:
    """The words as a button that opens the evidence of a subject, `kind:key`; `show` needs a key for it."""
    return ("opens", str(words), subject)


def marked(words: object) -> Run:
    """Words that are marked, as with a pen."""
    return ("mark", str(words))


def heading(*runs: Run) -> Block:
    return ("heading", runs)


def text(*runs: Run) -> Block:
    return ("text", runs)


def small(*runs: Run) -> Block:
    return ("small", runs)


def bullets(lines: Iterable[Sequence[Run]]) -> Block:
    return ("list", *lines)


def item(head: Sequence[Run], foot: Sequence[Run]) -> Block:
    """An entry of a list to read: what it is, and below it smaller who says so."""
    return ("item", tuple(head), tuple(foot))


def doubt(*runs: Run) -> Block:
    return ("doubt", runs)


def quote(*runs: Run) -> Block:
    return ("quote", runs)


def section(words: str) -> Block:
    """The heading of a part."""
    return ("section", (words,))


def pairs(rows: Iterable[tuple[object, object, object]]) -> Block:
    """A table: what it is, as printed, as stored."""
    return ("pairs", *(tuple(map(str, row)) for row in rows))


def show(*blocks: Block, key: str | None = None, opened: Callable[[str], None] | None = None) -> None:
    """Write the blocks; `opened` hears the subject of an `opens` run that was pressed. It comes from the browser and may be anything."""

    def hear() -> None:
        subject = st.session_state[key or ""].open
        if opened and isinstance(subject, str):
            opened(subject)

    hears = {"on_open_change": hear} if opened else {}
    _component(key=key, data=list(blocks), **hears)
