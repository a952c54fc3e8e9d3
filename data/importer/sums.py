"""Takes the sum that stands for the whole of an event; a price, a fee and an earlier sum are none. It converts nothing."""

import re
from dataclasses import replace
from typing import Any

from data.importer import amounts, money
from data.importer.amounts import Money
from data.importer.found import Found
from data.importer.marks import mark, span
from data.importer.names import Names
from data.importer.phrases import clear_of

_PIECE = r"(?:dose|piece|kilo\w*|kwh|litre|liter|tonne?|ton|metre|meter|night|seat|term|month|week|day|hour|visit|ride|hectare|head|copy|lesson|patient|person|unit|ticket|pupil|student|kilowatt\w*|bottle|bag|barrel|passenger|household|share|set|test|launch|flight|page|tree|panel|lamp|sample|acre|user|place|room|trip|family)"
_PRICE = re.compile(
    rf"\b(?:fees?|tickets?|tuition|tolls?|rents?|rented|subscriptions?|deposits?|fares?|{_PIECE} (?:(?:of|at|to|in) (?:it|them|\w+) )?(?:costs|sells)|(?:running|operating|upkeep|maintenance)\b[^,;]*\bcosts?|"
    r"(?:farmers|patients|users|passengers|visitors|students|pupils|families|customers|households|buyers|guests|members) (?:will |must |have to )?(?:pay|paid)|(?:engineers|teachers|workers|staff|guards|trainees|experts|employees) (?:is |are |get |receive |earn )(?:paid )?|(?:test|dose|ticket|ride|seat|treatment|entry|admission) (?:costs?|is)|"
    r"(?:[Oo]ne|[Aa] single|[Ee]ach|[Ee]very|[Pp]er(?! ?cent\b)) (?:[\w-]+ ){0,3}?(?:costs?|is priced|(?:is|are|was|were) worth|comes? (?:at|to)|will cost|(?:will )?(?:receives?|gets?|earns?|is given|is paid))|charges?|charged|asks?|(?:^|[.;] )An? (?:[a-z-]+ ){1,2}(?:costs|is put at)|sell(?:s|ing)? (?:it |them |\w+ )?(?:for|at)|sold (?:for|at)|retails?|on sale|start(?:s|ing)? (?:at|from)|unit price)\b",
    re.IGNORECASE,
)
_A_PIECE = re.compile(
    rf",?\s*(?:(?:a (?:year|month) )?each|apiece|/\s?\w|(?:(?:a|an|per|the|for (?:one|each|every|a)) {_PIECE})\b|per\b)",
    re.IGNORECASE,
)
# What each partner puts in is paid for the whole, not a price.
_SHARES = re.compile(
    r"\b(?:put(?:s|ting)? (?:in|up)|contribut\w+|invest\w*|pay|paid|provid\w+|gave|give)\b", re.IGNORECASE
)
# What people earn or owe, what firms turn over, what is lost, saved or traded.
_OTHERS = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|earns?|earned|earning|stipends?|pensions?|fines?|fined|penalt(?:y|ies)|turnovers?|revenues?|sales of|annual sales|profits?|turns? over|damages? (?:of|at|worth)|losses|market (?:for|of|value|volume|is)\b[^,;]*|"
    r"trade (?:between|volume|of|with|worth|reached|stood|rose|grew|fell|came|hit|was)|(?:two-way|bilateral|mutual|foreign) trade|(?:share price|shares|stock) (?:rose|fell|closed|gained|lost|jumped|stood|climbed|dropped|went)|(?:exported|imported) (?:goods|\w+ (?:goods|worth))|"
    r"(?:company|firm|maker|start-up|startup|group|brand|unicorn)\W+(?:(?:that|which|now|is|was|itself) )*(?:worth|valued)|gross domestic product|GDP|assets of|insured|order book|bring(?:s|ing)? in|spares?|destroy\w*|(?:sell|harvest|crops|produce|maize|goods|fish) (?:\w+ ){0,2}worth|(?:region|country|city|state|province|university|ministry|nation|government)['’]s (?:\w+ ){0,2}budget|exports? (?:of|worth|to|for)|imports? (?:of|worth|for)|sav(?:es|ed|ing|ings) (?:of |the |up )?|gross|monthly|weekly|hourly|debts? of|taxes|valuation|goods worth|sold (?:\w+ ){0,3}worth)\b",
    re.IGNORECASE,
)
# A small sum is a price of one piece, unless one of these words names it.
_SMALL, _GIVEN = (
    10_000,
    re.compile(
        r"\b(?:grant\w*|loan|prize|award\w*|budget|contract|fund\w*|donat\w*|gift|paid|put up|gave)\b", re.IGNORECASE
    ),
)
_WHOLE = re.compile(
    r"\b(?:cost|costs|costing|worth|budget|invest\w*|paid|pays?|paying|grant\w*|loan|lent|fund\w*|financ\w*|contract|price of|bears?|received|gave|gives?|given|took|takes?|absorb\w*|consum\w*|swallow\w*|devour\w*|rose to|put(?:s|ting)? up|amounts? to|came to|comes to|total\w*|prize)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:earlier|previous|predecessor|last year)\b", re.IGNORECASE)
