"""Files that mean harm, through the command line: a draft or one clear sentence, within bounds, nothing run, fetched or written."""

import json
import os
import signal
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, EncodedStreamObject, NameObject, NumberObject, TextStringObject

from data import texts
from data.importer import documents, names
from data.importer.draft import draft

ROOT = Path(__file__).parents[2]
DEVELOP = ROOT / "tests" / "fixtures" / "reviews" / "develop"
REVIEW = (DEVELOP / "d01-2030-03.md").read_text(encoding="utf-8")
MOST_S, MOST_MB = 10.0, 500.0
GAZETTEER = names.load(ROOT / "data")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Ran:
    code: int
    draft: dict[str, Any]
    told: str
    took_s: float
    peak_mb: float


# A small process that starts the command and measures it: a child starts with the peak of whoever starts it, and the tests grow large.
MEASURED = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(child.pid, 0)
with open(sys.argv[1], "w") as told:
    told.write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}")
"""


def ran(path: Path, folder: Path) -> Ran:
    """The command line on a file, in a process of its own with a home of its own; killed where it goes far beyond the bounds."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    out, err, said = folder / "out", folder / "err", folder / "measured"
    environ = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    with out.open("wb") as to_out, err.open("wb") as to_err:
        started = perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", MEASURED, str(said), sys.executable, "-m", "data.importer", str(path), "--json"],
            cwd=ROOT,
            env=environ,
            stdout=to_out,
            stderr=to_err,
            start_new_session=True,
        )
        late = threading.Timer(3 * MOST_S, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        process.wait()
        late.cancel()
        took_s = perf_counter() - started
    assert process.returncode != -signal.SIGKILL, "killed: far too slow"
    code, peak_kb = map(int, said.read_text().split())
    assert not list(home.iterdir()), "something was written"
    told = err.read_text(encoding="utf-8", errors="replace").strip()
    draft = json.loads(out.read_text(encoding="utf-8")) if code == 0 else {}
    return Ran(code, draft, told, took_s, peak_kb / 1024)


def drafted(path: Path) -> dict[str, Any]:
    """The draft of a text in this process, as the screen makes it; nothing where it is refused in a sentence."""
    started = perf_counter()
    try:
        got, told = draft(documents.read(path), GAZETTEER), ""
    except (documents.NotAReview, texts.Unreadable) as refusal:
        got, told = {}, str(refusal)
    assert perf_counter() - started < MOST_S
    assert got or (20 < len(told) < 400 and "\n" not in told)
    return got


def written() -> dict[str, tuple[int, int]]:
    """Size and time of every file of the project that a reader of a document might touch."""
    return {
        str(path): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in (ROOT / "data").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "built" not in path.parts
    }


def bounded(got: Ran) -> None:
    assert got.code in (0, 2), got.told
    assert got.took_s < MOST_S and got.peak_mb < MOST_MB, (got.took_s, got.peak_mb)
    assert "Traceback" not in got.told
    if got.code == 2:
        assert got.told.count("\n") == 0 and 20 < len(got.told) < 400, got.told


@dataclass
class Trap:
    """A web server that nobody should ask, and a file that nobody should make."""

    url: str
    asked: list[str]
    canary: Path


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield Trap(f"http://127.0.0.1:{server.server_port}", asked, tmp_path / "canary")
    server.shutdown()
    server.server_close()


def packed(path: Path, **parts: bytes) -> Path:
    """A Word file with parts replaced or added; names with __ for the slash and _ for the dot."""
    plain = path.with_name("plain.docx")
    document = Document()
    for line in REVIEW.split("\n\n"):
        document.add_paragraph(line.lstrip("# "))
    document.save(str(plain))
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    plain.unlink()
    return path


def bomb(path: Path, part: str, megabytes: int = 400) -> Path:
    """A Word file of which one part unpacks to far more than it weighs."""
    packed(path)
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist() if name != part}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, content in kept.items():
            new.writestr(name, content)
        with new.open(part, "w", force_zip64=True) as to:
            for _ in range(megabytes):
                to.write(b" " * 1_000_000)
    return path


