"""Finds where an event took place: sites, cities, provinces and countries after in, at, from or near. A name elsewhere is no place."""

import re
from dataclasses import dataclass

from data.importer.asides import aside
from data.importer.found import Found
from data.importer.names import Names, Spot
from data.importer.phrases import Hit, Token, clear_of, fold, tokens
from data.importer.words import words

_PLACING = words("in at from near outside visited visits visiting toured to off on between")
_ADJECTIVES = words(
    "the a city of town port province region district county central northern southern eastern western northeastern"
    " northwestern southeastern southwestern north south east west downtown nearby capital s ' chinese china coastal"
    " island autonomous municipality"
)
_SPACE = re.compile(
    r"\b(?:(?:in|into|around|aboard|on|at|to|reached|entered|from)\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+)?(?:around\s+)?(?:the\s+)?)(?P<name>(?:lunar|low[- ]Earth|geostationary|geosynchronous|sun-synchronous|Earth|Mars)\s+orbit|"
    r"Earth-Moon\s+transfer\s+orbit|Tiangong(?:\s+space\s+station)?|(?:the\s+)?(?:International\s+)?[Ss]pace\s+[Ss]tation|far\s+side\s+of\s+the\s+[Mm]oon|(?:lunar|Martian)\s+surface|Moon|Mars|Venus|Jupiter|Saturn|Mercury|"
    r"orbit)\b(?!\s+(?:Lab|Inst|Cent))"
)
_POLAR = re.compile(
    r"\b(?:in|to|from|on|of|across)\s+(?:the\s+)?(?P<name>Arctic(?:\s+Ocean)?|Antarctica|Antarctic|South\s+Pole|North\s+Pole|Southern\s+Ocean|Svalbard)\b(?!\s+[A-Z])"
)
_SEA = re.compile(
    r"\b(?:in|to|from|on|off|across|into)\s+(?:the\s+)?(?:[a-z]+\s+)?(?P<name>(?:Gulf|Bay|Sea|Strait)\s+of\s+[A-Z]\w+|(?:(?:South|East|North|West)\s+China|Yellow|Red|Black|Bohai|Philippine|Arabian|Caspian|Baltic|Norwegian|Barents)\s+Sea|Bohai\s+Bay|"
    r"(?:[Ww]estern\s+|[Ee]astern\s+|[Nn]orth\s+|[Ss]outh\s+|[Nn]orthwest\s+)?(?:Pacific|Indian|Atlantic)(?:\s+Ocean)?|(?:[A-Z]\w+\s){1,2}(?:Sea|Trench|Strait|Ocean|Basin|Seamount|Ridge))\b"
)
_SITE = re.compile(
    r"\b(?:in|at|from|near|on|to|of)\s+(?:the\s+)?(?P<name>(?:Mount\s+[A-Z]\w+|Lake\s+[A-Z]\w+|[A-Z]\w+\s+River)\b(?!\s+[A-Z])|(?:[A-Z][\w'’-]*\s+){1,4}(?:[a-z]+\s+)?(?:[Dd]esert|[Ww]ind\s+[Ff]arm|[Ss]olar\s+(?:[Pp]ark|[Ff]arm)|[Pp]ower\s+(?:[Pp]lant|[Ss]tation)|[Ll]aunch\s+(?:[Ss]ite|[Cc]ent(?:er|re))|[Ss]paceport|[Dd]am|[Rr]eservoir|[Aa]irport|[Pp]ort|"
    r"[Ii]sland|[Pp]lateau|[Gg]lacier|[Mm]ountains?|[Vv]alley|[Mm]ine|[Rr]eef|[Nn]ature\s+[Rr]eserve|[Nn]ational\s+[Pp]ark|[Pp]eninsula|[Bb]ase|(?:[Rr]esearch\s+)?[Ss]tation|[Ll]ake|[Cc]onvention\s+[Cc]ent(?:er|re)|[Ee]xpo|[Bb]anner|[Ss]hipyard))\b(?!\s+[A-Z])(?!\s+for\s+[A-Z])"
)
EVENT = re.compile(
    r"\b(?:opened|inaugurated|held|took\s+place|signed|met|launched|visit(?:ed|s)?|arrived|handed\s+over|shown|presented|went\s+into|lifted\s+off|blasted\s+off|took\s+off|began|started|completed|unveiled|hosted|landed|returned|"
    r"entered|tested|installed|convened|attended|received|co-hosted|gathered|sailed|set\s+sail|docked|travelled|traveled|established|built|exhibited|switched\s+on|commissioned|concluded|reached|announced|agreed|granted|discussed|counted|ran|runs|finished|initial(?:l)?ed|laid|graduated|delivered|drawn|bridged|put|linked|joined|issued|flew|flown|carried|settled|composed|debated|compared|raised|switched|learn|learnt|begins|opens|meets)\b"
)
DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4}-\d\d-\d\d)\b"
)
_FROM = re.compile(
    r"\b(?:launch(?:ed)?|lift(?:ed)?[- ]off|blasted\s+off|took\s+off|flight|sent|carried|soared|departed|sailed|flew|flown)\b(?! in\b)[^.]*$"
)
_TO = re.compile(r"\b(?:returned|travelled|traveled|visit|trip|came|went|arrived|flew|sailed|delegation)\b[^.]{0,40}$")
_DATELINE = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}), (?=\d{1,2}\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_BODY = re.compile(r"(?:[A-Z][\w'’-]+|\))\s+(?:in|at|near)\s+(?:the\s+)?$")

# A station that an agreement is about, not where it was signed.
_MATTER = re.compile(
    r"\b(?:accord|agreement|memorandum|pact|cooperation|talks|protocol|plan|report|treaty|declaration|joined|join) (?:on )?(?:the )?$"
)
_DAY = re.compile(
    r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!\d)"
)
_OWN_YEAR = re.compile(r"^,? (?:in|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_YEAR_BEFORE = re.compile(r"\bin (?:[A-Z][a-z]+ )?(?:19|20)\d\d (?:in|from|at|near|off) (?:the )?$")
_CLAUSE_OF_BEFORE = re.compile(
    r"\b(?:which|who|that|whose|where|after|before) (?:[\w'’-]+ ){0,3}had (?:[\w'’-]+ ){1,6}$|\b(?:which|who|that) (?:will|is to|are to)\b[^,;.]*$|\bto be [a-z]+ (?:\w+ )?from (?:the )?$"
)


@dataclass(frozen=True)
class Place:
    """name as printed; kind land, sea, polar or space; coordinates where they are known."""

    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None


def find(text: str, names: Names) -> list[Found[Place]]:
    """Places, the likeliest of the event first."""
    cut = tokens(text)
    countries = [hit for hit in names.countries.find(text, cut) if hit.value.form != "capital"]
    mentioned = {hit.value.iso3 for hit in countries}
    found = [*_sites(text, names, mentioned), *_off_land(text)]
    line = _DATELINE.match(text)
    spot = names.places.get(line["name"]) if line else None
    if line and spot:
        meant, why = settle(spot, mentioned)
        if meant:
            found.append(
                Found(
                    line.start("name"),
                    line.end("name"),
                    Place(line["name"], meant.kind, meant.country, meant.lat, meant.lon),
                    not why,
                    why,
                )
            )
    hits = [
        hit
        for hit in names.places.find(text, cut)
        if clear_of([(f.start, f.end) for f in found], hit.start, hit.end)
        and not any(hit.start == c.start and hit.end <= c.end and hit.value.rank < 2 for c in countries)
    ]
    number = 0
    while number < len(hits):
        hit, wider = hits[number], hits[number + 1] if number + 1 < len(hits) else None
        joined = wider if wider and _joined(text, hit, wider) else None
        one = _city(text, hit, joined, mentioned, cut) if _placed(hit, cut) else None
        found += [one] if one else []
        number += 1 + bool(joined and one)
    for hit_ in countries:
        if (
            hit_.value.form == "name"
            and clear_of([(f.start, f.end) for f in found], hit_.start, hit_.end)
            and _preposition(hit_.first, cut) in ("in", "to", "visited", "visits", "visiting", "toured")
        ):
            found.append(
                Found(hit_.start, hit_.end, Place(text[hit_.start : hit_.end], "land", hit_.value.iso3, None, None))
            )
    return sorted((one for one in found if _score(text, one) >= 4), key=lambda one: (-_score(text, one), one.start))


def settle(first: Spot, mentioned: set[str]) -> tuple[Spot | None, str]:
    """Which of the places of one name is meant, and why that is unsure.

    Published places and those of a country that the text names come first; a small town alone is none.
    """
    if first.rank == 3:
        return first, ""
    named = next((spot for spot in (first, *first.others) if spot.country in mentioned and spot.country != "CHN"), None)
    if named or first.rank == 2 or first.country == "CHN":
        return named or first, ""
    if first.people < 100_000:
        return None, ""
    rival = next((spot for spot in (first, *first.others) if spot.country != first.country), None)
    if rival and rival.people * 10 > first.people:
        return first, f"there is a {first.name} in {first.country} and one in {rival.country}"
    return first, "" if first.people >= 300_000 else "its country is not named"


def _preposition(first: int, cut: list[Token]) -> str:
    """The placing word before a name, over articles and adjectives such as 'the northern city of'."""
    number = first - 1
    if number > 1 and cut[number].text == "of" and cut[number - 1].text in ("city", "town", "village"):
        return "in"
    while number >= 0 and first - number < 8 and cut[number].text.casefold() in _ADJECTIVES:
        number -= 1
    word = cut[number].text.casefold() if number >= 0 else ""
    return word if word in _PLACING else ""


def _placed(hit: Hit[Spot], cut: list[Token]) -> bool:
    """Whether a word before says that it is a place, and none after makes it the name of something else."""
    after = cut[hit.after] if hit.after < len(cut) else None
    if (
        after
        and after.capital
        and after.text.isalpha()
        and after.start - hit.end == 1
        and hit.value.rank < 3
        and after.text not in ("Province", "City", "China")
    ):
        return False
    placing = _preposition(hit.first, cut)
    # A stretch between two towns begins at the first; capitals and provinces there stand for lands.
    return (
        bool(placing)
        and (placing != "between" or hit.value.rank == 1)
        and cut[hit.first].text not in ("University", "March", "May", "Of")
    )


def _joined(text: str, hit: Hit[Spot], wider: Hit[Spot]) -> bool:
    """Whether the second is the province of the first."""
    between = text[hit.end : wider.start]
    region = wider.value.rank == 0 or any(spot.rank == 0 for spot in wider.value.others)
    return region and bool(
        re.fullmatch(
            r",\s*(?:in\s+)?|\s+in\s+(?:[\w'’]+\s+){0,3}|,\s+(?:the\s+)?capital\s+(?:city\s+)?of\s+(?:[\w'’]+\s+){0,3}|,\s+(?:[\w'’]+\s+){0,2}China['’]s\s+",
            between,
        )
    )


def _city(
    text: str, hit: Hit[Spot], wider: Hit[Spot] | None, mentioned: set[str], cut: list[Token]
) -> Found[Place] | None:
    spot, why = settle(hit.value, mentioned)
    if spot is None:
        return None
    start, end, name = hit.start, hit.end, text[hit.start : hit.end]
    if wider:
        name, end = f"{name}, {text[wider.start : wider.end]}", wider.end
    if hit.first and cut[hit.first - 1].text in ("near", "off"):
        start = cut[hit.first - 1].start
        name = f"{cut[hit.first - 1].text} {name}"
    return Found(start, end, Place(name, spot.kind, spot.country, spot.lat, spot.lon), not why, why)


def _sites(text: str, names: Names, mentioned: set[str]) -> list[Found[Place]]:
    """Named sites such as a desert, a dam or a launch site; where they lie is known of published ones or by the words after."""
    found = []
    for match in _SITE.finditer(text):
        if _MATTER.search(text, max(0, match.start() - 40), match.start("name")) or match["name"].startswith(
            "Internat"
        ):
            continue
        start, end, name = match.start("name"), match.end("name"), match["name"]
        known = names.places.get(name)
        known = known if known and (known.rank == 3 or known.country in mentioned) else None
        if known:
            spot = known
            country, lat, lon = spot.country, spot.lat, spot.lon
        else:
            lat = lon = None
            abroad = mentioned - {"CHN"}
            country = abroad.pop() if len(abroad) == 1 else None
        land = next(iter(names.countries.find(text[end : end + 40])), None)
        if (
            land
            and land.value.form == "name"
            and re.fullmatch(r"(?:,|\s+in|\s+of)\s+(?:the\s+|[a-z]+\s+)?", text[end : end + land.start])
        ):
            country = land.value.iso3
        region = re.match(r"(?:,\s*|\s+in\s+)(?:[\w'’]+\s+){0,3}?", text[end:])
        for hit in names.places.find(text[end : end + 70]) if region else ():
            meant, why = settle(hit.value, mentioned)
            if (
                meant
                and not why
                and re.fullmatch(
                    r"(?:,\s*|\s+in\s+|\s+near\s+)(?:the\s+)?(?:[\w'’]+\s+){0,4}(?:of\s+)?", text[end : end + hit.start]
                )
            ):
                name, country = f"{name}, {text[end + hit.start : end + hit.end]}", country or meant.country
                lat, lon = (meant.lat, meant.lon) if lat is None else (lat, lon)
                end += hit.end
            break
        if not known and country is None and re.search(r"Launch|Shipyard", name):
            country = "CHN"
        at_home = country is None and not mentioned - {"CHN"}
        why = "no other country is named" if at_home else ""
        found.append(Found(start, end, Place(name, "land", "CHN" if at_home else country, lat, lon), not why, why))
    return found


def _off_land(text: str) -> list[Found[Place]]:
    found: list[Found[Place]] = []
    for kind, pattern in (("space", _SPACE), ("sea", _SEA), ("polar", _POLAR)):
        for match in pattern.finditer(text):
            if clear_of([(f.start, f.end) for f in found], match.start("name"), match.end("name")):
                name = re.sub(r"^the\s+", "", match["name"])
                country = "ATA" if name.startswith("Antarctic") else None
                found.append(
                    Found(
                        match.end("name") - len(name),
                        match.end("name"),
                        Place(name[:1].upper() + name[1:], kind, country, None, None),
                    )
                )
    return found


def _is_of_another_time(sentence: str, before: str, after: str) -> bool:
    """Whether a clause or a year of its own sets it apart from the day of which the sentence tells."""
    year = _OWN_YEAR.match(after) or _YEAR_BEFORE.search(before)
    return bool(_CLAUSE_OF_BEFORE.search(before) or (year and _DAY.search(sentence)))


def _score(text: str, one: Found[Place]) -> int:
    """How likely it is the place of the event: a city or site near a verb of happening and a date before a country or the home of a body."""
    begin = (
        max((text.rfind(mark, max(0, one.start - 400), one.start) for mark in (". ", "? ", "! ", "; ")), default=-1) + 1
    )
    stop = min((at for mark in (". ", "; ") if (at := text.find(mark, one.end, one.end + 400)) >= 0), default=len(text))
    sentence = text[max(begin, one.start - 400) : min(stop, one.end + 400)]
    before = text[max(begin, one.start - 400) : one.start]
    place = one.value
    if one.start == 0:
        return 20
    score = (
        1
        if place.lat is None
        and fold(text[one.start : one.end]) == fold(place.name)
        and place.kind == "land"
        and " " not in place.name
        else 3
    )
    score += 2 * bool(EVENT.search(sentence)) + bool(DATED.search(sentence)) + (begin == 0)
    score -= 3 * bool(
        _BODY.search(text[max(0, one.start - 40) : one.start]) and not re.match(r"^(?:In|At)\b", before.strip())
    )
    # What a later sentence tells of a year of its own was before.
    score -= 4 * bool(
        begin > 0
        and re.search(r"\b(?:since|in|of)\s+(?:[A-Z]\w+\s+)?(?:19|20)\d\d\b", sentence)
        and not re.search(r"\d{1,2}\s+[A-Z]|[A-Z]\w+\s+\d{1,2}\b(?!\d)", sentence)
    )
    word = re.search(r"(\w+)\s+(?:the\s+)?(?:\w+\s+){0,3}$", before)
    if word and re.search(r"\bfrom\s+(?:the\s+)?(?:\w+\s+){0,2}$", before):
        score += 2 if _FROM.search(before) else -4
    if re.search(r"\bto\s+(?:the\s+)?$", before) and not _TO.search(before):
        score -= 5
    if place.kind in ("sea", "space", "polar"):
        score -= 1
    score -= 6 * _is_of_another_time(sentence, before, text[one.end : one.end + 40])
    if place.country != "CHN" and aside(text, one.start, one.end):
        score -= 4
    if re.search(r"\b(?:planned|next|will\s+be|to\s+be|scheduled|members|branches|offices)\b", before):
        score -= 4
    return score
