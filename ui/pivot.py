"""Two traits of the events against each other, in whole events, as a table and as a file."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts.overview import SECTIONS
from charts.theme import SOURCES, exact
from exports import view
from ui import address, filters, table
from ui.database import ask

TRAITS = {
    "month": "Month",
    "year": "Year",
    "section": "Section",
    "kind": "Kind",
    "country": "Partner country",
    "organisation": "Organisation",
    "person": "Person",
    "field": "Field",
    "status": "Status",
    "source": "Source",
}
# What an event without any such value is counted at.
NONE = {"country": "No partner country", "organisation": "No organisation named", "person": "Nobody named"}
SEVERAL = {"month", "year", "country", "organisation", "person"}
ROWS, COLUMNS = 100, 30
ALL = "All events"


def choose() -> tuple[str, str]:
    """Rows and columns, kept in the address."""
    down = address.one("down", "explore_down", TRAITS, "country")
    across = address.one("across", "explore_across", TRAITS, "section")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Rows", TRAITS, format_func=TRAITS.__getitem__, key="explore_down", width=220)
        st.selectbox("Columns", TRAITS, format_func=TRAITS.__getitem__, key="explore_across", width=220)
    return down, across


def frame(told: pd.DataFrame, down: str, across: str) -> pd.DataFrame:
    """An answer of explore/pivot as rows and columns with their totals; an empty cell has no event."""
    rows, columns = (
        _in_order(told[told.part == part], side, trait)
        for part, side, trait in (("row", "down", down), ("column", "across", across))
    )
    cells = told[told.part == "cell"].set_index(["down_key", "across_key"]).events.to_dict()
    wide: dict[str, list[Any]] = {TRAITS[down]: [*rows.label, ALL]}
    for key, label, events in zip(columns.key, columns.label, columns.events, strict=True):
        wide[label] = [*(cells.get((row, key), float("nan")) for row in rows.key), events]
    wide[ALL] = [*rows.events, told.loc[told.part == "all", "events"].iloc[0]]
    made = pd.DataFrame(wide)
    return made.astype(dict.fromkeys(made.columns[1:], "float64"))


def _in_order(part: pd.DataFrame, side: str, trait: str) -> pd.DataFrame:
    """Months and years in order of time, what has an order of its own in that, the rest by events; what states nothing last."""
    own = pd.DataFrame({"key": part[f"{side}_key"], "label": part[f"{side}_label"], "events": part.events})
    words = {**SECTIONS, **SOURCES} if trait in ("section", "source") else {}
    own["label"] = [
        NONE.get(trait, "Not stated") if key == -1 else words.get(label, str(label))
        for key, label in zip(own.key, own.label, strict=True)
    ]
    if trait in ("kind", "status"):
        own["label"] = own.label.str.capitalize()
    by = ["key"] if trait in ("month", "year", "section", "field", "status", "source") else ["events", "label"]
    own = own.assign(last=own.key == -1).sort_values(
        ["last", *by], ascending=[True, *(name != "events" for name in by)]
    )
    # Two people may bear the same name.
    twice = own.label.duplicated(keep=False)
    return own.assign(label=own.label.where(~twice, own.label + " (" + own.key.astype("int64").astype(str) + ")"))


def show(asked: Mapping[str, Any], down: str, across: str, words: str) -> None:
    """The pivot with what its totals mean, and its file."""
    if down == across:
        st.info("Rows and columns are the same: choose two different traits.", icon=":material/pivot_table_chart:")
        return
    told = ask("explore/pivot", down=down, across=across, most_down=ROWS, most_across=COLUMNS, **asked)
    wide = frame(told, down, across)
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
