"""A review's month, title and publisher, from the lines in front of its first section. What the lines do not tell stays open."""

import re
from collections import Counter
from collections.abc import Iterable

from data.importer.documents import Paragraph

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_NAME = "|".join(name.capitalize() for name in _MONTHS)
_DATED = re.compile(
    rf"\b({_NAME}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,?\s+(?:of\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"\b((?:19|20)\d\d)[-/.](0[1-9]|1[0-2])\b|\b(0[1-9]|1[0-2])[/.]((?:19|20)\d\d)\b|((?:19|20)\d\d)\s?\u5e74\s?(1[0-2]|0?[1-9])\s?\u6708"
)
_TITLE = re.compile(
    r"\b(?:reviews?|digest|watch|monthly|bulletin|monitor|newsletter|briefing|brief|report|tracker|survey|chronicle|letter|notes|observer|roundup|round-up|update|gazette)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:institut\w*|cent(?:re|er)|school|forum|group|observatory|university|foundation|council|society|academy|think tank|programme|program|college|department|association|network|initiative|bureau|unit|house|project)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:prepared|published|compiled|issued|produced|edited|written)(?: monthly| and published)? by (?:the )?|^(?:publisher|a publication of|from|by):? (?:the )?",
    re.IGNORECASE,
)
_MOST = 14


def lines(paragraphs: list[Paragraph], first: int) -> list[str]:
    """The lines in front, of which several may stand in one paragraph."""
    return [one.text for one in paragraphs[: min(first, _MOST)] if not one.listed]


def month(front: list[str], paragraphs: Iterable[str], name: str) -> tuple[str | None, str]:
    """Month (YYYY-MM) and why it is unsure: the title's, else the one most dates are in, else the file name's."""
    for line in sorted(front, key=lambda line: not (_TITLE.search(line) or len(line) < 60)):
        if found := _months(line):
            return found[0], ""
    dated = Counter(month for text in paragraphs for month in _months(text))
    if dated:
        return dated.most_common(1)[0][0], "no month stands in the title; most dates of the text are in this one"
    if found := _months(name):
        return found[0], "no month stands in the text; this one is the file name's"
    return None, "no month stands in the title, nor a year beside a date"


def _months(text: str) -> list[str]:
    found = [f"{year}-{_number(word):02}" for word, year in _DATED.findall(text)]
    found += [f"{a or d or e}-{int(b or c or f):02}" for a, b, c, d, e, f in _NUMBERS.findall(text)]
    return found


def _number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold()[:3]))


def title(front: list[str], month: str) -> str | None:
    """The title with its month, in usual case."""
    told = _joined(front)
    found = next((line for line in told if _TITLE.search(line) and _about(line)), None)
    found = found or next(
        (line for line in told if re.search(r"\bchina\b|\bchinese\b", line, re.IGNORECASE) and _about(line)), None
    )
    if not found:
        return None
    if _months(found):
        return _cased(found.strip(" *.|"))
    year, number = month.split("-")
    return f"{_cased(found.strip(' *.|,'))}, {_MONTHS[int(number) - 1].capitalize()} {year}"


def _about(line: str) -> bool:
    return len(line.split()) <= 16 and not _BY.match(line) and not re.match(r"contents\b", line, re.IGNORECASE)


def publisher(front: list[str], known: Iterable[str]) -> tuple[str | None, str]:
    """Publisher: one that published before where it is named, else the line that names a body."""
    whole = _plain(" ".join(front))
    for name in known:
        bare = _plain(re.sub(r"\([^()]*\)|, [A-Z][a-z ]+$", "", re.sub(r"(?<=\))\s*,.*$", "", name)))
        if bare and bare in whole:
            return name, ""
    told = [line for line in _joined(front) if _BODY.search(line) and not (_TITLE.search(line) and not _BY.match(line))]
    for line in sorted(told, key=lambda line: not _BY.match(line)):
        named = _BY.sub("", line).strip(" *")
        named = re.split(
            r"\s(?:from public|from open)\b|(?<=[a-z])\.(?:\s|$)|, (?:Monthly|Series|Vol|No|Number|Issue)\b", named
        )[0].strip(" .,|")
        if len(named.split()) <= 14 and _BODY.search(named):
            return _cased(named), ""
    return None, "no line in front names a body"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _joined(front: list[str]) -> list[str]:
    """Lines in capitals that go on in the next one, put together."""
    found: list[str] = []
    for line in front:
        goes_on = (
            found
            and found[-1].isupper()
            and line.isupper()
            and (len(found[-1].split()) == 1 or re.search(r"\b(?:FOR|OF|AND|THE|ON|&)$", found[-1]))
        )
        if goes_on:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _cased(text: str) -> str:
    """Capitals as a title is usually written; what is not all in capitals stays as printed."""
    if not re.sub(rf"(?i)\b(?:{_NAME})\b", "", text).isupper():
        return text
    small = {"and", "of", "for", "the", "on", "in", "de"}
    words = [word if not word.isupper() or "&" in word else word.capitalize() for word in text.split()]
    return " ".join(
        word.casefold() if number and word.casefold() in small else word for number, word in enumerate(words)
    )
