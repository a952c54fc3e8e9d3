"""Finds the dates of a text and tells the day it reports from dates of background. It guesses no relative day.

The year comes from the document's month where the print leaves it out.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.importer.found import Found

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:\.(?=\s+[\da-z])|\b))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:[-‐‑‒–—−~]|to\b|till\b|until\b|through\b|and\b|&)\s*(?:the\s+)?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_LEAD = rf"(?:{_WEEKDAY}\.?,?\s+)?(?:the\s+)?"
_SHAPES = (
    # 28 December 2023 - 3 January 2024; 30 April-2 May
    rf"{_LEAD}(?P<d1>{_DAY})\s*(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s*(?P<y1>{_YEAR}))?{_TO}{_LEAD}(?P<d2>{_DAY})\s*(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s*(?P<y2>{_YEAR}))?",
    # 18-22 March 2024
    rf"{_LEAD}(?P<d1>{_DAY}){_TO}{_LEAD}(?P<d2>{_DAY})\s*(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s*(?P<y2>{_YEAR}))?",
    # December 28, 2023 - January 3, 2024
    rf"{_LEAD}(?P<m1>{_MONTH})\s*(?P<d1>{_DAY})(?:,?\s*(?P<y1>{_YEAR}))?{_TO}{_LEAD}(?P<m2>{_MONTH})\s*(?P<d2>{_DAY})(?:,?\s*(?P<y2>{_YEAR}))?",
    # March 18-22, 2024
    rf"{_LEAD}(?P<m1>{_MONTH})\s*(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})\b(?!\s*{_MONTH})(?:,?\s*(?P<y2>{_YEAR}))?",
    # 2024-03-05, 2024-03-05/2024-03-08
    rf"(?P<iso1>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:\s*(?:/|to|until|through|[–—])\s*(?P<iso2>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])))?",
    # 05.03.2024, 11/07/2032
    rf"(?P<n1>\d{{1,2}})(?P<by>[./])(?P<n2>\d{{1,2}})(?P=by)(?P<y2>{_YEAR})",
    # 5 March 2024
    rf"{_LEAD}(?P<d2>{_DAY})\s*(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s*(?:of\s+)?(?P<y2>{_YEAR}))?",
    # March 5, 2024
    rf"{_LEAD}(?P<m2>{_MONTH})\s*(?:the\s+)?(?P<d2>{_DAY})\b(?!,?\d)(?:,?\s*(?P<y2>{_YEAR}))?",
    # late March 2024, in March, March 2024
    rf"(?:(?P<part>early|mid|middle\s+of|late|the\s+(?:beginning|start|middle|end)\s+of|beginning\s+of|end\s+of|end)[-‐‑–\s]*|(?P<prep>[Ii]n|[Dd]uring|[Tt]hroughout|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]his|[Ll]ast|[Nn]ext|of|for)\s+)(?P<m3>{_MONTH})(?!\s+\d{{1,2}}(?:st|nd|rd|th)?\b)(?:,?\s*(?:of\s+)?(?P<y3>{_YEAR}))?",
    rf"(?P<m3>{_MONTH}),?\s*(?P<y3>{_YEAR})",
    # An entry of a list: March (no day given): ...
    rf"^(?P<m3>{_MONTH})(?=\s*[:(–—])",
    r"(?P<this>(?:earlier\s+|later\s+)?(?:this|last|next)\s+month)",
)
# Words of one shape carry numbers, so that all shapes can stand in one pattern and the leftmost, longest wins.
_ALL = re.compile(
    "|".join(
        r"(?<![\w.])(?:"
        + re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", shape.replace("(?P=by)", f"(?P=by_{number})"))
        + r")(?![\w%])"
        for number, shape in enumerate(_SHAPES)
    )
)
_RELATIVE = re.compile(
    rf"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Oo]n|[Tt]he\s+previous|[Ee]arlier\s+on)\s+(?:{_WEEKDAY.replace(')(?:day)?', ')day')}|week(?:end)?)\b|[Yy]esterday|[Tt]omorrow|[Rr]ecently|"
    r"(?:[Aa]\s+few|[Ss]everal|[Tt]wo|[Tt]hree|\d+)\s+(?:days|weeks|months)\s+(?:ago|earlier|later)|[Tt]he\s+other\s+day|[Ee]arlier\s+this\s+week)\b"
)
_ON_THE = re.compile(
    rf"\b(?:[Oo]n|{_WEEKDAY})\s+the\s+(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?=\s*[.,;)]|\s*$|\s+[a-z])(?!\s+of\s+[A-Z])"
)
_FROM_THE = re.compile(
    r"\b(?:[Ff]rom|[Bb]etween)\s+the\s+(?P<first>\d{1,2})(?:st|nd|rd|th)\s+(?:to|until|till|through|and)\s+the\s+(?P<last>\d{1,2})(?:st|nd|rd|th)\b(?!\s+of\s+[A-Z]|\s+[A-Z])"
)
# What went on for some days from the one that is told, or ended on a later one.
_NUMBERS = r"(?P<number>two|three|four|five|six|seven|ten|[2-9]|1\d)"
_FOR_DAYS = re.compile(
    rf"\b(?:over|for|during|lasted|lasting|took)\s+{_NUMBERS}\s+(?:[a-z]+\s+)?days,?\s+(?:from|starting|beginning)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_LASTED = re.compile(
    rf"[^.;]{{0,40}}?\b(?:lasted|ran\s+for|went\s+on\s+for|and\s+for)\s+{_NUMBERS}\s+(?:[a-z]+\s+)?days\b"
)
_ENDED = re.compile(
    r"[^.;]{0,60}?(?:\band|,|\bbut)\s+(?:it\s+|they\s+|was\s+|were\s+)?(?:ended|closed|concluded|finished|lasted|ran|continued|adjourned|went\s+on)\b[^.;]{0,12}?\b(?:on|until|till|to)\s+$"
)
_COUNTS: dict[str, int] = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ],
        range(1, 15),
        strict=True,
    )
) | {"a": 1}
_IN_PLACE = re.compile(r"(?:In|At) [A-Z\u00c0-\u00de][\w'’ -]{2,30}, (?=[a-z\d])")
_COUNTED = re.compile(
    r"(?P<same>(?:On )?the same day)\b|(?:On )?the (?P<way>following|next|previous) (?:day|week)\b|the day after(?=,)"
    r"|(?:Only |Just )?(?P<number>a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|[2-9]|1\d) (?:days?|weeks?)"
    r" (?:later|(?P<back>earlier|before)|after(?:wards)?\b(?! [a-z])|after (?:the|its|their) \w+ (?:closed|ended|opened|began)\b)",
    re.IGNORECASE,
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:planned|scheduled|due|slated|expected|will|to\s+be|(?:is|are)\s+to|plans\s+to|aims\s+to)\b(?:\s+[\w'’-]+){0,12}\s*$|\b(?:by|until|before|not\s+earlier\s+than)\s+(?:the\s+)?$"
)


@dataclass(frozen=True)
class DateRange:
    """First and last day (YYYY-MM-DD). main: the event's own date as far as the words tell; else background or plan."""

    start: str
    end: str
    precision: str  # day or month
    main: bool