# What a like thing costs elsewhere.
_COMPARED = re.compile(
    r"\b(?:[Bb]y (?:comparison|contrast)|[Ii]n comparison|compar(?:able|ed (?:with|to))|similar|would (?:have )?cost|would otherwise|such [\w-]+ cost|elsewhere|rivals?|competitors?|as against|imported ones?)\b"
)
_BEYOND = re.compile(r"\b(?:elsewhere|such [\w-]+ cost|(?:rivals?|competitors?) (?:cost|pay|charge|need))\b")
# What was paid in a year before: "in 2029 the town had lent it 4 million euros".
_PLUPERFECT, _YEAR = (
    re.compile(r"\bhad (?:\w+ )?\w+"),
    re.compile(r"\bin (?:the year )?((?:19|20)\d\d)\b", re.IGNORECASE),
)
# Another thing that is only meant: "A plant, to cost 3 million, is foreseen", "a second one would cost".
_MEANT = re.compile(
    r"(?:^|[.;]\s)(?:An?|Another|Two|Three)\s[^.;]*,\s+(?:to\s+cost|costing|for|worth)\s+(?:\w+\s+){0,2}$|\bwould\s+(?:\w+\s+)?cost\s+(?:\w+\s+){0,2}$"
)
_IS_MEANT = re.compile(
    r",?[^.;]{0,30}\b(?:is|are)\s+(?:planned|foreseen|envisaged|an\s+option|under\s+discussion|being\s+considered|(?:expected\s+)?to\s+(?:follow|come))\b"
)
# What a year before gave: "a 2029 grant of 3 million".
_OF_A_YEAR = re.compile(
    r"\b((?:19|20)\d\d)\s+(?:grant|loan|gift|award|budget|contract|donation)\s+(?:of|worth|over)\s+(?:\w+\s+){0,2}$"
)
_EACH_OF = re.compile(r"\b(?:each|apiece)\s+(?:of|worth|over|with)\s+(?:\w+\s+){0,2}$")
# A total whose money stands with the sum before: "7 million euros each, 14 million in all".
_BARE_TOTAL = re.compile(
    rf"[^.;]{{0,40}}?[\s(](?P<number>{amounts.NUMBER})\s(?P<scale>{amounts.SCALE})(?=,? (?:in all|altogether|all told|in total|together)\b)"
)
_IN_ALL = re.compile(r",? (?:in all|altogether|all told|in total|together|combined)\b")
_TOTAL = re.compile(
    r"\b(?:in all|altogether|all told|together|combined|total (?:cost|sum|budget|price|value|investment)? ?(?:of|is|was|comes to)|totall?ing|adds? up to|sum(?:s|ming)? (?:up )?to)[:,]? $"
)
# A sum beside a later one: "from 2 million to 3 million", "the first had cost".
_OUTDATED = re.compile(
    r"\b(?:from|instead of|rather than|than|after|against|originally|at first|at the outset|planned|foreseen|once|formerly)\s+(?:\w+\s+){0,2}$|\b(?:budgeted|foreseen|planned|estimated) at\s+(?:\w+\s+)?$|\bhad (?:cost|taken|been|swallowed|stood at)\b[^,;]*$|\bfirst (?:put|estimated|planned|set) at\s*$|\bshare of [\w ]{3,30}(?:,| is| was)\s*$",
    re.IGNORECASE,
)
# A share in front of the whole: "7 million of the 12 million euros".
_SHARE_OF = re.compile(
    r"(?:,?\s+(?:or |that is |which is |is )?(?:(?:about |nearly |over )?(?:half|a \w+|two thirds|three quarters|[\d.]+ ?%|[\w.-]+ per ?cent)))?\s+(?:out )?of (?:(?:the|a|its|their|some|about|total|whole|sum|budget|cost|costs|of)\s+)*"
)
# How far a sum lies above or below what was meant: "5 million dollars under budget".
_DIFFERENCE = re.compile(
    r",? (?:above|over|under|below|more than|less than|short of|cheaper|dearer|too)\b (?:the |its )?(?:budget|plans?\b|planned|target|estimates?|expected|foreseen|runner-up|before|first|original|much|little|than)"
)
_AT_FIRST = re.compile(r",? (?:at first|at the outset|originally|before)\b")


