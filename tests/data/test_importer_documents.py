"""Documents of the importer: what is read from each form, and that a hostile file ends in one sentence, soon. All texts are invented."""

import sys
import zipfile
from pathlib import Path
from time import perf_counter

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from pypdf import PdfReader, PdfWriter

from data import texts
from data.importer import documents
from data.importer.documents import NotAReview

TEXTS = Path(__file__).parent.parent / "fixtures" / "texts"
PAGES = """Lantern Review

   The first ferry crossed the lake on 3 May with a new bat-
tery, and a second one followed after the long-
term trial, which had begun in the winter of the year
before, when nobody had yet seen the ice of the north

Page 1
Lantern Review

bay so thin. The crew came home.
   A second paragraph begins here.

Page 2
Lantern Review

   A third one ends the text.
"""


def read(folder: Path, name: str, content: bytes) -> documents.Document:
    (folder / name).write_bytes(content)
    return documents.read(folder / name)


def test_pages_are_put_together(tmp_path: Path) -> None:
    found = [one.text for one in read(tmp_path, "a.txt", PAGES.encode()).paragraphs]
    assert found == [
        "Lantern Review",
        "The first ferry crossed the lake on 3 May with a new battery, and a second one followed after the long-term trial, which had "
        "begun in the winter of the year before, when nobody had yet seen the ice of the north bay so thin. The crew came home.",
        "A second paragraph begins here.",
        "A third one ends the text.",
    ]


def test_links_of_markdown_keep_their_place(tmp_path: Path) -> None:
    text = "# News\n\nOn 3 May [a ferry](https://a.example/x) met **[a boat](https://b.example/y)** [twice](javascript:alert(1)).\n"
    paragraph = read(tmp_path, "a.md", text.encode()).paragraphs[1]
    assert [(paragraph.text[link.start : link.end], link.url) for link in paragraph.links] == [
        ("a ferry", "https://a.example/x"),
        ("a boat", "https://b.example/y"),
    ]


def test_links_and_tables_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Budget", 1)
    paragraph = document.add_paragraph("See ")
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        document.part.relate_to(
            "https://c.example/z", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        ),
    )
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "the notice"
    run.append(words)
    link.append(run)
    paragraph._p.append(link)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Education", "12.5"
    document.save(str(tmp_path / "a.docx"))
    found = documents.read(tmp_path / "a.docx").paragraphs
    assert [one.text for one in found] == ["Budget", "See the notice", "| Education | 12.5 |"]
    assert found[1].links == [documents.Link(4, 14, "https://c.example/z")]


@pytest.mark.parametrize(
    ("form", "encoding"), [("UTF-16", "utf-16"), ("UTF-16LE", "utf-16-le"), ("Windows-1252", "cp1252")]
)
def test_another_encoding_is_read_with_a_warning(tmp_path: Path, form: str, encoding: str) -> None:
    found = read(
        tmp_path, "a.txt", "The café of São Tomé opened on 3 May in the harbour, as was planned.".encode(encoding)
    )
    assert "café of São Tomé" in found.paragraphs[0].text
    assert form in found.warnings[0]


def test_signs_that_nobody_sees_are_removed_and_markup_stays_text(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.txt", "On 3\u200b May\u202e <script>alert(1)</script>\x07 =HYPERLINK(1) was read.".encode()
    )
    assert found.paragraphs[0].text == "On 3 May <script>alert(1)</script> =HYPERLINK(1) was read."


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<a>" + b"\0" * 300_000_000)


def locked(path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(TEXTS / "source.pdf"))
    writer.encrypt("secret")
    writer.write(path)


def many_pages(path: Path) -> None:
    writer = PdfWriter()
    for _ in range(3000):
        writer.add_blank_page(200, 200)
    writer.write(path)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


