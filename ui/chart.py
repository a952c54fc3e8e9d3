"""Puts a figure on the screen with its takeaway, its source, its table twin and its file: the one place that does."""

import base64
import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import theme
from exports.about import DASHBOARD
from ui import assets, database, filters, table
from ui.text import md

# Makes a file of a visual: name, type and content. Raises ValueError with a sentence for the reader.
Files = Callable[[str], tuple[str, str, bytes]]
_component = assets.component("chart")


def look() -> theme.Theme:
    """Colours of the appearance that the reader has chosen."""
    return theme.load("dark" if st.context.theme.type == "dark" else "light")


def show(
    figure: go.Figure,
    *,
    key: str,
    title: str,
    measure: str,
    source: str,
    alt: str,
    twin: Callable[[], pd.DataFrame] | pd.DataFrame,
    picks: str | Callable[[str], None] | None = None,
    picked: str | None = None,
    note: str | None = None,
    views: dict[str, dict[str, Any]] | None = None,
    view: str | None = None,
    on_view: str | Callable[[str], None] | None = None,
    wider: Mapping[int, go.Figure] | None = None,
    limits: str | None = None,
    moves: bool = False,
    doubts: tuple[str, int] | None = None,
    files: Files | None = None,
    on_stage: Callable[[str], None] | None = None,
) -> None:
    """Takeaway, measure, figure, source, and the same numbers as a table and as CSV.

    `measure` says what is measured, in which unit and period; `alt` is what a screen reader says of the picture; `note` is shown under
    it and stands in saved pictures too. `twin` is the frame of the table, or a function that makes it when a reader opens the table.
    For `picks`, `picked`, `views`, `view`, `wider`, `moves`, `doubts`, `files` and `on_stage` see `draw`. `limits` says in the file what limits the numbers where it is not the shared filters.
    """
    words = {"title": title, "measure": measure, "source": source, "note": note}
    # For saved pictures alone: what limits the numbers, and how to cite them.
    words["about"] = f"Filters: {limits or filters.words()}. MP-IDSA, {DASHBOARD}, data version {database.version()}"
    draw(
        figure,
        key=key,
        alt=alt,
        picks=picks,
        picked=picked,
        views=views,
        view=view,
        on_view=on_view,
        wider=wider,
        words=words,
        moves=moves,
        doubts=doubts,
        files=files,
        on_stage=on_stage,
    )
    more = st.expander("The same numbers as a table", icon=":material/table:", key=f"twin-{key}", on_change="rerun")
    if not more.open:
        # A table costs more to send and to draw than its chart, so it is made for those who open it.
        return
    with more:
        frame = twin() if callable(twin) else twin
        if frame.empty:
            st.caption("Nothing matches, so the table is empty.")
        else:
            table.show(frame, alt=f"Table: {title}", chart=key)
            table.download(frame, key, source, limits)


