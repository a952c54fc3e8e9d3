"""Finds the countries of a text that may be partners. China, Hong Kong and Macao are none, nor is a place alone.

Names that mean something else as well, a person, a river, a bird, are told apart by the words beside them or marked unsure.
"""

import re

from data.importer.found import Found
from data.importer.names import Country, Names
from data.importer.phrases import Hit, Phrases, Token, tokens

_NONE = Country("", "none")
# Longer phrases that hold a country's name and mean none.
_OTHER = (
    "Indian Ocean", "South China Sea", "East China Sea", "Guinea pig", "Guinea pigs", "Guinea fowl", "Panama hat", "Panama hats", "Brazil nut", "Brazil nuts", "New Mexico", "Gulf of Mexico",
    "Gulf of Guinea", "Gulf of Thailand", "Sea of Japan", "Gulf of Oman", "Georgia Institute of Technology", "Georgia Tech", "Georgia State", "University of Georgia", "South Georgia", "New Jersey",
    "Jersey City", "New England", "British Columbia", "Latin American", "Latin America", "South America", "North America", "Central America", "South American", "North American", "Central American",
    "Native American", "African American", "Pan American", "Inter-American", "Niger River", "River Niger", "Niger Delta", "River Jordan", "Jordan River", "Lake Chad", "Korean Peninsula", "Persian Gulf",
    "Turkish delight", "Swiss cheese", "German shepherd", "Indian monsoon", "Japanese encephalitis", "Spanish flu", "German measles", "Norfolk Island pine", "Indiana", "Indian Wells", "Nigerien",
    "Antarctic", "Antarctica", "Taiwan Strait", "American football", "Greenland Sea", "Norwegian Sea", "Philippine Sea", "Arabian Sea", "Irish Sea", "Greek alphabet", "Greek letter", "Greek letters",
    "Roman numerals", "Arabic numerals", "Roman", "Brazil wood", "Turkey vulture", "Turkey red", "Fiji water", "China plate", "Macao Science", "British Virgin Islands",
)  # fmt: skip
_ALSO = {"Mexico City": "MEX", "Kuwait City": "KWT", "Guatemala City": "GTM", "Panama City": "PAN", "Panama Canal": "PAN", "Philippine": "PHL", "Argentinian": "ARG", "Argentinean": "ARG",
    "Kazakhstani": "KAZ", "Uzbekistani": "UZB", "Tajikistani": "TJK", "Kyrgyzstani": "KGZ", "Saudi Arabian": "SAU", "English": "", "Scottish": "GBR", "Scotland": "GBR", "England": "GBR",
    "Wales": "GBR", "Welsh": "GBR", "Northern Ireland": "GBR", "Slovene": "SVN", "Serb": "SRB", "Bosnian": "BIH", "Nepalese": "NPL", "Lao": "LAO", "Frenchman": "FRA", "Dutchman": "NLD",
    "Swede": "SWE", "Finn": "FIN", "Dane": "DNK", "Pole": "", "Turk": "", "Spaniard": "ESP", "Briton": "GBR", "Scot": "", "U.K": "GBR", "U.S": "USA", "Zambians": "ZMB", "Timor": "",
    "Lankan": "LKA", "Swazi": "SWZ", "Emirati": "ARE", "Czech": "CZE"}  # fmt: skip
_NO_PARTNER = {"CHN", "HKG", "MAC", "ATA"}
_KOREA = {"korea", "korean", "koreans"}
_FIRST_NAMES = {
    "jordan",
    "chad",
    "georgia",
    "israel",
    "holland",
    "ireland",
    "france",
    "kenya",
    "india",
    "cuba",
    "dominica",
    "martinique",
    "jersey",
    "america",
    "brazil",
    "chile",
    "german",
    "paris",
    "sofia",
    "lima",
    "victoria",
    "kingston",
    "santiago",
    "san jose",
    "tunis",
    "hamilton",
    "stanley",
    "douglas",
    "jamestown",
    "washington",
    "london",
    "cyprus",
    "malta",
    "aruba",
    "trinidad",
    "roman",
    "english",
    "french",
    "britain",
    "guinea",
    "ghana",
    "samoa",
    "mali",
    "niger",
    "moroni",
    "male",
    "rome",
    "valletta",
}
_COMMON_CAPITALS = {
    "male",
    "victoria",
    "stanley",
    "douglas",
    "hamilton",
    "kingston",
    "valley",
    "jamestown",
    "nice",
    "the valley",
    "road town",
    "san jose",
    "moroni",
    "alofi",
    "roseau",
    "plymouth",
    "san juan",
    "george town",
    "georgetown",
    "port louis",
    "apia",
    "basseterre",
    "st. john's",
    "st john's",
    "saint john's",
    "san marino",
    "gibraltar",
    "monaco",
    "singapore",
    "luxembourg",
    "djibouti",
    "kuwait",
    "guatemala",
    "panama",
    "mexico",
    "hong kong",
    "macao",
    "beijing",
    "taipei",
    "saint helier",
    "west island",
    "willemstad",
    "santiago",
    "sofia",
}
_TITLES = {
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "president",
    "minister",
    "sir",
    "dame",
    "lord",
    "lady",
    "general",
    "director",
    "ambassador",
    "captain",
}
_IN = {"in", "at", "near", "from", "to", "outside", "via"}
_PHRASES = Phrases[Country]()
for _phrase in _OTHER:
    _PHRASES.add(_phrase, _NONE)
