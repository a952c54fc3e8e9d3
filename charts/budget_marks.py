"""Marks of yearly budget figures: strokes that leave gaps open, and the numbered discs of the notes."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts.budget import OUTTURN, PLANNED, SETTLED
from charts.theme import PICKS, SHAPES, THIN, Theme, Trace, exact, number, plain, signed

UNITS = {"billion yuan": "bn yuan", "percent of GDP": "% of GDP", "percent of GERD": "% of R&D spending"}
# In the order of drawing: what was spent lies over what was planned, smaller, so that a plan at the same place shows as a ring.
GROUPS = ("planned", "preliminary", "awarded", "revised", "outturn")
OPEN = ("planned", "preliminary")


def measured(frame: pd.DataFrame, measure: str, values: pd.DataFrame | None = None) -> pd.DataFrame:
    """The figures with a column `value`: the amount or share that stands in them, else that of `values` by figure_id."""
    if values is None:
        return frame.assign(value=frame.bn_cny.fillna(frame.share_pct), measure=measure)
    return frame.merge(values, on="figure_id").assign(measure=measure)


def numbered(notes: pd.DataFrame) -> dict[str, int]:
    """The number of each figure that a note is set against, in the order of the notes."""
    return {figure_id: place for place, figure_id in enumerate(dict.fromkeys(notes.figure_id), start=1)}


def by_series(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The rows of each series in the order of the screen, by year. Rows as tuples: a frame per panel would take longer than its query."""
    found: dict[str, list[Any]] = {}
    for row in sorted(frame.itertuples(index=False), key=lambda row: (row.sort, row.year)):
        found.setdefault(row.series_id, []).append(row)
    return found


def last(rows: list[Any]) -> Any:
    """The figure of the newest year; of several the most settled one."""
    return max(rows, key=lambda row: (row.year, SETTLED.index(row.basis)))


def group(basis: str) -> str:
    return "planned" if basis in PLANNED else "outturn" if basis in OUTTURN else basis


def shape(source: object, quality: object) -> str:
    """Diamond = the review; square = read in a transcription; circle = other context reporting."""
    return "square" if quality == "transcription" else SHAPES.get(str(source), "circle")


def say(row: Any) -> str:
    """'426.42 bn yuan', '120.4' or '11.7 %': a value of the view with its unit."""
    if row.measure == "index":
        return number(row.value)
    if row.measure == "share":
        return f"{number(row.value)}\u202f%"
    unit = UNITS[row.unit]
    return f"{exact(row.value)}{THIN if unit.startswith('%') else ' '}{unit}"


def _told(row: Any, name: str) -> list[str]:
    """Id, words for the ear and the short words of the hover."""
    value = f"{'about ' if row.rounded else ''}{say(row)}"
    growth = f", stated growth {signed(row.growth_pct)}" if row.growth_pct == row.growth_pct else ""
    words = f"{plain(row.item)} {row.year} {plain(row.basis)}: {value}{growth}; {plain(row.publisher)}"
    return [f"figure:{row.figure_id}", words, f"{name}{plain(row.basis)}: <b>{value}</b>"]


def strokes(
    figures: list[Any],
    colour: str,
    theme: Theme,
    where: dict[str, str],
    name: str = "",
    dash: str = "solid",
    of: str = "",
) -> list[Trace]:
    """One stroke per basis group: filled marks on `dash` for what was executed, open marks on dots for what was budgeted.

    `of` is the group that they belong to on a stage.

    A year without a figure is an empty point, so no stroke bridges it.
    """
    traces: list[Trace] = []
    for name_of in GROUPS:
        rows = {row.year: row for row in figures if group(row.basis) == name_of}
        if not rows:
            continue
        years = list(range(min(rows), max(rows) + 1))
        run = [rows.get(year) for year in years]
        shapes = [shape(row.source, row.quality) if row else "circle" for row in run]
        colours = [theme.review if one == "diamond" else colour for one in shapes]
        hollow = name_of in OPEN
        traces.append(
            {
                "type": "scatter",
                "name": name_of,
                "x": years,
                "y": [row.value if row else None for row in run],
                "mode": "markers" if name_of == "revised" else "lines+markers",
                "connectgaps": False,
                "line": {"color": colour, "width": 2, "dash": "dot" if hollow else dash},
                "marker": {
                    # A short bar is seen on both sides of the mark that it corrects.
                    "symbol": ["line-ew" if name_of == "revised" else s for s in shapes],
                    "size": [
                        (24 if name_of == "revised" else 10 if hollow else 7) + (3 if s == "diamond" else 0)
                        for s in shapes
                    ],
                    "opacity": 1,
                    # Filled with the ground, an open mark hides the stroke that runs through it.
                    "color": theme.background if hollow else colours,
                    "line": {"color": colours, "width": 2},
                },
                "customdata": [_told(row, name) if row else [None, "", ""] for row in run],
                "hovertemplate": "%{customdata[2]}<extra></extra>" if name else "%{x} %{customdata[2]}<extra></extra>",
                "meta": {**PICKS, **({"of": of} if of else {})},
                "cliponaxis": False,
                **where,
            }
        )
    return traces


def note_marks(
    rows: list[Any], numbers: Mapping[str, int], lift: float, theme: Theme, where: dict[str, str], of: str = ""
) -> list[Trace]:
    """Numbered discs over the figures that a note is set against; no trace without one, as plotly takes its time for empty ones too."""
    noted = [row for row in rows if row.figure_id in numbers]
    if not noted:
        return []
    discs: Trace = {
        "type": "scatter",
        "name": "notes",
        "mode": "markers+text",
        "x": [row.year for row in noted],
        "y": [row.value + lift for row in noted],
        "text": [f"<b>{numbers[row.figure_id]}</b>" for row in noted],
        "textfont": {"color": theme.background, "size": theme.small_px},
        "marker": {"size": 21, "color": theme.text},
        "customdata": [_told(row, "") for row in noted],
        "hoverinfo": "skip",
        "meta": {**PICKS, **({"of": of} if of else {})},
        "cliponaxis": False,
        **where,
    }
    return [discs]
