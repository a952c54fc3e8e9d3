"""Which section of a review each paragraph stands in, from headings in many wordings. It reads no facts.

Headings may be numbered, in capitals, misspelt, in any order; a list of contents is none. A heading that does not say its section takes, of
those that no other heading names, the one its paragraphs sound like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, permutations

from rapidfuzz.distance import OSA

from data.importer.contents import sounds
from data.importer.documents import Paragraph
from data.importer.words import words

SECTIONS = ("budget", "collaboration", "breakthrough", "diplomacy")
_WORDS: dict[str, dict[str, int]] = {
    "budget": {"budget": 5, "budgets": 5, "budgetary": 5, "spending": 4, "spends": 4, "spend": 3, "spent": 3, "expenditure": 4, "expenditures": 4, "finance": 4, "finances": 4, "financing": 3, "fiscal": 4,
               "funding": 3, "money": 4, "outlay": 4, "outlays": 4, "appropriations": 4, "purse": 4, "investment": 2, "allocations": 3, "allocation": 3, "funds": 3, "treasury": 4, "coffers": 4, "cheque": 3, "cheques": 3, "pays": 3, "yuan": 4, "resources": 3, "input": 3, "inputs": 3},
    "collaboration": {"collaboration": 5, "collaborations": 5, "collaborative": 5, "joint": 3, "jointly": 3, "cooperation": 2, "cooperative": 3, "partnership": 3,
                      "partnerships": 3, "projects": 3, "project": 2, "together": 3, "ventures": 3, "partners": 3, "shared": 2, "infrastructure": 2, "alliances": 3, "consortia": 3},
    "breakthrough": {"breakthrough": 5, "breakthroughs": 5, "discovery": 5, "discoveries": 5, "advances": 4, "achievements": 4, "findings": 4, "results": 3, "innovation": 2,
                     "innovations": 3, "research": 2, "milestones": 4, "progress": 3, "laboratory": 2, "laboratories": 2, "frontiers": 3, "inventions": 4, "firsts": 4, "records": 2, "feats": 3, "discovered": 3, "discover": 3},
    "diplomacy": {"diplomacy": 6, "diplomatic": 5, "foreign": 3, "bilateral": 3, "relations": 4, "ties": 3, "agreements": 3, "visits": 4, "meetings": 4, "international": 3, "exchange": 2,
                  "exchanges": 3, "engagement": 3, "dialogue": 3, "dialogues": 3, "external": 3, "talks": 3, "envoys": 4, "cooperation": 1, "abroad": 3, "delegations": 4, "multilateral": 3, "talking": 3, "handshakes": 4, "treaties": 4, "embassies": 4, "summits": 4, "ministers": 3},
}  # fmt: skip
# Words of their own that are one letter away from a word above.
_OTHER_WORDS = words(
    "finding founding binding winding protect protects product products prospect prospects progresses shaped spared regards"
    " relating rational national nationals exchanged exchanger inventory recorded"
    " parting visitor visitors financed finally foreigner labour melting"
    " sending mending speeding sounding founds researcher researchers frontier"
    " jointed statements innovative dedications allegations locations location"
)
_LEAST = 3
_HEADING_WORDS = 12
# Headings below which no event stands; what other headings there are divide a section.
_OTHER = re.compile(
    r"\b(?:in this (?:issue|number|edition)|contents?|summary|overview|introduction|foreword|preface|editorial|editor'?s'? (?:note|word)s?|sources?|references?|bibliography|(?:foot|end)?notes?(?! on\b)|about|annex|appendix|"
    r"conclusions?|outlook|looking ahead|read on|(?:further|recommended) reading|where to read|at a glance|contact|imprint|disclaimer|acknowledge?ments?|glossary|abbreviations|corrections?|errata|subscri\w+|back issues|next month|calendar|methodology|how (?:this|we)|in brief|the month)\b",
    re.IGNORECASE,
)
_HIGHLIGHTS = re.compile(r"(?:the )?(?:month'?s? )?highlights(?: of the month| this month)?", re.IGNORECASE)
# A line that names where the paragraph above comes from, or what a picture shows.
_NOTE = re.compile(
    r"(?:sources?|links?|see|see also|photo|picture|image|fig(?:ure)?|credit|read more|via|reference)\b[^:]{0,20}:\s*\S",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]?\s")
# In front of the first text a line that names a publisher or a series heads nothing.
_PUBLISHER = re.compile(
    r"\b(?:[Nn]ewsletter|[Pp]ublication|[Bb]ulletin|Institute|Cent(?:re|er)|University|Forum|Group|Series|Journal|Society|Chamber|Council|Association|Foundation|Academy|Papers?|[Ww]orking)\b"
)
_SCIENCE = re.compile(r"\b(?:scien\w+|technolog\w+|S&T|R&D|sci-?tech|research)\b", re.IGNORECASE)
# Signs in a paragraph, and paragraphs below a heading that says nothing itself, from which on they speak for a section.
_LEAST_SIGNS = 1.5
_LEAST_BODY = 2
_LEAST_DEALT = 0.5


@dataclass(frozen=True)
class Placed:
    """A paragraph below its heading: number in the document, section, and the locator of the place."""

    number: int
    section: str
    locator: str


def scores(heading: str) -> dict[str, int]:
    """How much a heading sounds like each section; a word may be misspelt."""
    plain = heading.casefold().replace("co-operat", "cooperat")
    read = re.findall(
        r"[a-z]+", re.sub(r"\b(?:[a-z] ){3,}[a-z]\b", lambda apart: apart.group().replace(" ", ""), plain)
    )
    # A word that a blank or a hyphen divides: break-throughs.
    read += [
        first + second for first, second in pairwise(read) if any(first + second in one for one in _WORDS.values())
    ]
    told = {}
    for section, known in _WORDS.items():
        total = sum(max((weight for key, weight in known.items() if _same(word, key)), default=0) for word in read)
        if total:
            told[section] = total
    return told


def _same(word: str, key: str) -> bool:
    """The same word, or one slip of it: a letter too many, too few or another, two letters that changed places; in a long word two slips."""
    if word == key:
        return True
    if min(len(word), len(key)) < 5 or word in _OTHER_WORDS or any(word in known for known in _WORDS.values()):
        return False
    if sorted(word) == sorted(key):
        return OSA.distance(word, key, score_cutoff=1) <= 1
    most = 0 if min(len(word), len(key)) < 6 or word[0] != key[0] else 1 if len(key) < 10 else 2
    return OSA.distance(word, key, score_cutoff=most) <= most


def sectioned(paragraphs: list[Paragraph]) -> list[Placed]:
    """The paragraphs that stand in a section, in order."""
    paragraphs = _whole_headings(
        [
            replace(one, heading=True) if _stands_over(one, after) else one
            for one, after in zip(paragraphs, [*paragraphs[1:], None], strict=True)
        ]
    )
    named = _named(paragraphs)
    found: list[Placed] = []
    section, heading, below = None, "", 0
    for number, paragraph in enumerate(paragraphs):
        if number in named:
            section, heading, below = named[number], paragraph.text, 0
        elif not paragraph.text or _NOTE.match(paragraph.text):
            continue
        elif paragraph.heading and not _is_row(paragraph.text):
            heading, below = paragraph.text, 0
            section = None if _is_other(paragraph.text) else section
        elif section:
            below += 1
            found.append(Placed(number, section, f"{heading}, paragraph {below}"))
    return found


def _whole_headings(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with every heading in capitals that runs over lines as one, in place of its first line; the other lines are empty."""
    found = list(paragraphs)
    first: int | None = None
    for number, one in enumerate(paragraphs):
        if not (one.heading and one.text.isupper()):
            first = None
        elif first is None or _NUMBERED.match(one.text) or not _NUMBERED.match(found[first].text):
            first = number
        else:
            found[first] = replace(found[first], text=f"{found[first].text} {one.text}")
            found[number] = replace(one, text="", heading=False)
    return found


