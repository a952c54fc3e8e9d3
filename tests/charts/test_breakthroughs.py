"""The timeline: nothing lies on anything else, projects are joined, windows are cut, and every figure is valid."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest

import queries
from charts import breakthroughs, breakthroughs_layout, breakthroughs_parts, breakthroughs_strip, lettering, theme
from tests import invented_breakthroughs as made
from tests.conftest import EVERYTHING

LOOK = theme.load("light")
Box = tuple[str, float, float, float]


def sixty() -> tuple[list[breakthroughs_layout.Event], dict[str, tuple[str, tuple[str, ...]]]]:
    rows: list[dict[str, Any]] = made.rows()
    events = [
        breakthroughs_layout.Event(r["event_id"], r["title"], r["sort"], r["starts_on"], r["ends_on"]) for r in rows
    ]
    projects = {
        f"p{n}": (name, tuple(r["event_id"] for r in rows if r["project"] == n)) for n, name in enumerate(made.PROJECTS)
    }
    return events, projects


def boxes(plan: breakthroughs_layout.Plan) -> Iterator[tuple[float, Box]]:
    """Row and horizontal extent of every mark, label and name."""
    for one in plan.placed:
        yield one.row, (one.event.event_id, one.begin - 6, one.end + 6, 0)
        for below, line in enumerate(one.label.split("\n")):
            wide = lettering.width_px(line, LOOK.text_px)
            left = one.label_x if one.side == "right" else one.label_x - wide
            yield one.label_row + below, (line, left, left + wide, 1)
    for thread in plan.threads:
        x, row = thread.path[0]
        wide = lettering.width_px(thread.name, LOOK.small_px) + breakthroughs_layout.GAP_PX
        yield row, (thread.name, *((x, x + wide) if thread.side == "right" else (x - wide, x)), 1)


@pytest.mark.parametrize("plot_px", [520, 640, 1080])
@pytest.mark.parametrize(("first", "last"), [(made.FIRST, made.LAST), (date(2030, 4, 1), date(2030, 6, 30))])
@pytest.mark.parametrize("beyond", [False, True])
def test_nothing_lies_on_anything_else(plot_px: float, first: date, last: date, beyond: bool) -> None:
    events, projects = sixty()
    inside = [e for e in events if e.starts_on <= last and e.ends_on >= first]
    assert len(inside) > 8
    if beyond:
        ids = {event_id for _, steps in projects.values() for event_id in steps}
        inside += [e for e in events if e not in inside and e.event_id in ids]
    plan = breakthroughs_layout.plan(inside, projects, first, last, plot_px, LOOK.text_px, LOOK.small_px)
    assert len(plan.placed) == len(inside)
    assert all(bool(one.beyond) == (one.event.ends_on < first or one.event.starts_on > last) for one in plan.placed)
    found = list(boxes(plan))
    for (row, (one, a, b, _)), (other_row, (other, c, d, _)) in combinations(found, 2):
        assert row != other_row or b <= c or d <= a, f"{one} / {other}"
    for _, (words, left, right, is_text) in found:
        if is_text:
            assert left >= 0 and right <= plot_px, words
    labels = [(row, box) for row, box in found if box[3]]
    for thread in plan.threads:
        for (x, row), (x2, row2) in pairwise(thread.path):
            for label_row, (words, left, right, _) in labels:
                crossed = min(row, row2) <= label_row <= max(row, row2) and min(x, x2) < right and left < max(x, x2)
                through = x == x2 and min(row, row2) < label_row < max(row, row2) and left < x < right
                beside = row == row2 == label_row and words != thread.name
                assert not through and not (crossed and beside), f"{thread.name} / {words}"
    tops = [(lane.top, lane.top + lane.rows) for lane in plan.lanes]
    assert all(a[1] == b[0] for a, b in pairwise(tops))


def test_a_label_is_never_told_narrower_than_it_is() -> None:
    """Widths of Source Sans at 15 px, measured in Chromium."""
    assert lettering.width_px("Chang'e-6 rocks tell of far-side volcanism", 15) >= 16.993 * 15
    assert lettering.width_px("WWW", 15) >= 3 * 0.786 * 15
    assert lettering.fit("one two three", lettering.width_px("one two…", 15), 15) == "one two…"
    assert lettering.fit("Wolkenmeer", 30, 15).endswith("…")
    assert lettering.fit("one two three", lettering.width_px("one two", 15), 15, lines=2) == "one two\nthree"
    assert lettering.fit("one two three", lettering.width_px("one…", 15), 15, lines=2) == "one…"


def ask(con: duckdb.DuckDBPyConnection, name: str, **params: Any) -> pd.DataFrame:
    return queries.run(con.cursor(), name, {**EVERYTHING, **params})


@pytest.fixture
def asked(project: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    events = ask(project, "shared/events", section="breakthrough")
    threads = ask(project, "breakthroughs/projects", events=list(events.event_id))
    return events, threads, ask(project, "shared/tally", section="breakthrough")


@pytest.mark.parametrize("stage_px", [None, *breakthroughs.STAGES_PX])
@pytest.mark.parametrize("window", [(date(2023, 7, 1), date(2025, 12, 31)), (date(2024, 3, 1), date(2024, 3, 31))])
def test_every_figure_is_valid_and_alike_at_every_width(
    asked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], stage_px: int | None, window: tuple[date, date]
) -> None:
    events, threads, tally = asked
    inside = events[(events.starts_on.dt.date <= window[1]) & (events.ends_on.dt.date >= window[0])]
    ways: dict[str, Any] = {"threads": threads, "per_month": breakthroughs.per_month(tally), "today": date(2024, 3, 9)}
    figure = go.Figure(breakthroughs.timeline(inside, *window, LOOK, stage_px=stage_px, **ways).to_dict())
    narrow = breakthroughs.timeline(inside, *window, LOOK, **ways)
    assert [(t.type, t.mode if t.type == "scatter" else "") for t in figure.data] == [
        (t["type"], t.get("mode", "")) for t in narrow.to_dict()["data"]
    ]
    picked = [row[0] for t in figure.data if t.meta == theme.PICKS for row in t.customdata]
    assert set(picked) >= set(inside.event_id)
    texts = [words for t in figure.data if t.type == "scatter" and t.mode == "text" for words in t.text]
    assert bool(texts) is (stage_px is not None)
    assert any(a.text == "today" for a in figure.layout.annotations)
    go.Figure(breakthroughs.timeline(inside, *window, LOOK, compact=True).to_dict())


def test_the_steps_of_a_project_are_joined(asked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    events, threads, _ = asked
    figure = breakthroughs.timeline(events, date(2023, 7, 1), date(2025, 12, 31), LOOK, threads=threads, stage_px=760)
    marks = {row[0]: row[1] for t in figure.data if t.meta == theme.PICKS for row in t.customdata}
    assert marks["project:change-6"] == "<b>Chang'e-6</b><br>project, 3 events joined"
    assert "project:tianwen-2" not in marks, "one event alone is no thread"
    assert any(a.text == "today" for a in figure.layout.annotations) is False


def test_an_event_that_reaches_out_of_the_window_says_so(invented: duckdb.DuckDBPyConnection) -> None:
    events = ask(invented, "shared/events", section="collaboration")
    figure = breakthroughs.timeline(events, date(2031, 3, 1), date(2031, 3, 31), LOOK, stage_px=760)
    arrows = [
        list(t.marker.symbol) for t in figure.data if t.mode == "markers" and t.hoverinfo == "skip" and t.x and t.x[0]
    ]
    assert "triangle-left" in arrows[0]


def test_the_strip_counts_every_event_once(asked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    _, _, tally = asked
    first, last = date(2023, 7, 1), date(2025, 12, 31)
    figure = go.Figure(breakthroughs_strip.strip(tally, first, last, (first, date(2023, 12, 31)), LOOK).to_dict())
    assert sum(figure.data[0].y) == tally.events.sum() == 31
    ids = [row[0] for row in figure.data[1].customdata]
    assert len(ids) == 30 and ids[0] == "month:2023-07"
    assert list(figure.data[0].marker.color).count(LOOK.accent) == 6
    assert len(figure.layout.shapes) == 1
    assert not breakthroughs_strip.strip(tally, first, last, (first, last), LOOK).layout.shapes


@pytest.mark.parametrize(("years", "unit"), [(10, "month"), (30, "quarter"), (120, "year")])
def test_a_long_period_has_no_more_bars_than_can_be_seen(years: int, unit: str) -> None:
    tally = pd.DataFrame({"first_month": pd.to_datetime(["1960-02-01"]), "events": [7]})
    first, last = date(1959, 1, 1), date(1958 + years, 12, 31)
    figure = breakthroughs_strip.strip(tally, first, last, (first, last), LOOK)
    assert len(figure.data[0].x) <= 120 and sum(figure.data[0].y) == 7
    assert figure.data[1].customdata[0][0] == f"{unit}:1959-01"


def test_an_empty_window_says_so_in_words(invented: duckdb.DuckDBPyConnection) -> None:
    nothing = ask(
        invented, "shared/events", section="breakthrough", starts_on=date(2040, 1, 1), ends_on=date(2040, 1, 31)
    )
    figure = breakthroughs.timeline(nothing, date(2040, 1, 1), date(2040, 1, 31), LOOK)
    assert "No breakthroughs match the filters between 1 January 2040" in figure.layout.annotations[0].text


@pytest.mark.parametrize("first", [date(2023, 7, 1), date(2024, 1, 1)])
def test_every_title_of_the_project_is_whole(
    asked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], first: date
) -> None:
    events, threads, _ = asked
    last = date(2025, 12, 31) if first.year == 2023 else date(2024, 12, 31)
    inside = events[(events.starts_on.dt.date <= last) & (events.ends_on.dt.date >= first)]
    figure = breakthroughs.timeline(inside, first, last, LOOK, threads=threads, stage_px=760)
    texts = [words for t in figure.data if t.type == "scatter" and t.mode == "text" for words in t.text]
    assert {theme.plain(title) for title in inside.title} <= {words.replace("<br>", " ") for words in texts}


def test_a_step_outside_the_window_stands_at_its_edge_by_name(
    project: duckdb.DuckDBPyConnection, asked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
) -> None:
    first, last = date(2024, 6, 1), date(2024, 6, 30)
    events = asked[0][asked[0].event_id.isin(["change6-landing-2024-06", "change6-return-2024-06"])]
    known = {"events": list(events.event_id), "starts_on": first, "ends_on": last}
    beyond = ask(project, "breakthroughs/steps_beyond", **known)
    threads = breakthroughs.joined(ask(project, "breakthroughs/projects", **known), beyond)
    figure = breakthroughs.timeline(events, first, last, LOOK, threads=threads, beyond=beyond, stage_px=760)
    figure = go.Figure(figure.to_dict())
    edge = {
        row[0]: (symbol, row[1])
        for t in figure.data
        if t.meta == theme.PICKS and "triangle-left" in (t.marker.symbol or ())
        for row, symbol in zip(t.customdata, t.marker.symbol, strict=True)
    }
    assert edge["queqiao2-lunar-orbit-2024-03"][0] == "triangle-left"
    assert edge["change6-volcanism-2024-11"][0] == "triangle-right"
    assert "15 November 2024" in edge["change6-volcanism-2024-11"][1]
    lines = [t.line.dash for t in figure.data if t.name == breakthroughs_parts.THREADS]
    assert len(lines) == len(set(lines)) == 2, "two projects that share an event are told apart"


def test_the_key_shows_the_shapes_that_are_drawn(asked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    figure = breakthroughs.timeline(asked[0], date(2023, 7, 1), date(2025, 12, 31), LOOK, stage_px=760)
    key = {t.name: t.marker.symbol for t in figure.data if t.showlegend}
    undated = set(asked[0][asked[0].date_precision == "unknown"].source)
    assert undated == {"review"} and key["no date given"] == "diamond"
    assert key["month only"] == "circle"
