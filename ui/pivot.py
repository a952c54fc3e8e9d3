"""Two traits of the events against each other, in whole events, as a table and as a file."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts.theme import exact
from exports import view
from exports.explored import NONE, TRAITS, pivot
from ui import address, filters, table
from ui.database import ask

SEVERAL = {"month", "year", "country", "organisation", "person"}
ROWS, COLUMNS = 100, 30


def choose() -> tuple[str, str]:
    """Rows and columns, kept in the address."""
    down = address.one("down", "explore_down", TRAITS, "country")
    across = address.one("across", "explore_across", TRAITS, "section")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Rows", TRAITS, format_func=TRAITS.__getitem__, key="explore_down", width=220)
        st.selectbox("Columns", TRAITS, format_func=TRAITS.__getitem__, key="explore_across", width=220)
    return down, across


def show(asked: Mapping[str, Any], down: str, across: str, words: str) -> None:
    """The pivot with what its totals mean, and its file."""
    if down == across:
        st.info("Rows and columns are the same: choose two different traits.", icon=":material/pivot_table_chart:")
        return
    told = ask("explore/pivot", down=down, across=across, most_down=ROWS, most_across=COLUMNS, **asked)
    wide = pivot(told, down, across)
    inner = wide.iloc[:-1, 1:-1]
    # What states nothing is no peak to measure the others by.
    stated = inner.loc[wide.iloc[:-1, 0] != NONE.get(down), [name for name in inner if name != NONE.get(across)]]
    most = stated.max(axis=None) if stated.notna().any(axis=None) else inner.max(axis=None)
    shades = [[None, *(None if v != v else min(1.0, v / most) for v in row), None] for row in inner.to_numpy()] + [
        [None] * len(wide.columns)
    ]
    title = f"Events by {TRAITS[down].lower()} and {TRAITS[across].lower()}"
    st.subheader(title, anchor=False)
    st.caption(_how(down, across) + _cut(told, down, across) + filters.sample_words())
    table.show(wide, title, shades=shades, heads=True)
    table.download(wide, f"events-by-{down}-and-{across}", view.source_words(filters.current()), words)


def _how(down: str, across: str) -> str:
    several = [TRAITS[trait].lower() for trait in (down, across) if trait in SEVERAL]
    if not several:
        return "Whole events; – where there is none."
    named = " or ".join(several)
    return f"Whole events; – where there is none. An event with more than one {named} counts once in each, and once in a total."


def _cut(told: pd.DataFrame, down: str, across: str) -> str:
    cut = ""
    for part, trait, most, what in (("row", down, ROWS, "rows"), ("column", across, COLUMNS, "columns")):
        found = told.loc[told.part == part, "found"]
        if len(found) and found.iloc[0] > most:
            kept = "newest" if trait in ("month", "year") else "largest"
            cut += f" Shown are the {kept} {most} of {exact(int(found.iloc[0]))} {what}; totals are of all events."
    return cut
