"""Files of what matches, events or another list: made when a reader asks for one, never cut without a word."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from charts import theme
from charts.theme import exact, plural
from exports import command, gallery, listed
from exports import events as files
from exports.about import About
from exports.exhibits import Asked, Exhibit
from exports.story import Step, Story
from ui import database, links
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

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Files of the whole period: label, ending, type, what it is for, who makes it (module and function, as some take long to import).
PERIOD = {
    "deck": ("Slides, PPTX", "pptx", PPTX, "charts, shapes and tables to edit", ("exports.deck", "period")),
    "brief": (
        "Brief, DOCX",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "two pages for filing",
        ("exports.brief", "make"),
    ),
    "snapshot": (
        "HTML snapshot",
        "html",
        "text/html",
        "visuals and tables, opens without internet",
        ("exports.snapshot", "make"),
    ),
    "workbook": (
        "Workbook, XLSX",
        "xlsx",
        KINDS["xlsx"][1],
        "every number as it is stored",
        ("exports.month_book", "make"),
    ),
}


def of_period(asked: Asked) -> None:
    """One button that opens the files of what the filters show: made on the click, a second or less each."""
    version = database.version()
    # A file is read on paper, and is made by a thread that knows nothing of the reader's session.
    told = replace(asked, answer=partial(database.apart, version), look=theme.load("light"))

    host = links.host()

    def maker(module: str, function: str) -> Callable[[], bytes]:
        def make() -> bytes:
            made: bytes = getattr(import_module(module), function)(told, command.about(told, version, host=host))
            return made

        return make

    with st.popover("Files of this period", icon=":material/download:", key="pop-files"):
        wrong = template_problem()
        for name, (label, ending, mime, use, who) in PERIOD.items():
            st.download_button(
                f"{label}: {use}",
                maker(*who),
                file_name=f"china-science_{asked.chosen.first_month}_{version}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"file-{name}",
                width="stretch",
                disabled=name == "deck" and bool(wrong),
            )
        if wrong:
            st.caption(f":material/error: {md(wrong)}")
        st.caption(
            "Made when you press, within a few seconds; each says filters, data version, time and how to cite it."
        )


def of_story(told: Story, notes: bool, request: Callable[[Step], Asked]) -> None:
    """The storyboard as slides, with the speaker's notes where they are asked for."""
    version, wrong = database.version(), template_problem()
    asked = {id(step): replace(request(step), answer=partial(database.apart, version)) for step in told.steps}
    host = links.host()

    def make() -> bytes:
        from exports import deck

        light = theme.load("light")
        about = command.about(asked[id(told.steps[0])], version, host=host)
        return deck.of_story(told, lambda step: replace(asked[id(step)], look=light), about, notes)

    st.download_button(
        "Slides, PPTX: charts, shapes and tables to edit",
        make,
        file_name=f"storyboard_{version}.pptx",
        mime=PPTX,
        on_click="ignore",
        key="story-pptx",
        width="stretch",
        disabled=bool(wrong),
    )
    if wrong:
        st.caption(f":material/error: {md(wrong)}")


def template_problem() -> str:
    """What is wrong with the institute's own template, '' where nothing is or none is configured."""
    file = os.environ.get("DASHBOARD_TEMPLATE")
    if not file:
        return ""
    try:
        return _problem_of(file, Path(file).stat().st_mtime_ns)
    except OSError as error:
        return f"The template {file} named by DASHBOARD_TEMPLATE cannot be read: {error.strerror}."


@lru_cache(maxsize=4)
def _problem_of(file: str, _modified_ns: int) -> str:
    from exports import deck_page, deck_template

    try:
        deck_page.Deck(Path(file), theme.load("light"))
    except deck_template.NoTemplate as error:
        return str(error)
    return ""


def of_visual(shown: Exhibit, kind: str) -> tuple[str, str, bytes]:
    """Name, type and content of a file of one visual: its slide (pptx) or its numbers (xlsx). Raises NoTemplate."""
    version = database.version()
    name = f"{shown.key}_{version}.{kind}"
    light = gallery.again(shown, theme.load("light"))
    about = command.about(shown.asked, version, shown.room, links.host())
    if kind == "pptx":
        from exports import deck

        return name, PPTX, deck.one(light, about)
    from exports import visual_book

    return name, KINDS["xlsx"][1], visual_book.make(light, about)


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
            about = About(words, version, datetime.now(UTC), address, what, total)
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
        about = About(words, version, datetime.now(UTC), address, "events", total)
        if kind == "xlsx":
            listed = database.apart(version, "explore/dictionary")
            meanings = {(row.table_name, row.column_name): row.meaning for row in listed.itertuples()}
            return files.xlsx(frame, about, meanings)
        return {"csv": files.csv, "parquet": files.parquet, "geojson": files.geojson}[kind](frame, about)

    return make
