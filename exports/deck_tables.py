"""Tables as tables: columns as broad as their words need, rows as high as theirs, split over as many slides as it takes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd
from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.tables import MARK
from charts.theme import Theme, exact
from exports.deck_page import Page
from exports.deck_sheet import LINE, TEXT, Area, clean, cut, emu, lines_of, rgb, wide

# Around the words of a cell.
SIDE, ABOVE = 5.0, 3.0
# The style of PowerPoint that draws no line and no ground of its own.
_NUMBER = re.compile(r"[+\u2212-]?[\d\s.,]+%?")
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
# A column is at least and at most so broad before the room is shared out.
LEAST, MOST = 46.0, 330.0
# No slide can hold more.
COLUMNS = 10
# An address stands behind the words of a cell; a slide has no room for it.
LINK = "Link"
LEFT_OUT = (MARK, LINK, "First day", "Last day", "Summary")
# The cell that takes the address: the first of these that the table has.
LINKED = ("Publisher", "Document")


@dataclass(frozen=True)
class Row:
    """Cells in words, and the address of the source where there is one."""

    cells: Sequence[str]
    link: str = ""


def words(value: Any) -> str:
    """A cell in words: numbers with every digit, days as days, yes for true."""
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime, date)):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        return str(value) if abs(value) < 10_000 else exact(float(value))
    return clean(value)


def cells(frame: pd.DataFrame) -> tuple[list[str], list[Row]]:
    """Headings and rows in words; columns that hold nothing, and those beyond what a slide can hold, are left out."""
    kept = [c for c in frame.columns if c not in LEFT_OUT and any(words(v) for v in frame[c])][:COLUMNS]
    links = [_address(value) for value in frame[LINK]] if LINK in frame else [""] * len(frame)
    rows = frame[kept].itertuples(index=False, name=None)
    return [str(c) for c in kept], [Row([words(v) for v in row], link) for row, link in zip(rows, links, strict=True)]


def _address(value: Any) -> str:
    """An address of the web; others could run something on the machine of whoever clicks."""
    text = words(value).strip()
    return text if text.startswith(("https://", "http://")) else ""


def parts(heads: Sequence[str], rows: Sequence[Row], area: Area) -> Iterator[tuple[list[float], list[Row]]]:
    """The breadth of the columns and the rows of each slide; a cell that no slide could hold is cut at a word."""
    broad = _breadths(heads, [row.cells for row in rows], area.wide)
    room = area.high - _high(heads, broad)
    part: list[Row] = []
    taken = 0.0
    for row in rows:
        row = replace(row, cells=[_shortened(cell, broad[at], room) for at, cell in enumerate(row.cells)])
        high = _high(row.cells, broad)
        if part and taken + high > room:
            yield broad, part
            part, taken = [], 0.0
        part.append(row)
        taken += high
    if part:
        yield broad, part


def draw(page: Page, heads: Sequence[str], broad: Sequence[float], rows: Sequence[Row], told: str) -> Any:
    """One table at the top of the free area."""
    area, look = page.area, page.look
    highs = [_high(row.cells, broad) for row in (Row(heads), *rows)]
    numbers = [all(_NUMBER.fullmatch(row.cells[at]) for row in rows if row.cells[at]) for at in range(len(heads))]
    linked = next((heads.index(name) for name in LINKED if name in heads), 0)
    frame = page.slide.shapes.add_table(
        len(rows) + 1, len(heads), emu(area.x), emu(area.y), emu(sum(broad)), emu(sum(highs))
    )
    box = frame._element.xpath(".//p:cNvPr")[0]
    box.set("name", "Table")
    box.set("descr", clean(told))
    table = frame.table
    style = table._tbl.tblPr
    style.find(qn("a:tableStyleId")).text = _PLAIN
    style.set("bandRow", "0")
    for at, breadth in enumerate(broad):
        table.columns[at].width = emu(breadth)
    for number, row in enumerate((Row(heads), *rows)):
        table.rows[number].height = emu(highs[number])
        for at, text in enumerate(row.cells):
            cell = table.cell(number, at)
            cell.margin_left = cell.margin_right = emu(SIDE)
            cell.margin_top = cell.margin_bottom = emu(ABOVE)
            cell.vertical_anchor = MSO_ANCHOR.BOTTOM if number == 0 else MSO_ANCHOR.TOP
            paragraph = cell.text_frame.paragraphs[0]
            if numbers[at]:
                paragraph.alignment = PP_ALIGN.RIGHT
            # An empty cell is as high as its type: that of the others.
            paragraph._p.get_or_add_endParaRPr().set("sz", str(int(TEXT * 100)))
            if text:
                _write(paragraph.add_run(), text, number == 0, look, row.link if at == linked else "")
            _rule(cell, look.text if number == 0 else look.line, 1.25 if number == 0 else 0.5)
    return table


def _write(run: Any, text: str, heading: bool, look: Theme, link: str) -> None:
    run.text = text.replace("\n", " ")
    run.font.size = Pt(TEXT)
    run.font.bold = heading or None
    if link:
        run.hyperlink.address = link
    else:
        run.font.color.rgb = rgb(look.muted if heading else look.text)


def _rule(cell: Any, colour: str, width: float) -> None:
    """A line under the cell."""
    told = cell._tc.get_or_add_tcPr()
    line = etree.Element(qn("a:lnB"), w=str(round(width * 12700)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=colour[1:].upper())
    told.insert(0, line)


def _breadths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Broad enough for the words where there is room; else the long ones share what the short ones leave."""
    wanted = []
    least = []
    for at, head in enumerate(heads):
        texts = [row[at] for row in rows]
        word = max((wide(w, TEXT) for text in (head, *texts) for w in text.split(" ")), default=0.0)
        least.append(min(max(word + 2 * SIDE + 2, LEAST), MOST / 2))
        longest = max((wide(text, TEXT) for text in (head, *texts)), default=0.0) + 2 * SIDE + 2
        mean = sum(wide(text, TEXT) for text in texts) / max(1, len(texts)) + 2 * SIDE
        wanted.append(max(least[-1], min(longest, MOST, 1.5 * mean + 20)))
    spare = room - sum(least)
    if spare <= 0:
        return [breadth * room / sum(least) for breadth in least]
    over = [want - low for want, low in zip(wanted, least, strict=True)]
    share = min(1.0, spare / sum(over)) if sum(over) else 0.0
    found = [low + more * share for low, more in zip(least, over, strict=True)]
    # What is left goes to all of them, to each by what it has to say.
    left = room - sum(found)
    return [breadth + left * want / sum(wanted) for breadth, want in zip(found, wanted, strict=True)]


def _high(row: Sequence[str], broad: Sequence[float]) -> float:
    return (
        max(lines_of(text, breadth - 2 * SIDE, TEXT) for text, breadth in zip(row, broad, strict=True)) * TEXT * LINE
        + 2 * ABOVE
    )


def _shortened(text: str, breadth: float, room: float) -> str:
    most = int((room - 2 * ABOVE) // (TEXT * LINE))
    if lines_of(text, breadth - 2 * SIDE, TEXT) <= most:
        return text
    return cut(text, (breadth - 2 * SIDE) * most * 0.85, TEXT)