def amount(made: dict[str, Any], text: str, names: Names) -> None:
    made |= {"amount": None, "currency": None, "amount_qualifier": None, "amount_for": None}
    sums = [_settled(one, text, made) for one in amounts.find(text)]
    taken = [(one.start, one.end) for one in sums if one.value]
    around = {hit.value.iso3 for hit in names.countries.find(text)}
    named = money.find(text, _countries(made), around, names)
    sums += [one for one in named if clear_of(taken, one.start, one.end)]
    sums += [total for one in sums if (total := _in_all(text, one, taken))]
    found = [(one, _beside(text, one)) for one in sorted(sums, key=lambda one: one.start)]
    year = str(made["date_start"] or "")[:4]
    usable = [(one, around) for one, around in found if one.value and not _is_another(text, one, around, year)]
    wholes = _wholes(text, [one for one, _ in usable])
    ranked = sorted(
        usable,
        key=lambda pair: (
            pair[0].start not in wholes,
            bool(
                _OUTDATED.search(text[max(0, pair[0].start - 60) : pair[0].start]) or _AT_FIRST.match(text, pair[0].end)
            ),
            any(_SHARE_OF.fullmatch(text, pair[0].end, other.start) for other, _ in usable),
            not _WHOLE.search(pair[1]),
            pair[0].start,
        ),
    )
    if not ranked:
        for one, _ in found:
            span(
                made,
                "amount",
                text[one.start : one.end],
                one.start,
                one.end,
                False,
                one.why or "a price or an earlier sum, not the event's",
            )
        return
    one = ranked[0][0]
    if one.value:
        made |= {
            "amount": one.value.amount,
            "currency": one.value.currency,
            "amount_qualifier": one.value.qualifier,
            "amount_for": one.value.amount_for,
        }
        mark(made, "amount", one, f"{one.value.amount:,.2f}".rstrip("0").rstrip(".") + f" {one.value.currency}")


def _in_all(text: str, one: Found[Money | None], taken: list[tuple[int, int]]) -> Found[Money | None] | None:
    """The total after a sum that is printed without its money."""
    told = _BARE_TOTAL.match(text, one.end) if one.value else None
    if not told or not one.value or not clear_of(taken, *told.span("number")):
        return None
    amount = round(amounts.number(told["number"], True) * amounts.SCALES.get(told["scale"].rstrip("s"), 1), 2)
    return Found(told.start("number"), told.end(), replace(one.value, amount=amount), one.sure, one.why)


