"""Tells whether a country or town is named only beside the matter: compared with, bought from, passed over, left, quoted, turned down. It finds no name.

It looks at the clause: the words from the last break to the name, and those from the name, or the list it stands in, to the next break.
"""

import re

_REACH = 140
# A name, or a list of names, between a cue and the name in question.
_CAP = r"(?:the )?[A-Z\u00c0-\u00de][\w'’-]*(?: (?:of )?[A-Z\u00c0-\u00de][\w'’-]*){0,3}"
_LIST = rf"(?:{_CAP},? (?:and |or |nor )?(?:(?:in|from|of|to|by|at) )?){{0,4}}(?:the )?$"
_SMALL = r"(?:[a-z][\w'’-]* ){0,4}"
_IN = r"(?:in|of|at|from|to|by|for)"
_BREAK = re.compile(
    r"[;:—]\s|[.?!]\s(?=[A-Z“\"])|,\s(?:but|while|whereas|though|although|which|who|whose|where|whom)\b"
)
# In a sentence on a rank among nations, whoever is named with it has done the same before.
_RANK = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|only)\s(?:other\s)?(?:country|nation|state|power|economy)\b"
)
_RANKED = re.compile(
    rf"\b(?:[Aa]fter|[Ff]ollowing|[Bb]ehind|[Bb]esides?|[Nn]ext to|[Aa]longside|[Jj]oining|[Oo]nly|[Ll]ike) {_LIST}"
)
_MATERIAL = r"(?:ores?|lithium|cobalt|copper|nickel|iron|steel|uranium|graphite|bauxite|phosphates?|coal|oil|gas|timber|wood|cotton|wool|sand|stone|marble|clay|bricks?|glass|rubber|resin|salt|soya|wheat|metals?|minerals?|concentrate|components?|parts|chips|wafers|magnets?)"
_BEFORE = tuple(
    re.compile(cue + _LIST)
    for cue in (
        # Compared with.
        rf"\b(?:\w+er|more|less|fewer|worse|rather|other) (?:[\w'’-]+ ){{0,5}}?than (?:any |those |that |the one |anything )?{_SMALL}(?:{_IN} )?",
        rf"\bas \w+ as {_SMALL}(?:{_IN} )?",
        rf"\b(?:[Uu]nlike|similar to|resembl\w+|match(?:es|ed|ing)?|[Cc]ompared (?:[\w-]+ ){{0,8}}(?:with|to)|ahead of|rival(?:s|led|ling)?|beat(?:s|en|ing)?|outdo\w*|outbid\w*|surpass\w*|overt[ao]\w+|catch(?:es|ing)? up with|follows) {_SMALL}(?:{_IN} )?",
        rf"\b(?:race|competition|contest|rivalry|comparison|compet(?:es?|ing)|quarrel|conflict) (?:with|against) {_SMALL}(?:{_IN} )?",
        # Bought there, sold there, or its raw material.
        rf"\b(?:[Bb]ought|buys?|buying|[Ii]mport(?:s|ed|ing)?|[Pp]urchas\w+|[Ll]icen[sc]ed|replac\w+|[Ss]old|sells?|selling|[Ee]xport(?:s|ed|ing)?|market(?:s|ed)?|on sale|customers|buyers|clients|[Dd]emand) {_SMALL}(?:{_IN} )",
        rf"\b(?i:{_MATERIAL})(?: \w+)? (?:came |comes? |mined |made |cast )?from ",
        # Thought of, tried or known there before.
        rf"\b(?:first|originally|previously|already|so far|until now|until then|once|formerly|long|earlier) (?:been )?(?!agreed|signed|joined)(?:[a-z]+(?:ed|wn|nt|ld|de|ught|ound)|in use) (?:\w+ly )?(?:only )?(?:in|by|at|from) {_SMALL}",
        rf"\b(?:ordered|hired) (?:by|from) {_SMALL}(?:{_IN} )?",
        rf"\bgo(?:es)? back to (?:an? |the )?{_SMALL}(?:{_IN} )?",
        rf"\b(?:borrowed|copied|adapted|descends?|descended|learnt|known) {_SMALL}from {_SMALL}",
        # Where someone was before.
        rf"\b(?:[Gg]raduated?|studied|(?<!honorary )doctorate|PhD|degrees?|educated|born|brought up|grew up|native|emigrated|(?:who|had|has|later|then|once) (?:worked|served|lived|taught)) {_SMALL}(?:{_IN} )(?:{_CAP},? )?",
        rf"\bbeen (?:a |an |the )?(?:[a-z-]+ ){{0,2}}(?:consul|ambassador|professor|director|minister|student|guest|fellow|head|officer|envoy|advis[eo]r|scholar|researcher|engineer)s?(?: general)? (?:in|at|to) (?:{_CAP},? )?",
        rf"\b[Ff]ormer (?:[a-z]+ )?(?:student|pupil|guest|fellow|scholar|employee|professor|researcher|trainee)s? (?:of|at|in|from) (?:{_CAP},? )?",
        rf"\b(?:[Ff]ormer(?:ly)?|until (?:last year|recently|20\d\d)|[Ee]arlier|[Oo]nce|[Ee]x-\w+) (?:a |an |the )?(?:[a-z-]+ ){{0,2}}(?:(?:in|at|to|from) )(?:{_CAP},? )?",
        rf"\b(?:back|returned|return) from {_SMALL}(?:{_IN} )?",
        r"\bfrom (?:a |the |his |her )(?:\w+ )?(?:trip|visit|tour|journey|stay) (?:to|in|of) ",
        r"\blast (?:year|month|spring|summer|autumn|winter) (?:\w+ )?(?:by|in|at|to|from) (?:an? )?",
        r"\bleft ",
        rf"\bleft (?:a |an |the |his |her )(?:chair|post|job|place|professorship|position|career) {_SMALL}",
        # What a paper prints, and where the paper is made.
        rf"\b(?:journal|magazine|newspaper|daily|weekly|broadcaster|news agency) (?:{_CAP} )?(?:{_IN} )?",
        r"(?:(?<!of )(?<!and )\b(?:Reuters|Bloomberg|AFP|BBC|CNN|Times|Journal|Post|Guardian|Tribune|Telegraph|Economist)|\bin (?:Nature|Science|Cell|The Lancet))(?:,| of| in) ",
        r"\b[Rr]eports (?:in|from) ",
        rf"\b(?:[Aa]sked|[Qq]uestions?|pressed) (?:\w+ ){{0,4}}about (?:the |an? )?(?:[a-z]+ ){{0,5}}(?:{_IN} )",
        # Passed on the way.
        rf"\b(?:[Pp]ass(?:es|ed|ing)?|drift(?:s|ed|ing)?|fl(?:ew|y|ies|own|ying)|[Mm]igrat\w+|winters?|calls?|crosse[sd]|sail(?:s|ed)?) {_SMALL}(?:(?:over|past|off|at|through|across|by|in) )",
        r"\b(?:on board|aboard) (?:an? |the )?",
        # Served or looked after from there, but no side of the matter.
        r"\b(?:will|would|to) (?:also )?(?:cover|serve|look after) (?:[a-z]+ (?:in|of) )?",
        # In dispute, outbid or refused.
        rf"\b(?:[Ss]anctions?|embargo\w*|tariffs?|bans?|curbs?|critici[sz]\w*|(?:[Pp]rotests?|[Cc]harges?|[Ww]arnings?) (?:from|by)|accus\w+|objections?|complaints?|condemn\w*|disputes?|despite) {_SMALL}(?:(?:of|by|from|in|with|against) )?",
        rf"\b(?:[Bb]ids?|[Bb]idders?|[Tt]enders?|[Cc]ompetitors?|[Rr]ivals?) {_SMALL}(?:{_IN} )",
        r"\b[Oo]ffers? (?:from|by|of) ",
        r"\b(?<!in )[Oo]rders? (?:[\w-]+ ){0,4}(?:from|by|in) ",
        # Another thing, before or after.
        r"\b(?:[Aa]fter|[Bb]efore|[Bb]esides?|[Ll]ike) (?:the )?(?:one|ones|that|those) (?:in|of|at|from) (?:[A-Z]\w+ and (?:one|that) (?:in|of|at|from) )?",
        rf"\b(?:days?|weeks?|months?|years?) (?:after|before) (?:a |an |the |his |her )?(?:visits?|trips?|talks?|calls?|meetings?) {_SMALL}(?:{_IN} |with )",
        rf"\b(?:[Ss]imilar|[Aa] like|comparable|[Aa]nother) (?!group|team)(?:[a-z-]+ ){{0,2}}(?:with|{_IN}) ",
    )
)
_REST = rf"(?:(?:['’]s)?,? (?:and |or |nor )?(?:(?:in|from|of|to) )?{_CAP}(?:['’]s)?){{0,4}},?"
_AFTER = re.compile(
    rf"^(?:['’]s?)?{_REST} (?:"
    # Has done, or not done, something of its own before.
    r"had (?:(?:long|already|also|earlier|once|previously) [a-z]+|managed|reached|stopped|tried|refused|found|built|done)\b"
    r"|(?:which|who|that) (?:had )?\w+ (?:\w+ ){0,3}(?:in|since) (?:19|20)\d\d"
    r"|(?:which|who|that) (?:has|have|did|does|do) (?:no|not)\b|no longer|(?:has|have|did|does|do) (?:not|so|done|long|for)\b|got no\b"
    r"|(?:last (?:year|month|spring|summer|autumn|winter)|(?:a|one|two|three|four|five|ten|some) (?:years?|months?) (?:ago|earlier|before)|the (?:week|day|month|year) before)\b"
    r"|(?:[a-z]+,? )?(?:stayed (?:away|at home)|declined|sent (?:its |their )?(?:regrets|apologies))\b|(?:is|are|was|were) (?:absent|idle|watching|not (?:consulted|asked|invited|there))\b|watch(?:es|ed)\b"
    r"|in the (?:19|20)\d0s\b|which (?:receives?|buys?|uses?|subscribes?)\b"
    # May follow, or was put off.
    r"|(?:is|are|was|were) (?:also |still )?(?:named|considered|interested|said|reported|asked to follow|to follow|planned)"
    r"|(?:[a-z]+ )?(?:may|might|could|is to|are to|asked to|hopes? to|wants? to) (?:also )?(?:follow|join|come)"
    r"|(?:\w+ ){0,2}(?:was|were|is|are|has been|have been) (?:cancelled|postponed|planned|put off|called off|rejected|refused|turned down|dropped|dearer)"
    # Makes or sells the same.
    r"|(?:also |now |already )?(?:sells?|makes?|buys?|owns?|builds?|runs?|operates?|mills sell|firms sell) (?:the same|similar|such|larger|comparable|them|others)"
    r"|(?:has |have )?(?:criticised|criticized|protested|objected|complained|banned)\b)"
)
_RIVAL = re.compile(
    r"^ (?:or [A-Z]\w+ |and [A-Z]\w+ )?(?:rivals?|competitors?|bidders?|customers?|buyers?|press|newspapers?|media|magazines?|decisions?|bans?|curbs?|sanctions|tariffs|critic\w*|protests?|laws?|sales?)\b|^['’]s (?:[A-Z][\w-]+ )?(?:Spiegel|Times|Post|Journal|News|press|newspapers?)\b"
)
# A foreigner by birth who works at home: "the French-born chemist", "the Italian engineer Marco Reed, employed in Changzhou".
_LIVES_HERE = re.compile(
    r"^(?:-born\b|-trained\b|-educated\b)|^ (?:[a-z-]+ ){1,2}(?:[A-Z][\w'’-]+ ?){1,3},? (?:who )?(?:has |had |is )?(?:long )?(?:employed|taught|teaching|worked|working|living|lives|lived|works|teaches|resident)\b"
)
_PAIRED = re.compile(
    r"\bChina(?:'s)?,? (?:and|with) (?:the )?$|\bChina, (?:[A-Z]\w+,? (?:and )?){1,4}(?:the )?$|\bbetween [^,.;]{0,40}$|\b(?:[Tt]ogether|[Jj]ointly) with (?:the )?$"
)

