"""A document's own text: what a locator names, where a print stands, and files that cannot be read."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data import build, load, passages, texts
from tests.conftest import FIXTURES

TEXTS = FIXTURES / "texts"
FORMS = ("source.txt", "source.docx", "source.pdf")
ENDS = {
    "Budget, paragraph 1": "as it was made up for a test.",
    "Projects, paragraph 1": "Its director spoke of a year\u2010long effort.",
    "Projects, paragraph 2": "before the month ends.",
    "Breakthroughs, paragraph 1": "switched off by those who had sent it.",
}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "facts"))


def put(facts: Path, name: str) -> Path:
    return Path(shutil.copy(TEXTS / name, facts / "issues/2031-01" / name))


def found(facts: Path, sql: str) -> list[tuple[str, ...]]:
    with duckdb.connect(str(build.build(facts, facts / "built").file), read_only=True) as con:
        return con.execute(sql).fetchall()


TEXT_FINDINGS = """select rule, subject_id, message from finding
where rule in ('locator_not_found', 'print_not_found', 'superlative_not_entered', 'text_unreadable') order by all"""


@pytest.mark.parametrize("name", FORMS)
def test_locators_resolve_in_every_form(name: str) -> None:
    paragraphs = texts.read(TEXTS / name)
    for locator, end in ENDS.items():
        words = passages.locate(paragraphs, locator)
        assert words is not None and words.endswith(end), locator
        assert "\n" not in words and "[" not in words.replace("[sic]", "") and "\u00ad" not in words
    assert passages.locate(paragraphs, "Projects, paragraph 3") is None
    assert passages.locate(paragraphs, "Projects, paragraph 0") is None
    assert passages.locate(paragraphs, "Diplomacy, paragraph 1") is None
    both = passages.locate(paragraphs, "Projects, paragraphs 1-2")
    assert both and both.count("\n\n") == 1
    assert both == passages.locate(paragraphs, "Projects")


@pytest.mark.parametrize("name", FORMS)
def test_a_build_proves_locators_and_prints(facts: Path, name: str) -> None:
    put(facts, name)
    events = facts / "issues/2031-01/events.csv"
    assert found(facts, "select document_id, file, problem from source_text") == [("review-2031-01", name, None)]
    assert [locator for (locator,) in found(facts, "select locator from passage order by 1")] == [
        "Breakthroughs, paragraph 1",
        "Budget, paragraph 1",
        "Projects, paragraph 1",
    ]
    claim = [
        (
            "superlative_not_entered",
            "review-2031-01",
            'Nobody entered the claim "largest rise of the two lines that the review prints".',
        )
    ]
    assert found(facts, TEXT_FINDINGS) == claim
    text = events.read_text()
    events.write_text(
        text.replace("on 5 January", "on 6 January; reached the Moon").replace(
            '"Projects, paragraph 1"', '"Projects, paragraph 7"'
        )
    )
    assert found(facts, TEXT_FINDINGS) == [
        ("locator_not_found", "2031-01-lab", '"Projects, paragraph 7" names no place in the text.'),
        ("print_not_found", "2031-01-probe", '"on 6 January" does not stand in the text.'),
        *claim,
    ]
    events.write_text(text.replace("on 5 January", "on 10 January"))
    assert found(facts, TEXT_FINDINGS)[0] == (
        "print_not_found",
        "2031-01-probe",
        '"on 10 January" does not stand in the passage, but elsewhere in the text.',
    )


def test_without_the_text_nothing_is_proved_and_what_was_resolved_stays(facts: Path) -> None:
    (facts / "issues/2031-01/resolutions.csv").write_text(
        "rule,subject_kind,subject_id,note,resolved_by,resolved_on\n"
        "superlative_not_entered,document,review-2031-01,Two lines are no list.,Invented editor,2031-03-02\n"
    )
    assert found(facts, TEXT_FINDINGS) == []
    put(facts, "source.txt")
    assert found(facts, "select resolution from finding where rule = 'superlative_not_entered'") == [
        ("Two lines are no list.",)
    ]


def test_a_changed_text_is_a_new_version(facts: Path) -> None:
    before = build.fingerprint(facts)
    text = put(facts, "source.txt")
    between = build.fingerprint(facts)
    text.write_text(text.read_text() + "\nMore.\n")
    assert len({before, between, build.fingerprint(facts)}) == 3


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("source.txt", b"Caf\xe9", "source.txt cannot be read: not UTF-8 text (byte 3); save it as UTF-8."),
        ("source.md", b" \n\n", "source.md cannot be read: there is no text in it; a scan must be put through text recognition first."),
        ("source.pdf", b"%PDF-1.7 broken", "source.pdf cannot be read: the PDF is damaged ("),
        ("source.pdf", b"", "source.pdf cannot be read: the PDF is damaged ("),
        ("source.docx", b"PK\x03\x04 broken", "source.docx cannot be read: no Word file, damaged, or locked with a password"),
        ("source.doc", b"old", "source.doc cannot be read: no text of this name is read; save it as source.txt, source.md, source.pdf or source.docx."),
        ("Source.TXT", b"Budget", "Source.TXT cannot be read: no text of this name is read; save it as source.txt"),
        ("source.docx", b"\xd0\xcf\x11\xe0", "source.docx cannot be read: no Word file, damaged, or locked with a password"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_read_is_a_finding_and_the_build_goes_on(
    facts: Path, name: str, content: bytes, told: str
) -> None:
    (facts / "issues/2031-01" / name).write_bytes(content)
    [(rule, subject, message)] = found(facts, TEXT_FINDINGS)
    assert (rule, subject) == ("text_unreadable", "review-2031-01")
    assert message.startswith(told)
    assert found(facts, "select * from passage") == []


@pytest.mark.parametrize("name", ["source.docx", "source.pdf"])
def test_a_text_that_breaks_off_does_not_break_the_build(facts: Path, name: str) -> None:
    whole = (TEXTS / name).read_bytes()
    for part in range(1, 8):
        (facts / "issues/2031-01" / name).write_bytes(whole[: len(whole) * part // 8])
        found(facts, TEXT_FINDINGS)


def test_a_locked_pdf_says_so(facts: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(TEXTS / "source.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(facts / "issues/2031-01/source.pdf")
    assert found(facts, "select message from finding where rule = 'text_unreadable'") == [
        ("source.pdf cannot be read: the PDF is locked with a password; save a copy without one.",)
    ]


def test_two_texts_of_one_document_are_refused(facts: Path) -> None:
    put(facts, "source.txt")
    put(facts, "source.pdf")
    with pytest.raises(load.BadData, match=r"2031-01: source\.pdf, source\.txt all lie here; keep one"):
        build.build(facts, facts / "built")


def read(tmp_path: Path, text: str) -> list[texts.Paragraph]:
    (tmp_path / "source.md").write_text(text, encoding="utf-8")
    return texts.read(tmp_path / "source.md")


def test_markdown_leaves_only_its_words(tmp_path: Path) -> None:
    text = '# One\n**Bold** and *slanted*, [linked \\(so\\)](https://e.org/a_(b)?c=d "t") for US \\$ 4,\n5 * 6 * 7.\n\nTwo\n===\n\n1. First.\n\n2. Second.\n'
    assert [paragraph.words for paragraph in read(tmp_path, text)] == [
        "One",
        "Bold and slanted, linked (so) for US $ 4, 5 * 6 * 7.",
        "Two",
        "First.",
        "Second.",
    ]


@pytest.mark.parametrize("gap", ["\n\n", "\f", "\n\n12\n\n", "\n\n---\n\n", "\r\n\r\n"])
def test_a_page_break_inside_a_paragraph_is_mended(tmp_path: Path, gap: str) -> None:
    words = passages.locate(
        read(tmp_path, f"Part\n\nIt was launched with a{gap}relay on board.\n\nNext.\n"), "Part, paragraph 1"
    )
    assert words == "It was launched with a relay on board."


def test_long_lines_are_paragraphs_without_an_empty_line_between(tmp_path: Path) -> None:
    long = "word " * 80 + "end."
    paragraphs = read(tmp_path, f"Part\n{long}\nShort one.\n")
    assert passages.locate(paragraphs, "Part, paragraph 2") == "Short one."


def test_a_heading_of_two_lines_is_one(tmp_path: Path) -> None:
    assert (
        passages.locate(
            read(tmp_path, "Research and\n\nDiscoveries\n\nIt is.\n"), "Research and Discoveries, paragraph 1"
        )
        == "It is."
    )


@pytest.mark.parametrize(
    ("words", "part", "stands"),
    [
        ("up 11.9%.", "up 11.9%", True),
        ("up 111.9%.", "11.9%", False),
        ("in 1.11 parts", "1.1", False),
        ("the Sciences of", "Science", False),
        ("from 18\u201322\u00a0March", "from 18-22 March", True),
        ("the \u201cjoint funding\u201d of China\u2019s", '"joint funding" of China\'s', True),
        ("labora-tory in", "Laboratory", True),
        ("Cafe\u0301 opens", "Caf\u00e9", True),
        ("NSFC (Foundation)", "nsfc (foundation)", True),
        ("anything", "", True),
    ],
)
def test_a_print_is_found_whole_in_any_dress(tmp_path: Path, words: str, part: str, stands: bool) -> None:
    [paragraph] = read(tmp_path, f"{words}\n")
    assert (passages.absent(paragraph.words, part) == []) is stands


def test_spans_point_at_the_parts() -> None:
    words = "On 10\u00a0 January it cost 5 euros."
    assert [words[a:b] for a, b in passages.spans(words, "5 euros; on 10 January; nowhere")] == [
        "On 10\u00a0 January",
        "5 euros",
    ]
    assert passages.spans(words, None) == []
