"""Finds the countries of a text that may be partners. China, Hong Kong and Macao are none.

A name that means something else as well, a person, a river, a bird, is told apart by the words beside it or marked unsure.
"""

import re
from collections.abc import Collection

from data.importer import asides, places
from data.importer.found import Found
from data.importer.names import Country, Names
from data.importer.phrases import Hit, Phrases, Token, clear_of, tokens
from data.importer.words import words

_NONE = Country("", "none")
# Longer names that hold a country's name and mean none.
_OTHER = (
    "Indian Ocean", "South China Sea", "East China Sea", "Guinea pig", "Guinea pigs", "Guinea fowl", "Guinea worm", "Panama hat", "Panama hats", "Panama disease", "Brazil nut", "Brazil nuts", "New Mexico", "Gulf of Mexico",
    "Gulf of Guinea", "Gulf of Thailand", "Sea of Japan", "Gulf of Oman", "Georgia Institute", "Georgia Tech", "Georgia State", "University of Georgia", "South Georgia", "New Jersey", "Strait of Georgia",
    "Jersey City", "New England", "British Columbia", "Latin American", "Latin America", "South America", "North America", "Central America", "South American", "North American", "Central American",
    "Native American", "African American", "Pan American", "Inter-American", "Latin Americans", "Niger River", "River Niger", "Niger Delta", "Niger basin", "River Jordan", "Jordan River", "Jordan Valley", "Lake Chad",
    "Korean Peninsula", "Persian Gulf", "Turkish delight", "Swiss cheese", "Swiss army knife", "German shepherd", "Indian monsoon", "Japanese encephalitis", "Japanese knotweed", "Spanish flu", "German measles",
    "Jordan curve", "Jordan curves", "Jordan algebra", "Jordan algebras", "Indian Wells", "Antarctic", "Antarctica", "Taiwan Strait", "American football", "Greenland Sea", "Norwegian Sea", "Philippine Sea", "Irish Sea", "Greek alphabet", "Greek letter", "Greek letters",
    "Turkey vulture", "Turkey red", "China plate", "Macao Science", "British Virgin Islands", "Indian subcontinent", "Indian plate", "French horn", "French press", "French bean", "French beans", "Dutch elm",
    "Turkey Creek", "Lebanon cedar", "Malta fever", "Cuba Street", "Canada goose", "Canadian Shield", "Iceland spar", "Israel Kamakawiwo", "Colombian exchange", "Panama Papers", "American bison", "Siamese twins", "Siamese network",
    "Java Sea", "Bay of Bengal", "Philippine Trench", "Mariana Trench", "Japan Trench", "Peru Current", "Pacific Islands", "Pacific Island", "Solomon Sea", "Indian Ocean Dipole", "Mongolian spot", "Inner Mongolia", "Inner Mongolian", "Burmese python", "Bengal tiger", "Mexican wave", "Mexican hat", "Syrian hamster", "Syrian hamsters", "Chinese hamster", "Persian cat",
)  # fmt: skip
_ALSO = {
    "Holy See": "VAT", "Vatican": "VAT", "Mexico City": "MEX", "Kuwait City": "KWT", "Guatemala City": "GTM", "Panama City": "PAN", "Panama Canal": "PAN", "Philippine": "PHL", "Argentinian": "ARG", "Argentinean": "ARG", "Argentines": "ARG",
    "Kazakhstani": "KAZ", "Uzbekistani": "UZB", "Tajikistani": "TJK", "Kyrgyzstani": "KGZ", "Saudi Arabian": "SAU", "Scottish": "GBR", "Scotland": "GBR", "England": "GBR", "Wales": "GBR", "Welsh": "GBR",
    "Northern Ireland": "GBR", "Slovene": "SVN", "Serb": "SRB", "Nepalese": "NPL", "Lao": "LAO", "Frenchman": "FRA", "Dutchman": "NLD", "Swede": "SWE", "Finn": "FIN", "Dane": "DNK", "Spaniard": "ESP",
    "Spaniards": "ESP", "Briton": "GBR", "Britons": "GBR", "U.K": "GBR", "U.S": "USA", "Malays": "MYS", "Syrians": "SYR", "Iranians": "IRN", "Swazi": "SWZ", "Rwandese": "RWA", "Kirghiz": "KGZ", "Bahraini": "BHR", "Korean": "KOR", "Koreans": "KOR",
}  # fmt: skip
_NO_PARTNER = {"CHN", "ATA"}
_KOREA = {"korea", "korean", "koreans"}
_SOUTH_KOREAN_TOWNS = words(
    "seoul rok busan incheon daegu daejeon gwangju ulsan suwon sejong jeju pohang gangneung changwon cheongju jeonju"
    " yeosu mokpo andong gyeongju chuncheon wonju gimhae seongnam goyang"
)
_MONEY = (
    r"(?:dollars?|pounds?|rupees?|yen|won|rou?bles?|dirhams?|ri[ya]a?ls?|tenge|baht|pesos?|francs?|dinars?|shillings?|kr[oó]n\w+|crowns?"
    r"|l[ei]va?|lei|lari|birr|kwacha|dong|kyats?|taka|cedis?|liras?|ringgit|rupiah|rand|pula|naira)"
)
_MONEY_OF = re.compile(rf"\b{_MONEY} of (?:the )?$")
# Whoever only looks on, or is only told, takes no part.
_FROM_A_TERRITORY = re.compile(r"\b(?:from|with|between|by)\s+(?:the\s+)?$")
# Parts of other states that treat with others in their own name.
_SELF_GOVERNING = {"FRO", "GRL", "COK", "NIU", "NCL", "PYF", "ABW", "CUW"}
# Seats of international bodies: a paper of other countries tabled there makes their land no partner.
_SEATS = {"brussels", "geneva", "vienna", "new york", "the hague", "nairobi", "strasbourg", "luxembourg"}
_UNION = re.compile(r"\bEuropean (?:Commission|Union|Parliament|Council)\b|\bEU\b|\bUnited Nations\b|\bUNESCO\b")
_LOOKS_ON = re.compile(
    r"(?:^|, though [\w ]+,|,)? ?\b(?:stayed away|abstain\w*|declined|(?:(?:was|were|had been) invited,? (?:but|and) )?did not (?:attend|come|take part|send|join)|(?:colleagues |experts |scientists )?(?:was|were) invited,? (?:but|and)|(?:sent|sends) (?:[\w-]+ )?observers?|(?:had|has|have) (?:hoped|wished|wanted)|(?:(?:was|were|is|are|been) )(?:told|informed|notified)\b(?! (?:of|about) the signing)|(?:watched|looked) on)\b"
)
_ALSO_PEOPLE = words(
    "jordan chad georgia israel holland ireland france kenya india cuba dominica jersey america brazil chile german"
    " paris sofia lima victoria kingston santiago washington london cyprus malta trinidad roman mali niger romania"
    " guinea lao"
)
_TITLES = words(
    "mr mrs ms dr prof professor president minister sir dame lord lady general director ambassador captain saint st"
)
_GIVEN_NAMES = re.compile(
    r"\b(?:Michael|Robert|David|John|James|Peter|Paul|Mary|Anna|Kim|Anatole|Tom|Sarah|Emily|Barbara|Vernon|Neil|Marie|Katherine|Deborah|Hamilton|Elizabeth|Louis|Jack|Denzel|Joan)\s$"
)
_BODIES = re.compile(
    r"(?:University|Institute|Space|National|Ministry|Academy|Agency|President|Prime|Foreign|Science|Government|Embassy|Minister|Deputy|Vice|Council|Society|Foundation|Atomic|Nuclear|Energy|Company|Association|Army|Navy|Air)"
)
_FORM_ONLY = re.compile(
    r"[\s-]+(?:border|journal|magazine|newspaper|news\s+agency|daily|edition|language|speaking|born|style|standard|scale|cuisine|medicine)\b",
    re.IGNORECASE,
)
# What a sentence says of a country that takes no part.
_ASIDE = re.compile(
    r"\b(?:(?:have|has|had)\s+asked\s+for|nothing\s+has\s+been|(?:shown|expressed)\s+(?:an\s+)?interest|compared\s+(?:with|to)|unlike|rivals?|competitors?|(?<![a-z]s )(?:comes?|came)\s+from|studied\s+(?:in|at)|born\s+in|graduated|educated\s+in|"
    r"(?:is|are)\s+(?:being\s+)?(?:studied|considered|considering)|would\s+like|[Nn]o\s+[A-Z]\w+\s+\w+\s+(?:takes?|took)|surpass\w*|overt(?:ook|aken|aking)|previously\s+held|modelled\s+on|imported\s+from)\b"
)
# Whoever speaks, signs, sends or belongs takes part, whatever else the sentence says.
_TAKES_PART = re.compile(
    r"\b(?:spoke|speaks|signed|sent|took part|takes? part|taking part|attend(?:s|ed)|(?:was|were) (?:represented|present)|(?:is|are) (?:among its |among the )?members?|members are|(?:participants|students|trainees|guests|experts|officers|delegates|pupils|members|rectors|speakers|scientists|researchers|engineers|doctors|teachers|farmers|officials|teams|delegations) c(?:o|a)mes? from)\b"
)
_REGIONS = {
    "DEU": "Bavaria Bavarian Saxony Saxon Hesse Thuringia", "ITA": "Sicily Sicilian Sardinia Sardinian Tuscany Tuscan Lombardy Lombard Venetian", "ESP": "Catalonia Catalan Andalusia Andalusian Basque Galicia",
    "FRA": "Brittany Breton Provence Corsica Normandy Parisian", "BEL": "Flanders Flemish Wallonia Walloon", "USA": "California Californian Texas Texan Hawaii Hawaiian Alaska Alaskan Florida Massachusetts Illinois Minnesota Ohio",
    "RUS": "Siberia Siberian Tatarstan Yakutia Kamchatka Sakhalin", "IDN": "Java Javanese Sumatra Sumatran Bali Balinese Sulawesi Kalimantan", "JPN": "Hokkaido Okinawa Kyushu Honshu", "AUS": "Queensland Tasmania Tasmanian",
    "CAN": "Quebec Ontario Manitoba Alberta Saskatchewan", "PAK": "Sindh Balochistan", "IND": "Kerala Gujarat Karnataka Maharashtra Assam", "TZA": "Zanzibar Zanzibari", "GRC": "Crete Cretan", "KAZ": "Almaty",
    "PRT": "Azores Madeira", "AUT": "Tyrol Tyrolean Viennese", "MYS": "Sabah Sarawak", "ARG": "Patagonia", "BRA": "Amazonas Bahia", "GBR": "Cornish Yorkshire Ulster",
}  # fmt: skip
GATHERING = re.compile(
    r"\b(?:congress|exhibition|expo|fair|world\s+conference|international\s+conference|assembly)\b", re.IGNORECASE
)
_PHRASES = Phrases[Country]()
for _phrase in _OTHER:
    _PHRASES.add(_phrase, _NONE)
