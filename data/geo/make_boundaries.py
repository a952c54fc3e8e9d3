"""Country outlines for the maps, built without network from the geometry that plotly.js ships (source/README.md).

Composes the India view and the UN view, reads an operator's own outlines, writes compact GeoJSON; decides no border
itself and never mends an operator's file. All coordinates are WGS84 degrees, longitude first.
"""

import argparse
import csv
import gzip
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.affinity import translate

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source" / "world_50m.topo.json.gz"
COUNTRIES = HERE.parent / "reference" / "countries.csv"

UNITS = {
    "XAC": "Aksai Chin",
    "XAP": "Arunachal Pradesh",
    "XBT": "Bir Tawil",
    "XHT": "Halaib Triangle",
    "XIT": "Ilemi Triangle",
    "XJK": "Jammu and Kashmir",
}
# Countries of the reference that the source draws as part of another: both lie in Italy.
WITHOUT_SHAPE = frozenset(["SMR", "VAT"])
VIEWS: dict[str, dict[str, str]] = {"india": {"XAC": "IND", "XAP": "IND", "XJK": "IND"}, "un": {}}

DECIMALS = 3
SIMPLIFY_DEG = 0.13
SIMPLIFY_SHARE = 0.25
LONGEST_EDGE_DEG = 2.0
SMALL_DEG2 = 0.7
# Degrees between the lines that hatch what is disputed, for the whole world and for a part of it, and half their breadth: the map gives
# them a stroke in pixels, which looks the same at every zoom.
HATCH_DEG = {"far": 1.25, "near": 0.6}
HATCH_BREADTH_DEG = 0.004
WORLD = shapely.box(-180, -90, 180, 90)
DEG = 180 / np.pi
FOCUS = 4
FOCUS_LON = np.array([-180, 66, 105, 180])
FOCUS_Y = np.sin(np.array([-90, -1, 38, 90]) / DEG) * DEG
WIDE_LON, WIDE_Y = (np.cumsum([f[0], *np.diff(f) * [1, FOCUS, 1]]) for f in (FOCUS_LON, FOCUS_Y))


class BoundaryError(ValueError):
    """A boundary file cannot be used; the message names the file and the feature."""


def units(source: Path = SOURCE) -> gpd.GeoDataFrame:
    """Every unit of the TopoJSON countries layer once (iso3, geometry), cut at 180; neighbours share vertices."""
    topology = json.loads(gzip.decompress(source.read_bytes()))
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + origin for arc in topology["arcs"]]
    geometries = topology["objects"]["countries"]["geometries"]
    frame = gpd.GeoDataFrame(
        {"iso3": [geometry["id"] for geometry in geometries]},
        geometry=[_decode(geometry, arcs) for geometry in geometries],
        crs="EPSG:4326",
    )
    return frame.dissolve("iso3", as_index=False)


def compose(view: str, source: Path = SOURCE, countries: Path = COUNTRIES) -> gpd.GeoDataFrame:
    """The world as `view` draws it: iso3, name, disputed, geometry, sorted by iso3.

    "india" joins Jammu & Kashmir, Aksai Chin and Arunachal Pradesh to India; "un" leaves every unit the source keeps
    apart as a disputed feature of its own. Borders are generalised together: neighbours leave neither gap nor overlap.
    """
    if view not in VIEWS:
        raise BoundaryError(f"There is no view {view!r}; the views are {', '.join(VIEWS)}.")
    frame = units(source)
    frame["iso3"] = frame["iso3"].replace(VIEWS[view])
    frame = frame.dissolve("iso3", as_index=False)
    with countries.open(encoding="utf-8", newline="") as file:
        names = {row["iso3"]: row["name"] for row in csv.DictReader(file)} | UNITS
    if nameless := sorted(set(frame["iso3"]) - set(names)):
        raise BoundaryError(f"{countries.name} has no name for {', '.join(nameless)}, which {source.name} draws.")
    frame["name"] = frame["iso3"].map(names)
    frame["disputed"] = frame["iso3"].isin(list(UNITS))
    frame["geometry"] = _generalise(frame.geometry.to_numpy())
    return frame[["iso3", "name", "disputed", "geometry"]]


