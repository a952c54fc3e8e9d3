"""A review's file as paragraphs with their links, read in a process of its own with bounds on time and memory. It finds no facts.

A file that is too large, damaged or no text is told in a sentence; nothing is written and nothing in it is run.
"""

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import texts

ROOT = Path(__file__).parent.parent.parent
MOST_S = 8
MOST_MB = 420
# A review has some 10,000 characters.
MOST_CHARACTERS = 150_000
MOST_PAGES = 300
MOST_UNPACKED = 60_000_000
# Bounded, so that a run of brackets costs no more than its length.
_LINK = re.compile(r"(?<!!)\[((?:\\.|[^\[\]\\]){0,500})\]\(\s{0,9}<?(https?://[^\s)>]{1,2000})>?[^)]{0,200}\)")


class NotAReview(Exception):
    """A file that is no monthly review, as a sentence that says why."""


@dataclass(frozen=True)
class Link:
    """A web address behind the words between two offsets."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `heading` is whether it stands alone as a heading would, `listed` whether it is a point or a row."""

    text: str
    heading: bool
    listed: bool
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class Document:
    """A file's text in order. `warnings` say what was doubtful about reading it."""

    name: str
    sha256: str
    paragraphs: list[Paragraph]
    warnings: list[str] = field(default_factory=list)


def read(path: Path) -> Document:
    """The text of a file. Raises texts.Unreadable and NotAReview."""
    if path.suffix.lower() not in texts.FORMS:
        raise NotAReview(
            f"{path.name}: a review is read from {', '.join(texts.FORMS)}, .csv or .xlsx; save it as one of these"
        )
    if not path.is_file():
        raise texts.Unreadable(f"{path.name}: there is no such file; name one that exists")
    if path.stat().st_size > texts.MOST_BYTES:
        raise texts.Unreadable(
            f"{path.name}: the file is larger than {texts.MOST_BYTES // 1_000_000} MB; keep only the document's text"
        )
    told = _in_child(path)
    found = [
        Paragraph(one["text"], one["heading"], one["listed"], [Link(**link) for link in one["links"]])
        for one in told["paragraphs"]
    ]
    return Document(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), found, told["warnings"])


def _in_child(path: Path) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "data.importer.documents", str(path.resolve())],
            cwd=ROOT, capture_output=True, timeout=MOST_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise texts.Unreadable(
            f"{path.name}: reading it took longer than {MOST_S} seconds; save the review's own pages alone, or its text as .txt"
        ) from None
    complaint = done.stderr.decode(errors="replace").strip()
    if done.returncode == 3 and complaint:
        raise texts.Unreadable(f"{path.name}: {complaint}")
    if done.returncode:
        raise texts.Unreadable(
            f"{path.name}: it could not be read within {MOST_MB} MB of memory and {MOST_S} seconds; save its text as .txt"
        )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def _child(path: Path) -> dict[str, Any]:
    """What the child process reads: paragraphs with links, and warnings. Raises Unreadable."""
    warnings: list[str] = []
    links: list[tuple[str, str]] = []
    if path.suffix.lower() == ".pdf":
        links = _pdf_links(path)
        found = texts.from_file(path)
    elif path.suffix.lower() == ".docx":
        links = _docx_links(path)
        found = texts.from_file(path)
    else:
        text = _decoded(path.read_bytes(), warnings)
        links = [(re.sub(r"\\(.)", r"\1", one[1]), one[2]) for one in _LINK.finditer(text)]
        found = texts.from_text(text)
    if not any(paragraph.words for paragraph in found):
        raise texts.Unreadable("there is no text in it; a scan must be put through text recognition first")
    if sum(len(paragraph.words) for paragraph in found) > MOST_CHARACTERS:
        raise texts.Unreadable(
            f"its text is longer than {MOST_CHARACTERS:,} characters; save the review's own pages alone"
        )
    places = _placed([paragraph.words for paragraph in found], links)
    return {
        "paragraphs": [
            {"text": one.words, "heading": one.heading, "listed": one.listed, "links": places[number]}
            for number, one in enumerate(found)
        ],
        "warnings": warnings,
    }


