"""The parts of the page "Sources and findings": for each its choices, kept in the address, its table, and its columns for a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from charts.theme import exact
from ui import address, evidence_words, table
from ui.database import ask
from ui.table import Lines, Run
from ui.text import md

# Facets of the findings by their name in the address: heading, parameter of the questions.
FACETS = {
    "rule": ("Check", "rules"),
    "severity": ("Severity", "severities"),
    "subject": ("About", "subject_kinds"),
    "state": ("State", "states"),
    "document": ("Document", "documents"),
}
STATES = {
    "applied": "Applied: the corrected form is shown",
    "suggested": "Suggested: the print stays, a likely form stands beside it",
    "noted": "Noted: a doubt without a better form",
}
SORTS = {"review": "Review", "report": "Report", "notes": "Notes"}
LINKS = {"": "All", "with": "With a link", "without": "Without"}
# Documents that a list offers; whoever is chosen stands in it too.
OFFERED = 200
LONGEST = 60


@dataclass(frozen=True)
class Part:
    """A part of the page: parameters of its question, the choices in words, how many rows match."""

    asked: Mapping[str, Any]
    words: str
    total: int


def _key(name: str) -> str:
    return f"issues_{name}"


def _lists(**chosen: tuple[str, ...]) -> dict[str, Any]:
    return {
        **{name: list(values) for name, values in chosen.items()},
        **{f"{name}_all": not values for name, values in chosen.items()},
    }


def _typed(name: str) -> str:
    """A text filter kept in the address."""
    known = {"", st.query_params.get(name, "")[:LONGEST], (st.session_state.get(_key(name)) or "")[:LONGEST]}
    return address.one(name, _key(name), known, "")


def _button(label: str, names: list[str]) -> str:
    """What a closed facet says: 'Check: all' or its first value and how many more."""
    if not names:
        return f"{label}: all"
    first = names[0] if len(names[0]) <= 32 else f"{names[0][:31]}…"
    return md(f"{label}: {first}" + (f" +{len(names) - 1}" if len(names) > 1 else ""))


def _words(*told: tuple[str, list[str]]) -> str:
    return "; ".join(f"{label}: {', '.join(names)}" for label, names in told if names) or "not filtered"


def rule_name(rule: str) -> str:
    return rule.replace("_", " ").capitalize()


def _label(facet: str, label: str) -> str:
    return label if facet == "document" else rule_name(label)


def findings() -> Part:
    """The facets of the findings with counts, each within the others."""
    every = ask("issues/facets", **_lists(**{name: () for _, name in FACETS.values()}))
    names = {
        facet: {v: _label(facet, label) for v, label in zip(own.value, own.label, strict=True)}
        for facet, own in every.groupby("facet", sort=False)
    }
    with address.one_stroke():
        chosen = {facet: address.many(facet, _key(facet), names.get(facet, {})) for facet in FACETS}
    asked = _lists(**{FACETS[facet][1]: values for facet, values in chosen.items()})
    found = ask("issues/facets", **asked)
    counts = {(row.facet, row.value): int(row.findings) for row in found.itertuples()}
    with st.container(horizontal=True, vertical_alignment="center", key="facet-bar"):
        for facet, (label, _) in FACETS.items():
            own = names.get(facet, {})
            shown = [own[value] for value in chosen[facet]]
            with st.popover(_button(label, shown), key=f"pop-{facet}"):

                def counted(value: str, facet: str = facet, own: dict[str, str] = own) -> str:
                    return f"{md(own[value])} · {exact(counts.get((facet, value), 0))}"

                if facet == "document":
                    most = sorted(own, key=lambda value: (-counts.get(("document", value), 0), own[value]))
                    offered = list(dict.fromkeys([*chosen[facet], *most[:OFFERED]]))
                    st.multiselect(
                        label, offered, key=_key(facet), format_func=counted, placeholder="All documents", width=520
                    )
                    if len(own) > len(offered):
                        st.caption(f"The {OFFERED} documents with most findings here; further facets bring others.")
                else:
                    st.pills(label, own, selection_mode="multi", key=_key(facet), format_func=counted)
        _clear([_key(facet) for facet in FACETS], any(chosen.values()))
    told = [(FACETS[facet][0].lower(), [names[facet][v] for v in values]) for facet, values in chosen.items() if values]
    return Part(asked, _words(*told), counts["all", ""])


def _clear(keys: list[str], chosen: bool) -> None:
    def empty() -> None:
        for key in keys:
            st.session_state[key] = [] if isinstance(st.session_state.get(key), list | tuple) else ""

    if chosen:
        st.button("Clear", on_click=empty, key="clear-facets", icon=":material/close:", type="tertiary")


def documents() -> Part:
    """The choices among the documents: kind, quality, link, and words."""
    with address.one_stroke():
        sorts = address.many("kind", _key("kind"), SORTS)
        qualities = address.many("quality", _key("quality"), evidence_words.QUALITIES)
        link = address.one("link", _key("link"), LINKS, "")
        words = _typed("words")
    with st.container(horizontal=True, vertical_alignment="center", key="facet-bar"):
        with st.popover(_button("Kind", [SORTS[v] for v in sorts]), key="pop-kind"):
            st.pills("Kind", SORTS, selection_mode="multi", key=_key("kind"), format_func=SORTS.__getitem__)
        quality = [evidence_words.QUALITIES[v].capitalize() for v in qualities]
        with st.popover(_button("Quality", quality), key="pop-quality"):
            st.pills(
                "Quality: how near to the origin it was read",
                evidence_words.QUALITIES,
                selection_mode="multi",
                key=_key("quality"),
                format_func=lambda v: evidence_words.QUALITIES[v].capitalize(),
            )
        with st.popover(f"Link: {LINKS[link].lower()}", key="pop-link"):
            st.segmented_control("Link", LINKS, key=_key("link"), format_func=LINKS.__getitem__, required=True)
        _text("words", "Words in publisher, title, month or key", "Filter, e.g. Xinhua")
        _clear([_key(name) for name in ("kind", "quality", "link", "words")], bool(sorts or qualities or link or words))
    asked = {**_lists(document_kinds=sorts, qualities=qualities), "link": link, "words": words}
    told = _words(
        ("kind", [SORTS[v] for v in sorts]),
        ("quality", quality),
        ("link", [LINKS[link].lower()] if link else []),
        ("words", [words] if words else []),
    )
    return Part(asked, told, _total("issues/documents", asked))


def corrections() -> Part:
    """The choice among the corrections: their state."""
    names = {state: state.capitalize() for state in STATES}
    states = address.many("correction", _key("correction"), STATES)
    with st.container(horizontal=True, vertical_alignment="center", key="facet-bar"):
        st.pills(
            "State",
            STATES,
            selection_mode="multi",
            key=_key("correction"),
            format_func=names.__getitem__,
            help=". ".join(STATES.values()) + ".",
            label_visibility="collapsed",
        )
    asked = _lists(states=states)
    return Part(asked, _words(("state", [names[v] for v in states])), _total("issues/corrections", asked))


def dictionary() -> Part:
    """The choices in the data dictionary: one table, and words."""
    about = ask("issues/tables").set_index("table_name").about.to_dict()
    with address.one_stroke():
        name = address.one("table", _key("table"), ["", *about], "")
        words = _typed("column")
    with st.container(horizontal=True, vertical_alignment="center", key="facet-bar"):
        st.selectbox(
            "Table",
            ["", *about],
            format_func=lambda v: v or "All tables",
            key=_key("table"),
            width=280,
            label_visibility="collapsed",
        )
        _text("column", "Words in table, column or meaning", "Filter, e.g. locator")
        _clear([_key("table"), _key("column")], bool(name or words))
    asked = {"table": name, "words": words}
    told = _words(("table", [name] if name else []), ("words", [words] if words else []))
    return Part(asked, told, _total("issues/dictionary", asked))


def _text(name: str, label: str, placeholder: str) -> None:
    st.text_input(
        label, key=_key(name), max_chars=LONGEST, placeholder=placeholder, width=280, label_visibility="collapsed"
    )


def _total(name: str, asked: Mapping[str, Any]) -> int:
    found = ask(name, most=1, skip=0, **asked)
    return int(found.total.iloc[0]) if len(found) else 0


def _is(value: object) -> bool:
    return value is not None and value == value and value is not pd.NaT and value != ""


def _lines(first: Run, *smaller: object) -> Lines:
    return Lines(((False, (first,)), *((True, (str(words),)) for words in smaller if _is(words))))


def _resolved(row: Any) -> Lines:
    if not _is(row.resolution):
        return _lines("Open", f"What would settle it: {row.settles}")
    return _lines("Resolved", f"{row.resolved_by}, {row.resolved_on:%Y-%m-%d}: {row.resolution}")


def findings_shown(page: pd.DataFrame) -> pd.DataFrame:
    rows = list(page.itertuples())
    return pd.DataFrame(
        {
            table.MARK: [f"{row.subject_kind}:{row.subject_id}" for row in rows],
            "About": [_lines(row.name, row.subject_kind.capitalize(), _standing_in(row)) for row in rows],
            "What is doubtful": [_lines(row.message, f"Evidence: {row.evidence}") for row in rows],
            "Check": [_lines(rule_name(row.rule), f"{row.severity.capitalize()}. {row.rule_about}") for row in rows],
            "State": [_resolved(row) for row in rows],
        }
    )


def _standing_in(row: Any) -> str:
    """The document of a subject, shorter by its title where there is one."""
    if row.subject_kind == "document":
        return ""
    return next((str(words) for words in (row.document_title, row.publisher) if _is(words)), "")


def documents_shown(page: pd.DataFrame) -> pd.DataFrame:
    rows = list(page.itertuples())
    missing = {"review": "link missing in the print"}
    return pd.DataFrame(
        {
            table.MARK: [f"document:{row.document_id}" for row in rows],
            "Document": [
                _lines(row.publisher, row.title if _is(row.title) else "title not recorded", row.note) for row in rows
            ],
            "Kind, quality": [
                _lines(SORTS[row.kind], evidence_words.QUALITIES[row.quality], _at_hand(row)) for row in rows
            ],
            "Month": [row.month for row in rows],
            "Web address": [
                _lines(table.link("open", row.url) if _is(row.url) else missing.get(row.kind, table.NO_LINK))
                for row in rows
            ],
            "Events": (page.events + page.further).to_list(),
            "Figures": page.figures.to_list(),
            "Open findings": page.findings.to_list(),
        }
    )


def _at_hand(row: Any) -> str:
    return f"its own text lies beside the data: {row.text}" if _is(row.text) else ""


def corrections_shown(page: pd.DataFrame) -> pd.DataFrame:
    rows = list(page.itertuples())
    return pd.DataFrame(
        {
            table.MARK: [f"{row.subject_kind}:{row.subject_id}" for row in rows],
            "About": [_lines(row.name, f"{row.subject_kind.capitalize()}: {row.attribute}") for row in rows],
            "Printed": [row.printed if _is(row.printed) else "nothing printed" for row in rows],
            "Corrected or likely": [row.corrected if _is(row.corrected) else "not known" for row in rows],
            "State": [row.state.capitalize() for row in rows],
            "Why": [_lines(row.reason, f"Rests on: {row.source}") for row in rows],
        }
    )


def dictionary_shown(page: pd.DataFrame) -> pd.DataFrame:
    rows = list(page.itertuples())
    begins = ~page.table_name.duplicated()
    return pd.DataFrame(
        {
            "Table": [
                _lines(row.table_name, row.table_about if first else "")
                for row, first in zip(rows, begins, strict=True)
            ],
            "Column": [row.column_name for row in rows],
            "Type": [_lines(*_type(row.type), "" if row.empty else "never empty") for row in rows],
            "Meaning": [row.meaning for row in rows],
        }
    )


def _type(words: str) -> tuple[str, str]:
    """The type, and the values of an enumeration in smaller words."""
    name, _, values = words.partition("(")
    return (name.capitalize(), values.rstrip(")").replace("'", "")) if name == "ENUM" else (words, "")


@dataclass(frozen=True)
class Listed:
    """How a part asks, chooses, is shown, and what its rows are called; `headings` are those of its file."""

    question: str
    choose: Callable[[], Part]
    shown: Callable[[pd.DataFrame], pd.DataFrame]
    headings: Mapping[str, str]

    def filed(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[list(self.headings)].rename(columns=dict(self.headings))


PARTS = {
    "findings": Listed(
        "issues/findings",
        findings,
        findings_shown,
        {
            "rule": "Check",
            "rule_about": "What the check looks for",
            "severity": "Severity",
            "subject_kind": "Kind of subject",
            "subject_id": "Key of subject",
            "name": "About",
            "message": "What is doubtful",
            "evidence": "Evidence",
            "settles": "What would settle it",
            "resolution": "Resolution",
            "resolved_by": "Resolved by",
            "resolved_on": "Resolved on",
            "publisher": "Publisher",
            "document_title": "Document",
        },
    ),
    "documents": Listed(
        "issues/documents",
        documents,
        documents_shown,
        {
            "document_id": "Key",
            "kind": "Kind",
            "title": "Title",
            "publisher": "Publisher",
            "month": "Month",
            "quality": "Quality",
            "url": "Web address",
            "events": "Events, number",
            "further": "Events told too, number",
            "figures": "Figures, number",
            "findings": "Open findings, number",
            "text": "Its own text beside the data",
            "note": "Note",
        },
    ),
    "corrections": Listed(
        "issues/corrections",
        corrections,
        corrections_shown,
        {
            "subject_kind": "Kind of subject",
            "subject_id": "Key of subject",
            "name": "About",
            "attribute": "What",
            "printed": "Printed",
            "corrected": "Corrected or likely",
            "state": "State",
            "reason": "Reason",
            "source": "Rests on",
        },
    ),
    "dictionary": Listed(
        "issues/dictionary",
        dictionary,
        dictionary_shown,
        {
            "table_name": "Table",
            "table_about": "What the table holds",
            "column_name": "Column",
            "type": "Type",
            "empty": "May be empty",
            "meaning": "Meaning",
        },
    ),
}