def draw(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    picks: str | Callable[[str], None] | None = None,
    picked: str | None = None,
    views: dict[str, dict[str, Any]] | None = None,
    view: str | None = None,
    on_view: str | Callable[[str], None] | None = None,
    wider: Mapping[int, go.Figure] | None = None,
    ranges: Callable[[str, str], None] | None = None,
    words: dict[str, str | None] | None = None,
    moves: bool = False,
    doubts: tuple[str, int] | None = None,
    fills: float | None = None,
    files: Files | None = None,
    on_stage: Callable[[str], None] | None = None,
) -> None:
    """The figure alone, as it is drawn in the files too: no theme of the screen is laid over it.

    Marks of traces with meta {"picks": True} can be reached by mouse and keyboard; their customdata is [id, words for the ear, ...].
    Picking one writes its id into the session state named by `picks`, where a widget takes it up, or calls `picks` with it; `picked` is
    the id that is ringed. `views` maps the label of a zoom button to layout values that it lays over the figure's own, the first being
    the one at the start; a trace whose meta has `views` (labels; `narrow_views` where a narrow screen differs) is drawn in those alone,
    and a view's layout may have a `meta` with `narrow` of its own. Where a page keeps the choice (in the address), `view` is the label in
    force and `on_view` takes up the one that is pressed, as `picks` does: the browser draws it at once and does not draw again when the
    server has heard. With `ratio` in its meta (`narrow_ratio` below 640 px, or below `narrow_px` where it says so) a figure is
    so many times as high as broad, margins aside, whatever the width of its column. `wider` maps a width in pixels to the figure laid
    out for it, with the same traces in the same order; the browser draws the widest that it has room for. `ranges` is called with both
    ends of a range that was dragged along the x axis of a figure with dragmode "select". `words` (title, measure, source, note) stand around the figure and in the pictures that it then offers to keep.
    `moves` lets marks glide to their new place where the reader's system allows motion. `doubts` is a mark to pick and the number of
    findings about what is drawn: a badge says it and picks the mark. A figure that `fills` is fitted to the height of the box it
    stands in and is drawn up to so many times as large where that leaves room. `files` makes a file of the visual, "pptx" or "xlsx", when
    a reader asks for it. `on_stage` is called with "present" or "add" where a reader wants this picture on the stage or in the storyboard.
    """
    spec = {
        "key": key,
        "alt": alt,
        "picked": picked,
        "views": [{"label": label, "layout": values} for label, values in (views or {}).items()],
        "moves": moves,
        "fills": fills,
        "files": files is not None,
        "staged": on_stage is not None,
        "doubts": {"mark": doubts[0], "words": theme.plural(doubts[1], "finding")} if doubts and doubts[1] else None,
        **(words or {}),
    }
    # Joined as text: the figure is long, and plotly writes it once already.
    drawn = figure.to_json()
    others = (
        [{"min_px": px, **_differences(json.loads(drawn), wider[px])} for px in sorted(wider or ())] if wider else []
    )
    # The view has a line of its own, so that the browser sees where nothing else has changed.
    # So has a file that was asked for; it goes once.
    made = st.session_state.pop(f"_file-{key}", None)
    text = f'{{"view": {json.dumps(view)}, "file": {json.dumps(made)},\n{json.dumps({**spec, "wider": others})[1:-1]}, "figure": {drawn}}}'
    # Numbers and names repeat: packed, a map is a quarter as long on the wire, in half a millisecond. The same figure gives the same bytes.
    data = gzip.compress(text.encode(), compresslevel=5, mtime=0)
    hears: dict[str, Callable[[], None]] = {"on_pick_change": lambda: _take(key, "pick", picks)}
    if on_view:
        hears["on_view_change"] = lambda: _take(key, "view", on_view)
    if files:
        hears["on_file_change"] = lambda: _make_file(key, files)
    if on_stage:
        hears["on_stage_change"] = lambda: _take(key, "stage", on_stage)
    if ranges:
        hears["on_range_change"] = lambda: _take_range(key, ranges)
    _component(key=key, data=data, **hears)


def _make_file(key: str, files: Files) -> None:
    """Have the file that was asked for made, and ready to go to the browser with the figure."""
    kind = st.session_state[key].file
    if kind not in ("pptx", "xlsx"):
        return
    try:
        name, mime, content = files(kind)
    except ValueError as error:
        st.toast(md(error), icon=":material/error:")
        return
    made = {"name": name, "mime": mime, "content": base64.b64encode(content).decode()}
    st.session_state[f"_file-{key}"] = made


def _differences(figure: dict[str, Any], other: go.Figure) -> dict[str, Any]:
    """What `other` has else than `figure`: figures of one picture at several widths share most of their values."""
    wide = json.loads(other.to_json())
    pairs = zip(figure["data"], wide["data"], strict=True)
    return {
        "data": [{name: value for name, value in b.items() if a.get(name) != value} for a, b in pairs],
        "layout": {name: value for name, value in wide["layout"].items() if figure["layout"].get(name) != value},
    }


def _take_range(key: str, ranges: Callable[[str, str], None]) -> None:
    ends = st.session_state[key].range
    if isinstance(ends, list) and len(ends) == 2 and all(isinstance(end, str) for end in ends):
        ranges(*ends)


def _take(key: str, name: str, to: str | Callable[[str], None] | None) -> None:
    """Hand on what the browser has said, to a function or into the session state."""
    said = st.session_state[key][name]
    if to is None or not isinstance(said, str):
        return
    if callable(to):
        to(said)
    else:
        st.session_state[to] = said
