"""A choice of one page kept in the address. The shared filters have their own rules in ui/filters.py.

Whoever moved last is right: a widget that changed since the last run, else the address, as after Back and Forward. What is the default is not
written, so opening a page leaves one entry in the browser's history and Back never lands where it came from.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from charts.theme import short
from ui.text import md

_KEYS = "_widgets_of_{}"
# Says in the address that nothing is chosen where something is by default.
NONE = "none"
_STROKE = "_address_to_write"
_LEFT_OUT = "_address_left_out"
# A warning names so many values, each cut to so many characters.
_NAMED, _LONGEST = 5, 40


@contextmanager
def told_together(also: Sequence[str] = ()) -> Iterator[None]:
    """Say in one sentence, in the place where this opens, what of the address was left out inside it; `also`, as 'name=value', what was before."""
    st.session_state[_LEFT_OUT] = st.empty(), []
    try:
        _leave_out(*also)
        yield
    finally:
        del st.session_state[_LEFT_OUT]


def _leave_out(*asked: str) -> None:
    if not asked or _LEFT_OUT not in st.session_state:
        # A fragment that runs alone hears an address that the page has heard before it.
        return
    place, left = st.session_state[_LEFT_OUT]
    left += [words for words in asked if words not in left]
    named = ", ".join(short(words, _LONGEST) for words in left[:_NAMED])
    more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
    # Written anew each time and not at the end, as a page that stops writes nothing any more.
    place.warning(
        f"The link asks for what is not shown here, which was left out: {md(named)}{more}.", icon=":material/link_off:"
    )


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
            _leave_out(f"{name}={asked}")
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
        _leave_out(*(f"{name}={value}" for value in asked if value not in allowed and value != NONE))
    kept = [value for value in allowed if value in (chosen or ())]
    state[key] = kept
    told = [] if kept == list(default) else kept or [NONE]
    write(name, told)
    state[seen] = {"chosen": kept, "asked": told or list(default)}
    return tuple(kept)
