"""Every pin lies in the country its row names, in the view that the institute shows by default."""

import duckdb
import shapely

from data.geo.make_boundaries import compose


def test_pins_lie_in_their_country(project: duckdb.DuckDBPyConnection) -> None:
    land = dict(compose("india")[["iso3", "geometry"]].itertuples(index=False))
    pins = project.execute(
        "select event_id, place_country, lon, lat from event where lat is not null and place_kind = 'land'"
    ).fetchall()
    assert len(pins) > 80
    # Coasts are generalised: a harbour may stand a little way off the drawn shore.
    off = [
        (event, country)
        for event, country, lon, lat in pins
        if land[country].distance(shapely.Point(float(lon), float(lat))) > 0.15
    ]
    assert off == []