for _phrase, _code in _ALSO.items():
    _PHRASES.add(_phrase, Country(_code, "demonym"))
for _code, _words in _REGIONS.items():
    for _phrase in _words.split():
        _PHRASES.add(_phrase, Country(_code, "region"))


def find(text: str, names: Names) -> list[Found[str | None]]:
    """Partner candidates in reading order, one for each mention. Value None: a country stands there, but which, or whether as partner, is unsure."""
    cut = tokens(text)
    lowered = {token.text.casefold() for token in cut}
    special = list(_PHRASES.find(text, cut))
    hits = [
        hit
        for hit in names.countries.find(text, cut)
        if clear_of(
            [(s.first, s.after) for s in special if s.after - s.first >= hit.after - hit.first], hit.first, hit.after
        )
    ]
    hits += [
        hit for hit in special if hit.value.iso3 and clear_of([(h.first, h.after) for h in hits], hit.first, hit.after)
    ]
    hits = [
        hit
        for hit in hits
        if not re.match(
            r",\s+(?:Alabama|Arizona|California|Florida|Georgia|Illinois|Indiana|Minnesota|Missouri|Montana|New York|Ohio|Oregon|Pennsylvania|Texas|Virginia|Wisconsin)\b",
            text[hit.end :],
        )
    ]
    found = [one for hit in hits if (one := _weigh(text, hit, cut, lowered, names)) is not None]
    return sorted([*_without_asides(text, found, names), *_by_place(text, found, names)], key=lambda one: one.start)


