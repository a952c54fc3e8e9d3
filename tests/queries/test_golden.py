"""Answers on the invented months, added up by hand in tests/fixtures."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

import queries
from tests.conftest import EVERYTHING

MARCH = {"starts_on": date(2031, 3, 1), "ends_on": date(2031, 3, 31)}
FEBRUARY = {"starts_on": date(2031, 2, 1), "ends_on": date(2031, 2, 28)}


def rows(con: duckdb.DuckDBPyConnection, name: str, columns: str, **params: Any) -> list[tuple[Any, ...]]:
    frame = queries.run(con.cursor(), name, {**EVERYTHING, **params})
    wanted = frame[columns.split()].astype(object)
    return list(wanted.where(wanted.notna(), None).itertuples(index=False, name=None))


def test_partner_countries_are_counted_once_per_event(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "collaboration/by_country", "iso3 events review context") == [
        ("FRA", 2, 1, 1),
        ("KEN", 2, 2, 0),
    ]


def test_a_month_matches_what_overlaps_it(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "shared/events", "event_id", section="collaboration", **MARCH) == [("2031-02-cruise",)]
    assert rows(invented, "shared/events", "event_id", section="collaboration", **FEBRUARY) == [
        ("2031-02-call",),
        ("2031-02-cruise",),
    ]


def test_an_event_is_found_by_its_key_where_the_filters_leave_it(invented: duckdb.DuckDBPyConnection) -> None:
    def found(**params: Any) -> list[tuple[Any, ...]]:
        asked = {"section": "collaboration", "event_id": "2031-01-lab", **params}
        return rows(invented, "shared/event", "event_id partners", **asked)

    lab = queries.run(invented.cursor(), "shared/events", {**EVERYTHING, "section": "collaboration"}).iloc[-1]
    assert found() == found(countries=["KEN"], countries_all=False) == [(lab.event_id, lab.partners)]
    assert found(**MARCH) == found(section="diplomacy") == found(event_id="../x") == []
    assert found(countries=["HKG"], countries_all=False) == found(sources=["context"], sources_all=False) == []


def test_a_country_matches_as_partner_and_as_place(invented: duckdb.DuckDBPyConnection) -> None:
    def found(section: str, iso3: str) -> list[tuple[str]]:
        return rows(invented, "shared/events", "event_id", section=section, countries=[iso3], countries_all=False)

    assert found("collaboration", "KEN") == [("2031-02-cruise",), ("2031-01-lab",)]
    assert found("diplomacy", "HKG") == [("2031-02-union",)]
    assert found("breakthrough", "ATA") == [("2031-02-ice",)]


def test_sources_are_told_apart(invented: duckdb.DuckDBPyConnection) -> None:
    only = {"sources": ["context"], "sources_all": False}
    assert rows(invented, "overview/sections", "section source events", **only) == [
        ("collaboration", "context", 1),
        ("breakthrough", "context", 1),
        ("diplomacy", "context", 1),
    ]


def test_the_span_before_is_counted_beside_the_span(invented: duckdb.DuckDBPyConnection) -> None:
    january = {"before_starts_on": date(2031, 1, 1), "before_ends_on": date(2031, 1, 31)}
    counted = rows(invented, "overview/sections", "section source events before", **FEBRUARY, **january)
    # The cruise overlaps both months, so it counts in both.
    assert ("collaboration", "review", 1, 2) in counted
    assert rows(invented, "overview/partners", "partners before", **FEBRUARY, **january) == [(2, 2)]


def test_pins_need_a_place(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "collaboration/pins", "place events source") == [
        ("Off Mombasa", 1, "review"),
        ("Paris", 1, "review"),
    ]


def test_ties_run_from_china_outward(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "diplomacy/ties", "tail head head_kind events review kinds") == [
        ("CHN", "FRA", "country", 1, 1, "meeting"),
        ("CHN", "union", "body", 1, 0, "forum"),
        ("FRA", "lab-paris", "organisation", 1, 1, "meeting"),
        ("CHN", "board-beijing", "home", 1, 1, "meeting"),
        ("lab-paris", "ada-martin", "person", 1, 1, "meeting"),
    ]
    assert rows(invented, "diplomacy/ties", "head", layers=["country"]) == [("FRA",)]
    assert rows(invented, "diplomacy/partners", "partner_id partner_kind events") == [
        ("FRA", "country", 1),
        ("union", "body", 1),
    ]


def test_ties_are_limited_to_the_most_met_and_to_kinds(invented: duckdb.DuckDBPyConnection) -> None:
    """Of equally often met partners the first in the alphabet is shown, with what hangs on it."""
    one = rows(invented, "diplomacy/ties", "head", most_nodes=1)
    assert one == [("FRA",), ("lab-paris",), ("board-beijing",), ("ada-martin",)]
    forums = {"kinds": ["forum"], "kinds_all": False}
    assert rows(invented, "diplomacy/ties", "head", **forums) == [("union",)]
    assert rows(invented, "diplomacy/partners", "partner_id", **forums) == [("union",)]


def test_a_list_is_cut_but_its_tally_is_not(invented: duckdb.DuckDBPyConnection) -> None:
    asked = {"section": "collaboration"}
    assert rows(invented, "shared/events", "event_id", **asked, most=1) == [("2031-02-call",)]
    counted = rows(invented, "shared/tally", "source events", **asked)
    assert sorted(counted) == [("context", 1), ("review", 1), ("review", 1)]
    assert [n for _, n in rows(invented, "shared/tally", "source events", **asked, **MARCH)] == [1]


# Every filter at once and alone, against a plain count over the facts.
SPANS = [
    (date(2031, 1, 1), date(2031, 1, 31)),
    (date(2031, 2, 1), date(2031, 3, 31)),
    (date(1949, 1, 1), date(2099, 12, 31)),
]
SETTINGS: list[dict[str, Any]] = [
    {},
    {"countries": ["KEN"], "countries_all": False},
    {"countries": ["KEN", "FRA", "HKG"], "countries_all": False},
    {"fields": ["space"], "fields_all": False},
    {"sources": ["review"], "sources_all": False},
    {"countries": ["CHN", "FRA"], "countries_all": False, "sources": ["context"], "sources_all": False},
]
PLAIN = """select e.event_id from listing e where e.section = $section and e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field)) and ($sources_all or list_contains($sources, e.source))"""


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize(("starts_on", "ends_on"), SPANS)
def test_rollups_count_what_the_facts_count(
    project: duckdb.DuckDBPyConnection,
    invented: duckdb.DuckDBPyConnection,
    setting: dict[str, Any],
    starts_on: date,
    ends_on: date,
) -> None:
    for con, years in ((invented, 0), (project, -7)):
        first, last = starts_on.replace(year=starts_on.year + years), ends_on.replace(year=ends_on.year + years)
        for section in ("collaboration", "breakthrough", "diplomacy"):
            asked = {**setting, "section": section, "starts_on": first, "ends_on": last}
            values = {**EVERYTHING, **asked}
            plain = {key: value for key, value in values.items() if f"${key}" in PLAIN and not key.startswith("before")}
            wanted = con.execute(PLAIN, plain).fetchall()
            assert len(rows(con, "shared/events", "event_id", **asked)) == len(wanted)
            assert sum(n for (n,) in rows(con, "shared/tally", "events", **asked)) == len(wanted)
            assert {r[0] for r in rows(con, "shared/events", "event_id", **asked)} == {r[0] for r in wanted}
            if section == "breakthrough":
                continue
            partners = con.execute(
                f"select iso3, count(*) from event_country where event_id in ({PLAIN}) group by iso3 order by iso3",
                plain,
            ).fetchall()
            if section == "collaboration":
                assert sorted(rows(con, "collaboration/by_country", "iso3 events", **asked)) == partners
                assert len(rows(con, "collaboration/country_sources", "iso3", **asked)) == len(partners)
                pinned = con.execute(f"select count(lat) from event where event_id in ({PLAIN})", plain).fetchall()
                assert sum(n for (n,) in rows(con, "collaboration/pins", "events", **asked)) == pinned[0][0]
            else:
                met = rows(con, "diplomacy/partners", "partner_id partner_kind events", **asked)
                assert sorted((i, n) for i, kind, n in met if kind == "country") == partners
                drawn = rows(con, "diplomacy/ties", "head head_kind events", **asked, layers=["country"])
                assert sorted((i, n) for i, _, n in drawn) == partners


def test_all_sources_of_an_event_its_own_first(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "shared/event_sources", "publisher locator states", event_id="2031-02-cruise") == [
        ("Invented institute", "Projects, paragraph 1", None),
        ("Invented wire", "whole report", "confirms the departure"),
    ]


def test_an_event_belongs_to_its_project(invented: duckdb.DuckDBPyConnection) -> None:
    asked = ["2031-01-probe", "2031-02-ice"]
    assert rows(invented, "breakthroughs/projects", "topic_id project event_id", events=asked) == [
        ("comet", "Invented Comet probe", "2031-01-probe")
    ]
    steps = rows(
        invented, "breakthroughs/project_events", "event_id section project total source findings", topic="comet"
    )
    assert steps == [("2031-01-probe", "breakthrough", "Invented Comet probe", 1, "review", 0)]


def test_a_country_card_counts_what_the_map_counts(invented: duckdb.DuckDBPyConnection) -> None:
    columns = "country events review fields organisations"
    for iso3, *_ in (counted := rows(invented, "collaboration/by_country", "iso3 events review")):
        card = rows(invented, "collaboration/country_card", columns, partner=iso3, most=20)
        assert (iso3, *card[0][1:3]) in counted
    found = rows(invented, "collaboration/country_card", columns, partner="FRA", most=20)
    assert found == [("France", 2, 1, "Energy, Space", "Invented Laboratory of Paris")]
    assert rows(invented, "collaboration/country_card", columns, partner="FRA", most=20, **MARCH) == [
        ("France", 0, 0, None, None)
    ]


def test_events_with_a_country_are_those_with_it_as_a_partner(invented: duckdb.DuckDBPyConnection) -> None:
    def found(**params: Any) -> list[tuple[Any, ...]]:
        return rows(invented, "collaboration/country_events", "event_id", **{"most": 20, **params})

    assert found(partner="KEN") == [("2031-02-cruise",), ("2031-01-lab",)]
    assert found(partner="KEN", most=1) == [("2031-02-cruise",)]
    assert found(partner="KEN", countries=["FRA"], countries_all=False) == [("2031-01-lab",)]


def test_events_at_a_place(invented: duckdb.DuckDBPyConnection) -> None:
    def found(*places: str) -> list[tuple[Any, ...]]:
        return rows(invented, "collaboration/place_events", "event_id", places=list(places), most=20)

    assert found("48.8600,2.3500") == [("2031-01-lab",)]
    assert found("48.8600,2.3500", "-4.2000,40.1000") == [("2031-02-cruise",), ("2031-01-lab",)]
    assert found("x") == []


def test_a_node_or_a_tie_has_its_events(invented: duckdb.DuckDBPyConnection) -> None:
    france = {"head": "FRA", "tail": ""}
    assert rows(invented, "diplomacy/node_kinds", "kind events review first_on", **france) == [
        ("meeting", 1, 1, pd.Timestamp(2031, 2, 3))
    ]
    assert rows(invented, "diplomacy/node_events", "event_id kind source partners", **france) == [
        ("2031-02-talks", "meeting", "review", "France")
    ]
    for tail, found in (("", 1), ("lab-paris", 1), ("union", 0)):
        assert len(rows(invented, "diplomacy/node_events", "event_id", head="ada-martin", tail=tail)) == found
    forums = {"kinds": ["forum"], "kinds_all": False}
    assert rows(invented, "diplomacy/node_kinds", "kind", **france, **forums) == []
    kenya = {"countries": ["KEN"], "countries_all": False}
    assert rows(invented, "diplomacy/node_events", "event_id", **france, **kenya) == []


def test_partners_by_kind_and_by_day(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "diplomacy/partner_kinds", "partner_id partner_kind kind events review") == [
        ("FRA", "country", "meeting", 1, 1),
        ("union", "body", "forum", 1, 0),
    ]
    assert rows(invented, "diplomacy/partner_events", "event_id partner_id kind source") == [
        ("2031-02-union", "union", "forum", "context"),
        ("2031-02-talks", "FRA", "meeting", "review"),
    ]
    assert rows(invented, "diplomacy/partner_events", "event_id", most=1) == [("2031-02-union",)]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_what_a_node_shows_adds_up_to_its_count(project: duckdb.DuckDBPyConnection, setting: dict[str, Any]) -> None:
    for partner, events in rows(project, "diplomacy/partners", "partner_id events", **setting):
        node = {**setting, "head": partner, "tail": "CHN"}
        assert sum(n for (n,) in rows(project, "diplomacy/node_kinds", "events", **node)) == events
        assert len(rows(project, "diplomacy/node_events", "event_id", **node)) == events
