"""The events that match along time, a bar a month or a year: where there is something to narrow to."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.theme import MARKS, PICKS, SHAPES, Theme, draw, exact, plural

HEIGHT_PX = 116
# A longer period has a bar a year.
MOST_MONTHS = 72


def step(months: int) -> str:
    """'month' or 'year': what a bar stands for."""
    return "month" if months <= MOST_MONTHS else "year"


def _day(key: int, unit: str) -> date:
    return date(key // 12, key % 12 + 1, 1) if unit == "month" else date(key, 1, 1)


def _key(day: date, unit: str) -> int:
    return day.year * 12 + day.month - 1 if unit == "month" else day.year


def counts(told: pd.DataFrame, unit: str, first: date, last: date) -> pd.DataFrame:
    """An answer of explore/pivot (down: `unit`, across: source) as day, events, review: every unit from first to last."""
    rows = told[told.part == "row"].set_index("down_key").events
    cells = told[(told.part == "cell") & (told.across_label == "review")].set_index("down_key").events
    keys = range(_key(first, unit), _key(last, unit) + 1)
    return pd.DataFrame(
        {
            "day": [_day(key, unit) for key in keys],
            "events": [int(rows.get(key, 0)) for key in keys],
            "review": [int(cells.get(key, 0)) for key in keys],
        }
    )


def _words(day: date, unit: str) -> str:
    return f"{day:%B %Y}" if unit == "month" else f"{day:%Y}"


def _inside(frame: pd.DataFrame, unit: str, span: tuple[date, date]) -> list[bool]:
    first, last = (_key(day, unit) for day in span)
    return [first <= _key(day, unit) <= last for day in frame.day]


def _ticks(frame: pd.DataFrame, unit: str, most: int) -> dict[str, list[int] | list[str]]:
    """At most about so many labels below their bars: every month, every quarter and so on, from January."""
    steps = (1, 3, 6, 12, 24) if unit == "month" else (1, 2, 5, 10, 25, 50)
    step = next((n for n in steps if len(frame) <= n * most), steps[-1])
    at = [place for place, day in enumerate(frame.day) if _key(day, unit) % step == 0]
    shape = "%b %Y" if unit == "month" else "%Y"
    return {"tickvals": at, "ticktext": [f"{frame.day.iloc[place]:{shape}}" for place in at]}


def headline(frame: pd.DataFrame, total: int, unit: str, span: tuple[date, date]) -> str:
    """How many match and when most of them are."""
    words = f"{plural(total, 'event')} match" if total != 1 else "1 event matches"
    own = frame[_inside(frame, unit, span)]
    top = own[own.events == own.events.max()]
    if len(own) < 2 or len(top) != 1:
        return words
    return f"{words}, most in {_words(top.day.iloc[0], unit)} ({exact(int(top.events.iloc[0]))})"


def over_time(frame: pd.DataFrame, unit: str, span: tuple[date, date], theme: Theme) -> go.Figure:
    """Bars of whole events (frame: an answer of `counts`), ◆ where the review tells any, those outside the span faint.

    Marks: 'month:2024-03', 'year:2024'.
    """
    places = list(range(len(frame)))
    most = max(1, int(frame.events.max()))
    reviewed = frame[frame.review > 0]
    told = [
        f"<b>{_words(row.day, unit)}</b><br>{plural(row.events, 'event')}"
        + (f", {MARKS['review']} {exact(row.review)} in the review" if row.review else "")
        for row in frame.itertuples()
    ]
    ids = [f"{unit}:{day:%Y-%m}" if unit == "month" else f"{unit}:{day:%Y}" for day in frame.day]
    bar = {"type": "bar", "x": places, "showlegend": False}
    colours = [theme.accent if one else theme.quiet for one in _inside(frame, unit, span)]
    marked = {
        "type": "scatter",
        "mode": "markers",
        "x": list(reviewed.index),
        "y": [events + most * 0.14 for events in reviewed.events],
        "marker": {"symbol": SHAPES["review"], "color": theme.review, "size": 9},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    picked = {
        **bar,
        # As high as the figure, so that a month of one event can be hit too.
        "y": [most * 1.3] * len(places),
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "meta": PICKS,
        "customdata": [list(pair) for pair in zip(ids, told, strict=True)],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }
    axis = {"range": [-0.6, len(places) - 0.4], "showgrid": False, "fixedrange": True, "tickangle": 0}
    tick = exact(most)
    return draw(
        [
            {
                **bar,
                "y": list(frame.events),
                "marker": {"color": colours, "line": {"width": 0}},
                "hoverinfo": "skip",
            },
            marked,
            picked,
        ],
        theme,
        HEIGHT_PX,
        barmode="overlay",
        bargap=0.2,
        hovermode="closest",
        margin={"l": 16 + 8 * len(tick), "r": 8, "t": 8, "b": 26, "autoexpand": False},
        meta={"narrow": {"xaxis": {**axis, **_ticks(frame, unit, 4)}}},
        xaxis={**axis, **_ticks(frame, unit, 12)},
        yaxis={"range": [0, most * 1.3], "tickvals": [most], "ticktext": [tick], "fixedrange": True},
    )
