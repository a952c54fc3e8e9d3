"""Rows of a draft as tables and cards: events, their organisations and people, budget lines, names that nobody knows yet."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts.theme import short
from data.importer import alike, review, values
from data.importer.again import Draft
from data.importer.known import Known
from data.importer.told import Row, called
from ui import editing, editing_draft
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
# Columns of an event's organisations and people: key, heading, width.
ORGANISATION = (
    ("name", "Name as printed", 270),
    ("short", "Short", 84),
    ("country", "Country", 84),
    ("role", "Role", 110),
)
PERSON = (("name", "Name as printed", 170), ("post", "Post", 230), ("country", "Country", 84))
_OF = {column.key: column for column in (*values.LINE, *values.EVENT)}
_LISTED = {"iso3": "country", "field": "field", "series": "series"}


def generation() -> int:
    """Number in the keys of the tables: another one draws them anew."""
    return int(st.session_state.setdefault(GENERATION, 0))


def draw_anew() -> None:
    st.session_state[GENERATION] = generation() + 1


def _tables_anew() -> None:
    st.session_state[TABLES] = int(st.session_state.get(TABLES, 0)) + 1


def events(draft: Draft, known: Known, section: str) -> None:
    """The events of a section: a table of all, and the one that is open as a card."""
    found = [row for row in draft["events"] if editing_draft.section_of(row) == section]
    if section == "budget":
        st.markdown("##### Statements on science policy")
    if not found:
        st.caption("No event stands in this section.")
    else:
        _table(f"events-{section}", found, EVENT, known, "Events of the section; each cell can be edited")
    if section != "budget":
        st.button(
            "Add an event",
            on_click=editing_draft.act,
            args=(partial(review.add, section=section),),
            icon=":material/add:",
            key=f"add-{section}",
        )
    if not found:
        return
    ids = [row["id"] for row in found]
    if st.session_state.get(editing_draft.OPEN) not in ids:
        st.session_state[editing_draft.OPEN] = ids[0]
    names = {row["id"]: f"{_sign(row)} {short(str(row.get('title') or 'without title'), 90)}" for row in found}
    opened = st.selectbox("Event", ids, format_func=names.__getitem__, key=editing_draft.OPEN)
    row = next(row for row in found if row["id"] == opened)
    with st.container(border=True):
        _card(draft, row, known, ids)


def _sign(row: Row) -> str:
    return {"accepted": "✓", "rejected": "✕"}.get(str(row.get("state")), "·")


def _card(draft: Draft, row: Row, known: Known, ids: list[str]) -> None:
    key = row["id"]
    with st.container(horizontal=True):
        for label, step, icon in (
            ("Accept", review.accept, "check"),
            ("Reject", review.reject, "close"),
            ("Decide later", review.propose, "schedule"),
        ):
            st.button(
                label,
                key=f"{step.__name__}-{key}",
                on_click=editing_draft.act,
                args=(partial(step, ids=[key]),),
                icon=f":material/{icon}:",
                type="primary" if label == "Accept" and row["state"] == "proposed" else "secondary",
            )
        # Another key with every change: what was done closes its box.
        with st.popover("Split", key=f"split-{key}-{generation()}"):
            _split(row)
        with st.popover("Merge", key=f"merge-{key}-{generation()}"):
            others = st.multiselect(
                "With",
                [other for other in ids if other != key],
                format_func=lambda other: plain(called(_row(draft, other)), draft, known),
                key=f"with-{key}",
            )
            st.button(
                "Merge into one",
                key=f"merge-into-{key}",
                disabled=not others,
                on_click=editing_draft.act,
                args=(partial(review.merge, ids=[key, *others]),),
            )
    st.markdown(_facts(row, known))
    _choices(row, known)
    for name, label, kind in (
        ("title", "Title, in your own words", st.text_input),
        ("summary", "Summary, in your own words", st.text_area),
    ):
        widget = f"{name}-{key}-{generation()}"
        kind(label, value=str(row.get(name) or ""), key=widget, on_change=_typed, args=(key, name, widget))
    if doubts := [f"{_heading(one['field'])}: {one['why']}" for one in row.get("unsure", [])]:
        st.caption(md(plain(f"Unsure: {'; '.join(doubts)}", draft, known)))
    for field, columns in (("organisations", ORGANISATION), ("people", PERSON)):
        _people(row, field, columns)
    _again(draft, row, known)


def _choices(row: Row, known: Known) -> None:
    """What every event needs and a document seldom says in so many words, and where it stands."""
    key = row["id"]
    fields = {field: names[0] for field, names in known.ids("field").items()}
    with st.container(horizontal=True):
        for name, label, offered in (
            ("kind", "Kind", {kind: kind for kind in values.words("event_kind")}),
            ("field", "Field", fields),
        ):
            widget = f"{name}-{key}-{generation()}"
            options = list(offered)
            st.selectbox(
                label,
                options,
                index=options.index(row[name]) if row.get(name) in offered else None,
                format_func=offered.__getitem__,
                key=widget,
                on_change=_typed,
                args=(key, name, widget),
                width=180,
            )
        widget = f"locator-{key}-{generation()}"
        st.text_input(
            "Where in the document",
            value=str(row.get("locator") or ""),
            key=widget,
            placeholder="Heading, paragraph 2",
            on_change=_typed,
            args=(key, "locator", widget),
        )


def _facts(row: Row, known: Known) -> str:
    """Date, place, partners and amount in a line, as the table above has them."""
    country = {key: names[0] for key, names in known.ids("country").items()}
    days = " to ".join(dict.fromkeys(filter(None, (row.get("date_start"), row.get("date_end")))))
    place = ", ".join(dict.fromkeys(filter(None, (row.get("place"), country.get(str(row.get("place_country")))))))
    partners = ", ".join(country.get(iso3, iso3) for iso3 in row.get("partner_countries") or [])
    amount = f"{row['amount']:,.15g} {row.get('currency') or ''}" if row.get("amount") else ""
    told = (days or "no date", place, f"with {partners}" if partners else "", amount)
    return " · ".join(md(one) for one in told if one)


def _heading(field: str) -> str:
    return HEADINGS.get(field, field.replace("_", " ")).lower()


def _row(draft: Draft, key: str) -> Row:
    found: Row = next(row for row in draft["events"] if row["id"] == key)
    return found


def _typed(key: str, name: str, widget: str) -> None:
    given = st.session_state[widget]
    after = editing_draft.changed(partial(review.edit, key=key, changed={name: given}), [key])
    if after is None:
        editing.say_too(f"Your words, which were not kept: {given}")
        draw_anew()
    else:
        # The boxes keep their place; the tables show the words.
        _tables_anew()


def _split(row: Row) -> None:
    passage = str(row.get("passage") or "")
    ends = [at + 1 for at, letter in enumerate(passage[:-1]) if letter in ".;!?" and passage[at + 1] == " "]
    if not ends:
        st.caption("The passage has one sentence, so there is nowhere to split it.")
        return
    at = st.radio(
        "The second event begins with",
        ends,
        format_func=lambda end: short(passage[end:].strip(), 80),
        key=f"at-{row['id']}",
    )
    st.button(
        "Split here",
        key=f"split-here-{row['id']}",
        on_click=editing_draft.act,
        args=(partial(review.split, key=row["id"], at=at),),
    )


def _people(row: Row, field: str, columns: tuple[tuple[str, str, int], ...]) -> None:
    """Organisations or people of an event: rows can be added and taken out."""
    names = [name for name, _, _ in columns]
    held = row.get(field, [])
    frame = pd.DataFrame([{name: one.get(name) for name in names} for one in held], columns=names, dtype="str")
    widget = f"{field}-{row['id']}-{generation()}"
    st.caption(field.capitalize())
    st.data_editor(
        frame,
        key=widget,
        num_rows="dynamic",
        hide_index=True,
        height="content",
        alt=f"{field.capitalize()} of the event",
        column_config={name: st.column_config.TextColumn(heading, width=width) for name, heading, width in columns},
        on_change=_people_typed,
        args=(row["id"], field, held, widget),
    )


def _people_typed(key: str, field: str, held: list[Row], widget: str) -> None:
    told = st.session_state[widget]
    kept = [dict(one) for one in held]
    for at, cells in told["edited_rows"].items():
        one = kept[int(at)]
        if "name" in cells:
            # Another name is another one: what was decided of the old one does not hold.
            one.update(dict.fromkeys([name for name in one if name.endswith("_id")]))
        one.update(cells)
    blank = {"organisations": ("organisation_id",), "people": ("person_id",)}[field]
    kept = [one for at, one in enumerate(kept) if at not in told["deleted_rows"]]
    added = [{**dict.fromkeys(blank), **cells} for cells in told["added_rows"] if cells.get("name")]
    after = editing_draft.changed(partial(review.edit, key=key, changed={field: [*kept, *added]}), [key])
    if after is None or told["deleted_rows"] or added:
        draw_anew()


def _again(draft: Draft, row: Row, known: Known) -> None:
    """Published events that this one may tell again."""
    if source_of := row.get("source_of"):
        st.info(f"Kept as a further source of the published event {md(source_of)}.", icon=":material/link:")
        st.button(
            "It is an event of its own",
            key=f"unlink-{row['id']}",
            on_click=editing_draft.act,
            args=(partial(alike.link, key=row["id"], event_id=None),),
        )
        return
    near = alike.duplicates({**draft, "events": [row]}, alike.events(known), known).get(row["id"], [])
    for event_id, title, why in near:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Published already? **{md(title)}**: {md(why)}", width="stretch")
            st.button(
                "Same event",
                key=f"link-{row['id']}-{event_id}",
                on_click=editing_draft.act,
                args=(partial(alike.link, key=row["id"], event_id=event_id),),
            )


def lines(draft: Draft, known: Known) -> None:
    """The budget lines as a table."""
    if draft["budget"]:
        _table("lines", draft["budget"], LINE, known, "Budget lines; each cell can be edited")
    else:
        st.caption("No budget line was found.")
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
    for row in draft["budget"]:
        if doubts := [one["why"] for one in row.get("unsure", [])]:
            st.caption(md(plain(f"{called(row)}: {'; '.join(doubts)}", draft, known)))


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
            _tables_anew()
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
            heading, width=width, format="%d" if kind == "year" else "plain", help=_OF[name].meaning()
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
