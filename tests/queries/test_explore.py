"""Answers behind Explore on the invented months, added up by hand, and against plain counts over the facts."""

from datetime import date
from typing import Any

import duckdb
import pytest

from tests.conftest import EVERYTHING
from tests.queries.test_golden import FEBRUARY, rows

COLLABORATION = {"sections": ["collaboration"], "sections_all": False}
ENERGY = {"fields": ["energy"], "fields_all": False}


def facets(con: duckdb.DuckDBPyConnection, **params: Any) -> dict[tuple[str, str], int]:
    return {(facet, value): n for facet, value, n in rows(con, "explore/facets", "facet value events", **params)}


def test_a_facet_counts_within_the_others_and_not_within_itself(invented: duckdb.DuckDBPyConnection) -> None:
    free = facets(invented)
    assert free["all", ""] == 7
    assert (free["doubt", "with"], free["doubt", "without"]) == (1, 6)
    sections = {("section", "breakthrough"): 2, ("section", "collaboration"): 3, ("section", "diplomacy"): 2}
    assert sections.items() <= free.items()
    narrowed = facets(invented, **COLLABORATION)
    assert sections.items() <= narrowed.items()
    assert narrowed["all", ""] == 3
    assert {value: n for (facet, value), n in narrowed.items() if facet == "kind"} == {
        "facility": 1,
        "mission": 1,
        "service": 1,
    }
    assert {value: n for (facet, value), n in narrowed.items() if facet == "status"} == {
        "announced": 1,
        "done": 1,
        "ongoing": 1,
    }


def test_nothing_matches_counts_zero(invented: duckdb.DuckDBPyConnection) -> None:
    assert facets(invented, doubt="with", statuses=["planned"], statuses_all=False)["all", ""] == 0


def test_organisations_and_people_are_counted_and_the_chosen_stay(invented: duckdb.DuckDBPyConnection) -> None:
    met = rows(invented, "explore/organisations", "organisation_id events")
    assert met == [("lab-paris", 2), ("board-beijing", 1), ("union", 1)]
    assert rows(invented, "explore/organisations", "organisation_id", most=1) == [("lab-paris",)]
    chosen = {"organisations": ["union"], "organisations_all": False}
    assert rows(invented, "explore/organisations", "organisation_id events", **chosen, **ENERGY) == [("union", 0)]
    assert rows(invented, "explore/people", "person_id name events") == [("ada-martin", "Ada Martin", 1)]
    assert rows(invented, "explore/people", "person_id", **chosen) == []


def test_names_hold_everything_a_facet_can(invented: duckdb.DuckDBPyConnection) -> None:
    names = rows(invented, "explore/names", "facet value label")
    assert next(n for n in names if n[0] == "section") == ("section", "budget", "budget")
    assert ("person", "ada-martin", "Ada Martin") in names
    assert len([n for n in names if n[0] == "organisation"]) == 3


NEWEST = [
    "2031-02-union",
    "2031-02-ice",
    "2031-02-talks",
    "2031-02-call",
    "2031-02-cruise",
    "2031-01-lab",
    "2031-01-probe",
]


def test_events_come_newest_first_over_all_sections_and_in_pages(invented: duckdb.DuckDBPyConnection) -> None:
    assert [e for (e,) in rows(invented, "explore/events", "event_id")] == NEWEST
    assert [e for (e,) in rows(invented, "explore/events", "event_id", most=3, skip=3)] == NEWEST[3:6]
    told = rows(
        invented,
        "explore/events",
        "organisations people partners document_id locator",
        people=["ada-martin"],
        people_all=False,
    )
    assert told == [
        (
            "Invented Board of Beijing; Invented Laboratory of Paris",
            "Ada Martin",
            "France",
            "review-2031-02",
            "Diplomacy, paragraph 1",
        )
    ]


