"""The map as shapes: one a country, in the projection of the screen, with its shades, pins, lines, hatching and key. Draws no border of its own."""

import itertools
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import acos, asin, atan2, cos, degrees, radians, sin
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml

from charts.collaboration import HOME
from charts.collaboration_views import BANDS, WORLD, Band, across, up
from data.geo import views
from exports.deck_page import HATCH, Item, Page
from exports.deck_sheet import TEXT, Area, clean

Point = tuple[float, float]
# Vertices nearer to each other than this are one: half the width of the line, in points.
NEAR = 0.45
# A shape smaller than this is a speck, drawn as a small diamond so that it can be seen and picked.
SPECK = 1.2
_NS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def draw(page: Page, figure: dict[str, Any], zoom: str = WORLD) -> None:
    """What the figure of the screen (data, layout as plain values) shows at this zoom, as shapes in the free area of the page.

    Shades, pins, lines and key are read from the figure, so they are those of the screen; the shapes come from the file that it names.
    """
    traces = [trace for trace in figure["data"] if _seen(trace, zoom)]
    file = views.BUILT / next(trace["geojson"] for trace in traces if trace["type"] == "choropleth").rpartition("/")[2]
    band = BANDS[zoom]
    page.key(_key(figure, page.look.text, page.look.muted))
    frame = _Frame(page.area, band)
    fills, words = _fills(traces)
    look = page.look
    drawn = page.slide.shapes._spTree
    if zoom != WORLD:
        page.mark(MSO_SHAPE.RECTANGLE, frame.area, "", look.line, 0.75, "Frame of the map", f"Map, {zoom}")
    for iso3, name, disputed, rings in _countries(str(file)):
        placed = [ring for ring in map(frame.ring, rings) if ring]
        if not placed:
            continue
        fill = fills.get(iso3, look.line)
        none = (
            "its own side of every event"
            if iso3 == HOME
            else "disputed, drawn apart"
            if disputed
            else "no event in the selection"
        )
        drawn.append(_freeform(page, f"{name} ({iso3})", words.get(iso3) or f"{name}: {none}", placed, fill, disputed))
    for trace in traces:
        if trace["type"] == "scattergeo" and trace["mode"] == "lines":
            _lines(page, frame, trace)
    for trace in traces:
        if trace["type"] == "scattergeo" and "markers" in trace["mode"]:
            _marks(page, frame, trace)


def _seen(trace: dict[str, Any], zoom: str) -> bool:
    return zoom in (trace.get("meta") or {}).get("views", (zoom,))


class _Frame:
    """From degrees to points of the slide: the natural earth projection of the screen, fitted to the area."""

    def __init__(self, area: Area, band: Band) -> None:
        self._middle = band.middle
        wide = (up(band.north) - up(band.south)) / band.ratio
        self._scale = min(area.wide / wide, area.high / (up(band.north) - up(band.south)))
        # A part of the world takes the whole width that there is.
        wide = area.wide / self._scale if band.middle else wide
        high = (up(band.north) - up(band.south)) * self._scale
        self._top = up(band.north)
        self.area = Area(area.x + (area.wide - wide * self._scale) / 2, area.y, wide * self._scale, high)
        self._half = wide / 2
        self.whole = not band.middle

    def at(self, lat: float, lon: float) -> Point:
        east = (lon - self._middle + 180) % 360 - 180 if not self.whole else lon
        return (
            self.area.x + (radians(east) * across(lat) + self._half) * self._scale,
            self.area.y + (self._top - up(lat)) * self._scale,
        )

    def shows(self, point: Point) -> bool:
        x, y = point[0] - self.area.x, point[1] - self.area.y
        return 0 <= x <= self.area.wide and 0 <= y <= self.area.high

    def ring(self, ring: Sequence[Sequence[float]]) -> list[Point]:
        """The ring on the slide, without vertices that nobody sees; nothing where it lies outside the frame."""
        points = [self.at(lat, lon) for lon, lat, *_ in ring]
        if not self.whole and any(abs(a[0] - b[0]) > self.area.wide * 0.9 for a, b in itertools.pairwise(points)):
            # It is torn apart on the far side of the globe.
            return []
        kept = points[:1]
        for point in points[1:]:
            if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= NEAR:
                kept.append(point)
        kept = self._cut(kept)
        if not kept:
            return []
        xs, ys = [x for x, _ in kept], [y for _, y in kept]
        if (max(xs) - min(xs) < SPECK and max(ys) - min(ys) < SPECK) or len(kept) < 3:
            x, y, reach = sum(xs) / len(xs), sum(ys) / len(ys), SPECK / 2
            return [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)]
        return kept

    def _cut(self, points: list[Point]) -> list[Point]:
        """The polygon inside the frame, side by side (Sutherland and Hodgman)."""
        area = self.area
        for axis, edge, sign in (
            (0, area.x, 1),
            (0, area.x + area.wide, -1),
            (1, area.y, 1),
            (1, area.y + area.high, -1),
        ):
            found: list[Point] = []
            for a, b in zip(points, [*points[1:], *points[:1]], strict=True):
                inside, next_inside = sign * (a[axis] - edge) >= 0, sign * (b[axis] - edge) >= 0
                if inside:
                    found.append(a)
                if inside != next_inside:
                    share = (edge - a[axis]) / (b[axis] - a[axis])
                    found.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            points = found
        return points


