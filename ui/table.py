"""A frame as an HTML table that a screen reader reads, and as a file to keep."""

import pandas as pd
import streamlit as st

from exports import table as files
from ui import database, filters
from ui.text import link, md

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


def _cell(value: object) -> str:
    if value is None or value is pd.NaT or value != value:
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".").replace(",", "\u202f")
    return md(value)


def show(frame: pd.DataFrame, alt: str) -> None:
    """The frame with its headings; a column named Link becomes links that open the source. The file has some columns more."""
    frame = frame[[column for column in frame if column not in FILE_ONLY]]
    cells = frame.map(_cell)
    if LINK in frame:
        cells[LINK] = [link("open", url) if isinstance(url, str) else NO_LINK for url in frame[LINK]]
    st.table(cells.rename(columns=md), hide_index=True, border="horizontal", alt=alt)


def download(frame: pd.DataFrame, key: str, source: str, limits: str | None = None) -> None:
    """A button that gives the frame as CSV with its source, what limits it (the shared filters if not told) and the data version."""
    words, version = limits or filters.words(), database.version()
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
