"""Breakthroughs along time: a timeline in lanes by field. Where things stand is in breakthroughs_layout, what they look like in breakthroughs_parts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import breakthroughs_layout as places
from charts import breakthroughs_parts as parts
from charts.breakthroughs_parts import PROJECT as PROJECT
from charts.lettering import width_px
from charts.theme import PICKS, SOURCES, Theme, Trace, draw, empty, exact, plain, plural

# Widths of the whole figure, lane names included, that it is laid out for: the client takes the widest that it has room for.
STAGES_PX = (640, 760, 1180)
# So many events are drawn at most; where there are more, the ground of each lane shows how many.
MOST = 60
ROW_PX = 25
MARKS_ROW_PX = 20
# From a mark to the ring around it, so that the ring stays inside its row.
RING_PX = 3
LANE_CHARS = 13


def headline(tally: pd.DataFrame, window: str = "") -> str:
    """Takeaway of the timeline: how many breakthroughs, and the field with most of them. `tally`: field, events."""
    if tally.empty:
        return f"No breakthroughs match in {window}" if window else "No breakthroughs match"
    counts = tally.groupby("field").events.sum()
    top = sorted(counts[counts == counts.max()].index)
    total, most = int(counts.sum()), int(counts.max())
    words = f"{window}: " if window else ""
    words += f"{exact(total)} breakthrough{'' if total == 1 else 's'} in {plural(len(counts), 'field')}"
    if len(counts) == 1 or total < 3 or len(top) > 2:
        return words
    return f"{words}; {' and '.join(top).lower()} {'lead' if len(top) > 1 else 'leads'} with {exact(most)}{' each' if len(top) > 1 else ''}"


def when(starts_on: date, ends_on: date, precision: str) -> str:
    """The date as words, no more exact than the source."""
    if precision == "unknown":
        return f"no date given ({starts_on:%B %Y})"
    if precision == "month":
        return f"{starts_on:%B %Y}"
    if starts_on == ends_on:
        return f"{starts_on.day} {starts_on:%B %Y}"
    return f"{starts_on.day} {starts_on:%B %Y} to {ends_on.day} {ends_on:%B %Y}"


def projects(threads: pd.DataFrame) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Key of each project to its name and its events. `threads`: topic_id, project, event_id."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for topic_id, name, event_id in zip(threads.topic_id, threads.project, threads.event_id, strict=True):
        found[topic_id] = (name, (*found.get(topic_id, (name, ()))[1], event_id))
    return found


def joined(threads: pd.DataFrame, beyond: pd.DataFrame) -> pd.DataFrame:
    """The threads (topic_id, project, event_id) with the steps beyond the window, without projects of one event alone."""
    if len(beyond):
        threads = pd.concat([threads, beyond[["topic_id", "project", "event_id"]]], ignore_index=True)
    return threads[threads.groupby("topic_id").event_id.transform("size") > 1]


def per_month(tally: pd.DataFrame) -> dict[tuple[int, date], int]:
    """Number of events by field_sort and first of month. `tally`: field_sort, first_month, events."""
    sums = tally.groupby(["field_sort", "first_month"], sort=False).events.sum()
    return {(int(sort), month.date()): int(n) for (sort, month), n in zip(sums.index, sums.to_numpy(), strict=True)}


def timeline(
    frame: pd.DataFrame,
    first: date,
    last: date,
    theme: Theme,
    *,
    threads: pd.DataFrame | None = None,
    beyond: pd.DataFrame | None = None,
    per_month: Mapping[tuple[int, date], int] | None = None,
    today: date | None = None,
    stage_px: int | None = None,
    compact: bool = False,
) -> go.Figure:
    """Lanes by field from `first` to `last`: what happened when, and which events are steps of one project.

    A filled mark is a day, a thick bar a range, an open mark on a thin line a month, an open mark on a dotted line an undated event;
    diamonds are the review, circles context reporting; an arrowhead is an event that reaches out of the window. With `stage_px` the
    labels are laid out for a figure of that width, without it there are marks alone. `threads` (topic_id, project, event_id) joins the
    events of a project; those of `beyond` (rows of breakthroughs/steps_beyond) stand at the edge. `per_month` (field_sort and first of month to events) shades the ground of the lanes.
    """
    if frame.empty:
        return empty(
            f"No breakthroughs match the filters between {first.day} {first:%B %Y} and {last.day} {last:%B %Y}.", theme
        )
    rows = {row.event_id: row for row in frame.itertuples()}
    names: dict[int, str] = dict(zip(frame.field_sort, frame.field, strict=True))
    labels = stage_px is not None and not compact
    lines = {sort: _wrapped(name) if labels else [name] for sort, name in names.items()}
    left_px = (
        8 if not (labels or compact) else 16 + max(width_px(w, theme.small_px) for ws in lines.values() for w in ws)
    )
    plot_px = (stage_px or (420 if compact else 320)) - left_px - parts.RIGHT_PX
    outside = {} if beyond is None else {row.event_id: row for row in beyond.itertuples() if row.event_id not in rows}
    plan = places.plan(
        [
            *(_event(row, row.title) for row in rows.values()),
            *(_event(row, f"{row.starts_on:%b %Y}: {row.title}") for row in outside.values()),
        ],
        {} if threads is None else projects(threads),
        first,
        last,
        plot_px,
        theme.text_px,
        theme.small_px,
        labels,
    )
    start = parts.stamp(first)
    per_px = max(1, (last - first).days) * 86_400_000 / (plot_px - 2 * places.EDGE_PX)

    def at(px: float) -> float:
        return round(start + (px - places.EDGE_PX) * per_px)

    # Lanes from the top; where marks stand alone, the name of the lane has a row of its own above them.
    head = 0.0 if labels or compact else 1.0
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    shift: dict[int, float] = {}
    y = 0.0
    for lane in plan.lanes:
        high = max(lane.rows, 1.5 if len(lines[lane.sort]) > 1 else 1.0) + head
        tops[lane.sort], bottoms[lane.sort] = y, y + high
        shift[lane.sort] = y + head + (high - head - lane.rows) / 2 + 0.5 - lane.top
        y += high
    lane_of = {one.event.event_id: one.event.sort for one in plan.placed}

    traces: list[Trace] = [parts.density(per_month, tops, bottoms, first, last, theme)] if per_month is not None else []
    traces += parts.thread_lines(plan, lane_of, shift, at, theme)
    for precision, sort in sorted(
        {(r.date_precision, r.field_sort) for r in rows.values() if r.starts_on != r.ends_on}
    ):
        own = [
            one
            for one in plan.placed
            if not one.beyond
            and one.event.sort == sort
            and one.end > one.begin
            and rows[one.event.event_id].date_precision == precision
        ]
        dash, width = parts.PRECISIONS[precision]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [v for one in own for v in (at(one.begin), at(one.end), None)],
                "y": [v for one in own for v in (one.row + shift[sort], one.row + shift[sort], None)],
                "line": {"color": theme.field(sort), "width": width, "dash": dash},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    traces.append(parts.arrowheads(plan, shift, at, theme))
    if outside:
        told = {row.event_id: [f"event:{row.event_id}", _words(row)] for row in outside.values()}
        traces.append(parts.steps_beyond(plan, shift, at, told, theme))
    for source, dated in ((s, d) for s in SOURCES for d in (True, False)):
        own = [
            one
            for one in plan.placed
            if not one.beyond
            and (r := rows[one.event.event_id]).source == source
            and (r.date_precision == "day") is dated
        ]
        if own:
            colours = [theme.field(one.event.sort) for one in own]
            traces.append(parts.mark_style(source, dated, colours, theme))
            traces[-1] |= {
                "x": [at(one.x) for one in own],
                "y": [one.row + shift[one.event.sort] for one in own],
                "meta": PICKS,
                "customdata": [[f"event:{one.event.event_id}", _words(rows[one.event.event_id])] for one in own],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
                "showlegend": False,
            }
    traces += parts.texts(plan, lane_of, shift, at, 0.65 * theme.text_px / ROW_PX, theme)
    if not compact:
        traces += parts.key(list(rows.values()), bool(plan.threads), theme)

    row_px = ROW_PX if labels else MARKS_ROW_PX
    height_px = 300 if compact else round(y * row_px + 40 + (58 if labels else 96))
    span_days = (last - first).days
    axis = {
        "type": "date",
        "range": [at(0), at(plot_px)],
        "side": "bottom" if compact else "top",
        "nticks": 6 if compact or not labels else max(6, int(plot_px / 75)),
        "tickformat": "%-d %b" if span_days < 130 else "%b %Y",
        "tickangle": 0,
        "fixedrange": True,
    }
    return draw(
        traces,
        theme,
        height_px,
        xaxis=axis,
        yaxis={"range": [y + 0.05, -0.05], "visible": False, "fixedrange": True},
        margin={
            "l": left_px,
            "r": parts.RIGHT_PX,
            "t": 8 if compact else 32,
            "b": 26 if compact else height_px - round(y * row_px) - 32,
            "autoexpand": False,
        },
        showlegend=not compact,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 0,
            "yanchor": "bottom",
            "yref": "container",
            "font": {"size": theme.small_px},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        shapes=([] if per_month is not None else parts.bands(tops, bottoms, theme))
        + parts.today_line(today, first, last, theme),
        annotations=parts.lane_names(lines, tops, bottoms, left_px, bool(head), theme)
        + parts.today_word(today, first, last, theme),
        hovermode="closest",
        meta={
            "stage_px": stage_px,
            "ring_px": RING_PX,
            "rows": [[" ".join(lines[sort]), tops[sort], bottoms[sort]] for sort in tops],
            "narrow": {"xaxis": {**axis, "nticks": 3}},
        },
    )


def _event(row: Any, title: str) -> places.Event:
    return places.Event(row.event_id, title, row.field_sort, row.starts_on.date(), row.ends_on.date())


def _words(row: Any) -> str:
    """What the pointer and the ear get of an event."""
    return (
        f"<b>{plain(row.title)}</b><br>{when(row.starts_on, row.ends_on, row.date_precision)}<br>{plain(row.publisher)}"
    )


def _wrapped(name: str) -> list[str]:
    """The name of a field in lines of a few letters each."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LANE_CHARS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
