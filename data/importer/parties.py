"""Takes the bodies, people and partner countries of an event from what was found. A country in the background is no partner."""

import re
from collections.abc import Sequence
from typing import Any

from data.importer import asides, countries, organisations, people, places, towns
from data.importer.found import Found
from data.importer.marks import doubt, mark, span
from data.importer.names import Names
from data.importer.places import Place

_HOME = {"CHN", "HKG", "MAC", "TWN"}
_COME_FROM = re.compile(
    r"\b(?:officers|students|experts|scientists|researchers|trainees|doctors|engineers|technicians|teams|institutes|universities|firms|companies|partners|colleagues|delegates|delegations|participants|observers|guests|representatives|officials|farmers|teachers|young people)(?: \w+)? from\b",
    re.IGNORECASE,
)
# A later sentence whose countries are no partners: what is refused, to come, or only told beside.
_ASIDE = re.compile(
    r"^Earlier\b|\b(?:will (?:also )?(?:join|include|follow|go|cooperate|be (?:sold|shared|offered|exported))|expects? to deliver|have been reported|stayed away|did not|does not|abstain\w*|would|may|might|wants?|hopes?|asked|interested|false|wish(?:es|ed)?|intends?|invited to|considers?|considering|negotiat\w+|applied|customers?|buyers?|in use in|already (?:uses?|used|runs?|bought|ordered|sold)|is followed|follows? (?:next|later|in)|decades? ago|years ago|has members|similar|no|neither|nor|elsewhere|unlike|compared|[Nn]ext year|in future|watch(?:ed|es|ing)|(?:was|were) (?:absent|idle|not consulted)|apologies|stay(?:s|ed|ing)? out|protest\w*|complain\w*|had been considered|no longer|will (?:also )?serve|turned down|refused|declined|rejected|[Oo]nly (?:\w+ ){1,6}(?:run|has|have|had|own|operates?)|"
    r"(?:had|has|have) (?:been )?(?:sold|tried|turned|refused|bought|given up|failed|once)|[Aa]n earlier|[Ii]ts predecessor|[Bb]efore that|[Ff]irst (?:\w+ ){1,3}(?:had been|was built|were built|was made))\b"
)
_PART = re.compile(r";\s|,\s(?:but|while|whereas|though|although)\s")
_TAKES_PART = re.compile(
    r"\b(?:signed|sent (?:\w+ ){0,3}(?:delegat|envoy|team|expert|official)\w*|took part|takes? part|[Tt]aking part|(?:was|were) represented|attended|are (?:among (?:its|the) )?members)\b"
)
_UNSURE = re.compile(r"\b(?:would|may|might|wants?|hopes?|asked|will|not|no|neither|nor)\b")
_SCIENCE_MINISTER = re.compile(r"\b(?:Minister of Science|Science Minister)\b")
_REFUSED = re.compile(r"\b(?:no|not|none|neither|nor|never)\b|n't\b", re.IGNORECASE)
_THE_SAME = re.compile(
    r"\b[Tt]he (?:Chinese |visiting |science )?(?P<post>minister|president|premier|ambassador|chairman|director|academician|rector)\b(?! of)"
)


def bodies(made: dict[str, Any], text: str, names: Names, earlier: Sequence[dict[str, Any]] = ()) -> None:
    made["organisations"] = []
    for one in organisations.find(text, names, [body for event in earlier for body in event["organisations"]]):
        if one.value:
            made["organisations"].append(dict(one.value))
        mark(made, "organisations", one, one.value["name"] if one.value else text[one.start : one.end])


def people_of(
    made: dict[str, Any], text: str, names: Names, before: dict[str, Any] | None, earlier: Sequence[dict[str, Any]] = ()
) -> None:
    made["people"] = []
    for one in people.find(text, names, [person for event in earlier for person in event["people"]]):
        made["people"].append(
            {key: one.value.get(key) for key in ("name", "post", "person_id", "country", "organisation")}
        )
        mark(made, "people", one, one.value["name"])
    for told in _THE_SAME.finditer(text) if before else ():
        for person in before["people"] if before else ():
            known = told["post"] in (person.get("post") or "").casefold() and person["name"] not in text
            if known and person["name"] not in {one["name"] for one in made["people"]}:
                made["people"].append(dict(person))
                why = f"“{told.group()}” is taken for the one named before"
                span(made, "people", person["name"], told.start(), told.end(), False, why)
                doubt(made, "people", why)
                break
    for person in made["people"]:
        person["post"] = _post(person, text, made["organisations"])
    posts = " ".join(person["post"] or "" for person in made["people"])
    wrong = {person["name"] for person in made["people"] if not person["person_id"] and person["name"] in posts}
    bodies = {body["name"] for body in made["organisations"]}
    wrong |= {
        person["name"]
        for person in made["people"]
        if not person["person_id"] and any(person["name"] in name for name in bodies)
    }
    made["people"] = [person for person in made["people"] if person["name"] not in wrong]
    made["spans"] = [span for span in made["spans"] if span["field"] != "people" or span["value"] not in wrong]
    made["unsure"] = [
        doubt
        for doubt in made["unsure"]
        if doubt["field"] != "people" or not any(name in doubt["why"] for name in wrong)
    ]
    for person in made["people"]:
        _body_of(made, person, names)


