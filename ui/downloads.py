"""Files of what matches, events or another list: made when a reader asks for one, never cut without a word."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any

import pandas as pd
import streamlit as st

from charts import theme
from charts.theme import exact, plural
from exports import command, listed
from exports import events as files
from exports.exhibits import Asked
from ui import database
from ui.text import md

KINDS = {
    "csv": ("CSV", "text/csv", "for any spreadsheet"),
    "xlsx": (
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "with dictionary and sources",
    ),
    "parquet": ("Parquet", "application/vnd.apache.parquet", "for programs"),
    "geojson": ("GeoJSON", "application/geo+json", "events with coordinates"),
}

# Files of the whole period: label, ending, what it is for, module whose `make` makes it.
PERIOD = {
    "snapshot": (
        "HTML snapshot",
        "html",
        "text/html",
        "visuals and tables, opens without internet",
        "exports.snapshot",
    ),
    "brief": (
        "Brief, DOCX",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "two pages for filing",
        "exports.brief",
    ),
    "workbook": ("Workbook, XLSX", "xlsx", KINDS["xlsx"][1], "every number as it is stored", "exports.month_book"),
}


def of_period(asked: Asked) -> None:
    """One button that opens the files of what the filters show: made on the click, a second or less each."""

    def maker(module: str) -> Callable[[], bytes]:
        # A file is read on paper, and is made by a thread that knows nothing of the reader's session.
        version = database.version()
        told = replace(asked, answer=partial(database.apart, version), look=theme.load("light"))

        def make() -> bytes:
            made: bytes = import_module(module).make(told, command.about(told, version))
            return made

        return make

    with st.popover("Files of this period", icon=":material/download:", key="pop-files"):
        for name, (label, ending, mime, use, module) in PERIOD.items():
            st.download_button(
                f"{label}: {use}",
                maker(module),
                file_name=f"china-science_{asked.chosen.first_month}_{database.version()}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"file-{name}",
                width="stretch",
            )
        st.caption(
            "Made when you press, within a few seconds; each says filters, data version, time and how to cite it."
        )


def menu(asked: Mapping[str, Any], words: str, total: int, address: str) -> None:
    """One button that opens four: the file is made on the click, however long the list is."""
    with st.popover("Download", icon=":material/download:", key="pop-download"):
        for kind, (label, mime, use) in KINDS.items():
            st.download_button(
                f"{label}, {use}",
                _maker(kind, dict(asked), words, total, address),
                file_name=f"events_{database.version()}.{kind}",
                mime=mime,
                on_click="ignore",
                key=f"download-{kind}",
                width="stretch",
            )
        small, large = min(files.MOST.values()), max(files.MOST.values())
        cut = (
            f" A file holds at most the newest {exact(large)}, XLSX {exact(small)}; the file says so."
            if total > small
            else ""
        )
        st.caption(f"{plural(total, 'event')}: {md(words)}.{cut}")


def of_list(
    what: str,
    name: str,
    shaped: Callable[[pd.DataFrame], pd.DataFrame],
    asked: Mapping[str, Any],
    words: str,
    total: int,
    address: str,
) -> None:
    """A button that opens two, CSV and XLSX, of a list of `what`: the answer of the question `name`, `shaped` with headings for the file."""

    version = database.version()

    def maker(kind: str) -> Callable[[], bytes]:
        def make() -> bytes:
            frame = shaped(database.apart(version, name, **{**asked, "most": listed.MOST[kind], "skip": 0}))
            about = listed.About(what, words, version, datetime.now(UTC), total, address)
            return {"csv": listed.csv, "xlsx": listed.xlsx}[kind](frame, about)

        return make

    with st.popover("Download", icon=":material/download:", key="pop-download"):
        for kind in listed.MOST:
            label, mime, _ = KINDS[kind]
            st.download_button(
                label,
                maker(kind),
                file_name=f"{what.replace(' ', '-')}_{database.version()}.{kind}",
                mime=mime,
                on_click="ignore",
                key=f"download-{kind}",
                width="stretch",
            )
        small = min(listed.MOST.values())
        cut = (
            f" A file holds at most {exact(max(listed.MOST.values()))}, XLSX {exact(small)}; the file says so."
            if total > small
            else ""
        )
        st.caption(f"{exact(total)} {what}: {md(words)}.{cut} With filters, data version and how to cite.")


def _maker(kind: str, asked: Mapping[str, Any], words: str, total: int, address: str) -> Callable[[], bytes]:
    """A function that makes the file, for a thread that knows nothing of the reader's session."""
    version = database.version()

    def make() -> bytes:
        frame = database.apart(version, "explore/events", most=files.MOST[kind], skip=0, **asked)
        about = files.About(words, version, datetime.now(UTC), total, address)
        if kind == "xlsx":
            listed = database.apart(version, "explore/dictionary")
            meanings = {(row.table_name, row.column_name): row.meaning for row in listed.itertuples()}
            return files.xlsx(frame, about, meanings)
        return {"csv": files.csv, "parquet": files.parquet, "geojson": files.geojson}[kind](frame, about)

    return make
