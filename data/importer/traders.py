"""Names of firms that no word such as Company ends: by their trade, by what is made or bought of them, by the body beside them. It reads no part in the event.

A run of capitals that may as well be a person, a place or a product is none without one of these.
"""

import re
from collections.abc import Iterator

from data.importer.bodies import HEADS, SUBJECT
from data.importer.names import Names
from data.importer.phrases import fold
from data.importer.words import words

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
# Bounded, so that a text of capitals alone costs no more than any other.
RUN = rf"(?<![\w'’.&-])[{_UPPER}][\w'’&-]{{0,38}}\w(?: (?:(?:de|del|du|la|le|di|da|do) ){{0,2}}[{_UPPER}][\w'’&-]{{0,38}}\w(?![\w'’&-])){{0,4}}"
# What firms are called after; a word of their own stands before it.
_TRADE = words(
    "robotics electronics microelectronics semiconductor semiconductors chips motorcycles computing computers engines airways airlines dredging biotech biosciences biologics pharma pharmaceutical pharmaceuticals optics optoelectronics"
    " photonics aerospace dynamics systems solutions software analytics instruments chemicals steel metals lithium shipping shipbuilding automotive automation mobility telecom telecommunications genomics therapeutics diagnostics"
    " logistics cables glass ceramics textiles drones aviation avionics lasers sensors radar radars antennas batteries renewables harvesters machinery turbines pumps devices displays eyecare healthcare foods seeds vehicles"
    " satellites rockets engineering storage power energy fibre fiber fibres minerals mining petrochemicals tractors bicycles microsystems interactive railways shipyards vaccines implants imaging biomedical medical"
    " heat hydrogen solar nuclear materials plastics magnets tyres tires trucks trains boats elevators cement paper rubber fertilisers fertilizers aquaculture"
)
_TRADE_ENDS = re.compile(
    r"\w{3,}(?:tech|ware|works|soft|care|tronics|onics|omics|dynamics|pharma|pharm|chem|energies|cell|(?<![Hh]a)(?<![Aa]h)(?<!am)med)$"
)
_WEAK = words(
    "power energy engineering storage systems solutions minerals mining materials paper glass steel metals heat solar nuclear hydrogen medical imaging fibre fiber devices displays foods seeds vehicles satellites rockets computing"
    " trains trucks boats cement rubber plastics vaccines software machinery lasers sensors radar drones optics photonics logistics aviation lithium batteries"
)
_MADE_BY = r"\b(?:built|made|supplied|delivered|manufactured|produced|assembled|constructed|equipped|operated|sold|cast|installed|provided)\s+(?:jointly\s+)?by\s+(?:the\s+)?"
_BOUGHT = r"\b(?:bought|ordered|purchased|leased|rented|acquired|comes?|came)\b[^.;,]{0,40}?\sfrom\s+(?:the\s+)?"
_BY = re.compile(rf"(?:{_MADE_BY}|{_BOUGHT}|\b(?:technology|product|motor|equipment)s?\s+of\s+)(?P<name>{RUN})")
_OPENED_BY_TWO = re.compile(
    rf"\w(?:ed|n|t)\s+(?:jointly\s+)?by\s+(?:the\s+)?(?P<name>{RUN})\s+and\s+(?:by\s+)?(?:the\s+)?(?P<other>{RUN})"
)
_ANY = re.compile(RUN)
# A word that acts, before or after a name, where the name's trade alone may be a subject of study.
_ACTS = re.compile(
    r"(?:\s*\([^()]*\))?,?\s+(?:has\s+|had\s+|have\s+|will\s+|also\s+|jointly\s+|and\b|now\s+)*(?:built|builds?|makes?|made|presented|presents|delivered|delivers|supplied|supplies|sold|sells|unveiled|unveils|developed|develops|launched|launches|drove|runs?|ran|opened|opens|tested|tests|closed|completed|"
    r"signed|installed|won|bought|produced|produces|designed|designs|put|introduced|showed|shows|said|says|announced|provided|provides|paid|pays|lent|lends|charges|plans|hopes|expects)\b"
)
_LEADS_IN = re.compile(
    r"(?:\b(?:by|from|with|of|between|and|for)|[A-Za-z]:|\b(?:of|by|from|with) (?:the )?[^.;]{3,80}\band)\s+(?:by\s+|of\s+|from\s+|with\s+|the\s+)?$"
)
_NEVER = words(
    "the a an and or in on at by from with for to of it its this that these those he she they we our his her new next first second chinese moon mars earth belt road silk long march year memorandum understanding agreement"
    " treaty journal nature prize award conference forum summit plan initiative strategy professor prof dr mr mrs ms president minister ambassador director premier secretary chairman vice deputy academician doctor january"
    " february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday sea ocean river lake mountain bay gulf strait desert island islands valley province"
    " city county district peninsula republic kingdom states emirates nations union reactor satellite telescope after before during since while both each two three artificial international national global"
)


def named(text: str, names: Names, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Offsets of names of firms; `taken` are the stretches of bodies already found."""
    for match in _ANY.finditer(text):
        start, end = _bare(text, match.start(), match.end())
        if end > start and _trades(text, start, end, names):
            yield start, end
    for match in _BY.finditer(text):
        if _may_be(match["name"], names, 2):
            yield match.span("name")
    for match in _OPENED_BY_TWO.finditer(text):
        pair = [match.span("name"), match.span("other")]
        telling = [text[a:b] for a, b in pair if _trade(text[a:b].split()[-1])]
        if telling and all(_may_be(text[a:b], names, 2) for a, b in pair):
            yield from pair
    for start, end in taken:
        yield from _beside(text, start, end, names)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the small words that begin a sentence."""
    while start < end and fold(word := text[start:end].split(" ")[0]).casefold() in _NEVER:
        start = min(end, start + len(word) + 1)
    return start, end


def _trade(word: str) -> bool:
    plain = fold(word).casefold()
    return plain in _TRADE or (plain not in HEADS and bool(_TRADE_ENDS.fullmatch(plain)))


def _trades(text: str, start: int, end: int, names: Names) -> bool:
    """Whether the last word is a trade, the first one is a name, and it acts where the trade may be a mere subject."""
    parts = text[start:end].split()
    last = fold(parts[-1]).casefold()
    if not _trade(parts[-1]) or not _may_be(text[start:end], names, 2) or fold(parts[0]).casefold() in SUBJECT | _TRADE:
        return False
    if last not in _WEAK:
        return True
    return bool(_ACTS.match(text[end : end + 80]) or _LEADS_IN.search(text[max(0, start - 100) : start]))


def _may_be(name: str, names: Names, least: int) -> bool:
    """Whether a run of capitals can be a firm: no person, place or country, and no word that tells another thing."""
    parts = [fold(part).casefold() for part in name.split()]
    if len(parts) < least or any(part in _NEVER for part in parts):
        return False
    if any(parts[-1] in kinds for kinds in (HEADS - {"technologies", "airways", "airlines"},)):
        return False
    return not (names.people.get(name) or names.places.get(name) or names.countries.get(name))


def _beside(text: str, start: int, end: int, names: Names) -> Iterator[tuple[int, int]]:
    """Capitals joined to a body by "and": the same sort of thing, if their last word is a trade."""
    after = re.compile(
        rf"(?:\s?\([^()]{{1,30}}\))?\s+and\s+(?:(?:by|of|from|with)\s+)?(?:the\s+)?(?P<name>{RUN})"
    ).match(text, end)
    if after and _may_be(after["name"], names, 2) and _trade(after["name"].split()[-1]):
        yield after.span("name")
