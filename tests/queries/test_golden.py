"""Answers on the invented months, added up by hand in tests/fixtures."""

from datetime import date
from typing import Any

import duckdb

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
    assert rows(invented, "diplomacy/ties", "event_id tail head head_kind") == [
        ("2031-02-talks", "CHN", "FRA", "country"),
        ("2031-02-talks", "CHN", "board-beijing", "home"),
        ("2031-02-talks", "FRA", "lab-paris", "organisation"),
        ("2031-02-talks", "lab-paris", "ada-martin", "person"),
        ("2031-02-union", "CHN", "union", "body"),
    ]
    assert rows(invented, "diplomacy/partners", "partner_id partner_kind events") == [
        ("FRA", "country", 1),
        ("union", "body", 1),
    ]


def test_the_budget_lines_are_those_of_the_newest_review_that_prints_any(invented: duckdb.DuckDBPyConnection) -> None:
    """The review of February has none: those of January stay on the screen."""
    assert rows(invented, "budget/review_lines", "series_id bn_cny growth_pct") == [
        ("central_defence", 300.0, 5.0),
        ("central_st", 100.0, 10.0),
    ]
    assert rows(invented, "shared/dataset", "latest_review") == [("review-2031-02",)]


def test_all_sources_of_an_event_its_own_first(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "shared/event_sources", "publisher locator states", event_id="2031-02-cruise") == [
        ("Invented institute", "Projects, paragraph 1", None),
        ("Invented wire", "whole report", "confirms the departure"),
    ]
