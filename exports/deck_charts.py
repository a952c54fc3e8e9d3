"""Charts that stay charts: bars, lines and dots with their own workbook, the numbers of the frame in full, the colours of the screen."""

import io
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from charts import budget, budget_history, budget_marks, budget_outturn, overview
from charts.theme import SHAPES, SOURCES, exact
from exports.deck_page import TEXT, Area, Page, clean, describe, emu, rgb

_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
STYLES = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND, "square": XL_MARKER_STYLE.SQUARE}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_BODY = "{http://schemas.openxmlformats.org/drawingml/2006/main}bodyPr"
# In shares of what the chart takes: where lines and bars stand, so that words of ours can stand beside them.
Inner = tuple[float, float, float, float]


class Categories(CategoryChartData):  # type: ignore[misc]
    """Data of bars or lines; in the workbook a text stays a text, whatever it begins with."""

    @property
    def xlsx_blob(self) -> bytes:
        columns = [["", *(c.label for c in self.categories)]]
        columns += [[series.name, *series.values] for series in self]
        return _book([list(row) for row in zip(*columns, strict=True)])


class Points(XyChartData):  # type: ignore[misc]
    """Data of dots. Beside each the workbook says what it is and how far its stroke reaches to the right and to the left.

    `told`: for each series a list of (words, right, left).
    """

    def __init__(self, across: str, told: Sequence[Sequence[tuple[str, float, float]]]) -> None:
        super().__init__()
        self._across, self._told = across, told

    @property
    def xlsx_blob(self) -> bytes:
        rows: list[list[Any]] = []
        for series, words in zip(self, self._told, strict=True):
            rows.append([self._across, series.name, "What it is", "Stroke to the right", "Stroke to the left"])
            rows += [[x, y, *of] for x, y, of in zip(series.x_values, series.y_values, words, strict=True)]
            rows.append([])
        return _book(rows)


def _book(rows: list[list[Any]]) -> bytes:
    file = io.BytesIO()
    keep = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, keep)
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 28)
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, at, clean(value))
            elif value is not None:
                sheet.write_number(number, at, value)
    book.close()
    return file.getvalue()


def chart(page: Page, at: Area, kind: Any, data: Any, name: str, told: str, inner: Inner) -> Any:
    """A chart without the look it comes with: no title, no legend, no grid; its plot lies at `inner` (x, y, breadth, height of the whole)."""
    frame = page.slide.shapes.add_chart(kind, emu(at.x), emu(at.y), emu(at.wide), emu(at.high), data)
    describe(frame, name, told)
    made = frame.chart
    made.has_legend = False
    made.has_title = False
    made.font.size = Pt(TEXT)
    made.font.color.rgb = rgb(page.look.text)
    plot = made._chartSpace.chart.plotArea
    for old in plot.findall("{http://schemas.openxmlformats.org/drawingml/2006/chart}layout"):
        plot.remove(old)
    x, y, wide, high = inner
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {_C}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{wide:.4f}"/><c:h val="{high:.4f}"/></c:manualLayout></c:layout>'
        ),
    )
    for axis in (made.category_axis, made.value_axis):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.color.rgb = rgb(page.look.line)
    return made


def none(axis: Any) -> None:
    """An axis that is not seen."""
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.format.line.fill.background()


def grid(axis: Any, page: Page) -> None:
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(page.look.line)
    axis.major_gridlines.format.line.width = Pt(0.5)


def mark(point: Any, shape: str, size: int, fill: str, edge: str) -> None:
    """Shape and colours of one mark."""
    style = point.marker
    style.style, style.size = STYLES.get(shape, XL_MARKER_STYLE.DASH), size
    style.format.fill.solid()
    style.format.fill.fore_color.rgb = rgb(fill)
    style.format.line.color.rgb = rgb(edge)
    style.format.line.width = Pt(1.5)


def pale(colour: str) -> str:
    """The ground of an open mark: LibreOffice draws marks without their edge, so white would be nothing there."""
    return "#" + bytes(round(part * 0.35 + 255 * 0.65) for part in bytes.fromhex(colour[1:])).hex()


