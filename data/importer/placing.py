"""Takes the place of what happened from the places found: a dateline, a known site, else the first sentence's. It guesses no site."""

import re
from typing import Any

import pycountry

from data.importer import asides, places, towns
from data.importer.bodies import HEADS, SUBJECT
from data.importer.events import sentences
from data.importer.found import Found
from data.importer.marks import doubt, mark
from data.importer.names import Names
from data.importer.people import STOP as NO_NAME
from data.importer.phrases import clear_of, fold
from data.importer.places import Place

_PRINTED = re.compile(
    r"\b(?:(?P<near>in|at|near|off|outside|up|on)\s+(?P<name>(?:Mount\s+)?[A-ZÀ-Þ][\w'’-]{2,}(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2})|(?:in|on|along|across|of)\s+the\s+(?P<part>(?:upper|lower|middle|southern|northern|eastern|western)\s+[A-Z]\w+))(?![\w-])(?!\s+[A-ZÀ-Þ0-9]|['’]s?\b|-|\s+(?:and|&)\s+[A-Z])"
)
_GENERIC = re.compile(
    r"^(?:Mount|Port|Fort|San|Santa|St|Saint|New|El|Los|Las|upper|lower|middle|southern|northern|eastern|western)\s"
)
_PLANNED = re.compile(r"\b(?:will|to be|planned|would|next|later|scheduled|expected)\b[^.;]*$")
# A journal or a paper that something stood in.
_WRITTEN = re.compile(
    r"\b(?:published|appeared|printed|reported|written|paper|study|article|described|journal|results|wrote)\b[^,.]*$"
)


def place(made: dict[str, Any], text: str, names: Names, section: str, before: dict[str, Any] | None) -> Place | None:
    made |= {"place": None, "place_kind": "unknown", "place_country": None, "lat": None, "lon": None}
    if one := _likeliest(text, names) or _last_words(text, names) or _unlisted(text, made, names):
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
        r"(?P<name>[A-Z][\w\u00c0-\u024f'\u2019. -]{2,30}?)(?:/[A-Z][\w ]+)?, (?=\d|(?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
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
        if told and spot and told is not line and (town := _town_of(told["name"], text, names)):
            return town
        if told and spot:
            return Found(
                told.start("name"),
                told.end("name"),
                Place(
                    told["name"] if names.places.get(told["name"]) and not told["name"].isupper() else spot.name,
                    spot.kind,
                    spot.country,
                    spot.lat,
                    spot.lon,
                ),
                spot.sure,
                spot.why,
            )
    for hit in names.places.find(text[: cut[0][1]]):
        # A body is a place only where something was done at it.
        body = fold(text[hit.start : hit.end]).casefold().split()[-1] in HEADS
        done_at = not body or re.search(r"\b(?:at|in|near) (?:the )?$", text[: hit.start])
        if hit.value.rank == 3 and hit.after - hit.first > 1 and hit.value.lat is not None and done_at:
            return Found(
                hit.start,
                hit.end,
                Place(hit.value.name, hit.value.kind, hit.value.country, hit.value.lat, hit.value.lon),
            )
    if found := places.find(text, names):
        return _town_of(found[0].value.name, text, names) or found[0]
    # "held on 12 March in Beijing": a capital or a published place beside the date.
    for hit in names.places.find(text[: cut[0][1]]):
        spot = hit.value
        if spot.rank >= 2 and re.search(r"\bin $", text[: hit.start]) and spot.lat is not None:
            return Found(hit.start, hit.end, Place(spot.name, spot.kind, spot.country, spot.lat, spot.lon))
    return None


def _town_of(land: str, text: str, names: Names) -> Found[Place] | None:
    """The town where a visit to a whole country led to, where the text tells one."""
    country = names.countries.get(land)
    if not country or country.form != "name":
        return None
    towns = (one for one in places.find(text, names) if one.value.lat is not None and one.value.name != land)
    return next((one for one in towns if one.value.country == country.iso3), None)


def _last_words(text: str, names: Names) -> Found[Place] | None:
    """A town that stands alone after the last comma of the first sentence: "fourth session of the committee, Basel."."""
    cut = sentences(text)
    end = re.search(r", (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\.?$", text[cut[0][0] : cut[0][1]])
    spot = names.places.get(end["name"]) if end else None
    if end and spot and spot.lat is not None and not names.countries.get(end["name"]):
        mentioned = {hit.value.iso3 for hit in names.countries.find(text)}
        meant, _ = places.settle(spot, mentioned)
        if meant:
            place = Place(end["name"], meant.kind, meant.country, meant.lat, meant.lon)
            start = cut[0][0] + end.start("name")
            return Found(start, start + len(end["name"]), place, False, "little says that it happened there")
    return None


def _unlisted(text: str, made: dict[str, Any], names: Names) -> Found[Place] | None:
    """A place that no gazetteer has, after a placing word beside what happened; its country is the one beside it or the only one named."""
    cut = sentences(text)
    stop = cut[min(1, len(cut) - 1)][1]
    taken = [(one["start"], one["end"]) for one in made["spans"] if one["field"] in ("organisations", "people")]
    taken += [(hit.start, hit.end) for hit in names.countries.find(text) if hit.value.form != "capital"]
    around = {hit.value.iso3 for hit in names.countries.find(text)} - {"CHN"}
    for told in _PRINTED.finditer(text, 0, stop):
        name, at = told["name"] or told["part"], told.end() - len(told["name"] or told["part"])
        if not clear_of(taken, at, told.end()) or _is_no_place(name):
            continue
        spot, lead = names.places.get(name), text[max(0, told.start() - 60) : told.start()]
        if _WRITTEN.search(lead) or _PLANNED.search(lead) or (spot and spot.country == "CHN"):
            continue
        land = next(iter(names.countries.find(text[told.end() : told.end() + 40])), None)
        beside = land and re.fullmatch(
            r"(?:,|\s+in|\s+of)\s+(?:the\s+|[a-z]+\s+)?", text[told.end() : told.end() + land.start]
        )
        country = land.value.iso3 if land and beside else next(iter(around)) if len(around) == 1 else None
        if asides.aside(text, at, told.end()):
            continue
        # A town abroad that is not sure to be meant lies in no country rather than in China.
        abroad = names.regions.get(name) or (spot and towns.country(spot))
        country = country or abroad or (None if around or spot else "CHN")
        near = told["near"] if told["near"] in ("near", "off") else ""
        start = told.start("near") if near else at
        known = (
            next((one for one in (spot, *spot.others) if one.country == country), None) if spot and not near else None
        )
        point = (known.lat, known.lon) if known else (None, None)
        why = "little says that it happened there" if spot else "no gazetteer has it"
        return Found(start, told.end(), Place(f"{near} {name}".strip(), "land", country, *point), False, why)
    return None


def _is_no_place(name: str) -> bool:
    words = [word.casefold() for word in _GENERIC.sub("", name).split()]
    return name.isupper() or any(word in NO_NAME or word in HEADS or word in SUBJECT for word in words) or bool(pycountry.languages.get(name=name))  # fmt: skip
