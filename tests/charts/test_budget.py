"""Budget figures hold the numbers of their frames, in the order and the units that they say."""

import re
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import budget, budget_history, budget_marks, budget_outturn, budget_words, theme
from tests.charts.test_charts import LOOK, ask

CENTRAL = ["central_st", "central_defence", "central_debt_interest", "central_public_security", "central_education"]


def valid(figure: go.Figure) -> go.Figure:
    """The same figure checked by plotly, whole and as a narrow screen draws it: a wrong property raises."""
    spec = figure.to_dict()
    go.Figure(
        {"data": spec["data"], "layout": {**spec["layout"], **(spec["layout"].get("meta") or {}).get("narrow", {})}}
    )
    return go.Figure(spec)


def history(con: duckdb.DuckDBPyConnection, series: list[str], measure: str = "amount") -> pd.DataFrame:
    values = None
    if measure == "index":
        values = ask(con, "budget/index", series=series, base_year=2019)
    elif measure == "share":
        values = ask(con, "budget/shares")
    return budget_marks.measured(ask(con, "budget/series", series=series), measure, values)


def picks(figure: go.Figure) -> list[str]:
    return [row[0] for trace in figure.data if (trace.meta or {}).get("picks") for row in trace.customdata if row[0]]


def test_review_lines_draw_amount_and_stated_growth(invented: duckdb.DuckDBPyConnection) -> None:
    frame = ask(invented, "budget/review_lines")
    figure = valid(budget.review_lines(frame, LOOK))
    assert [list(trace.x) for trace in figure.data] == [[300.0, 100.0], [5.0, 10.0]]
    assert figure.data[0].marker.color == (LOOK.quiet, LOOK.accent)
    assert budget.review_headline(frame) == (
        "Science and technology, 2031 draft: 100 billion yuan, +10\u202f%, the largest stated growth of the 2 lines"
    )


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("amount", "National defence", "Diplomacy"),
        ("growth", "Debt interest", "Public security"),
        ("name", "Debt interest", "Science and technology"),
    ],
)
def test_the_reader_orders_both_panels(project: duckdb.DuckDBPyConnection, order: str, first: str, last: str) -> None:
    frame = ask(project, "budget/review_lines")
    figure = valid(budget.review_lines(frame, LOOK, order))
    names = [text.removeprefix("<b>").removesuffix("</b>") for text in figure.layout.yaxis.ticktext]
    assert (names[0], names[-1]) == (first, last)
    # The top line has the highest place, and both panels have the same ids at the same places.
    amount, growth = figure.data
    assert list(amount.y) == sorted(amount.y, reverse=True) == list(growth.y)
    assert amount.ids == growth.ids == tuple(budget.ordered(frame, order).figure_id)
    assert sorted(amount.x) == sorted(frame.bn_cny) and sorted(growth.x) == sorted(frame.growth_pct)


def test_a_growth_that_is_not_stated_is_said_and_sinks(project: duckdb.DuckDBPyConnection) -> None:
    frame = ask(project, "budget/review_lines")
    frame.loc[frame.series_id == "central_st", "growth_pct"] = float("nan")
    assert budget.ordered(frame, "growth").series_id.iloc[-1] == "central_st"
    assert valid(budget.review_lines(frame, LOOK, "growth")).data[1].text[-1] == "<b>not stated</b>"
    assert budget.review_headline(frame).endswith("growth not stated")


def test_the_headline_of_the_project_names_the_larger_rise(project: duckdb.DuckDBPyConnection) -> None:
    words = budget.review_headline(ask(project, "budget/review_lines"))
    assert (
        words
        == "Science and technology, 2024 draft: 370.828 billion yuan, +10\u202f%; of the 6 lines only debt interest (+11.9\u202f%) grows more"
    )


def test_a_gap_in_the_years_is_a_gap_in_the_stroke(project: duckdb.DuckDBPyConnection) -> None:
    figure = valid(budget_history.panels(history(project, ["central_st"]), LOOK))
    spent = next(trace for trace in figure.data if trace.name == "outturn")
    years = dict(zip(spent.x, spent.y, strict=True))
    assert years[2011] == 194.214
    assert years[2012] is None
    assert spent.connectgaps is False


