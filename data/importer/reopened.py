"""A published document as a draft, so that a month can be corrected whose draft is not here. Published untouched it changes nothing."""

from pathlib import Path
from typing import Any

from data import load, texts
from data.importer import sections
from data.importer.again import Draft, Tables, event_values, figure_values
from data.importer.documents import Paragraph as Read


def reopened(document: str, known: Tables, sources: Path) -> Draft:
    """The draft of a published document: all it says is accepted; beside it stands its text, where the folder has one.

    Raises KeyError where no document has this key.
    """
    own = {row["document_id"]: row for row in known["document"]}[document]
    placed = _paragraphs(document, sources)
    passages = {one["locator"]: one["text"] for one in placed if one["locator"]}
    return {
        "document": {"name": own["title"], "sha256": None, "document_id": document},
        "month": own["month"],
        "title": own["title"],
        "publisher": own["publisher"],
        "adopted": True,
        "warnings": [],
        "paragraphs": placed,
        "events": [
            {
                **event_values(row, known),
                "id": f"e{number}",
                "event_id": row["event_id"],
                "state": "accepted",
                "passage": passages.get(row["locator"], ""),
                "links": [],
                "confidence": None,
                "spans": [],
                "unsure": [],
            }
            for number, row in enumerate((row for row in known["event"] if row["document_id"] == document), 1)
        ],
        "budget": [
            {
                **figure_values(row),
                "id": f"b{number}",
                "figure_id": row["figure_id"],
                "item": row["series_id"],
                "state": "accepted",
                "paragraph": None,
                "spans": [],
                "unsure": [],
            }
            for number, row in enumerate((row for row in known["figure"] if row["document_id"] == document), 1)
        ],
    }


def _paragraphs(document: str, sources: Path) -> list[dict[str, Any]]:
    folder = next((path for path, held in load.own_documents(sources) if held == document), None)
    file = next(iter(texts.beside(folder)), None) if folder else None
    if file is None:
        return []
    try:
        found = texts.read(file)
    except texts.Unreadable:
        return []
    as_read = [Read(one.words, one.heading, one.listed) for one in found]
    located = {one.number: one.locator for one in sections.sectioned(as_read)}
    return [
        {
            "text": one.text,
            "heading": one.heading and number not in located,
            "locator": located.get(number),
            "links": [],
        }
        for number, one in enumerate(as_read)
    ]
