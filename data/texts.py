"""A document's own text as paragraphs, from plain text, Markdown, PDF or Word. It knows nothing of facts and of the database.

A file that cannot be read is told, never guessed at.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

FORMS = (".txt", ".md", ".pdf", ".docx")
# Read by nobody here, but what somebody may well lay there.
OTHER_FORMS = (".doc", ".rtf", ".odt", ".html", ".htm", ".pages")
# A file far beyond any report is no text of a document.
MOST_BYTES = 50_000_000

_HEADING_WORDS = 14
_GOES_ON = re.compile(
    r"\b(?:of|in|on|at|the|a|an|for|with|by|to|from|between|into|its|their|that|which|was|were|is|has|have)$"
)
# An end may be followed by the mark of a note, or by a word in brackets that leads to the source.
_ENDS = re.compile(
    r"[.!?:;\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*(?:\s*\[\d+\]|(?<=[^\W\d_][.!?])\d{1,2}|\s*\([^()]{1,30}\))*$"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?!\d))\b")
_BULLET = re.compile(r"[-*+\u2022\u25aa\u25cf]\s+")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_RULER = re.compile(r"[-*_= ]{3,}")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-\u2013\u2014]\s*\d{1,4}\s*[-\u2013\u2014]", re.IGNORECASE
)
# Soft hyphens, signs without width, signs of direction, and control characters but tab and line breaks.
UNSEEN = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 12, 13)]
)
# Halves that keep their hyphen where a line breaks after it: long-term, solar-powered.
_KEEP_BEFORE = frozenset(
    ["all", "anti", "cross", "deep", "far", "first", "five", "four", "full", "half", "high", "home", "large", "long", "low", "mid", "multi", "near", "new", "next", "non", "one", "open", "post", "pre", "second", "self", "semi", "short", "single", "six", "small", "so", "state", "sub", "super", "third", "three", "two", "ultra", "well", "wide", "zero", "year"]
)  # fmt: skip
_KEEP_AFTER = frozenset(
    ["based", "born", "built", "class", "driven", "free", "friendly", "funded", "grade", "high", "kilometre", "level", "like", "long", "made", "metre", "off", "operation", "operative", "old", "owned", "party", "powered", "quality", "related", "scale", "speed", "step", "style", "tech", "term", "time", "up", "year", "zero"]
)  # fmt: skip


class Unreadable(Exception):
    """A text that cannot be read, as a sentence that says how to mend it."""


# Ends of a line that stop in the middle of a sentence.
_OPEN_END = re.compile(r"(?:,|\b(?:the|of|and|in|an?|to|for|with|by|at|on|from|that|is|was|were|its|their))$")
_MARKS = re.compile(r"^(?:#+\s+|>\s?)")
_ASKS = re.compile(r"(?:How|What|Where|Who|When|Why|Which|Whose)\b")
_SUBJECT = re.compile(
    r"(?:\d[\d.]*\s+)?(?:The|An?|Its?|They|He|She|Both|Two|Three|Four|Five|Researchers|Scientists|Engineers|Experts|Doctors)\s"
)
_WAS = re.compile(
    r"\b(?:was|were|has been|have been|has|had)\s+(?:\w+ly\s+)?(?:\w+ed|begun|built|found|given|held|made|put|sent|set|shown|sold|taken|told|won|written|met|drawn|laid|lent|opened)\b"
)
_DID = re.compile(
    r"\b(?:signed|opened|launched|agreed|visited|met|received|announced|completed|delivered|started|began|published|joined|founded|inaugurated|handed|won|found|built|tested|developed|showed|unveiled|renewed|exchanged|presented|discussed)\s+(?!by\b|in\b)"
)


# A lead of a paragraph and how its first sentence begins: "Riyadh pays. The Najd Company".
_RUN_IN = re.compile(
    r"(?!(?:Section|Part|Chapter|No|Vol|Fig|Table)\b)[A-Z][\w'’-]*(?: [\w'’,-]+){1,8}\. [A-Z][\w'’-]*\b(?!\.)"
)
_MONTH_END = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)$"
)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `heading` is whether it stands alone as a heading would; `listed` whether it is a point of a list."""

    words: str
    heading: bool
    listed: bool = False


