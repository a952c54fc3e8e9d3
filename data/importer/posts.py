"""The post that stands beside a name, as printed, and the organisation in it. It finds no names."""

import re
from typing import Any

from data.importer.found import Found

Bodies = list[Found[dict[str, Any]]]

HONORIFIC = r"(?:Doctor|Madame?|Miss|Señora?|Frau|Herr|Monsieur|Reverend|Prof(?:essor)?s?|Dr|Drs|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Baroness|Academician|Datuk|Dato|Tan\s+Sri|Haji|Rev|Gen|Col|Maj|Capt|Lt|Sheikha?|Prince|Princess|King|Queen|H\.E|Shri|Smt|Eng)\.?"
_QUALIFIER = (
    r"(?:[Vv]ice|[Dd]eputy|[Aa]cting|[Aa]ssistant|[Ee]xecutive|[Ff]irst|[Ff]ormer|[Hh]onorary|[Cc]o|[Ss]enior|[Cc]hief|[Pp]rime|[Ff]oreign|[Gg]eneral|[Pp]rincipal|[Ll]ead|[Pp]roject|[Aa]ssociate|[Ff]ederal|"
    r"[Pp]ermanent|[Ss]cience|[Ss]pecial|[Uu]nder|[Rr]esearch|[Dd]rilling|[Mm]anaging|[Ff]ounding|[Nn]ational|[Tt]echnical|[Ss]cientific|[Rr]esident|[Tt]rade|[Ss]tate|[Mm]inisterial)"
)
HEAD = (
    r"(?:[Pp]resident|[Pp]remier|[Mm]inister|[Ss]ecretary(?:[\s-][Gg]eneral)?|[Dd]irector(?:[\s-][Gg]eneral)?|[Gg]overnor|[Cc]hair(?:man|woman|person)?|CEO|CTO|[Ee]xecutive|[Rr]ector|[Cc]hancellor|[Dd]ean|[Hh]ead|[Ll]eader|"
    r"[Aa]mbassador|[Cc]onsul(?:[\s-][Gg]eneral)?|[Pp]rofessor|[Aa]cademician|[Cc]ommissioner|[Ss]pokes(?:person|man|woman)|[Aa]dministrator|[Ee]nvoy|[Rr]epresentative|[Cc]ounsell?or|[Ff]ellow|[Rr]esearcher|[Ss]cientist|"
    r"[Ee]ngineer|[Ff]ounder|[Mm]anager|[Mm]ember|[Cc]oordinator|[Cc]ommander|[Mm]ayor|[Dd]esigner|[Aa]stronauts?|[Tt]aikonauts?|[Pp]hysicist|[Cc]hemist|\w+ologist|[Aa]stronomer|[Aa]uthor|[Ii]nvestigator|[Oo]fficer|"
    r"[Aa]ttach[eé]|[Cc]ounterpart|[Pp]rovost|[Cc]aptain|[Pp]rincipal|[Ss]cholar|[Aa]dvis[eo]r|[Ee]xpert|[Mm]aster|[Ss]urgeon|[Pp]hysician|[Cc]urator|[Ll]ecturer|[Ss]pecialist|[Oo]fficial|[Cc]olleague|[Bb]otanist|"
    r"[Mm]athematician|[Ll]aureate|[Cc]hief|[Dd]elegate|[Pp]ilot|[Ee]ditor|[Ee]cologist|[Ss]peaker|[Nn]egotiator|[Ii]nventor|[Hh]older|Senator|Monsignor|Brigadier|Matron|Admiral|Commodore|Colonel|Marshal|Cardinal|Archbishop|Bishop)"
)
_POST = rf"(?:{_QUALIFIER}[\s-]+)*{HEAD}(?:\s+and\s+(?:{_QUALIFIER}[\s-]+)*{HEAD})*"
# A comma goes on only in a list such as Science, Research and Innovation.
_RUN = r"[A-ZÀ-Þ][\w'’&-]*(?:(?:,(?=\s+(?:[A-Z]\w+,\s+)*[A-Z]\w+\s+(?:and|&)\s+[A-Z])|(?<!,))\s+(?:(?:and|of|for|the|&|de|la|to)\s+){0,2}[A-ZÀ-Þ][\w'’&-]*){0,9}"
_BEFORE = re.compile(rf"\b(?P<post>{_POST})(?=\W)")
_TAIL = re.compile(
    rf"(?P<of>\s+(?:of|for|at|to|in|on)\s+(?:the\s+|its\s+)?(?:{_RUN}|[a-z]+(?:\s+[a-z]+){{0,3}})(?:\s?\([A-Z][\w.&-]*\))?)?,?\s+(?:{HONORIFIC}\s+)*"
)
_LEAD = re.compile(
    r"(?:(?P<owner>[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w-]*)*)['’]s\s+)?(?P<of>(?:(?!The\b|And\b|His\b|Her\b|Its\b)[A-ZÀ-Þ][\w-]*\s+){0,3})$"
)
_AFTER = re.compile(
    rf",?\s+\(?(?:who\s+is\s+|currently\s+)?(?:(?:the|an?|its|also|his|her)\s+)?(?P<post>(?:[\w'’-]+\s+){{0,3}}?{_POST})\b(?P<of>\s+(?:of|for|at|to|in|from|with|on)\s+)?"
)


