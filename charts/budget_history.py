"""Budget figures year by year: small panels by line, and the levels of account. Gaps stay open and levels never become one stroke."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.budget import LEADING, OUTTURN, PLANNED, newest
from charts.budget_marks import by_series, last, note_marks, say, strokes
from charts.theme import Theme, Trace, draw, empty, exact, number, plain

MEASURES = {"amount": "Amount", "index": "Index, 2019 = 100", "share": "Share of the listed lines"}
HEAD_PX, FOOT_PX = 54, 30
LEVELS = {
    "national_fiscal_st_nbs": "National, statistics bureau's wider scope",
    "national_st": "National, finance ministry",
    "central_incl_transfers_st": "Central with transfers to local governments",
    "central_st": "Central government's own",
}
SHORT = {
    "national_fiscal_st_nbs": "National, wider scope",
    "national_st": "National",
    "central_incl_transfers_st": "With transfers",
    "central_st": "Central's own",
}


def central_headline(frame: pd.DataFrame) -> str:
    """Takeaway: what was planned and what was spent on science and technology in the last year that has both."""
    own = frame[frame.series_id == LEADING]
    planned = own[own.basis.isin(PLANNED)].groupby("year").bn_cny.last()
    spent = own[own.basis.isin(OUTTURN)].groupby("year").bn_cny.last()
    both = sorted(set(planned.index) & set(spent.index))
    if not both:
        return "Central lines year by year"
    year = both[-1]
    return f"Science and technology {year}: {exact(planned[year])} billion yuan planned, {exact(spent[year])} billion spent"


def measured_headline(frame: pd.DataFrame) -> str:
    """Takeaway of the index or the shares: the newest value of science and technology, in the words of what it is divided by."""
    own = frame[frame.series_id == LEADING]
    if own.empty:
        return "No year has the figures that this view divides"
    last = newest(own)
    if last.measure == "index":
        return f"Science and technology {last.year}: {number(last.value)} where its {last.kind} amount of 2019 is 100"
    first = own.sort_values("year").iloc[0]
    return (
        f"Science and technology: {number(last.value)}\u202f% of the listed lines in {last.year}, "
        f"{number(first.value)}\u202f% in {first.year}"
    )


def _grid(count: int, columns: int, height_px: int, gap: float) -> list[tuple[list[float], list[float]]]:
    """Horizontal and vertical domain of each panel, row by row, with room over it for its heading and under it for the years."""
    rows = -(-count // columns)
    wide = (1 - gap * (columns - 1)) / columns
    found = []
    for place in range(count):
        row, column = divmod(place, columns)
        left, foot = column * (wide + gap), 1 - (row + 1) / rows
        found.append(
            ([left, left + wide], [foot + FOOT_PX / height_px, 1 - row / rows - HEAD_PX / height_px]),
        )
    return found


def panels(
    frame: pd.DataFrame,
    theme: Theme,
    numbers: Mapping[str, int] | None = None,
    columns: int = 4,
    row_px: int = 220,
) -> go.Figure:
    """One small panel per line, its newest value in words over it; planned and spent told apart, gaps left open.

    `frame` comes from `measured`. Amounts and shares have a scale of their own from zero; the index one scale for all, with 100 marked.
    Pointing at a year in one panel points at it in all. `numbers` are those of `numbered`.
    """
    if frame.empty:
        return empty("No figures match the filters.", theme)
    series = by_series(frame)
    rows = -(-len(series) // columns)
    begins, ends = int(frame.year.min()), int(frame.year.max())
    index = frame.measure.iloc[0] == "index"
    highest = float(frame.value.max())
    traces: list[Trace] = []
    heads = []
    more: dict[str, Any] = {}
    narrow: dict[str, Any] = {}
    height_px, narrow_px = rows * row_px, len(series) * (row_px - 20)
    grid, stack = _grid(len(series), columns, height_px, 0.05), _grid(len(series), 1, narrow_px, 0)
    for place, (series_id, own) in enumerate(series.items()):
        n = "" if place == 0 else str(place + 1)
        where = {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        top = highest if index else max(row.value for row in own)
        traces += strokes(own, theme.accent if series_id == LEADING else theme.text, theme, where)
        if numbers:
            traces.append(note_marks(own, numbers, top * 0.17, theme, where))
        latest = last(own)
        about = "about " if latest.rounded else ""
        heads.append(
            {
                "text": f"<b>{plain(latest.item)}</b><br>{about}<b>{say(latest)}</b>, {latest.year} {plain(latest.basis)}",
                "x": 0,
                "xref": f"x{n} domain",
                "xanchor": "left",
                "y": 1,
                "yref": f"y{n} domain",
                "yanchor": "bottom",
                "yshift": 6,
                "align": "left",
                "showarrow": False,
                "font": {"size": theme.text_px + 1},
            }
        )
        x_axis = {
            "range": [begins - 0.8, ends + 0.8],
            "dtick": 5,
            "tick0": 2010,
            "tickformat": "d",
            "showgrid": False,
            "showline": True,
            "fixedrange": True,
            "automargin": False,
            "anchor": f"y{n}",
        }
        y_axis = {
            "range": [0, top * 1.3],
            "nticks": 4,
            "tickformat": ",~g",
            "fixedrange": True,
            "anchor": f"x{n}",
            "automargin": False,
        }
        for layout, (across, up) in ((more, grid[place]), (narrow, stack[place])):
            layout[f"xaxis{n}"] = x_axis | {"domain": across}
            layout[f"yaxis{n}"] = y_axis | {"domain": up}
    hundred = [
        {
            "type": "line",
            "xref": f"x{n} domain",
            "x0": 0,
            "x1": 1,
            "yref": f"y{n}",
            "y0": 100,
            "y1": 100,
            "line": {"color": theme.muted, "width": 1.5, "dash": "dash"},
            "layer": "below",
        }
        for n in ("", *map(str, range(2, len(series) + 1)))
    ]
    margin = {"l": 46, "r": 10, "t": 0, "b": 0}
    return draw(
        traces,
        theme,
        height_px,
        margin=margin,
        showlegend=False,
        separators=".\u202f",
        hovermode="closest",
        annotations=heads,
        shapes=hundred if index else [],
        meta={"together": "x", "narrow": narrow | {"height": narrow_px}},
        **more,
    )


def levels_headline(frame: pd.DataFrame) -> str:
    """Takeaway: the newest executed amounts of both levels in a year that has both."""
    spent = frame[frame.basis.isin(OUTTURN)]
    own = spent[spent.series_id == "central_st"].set_index("year").bn_cny
    all_ = spent[spent.series_id == "national_st"].set_index("year").bn_cny
    both = sorted(set(own.index) & set(all_.index))
    if not both:
        return "Science and technology by level of account"
    year = both[-1]
    return (
        f"{year}: the central government spent {exact(own[year])} billion yuan of its own on science and technology; "
        f"with local governments it was {exact(all_[year])} billion"
    )


def levels(frame: pd.DataFrame, theme: Theme, numbers: Mapping[str, int] | None = None) -> go.Figure:
    """Science and technology on each level of account, billion yuan by year; every level is a stroke with its name at its end."""
    if frame.empty:
        return empty("No figures match the filters.", theme)
    traces: list[Trace] = []
    colours = dict(
        zip(LEVELS, (theme.categories[5], theme.categories[2], theme.categories[9], theme.accent), strict=True)
    )
    names, short = [], []
    top = float(frame.value.max())
    begins, ends = int(frame.year.min()), int(frame.year.max())
    series = by_series(frame)
    for series_id, label in LEVELS.items():
        own = series.get(series_id)
        if not own:
            continue
        traces += strokes(own, colours[series_id], theme, {}, name=f"{label}, ")
        if numbers:
            traces.append(note_marks(own, numbers, top * 0.08, theme, {}))
        # The two newer runs end at the right edge; the older ones have free ground beside their own end.
        ended = own[-1].year < ends - 8
        told = own[0] if ended else last(own)
        name = {
            "text": f"<b>{label}</b>",
            "x": told.year,
            "y": told.value,
            "xanchor": "left" if ended else "right",
            # Over the national runs, under the central ones, where no mark lies.
            "yshift": 24 if series_id.startswith("national") else -44,
            "showarrow": False,
            "bgcolor": theme.background,
            "font": {"color": colours[series_id], "size": theme.text_px + 1},
        }
        names.append(name)
        short.append(name | {"text": f"<b>{SHORT[series_id]}</b>", "bgcolor": "rgba(0,0,0,0)"})
    x_axis = {
        "range": [begins - 0.5, ends + 0.5],
        "tickformat": "d",
        "dtick": 2,
        "spikecolor": theme.muted,
        "spikethickness": 1,
        "automargin": False,
        "showgrid": False,
        "showline": True,
        "fixedrange": True,
    }
    return draw(
        traces,
        theme,
        460,
        showlegend=False,
        separators=".\u202f",
        hovermode="x unified",
        annotations=names,
        margin={"l": 66, "r": 12, "t": 8, "b": 30},
        yaxis={
            "range": [0, top * 1.15],
            "tickformat": ",~g",
            "ticksuffix": " bn",
            "fixedrange": True,
            "automargin": False,
        },
        xaxis=x_axis,
        meta={"narrow": {"annotations": short, "xaxis": x_axis | {"dtick": 4, "tick0": 2010}}},
    )


def research_headline(frame: pd.DataFrame) -> str:
    """Takeaway: newest R&D spending and intensity, and whether they are first estimates."""
    words = []
    for series_id, form in (("gerd", "R&D spending of {} billion yuan"), ("rd_intensity", "{} % of GDP")):
        own = frame[(frame.series_id == series_id) & (frame.basis != "revised")]
        if own.empty:
            continue
        latest = newest(own)
        value = latest.bn_cny if series_id == "gerd" else latest.share_pct
        note = " (first estimate)" if latest.basis == "preliminary" else ""
        about = "about " if latest.rounded else ""
        words.append(f"{form.format(about + exact(value))} in {latest.year}{note}")
    return "; ".join(words) or "No figures match"