def find(text: str, month: str) -> list[Found[DateRange | None]]:
    """Dates in reading order; `month` is the document's, YYYY-MM."""
    found: list[Found[DateRange | None]] = []
    for match in _ALL.finditer(text):
        one = _read(text, match, month)
        if one:
            found.append(one)
    for match in _FROM_THE.finditer(text):
        first, last = (_day(int(month[:4]), int(month[5:]), match[which]) for which in ("first", "last"))
        if first and last and first < last:
            why = "no month is printed, the document's was taken"
            found.append(Found(match.start(), match.end(), DateRange(str(first), str(last), "day", True), False, why))
    for match in _ON_THE.finditer(text):
        day = _day(int(month[:4]), int(month[5:]), match["day"])
        if day and not any(f.start < match.end() and match.start() < f.end for f in found):
            why = "no month is printed, the document's was taken"
            found.append(Found(match.start(), match.end(), DateRange(str(day), str(day), "day", True), False, why))
    for match in _RELATIVE.finditer(text):
        if not any(f.start < match.end() and match.start() < f.end for f in found) and not re.match(
            r",?\s*\(?\d", text[match.end() :]
        ):
            found.append(
                Found(match.start(), match.end(), None, False, f"“{match.group()}” does not say relative to which day")
            )
    return _ranked(sorted(found, key=lambda f: f.start), month)


def counted(text: str, start: str, end: str) -> Found[DateRange] | None:
    """The day that a sentence's opening words count from an event told before (YYYY-MM-DD): "two days later", "on the same day"."""
    # "In Leipzig, a day earlier, ...": a place may stand in front.
    place = _IN_PLACE.match(text)
    told = _COUNTED.match(text, place.end() if place else 0)
    if not told:
        return None
    if told["same"]:
        first, last = start, end
    else:
        number = _COUNTS.get((told["number"] or "a").casefold()) or int(told["number"])
        days = number * (7 if "week" in told.group().casefold() else 1)
        back = bool(told["back"]) or (told["way"] or "").casefold() == "previous"
        first = last = str(date.fromisoformat(start if back else end) + timedelta(days=-days if back else days))
    why = "counted from the day of the event before"
    return Found(told.start(), told.end(), DateRange(first, last, "day", True), False, why)


def lasting(text: str, one: Found[DateRange | None], found: list[Found[DateRange | None]]) -> DateRange | None:
    """The days of an event that began on a told day, where the words beside it tell how long it went on or when it ended."""
    if not one.value or one.value.precision != "day" or one.value.start != one.value.end:
        return one.value
    later = next((other for other in found if other.start >= one.end and other.value), None)
    if (
        later
        and later.value
        and later.value.precision == "day"
        and one.value.end < later.value.start
        and _ENDED.fullmatch(text, one.end, later.start)
    ):
        return replace(one.value, end=later.value.end)
    told = _FOR_DAYS.search(text[max(0, one.start - 50) : one.start]) or _LASTED.match(text, one.end)
    if not told:
        return one.value
    number = _COUNTS.get(told["number"].casefold()) or int(told["number"])
    return replace(one.value, end=str(date.fromisoformat(one.value.start) + timedelta(days=number - 1)))


