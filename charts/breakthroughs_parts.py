"""What the timeline is drawn of: marks, lines, words, key and ground. It decides no place: that is in breakthroughs_layout."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from charts import breakthroughs_layout as places
from charts.theme import LABELS, PICKS, SHAPES, SOURCES, Theme, Trace, exact, plain, plural

RIGHT_PX = 14
SIZES = {"review": 13, "context": 10}
PRECISIONS = {"day": ("solid", 7), "month": ("solid", 2), "unknown": ("dot", 2)}
# Before the key of a project, in the id of its mark.
PROJECT = "topic:"
THREADS = "the projects' lines"
# Of projects that share events, each has a dash of its own.
DASHES = ("solid", "5px,3px", "1.5px,3px")


def stamp(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400_000


def months_between(first: date, last: date) -> list[date]:
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in span]


def mark_style(source: str, dated: bool, colours: Sequence[str], theme: Theme) -> Trace:
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


def thread_lines(
    plan: places.Plan, lane_of: dict[str, int], shift: dict[int, float], at: Any, theme: Theme
) -> list[Trace]:
    """The lines of the projects, a trace for each dash."""
    traces: list[Trace] = []
    for number in sorted({thread.dash % len(DASHES) for thread in plan.threads}) or [0]:
        x: list[float | None] = []
        y: list[float | None] = []
        for thread in plan.threads:
            if thread.dash % len(DASHES) == number:
                x += [*(at(px) for px, _ in thread.path), None]
                y += [*(row + shift[lane_of[thread.events[0]]] for _, row in thread.path), None]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": x,
                "y": y,
                "line": {"color": theme.muted, "width": 1.5, "dash": DASHES[number]},
                "hoverinfo": "skip",
                "showlegend": False,
                "name": THREADS,
            }
        )
    return traces


def steps_beyond(
    plan: places.Plan, shift: dict[int, float], at: Any, told: dict[str, list[str]], theme: Theme
) -> Trace:
    """Arrowheads at the edge for the steps of projects that lie before the window or after it. `told`: their customdata by key."""
    out = [one for one in plan.placed if one.beyond]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at(one.x) for one in out],
        "y": [one.row + shift[one.event.sort] for one in out],
        "marker": {
            "symbol": ["triangle-left" if one.beyond < 0 else "triangle-right" for one in out],
            "size": 11,
            "color": theme.muted,
        },
        "cliponaxis": False,
        "meta": PICKS,
        "customdata": [told[one.event.event_id] for one in out],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "showlegend": False,
    }


def arrowheads(plan: places.Plan, shift: dict[int, float], at: Any, theme: Theme) -> Trace:
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


def texts(
    plan: places.Plan, lane_of: dict[str, int], shift: dict[int, float], at: Any, half_line: float, theme: Theme
) -> list[Trace]:
    """The titles, and the projects' names with a mark at the end of their thread. `half_line` is half the height of a line, in rows."""
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
            # The first of two lines stands where one would.
            "y": [one.label_row + shift[one.event.sort] + half_line * one.label.count("\n") for one in told],
            "text": [plain(one.label).replace("\n", "<br>") for one in told],
            "textposition": [f"middle {one.side}" for one in told],
            "textfont": {"size": theme.text_px, "color": [theme.muted if one.beyond else theme.text for one in told]},
            "meta": LABELS,
            "customdata": [[f"event:{one.event.event_id}"] for one in told],
        },
    ]


def key(rows: Sequence[Any], tied: bool, theme: Theme) -> list[Trace]:
    """The key is neutral, in the picture the colour is that of the field; it names what is drawn and nothing else."""
    nothing: Trace = {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip", "showlegend": True}
    sources = {row.source for row in rows}
    key: list[Trace] = []
    for source in (s for s in SOURCES if s in sources):
        key.append({**mark_style(source, True, [theme.text], theme), **nothing, "name": SOURCES[source]})
    if any(row.date_precision == "day" and row.starts_on != row.ends_on for row in rows):
        key.append({**nothing, "mode": "lines", "line": {"color": theme.text, "width": 7}, "name": "span of days"})
    for precision, words in (("month", "month only"), ("unknown", "no date given")):
        shown = [s for s in SOURCES if any(row.source == s and row.date_precision == precision for row in rows)]
        dash, width = PRECISIONS[precision]
        for source in shown:
            mark = mark_style(source, False, [theme.text], theme)
            line = {"color": theme.text, "width": width, "dash": dash}
            name = f"{words}, {SOURCES[source].lower()}" if len(shown) > 1 else words
            key.append({**mark, **nothing, "mode": "lines+markers", "line": line, "name": name})
    if tied:
        line = {"color": theme.muted, "width": 1.5}
        mark = {"symbol": "square", "size": 8, "color": theme.muted}
        key.append({**nothing, "mode": "lines+markers", "line": line, "marker": mark, "name": "steps of a project"})
    return key


def bands(tops: dict[int, float], bottoms: dict[int, float], theme: Theme) -> list[dict[str, Any]]:
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


def lane_names(
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


def today_line(today: date | None, first: date, last: date, theme: Theme) -> list[dict[str, Any]]:
    if today is None or not first <= today <= last:
        return []
    line = {"color": theme.review, "width": 1.5, "dash": "dash"}
    return [
        {
            "type": "line",
            "x0": stamp(today),
            "x1": stamp(today),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": line,
            "layer": "below",
        }
    ]


def today_word(today: date | None, first: date, last: date, theme: Theme) -> list[dict[str, Any]]:
    if today is None or not first <= today <= last:
        return []
    font = {"size": theme.small_px, "color": theme.review}
    return [
        {
            "x": stamp(today),
            "yref": "paper",
            "y": 0,
            "yanchor": "top",
            "text": "today",
            "showarrow": False,
            "font": font,
        }
    ]


def density(
    per_month: Mapping[tuple[int, date], int],
    tops: dict[int, float],
    bottoms: dict[int, float],
    first: date,
    last: date,
    theme: Theme,
) -> Trace:
    """Number of events per field and month as a shade behind the marks, faint enough for text in front of it."""
    months = months_between(first, last)
    counts: dict[tuple[int, date], int] = {}
    for (sort, month), events in per_month.items():
        key = (sort, max(months[0], month))
        counts[key] = counts.get(key, 0) + events
    most = max(counts.values(), default=1)
    sorts = list(tops)
    return {
        "type": "heatmap",
        "x": [*(stamp(month) for month in months), stamp(last + timedelta(days=1))],
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