def beside(folder: Path) -> list[Path]:
    """Texts that lie in a folder, of a form that is read or of another."""
    forms = {*FORMS, *OTHER_FORMS}
    return sorted(path for path in folder.iterdir() if path.stem.lower() == "source" and path.suffix.lower() in forms)


def read(path: Path) -> list[Paragraph]:
    """Paragraphs of a text in order. Raises Unreadable."""
    if path.suffix not in FORMS or path.stem != "source":
        raise Unreadable(
            f"no text of this name is read; save it as source{', source'.join(FORMS[:-1])} or source{FORMS[-1]}"
        )
    return from_file(path)


def from_file(path: Path) -> list[Paragraph]:
    """Paragraphs of a text of any name; the form is the name's ending. Raises Unreadable."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"the file is larger than {MOST_BYTES // 1_000_000} MB; keep only the document's text")
    found = {".pdf": _pdf, ".docx": _docx}.get(path.suffix.lower(), _plain)(path)
    if not any(paragraph.words for paragraph in found):
        raise Unreadable("there is no text in it; a scan must be put through text recognition first")
    return found


def _plain(path: Path) -> list[Paragraph]:
    try:
        return from_text(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 text (byte {error.start}); save it as UTF-8") from None


def from_text(text: str) -> list[Paragraph]:
    """Paragraphs of plain text or Markdown."""
    lines = _one_run(text.replace("\r\n", "\n").replace("\r", "\n"))
    # Lines beyond any margin are whole paragraphs, with or without an empty line between them.
    if max(map(len, lines), default=0) > 300:
        return _paragraphs(lines)
    blocks = re.split(r"\n[ \t]*\n", "\n".join(lines))
    return _paragraphs([part for block in blocks for part in _indented(block)])


def _one_run(text: str) -> list[str]:
    """Lines of all pages, without the heads and feet that most pages share; the first one stays, it may be the title."""
    pages: list[list[str]] = [[]]
    for line in text.replace("\f", "\n\f\n").split("\n"):
        if line == "\f" or _PAGE_NUMBER.fullmatch(line.strip()):
            pages.append([""])
        else:
            pages[-1].append(line)
    filled = [[re.sub(r"\d+", "#", line.strip()) for line in page if line.strip()] for page in pages]
    edges = Counter(alike for page in filled for alike in {*page[:2], *page[-2:]})
    running = {alike for alike, count in edges.items() if count >= 2 and count >= (len(pages) - 1) / 2}
    lines = list[str]()
    width = max(len(line.strip()) for page in pages for line in page)
    for page in pages:
        kept, met = [], set[str]()
        for line in page:
            alike = re.sub(r"\d+", "#", line.strip())
            # On the first page it may be the title.
            if alike not in running or (page is pages[0] and alike not in met):
                kept.append(line)
            met.add(alike)
        kept = "\n".join(kept).strip("\n").split("\n")
        if kept == [""]:
            continue
        before = lines[-1].strip() if lines else ""
        # A long last line without an end goes on at the top of the next page.
        torn = len(before) > 0.75 * width and not _ENDS.search(before) and not kept[0][:1].isspace()
        lines += kept if torn or not lines else ["", *kept]
    return lines


def _indented(block: str) -> list[str]:
    """A block as its paragraphs, where each begins with an indented line and the others stand at the margin."""
    lines = block.strip("\n").split("\n")
    inner = [line for line in lines if line[:2].isspace()]
    if len(inner) > len(lines) / 2 or _BULLET.match(lines[0].strip()) or _NUMBER.match(lines[0].strip()):
        return [block]
    return re.split(r"\n(?=[ \t]{2,}\S)", block)


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
        raise Unreadable(f"the PDF is damaged ({error}); export it again") from error
    return _paragraphs(list(_blocks(_without_running_heads(pages))))


def _lines(page: "PageObject") -> list[str]:
    """Lines of a page in reading order, an empty one where the print leaves a gap or changes its size or its weight."""
    told: list[tuple[str, float, float, float, bool]] = []
    words, place = "", (0.0, 0.0, 0.0, False)

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float) -> None:
        nonlocal words, place
        for number, part in enumerate(text.split("\n")):
            if number:
                told.append((" ".join(words.split()), *place))
                words = ""
            if part.strip() and not words.strip():
                x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                place = (x, y, abs(size * tm[3] * cm[3]), "bold" in str((font or {}).get("/BaseFont", "")).casefold())
            words += part

    page.extract_text(visitor_text=visit)
    told.append((" ".join(words.split()), *place))
    return _apart([line for line in told if line[0]])


def _apart(told: list[tuple[str, float, float, float, bool]]) -> list[str]:
    """Lines (words, left, height, size, bold) with an empty one between those that are set apart."""
    steps = sorted(
        abs(one[2] - other[2])
        for one, other in pairwise(told)
        if one[3:] == other[3:] and 0 < abs(one[2] - other[2]) < 4 * (one[3] or 10)
    )
    usual = steps[len(steps) // 3] if steps else 0.0
    margin = Counter(round(line[1]) for line in told).most_common(1)[0][0] if told else 0
    lines: list[str] = []
    for before, one in pairwise([None, *told]):
        if before and one:
            step = abs(before[2] - one[2])
            heading = abs(one[3] - before[3]) > 0.06 * max(one[3], before[3]) or (one[4] != before[4] and step > 0)
            indented = before[1] <= margin + 2 and 6 < one[1] - margin < 60 and step <= 1.25 * usual
            if usual and (step > 1.25 * usual or (heading and step > 1) or indented):
                lines.append("")
        if one:
            lines.append(one[0])
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
    width = max((len(line) for page in pages for line in page), default=0)
    lines: list[str] = []
    for page in pages:
        # A full last line goes on at the top of the next page, even where a sentence ends with it.
        full = lines and page and min(len(lines[-1]), len(page[0])) > 0.88 * width
        lines += page if not lines or full else ["", *page]
    lines.append("")
    block: list[str] = []
    for place, line in enumerate(lines):
        after = next(iter(lines[place + 1 : place + 2]), "")
        # A line that was broken early goes on in the next one.
        goes_on = _OPEN_END.search(line) or (after[:1].islower() and len(after) > 0.5 * width)
        heads = _may_be_heading(line) and len(line) < 0.8 * width and line[:1].isupper() and not goes_on
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
    from docx.table import Table

    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > 4 * MOST_BYTES:
                raise Unreadable("the Word file unpacks to far more than a text; keep only the document's text")
        document = Document(str(path))
        blocks: list[str] = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                blocks += ["| " + " | ".join(cell.text.strip() for cell in row.cells) + " |" for row in part.rows]
            else:
                blocks.append(("- " if "List" in (part.style.name if part.style else "") else "") + part.text)
        return _paragraphs(
            blocks,
            {p.text.strip() for p in document.paragraphs if p.style and p.style.name.startswith(("Heading", "Title"))},
        )
    except (PackageNotFoundError, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as error:
        raise Unreadable(
            "no Word file, damaged, or locked with a password; save a copy as .docx without one"
        ) from error


def _may_be_heading(words: str) -> bool:
    """Whether words may stand alone as a heading. A sentence without its full stop that names a day or has a verb tells something.

    Words that end in the middle of a phrase go on in the next line.
    """
    tells = (len(words.split()) >= 5 and _DAY.search(words)) or _GOES_ON.search(words)
    tells = tells or _RUN_IN.match(words)
    return len(words.split()) <= _HEADING_WORDS and not _ENDS.search(words) and not tells and not _is_sentence(words)


def _is_sentence(words: str) -> bool:
    """Whether a short line without its full stop reads as a sentence: an article and a verb of the past, most words small."""
    parts = [word for word in words.split() if len(word) > 3]
    small = sum(word[:1].islower() for word in parts) > len(parts) / 2
    # A number of two levels stands before paragraphs too; there the verb alone tells.
    numbered = re.match(r"\d+\.\d+\.?\s", words)
    verb = _WAS.search(words) or ((numbered or _SUBJECT.match(words)) and _DID.search(words))
    return len(words.split()) >= 6 and small and bool(verb) and not _ASKS.match(words)


def _paragraphs(blocks: list[str], styled: set[str] | None = None) -> list[Paragraph]:
    """Blocks of lines as paragraphs: marks taken away, parts that a page break tore apart put together."""
    found: list[Paragraph] = []
    known = {word.casefold() for block in blocks for word in re.findall(r"[\w-]+", block)}
    for raw in (item for block in blocks for item in _items(block)):
        words = _cleaned(raw, known)
        if not words or _PAGE_NUMBER.fullmatch(words) or _RULER.fullmatch(words):
            continue
        listed = bool(_BULLET.match(raw)) or _is_row(raw)
        marked = raw.startswith("#") or words in (styled or ())
        before = found[-1] if found else None
        if before and _MONTH_END.search(before.words) and re.match(r"\d{1,2}(?:st|nd|rd|th)?[.,]?\s", raw):
            # "on August" at the foot of a page and "8. The trust ..." at the top of the next is a day, no number of a list.
            found[-1] = Paragraph(f"{before.words} {' '.join(raw.split())}", False, before.listed)
            continue
        if before and not (marked or listed) and _is_torn(before, words):
            found[-1] = Paragraph(_joined(before.words, words, known), False)
        else:
            found.append(
                Paragraph(
                    words,
                    not listed and (marked or (_may_be_heading(words) and not _is_sentence(_MARKS.sub("", raw)))),
                    listed,
                )
            )
    return found


def _is_torn(before: Paragraph, words: str) -> bool:
    """Whether a paragraph goes on in the words after a break of the page."""
    if before.listed or _ENDS.search(before.words):
        return False
    if before.heading:
        return words[:1].islower() and before.words.split()[-1][:1].islower()
    return (
        words[:1].islower()
        or bool(_RUN_IN.match(before.words))
        or (len(before.words.split()) > _HEADING_WORDS and not (_may_be_heading(words) or _is_sentence(words)))
    )


def _items(block: str) -> Iterator[str]:
    """A block as one run of lines, or one per point where it is a list or holds a Markdown heading."""
    lines: list[str] = []
    for line in map(str.strip, block.split("\n")):
        alone = line.startswith("#")
        alone = alone or _is_row(line)
        if lines and (alone or (_BULLET.match(line) and _BULLET.match(lines[0]))):
            yield "\n".join(lines)
            lines = []
        if alone:
            yield line if line[0] in "#|" else "| " + " | ".join(_cells(line)) + " |"
        elif line and not (lines and _RULER.fullmatch(line)):
            lines.append(line)
    if lines:
        yield "\n".join(lines)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells between bars, or set apart by gaps with a number among them."""
    cells = _cells(line)
    return bool(re.match(r"\|.*\|$", line)) or (
        len(cells) > 1
        and len(line) < 160
        and "\n" not in line
        and (_has_number(cells) or (len(cells) > 2 and all(cells)))
    )


