"""Puts a figure on the screen with its takeaway, its source, its table twin and its file: the one place that does."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import theme
from ui import table
from ui.server import TOPOLOGY_PATH
from ui.text import md

CONFIG: dict[str, Any] = {
    # Without a local topology every map asks a server on the internet for one.
    "topojsonURL": TOPOLOGY_PATH,
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
}


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
    twin: pd.DataFrame,
    picks: str | None = None,
    limits: str | None = None,
) -> None:
    """Takeaway, measure, figure, source, and the same numbers as a table and as CSV.

    `measure` says what is measured, in which unit and period. A click on a mark writes its customdata[0] into the session state
    named by `picks`, where a widget takes it up. `limits` says in the file what limits the numbers where it is not the shared filters.
    """
    st.subheader(md(title), anchor=False)
    st.caption(md(measure))
    draw(figure, key=key, alt=alt, picks=picks)
    st.caption(f"**Source:** {md(source)}")
    with st.expander("The same numbers as a table", icon=":material/table:", key=f"twin-{key}"):
        if twin.empty:
            st.caption("Nothing matches, so the table is empty.")
        else:
            table.show(twin, alt=f"Table: {title}")
            table.download(twin, key, source, limits)


def draw(figure: go.Figure, *, key: str, alt: str, picks: str | None = None) -> None:
    """The figure alone, as it is drawn in the files too: no theme of the screen is laid over it."""
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=CONFIG,
        alt=alt,
        on_select=(lambda: _take(key, picks)) if picks else "ignore",
        selection_mode="points",
    )


def _take(key: str, picks: str) -> None:
    points = st.session_state[key].selection.points
    if points and (data := points[0].get("customdata")):
        st.session_state[picks] = data[0]
