"""The map: counts are those of the frames, marks stand apart at every zoom, no event is lost or counted twice."""

from itertools import combinations
from math import hypot
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest

import queries
from charts import collaboration, collaboration_key, collaboration_pins, collaboration_views, theme
from charts.collaboration_pins import LEVELS, Group, Place
from tests.conftest import EVERYTHING

LOOK = theme.load("light")
LAND = pd.DataFrame(
    [
        ("CHN", "China", False, None, None),
        ("FRA", "France", False, None, None),
        ("KEN", "Kenya", False, None, None),
        ("XJK", "Apart", True, None, None),
        ("SGP", "Singapore", False, 1.3, 103.8),
    ],
    columns=["iso3", "name", "disputed", "lat", "lon"],
)
ADDRESSES = ("/geo/x.json", "/geo/x-hatch.json")


def frames(con: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, ...]:
    asked = {**EVERYTHING, "section": "collaboration", "most": 200}
    return tuple(
        queries.run(con.cursor(), name, asked)
        for name in ("collaboration/by_country", "collaboration/pins", "shared/events")
    )


def drawn(con: duckdb.DuckDBPyConnection, **options: Any) -> go.Figure:
    figure = collaboration.world(*frames(con), LAND, ADDRESSES, LOOK, **options)
    go.Figure(figure.to_dict())  # raises on a property that plotly does not know
    return figure


def marks(figure: go.Figure, kind: str) -> dict[str, str]:
    return {
        data[0]: data[1]
        for trace in figure.data
        if (trace.meta or {}).get("picks")
        for data in trace.customdata
        if data[0] and data[0].startswith(kind)
    }


def test_map_counts_are_those_of_the_frame(invented: duckdb.DuckDBPyConnection) -> None:
    figure = drawn(invented)
    assert marks(figure, "country:") == {
        "country:FRA": "<b>France</b>: 2 events, 1 in the review<br>Energy, Space",
        "country:KEN": "<b>Kenya</b>: 2 events, 2 in the review<br>Energy, Space",
    }
    assert {trace.geojson for trace in figure.data if trace.type == "choropleth"} == set(ADDRESSES)
    assert figure.layout.geo.fitbounds is False
    assert collaboration.headline(frames(invented)[0], 3) == (
        "3 collaboration events with 2 partner countries; France and Kenya take part most often (2 events each)"
    )


def test_a_small_state_is_picked_by_its_dot(invented: duckdb.DuckDBPyConnection) -> None:
    land = LAND.assign(lat=LAND.lat.where(LAND.iso3 != "KEN", 0.5), lon=LAND.lon.where(LAND.iso3 != "KEN", 37.9))
    figure = collaboration.world(*frames(invented), land, ADDRESSES, LOOK)
    dot = next(
        t for t in figure.data if t.type == "scattergeo" and t.customdata and t.customdata[0][0] == "country:KEN"
    )
    assert (list(dot.lat), list(dot.lon)) == ([0.5], [37.9])
    assert [id for t in figure.data if t.type == "choropleth" for id, *_ in t.customdata or ()].count(
        "country:KEN"
    ) == 0


def test_classes_are_whole_events_without_gap_or_overlap() -> None:
    assert [words for _, words in collaboration.classes(9)] == ["1", "2", "3–4", "5–8", "9 or more"]
    assert [words for _, words in collaboration.classes(7340)] == [
        "1–500",
        "501–900",
        "901–2\u202f000",
        "2\u202f001–4\u202f000",
        "4\u202f001 or more",
    ]
    for most in (41, 99, 100, 6_400, 10**6):
        uppers = [upper for upper, _ in collaboration.classes(most)]
        assert uppers == sorted(set(uppers))
        assert uppers[-2] < most


