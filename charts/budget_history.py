"""Budget figures year by year: small panels by line, and the levels of account. Gaps stay open and levels never become one stroke."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.budget import LEADING
from charts.budget_marks import by_series, last, note_marks, say, strokes
from charts.theme import Theme, Trace, draw, empty, plain

MEASURES = {"amount": "Amount", "index": "Index, 2019 = 100", "share": "Share of the listed lines"}
# Room over a panel, of which the two lines of its heading take more where letters are large, and under it for the years.
HEAD_PX, FOOT_PX = 54, 30
CENTRAL = {
    "central_st": "Science and technology",
    "central_defence": "National defence",
    "central_debt_interest": "Debt interest",
    "central_public_security": "Public security",
    "central_education": "Education",
    "central_grain_stockpile": "Grain and oil stockpiling",
    "central_diplomacy": "Diplomacy",
    "central_total_own": "Total, central level",
}
RESEARCH = ("gerd", "rd_intensity", "basic_research", "basic_research_share")
LEVELS = {
    "national_fiscal_st_nbs": "National, statistics bureau's wider scope",
    "national_st": "National, finance ministry",
    "central_incl_transfers_st": "Central with transfers to local governments",
    "central_st": "Central government's own",
}
# Place in the theme's categories, apart from each other and from the review for every eye, and the dash of what was executed, which tells
# runs that lie near each other apart without colour.
STROKES = {
    "national_fiscal_st_nbs": (11, "dash"),
    "national_st": (9, "solid"),
    "central_incl_transfers_st": (8, "dashdot"),
    "central_st": (0, "solid"),
}
SHORT = {
    "national_fiscal_st_nbs": "National, wider scope",
    "national_st": "National",
    "central_incl_transfers_st": "With transfers",
    "central_st": "Central's own",
}


def tick_step(end: float) -> float:
    """A round step that sets two or three ticks over zero on an axis up to `end`: 9.2 -> 2.5, 550 -> 250."""
    ten = 10.0 ** math.floor(math.log10(end)) if end > 0 else 1.0
    return float(next((step * ten for step in (2.5, 2, 1) if 2 * step * ten <= end), 0.5 * ten))


def _grid(count: int, columns: int, height_px: int, gap: float, head_px: int) -> list[tuple[list[float], list[float]]]:
    """Horizontal and vertical domain of each panel, row by row, with room over it for its heading and under it for the years."""
    rows = -(-count // columns)
    wide = (1 - gap * (columns - 1)) / columns
    found = []
    for place in range(count):
        row, column = divmod(place, columns)
        left, foot = column * (wide + gap), 1 - (row + 1) / rows
        found.append(
            ([left, left + wide], [foot + FOOT_PX / height_px, 1 - row / rows - head_px / height_px]),
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
    head_px = max(HEAD_PX, round(2.7 * (theme.text_px + 1)) + 10)
    row_px += head_px - HEAD_PX
    height_px, narrow_px = rows * row_px, len(series) * (row_px - 20)
    grid = _grid(len(series), columns, height_px, 0.05, head_px)
    stack = _grid(len(series), 1, narrow_px, 0, head_px)
    for place, (series_id, own) in enumerate(series.items()):
        n = "" if place == 0 else str(place + 1)
        where = {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        top = highest if index else max(row.value for row in own)
        traces += strokes(own, theme.accent if series_id == LEADING else theme.text, theme, where)
        traces += note_marks(own, numbers or {}, top * 0.17, theme, where)
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
            "dtick": tick_step(top * 1.3),
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
        # The words over a panel need about 220 pixels.
        meta={"together": "x", "narrow_px": 220 * columns, "narrow": narrow | {"height": narrow_px}},
        **more,
    )


def levels(frame: pd.DataFrame, theme: Theme, numbers: Mapping[str, int] | None = None) -> go.Figure:
    """Science and technology on each level of account, billion yuan by year; every level is a stroke with its name at its end."""
    if frame.empty:
        return empty("No figures match the filters.", theme)
    traces: list[Trace] = []
    names, short = [], []
    top = float(frame.value.max())
    begins, ends = int(frame.year.min()), int(frame.year.max())
    series = by_series(frame)
    for series_id, label in LEVELS.items():
        own = series.get(series_id)
        if not own:
            continue
        place, dash = STROKES[series_id]
        colour = theme.categories[place]
        traces += strokes(own, colour, theme, {}, name=f"{label}, ", dash=dash, of=label)
        traces += note_marks(own, numbers or {}, top * 0.08, theme, {}, of=label)
        # The two newer runs end at the right edge; the older ones have free ground beside their own end.
        ended = own[-1].year < ends - 8
        told = own[0] if ended else last(own)
        name = {
            "name": label,
            "text": f"<b>{label}</b>",
            "x": told.year,
            "y": told.value,
            "xanchor": "left" if ended else "right",
            # Over the national runs, under the central ones, where no mark lies.
            "yshift": 24 if series_id.startswith("national") else -44,
            "showarrow": False,
            "bgcolor": theme.background,
            "font": {"color": colour, "size": theme.text_px + 1},
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
