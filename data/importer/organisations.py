"""Finds the organisations of a text: known ones, and names built around a word such as Institute, Ministry or Agency. It guesses no name without one.

A later bare abbreviation is the same organisation; what stands after "of the" is its parent.
"""

import re
from dataclasses import dataclass
from typing import Any

from data.importer.found import Found
from data.importer.names import Names, Organisation
from data.importer.phrases import Token, clear_of, fold, tokens

_HEADS = frozenset(
    [
        "institute",
        "institut",
        "instituto",
        "istituto",
        "institution",
        "university",
        "universite",
        "universidad",
        "universidade",
        "universitat",
        "academy",
        "academia",
        "ministry",
        "administration",
        "agency",
        "centre",
        "center",
        "centro",
        "laboratory",
        "lab",
        "laboratories",
        "corporation",
        "corp",
        "company",
        "foundation",
        "fondation",
        "society",
        "council",
        "commission",
        "committee",
        "bureau",
        "observatory",
        "hospital",
        "authority",
        "association",
        "college",
        "school",
        "faculty",
        "board",
        "federation",
        "union",
        "organization",
        "organisation",
        "consortium",
        "alliance",
        "department",
        "office",
        "embassy",
        "consulate",
        "group",
        "co",
        "ltd",
        "limited",
        "inc",
        "llc",
        "plc",
        "gmbh",
        "bank",
        "fund",
        "secretariat",
        "museum",
        "trust",
        "conservatory",
        "survey",
        "polytechnic",
        "enterprise",
        "enterprises",
        "institutes",
        "holdings",
        "technologies",
        "ecole",
        "hochschule",
        "gesellschaft",
        "directorate",
        "service",
        "parliament",
        "assembly",
        "cooperation",
        "club",
        "network",
        "forum",
        "garden",
    ]
)
_WEAK = frozenset(
    [
        "group",
        "co",
        "ltd",
        "limited",
        "inc",
        "llc",
        "plc",
        "gmbh",
        "lab",
        "fund",
        "trust",
        "bank",
        "survey",
        "service",
        "office",
        "board",
        "union",
        "club",
        "network",
        "forum",
        "garden",
        "cooperation",
        "assembly",
        "department",
        "school",
        "college",
        "faculty",
        "technologies",
        "enterprise",
        "enterprises",
        "holdings",
        "center",
        "centre",
        "council",
        "committee",
        "society",
        "association",
    ]
)
_FIELD_HEADS = frozenset(
    [
        "ministry",
        "department",
        "institute",
        "commission",
        "council",
        "committee",
        "academy",
        "administration",
        "authority",
        "centre",
        "center",
        "bureau",
        "agency",
        "school",
        "faculty",
        "office",
        "directorate",
    ]
)
_JOINS = {"of", "for", "on", "de", "des", "du", "para", "fur", "d", "della", "di", "e"}
_ROMANCE = {
    "de",
    "la",
    "le",
    "du",
    "des",
    "les",
    "d",
    "l",
    "et",
    "del",
    "y",
    "da",
    "do",
    "e",
    "der",
    "fur",
    "und",
    "di",
    "della",
}
_LEADS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "from",
        "to",
        "of",
        "for",
        "and",
        "or",
        "but",
        "with",
        "when",
        "while",
        "during",
        "after",
        "before",
        "since",
        "under",
        "according",
        "as",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "both",
        "also",
        "meanwhile",
        "earlier",
        "later",
        "last",
        "next",
        "it",
        "he",
        "she",
        "they",
        "who",
        "which",
        "where",
        "however",
        "moreover",
        "furthermore",
        "through",
        "within",
        "between",
        "among",
        "jointly",
        "professor",
        "prof",
        "dr",
        "mr",
        "ms",
        "mrs",
        "president",
        "premier",
        "minister",
        "director",
        "chairman",
        "chairwoman",
        "chief",
        "vice",
        "deputy",
        "ambassador",
        "governor",
        "head",
        "rector",
        "academician",
        "secretary",
        "dean",
        "spokesperson",
        "spokesman",
        "leader",
        "ceo",
        "all",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "many",
        "several",
        "some",
        "new",
        "another",
        "each",
        "every",
        "one",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "led",
        "signed",
        "visiting",
        "via",
        "meeting",
        "scientists",
        "researchers",
    ]
)
_GENERIC = frozenset(
    [
        "joint",
        "national",
        "international",
        "key",
        "state",
        "new",
        "research",
        "local",
        "central",
        "regional",
        "space",
        "science",
        "technology",
        "scientific",
        "academic",
        "partner",
        "host",
        "leading",
        "world",
        "global",
        "first",
        "industrial",
        "the",
        "foreign",
    ]
)
_SUBJECT = frozenset(
    [
        "science",
        "sciences",
        "technology",
        "technologies",
        "engineering",
        "education",
        "health",
        "research",
        "development",
        "innovation",
        "space",
        "food",
        "drug",
        "atomic",
        "energy",
        "nuclear",
        "agriculture",
        "agricultural",
        "environment",
        "environmental",
        "industry",
        "information",
        "communication",
        "communications",
        "upper",
        "atmosphere",
        "forestry",
        "grassland",
        "aeronautics",
        "astronautics",
        "oceanic",
        "atmospheric",
        "ocean",
        "marine",
        "fisheries",
        "water",
        "transport",
        "trade",
        "commerce",
        "culture",
        "tourism",
        "finance",
        "planning",
        "standards",
        "economy",
        "digital",
        "data",
        "physics",
        "chemistry",
        "biology",
        "medicine",
        "medical",
        "social",
        "humanities",
        "arts",
        "sports",
        "natural",
        "resources",
        "climate",
        "mining",
        "mines",
        "minerals",
        "petroleum",
        "electronics",
        "electrical",
        "design",
        "arctic",
        "antarctic",
        "polar",
        "ecology",
        "geography",
        "geology",
        "desert",
        "dryland",
    ]
)
_POSSESSED = {
    "people",
    "women",
    "children",
    "workers",
    "master",
    "farmers",
    "kings",
    "king",
    "queen",
    "d",
    "men",
    "veterans",
}
_ABBREVIATION = re.compile(r"\s?\(\s?(?:the\s+)?(?P<short>[A-Z][A-Za-z0-9&./-]{1,14})(?:[,;][^()]{0,40})?\)")
_KINDS = {"said", "says", "announced", "reported", "stated", "noted", "confirmed", "told", "added"}
_BEFORE_ROLES = (
    ("source", r"(?:according\s+to|as\s+reported\s+by|(?:a\s+)?(?:statement|report|release|announcement|notice|data)\s+(?:from|by|of))"),
    ("funder", r"(?:(?:co-)?(?:funded|financed|sponsored|supported)\s+by|funding\s+(?:from|by)|grants?\s+(?:from|by|of)|financing\s+(?:from|by)|loan\s+from)"),
    ("builder", r"(?:built|constructed|assembled|manufactured|produced)\s+(?:jointly\s+)?by"),
    ("developer", r"(?:developed|designed|created|unveiled|made|invented)\s+(?:jointly\s+|independently\s+)?by|(?:researchers?|scientists?|teams?|engineers?|team\s+members?|physicists|chemists|group)\s+(?:led\s+by|from|at|of|with)"),
    ("operator", r"(?:operated|run|managed|administered)\s+(?:jointly\s+)?by"),
    ("owner", r"owned\s+by"),
    ("launcher", r"launched\s+by"),
    ("host", r"hosted\s+(?:jointly\s+)?by|at\s+the\s+(?:invitation|headquarters|campus)\s+of|held\s+at"),
    ("organiser", r"(?:co-)?organi[sz]ed\s+(?:jointly\s+)?by"),
    ("signatory", r"(?:(?:signed|inked|concluded|reached|agreement|memorandum(?:\s+of\s+understanding)?|mou|contract|deal|protocol|accord)(?:\s+\w+){0,4}\s+(?:by|with|between))"),
    ("parent", r"(?:affiliated\s+(?:to|with)|under|subordinate\s+to|part\s+of|subsidiary\s+of|supervised\s+by)"),
)  # fmt: skip
_AFTER_ROLES = (
    ("source", r"(?:has\s+|have\s+)?(?:said|says|announced|reported|stated|noted|confirmed|told|added|declared)"),
    ("signatory", r"(?:has\s+|have\s+)?(?:jointly\s+)?(?:signed|inked|concluded|renewed|reached)"),
    ("host", r"(?:has\s+|have\s+)?(?:jointly\s+)?(?:hosted|hosts|held)"),
    ("builder", r"(?:has\s+|have\s+)?(?:jointly\s+)?(?:built|constructed|assembled)"),
    ("developer", r"(?:has\s+|have\s+)?(?:jointly\s+|successfully\s+)?(?:developed|unveiled|designed|created|released|completed|achieved)"),
    ("launcher", r"(?:has\s+|have\s+)?(?:successfully\s+)?launched"),
    ("operator", r"(?:operates|runs|manages|will\s+operate)"),
    ("funder", r"(?:has\s+|have\s+)?(?:funds|funded|finances|financed|provided|will\s+fund)"),
    ("organiser", r"(?:has\s+|have\s+)?(?:organi[sz]ed|convened)"),
)  # fmt: skip


