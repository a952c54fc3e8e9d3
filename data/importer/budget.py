"""Finds the budget lines of a review's budget section: item, sum in billion yuan, growth, as printed. It converts no other currency.

A line is a sum in yuan with an item beside it, in running text, a list or a table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.importer.respective import Shared, shared

_SCALES = {
    "thousand": 1e-6, "million": 1e-3, "mn": 1e-3, "mln": 1e-3, "m": 1e-3, "billion": 1.0, "bn": 1.0, "bln": 1.0, "b": 1.0, "trillion": 1e3, "tn": 1e3, "trn": 1e3,
    "\u4e07": 1e-5, "\u4e07\u4ebf": 1e3, "\u4ebf": 0.1, "hundred million": 0.1, "wan": 1e-5, "yi": 0.1, "": 1e-9,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"hundred million|thousand|million|billion|trillion|mln|mn|bln|bn|trn|tn|\u4e07\u4ebf|\u4e07|\u4ebf|wan\b|yi\b|[mb](?=\b)"
_YUAN = r"(?:Chinese )?yuan(?: renminbi)?|renminbi|RMB|CNY|\u5143(?:\u4eba\u6c11\u5e01)?|\u4eba\u6c11\u5e01"
_SUM = re.compile(
    rf"(?P<about>(?:about|around|approximately|nearly|almost|some|over|more than|roughly|just (?:over|under))\s+)?"
    rf"(?P<print>(?:RMB|CNY|CN\u00a5|[\u00a5\uffe5]|Yuan)\s?\u00a5?\s?(?P<n1>{_NUMBER})(?:[\s-]?(?P<s1>{_SCALE}))?(?:\s(?:{_YUAN})\b)?"
    rf"|(?<![\d.,])(?P<n2>{_NUMBER})(?:[\s-]?(?P<s2>{_SCALE}))?[\s-]?(?:of\s)?(?:{_YUAN}))(?![a-z])",
    re.IGNORECASE,
)
_PERCENT = r"(?P<number>\d+(?:\.\d+)?)[\s-]?(?:%|\uff05|per[\s-]?cent\b|-?percent\b|pct\b|pc\b)"
_FALL = r"down|fall(?:s|ing)?|fell|decreas\w*|drop\w*|declin\w*|cut|cuts|reduc\w*|below|less|lower|fewer|shr[aiu]nk\w*|minus|contract\w*|slip\w*|loss"
_RISE = r"up|ris\w+|rose|increas\w*|growth|grew|grow\w*|more|above|higher|gain\w*|plus|climb\w*|expan\w*|jump\w*|over|extra|additional|advance|uplift"
_WHAT = r"(?:\s+(?:from|than|on|over|against|compared (?:with|to)|above|below|year[- ]on[- ]year|relative to)\b[^,;.()]*(?:\.\d[^,;.()]*)*)?"
_GROWTHS = [
    # +7.1%, (-0.6%)
    re.compile(rf"(?P<sign>[-+\u2212\u2013])\s?{_PERCENT}"),
    # up 7.2%; an increase of 10% from the previous budget; rising by 3 per cent
    re.compile(rf"\b(?:an?\s+|the\s+)?(?:(?:year-on-year|annual|nominal|slight|modest|sharp)\s+)?(?P<word>{_RISE}|{_FALL})(?:\s+|:\s*)(?:of\s+|by\s+|at\s+|was\s+|is\s+|makes\s+|to be\s+|amounts to\s+|comes to\s+|:\s*)?(?:about\s+|around\s+|nearly\s+|some\s+|only\s+|just\s+)?{_PERCENT}{_WHAT}", re.IGNORECASE),
    # 6.8% more than in the year before; a 5% rise; 0.5% below the draft
    re.compile(rf"\b(?:an?\s+|the\s+)?{_PERCENT}\s+(?:year-on-year\s+|annual\s+)?(?P<word>{_RISE}|{_FALL})\b(?:\s+(?:from|than|on|over|against|compared|the|in|last|20)[^,;.()]*)?", re.IGNORECASE),
    # it raises education by 7%: whether it rises, an earlier word tells
    re.compile(rf"\bby\s+(?:about\s+|nearly\s+)?{_PERCENT}{_WHAT}", re.IGNORECASE),
    # 8.4% y-o-y
    re.compile(rf"(?<![\d.]){_PERCENT}\s?(?:y-?o-?y|y/y|year[- ]on[- ]year)\b", re.IGNORECASE),
    # no change from the year before
    re.compile(r"\b(?:no change|unchanged|as much as (?:last year|(?:in )?the (?:previous year|year before)))\b", re.IGNORECASE),
]  # fmt: skip
# Item: words of the print to the line of data/reference/series.csv.
_ITEMS = [
    ("nsfc_awards", r"National Natural Science Foundation|NSFC"),
    ("rd_basic", r"basic research"),
    ("gerd", r"R\s?&\s?D|research and development"),
    ("st", r"science,? (?:and|&) technology|S\s?&\s?T\b|S and T\b|sci-?tech|science,? technology(?: and innovation)?|scientific and technological|\u79d1\u5b66\u6280\u672f|\u79d1\u6280|\bscience\b(?! foundation)"),
    ("defence", r"(?:national )?defen[cs]e|military|armed forces|\u56fd\u9632"),
    ("debt_interest", r"(?:payments? of )?interest(?: payments?)?(?: on (?:the )?(?:public |government |national )?debt)?|debt[- ](?:interest|service|servicing)(?: payments?)?|servicing (?:the|of)?\s?(?:public )?debt|\u503a\u52a1\u4ed8\u606f"),
    ("public_security", r"public (?:security|safety)|(?:internal|domestic) security|police|\u516c\u5171\u5b89\u5168"),
    ("education", r"education|schools|\u6559\u80b2"),
    ("grain_stockpile", r"grain|edible oils?|stockpil\w+|(?:material|strategic|state) reserves?|reserves? of (?:grain|materials)|\u7cae\u6cb9"),
    ("diplomacy", r"diploma\w+|foreign (?:affairs|service)|\u5916\u4ea4"),
    ("total", r"total (?:central )?(?:own )?(?:expenditure|spending|outlays?)|(?:expenditure|spending) in total|overall (?:expenditure|spending)|(?<!will )(?<!would )(?<!to )total|\u5408\u8ba1"),
]  # fmt: skip
_ITEM = re.compile("|".join(f"(?P<{line}>(?<![A-Za-z])(?:{words}))" for line, words in _ITEMS), re.IGNORECASE)
_SERIES = {
    "central": {line: f"central_{line}" for line in ("st", "defence", "debt_interest", "public_security", "education", "grain_stockpile", "diplomacy")} | {"total": "central_total_own"},
    "national": {"st": "national_st", "defence": "national_defence", "education": "national_education"},
    "all": {"gerd": "gerd", "rd_basic": "basic_research", "nsfc_awards": "nsfc_awards"},
}  # fmt: skip
_NATIONAL = re.compile(
    r"\bnational (?:general public budget|fiscal (?:expenditure|spending|outlays?))|\b(?:central and local|local and central|nationwide|all levels)\b",
    re.IGNORECASE,
)
# The wider scope of the statistics bureau, and what stands beside it.
_FISCAL = re.compile(r"\bnational fiscal (?:expenditure|spending|outlays?)\b", re.IGNORECASE)
_OTHER_BODY = re.compile(
    r"(?:Minist(?:ry|er)|Commission|Department|Academy|Institute|Bureau|University|Committee|Office)\s+(?:of|for|on)\s+(?:the\s+)?(?:[A-Z][\w-]+,?\s+and\s+)?$"
)
_UNIT = re.compile(
    rf"(?<![\d.,])(?<!\d\s)(?<![A-Za-z])(?P<scale>{_SCALE})s?\s*(?:of\s*)?(?:{_YUAN})|(?:RMB|CNY|\u00a5|yuan),?\s*\(?(?P<scale2>million|billion|trillion|bn|mn|tn|\u4ebf)\)?",
    re.IGNORECASE,
)
_ROW = re.compile(
    rf"(?P<print>{_NUMBER})(?!\s?(?:%|per))(?P<gap>[^\d%+\-\u2212\u2013]{{0,12}})(?P<growth>[-+\u2212\u2013]?\s?\d+(?:\.\d+)?\s?(?:%|per\s?cent)|[-+\u2212\u2013]\d+(?:\.\d+)?)?"
)
_FROM = re.compile(
    r"\b(?:from|against|compared (?:with|to)|instead of|after|than|up on|(?:[Pp]revious|[Ll]ast|[Pp]receding) year'?s?:?|year before:?|[Pp]reviously:?)\s+(?:about\s+)?$|\(20\d\d:?\s+$|[$\u20ac\u00a3]\s?$"
)
_TO = re.compile(
    r",?\s*(?:,?\s*(?:and|to|reach|reaching|reaches|stands? at|at|now|total(?:ling)?|a total of|about|some)\s*)+",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\d.,$\u20ac\u00a3A-Z])(?P<about>(?:about|around|some|over|more than)\s+)?(?P<print>(?P<n1>{_NUMBER})\s?(?P<s1>billion|trillion|bn|tn))(?=\s*(?:[,;.()]|(?:and|for|on|to|is|up|down|was|in)\b|$))(?P<n2>(?!))?(?P<s2>(?!))?"
)
# A sum of money by its noun, and what it does in a budget.
_MONEY = r"(?i:(?:[\w'’&-]+\s+){0,5}?(?:funds?|funding|grants?|appropriations?|spending|expenditures?|outlays?|tax relief|subsid(?:y|ies)|allocations?|programmes?|programs?|transfers?|investments?|support|allotments?|loans?|credits?|awards?))(?:\s+(?:for|on|to|of|by|in|from)(?:\s+[\w'’&-]+){1,6}?)?"
_MOVES = r"stands?|stood|reach(?:e[sd])?|r[io]se(?:s|n)?|climb(?:s|ed)?|f[ae]ll(?:s|en)?|shr[iau]nk(?:s)?|drop(?:s|ped)?|gr[oe]w(?:s|n)?|c[oa]mes?|amount(?:s|ed)?|total(?:s|led)?|put|set|fixed|raised|cut|increased?|decreased?|reduced|lifted|up|down|doubled?|expanded?|absorb(?:s|ed)?|distribute[sd]?|award(?:s|ed)?|pays?|paid"
# Words that make of a line's name a smaller thing, or another one.
_SMALLER = re.compile(
    r"\b(?:higher|vocational|technical|primary|secondary|rural|pre-?school|special|adult|medical|compulsory|natural)\s+$",
    re.IGNORECASE,
)
_OTHER_THING = re.compile(r"\s+(?:fund|foundation|parks?|museums?|popularis\w+|institutions?)\b", re.IGNORECASE)
_PROVINCE = re.compile(
    r"\b(?:Anhui|Beijing|Chongqing|Fujian|Gansu|Guangdong|Guangxi|Guizhou|Hainan|Hebei|Heilongjiang|Henan|Hubei|Hunan|Jiangsu|Jiangxi|Jilin|Liaoning|Inner Mongolia|Ningxia|Qinghai"
    r"|Shaanxi|Shandong|Shanghai|Shanxi|Sichuan|Tianjin|Tibet|Xinjiang|Yunnan|Zhejiang|Shenzhen|Suzhou|Hangzhou|provinces?|(?:provincial|municipal) (?:budgets?|plans?|governments?|spending|outlays?|science|funds?))\b"
)
# An item that no line of the reference data has: what a list, a row or "spending on" names.
_OTHER_ITEM = re.compile(
    r"(?:^|[;.]\s+|,\s+(?:and\s+)?)\|?\s*(?P<listed>[A-Z][A-Za-z,&' /-]{2,60}?)\s*[:|\u2013\u2014]\s*$"
    r"|\b(?:[Ss]pending|[Ee]xpenditures?|[Oo]utlays?|[Mm]oney) (?:on|for) (?P<spent>(?:the )?[a-z][\w' -]{2,50}?)\s+(?:is|are|was|were|at|of|comes? to|came to|stands? at|reache[sd]|takes?|took|amounts? to)\b[^;.]{0,25}$"
    rf"|(?:^|[;.]\s+|,\s+(?:and|while|but)\s+|\band\s+)(?:[Tt]he\s+|[Ii]ts\s+)?(?P<subject>{_MONEY})(?:,\s[^,;.]{{3,70}},)?\s+(?:(?:will|would|is|are|was|were|has|have|had|to|be|been|also|again|only|now)\s+){{0,3}}(?:{_MOVES})\b(?:[^;.]|\.\d){{0,40}}$"
    rf"|\b(?:cut|rais|lift|trim|slash|increas|reduc|expand|boost|rais)\w*\s+(?:its|the|their)\s+(?P<object>{_MONEY})\s+by\b(?:[^;.]|\.\d){{0,40}}$"
    r"|(?:^|[;.]\s+)(?P<takes>[A-Z][a-z][\w' -]{2,50}?)\s+(?:takes?|took|receives?|received|gets?|got|is given|was given|is put at)\s+(?:about\s+)?$"
)
_FOR = re.compile(
    r"\s+(?:for|on|to|towards)\s+(?:the\s+)?(?P<what>[a-z][\w'’ -]{2,60}?)(?=[,.;(]|\s+(?:which|up|down|this|in)\b|$)"
)
# A sentence that goes on about the line before, and one about what it was earlier.
_GOES_ON = re.compile(
    r"(?:For the [a-z -]{3,40} the (?:corresponding |same |matching )?(?:figure|sum|amount)\b|That|This|It|They|Here|Which|which|this|that|it|[Gg]rowth|[Ii]ncrease|[Rr]ise|up|down|plus|minus|So|Thus|Up|Down|Plus|Compared (?:with|to)|Against|Set against|Measured against|With (?:this|that)|"
    r"(?:The|An?|Its|Their|the|an?|its) (?:(?:nominal|annual|yearly|sharp|slight|modest) )?(?:increase|rise|growth|plus|gain|jump|sum|amount|line|figure|fall|cut|drop|decrease|decline|change|difference|outlay|money|item|allotment|allocation|uplift|advance|loss))\b"
)
_EARLIER = re.compile(
    r"\bhad (?:been|received|stood|grown|risen|got|fallen)\b|\b(?:a|one) year (?:ago|earlier) (?:it|the|they)\b|^(?:A|One) year (?:ago|earlier)\b|\beconom(?:y|ic)\b|\binflation\b|\bGDP\b"
)
_PLAIN = re.compile(rf"(?:by\s+)?{_PERCENT}")
_ALL_PERCENT = re.compile(rf"[-+\u2212\u2013]?\s?{_PERCENT}|[-+\u2212\u2013]\s?\d+(?:\.\d+)?", re.IGNORECASE)
_UNDONE = r"; and|;|\.\s|\.$|\u3002|\uff1b"


@dataclass(frozen=True)
class Line:
    """A budget line; offsets are those of its sum and its growth in the paragraph."""

    item: str
    series: str | None
    bn_cny: float
    growth_pct: float | None
    as_printed: str
    against: str
    year: int | None
    start: int
    end: int
    growth: tuple[int, int] | None
    why: str


def find(text: str, unit: str | None, head: str = "", year: int | None = None) -> list[Line]:
    """Lines of one paragraph; `unit` and `head` are the scale and the head of a table, for rows that print bare numbers."""
    sums = [one for one in _SUM.finditer(text) if not _FROM.search(text[: one.start()]) or _has_its_item(text, one)]
    if not sums:
        return _rows(text, unit, head, year) if unit is not None else []
    sums = sorted([*sums, *_bare(text, sums)], key=lambda one: one.start())
    found = _respective(text)
    told = [(line.start, line.end) for line in found]
    used: set[int] = set()
    grown = 0
    for number, one in enumerate(sums):
        if any(start < one.end() and one.start() < end for start, end in told):
            continue
        before = sums[number - 1].end() if number else 0
        after = sums[number + 1].start() if number + 1 < len(sums) else len(text)
        low = max([before, *(m.end() for m in _breaks(text, 0, one.start()))])
        stop = next(_breaks(text, one.end(), after), None)
        high = stop.start() if stop else after
        item = _item(text, low, one.start(), one.end(), high, used)
        growth = _growth_of(text, one, low, high, item, grown)
        if not item and low > before and _GOES_ON.match(text, low) and not _EARLIER.search(text, low, high):
            item, earlier = _told_before(text, before, low, used)
            growth = growth or earlier
        if item and not growth and stop:
            growth = _told_after(text, stop.end(), after, item)
        if item and not growth and text.startswith("|"):
            growth = next(
                (m for m in _ALL_PERCENT.finditer(text, one.end()) if re.match(r"\s*(?:\||$)", text[m.end() :])), None
            )
        grown = growth.end() if growth else grown
        if item:
            used.add(item.start())
        if line := _line(text, item, one, growth, low):
            found.append(line)
    return sorted(found, key=lambda line: line.start)


def _has_its_item(text: str, one: re.Match[str]) -> bool:
    """Whether a sum that another one is set against is a line of its own: "against 1,488 billion yuan for defence"."""
    led = re.match(r"\s+(?:for|on)\s+(?:the\s+)?(?:central\s+|national\s+)?", text[one.end() : one.end() + 40])
    return bool(led and _ITEM.match(text, one.end() + led.end()))


def _breaks(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """Ends of sentences and of parts between semicolons, but for those in brackets."""
    for mark in re.compile(_UNDONE).finditer(text, low, high):
        opened = text.rfind("(", max(0, mark.start() - 120), mark.start())
        if opened < 0 or ")" in text[opened : mark.start()] or ")" not in text[mark.start() : mark.start() + 60]:
            yield mark


def _told_before(text: str, before: int, low: int, used: set[int]) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The only item of the sentence before, and its growth, where a sentence begins with "it" or "the sum"."""
    start = max([before, *(m.end() for m in _breaks(text, before, low - 2))])
    items = [
        m
        for m in _ITEM.finditer(text, start, low)
        if m.start() not in used and not _OTHER_BODY.search(text[: m.start()])
    ]
    return (items[0], _growth(text, items[0].end(), low)) if len({m.lastgroup for m in items}) == 1 else (None, None)


