"""The strip of Explore: bars of whole events, the review marked, what lies outside the months faint."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts import explore, theme

TOLD = pd.DataFrame(
    [
        ("row", 24373, None, 3),
        ("row", 24375, None, 1),
        ("cell", 24373, "review", 2),
        ("cell", 24373, "context", 1),
        ("cell", 24375, "context", 1),
    ],
    columns=["part", "down_key", "across_label", "events"],
)
FIRST, LAST = date(2031, 1, 1), date(2031, 4, 30)


def test_a_month_without_events_is_an_empty_place() -> None:
    frame = explore.counts(TOLD, "month", FIRST, LAST)
    assert list(frame.events) == [0, 3, 0, 1]
    assert list(frame.review) == [0, 2, 0, 0]


def test_the_headline_names_the_fullest_month_of_the_period() -> None:
    frame = explore.counts(TOLD, "month", FIRST, LAST)
    assert explore.headline(frame, 4, "month", (FIRST, LAST)) == "4 events match, most in February 2031 (3)"
    assert explore.headline(frame, 1, "month", (date(2031, 4, 1), LAST)) == "1 event matches"


def test_the_figure_is_valid_and_its_marks_name_months() -> None:
    frame = explore.counts(TOLD, "month", FIRST, LAST)
    figure = go.Figure(
        explore.over_time(frame, "month", (date(2031, 2, 1), date(2031, 2, 28)), theme.load("light")).to_dict()
    )
    bars, marks, picks = figure.data
    colours = theme.load("light")
    assert list(bars.marker.color) == [colours.quiet, colours.accent, colours.quiet, colours.quiet]
    assert list(marks.x) == [1]
    assert list(figure.layout.xaxis.ticktext) == ["Jan 2031", "Feb 2031", "Mar 2031", "Apr 2031"]
    assert [mark[0] for mark in picks.customdata] == [
        "month:2031-01",
        "month:2031-02",
        "month:2031-03",
        "month:2031-04",
    ]
    assert "2 in the review" in picks.customdata[1][1]


def test_a_long_history_has_a_bar_a_year() -> None:
    assert (explore.step(72), explore.step(73)) == ("month", "year")
    told = pd.DataFrame({"part": ["row"], "down_key": [2031], "across_label": [None], "events": [4]})
    frame = explore.counts(told, "year", date(2030, 1, 1), LAST)
    assert list(frame.events) == [0, 4]