# In a report of what was found at home another country takes part where a body or people of it, or a word of company, stand before or after it.
_COMPANY = re.compile(
    rf"\b(?:[Ww]ith|[Tt]ogether|[Jj]oint(?:ly)?|between|[Cc]olleagues?|[Pp]artners?|[Gg]uests?|[Cc]o-\w+|host(?:s|ed)?|(?:paid for|supplied|provided|built|made|lent|given) (?:jointly )?(?:by|in|with)) [^;.]{{0,110}}$"
    rf"|(?<=[\w,)] )[A-Z\u00c0-\u00de][\w'’-]+ (?:(?:of|for|and|the|de|du|della) )*[A-Z\u00c0-\u00de][\w'’-]+(?: \([^()]*\))?,? (?:(?:in|of|at|from|near) )?(?:the )?(?:{_CAP},? (?:and |or )?(?:in )?){{0,2}}$"
    rf"|\b[a-z]+(?:ists?|ers|ors|ians?|ents|ants) (?:of|from|in) {_LIST}|\b(?:teams?|groups?|[a-z]+(?:ories|tutes|ities)|firms?|satellites?|people|children|patients) (?:of|from|in) {_LIST}"
)
# "From Xiamen to Japan", "countries from Yemen to India": a way or a stretch.
_STRETCH = re.compile(r"\bfrom [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? to (?:the )?$")
# "Developed by Qatar Coastal University".
_HEADS_A_BODY = re.compile(
    r"^ (?:[A-Z\u00c0-\u00de][\w'’-]+ (?:(?:of|for|and) )?){0,4}(?:Universit\w+|Institut\w*|Academ\w+|Laborator\w+|Observator\w+|Cent(?:re|er)|Agency|Hospital|College|Polytechnic|School)\b"
)
# "In Burkina Faso, where the institute followed the children".
_WHERE = re.compile(
    r"^,? where (?:the |an? )?(?:[a-z]+ )?(?:[A-Z][\w'’-]+|doctors|scientists|researchers|engineers|teams?)\b"
)
# "In La Paz, Bolivia", "from Lyon in France": the town of a body, of which more is told than its country.
_IN_A_TOWN = re.compile(r"\b(?:in|at|from|near) [A-Z\u00c0-\u00de][\w'’-]+(?: [A-Z\u00c0-\u00de][\w'’-]+)?(?:, | in )$")
_OF_ITS_PEOPLE = re.compile(
    r"^(?:['’]s (?:[A-Z]|[a-z]+ (?:part|side|team))|(?:,? (?:and |or )?[A-Z][\w-]+){0,3} (?:[a-z-]+ )?(?:[a-z]{3,}(?:ists?|ers?|ors?|ians?|ents?|ants?|men|women|ologists?)|sides?|part|half|teams?|groups?|colleagues?|partners?|surgeons?|institutes?|laborator(?:y|ies)|universit(?:y|ies)|firms?|satellites?|authors?|guests?|crews?|data)\b|,? (?:(?:and |, )?[A-Z]\w+,? ){0,3}(?:took part|joined|helped|contributed|supplied|confirmed|tested|provided|paid|lent|sent|and China)\b)"
)