def label(
    point: Any, words: str, side: Any, colour: str, size: float = TEXT, bold: bool = False, ground: str = ""
) -> None:
    """Words beside one mark."""
    told = point.data_label
    frame = told.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = clean(words)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = rgb(colour)
    told.position = side
    if ground:
        fill = f'<c:spPr {_C}><a:solidFill><a:srgbClr val="{ground[1:].upper()}"/></a:solidFill></c:spPr>'
        told._dLbl.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}tx").addnext(parse_xml(fill))


def strokes(series: Any, after: Sequence[float], before: Sequence[float], colour: str, width: float) -> None:
    """A stroke from each mark, so long to the right (`after`) and to the left (`before`), which stand in the workbook too."""
    cells = series._element.find(f"{_CHART}yVal").find(f".//{_CHART}f").text

    def lengths(values: Sequence[float], column: str) -> str:
        points = "".join(f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values))
        cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
        return f"<c:numRef><c:f>{cells.replace('$B$', f'${column}$')}</c:f>{cache}</c:numRef>"

    bars = parse_xml(
        f'<c:errBars {_C}><c:errDir val="x"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{lengths(after, 'D')}</c:plus><c:minus>{lengths(before, 'E')}</c:minus>"
        f'<c:spPr><a:ln w="{round(width * 12700)}"><a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series._element.find(f"{_CHART}xVal").addprevious(bars)


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


def sections(page: Page, frame: pd.DataFrame, told: str) -> None:
    """Bars of whole events per section; the review is solid, context reporting hatched."""
    look, area = page.look, page.area
    order = [name for name in overview.SECTIONS if frame.loc[frame.section == name, "events"].sum()]
    data = Categories(number_format="0")
    data.categories = [overview.SECTIONS[name] for name in order]
    kept = [source for source in SOURCES if frame.loc[frame.source == source, "events"].sum()]
    for source in kept:
        own = frame[frame.source == source].set_index("section").events.reindex(order).fillna(0).astype(int)
        data.add_series(f"{SOURCES[source]}, events", [int(v) or None for v in own])
    made = chart(
        page, area.above(26), XL_CHART_TYPE.BAR_STACKED, data, "Events per section", told, (0.2, 0.0, 0.78, 1.0)
    )
    made.category_axis.reverse_order = True
    made.category_axis.tick_labels.font.size = Pt(14)
    none(made.value_axis)
    made.value_axis.minimum_scale = 0
    made.plots[0].gap_width, made.plots[0].overlap = 55, 100
    items = []
    for series, source in zip(made.plots[0].series, kept, strict=True):
        reviewed = source == "review"
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(look.review if reviewed else look.line)
        labels = series.data_labels
        labels.show_value, labels.font.size = True, Pt(14)
        labels.font.color.rgb = rgb(look.background if reviewed else look.text)
        items.append((MSO_SHAPE.RECTANGLE, look.review if reviewed else look.line, "", SOURCES[source]))
    page.key(Area(area.x, area.y + area.high - 22, area.wide, 22), items)


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
            parse_xml(f'<c:{name} {_C} val="{skip}"/>')
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
    # From what was executed to what was budgeted.
    joins = {
        row.year: round(float(found[row.year]["planned"].bn_cny) - float(row.bn_cny), 3)
        for _, row in own.get("spent", ())
        if "planned" in found[row.year]
    }
    told_of = {
        kind: [
            (f"{row.year} {row.basis}", max(0.0, gap), max(0.0, -gap))
            for _, row in rows
            for gap in [joins.get(row.year, 0.0) if kind == "spent" else 0.0]
        ]
        for kind, rows in own.items()
    }
    data = Points("Billion yuan", list(told_of.values()))
    for kind, rows in own.items():
        series = data.add_series(f"{kinds[kind]} (row, the newest year = 1)", number_format="General")
        for place, row in rows:
            series.add_data_point(float(row.bn_cny), place + 1)
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
    for series, (kind, rows) in zip(made.plots[0].series, own.items(), strict=True):
        series.format.line.fill.background()
        if kind == "spent" and joins:
            strokes(
                series,
                [after for _, after, _ in told_of[kind]],
                [before for *_, before in told_of[kind]],
                look.quiet,
                4,
            )
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
