"""Budgeted (draft or approved) against executed amount of one line, year by year."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.theme import PICKS, SHAPES, THIN, Theme, Trace, draw, empty, exact, number, plain

ROW_PX, NARROW_ROW_PX = 36, 54


def difference(value: float) -> str:
    """-8.928 -> '−8.9', 1.997 -> '+2.0', -0.332 -> '−0.332': billion yuan with its sign, below one in full."""
    return f"{'+' if value > 0 else '−' if value < 0 else '±'}{_size(value)}"


def _size(value: float) -> str:
    return number(abs(value)) if abs(value) >= 1 else exact(round(abs(value), 3))


def headline(frame: pd.DataFrame, item: str) -> str:
    """Takeaway: the newest year that has both amounts, and how far apart they are, in the terms of the budget."""
    both = frame[frame.difference_bn_cny.notna()]
    if both.empty:
        return f"{item}: no year has both a budgeted and an executed amount"
    row = both.iloc[-1]
    gap = row.difference_bn_cny
    budgeted = "draft" if row.planned_basis == "draft" else "approved budget"
    words = f"{_size(gap)} billion yuan {'above' if gap > 0 else 'below'} the {budgeted}"
    return f"{item} {row.year}: executed {words if gap else f'as in the {budgeted}'}"


def missing(years: Sequence[int]) -> str:
    """[2012, 2013, 2015] -> '2012–2013, 2015'."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _rows(frame: pd.DataFrame) -> list[tuple[str, Any]]:
    """Label and figures of each row, newest first; years without any figure share one row."""
    known = {row.year: row for row in frame.itertuples()}
    found: list[tuple[str, Any]] = []
    gap: list[int] = []
    for year in range(max(known), min(known) - 1, -1):
        if year not in known:
            gap.append(year)
            continue
        if gap:
            found.append((missing(gap[::-1]), None))
            gap = []
        found.append((str(year), known[year]))
    return found


def plan_and_outturn(frame: pd.DataFrame, item: str, theme: Theme) -> go.Figure:
    """A row per year, newest on top: open mark = budgeted, filled = executed, joined, with the difference in billion yuan at the right.

    The scale shows differences and does not begin at zero. Rows without one of the two say so. A narrow screen has no room beside the
    marks: there year and amounts stand over them.
    """
    if frame.empty:
        return empty("No figures match the filters.", theme)
    rows = _rows(frame)
    places = list(range(len(rows)))[::-1]
    amounts = [v for v in (*frame.planned_bn_cny, *frame.spent_bn_cny) if v == v]
    low, high = min(amounts), max(amounts)
    room = (high - low or high) * 0.14
    joins: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [],
        "y": [],
        "line": {"color": theme.quiet, "width": 6},
        "hoverinfo": "skip",
    }
    labels: list[dict[str, Any]] = []
    said, over = [], []
    for place, (name, row) in zip(places, rows, strict=True):
        planned, spent = (row.planned_bn_cny, row.spent_bn_cny) if row else (float("nan"), float("nan"))
        here = [v for v in (planned, spent) if v == v]
        if len(here) == 2:
            joins["x"] += [planned, spent, None]
            joins["y"] += [place, place, None]
        for value in here:
            left = len(here) == 2 and value == min(here) and planned != spent
            labels.append(_beside(exact(value), value, place, left, theme))
        both = len(here) == 2
        words = (
            f"<b>{difference(spent - planned)}</b>"
            if both
            else "no figure"
            if not here
            else "executed only"
            if planned != planned
            else "budgeted only"
        )
        aside = _aside(words, place, theme.text if both else theme.muted, theme)
        said.append(aside)
        pairs = [f"{mark} {exact(v)}" for mark, v in (("○", planned), ("●", spent)) if v == v]
        lifted = {"y": place + 0.16, "yanchor": "bottom", "bgcolor": theme.background}
        over += [
            aside | lifted,
            aside
            | lifted
            | {
                "text": f"<b>{name}</b>{THIN * 3}{(THIN * 3).join(pairs)}" if pairs else name,
                "x": 0,
                "xanchor": "left",
                "font": {"size": theme.text_px, "color": theme.text if pairs else theme.muted},
            },
        ]
    traces = [joins, *(_marks(kind, rows, places, item, theme) for kind in ("planned", "spent"))]
    head = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"size": theme.text_px}}
    heads = [
        head
        | {
            "text": f"○ budgeted{THIN * 3} ● executed",
            "x": 0,
            "xref": "x domain",
            "xanchor": "left",
        },
        head | {"text": "<b>Executed minus budgeted</b>, bn yuan", "x": 1, "xref": "paper", "xanchor": "right"},
    ]
    x_axis = {
        "range": [low - room, high + room],
        "tickformat": ",~g",
        "ticksuffix": " bn",
        "nticks": 5,
        "domain": [0, 0.86],
        "automargin": False,
        "fixedrange": True,
    }
    y_axis = {
        "tickvals": places,
        "ticktext": [label if row else f"<i>{label}</i>" for label, row in rows],
        "range": [-0.6, len(rows) - 0.4],
        "tickfont": {"color": theme.text, "size": theme.text_px},
        "automargin": False,
        "fixedrange": True,
    }
    return draw(
        traces,
        theme,
        76 + ROW_PX * len(rows),
        showlegend=False,
        separators=".\u202f",
        hovermode="closest",
        margin={"l": 88, "r": 8, "t": 34, "b": 34},
        annotations=[*labels, *heads, *said],
        xaxis=x_axis,
        yaxis=y_axis,
        meta={
            "rows": [[label, place + 0.5, place - 0.5] for place, (label, _) in zip(places, rows, strict=True)],
            "narrow_px": 860,
            "narrow": {
                "height": 76 + NARROW_ROW_PX * len(rows),
                "margin": {"l": 4, "r": 4, "t": 34, "b": 34},
                "xaxis": x_axis | {"domain": [0, 1], "nticks": 4},
                "yaxis": y_axis | {"showticklabels": False, "range": [-0.4, len(rows) - 0.3]},
                "annotations": [heads[0], heads[1] | {"text": "<b>Difference</b>, bn yuan"}, *over],
            },
        },
    )


