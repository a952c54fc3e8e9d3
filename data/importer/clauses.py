"""Reads a post that a clause tells instead of an apposition: "who heads X", "Leader: X", "its council is chaired by X", "X will be its first head".

It also says whose a post is that stands with "its", "whose" or an article alone. It finds no names and no bodies.
"""

import re
from typing import Any

from data.importer.found import Found

Bodies = list[Found[dict[str, Any]]]

# What somebody is who does this.
_DOERS = {"lead": "leader", "head": "head", "direct": "director", "chair": "chair", "manage": "manager", "edit": "editor", "found": "founder", "command": "commander", "coordinate": "coordinator", "run": "head"}  # fmt: skip
_DOES = r"(?P<does>leads|heads|directs|chairs|manages|edits|edited|commands|coordinates|runs|founded)"
_DONE = r"(?P<done>led|headed|directed|chaired|managed|edited|commanded|coordinated|run)"
_WHAT = r"(?P<what>it|(?:the|its|their)\s+(?:[\w-]+\s+){0,3}?[a-z-]+(?=[,.;)]|$|\s+(?:at|of|in|for|from|on|and|with|said|told|which|that|described|expects?|hopes?|has|had|was|is|will|called|thanked|signed)\b))"
_ACTIVE = re.compile(rf",?\s+(?:who\s+)?(?:now\s+|also\s+|currently\s+|jointly\s+)?{_DOES}\s+")
_OBJECT = re.compile(_WHAT)
_AT_THE = re.compile(r"\s+(?:at|of|in)\s+(?:the\s+)?")
_FOR = re.compile(r"\s+for\s+[A-Z][\w-]+")
_PASSIVE = re.compile(
    rf"\b(?P<whose>[Tt]he|[Ii]ts|[Tt]heir|[Tt]his)\s+(?P<what>(?:[\w-]+\s+)?[a-z-]+)\s+(?:is|was|are|were|will\s+be|has\s+been)\s+(?:jointly\s+)?{_DONE}\s+by\s+$"
)
# A meeting or a journey that somebody led is no post.
_PASSING = re.compile(
    r"\b(?:talks|delegation|meeting|session|negotiations?|visit|group|party|discussions?|side|tour|ceremony)$"
)
_ARTICLE = r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Ww]hose|[Aa]n?)"
_OF_PAPER = re.compile(r"\s+of\s+(?:the|their|its|this)\s+(?:paper|study|article|work)$")
_TEACHES = re.compile(r",?\s+(?:who\s+)?(?P<does>teaches|taught|studies|works)\s+at\s+(?:[Tt]he\s+)?")
_STUDENTS = re.compile(r"\s+and\s+(?:his|her)\s+[a-z]+\s+(?:of|at|from)\s+(?:[Tt]he\s+)?")
_OTHER = r"(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]+"
_WITH = re.compile(rf"\s+and\s+{_OTHER}\s+(?:of|from|at)\s+(?:[Tt]he\s+)?")
_RULES_ALONE = re.compile(
    r"(?:(?:[Vv]ice|[Dd]eputy|[Aa]cting|[Ee]xecutive|[Mm]anaging|[Ff]ounding|[Ff]irst|[Nn]ew)[\s-]+)*(?:[Dd]irector(?:[\s-][Gg]eneral)?|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Rr]ector|[Pp]rincipal|[Ff]ounder|[Dd]ean|[Hh]ead|[Cc]hief [Ee]xecutive|[Cc]urator|[Mm]anager|CEO|[Ss]ecretary[\s-][Gg]eneral)"
)
_OF_A_THING = re.compile(r"(?:[Cc]aptain|[Mm]aster|[Ee]ditor|[Cc]ommander|[Pp]ilot|[Dd]esigner)")
_KINDS = "laboratory institute centre center board company university observatory academy agency foundation society firm college school museum council hospital trust survey bureau start-up corporation association"
_SUBJECT = re.compile(
    r"^(?:\([a-z]\)\s+[A-Z]\w+\.\s+)?[Tt]h(?:e|is)\s+(?:first|second|third|new|fourth)?\s*(?P<noun>(?:[a-z-]+\s+)?[a-z-]{3,})(?=,|\s+(?:at\s+[A-Z]\w+\s+)?(?:\w+ed|cost|costs|was|is|has|will|had|runs|holds|took|came|went|lies|can|carries|belongs)\b)"
)
_CREATED = re.compile(
    r"\b(?:opened|founded|inaugurated|set up|established)\s+an?\s+(?:new\s+|joint\s+)?(?P<noun>(?:[a-z-]+\s+)?[a-z-]{3,})(?=\s+(?:in|at|on|for|near)\b|[,.;])"
)


