"""What the browser needs to draw a figure: plotly.js of the installed package and our own programs beside this file, each named by its content.

It holds no data and no figure.
"""

import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
PATH = "/assets/"
# Where the maps find their shapes, and the empty base map that keeps plotly.js from asking the internet for one.

TOPOLOGY_PATH = "/geo/topo/"


def _named(stem: str, content: bytes) -> str:
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.js"


@cache
def files() -> dict[str, bytes]:
    """Content by file name. A name changes with its content, so a browser may keep the file for good."""
    package = find_spec("plotly")
    if package is None or package.submodule_search_locations is None:
        raise RuntimeError("The package plotly is not installed; run make run.")
    library = (Path(package.submodule_search_locations[0]) / "package_data" / "plotly.min.js").read_bytes()
    chart = _program("chart")
    chart = chart.replace("PLOTLY_NAME", f"./{_named('plotly', library)}").replace("TOPOLOGY_PATH", TOPOLOGY_PATH)
    contents = {
        "plotly": library,
        "chart": chart.encode(),
        "table": _program("table").encode(),
        "prose": _program("prose").encode(),
        "search": _program("search").encode(),
        "links": _program("links").encode(),
        "document": _program("document").encode(),
        "stage": _program("stage").encode(),
        "speaker": _program("speaker").encode(),
        "door": _program("door").encode(),
    }
    return {_named(stem, content): content for stem, content in contents.items()}


def _program(name: str) -> str:
    """ui/<name>.js with what it shares, which brings its style along: Streamlit would send it anew with every run."""
    # Every page has the search box, so the style of the frame comes with it.
    # A chart on the stage is measured before the stage's own program has come.
    more = {"search": ["frame.css"], "chart": ["stage.css"]}
    sheets = [f"{name}.css", *more.get(name, [])]
    css = json.dumps("".join((HERE / sheet).read_text(encoding="utf-8") for sheet in sheets))
    style = f'document.head.append(Object.assign(document.createElement("style"), {{ textContent: {css} }}));'
    shared = {"chart": ["spotlight", "takeaway"], "stage": ["takeaway"]}
    programs = [(HERE / f"{part}.js").read_text(encoding="utf-8") for part in (name, *shared.get(name, []))]
    return "\n".join((*programs, style, ""))


def component(name: str) -> Any:
    """A Streamlit component that is ui/<name>.js with its style; the browser keeps the program, a rerun sends the data alone."""
    # More than one line, as Streamlit takes a single one for the name of a file.
    loader = f"""
    export default (component) =>
      import(new URL("{address(name)}", location.origin)).then((program) => program.default(component));
    """
    return st.components.v2.component(f"dashboard_{name}", js=loader, isolate_styles=False)


def address(stem: str) -> str:
    """Address of the file that is called `stem` before its fingerprint."""
    return PATH + next(name for name in files() if name.startswith(f"{stem}-"))
