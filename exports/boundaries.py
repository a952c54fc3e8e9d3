"""Which boundaries a map shows: the India view or the UN view, with the note that belongs to each."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.geo import views

LABELS = {"india": "India view", "un": "UN view"}
DEFAULT = "india"
# Where the server answers for the files of the shapes.
PATH = "/geo/"
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
    """One set of boundaries. `file` has every shape of `land`: iso3, name, disputed, and lat, lon (degrees) of the small; `hatch` has
    the lines that hatch what is disputed.
    """

    name: str
    label: str
    file: Path
    hatch: Path
    land: pd.DataFrame
    source: str
    note: str

    @property
    def geometry(self) -> tuple[str, str]:
        """Addresses of the shapes and of the hatching on the server."""
        return f"{PATH}{self.file.name}", f"{PATH}{self.hatch.name}"

    @property
    def short_note(self) -> str:
        """The line for a small map."""
        return f"Boundaries: {self.label}, not authoritative; the note stands under the large map."


def load(name: str) -> View:
    """The view of this name, one of LABELS. Raises data.geo.views.NoBoundaries with what is wrong in an operator's file."""
    return _load(name, views.fingerprint())


@lru_cache(maxsize=8)
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
    return View(name, LABELS[name], views.BUILT / view["file"], views.BUILT / view["hatch"], land, source, note)