def test_lines_run_from_beijing_to_every_partner_country(project: duckdb.DuckDBPyConnection) -> None:
    countries = frames(project)[0]
    assert not [t for t in drawn(project).data if t.type == "scattergeo" and t.mode == "lines" and not t.meta]
    lines = [t for t in drawn(project, lines=True).data if t.type == "scattergeo" and t.mode == "lines" and not t.meta]
    points = {point for t in lines for point in zip(t.lat, t.lon, strict=True)}
    assert points >= {collaboration.START} | {(round(r.lat, 2), round(r.lon, 2)) for r in countries.itertuples()}
    assert all(t.lat[2::3] == (None,) * (len(t.lat) // 3) for t in lines)
    starts = [point for t in lines for point in zip(t.lat[::3], t.lon[::3], strict=True)]
    assert starts.count(collaboration.START) == len(countries)
    reviewed = [t for t in lines if t.line.color == LOOK.review]
    assert sum(t.lat.count(collaboration.START[0]) for t in reviewed) == (countries.review > 0).sum()


def test_a_line_across_the_arctic_is_open_there() -> None:
    assert collaboration_views.arc(collaboration.START, (47.0, 2.0)) == [collaboration.START, (47.0, 2.0)]
    # Along one meridian and its opposite the crossings are known.
    top = collaboration_views.OPEN
    assert collaboration_views.arc((40.0, 100.0), (20.0, -80.0)) == [(40, 100), (top, 100), (top, -80), (20, -80)]


def test_each_part_of_the_world_fills_its_picture() -> None:
    """Edges in degrees: what the name says lies inside, and takes the height or most of the breadth."""
    parts = {"Africa": (-34.8, 37.3, -17.5, 51.4), "Americas": (-55.0, 71.4, -168.0, -34.8)}
    for label, (south, north, west, east) in parts.items():
        for narrow in (False, True):
            geo, band = collaboration_views.geo(label, narrow), collaboration_views.BANDS[label]
            first, last = geo["lonaxis"]["range"]
            assert band.south < south and north < band.north and first < west and east < last
            assert (north - south) / (band.north - band.south) > 0.9
            assert (east - west) / (last - first) > (0.6 if narrow else 0.65)


@pytest.mark.parametrize(
    ("chosen", "card", "words"),
    [
        (("KEN",), (2, "Kenya"), "2 collaboration events with Kenya, May 2023 to June 2024, in Space and Energy; 1 more takes place there"),
        (("FRA",), (0, "France"), "3 collaboration events in France, which is a partner in none"),
        (("FRA", "KEN"), None, "3 collaboration events: 2 with France, 2 with Kenya"),
    ],
)  # fmt: skip
def test_the_headline_of_chosen_countries_says_what_is_not_known_yet(
    invented: duckdb.DuckDBPyConnection, chosen: tuple[str, ...], card: tuple[int, str] | None, words: str
) -> None:
    days = {"first_on": pd.Timestamp("2023-05-02"), "latest_on": pd.Timestamp("2024-06-01"), "fields": "Space, Energy"}
    row = pd.Series({"events": card[0], "country": card[1], **days}) if card else None
    assert collaboration.headline_of(chosen, frames(invented)[0], 3, row) == words


def test_the_headline_is_no_tautology_where_one_country_is_in_all() -> None:
    countries = pd.DataFrame({"country": ["Pakistan", "Egypt"], "events": [4, 1]})
    assert collaboration.headline(countries, 4) == (
        "4 collaboration events, all with Pakistan; 1 more country joins in some of them"
    )
    few = countries.assign(events=1)
    assert collaboration.headline(few, 2) == "2 collaboration events with Pakistan and Egypt"
    assert collaboration.headline(few[:1], 1) == "1 collaboration event with Pakistan"


def test_every_preset_has_one_level_on_wide_and_on_narrow_screens() -> None:
    for width in ("views", "narrow_views"):
        shown = [label for level in range(len(LEVELS)) for label in collaboration_views.shown_in(level)[width]]
        assert sorted(shown) == sorted(collaboration_views.BANDS)


def distance(one: Group, other: Group, scale: float) -> float:
    (a, b), (c, d) = (
        (
            place.lon / 57.29578 * collaboration_views.across(place.lat) * scale,
            collaboration_views.up(place.lat) * scale,
        )
        for place in (one.places[0], other.places[0])
    )
    return hypot(a - c, b - d)


def crowd(count: int) -> tuple[Place, ...]:
    """Invented places all over the map, the same every time."""
    found = [(-50 + (i * 37) % 120, -170 + (i * 61) % 340, 1 + (i * i) % 90) for i in range(count)]
    return collaboration_pins.places(
        pd.DataFrame(
            [(f"Place {i}", lat + i / 1000, lon + i / 500, "context", n) for i, (lat, lon, n) in enumerate(found)],
            columns=["place", "lat", "lon", "source", "events"],
        )
    )


@pytest.mark.parametrize("count", [1, 40, 600])
def test_marks_stand_apart_and_hold_every_event_once(count: int) -> None:
    found = crowd(count)
    levels = collaboration_pins.gather(found)
    for scale, groups in zip(LEVELS, levels, strict=True):
        assert sorted(p.key for g in groups for p in g.places) == sorted(p.key for p in found)
        assert len(groups) <= collaboration_pins.MOST_MARKS
        for one, other in combinations(groups, 2):
            assert distance(one, other, scale) >= collaboration_pins.APART * (one.px + other.px) / 2
    assert [len(groups) for groups in levels] == sorted(len(groups) for groups in levels)


def test_marks_do_not_depend_on_the_order_of_the_rows(project: duckdb.DuckDBPyConnection) -> None:
    pins = frames(project)[1]
    found = collaboration_pins.places(pins)
    again = collaboration_pins.places(pins.sample(frac=1, random_state=3))
    assert collaboration_pins.gather(found) == collaboration_pins.gather(again)
    assert sum(place.events for place in found) == pins.events.sum()


def test_a_mark_is_found_again_by_any_place_in_it(project: duckdb.DuckDBPyConnection) -> None:
    found = collaboration_pins.places(frames(project)[1])
    for level, groups in enumerate(collaboration_pins.gather(found)):
        for group in groups:
            assert all(collaboration_pins.find(found, f"{level}:{place.key}") == group for place in group.places)
    assert collaboration_pins.find(found, "9:39.9042,116.4074") is None
    assert collaboration_pins.find(found, "1:0,0") is None


def test_events_of_one_place_are_spread_where_there_is_room(project: duckdb.DuckDBPyConnection) -> None:
    figure = drawn(project)
    spread = marks(figure, "event:")
    pins = frames(project)[1]
    beijing = frames(project)[2].query("place == 'Beijing'").event_id
    assert {f"event:{event_id}" for event_id in beijing} <= set(spread)
    assert len(beijing) == pins[pins.place == "Beijing"].events.sum() > 1


def test_a_picked_mark_is_spread_at_its_own_zoom(project: duckdb.DuckDBPyConnection) -> None:
    found = collaboration_pins.places(frames(project)[1])
    group = next(g for g in collaboration_pins.gather(found)[1] if 1 < g.events <= collaboration_pins.MOST_SPREAD)
    mark = f"place:1:{group.places[0].key}"
    assert mark in marks(drawn(project), "place:")
    assert mark not in marks(drawn(project, picked=group, level=1), "place:")


def test_the_key_keeps_inside_its_width(project: duckdb.DuckDBPyConnection) -> None:
    key = collaboration_key.key([("", words) for _, words in collaboration.classes(9)], LOOK, True, True)
    assert key.wide["margin"]["b"] == collaboration_key.ROW_PX + 12
    for width, rows in ((collaboration_views.WIDE_PX, key.wide), (collaboration_views.NARROW_PX, key.narrow)):
        for words in rows["annotations"]:
            assert words["xshift"] + len(words["text"]) * collaboration_key.CHAR_PX <= width


def test_the_figure_is_short(project: duckdb.DuckDBPyConnection) -> None:
    assert len(drawn(project, lines=True).to_json()) < 40_000
    assert len(drawn(project, compact=True).to_json()) < 16_000
