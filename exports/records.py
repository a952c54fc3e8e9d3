"""Sources and findings as tables to show and to print: findings, documents, corrections, data dictionary, as the address asks."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.theme import exact, plural
from exports.exhibits import Asked, Told

PARTS = ("findings", "documents", "corrections", "dictionary")
# Facets of the findings by name in the address, and their parameter.
FACETS = {
    "rule": "rules",
    "severity": "severities",
    "subject": "subject_kinds",
    "state": "states",
    "document": "documents",
}
KINDS = ("review", "report", "notes")
QUALITIES = ("review", "official", "press", "copy", "transcription")
STATES = ("applied", "suggested", "noted")
MOST_ROWS = 20
OWN = "The dashboard's own records"
_Found = tuple[str, pd.DataFrame, int, str, str]


def told(asked: Asked) -> Told:
    """What the address shows of Sources and findings, as a table."""
    part = asked.one("part", PARTS, "findings")
    title, table, rows, measure, words = {
        "findings": _findings,
        "documents": _documents,
        "corrections": _corrections,
        "dictionary": _dictionary,
    }[part](asked)
    if table.empty:
        table = pd.DataFrame({f"No {part} match": [words]})
    return Told(title, measure, OWN, None, words, table=table.fillna("–"), rows=rows)


def _lists(**chosen: Sequence[str]) -> dict[str, Any]:
    return {**{name: list(v) for name, v in chosen.items()}, **{f"{name}_all": not v for name, v in chosen.items()}}


def _words(chosen: Mapping[str, Sequence[str]]) -> str:
    named = (
        f"{name}: {', '.join(value.replace('_', ' ') for value in values)}"
        for name, values in chosen.items()
        if any(values)
    )
    return "; ".join(named) or "Not filtered"


def _typed(asked: Asked, name: str) -> str:
    return next(iter(asked.choices.get(name, ())), "")[:60]


def _findings(asked: Asked) -> _Found:
    every = asked.answer("issues/facets", **_lists(**dict.fromkeys(FACETS.values(), ())))
    known = {facet: list(own.value) for facet, own in every.groupby("facet")}
    chosen = {facet: asked.many(facet, known.get(facet, ())) for facet in FACETS}
    params = _lists(**{FACETS[facet]: values for facet, values in chosen.items()})
    counts = asked.answer("issues/facets", **params)
    total = int(counts.loc[counts.facet == "all", "findings"].iloc[0])
    found = asked.answer("issues/findings", most=MOST_ROWS, skip=0, **params)
    table = pd.DataFrame(
        {
            "About": found.name,
            "What is doubtful": found.message,
            "What would settle it": found.settles,
            "State": ["open" if why is None or why != why else "resolved" for why in found.resolution],
        }
    )
    return plural(total, "finding"), table, total, "What the checks doubt, open ones first.", _words(chosen)


def _documents(asked: Asked) -> _Found:
    kinds, qualities = asked.many("kind", KINDS), asked.many("quality", QUALITIES)
    link, words = asked.one("link", ("", "with", "without"), ""), _typed(asked, "words")
    params = {**_lists(document_kinds=kinds, qualities=qualities), "link": link, "words": words}
    found = asked.answer("issues/documents", most=MOST_ROWS, skip=0, **params)
    table = pd.DataFrame(
        {
            "Publisher": found.publisher,
            "Title": found.title,
            "Month": found.month,
            "Events": [exact(n) for n in found.events + found.further],
            "Figures": [exact(n) for n in found.figures],
            "Open findings": [exact(n) for n in found.findings],
        }
    )
    limits = _words({"kind": kinds, "quality": qualities, "link": [link], "words": [words]})
    total = _total(found)
    return plural(total, "document"), table, total, "What the data rest on, reviews first, then the newest.", limits


def _corrections(asked: Asked) -> _Found:
    states = asked.many("correction", STATES)
    found = asked.answer("issues/corrections", most=MOST_ROWS, skip=0, **_lists(states=states))
    table = pd.DataFrame(
        {
            "About": found.name,
            "Printed": found.printed,
            "Corrected or likely": found.corrected,
            "State": found.state,
            "Why": found.reason,
        }
    )
    total = _total(found)
    return plural(total, "correction"), table, total, "The print is always kept.", _words({"state": states})


def _dictionary(asked: Asked) -> _Found:
    name, words = _typed(asked, "table"), _typed(asked, "column")
    found = asked.answer("issues/dictionary", most=MOST_ROWS, skip=0, table=name, words=words)
    table = pd.DataFrame({"Table": found.table_name, "Column": found.column_name, "Meaning": found.meaning})
    total = _total(found)
    limits = _words({"table": [name], "words": [words]})
    return f"{plural(total, 'column')} of the data", table, total, "What each column means.", limits


def _total(found: pd.DataFrame) -> int:
    return int(found.total.iloc[0]) if len(found) else 0