@pytest.mark.parametrize("measure", list(budget_history.MEASURES))
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_figure_of_a_view_is_drawn_once_and_can_be_picked(
    project: duckdb.DuckDBPyConnection, measure: str, mode: theme.Mode
) -> None:
    frame = history(project, CENTRAL, measure)
    figure = valid(budget_history.panels(frame, theme.load(mode)))
    assert sorted(picks(figure)) == sorted("figure:" + frame.figure_id)
    drawn = sorted(v for trace in figure.data for v in trace.y if v is not None)
    assert drawn == pytest.approx(sorted(frame.value))


def test_the_index_has_one_scale_and_marks_the_hundred(project: duckdb.DuckDBPyConnection) -> None:
    frame = history(project, CENTRAL, "index")
    figure = valid(budget_history.panels(frame, LOOK))
    assert len({figure.layout[f"yaxis{n}"].range for n in ("", 2, 3, 4, 5)}) == 1
    assert [shape.y0 for shape in figure.layout.shapes] == [100] * 5
    # No line has an amount spent in 2019, so every value is a plan divided by a plan.
    assert set(frame.kind) == {"planned"}
    assert budget_words.measured_headline(frame) == (
        "Science and technology: 120.4 in the 2026 draft, where 100 is the amount budgeted for 2019"
    )


def test_notes_are_numbered_over_the_figure_they_are_set_against(project: duckdb.DuckDBPyConnection) -> None:
    notes = ask(project, "budget/steps", series=["rd_intensity", "central_st"])
    numbers = budget_marks.numbered(notes)
    assert numbers == {"central_st-2024-draft": 1, "rd_intensity-2012-revised": 2, "rd_intensity-2020-revised": 3}
    figure = valid(budget_history.panels(history(project, ["rd_intensity"]), LOOK, numbers))
    marks = next(trace for trace in figure.data if trace.name == "notes")
    assert [row[0] for row in marks.customdata] == [
        "figure:rd_intensity-2012-revised",
        "figure:rd_intensity-2020-revised",
    ]
    assert list(marks.text) == ["<b>2</b>", "<b>3</b>"]


def test_levels_are_never_one_stroke(project: duckdb.DuckDBPyConnection) -> None:
    frame = history(project, list(budget_history.LEVELS))
    figure = valid(budget_history.levels(frame, LOOK))
    for trace in figure.data:
        values = {round(v, 3) for v in trace.y if v is not None}
        assert any(values <= set(rows.bn_cny.round(3)) for _, rows in frame.groupby("series_id"))
    assert all(trace.x for trace in figure.data), "plotly takes its time for empty traces too"
    assert sorted(picks(figure)) == sorted("figure:" + frame.figure_id)
    assert budget_words.levels_headline(frame) == (
        "Science and technology executed in 2024: 361.9 billion yuan central, 1\u202f150.5 billion with local governments"
    )


def test_what_was_spent_is_drawn_over_what_was_planned(project: duckdb.DuckDBPyConnection) -> None:
    figure = budget_history.levels(history(project, ["central_st"]), LOOK)
    assert [trace.name for trace in figure.data] == ["planned", "outturn"]
    assert figure.data[0].marker.color == LOOK.background
    assert min(figure.data[0].marker.size) > max(s for s in figure.data[1].marker.size if s)


def test_the_most_settled_figure_speaks_for_a_year(project: duckdb.DuckDBPyConnection) -> None:
    gerd = ask(project, "budget/series", series=["gerd"])
    assert budget.newest(gerd[gerd.year <= 2013]).basis == "final"


def test_plan_and_outturn_join_what_belongs_to_one_year(invented: duckdb.DuckDBPyConnection) -> None:
    frame = ask(invented, "budget/plan_and_outturn", series="central_st")
    figure = valid(budget_outturn.plan_and_outturn(frame, "Science and technology", LOOK))
    joins, planned, spent = figure.data
    assert list(joins.x) == [96.0, 90.909, None, 75.0, 80.0, None]
    assert list(planned.x) == [100.0, 96.0, 75.0] and list(spent.x) == [90.909, 80.0]
    assert list(figure.layout.yaxis.ticktext) == ["2031", "2030", "<i>2020–2029</i>", "2019"]
    asides = [note.text for note in figure.layout.annotations if note.yref == "y" and note.xref == "paper"]
    assert asides == ["budgeted only", "<b>−5.1</b>", "no figure", "<b>+5.0</b>"]
    assert (
        budget_outturn.headline(frame, "Science") == "Science 2030: executed 5.1 billion yuan below the approved budget"
    )


