"""Where an event begins and ends in a paragraph, and whether there is one. It reads no values of it."""

import re
from dataclasses import dataclass

from data.importer import dates
from data.importer.dates import DateRange
from data.importer.found import Found

_ABBREVIATION = re.compile(
    r"(?:\b(?:Prof|Dr|Drs|Mr|Mrs|Ms|St|Mt|No|Nos|vs|approx|ca|cf|Fig|Jr|Sr|Gen|Col|Gov|Rev|Hon|Eng|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Univ|Dept|H\.E|[A-Z]|(?:[A-Z]\.)+[A-Z]))\.$"
)
_END = re.compile(
    r"(?:[.!?]|(?<=[^\W\d_][.!?])\d{1,2}(?!\w))[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[A-Z\u00c0-\u00de0-9])"
)
# Words that open a thing of its own.
_APART = re.compile(
    r"(?:Separately|Meanwhile|In the meantime|Elsewhere|Independently|Likewise on|Also (?:on|in) \d|Also on\b|Already on\b|On the same day|The same day|"
    r"In (?:a |another )(?:separate|further|different|second|parallel)[\w\s-]{0,30}|In (?:another|a related|an unrelated)[\w\s-]{0,30}|In parallel|At the same time|"
    r"(?:A|One|Two|Three|Four|Five|Six|Seven|\d+|Some|A few|Several) (?:days?|weeks?)(?: \w+)? (?:earlier|later|before|after(?:wards)?)|On the (?:following|next|previous) day|The (?:following|next) (?:day|week)|"
    r"The (?:day|week) (?:before|after)|Earlier(?:,| in the month| (?:this|that) month)|Later(?:,| in the month| (?:this|that) month)|Shortly (?:before|after(?:wards)?)|Afterwards)\b,?\s*"
)
_ACTED = re.compile(
    r"\b(?:signed|opened|launched|inaugurated|started|began|begun|held|met|visited|unveiled|announced|renewed|agreed|completed|delivered|established|founded|set up|joined|hosted|presented|published|reported|"
    r"received|awarded|granted|handed|tested|finished|concluded|convened|commissioned|switched|introduced|released|reached|took place|went into|came into|was|were|had|has|have|exchanged|approved|broke ground|put into|"
    r"landed|docked|returned|arrived|entered|appointed|elected|named|won|issued|adopted|laid|gave|lent|sent|bought|sold|acquired|shown|demonstrated|discovered|found|travelled|toured|spoke|addressed|extended|ratified|registered)\b"
)
# Beside a day of its own, any verb of the past tells an act; so does an entry of a list of days.
_DID = re.compile(
    r"\b(?:[a-z]{3,}ed|put|came|went|made|did|took|told|wrote|spoke|left|ran|built|flew|fell|rose|sent|set|grew|brought|chose|drew|led|lost|said|saw|sailed|broke|withdrew|held|became|began|met|won|got|gave|sold|bought|found|paid|lent|laid|kept|shook|cut|fed|drove|sank|spent|stood|taught|wound|ground|cast|hit|split|spun|shut|swam)\b"
)
_ENTRY = re.compile(r"\d{1,2} [A-Z][a-z]+:")
_ACTS = re.compile(
    r"\b(?:signed|opened|launched|inaugurated|started|began|unveiled|renewed|agreed|completed|delivered|established|founded|joined|granted|handed over|exchanged|ratified|adopted|commissioned|visited|met|set up|received|concluded|hosted|held)\b"
)
# A sentence about what was told before, unless it has a place or a party of its own.
_ABOUT_IT = re.compile(
    r"(?:It|They|He|She|This|These|That|Those|Its|Their|His|Her|Both|There|Here|Then|But|And|Nine|All|None|Neither|Such)\b|The (?!same\b|two (?:countries|sides|ministries|governments)\b|Chinese\b)[a-z]"
)
_BODY = re.compile(
    r"\b[A-Z][\w'’-]+(?:\s+(?:of|for|and|the|[A-Z][\w'’-]+))*\s+(?:Institute|University|Academy|Ministry|Company|Corporation|Foundation|Society|Centre|Center|Laboratory|Agency|Group|Authority|Commission|Council)\b|\bMinistry of\b"
)
_PLACE = re.compile(
    r"^In [A-Z\u00c0-\u00de][\w\u00c0-\u024f'’ -]{2,30}, (?:on|from|between|in|an?|two|three|four|five|\d+|the) |\b(?:in|at) [A-Z\u00c0-\u00de]\w+[,.]?(?:\s|$)"
)
_OF_THE_TEXT = re.compile(
    r"\b(?:this|the present|each|every|following|next) (?:section|review|issue|number|chapter|edition|month's review|part)\b|\b(?:we|our|(?-i:us)|readers?|reader's)\b|\b(?:listed|described|given|set out|summari[sz]ed|shown|told) (?:below|above|here)\b|\bbelow\b.{0,20}$|\bwhat follows\b|\bthe (?:items|entries|paragraphs|sections) (?:below|above|that follow)\b",
    re.IGNORECASE,
)  # fmt: skip


