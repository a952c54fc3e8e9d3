"""A document's own text, where it lies beside its folder: the passage that a locator names, and where printed words stand in it.

The text is a source.txt, .md, .pdf or .docx that is not shipped. A file that cannot be read is told, never guessed at.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data import load

if TYPE_CHECKING:
    from pypdf import PageObject

FORMS = (".txt", ".md", ".pdf", ".docx")
# A file far beyond any report is no text of a document.
MOST_BYTES = 50_000_000

_LOCATOR = re.compile(r"(?P<heading>.+?), paragraphs? (?P<first>\d+)(?:[-\N{EN DASH}](?P<last>\d+))?")
_HEADING_WORDS = 14
HEADING_LINES = 3
_ENDS = re.compile(r"[.!?:;\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*(?:\[\d+\])*$")
_BULLET = re.compile(r"[-*+\u2022\u25aa\u25cf]\s+")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_RULER = re.compile(r"[-*_= ]{3,}")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-\u2013\u2014]\s*\d{1,4}\s*[-\u2013\u2014]", re.IGNORECASE
)
_SAME = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    }
)  # fmt: skip
_UNSEEN = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}


# Every print with the place where it should stand; a correction says only in which document.
_PRINTS = """
select 'event' as subject_kind, event_id as subject_id, locator, as_printed from event where document_id = $document
union all
select 'figure', figure_id, locator, as_printed from figure where document_id = $document
union all
select 'figure', figure_id, locator, as_printed from claim where document_id = $document
union all
select 'event', event_id, locator, o.as_printed from event_organisation o join event using (event_id) where document_id = $document
union all
select 'event', event_id, locator, p.as_printed from event_person p join event using (event_id) where document_id = $document
union all
select c.subject_kind::varchar, c.subject_id, null, c.printed from correction c
where (c.subject_kind = 'document' and c.subject_id = $document)
    or exists (select 1 from event e where c.subject_kind = 'event' and e.event_id = c.subject_id and e.document_id = $document)
    or exists (select 1 from figure f where c.subject_kind = 'figure' and f.figure_id = c.subject_id and f.document_id = $document)
"""
_LOCATORS = """
select locator from event where document_id = $document union select locator from figure where document_id = $document
union select locator from claim where document_id = $document union select locator from event_source where document_id = $document
order by locator"""
# What the checks of texts read: prints that do not stand where they should.
_UNPRINTED = """create temp table unprinted (subject_kind subject_kind, subject_id varchar, document_id varchar, locator varchar,
    part varchar, elsewhere boolean)"""


class Unreadable(Exception):
    """A text that cannot be read, as a sentence that says how to mend it."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `heading` is whether it stands alone as a heading would; `listed` whether it is a point of a list."""

    words: str
    heading: bool
    listed: bool = False


def beside(folder: Path) -> list[Path]:
    """Texts that lie in a folder, one per form."""
    return [path for form in FORMS if (path := folder / f"source{form}").is_file()]


def insert(con: duckdb.DuckDBPyConnection, sources: Path) -> None:
    """Fill source_text and passage, and the temporary table of prints that were not found. Raises BadData for two texts in one folder."""
    con.execute(_UNPRINTED)
    for folder, document in load.own_documents(sources):
        texts = beside(folder)
        if len(texts) > 1:
            names = ", ".join(path.name for path in texts)
            raise load.BadData([f"{folder}: {names} all lie here; keep one text of the document"])
        for path in texts:
            problem, found = "", []
            try:
                found = read(path)
            except Unreadable as error:
                problem = str(error)
            con.execute(
                "insert into source_text values (?, ?, ?, nullif(?, ''))", [document, path.name, len(found), problem]
            )
            if found:
                _resolve(con, document, found)


def _resolve(con: duckdb.DuckDBPyConnection, document: str, paragraphs: list[Paragraph]) -> None:
    """Passages of all locators of a document, and prints that they lack."""
    about = {"document": document}
    words = {locator: locate(paragraphs, locator) for (locator,) in con.execute(_LOCATORS, about).fetchall()}
    if known := [(document, locator, text) for locator, text in words.items() if text is not None]:
        con.executemany("insert into passage values (?, ?, ?)", known)
    whole = "\n\n".join(paragraph.words for paragraph in paragraphs)
    missing = []
    for kind, subject, locator, as_printed in con.execute(_PRINTS, about).fetchall():
        text = whole if locator is None else words[locator]
        if text is not None:
            missing += [
                (kind, subject, document, locator, part, not absent(whole, part)) for part in absent(text, as_printed)
            ]
    if missing:
        con.executemany("insert into unprinted values (?, ?, ?, ?, ?, ?)", missing)