def _told_after(text: str, low: int, after: int, item: re.Match[str]) -> re.Match[str] | None:
    """The growth that the next sentence tells of the same line; not what grew otherwise or earlier."""
    low += len(text[low:]) - len(text[low:].lstrip())
    stop = next(_breaks(text, low, after), None)
    high = stop.start() if stop else len(text) if after == len(text) else after
    others = {m.lastgroup for m in _ITEM.finditer(text, low, high)}
    if _EARLIER.search(text[low:high]) or others - {item.lastgroup} or (not others and not _GOES_ON.match(text, low)):
        return None
    return _growth(text, low, high)


def _respective(text: str) -> list[Line]:
    """Lines of sentences that list items and then their sums in the same order."""
    items = [m for m in _ITEM.finditer(text) if not _OTHER_BODY.search(text[: m.start()])]
    found, first = [], 0
    for stop in [*(m.start() for m in re.finditer(r"\.\s|\.$|;", text)), len(text)]:
        found += [_shared_line(text, one) for one in shared(text, first, stop, items)] if stop > first else []
        first = stop + 1
    return found


def _shared_line(text: str, one: Shared) -> Line:
    series, label = _series(text, one.item)
    sums = text[slice(*one.sums)]
    words = text[slice(*one.growths)] if one.growths else ""
    falls = (
        re.findall(rf"\b(?:{_RISE}|{_FALL})\b", text[one.sums[1] - len(sums) - 60 : one.growths[1] + 20], re.IGNORECASE)
        if one.growths
        else []
    )
    sign = -1 if falls and all(re.fullmatch(_FALL, word, re.IGNORECASE) for word in falls) else 1
    growth = sign * float(one.percent) if one.percent else None
    value = round(_number(one.number) * _SCALES.get(one.scale.casefold(), 1.0), 6)
    why = "its place in a list tells which sum it is"
    return Line(
        label,
        series,
        value,
        growth,
        "; ".join(part for part in (sums, words) if part),
        _against(text[one.growths[0] : one.growths[1] + 50]) if one.growths else "not stated",
        None,
        *one.sums,
        one.growths,
        why,
    )


