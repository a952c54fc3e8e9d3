"""Which boundaries the maps show: chosen by the reader, kept in the address."""

import streamlit as st

from exports.boundaries import DEFAULT, LABELS, View, load
from ui import address

URL_NAME = "view"
_CHOSEN, _WIDGET = "_boundary_view", "boundary_view"


def name() -> str:
    """The view in force: the reader's choice, else what the address asks for, else the India view."""
    asked = st.session_state.get(_CHOSEN) or st.query_params.get(URL_NAME)
    return asked if asked in LABELS else DEFAULT


def view() -> View:
    """Shapes, source and note of the view in force."""
    return load(name())


def for_links() -> dict[str, list[str]]:
    """The parameter that a link to the map carries where the reader has left the India view."""
    chosen = st.session_state.get(_CHOSEN) or st.query_params.get(URL_NAME)
    return {URL_NAME: [chosen]} if chosen in LABELS and chosen != DEFAULT else {}


def hear() -> None:
    """Let the widget or the address of the map's page decide; the choice is kept across pages."""
    st.session_state[_CHOSEN] = address.one(URL_NAME, _WIDGET, LABELS, DEFAULT)


def choose() -> View:
    """Let the reader choose between the views."""
    hear()
    st.segmented_control("Boundaries", LABELS, format_func=LABELS.__getitem__, key=_WIDGET, required=True)
    return view()