def read(path: Path) -> list[Paragraph]:
    """Paragraphs of a text in order. Raises Unreadable."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"the file is larger than {MOST_BYTES // 1_000_000} MB; keep only the document's text")
    found = {".pdf": _pdf, ".docx": _docx}.get(path.suffix, _plain)(path)
    if not any(paragraph.words for paragraph in found):
        raise Unreadable("there is no text in it; a scan must be put through text recognition first")
    return found


def locate(paragraphs: list[Paragraph], locator: str) -> str | None:
    """Words of the place that a locator such as "Science Diplomacy, paragraph 2" names, or None when it names none.

    A heading that stands twice (in a list of contents and above its section) is the one with enough paragraphs below it.
    """
    if locator.casefold() in {"whole report", "whole text"}:
        return "\n\n".join(paragraph.words for paragraph in paragraphs)
    told = _LOCATOR.fullmatch(locator)
    heading = _alike(told["heading"] if told else locator)
    for place in range(len(paragraphs)):
        below = _below(paragraphs[place:], heading)
        if not told and below:
            return "\n\n".join(below)
        if told:
            first, last = int(told["first"]), int(told["last"] or told["first"])
            if 1 <= first <= last <= len(below):
                return "\n\n".join(below[first - 1 : last])
    return None


def _below(paragraphs: list[Paragraph], heading: str) -> list[str]:
    """Paragraphs under a heading, where these begin with it; a heading of several lines may have come as several."""
    for lines in range(1, HEADING_LINES + 1):
        above = paragraphs[:lines]
        if not above[0].listed and _alike(" ".join(paragraph.words for paragraph in above)) == heading:
            return _section(paragraphs[lines:])
        if not all(paragraph.heading for paragraph in above):
            break
    return []


def spans(words: str, as_printed: str | None) -> list[tuple[int, int]]:
    """Where the parts of a print ("; " between them) stand in a passage, as first and last + 1 character; absent parts are left out."""
    plain, places = _normal(words)
    found = []
    for part in parts(as_printed):
        at = _find(plain, _normal(part)[0])
        if at is not None:
            found.append((places[at[0]], places[at[1] - 1] + 1))
    return sorted(found)


def absent(words: str, as_printed: str | None) -> list[str]:
    """Parts of a print that do not stand in a passage; case, white space, dashes and quotes do not count."""
    plain, _ = _normal(words)
    return [part for part in parts(as_printed) if _find(plain, _normal(part)[0]) is None]


def parts(as_printed: str | None) -> list[str]:
    """The single prints that a value as printed holds."""
    return [part.strip() for part in unicodedata.normalize("NFC", as_printed or "").split("; ") if part.strip()]


def _find(plain: str, part: str) -> tuple[int, int] | None:
    """Place of a part that begins and ends with whole words and numbers: 11.9% is not found in 111.9%."""
    if not part:
        return None
    before = r"(?<!\w)(?<!\d[.,])" if part[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if part[-1].isalnum() else ""
    # A line that was broken inside a word may have left its hyphen there.
    hyphenated = "".join(
        re.escape(letter) + ("-?" if letter.isalpha() and follower.isalpha() else "")
        for letter, follower in zip(part, [*part[1:], ""], strict=True)
    )
    at = re.search(before + hyphenated + after, plain)
    return at.span() if at else None


@lru_cache(maxsize=256)
def _normal(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in one case, with one kind of dash, quote and space, and for each character the place it came from."""
    kept: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if ord(letter) in _UNSEEN:
            continue
        for one in unicodedata.normalize("NFKC", letter.translate(_SAME)).casefold():
            sign = " " if one.isspace() else one
            # No space is kept twice, nor at the start.
            if sign == " " and (not kept or kept[-1] == " "):
                continue
            kept.append(sign)
            places.append(place)
    while kept and kept[-1] == " ":
        kept.pop()
        places.pop()
    return "".join(kept), tuple(places)


def _alike(heading: str) -> str:
    return _normal(heading)[0].strip(" .:")


def _section(following: list[Paragraph]) -> list[str]:
    """Paragraphs up to the next heading."""
    below = []
    for paragraph in following:
        if paragraph.heading:
            break
        below.append(paragraph.words)
    return below


def _plain(path: Path) -> list[Paragraph]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\f", "\n\n")
    # Lines beyond any margin are whole paragraphs, with or without an empty line between them.
    whole = max(map(len, text.split("\n"))) > 300
    return _paragraphs(text.split("\n") if whole else re.split(r"\n[ \t]*\n", text))


def _pdf(path: Path) -> list[Paragraph]:
    # Imported here: most builds read no PDF, and start sooner without it.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(path)
        if document.is_encrypted and not document.decrypt(""):
            raise Unreadable("the PDF is locked with a password; save a copy without one")
        pages = [_lines(page) for page in document.pages]
    except Unreadable:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # A damaged file breaks pypdf in many ways.
        raise Unreadable(f"the PDF is damaged ({type(error).__name__}: {error}); export it again") from error
    return _paragraphs(list(_blocks(_without_running_heads(pages))))