def of(text: str, start: int, end: int, bodies: Bodies, title: str, post: str) -> tuple[str, str | None] | None:
    """Post and organisation that a clause before or after the name tells; `title` and `post` are patterns of what may stand there."""
    lead = re.sub(rf"(?:{title}\s+)+$", "", text[max(0, start - 140) : start])
    return (
        _label(lead, text, end, bodies, post)
        or _equated(lead, text, max(0, start - 140), end, bodies, post)
        or _passive(lead, text, end, bodies)
        or _active(text, start, end, bodies)
        or _becomes(text, end, post)
        or _shared(text, end, bodies)
    )


def named_before(text: str, at: int, told: str) -> bool:
    """Whether a clause says more of the post that stands before the name than the post alone: "Leader: Dr X"."""
    return bool(re.search(r"(?:[:]\s+|\b(?:is|was|are|were)\s+(?:the\s+)?)$", text[max(0, at - 12) : at]) and told)


def beside(text: str, end: int, bodies: Bodies) -> str | None:
    """The body right after a name: "X of the Y", "X, of the Y"."""
    plain = re.match(r",?\s+(?:of|from|at)\s+(?:[Tt]he\s+)?", text[end:])
    return next((str(b.value["name"]) for b in bodies if plain and b.start == end + plain.end()), None)


def _with(post: str, body: str | None) -> tuple[str, str | None]:
    return (f"{post} of {body}" if body else post), body


def _label(lead: str, text: str, end: int, bodies: Bodies, post: str) -> tuple[str, str | None] | None:
    """ "Speaker of the group: Prof. X", "Chinese chair: Vice Minister X"."""
    told = re.search(
        rf"(?:^|[.;]\s+)(?P<label>(?:[A-Z][a-z]+\s)?{post}(?:\s+of\s+the\s+[a-z ]{{3,30}})?):\s+(?P<rank>(?:{post}\s+)?)$",
        lead,
    )
    if not told:
        return None
    words = told["label"].split()
    if not re.search(r"(?:ese|ish|an|ch|i)$", words[0]) or len(words) == 1:
        words[0] = words[0].lower()
    label = " ".join(words)
    rank = told["rank"].strip()
    return _with(f"{rank}, {label}" if rank else label, beside(text, end, bodies))


def _equated(lead: str, text: str, start: int, end: int, bodies: Bodies, post: str) -> tuple[str, str | None] | None:
    """ "The leader of the experiment is Prof. X", "Its authors are X and Y"."""
    told = re.search(
        rf"\b{_ARTICLE}\s+(?P<post>(?:[a-z-]+\s)?{post}(?P<many>s?)(?:\s+(?:of|for)\s+[^.;,:]{{2,50}}?)?)\s+(?:is|was|are|were)\s+(?:the\s+)?(?P<rank>professors\s+)?(?:{_OTHER}\s+and\s+)?$",
        lead,
    )
    if told and told["rank"]:
        follows = _WITH.match(text, end)
        after = follows.end() if follows else None
        body = next((str(b.value["name"]) for b in bodies if b.start == after), None) or beside(text, end, bodies)
        return _with("professor", body)
    if not told or (re.search(rf"{_OTHER}\s+and\s+$", lead) and not told["many"]):
        return None
    words = told["post"]
    if told["many"]:
        words = words[: told.start("many") - told.start("post")] + words[told.end("many") - told.start("post") :]
    words, body = _OF_PAPER.sub("", words), beside(text, end, bodies)
    return _with(words, body) if body else whose(text, start + told.start("post"), words, bodies)


def _passive(lead: str, text: str, end: int, bodies: Bodies) -> tuple[str, str | None] | None:
    told = _PASSIVE.search(lead)
    if not told or _PASSING.search(told["what"]):
        return None
    doer = next(noun for verb, noun in _DOERS.items() if told["done"].startswith(verb) or told["done"][:2] == verb[:2])
    return _with(f"{doer} of the {told['what']}", beside(text, end, bodies))


