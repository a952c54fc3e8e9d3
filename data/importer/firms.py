"""Names of firms told by what they are called after (a trade, a Chinese home, letters) and by what they do. `traders` finds those of a trade alone.

A trade names a field of study, a home a landmark, letters an instrument as well: so each counts only where it acts, is acted
through, stands beside the kind of firm it is, or beside a body.
"""

import re
from collections.abc import Iterator

from data.importer import chinese, posts
from data.importer.bodies import HEADS, LEADS, SUBJECT
from data.importer.names import Names
from data.importer.phrases import fold
from data.importer.traders import RUN
from data.importer.words import words

# Goods and crafts that firms are called after. Surnames such as Wood and Stone are left out.
_TRADES = words(
    "acoustics aeronautics aerospace agritech airlines airways alloys aluminium aluminum amplifiers analytical analytics antennas appliances aquaculture automation automotive aviation avionics batteries battery bearings beverages"
    " biologicals biologics biology biomedical biosciences biotech blades boilers brakes breeding bricks buoys cable cables cameras carbon catalysts cell cells cement ceramic ceramics chemicals chip chips clocks coatings coils"
    " compressors computers computing concrete condensers containers controls copper cosmetics cotton courier cranes cryogenics crystals dairy data detectors devices diagnostics diesel digital displays diving dredging drilling drones dyes"
    " dynamics electric electrical electronic electronics energy engine engineering engines enzymes excavators explosives farming farms feed ferries fertilisers fertilizers fiber fibers fibre fibres filters films fisheries flavours"
    " foods footwear forging freight fuel fuels furnaces furniture gases gears genetics genomics glassworks grain graphite grid harvest haulage healthcare heat helicopters herbs hydraulic hydraulics hydro hydrogen icebreakers imaging"
    " implants inks instruments insulation insulators irrigation isotopes jute kelp lamps lasers launch launches launchers lenses lifts lighting lime linen lithium locomotives logistics looms lubricants machinery magnetics magnets"
    " marine maritime materials medical membrane membranes metals meters microchips microelectronics mineral minerals mines mining mirrors mobility modules motor moulds networks neutronics nickel nuclear nutrition offshore oil"
    " optical optics optoelectronics organics ovens packaging paints panels peat petrochemicals petroleum pharma pharmaceutical pharmaceuticals phosphates photonics photovoltaic photovoltaics pipe pipelines pipes plastic"
    " plastics platforms polymers porcelain ports potash power precision printing propellers propulsion prosthetics pulp pump pumping pumps quarries radar radars railways reactors reagents recycling refineries refining refractories"
    " refrigeration renewables resins resources rigs robotics rocket rockets ropes rotor rotors rubber saline salvage satellites scales scanners seafood sealing seats sediment seed seeds semiconductor semiconductors sensing sensors shipbuilding"
    " shipping shoes silicon simulation simulators smelters smelting soda software solar solutions spices spinning sponges springs starch steel steelworks storage subsea sugar surgical suspension switches switchgear systems tankers"
    " technology telecom telecommunications telematics textile textiles therapeutics thermal tidal tiles timber tools toys tractors trains trams transformers transmission transport trucks tubes tunnelling tunneling turbine turbines tyres"
    " vaccines valves varnish vehicles ventures vessels veterinary waterworks waveguides weaving welding wheels wind wireless wool yards yarn yarns zinc"
)
_TRADE_ENDS = re.compile(
    r"\w{3,}(?:tech|teknik|technik|ware|works|werke|soft|tronics|tronic|onics|omics|etics|dynamics|pharma|pharm|chem|chemie|chimie|medica|cell|power|metals|metall|plast|optik|optique|turbin[ae]s?|energies|energie|robotik|robotique|builders|makers|logistik)$"
)
_THINGS = words(
    "declaration accord protocol convention treaty charter compact agreement statement consensus framework initiative plan programme program project strategy act law prize award medal cup games open fair expo exhibition"
    " festival week day year month time conference congress summit forum dialogue meeting talks session workshop symposium mission satellite probe rover module telescope array reactor tower bridge dam tunnel canal port"
    " airport railway line highway road street square palace hotel hall stadium park garden zone province county prefecture district city town village region peninsula plateau basin delta river lake sea bay gulf strait ocean"
    " island islands mountains mountain mount glacier pass desert corridor coast north south east west times daily post herald news express weekly journal review letters model atlas database dataset virus strain variety"
    " orchestra team government people republic kingdom states province municipality prefecture river campus site square crew cargo"
)
_LAND = words("sea ocean river lake mountain bay gulf strait desert island islands valley delta city china")
# Whoever is called so is a firm; the second list may be a man or a woman as well.
_KIND = r"(?:firm|company|start-?up|manufacturer|supplier|contractor|utility|producer|operator|developer|[a-z]{0,15}maker|[a-z]{0,15}builder|shipyard|foundry|brewery|refiner|airline|insurer|broadcaster|retailer|exporter|importer|conglomerate|subsidiary|unicorn|classification\s+society)"
_PARTY = r"(?:partner|rival|buyer|owner|breeder|competitor|licensee|bidder|seller|client|customer|grower|miner|brand|group|giant)"
_CALLED = re.compile(rf"\b(?i:{_KIND})(?P<comma>,|\s+is|\s+was)?\s+(?P<name>{RUN})(?P<stop>[,.;]|\s|$)")
_NAMED_PARTY = re.compile(rf"\b(?i:{_PARTY}),?\s+(?P<name>{RUN})")
_BESIDE = re.compile(
    rf",\s+(?:(?:an?|the|its|their)\s+(?:[\w'’-]{{1,30}}\s+){{0,4}}?(?:{_KIND}|{_PARTY})s?\b(?!['’]s)|which\s+is\s+listed\b)"
)
_DONE = (
    r"built|builds|makes?|made|presented|presents|delivered|delivers|supplied|supplies|sold|sells|unveiled|unveils|developed|develops|launched|launches|runs?|ran|opened|opens|tested|tests|completed|signed|signs|installed|won|wins"
    r"|bought|buys|produced|produces|designed|designs|put|introduced|showed|shows|provided|provides|paid|pays|lent|lends|gave|plans|hopes|expects|polished|ground|cast|laid|set|towed|carried|shipped|founded|founds|cut|wound"
    r"|mounted|fitted|offers|offered|agreed|ordered|finished|manufactures|manufactured|owns?|owned|operates|operated|bids?|drills?|drilled|moved|licensed|acquired|took|trained|confirmed|charges|exports?|exported|welded"
)
_ACTS = re.compile(
    rf"(?:\s*\([^()]*\))?,?\s+(?:which\s+)?(?:has\s+|had\s+|have\s+|will\s+|also\s+|jointly\s+|now\s+|each\s+|both\s+)*(?:(?:said|says|announced|reported|agreed|signed|won|lost|met|drill|build|make|supply|deliver|install|grind|provide|develop|operate|launch|sell|pay|cast)\b|(?:{_DONE})\b(?!\s*(?:[.,;]|(?:in|at|for|from|after|by)\b)))"
)
_STAFF = r"(?:engineers?|technicians?|researchers?|scientists?|staff|managers?|workers|experts?|spokes\w+|pilots?|drones?|robots?|trucks?|ships?|plants?|factory|branch|subsidiary|shares|stake|stocks?|works|orders?|statement|contract|deal|present|gift|bid|offer|licen[cs]e|cells?|technology|equipment|laboratory|workshop|head|chief|director|chairman|president|founder|executive)"
_THROUGH = re.compile(
    rf"\b(?i:(?:by|with|than|via)|{_STAFF}\s+(?:of|from|at|in|by)|(?:bought|ordered|purchased|leased|acquired|received|comes?|came|is|are|was|were|order|dollars|euros|yuan)\b[^.;,]{{0,40}}?\sfrom|(?:heads|leads|runs|chairs|joined|visited|founded|bought|acquired))\s+(?:the\s+)?$"
)
_THROUGH_TRADE = re.compile(r"(?:\b(?:between|and|for|from|of)|:)\s+(?:by\s+|of\s+|from\s+|with\s+)?(?:the\s+)?$")
_OF_A_TOWN = re.compile(r"\s+of\s+(?P<town>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?)")
_ANY = re.compile(RUN)
_NUMBER = re.compile(r"\.?\s\d+\b")
# What such a name has before it is the name of a paper or a treaty: the Accord on Ship Fuels.
_TITLED = re.compile(r"\b[A-Z]\w+ (?:of|for|on|against) (?:the )?$")
_POSTED = re.compile(rf"(?:{posts.HEAD}|{posts.HONORIFIC})")
# What stands before a name and is no part of it: its kind, a month, where it sits.
_OPENING = re.compile(
    rf"(?i:{_KIND}|{_PARTY}|only|even|may|price|shares)|.*-(?:based|listed|born|owned|led|built|backed)"
)
# Words of a list that end in a body: "A, B and the C".
_AND_BEFORE = re.compile(
    rf"(?P<name>{RUN})(?:,|,?\s+and)\s+(?:(?:the|its|an?)\s+)?(?:[A-Z][a-z]+\s+(?=[a-z]))?(?:[a-z]+\s+)?$"
)
_AND_AFTER = re.compile(
    rf"(?:\s?\([^()]{{1,30}}\))?(?:,\s+(?:an?|its|the)\s+[^.;,]{{3,50}},\s+and|,|,?\s+and|;)\s+(?:(?:by|of|from|with)\s+)?(?:the\s+)?(?P<name>{RUN})"
)
_MADE_BY_TWO = re.compile(
    rf"\b(?:built|made|supplied|delivered|manufactured|produced|assembled|constructed|equipped|installed)\s+(?:jointly\s+)?by\s+(?:the\s+)?{RUN}\s+and\s+(?P<name>{RUN})"
)


