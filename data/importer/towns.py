"""Finds the country of a partner that is told by a town, a region or a well-known body alone: "the university in Perth", "the Pune institute", "Kisumu's lake centre".

A town whose name others share says a country only where it is far larger than they are. It is always a doubt, for an editor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.importer import landmarks
from data.importer.asides import aside
from data.importer.bodies import HEADS
from data.importer.countries import at_a_seat
from data.importer.found import Found
from data.importer.names import Names, Spot
from data.importer.phrases import Token, clear_of, fold, tokens
from data.importer.words import words

_HOME = {"CHN", "HKG", "MAC", "TWN", "ATA"}
# A smaller town is meant only where words tell that it is a place; one in front of a body may as well be a surname.
_LEAST_PEOPLE = 80_000
# How many times larger than others of its name a town must be to be meant.
_LARGER = 2.0
_SMALL_WORDS = words(
    "and or is was were are be has had have of to on in at the that which from with by for a an as will"
)
# Words that are towns as well.
_WORDS = words("March May Of University Reading Bay Horn Mobile Nature Science")
_NOT_SITES = words(
    "forum network bank fund service office board project programme group series union department works bureau treaty"
)
# What a town or region has besides bodies with a head of their own.
_SITES = words(
    "radar dish telescope port harbour harbor station park stations mayor governor university universities hospital hospitals clinic reactor"
    " synchrotron airport brewery growers farmers researchers engineers scientists chemists physicists doctors nurses team teams county province state city side"
    " students parliament senate government governments authorities school schools laboratories line railway metro spaceport"
)
_OF = re.compile(
    r"\b(?:[Pp]orts?|[Mm]ayors?|[Gg]overnors?|[Cc]it(?:y|ies)|[Tt]owns?|[Pp]rovinces?|[Rr]egions?|[Ss]tates?|[Ii]slands?|[Cc]ount(?:y|ies)|[Uu]niversit(?:y|ies)|[Cc]olleges?|[Ii]nstitutes?|[Oo]bservator(?:y|ies)|[Hh]ospitals?|[Mm]useums?|[Zz]oos?|[Ss]enates?|[Pp]arliaments?|[Rr]epublic|Polytechnic|Academy)"
    r" of (?:the )?(?:[A-Z][\w'’-]+ of )?(?:[A-Z][\w'’-]+ and )?$"
    # "Trinity College Dublin", "Institut Pasteur de Dakar".
    # "Académie des techniques de Grenoble", "Royal College of Water of Phnom Penh".
    r"|\b(?:Acad[ée]mi[ae]|Institut\w*|Universit\w+|College|Centro|Centre|Laboratoire)(?: [\w'’]+){1,5} (?:d[eiu]|of|von) $"
    r"|\b(?:College|Universit\w+|Institut\w*|Polytechnic|Politecnico|School|Hospital|Instituto [A-Z]\w+|Institut [A-Z]\w+)(?: d[eiu])? $"
)
# People or things of a place: "hydrologists from", "a clinic in", "the technicians of".
_PEOPLE = re.compile(
    r"\b(?:[A-Za-z]{3,}(?:ists?|ers?|ors|ians?|ents|ants|men|women|folk)|[Nn]urses?|[Vv]ets?|[Ss]urgeons?|[Ee]nvoys?|colleagues?|delegates?|pupils?|teams?|groups?|scholars?|partners?|clinics?|hospitals?|institutes?|universit(?:y|ies)|laborator(?:y|ies)|labs?|schools?|compan(?:y|ies)|firms?|offices?|observator(?:y|ies)|centres?|centers?|delegations?|authorit(?:y|ies)|museums?|foundations?|Universit(?:y|ies)|Institutes?|College|School|Hospital|Laboratory|Observatory|Academy|Centre|Center|Museum|Foundation)"
    r" (?:[a-z][\w'’-]* ){0,2}?(?:of|from|in|at|near|around|outside) (?:the )?(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?, ){0,3}(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? and (?:in |of |from )?)?$"
)
_PLACED = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|of|[Ff]rom|to|for|[Nn]ear|outside|between|off|around|under|with|on)\s+(?:the\s+(?:[a-z]+\s+){0,2}(?:city|town|port)\s+of\s+)?|(?:^|[.:]\s|^- )|\d\s+[A-Z][a-z]+,\s+|[a-z],\s+)$"
)
_WITH = re.compile(
    r"\b(?:[Ww]ith|[Tt]ogether|jointly|between|colleagues|partners|by)\b(?![^,;.]*\b(?:compared|than)\b)[^;.]{0,90}$|\band (?:of|by|from|at|in) (?:the )?[^,;.]{0,80}$|\band (?:a |an |the )?(?:teams?|groups?|colleagues|[a-z]+(?:ists|ers)) [^,;.]{0,60}$"
    # "At Zhejiang University and the University of Bergen".
    r"|\b(?:Universit\w+|Institute|Academy|Hospital|Laborator\w+|Observatory|Cent(?:re|er)|College|School)(?: (?:of|for) [A-Z][\w' -]{2,40})?(?: \([A-Z]+\))? and (?:(?:of|at|from) )?(?:the )?(?:[A-Z][\w'’-]+ (?:of )?){0,4}$"
)
# What those of a place did for the same result.
_SHARED = re.compile(
    r"[^.;]{0,40}\b(?:confirmed|repeated|checked|supplied|contributed|is (?:a )?co-author|are co-authors|(?:is|are) among (?:the|its) authors|shared?)\b"
)
_DATELINE = re.compile(r"(?:^|\n)(?:[-–•*] )?(?:[A-Z][\w'’-]+ and )?$")
_LINE_ENDS = re.compile(r"(?:/[A-Z][\w ]{2,20})?(?: and [A-Z][\w'’-]+)?(?:,? \(?(?:\d|[A-Z][a-z]+ \d)|:|\. [A-Z])")
# A small town is known by a body of a kind that is called after its seat.
_SMALL_SEAT = re.compile(r" (?:Universit|Observatory|Hospital|University Hospital)")
# "Treated in Accra at the teaching hospital", "at Ushuaia by the institute".
_AT_A_BODY = re.compile(
    r",? (?:at|by|in) (?:the |an? )(?:[\w'’-]+ ){0,5}?(?:[Hh]ospital|[Uu]niversity|[Ii]nstitute|[Cc]linic|[Cc]ollege|[Oo]bservatory|[Ll]aboratory|[Ss]tation)\b"
)
# What is called so with the name is a piece of land, and bodies are called after it wherever they are.
_LAND = re.compile(r" (?:Hills?|Rivers?|Valley|Lakes?|Bay|Mountains?|Sea|Island|Road)\b")
_GOES_ON = re.compile(r"\s+[A-Z\u00c0-\u00de]|\s+of\s+[A-Z]|[-\u2010]\w")
# Words that may stand in capitals before a name without being part of it.
_OPENERS = (
    words(
        "in at from the with near on of by under for to and outside both between off around when while as after joint"
    )
    | HEADS
)
_TOWNS, _BODIES = landmarks.towns(), landmarks.bodies()


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    country: str
    people: int
    kind: str  # town, region or body
    alone: bool = False  # whether no other town is called so


def find(text: str, names: Names, taken: list[tuple[int, int]], joint: bool) -> list[Found[str]]:
    """Countries (ISO 3166) told by a place or a body abroad that takes part, each once, none of them sure.

    `joint`: whether only what words such as "together with" lead to counts, as in a report of what one side found.
    """
    found: dict[str, Found[str]] = {}
    hits = list(_hits(text, names, tokens(text)))
    ends: set[int] = set()  # where an accepted one ends, which a list goes on from
    for hit in [*hits, *reversed(hits)]:
        # "Goa in India": the country beside it tells more.
        land = re.match(r"(?:,| in) (?:the )?", text[hit.end : hit.end + 10])
        told = land and any(start == hit.end + land.end() for start, _ in taken)
        if told or hit.country in found or not clear_of(taken, hit.start, hit.end):
            continue
        lead = text[max(0, hit.start - 120) : hit.start]
        paired = _beside_home(text, hit, names)
        listed = _listed(text, hit, ends)
        with_home = not joint or paired or bool(_WITH.search(lead) or _SHARED.match(text[hit.end : hit.end + 120]))
        if not listed and not (with_home and (paired or _takes_part(text, hit, lead))):
            continue
        if not aside(text, hit.start, hit.end):
            why = f"told by {text[hit.start : hit.end]} alone"
            found[hit.country] = Found(hit.start, hit.end, hit.country, False, why)
            ends |= {hit.start, hit.end}
    return sorted(found.values(), key=lambda one: one.start)


def weakly(text: str, names: Names) -> list[Found[str]]:
    """The same of a town that only stands after a word such as in or from."""
    found: dict[str, Found[str]] = {}
    for hit in _hits(text, names, tokens(text)):
        lead = text[max(0, hit.start - 60) : hit.start]
        named = re.search(r"(?:^|\. )The $", lead) and re.match(r" [a-z]{4,} [a-z]", text[hit.end : hit.end + 30])
        placed = (_PLACED.search(lead) or named) and not _GOES_ON.match(text, hit.end)
        placed = placed and hit.people >= _LEAST_PEOPLE and not at_a_seat(text, text[hit.start : hit.end], ())
        if placed and not aside(text, hit.start, hit.end):
            why = f"told by {text[hit.start : hit.end]} alone"
            found.setdefault(hit.country, Found(hit.start, hit.end, hit.country, False, why))
    return list(found.values())


def _listed(text: str, hit: _Hit, ends: set[int]) -> bool:
    """Whether "and" or a comma alone joins it to one that takes part."""
    after = re.match(r"(?: and |, | or )(?:(?:in|of|from|at) )?", text[hit.end : hit.end + 12])
    before = re.search(r"(?: and |, )(?:(?:in|of|from|at) )?$", text[max(0, hit.start - 12) : hit.start])
    return bool(after and hit.end + after.end() in ends) or bool(before and hit.start - len(before.group()) in ends)


def _takes_part(text: str, hit: _Hit, lead: str) -> bool:
    """Whether the words beside it make it a body, people or the seat of what is done."""
    rest = text[hit.end : hit.end + 90]
    if hit.kind == "body" or rest.startswith("-based ") or _AT_A_BODY.match(rest):
        return True
    if _DATELINE.search(lead) and _LINE_ENDS.match(rest):
        return not at_a_seat(text, text[hit.start : hit.end], ())
    # "The Amur" is a river, "Pearl River University" no town.
    alone = not lead.endswith("the ") and not _GOES_ON.match(rest)
    if alone and (_OF.search(lead) or _PEOPLE.search(lead)):
        return True
    return (
        hit.people >= _LEAST_PEOPLE or bool(_SMALL_SEAT.match(rest) and hit.alone and not lead.endswith("the "))
    ) and _leads_a_body(rest)


def _leads_a_body(rest: str) -> bool:
    """Whether a body or people of the place follow within a few words: "General Hospital", "'s lake centre", "radar"."""
    if re.match(r"['’]s [A-Z]", rest):
        return True
    if _LAND.match(rest):
        return False
    for number, word in enumerate(re.findall(r"[\w’'-]+|[^\w\s]", re.sub(r"^['’]s\b", "", rest))[:5]):
        plain = re.sub(r"['’]s$", "", fold(word).casefold())
        if plain in (HEADS | _SITES) - _NOT_SITES:
            return True
        if plain in _SMALL_WORDS or not word[0].isalpha() or number == 4:
            return False
    return False


def _beside_home(text: str, hit: _Hit, names: Names) -> bool:
    """Whether "and" joins it to a place of China: "Novi Sad and Wuhan signed"."""
    after = re.match(
        r"(?:, [A-Z][\w'’]+(?: [A-Z][\w'’]+)?){0,3},? and (?:(?:one|that|another) )?(?:(?:in|at|of|from) )?(?P<name>[A-Z][\w'’]+)",
        text[hit.end : hit.end + 80],
    )
    before = re.search(
        r"\b(?P<name>[A-Z][\w'’]+)(?:, [A-Z][\w'’]+(?: [A-Z][\w'’]+)?){0,3},? and (?:(?:one|that|another) )?(?:(?:in|at|of|from) )?$",
        text[max(0, hit.start - 80) : hit.start],
    )
    # "Seven in Zhejiang and two in Thessaloniki".
    counted = re.search(
        r"\b(?:in|at|from) (?P<name>[A-Z][\w’']+),? and (?:one|two|three|four|five|six|some|several|another|\d+)(?: [a-z]+)? (?:in|at|from) $",
        text[max(0, hit.start - 80) : hit.start],
    )
    # "A Dubna laboratory and the Lanzhou ring", "Coimbra's mathematicians and those of Hefei".
    things = re.match(
        r"(?:['’]s)?(?: [a-z]+){1,3} and (?:the |an? )?(?:(?:those|that|one) )?(?:(?:of|at|in|from) )?(?P<name>[A-Z][\w’']+?)(?:['’]s)?\b",
        text[hit.end : hit.end + 90],
    )
    spots = [names.places.get(told["name"]) for told in (after, before, counted, things) if told]
    return any(spot and spot.country == "CHN" for spot in spots)


def _hits(text: str, names: Names, cut: list[Token]) -> Iterator[_Hit]:
    """Towns, regions and well-known bodies abroad that can be no other country's, in reading order."""
    hits = [_Hit(hit.start, hit.end, hit.value, _LEAST_PEOPLE, "body") for hit in _BODIES.find(text, cut)]
    covered = {offset for hit in hits for offset in range(hit.start, hit.end)}
    for hit in names.places.find(text, cut):
        land = country(hit.value) if text[hit.start : hit.end] not in _WORDS else None
        if land and covered.isdisjoint(range(hit.start, hit.end)):
            people = _LEAST_PEOPLE if hit.value.rank >= 2 else hit.value.people
            hits.append(_Hit(hit.start, hit.end, land, people, "town", not hit.value.others))
            covered.update(range(hit.start, hit.end))
    for phrases in (_TOWNS, names.regions):
        for one in phrases.find(text, cut):
            if covered.isdisjoint(range(one.start, one.end)):
                hits.append(_Hit(one.start, one.end, one.value, _LEAST_PEOPLE, "region"))
    starts = {hit.start for hit in hits}
    for hit_ in sorted(hits, key=lambda one: one.start):
        # "Institut Pasteur de Dakar" is of Dakar.
        seat = re.match(r" (?:de|du|in|of|at) ", text[hit_.end : hit_.end + 5])
        if hit_.kind == "body" and seat and hit_.end + seat.end() in starts:
            continue
        before = re.search(r"([A-Z\u00c0-\u00de][\w'’.-]*)[ -]$", text[max(0, hit_.start - 30) : hit_.start])
        if not before or fold(before[1]).casefold() in _OPENERS:
            yield hit_


def country(first: Spot) -> str | None:
    """The country of a town abroad whose name is no other's, or that is far larger than the others."""
    if first.kind != "land" or not first.country or first.country in _HOME:
        return None
    if any(other.country in _HOME for other in first.others):
        return None
    rivals = [other.people for other in first.others if other.country != first.country]
    return None if rivals and first.rank < 2 and first.people < _LARGER * max(rivals) else first.country