@dataclass(frozen=True)
class _Span:
    first: int  # token numbers of the name alone
    after: int
    known: Organisation | None


def find(text: str, names: Names) -> list[Found[dict[str, Any]]]:
    """Organisations in reading order, each once, at its first mention: name, short, country, role, organisation_id."""
    cut = tokens(text)
    known = list(names.organisations.find(text, cut))
    spans = _merged(
        [_Span(h.first, h.after, h.value) for h in known], _built(text, cut, names, known), text, cut, names
    )
    found: list[Found[dict[str, Any]]] = []
    told: dict[str, int] = {}
    shorts: dict[str, str] = {}
    previous: tuple[int, int] | None = None
    for span in spans:
        start, end = cut[span.first].start, cut[span.after - 1].end
        name = text[start:end]
        abbreviation = _ABBREVIATION.match(text, end)
        short = abbreviation["short"] if abbreviation and _abbreviates(abbreviation["short"], name) else None
        whole = abbreviation.end() if abbreviation and short else end
        key = span.known.organisation_id if span.known and not span.known.ambiguous else fold(name).casefold()
        if key in told or fold(name) in shorts:
            previous = (start, whole)
            continue
        country = _country(text, start, end, name, names, span.known)
        organisation = _settled(span.known, country)
        role = _role(text, start, whole, previous)
        why = (
            "several countries have a body of this name" if span.known and span.known.ambiguous and not country else ""
        )
        value = {
            "name": name,
            "short": short or (organisation.short if organisation and organisation.short != name else None),
            "country": organisation.country if organisation else country,
            "role": role,
            "organisation_id": organisation.organisation_id if organisation else None,
        }
        told[key] = len(found)
        if short:
            shorts[fold(short)] = key
        found.append(Found(start, whole, value, not why, why))
        previous = (start, whole)
    return found


