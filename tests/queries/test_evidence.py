"""What stands behind a mark, on the invented months, and that every fact of the project's data has a document and a locator."""

from typing import Any

import duckdb
import pandas as pd
import pytest

import queries
from charts import diplomacy_tables
from tests.conftest import EVERYTHING
from tests.queries.test_golden import rows


def test_all_sources_of_an_event_its_own_first(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "evidence/sources", "rank publisher locator states", event_id="2031-02-cruise") == [
        (1, "Invented institute", "Projects, paragraph 1", None),
        (2, "Invented wire", "whole report", "confirms the departure"),
    ]


def test_who_takes_part_is_named_and_can_be_opened(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "evidence/actors", "subject name part as_printed", event_id="2031-01-lab") == [
        ("country:FRA", "France", "partner country", None),
        ("country:KEN", "Kenya", "partner country", None),
        ("organisation:lab-paris", "Invented Laboratory of Paris", "host", "Invented Labratory of Paris"),
    ]


def test_an_event_is_read_with_its_print(invented: duckdb.DuckDBPyConnection) -> None:
    columns = "title section starts_on amount currency as_printed"
    assert rows(invented, "evidence/event", columns, event_id="2031-01-lab") == [
        ("Invented laboratory opens in Paris", "collaboration", pd.Timestamp(2031, 1, 10), 5000, "EUR", "on 10 January")
    ]
    assert rows(invented, "evidence/event", "title", event_id="x' or 1=1") == []


def test_a_figure_is_read_with_its_print_and_its_neighbours(invented: duckdb.DuckDBPyConnection) -> None:
    columns = "full_label year bn_cny as_printed locator level source"
    assert rows(invented, "evidence/figure", columns, figure_id="st-2031")[0][1:] == (
        2031,
        100.0,
        "100 billion, up 10%",
        "Budget, paragraph 1",
        "central",
        "review",
    )
    near = rows(invented, "evidence/other_figures", "figure_id year", figure_id="st-2031")
    assert all(abs(year - 2031) <= 1 and key != "st-2031" for key, year in near)


@pytest.mark.parametrize(
    ("kind", "key", "found"),
    [
        ("country", "KEN", ["2031-02-cruise", "2031-01-lab"]),
        ("organisation", "lab-paris", ["2031-02-talks", "2031-01-lab"]),
        ("person", "ada-martin", ["2031-02-talks"]),
        ("topic", "comet", ["2031-01-probe"]),
        ("place", "48.8600,2.3500", ["2031-01-lab"]),
        ("place", "48.8600,2.3500;-4.2000,40.1000", ["2031-02-cruise", "2031-01-lab"]),
        ("person", "nobody", []),
        ("country", "x' or 1=1", []),
    ],
)
def test_the_events_of_a_subject(invented: duckdb.DuckDBPyConnection, kind: str, key: str, found: list[str]) -> None:
    told = rows(invented, "evidence/events", "event_id events", kind=kind, key=key, section="", most=20)
    assert [event_id for event_id, _ in told] == found
    assert all(total == len(found) for _, total in told)


def test_the_events_of_a_subject_keep_to_section_and_filters(invented: duckdb.DuckDBPyConnection) -> None:
    def found(**params: Any) -> list[tuple[Any, ...]]:
        return rows(
            invented,
            "evidence/events",
            "event_id events",
            **{"kind": "country", "key": "KEN", "section": "", "most": 20, **params},
        )

    assert found(section="diplomacy") == []
    assert found(most=1) == [("2031-02-cruise", 2)], "the count is that of all that match"
    assert found(countries=["FRA"], countries_all=False) == [("2031-01-lab", 1)]
    assert found(sources=["context"], sources_all=False) == []


def test_the_panel_of_a_country_counts_what_the_map_counts(project: duckdb.DuckDBPyConnection) -> None:
    for iso3, events in rows(project, "collaboration/by_country", "iso3 events"):
        told = rows(project, "evidence/events", "events", kind="country", key=iso3, section="collaboration", most=1)
        assert told == [(events,)], iso3


def test_related_events_share_a_project_an_organisation_or_a_person(project: duckdb.DuckDBPyConnection) -> None:
    told = queries.run(project.cursor(), "evidence/related", {"event_id": "2024-03-queqiao2", "most": 3})
    assert {"topic:queqiao-2", "organisation:cnsa"} <= set(told.subject)
    assert "2024-03-queqiao2" not in set(told.event_id)
    assert told.groupby("subject").size().max() <= 3


def test_every_fact_has_a_document_and_a_locator(project: duckdb.DuckDBPyConnection) -> None:
    """All figures and events of the project, walked through the questions that the panel asks."""
    events = project.execute("select event_id from event").fetchall()
    figures = project.execute("select figure_id from figure").fetchall()
    assert len(events) >= 115 and len(figures) >= 212
    for (event_id,) in events:
        first = rows(project, "evidence/sources", "rank publisher locator", event_id=event_id)[0]
        assert first[0] == 1 and first[1] and first[2], event_id
    for (figure_id,) in figures:
        (publisher, locator), *_ = rows(project, "evidence/figure", "publisher locator", figure_id=figure_id)
        assert publisher and locator, figure_id


def test_every_mark_of_a_subject_is_found(project: duckdb.DuckDBPyConnection) -> None:
    kinds = {
        "country": "iso3",
        "organisation": "organisation_id",
        "person": "person_id",
        "topic": "topic_id",
        "document": "document_id",
    }
    for kind, key in kinds.items():
        for (value,) in project.execute(f"select {key} from {kind}").fetchall():
            assert rows(project, "evidence/subject", "name", kind=kind, key=value)[0][0], value
    assert EVERYTHING["countries_all"] and rows(project, "evidence/subject", "name", kind="country", key="../x") == []


def test_the_doubts_of_a_badge_are_those_that_the_tally_counts(project: duckdb.DuckDBPyConnection) -> None:
    for section in ("collaboration", "breakthrough", "diplomacy"):
        (counted,) = [sum(n for (n,) in rows(project, "shared/tally", "findings", section=section))]
        told = rows(project, "evidence/section_findings", "rule total", section=section, figures=[], most=1000)
        assert len(told) == counted and all(total == counted and rule != "missing_link" for rule, total in told)
    figures = dict(rows(project, "budget/doubts", "figure_id findings"))
    told = rows(project, "evidence/section_findings", "subject_id", section="", figures=list(figures), most=1000)
    assert len(told) == sum(figures.values())


def test_rows_of_tables_name_what_they_open(project: duckdb.DuckDBPyConnection) -> None:
    marks = [mark for (mark,) in rows(project, "overview/review", "mark", document_id="review-2024-03")]
    assert {"event:2024-03-queqiao2", "figure:central_st-2024-draft"} <= set(marks) and len(marks) == 9 + 6
    counts = queries.run(project.cursor(), "diplomacy/partner_kinds", EVERYTHING)
    assert "country:FRA" in set(diplomacy_tables.by_kind(counts).Mark)
