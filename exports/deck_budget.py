"""The review's own budget lines on a slide, and budgeted against executed."""

import math
from typing import Any

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from charts import budget, budget_history, budget_outturn
from charts.theme import SHAPES, exact
from exports.deck_charts import Categories, Points, chart, grid, label, mark, none, pale, stroke
from exports.deck_page import Page
from exports.deck_sheet import TEXT, Area, clean, rgb


def review(page: Page, frame: pd.DataFrame, figure: dict[str, Any], told: str) -> None:
    """Two bar charts side by side whose rows are the same lines in the order of the screen: amount and stated growth."""
    look, area = page.look, page.area
    order = {figure_id: at for at, figure_id in enumerate(figure["data"][0]["ids"])}
    rows = frame.sort_values("figure_id", key=lambda ids: ids.map(order))
    left = area.wide * 0.62
    sides = (
        ("Amount, billion yuan", rows.bn_cny, Area(area.x, area.y + 22, left, area.high - 22), "General"),
        (
            "Stated growth, %",
            rows.growth_pct,
            Area(area.x + left, area.y + 22, area.wide - left, area.high - 22),
            '+General" %";\u2212General" %";0" %"',
        ),
    )
    for number, (name, values, at, form) in enumerate(sides):
        first = number == 0
        begin = 0.33 if first else 0.06
        data = Categories(number_format="General")
        data.categories = [clean(item) for item in rows["item"]]
        data.add_series(name, [None if v != v else float(v) for v in values])
        made = chart(
            page, at, XL_CHART_TYPE.BAR_CLUSTERED, data, name, f"{name}. {told}", (begin, 0.0, 0.98 - begin, 1.0)
        )
        page.text(Area(at.x + begin * at.wide, area.y, at.wide, 20), name, 14, look.muted, name="Heading")
        lines, amounts = made.category_axis, made.value_axis
        lines.reverse_order = True
        none(amounts)
        high, low = float(max(values.max(), 0.1)), float(min(values.min(), 0.0))
        amounts.maximum_scale, amounts.minimum_scale = high * (1.15 if first else 1.45), low * 1.45
        lines.tick_labels.font.size = Pt(14)
        lines.format.line.fill.background()
        if not first:
            none(lines)
        plot = made.plots[0]
        plot.gap_width = 55
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = form, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(14)
        series = plot.series[0]
        series.invert_if_negative = False
        for place, (series_id, value) in enumerate(zip(rows.series_id, values, strict=True)):
            fill = series.points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(look.accent if series_id == budget.LEADING else look.quiet)
            if value != value:
                row = at.high / len(rows)
                page.text(
                    Area(at.x + begin * at.wide + 4, at.y + row * place, 120, row),
                    "not stated",
                    14,
                    look.muted,
                    name="Not stated",
                    middle=True,
                )


def outturn(page: Page, frame: pd.DataFrame, told: str) -> None:
    """A row a year: open mark = budgeted, filled = executed, joined; the difference in words at the right. The scale does not begin at zero."""
    look, area = page.look, page.area
    found: dict[int, dict[str, Any]] = {}
    for row in frame.itertuples():
        kind = "planned" if row.basis in budget.PLANNED else "spent"
        found.setdefault(row.year, {})[kind] = row
    years = sorted(found, reverse=True)
    plot = Area(area.x + 60, area.y + 22, area.wide - 260, area.high - 22 - 24)
    amounts = [float(row.bn_cny) for pair in found.values() for row in pair.values()]
    low, high = min(amounts), max(amounts)
    room = (high - low or high) * 0.14
    row_high = plot.high / len(years)
    kinds = {"planned": "Budgeted, billion yuan", "spent": "Executed, billion yuan"}
    own = {kind: [(years.index(y), pair[kind]) for y, pair in found.items() if kind in pair] for kind in kinds}
    # LibreOffice gives later series no room beyond the length of the first: the longest one leads.
    own = dict(sorted(((kind, rows) for kind, rows in own.items() if rows), key=lambda pair: -len(pair[1])))
    joins = [
        ((float(pair["planned"].bn_cny), place + 1), (float(pair["spent"].bn_cny), place + 1))
        for place, pair in ((years.index(year), pair) for year, pair in found.items())
        if len(pair) == 2
    ]
    data = Points("Billion yuan", ["What it is"])
    if joins:
        data.strokes("From budgeted to executed", joins, max(map(len, own.values())))
    for kind, rows in own.items():
        data.dots(
            f"{kinds[kind]} (row, the newest year = 1)",
            [(float(row.bn_cny), place + 1) for place, row in rows],
            [[f"{row.year} {row.basis}"] for _, row in rows],
        )
    at = Area(area.x, area.y + 22, area.wide, area.high - 22)
    made = chart(
        page,
        at,
        XL_CHART_TYPE.XY_SCATTER,
        data,
        "Budgeted and executed",
        told,
        (60 / at.wide, 0.0, plot.wide / at.wide, plot.high / at.high),
    )
    across, up = made.category_axis, made.value_axis
    # Ticks stand at round values, so the axis begins and ends at them.
    step = budget_history.tick_step(high - low + 2 * room)
    across.minimum_scale = step * math.floor((low - room) / step)
    across.maximum_scale = step * math.ceil((high + room) / step)
    across.major_unit = step
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = '0" bn"', False
    up.minimum_scale, up.maximum_scale, up.reverse_order = 0.5, len(years) + 0.5, True
    across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    none(up)
    grid(across, page)
    drawn = list(made.plots[0].series)
    if joins:
        stroke(drawn.pop(0), look.quiet, 4)
    for series, (kind, rows) in zip(drawn, own.items(), strict=True):
        series.format.line.fill.background()
        for number, (_, row) in enumerate(rows):
            shape = SHAPES[row.source]
            edge = look.review if shape == "diamond" else look.accent
            mark(
                series.points[number],
                shape,
                (11 if kind == "planned" else 8) + (2 if shape == "diamond" else 0),
                pale(edge) if kind == "planned" else edge,
                edge,
            )
            other = found[row.year].get("spent" if kind == "planned" else "planned")
            left = other is not None and (float(row.bn_cny), kind == "spent") < (float(other.bn_cny), kind == "planned")
            label(
                series.points[number],
                exact(float(row.bn_cny)),
                XL_LABEL_POSITION.LEFT if left else XL_LABEL_POSITION.RIGHT,
                look.text,
            )
    page.text(Area(plot.x, area.y, 300, 18), "○ budgeted   ● executed   ◆ in the review", TEXT, look.muted, name="Key")
    page.text(
        Area(plot.x + plot.wide, area.y, 200, 18),
        "Executed minus budgeted, bn yuan",
        TEXT,
        look.text,
        name="Heading",
        align="right",
        bold=True,
    )
    for place, year in enumerate(years):
        y = plot.y + place * row_high
        page.text(Area(area.x, y, 50, row_high), str(year), TEXT, name="Year", align="right", middle=True)
        pair = found[year]
        both = len(pair) == 2
        words = (
            budget_outturn.difference(round(float(pair["spent"].bn_cny) - float(pair["planned"].bn_cny), 3))
            if both
            else "budgeted only"
            if "planned" in pair
            else "executed only"
        )
        page.text(
            Area(plot.x + plot.wide, y, 200, row_high),
            words,
            TEXT,
            look.text if both else look.muted,
            name="Difference",
            align="right",
            middle=True,
            bold=both,
        )
