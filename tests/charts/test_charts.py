"""Figures hold the numbers of their frames, nothing else, and say so in words."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

import queries
from charts import breakthroughs, overview, theme
from tests.conftest import EVERYTHING

LOOK = theme.load("light")


def ask(con: duckdb.DuckDBPyConnection, name: str, **params: Any) -> pd.DataFrame:
    return queries.run(con.cursor(), name, {**EVERYTHING, **params})


def test_dates_are_told_no_finer_than_the_source() -> None:
    first, last = date(2024, 3, 1), date(2024, 3, 31)
    assert breakthroughs.when(first, last, "month") == "March 2024"
    assert breakthroughs.when(first, last, "unknown") == "no date given (March 2024)"
    assert breakthroughs.when(date(2024, 3, 20), date(2024, 3, 20), "day") == "20 March 2024"
    assert breakthroughs.when(date(2024, 3, 18), date(2024, 3, 22), "day") == "18 March 2024 to 22 March 2024"


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
