"""What charts that stay charts are made of: their workbook, axes, marks, labels and strokes, in the colours of the screen. Draws none by itself."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.util import Pt

from exports.deck_page import Page
from exports.deck_sheet import TEXT, Area, clean, describe, emu, rgb

NAMES = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
STYLES = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND, "square": XL_MARKER_STYLE.SQUARE}
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
    """Data of dots and of strokes. Beside each dot the workbook says what it is, under `headings`."""

    def __init__(self, across: str, headings: Sequence[str]) -> None:
        super().__init__()
        self._across, self._headings = across, headings
        self._told: list[Sequence[Sequence[str]]] = []

    def dots(self, name: str, points: Sequence[tuple[float, float]], told: Sequence[Sequence[str]]) -> None:
        """A series of dots, each with its words."""
        series = self.add_series(name, number_format="General")
        for x, y in points:
            series.add_data_point(x, y)
        self._told.append(told)

    def strokes(self, name: str, pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]], least: int) -> None:
        """Strokes from point to point as one line with gaps: custom error bars are not drawn by LibreOffice.

        It gives later series no room beyond the length of the first, so strokes, which lie under the dots, have at least `least` points.
        """
        series = self.add_series(name, number_format="General")
        for start, end in pairs:
            series.add_data_point(*start)
            series.add_data_point(*end)
            series.add_data_point(end[0], None)
        for _ in range(least - 3 * len(pairs)):
            series.add_data_point(pairs[-1][1][0], None)
        self._told.append([()] * max(least, 3 * len(pairs)))

    @property
    def xlsx_blob(self) -> bytes:
        rows: list[list[Any]] = []
        for series, words in zip(self, self._told, strict=True):
            rows.append([self._across, series.name, *self._headings])
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
            f'<c:layout {NAMES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
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
    for number, line in enumerate(clean(words).split("\n")):
        run = (frame.paragraphs[0] if number == 0 else frame.add_paragraph()).add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(colour)
    told.position = side
    if ground:
        fill = f'<c:spPr {NAMES}><a:solidFill><a:srgbClr val="{ground[1:].upper()}"/></a:solidFill></c:spPr>'
        told._dLbl.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}tx").addnext(parse_xml(fill))


def stroke(series: Any, colour: str, width: float) -> None:
    """A series as strokes without marks."""
    series.marker.style = XL_MARKER_STYLE.NONE
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb(colour), Pt(width)
