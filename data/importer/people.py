"""Finds the people of a text: known ones, names beside a title or post, names that speak. It takes no place, body or mission for a person.

A later surname alone ("Prof. Chen") is the same person.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from data.importer import chinese, firms, organisations, posts
from data.importer.bodies import HEADS, SUBJECT
from data.importer.found import Found
from data.importer.names import Names
from data.importer.phrases import clear_of, fold
from data.importer.words import words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_WORD = rf"(?:(?:{_CAPITAL}\.)+(?:\s?-?{_CAPITAL}\.)*|(?:[dDO]['’])?{_CAPITAL}[\w'’]{{0,38}}\w(?:-\w{{1,38}}){{0,3}})"
_PARTICLE = r"(?:Ó|Ní|Nic|Mac|Uí|de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|bint?i?|ibn|al|el|ul|ur|la|le|y|e|zu|af|av|við|á|ní|zur|ould|ten|op)"
_NAME = re.compile(
    rf"(?<![\w'’-]){_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}|\s+(?:al|el|ul|ur|as|an|ad|ibn)-\w+){{0,6}}"
)
# A post of which one man or woman is called by the surname alone.
_RANKED = re.compile(
    r"\b(?:Minister|President|Premier|Ambassador|Governor|Academician|Rector|Director|Mayor|Chairman|Secretary)\s+$"
)
_STYLES = r"(?:Datin|Tun|Puan|Encik|Ing\.|Mag\.|Doña|Dom|Ustadh|Swami|Sherpa)"
_ADDRESS = re.compile(rf"(?:(?:{posts.HONORIFIC}|{_STYLES})\s+)+")
_ADDRESSED = re.compile(rf"\b{_STYLES}\s+$")
_LAST_TITLE = re.compile(rf"{posts.HONORIFIC}|{posts.HEAD}")
_SPEAKS = re.compile(
    r"(?:,[^,.;]{3,90},)?\s+(?:has\s+|also\s+|then\s+|will\s+)?(?:said|says|told|noted|stressed|added|stated|explained|thanked|visited|met|signed|led|attended|congratulated|remarked|observed|believes|pointed|emphasi[sz]ed|announced|welcomed|praised|hailed|called|"
    r"expressed|received|addressed|delivered|described|highlighted|commented|hosted|presented|underlined|inaugurated|co-chaired|chaired|joined|held|represented|urged|proposed|hopes?|hoped|warned|expects|asked|invited|promised|recalled|sat|flew|came|arrived|spoke|wrote|teaches|taught|studies|leads|heads|directs|predicted|cited|thinks|calls|replied|argued|travelled)\b|,\s+who\b"
)
_LED = re.compile(
    r"(?:[Aa]ccording\s+to|\b(?:led|headed|signed|attended|chaired|received|welcomed|joined|accompanied|represented|hosted)\s+by|[Pp]resence\s+of|\bcounterpart,?|\bbetween|\bcalled\s+on|\bmet(?:\s+with)?|[”\"'’,]\s+(?:said|says|told|explains?|explained|adds?|added|notes?|noted|warns?|warned|remarked|asked|wrote|writes)|\bamong\s+them,?|\bsucceed(?:s|ed|ing)?|\breplac(?:es|ed|ing)|\bcolleague)\s+$"
)
_IS = re.compile(
    rf"\b(?:[Hh]er\s+name|[Hh]is\s+name|(?P<post>{posts.HEAD})(?:\s+(?:of|for)\s+[^.;,]{{2,50}})?)\s+(?:is|was)\s+(?:{posts.HONORIFIC}\s+)*$"
)
_TOLD_AGAIN = 3
# A post and what it is of, then the name between commas: The head of the Finnish team, ...,
_BETWEEN_COMMAS = re.compile(
    rf"\b(?P<post>(?:{posts.HEAD}(?:-designate|-elect)?))(?P<of>\s+(?:of|for|at|from|in)\s+(?:the\s+)?[^.;,]{{2,60}})?,\s+(?:{posts.HONORIFIC}\s+)*$"
)
# Words between commas that only a person has beside the name.
_CALLING = r"(?:[a-z]{3,}(?:ist|ician|eer|grapher|logist|herder|keeper|herdsman|woman)|guide|herder|farmer|fisher|diver|weaver|potter|carpenter|painter|writer|poet|singer|lawyer|judge|surgeon|doctor|midwife|beekeeper|blacksmith|glassblower|nun|monk|lama|hunter|trapper|climber|mountaineer|cook|driver|interpreter|translator|apprentice|trainee)"
_ONE_OF = re.compile(
    rf",\s+(?:one\s+of\s+(?:the|its|their|his|her)\b|(?:aged\s+)?\d\d,|an?\s+(?:[\w-]+\s+){{0,2}}?(?:student|farmer|nurse|teacher|graduate|pupil|widow|native|collector|amateur|retired|member|resident|technician|sailor|diver|fisherman|mechanic|{_CALLING})\b)"
)
# A calling right before a name: the Uzbek optician X; several of them, then a comma: Its inventors, X and Y, ...
_CALLED = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Tt]wo|[Bb]oth)\s+(?:[a-z-]+\s+){{0,3}}(?:{_CALLING}|[a-z]+or|[a-z]+ogist|member|leader)s,\s+$|\b(?i:{_CALLING})\s+$"
)
_CALLING_ALONE = re.compile(rf"(?i:{_CALLING})")
# Somebody told by the country alone: a New Zealander, X, ...
_FROM_THERE = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Ff]ellow)\s+(?P<land>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?),?\s+$")
_THE = re.compile(r"\b[Tt]he\s+$")
_OF_A_SUBJECT = re.compile(r"\b(?:of|for|and|&|,)\s+$")
_AND_ANOTHER = re.compile(r" and (?=[A-Z])")
STOP = words(
    "the a an in on at by from to of for and or but with when while during after before since under according as this that these those its their his her both also meanwhile earlier later chinese space station long march"
    " silk road belt green earth moon mars sea ocean river lake dam satellite telescope forum summit conference agreement law programme program plan mission protocol island islands project initiative joint memorandum"
    " understanding north south east west northern southern eastern western central new international national world global first second third great wall hall people republic kingdom united states nations day week"
    " year january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday cooperation mount desert array asian european african"
    " framework act treaty declaration dialogue congress party communist province city county district port airport bridge tower park valley mountain bay gulf strait nature journal letters"
    " intelligence quantum lunar solar fusion data model copilot pro cloud system action strategy vision award prize medal festival exhibition expo workshop symposium seminar session"
    " speaking addressing asked he she it they we there here if once although because however professor dr prof mr ms mrs president minister ambassador director academician state key five three two one its"
    " firm maker latin american friendship christmas museum working together experts scientists researchers engineers doctors"
)
_TITLES = re.compile(
    rf"{posts.HONORIFIC}|{posts.HEAD}|Vice|Deputy|Prime|Acting|Former|Foreign|Under-Secretary|General|Chief|Science|State|First|Senior|Permanent"
)
# Names of countries and states that people are called too.
_FORENAMES = words("Jordan Chad Georgia Israel India Kenya America Ireland France Holland Jersey Cuba Chile")


def find(text: str, names: Names, earlier: Iterable[dict[str, Any]] = ()) -> list[Found[dict[str, Any]]]:
    """People in reading order, each once, at the first mention: name, post, person_id, country, organisation.

    `earlier`: values of paragraphs before, so that a surname alone is known here.
    """
    bodies = organisations.mentions(text, names)
    taken = [(body.start, body.end) for body in bodies]
    found: list[Found[dict[str, Any]]] = []
    for hit in names.people.find(text):
        post, organisation = posts.of(text, hit.start, hit.end, bodies)
        value = {
            "name": text[hit.start : hit.end],
            "post": post,
            "person_id": hit.value.person_id,
            "country": hit.value.country,
            "organisation": organisation,
        }
        found.append(Found(hit.start, hit.end, value))
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        if start < end and clear_of([*taken, *((f.start, f.end) for f in found)], start, end):
            one = _weigh(text, start, end, names, bodies, found)
            found += [one] if one else []
    return _once(sorted(found, key=lambda one: one.start), earlier, names.met_people)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the titles and small words before it, and without a possessive s."""
    parts = list(re.finditer(r"\S+", text[start:end]))
    if address := _ADDRESS.match(text, start, end):
        parts = list(re.finditer(r"\S+", text[address.end() : end]))
        start = address.end()
    # What leads up to a title is no part of the name: Kenyan Science Minister, ISRB Chairman, 70 K. Prof.
    title = max((n for n, part in enumerate(parts) if _LAST_TITLE.fullmatch(part.group())), default=-1)
    if 0 < title < len(parts) - 1:
        parts = parts[title + 1 :]
    elif title < 0 and len(parts) > 2 and _OF_A_SUBJECT.search(text[max(0, start - 6) : start]):
        while len(parts) > 2 and fold(parts[0].group()).casefold() in SUBJECT | {"affairs", "cooperation", "reform"}:
            parts.pop(0)
    while parts and (_is_small(parts[0].group()) or _TITLES.fullmatch(parts[0].group())):
        if (
            len(parts) == 2
            and parts[0].group() in ("May", "April", "June")
            and parts[1].group().casefold() in chinese.SURNAMES
        ):
            break
        if len(parts) == 2 and chinese.is_person([part.group() for part in parts]):
            break
        parts.pop(0)
    if len(parts) > 2 and _CALLING_ALONE.fullmatch(parts[0].group()):
        parts.pop(0)
    if not parts:
        return end, end
    return start + parts[0].start(), end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _is_small(word: str) -> bool:
    return fold(word).casefold().strip(".") in STOP


