"""The written maps hold the borders they must hold, in a form that d3 draws; an operator's file is read or refused."""

import csv
import gzip
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from data.geo import make_boundaries as boundaries

INDIAN = {
    "Srinagar": (34.08, 74.80),
    "Gilgit": (35.92, 74.31),
    "Muzaffarabad": (34.37, 73.47),
    "Mirpur": (33.15, 73.75),
    "Skardu": (35.30, 75.63),
    "Hunza": (36.32, 74.65),
    "Leh": (34.15, 77.58),
    "Siachen": (35.42, 77.10),
    "Aksai Chin": (35.30, 79.50),
    "Tawang": (27.59, 91.87),
    "Itanagar": (27.08, 93.60),
    "Walong": (28.13, 97.02),
    "Gangtok": (27.33, 88.61),
    "Port Blair": (11.67, 92.73),
    "New Delhi": (28.61, 77.21),
}
DISPUTED = {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("geo")
    assert boundaries.main(["--out", str(folder)]) == 0
    return {view: folder / f"world-{view}.0.json" for view in boundaries.VIEWS}


@pytest.fixture(scope="module", params=list(boundaries.VIEWS))
def world(request: pytest.FixtureRequest, written: dict[str, Path]) -> gpd.GeoDataFrame:
    return gpd.read_file(written[request.param]).set_index("id")


def at(frame: gpd.GeoDataFrame, lat: float, lon: float) -> list[str]:
    return list(frame.index[frame.geometry.covers(shapely.Point(lon, lat))])


@pytest.mark.parametrize("place", INDIAN)
def test_india_view_has_place_in_india_and_nowhere_else(written: dict[str, Path], place: str) -> None:
    india = gpd.read_file(written["india"]).set_index("id")
    assert at(india, *INDIAN[place]) == ["IND"]


def test_india_view_draws_one_outline_without_seams(written: dict[str, Path]) -> None:
    india = gpd.read_file(written["india"]).set_index("id").geometry["IND"]
    mainland = max(india.geoms, key=lambda part: part.area)
    assert not mainland.interiors
    assert all(mainland.covers(shapely.Point(lon, lat)) for place, (lat, lon) in INDIAN.items() if "Port" not in place)


def test_un_view_keeps_disputed_units_apart(written: dict[str, Path]) -> None:
    un = gpd.read_file(written["un"]).set_index("id")
    assert set(un.index[un["disputed"]]) == DISPUTED
    assert at(un, *INDIAN["Srinagar"]) == ["XJK"]
    assert at(un, *INDIAN["Aksai Chin"]) == ["XAC"]
    assert at(un, *INDIAN["Tawang"]) == ["XAP"]
    india = gpd.read_file(written["india"]).set_index("id")
    assert set(india.index[india["disputed"]]) == DISPUTED - {"XAC", "XAP", "XJK"}


def test_neighbours_leave_neither_gap_nor_overlap(world: gpd.GeoDataFrame) -> None:
    assert shapely.coverage_is_valid(world.geometry.to_numpy())


def test_every_country_of_the_reference_has_a_shape(world: gpd.GeoDataFrame) -> None:
    with boundaries.COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["kind"] == "country" for row in rows) >= 190
    assert set(world.index) - set(boundaries.UNITS) == {row["iso3"] for row in rows} - boundaries.WITHOUT_SHAPE
    assert world.index.is_unique
    shaped = {row["iso3"]: row["name"] for row in rows if row["iso3"] not in boundaries.WITHOUT_SHAPE}
    assert shaped.items() <= dict(world["name"]).items()


@pytest.mark.parametrize(("iso3", "sq_deg"), [("SGP", 0.03), ("MDV", 0.014), ("BHR", 0.04), ("MLT", 0.02), ("MCO", 0)])
def test_small_states_survive_rounding(world: gpd.GeoDataFrame, iso3: str, sq_deg: float) -> None:
    assert world.geometry[iso3].area > sq_deg


def test_no_ring_jumps_across_the_map(world: gpd.GeoDataFrame) -> None:
    for iso3, shape in world.geometry.items():
        assert boundaries.WORLD.covers(shape), iso3
        for part in shape.geoms:
            for ring in (part.exterior, *part.interiors):
                assert np.abs(np.diff(np.asarray(ring.coords)[:, 0])).max() <= 180, iso3
    for iso3 in ("RUS", "FJI"):
        assert all(part.bounds[2] - part.bounds[0] < 180 for part in world.geometry[iso3].geoms), iso3


def test_rings_are_wound_for_d3_and_valid(world: gpd.GeoDataFrame) -> None:
    for iso3, shape in world.geometry.items():
        assert shape.is_valid and not shape.is_empty, iso3
        assert not any(part.exterior.is_ccw for part in shape.geoms), iso3
        assert all(hole.is_ccw for part in shape.geoms for hole in part.interiors), iso3