def _post(person: dict[str, Any], text: str, bodies: list[dict[str, Any]]) -> str | None:
    """The post as the tables have it, with the body in full: Deputy Governor, Electricity Generating Authority of Thailand (EGAT)."""
    post: str | None = person.get("post")
    if not post:
        told = re.search(re.escape(person["name"]) + r",\s*(?:of\s+)?(?:the\s+)?(?P<short>[A-Z][A-Z&-]+)\b", text)
        body = next((one for one in bodies if told and one["short"] == told["short"]), None)
        if body:
            return _full(body, text)
        for body in bodies:
            words = rf",\s+([A-Z][^,.;()]{{3,70}}?)\s+(?:of|at|for)\s+(?:[Tt]he\s+)?{re.escape(body['name'])}"
            if beside := re.search(re.escape(person["name"]) + words, text):
                return f"{beside[1]}, {_full(body, text)}"
        return None
    if re.fullmatch(r"(?:[A-Z]\w+\s+){0,2}(?:counterpart|colleague)", post) and _SCIENCE_MINISTER.search(text):
        return f"{post} of the science minister"
    if told := re.search(r"\b(?:his|her|their|its)\s+((?:[A-Z]\w+\s+){0,2}(?:counterpart|colleague))\b", post):
        return f"{told[1]} of the science minister" if _SCIENCE_MINISTER.search(text) else told[1]
    for body in bodies:
        name = re.escape(body["name"])
        if of := re.search(rf"\s+(?:of|at|for|from|with|in)\s+(?:[Tt]he\s+)?{name}(?:\s*\([^()]*\))?$", post):
            return f"{post[: of.start()]}, {_full(body, text)}"
        if post == body["name"]:
            return _full(body, text)
    before = [body for body in bodies if 0 <= text.find(body["name"]) < text.find(person["name"])]
    if before and re.search(r"\bof the (?:research |project )?(?:team|group|study)$", post):
        return f"{post}, {_full(before[0], text)}"
    if told := re.fullmatch(
        r"(.+?) of the (laboratory|institute|centre|center|board|company|university|observatory|academy|agency|foundation|society)",
        post,
    ):
        body = next((one for one in reversed(before) if told[2] in one["name"].casefold()), None)
        return f"{told[1]}, {_full(body, text)}" if body else post
    return post


def _full(body: dict[str, Any], text: str) -> str:
    """A body's name as printed, with its article unless that opens a sentence, and the abbreviation that the text prints beside it."""
    at = re.search(rf"(?:(?<=[a-z,] )The\s+)?{re.escape(body['name'])}(?:\s*\([A-Z][\w&.-]*\))?", text)
    return at.group() if at else str(body["name"])


def _body_of(made: dict[str, Any], person: dict[str, Any], names: Names) -> None:
    """The body that a known person speaks for, as published before, where the post names it without its own name."""
    code = names.person_organisations.get(person.get("person_id") or "")
    known = names.organisations_by_id.get(code or "")
    if not known or not person.get("post") or any(one.get("organisation_id") == code for one in made["organisations"]):
        return
    words = set(re.findall(r"[a-z]{5,}", known.name.casefold())) - {"china", "ministry"}
    if words and words <= set(re.findall(r"[a-z]{5,}", person["post"].casefold())):
        made["organisations"].append(
            {
                "name": known.name,
                "short": known.short,
                "country": known.country,
                "role": "partner",
                "organisation_id": code,
            }
        )
        doubt(made, "organisations", f"{known.name} is not printed; {person['name']} spoke for it before")