def _read(text: str, match: re.Match[str], month: str) -> Found[DateRange | None] | None:
    got = {key.split("_")[0]: value for key, value in match.groupdict().items() if value}
    ahead = bool(_LOOKS_AHEAD.search(text[max(0, match.start() - 120) : match.start()].rpartition(". ")[2]))
    if "iso1" in got:
        first, last = date.fromisoformat(got["iso1"]), date.fromisoformat(got.get("iso2", got["iso1"]))
        return _day_range(match, first, last, ahead, text, month)
    if "n1" in got:
        return _in_numbers(match, int(got["n1"]), int(got["n2"]), got["by"], int(got["y2"]), month, ahead, text)
    if "this" in got:
        year, number = (
            int(month[:4]),
            int(month[5:])
            + {"this": 0, "last": -1, "next": 1}[next(w for w in ("this", "last", "next") if w in got["this"])],
        )
        return _month_range(match, year + (number - 1) // 12, (number - 1) % 12 + 1, ahead, text)
    if "m3" in got:
        number = _number(got["m3"])
        if got.get("prep") in ("of", "for") and "y3" not in got and not text[: match.start()].endswith((" ", "\n")):
            return None
        return _month_range(match, int(got["y3"]) if "y3" in got else _year(number, month, ahead), number, ahead, text)
    number = _number(got["m2"]) if "m2" in got else _number(got["m1"])
    year = int(got["y2"]) if "y2" in got else _year(number, month, ahead)
    first_number = _number(got["m1"]) if "m1" in got else number
    first_year = int(got["y1"]) if "y1" in got else year - (first_number > number)
    last_day = _day(year, number, got["d2"])
    first_day = _day(first_year, first_number, got.get("d1", got["d2"]))
    if not last_day or not first_day or first_day > last_day:
        return Found(match.start(), match.end(), None, False, f"“{match.group()}” is no day of the calendar")
    return _day_range(match, first_day, last_day, ahead, text, month)


def _in_numbers(
    match: re.Match[str], one: int, two: int, by: str, year: int, month: str, ahead: bool, text: str
) -> Found[DateRange | None]:
    """Day and month in either order: the only one possible, else the one that falls into the document's month."""
    orders = [
        (day, number)
        for day, number in ((one, two), (two, one))
        if 1 <= number <= 12 and 1 <= day <= monthrange(year, number)[1]
    ]
    orders = orders[:1] if by == "." or one == two else orders
    own = [order for order in orders if f"{year}-{order[1]:02}" == month]
    if len(orders) == 1 or len(own) == 1:
        day, number = (orders if len(orders) == 1 else own)[0]
        return _day_range(match, date(year, number, day), date(year, number, day), ahead, text, month)
    why = f"“{match.group()}” may be read in two ways" if orders else f"“{match.group()}” is no day of the calendar"
    return Found(match.start(), match.end(), None, False, why)


def _day_range(
    match: re.Match[str], first: date, last: date, ahead: bool, text: str, month: str
) -> Found[DateRange | None]:
    return Found(
        match.start(),
        match.end(),
        DateRange(str(first), str(last), "day", not ahead and (not _is_back(text, match) or str(first)[:7] == month)),
    )


def _month_range(match: re.Match[str], year: int, month: int, ahead: bool, text: str) -> Found[DateRange | None]:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return Found(
        match.start(), match.end(), DateRange(str(first), str(last), "month", not ahead and not _is_back(text, match))
    )


def _is_back(text: str, match: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b[Ss]ince\s*$", text[max(0, match.start() - 12) : match.start()])
    ) or match.group().lower().startswith("since")


def _ranked(found: list[Found[DateRange | None]], month: str) -> list[Found[DateRange | None]]:
    """Dates of another month are background where the document's own month stands beside them."""
    first, last = f"{month}-01", f"{month}-31"
    own = any(f.value and f.value.main and f.value.start <= last and first <= f.value.end for f in found)
    return [
        replace(f, value=replace(f.value, main=False))
        if own and f.value and not (f.value.start <= last and first <= f.value.end)
        else f
        for f in found
    ]


def _number(name: str) -> int:
    return next(n for n, known in enumerate(_MONTHS, 1) if known.startswith(name.rstrip(".").lower()[:3]))


def _year(number: int, month: str, ahead: bool) -> int:
    """Year of a month without one: the nearest, rather past than to come, unless the words look ahead."""
    year, own = int(month[:4]), int(month[5:])
    away = number - own
    if ahead:
        return year + (away < 0)
    return year - (away > 3) + (away < -8)


def _day(year: int, month: int, day: str) -> date | None:
    number = int(re.sub(r"\D", "", day))
    return date(year, month, number) if number <= monthrange(year, month)[1] else None
