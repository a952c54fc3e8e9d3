"""The card of the event that is open: what it says, box by box, its bodies and people, and what may be done with it."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from charts.theme import short
from data.importer import alike, review, values
from data.importer.again import Draft
from data.importer.known import Known
from data.importer.told import Row, called
from ui import editing, editing_draft, editing_rows
from ui.editing_words import HEADINGS, plain
from ui.text import md

# Columns of an event's organisations and people: key, heading, width.
ORGANISATION = (
    ("name", "Name as printed", 270),
    ("short", "Short", 84),
    ("country", "Country", 84),
    ("role", "Role", 110),
)
PERSON = (("name", "Name as printed", 170), ("post", "Post", 230), ("country", "Country", 84))


def sign(row: Row) -> str:
    return {"accepted": "✓", "rejected": "✕"}.get(str(row.get("state")), "·")


def show(draft: Draft, row: Row, known: Known, ids: list[str]) -> None:
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
        with st.popover("Split", key=f"split-{key}-{editing_rows.generation()}"):
            _split(row)
        with st.popover("Merge", key=f"merge-{key}-{editing_rows.generation()}"):
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
    _values(row, known)
    for name, label, kind in (
        ("title", "Title, in your own words", st.text_input),
        ("summary", "Summary, in your own words", st.text_area),
    ):
        widget = _widget(row, name)
        kind(label, value=str(row.get(name) or ""), key=widget, on_change=_typed, args=(key, name, widget))
    if doubts := [f"{_heading(one['field'])}: {one['why']}" for one in row.get("unsure", [])]:
        st.caption(md(plain(f"Unsure: {'; '.join(doubts)}", draft, known)))
    for field, columns in (("organisations", ORGANISATION), ("people", PERSON)):
        _people(row, field, columns)
    _again(draft, row, known)


def _values(row: Row, known: Known) -> None:
    """What the event says, box by box."""
    country = {key: names[0] for key, names in sorted(known.ids("country").items(), key=lambda one: one[1][0])}
    field = {key: names[0] for key, names in known.ids("field").items()}
    kind, precision = ({word: word for word in values.words(name)} for name in ("event_kind", "date_precision"))
    with st.container(horizontal=True, key=f"card-values-{row['id']}"):
        _text(row, "date_start", 112, "YYYY-MM-DD")
        _text(row, "date_end", 112, "YYYY-MM-DD")
        _choice(row, "date_precision", precision, 100)
        _text(row, "place", 150, "Town or site")
        _choice(row, "place_country", country, 150)
        _text(row, "amount", 108, "In units")
        _text(row, "currency", 72, "USD")
        _choice(row, "kind", kind, 150)
        _choice(row, "field", field, 190)
        widget = _widget(row, "partner_countries")
        st.multiselect(
            HEADINGS["partner_countries"],
            list(country),
            default=[iso3 for iso3 in row.get("partner_countries") or [] if iso3 in country],
            format_func=country.__getitem__,
            key=widget,
            placeholder="Countries that take part with China",
            on_change=_typed,
            args=(row["id"], "partner_countries", widget),
        )
        _text(row, "locator", "stretch", "Heading, paragraph 2")


def _text(row: Row, name: str, width: int | Literal["stretch"], example: str) -> None:
    value, widget = row.get(name), _widget(row, name)
    st.text_input(
        HEADINGS[name],
        value="" if value is None else f"{value:,.15g}" if isinstance(value, int | float) else str(value),
        key=widget,
        placeholder=example,
        on_change=_typed,
        args=(row["id"], name, widget),
        width=width,
    )


def _choice(row: Row, name: str, offered: Mapping[str, str], width: int) -> None:
    options, widget = list(offered), _widget(row, name)
    st.selectbox(
        HEADINGS[name],
        options,
        index=options.index(row[name]) if row.get(name) in offered else None,
        format_func=offered.__getitem__,
        key=widget,
        on_change=_typed,
        args=(row["id"], name, widget),
        width=width,
    )


def _widget(row: Row, name: str) -> str:
    return f"{name}-{row['id']}-{editing_rows.generation()}"


def _heading(field: str) -> str:
    return HEADINGS.get(field, field.replace("_", " ")).lower()


def _row(draft: Draft, key: str) -> Row:
    found: Row = next(row for row in draft["events"] if row["id"] == key)
    return found


def _typed(key: str, name: str, widget: str) -> None:
    given, before = st.session_state[widget], st.session_state[editing_draft.ROWS][key]
    after = editing_draft.changed(partial(review.edit, key=key, changed={name: given}), [key])
    if after is None:
        editing.say_too(f"What you gave, which was not kept: {given}")
        editing_rows.draw_anew()
    elif any(
        now != before.get(other) for other, now in _row(after, key).items() if other in HEADINGS and other != name
    ):
        # What follows from it, such as the last day from the first, stands in other boxes.
        editing_rows.draw_anew()
    else:
        # The boxes keep their place; the tables show the words.
        editing_rows.tables_anew()


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
    widget = f"{field}-{row['id']}-{editing_rows.generation()}"
    st.caption(field.capitalize())
    st.data_editor(
        frame,
        key=widget,
        num_rows="dynamic",
        hide_index=True,
        height="content",
        placeholder="",
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
        editing_rows.draw_anew()


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