def _weigh(text: str, hit: Hit[Country], cut: list[Token], lowered: set[str], names: Names) -> Found[str | None] | None:
    code, word = hit.value.iso3, " ".join(token.text for token in cut[hit.first : hit.after]).casefold()
    territory = code in _SELF_GOVERNING and _FROM_A_TERRITORY.search(text[max(0, hit.start - 20) : hit.start])
    if code in _NO_PARTNER or (names.country_kinds.get(code, "country") != "country" and not territory):
        return None
    if code not in names.country_kinds:
        return Found(hit.start, hit.end, None, False, "the reference data does not know this country")
    if text[hit.end : hit.end + 2].lstrip().startswith("$") or re.match(rf"\s+{_MONEY}\b", text[hit.end :]):
        return None
    if _MONEY_OF.search(text[max(0, hit.start - 30) : hit.start]):
        return None
    if hit.value.form == "demonym" and _FORM_ONLY.match(text, hit.end):
        return None
    before = cut[hit.first - 1].text.casefold() if hit.first else ""
    if hit.value.form == "capital":
        return _capital(text, hit, cut, code)
    if word in _KOREA:
        if lowered & _SOUTH_KOREAN_TOWNS or re.search(r"\bSouth\s+Korea|Republic\s+of\s+Korea", text):
            return Found(hit.start, hit.end, "KOR")
        return Found(hit.start, hit.end, None, False, "South or North Korea is not said")
    if word in ("congo", "congolese"):
        if lowered & {"kinshasa", "brazzaville", "drc"}:
            return Found(hit.start, hit.end, "COG" if "brazzaville" in lowered else "COD")
        return Found(hit.start, hit.end, None, False, "two countries are called Congo")
    if word in _ALSO_PEOPLE and (before in _TITLES or _is_name(text, hit, cut)):
        return None
    if word in ("georgia", "georgian") and not lowered & {"tbilisi", "caucasus", "batumi", "kutaisi"}:
        if lowered & {"atlanta", "athens"}:
            return None
        if word != "georgian" and "georgian" not in lowered:
            return Found(hit.start, hit.end, None, False, "Georgia is a country and a state of the United States")
    return Found(hit.start, hit.end, code)