def _stands_over(one: Paragraph, after: Paragraph | None) -> bool:
    """Whether a short line that is printed as text heads what follows, because a heading does."""
    return bool(
        after
        and after.heading
        and not one.heading
        and not one.listed
        and len(one.text.split()) <= _HEADING_WORDS
        and one.text[0].isupper()
        and one.text[-1] not in ".,;:!?"
        and not _is_row(one.text)
        and not _NOTE.match(one.text)
    )


def _is_row(text: str) -> bool:
    """A short line with an amount is a line of a budget, not a heading."""
    amount = r"\d[\d.,]*\s*(?:%|per cent|percent|million|billion|trillion|bn|tn|yuan|[\u4e07\u4ebf])"
    return bool(re.search(amount, text) or re.search(r"\s\d+(?:,\d{3})*\.\d|\s\d{1,3}(?:,\d{3})+\b", text))


def _named(paragraphs: list[Paragraph]) -> dict[int, str | None]:
    """Section of each heading that names one; of two for one section the weaker takes another one that has none."""
    heard = {number: scores(one.text) for number, one in enumerate(paragraphs) if _may_head(one)}
    # A line that names three sections is a list of contents.
    named: dict[int, str | None] = {
        number: None for number, told in heard.items() if len(told) > 2 and sum(v >= 5 for v in told.values()) > 2
    }
    told = {
        number: one for number, one in heard.items() if number not in named and max(one.values(), default=0) >= _LEAST
    }
    body = next((number for number, one in enumerate(paragraphs) if one.text and not one.heading), len(paragraphs))
    # Up to the line with the year it is the title.
    dated = max((number for number in range(body) if re.search(r"\b20\d\d\b", paragraphs[number].text)), default=-1)
    told = {
        number: one
        for number, one in told.items()
        if number >= body
        or max(one.values()) >= 5
        or (number > dated and not _PUBLISHER.search(paragraphs[number].text))
    }
    told = {
        number: one for number, one in told.items() if not _is_other(paragraphs[number].text) or max(one.values()) >= 4
    }
    named |= {number: max(one, key=lambda section: one[section]) for number, one in told.items()}
    filled = {number for number in told if _has_body(paragraphs, number, set(heard))}
    for section, rivals in _rivals(named, filled):
        weaker = min(rivals, key=lambda number: told[number][section])
        others = [s for s in told[weaker] if s != section and s not in {named[n] for n in filled}]
        if others and told[weaker][section] < 5:
            named[weaker] = max(others, key=lambda s: told[weaker][s])
    return named | _by_contents(paragraphs, named)


