"""A choice of one page kept in the address. The shared filters have their own rules in ui/filters.py.

Whoever moved last is right: a widget that changed since the last run, else the address, as after Back and Forward. What is the default is not
written, so opening a page leaves one entry in the browser's history and Back never lands where it came from.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from ui.text import md

_KEYS = "_widgets_of_{}"
# Says in the address that nothing is chosen where something is by default.
NONE = "none"
_STROKE = "_address_to_write"


@contextmanager
def one_stroke() -> Iterator[None]:
    """What is heard inside is written into the address together, so that one step back undoes it."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    st.session_state[_STROKE] = dict(query)
    try:
        yield
    finally:
        new = st.session_state.pop(_STROKE)
        if new != query:
            st.query_params.from_dict(new)


def write(name: str, values: Sequence[str]) -> None:
    """Set the parameter, or leave it out where there is no value."""
    if _STROKE in st.session_state:
        st.session_state[_STROKE].pop(name, None)
        if values:
            st.session_state[_STROKE][name] = list(values)
    elif not values and name in st.query_params:
        del st.query_params[name]
    elif values and st.query_params.get_all(name) != list(values):
        st.query_params[name] = list(values)


def forget(name: str) -> None:
    """End every choice that is kept under this parameter; the widgets fall back to their defaults."""
    for key in st.session_state.pop(_KEYS.format(name), ()):
        st.session_state.pop(key, None)
        st.session_state.pop(f"_{key}_seen", None)


def one(name: str, key: str, allowed: Collection[str], default: str) -> str:
    """The value of the widget `key` after hearing the parameter `name`; always one of `allowed`. Call it before the widget."""
    state, seen = st.session_state, f"_{key}_seen"
    state.setdefault(_KEYS.format(name), set()).add(key)
    asked: str = st.query_params.get(name, default)
    chosen: str | None = state.get(key)
    known = state.get(seen)
    moved = chosen is not None and known is not None and chosen != known["chosen"]
    if not moved and (known is None or chosen is None or asked != known["asked"]):
        chosen = asked
        if asked not in allowed:
            st.warning(
                f"The link asked for {name}={md(asked)}, which is not among what is shown here; it was left out.",
                icon=":material/link_off:",
            )
    if chosen is None or chosen not in allowed:
        chosen = default
    state[key] = chosen
    write(name, [chosen] if chosen != default else [])
    state[seen] = {"chosen": chosen, "asked": chosen}
    return chosen


def many(name: str, key: str, allowed: Collection[str], default: Sequence[str] = ()) -> tuple[str, ...]:
    """As `one`, for a widget that holds several values, in the order of `allowed`."""
    state, seen = st.session_state, f"_{key}_seen"
    state.setdefault(_KEYS.format(name), set()).add(key)
    asked: list[str] = st.query_params.get_all(name) if name in st.query_params else list(default)
    chosen: Sequence[str] | None = state.get(key)
    known = state.get(seen)
    moved = chosen is not None and known is not None and list(chosen) != known["chosen"]
    if not moved and (known is None or chosen is None or asked != known["asked"]):
        # What nobody knows chooses nothing, and so leaves the default.
        chosen = asked if NONE in asked or any(value in allowed for value in asked) else default
        for value in [value for value in asked if value not in allowed and value != NONE]:
            st.warning(
                f"The link asked for {name}={md(value)}, which is not among what is shown here; it was left out.",
                icon=":material/link_off:",
            )
    kept = [value for value in allowed if value in (chosen or ())]
    state[key] = kept
    told = [] if kept == list(default) else kept or [NONE]
    write(name, told)
    state[seen] = {"chosen": kept, "asked": told or list(default)}
    return tuple(kept)
