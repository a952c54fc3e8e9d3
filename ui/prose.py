"""Facts, lists and doubts in words: one element that the browser writes as HTML, whatever stands in it.

Streamlit's Markdown costs a browser about 2 ms an element; this costs a tenth, and text from data needs no escaping.
"""

from collections.abc import Iterable, Sequence

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


def show(*blocks: Block) -> None:
    _component(data=list(blocks))
