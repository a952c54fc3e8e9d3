"""The brief, opened again: real headings, header rows that repeat, words for each picture, and two pages where LibreOffice can say so."""

import io
import subprocess
from pathlib import Path

import duckdb
import pypdf
import pytest
from docx import Document
from docx.shared import Mm

from exports import brief, gallery
from tests.exports.test_month_book import ABOUT, asked_of


@pytest.fixture(scope="module")
def made(project: duckdb.DuckDBPyConnection) -> bytes:
    return brief.make(asked_of(project, "2024-03"), ABOUT)


def test_it_holds_visuals_events_findings_and_citation(made: bytes, project: duckdb.DuckDBPyConnection) -> None:
    book = Document(io.BytesIO(made))
    assert abs(book.sections[0].page_width - Mm(210)) < Mm(1)
    assert [p.text for p in book.paragraphs if p.style.name == "Heading 2"] == [
        "Key events",
        "Findings",
        "About this brief",
    ]
    shown = gallery.month(asked_of(project, "2024-03"))
    pictures = book.element.body.xpath(".//wp:docPr")
    assert sorted(picture.get("descr") for picture in pictures) == sorted(one.alt for one in shown)
    rows = [" ".join(cell.text for cell in row.cells) for row in book.tables[0].rows]
    for one in shown:
        assert any(one.title in text and one.measure in text and one.source in text for text in rows)
    for table in book.tables[1:]:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert all(cell.text for row in table.rows for cell in row.cells)
    told = "\n".join(p.text for p in book.paragraphs)
    assert ABOUT.cite() in told and ABOUT.filters in told and ABOUT.version in told and "2031-02-01 08:30 UTC" in told


def test_a_month_of_few_events_has_a_brief(invented: duckdb.DuckDBPyConnection) -> None:
    assert Document(io.BytesIO(brief.make(asked_of(invented, "2031-01"), ABOUT))).tables


def test_it_is_two_pages(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(made)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
    ]
    subprocess.run(
        [*command, str(tmp_path), str(tmp_path / "brief.docx")], check=True, capture_output=True, timeout=120
    )
    assert len(pypdf.PdfReader(tmp_path / "brief.pdf").pages) == 2
