"""The post that stands beside a name, as printed, and the organisation in it. It finds no names."""

import re
from typing import Any

from data.importer import clauses
from data.importer.found import Found

Bodies = list[Found[dict[str, Any]]]

HONORIFIC = r"(?:Doctor|Madame?|Mme|Mlle|Miss|Señora?|Frau|Herr|Monsieur|Reverend|Prof(?:essor)?s?|Dr|Drs|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Baroness|Academician|Dat(?:uk|o)['’]?(?:\s+(?:Seri|Sri|Amar|Wira|Paduka|Patinggi))?|Tan\s+Sri|Tun|Haji|Rev|Gen|Col|Maj|Capt|Lt|Sheikha?|Prince|Princess|King|Queen|H\.E|Shri|Smt|Eng)\.?"
_QUALIFIER = (
    r"(?:[Vv]ice|[Dd]eputy|[Aa]cting|[Aa]ssistant|[Ee]xecutive|[Ff]irst|[Ff]ormer|[Hh]onorary|[Cc]o|[Ss]enior|[Cc]hief|[Pp]rime|[Ff]oreign|[Gg]eneral|[Pp]rincipal|[Ll]ead|[Pp]roject|[Aa]ssociate|[Ff]ederal|"
    r"[Pp]ermanent|[Ss]cience|[Ss]pecial|[Uu]nder|[Rr]esearch|[Dd]rilling|[Mm]anaging|[Ff]ounding|[Nn]ational|[Tt]echnical|[Ss]cientific|[Rr]esident|[Tt]rade|[Ss]tate|[Mm]inisterial)"
)
HEAD = (
    r"(?:[Pp]resident|[Pp]remier|[Mm]inister|[Ss]ecretary(?:[\s-][Gg]eneral)?|[Dd]irector(?:[\s-][Gg]eneral)?|[Gg]overnor|[Cc]hair(?:man|woman|person)?|CEO|CTO|[Ee]xecutive|[Rr]ector|[Cc]hancellor|[Dd]ean|[Hh]ead|[Ll]eader|"
    r"[Aa]mbassador|[Cc]onsul(?:[\s-][Gg]eneral)?|[Pp]rofessor|[Aa]cademician|[Cc]ommissioner|[Ss]pokes(?:person|man|woman)|[Aa]dministrator|[Ee]nvoy|[Rr]epresentative|[Cc]oun(?:sell?|cill?)or|[Ff]ellow|[Rr]esearcher|[Ss]cientist|"
    r"[Ee]ngineer|[Ff]ounder|[Mm]anager|[Mm]ember|[Cc]oordinator|[Cc]ommander|[Mm]ayor|[Dd]esigner|[Aa]stronauts?|[Tt]aikonauts?|[Pp]hysicist|[Cc]hemist|\w+ologist|[Aa]stronomer|[Aa]uthor|[Ii]nvestigator|[Oo]fficer|"
    r"[Aa]ttach[eé]|[Cc]ounterpart|[Pp]rovost|[Cc]aptain|[Pp]rincipal|[Ss]cholar|[Aa]dvis[eo]r|[Ee]xpert|[Mm]aster|[Ss]urgeon|[Pp]hysician|[Cc]urator|[Ll]ecturer|[Ss]pecialist|[Oo]fficial|[Cc]olleague|[Bb]otanist|"
    r"[Mm]athematician|[Ll]aureate|[Cc]hief|[Dd]elegate|[Pp]ilot|[Ee]ditor|[Ee]cologist|[Ss]peaker|[Nn]egotiator|[Ii]nventor|[Hh]older|[Ss]urveyor|[Tt]eacher|[Ss]tudent|[Nn]urse|[Aa]rchitect|[Aa]gronomist|[Bb]reeder|[Tt]echnician|[Oo]ceanographer|[Aa]rchaeologist|[Hh]istorian|[Ee]conomist|[Vv]eterinarian|[Ss]kipper|[Ss]uperintendent|[Cc]onsultant|[Pp]rogrammer|Senator|Monsignor|Brigadier|Matron|Admiral|Commodore|Colonel|Marshal|Cardinal|Archbishop|Bishop)"
)
_POST = rf"(?:{_QUALIFIER}[\s-]+)*{HEAD}(?:\s+and\s+(?:{_QUALIFIER}[\s-]+)*{HEAD})*"
# A comma goes on only in a list such as Science, Research and Innovation.
_RUN = r"[A-ZÀ-Þ][\w'’&-]*(?:(?:,(?=\s+(?:[A-Z]\w+,\s+)*[A-Z]\w+\s+(?:and|&)\s+[A-Z])|(?<!,))\s+(?:(?:and|of|for|the|&|de|la|to)\s+){0,2}[A-ZÀ-Þ][\w'’&-]*){0,9}"
_BEFORE = re.compile(rf"\b(?P<post>{_POST})(?=\W)")
_TAIL = re.compile(
    rf"(?P<of>\s+(?:of|for|at|to|in|on)\s+(?:the\s+|its\s+)?(?:{_RUN}|(?!(?:is|was|are)\b)[a-z]+(?:\s+(?!(?:is|was|are|were|names?)\b)[a-z]+){{0,3}})(?:\s?\([A-Z][\w.&-]*\))?)?,?\s+(?:{HONORIFIC}\s+)*"
)
# Ranks that stand before a name and beside a post.
_RANK = r"(?:Captain|Brigadier|Colonel|General|Admiral|Commodore|Marshal|Senator|Monsignor|Cardinal|Archbishop|Bishop|Matron|Academician)"
_NO_POST = re.compile(
    r"\b(?:and|who|which|said|met|of|his|her|their|its|(?!retired|appointed|elected|designated)\w+ed)\s"
)
_STATE_POST = re.compile(r"\b(?:[Pp]resident|[Mm]inister|[Pp]remier|King|Queen|[Gg]overnor|[Mm]ayor)$")
_LAND = re.compile(r"\s+of\s+(?P<land>(?:the\s+)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})")
_KIND = re.compile(
    r"\b(?:space|science|energy|health|water|agriculture|education|environment|transport|forestry|fisheries|research|technology|laboratory|lab|plant|port|railway|survey|team|project|flight|finance|culture|tourism|industry|mining|digital|nuclear|mission|diamond|foreign|defence|station|programme|polar|botany|ship's)\s$"
)
_LEAD = re.compile(
    r"(?:(?P<owner>[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w-]*)*)['’]s\s+)?(?P<of>(?:(?!The\b|An?\b|And\b|His\b|Her\b|Its\b)[A-ZÀ-Þ][\w-]*\s+){0,3})$"
)
_AFTER = re.compile(
    rf",?\s+\(?(?:who\s+is\s+|currently\s+)?(?:(?:the|an?|its|also|his|her)\s+)?(?P<post>(?:[\w'’-]+\s+){{0,3}}?{_POST})\b(?P<of>\s+(?:of|for|at|to|in|from|with|on)\s+)?"
)


