"""Takes the place of what happened from the places found: a dateline, a known site, else the first sentence's. It guesses no site."""

import re
from typing import Any

from data.importer import places
from data.importer.events import sentences
from data.importer.found import Found
from data.importer.marks import doubt, mark
from data.importer.names import Names
from data.importer.places import Place


def place(made: dict[str, Any], text: str, names: Names, section: str, before: dict[str, Any] | None) -> Place | None:
    made |= {"place": None, "place_kind": "unknown", "place_country": None, "lat": None, "lon": None}
    if one := _likeliest(text, names):
        spot = one.value
        wider = re.match(
            r"(?:[^.]{0,60}?\blocated)?\s+in\s+(?:[a-z]+\s+)?(?:(?:South|North|East|West|Central|China|[Nn]orth\w+|[Ss]outh\w+)(?:'s)?\s+)*(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)\s+[Pp]rovince\b",
            text[one.end :],
        )
        # A province of China is known without the word.
        province = wider["name"] + " province" * (spot.country != "CHN") if wider else ""
        name = f"{spot.name}, {province}" if wider and wider["name"] not in spot.name else spot.name
        made |= {
            "place": name,
            "place_kind": spot.kind,
            "place_country": spot.country,
            "lat": spot.lat,
            "lon": spot.lon,
        }
        mark(made, "place", one, name)
        if spot.name.split(",")[0] in {body["name"] for body in made["organisations"]}:
            made["organisations"] = [body for body in made["organisations"] if body["name"] != spot.name.split(",")[0]]
        return spot
    if before and before["place"] and re.match(r"Meanwhile|At the same time|In parallel", text):
        made |= {key: before[key] for key in ("place", "place_kind", "place_country", "lat", "lon")}
        doubt(made, "place", "the words give no place; it is that of the event told before")
        return Place(before["place"], before["place_kind"], before["place_country"], before["lat"], before["lon"])
    for body in made["organisations"] if section == "breakthrough" else ():
        hit = next(iter(names.places.find(body["name"])), None) if body.get("organisation_id") else None
        if hit and hit.value.lat is not None:
            town = hit.value
            made |= {
                "place": town.name,
                "place_kind": town.kind,
                "place_country": town.country,
                "lat": town.lat,
                "lon": town.lon,
            }
            doubt(made, "place", f"{town.name} is taken from the name of {body['name']}")
            return Place(town.name, town.kind, town.country, town.lat, town.lon)
    return None


def _likeliest(text: str, names: Names) -> Found[Place] | None:
    """The place of what happened: a dateline, a site published before, else what the first sentences place it at."""
    cut = sentences(text)
    line = re.match(
        r"(?P<name>[A-Z][\w\u00c0-\u024f'\u2019. -]{2,30}?), (?=\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
        text,
    )
    for told in [
        line,
        *re.finditer(
            r"\b(?:visit(?:ed|s)?(?: to)?|travelled to|toured|arrived in|came to) (?P<name>[A-Z][\w\u00c0-\u024f'\u2019-]+(?: [A-Z][\w\u00c0-\u024f'\u2019-]+)?)",
            text[: cut[0][1]],
        ),
    ]:
        spot = told and (names.places.get(told["name"]) or names.places.get(told["name"].split()[0]))
        if told and spot:
            return Found(
                told.start("name"),
                told.end("name"),
                Place(
                    told["name"] if names.places.get(told["name"]) else spot.name,
                    spot.kind,
                    spot.country,
                    spot.lat,
                    spot.lon,
                ),
                spot.sure,
                spot.why,
            )
    for hit in names.places.find(text[: cut[0][1]]):
        if hit.value.rank == 3 and hit.after - hit.first > 1 and hit.value.lat is not None:
            return Found(
                hit.start,
                hit.end,
                Place(hit.value.name, hit.value.kind, hit.value.country, hit.value.lat, hit.value.lon),
            )
    if found := places.find(text, names):
        return found[0]
    # "held on 12 March in Beijing": a capital or a published place beside the date.
    for hit in names.places.find(text[: cut[0][1]]):
        spot = hit.value
        if spot.rank >= 2 and re.search(r"\bin $", text[: hit.start]) and spot.lat is not None:
            return Found(hit.start, hit.end, Place(spot.name, spot.kind, spot.country, spot.lat, spot.lon))
    return None
