"""Breakthroughs along time: a timeline in lanes by field, and the density of the whole period. Where things stand is in breakthroughs_layout."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import breakthroughs_layout as places
from charts.lettering import width_px
from charts.theme import LABELS, PICKS, SHAPES, SOURCES, Theme, Trace, draw, exact, plain, plural

# Widths of the whole figure, lane names included, that it is laid out for: the client takes the widest that it has room for.
STAGES_PX = (640, 760, 960, 1180)
# So many events are drawn at most; where there are more, the ground of each lane shows how many.
MOST = 60
ROW_PX = 25
MARKS_ROW_PX = 20
PROJECT = "project:"
RIGHT_PX = 14
LANE_CHARS = 13
SIZES = {"review": 13, "context": 10}
STRIP_PX = 108
# A bar of the strip is a month, unless there were more of them than this; then a quarter, then a year.
STEPS = (("month", 1, 120), ("quarter", 3, 120), ("year", 12, 1200))
PRECISIONS = {"day": ("solid", 7), "month": ("solid", 2), "unknown": ("dot", 2)}
KEY = "the projects' lines"


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


def per_month(tally: pd.DataFrame) -> dict[tuple[int, date], int]:
    """Number of events by field_sort and first of month. `tally`: field_sort, first_month, events."""
    sums = tally.groupby(["field_sort", "first_month"], sort=False).events.sum()
    return {(int(sort), month.date()): int(n) for (sort, month), n in zip(sums.index, sums.to_numpy(), strict=True)}


def _stamp(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400_000


def timeline(
    frame: pd.DataFrame,
    first: date,
    last: date,
    theme: Theme,
    *,
    threads: pd.DataFrame | None = None,
    per_month: Mapping[tuple[int, date], int] | None = None,
    today: date | None = None,
    stage_px: int | None = None,
    compact: bool = False,
) -> go.Figure:
    """Lanes by field from `first` to `last`: what happened when, and which events are steps of one project.

    A filled mark is a day, a thick bar a range, an open mark on a thin line a month, an open mark on a dotted line an undated event;
    diamonds are the review, circles context reporting; an arrowhead is an event that reaches out of the window. With `stage_px` the
    labels are laid out for a figure of that width, without it there are marks alone. `threads` (topic_id, project, event_id) joins the
    events of a project. `per_month` (field_sort and first of month to events) shades the ground of the lanes.
    """
    if frame.empty:
        return _nothing(f"No breakthroughs match between {first.day} {first:%B %Y} and {last.day} {last:%B %Y}.", theme)
    rows = {row.event_id: row for row in frame.itertuples()}
    names: dict[int, str] = dict(zip(frame.field_sort, frame.field, strict=True))
    labels = stage_px is not None and not compact
    lines = {sort: _wrapped(name) if labels else [name] for sort, name in names.items()}
    left_px = (
        8 if not (labels or compact) else 16 + max(width_px(w, theme.small_px) for ws in lines.values() for w in ws)
    )
    plot_px = (stage_px or (420 if compact else 320)) - left_px - RIGHT_PX
    plan = places.plan(
        [places.Event(r.event_id, r.title, r.field_sort, r.starts_on.date(), r.ends_on.date()) for r in rows.values()],
        {} if threads is None else projects(threads),
        first,
        last,
        plot_px,
        theme.text_px,
        theme.small_px,
        labels,
    )
    start = _stamp(first)
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

    traces: list[Trace] = [_ground(per_month, tops, bottoms, first, last, theme)] if per_month is not None else []
    traces.append(_threads(plan, lane_of, shift, at, theme))
    for precision, sort in sorted(
        {(r.date_precision, r.field_sort) for r in rows.values() if r.starts_on != r.ends_on}
    ):
        own = [
            one
            for one in plan.placed
            if one.event.sort == sort and one.end > one.begin and rows[one.event.event_id].date_precision == precision
        ]
        dash, width = PRECISIONS[precision]
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
    traces.append(_reaching(plan, shift, at, theme))
    for source, dated in ((s, d) for s in SOURCES for d in (True, False)):
        own = [
            one
            for one in plan.placed
            if (r := rows[one.event.event_id]).source == source and (r.date_precision == "day") is dated
        ]
        if own:
            colours = [theme.field(one.event.sort) for one in own]
            traces.append(_marks(source, dated, colours, theme))
            traces[-1] |= {
                "x": [at(one.x) for one in own],
                "y": [one.row + shift[one.event.sort] for one in own],
                "meta": PICKS,
                "customdata": [[one.event.event_id, _words(rows[one.event.event_id])] for one in own],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
                "showlegend": False,
            }
    traces += _labels(plan, lane_of, shift, at, theme)
    if not compact:
        traces += _key(frame, threads is not None and len(plan.threads) > 0, theme)

    row_px = ROW_PX if labels else MARKS_ROW_PX
    height_px = 300 if compact else round(y * row_px + 40 + (58 if labels else 96))
    span_days = (last - first).days
    axis = {
        "type": "date",
        "range": [at(0), at(plot_px)],
        "side": "bottom" if compact else "top",
        "nticks": 6 if compact or not labels else max(6, int(plot_px / 75)),
        "tickformat": "%-d %b" if span_days < 130 else "%b %Y",
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
            "r": RIGHT_PX,
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
        shapes=([] if per_month is not None else _bands(tops, bottoms, theme)) + _today_line(today, first, last, theme),
        annotations=_lane_names(lines, tops, bottoms, left_px, bool(head), theme)
        + _today_word(today, first, last, theme),
        hovermode="closest",
        meta={"stage_px": stage_px},
    )


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


def _marks(source: str, dated: bool, colours: Sequence[str], theme: Theme) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "symbol": SHAPES[source],
            "size": SIZES[source],
            "color": list(colours) if dated else theme.background,
            "line": {"color": theme.background if dated else list(colours), "width": 1 if dated else 2},
        },
    }


def _threads(plan: places.Plan, lane_of: dict[str, int], shift: dict[int, float], at: Any, theme: Theme) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for thread in plan.threads:
        x += [*(at(px) for px, _ in thread.path), None]
        y += [*(row + shift[lane_of[thread.events[0]]] for _, row in thread.path), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": theme.muted, "width": 1.5},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": KEY,
    }


def _reaching(plan: places.Plan, shift: dict[int, float], at: Any, theme: Theme) -> Trace:
    """Arrowheads where an event begins before the window or ends after it."""
    out = [(one, one.begin, "triangle-left") for one in plan.placed if one.from_before]
    out += [(one, one.end, "triangle-right") for one in plan.placed if one.to_after]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at(px) for _, px, _ in out],
        "y": [one.row + shift[one.event.sort] for one, _, _ in out],
        "marker": {
            "symbol": [s for _, _, s in out],
            "size": 11,
            "color": [theme.field(one.event.sort) for one, _, _ in out],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _labels(plan: places.Plan, lane_of: dict[str, int], shift: dict[int, float], at: Any, theme: Theme) -> list[Trace]:
    """The titles, and the projects' names with a mark at the end of their thread."""
    told = [one for one in plan.placed if one.label]
    named = [(thread, lane_of[thread.events[0]]) for thread in plan.threads] if told else []
    ends = [(at(t.path[0][0]), t.path[0][1] + shift[sort]) for t, sort in named]
    aside = {"left": -places.GAP_PX, "right": places.GAP_PX}
    common: Trace = {"type": "scatter", "mode": "text", "cliponaxis": False, "hoverinfo": "skip", "showlegend": False}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _ in ends],
            "y": [y for _, y in ends],
            "marker": {"symbol": "square", "size": 8, "color": theme.muted},
            "cliponaxis": False,
            "meta": PICKS,
            "customdata": [
                [
                    f"{PROJECT}{t.topic_id}",
                    f"<b>{plain(t.name)}</b><br>project, {plural(len(t.events), 'event')} joined",
                ]
                for t, _ in named
            ],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
            "showlegend": False,
        },
        {
            **common,
            "x": [at(t.path[0][0] + aside[t.side]) for t, _ in named],
            "y": [y for _, y in ends],
            "text": [plain(t.name) for t, _ in named],
            "textposition": [f"middle {t.side}" for t, _ in named],
            "textfont": {"size": theme.small_px, "color": theme.muted},
            "meta": LABELS,
            "customdata": [[f"{PROJECT}{t.topic_id}"] for t, _ in named],
        },
        {
            **common,
            "x": [at(one.label_x) for one in told],
            "y": [one.label_row + shift[one.event.sort] for one in told],
            "text": [plain(one.label) for one in told],
            "textposition": [f"middle {one.side}" for one in told],
            "textfont": {"size": theme.text_px, "color": theme.text},
            "meta": LABELS,
            "customdata": [[one.event.event_id] for one in told],
        },
    ]