def of(text: str, start: int, end: int, bodies: Bodies) -> tuple[str | None, str | None]:
    """Post and organisation of the name between two offsets: by the words after it, by those before, else by a clause about it."""
    after = _AFTER.match(text, end) if text[end : end + 1] == "," or text[end : end + 2] == " (" else None
    if after and not _NO_POST.search(after["post"].split(",")[0] + " "):
        stop, organisation = after.end("post"), None
        if after["of"]:
            stop, organisation = _what(text, after.end("of"), bodies, after.end("post"))
            further = re.match(r"\s+(?:at|of)\s+(?:[Tt]he\s+)?", text[stop:])
            body = next((b for b in bodies if further and b.start == stop + further.end()), None)
            if body:
                stop, organisation = body.end, str(body.value["name"])
        return text[after.start("post") : stop].strip(), organisation
    told = clauses.of(text, start, end, bodies, rf"(?:{HONORIFIC}|{_RANK})", _POST)
    post, organisation, at = _printed_before(text, start, bodies)
    rank = re.fullmatch(rf"{_RANK}|Prof(?:essor)?\.?", post) if post else None
    if told and (not post or rank or clauses.named_before(text, at, told[0])):
        joined = f"{post}, {told[0]}" if rank and rank.group()[:4] != "Prof" and " " in told[0] + " " else told[0]
        return joined, told[1]
    plain = re.match(r",\s+(?:of\s+)?(?:[Tt]he\s+)?|\s+(?:of|from|at)\s+(?:[Tt]he\s+)?|\s+\((?:[Tt]he\s+)?", text[end:])
    beside = next((b for b in bodies if plain and b.start == end + plain.end()), None)
    if post and rank:
        wider, its, place = _printed_before(text, at, bodies)
        related = re.search(r"\b(?:[Hh]is|[Hh]er)\s+$", text[max(0, place - 6) : place])
        if wider and not related and re.search(r",\s+$", text[:at]):
            whole, its = (wider, its) if its or " of " in wider else clauses.whose(text, place, wider, bodies)
            return (whole if rank.group()[:4] == "Prof" else f"{post}, {whole}"), its
    if post and not organisation and not re.search(r"\s(?:of|for|to|in|at)\s|,", post):
        if beside and not rank:
            return f"{post} of {beside.value['name']}", str(beside.value["name"])
        land = _LAND.match(text, end) if _STATE_POST.search(post) else None
        if land:
            return f"{post} of {land['land']}", None
        if not beside and not rank:
            return clauses.whose(text, at, post, bodies)
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


def _printed_before(text: str, start: int, bodies: Bodies) -> tuple[str | None, str | None, int]:
    """Post, organisation and where the post begins."""
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
            return f"{post}, {owner.value['name']}", str(owner.value["name"]), at
        lead = _LEAD.search(before[: match.start()])
        if lead and lead["owner"] and not inside:
            envoy = re.match(rf"(?P<what>{_POST})(?P<to> (?:to|in) .*)$", post)
            return (
                (
                    f"{lead['of']}{envoy['what']} of {lead['owner']}{envoy['to']}"
                    if envoy
                    else f"{lead['of']}{post}, {lead['owner']}"
                ),
                None,
                at,
            )
        kind = "" if lead and lead["of"] else _kind_of(before[: match.start()])
        return f"{lead['of'] if lead else ''}{kind}{post}", inside, at - len(kind)
    return None, None, start


def _kind_of(before: str) -> str:
    """A small noun before the post: the space of "space chief"."""
    told = _KIND.search(before)
    return told.group() if told else ""


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
