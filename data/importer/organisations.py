"""Finds the organisations of a text: known ones, and names built around a word such as Institute or Ministry. It guesses no name without one.

A later bare abbreviation is the same organisation; what stands after "of the" is its parent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from data.importer import bodies, firms, traders
from data.importer.found import Found
from data.importer.names import Names, Organisation
from data.importer.phrases import clear_of, fold, tokens

_ABBREVIATION = re.compile(
    r"\s?\(\s?(?:the\s+|formerly\s+)?(?P<short>[A-Z][A-Za-z0-9&./-]{1,14})(?:[,;][^()]{0,40})?\)"
)
# Bounded, so that a text of capitals alone costs no more than any other.
_RUN = r"(?<![\w'’.&-])[A-ZÀ-Þ][\w'’.&-]{0,38}\w(?:\s+(?:(?:de|del|du|of|la|le|di|da|do)\s+){0,2}[A-ZÀ-Þ][\w'’&-]{0,38}(?![\w'’&-])){0,6}"
# A company without a telling word in its name is known by what it is called beside it.
_CALLED = re.compile(
    rf"\b(?:[Ff]irm|[Cc]ompany|[Ss]tart-?up|[Mm]anufacturer|[Mm]aker|[Cc]armaker|[Oo]perator|[Ss]upplier|[Dd]eveloper|[Gg]iant|[Cc]ontractor|[Uu]tility|[Bb]uilder|[Pp]roducer)(?:\s+of\s+[a-z-]+)?\s+(?P<name>{_RUN})"
)
_BESIDE = re.compile(
    rf"(?P<name>{_RUN}),\s+(?:an?|the)\s+(?:[\w'’-]{{1,30}}\s+){{0,4}}?(?:firm|company|start-?up|manufacturer|maker|operator|supplier|developer|contractor|subsidiary)\b(?!['’]s)"
)
_LOWER = re.compile(
    r"\b(?!The\s)(?P<name>(?P<of>[A-Z][\w-]{1,38}(?:\s[A-Z][\w-]{1,38})?)(?:['’]s\s+(?:embassy\b(?!\s+in\b)|space\s+agency)|\s+(?:space\s+agency|science\s+ministry|foreign\s+ministry|(?:embassy|consulate(?:\s+general)?)\s+(?:in|to)\s+[A-Z]\w+(?:\s[A-Z]\w+)?)))"
)
# What a minister is of is a subject: the Minister of the University.
_OF_A_MINISTER = re.compile(r"\b[Mm]inisters?\s+(?:of|for)\s+(?:the\s+)?$")
# What meets is a meeting, whatever its name: a forum that is held, a joint committee of two sides.
_JOINT_MEETING = re.compile(
    r"(?:\b(?:Joint|Bilateral|Mixed|Intergovernmental|Inter-Governmental)\b|-Chin(?:a|ese)\b|\bChin(?:a|ese)-|\bSino-).*\b(?:Committee|Commission|Council|Board|Forum|Assembly|Working)\b"
)
_MAY_BE_HELD = re.compile(r"\b(?:Forum|Workshop|Assembly)\b(?!.*\b(?:Office|Secretariat|Foundation)\b)")
_HELD_AFTER = re.compile(
    r"(?:\s*\([^()]*\))?\s+(?:(?:was|were|is|has been|will be)\s+(?:again\s+)?)?(?:held|met|meets|convened|took\s+place|opened|closed|ended|gathered|assembled|in\s+[A-Z])\b"
)
_HELD_BEFORE = re.compile(
    r"\b(?:hosted|hosts|held|attended|convened|opened|addressed|during|chaired|organi[sz]ed)\s+(?:the\s+|an?\s+)?$"
)
# An embassy that only tells is a source of the news, no party to it.
_EMBASSY_TELLS = re.compile(
    r"(?:\s*\([^()]*\))?\s+(?:has\s+|have\s+|had\s+)?(?:announced|said|says|reported|stated|informed|confirmed|wrote\s+that|told|published|denied)\b"
)
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[A-Z])")
_BEFORE = (
    ("source", r"according\s+to|as\s+reported\s+by|(?:statement|report|release|announcement|notice|data)\s+(?:from|by|of)"),
    ("funder", r"(?:funded|financed|sponsored|supported|paid\s+for|backed)\s+by|(?:funding|financing|money|a\s+loan|loans?)\s+(?:from|by)|grants?\s+(?:from|by|of)"),
    ("builder", r"(?:built|constructed|assembled|manufactured|produced|delivered|set\s+up|installed|equipped)\s+(?:jointly\s+)?by"),
    ("developer", r"(?:developed|designed|created|unveiled|made|invented|presented)\s+(?:jointly\s+|independently\s+)?by|(?:researchers?|scientists?|teams?|engineers?|members?|physicists|chemists|physicians|agronomists|astronomers|biologists|group)\s+(?:led\s+by|from|at|of|with)"),
    ("operator", r"(?:operated|run|managed|administered)\s+(?:jointly\s+)?by"),
    ("owner", r"owned\s+by"),
    ("launcher", r"launched\s+by"),
    ("host", r"hosted\s+(?:jointly\s+)?by|at\s+the\s+(?:invitation|headquarters|campus)\s+of|held\s+at"),
    ("organiser", r"organi[sz]ed\s+(?:jointly\s+)?by"),
    ("signatory", r"(?:signed|inked|concluded|agreement|memorandum(?:\s+of\s+understanding)?|mou|contract|deal|protocol|accord)(?:\s+\w+){0,4}\s+(?:by|with|between)"),
    ("parent", r"affiliated\s+(?:to|with)|under|subordinate\s+to|part\s+of|subsidiary\s+of|supervised\s+by"),
    ("affiliation", r"(?:professor|head|director|dean|researcher|fellow|scientist|scholar|president|chair\w*|secretary|rector|lecturer|student|executive|leader|member)\b[^.;]{0,60}\s(?:of|at|from)|,"),
)  # fmt: skip
_AFTER = (
    ("source", r"said|says|announced|reported|stated|noted|confirmed|told|added|declared"),
    ("signatory", r"signed|inked|concluded|renewed|reached|agreed"),
    ("host", r"hosted|hosts|held"),
    ("builder", r"built|builds|constructed|assembled|delivered|equipped|installed"),
    ("developer", r"developed|unveiled|designed|created|released|completed|achieved|presented|bred|made"),
    ("launcher", r"launched"),
    ("operator", r"operates|runs?|manages|will\s+operate|will\s+run"),
    ("owner", r"owns"),
    ("funder", r"funds|funded|finances|financed|provided|will\s+fund|granted|gives|gave|pays|paid"),
    ("organiser", r"organi[sz]ed|convened"),
)  # fmt: skip
_EARLY = {role: re.compile(rf"(?:^|\b)(?:{pattern})$", re.IGNORECASE) for role, pattern in _BEFORE}
_JOINT = {
    role: re.compile(rf"\b(?:{dict(_BEFORE)[role]})\b[^.;]{{0,200}}\b(?:and|,)\s*$", re.IGNORECASE)
    for role in ("builder", "developer", "signatory", "funder", "host", "organiser", "operator")
}
_LATE = [
    (
        role,
        re.compile(
            rf",?\s+(?:which\s+)?(?:has\s+|have\s+|had\s+)?(?:jointly\s+|successfully\s+|also\s+|together\s+)?(?:{pattern})\b"
        ),
    )
    for role, pattern in _AFTER
]


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    known: Organisation | None
    sure: bool = True
    bare: bool = False  # the letters of a bracket: an organisation only if the bracket stood beside one


def mentions(text: str, names: Names, earlier: Iterable[dict[str, Any]] = ()) -> list[Found[dict[str, Any]]]:
    """Every mention in reading order, the later ones with what the first told."""
    found: list[Found[dict[str, Any]]] = []
    told: dict[str, dict[str, Any]] = {}
    before = _shorts(earlier)
    previous: tuple[int, int] | None = None
    for span in _spans(text, names, before):
        name = _BROKEN.sub("-", text[span.start : span.end])
        if span.bare and fold(name).casefold() not in told:
            continue
        bracket = _ABBREVIATION.match(text, span.end)
        short = bracket["short"] if bracket and _abbreviates(bracket["short"], name) else None
        end = bracket.end() if bracket and short else span.end
        one = _told(text, span, name, short, previous, names, before)
        previous = (span.start, end)
        keys = {fold(name).casefold(), one.value["organisation_id"] or fold(name).casefold()}
        first = next((told[key] for key in keys if key in told), one.value)
        found.append(Found(span.start, end, first, one.sure, one.why))
        told |= dict.fromkeys([*keys, *([fold(short).casefold()] if short else [])], first)
    return found


def _shorts(earlier: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Bodies of paragraphs before by the abbreviation printed beside them, where only one has it."""
    known: dict[str, dict[str, dict[str, Any]]] = {}
    for value in earlier:
        if value["short"]:
            known.setdefault(fold(value["short"]), {}).setdefault(fold(value["name"]).casefold(), value)
    return {short: next(iter(alike.values())) for short, alike in known.items() if len(alike) == 1}


