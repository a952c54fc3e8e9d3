"""Budget figures year by year on a slide, as line charts: planned and executed apart, years without a figure left open."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.util import Pt

from charts import budget, budget_history, budget_marks
from exports.deck_charts import NAMES, Categories, chart, grid, mark, none, pale
from exports.deck_page import Page
from exports.deck_sheet import TEXT, Area, rgb

_BODY = "{http://schemas.openxmlformats.org/drawingml/2006/main}bodyPr"


def _run(
    page: Page,
    made: Any,
    runs: Sequence[tuple[str, dict[int, Any]]],
    years: Sequence[int],
    colour: str,
    dash: Any,
    start: int = 0,
) -> None:
    """Strokes and marks of one line: filled for what was executed, open and dotted for what was budgeted."""
    look = page.look
    for number, (group, rows) in enumerate(runs, start=start):
        series = made.plots[0].series[number]
        hollow = group in budget_marks.OPEN
        series.smooth = False
        line = series.format.line
        if group == "revised":
            line.fill.background()
        else:
            line.color.rgb, line.width = rgb(colour), Pt(1.75)
            line.dash_style = MSO_LINE.ROUND_DOT if hollow else dash
        for place, year in enumerate(years):
            if row := rows.get(year):
                shape = "dash" if group == "revised" else budget_marks.shape(row.source, row.quality)
                edge = look.review if shape == "diamond" else colour
                mark(series.points[place], shape, 8 if shape == "diamond" else 6, pale(edge) if hollow else edge, edge)


def _runs(rows: Sequence[Any]) -> list[tuple[str, dict[int, Any]]]:
    found = (
        (group, {row.year: row for row in rows if budget_marks.group(row.basis) == group})
        for group in budget_marks.GROUPS
    )
    return [(group, own) for group, own in found if own]


def panels(page: Page, frame: pd.DataFrame, told: str) -> None:
    """A line chart for each line, its newest figure in words over it; planned and executed apart, years without a figure left open."""
    look, area = page.look, page.area
    lines = budget_marks.by_series(frame)
    columns = 4 if len(lines) > 4 else max(1, min(2, len(lines)))
    deep = -(-len(lines) // columns)
    wide, high = area.wide / columns, area.high / deep
    years = list(range(int(frame.year.min()), int(frame.year.max()) + 1))
    for number, (series_id, rows) in enumerate(lines.items()):
        at = Area(area.x + number % columns * wide, area.y + number // columns * high, wide - 12, high - 6)
        latest = budget_marks.last(rows)
        unit = {"index": "index", "share": "% of the listed lines"}.get(latest.measure) or budget_marks.UNITS[
            latest.unit
        ]
        page.text(Area(at.x, at.y, at.wide, 16), latest.item, TEXT + 1, name="Line", bold=True)
        about = "about " if latest.rounded else ""
        page.text(
            Area(at.x, at.y + 16, at.wide, 16),
            f"{about}{budget_marks.say(latest)}, {latest.year} {latest.basis}",
            TEXT,
            look.muted,
            name="Newest figure",
        )
        data = Categories(number_format="General")
        data.categories = [str(year) for year in years]
        runs = _runs(rows)
        for group, own in runs:
            data.add_series(
                f"{latest.item}, {group}, {unit}", [float(own[y].value) if y in own else None for y in years]
            )
        below = at.below(34)
        made = chart(
            page,
            below,
            XL_CHART_TYPE.LINE_MARKERS,
            data,
            latest.item,
            f"{latest.item}: {budget_marks.say(latest)} in {latest.year}. {told}",
            (40 / below.wide, 0.05, 1 - 52 / below.wide, 0.95 - 20 / below.high),
        )
        _axes(made, page, max(float(row.value) for row in rows), skip=5)
        # Programs differ in how they leave out years: these are ours.
        none(made.category_axis)
        for place, year in enumerate(years):
            if year % 5 == 0:
                middle = below.x + 40 + (below.wide - 52) * (place + 0.5) / len(years)
                page.text(
                    Area(middle - 20, below.y + below.high - 18, 40, 16),
                    str(year),
                    TEXT,
                    look.muted,
                    name="Year",
                    align="center",
                )
        _run(page, made, runs, years, look.accent if series_id == budget.LEADING else look.text, MSO_LINE.SOLID)


def _axes(made: Any, page: Page, top: float, skip: int) -> None:
    years, amounts = made.category_axis, made.value_axis
    amounts.minimum_scale, amounts.maximum_scale = 0, top * 1.15
    amounts.major_unit = budget_history.tick_step(top * 1.15)
    amounts.tick_labels.number_format, amounts.tick_labels.number_format_is_linked = "General", False
    amounts.tick_labels.font.color.rgb = years.tick_labels.font.color.rgb = rgb(page.look.muted)
    amounts.format.line.fill.background()
    grid(amounts, page)
    # Upright, so that programs leave out years rather than turn them.
    for told in (years, amounts):
        told.tick_labels.font._element.getparent().getparent().getparent().find(_BODY).set("rot", "0")
    axis = years._element
    for name in ("tickLblSkip", "tickMarkSkip"):
        axis.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}noMultiLvlLbl").addprevious(
            parse_xml(f'<c:{name} {NAMES} val="{skip}"/>')
        )


def levels(page: Page, frame: pd.DataFrame, told: str) -> None:
    """All levels of account in one line chart, each with its name beside its end."""
    look, area = page.look, page.area
    years = list(range(int(frame.year.min()), int(frame.year.max()) + 1))
    lines = budget_marks.by_series(frame)
    data = Categories(number_format="General")
    data.categories = [str(year) for year in years]
    drawn: list[tuple[str, list[tuple[str, dict[int, Any]]]]] = []
    for series_id, name in budget_history.LEVELS.items():
        if series_id in lines:
            drawn.append((series_id, _runs(lines[series_id])))
            for group, own in drawn[-1][1]:
                data.add_series(
                    f"{name}, {group}, billion yuan", [float(own[y].value) if y in own else None for y in years]
                )
    made = chart(
        page,
        area,
        XL_CHART_TYPE.LINE_MARKERS,
        data,
        "Levels of account",
        told,
        (50 / area.wide, 0.03, 1 - 56 / area.wide, 0.97 - 24 / area.high),
    )
    top = float(frame.value.max())
    _axes(made, page, top, skip=2)
    made.value_axis.maximum_scale = top * 1.2
    start = 0
    dashes = {"solid": MSO_LINE.SOLID, "dash": MSO_LINE.DASH, "dashdot": MSO_LINE.DASH_DOT}
    for series_id, runs in drawn:
        place, dash = budget_history.STROKES[series_id]
        colour = look.categories[place]
        _run(page, made, runs, years, colour, dashes[dash], start)
        rows = lines[series_id]
        ended = rows[-1].year < years[-1] - 8
        spoken = rows[0] if ended else budget_marks.last(rows)
        # The words stand where no stroke runs: over the national ones, under the central ones.
        x = area.x + 50 + (area.wide - 56) * (years.index(spoken.year) + 0.5) / len(years)
        y = area.y + area.high * 0.03 + (area.high * 0.97 - 24) * (1 - float(spoken.value) / (top * 1.2))
        y += -32 if series_id.startswith("national") else 14
        box = Area(x - 8, y, 300, 18) if ended else Area(x + 12 - 300, y, 300, 18)
        page.text(
            box,
            budget_history.LEVELS[series_id],
            13,
            colour,
            name="Level",
            bold=True,
            align="left" if ended else "right",
        )
        start += len(runs)