def _weigh(
    text: str, start: int, end: int, names: Names, bodies: posts.Bodies, others: list[Found[dict[str, Any]]]
) -> Found[dict[str, Any]] | None:
    """A person, if a title, a post, a verb of speech or the shape of the name speaks for it and no word of it against."""
    name = text[start:end]
    parts = name.split()
    by_shape = chinese.is_person(parts)
    titled = posts.titled(text, start) or bool(_ADDRESSED.search(text[max(0, start - 20) : start]))
    if by_shape and not titled and re.search(r"\b[Tt]he\s+$", text[max(0, start - 6) : start]):
        return None
    ranked = (
        len(parts) == 1
        and bool(_RANKED.search(text[max(0, start - 30) : start]))
        and name.casefold() in chinese.SURNAMES
    )
    titled = titled or ranked
    if (len(parts) == 1 and not titled) or _is_other(name, parts, by_shape, names):
        return None
    post, organisation = posts.of(text, start, end, bodies)
    again = end
    # A name that is printed over and over is no person's.
    for _ in range(_TOLD_AGAIN):
        again = -1 if post else text.find(name, again)
        if again < 0:
            break
        post, organisation = posts.of(text, again, again + len(name), bodies)
        again += len(name)
    spoken, led = _SPEAKS.match(text[end : end + 110]), _LED.search(text[max(0, start - 40) : start])
    beside = any(
        o.end < start
        and start - o.end < 120
        and re.fullmatch(r"(?:,\s*[^.;]{0,100})?,?\s+(?:and|with)\s+", text[o.end : start])
        for o in others
    )
    named = _IS.search(text[max(0, start - 90) : start])
    if not post and named and named["post"]:
        post = named["post"]
    comma = (
        _BETWEEN_COMMAS.search(text[max(0, start - 110) : start]) if text[end : end + 1] in (",", ".", ";") else None
    )
    if not post and comma:
        post = f"{comma['post']}{comma['of'] or ''}"
    beside = beside or bool(_ONE_OF.match(text, end))
    beside = beside or bool(
        _AND_ANOTHER.match(text, end) and chinese.is_person(re.findall(r"[\w'’-]+", text[end + 5 : end + 60])[:2])
    )
    near = text[max(0, start - 60) : start]
    there = _FROM_THERE.search(near)
    beside = beside or bool(_CALLED.search(near))
    beside = beside or bool(there and (names.countries.get(there["land"]) or there["land"].endswith("er")))
    if not (titled or post or named) and (_THE.search(near) or firms.is_trade(parts[-1])):
        return None
    if not (titled or post or by_shape or spoken or led or beside or named):
        return None
    sure = bool(titled or post or (by_shape and (spoken or led or beside)))
    country = (
        "CHN"
        if by_shape
        else next(
            (body.value["country"] for body in bodies if organisation and body.value["name"] == organisation), None
        )
    )
    value = {"name": name, "post": post, "person_id": None, "country": country, "organisation": organisation}
    return Found(
        start, end, value, sure, "" if sure else "it has the shape of a name, but no title or post stands beside it"
    )