def _wholes(text: str, sums: list[Found[Money | None]]) -> set[int]:
    """Where the sums begin that the text calls a total, or that are the others of their money added up."""
    money = {one.start: one.value for one in sums if one.value}
    called = {
        one.start
        for one in sums
        if len(money) > 1 and (_TOTAL.search(text[max(0, one.start - 40) : one.start]) or _IN_ALL.match(text, one.end))
    }
    for start, value in money.items():
        parts = [other.amount for at, other in money.items() if at != start and other.currency == value.currency]
        if len(parts) > 1 and abs(sum(parts) - value.amount) < value.amount / 1000:
            return {start}
    return called


def _is_another(text: str, one: Found[Money | None], around: str, event_year: str) -> bool:
    """Whether a sum is a price, a fee, a wage, a turnover or an earlier thing's."""
    marks = (". ", "; ", ", and ", ", but ", ", while ")
    begin = max(at + len(mark) if (at := text.rfind(mark, 0, one.start)) >= 0 else 0 for mark in marks)
    rest = re.split(r"[;,.]\s|\sand\s", text[one.end : one.end + 25])[0]
    clause = text[max(begin, one.start - 90, 0) : one.end] + rest
    small = bool(one.value and one.value.amount < _SMALL and not _GIVEN.search(around))
    if _TOTAL.search(text[max(0, one.start - 40) : one.start]) or _IN_ALL.match(text, one.end):
        clause = text[max(one.start - 20, 0) : one.end]
    piece = None if _SHARES.search(clause) and re.match(r" each\b", text[one.end :]) else _A_PIECE.match(text, one.end)
    told = _PRICE.search(clause) or piece or _OTHERS.search(clause)
    lead = text[max(0, one.start - 120) : one.start]
    given = _OF_A_YEAR.search(lead)
    if (
        _EACH_OF.search(lead)
        or (_MEANT.search(lead) and _IS_MEANT.match(text, one.end))
        or (given and given[1] < event_year)
    ):
        return True
    small = small or bool(
        one.value and one.value.amount < 1_000_000 and re.search(r"\b(?:priced at|price tag)\b", clause, re.IGNORECASE)
    )
    beyond = re.split(r"[;.]\s|,\sand\s", text[one.end : one.end + 45])[0]
    compared = _COMPARED.search(text[max(begin, one.start - 45, 0) : one.start]) or _BEYOND.search(beyond)
    year = _YEAR.search(clause)
    before = _PLUPERFECT.search(clause) and year and year[1] < event_year
    return small or bool(told or _DIFFERENCE.match(text, one.end) or compared or before or _EARLIER.search(around))


def _settled(one: Found[Money | None], text: str, made: dict[str, Any]) -> Found[Money | None]:
    """A sum in rupees, dirhams and the like, where a country of the event has money of that name."""
    printed = text[one.start : one.end]
    if re.match(r"[¥￥]", printed.lstrip("~≈><")) and one.value and made["place_country"] == "JPN":
        return replace(one, value=replace(one.value, currency="JPY"))
    open_name = re.search(r"\bpounds?\b|\bCFA\b", printed) and "British" not in printed
    if not one.value or (one.sure and not open_name):
        return one
    code = money.of_countries(printed, _countries(made))
    return Found(one.start, one.end, replace(one.value, currency=code)) if code else one


def _countries(made: dict[str, Any]) -> list[str]:
    return [one for one in {*made["partner_countries"], made["place_country"]} if one]


def _beside(text: str, one: Found[Any]) -> str:
    """The sentence of a sum, as far as the words around it."""
    start = max(*(text.rfind(mark, 0, one.start) + 1 for mark in (". ", "; ")), one.start - 90)
    stops = [at for mark in (". ", "; ") if (at := text.find(mark, one.end)) >= 0]
    return text[start : min([*stops, len(text), one.end + 40])]