def operator(path: Path) -> gpd.GeoDataFrame:
    """An operator's own outlines: a GeoJSON FeatureCollection, properties iso3, name and perhaps disputed.

    Raises BoundaryError for anything that would have to be guessed: the file is drawn as delivered or not at all.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BoundaryError(f"{path.name} cannot be read as GeoJSON: {error}.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise BoundaryError(f"{path.name} is no GeoJSON FeatureCollection with features.")
    crs = (content.get("crs") or {}).get("properties", {}).get("name", "CRS84")
    if not re.search(r"(CRS84|EPSG:+4326)$", str(crs)):
        raise BoundaryError(f"{path.name} is in {crs}; longitude and latitude in degrees (WGS84) are needed.")
    rows = [_checked(feature, f"{path.name}, feature {number}") for number, feature in enumerate(features, start=1)]
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    if twice := sorted(set(frame.loc[frame["iso3"].duplicated(), "iso3"])):
        raise BoundaryError(f"{path.name} holds {', '.join(twice)} more than once; make each one MultiPolygon.")
    return frame.sort_values("iso3", ignore_index=True)


def overlay(own: gpd.GeoDataFrame, base: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`base` with the countries of `own` in place of its own; the others give up what it covers, none is given more."""
    kept = base[~base["iso3"].isin(own["iso3"])].copy()
    covered = shapely.union_all(own.geometry.to_numpy())
    kept["geometry"] = [_polygons(shape) for shape in kept.geometry.difference(covered)]
    kept = kept[~kept.geometry.is_empty]
    joined = gpd.GeoDataFrame(
        {column: [*kept[column], *own[column]] for column in ("iso3", "name", "disputed")},
        geometry=[*kept.geometry, *own.geometry],
        crs=base.crs,
    )
    return joined.sort_values("iso3", ignore_index=True)


def write(frame: gpd.GeoDataFrame, path: Path, decimals: int = DECIMALS) -> int:
    """Write compact GeoJSON for d3 (exterior rings clockwise, no collapsed ring, id = iso3); returns its bytes."""
    features = []
    for iso3, name, disputed, exact in frame[["iso3", "name", "disputed", "geometry"]].itertuples(index=False):
        shape = _polygons(shapely.set_precision(exact, 10.0**-decimals))
        if shape.is_empty:
            raise BoundaryError(f"{iso3} ({name}) vanishes at {decimals} decimals.")
        shape = shapely.orient_polygons(shape, exterior_cw=True)
        rings = [[polygon.exterior, *polygon.interiors] for polygon in shape.geoms]
        coordinates = [[np.round(ring.coords, decimals).tolist() for ring in polygon] for polygon in rings]
        geometry = {"type": "MultiPolygon", "coordinates": coordinates}
        properties = {"name": name, "disputed": bool(disputed)}
        features.append({"type": "Feature", "id": iso3, "properties": properties, "geometry": geometry})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    draft = path.with_name(f".{path.name}")
    size = draft.write_bytes(text.encode())
    draft.replace(path)
    return size


