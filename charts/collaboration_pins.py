"""Which pins of the map stand alone at a zoom, which are one mark with a number, and which are spread around their place.

Pure geometry in pixels; the same places give the same marks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil, cos, degrees, hypot, inf, pi, radians, sin

import pandas as pd

from charts.collaboration_views import BANDS, LEVELS, WORLD, across, up

# Share of the distance of two marks that touch at which they still stand apart.
APART = 0.85
# Marks that one zoom level shows at most; with more places, wider surroundings become one mark.
MOST_MARKS = 40
MOST_SPREAD = 8
# From this level on, the events of one place are spread around it where there is room.
SPREAD_FROM = 2
RING_PX = 15.0
# A fan is tried in so many directions, an eighth of a turn apart.
FAN_STEPS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the map, degrees, with the events there; `review` of them are the review's."""

    name: str
    lat: float
    lon: float
    events: int
    review: int

    @property
    def key(self) -> str:
        """'39.9042,116.4074'."""
        return f"{self.lat:.4f},{self.lon:.4f}"


@dataclass(frozen=True, slots=True)
class Group:
    """Places that are one mark, the one with most events first: the mark lies there."""

    places: tuple[Place, ...]
    events: int
    review: int

    @property
    def px(self) -> float:
        """Breadth of the mark."""
        return breadth(self.events, self.review > 0)


def _group(places: Iterable[Place]) -> Group:
    ordered = tuple(_ordered(places))
    return Group(ordered, sum(place.events for place in ordered), sum(place.review for place in ordered))


def number(events: int) -> str:
    """What stands in a mark: nothing for one event, thousands cut short."""
    if events == 1:
        return ""
    if events < 1000:
        return str(events)
    return f"{events / 1000:.1f}k" if events < 10_000 else f"{events // 1000}k"


def size(events: int, review: bool) -> float:
    """Plotly's size of a mark in pixels: room for its number; a diamond needs more for the same."""
    digits = len(number(events))
    if not digits:
        return 12 if review else 11
    return (22 if digits < 3 else 8.0 + 8 * digits) * (1.1 if review else 1)


def breadth(events: int, review: bool) -> float:
    """From edge to edge; plotly's diamond of a size is 1.3 times as broad."""
    return size(events, review) * (1.3 if review else 1)


