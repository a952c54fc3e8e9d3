"""The density of the whole period as a strip of bars, which moves the window of the timeline."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import breakthroughs_parts as parts
from charts.theme import PICKS, Theme, Trace, draw, exact, plural

STRIP_PX = 108
# A bar is a month, unless there were more of them than this; then a quarter, then a year.
STEPS = (("month", 1, 120), ("quarter", 3, 120), ("year", 12, 1200))


def strip(tally: pd.DataFrame, first: date, last: date, window: tuple[date, date], theme: Theme) -> go.Figure:
    """How many breakthroughs each month of the whole period has, the window marked: where there is something to look at.

    A bar counts events in the month of their first day; in a long period it holds a quarter or a year. Marks have the ids "month:2024-03",
    "quarter:2024-01", "year:2024-01". Dragging selects a range. `tally`: first_month, events.
    """
    months = parts.months_between(first, last)
    zoom, size = next((zoom, size) for zoom, size, most in STEPS if len(months) <= most * size)
    begin = {month: max(months[0], date(month.year, (month.month - 1) // size * size + 1, 1)) for month in months}
    counts = dict.fromkeys(begin.values(), 0)
    for month, events in tally.groupby("first_month").events.sum().items():
        counts[begin[min(months[-1], max(months[0], month.date()))]] += int(events)
    starts = list(counts)
    ends = [*starts[1:], last + timedelta(days=1)]
    x = [(parts.stamp(a) + parts.stamp(b)) / 2 for a, b in zip(starts, ends, strict=True)]
    widths = [(parts.stamp(b) - parts.stamp(a)) * 0.86 for a, b in zip(starts, ends, strict=True)]
    most = max(1, *counts.values())
    inside = [window[0] < b and a <= window[1] for a, b in zip(starts, ends, strict=True)]
    words = {"month": "{:%B %Y}", "quarter": "quarter from {:%B %Y}", "year": "{:%Y}"}[zoom]
    bars: Trace = {"type": "bar", "x": x, "width": widths, "showlegend": False}
    edges = (max(first, window[0]), min(last, window[1]) + timedelta(days=1))
    frame: dict[str, Any] = {
        "type": "rect",
        "x0": parts.stamp(edges[0]),
        "x1": parts.stamp(edges[1]),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
    }
    whole = window[0] <= first and window[1] >= last
    axis = {
        "type": "date",
        "range": [parts.stamp(first), parts.stamp(last + timedelta(days=1))],
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
        margin={"l": 40, "r": parts.RIGHT_PX, "t": 24, "b": 24, "autoexpand": False},
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