def _settled(known: Organisation | None, country: str | None) -> Organisation | None:
    """The known organisation, unless its bare name belongs to several countries and another one is meant here."""
    if known and known.ambiguous and known.country != country:
        return None
    return known


def _merged(known: list[_Span], built: list[_Span], text: str, cut: list[Token], names: Names) -> list[_Span]:
    """Known names and built ones together; of two that overlap, the longer."""
    chosen: list[_Span] = []
    for span in sorted([*known, *built], key=lambda s: (-(s.after - s.first), s.known is None)):
        if clear_of([(s.first, s.after) for s in chosen], span.first, span.after):
            chosen.append(span)
    return sorted(chosen, key=lambda s: s.first)


def _built(text: str, cut: list[Token], names: Names, known: list[Any]) -> list[_Span]:
    spans = []
    reached = -1
    starts = {hit.first for hit in known}
    number = 0
    while number < len(cut):
        token = cut[number]
        if number > reached and token.capital and token.text.casefold() in _HEADS:
            first = _leftwards(number, cut, text, reached)
            after = _rightwards(number, cut, text, starts, names)
            if _enough(first, number, after, cut):
                spans.append(_Span(first, after, None))
                reached = after - 1
                number = after
                continue
        number += 1
    return spans


def _next_to(left: Token, right: Token) -> int:
    return right.start - left.end


