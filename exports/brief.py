"""A month on two pages for filing, as a Word document: headline, four visuals, key events with sources, findings, how to cite.

Run as `python -m exports.brief --month 2024-03 --out FILE.docx`.
"""

import io
import sys
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from charts.breakthroughs import when
from charts.overview import SECTIONS
from charts.theme import MARKS, plural, short
from exports import brief_pictures, gallery, month_book
from exports.about import INSTITUTE, About
from exports.exhibits import Asked, Exhibit

PAGE_MM, EDGE_MM = (210, 297), 15
# What two pages have room for; the snapshot and the workbook hold all.
EVENTS, FINDINGS = 9, 5
INSTITUTE_SHORT = "MP-IDSA review"


def make(asked: Asked, about: About) -> bytes:
    """The document as bytes."""
    book = Document()
    _page(book, asked)
    title = f"China science and technology, {asked.chosen.period_words()}"
    properties = book.core_properties
    properties.title, properties.author, properties.comments = title, "MP-IDSA", about.cite()[:255]
    properties.created = properties.modified = about.made.replace(tzinfo=None)
    _small(book, INSTITUTE)
    book.add_heading(title, 1)
    _small(book, f"{about.filters}. Data version {about.version}, made {about.made:%Y-%m-%d %H:%M} UTC.")
    shown = gallery.month(asked)
    grid = book.add_table(0, 2)
    grid.autofit = False
    # The map takes the breadth of the page, the others stand side by side.
    wide = [one for one in shown if one.room == "collaboration"]
    half = [one for one in shown if one not in wide]
    rows_of = [half[:2], wide, half[2:]] if len(half) > 1 else [half, wide]
    for row in filter(None, rows_of):
        cells = grid.add_row().cells
        if row == wide:
            _visual(cells[0].merge(cells[1]), wide[0], asked, brief_pictures.BROAD_MM)
            continue
        for cell, one in zip(cells, row, strict=False):
            _visual(cell, one, asked, words=cells[1] if len(row) == 1 else None)
    told = month_book.month_events(asked)
    heading = book.add_heading("Key events", 2)
    heading.paragraph_format.page_break_before = True
    key = list(told.sort_values("source", ascending=False, kind="stable").head(EVENTS).itertuples())
    rows = [
        [
            when(row.starts_on, row.ends_on, row.date_precision),
            f"{SECTIONS[row.section]}: {row.title}",
            f"{MARKS[row.source]} {INSTITUTE_SHORT if row.source == 'review' else row.publisher}, {row.locator}",
        ]
        for row in key
    ]
    table = _table(book, ["Date", "Event", "Source"], rows, (26, 104, 50), asked.look.line)
    for cells, row in zip(table.rows[1:], key, strict=True):
        _open(cells.cells[2].paragraphs[0], row.url)
    if len(told) > EVENTS:
        _small(book, f"{EVENTS} of {len(told)} events, those of the review first; the workbook holds all.")
    found = month_book.findings(asked, told)
    left = found[found.resolution.isna() & (found.severity == "finding")]
    book.add_heading("Findings", 2)
    _small(book, f"{plural(len(left), 'open finding')} about these events, their documents and the budget lines.")
    if len(left) > FINDINGS:
        _small(book, f"{FINDINGS} of them are shown; the workbook holds all.")
    if len(left):
        rows = [[short(r.name, 60), short(r.message, 150)] for r in left.head(FINDINGS).itertuples()]
        _table(book, ["About", "Finding"], rows, (56, 124), asked.look.line)
    book.add_heading("About this brief", 2)
    _small(book, f"◆ the review, ● context reporting. {asked.boundaries.note}")
    for line in about.lines()[3:]:
        _small(book, line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _page(book: Any, asked: Asked) -> None:
    section = book.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(EDGE_MM)
    look = asked.look
    for name, size, colour in (
        ("Normal", 10, look.text),
        ("Heading 1", 18, look.accent),
        ("Heading 2", 13, look.accent),
        ("Heading 3", 11, look.text),
    ):
        style = book.styles[name]
        style.font.size, style.font.name = Pt(size), "Calibri"
        style.font.color.rgb = RGBColor.from_string(colour[1:])
        style.paragraph_format.space_after, style.paragraph_format.space_before = (
            Pt(3),
            Pt(0 if name == "Normal" else 6),
        )


def _small(at: Any, words: str) -> None:
    paragraph = at.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(words).font.size = Pt(8.5)


def _visual(cell: Any, one: Exhibit, asked: Asked, wide_mm: int = 84, words: Any = None) -> None:
    """Takeaway and picture, and below them or in the cell `words` what is measured, and where it is from."""
    heading = cell.paragraphs[0]
    heading.style = "Heading 3"
    heading.add_run(one.title)
    picture = cell.add_paragraph().add_run().add_picture(io.BytesIO(brief_pictures.draw(one, asked)), width=Mm(wide_mm))
    picture._inline.docPr.set("descr", one.alt)
    picture._inline.docPr.set("title", one.title)
    doubts = f" {plural(one.findings, 'open finding')} about what is drawn." if one.findings else ""
    note = asked.boundaries.short_note.split(";")[0] + "; note overleaf." if one.room == "collaboration" else ""
    if one.room in ("breakthroughs", "diplomacy") and len(one.frame) > brief_pictures.ROWS:
        note = f"At most {brief_pictures.ROWS} rows are drawn."
    _small(words or cell, f"{one.measure} Source: {one.source}.{doubts} {note}")


def _table(book: Any, headings: list[str], rows: list[list[str]], widths_mm: tuple[int, ...], line: str) -> Any:
    table = book.add_table(1, len(headings))
    _ruled(table, line)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, wide in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(wide)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for number, words in enumerate([headings, *rows]):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, text, wide in zip(cells, words, widths_mm, strict=True):
            cell.width = Mm(wide)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.font.bold = Pt(8.5), number == 0
    return table


def _ruled(table: Any, colour: str) -> None:
    """Thin lines between the rows, none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", colour[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _open(paragraph: Any, url: object) -> None:
    """Let the words of a paragraph lead to a web address, where one is recorded."""
    if not (isinstance(url, str) and url.startswith(("https://", "http://"))):
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for run in paragraph.runs:
        run.font.underline = True
        link.append(run._r)
    paragraph._p.append(link)


if __name__ == "__main__":
    from exports import command

    sys.exit(command.run("brief", make))
