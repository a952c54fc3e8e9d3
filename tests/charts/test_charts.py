"""Figures hold the numbers of their frames, nothing else, and say so in words."""

from datetime import date
from itertools import combinations
from typing import Any

import duckdb
import pandas as pd
import pytest

import queries
from charts import breakthroughs, budget, collaboration, diplomacy, overview, theme
from tests.conftest import EVERYTHING

LOOK = theme.load("light")
LAND = pd.DataFrame(
    [
        ("FRA", "France", False, None, None),
        ("KEN", "Kenya", False, None, None),
        ("XJK", "Apart", True, None, None),
        ("SGP", "Singapore", False, 1.3, 103.8),
    ],
    columns=["iso3", "name", "disputed", "lat", "lon"],
)


def ask(con: duckdb.DuckDBPyConnection, name: str, **params: Any) -> pd.DataFrame:
    return queries.run(con.cursor(), name, {**EVERYTHING, **params})


def test_review_lines_draw_amount_and_stated_growth(invented: duckdb.DuckDBPyConnection) -> None:
    frame = ask(invented, "budget/review_lines")
    figure = budget.review_lines(frame, LOOK)
    assert [list(trace.x) for trace in figure.data] == [[300.0, 100.0], [5.0, 10.0]]
    assert figure.data[0].marker.color == (LOOK.quiet, LOOK.accent)
    assert budget.review_headline(frame) == (
        "Science and technology 2031: 100 billion yuan, +10\u202f%, the largest stated growth of the 2 lines"
    )


def test_the_headline_of_the_project_names_the_larger_rise(project: duckdb.DuckDBPyConnection) -> None:
    words = budget.review_headline(ask(project, "budget/review_lines"))
    assert (
        words
        == "Science and technology 2024: 370.828 billion yuan, +10\u202f%; of the 6 lines only debt interest (+11.9\u202f%) grows more"
    )


def test_a_gap_in_the_years_is_a_gap_in_the_stroke(project: duckdb.DuckDBPyConnection) -> None:
    frame = ask(project, "budget/series", series=["central_st"])
    figure = budget.panels(frame, LOOK)
    spent = next(trace for trace in figure.data if trace.name == budget.BASIS["outturn"] and len(trace.x) > 1)
    years = dict(zip(spent.x, spent.y, strict=True))
    assert years[2011] == 194.214
    assert years[2012] != years[2012]
    assert spent.connectgaps is False


def test_levels_are_never_one_stroke(project: duckdb.DuckDBPyConnection) -> None:
    frame = ask(project, "budget/series", series=list(budget.LEVELS))
    figure = budget.levels(frame, LOOK)
    drawn = [trace for trace in figure.data if trace.x[0] is not None]
    for trace in drawn:
        values = {round(v, 3) for v in trace.y if v == v}
        assert any(values <= set(rows.bn_cny.round(3)) for _, rows in frame.groupby("series_id"))
    assert budget.levels_headline(frame).startswith("2024: the central government spent 361.9 billion yuan")


def test_map_counts_are_those_of_the_frame(invented: duckdb.DuckDBPyConnection) -> None:
    countries = ask(invented, "collaboration/by_country")
    events = ask(invented, "shared/events", section="collaboration")
    pins = collaboration.with_titles(ask(invented, "collaboration/pins"), events)
    assert list(pins.titles) == ["Invented cruise off Kenya", "Invented laboratory opens in Paris"]
    figure = collaboration.world(countries, pins, LAND, "/geo/x.json", LOOK)
    shaded = {
        iso3: data[1]
        for t in figure.data
        if t.type == "choropleth" and t.customdata is not None
        for iso3, data in zip(t.locations, t.customdata, strict=True)
    }
    assert shaded == {"FRA": "2 events", "KEN": "2 events"}
    assert all(t.geojson == "/geo/x.json" for t in figure.data if t.type == "choropleth")
    assert figure.layout.geo.fitbounds is False
    assert collaboration.headline(countries, 3) == (
        "3 collaboration events with 2 partner countries; France and Kenya take part most often (2 events each)"
    )