def _bare(text: str, sums: list[re.Match[str]]) -> list[re.Match[str]]:
    """Sums whose yuan stands only beside another sum of the paragraph."""
    taken = [one.span() for one in sums]
    return [
        one
        for one in _BARE.finditer(text)
        if not _FROM.search(text[: one.start()])
        and all(one.end() <= start or end <= one.start() for start, end in taken)
    ]


def _growth_of(
    text: str, one: re.Match[str], low: int, high: int, item: re.Match[str] | None, taken: int
) -> re.Match[str] | None:
    """The growth of a sum: led by "to" it stands before, else after, as far as the next item."""
    led = [
        m
        for pattern in _GROWTHS
        for m in pattern.finditer(text, low, one.start())
        if (
            _TO.fullmatch(text[m.end() : one.start()])
            # A growth of the sum before leads to this one only by a word such as "to".
            and (m.start() >= taken or re.search(r"\bto\b|\breach|\bstand|\btotal", text[m.end() : one.start()]))
        )
        or (m.group().startswith("by") and item and m.end() <= item.start() < one.start())
    ]
    led = led or [
        m for m in _PLAIN.finditer(text, max(low, taken), one.start()) if _TO.fullmatch(text[m.end() : one.start()])
    ]
    if led:
        return max(led, key=lambda m: (m.end(), -m.start()))
    own = item.end() if item and item.start() >= one.end() else one.end()
    line = item.lastgroup if item else ""
    others = (
        m.start()
        for m in _ITEM.finditer(text, own, high)
        if m.lastgroup != line and re.search(r"[,;]|\bwhile\b", text[own : m.start()])
    )
    grown = _growth(text, one.end(), high)
    following = next((start for start in others if not grown or start < grown.start()), high)
    if growth := _growth(text, one.end(), following):
        return growth
    between = item.end() if item and item.end() <= one.start() else max(low, min(taken, one.start()))
    if growth := _growth(text, between, one.start()):
        return growth
    # Up 8.3 per cent, education receives ...
    first = _growth(text, low, between)
    return first if first and not text[low : first.start()].strip() else None