def partners(made: dict[str, Any], text: str, cut: list[tuple[int, int]], names: Names, place: Place | None) -> None:
    """Countries that take part, as the finder tells them, and the land where a joint thing is done."""
    taking: dict[str, None] = {}
    section = made["section"]
    found, placed = countries.find(text, names), places.find(text, names)
    for one in found if section != "budget" else ():
        number = next((n for n, (_, last) in enumerate(cut) if one.start < last), 0)
        sentence = text[cut[number][0] : cut[number][1]]
        if not one.value or (not one.sure and section == "breakthrough") or (number and _is_past(sentence, made)):
            continue
        if number and _beside(text, cut[number], one.start):
            continue
        if number and taking and one.value not in taking and not _joined_later(text, cut[number], one):
            continue
        if section == "breakthrough" and not asides.joins(text, one.start, one.end):
            continue
        if not one.sure and section != "breakthrough" and one.value in taking:
            continue
        span(made, "partner_countries", one.value, one.start, one.end, one.sure, one.why)
        taking[one.value] = None
    if section in ("collaboration", "diplomacy"):
        for body in made["organisations"]:
            if (
                body.get("organisation_id")
                and body["country"]
                and body["country"] not in _HOME
                and body["role"] != "source"
            ):
                taking[body["country"]] = None
        for spot in placed:
            held = countries.GATHERING.search(text, max(0, spot.start - 30), spot.start)
            # A dateline of a joint thing tells its land, though a second town has the name.
            sure = spot.sure or (
                section == "collaboration" and spot.start == 0 and not countries.GATHERING.search(text)
            )
            abroad = spot.value.country and spot.value.country not in _HOME
            seat = countries.at_a_seat(text, spot.value.name, taking)
            if spot.start < cut[0][1] and spot.value.country and abroad and sure and not held and not seat:
                taking[spot.value.country] = None
    if section == "collaboration" and not taking:
        # A joint thing whose partner is named further down.
        for one in found:
            sentence = next(text[first:last] for first, last in cut if one.start < last)
            if one.value and not _ASIDE.search(sentence) and not _is_past(sentence, made):
                taking[one.value] = None
                why = "named beside what happened, not as taking part"
                span(made, "partner_countries", one.value, one.start, one.end, False, why)
                doubt(made, "partner_countries", f"{one.value}: {why}")
    joint = section in ("collaboration", "diplomacy")
    taken = [(one.start, one.end) for one in found if one.sure or not one.value]
    told = towns.find(text, names, taken, not joint) if section != "budget" else []
    for one in told:
        _by_town(made, text, cut, names, one, taking)
    if joint and not taking and not countries.GATHERING.search(text):
        for one in towns.weakly(text, names):
            _by_town(made, text, cut, names, one, taking)
    made["partner_countries"] = sorted(taking)


def _by_town(
    made: dict[str, Any],
    text: str,
    cut: list[tuple[int, int]],
    names: Names,
    one: Found[str],
    taking: dict[str, None],
) -> None:
    """Adds the country that a town or a body tells, where its sentence tells of what happened."""
    number, (first, last) = next((n, part) for n, part in enumerate(cut) if one.start < part[1])
    beside = number and (_is_past(text[first:last], made) or _beside(text, cut[number], one.start))
    told = names.country_kinds.get(one.value) == "country" and one.value not in taking
    if told and not beside:
        mark(made, "partner_countries", one, one.value)
        taking[one.value] = None


def _beside(text: str, sentence: tuple[int, int], at: int) -> bool:
    """Whether the part of a later sentence that names a country tells of something else than taking part."""
    edges = [sentence[0], *(m.end() for m in _PART.finditer(text, *sentence)), sentence[1]]
    part = text[max(edge for edge in edges if edge <= at) : min(edge for edge in edges if edge > at)]
    if _TAKES_PART.search(part) and not _UNSURE.search(part):
        return False
    return bool(_ASIDE.search(part)) and not (_COME_FROM.search(part) and not _REFUSED.search(part))


# What else a party does that a later sentence names.
_ALSO_ACTS = re.compile(
    r"\b(?:agreed|founded|set up|delivered|contribut\w+|pays?|paid|gives?|sent|(?<!that )together|members|states|motion|moved|proposed|delegations|had stands|foreign ministry|[Ii]ts (?:partners?|sides?))\b"
)


def _joined_later(text: str, sentence: tuple[int, int], one: Found[str | None]) -> bool:
    """Whether a later sentence that names one more country tells that it takes part as well."""
    part = text[sentence[0] : sentence[1]]
    told = _TAKES_PART.search(part) or _COME_FROM.search(part) or _ALSO_ACTS.search(part)
    return bool(told) or asides.joins(text, one.start, one.end)


def _is_past(sentence: str, made: dict[str, Any]) -> bool:
    year = re.search(r"\b(?:in|since|of|from|until|by|after|before) (?:the )?(20\d\d|19\d\d)s?\b", sentence)
    return bool(
        year
        and made["date_start"]
        and year[1] < made["date_start"][:4]
        and made["date_start"] not in sentence
        and not re.search(
            r"\d (?:January|February|March|April|May|June|July|August|September|October|November|December)", sentence
        )
    )
