"""The zoom presets of the map: which part of the world each shows, and how many pixels a degree takes in it. Draws nothing."""

from functools import cache
from math import acos, asin, atan, atan2, cos, degrees, hypot, pi, radians, sin, sqrt, tan
from typing import Any, NamedTuple


class Band(NamedTuple):
    """Southern and northern edge in degrees north, middle in degrees east; height of the picture per width, and on a phone; which share
    of the width is drawn, where the rest would show neighbours alone.
    """

    south: float
    north: float
    middle: float
    ratio: float = 0.6
    narrow_ratio: float = 0.85
    share: float = 1.0


def across(lat: float) -> float:
    """How far a radian of longitude reaches at this latitude: the natural earth projection of plotly.js, whose unit is a radian."""
    p = radians(lat) ** 2
    return 0.8707 - 0.131979 * p + p**2 * (-0.013791 + p**2 * (0.003971 * p - 0.001529 * p**2))


def up(lat: float) -> float:
    """How high this latitude lies above the equator."""
    y = radians(lat)
    p = y**2
    return y * (1.007226 + p * (0.015085 + p**2 * (-0.044475 + 0.028874 * p - 0.005916 * p**2)))


WORLD = "World"
# South, north; the whole world fills its picture.
_SPAN = (-60, 84)
RATIO = (up(_SPAN[1]) - up(_SPAN[0])) / (2 * pi * across(0))
BANDS = {
    WORLD: Band(*_SPAN, 0, RATIO, RATIO),
    "Asia": Band(-13, 56, 88),
    "China": Band(15, 54, 104, 0.6, 0.78),
    "Africa": Band(-37, 39, 14, 0.62, 1.05, 0.66),
    "Europe": Band(34, 71, 15),
    "Americas": Band(-56, 72, -99, 0.62, 1.05, 0.64),
}
# Narrowest pictures that pins are set apart for, in pixels: beside the list on a screen of 1280, and on a phone.
WIDE_PX, NARROW_PX = 760, 340
# Pixels per unit of the projection (about 57 degrees) at which pins are gathered, the coarsest first.
LEVELS = (62, 138, 210, 440)
# Degrees north above which a line across the Arctic is left open: the map draws the pole as long as a continent.
OPEN = 76.0

# Our own shapes alone, and nothing of plotly's base map.
GEO = {"fitbounds": False, "resolution": 110, "visible": False, "showframe": False, "bgcolor": "rgba(0,0,0,0)"}


def _breadth(band: Band, ratio: float) -> float:
    """Width of the picture in units of the projection."""
    return (up(band.north) - up(band.south)) / ratio


def _ratio(label: str, narrow: bool) -> float:
    return BANDS[label].narrow_ratio if narrow else BANDS[label].ratio


def _edge(lat: float, half: float, outward: int) -> float:
    """The latitude to ask plotly for so that the picture ends at `lat`: it measures the edge along four great circles, which bulge
    towards the nearer pole.
    """
    if lat * outward <= 0:
        return lat
    return round(degrees(atan(tan(radians(lat)) * cos(radians(half) / 4))), 2)


def geo(label: str, narrow: bool = False) -> dict[str, Any]:
    """Plotly's geo for a preset; the longitudes are those that fill the picture beside the latitudes."""
    band = BANDS[label]
    widest = min(abs(band.south), abs(band.north)) if band.south * band.north > 0 else 0
    share = 1.0 if narrow else band.share
    half = min(180.0, degrees(_breadth(band, _ratio(label, narrow)) * share / 2 / across(widest)))
    return {
        "domain": {"x": [(1 - share) / 2, (1 + share) / 2]},
        "projection": {"type": "natural earth", "rotation": {"lon": band.middle}},
        "lataxis": {"range": [_edge(band.south, half, -1), _edge(band.north, half, 1)]},
        "lonaxis": {"range": [round(band.middle - half, 2), round(band.middle + half, 2)]},
        **GEO,
    }


@cache
def views() -> dict[str, dict[str, Any]]:
    """Layout values of every zoom button, for wide and narrow screens."""
    return {
        label: {
            "geo": geo(label),
            "meta": {
                "ratio": _ratio(label, narrow=False),
                "narrow": {"geo": geo(label, narrow=True)},
                "narrow_ratio": _ratio(label, narrow=True),
            },
        }
        for label in BANDS
    }


@cache
def shown_in(level: int) -> dict[str, list[str]]:
    """Meta of a trace of this level: the presets it belongs to on wide and on narrow screens."""

    def labels(width_px: int, narrow: bool) -> list[str]:
        scales = {label: width_px / _breadth(band, _ratio(label, narrow)) for label, band in BANDS.items()}
        return [label for label, scale in scales.items() if sum(scale >= known - 1 for known in LEVELS) - 1 == level]

    return {"views": labels(WIDE_PX, narrow=False), "narrow_views": labels(NARROW_PX, narrow=True)}


def arc(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Ends of the pieces of the great circle between two points (latitude, longitude) that lie south of OPEN: one piece, or two."""
    a, b = _vector(*start), _vector(*end)
    along = min(1.0, max(-1.0, sum(m * n for m, n in zip(a, b, strict=True))))
    aside = sqrt(1 - along**2)
    if aside < 1e-9:
        return [start, end]
    # At an angle t from the start the circle is a cos t + c sin t, and its height above the equator's plane rise * cos(t - top).
    c = tuple((n - along * m) / aside for m, n in zip(a, b, strict=True))
    rise, top = hypot(a[2], c[2]), atan2(c[2], a[2])
    if rise <= sin(radians(OPEN)):
        return [start, end]
    reach = acos(sin(radians(OPEN)) / rise)
    if top - reach <= 0 or top + reach >= acos(along):
        return [start, end]
    cuts = []
    for t in (top - reach, top + reach):
        x, y, z = (m * cos(t) + n * sin(t) for m, n in zip(a, c, strict=True))
        cuts.append((round(degrees(asin(z)), 2), round(degrees(atan2(y, x)), 2)))
    return [start, cuts[0], cuts[1], end]


def _vector(lat: float, lon: float) -> tuple[float, float, float]:
    p, q = radians(lat), radians(lon)
    return cos(p) * cos(q), cos(p) * sin(q), sin(p)