def pdf(path: Path, change: Callable[[PdfWriter], None]) -> Path:
    writer = PdfWriter(clone_from=PdfReader(DEVELOP / "d04-2033-01.pdf"))
    change(writer)
    writer.write(path)
    return path


def sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(200_000_000)
    return path


# What comes out as a draft, or as a sentence.


def test_markup_scripts_and_addresses_stay_words(tmp_path: Path, trap: Trap) -> None:
    before = written()
    path = tmp_path / "review.md"
    path.write_text(
        REVIEW.replace("On 9 March,", "<script>alert(1)</script> On 9 March, <img src=x onerror=alert(2)>")
        .replace("https://news.example/seed-bank", "javascript:alert(3)")
        .replace("https://news.example/halvorsen", "data:text/html,<script>alert(4)</script>")
        .replace("Among the other lines", f"![seen]({trap.url}/pixel.png) Among the other lines")
        .replace("## 3.", f"$(touch {trap.canary}) `touch {trap.canary}` {{{{7*7}}}}\n\n## 3."),
        encoding="utf-8",
    )
    got = ran(path, tmp_path)
    bounded(got)
    assert got.code == 0 and len(got.draft["events"]) >= 9
    addresses = [link["url"] for one in got.draft["paragraphs"] for link in one["links"]]
    addresses += [url for event in got.draft["events"] for url in event["links"]]
    assert addresses and all(url.startswith(("http://", "https://")) for url in addresses)
    assert not trap.asked and not trap.canary.exists()
    assert written() == before


def test_characters_that_nobody_sees_do_not_come_in(tmp_path: Path) -> None:
    path = tmp_path / "review.md"
    unseen = "\u200b\u200d\u2060\ufeff\u202e\u2066\u00ad\x07\x1b\x7f\x9b"
    path.write_text(
        REVIEW.replace("Addis Ababa", f"Addis{unseen} Ababa").replace("14 March", f"1{unseen}4 March"), encoding="utf-8"
    )
    got = ran(path, tmp_path)
    bounded(got)
    assert got.code == 0
    text = json.dumps(got.draft, ensure_ascii=False)
    assert not set(text) & set(unseen)
    assert "2030-03-14" in text


def test_formulas_are_words(tmp_path: Path) -> None:
    path = tmp_path / "review.md"
    path.write_text(
        REVIEW.replace("On 9 March, a team", '=HYPERLINK("http://x.example","y") On 9 March, a team').replace(
            "The survey ship", "@SUM(1+1)*cmd|' /C calc'!A0 The survey ship"
        ),
        encoding="utf-8",
    )
    got = ran(path, tmp_path)
    bounded(got)
    assert got.code == 0 and len(got.draft["events"]) >= 9


LONG = {
    "one word": "a" * 40_000,
    "capitals": "Aaa Bbb " * 5_000,
    "particles": "Anna de la van der " * 2_100,
    "dates": "3 May 2030, " * 3_400,
    "numbers": "1," * 20_000,
    "sums": "12 million " * 3_700,
    "posts": "president of the " * 2_400,
    "institutes": "Institute of the University for " * 1_300,
    "brackets": "[" * 20_000 + "](" * 10_000,
    "stars": "*" * 20_000 + "_" * 20_000,
    "quotes": '"On 3 May ' * 4_000,
    "spaces": "a" + " " * 40_000 + "b",
    "hyphens": "long-" * 8_000,
    "abbreviations": "(ABC) " * 6_700,
}


@pytest.mark.parametrize("sort", LONG)
def test_a_paragraph_of_40_000_characters(tmp_path: Path, sort: str) -> None:
    path = tmp_path / "review.md"
    path.write_text(REVIEW.replace("On 9 March,", f"On 9 March, {LONG[sort]}"), encoding="utf-8")
    assert len(drafted(path)["events"]) >= 9


