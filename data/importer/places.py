"""Finds where an event took place: launch sites, stations, cities, provinces and countries after in, at or from. A name elsewhere is no place."""

import re
from dataclasses import dataclass

from data.importer.found import Found
from data.importer.names import Names, Spot
from data.importer.phrases import Hit, Token, tokens

_PLACING = {"in", "at", "from", "near", "outside", "aboard", "off", "to", "on", "into", "over"}
_SPACE = re.compile(
    r"\b(?:the\s+)?(?:lunar orbit|low[- ]Earth orbit|geostationary orbit|sun-synchronous orbit|Earth orbit|orbit|Tiangong space station|space station|far side of the Moon|Moon|Mars|lunar surface)\b"
)
_POLAR = re.compile(r"\b(?:the\s+)?(?:Arctic(?:\s+Ocean)?|Antarctica|Antarctic|South Pole|North Pole|Southern Ocean)\b")
_SEA = re.compile(
    r"\b(?:the\s+)?(?:(?:South|East) China Sea|Yellow Sea|Bohai Sea|(?:Western\s+|North\s+|South\s+)?Pacific(?:\s+Ocean)?|Indian Ocean|(?:North\s+|South\s+)?Atlantic(?:\s+Ocean)?|Mariana Trench|Java Trench|(?:[A-Z]\w+\s){1,2}(?:Sea|Trench|Strait|Ocean))\b"
)
_MOVES = {"to", "from", "into", "over", "on", "off"}


@dataclass(frozen=True)
class Place:
    """name as printed; kind land, sea, polar or space; lat and lon where known."""

    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None


def find(text: str, names: Names) -> list[Found[Place]]:
    """Places in reading order; the one most likely the event's comes first among equals for the caller to take."""
    cut = tokens(text)
    hits = list(names.places.find(text, cut))
    found: list[Found[Place]] = []
    number = 0
    while number < len(hits):
        hit = hits[number]
        wider = hits[number + 1] if number + 1 < len(hits) else None
        before = cut[hit.first - 1].text.casefold() if hit.first else ""
        if not _placed(before, hit, cut):
            number += 1
            continue
        found.append(_place(text, hit, wider, cut))
        number += 1 + bool(wider and _joined(text, hit, wider))
    found += _countries(text, names, cut, found)
    for kind, pattern in (("space", _SPACE), ("polar", _POLAR), ("sea", _SEA)):
        for match in pattern.finditer(text):
            if re.search(
                r"\b(?:in|at|from|on|aboard|into|to|of|across)\s+(?:the\s+)?$",
                text[: match.start()] + ("the " if match.group().startswith("the ") else ""),
            ) and not any(f.start < match.end() and match.start() < f.end for f in found):
                name = re.sub(r"^the\s+", "", match.group())
                found.append(
                    Found(
                        match.end() - len(name), match.end(), Place(name[:1].upper() + name[1:], kind, None, None, None)
                    )
                )
    return sorted(found, key=lambda f: f.start)


def _placed(before: str, hit: Hit[Spot], cut: list[Token]) -> bool:
    """Whether a word before it says that it is a place; a launch site or station needs none."""
    if hit.after - hit.first > 2 and hit.value.rank == 3:
        return True
    if (
        before in ("the", "city", "of", "province", "central", "northern", "southern", "eastern", "western", "downtown")
        and hit.first > 1
    ):
        before = next(
            (
                cut[n].text.casefold()
                for n in range(hit.first - 1, max(-1, hit.first - 6), -1)
                if cut[n].text.casefold() in _PLACING
            ),
            before,
        )
    if before not in _PLACING - {"on", "over", "into", "off", "to"}:
        return False
    after = cut[hit.after] if hit.after < len(cut) else None
    return not (after and after.capital and after.text.isalpha() and after.start - hit.end == 1 and hit.value.rank < 3)


def _joined(text: str, hit: Hit[Spot], wider: Hit[Spot]) -> bool:
    between = text[hit.end : wider.start]
    return (
        bool(
            re.fullmatch(
                r",\s*|\s+in\s+(?:\w+\s+)?(?:China(?:'s|’s)?\s+)?|,?\s+(?:capital\s+of\s+)?(?:\w+\s+)?China(?:'s|’s)\s+",
                between,
            )
        )
        and wider.value.country == hit.value.country
    )


def _place(text: str, hit: Hit[Spot], wider: Hit[Spot] | None, cut: list[Token]) -> Found[Place]:
    spot, end = hit.value, hit.end
    name = text[hit.start : hit.end]
    if wider and _joined(text, hit, wider) and wider.value.rank < 2:
        name, end = f"{name}, {text[wider.start : wider.end]}", wider.end
    return Found(hit.start, end, Place(name, spot.kind, spot.country, spot.lat, spot.lon), spot.sure, spot.why)


def _countries(text: str, names: Names, cut: list[Token], found: list[Found[Place]]) -> list[Found[Place]]:
    """Countries that an event is said to be in."""
    places = []
    for hit in names.countries.find(text, cut):
        if hit.value.form != "name" or not hit.first or any(f.start < hit.end and hit.start < f.end for f in found):
            continue
        number = hit.first - 1 - (cut[hit.first - 1].text == "the")
        if number >= 0 and (
            cut[number].text.casefold() == "in"
            or (
                cut[number].text == "to" and cut[number - 1].text.casefold() in ("visit", "visits", "trip", "travelled")
            )
        ):
            places.append(
                Found(hit.start, hit.end, Place(text[hit.start : hit.end], "land", hit.value.iso3, None, None))
            )
    return places
