"""Rows of a draft as tables: the events of a section, of which one is open as a card, and the budget lines."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts.theme import short
from data.importer import review, values
from data.importer.again import Draft
from data.importer.known import Known
from data.importer.told import Row, called
from ui import editing_card, editing_draft
from ui.editing_words import HEADINGS, label, plain
from ui.text import md

GENERATION = "_draft_generation"
TABLES = "_draft_tables"
# Columns of the tables with their widths in pixels, by key. Lists are codes with semicolons between.
EVENT = {
    "state": 92, "title": 250, "date_start": 100, "date_end": 100, "date_precision": 84, "place": 120, "place_kind": 104,
    "place_country": 110, "partner_countries": 90, "field": 130, "kind": 100, "status": 90, "amount": 100, "currency": 84,
    "amount_qualifier": 96, "amount_for": 130, "section": 110, "topics": 110, "locator": 220, "lat": 84, "lon": 84,
}  # fmt: skip
LINE = {
    "state": 92, "series": 250, "year": 64, "basis": 92, "value_bn_cny": 100, "growth_pct": 92, "growth_against": 130,
    "as_printed": 260, "locator": 220, "item": 110,
}  # fmt: skip
_OF = {column.key: column for column in (*values.LINE, *values.EVENT)}
_LISTED = {"iso3": "country", "field": "field", "series": "series"}


def generation() -> int:
    """Number in the keys of the tables: another one draws them anew."""
    return int(st.session_state.setdefault(GENERATION, 0))


def draw_anew() -> None:
    st.session_state[GENERATION] = generation() + 1


def tables_anew() -> None:
    st.session_state[TABLES] = int(st.session_state.get(TABLES, 0)) + 1


def events(draft: Draft, known: Known, section: str) -> None:
    """The events of a section: a table of all, and the one that is open as a card."""
    found = [row for row in draft["events"] if editing_draft.section_of(row) == section]
    if section == "budget":
        st.markdown("##### Statements on science policy")
    # Above the table, where its toolbar has room.
    if section != "budget":
        st.button(
            "Add an event",
            on_click=editing_draft.add_event,
            args=(section,),
            icon=":material/add:",
            key=f"add-{section}",
        )
    if not found:
        st.caption("No event stands in this section.")
        return
    _table(f"events-{section}", found, EVENT, known, "Events of the section; each cell can be edited")
    ids = [row["id"] for row in found]
    if st.session_state.get(editing_draft.OPEN) not in ids:
        st.session_state[editing_draft.OPEN] = ids[0]
    names = {
        row["id"]: f"{editing_card.sign(row)} {short(str(row.get('title') or 'without title'), 90)}" for row in found
    }
    opened = st.selectbox("Event", ids, format_func=names.__getitem__, key=editing_draft.OPEN)
    row = next(row for row in found if row["id"] == opened)
    with st.container(border=True):
        editing_card.show(draft, row, known, ids)


def lines(draft: Draft, known: Known) -> None:
    """The budget lines as a table."""
    open_ = [row["id"] for row in draft["budget"] if row.get("state") == "proposed"]
    with st.container(horizontal=True):
        st.button(
            "Accept all lines",
            disabled=not open_,
            on_click=editing_draft.act,
            args=(partial(review.accept, ids=open_),),
            icon=":material/done_all:",
        )
        st.button(
            "Add a line",
            on_click=editing_draft.act,
            args=(partial(review.add, section="budget"),),
            icon=":material/add:",
        )
    if draft["budget"]:
        _table("lines", draft["budget"], LINE, known, "Budget lines; each cell can be edited")
    else:
        st.caption("No budget line was found.")
    # What is doubted of several lines alike is told once.
    doubted: dict[str, list[str]] = {}
    for row in draft["budget"]:
        if doubts := [one["why"] for one in row.get("unsure", [])]:
            doubted.setdefault("; ".join(doubts), []).append(called(row))
    for why, rows in doubted.items():
        st.caption(md(plain(f"{', '.join(rows)}: {why}", draft, known)))


def _table(name: str, found: list[Row], columns: Mapping[str, int], known: Known, alt: str) -> None:
    """Rows to edit. The frame stays as it was drawn while cells are typed, so that the table keeps its place."""
    widget = f"{name}-{generation()}-{st.session_state.get(TABLES, 0)}"
    shown = st.session_state.get(f"_{widget}")
    if shown is None or shown[0] != [row["id"] for row in found]:
        frame = pd.DataFrame([{key: _cell(key, row.get(key)) for key in columns} for row in found])
        st.session_state[f"_{widget}"] = shown = ([row["id"] for row in found], frame)
    st.data_editor(
        shown[1],
        key=widget,
        hide_index=True,
        height="content",
        placeholder="",
        alt=alt,
        column_config={key: _config(key, width, known) for key, width in columns.items()},
        on_change=_cells_typed,
        args=(shown[0], list(columns), widget),
    )


def _cells_typed(ids: list[str], columns: list[str], widget: str) -> None:
    told = st.session_state[widget]["edited_rows"]
    frame = st.session_state[f"_{widget}"][1]

    def step(draft: Draft) -> Draft:
        for at, cells in told.items():
            key = ids[int(at)]
            row: Row = next((row for row in (*draft["events"], *draft["budget"]) if row["id"] == key), {})
            new = {name: _given(name, value) for name, value in cells.items() if _cell(name, row.get(name)) != value}
            if "state" in new:
                state = new.pop("state")
                draft = {"accepted": review.accept, "rejected": review.reject}.get(state, review.propose)(draft, [key])
            draft = review.edit(draft, key, new) if new else draft
        return draft

    after = editing_draft.changed(step, [ids[int(at)] for at in told])
    if after is None:
        draw_anew()
        return
    now = {row["id"]: row for row in (*after["events"], *after["budget"])}
    for at, cells in told.items():
        drawn = {**{name: frame.at[int(at), name] for name in columns}, **cells}
        # What follows from an edit, such as the last day from the first, is shown at once.
        if any(_shown(_cell(name, now[ids[int(at)]].get(name))) != _shown(drawn[name]) for name in columns):
            tables_anew()
            return


def _cell(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return date.fromisoformat(value) if name in ("date_start", "date_end") and value else value


def _shown(value: Any) -> str:
    """A cell as words, the same for a number or a day however it came."""
    if value is None or value is pd.NaT or value != value or value == "":
        return ""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _given(name: str, value: Any) -> Any:
    if _OF[name].kind in values.LISTS:
        return [part.strip() for part in str(value or "").replace(",", ";").split(";") if part.strip()]
    return value


def _config(name: str, width: int, known: Known) -> Any:
    kind, heading = _OF[name].kind, HEADINGS[name]
    config = st.column_config
    if kind == "date":
        return config.DateColumn(heading, width=width, format="YYYY-MM-DD")
    if kind in values.NUMBERS:
        return config.NumberColumn(
            heading, width=width, format="%d" if kind == "year" else "%.15g", help=_OF[name].meaning()
        )
    if kind in _LISTED:
        return config.SelectboxColumn(
            heading,
            width=width,
            options=sorted(known.ids(_LISTED[kind]), key=partial(label, _LISTED[kind], known=known)),
            format_func=partial(label, _LISTED[kind], known=known),
            help=_OF[name].meaning(),
        )
    if kind in ("text", "words") or kind in values.LISTS or kind == "currency":
        return config.TextColumn(heading, width=width, help=_OF[name].meaning())
    return config.SelectboxColumn(heading, width=width, options=values.words(kind), help=_OF[name].meaning())