@lru_cache(maxsize=4)
def _countries(file: str) -> list[tuple[str, str, bool, list[list[list[float]]]]]:
    """Key, name, whether disputed, and rings of each shape. The name of the file holds a fingerprint of what is in it."""
    found = []
    for feature in json.loads(Path(file).read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        told = feature["properties"]
        found.append(
            (feature["id"], told["name"], told["disputed"], [ring for polygon in polygons for ring in polygon])
        )
    return found


def _fills(traces: Sequence[dict[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """Colour and words of each shape, as the traces of the screen have them."""
    fills: dict[str, str] = {}
    words: dict[str, str] = {}
    for trace in traces:
        if trace["type"] != "choropleth":
            continue
        for place, iso3 in enumerate(trace["locations"]):
            fills[iso3] = trace["colorscale"][1][1]
            if trace.get("customdata") is not None:
                words[iso3] = spoken(trace["customdata"][place][1])
    return fills, words


def spoken(text: str) -> str:
    """Words of a figure without its markup."""
    for old, new in (("<b>", ""), ("</b>", ""), ("<br>", ", "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(old, new)
    return text


def _freeform(page: Page, name: str, told: str, rings: list[list[Point]], fill: str, hatched: bool) -> Any:
    left, top = min(x for ring in rings for x, _ in ring), min(y for ring in rings for _, y in ring)
    wide = max(1, round((max(x for ring in rings for x, _ in ring) - left) * 12700))
    high = max(1, round((max(y for ring in rings for _, y in ring) - top) * 12700))

    def point(at: Point) -> str:
        return f'<a:pt x="{round((at[0] - left) * 12700)}" y="{round((at[1] - top) * 12700)}"/>'

    path = "".join(
        f"<a:moveTo>{point(ring[0])}</a:moveTo>{''.join(f'<a:lnTo>{point(at)}</a:lnTo>' for at in ring[1:])}<a:close/>"
        for ring in rings
    )
    look = page.look
    colour = f'<a:solidFill><a:srgbClr val="{fill[1:].upper()}"/></a:solidFill>'
    if hatched:
        front, back = look.muted[1:].upper(), look.surface[1:].upper()
        colour = f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{front}"/></a:fgClr><a:bgClr><a:srgbClr val="{back}"/></a:bgClr></a:pattFill>'
    return parse_xml(
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{page.next_id()}" name={quoteattr(clean(name))} descr={quoteattr(clean(told))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{round(left * 12700)}" y="{round(top * 12700)}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f'{colour}<a:ln w="{9525 if hatched else 3175}"><a:solidFill><a:srgbClr val="{look.muted[1:].upper()}"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _each(value: Any, at: int) -> Any:
    """A value of all marks of a trace, or that of one."""
    return value[at] if isinstance(value, (list, tuple)) else value


def _marks(page: Page, frame: _Frame, trace: dict[str, Any]) -> None:
    """Pins, and dots that stand for what is too small to be seen."""
    style = trace["marker"]
    for at, (lat, lon) in enumerate(zip(trace["lat"], trace["lon"], strict=True)):
        centre = frame.at(lat, lon)
        if not frame.shows(centre):
            continue
        kind = _each(style.get("symbol", "circle"), at)
        # Pixels of the screen's map are larger than points of this one.
        size = _each(style["size"], at) * (0.98 if kind == "diamond" else 0.8)
        words = (trace.get("text") or [""] * len(trace["lat"]))[at]
        if words:
            size = max(size, (22 if kind == "diamond" else 17) + 5 * (len(words) - 1))
        told = spoken(trace["customdata"][at][1]) if trace.get("customdata") is not None else ""
        if told:
            name = f"Pin: {told.split(',')[0]}" if kind != "square" else f"Dot: {told.split(':')[0]}"
        else:
            name, told = "Dot of a small country", "A small country or territory without an event in the selection"
        box = Area(centre[0] - size / 2, centre[1] - size / 2, size, size)
        shape = {"diamond": MSO_SHAPE.DIAMOND, "square": MSO_SHAPE.RECTANGLE}.get(kind, MSO_SHAPE.OVAL)
        line = style["line"]
        mark = page.mark(
            shape, box, _each(style["color"], at), _each(line["color"], at), min(1.0, line["width"]), name, told
        )
        if words:
            page.write_in(mark, words, TEXT, _each(trace["textfont"]["color"], at))


def _lines(page: Page, frame: _Frame, trace: dict[str, Any]) -> None:
    """Great circles as the screen has them, a freeform each."""
    for run in _runs(trace["lat"], trace["lon"]):
        points = [frame.at(lat, lon) for a, b in itertools.pairwise(run) for lat, lon in _between(a, b)]
        for piece in _whole(points, frame):
            builder = page.slide.shapes.build_freeform(round(piece[0][0] * 12700), round(piece[0][1] * 12700))
            builder.add_line_segments([(round(x * 12700), round(y * 12700)) for x, y in piece[1:]], close=False)
            shape = builder.convert_to_shape()
            page.as_line(
                shape,
                trace["line"]["color"],
                trace["line"]["width"],
                "Line from Beijing",
                "Line from Beijing to a partner country",
            )


def _runs(lats: Sequence[Any], lons: Sequence[Any]) -> Iterator[list[Point]]:
    run: list[Point] = []
    for lat, lon in zip([*lats, None], [*lons, None], strict=True):
        if lat is not None and lat == lat:
            run.append((lat, lon))
        elif run:
            yield run
            run = []


def _between(start: Point, end: Point, steps: int = 24) -> list[Point]:
    """Points of the great circle between two, latitude and longitude in degrees."""
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (start, end))
    one, two = (cos(a) * cos(b), cos(a) * sin(b), sin(a)), (cos(c) * cos(d), cos(c) * sin(d), sin(c))
    angle = acos(max(-1.0, min(1.0, sum(m * n for m, n in zip(one, two, strict=True)))))
    if angle < 1e-6:
        return [start, end]
    found = []
    for step in range(steps + 1):
        p, q = sin((1 - step / steps) * angle) / sin(angle), sin(step / steps * angle) / sin(angle)
        x, y, z = (p * m + q * n for m, n in zip(one, two, strict=True))
        found.append((degrees(asin(max(-1.0, min(1.0, z)))), degrees(atan2(y, x))))
    return found


def _whole(points: list[Point], frame: _Frame) -> Iterator[list[Point]]:
    """Pieces of a path that lie in the frame and do not jump from edge to edge."""
    piece: list[Point] = []
    for point in points:
        if not frame.shows(point) or (piece and abs(point[0] - piece[-1][0]) > frame.area.wide / 2):
            if len(piece) > 1:
                yield piece
            piece = [point] if frame.shows(point) else []
        else:
            piece.append(point)
    if len(piece) > 1:
        yield piece


def _key(figure: dict[str, Any], text: str, edge: str) -> list[Item]:
    """The key that stands under the map of the screen: a swatch where the screen has one, words alone where the words hold the mark."""
    layout = figure["layout"]
    # What has no fill of its own is hatched by strokes.
    swatches = {
        shape["x1"]: shape.get("fillcolor", HATCH) for shape in layout.get("shapes", ()) if shape["type"] == "rect"
    }
    items: list[Item] = []
    for words in layout.get("annotations", ()):
        near = next((x for x in swatches if 0 <= words["xshift"] - x <= 8), None)
        if near is None:
            items.append((None, "", "", words["text"], words.get("font", {}).get("color", text)))
        else:
            items.append((MSO_SHAPE.RECTANGLE, swatches[near], edge, words["text"]))
    return items
