"""Budget answers on the invented months, divided and subtracted by hand."""

import duckdb

from tests.queries.test_golden import rows

LINES = ["central_st", "central_defence"]


def test_the_budget_lines_are_those_of_the_newest_review_that_prints_any(invented: duckdb.DuckDBPyConnection) -> None:
    """The review of February has none: those of January stay on the screen."""
    assert rows(invented, "budget/review_lines", "series_id bn_cny growth_pct") == [
        ("central_defence", 300.0, 5.0),
        ("central_st", 100.0, 10.0),
    ]
    assert rows(invented, "shared/dataset", "latest_review") == [("review-2031-02",)]


def test_an_index_divides_spent_by_spent_and_planned_by_planned(invented: duckdb.DuckDBPyConnection) -> None:
    """Science and technology: 90.909 of 80 spent; 95, 96 and 100 of 75 planned. Defence has no figure of 2019, so no index."""
    told = rows(invented, "budget/index", "figure_id kind divided_by value", series=LINES, base_year=2019)
    assert told == [
        ("st-2019", "spent", 80.0, 100.0),
        ("st-2019-plan", "planned", 75.0, 100.0),
        ("st-2030", "spent", 80.0, 113.6),
        ("st-2030-passed", "planned", 75.0, 128.0),
        ("st-2030-plan", "planned", 75.0, 126.7),
        ("st-2031", "planned", 75.0, 133.3),
    ]
    assert rows(invented, "budget/index", "figure_id", series=LINES, base_year=2018) == []


def test_shares_need_all_listed_lines_of_a_year_on_one_basis(invented: duckdb.DuckDBPyConnection) -> None:
    """2031: 100 and 300 planned; 2030: 90.909 and 250 spent, but only one of the two planned; 2019: only one spent."""
    assert rows(invented, "budget/shares", "figure_id kind divided_by value") == [
        ("defence-2030", "spent", 340.909, 73.3),
        ("defence-2031", "planned", 400.0, 75.0),
        ("st-2030", "spent", 340.909, 26.7),
        ("st-2031", "planned", 400.0, 25.0),
    ]
    only = {"sources": ["context"], "sources_all": False}
    assert rows(invented, "budget/shares", "figure_id", **only) == [("defence-2030",), ("st-2030",)]


def test_shares_of_a_year_are_the_whole(project: duckdb.DuckDBPyConnection) -> None:
    told = rows(project, "budget/shares", "figure_id kind value")
    for kind, year in (
        ("planned", "2019"),
        ("planned", "2020"),
        ("spent", "2020"),
        ("planned", "2024"),
        ("planned", "2026"),
    ):
        shares = [value for figure_id, of, value in told if of == kind and f"-{year}-" in figure_id]
        assert len(shares) == 6 and abs(sum(shares) - 100) < 0.31
    assert len(told) == 30


def test_plan_and_outturn_take_the_most_settled_figure(invented: duckdb.DuckDBPyConnection) -> None:
    columns = "year planned_id planned_bn_cny spent_id spent_bn_cny difference_bn_cny"
    assert rows(invented, "budget/plan_and_outturn", columns, series="central_st") == [
        (2019, "st-2019-plan", 75.0, "st-2019", 80.0, 5.0),
        (2030, "st-2030-passed", 96.0, "st-2030", 90.909, -5.091),
        (2031, "st-2031", 100.0, None, None, None),
    ]


def test_a_later_revision_is_noted_against_what_was_first_published(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "budget/steps", "figure_id about words source", series=["rd_intensity"]) == [
        (
            "intensity-2029-later",
            "later revision",
            "First published as 2.5, later given as 2.6 percent of GDP.",
            "Invented wire",
        )
    ]


def test_notes_are_those_of_the_data_and_name_what_they_rest_on(project: duckdb.DuckDBPyConnection) -> None:
    series = ["central_st", "central_incl_transfers_st", "national_st"]
    told = rows(project, "budget/steps", "figure_id about source", series=series)
    assert [row[:2] for row in told] == [
        ("central_st-2024-draft", "what the growth is against"),
        ("central_st-2024-draft", "largest rise"),
        ("central_incl_transfers_st-2014-draft", "last year of this presentation"),
    ]
    assert all(source for *_, source in told)


def test_one_figure_in_full(invented: duckdb.DuckDBPyConnection) -> None:
    columns = "item year bn_cny as_printed locator level source"
    assert rows(invented, "budget/figure", columns, figure_id="st-2031") == [
        ("Science and technology", 2031, 100.0, "100 billion, up 10%", "Budget, paragraph 1", "central", "review")
    ]
    assert rows(invented, "budget/figure", "item", figure_id="nothing' or 1=1") == []