def pivot(con: duckdb.DuckDBPyConnection, part: str, **params: Any) -> list[tuple[Any, ...]]:
    columns = "part down_label across_label events"
    return [row[1:] for row in rows(con, "explore/pivot", columns, **params) if row[0] == part]


def test_an_event_counts_once_in_each_of_its_rows_and_once_in_a_total(invented: duckdb.DuckDBPyConnection) -> None:
    asked = {"down": "country", "across": "section"}
    assert pivot(invented, "all", **asked) == [(None, None, 7)]
    # The laboratory has two partners; three events have none.
    assert pivot(invented, "row", **asked) == [("", None, 3), ("France", None, 3), ("Kenya", None, 2)]
    assert pivot(invented, "column", **asked) == [
        (None, "collaboration", 3),
        (None, "breakthrough", 2),
        (None, "diplomacy", 2),
    ]
    assert set(pivot(invented, "cell", **asked)) == {
        ("", "breakthrough", 2),
        ("", "diplomacy", 1),
        ("France", "collaboration", 2),
        ("France", "diplomacy", 1),
        ("Kenya", "collaboration", 2),
    }


def test_an_event_of_several_months_counts_in_each_within_the_period(invented: duckdb.DuckDBPyConnection) -> None:
    asked = {"down": "month", "across": "source"}
    assert pivot(invented, "row", **asked) == [("2031-01", None, 3), ("2031-02", None, 5), ("2031-03", None, 1)]
    assert pivot(invented, "row", **asked, **FEBRUARY) == [("2031-02", None, 5)]
    assert pivot(invented, "row", down="year", across="source") == [("2031", None, 7)]


def test_a_cut_pivot_says_how_much_there_is(invented: duckdb.DuckDBPyConnection) -> None:
    told = rows(invented, "explore/pivot", "part down_label found", down="month", across="field", most_down=1)
    # The newest month is kept.
    assert ("row", "2031-03", 3) in told
    assert not [row for row in told if row[1] == "2031-01"]


TRAITS = ["month", "year", "section", "kind", "country", "organisation", "person", "field", "status", "source"]


@pytest.mark.parametrize("down", TRAITS)
def test_totals_of_a_pivot_do_not_depend_on_the_other_trait(project: duckdb.DuckDBPyConnection, down: str) -> None:
    asked = {"most_down": 1000, "most_across": 1000}
    answers = [pivot(project, "row", down=down, across=across, **asked) for across in TRAITS if across != down]
    assert all(answer == answers[0] for answer in answers)
    [(count,)] = project.execute("select count(*) from event").fetchall()
    assert pivot(project, "all", down=down, across="section") == [(None, None, count)]
    if down in ("section", "kind", "field", "status", "source"):
        assert sum(row[2] for row in answers[0]) == count


def compare(con: duckdb.DuckDBPyConnection, **params: Any) -> dict[tuple[str, str], list[str]]:
    told: dict[tuple[str, str], list[str]] = {}
    for part, side, event in rows(con, "explore/compare", "part side event_id", **params):
        told.setdefault((part, side), []).append(event)
    return told


def test_two_months_side_by_side(invented: duckdb.DuckDBPyConnection) -> None:
    assert compare(invented, what="month", left="2031-01", right="2031-02") == {
        ("both", "left"): ["2031-02-cruise"],
        ("both", "right"): ["2031-02-cruise"],
        ("gone", "left"): ["2031-01-lab", "2031-01-probe"],
        ("new", "right"): ["2031-02-union", "2031-02-ice", "2031-02-talks", "2031-02-call"],
    }
    empty = compare(invented, what="month", left="2031-06", right="2031-03")
    assert empty == {("new", "right"): ["2031-02-cruise"]}
    assert compare(invented, what="month", left="x", right="y") == {}


def test_two_countries_side_by_side(invented: duckdb.DuckDBPyConnection) -> None:
    told = compare(invented, what="country", left="FRA", right="KEN")
    assert told["gone", "left"] == ["2031-02-talks", "2031-02-call"]
    assert told["new", "right"] == ["2031-02-cruise"]
    assert told["both", "left"] == told["both", "right"] == ["2031-01-lab"]