def _by_contents(paragraphs: list[Paragraph], named: dict[int, str | None]) -> dict[int, str | None]:
    """Sections of headings that name none, by what stands below them: those of the form of the others, and those over other headings.

    Where no heading names a section at all, any may have one, if the document's first lines speak of science.
    """
    forms = {_form(paragraphs[number].text) for number, section in named.items() if section}
    body = next((number for number, one in enumerate(paragraphs) if not one.heading), len(paragraphs))
    over = _over(paragraphs, body)
    free = not forms and any(_SCIENCE.search(one.text) for one in paragraphs[:body])
    missing = [section for section in SECTIONS if section not in named.values()]
    heard_of: dict[int, dict[str, float]] = {}
    for number, one in enumerate(paragraphs):
        if not one.heading or number in named or not _may_head(one):
            continue
        if not (free or number in over or _form(one.text) in forms):
            continue
        if _is_other(one.text) or _NOTE.match(one.text) or re.search(r"\b(?:19|20)\d\d\b", one.text):
            continue
        if number < body and _PUBLISHER.search(one.text):
            continue
        below = _below(paragraphs, number, over | named.keys() if number in over else None)
        heard, told = sounds(below), scores(one.text)
        if not heard or len(below) < _LEAST_BODY - bool(told):
            continue
        weights = {section: heard[section] + told.get(section, 0) for section in SECTIONS}
        heard_of[number] = weights
    # Where there are no more of them than sections that are missing, each heads one.
    if free or len(heard_of) <= len(missing):
        return _dealt(heard_of, missing)
    found: dict[int, str | None] = {}
    for number, weights in heard_of.items():
        section = max(SECTIONS, key=weights.__getitem__)
        if number not in over and section in missing and weights[section] >= _LEAST_SIGNS:
            found[number] = section
            missing.remove(section)
    return found | _dealt({number: heard_of[number] for number in heard_of if number in over}, missing)


def _dealt(weights: dict[int, dict[str, float]], missing: list[str]) -> dict[int, str | None]:
    """The sections that no heading names, dealt to headings that all head one, so that together they sound most alike."""
    numbers = sorted(weights, key=lambda number: -max(weights[number].values()))[:8]
    most = min(len(numbers), len(missing))
    deals = (
        dict(zip(heads, told, strict=True))
        for heads in combinations(numbers, most)
        for told in permutations(missing, most)
    )
    best = max(deals, key=lambda deal: sum(weights[number][section] for number, section in deal.items()), default={})
    return {number: section for number, section in best.items() if weights[number][section] >= _LEAST_DEALT}


def _over(paragraphs: list[Paragraph], body: int) -> set[int]:
    """Headings below which other headings stand, from the first text on: the sections of a document whose every piece has a heading."""
    heads = {number for number, one in enumerate(paragraphs) if one.heading and not _is_row(one.text)}
    return {number for number in heads if number >= body and number + 1 in heads}


def _below(paragraphs: list[Paragraph], number: int, ends: set[int] | None = None) -> list[str]:
    """The paragraphs below a heading, to the next one, or to the next of `ends`."""
    found: list[str] = []
    for at, one in enumerate(paragraphs[number + 1 :], number + 1):
        is_heading = one.heading and not _NOTE.match(one.text) and not _is_row(one.text)
        if is_heading and (ends is None or at in ends):
            break
        found += [] if is_heading or not one.text else [one.text]
    return found


def _form(heading: str) -> tuple[bool, bool]:
    """Whether a heading is numbered, and whether it is in capitals."""
    return bool(_NUMBERED.match(heading)), heading.isupper()


def _is_other(heading: str) -> bool:
    return bool(_OTHER.search(heading) or _HIGHLIGHTS.fullmatch(heading.strip(" .:")))


def _rivals(named: dict[int, str | None], filled: set[int]) -> Iterator[tuple[str, list[int]]]:
    for section in SECTIONS:
        rivals = [number for number in named if number in filled and named[number] == section]
        if len(rivals) > 1:
            yield section, rivals


def _may_head(paragraph: Paragraph) -> bool:
    words = paragraph.text.split()
    if paragraph.listed or len(words) > _HEADING_WORDS or _is_row(paragraph.text):
        return False
    capital = sum(word[:1].isupper() for word in words if len(word) > 3)
    titled = capital >= 0.6 * sum(len(word) > 3 for word in words)
    return paragraph.heading or (len(words) <= 8 and titled and paragraph.text.endswith((".", ":")))


def _has_body(paragraphs: list[Paragraph], number: int, heads: set[int]) -> bool:
    after = number + 1
    return after < len(paragraphs) and after not in heads and not paragraphs[after].listed