def _beside(words: str, value: float, place: int, left: bool, theme: Theme) -> dict[str, Any]:
    return {
        "text": words,
        "x": value,
        "y": place,
        "xanchor": "right" if left else "left",
        "xshift": -14 if left else 14,
        "showarrow": False,
        "bgcolor": theme.background,
        "font": {"size": theme.text_px},
    }


def _aside(words: str, place: int, colour: str, theme: Theme) -> dict[str, Any]:
    return {
        "text": words,
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": place,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": theme.text_px, "color": colour},
    }


def _marks(kind: str, rows: list[tuple[str, Any]], places: list[int], item: str, theme: Theme) -> Trace:
    """Open marks for what was budgeted, filled ones for what was executed; a diamond is the review."""
    told = [
        (place, row._asdict())
        for place, (_, row) in zip(places, rows, strict=True)
        if row and getattr(row, f"{kind}_bn_cny") == getattr(row, f"{kind}_bn_cny")
    ]
    shapes = [SHAPES[row[f"{kind}_source"]] for _, row in told]
    colours = [theme.review if shape == "diamond" else theme.accent for shape in shapes]
    return {
        "type": "scatter",
        "name": kind,
        "mode": "markers",
        "x": [row[f"{kind}_bn_cny"] for _, row in told],
        "y": [place for place, _ in told],
        "marker": {
            "symbol": shapes,
            "size": [(17 if kind == "planned" else 12) + (3 if shape == "diamond" else 0) for shape in shapes],
            "color": theme.background if kind == "planned" else colours,
            "opacity": 1,
            "line": {"color": colours, "width": 3},
        },
        "customdata": [
            [
                f"figure:{row[f'{kind}_id']}",
                f"{plain(item)} {row['year']} {plain(row[f'{kind}_basis'])}: {exact(row[f'{kind}_bn_cny'])} billion yuan; "
                f"{plain(row[f'{kind}_publisher'])}",
            ]
            for _, row in told
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "meta": PICKS,
        "cliponaxis": False,
    }
