"""A frame as an HTML table that a screen reader reads, and as a file to keep."""

import pandas as pd
import streamlit as st

from exports import table as files
from ui import database, filters
from ui.text import link, md

LINK = "Link"
NO_LINK = "no link recorded"


def _cell(value: object) -> str:
    if value is None or value is pd.NaT or value != value:
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".").replace(",", "\u202f")
    return md(value)


def show(frame: pd.DataFrame, alt: str) -> None:
    """The frame as it is, headings and all; a column named Link becomes links that open the source."""
    cells = frame.map(_cell)
    if LINK in frame:
        cells[LINK] = [link("open", url) if isinstance(url, str) else NO_LINK for url in frame[LINK]]
    st.table(cells.rename(columns=md), hide_index=True, border="horizontal", alt=alt)


def download(frame: pd.DataFrame, key: str, source: str) -> None:
    """A button that gives the frame as CSV with its source, the filters and the version of the data."""
    # Made when the button is pressed, outside the run of the page, so it must not ask the session anything.
    words, version = filters.words(), database.version()
    st.download_button(
        "Download CSV",
        lambda: files.csv(frame, source, words, version),
        file_name=f"{key}_{version}.csv",
        mime="text/csv",
        # A rerun would make the file anew, and a click on the next button would lose this one.
        on_click="ignore",
        key=f"csv-{key}",
        icon=":material/download:",
    )
