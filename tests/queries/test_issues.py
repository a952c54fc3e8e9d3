"""Answers behind "Sources and findings" on the invented months, added up by hand."""

from typing import Any

import duckdb
import pytest

from tests.queries.test_golden import rows

LISTS = ("rules", "severities", "subject_kinds", "documents", "states", "document_kinds", "qualities")
FREE: dict[str, Any] = {
    **{name: [] for name in LISTS},
    **{f"{name}_all": True for name in LISTS},
    "link": "",
    "words": "",
    "table": "",
}


def only(**lists: list[str]) -> dict[str, Any]:
    return {**FREE, **lists, **{f"{name}_all": False for name in lists}}


def facets(con: duckdb.DuckDBPyConnection, **params: Any) -> dict[tuple[str, str], int]:
    told = rows(con, "issues/facets", "facet value findings", **{**FREE, **params})
    return {(facet, value): count for facet, value, count in told}


def test_a_facet_counts_within_the_others_and_not_within_itself(invented: duckdb.DuckDBPyConnection) -> None:
    free = facets(invented)
    assert free["all", ""] == free["state", "open"] == 3 and free["state", "resolved"] == 0
    assert (free["subject", "figure"], free["subject", "event"]) == (2, 1)
    assert (free["severity", "finding"], free["severity", "note"]) == (2, 1)
    assert free["document", "review-2031-01"] == 2 and free["document", "report-a"] == 1
    narrowed = facets(invented, **only(severities=["note"]))
    assert narrowed["all", ""] == 1 and narrowed["severity", "finding"] == 2
    assert narrowed["rule", "figure_revised"] == 1 and narrowed["rule", "growth_not_reproduced"] == 0


def test_findings_come_with_name_rule_and_document_in_pages(invented: duckdb.DuckDBPyConnection) -> None:
    told = rows(invented, "issues/findings", "rule subject_kind subject_id name publisher resolution", **FREE)
    assert [(row[0], row[2]) for row in told] == [
        ("growth_not_reproduced", "defence-2031"),
        ("organisation_spelt_two_ways", "2031-01-lab"),
        ("figure_revised", "intensity-2029"),
    ]
    assert told[1][3:] == ("Invented laboratory opens in Paris", "Invented institute", None)
    second = rows(invented, "issues/findings", "rule", **{**FREE, "most": 1, "skip": 1})
    assert second == [("organisation_spelt_two_ways",)]
    of_report = rows(invented, "issues/findings", "rule", **only(documents=["report-a"]))
    assert of_report == [("figure_revised",)]


def test_the_overview_counts_them_all(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "overview/finding_counts", "found open") == [(3, 3)]


def test_documents_come_with_what_rests_on_them(invented: duckdb.DuckDBPyConnection) -> None:
    told = rows(invented, "issues/documents", "document_id events further figures findings total", **FREE)
    assert told == [
        ("review-2031-02", 2, 0, 0, 0, 5),
        ("review-2031-01", 2, 0, 2, 2, 5),
        ("report-a", 2, 0, 7, 1, 5),
        ("report-b", 1, 1, 2, 0, 5),
        ("notes-2031", 0, 0, 0, 0, 5),
    ]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"link": "without"}, ["notes-2031"]),
        ({"words": "WIRE"}, ["report-b"]),
        (only(qualities=["press"]), ["report-a", "report-b"]),
        (only(document_kinds=["notes"]), ["notes-2031"]),
    ],
)
def test_documents_are_narrowed(invented: duckdb.DuckDBPyConnection, limits: dict[str, Any], found: list[str]) -> None:
    assert [d for (d,) in rows(invented, "issues/documents", "document_id", **{**FREE, **limits})] == found


def test_corrections_name_their_subject(invented: duckdb.DuckDBPyConnection) -> None:
    told = rows(invented, "issues/corrections", "subject_id name printed state total", **FREE)
    assert told == [("2031-01-lab", "Invented laboratory opens in Paris", "Invented Labratory of Paris", "applied", 1)]
    assert rows(invented, "issues/corrections", "subject_id", **only(states=["noted"])) == []


def test_every_table_and_column_says_what_it_is(invented: duckdb.DuckDBPyConnection) -> None:
    told = rows(invented, "issues/dictionary", "table_name table_about column_name type meaning", **FREE)
    assert all(all(row) for row in told)
    assert len({row[0] for row in told}) == len(rows(invented, "issues/tables", "table_name", **FREE))
    of_editing = rows(invented, "issues/dictionary", "column_name", **{**FREE, "table": "editing", "words": "CHECKED"})
    assert {("checked_by",), ("checked_on",)} <= set(of_editing)


def test_what_is_held_and_who_entered_it(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "issues/held", "documents events figures corrections") == [(5, 7, 11, 1)]
    assert rows(invented, "issues/hands", "entered_by facts checked") == []