def _decoded(content: bytes, warnings: list[str]) -> str:
    """Text of UTF-8; of UTF-16, GB 18030 and Windows-1252 with a warning."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        form = "UTF-16"
    elif content[:4000].count(0) > len(content[:4000]) / 4:
        form = "UTF-16LE" if content[1:4000:2].count(0) > content[0:4000:2].count(0) else "UTF-16BE"
    elif b"\0" in content[:4000]:
        raise texts.Unreadable("it is no text but a file of another kind; save the review as .txt, .md, .pdf or .docx")
    else:
        form = "UTF-8"
    try:
        text = content.decode("utf-8-sig" if form == "UTF-8" else form)
    except UnicodeDecodeError as error:
        place = error.start
        # Letters of Europe stand alone among others; Chinese ones are pairs of bytes without any between.
        if form == "UTF-8" and all(len(run) % 2 == 0 for run in re.findall(rb"[\x80-\xff]+", content)):
            text = content.decode("gb18030", errors="replace")
            if "\ufffd" not in text:
                warnings.append("The file is not UTF-8 text; it was read as GB 18030, so look at the Chinese names.")
                return text
        text = content.decode("cp1252", errors="replace") if form == "UTF-8" else ""
        foreign = sum(ord(letter) > 127 for letter in text)
        if not text or "\ufffd" in text or foreign > len(text) / 20:
            raise texts.Unreadable(f"it is not {form} text (byte {place}) nor Windows-1252; save it as UTF-8") from None
        form = "Windows-1252"
    if form != "UTF-8":
        warnings.append(f"The file is not UTF-8 text; it was read as {form}, so look at names with accents.")
    return text


def _pdf_links(path: Path) -> list[tuple[str, str]]:
    """Words under the web links of a PDF with their addresses, in reading order as far as the file keeps it."""
    from pypdf import PdfReader

    try:
        document = PdfReader(path)
        if document.is_encrypted and not document.decrypt(""):
            return []  # told by the text's own reading
        if len(document.pages) > MOST_PAGES:
            raise texts.Unreadable(f"it has more than {MOST_PAGES} pages; save the review's own pages alone")
        found: list[tuple[str, str]] = []
        for page in document.pages:
            boxes = [
                (tuple(float(value) for value in note["/Rect"]), str(note["/A"]["/URI"]))
                for note in (one.get_object() for one in page.get("/Annots") or [])
                if note.get("/Subtype") == "/Link" and "/URI" in (note.get("/A") or {})
            ]
            if boxes:
                found += _under(page, boxes)
        return found
    except texts.Unreadable:
        raise
    except Exception:
        # A damaged file breaks pypdf in many ways; reading its text tells how, and links are no reason to lose the rest.
        return []


def _under(page: Any, boxes: list[tuple[tuple[float, ...], str]]) -> list[tuple[str, str]]:
    """Words whose line begins in a link's box, the boxes of one address that follow each other as one."""
    pieces: dict[int, str] = {}

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        for number, ((left, low, right, high), _url) in enumerate(boxes):
            if text.strip() and left - 2 <= x <= right and min(low, high) - 2 <= y <= max(low, high) + 2:
                pieces[number] = pieces.get(number, "") + text

    page.extract_text(visitor_text=visit)
    found: list[tuple[str, str]] = []
    for number, (_, url) in enumerate(boxes):
        words = " ".join(pieces.get(number, "").split())
        if words and url.startswith(("http://", "https://")):
            if found and found[-1][1] == url:
                found[-1] = (f"{found[-1][0]} {words}", url)
            else:
                found.append((words, url))
    return found


def _docx_links(path: Path) -> list[tuple[str, str]]:
    from zipfile import BadZipFile, ZipFile

    from docx import Document as Word

    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise texts.Unreadable("the Word file unpacks to far more than a text; keep only the document's text")
        return [
            (link.text, link.address)
            for paragraph in Word(str(path)).paragraphs
            for link in paragraph.hyperlinks
            if link.address.startswith(("http://", "https://"))
        ]
    except (BadZipFile, OSError, ValueError, KeyError, SyntaxError):
        return []  # told by the text's own reading


def _placed(found: list[str], links: list[tuple[str, str]]) -> list[list[dict[str, Any]]]:
    """Links of every paragraph: each after the one before it, where its words stand."""
    placed: list[list[dict[str, Any]]] = [[] for _ in found]
    paragraph, after = 0, 0
    for words, url in links:
        plain = re.sub(r"\s+", " ", words.translate(texts.UNSEEN)).strip()
        for number in range(paragraph, len(found)) if plain else ():
            at = found[number].find(plain, after if number == paragraph else 0)
            if at >= 0:
                placed[number].append({"start": at, "end": at + len(plain), "url": url})
                paragraph, after = number, at + len(plain)
                break
    return placed


def _main() -> int:
    import logging
    import resource

    # Its own remarks on a damaged file would stand before our sentence.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MB * 1_000_000, MOST_MB * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_S, MOST_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        told = json.dumps(_child(Path(sys.argv[1])))
    except texts.Unreadable as error:
        print(error, file=sys.stderr)
        return 3
    except (MemoryError, RecursionError):
        print(f"it needs more than {MOST_MB} MB of memory; save its text as .txt", file=sys.stderr)
        return 3
    sys.stdout.write(told)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
