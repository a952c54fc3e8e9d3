"""Which boundaries the maps show: the India view or the UN view, chosen by the reader, with the note that belongs to each."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.geo import views
from ui import address
from ui.assets import GEOMETRY_PATH

LABELS = {"india": "India view", "un": "UN view"}
DEFAULT = "india"
URL_NAME = "view"
_CHOSEN, _WIDGET = "_boundary_view", "boundary_view"
_SOURCE = "UN Geodata, simplified, as packaged with plotly.js (MIT), composed by this project"
_NOTES = {
    "india": "Boundaries, India view: Jammu and Kashmir, Ladakh with Aksai Chin, and Arunachal Pradesh are drawn as parts of India. The "
    "geometry is generalised and not exact: the Shaksgam valley, Demchok and Kaurik lie in China in it, and Lakshadweep is missing. Only "
    "maps of the Survey of India are official.",
    "un": "Boundaries, UN view: areas that the source keeps apart, Jammu and Kashmir, Aksai Chin and Arunachal Pradesh among them, are "
    "drawn apart and hatched. The boundaries and names shown imply no official endorsement by the United Nations or by the institute.",
}


@dataclass(frozen=True)
class View:
    """One set of boundaries. `land` has every shape behind `url`: iso3, name, disputed, and lat, lon of the small; `hatch_url` has the
    lines that hatch what is disputed.
    """

    label: str
    url: str
    hatch_url: str
    land: pd.DataFrame
    source: str
    note: str

    @property
    def geometry(self) -> tuple[str, str]:
        """Addresses of the shapes and of the hatching."""
        return self.url, self.hatch_url

    @property
    def short_note(self) -> str:
        """The line for a small map."""
        return f"Boundaries: {self.label}, not authoritative; the note stands under the large map."


@st.cache_data(show_spinner=False, max_entries=8)
def _load(name: str, version: str) -> View:
    manifest = views.ensure()
    view = manifest["views"][name]
    land = pd.DataFrame(view["shapes"], columns=["iso3", "name", "disputed", "lat", "lon"])
    own = manifest["operator"] if name == "india" else None
    note = (
        f"{_NOTES[name]} Countries of the operator's own file, {own}, replace those of the packaged geometry."
        if own
        else _NOTES[name]
    )
    source = f"{own} (the operator's file); otherwise {_SOURCE}" if own else _SOURCE
    return View(LABELS[name], f"{GEOMETRY_PATH}{view['file']}", f"{GEOMETRY_PATH}{view['hatch']}", land, source, note)


def view() -> View:
    """The view in force: the reader's choice, else what the address asks for, else the India view."""
    asked = st.session_state.get(_CHOSEN) or st.query_params.get(URL_NAME)
    return _load(asked if asked in LABELS else DEFAULT, views.fingerprint())


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