def find(text: str, names: Names, earlier: Iterable[dict[str, Any]] = ()) -> list[Found[dict[str, Any]]]:
    """Organisations in reading order, each once, at its first mention: name, short, country, role, organisation_id.

    `earlier`: values of paragraphs before, so that a bare abbreviation defined there is known here.
    """
    found: list[Found[dict[str, Any]]] = []
    for one in mentions(text, names, earlier):
        if all(one.value is not other.value for other in found):
            found.append(one)
    return found


def _told(
    text: str,
    span: _Span,
    name: str,
    short: str | None,
    previous: tuple[int, int] | None,
    names: Names,
    before: dict[str, dict[str, Any]],
) -> Found[dict[str, Any]]:
    """The value of one span; a bare abbreviation of an earlier paragraph brings its own."""
    role = _role(text, span.start, span.end + (len(short) + 3 if short else 0), previous)
    if span.known is None and (known := before.get(fold(name))):
        return Found(span.start, span.end, {**known, "role": role})
    country = _country(text, span.start, span.end, name, names, span.known)
    known_one, why = _settled(name, span.known, country, names)
    value = {
        "name": name,
        "short": short,
        "country": known_one.country if known_one else country,
        "role": role,
        "organisation_id": (known_one.organisation_id or None) if known_one else None,
    }
    if not known_one and country is None and re.search(r"\bGeorgia\b", name):
        why = why or "Georgia is a country and a state of the United States"
    why = why or ("" if span.sure else "no word of its name says that it is an organisation")
    return Found(span.start, span.end, value, not why, why)