def test_five_paragraphs_of_40_000_characters_through_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "review.md"
    long = "\n\n".join(f"On 9 March, {LONG[sort]}" for sort in ("capitals", "dates", "sums", "posts", "abbreviations"))
    path.write_text(REVIEW.replace("On 9 March,", f"{long}\n\nOn 9 March,"), encoding="utf-8")
    bounded(ran(path, tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1", "gb18030", "cp037"])
def test_other_encodings_are_read_rightly_or_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "review.txt"
    path.write_bytes(REVIEW.encode(encoding, errors="replace"))
    got = drafted(path)
    assert got or encoding != "utf-8-sig"
    if got:
        assert any(
            event["date_start"] == "2030-03-14" and event["partner_countries"] == ["ETH"] for event in got["events"]
        )


NESTED = {
    "quotes": ">" * 50_000 + " On 3 May",
    "lists": "\n".join(" " * n + "- x" for n in range(2_000)),
    "headings": "# 1. Collaboration\n\n" * 10_000,
    "brackets": "(" * 30_000 + "On 3 May" + ")" * 30_000,
    "links": "[a](http://x.example) " * 5_000,
}


@pytest.mark.parametrize("sort", NESTED)
def test_deep_nesting_in_a_text(tmp_path: Path, sort: str) -> None:
    path = tmp_path / "review.md"
    path.write_text(f"{REVIEW}\n\n{NESTED[sort]}\n", encoding="utf-8")
    drafted(path)


# What cannot be read.


def refused(got: Ran, *words: str) -> None:
    bounded(got)
    assert got.code == 2 and not got.draft
    assert any(word in got.told.lower() for word in words), got.told


def no_review(folder: Path) -> Path:
    path = folder / "letter.txt"
    path.write_text("Dear aunt,\n\nthe weather in May was fine, and on 3 May we went to Lima.\n\nYours")
    return path


def junk(folder: Path) -> Path:
    path = folder / "review.txt"
    path.write_bytes(bytes(range(256)) * 4_000)
    return path


def empty(folder: Path) -> Path:
    path = folder / "review.md"
    path.touch()
    return path


def pipe(folder: Path) -> Path:
    path = folder / "review.txt"
    os.mkfifo(path)
    return path


def device(folder: Path) -> Path:
    path = folder / "review.txt"
    path.symlink_to("/dev/zero")
    return path


def a_folder(folder: Path) -> Path:
    path = folder / "review.docx"
    path.mkdir()
    return path


def disguised(folder: Path) -> Path:
    path = folder / "review.docx"
    path.write_bytes((DEVELOP / "d04-2033-01.pdf").read_bytes())
    return path


def laughs(folder: Path) -> Path:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    return packed(folder / "review.docx", word__document_xml=xml.encode())


def deep_xml(folder: Path) -> Path:
    deep = "<w:tbl><w:tr><w:tc>" * 30_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 30_000
    xml = f"<w:document {W}><w:body>{deep}</w:body></w:document>"
    return packed(folder / "review.docx", word__document_xml=xml.encode())


def many_parts(folder: Path) -> Path:
    return packed(folder / "review.docx", **{f"x{n}_xml": b"<a/>" for n in range(30_000)})


def locked(folder: Path) -> Path:
    return pdf(folder / "review.pdf", lambda writer: writer.encrypt("hush", algorithm="AES-256"))


def truncated(folder: Path) -> Path:
    path, whole = folder / "review.pdf", (DEVELOP / "d04-2033-01.pdf").read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


def pdf_bomb(folder: Path) -> Path:
    """A page whose content unpacks to 400 MB."""

    def change(writer: PdfWriter) -> None:
        press = zlib.compressobj(1)
        stream = EncodedStreamObject()
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        stream._data = b"".join([*(press.compress(b" " * 1_000_000) for _ in range(400)), press.flush()])
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return pdf(folder / "review.pdf", change)


def circle(folder: Path) -> Path:
    """A page tree that holds itself."""

    def change(writer: PdfWriter) -> None:
        tree = writer._root_object["/Pages"]
        tree["/Kids"].append(tree.indirect_reference)
        tree[NameObject("/Count")] = NumberObject(999_999_999)

    return pdf(folder / "review.pdf", change)


HARMFUL: list[tuple[Callable[[Path], Path], tuple[str, ...]]] = [
    (no_review, ("review", "heading", "section")),
    (junk, ("utf-8", "text")),
    (empty, ("no text", "empty")),
    (pipe, ("file",)),
    (device, ("file",)),
    (a_folder, ("file", "folder")),
    (disguised, ("word",)),
    (lambda folder: bomb(folder / "review.docx", "word/document.xml"), ("unpack", "larger", "large")),
    (lambda folder: bomb(folder / "review.docx", "word/styles.xml"), ("unpack", "larger", "large")),
    (laughs, ("word", "text")),
    (locked, ("password",)),
    (truncated, ("damaged", "text")),
    (lambda folder: sparse(folder / "review.txt"), ("larger", "large")),
    (lambda folder: sparse(folder / "review.pdf"), ("larger", "large")),
    (lambda folder: sparse(folder / "review.docx"), ("larger", "large")),
    (lambda folder: folder / "missing.txt", ("file",)),
    (lambda folder: sparse(folder / "review.exe"), (".docx", "form")),
]
NAMES = "no_review junk empty pipe device folder disguised bomb bomb-in-styles laughs locked truncated sparse-txt sparse-pdf sparse-docx missing exe"


@pytest.mark.parametrize(("make", "words"), HARMFUL, ids=NAMES.split())
def test_what_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], Path], words: tuple[str, ...]
) -> None:
    before = written()
    refused(ran(make(tmp_path), tmp_path), *words)
    assert written() == before