HOSTILE = [
    ("a.docx", bomb, "unpacks to far more than a text"),
    ("a.docx", lambda path: path.write_bytes(b"PK\x03\x04 broken"), "no Word file, damaged"),
    ("a.pdf", locked, "locked with a password"),
    ("a.pdf", lambda path: path.write_bytes((TEXTS / "source.pdf").read_bytes()[:900]), "damaged"),
    ("a.pdf", many_pages, "more than 300 pages"),
    ("a.txt", large, "larger than 50 MB"),
    ("a.txt", lambda path: path.write_bytes("Обзор науки Китая. ".encode("cp1251") * 40), "save it as UTF-8"),
    ("a.txt", lambda path: path.write_bytes(b"\x7fELF" + b"ab\0c" * 40), "no text but a file of another kind"),
    ("a.txt", lambda path: path.write_bytes(b"word " * 200_000), "longer than 150,000 characters"),
    ("a.txt", lambda path: path.write_bytes(b"  \n"), "there is no text in it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "sentence"), HOSTILE, ids=[told for _, _, told in HOSTILE])
def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path, name: str, make, sentence: str) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / name)
    started = perf_counter()
    with pytest.raises(texts.Unreadable, match=sentence):
        documents.read(tmp_path / name)
    assert perf_counter() - started < 10
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sleeps").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "sleeps").chmod(0o755)
    monkeypatch.setattr(documents, "MOST_S", 0.3)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "sleeps"))
    with pytest.raises(texts.Unreadable, match="took longer than"):
        read(tmp_path, "a.txt", b"words")


def test_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAReview, match=r"a review is read from \.txt, \.md, \.pdf, \.docx"):
        read(tmp_path, "a.html", b"<p>words</p>")


def test_a_short_sentence_without_its_full_stop_is_no_heading(tmp_path: Path) -> None:
    text = "SCIENCE DIPLOMACY\n\nA wind farm went into service in Kenya on 9 September\n\nOther News of September\n\nIt runs.\n"
    found = read(tmp_path, "a.txt", text.encode()).paragraphs
    assert [(one.text, one.heading) for one in found] == [
        ("SCIENCE DIPLOMACY", True),
        ("A wind farm went into service in Kenya on 9 September", False),
        ("Other News of September", True),
        ("It runs.", False),
    ]


def test_a_paragraph_ends_before_the_mark_of_its_note_or_its_source(tmp_path: Path) -> None:
    for end in (".7", ". [7]", ". (Source)", ".\u201d3"):
        text = f"DIPLOMACY\n\nThe boat was launched in May by the harbour's own school of boats{end}\n\nA second boat followed in June, built by the same school.\n"
        assert len(read(tmp_path, "a.txt", text.encode()).paragraphs) == 3, end


def test_a_line_that_breaks_off_within_a_phrase_is_no_heading(tmp_path: Path) -> None:
    text = "DIPLOMACY\n\nThe company of boats and the school of\n\nHarbours opened a yard.\n"
    assert [one.heading for one in read(tmp_path, "a.txt", text.encode()).paragraphs][:2] == [True, False]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("The two academies signed an accord on water research", False),
        ("4.2 A seed bank was opened in Lima with guests", False),
        ("4.2 Peru and China opened a seed bank", False),
        ("Its first dish has been turned to the sky", False),
        ("4.2 Space and the deep sea", True),
        ("How the money was spent this month", True),
        ("Bridge opened in Lima after nine years", True),
        ("The Budget Was Made Known This Month", True),
    ],
)
def test_a_line_that_reads_as_a_sentence_is_no_heading(tmp_path: Path, line: str, heading: bool) -> None:
    found = read(tmp_path, "a.txt", f"SCIENCE DIPLOMACY\n\n{line}\n\nIt runs.\n".encode()).paragraphs
    assert found[1].heading is heading


def test_a_text_of_gb_18030_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "review.txt"
    path.write_bytes("科学外交\n\nOn 5 March 2031 the Tsinghua (清华) delegation came.\n".encode("gb18030"))
    read = documents.read(path)
    assert "清华" in read.paragraphs[-1].text and "GB 18030" in read.warnings[0]
    path.write_bytes(("Much was said there. " * 9 + "The café at Évian is open.\n").encode("cp1252"))
    assert "café" in documents.read(path).paragraphs[0].text


def test_a_day_on_the_next_page_is_no_number_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "review.txt"
    path.write_text("Much was said, and the boat came home on August\n\n8. The trust paid for it.\n", encoding="utf-8")
    assert [one.text for one in documents.read(path).paragraphs] == [
        "Much was said, and the boat came home on August 8. The trust paid for it."
    ]


def test_a_lead_and_the_beginning_of_a_sentence_are_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "review.txt"
    path.write_text(
        "Riyadh pays. The Najd Company\n\nCommitted a sum on 2 May to a campus in the desert.\n", encoding="utf-8"
    )
    assert [one.text for one in documents.read(path).paragraphs] == [
        "Riyadh pays. The Najd Company Committed a sum on 2 May to a campus in the desert."
    ]