def _capital(text: str, hit: Hit[Country], cut: list[Token], code: str) -> Found[str | None] | None:
    """A capital that acts stands for its government; one that is only named is a place."""
    acts = re.match(
        r"(?:['’]s\b|\s+(?:and\s+[A-Z]\w+\s+)?(?:said|says|agreed|signed|wants?|asked|asks|announced|will|has|have|had|seeks?|sought|called|proposed|offered|joined|and\s+Beijing|extended|confirmed|welcomed|hopes|plans)\b)",
        text[hit.end :],
    )
    paired = re.search(r"\b(?:Beijing\s+and|between\s+Beijing\s+and|with)\s+$", text[: hit.start])
    if (acts or paired) and not _is_name(text, hit, cut):
        return Found(hit.start, hit.end, code, False, "the capital stands for its government")
    return None


def _is_name(text: str, hit: Hit[Country], cut: list[Token]) -> bool:
    """Whether a capitalised word beside it, with no comma between, makes it part of a person's name."""
    after = cut[hit.after] if hit.after < len(cut) else None
    beside = (
        after
        and after.text[0].isupper()
        and after.text.isalpha()
        and not after.text.isupper()
        and after.start - hit.end == 1
        and not _BODIES.match(after.text)
    )
    joined = re.match(r"[-‐‑](?!Chin)[A-Z][a-zà-ÿ]", text[hit.end : hit.end + 6])
    return bool(beside or joined or _GIVEN_NAMES.search(text[: hit.start]))


def _without_asides(text: str, found: list[Found[str | None]], names: Names) -> list[Found[str | None]]:
    """Countries named only beside the matter, in a comparison or of another year, become doubts."""
    aside = {one.start: _is_aside(text, one) for one in found}
    at_heart = {one.value for one in found if not aside[one.start]}
    if any(aside.values()):
        # What is done in a country is done with it, though its name stands beside customers there.
        at_heart |= {spot.value.country for spot in places.find(text, names)[:1] if spot.sure and spot.value.lat}
    return [
        Found(one.start, one.end, None, False, "it is named beside the matter, perhaps not as a partner")
        if aside[one.start] and one.value not in at_heart
        else one
        for one in found
    ]


def _is_aside(text: str, one: Found[str | None]) -> bool:
    begin = max(text.rfind(mark, max(0, one.start - 400), one.start) for mark in (". ", "; ", "? ", "” ", '" ')) + 1
    stop = min((at for mark in (". ", "; ") if (at := text.find(mark, one.end, one.end + 400)) >= 0), default=len(text))
    sentence = text[max(begin, one.start - 400) : min(stop, one.end + 400)]
    if asides.aside(text, one.start, one.end) or _LOOKS_ON.search(text[one.end : min(stop, one.end + 60)]):
        return True
    return bool(_ASIDE.search(sentence)) and not (
        _TAKES_PART.search(sentence) and not re.search(r"\b(?:[Nn]o|not|none)\b", sentence)
    )


def at_a_seat(text: str, town: str, named: Collection[str]) -> bool:
    """Whether a town is only where an international body sits: others met there, or the body itself did."""
    return town.casefold() in _SEATS and bool(named or _UNION.search(text))


def _by_place(text: str, found: list[Found[str | None]], names: Names) -> list[Found[str | None]]:
    """Countries of cities abroad that the text places what happened in; a congress there makes no partner."""
    if GATHERING.search(text):
        return []
    known = {one.value for one in found if one.value}
    added: list[Found[str | None]] = []
    for number, place in enumerate(places.find(text, names)):
        country = place.value.country
        settled = place.sure and place.value.kind == "land" and names.country_kinds.get(country or "") == "country"
        if country and (
            settled
            and country not in known | _NO_PARTNER
            and not at_a_seat(text, place.value.name, known)
            and (number == 0 or re.search(r"\bIn\s+$", text[max(0, place.start - 6) : place.start]))
        ):
            added.append(Found(place.start, place.end, country, False, "only the place is in this country"))
            known.add(country)
    return added