def unit(text: str) -> str | None:
    """The scale a table's head or caption names, e.g. "in billion yuan"."""
    told = _UNIT.search(text)
    return (told["scale"] or told["scale2"]).casefold() if told else None


def is_head(row: str) -> bool:
    """Whether a row between bars is the head of a table: words and years, no amounts."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    return bool(re.search(r"[^\W\d_]", row)) and not any(
        re.fullmatch(rf"[-+\u2212\u2013]?\s?(?:{_NUMBER})\s?%?", cell) and not re.fullmatch(r"20\d\d", cell)
        for cell in cells[1:]
    )


def _item(text: str, low: int, start: int, end: int, high: int, used: set[int]) -> re.Match[str] | None:
    """The item of a sum: what it is said to be for, else the last one named before it, else the first one after."""
    items = [
        m
        for m in _ITEM.finditer(text, low, high)
        if m.start() not in used and not _OTHER_BODY.search(text[: m.start()]) and not _is_smaller(text, m)
    ]
    direct = next(
        (
            m
            for m in items
            if m.start() >= end
            and re.fullmatch(
                r"\s+(?:(?:is|are|was|were|goes|go|went) )?(?:set aside |earmarked |allotted |allocated )?(?:for|on|to|towards)\s+(?:the\s+)?(?:\w+\s+){0,2}",
                text[end : m.start()],
            )
        ),
        None,
    )
    named = [m for m in items if m.start() < start]
    if direct and not (
        named
        and re.search(r"\b(?:for|on)\b", text[named[-1].end() : start]) is None
        and re.search(r"\b(?:spending|outlay|expenditure) on$", text[: named[-1].start()].rstrip())
    ):
        return direct
    return named[-1] if named else next((m for m in items if m.start() >= end), None)


def _is_smaller(text: str, item: re.Match[str]) -> bool:
    """Whether words beside it make the item a part of a line, or another thing."""
    return item.lastgroup in ("education", "st") and bool(
        _SMALLER.search(text[: item.start()]) or _OTHER_THING.match(text, item.end())
    )


def _line(
    text: str, item: re.Match[str] | None, one: re.Match[str], growth: re.Match[str] | None, low: int
) -> Line | None:
    other = None if item else _OTHER_ITEM.search(text[low : one.start()] if low else text[: one.start()])
    # What a sum is for makes a line of it only where it grows or falls: else it may be the price of anything.
    other = other or (_FOR.match(text, one.end()) if growth and not item else None)
    if not item and not other:
        return None
    if other and not growth and {"subject", "object"} & {name for name, words in other.groupdict().items() if words}:
        return None
    scale = (one["s1"] or one["s2"] or "").casefold()
    value = _number(one["n1"] or one["n2"]) * _SCALES.get(scale, 1.0)
    printed = one["print"].strip()
    words = growth.group().strip() if growth else ""
    series, label = (
        _series(text, item, low, one.end() + 60)
        if item
        else (None, next(part for part in (other.groups() if other else ()) if part).strip())
    )
    year = re.search(r"\b(?:in|of|for|during)\s+(20\d\d)\b", text[max(0, one.start() - 120) : one.start()])
    whys = [f"“{one['about'].strip()}” is printed before the sum"] if one["about"] else []
    return Line(
        label, series, round(value, 6), _percent(growth), "; ".join(part for part in (printed, words) if part), _against(words),
        int(year[1]) if year else None, one.start("print"), one.end("print"), growth.span() if growth else None, "; ".join(whys),
    )  # fmt: skip


def _rows(text: str, unit: str, head: str, year: int | None) -> list[Line]:
    """Lines of a table whose head names the unit: an item, a bare number, and a growth where one stands."""
    if text.startswith("|"):
        line = _cells(text, unit, head, year)
        return [line] if line else []
    found = []
    items = list(_ITEM.finditer(text))
    for number, item in enumerate(items):
        high = items[number + 1].start() if number + 1 < len(items) else len(text)
        row = _ROW.search(text, item.end(), high)
        if row and not re.fullmatch(r"(?:19|20)\d\d", row["print"]):
            series, label = _series(text, item)
            found.append(
                _row(label, series, row["print"], row["growth"], unit, row.start("print"), row.start("growth"))
            )
    return found


def _cells(text: str, unit: str, head: str, year: int | None) -> Line | None:
    """A row between bars: the column of the latest year up to the document's, or of the amounts, and that of the change."""
    cells = [
        (m.group().strip(), m.start() + len(m.group()) - len(m.group().lstrip()))
        for m in re.finditer(r"[^|]+", text)
        if m.group().strip()
    ]
    names = [cell.strip() for cell in head.strip("|").split("|")] if head.startswith("|") else []
    numbers = [
        n
        for n, (cell, _) in enumerate(cells)
        if n and re.fullmatch(rf"[-+\u2212\u2013]?\s?(?:{_NUMBER})\s?(?:%|per cent)?", cell)
    ]
    if not numbers:
        return None
    changes = [
        n
        for n in numbers
        if re.search(r"%|^[-+\u2212\u2013]|per cent", cells[n][0])
        or (n < len(names) and re.search(r"change|growth|increase|rise|%|per cent", names[n], re.IGNORECASE))
    ]
    values = [n for n in numbers if n not in changes]
    if not values:
        return None
    years = {n: int(told.group()) for n in values if n < len(names) and (told := re.search(r"20\d\d", names[n]))}
    late = {n: told for n, told in years.items() if year is None or told <= year}
    value = max(late, key=lambda n: late[n]) if late else values[0]
    item = _ITEM.search(cells[0][0])
    series, label = (
        _series(text, item)
        if item and not _is_smaller(cells[0][0], item)
        else (None, re.sub(r"^(?:[Oo]f which|[Oo]f it|[Tt]hereof|[Ii]ncluding):?\s+", "", cells[0][0]))
    )
    growth = cells[changes[0]] if changes else ("", -1)
    return _row(label, series, cells[value][0], growth[0], unit, cells[value][1], growth[1])