def _settled(
    name: str, known: Organisation | None, country: str | None, names: Names
) -> tuple[Organisation | None, str]:
    """The known organisation that is meant, and why that is unsure."""
    if known and not known.ambiguous:
        return known, ""
    if known:
        if known.country == country:
            return known, ""
        if country is None and known.country == "CHN":
            return known, "other countries have a body of this name; taken for that of China"
        return None, "" if country else "several countries have a body of this name"
    key = fold(name).casefold()
    near = process.extractOne(key, names.organisation_forms.keys(), scorer=fuzz.ratio, score_cutoff=94)
    if (
        near
        and _differ_in_spelling(key, near[0])
        and (alike := names.organisation_forms[near[0]]).country in (country, None)
        and not alike.ambiguous
    ):
        return alike, f"printed nearly as “{alike.name}”"
    return None, ""


def _differ_in_spelling(one: str, other: str) -> bool:
    """Whether each word has a counterpart that is spelt nearly alike: Center and Centre, but not Plasma and Particle."""
    words, others = one.split(), other.split()
    return len(words) == len(others) and all(
        fuzz.ratio(a, b) >= 75 and a[:2] == b[:2] for a, b in zip(words, others, strict=True)
    )


def _spans(text: str, names: Names, before: dict[str, dict[str, Any]]) -> list[_Span]:
    """Stretches of the text that are organisations; of two that overlap, the longer."""
    cut = tokens(text)
    known = [hit for hit in names.organisations.find(text, cut) if not _is_other(text, hit.start, hit.end)]
    candidates = [_Span(hit.start, hit.end, hit.value) for hit in known]
    candidates += [
        _Span(
            cut[s.first].start,
            cut[s.after - 1].end,
            names.organisations.get(text[cut[s.first].start : cut[s.after - 1].end]),
        )
        for s in bodies.built(text, cut, names, [(h.first, h.after) for h in known])
        if not _OF_A_MINISTER.search(text[max(0, cut[s.first].start - 30) : cut[s.first].start])
        and not _is_meeting(text, cut[s.first].start, cut[s.after - 1].end)
    ]
    # A firm that the document calls one elsewhere.
    candidates += [_Span(hit.start, hit.end, None) for hit in names.met_bodies.find(text, cut)]
    candidates += _called(text, names)
    candidates += [
        _Span(start, end, names.organisations.get(text[start:end]), sure=False)
        for start, end in traders.named(text, names, [(span.start, span.end) for span in candidates])
    ]
    candidates += [
        _Span(start, end, names.organisations.get(text[start:end]), sure=False)
        for start, end in firms.named(text, names, [(span.start, span.end) for span in candidates])
    ]
    shorts = {fold(bracket["short"]) for bracket in _ABBREVIATION.finditer(text)} & {token.text for token in cut}
    candidates += (
        [
            _Span(token.start, token.end, None, bare=True)
            for token in cut
            if token.text in shorts and text[token.start - 1 : token.start] != "("
        ]
        if shorts
        else []
    )
    if before:
        candidates += [_Span(token.start, token.end, None) for token in cut if token.text in before]
    chosen: list[_Span] = []
    for span in sorted(candidates, key=lambda s: (-(s.end - s.start), s.known is None)):
        if clear_of([(s.start, s.end) for s in chosen], span.start, span.end):
            chosen.append(span)
    return sorted(chosen, key=lambda s: s.start)


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether known letters mean something else: a news agency's print, or two letters in front of a thing, as in RS satellite."""
    letters = end - start == 2 and not re.search(r"\b[Tt]he\s+$", text[max(0, start - 5) : start])
    return bool(re.match(r"\s+News\b", text[end:]) or (letters and re.match(r"(?:-\d|\s+[a-z]{4})", text[end:])))