@pytest.mark.parametrize("make", [deep_xml, many_parts, pdf_bomb, circle])
def test_what_may_be_read_or_refused_stays_within_bounds(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    bounded(ran(make(tmp_path), tmp_path))


def test_a_word_file_fetches_and_reads_nothing_from_outside(tmp_path: Path, trap: Trap) -> None:
    secret = tmp_path / "secret"
    secret.write_text("what-no-draft-may-hold")
    xml = (
        f'<!DOCTYPE w [<!ENTITY far SYSTEM "{trap.url}/x"><!ENTITY near SYSTEM "file://{secret}">]><w:document {W}><w:body>'
        "<w:p><w:r><w:t>Scientific Collaboration Projects</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>On 3 May 2030 a station was opened in Lima. &near; &far;</w:t></w:r></w:p></w:body></w:document>"
    )
    styles = f'<?xml-stylesheet href="{trap.url}/s"?><!DOCTYPE w SYSTEM "{trap.url}/d"><w:styles {W}/>'
    path = packed(tmp_path / "review.docx", word__document_xml=xml.encode(), word__styles_xml=styles.encode())
    got = ran(path, tmp_path)
    bounded(got)
    assert "what-no-draft-may-hold" not in json.dumps(got.draft)
    assert not trap.asked


def test_a_pdf_that_would_run_something_only_gives_its_words(tmp_path: Path, trap: Trap) -> None:
    def change(writer: PdfWriter) -> None:
        script = f"app.launchURL('{trap.url}/js', true);"
        launch = DictionaryObject(
            {
                NameObject("/S"): NameObject("/Launch"),
                NameObject("/F"): TextStringObject(f"touch {trap.canary}"),
                NameObject("/Next"): DictionaryObject(
                    {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
                ),
            }
        )
        writer._root_object[NameObject("/OpenAction")] = launch
        writer.add_attachment("run.sh", f"touch {trap.canary}".encode())

    got = ran(pdf(tmp_path / "review.pdf", change), tmp_path)
    bounded(got)
    assert got.code == 0 and len(got.draft["events"]) >= 8
    assert not trap.asked and not trap.canary.exists()


def test_a_pdf_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    got = ran(pdf(tmp_path / "review.pdf", lambda writer: writer.encrypt("", "owner", algorithm="AES-256")), tmp_path)
    bounded(got)
    assert got.code == 0 and len(got.draft["events"]) >= 8