@pytest.mark.parametrize("view", boundaries.VIEWS)
def test_hatching_lies_inside_what_is_disputed(written: dict[str, Path], view: str) -> None:
    shapes = gpd.read_file(written[view]).set_index("id")
    path = written[view].with_name(f"world-{view}-hatch.0.json")
    hatch = gpd.read_file(path).set_index("id").geometry
    disputed = shapes.index[shapes["disputed"]]
    assert set(hatch.index) == {f"{iso3}-{density}" for iso3 in disputed for density in boundaries.HATCH_DEG}
    for name, strokes in hatch.items():
        area = shapes.geometry[name[:3]]
        # A stroke may leave the outline by the last digit written, and covers hardly anything of it.
        assert area.buffer(0.002).covers(strokes), name
        assert 0 < strokes.area < 0.05 * area.area, name
    assert path.stat().st_size < 20_000


def test_what_is_not_disputed_is_not_hatched(written: dict[str, Path]) -> None:
    hatch = gpd.read_file(written["india"].with_name("world-india-hatch.0.json"))
    india = gpd.read_file(written["india"]).set_index("id").geometry["IND"]
    assert not hatch.geometry.intersects(india).any()


def test_files_stay_small(written: dict[str, Path]) -> None:
    for path in written.values():
        assert len(gzip.compress(path.read_bytes())) <= 180_000


def test_label_points_lie_in_their_country(written: dict[str, Path]) -> None:
    india = gpd.read_file(written["india"]).set_index("id")
    with boundaries.COUNTRIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["iso3"] in boundaries.WITHOUT_SHAPE:
                continue
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
            assert india.geometry[row["iso3"]].distance(point) < 0.01, row["iso3"]


def test_unknown_view_is_refused() -> None:
    with pytest.raises(boundaries.BoundaryError, match=r"no view 'china'; the views are india, un"):
        boundaries.compose("china")


def feature(ring: list[list[float]], **properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


SQUARE: list[list[float]] = [[10, 10], [12, 10], [12, 12], [10, 12], [10, 10]]
GOOD = feature(SQUARE, iso3="IND", name="India")
BOWTIE: list[list[float]] = [[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]
UNCUT: list[list[float]] = [[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]]
METRES = [[8e6, 3e6], [9e6, 3e6], [9e6, 4e6], [8e6, 3e6]]


def saved(folder: Path, *features: dict[str, object], **members: object) -> Path:
    path = folder / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (feature(SQUARE, name="Nepal"), r"own\.geojson, feature 2 \(Nepal\): iso3 is None; three capital letters"),
        (feature(SQUARE, iso3="np", name="Nepal"), r"feature 2 \(Nepal\): iso3 is 'np'"),
        (feature(SQUARE, iso3="NPL"), r"feature 2 \(NPL\): name is missing"),
        (feature(BOWTIE, iso3="NPL", name="Nepal"), r"feature 2 \(NPL\): the outline is not valid: Self-inter"),
        (feature(METRES, iso3="NPL", name="Nepal"), r"feature 2 \(NPL\): coordinates leave -180\.\.180"),
        (feature(SQUARE[:1], iso3="NPL", name="Nepal"), r"feature 2 \(NPL\): the coordinates cannot be read"),
        (GOOD, r"own\.geojson holds IND more than once"),
        ({"type": "Feature", "properties": {"iso3": "NPL", "name": "Nepal"}}, r"feature 2 \(NPL\): the geometry is"),
        (feature(UNCUT, iso3="RUS", name="Russia"), r"feature 2 \(RUS\): an edge jumps across 180 degrees; cut it"),
    ],
)
def test_operator_file_is_refused_in_a_sentence(tmp_path: Path, bad: dict[str, object], sentence: str) -> None:
    with pytest.raises(boundaries.BoundaryError, match=sentence):
        boundaries.operator(saved(tmp_path, GOOD, bad))


def test_operator_file_in_another_projection_is_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    with pytest.raises(boundaries.BoundaryError, match="is in urn:ogc:def:crs:EPSG::3857"):
        boundaries.operator(saved(tmp_path, GOOD, crs=crs))


def test_operator_outline_replaces_ours_and_neighbours_give_way(tmp_path: Path) -> None:
    shaksgam: list[list[float]] = [[70, 20], [85, 20], [85, 36.8], [70, 36.8], [70, 20]]
    own = boundaries.operator(saved(tmp_path, feature(shaksgam, iso3="IND", name="India")))
    world = boundaries.overlay(own, boundaries.compose("india")).set_index("iso3")
    assert at(world, 36.1, 76.5) == ["IND"]
    assert not world.geometry["CHN"].overlaps(world.geometry["IND"].buffer(-1e-6))
