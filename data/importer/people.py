"""Finds the people of a text: known ones, names beside a title or post, names that speak. It takes no place, body or mission for a person.

A later surname alone ("Prof. Chen") is the same person.
"""

import re
from collections.abc import Iterable
from typing import Any

from data.importer import organisations, posts
from data.importer.bodies import HEADS, SUBJECT
from data.importer.found import Found
from data.importer.names import Names
from data.importer.phrases import clear_of, fold
from data.importer.words import words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_WORD = rf"(?:(?:{_CAPITAL}\.)+(?:\s?-?{_CAPITAL}\.)*|(?:[dDO]['’])?{_CAPITAL}[\w'’]{{0,38}}\w(?:-\w{{1,38}}){{0,3}})"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|bin|bint|ibn|al|el|ul|ur|la|le|y|e|zu|af|av|við|á|ní|zur|ould|ten|op)"
_NAME = re.compile(
    rf"(?<![\w'’-]){_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}|\s+(?:al|el|ul|ur|as|an|ad|ibn)-\w+){{0,4}}"
)
_SPEAKS = re.compile(
    r"(?:,[^,.;]{3,90},)?\s+(?:has\s+|also\s+|then\s+|will\s+)?(?:said|says|told|noted|stressed|added|stated|explained|thanked|visited|met|signed|led|attended|congratulated|remarked|observed|believes|pointed|emphasi[sz]ed|announced|welcomed|praised|hailed|called|"
    r"expressed|received|addressed|delivered|described|highlighted|commented|hosted|presented|underlined|inaugurated|co-chaired|chaired|joined|held|represented|urged|proposed|hopes?|hoped|warned|expects|asked|invited|promised|recalled|sat|flew|came|arrived|spoke|wrote|teaches|taught|studies|leads|heads|directs|predicted|cited|thinks|calls|replied|argued|travelled)\b|,\s+who\b"
)
_LED = re.compile(
    r"(?:[Aa]ccording\s+to|\b(?:led|headed|signed|attended|chaired|received|welcomed|joined|accompanied|represented|hosted)\s+by|[Pp]resence\s+of|\bcounterpart,?|\bbetween|\bcalled\s+on|\bmet(?:\s+with)?|\bsucceed(?:s|ed|ing)?|\breplac(?:es|ed|ing)|\bcolleague)\s+$"
)
_IS = re.compile(
    rf"\b(?:[Hh]er\s+name|[Hh]is\s+name|(?P<post>{posts.HEAD})(?:\s+(?:of|for)\s+[^.;,]{{2,50}})?)\s+(?:is|was)\s+(?:{posts.HONORIFIC}\s+)*$"
)
_TOLD_AGAIN = 3
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
_SURNAMES = words(
    "ai an bai ban bao bi bian bu cai cao cen chai chang che chen cheng chi chu cui dai deng di ding dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu guan guo han hao he hong hou hu hua huang hui huo ji jia"
    " jian jiang jiao jin jing kang ke kong kuang lai lan lang lei leng li lian liang liao lin ling liu long lou lu luo lv lyu ma mao mei meng mi miao mo mu nan ni nie ning niu ouyang pan pang pei peng pu qi qian qiang qiao qin"
    " qiu qu quan ran rao ren ruan shan shang shao shen sheng shi shu shuai situ song su sun tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying you yu"
    " yuan yue yun zang zeng zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zong zou zuo zhuge shangguan"
)
_SYLLABLE = r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|er|a|o|e|i|u|v))"
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE}){{0,2}}", re.IGNORECASE)
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
    return _once(sorted(found, key=lambda one: one.start), earlier)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the titles and small words before it, and without a possessive s."""
    parts = list(re.finditer(r"\S+", text[start:end]))
    while parts and (_is_small(parts[0].group()) or _TITLES.fullmatch(parts[0].group())):
        if (
            len(parts) == 2
            and parts[0].group() in ("May", "April", "June")
            and parts[1].group().casefold() in _SURNAMES
        ):
            break
        if len(parts) == 2 and _is_chinese([part.group() for part in parts]):
            break
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
    chinese = _is_chinese(parts)
    titled = posts.titled(text, start)
    if chinese and not titled and re.search(r"\b[Tt]he\s+$", text[max(0, start - 6) : start]):
        return None
    if (len(parts) == 1 and not titled) or _is_other(name, parts, chinese, names):
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
    beside = beside or bool(_AND_ANOTHER.match(text, end) and _is_chinese(text[end + 5 : end + 60].split()[:2]))
    if not (titled or post or chinese or spoken or led or beside or named):
        return None
    sure = bool(titled or post or (chinese and (spoken or led or beside)))
    country = (
        "CHN"
        if chinese
        else next(
            (body.value["country"] for body in bodies if organisation and body.value["name"] == organisation), None
        )
    )
    value = {"name": name, "post": post, "person_id": None, "country": country, "organisation": organisation}
    return Found(
        start, end, value, sure, "" if sure else "it has the shape of a name, but no title or post stands beside it"
    )


def _is_other(name: str, parts: list[str], chinese: bool, names: Names) -> bool:
    """Whether the words are those of a place, a body, a subject or a thing."""
    lowered = [fold(part).casefold().strip(".") for part in parts]
    if not chinese and any(word in STOP or word in HEADS or word in SUBJECT for word in lowered):
        return True
    if names.places.get(name) or names.countries.get(name) or names.organisations.get(name):
        return True
    return len(parts) > 1 and any(names.countries.get(part) and part not in _FORENAMES for part in parts)


def _is_chinese(parts: list[str]) -> bool:
    return (
        len(parts) in (2, 3)
        and parts[0].casefold() in _SURNAMES
        and all(part[0].isupper() and _GIVEN.fullmatch(part) for part in parts[1:])
    )


def _once(found: list[Found[dict[str, Any]]], earlier: Iterable[dict[str, Any]]) -> list[Found[dict[str, Any]]]:
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
    own = told[0] if _is_chinese(name.split()) else told[-1]
    return surname == own or surname in own.split("-")


def _same(parts: list[str], one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["person_id"] and one["person_id"] == other["person_id"]:
        return True
    others = fold(other["name"]).casefold().split()
    return parts == others or (len(parts) == 1 and parts[0] in others)