def test_a_narrow_screen_has_every_amount_over_its_marks(project: duckdb.DuckDBPyConnection) -> None:
    frame = ask(project, "budget/plan_and_outturn", series="central_st")
    figure = valid(budget_outturn.plan_and_outturn(frame, "Science and technology", LOOK))
    told = " ".join(note["text"] for note in figure.layout.meta["narrow"]["annotations"])
    assert "<b>2024</b>\u202f\u202f\u202f○ 370.828\u202f\u202f\u202f● 361.9" in told
    amounts = [v for v in (*frame.planned_bn_cny, *frame.spent_bn_cny) if v == v]
    assert sorted(re.findall(r"[○●] ([\d.]+)", told)) == sorted(map(theme.exact, amounts))


@pytest.mark.parametrize(("end", "step"), [(9.2, 2.5), (550, 250), (2482, 1000), (0.36, 0.1), (100, 50), (0, 0.5)])
def test_an_axis_has_two_or_three_round_ticks_over_zero(end: float, step: float) -> None:
    assert budget_history.tick_step(end) == pytest.approx(step)
    assert not end or 2 <= end / budget_history.tick_step(end) < 4


def test_titles_name_the_year_and_the_stage_of_each_amount(project: duckdb.DuckDBPyConnection) -> None:
    central, lines = history(project, CENTRAL), ask(project, "budget/review_lines")
    assert budget_words.central_headline(central) == (
        "Science and technology: 426.42 billion yuan in the 2026 draft, 361.9 billion executed in 2024"
    )
    research = history(project, ["gerd", "rd_intensity"])
    assert budget_words.research_headline(research) == (
        "R&D spending of about 3\u202f920 billion yuan, 2.8\u202f% of GDP in 2025 (first estimates)"
    )
    told = budget_words.review_measure(lines, "amount", central)
    assert "The 6 lines of the 2024 draft budget" in told and told.endswith(
        "Context reporting has budgets up to 2026 too."
    )
    assert "further down" not in budget_words.review_measure(lines, "amount", central[central.year <= 2024])


def test_an_index_without_executed_amounts_says_so_first(project: duckdb.DuckDBPyConnection) -> None:
    central = history(project, CENTRAL)
    index = history(project, CENTRAL, "index")
    told = budget_words.central_measure("index", index, central, 2019)
    assert told.startswith("Budgeted amounts only: no executed amount of 2019 is known.")
    assert "Filled marks" in budget_words.marks(central) and "Filled marks" not in budget_words.marks(index)
    assert "the newest known is of 2024" in budget_words.central_measure("amount", central, central, 2019)
    none = budget_words.central_measure("share", central.head(0), central, 2019)
    assert "(none)" in none and "Left out: science and technology, national defence" in none


@pytest.mark.parametrize(
    ("value", "words"), [(-8.928, "−8.9"), (1.997, "+2.0"), (-0.332, "−0.332"), (0.0, "±0"), (1234.5, "+1\u202f234.5")]
)
def test_a_difference_has_its_sign_and_no_false_zero(value: float, words: str) -> None:
    assert budget_outturn.difference(value) == words


def test_runs_of_missing_years_are_told_as_runs() -> None:
    assert budget_outturn.missing([2012, 2013, 2015]) == "2012–2013, 2015"
    assert budget_outturn.missing([]) == ""


def test_no_line_of_the_project_breaks_the_figure(project: duckdb.DuckDBPyConnection) -> None:
    for series in CENTRAL:
        frame = ask(project, "budget/plan_and_outturn", series=series)
        figure = valid(budget_outturn.plan_and_outturn(frame, series, LOOK))
        assert sorted(picks(figure)) == sorted(
            "figure:" + key for key in [*frame.planned_id.dropna(), *frame.spent_id.dropna()]
        )


def test_empty_frames_say_so_in_words(invented: duckdb.DuckDBPyConnection) -> None:
    nothing: dict[str, Any] = {"series": ["none"]}
    frame = budget_marks.measured(ask(invented, "budget/series", **nothing), "amount")
    figures = [
        budget.review_lines(ask(invented, "budget/review_lines").head(0), LOOK),
        budget_history.panels(frame, LOOK),
        budget_history.levels(frame, LOOK),
        budget_outturn.plan_and_outturn(ask(invented, "budget/plan_and_outturn", series="none"), "None", LOOK),
    ]
    assert all("match" in figure.layout.annotations[0].text for figure in figures)
    assert budget_words.measured_headline(frame) == "No year has the figures that this view divides"