def hatching(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Slanting lines inside what is disputed, as slender outlines; iso3 is that of the area with `far` or `near` behind it.

    They lie inside the outlines that `frame` holds and move none of them.
    """
    rows = []
    for iso3, name, outline in frame.loc[frame["disputed"], ["iso3", "name", "geometry"]].itertuples(index=False):
        middle = outline.centroid
        west, south, east, north = outline.bounds
        reach = (east - west) + (north - south)
        for density, apart in HATCH_DEG.items():
            steps = range(-int(reach / apart) - 1, int(reach / apart) + 2)
            # Each line keeps its distance at a right angle, and one runs through the middle so that the smallest area has it.
            shifts = [step * apart * 2**0.5 for step in steps]
            rays = [
                [(middle.x + s - reach, middle.y - reach), (middle.x + s + reach, middle.y + reach)] for s in shifts
            ]
            lines = shapely.intersection(outline, shapely.multilinestrings(rays))
            strokes = shapely.intersection(shapely.buffer(lines, HATCH_BREADTH_DEG, cap_style="flat"), outline)
            rows.append({"iso3": f"{iso3}-{density}", "name": name, "disputed": True, "geometry": _polygons(strokes)})
    return gpd.GeoDataFrame(rows, columns=["iso3", "name", "disputed", "geometry"], geometry="geometry", crs=frame.crs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write world-<view>.<version>.json of both views, their hatching and a manifest; an operator's countries replace ours in the India view."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--version", default="0", help="part of the file names, which browsers keep for good")
    parser.add_argument("--operator", type=Path, help="GeoJSON whose countries replace ours")
    options = parser.parse_args(arguments)
    try:
        frames = {view: compose(view) for view in VIEWS}
        if options.operator:
            frames["india"] = overlay(operator(options.operator), frames["india"])
    except BoundaryError as error:
        print(error, file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    views = {}
    for view, frame in frames.items():
        target = options.out / f"world-{view}.{options.version}.json"
        size = write(frame, target)
        shapes = [_shape(*row) for row in frame[["iso3", "name", "disputed", "geometry"]].itertuples(index=False)]
        hatch = options.out / f"world-{view}-hatch.{options.version}.json"
        hatch_size = write(hatching(frame), hatch)
        views[view] = {
            "file": target.name,
            "bytes": size,
            "hatch": hatch.name,
            "hatch_bytes": hatch_size,
            "shapes": shapes,
        }
    own = options.operator.name if options.operator else None
    # The manifest comes last: what it names is whole.
    draft = options.out / ".VIEWS.json"
    draft.write_text(
        json.dumps({"version": options.version, "operator": own, "views": views}, ensure_ascii=False), "utf-8"
    )
    draft.replace(options.out / "VIEWS.json")
    return 0


def _shape(iso3: str, name: str, disputed: bool, outline: shapely.Geometry) -> list[Any]:
    """What the manifest says of a shape; one too small to be seen on a world map also gets the point of its dot."""
    small = outline.area < SMALL_DEG2
    point = shapely.point_on_surface(max(outline.geoms, key=lambda part: part.area))
    return [iso3, name, bool(disputed), *([round(point.y, 2), round(point.x, 2)] if small else [None, None])]


def _decode(geometry: dict[str, Any], arcs: list[np.ndarray]) -> shapely.MultiPolygon:
    """One TopoJSON geometry as valid polygons inside [-180, 180]."""
    members = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [[_unwrapped(ring, arcs) for ring in member] for member in members]
    parts = [part for exterior, *holes in rings for part in _cut(shapely.Polygon(exterior, holes))]
    return _polygons(shapely.make_valid(shapely.MultiPolygon(parts)))


def _unwrapped(ring: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """A ring's vertices, longitudes running on past 180 instead of jumping; one around the South Pole is closed."""
    vertices = np.concatenate([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring])
    vertices[1:, 0] -= 360 * np.cumsum(np.round(np.diff(vertices[:, 0]) / 360))
    first, last = vertices[0], vertices[-1]
    if abs(last[0] - first[0]) > 180:
        vertices = np.concatenate([vertices, [[last[0], -90], [first[0], -90], first]])
    return np.round(vertices, 6)


def _cut(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    """The parts of a polygon that runs past 180 degrees, each moved back into [-180, 180]."""
    if polygon.bounds[0] >= -180 and polygon.bounds[2] <= 180:
        return [polygon]
    turns = [_polygons(translate(polygon, turn).intersection(WORLD)) for turn in (-360, 0, 360)]
    return [shapely.transform(part, lambda vertices: np.round(vertices, 6)) for turn in turns for part in turn.geoms]


def _polygons(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of any geometry; points and lines left behind by clipping or rounding go."""
    singles = shapely.get_parts(shapely.get_parts(shapely.get_parts(shape)))
    return shapely.MultiPolygon([p for p in singles if p.geom_type == "Polygon" and not p.is_empty])


def _generalise(shapes: np.ndarray) -> np.ndarray:
    """Drop vertices from a coverage, shared borders alike (Visvalingam's areas, measured in an equal-area plane).

    A part that touches no other keeps a shape that fits its size, so that atolls stay atolls. Long edges get vertices
    again in the end: d3 draws an edge as a great circle, which would bend the 49th parallel.
    """
    parts, owners = shapely.get_parts(shapes, return_index=True)
    here, there = shapely.STRtree(parts).query(parts, predicate="intersects")
    alone = ~np.isin(np.arange(len(parts)), here[here != there])
    plane = shapely.transform(parts, _to_plane)
    sizes = np.sqrt(shapely.area(plane))
    plane[~alone] = shapely.coverage_simplify(plane[~alone], SIMPLIFY_DEG)
    for island in np.flatnonzero(alone):
        plane[island] = shapely.coverage_simplify(plane[island], min(SIMPLIFY_DEG, sizes[island] * SIMPLIFY_SHARE))
    valid = shapely.make_valid(shapely.transform(plane, _to_degrees))
    parts = shapely.transform(shapely.segmentize(valid, LONGEST_EDGE_DEG), lambda vertices: np.round(vertices, 6))
    wholes = [shapely.GeometryCollection(list(parts[owners == owner])) for owner in range(len(shapes))]
    return np.array([_polygons(shapely.make_valid(_polygons(whole))) for whole in wholes])


def _to_plane(points: np.ndarray) -> np.ndarray:
    """Degrees to an equal-area plane, stretched FOCUS times around India, which is generalised less."""
    y = np.sin(points[:, 1] / DEG) * DEG
    return np.column_stack([np.interp(points[:, 0], FOCUS_LON, WIDE_LON), np.interp(y, FOCUS_Y, WIDE_Y)])


def _to_degrees(points: np.ndarray) -> np.ndarray:
    lat = np.arcsin(np.clip(np.interp(points[:, 1], WIDE_Y, FOCUS_Y) / DEG, -1, 1)) * DEG
    return np.round(np.column_stack([np.interp(points[:, 0], WIDE_LON, FOCUS_LON), lat]), 6)


def _checked(feature: Any, where: str) -> dict[str, Any]:
    """One row from an operator's feature; `where` opens the message of the error."""
    if not isinstance(feature, dict):
        raise BoundaryError(f"{where}: this is no GeoJSON feature.")
    properties = feature.get("properties") or {}
    iso3, name = properties.get("iso3"), properties.get("name")
    if not isinstance(iso3, str) or not re.fullmatch("[A-Z]{3}", iso3):
        raise BoundaryError(f"{where} ({name or 'no name'}): iso3 is {iso3!r}; three capital letters are needed.")
    if not isinstance(name, str) or not name.strip():
        raise BoundaryError(f"{where} ({iso3}): name is missing.")
    if (feature.get("geometry") or {}).get("type") not in ("Polygon", "MultiPolygon"):
        raise BoundaryError(f"{where} ({iso3}): the geometry is neither Polygon nor MultiPolygon.")
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(feature["geometry"])))
    except shapely.errors.GEOSException as error:
        raise BoundaryError(f"{where} ({iso3}): the coordinates cannot be read: {error}.") from error
    if shape.is_empty or not shape.is_valid:
        raise BoundaryError(f"{where} ({iso3}): the outline is not valid: {shapely.is_valid_reason(shape)}.")
    if not WORLD.covers(shape):
        raise BoundaryError(f"{where} ({iso3}): coordinates leave -180..180 or -90..90; degrees (WGS84) are needed.")
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        vertices = shapely.get_coordinates(ring)
        if (np.abs(np.diff(vertices[:, 0])) > 180)[vertices[1:, 1] > -90].any():
            raise BoundaryError(f"{where} ({iso3}): an edge jumps across 180 degrees; cut it there.")
    disputed = bool(properties.get("disputed"))
    return {"iso3": iso3, "name": name.strip(), "disputed": disputed, "geometry": _polygons(shape)}


if __name__ == "__main__":
    sys.exit(main())