def of(text: str, start: int, end: int, bodies: Bodies) -> tuple[str | None, str | None]:
    """Post and organisation of the name between two offsets: by the words after it, else by those before."""
    after = _AFTER.match(text, end) if text[end : end + 1] == "," or text[end : end + 2] == " (" else None
    if after and not re.search(r"\b(?:and|who|which|said|met|of)\s", after["post"].split(",")[0] + " "):
        stop, organisation = after.end("post"), None
        if after["of"]:
            stop, organisation = _what(text, after.end("of"), bodies, after.end("post"))
        return text[after.start("post") : stop].strip(), organisation
    plain = re.match(r",\s+(?:of\s+)?(?:[Tt]he\s+)?|\s+(?:of|from|at)\s+(?:[Tt]he\s+)?|\s+\((?:[Tt]he\s+)?", text[end:])
    beside = next((b for b in bodies if plain and b.start == end + plain.end()), None)
    post, organisation = _printed_before(text, start, bodies)
    if post:
        return post, organisation or (beside.value["name"] if beside else None)
    if not beside:
        return None, None
    professor = re.search(r"\bProf(?:essor)?\.?\s+$", text[max(0, start - 12) : start])
    name = str(beside.value["name"])
    return (f"Prof., {name}" if professor else name), name


def titled(text: str, start: int) -> bool:
    """Whether a title of address stands right before."""
    return bool(re.search(rf"\b{HONORIFIC}\s+$", text[max(0, start - 20) : start]))


def _printed_before(text: str, start: int, bodies: Bodies) -> tuple[str | None, str | None]:
    begin = max(0, start - 180)
    before = text[begin:start]
    for match in reversed(list(_BEFORE.finditer(before))):
        tail = _TAIL.fullmatch(before, match.end())
        if not tail:
            continue
        post = match["post"] + (tail["of"] or "")
        at = begin + match.start()
        inside = next((str(b.value["name"]) for b in bodies if at <= b.start < start), None)
        owner = next((b for b in bodies if b.end in (at - 1, at - 3)), None)
        if owner:
            return f"{post}, {owner.value['name']}", str(owner.value["name"])
        lead = _LEAD.search(before[: match.start()])
        if lead and lead["owner"] and not inside:
            return f"{lead['of']}{post}, {lead['owner']}", None
        return f"{lead['of'] if lead else ''}{post}", inside
    return None, None


def _what(text: str, place: int, bodies: Bodies, least: int) -> tuple[int, str | None]:
    """End of what a post is of: an organisation, else a run of capitals, else a few small words."""
    the = re.match(r"(?:[Tt]he\s+|an?\s+|its\s+)?", text[place:])
    begin = place + (the.end() if the else 0)
    body = next((b for b in bodies if b.start in (begin, place)), None)
    if body:
        return body.end, str(body.value["name"])
    run = re.match(_RUN, text[begin : begin + 160])
    if run:
        stop = begin + run.end()
        inside = next((b for b in bodies if place < b.start <= stop + 6), None)
        return (inside.end, str(inside.value["name"])) if inside else (stop, None)
    lower = re.match(
        r"(?:[a-z-]+\s){0,3}[a-z-]+(?=,|\.|\s+(?:said|told|and|was|has|thanked|called|warned)\b)",
        text[begin : begin + 80],
    )
    return (begin + lower.end(), None) if lower else (least, None)