def _cells(line: str) -> list[str]:
    return re.split(r"\s{3,}|\t+", line.strip())


def _has_number(cells: list[str]) -> bool:
    return any(
        re.fullmatch(r"[-+\u2212]?\d[\d,.]*\s?(?:%|per cent|percent|bn|billion|million|trillion)?", cell)
        for cell in cells[1:]
    )


def _joined(before: str, after: str, known: set[str]) -> str:
    """Two halves of a paragraph; a word that was broken with a hyphen is one again, a compound keeps it."""
    head = re.search(r"([^\W\d_]+)-$", before)
    tail = re.match(r"[^\W\d_]+", after)
    if not head or not tail or not after[:1].islower():
        return f"{before}{'' if head else ' '}{after}"
    one, other = head[1].casefold(), tail[0].casefold()
    compound = f"{one}-{other}" in known or one in _KEEP_BEFORE or other in _KEEP_AFTER
    return before + after if compound and one + other not in known else before[:-1] + after


def _cleaned(text: str, known: set[str]) -> str:
    """The words alone: without marks of Markdown, numbers of paragraphs, soft hyphens, and the breaks of lines."""
    text = unicodedata.normalize("NFC", re.sub(r"\u00ad\s*\n\s*", "", text)).translate(UNSEEN)
    text = re.sub(r"^(?:#+\s+|>\s?)", "", text)
    for mark in (_BULLET, _NUMBER):
        if found := mark.match(text):
            text = text[found.end() :]
    while broken := re.search(r"(?<=\w-)\n(?=[a-z])", text):
        text = _joined(text[: broken.start()], text[broken.end() :], known)
    # Bounded, so that a run of brackets costs no more than its length.
    text = re.sub(r"!?\[((?:\\.|[^\[\]\\]){0,500})\]\((?:\\.|[^()\\]|\([^()]{0,200}\)){0,2000}\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!$&~<>|])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()