def _row(label: str, series: str | None, printed: str, growth: str | None, unit: str, start: int, grown: int) -> Line:
    digits = re.sub(r"[^\d.]", "", growth or "")
    pct = float(digits) * (-1 if re.match(r"[-\u2212\u2013]", growth or "") else 1) if digits else None
    value = round(_number(printed) * _SCALES.get(unit, 1.0), 6)
    words = "; ".join(part.strip() for part in (printed, growth or "") if part)
    span = (grown, grown + len(growth)) if growth else None
    why = f"the unit ({unit}) stands in the head of the table"
    return Line(label, series, value, pct, words, "not stated", None, start, start + len(printed), span, why)


def _growth(text: str, low: int, high: int) -> re.Match[str] | None:
    found = [m for pattern in _GROWTHS if (m := pattern.search(text, low, high))]
    return min(found, key=lambda m: (m.start(), -m.end())) if found else None


def _percent(growth: re.Match[str] | None) -> float | None:
    if not growth:
        return None
    told = growth.groupdict()
    if "number" not in told:
        return 0.0
    if not told.get("sign") and not told.get("word"):
        words = re.findall(rf"\b(?:{_RISE}|{_FALL}|raises?)\b", growth.string[: growth.start()], re.IGNORECASE)
        return (
            -float(told["number"]) if words and re.fullmatch(_FALL, words[-1], re.IGNORECASE) else float(told["number"])
        )
    fell = told.get("sign") in ("-", "\u2212", "\u2013") or bool(
        told.get("word") and re.fullmatch(_FALL, told["word"], re.IGNORECASE)
    )
    return -float(told["number"]) if fell else float(told["number"])