# What a review says of itself, with the days it covers.
_COVERS = re.compile(
    r"(?:This|The present|Our)\s+(?:[a-z]+\s+)?(?:issue|review|bulletin|digest|report|survey|number|edition|newsletter|letter)\s+(?:covers|treats|spans|takes\s+in|reports\s+on|deals\s+with|follows|concerns)\b"
)
_MADE = re.compile(
    r"\b(?:developed|built|created|designed|achieved|identified|observed|detected|measured|mapped|produced|synthesi[sz]ed|decoded|grown|trained|proved|solved)\b"
)
_REPORTED = re.compile(r"(?:^|\.\s)(?:Reported|Announced|Presented|Shown|Built|Developed|Designed|Signed) (?:by|at)\b")


@dataclass(frozen=True)
class Part:
    """One event's words: offsets into the paragraph; `day` whether its own words date it; `why` the words that set it apart."""

    start: int
    end: int
    apart: str = ""


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text."""
    found, start = [], 0
    for end in _END.finditer(text):
        stop = end.start() + len(end.group().rstrip())
        if _ABBREVIATION.search(text[max(0, start) : end.start() + 1]):
            continue
        found.append((start, stop))
        start = end.end()
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return found


def parts(text: str, month: str) -> list[Part]:
    """The events of a paragraph: its first sentence begins one, and every sentence that tells of a thing of its own."""
    cut = sentences(text)
    if not cut:
        return []
    dated = [one for one in dates.find(text, month) if one.value]
    starts: list[tuple[int, str]] = [(cut[0][0], "")]
    before: DateRange | None = _day(dated, *cut[0], month)
    for first, last in cut[1:]:
        own = _day(dated, first, last, month) or _counted(text[first:last], before)
        why = _apart(text[first:last], own, before, text[starts[-1][0] : first])
        if why:
            starts.append((first, why))
            before = own or before
        else:
            before = before or own
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [
        Part(start, start + len(text[start:end].rstrip()), why) for (start, why), end in zip(starts, ends, strict=True)
    ]


def _day(dated: list[Found[DateRange | None]], first: int, last: int, month: str) -> DateRange | None:
    """The sentence's own date, to the day, near the document's month."""
    own = [one.value for one in dated if first <= one.start < last and one.value and _near(one.value, month)]
    return next((one for one in own if one.precision == "day"), own[0] if own else None)


def _counted(sentence: str, before: DateRange | None) -> DateRange | None:
    """The sentence's day where it counts from that of the event before."""
    return told.value if before and (told := dates.counted(sentence, before.start, before.end)) else None


def _near(date: DateRange, month: str) -> bool:
    return date.start[:7] <= month <= date.end[:7] and date.main


def _apart(sentence: str, own: DateRange | None, before: DateRange | None, told: str) -> str:
    """Why a sentence is a thing of its own; empty where it goes on with the one before."""
    opens = _APART.match(sentence)
    rest = sentence[opens.end() :] if opens else sentence
    if not (_ACTED.search(sentence) or (own and _DID.search(sentence)) or _ENTRY.match(sentence)) or re.match(
        r"[\"'\u201c\u2018]", sentence
    ):
        return ""
    if own and before and own.precision == "day":
        if _ENTRY.match(sentence) and own != before:
            return "a date of its own"
        if own == before and not opens:
            return ""
        inside = before.precision == "day" and before.start <= own.start and own.end <= before.end
        place = bool(_PLACE.search(rest))
        party = bool(_BODY.search(rest)) and bool(_ACTS.search(rest))
        if inside:
            led = opens or re.match(r"(?:On [^,.]{4,20}, i|I)n [A-Z]", sentence)
            return "a place and a date of its own" if led and place else ""
        if opens or not _ABOUT_IT.match(rest) or (place and party):
            return "a date of its own"
        return ""
    alone = opens and re.match(r"(?:Separately|Meanwhile|Elsewhere|In a|In parallel|Independently)", opens.group())
    tells = not _ABOUT_IT.match(rest) and (_ACTS.search(rest) or own) and re.search(r"[A-Z]", rest[1:])
    return f"it begins with “{opens.group().strip(' ,')}”" if opens and alone and tells else ""


def is_event(text: str, dated: bool, names: int) -> bool:
    """Whether a paragraph tells of something that happened: a date, or a body or person that acts; an introduction does not."""
    opening = " ".join(text[first:last] for first, last in sentences(text)[:3])
    if _COVERS.match(opening) or (_OF_THE_TEXT.search(opening) and not dated):
        return False
    return dated or (
        names > 0
        and bool(_ACTED.search(text[:1].lower() + text[1:]) or _MADE.search(opening) or _REPORTED.search(text))
    )