def _is_other(name: str, parts: list[str], by_shape: bool, names: Names) -> bool:
    """Whether the words are those of a place, a body, a subject or a thing."""
    lowered = [fold(part).casefold().strip(".") for part in parts]
    may = len(parts) == 2 and parts[0] in ("May", "April", "June") and lowered[1] in chinese.SURNAMES
    if not by_shape and not may and any(word in STOP or word in HEADS or word in SUBJECT for word in lowered):
        return True
    if names.places.get(name) or names.countries.get(name) or names.organisations.get(name):
        return True
    return len(parts) > 1 and any(names.countries.get(part) and part not in _FORENAMES for part in parts)


def surname(name: str) -> str:
    """The word of a full name that stands for it alone: the first of a Chinese one, else the last."""
    parts = fold(name).casefold().split()
    return parts[0] if chinese.is_person(name.split()) else parts[-1]


def _once(
    found: list[Found[dict[str, Any]]], earlier: Iterable[dict[str, Any]], met: Mapping[str, dict[str, Any]]
) -> list[Found[dict[str, Any]]]:
    """Each person at the first mention; a surname alone is the one whose full name has it, here or in a paragraph before."""
    kept: list[Found[dict[str, Any]]] = []
    before = list(earlier)
    for one in found:
        parts = fold(one.value["name"]).casefold().split()
        if any(_same(parts, one.value, other.value) for other in kept):
            continue
        if len(parts) == 1:
            if any(parts[0] in fold(later.value["name"]).casefold().split() for later in found if later is not one):
                continue
            fitting = {value["name"]: value for value in before if _has_surname(value["name"], parts[0])}
            full = next(iter(fitting.values())) if len(fitting) == 1 else None
            if full is None and (known := met.get(parts[0])):
                why = "only a surname is printed here; the full name stands elsewhere in the document"
                kept.append(
                    Found(one.start, one.end, {**known, "post": one.value["post"] or known["post"]}, False, why)
                )
                continue
            one = (
                Found(one.start, one.end, {**full, "post": one.value["post"] or full["post"]})
                if full
                else Found(one.start, one.end, one.value, False, "only a surname is printed")
            )
        kept.append(one)
    return kept


def _has_surname(name: str, surname: str) -> bool:
    """Whether somebody's surname is this: the first part of a Chinese name, the last of another; of a double name either half."""
    told = fold(name).casefold().split()
    own = told[0] if chinese.is_person(name.split()) else told[-1]
    return surname == own or surname in own.split("-")


def _same(parts: list[str], one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["person_id"] and one["person_id"] == other["person_id"]:
        return True
    others = fold(other["name"]).casefold().split()
    return parts == others or (len(parts) == 1 and parts[0] in others)
