"""Names of a draft that nobody knows yet: each is the same as a known one, or new. What they are in the draft is not changed here otherwise."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from charts.theme import short
from data.importer import alike, review, values
from data.importer.again import Draft
from data.importer.known import Known
from data.importer.told import NAMES, Row
from ui import editing_draft
from ui.text import md

# Words of a name that say what sort of body it is; an editor decides.
KINDS_BY_WORD = (
    (r"\bministry\b", "ministry"),
    (r"\buniversit", "university"),
    (r"\bacademy\b", "academy"),
    (r"\b(?:company|corporation|group|limited|ltd|works|industries)\b", "company"),
    (r"\b(?:agency|administration|authority|bureau)\b", "agency"),
    (r"\b(?:foundation|fund)\b", "funder"),
    (r"\b(?:society|association|union)\b", "society"),
    (r"\b(?:institute|laboratory|cent(?:er|re)|observatory|hospital)\b", "institute"),
)


def show(draft: Draft, known: Known) -> None:
    """Names that are not known yet, each with the nearest known ones."""
    unknown = review.unknown_names(draft)
    st.caption(
        "A name that is the same as a known one becomes another way to write it, and the next import knows it."
        if unknown
        else "Every name is known or decided."
    )
    lands = {
        (kind, row[f"{kind}_id"]): known.ids("country").get(row["country"], ("",))[0]
        for kind in NAMES
        for row in known.rows.get(kind, ())
    }
    people = [printed for kind, printed in unknown if kind == "person"]
    if len(people) > 1:
        st.button(
            f"Add all {len(people)} people as new names",
            icon=":material/group_add:",
            on_click=editing_draft.act,
            args=(partial(_all_people, printed=people, known=known),),
            help="Where none of them is a known person written otherwise. Undo takes it back.",
        )
    for at, (kind, printed) in enumerate(unknown):
        with st.container(border=True, key=f"name-{at}"):
            st.markdown(f"**{md(printed)}**, {kind}")
            with st.container(horizontal=True):
                for key, name, score in alike.nearest(printed, known.ids(kind).items()):
                    land = lands.get((kind, key), "")
                    st.button(
                        f"Same as {md(short(name, 60))}{f' ({md(land)})' if land else ''}, {score:.0f} % alike",
                        key=f"same-{kind}-{printed}-{key}",
                        on_click=editing_draft.act,
                        args=(partial(_same, kind=kind, printed=printed, key=key, known=known),),
                    )
                with st.popover("New name"):
                    _new(kind, printed, _said(draft, kind, printed), known)


def _said(draft: Draft, kind: str, printed: str) -> Row:
    """What the draft says of a name where it first stands."""
    field = NAMES[kind]
    return next((one for row in draft["events"] for one in row.get(field, []) if one.get("name") == printed), {})


def _all_people(draft: Draft, printed: list[str], known: Known) -> Draft:
    for name in printed:
        country = _said(draft, "person", name).get("country")
        draft = review.new_name(draft, "person", name, {"country": country}, known)
    return draft


def _kind_of(name: str) -> int | None:
    """The kind of body that a word of its name says, by its place in the list."""
    kinds = values.words("organisation_kind")
    told = next((kind for words, kind in KINDS_BY_WORD if re.search(words, name, re.IGNORECASE)), None)
    return kinds.index(told) if told in kinds else None


def _same(draft: Draft, kind: str, printed: str, key: str, known: Known) -> Draft:
    return review.same_as(draft, kind, printed, key, known)


def _new(kind: str, printed: str, said: Row, known: Known) -> None:
    given: dict[str, Any] = {
        "name": st.text_input("Name, as it is to be written", printed, key=f"new-name-{kind}-{printed}")
    }
    countries = ["", *sorted(known.ids("country"), key=lambda iso3: known.ids("country")[iso3][0])]
    given["country"] = st.selectbox(
        "Country",
        countries,
        index=countries.index(said["country"]) if said.get("country") in countries else 0,
        format_func=lambda iso3: known.ids("country")[iso3][0] if iso3 else "none, or several",
        key=f"new-country-{kind}-{printed}",
    )
    if kind == "organisation":
        given["short_name"] = st.text_input("Short name", str(said.get("short") or ""), key=f"new-short-{printed}")
        given["kind"] = st.selectbox(
            "Kind", values.words("organisation_kind"), index=_kind_of(printed), key=f"new-kind-{printed}"
        )
    st.button(
        "Add it",
        key=f"new-{kind}-{printed}",
        type="primary",
        on_click=editing_draft.act,
        args=(partial(_added, kind=kind, printed=printed, given=given, known=known),),
    )


def _added(draft: Draft, kind: str, printed: str, given: Mapping[str, Any], known: Known) -> Draft:
    return review.new_name(draft, kind, printed, given, known)