def _leftwards(head: int, cut: list[Token], text: str, reached: int) -> int:
    """First token of the name that ends in the head."""
    first = head
    while first - 1 > reached:
        token, gap = cut[first - 1], _next_to(cut[first - 1], cut[first])
        word = token.text.casefold()
        if gap > 1:
            break
        if token.text == "-" and gap == 0 and first > 1 and cut[first - 2].end == token.start:
            first -= 2
        elif (
            token.text == "s"
            and first > 2
            and cut[first - 2].text == "'"
            and cut[first - 3].text.casefold() in _POSSESSED
        ):
            first -= 3
        elif (
            (
                word in ("and", "&")
                and first > 1
                and cut[first - 2].text.casefold() in _SUBJECT
                and cut[first - 2].capital
                and cut[first].text.casefold() in _SUBJECT
            )
            or (word in _ROMANCE and first > 1 and cut[first - 2].capital and word not in ("e", "y"))
            or (token.text == "." and first > 1 and len(cut[first - 2].text) == 1 and cut[first - 2].capital)
        ):
            first -= 2
        elif (
            (token.capital and token.text.isalnum() and word not in _LEADS)
            or (token.text.isdigit() and gap == 1 and first > 1 and cut[first - 2].text.casefold() == "no")
            or re.fullmatch(r"\d+(?:st|nd|rd|th)", token.text)
        ):
            first -= 1
        else:
            break
    while first < head and (
        cut[first].text.casefold() in _LEADS or not (cut[first].capital or cut[first].text[0].isdigit())
    ):
        first += 1
    return first


def _rightwards(head: int, cut: list[Token], text: str, starts: set[int], names: Names) -> int:
    """Number after the last token of the name that begins with the head or holds it."""
    after = head + 1
    subject = False
    while after < len(cut) and _next_to(cut[after - 1], cut[after]) <= 1:
        token, word = cut[after], cut[after].text.casefold()
        follower = cut[after + 1] if after + 1 < len(cut) else None
        if (
            token.text == "-"
            and _next_to(cut[after - 1], token) == 0
            and follower
            and _next_to(token, follower) == 0
            and subject
        ):
            after += 2
        elif (
            token.text == "."
            and cut[after - 1].text.casefold() in ("co", "corp", "inc", "ltd")
            and _next_to(cut[after - 1], token) == 0
        ):
            if not (follower and follower.text == ",") and not (follower and follower.text.casefold() in ("ltd",)):
                return after + (1 if follower and not follower.capital else 0)
            after += 1
        elif token.text == "," and follower and follower.text.casefold() in ("ltd", "limited", "inc", "llc"):
            after += 2
        elif word in _JOINS and follower and _next_to(token, follower) <= 1:
            run = after + 1 + (follower.text.casefold() in ("the", "la", "le", "l", "los", "las"))
            run += run < len(cut) and cut[run].text == "'"
            if (
                run >= len(cut)
                or not cut[run].capital
                or (_is_body(run, cut, starts) and (run != after + 1 or cut[head].text.casefold() != "university"))
            ):
                break
            after, subject = run + 1, True
        elif (
            word in ("and", "&", "et", "y")
            and subject
            and follower
            and follower.capital
            and not _is_body(after + 1, cut, starts)
            and not follower.text.isupper()
            and not _is_place(cut, after - 1, names)
        ):
            after += 2
        elif (
            token.text == ","
            and subject
            and cut[head].text.casefold() in _FIELD_HEADS
            and (far := _listed(after, cut, starts))
        ):
            after = far
        elif (
            token.capital
            and token.text.isalpha()
            and (word in _HEADS or word not in _LEADS)
            and after not in starts
            and not (token.text.isupper() and len(token.text) > 1 and not subject)
        ):
            after += 1
        else:
            break
    return after


def _is_place(cut: list[Token], number: int, names: Names) -> bool:
    word = cut[number].text
    return names.countries.get(word) is not None or ((spot := names.places.get(word)) is not None and spot.rank > 1)


def _is_body(first: int, cut: list[Token], starts: set[int]) -> bool:
    """Whether the capitals from here on name an organisation of their own."""
    number = first
    while (
        number < len(cut)
        and number < first + 6
        and cut[number].capital
        and (number == first or _next_to(cut[number - 1], cut[number]) <= 1)
    ):
        if cut[number].text.casefold() in _HEADS or number in starts:
            return True
        number += 1
    return False


