"""A frame as an HTML table that a screen reader reads, and as a file to keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from exports import table as files
from ui import assets, database, filters

LINK = "Link"
NO_LINK = "no link recorded"
# Columns that a file has room for and a screen has not.
FILE_ONLY = (
    "First day",
    "Last day",
    "Summary",
    "Kind",
    "Country of place",
    "Where",
    "Scope",
    "Level of account",
    "Rounded in the source",
    "Read in",
    "Growth is against",
    "ISO 3166-1",
    "Region",
)


Run = str | dict[str, str]


@dataclass(frozen=True)
class Lines:
    """A cell of several lines: whether a line is in small type, and its runs of words and links."""

    lines: tuple[tuple[bool, tuple[Run, ...]], ...]


def opens(label: str, mark: str) -> Run:
    """The words as a link that picks a mark, in a table that is shown with `picks`."""
    return {"label": label, "mark": mark}


def link(label: str, url: object) -> Run:
    """The words as a link where there is an address."""
    return {"label": label, "url": url} if isinstance(url, str) and _is_address(url) else label


# Ids of the marks that the rows belong to in a figure; neither screen nor file shows them.
MARK = "Mark"
_component = assets.component("table")


def _cell(value: object) -> object:
    if isinstance(value, Lines):
        return [{"small": small, "runs": runs} for small, runs in value.lines]
    if value is None or value is pd.NaT or value != value:
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".").replace(",", "\u202f")
    return str(value)


def show(
    frame: pd.DataFrame,
    alt: str,
    chart: str | None = None,
    *,
    key: str | None = None,
    picks: Callable[[str], None] | None = None,
    shades: Sequence[Sequence[float | None]] | None = None,
    heads: bool = False,
    stacks: bool = False,
) -> None:
    """The frame with its headings; a column named Link becomes links that open the source. The file has some columns more.

    With a column named Mark, a row in focus points out the mark of that id in the figure with the key `chart`; a click or Enter picks it.
    Without a chart `picks` is called with the mark of a row that was clicked or entered; it comes from the browser and may be anything.
    `shades` (0 to 1 a cell) colours cells by weight, `heads` makes the first column the heads of the rows, `stacks` lets each row become
    a block on a narrow screen.
    """
    shown = frame[[column for column in frame if column not in (*FILE_ONLY, MARK)]]
    cells: dict[str, list[object]] = {str(column): [_cell(value) for value in shown[column]] for column in shown}
    if LINK in shown:
        cells[LINK] = [{"label": "open", "url": url} if _is_address(url) else NO_LINK for url in frame[LINK]]
    spec = {
        "alt": alt,
        "headings": list(cells),
        "rows": [list(row) for row in zip(*cells.values(), strict=True)],
        "numeric": [pd.api.types.is_numeric_dtype(shown[column]) for column in shown],
        "marks": list(frame[MARK]) if MARK in frame else None,
        "chart": chart,
        "picks": picks is not None,
        "shades": shades,
        "heads": heads,
        "stacks": stacks,
    }

    def hear() -> None:
        mark = st.session_state[str(key)].pick
        if picks and isinstance(mark, str):
            picks(mark)

    _component(data=spec, key=key, **({"on_pick_change": hear} if picks else {}))


def _is_address(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def download(frame: pd.DataFrame, key: str, source: str, limits: str | None = None) -> None:
    """A button that gives the frame as CSV with its source, what limits it (the shared filters if not told) and the data version."""
    words, version = limits or filters.words(), database.version()
    frame = frame.drop(columns=MARK, errors="ignore")
    st.download_button(
        "Download CSV",
        # Bytes, not a function to be called on the click: a click during a rerun was lost without a word.
        files.csv(frame, source, words, version),
        file_name=f"{key}_{version}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"csv-{key}",
        icon=":material/download:",
    )