def named(text: str, names: Names, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Offsets of names of firms; `taken` are the stretches of bodies already found."""
    runs = [span for match in _ANY.finditer(text) if (span := _bare(text, *match.span()))]
    chosen = {span for span in runs if _may_be(text[slice(*span)], names) and _is_firm(text, *span, names)}
    for pattern in (_CALLED, _NAMED_PARTY, _MADE_BY_TWO):
        for match in pattern.finditer(text):
            name = match["name"]
            plain = pattern is _NAMED_PARTY or (pattern is _CALLED and match["comma"] and match["stop"].isspace())
            if _may_be(name, names) and (_called_after(name, names) or not plain):
                chosen.add(match.span("name"))
    for span in sorted({*taken, *chosen}):
        chosen |= set(_listed(text, *span, names))
    for start, end in sorted(chosen):
        number = (
            _NUMBER.match(text, end) if text[start:end].endswith(" No") and text[start:end].count(" ") > 1 else None
        )
        yield start, number.end() if number else end


def is_trade(word: str) -> bool:
    """Whether firms are called after this."""
    plain = fold(word).casefold()
    return plain in _TRADES or bool(_TRADE_ENDS.fullmatch(plain))


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without the owner, the small words and the kind of firm that begin a sentence; nothing where less than two words are left."""
    owner = max(text.rfind(mark, start, end) for mark in ("'s ", "’s "))
    start = owner + 3 if owner >= 0 else start
    while start < end:
        word = text[start:end].split(" ")[0]
        if fold(word).casefold() not in LEADS and not _OPENING.fullmatch(word):
            break
        start = min(end, start + len(word) + 1)
    return (start, end) if " " in text[start:end] else None


def _called_after(name: str, names: Names) -> str:
    """What a name says of a firm: its trade, its Chinese home, letters; empty where it may be a person's."""
    parts = name.removesuffix(" No").split()
    if chinese.is_person(parts):
        return ""
    if is_trade(parts[-1]) and fold(parts[0]).casefold() not in SUBJECT | _TRADES:
        return "trade"
    town = names.places.get(parts[0])
    if parts[0] == "China" or (town and town.country == "CHN" and (town.rank != 1 or town.people > 300_000)):
        return "home"
    return "letters" if re.fullmatch(r"[A-Z]{3,6}", parts[0]) and not parts[1].isupper() else ""


def _may_be(name: str, names: Names) -> bool:
    """Whether a run of capitals can be a firm: no person, place, country, post or thing."""
    parts = [fold(part).casefold() for part in name.removesuffix(" No").split()]
    if len(parts) < 2 or parts[-1] in _THINGS | HEADS | LEADS or any(part in _NEVER for part in parts):
        return False
    if any(_POSTED.fullmatch(part) for part in name.split()) or chinese.is_person(name.split()):
        return False
    lands = [names.countries.get(part) for part in name.split()]
    if lands[0] and lands[0].form == "demonym":
        return False
    rest = name.split(" ", 1)[1]
    if names.places.get(rest) or lands[-1]:
        return False
    return not (names.people.get(name) or names.places.get(name) or names.countries.get(name))


_NEVER = words(
    "memorandum understanding agreement treaty journal nature science prize award conference forum summit strategy professor reactor telescope satellite mission long march space artificial advanced applied joint great open"
)


def _is_firm(text: str, start: int, end: int, names: Names) -> bool:
    """Whether a name called after something acts, is acted through, or stands beside its town or its kind."""
    after = _called_after(text[start:end], names)
    if _BESIDE.match(text[end : end + 100]) and not re.search(r"\b(?:and|in|of)\s+$", text[max(0, start - 5) : start]):
        return bool(after) or not re.search(r"(?:[Mm]r|[Mm]s|[Dd]r)\.?\s+$", text[max(0, start - 5) : start])
    if not after:
        return False
    lead = text[max(0, start - 100) : start]
    if _TITLED.search(lead):
        return False
    town = _OF_A_TOWN.match(text[end : end + 60])
    at_home = town and (names.places.get(town["town"]) or names.countries.get(town["town"]))
    return bool(
        _ACTS.match(text[end : end + 80])
        or _THROUGH.search(lead)
        or (after == "trade" and (at_home or _THROUGH_TRADE.search(lead)))
    )


def _listed(text: str, start: int, end: int, names: Names) -> Iterator[tuple[int, int]]:
    """Firms that stand in a list with a body: before or after it, as far as their names say so."""
    reached = start
    while (before := _AND_BEFORE.search(text, max(0, reached - 140), reached)) and before.end() == reached:
        span = _bare(text, *before.span("name"))
        if not span or not _may_be(text[slice(*span)], names) or not _called_after(text[slice(*span)], names):
            break
        yield span
        reached = span[0]
    reached = end
    while after := _AND_AFTER.match(text, reached):
        name = after["name"]
        if not _may_be(name, names) or not _called_after(name, names):
            break
        yield after.span("name")
        reached = after.end()
