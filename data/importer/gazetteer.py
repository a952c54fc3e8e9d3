"""Where a place lies that an editor names: as published events have it, else as the world's towns do. What is not plain stays empty."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from data.importer.known import Known
from data.importer.names import Names, Spot, add_towns
from data.importer.phrases import fold


def point(place: str, country: str | None, known: Known) -> dict[str, Any]:
    """`place_kind`, `place_country`, `lat` and `lon` (degrees) of a place; empty where none has this name, or several countries an equal one.

    `country` is its ISO 3166-1 alpha-3 code where the editor gave one.
    """
    for spots in (_published(place, known), _towns(place)):
        meant = [spot for spot in spots if country is None or spot.country in (None, country)]
        if meant and (meant[0].sure or len({spot.country for spot in meant}) == 1):
            spot = meant[0]
            return {"place_kind": spot.kind, "place_country": country or spot.country, "lat": spot.lat, "lon": spot.lon}
    return {}


def _published(place: str, known: Known) -> Iterable[Spot]:
    for row in known.rows.get("event", ()):
        if row["lat"] and fold(row["place"]) == fold(place):
            at = float(row["lat"]), float(row["lon"])
            yield Spot(place, row["place_kind"], row["place_country"] or None, *at, sure=False)


def _towns(place: str) -> list[Spot]:
    first = _world().places.get(place)
    spots = (first, *first.others) if first else ()
    return [spot for spot in spots if spot.lat is not None]


@cache
def _world() -> Names:
    world = Names()
    add_towns(world)
    return world
