"""The zoom presets of the map: which part of the world each shows, and how many pixels a degree takes in it. Draws nothing."""

from functools import cache
from math import atan, cos, degrees, pi, radians, tan
from typing import Any, NamedTuple


class Band(NamedTuple):
    """Southern and northern edge in degrees north, middle in degrees east."""

    south: float
    north: float
    middle: float


WORLD = "World"
BANDS = {
    WORLD: Band(-60, 84, 0),
    "Asia": Band(-11, 58, 92),
    "China": Band(15, 54, 104),
    "Africa": Band(-36, 38, 18),
    "Europe": Band(34, 71, 15),
    "Americas": Band(-56, 62, -85),
}
# Narrowest pictures that pins are set apart for, in pixels: beside the list on a screen of 1280, and on a phone.
WIDE_PX, NARROW_PX = 760, 340
# Pixels per unit of the projection (about 57 degrees) at which pins are gathered, the coarsest first.
LEVELS = (62, 138, 255, 440)


# Our own shapes alone, and nothing of plotly's base map.
GEO = {"fitbounds": False, "resolution": 110, "visible": False, "showframe": False, "bgcolor": "rgba(0,0,0,0)"}


def across(lat: float) -> float:
    """How far a radian of longitude reaches at this latitude: the natural earth projection of plotly.js, whose unit is a radian."""
    p = radians(lat) ** 2
    return 0.8707 - 0.131979 * p + p**2 * (-0.013791 + p**2 * (0.003971 * p - 0.001529 * p**2))


def up(lat: float) -> float:
    """How high this latitude lies above the equator."""
    y = radians(lat)
    p = y**2
    return y * (1.007226 + p * (0.015085 + p**2 * (-0.044475 + 0.028874 * p - 0.005916 * p**2)))


# Height per width: the whole world fills its picture. On a phone the parts of it are taller.
RATIO = (up(BANDS[WORLD].north) - up(BANDS[WORLD].south)) / (2 * pi * across(0))
NARROW_RATIO = 0.85


def _breadth(band: Band, ratio: float) -> float:
    """Width of the picture in units of the projection."""
    return (up(band.north) - up(band.south)) / ratio


def _ratio(label: str, narrow: bool) -> float:
    return NARROW_RATIO if narrow and label != WORLD else RATIO


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
    half = min(180.0, degrees(_breadth(band, _ratio(label, narrow)) / 2 / across(widest)))
    return {
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
            "meta": {"narrow": {"geo": geo(label, narrow=True)}, "narrow_ratio": _ratio(label, narrow=True)},
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