for _phrase, _code in _ALSO.items():
    _PHRASES.add(_phrase, Country(_code, "demonym") if _code else _NONE)


def find(text: str, names: Names) -> list[Found[str | None]]:
    """Partner candidates in reading order, one for each mention."""
    cut = tokens(text)
    blocked = list(_PHRASES.find(text, cut))
    lowered = {token.text.casefold() for token in cut}
    found: list[Found[str | None]] = []
    for hit in blocked:
        if hit.value.iso3:
            found.append(Found(hit.start, hit.end, hit.value.iso3))
    for hit in names.countries.find(text, cut):
        if any(
            b.first < hit.after
            and hit.first < b.after
            and (b.after - b.first, b.first == hit.first) >= (hit.after - hit.first, True)
            for b in blocked
        ):
            continue
        if text[hit.end : hit.end + 2].lstrip().startswith("$"):
            continue
        one = _weigh(hit, cut, lowered, names)
        if one:
            found.append(one)
    return sorted(found, key=lambda f: f.start)


def _weigh(hit: Hit[Country], cut: list[Token], lowered: set[str], names: Names) -> Found[str | None] | None:
    code, word = hit.value.iso3, " ".join(token.text for token in cut[hit.first : hit.after]).casefold()
    if code in _NO_PARTNER or names.country_kinds.get(code) == "territory":
        return None
    before = cut[hit.first - 1].text.casefold() if hit.first else ""
    if hit.value.form == "capital":
        if before in _IN or before in _TITLES or word in _COMMON_CAPITALS or _is_name(hit, cut):
            return None
        return Found(hit.start, hit.end, code, False, "the capital stands for its government, or is a place alone")
    if word in _KOREA:
        if "seoul" in lowered or "rok" in lowered or ("south" in lowered and "north" not in lowered):
            return Found(hit.start, hit.end, "KOR")
        return Found(hit.start, hit.end, None, False, "South or North Korea is not said")
    if word in ("congo", "congolese"):
        if "kinshasa" in lowered or "brazzaville" in lowered:
            return Found(hit.start, hit.end, "COD" if "kinshasa" in lowered else "COG")
        return Found(hit.start, hit.end, None, False, "two countries are called Congo")
    if word in _FIRST_NAMES and (before in _TITLES or _is_name(hit, cut)):
        return None
    if word in ("georgia", "georgian"):
        if lowered & {"tbilisi", "georgian", "caucasus", "batumi"}:
            return Found(hit.start, hit.end, code)
        if lowered & {"atlanta", "usa", "american", "athens"}:
            return None
        return Found(hit.start, hit.end, code, False, "Georgia is a country and a state of the United States")
    return Found(hit.start, hit.end, code)


def _is_name(hit: Hit[Country], cut: list[Token]) -> bool:
    """Whether a capitalised word beside it, with no comma between, makes it part of a person's or other proper name."""
    after = cut[hit.after] if hit.after < len(cut) else None
    before = cut[hit.first - 1] if hit.first else None
    beside = (
        after and after.capital and after.text.isalpha() and not after.text.isupper() and after.start - hit.end == 1
    )
    led = (
        before
        and before.capital
        and before.text.isalpha()
        and not before.text.isupper()
        and hit.start - before.end == 1
        and hit.first > 1
    )
    return bool(
        (
            beside
            and not re.match(
                r"(?:University|Institute|Space|National|Ministry|Academy|Agency|President|Prime|Foreign)",
                after.text if after else "",
            )
        )
        or (led and before and before.text not in ("The", "And", "In", "With", "For", "Both", "But", "From"))
    )