def _against(words: str) -> str:
    """What the growth is measured from, only where the print says it."""
    if re.search(r"\b(?:executed|actual|spent|outturn|execution)\b", words, re.IGNORECASE):
        return "previous year executed"
    if re.search(
        r"\b(?:previous|last|preceding) (?:year'?s? )?(?:draft)\b|\bdraft of the (?:previous|last) year\b",
        words,
        re.IGNORECASE,
    ):
        return "previous year draft"
    if re.search(r"\b(?:previous|last|preceding)(?: year'?s?)? budget\b", words, re.IGNORECASE):
        return "previous budget"
    return "not stated"


def _series(text: str, item: re.Match[str], low: int = 0, high: int | None = None) -> tuple[str | None, str]:
    """The line of the reference data, and it or the printed words; what a province spends is none of them.

    Whose budget it is the clause between `low` and `high` says, else the paragraph.
    """
    line = str(item.lastgroup)
    if _PROVINCE.search(text, low, item.start()):
        noun = re.compile(r"(?:\s+(?:spending|expenditures?|outlays?|funds?|budget))?").match(text, item.end())
        return None, text[item.start() : noun.end() if noun else item.end()]
    clause = text[low : high or item.end() + 60]
    national = _NATIONAL.search(clause) or (not re.search(r"\bcentral\b", clause) and _NATIONAL.search(text))
    level = "all" if line in _SERIES["all"] else "national" if national else "central"
    series = _SERIES[level].get(line)
    if line == "st" and _FISCAL.search(clause):
        series = "national_fiscal_st_nbs"
    return series, series or item.group()


def _number(printed: str) -> float:
    return float(re.sub(r"[,\s\u00a0\u202f\u2009]", "", printed))
