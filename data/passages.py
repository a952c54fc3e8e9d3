"""Where a fact stands in its document's own text: the passage that a locator names, and the printed words in it.

The text lies beside the folder of the document as source.txt, .md, .pdf or .docx and is not shipped.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import duckdb

from data import load
from data.texts import UNSEEN, Paragraph, Unreadable, beside, read

_LOCATOR = re.compile(r"(?P<heading>.+?), paragraphs? (?P<first>\d+)(?:[-\N{EN DASH}](?P<last>\d+))?")
# A long heading may run over so many lines.
_HEADING_LINES = 3
_SAME = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    }
)  # fmt: skip
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
    for lines in range(1, _HEADING_LINES + 1):
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
        if ord(letter) in UNSEEN:
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
