"""Finds the people of a text: known ones, names beside a title or post, names that speak. It takes no place, body or mission for a person.

A later surname alone ("Prof. Chen") is the same person.
"""

import re
from typing import Any

from data.importer import organisations
from data.importer.found import Found
from data.importer.names import Names
from data.importer.phrases import clear_of, fold

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_WORD = rf"(?:(?:{_CAPITAL}\.)+(?:\s?-?{_CAPITAL}\.)*|(?:[dDO]['’])?{_CAPITAL}[\w'’]*\w(?:-\w+)*|Xi|Li|Ng)"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|bin|bint|ibn|al|el|ul|ur|la|le|y|e|zu|af|av)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}|\s+(?:al|el|ul|ur)-\w+){{0,4}}"
_HONORIFIC = r"(?:Prof(?:essor)?s?|Dr|Drs|Mr|Mrs|Ms|Sir|Dame|Lord|Academician|Sheikh|Sheikha|Prince|Princess|King|Queen|H\.E|Shri|Smt|Eng)\.?"
_QUALIFIED = r"(?:(?:[Vv]ice|[Dd]eputy|[Aa]cting|[Aa]ssistant|[Ee]xecutive|[Ff]irst|[Ff]ormer|[Hh]onorary|[Cc]o|[Ss]enior|[Cc]hief|[Pp]rime|[Ff]oreign|[Gg]eneral|[Pp]rincipal|[Ll]ead|[Pp]roject|[Aa]ssociate|[Ff]ederal|[Pp]ermanent|[Ss]cience|[Ss]pecial)[\s-]+)*"
_POST_HEAD = (
    r"(?:[Pp]resident|[Pp]remier|[Mm]inister|[Ss]ecretary(?:[\s-][Gg]eneral)?|[Dd]irector(?:[\s-][Gg]eneral)?|[Gg]overnor|[Cc]hair(?:man|woman|person)?|CEO|CTO|[Ee]xecutive|[Rr]ector|[Cc]hancellor|[Dd]ean|[Hh]ead|[Ll]eader|"
    r"[Aa]mbassador|[Cc]onsul(?:[\s-][Gg]eneral)?|[Pp]rofessor|[Aa]cademician|[Cc]ommissioner|[Ss]pokes(?:person|man|woman)|[Aa]dministrator|[Ee]nvoy|[Rr]epresentative|[Cc]ounsell?or|[Ff]ellow|[Rr]esearcher|[Ss]cientist|[Ee]ngineer|"
    r"[Ff]ounder|[Mm]anager|[Mm]ember|[Cc]oordinator|[Cc]ommander|[Mm]ayor|[Dd]esigner|[Aa]stronauts?|[Tt]aikonauts?|[Pp]hysicist|[Cc]hemist|[Bb]iologist|[Aa]stronomer|[Aa]uthor|[Ii]nvestigator|[Oo]fficer|[Aa]ttach[eé]|[Cc]ounterpart|[Pp]rovost|[Ss]peaker)"
)
_POST = rf"{_QUALIFIED}{_POST_HEAD}(?:\s+and\s+{_QUALIFIED}{_POST_HEAD})*"
_SPEAKS = r"(?:said|says|told|noted|stressed|added|stated|explained|thanked|visited|met|signed|led|attended|congratulated|remarked|observed|believes|pointed|emphasi[sz]ed|announced|welcomed|praised|hailed|called|expressed|received|addressed|delivered|described|highlighted|commented|hosted|presented|underlined|inaugurated|co-chaired|chaired|joined|held|represented|urged|proposed|hoped)"
_BEFORE = re.compile(
    r"(?:[Aa]ccording\s+to|\bled\s+by|\bheaded\s+by|[Pp]resence\s+of|\bcounterpart,?|\bsigned\s+by|\battended\s+by|\bbetween|\bchaired\s+by|\breceived\s+by|\bcalled\s+on|\bmet(?:\s+with)?|\bwelcomed\s+by|\bjoined\s+by|\bsucceed(?:s|ed|ing)?|\breplac(?:es|ed|ing))\s+$"
)
_STOP = frozenset(
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
        "chinese",
        "space",
        "station",
        "long",
        "march",
        "silk",
        "road",
        "belt",
        "green",
        "earth",
        "moon",
        "mars",
        "sea",
        "ocean",
        "river",
        "lake",
        "dam",
        "satellite",
        "telescope",
        "forum",
        "summit",
        "conference",
        "agreement",
        "law",
        "programme",
        "program",
        "plan",
        "mission",
        "protocol",
        "island",
        "islands",
        "project",
        "initiative",
        "joint",
        "memorandum",
        "understanding",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "new",
        "international",
        "national",
        "world",
        "global",
        "first",
        "second",
        "third",
        "great",
        "wall",
        "hall",
        "people",
        "republic",
        "kingdom",
        "united",
        "states",
        "nations",
        "day",
        "week",
        "year",
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
        "science",
        "sciences",
        "technology",
        "research",
        "innovation",
        "development",
        "cooperation",
        "framework",
        "act",
        "treaty",
        "declaration",
        "dialogue",
        "congress",
        "party",
        "communist",
        "province",
        "city",
        "county",
        "district",
        "port",
        "airport",
        "bridge",
        "tower",
        "park",
        "valley",
        "mountain",
        "bay",
        "gulf",
        "strait",
        "nature",
        "journal",
        "letters",
        "physics",
        "chemistry",
        "artificial",
        "intelligence",
        "quantum",
        "lunar",
        "solar",
        "nuclear",
        "fusion",
        "energy",
        "data",
        "model",
        "copilot",
        "pro",
        "cloud",
        "network",
        "system",
        "action",
        "strategy",
        "vision",
        "award",
        "prize",
        "medal",
        "festival",
        "week",
        "exhibition",
        "expo",
        "workshop",
        "symposium",
        "seminar",
        "session",
        "earlier",
        "speaking",
        "addressing",
        "asked",
        "he",
        "she",
        "it",
        "they",
        "we",
        "there",
        "here",
        "if",
        "once",
        "although",
        "because",
        "however",
        "professor",
        "dr",
        "prof",
        "mr",
        "ms",
        "mrs",
        "president",
        "minister",
        "ambassador",
        "director",
        "academician",
        "state",
        "key",
        "five",
        "three",
        "two",
        "one",
    ]
)
_SURNAMES = frozenset(
    [
        "ai",
        "an",
        "bai",
        "ban",
        "bao",
        "bi",
        "bian",
        "bu",
        "cai",
        "cao",
        "cen",
        "chai",
        "chang",
        "che",
        "chen",
        "cheng",
        "chi",
        "chu",
        "cui",
        "dai",
        "deng",
        "di",
        "ding",
        "dong",
        "dou",
        "du",
        "duan",
        "fan",
        "fang",
        "fei",
        "feng",
        "fu",
        "gan",
        "gao",
        "ge",
        "geng",
        "gong",
        "gou",
        "gu",
        "guan",
        "guo",
        "han",
        "hao",
        "he",
        "hong",
        "hou",
        "hu",
        "hua",
        "huang",
        "hui",
        "huo",
        "ji",
        "jia",
        "jian",
        "jiang",
        "jiao",
        "jin",
        "jing",
        "kang",
        "ke",
        "kong",
        "kuang",
        "lai",
        "lan",
        "lang",
        "lei",
        "leng",
        "li",
        "lian",
        "liang",
        "liao",
        "lin",
        "ling",
        "liu",
        "long",
        "lou",
        "lu",
        "luo",
        "lv",
        "lyu",
        "ma",
        "mao",
        "mei",
        "meng",
        "mi",
        "miao",
        "mo",
        "mu",
        "nan",
        "ni",
        "nie",
        "ning",
        "niu",
        "ouyang",
        "pan",
        "pang",
        "pei",
        "peng",
        "pu",
        "qi",
        "qian",
        "qiang",
        "qiao",
        "qin",
        "qiu",
        "qu",
        "quan",
        "ran",
        "rao",
        "ren",
        "ruan",
        "shan",
        "shang",
        "shao",
        "shen",
        "sheng",
        "shi",
        "shu",
        "shuai",
        "situ",
        "song",
        "su",
        "sun",
        "tan",
        "tang",
        "tao",
        "teng",
        "tian",
        "tong",
        "tu",
        "wan",
        "wang",
        "wei",
        "wen",
        "weng",
        "wu",
        "xi",
        "xia",
        "xiang",
        "xiao",
        "xie",
        "xin",
        "xing",
        "xiong",
        "xu",
        "xue",
        "yan",
        "yang",
        "yao",
        "ye",
        "yi",
        "yin",
        "ying",
        "you",
        "yu",
        "yuan",
        "yue",
        "yun",
        "zang",
        "zeng",
        "zhai",
        "zhan",
        "zhang",
        "zhao",
        "zhen",
        "zheng",
        "zhong",
        "zhou",
        "zhu",
        "zhuang",
        "zhuo",
        "zong",
        "zou",
        "zuo",
        "zhuge",
        "shangguan",
    ]
)
_SYLLABLE = r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|er|a|o|e|i|u|v))"
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?(?:['’-]?{_SYLLABLE})?", re.IGNORECASE)
_ANY_NAME = re.compile(rf"(?<![\w-])(?P<name>{_NAME})")
_TITLE_BEFORE = re.compile(
    rf"(?:\b(?P<honorific>{_HONORIFIC})\s+|\b(?P<post>{_POST})(?P<of>\s+(?:of|for|at|to|in)\s+[^.;:()]{{2,120}}?(?:\s?\([A-Z][\w.&-]*\))?)?,?\s+)$"
)
_POST_AFTER = re.compile(
    rf",?\s+(?:\(?(?:who\s+is\s+|currently\s+)?)(?:the\s+|an?\s+|its\s+|also\s+)?(?P<post>(?:[\w'’-]+\s+){{0,3}}?{_POST})(?P<of>\s+(?:of|for|at|to|in|from|with|on)\s+)?"
)


def find(text: str, names: Names) -> list[Found[dict[str, Any]]]:
    """People in reading order, each once, at the first mention: name, post, person_id, country, organisation."""
    bodies = organisations.find(text, names)
    taken = [(body.start, body.end) for body in bodies]
    found: list[Found[dict[str, Any]]] = []
    for hit in names.people.find(text):
        post, organisation = _post(text, hit.start, hit.end, bodies)
        value = {
            "name": text[hit.start : hit.end],
            "post": post,
            "person_id": hit.value.person_id,
            "country": hit.value.country,
            "organisation": organisation,
        }
        found.append(Found(hit.start, hit.end, value))
    for match in _ANY_NAME.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        if start < end and clear_of(taken, start, end) and clear_of([(f.start, f.end) for f in found], start, end):
            one = _weigh(text, start, end, names, bodies, found)
            if one:
                found.append(one)
    return _once(sorted(found, key=lambda f: f.start))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without titles and small words that only begin a sentence, before it."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while words and (
        fold(words[0].group()).casefold().rstrip(".") in _STOP
        or re.fullmatch(rf"{_HONORIFIC}|{_POST_HEAD}|Vice|Deputy|Prime|Acting|Former|CEO", words[0].group())
    ):
        words.pop(0)
    name_end = end
    if words and text[start:end].endswith(("'s", "’s")):
        name_end = end - 2
    return (start + words[0].start(), name_end) if words else (end, end)


def _weigh(
    text: str,
    start: int,
    end: int,
    names: Names,
    bodies: list[Found[dict[str, Any]]],
    others: list[Found[dict[str, Any]]],
) -> Found[dict[str, Any]] | None:
    name = text[start:end]
    words = name.split()
    before, after = text[max(0, start - 160) : start], text[end : end + 60]
    title = _TITLE_BEFORE.search(
        before.rpartition(". ")[2] if not re.search(r"(?:Prof|Dr|Mr|Ms|Mrs)\.\s+$", before) else before
    )
    if len(words) == 1 and not (title and title["honorific"]):
        return None
    if (
        any(fold(word).casefold().strip(".") in _STOP for word in words)
        or names.places.get(name)
        or names.countries.get(name)
    ):
        return None
    if any(names.countries.get(word) for word in words if len(words) > 1 and word not in ("Jordan", "Chad", "Israel")):
        return None
    chinese = _is_chinese(words)
    post, organisation = _post(text, start, end, bodies)
    spoken = re.match(rf"(?:,[^,.;]{{3,90}},)?\s+(?:has\s+|also\s+|then\s+)?{_SPEAKS}\b", after)
    led = _BEFORE.search(before)
    beside = any(
        re.fullmatch(r"(?:,\s*[^.;]{0,90})?,?\s+(?:and|with)\s+", text[o.end : start])
        for o in others
        if o.end < start and start - o.end < 110
    )
    if not (title or post or chinese or spoken or led or beside):
        return None
    strong = bool(title or post or (chinese and (spoken or led or beside)))
    country = "CHN" if chinese else None
    if not chinese and organisation:
        country = next((body.value["country"] for body in bodies if body.value["name"] == organisation), None)
    value = {"name": name, "post": post, "person_id": None, "country": country, "organisation": organisation}
    return Found(
        start, end, value, strong, "" if strong else "it has the shape of a name, but no title or post stands beside it"
    )


def _is_chinese(words: list[str]) -> bool:
    return (
        len(words) in (2, 3) and words[0].casefold() in _SURNAMES and all(_GIVEN.fullmatch(word) for word in words[1:])
    )


def _post(text: str, start: int, end: int, bodies: list[Found[dict[str, Any]]]) -> tuple[str | None, str | None]:
    """Post as printed and the organisation in it, from the words after the name, else before it."""
    after = _POST_AFTER.match(text, end)
    if after and text[end : end + 1] in (",", " ") and (text[end] == "," or "(" in text[end : end + 2]):
        stop, organisation = after.end("post"), None
        if after["of"]:
            stop, organisation = _of_what(text, after.end("of"), bodies, after.end("post"))
        return text[after.start("post") : stop].strip(), organisation
    plain = re.match(r",\s+(?:of\s+)?(?:the\s+)?|\s+(?:of|from|at)\s+(?:the\s+)?|\s+\(", text[end:])
    body = next((b for b in bodies if plain and b.start in (end + plain.end(), end + plain.end() - 4)), None)
    before = _TITLE_BEFORE.search(text[max(0, start - 160) : start].rpartition(". ")[2])
    if before and before["post"]:
        head = text[max(0, start - 160) : start]
        head = head[len(head) - len(before.group()) :].strip().rstrip(",")
        inside = next((b.value["name"] for b in bodies if start - len(before.group()) - 2 <= b.start < start), None)
        lead = re.search(r"(?:\b[A-Z][\w'’-]*\s+){1,4}$", text[max(0, start - 160) : start - len(before.group())])
        owner = next((b for b in bodies if 0 <= start - len(before.group()) - b.end <= 1), None)
        if owner:
            return f"{head}, {owner.value['name']}", owner.value["name"]
        words = [w for w in (lead.group().split() if lead else []) if fold(w).casefold() not in _STOP or w == "Chinese"]
        return " ".join([*words, head]), inside or (body.value["name"] if body else None)
    if body:
        return body.value["name"], body.value["name"]
    return None, None


def _of_what(text: str, place: int, bodies: list[Found[dict[str, Any]]], least: int) -> tuple[int, str | None]:
    """End of what a post is of: an organisation, else a run of capitals."""
    the = re.match(r"(?:the\s+|an?\s+)?", text[place:])
    begin = place + (the.end() if the else 0)
    body = next((b for b in bodies if b.start in (begin, place)), None)
    if body:
        return body.end, body.value["name"]
    run = re.match(
        r"(?:the\s+)?[A-Z][\w'’&-]*(?:,?\s+(?:(?:and|of|for|the|&)\s+)*[A-Z][\w'’&-]*)*", text[place : place + 160]
    )
    if run:
        stop = place + run.end()
        inside = next((b for b in bodies if place < b.start <= stop + 6), None)
        return (inside.end, inside.value["name"]) if inside else (stop, None)
    lower = re.match(r"the\s+(?:[a-z]+\s?){1,3}(?=,|\.)", text[place:])
    return (place + lower.end(), None) if lower else (least, None)


def _once(found: list[Found[dict[str, Any]]]) -> list[Found[dict[str, Any]]]:
    """Each person at the first mention; a surname alone is the one whose full name has it."""
    kept: list[Found[dict[str, Any]]] = []
    for one in found:
        words = fold(one.value["name"]).casefold().split()
        if any(_same(words, fold(other.value["name"]).casefold().split(), one, other) for other in kept):
            continue
        if len(words) == 1 and any(
            words[0] in fold(later.value["name"]).casefold().split() for later in found if later is not one
        ):
            continue
        kept.append(one)
    return kept


def _same(words: list[str], other: list[str], one: Found[dict[str, Any]], two: Found[dict[str, Any]]) -> bool:
    if one.value["person_id"] and one.value["person_id"] == two.value["person_id"]:
        return True
    return words == other or (len(words) == 1 and words[0] in other)