def _is_meeting(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return bool(
        _JOINT_MEETING.search(name)
        or (
            _MAY_BE_HELD.search(name)
            and (
                _HELD_AFTER.match(text, end)
                or _HELD_BEFORE.search(text[max(0, start - 30) : start])
                or (name.endswith("Forum") and re.search(r"\bat\s+the\s+$", text[max(0, start - 8) : start]))
            )
        )
    )


def _called(text: str, names: Names) -> Iterator[_Span]:
    for pattern in (_CALLED, _BESIDE):
        for match in pattern.finditer(text):
            if (
                names.countries.get(match["name"]) is None
                and names.places.get(match["name"]) is None
                and names.people.get(match["name"]) is None
            ):
                yield _Span(
                    match.start("name"),
                    match.end("name"),
                    names.organisations.get(match["name"]),
                    sure=pattern is _CALLED,
                )
    for match in _LOWER.finditer(text):
        named = names.countries.get(match["of"])
        told = "mbassy" in match["name"] and _EMBASSY_TELLS.match(text, match.end("name"))
        if named and named.form != "capital" and not told:
            yield _Span(match.start("name"), match.end("name"), None)


# Where Georgia stands, the country is meant beside these, the state in names of these forms.
_IN_GEORGIA = re.compile(r"\b(?:Tbilisi|Batumi|Kutaisi|Caucasus|Georgian)\b")
_OF_THE_STATE = re.compile(
    r"\bGeorgia (?:Institute of Technology|Tech|State|Southern|Aquarium)\b|\b(?:University|Institute|College) of Georgia\b"
)


def _abbreviates(short: str, name: str) -> bool:
    """Whether a bracket may be the name's abbreviation: most of its letters occur in order in the name."""
    rest, hits = fold(name).casefold(), 0
    letters = re.sub(r"[^a-z]", "", fold(short).casefold())
    for letter in letters:
        if (at := rest.find(letter)) >= 0:
            rest, hits = rest[at + 1 :], hits + 1
    return sum(c.isupper() for c in short) >= 2 and hits >= 0.75 * len(letters)


def _country(text: str, start: int, end: int, name: str, names: Names, known: Organisation | None) -> str | None:
    """Home country by the name itself, the words right beside it, else a city in the name."""
    if known and not known.ambiguous:
        return known.country
    named = [hit.value for hit in names.countries.find(name)]
    if named and ("mbassy" in name or "onsulate" in name):
        return named[0].iso3
    codes = {country.iso3 for country in named if country.form != "capital"}
    if codes == {"GEO"} and _IN_GEORGIA.search(text) is None:
        # The state of the USA has bodies of this name; which of the two is meant, nothing beside it says.
        return "USA" if _OF_THE_STATE.search(name) else None
    if codes:
        return codes.pop() if len(codes) == 1 else None
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    owner = list(names.countries.find(before))
    if (
        owner
        and owner[-1].value.form != "capital"
        and re.fullmatch(
            r"(?:['’]s?)?\s+(?:(?:state|national|space|research|firm|company|start-up)\s+){0,2}",
            before[owner[-1].end :],
        )
    ):
        return owner[-1].value.iso3
    lead = re.match(r"(?:\s?\([^()]{1,30}\))?(?:,|\s+of(?:\s+the)?|\s+in|\s+from)\s+(?:the\s+)?", after)
    follower = next(iter(names.countries.find(after)), None) if lead else None
    if lead and follower and follower.start == lead.end() and follower.value.form == "name":
        return follower.value.iso3
    place = next(iter(names.places.find(after)), None) if lead else None
    if lead and place and place.start == lead.end() and (place.value.rank in (0, 2, 3) or place.value.country == "CHN"):
        return place.value.country
    return _home(name, names)


def _home(name: str, names: Names) -> str | None:
    """Country of the city or province in a name, where there is only one and it is large enough to be meant."""
    homes = set()
    for hit in names.places.find(name):
        spot = hit.value
        if spot.rank in (0, 2, 3) or spot.people >= (100_000 if spot.country == "CHN" else 500_000):
            homes.add(spot.country)
    return homes.pop() if len(homes) == 1 else None


def _role(text: str, start: int, end: int, previous: tuple[int, int] | None) -> str:
    """Its part by the words right before or after it; without any, a partner."""
    if previous and re.fullmatch(
        r"\s*(?:,|of|under|at|affiliated\s+(?:to|with))\s+(?:the\s+)?", text[previous[1] : start]
    ):
        return "parent"
    near = re.sub(r"\s+the\s*$", "", text[max(0, start - 90) : start].rpartition(". ")[2], flags=re.IGNORECASE).rstrip()
    for role, pattern in _EARLY.items():
        if role != "affiliation" and pattern.search(near):
            return role
    for role, late in _LATE:
        if late.match(text, end):
            return role
    for role, joint in _JOINT.items():
        if joint.search(text[max(0, start - 220) : start].rpartition(". ")[2]):
            return role
    if _EARLY["affiliation"].search(near) and not near.endswith(","):
        return "affiliation"
    sentence = text[max(start - 300, text.rfind(". ", max(0, start - 300), start) + 1) : end + 80]
    return "signatory" if re.search(r"\bsign(?:ed|ing)\b", sentence) else "partner"