def span_px(event: Any, first: date, last: date) -> list[tuple[int, float, float]]:
    """Rows and pixel spans that the marks and the label of a laid out event cover."""
    scale = breakthroughs.PLOT_PX / (last - first).days
    begin = max(0, (event.starts_on.date() - first).days) * scale
    end = min((last - first).days, (event.ends_on.date() - first).days) * scale
    wide = len(event.label) * breakthroughs.CHAR_PX
    label = {
        "right": (end + 1, end + wide),
        "left": (begin - wide, begin - 1),
        "over": ((begin + end) / 2 - wide / 2, (begin + end) / 2 + wide / 2),
    }[event.side]
    return [(event.row, begin, end), (event.label_row, *label)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2023, 7, 1), date(2025, 12, 31)),
        (date(2024, 3, 1), date(2024, 3, 31)),
        (date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_no_two_labels_of_the_timeline_touch(project: duckdb.DuckDBPyConnection, first: date, last: date) -> None:
    frame = ask(project, "shared/events", section="breakthrough", starts_on=first, ends_on=last)
    laid = breakthroughs.lay_out(frame, first, last)
    assert len(laid) == len(frame) > 2
    taken = [span for event in laid.itertuples() for span in span_px(event, first, last)]
    for (row, a, b), (other, c, d) in combinations(taken, 2):
        assert row != other or a >= d or c >= b
    lanes = laid.groupby("field_sort").agg(low=("label_row", "min"), high=("row", "max"))
    assert (lanes.low.iloc[1:].to_numpy() > lanes.high.iloc[:-1].to_numpy()).all()


def test_dates_are_told_no_finer_than_the_source() -> None:
    first, last = date(2024, 3, 1), date(2024, 3, 31)
    assert breakthroughs.when(first, last, "month") == "March 2024"
    assert breakthroughs.when(first, last, "unknown") == "no date given (March 2024)"
    assert breakthroughs.when(date(2024, 3, 20), date(2024, 3, 20), "day") == "20 March 2024"
    assert breakthroughs.when(date(2024, 3, 18), date(2024, 3, 22), "day") == "18 March 2024 to 22 March 2024"


def test_what_was_spent_is_drawn_over_what_was_planned(project: duckdb.DuckDBPyConnection) -> None:
    figure = budget.levels(ask(project, "budget/series", series=["central_st"]), LOOK)
    names = [trace.name for trace in figure.data if trace.x[0] is not None]
    assert names == [budget.BASIS["planned"], budget.BASIS["outturn"]]
    assert all("open" in symbol for symbol in figure.data[0].marker.symbol)


def test_the_most_settled_figure_speaks_for_a_year(project: duckdb.DuckDBPyConnection) -> None:
    gerd = ask(project, "budget/series", series=["gerd"])
    assert budget.newest(gerd[gerd.year <= 2013]).basis == "final"


def test_sections_are_whole_events(invented: duckdb.DuckDBPyConnection) -> None:
    figure = overview.sections(ask(invented, "overview/sections"), LOOK)
    assert {trace.name: list(trace.x) for trace in figure.data} == {
        "The review": [2, 1, 1],
        "Context reporting": [1, 1, 1],
    }


def test_text_from_data_is_never_markup() -> None:
    assert (
        theme.plain("<b>x</b> & <a href='javascript:1'>") == "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='javascript:1'&gt;"
    )


def test_an_empty_frame_says_so_in_words(invented: duckdb.DuckDBPyConnection) -> None:
    nothing = {"starts_on": date(2040, 1, 1), "ends_on": date(2040, 1, 31)}
    figures = [
        breakthroughs.timeline(
            ask(invented, "shared/events", section="breakthrough", **nothing), date(2040, 1, 1), date(2040, 1, 31), LOOK
        ),
        diplomacy.network(ask(invented, "diplomacy/ties", **nothing), LOOK),
        budget.panels(ask(invented, "budget/series", series=["none"]), LOOK),
        overview.sections(ask(invented, "overview/sections", **nothing), LOOK),
    ]
    assert all("match" in figure.layout.annotations[0].text for figure in figures)


def contrast(a: str, b: str) -> float:
    """Contrast of two hex colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [c / 255 for c in bytes.fromhex(colour[1:])]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_marks_stand_out_from_the_ground(mode: theme.Mode) -> None:
    look = theme.load(mode)
    assert min(contrast(c, look.background) for c in (look.text, look.muted)) >= 4.5
    assert min(contrast(c, look.background) for c in (look.review, look.accent, look.quiet)) >= 1.8