def _key(frame: pd.DataFrame, tied: bool, theme: Theme) -> list[Trace]:
    """The key is neutral, in the picture the colour is that of the field; it names what is drawn and nothing else."""
    nothing: Trace = {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip", "showlegend": True}
    found = set(frame.date_precision)
    key: list[Trace] = []
    for source in (s for s in SOURCES if (frame.source == s).any()):
        key.append({**_marks(source, True, [theme.text], theme), **nothing, "name": SOURCES[source]})
    if ((frame.date_precision == "day") & (frame.starts_on != frame.ends_on)).any():
        key.append({**nothing, "mode": "lines", "line": {"color": theme.text, "width": 7}, "name": "span of days"})
    for precision, words in (("month", "month only"), ("unknown", "no date given")):
        if precision in found:
            dash, width = PRECISIONS[precision]
            mark = _marks("context", False, [theme.text], theme)
            line = {"color": theme.text, "width": width, "dash": dash}
            key.append({**mark, **nothing, "mode": "lines+markers", "line": line, "name": words})
    if tied:
        line = {"color": theme.muted, "width": 1.5}
        mark = {"symbol": "square", "size": 8, "color": theme.muted}
        key.append({**nothing, "mode": "lines+markers", "line": line, "marker": mark, "name": "steps of one project"})
    return key


def _bands(tops: dict[int, float], bottoms: dict[int, float], theme: Theme) -> list[dict[str, Any]]:
    """Every other lane on a ground of its own, over the names too."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": tops[sort],
            "y1": bottoms[sort],
            "fillcolor": theme.surface,
            "line": {"width": 0},
            "layer": "below",
        }
        for sort in list(tops)[::2]
    ]


def _lane_names(
    lines: dict[int, list[str]],
    tops: dict[int, float],
    bottoms: dict[int, float],
    left_px: float,
    above: bool,
    theme: Theme,
) -> list[dict[str, Any]]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xshift": 2 if above else 4 - left_px,
            "xanchor": "left",
            "y": tops[sort] + 0.5 if above else (tops[sort] + bottoms[sort]) / 2,
            "yanchor": "middle",
            "text": "<br>".join(plain(line) for line in lines[sort]),
            "align": "left",
            "showarrow": False,
            "font": {"size": theme.small_px, "color": theme.text if not above else theme.muted},
        }
        for sort in tops
    ]


def _today_line(today: date | None, first: date, last: date, theme: Theme) -> list[dict[str, Any]]:
    if today is None or not first <= today <= last:
        return []
    line = {"color": theme.review, "width": 1.5, "dash": "dash"}
    return [
        {
            "type": "line",
            "x0": _stamp(today),
            "x1": _stamp(today),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": line,
            "layer": "below",
        }
    ]


def _today_word(today: date | None, first: date, last: date, theme: Theme) -> list[dict[str, Any]]:
    if today is None or not first <= today <= last:
        return []
    font = {"size": theme.small_px, "color": theme.review}
    return [
        {
            "x": _stamp(today),
            "yref": "paper",
            "y": 0,
            "yanchor": "top",
            "text": "today",
            "showarrow": False,
            "font": font,
        }
    ]


def _ground(
    per_month: Mapping[tuple[int, date], int],
    tops: dict[int, float],
    bottoms: dict[int, float],
    first: date,
    last: date,
    theme: Theme,
) -> Trace:
    """Number of events per field and month as a shade behind the marks, faint enough for text in front of it."""
    months = _months(first, last)
    counts: dict[tuple[int, date], int] = {}
    for (sort, month), events in per_month.items():
        key = (sort, max(months[0], month))
        counts[key] = counts.get(key, 0) + events
    most = max(counts.values(), default=1)
    sorts = list(tops)
    return {
        "type": "heatmap",
        "x": [*(_stamp(month) for month in months), _stamp(last + timedelta(days=1))],
        "y": [*tops.values(), bottoms[sorts[-1]]],
        "z": [[counts.get((sort, month), 0) or None for month in months] for sort in sorts],
        "zmin": 0,
        "zmax": most,
        "colorscale": [[0, theme.background], [1, theme.steps[2]]],
        "hoverinfo": "skip",
        "xgap": 1,
        "ygap": 1,
        "colorbar": {
            "orientation": "h",
            "x": 1,
            "xanchor": "right",
            "y": 0,
            "yanchor": "top",
            "len": 160,
            "lenmode": "pixels",
            "thickness": 9,
            "xpad": 48,
            "ypad": 4,
            "outlinewidth": 0,
            "tickvals": [0, most],
            "ticktext": ["0", f"{exact(most)} a month"],
            "tickfont": {"size": theme.small_px, "color": theme.muted},
        },
    }


def strip(tally: pd.DataFrame, first: date, last: date, window: tuple[date, date], theme: Theme) -> go.Figure:
    """How many breakthroughs each month of the whole period has, the window marked: where there is something to look at.

    A bar counts events in the month of their first day; in a long period it holds a quarter or a year. Marks have the ids "month:2024-03",
    "quarter:2024-01", "year:2024-01". Dragging selects a range. `tally`: first_month, events.
    """
    months = _months(first, last)
    zoom, size = next((zoom, size) for zoom, size, most in STEPS if len(months) <= most * size)
    begin = {month: max(months[0], date(month.year, (month.month - 1) // size * size + 1, 1)) for month in months}
    counts = dict.fromkeys(begin.values(), 0)
    for month, events in tally.groupby("first_month").events.sum().items():
        counts[begin[min(months[-1], max(months[0], month.date()))]] += int(events)
    starts = list(counts)
    ends = [*starts[1:], last + timedelta(days=1)]
    x = [(_stamp(a) + _stamp(b)) / 2 for a, b in zip(starts, ends, strict=True)]
    widths = [(_stamp(b) - _stamp(a)) * 0.86 for a, b in zip(starts, ends, strict=True)]
    most = max(1, *counts.values())
    inside = [window[0] < b and a <= window[1] for a, b in zip(starts, ends, strict=True)]
    words = {"month": "{:%B %Y}", "quarter": "quarter from {:%B %Y}", "year": "{:%Y}"}[zoom]
    bars: Trace = {"type": "bar", "x": x, "width": widths, "showlegend": False}
    edges = (max(first, window[0]), min(last, window[1]) + timedelta(days=1))
    frame: dict[str, Any] = {
        "type": "rect",
        "x0": _stamp(edges[0]),
        "x1": _stamp(edges[1]),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
    }
    whole = window[0] <= first and window[1] >= last
    axis = {
        "type": "date",
        "range": [_stamp(first), _stamp(last + timedelta(days=1))],
        "nticks": 14,
        "tickangle": 0,
        "tickformat": "%b %Y" if len(months) < 60 else "%Y",
        "showgrid": False,
        "fixedrange": True,
    }
    return draw(
        [
            {
                **bars,
                "y": list(counts.values()),
                "marker": {"color": [theme.accent if one else theme.quiet for one in inside], "line": {"width": 0}},
                "hoverinfo": "skip",
            },
            # As high as the strip, so that a month without events can be hit too.
            {
                **bars,
                "y": [most * 1.15] * len(x),
                "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
                "meta": PICKS,
                "customdata": [
                    [f"{zoom}:{start:%Y-%m}", f"<b>{words.format(start)}</b><br>{plural(n, 'breakthrough')}"]
                    for start, n in counts.items()
                ],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
                "unselected": {"marker": {"opacity": 1}},
            },
        ],
        theme,
        STRIP_PX,
        barmode="overlay",
        dragmode="select",
        selectdirection="h",
        newselection={"line": {"color": theme.text, "width": 1, "dash": "solid"}},
        hovermode="closest",
        margin={"l": 40, "r": RIGHT_PX, "t": 24, "b": 24, "autoexpand": False},
        annotations=[
            {
                "text": f"Breakthroughs per {zoom}",
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": theme.small_px, "color": theme.muted},
            }
        ],
        meta={"narrow": {"xaxis": {**axis, "nticks": 5}}},
        xaxis=axis,
        yaxis={"range": [0, most * 1.15], "tickvals": [most], "ticktext": [exact(most)], "fixedrange": True},
        shapes=[]
        if whole
        else [{**frame, "fillcolor": theme.surface, "line": {"color": theme.text, "width": 1.5}, "layer": "below"}],
    )


def _months(first: date, last: date) -> list[date]:
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in span]


def _nothing(sentence: str, theme: Theme) -> go.Figure:
    words = {"text": plain(sentence), "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    words["font"] = {"size": theme.text_px, "color": theme.text}
    return draw([], theme, 160, annotations=[words], xaxis={"visible": False}, yaxis={"visible": False})