def joins(text: str, start: int, end: int) -> bool:
    """Whether the words beside the name at these offsets tell that it takes part."""
    lead = text[max(0, start - _REACH) : start]
    lead = re.split(r"[.;] (?=[A-Z])", lead)[-1]
    if _STRETCH.search(lead):
        return False
    listed = re.match(r",? (?:and|or) |, [A-Z]", text[end : end + 10])
    if _WHERE.match(text[end : end + 60]):
        return True
    if re.search(r"\b(?:by|with|of|and|at|from) (?:the )?$", lead) and _HEADS_A_BODY.match(text[end : end + 80]):
        return True
    if _IN_A_TOWN.search(lead) and not listed:
        return True
    return bool(_PAIRED.search(lead) or _COMPANY.search(lead) or _OF_ITS_PEOPLE.match(text[end : end + _REACH]))


def aside(text: str, start: int, end: int) -> bool:
    """Whether the clause tells that the name at these offsets takes no part."""
    lead, rest = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    breaks = [found.end() for found in _BREAK.finditer(lead)]
    clause = lead[breaks[-1] :] if breaks else lead
    if _PAIRED.search(clause) or re.match(r" and China\b", rest):
        return False
    stop = re.search(r"[;—]\s|\.\s", rest)
    after = rest[: stop.start()] if stop else rest
    if any(cue.search(clause) for cue in _BEFORE) or _AFTER.match(after):
        return True
    if _RIVAL.match(after) or _LIVES_HERE.match(after):
        return True
    return bool(_RANKED.search(clause) and _RANK.search(clause + text[start:end] + rest))