def _lines(page: "PageObject") -> list[str]:
    """Lines of a page in reading order, an empty one where the print leaves a gap.

    The plain way keeps columns apart, the way by layout knows the gaps: the first gives the lines, the second the gaps.
    """
    laid_out = [" ".join(line.split()) for line in page.extract_text(extraction_mode="layout").splitlines()]
    before_gap = {line for line, follower in pairwise(laid_out) if line and not follower}
    after_gap = {follower for line, follower in pairwise(laid_out) if follower and not line}
    lines: list[str] = []
    for line in (" ".join(text.split()) for text in page.extract_text().splitlines()):
        if line in after_gap and lines and lines[-1]:
            lines.append("")
        lines.append(line)
        if line in before_gap:
            lines.append("")
    return lines


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the first and last lines that most pages share."""
    filled = [[line for line in page if line] for page in pages]
    edges = Counter(alike for page in filled for alike in {re.sub(r"\d+", "#", line) for line in page[:2] + page[-2:]})
    running = {alike for alike, count in edges.items() if len(pages) >= 2 and count > len(pages) / 2}
    return [
        [line for line in page if re.sub(r"\d+", "#", line) not in running and not _PAGE_NUMBER.fullmatch(line)]
        for page in pages
    ]


def _blocks(pages: list[list[str]]) -> Iterator[str]:
    """Lines of a PDF as paragraphs: one ends at a gap and before a short line without an end.

    Where the print has no gaps, one ends with a sentence that ends in a short line.
    """
    gaps = sum("" in page for page in pages) > len(pages) / 2
    lines = [line for page in pages for line in [*page, ""]]
    width = max(map(len, lines), default=0)
    block: list[str] = []
    for place, line in enumerate(lines):
        heads = _may_be_heading(line) and len(line) < 0.8 * width and line[:1].isupper()
        set_apart = not any(lines[place + 1 : place + 2])
        if block and heads and (_ENDS.search(block[-1]) or (set_apart and _BULLET.match(block[0]))):
            yield "\n".join(block)
            block = []
        if line:
            block.append(line)
        follower = next((other for other in lines[place + 1 :] if other), "")
        ended = not gaps and _ENDS.search(line) and len(line) < 0.9 * width
        if block and (not line or ended or (heads and len(block) == 1 and follower[:1].isupper())):
            yield "\n".join(block)
            block = []


def _docx(path: Path) -> list[Paragraph]:
    from zipfile import BadZipFile, ZipFile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > 4 * MOST_BYTES:
                raise Unreadable("the Word file unpacks to far more than a text; keep only the document's text")
        document = Document(str(path))
        return _paragraphs(
            [("- " if "List" in (p.style.name if p.style else "") else "") + p.text for p in document.paragraphs],
            {p.text.strip() for p in document.paragraphs if p.style and p.style.name.startswith(("Heading", "Title"))},
        )
    except (PackageNotFoundError, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as error:
        raise Unreadable(
            f"no Word file, damaged, or locked with a password ({type(error).__name__}); save a copy as .docx without one"
        ) from error


def _may_be_heading(words: str) -> bool:
    return len(words.split()) <= _HEADING_WORDS and not _ENDS.search(words)


def _paragraphs(blocks: list[str], styled: set[str] | None = None) -> list[Paragraph]:
    """Blocks of lines as paragraphs: marks taken away, parts that a page break tore apart put together."""
    found: list[Paragraph] = []
    for raw in (item for block in blocks for item in _items(block)):
        words = _cleaned(raw)
        if not words or _PAGE_NUMBER.fullmatch(words) or _RULER.fullmatch(words):
            continue
        listed = bool(_BULLET.match(raw))
        marked = raw.startswith("#") or words in (styled or ())
        before = found[-1] if found else None
        if before and not (marked or listed) and _is_torn(before, words):
            found[-1] = Paragraph(f"{before.words}{'' if before.words.endswith('-') else ' '}{words}", False)
        else:
            found.append(Paragraph(words, not listed and (marked or _may_be_heading(words)), listed))
    return found


def _is_torn(before: Paragraph, words: str) -> bool:
    """Whether a paragraph goes on in the words after a break of the page."""
    if before.listed or _ENDS.search(before.words):
        return False
    if before.heading:
        return words[:1].islower() and before.words.split()[-1][:1].islower()
    return words[:1].islower() or (len(before.words.split()) > _HEADING_WORDS and not _may_be_heading(words))


def _items(block: str) -> Iterator[str]:
    """A block as one run of lines, or one per point where it is a list or holds a Markdown heading."""
    lines: list[str] = []
    for line in map(str.strip, block.split("\n")):
        alone = line.startswith("#")
        if lines and (alone or (_BULLET.match(line) and _BULLET.match(lines[0]))):
            yield "\n".join(lines)
            lines = []
        if alone:
            yield line
        elif line and not (lines and _RULER.fullmatch(line)):
            lines.append(line)
    if lines:
        yield "\n".join(lines)


def _cleaned(text: str) -> str:
    """The words alone: without marks of Markdown, numbers of paragraphs, soft hyphens, and the breaks of lines."""
    text = unicodedata.normalize("NFC", re.sub(r"\u00ad\s*\n\s*", "", text)).translate(_UNSEEN)
    text = re.sub(r"^(?:#+\s+|>\s?)", "", text)
    for mark in (_BULLET, _NUMBER):
        if found := mark.match(text):
            text = text[found.end() :]
    text = re.sub(r"(?<=\w-)\n(?=[a-z])", "", text)
    text = re.sub(r"!?\[((?:\\.|[^\]\\])*)\]\((?:\\.|[^()\\]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!$&~<>|])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()