def _active(text: str, start: int, end: int, bodies: Bodies) -> tuple[str, str | None] | None:
    told = _ACTIVE.match(text, end)
    if told:
        at = told.end()
        the = re.match(r"(?:[Tt]he\s+)?", text[at:])
        body = next((b for b in bodies if b.start in (at, at + (the.end() if the else 0))), None)
        doer = next(noun for verb, noun in _DOERS.items() if told["does"].startswith(verb))
        if body:
            return f"{doer} of {body.value['name']}", str(body.value["name"])
        what = _OBJECT.match(text, at)
        if not what or re.search(r"(?:talks|delegation|meeting|session|visit|party|tour|ceremony)$", what["what"]):
            return None
        follows = _FOR.match(text, what.end())
        if what["what"] == "it":
            return (f"{doer}{follows.group()}", None) if follows else None
        inside = _AT_THE.match(text, what.end())
        name = None
        if inside:
            name = next((str(b.value["name"]) for b in bodies if b.start == inside.end()), None)
            kind = re.match(r"[a-z-]+", text[inside.end() :])
            if not name and kind and kind.group() in _KINDS.split():
                name = _of_kind(kind.group(), [b for b in bodies if b.end <= start])
        return _with(f"{doer} of {re.sub(r'^(?:its|their)', 'the', what['what'])}", name)
    teaches = _TEACHES.match(text, end) or _STUDENTS.match(text, end)
    body = next((b for b in bodies if teaches and b.start == teaches.end()), None)
    if not teaches or not body:
        return None
    name = str(body.value["name"])
    calling = {"teaches": "teacher", "studies": "student"}.get(teaches.groupdict().get("does") or "")
    return (f"{calling} of {name}" if calling else name), name


def _becomes(text: str, end: int, post: str) -> tuple[str, str | None] | None:
    """ "X will be its first head", "names X as its first author"."""
    told = re.match(
        rf"\s+(?:will\s+be|becomes?|became|(?:is|was|has\s+been)\s+(?:named|appointed|elected|made)|as)\s+(?:as\s+)?(?:its|their|the|an?)?\s*(?P<post>(?:first\s+|new\s+)?{post})(?=[,.;]|$|\s+(?:in|on|and)\b)",
        text[end : end + 90],
    )
    return (told["post"], None) if told else None


def _shared(text: str, end: int, bodies: Bodies) -> tuple[str, str | None] | None:
    """The body of two people that stands after the second: "X and Y of the Z"."""
    told = _WITH.match(text, end)
    body = next((b for b in bodies if told and b.start == told.end()), None)
    return (str(body.value["name"]), str(body.value["name"])) if body else None


def whose(text: str, at: int, post: str, bodies: Bodies) -> tuple[str, str | None]:
    """A post with the body or the thing that "its", "whose" or an article before it stands for; as it is where that is open."""
    possessive = re.search(r"\b(?:[Ii]ts|[Tt]heir|[Ww]hose)\s+$", text[max(0, at - 10) : at])
    owner = re.search(r"\b[Tt]he\s+([a-z-]+)['’]s\s+$", text[max(0, at - 30) : at])
    article = re.search(r"\b[Tt]he\s+(?:new\s+)?$", text[max(0, at - 12) : at])
    alone, thing = _RULES_ALONE.fullmatch(post), _OF_A_THING.fullmatch(post)
    earlier = [b for b in bodies if b.end < at]
    if not (alone or thing) or not (possessive or owner or article):
        return post, None
    if owner:
        return _with(post, _of_kind(owner[1], earlier) if owner[1] in _KINDS.split() else None)
    if possessive and possessive.group().strip().casefold() == "whose":
        return _with(post, str(earlier[-1].value["name"]) if earlier and alone else None)
    begin = max((text.rfind(mark, 0, at) + len(mark) for mark in (". ", ".” ", '." ') if text.rfind(mark, 0, at) >= 0), default=0)  # fmt: skip
    if article and (begin == 0 or not alone):
        return post, None
    # The sentence itself up to the post, else the sentences before, the nearest first.
    stretches = [(begin, at)]
    while stretches[-1][0] > 0 and len(stretches) < 4:
        stop = stretches[-1][0]
        first = text.rfind(". ", 0, max(0, stop - 2))
        stretches.append((first + 2 if first >= 0 else 0, stop))
    for first, last in stretches:
        inside = [b for b in earlier if first <= b.start < last]
        created = _CREATED.search(text, first, last) if possessive else None
        if created:
            return f"{post} of the {created['noun']}", None
        subject = _SUBJECT.match(text[first:last])
        if subject and not any(b.start - first <= 4 for b in inside):
            noun = subject["noun"]
            kind = noun.split()[-1]
            body = _of_kind(kind, earlier) if kind in _KINDS.split() else None
            if body and alone:
                return _with(post, body)
            return (f"{post} of the {noun}", None) if possessive else (post, None)
        if inside and alone:
            leading = [b for b in inside if b.start - first <= 4] if len(inside) > 1 else inside
            return _with(post, str(leading[0].value["name"]) if len(leading) == 1 else None)
        if inside:
            return post, None
    return post, None


def _of_kind(kind: str, earlier: Bodies) -> str | None:
    """The body before of this kind, or the only one named."""
    fitting = [b for b in earlier if kind in str(b.value["name"]).casefold()]
    only = {str(b.value["name"]) for b in earlier}
    return str(fitting[-1].value["name"]) if fitting else only.pop() if len(only) == 1 and kind in ("company", "firm", "start-up", "institute") else None  # fmt: skip