def on_map(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows have a point (lat) that the map of the world shows; the poles lie beyond it."""
    return frame.lat.between(BANDS[WORLD].south, BANDS[WORLD].north)


def places(pins: pd.DataFrame) -> tuple[Place, ...]:
    """One per point of `pins` (place, lat, lon, source, events: a row per point and source) on the map, most events first."""
    found: dict[tuple[float, float], tuple[str, int, int]] = {}
    for pin in pins[on_map(pins)].itertuples():
        name, events, review = found.get((pin.lat, pin.lon), (pin.place, 0, 0))
        told = pin.events if pin.source == "review" else 0
        found[pin.lat, pin.lon] = (name, events + pin.events, review + told)
    return tuple(_ordered(Place(name, lat, lon, n, told) for (lat, lon), (name, n, told) in found.items()))


@lru_cache(maxsize=64)
def gather(found: tuple[Place, ...]) -> list[list[Group]]:
    """The marks of each zoom level: what would lie on each other is one. A coarser level joins marks of the finer one."""
    levels: list[list[Group]] = []
    groups = [_group((place,)) for place in found]
    for scale in reversed(LEVELS):
        apart = APART
        groups = _joined(groups, scale, apart)
        while len(groups) > MOST_MARKS:
            apart *= 1.3
            groups = _joined(groups, scale, apart)
        levels.insert(0, groups)
    return levels


def find(found: tuple[Place, ...], mark: str) -> Group | None:
    """The group that a mark's key '2:39.9042,116.4074' (level, place) stands for, if its place has events."""
    level, _, key = mark.partition(":")
    if level not in {str(number) for number in range(len(LEVELS))} or key not in {place.key for place in found}:
        return None
    return next(g for g in gather(found)[int(level)] if any(place.key == key for place in g.places))


def spread(
    group: Group, groups: Iterable[Group], diamonds: Sequence[bool], scale: float, must: bool = False
) -> list[tuple[float, float]] | None:
    """Points in degrees around the group's place, one for each mark (true = a diamond): a ring, else a fan where a ring has no room.

    None where neither has room, unless they `must` be spread; or where the group's places lie further apart than the ring reaches.
    """
    x, y = _point(group, scale)
    breadths = [breadth(1, diamond) + 2 for diamond in diamonds]
    if not must and any(hypot(a - x, b - y) > RING_PX for a, b in (_at(p, scale) for p in group.places)):
        return None
    others = [(*_point(other, scale), other.px / 2) for other in groups if other.places != group.places]
    count = len(diamonds)
    full = [(max(RING_PX, sum(breadths) / (2 * pi)), [2 * pi * index / count for index in range(count)])]
    reach = max(RING_PX, sum(breadths) / pi)
    fans = [
        (reach, [pi * (step / 4 + index / (count - 1) - 0.5) for index in range(count)]) for step in range(FAN_STEPS)
    ]
    for reach, turns in [*full, *fans]:
        points = [(x + reach * sin(turn), y + reach * cos(turn)) for turn in turns]
        if all(
            hypot(a - c, b - d) > half + wide / 2
            for (a, b), wide in zip(points, breadths, strict=True)
            for c, d, half in others
        ):
            return [_degrees(group, turn, reach, scale) for turn in turns]
    return [_degrees(group, turn, full[0][0], scale) for turn in full[0][1]] if must else None


def _degrees(group: Group, turn: float, reach: float, scale: float) -> tuple[float, float]:
    """Latitude and longitude so many pixels away from the group's place, clockwise from north."""
    lat, lon = group.places[0].lat, group.places[0].lon
    # How far a radian of latitude reaches here, from a degree to either side.
    rise = (up(lat + 1) - up(lat - 1)) / radians(2)
    north, east = reach * cos(turn) / rise, reach * sin(turn) / across(lat)
    return round(lat + degrees(north / scale), 3), round(lon + degrees(east / scale), 3)


def _ordered(found: Iterable[Place]) -> list[Place]:
    return sorted(found, key=lambda place: (-place.events, place.lat, place.lon))


def _at(place: Place, scale: float) -> tuple[float, float]:
    """Pixels east of the prime meridian and north of the equator."""
    return radians(place.lon) * across(place.lat) * scale, up(place.lat) * scale


def _point(group: Group, scale: float) -> tuple[float, float]:
    return _at(group.places[0], scale)


def _joined(groups: list[Group], scale: float, apart: float) -> list[Group]:
    """Groups no two of which lie on each other: the smaller joins the larger until all stand apart."""
    before = 0
    while len(groups) != before:
        before = len(groups)
        ordered = sorted(groups, key=lambda g: (-g.events, g.places[0].lat, g.places[0].lon))
        # No mark reaches further than a cell, so those that may touch lie in the cells around.
        cell = max((group.px for group in groups), default=1.0) * max(apart, 1)
        cells: dict[tuple[int, int], list[int]] = {}
        kept: list[Group] = []
        marks: list[tuple[float, float, float]] = []
        for group in ordered:
            (x, y), px = _point(group, scale), group.px
            column, row = ceil(x / cell), ceil(y / cell)
            nearest, least = -1, inf
            for key in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
                for index in cells.get(key, ()):
                    a, b, wide = marks[index]
                    distance = hypot(a - x, b - y)
                    if distance < (wide + px) / 2 * apart and distance < least:
                        nearest, least = index, distance
            if nearest >= 0:
                joined = kept[nearest] = _group((*kept[nearest].places, *group.places))
                marks[nearest] = (*_point(joined, scale), joined.px)
            else:
                cells.setdefault((column, row), []).append(len(kept))
                kept.append(group)
                marks.append((x, y, px))
        groups = kept
    return groups