def test_what_two_months_share_stands_together(project: duckdb.DuckDBPyConnection) -> None:
    asked = {"what": "month", "left": "2024-03", "right": "2024-04"}
    told = rows(project, "explore/compare", "part thread side event_id found", **asked)
    lunar = {(side, event) for part, thread, side, event, _ in told if thread == "Lunar exploration"}
    assert ("left", "2024-03-queqiao2") in lunar and ("right", "moon-geologic-atlas-2024-04") in lunar
    # Every event of a side is in one part.
    found = {(part, side): n for part, _, side, _, n in told}
    for side, month in (
        ("left", (date(2024, 3, 1), date(2024, 3, 31))),
        ("right", (date(2024, 4, 1), date(2024, 4, 30))),
    ):
        count = facets(project, starts_on=month[0], ends_on=month[1])["all", ""]
        assert sum(n for (_, at), n in found.items() if at == side) == count


PLAIN = """select e.event_id from listing e where e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field)) and ($sources_all or list_contains($sources, e.source))
    and ($sections_all or list_contains($sections, cast(e.section as varchar)))
    and ($kinds_all or list_contains($kinds, cast(e.kind as varchar)))
    and ($statuses_all or list_contains($statuses, cast(e.status as varchar)))
    and ($organisations_all or exists (select 1 from event_organisation o where o.event_id = e.event_id and list_contains($organisations, o.organisation_id)))
    and ($people_all or exists (select 1 from event_person p where p.event_id = e.event_id and list_contains($people, p.person_id)))
    and ($doubt = '' or ($doubt = 'with') = exists (
        select 1 from finding f where f.subject_kind = 'event' and f.subject_id = e.event_id and f.rule <> 'missing_link'
            and f.severity = 'finding' and f.resolution is null))"""
SETTINGS: list[dict[str, Any]] = [
    {},
    {"doubt": "with"},
    {"doubt": "without", "countries": ["FRA", "CHN"], "countries_all": False},
    {"organisations": ["cnsa", "cas"], "organisations_all": False},
    {"people": ["yin-hejun"], "people_all": False, "kinds": ["meeting", "visit"], "kinds_all": False},
    {"statuses": ["ongoing", "planned"], "statuses_all": False, "sources": ["context"], "sources_all": False},
    {"starts_on": date(2024, 3, 1), "ends_on": date(2024, 3, 31), **COLLABORATION},
    {"organisations": ["x"], "organisations_all": False},
]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_facets_find_what_the_facts_hold(project: duckdb.DuckDBPyConnection, setting: dict[str, Any]) -> None:
    values = {key: value for key, value in {**EVERYTHING, **setting}.items() if f"${key}" in PLAIN}
    values = {key: value for key, value in values.items() if key not in ("most", "skip")}
    wanted = {event for (event,) in project.execute(PLAIN, values).fetchall()}
    assert {event for (event,) in rows(project, "explore/events", "event_id", **setting)} == wanted
    assert facets(project, **setting)["all", ""] == len(wanted)
    assert pivot(project, "all", down="country", across="month", **setting) == [(None, None, len(wanted))]
    met = rows(project, "explore/organisations", "organisation_id events", **setting)
    if "organisations" not in setting:
        plain = project.execute(
            f"select organisation_id, count(distinct event_id) from event_organisation where event_id in ({PLAIN}) group by organisation_id",
            values,
        ).fetchall()
        assert sorted(met) == sorted(plain)


def test_every_column_has_a_meaning(project: duckdb.DuckDBPyConnection) -> None:
    from exports.events import COLUMNS

    known = {
        (table, column): meaning
        for table, column, meaning in rows(project, "explore/dictionary", "table_name column_name meaning")
    }
    for column in COLUMNS:
        assert known[column.table, column.column]