def _listed(comma: int, cut: list[Token], starts: set[int]) -> int | None:
    """End of an enumeration of fields such as ', Science, Research and Innovation', if it is one."""
    number, words = comma + 1, 0
    while number < len(cut) and number < comma + 16:
        token = cut[number]
        if token.text == ",":
            words = 0
        elif token.text in ("and", "&"):
            if number + 1 < len(cut) and cut[number + 1].capital and not _is_body(number + 1, cut, starts):
                return number + 2
            return None
        elif not token.capital or _is_body(number, cut, starts) or words == 3:
            return None
        words += 1
        number += 1
    return None


def _enough(first: int, head: int, after: int, cut: list[Token]) -> bool:
    """Whether the words say more than what sort of body it is."""
    rest = [cut[n].text.casefold() for n in range(first, after) if n != head and cut[n].text.isalnum()]
    telling = [
        word
        for word in rest
        if word not in _GENERIC and word not in _HEADS and word not in _JOINS and word not in ("and", "the")
    ]
    if cut[head].text.casefold() in (
        "co",
        "ltd",
        "inc",
        "limited",
        "llc",
        "group",
        "cooperation",
        "union",
        "club",
        "service",
    ):
        return bool(telling) and first < head
    return bool(telling) or (after - head > 2 and len(rest) >= 2)


def _abbreviates(short: str, name: str) -> bool:
    """Whether a bracket may be the name's abbreviation: its letters occur in order in the name."""
    letters = iter(fold(name).casefold())
    return sum(c.isupper() for c in short) >= 2 and all(
        c in letters for c in re.sub(r"[^a-z]", "", fold(short).casefold())
    )


def _country(text: str, start: int, end: int, name: str, names: Names, known: Organisation | None) -> str | None:
    if known and not known.ambiguous:
        return known.country
    named = {hit.value.iso3 for hit in names.countries.find(name)}
    if len(named) == 1:
        return named.pop()
    if named:
        return None
    before = text[max(0, start - 40) : start]
    after = text[end : end + 60]
    for stretch, pattern in (
        (before, r"(?:['’]s?|ese|an|ish|ch)\s+$"),
        (after, r"^(?:\s?\([^()]*\))?(?:,|\s+of(?:\s+the)?|\s+in|\s+from)\s+"),
    ):
        hits = list(names.countries.find(stretch))
        if (
            stretch is before
            and hits
            and re.search(pattern, stretch)
            and not re.search(r"[.,;]", stretch[hits[-1].end :])
            and len(stretch) - hits[-1].end <= 3
        ):
            return hits[-1].value.iso3
        if stretch is after and hits and (lead := re.match(pattern, stretch)) and hits[0].start == lead.end():
            return hits[0].value.iso3
    spots = {
        hit.value.country
        for hit in names.places.find(name)
        if hit.value.sure
        and (
            hit.value.rank != 1
            or hit.value.country == "CHN"
            or re.search(r"University|Institute|Hospital|Observatory", name)
        )
    }
    return spots.pop() if len(spots) == 1 else None


def _role(text: str, start: int, end: int, previous: tuple[int, int] | None) -> str:
    before = text[max(0, start - 90) : start].rpartition(". ")[2]
    after = text[end : end + 60]
    near = re.sub(r"\s+the\s*$", "", before, flags=re.IGNORECASE).rstrip()
    if previous and re.fullmatch(
        r"\s*(?:,|of|under|at|affiliated\s+(?:to|with))\s+(?:the\s+)?", text[previous[1] : start]
    ):
        return "parent"
    for role, pattern in _BEFORE_ROLES:
        if re.search(rf"\b(?:{pattern})$", near, re.IGNORECASE):
            return role
    for role, pattern in _AFTER_ROLES:
        if re.match(rf",?\s+{pattern}\b", after):
            return role
    sentence = text[text.rfind(". ", 0, start) + 1 : start]
    for role, pattern in _BEFORE_ROLES:
        if role in ("builder", "developer", "signatory", "funder", "host", "organiser") and re.search(
            rf"\b(?:{pattern})\b[^.;]*\b(?:and|,)\s*$", near, re.IGNORECASE
        ):
            return role
    if re.search(
        r"\b(?:[Pp]rofessor|[Hh]ead|[Dd]irector|[Dd]ean|[Rr]esearcher|[Ff]ellow|[Ss]cientist)\b[^.;]*(?:of|at|from|,)\s*$",
        near,
    ):
        return "affiliation"
    if re.search(r"\bsigned\b|\bsigning\b", sentence + after):
        return "signatory"
    return "partner"
