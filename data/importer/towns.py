"""Finds the country of a partner that is told by its town alone: "the university in Perth", "programmers from Bangalore", "6 August, Leipzig:".

A town whose name others share says a country only where it is far larger than they are. It is always a doubt, for an editor.
"""

import re

from data.importer.found import Found
from data.importer.names import Names
from data.importer.phrases import tokens

_HOME = {"CHN", "HKG", "MAC", "TWN", "ATA"}
_LEAST_PEOPLE = 80_000
# How many times larger than others of its name a town must be to be meant.
_LARGER = 2.5
_BESIDE = re.compile(
    r"(?:\b(?:in|at|of|from|to|near|outside|between|off)\s+(?:the\s+(?:[a-z]+\s+){0,2}(?:city|town|port)\s+of\s+)?|(?:^|[.:]\s)|\d\s+[A-Z][a-z]+,\s+|[a-z],\s+)$"
)
# A name that goes on is a body's or a person's.
_GOES_ON = re.compile(r"\s+(?:[A-Z\u00c0-\u00de]|of\s)|[-\u2010]\w|['\u2019]s\s+[A-Z]")


def find(text: str, names: Names) -> list[Found[str]]:
    """Countries (ISO 3166) of towns abroad in reading order, each once, none of them sure."""
    found: dict[str, Found[str]] = {}
    for hit in names.places.find(text, tokens(text)):
        first = hit.value
        if first.kind != "land" or not first.country or first.country in _HOME or first.people < _LEAST_PEOPLE:
            continue
        if any(other.country in _HOME for other in first.others):
            continue
        rivals = [other.people for other in first.others if other.country != first.country]
        if rivals and first.people < _LARGER * max(rivals):
            continue
        if _BESIDE.search(text[max(0, hit.start - 60) : hit.start]) and not _GOES_ON.match(text, hit.end):
            why = f"told by the town {first.name} alone"
            found.setdefault(first.country, Found(hit.start, hit.end, first.country, False, why))
    return list(found.values())
