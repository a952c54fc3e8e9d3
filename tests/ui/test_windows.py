"""Windows of time: whole calendar units, cut to the period; what a client sends is checked."""

from datetime import date
from pathlib import Path

import pytest

from tests.ui.conftest import Opened, title
from ui import windows

FIRST, LAST = date(2023, 7, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("zoom", "month", "at", "first", "last", "words"),
    [
        ("whole", "2024-03", "", FIRST, LAST, ""),
        ("year", "2024-03", "2024-01", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("quarter", "2024-03", "2024-01", date(2024, 1, 1), date(2024, 3, 31), "January to March 2024"),
        ("month", "2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("year", "2023-09", "2023-01", FIRST, date(2023, 12, 31), "2023"),
    ],
)
def test_a_window_is_a_calendar_unit(zoom: str, month: str, at: str, first: date, last: date, words: str) -> None:
    found = windows.window(zoom, month, FIRST, LAST)
    assert (found.at, found.starts_on, found.ends_on, found.words) == (at, first, last, words)


def test_a_dragged_range_becomes_the_nearest_unit() -> None:
    assert windows.nearest(date(2024, 3, 2), date(2024, 3, 20)) == ("month", "2024-03")
    assert windows.nearest(date(2024, 2, 1), date(2024, 6, 1)) == ("quarter", "2024-04")
    assert windows.nearest(date(2024, 1, 5), date(2024, 11, 20)) == ("year", "2024-06")
    assert windows.nearest(FIRST, LAST)[0] == "whole"


def test_what_a_dragged_range_became_is_said_until_the_window_moves() -> None:
    dragged = ("quarter", "2024-04", windows.days(date(2023, 12, 30), date(2024, 2, 1)))
    assert dragged[2] == "30 December 2023 to 1 February 2024"
    quarter = windows.window("quarter", "2024-05", FIRST, LAST)
    assert windows.taken_words(quarter, dragged) == f"You marked {dragged[2]}; the quarter nearest to it is shown."
    assert windows.taken_words(windows.window("year", "2024-05", FIRST, LAST), dragged) == ""
    assert windows.taken_words(quarter, None) == ""


def test_the_window_is_in_the_address_and_moves(opened: Opened) -> None:
    app = opened("breakthroughs", zoom=["month"], at=["2031-01"])
    assert not app.exception and not app.error
    assert title(app) == "January 2031: 1 breakthrough in 1 field"
    assert app.session_state["_filters_chosen"].last_month == "2031-03"
    app.button(key="breakthrough-next").click().run()
    assert title(app) == "February 2031: 1 breakthrough in 1 field"
    app.button(key="breakthrough-next").click().run()
    assert title(app) == "No breakthroughs match in March 2031"
    assert app.query_params["at"] == "2031-03"
    assert app.button(key="breakthrough-next").disabled


def test_nonsense_in_the_address_shows_the_whole_period(opened: Opened, facts: Path) -> None:
    app = opened("breakthroughs", zoom=["century"], at=["2031-13"])
    assert not app.exception and not app.error
    assert title(app).startswith("2 breakthroughs")
    assert len(app.warning) == 1
