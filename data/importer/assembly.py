"""Puts what the finders saw in one event's words together into an event of the draft. It finds nothing itself and guesses nothing.

Every value keeps the offsets of its words in the paragraph; what is unsure is listed with why.
"""

import re
from typing import Any

from data.importer import amounts, countries, dates, organisations, people, places, subjects
from data.importer.dates import DateRange
from data.importer.events import sentences
from data.importer.found import Found
from data.importer.names import Names
from data.importer.places import Place

TITLE_MOST = 110
_HOME = {"CHN", "HKG", "MAC", "TWN"}
# A later sentence whose countries are no partners: what is refused, to come, past or compared.
_BESIDE = re.compile(
    r"\b(?:will|would|may|might|could|can|wants?|hopes?|plans?|planned|asked|interested|told of|being studied|not|no|nor|neither|never|record|earlier|previous|last|first (?:test|protocol|one)|"
    r"unlike|compared|than|also has|similar|similarly|elsewhere|other)\b|n't\b",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"\b(?:took part|takes? part|taking part|participa\w+|attend\w*|delegations? from|represent\w+|together with|in cooperation with|with (?:colleagues|scientists|researchers|experts|partners) (?:from|of)|"
    r"joined|partners? (?:are|were|from)|among them|members (?:are|include)|worked with|work with|jointly|co-?(?:author|operat|develop|led|funded)\w*|contribut\w+|on the \w+ side|counterpart|received by|signed|built by|financed by|"
    r"owned by|supplied by|runs? it|(?:two|both) (?:countries|sides)|led by|hosted by|chaired by)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:[Ww]orking|[Tt]ogether|[Jj]ointly|worked|developed|written|run|made|cooperat\w+|collaborat\w+)\b[^.]{0,60}\bwith\b|\bjoint\b"
)
_PRICE = re.compile(
    r"\b(?:fee|price|ticket|costs? (?:about |around |some )?(?:patients|users)|pay|test costs|a dose|a piece|each costs?)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:cost|costs|worth|budget|invest\w*|paid|pays|grant\w*|loan|fund\w*|financ\w*|contract|price of|bears|received|gave|gives|given)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|predecessor|last year|had (?:already )?(?:cost|spent|received))\b", re.IGNORECASE
)
_THE_SAME = re.compile(
    r"\b[Tt]he (?:Chinese |visiting |science )?(?P<post>minister|president|premier|ambassador|chairman|director|academician|rector)\b(?! of)"
)


def event(text: str, section: str, month: str, names: Names, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """An event of these words; `before` is the paragraph's event that they go on from. Offsets count from the words' start."""
    cut = sentences(text)
    first = text[cut[0][0] : cut[0][1]]
    made: dict[str, Any] = {"section": section, "spans": [], "unsure": []}
    kind = subjects.kind(first, section) or subjects.kind(text, section)
    title = _title(first)
    made |= {"title": title, "summary": first if len(first) <= 400 else first[:399].rstrip() + "\u2026"}
    for key in ("title", "summary"):
        _doubt(made, key, "words of the document; write your own")
    _span(made, "title", title, 0, min(len(first), len(title)), False, "words of the document; write your own")
    _dates(made, text, month, before)
    _bodies(made, text, names, before)
    _people(made, text, names, before)
    place = _place(made, text, names, section, before)
    _countries(made, text, cut, names, place)
    _amount(made, text)
    field, why = subjects.field(text, first, kind)
    if field not in names.fields:
        field, why = None, why or f"{field} is no field of the reference data"
    made |= {
        "kind": kind,
        "status": subjects.status(first, section),
        "field": field,
        "topics": [one for one in subjects.topics(text) if one in names.topics],
    }
    if why:
        _doubt(made, "field", why)
    if kind is None:
        _doubt(made, "kind", "no word tells what kind of event it is")
    made["passage"] = text
    made["confidence"] = _confidence(made)
    return made


def _title(first: str) -> str:
    """The first clause, cut at a word."""
    if len(first) <= TITLE_MOST:
        return first.rstrip(".")
    cut = first[: TITLE_MOST + 1]
    clause = max((m.start() for m in re.finditer(r"[,;:]\s", cut)), default=0)
    return cut[:clause] if clause > 50 else cut.rsplit(" ", 1)[0].rstrip(" ,;:")


def _dates(made: dict[str, Any], text: str, month: str, before: dict[str, Any] | None) -> None:
    found = dates.find(text, month)
    own = [one for one in found if one.value and one.value.main and _reported(one.value, month)]
    days = [one for one in own if one.value and one.value.precision == "day"]
    one = (days or own or [None])[0]
    made |= {"date_start": None, "date_end": None, "date_precision": "unknown"}
    if one and one.value:
        made |= {"date_start": one.value.start, "date_end": one.value.end, "date_precision": one.value.precision}
        _found(
            made,
            "date",
            one,
            f"{one.value.start}/{one.value.end}" if one.value.end != one.value.start else one.value.start,
        )
        return
    for vague in (one for one in found if not one.value):
        _found(made, "date", vague, text[vague.start : vague.end])
    if before and before["date_precision"] != "unknown" and re.match(r"Meanwhile|At the same time|In parallel", text):
        made |= {key: before[key] for key in ("date_start", "date_end", "date_precision")}
        _doubt(made, "date", "the words give no date; it is that of the event told before")
    elif not made["unsure"] or made["unsure"][-1]["field"] != "date":
        _doubt(made, "date", "the words give no date")


def _reported(value: DateRange, month: str) -> bool:
    """Whether a date may be the event's: it touches the month, or the days around it."""
    year, number = int(month[:4]), int(month[5:])
    near = {f"{year + (n - 1) // 12}-{(n - 1) % 12 + 1:02}" for n in (number - 1, number, number + 1)}
    return value.start[:7] <= month <= value.end[:7] or (
        value.precision == "day" and {value.start[:7], value.end[:7]} <= near
    )


def _bodies(made: dict[str, Any], text: str, names: Names, before: dict[str, Any] | None) -> None:
    made["organisations"] = []
    for one in organisations.find(text, names):
        if one.value:
            made["organisations"].append(dict(one.value))
        _found(made, "organisations", one, one.value["name"] if one.value else text[one.start : one.end])


def _people(made: dict[str, Any], text: str, names: Names, before: dict[str, Any] | None) -> None:
    made["people"] = []
    for one in people.find(text, names):
        made["people"].append(
            {key: one.value.get(key) for key in ("name", "post", "person_id", "country", "organisation")}
        )
        _found(made, "people", one, one.value["name"])
    for told in _THE_SAME.finditer(text) if before else ():
        for person in before["people"] if before else ():
            known = told["post"] in (person.get("post") or "").casefold() and person["name"] not in text
            if known and person["name"] not in {one["name"] for one in made["people"]}:
                made["people"].append(dict(person))
                why = f"“{told.group()}” is taken for the one named before"
                _span(made, "people", person["name"], told.start(), told.end(), False, why)
                _doubt(made, "people", why)
                break
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
        person["post"] = _post(person, text, made["organisations"])
        _body_of(made, person, names)


def _post(person: dict[str, Any], text: str, bodies: list[dict[str, Any]]) -> str | None:
    """The post as the tables have it, with the body in full: Deputy Governor, Electricity Generating Authority of Thailand (EGAT)."""
    post = person.get("post")
    if not post:
        told = re.search(re.escape(person["name"]) + r",\s*(?:of\s+)?(?:the\s+)?(?P<short>[A-Z][A-Z&-]+)\b", text)
        body = next((one for one in bodies if told and one["short"] == told["short"]), None)
        return _full(body, text) if body else None
    if told := re.search(r"\b(?:his|her|their|its)\s+((?:[A-Z]\w+\s+)?(?:counterpart|colleague))\b", post):
        return told[1]
    for body in bodies:
        post = re.sub(
            rf"\s+(?:of|at|for|from|with|in)\s+(?:the\s+)?{re.escape(body['name'])}(?:\s*\([^()]*\))?$",
            lambda _, body=body: f", {_full(body, text)}",
            post,
        )  # type: ignore[misc]
        if post == body["name"]:
            return _full(body, text)
    before = [body for body in bodies if 0 <= text.find(body["name"]) < text.find(person["name"])]
    if before and re.search(
        r"\bof the (?:research |project )?(?:team|group|study|trials?|experiment)$|\bfirst author$", post
    ):
        return f"{post}, {_full(before[0], text)}"
    if told := re.fullmatch(
        r"(.+?) of the (laboratory|institute|centre|center|board|company|university|observatory|academy|agency|foundation|society)",
        post,
    ):
        body = next((one for one in reversed(before) if told[2] in one["name"].casefold()), None)
        return f"{told[1]}, {_full(body, text)}" if body else post
    return post


def _full(body: dict[str, Any], text: str) -> str:
    """A body's name as printed, with its article and the abbreviation that the text prints beside it."""
    at = re.search(rf"(?:\bThe\s+)?{re.escape(body['name'])}(?:\s*\([A-Z][\w&.-]*\))?", text)
    return at.group() if at else str(body["name"])


def _body_of(made: dict[str, Any], person: dict[str, Any], names: Names) -> None:
    """The body that a known person speaks for, as published before, where the post names it without its own name."""
    code = names.person_organisations.get(person.get("person_id") or "")
    known = names.organisations_by_id.get(code or "")
    if not known or not person.get("post") or any(one.get("organisation_id") == code for one in made["organisations"]):
        return
    words = {word for word in re.findall(r"[a-z]{5,}", known.name.casefold())} - {"china", "ministry"}
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
        _doubt(made, "organisations", f"{known.name} is not printed; {person['name']} spoke for it before")


def _place(made: dict[str, Any], text: str, names: Names, section: str, before: dict[str, Any] | None) -> Place | None:
    made |= {"place": None, "place_kind": "unknown", "place_country": None, "lat": None, "lon": None}
    if one := _likeliest(text, names):
        spot = one.value
        made |= {
            "place": spot.name,
            "place_kind": spot.kind,
            "place_country": spot.country,
            "lat": spot.lat,
            "lon": spot.lon,
        }
        _found(made, "place", one, spot.name)
        if spot.name.split(",")[0] in {body["name"] for body in made["organisations"]}:
            made["organisations"] = [body for body in made["organisations"] if body["name"] != spot.name.split(",")[0]]
        return spot
    if before and before["place"] and re.match(r"Meanwhile|At the same time|In parallel", text):
        made |= {key: before[key] for key in ("place", "place_kind", "place_country", "lat", "lon")}
        _doubt(made, "place", "the words give no place; it is that of the event told before")
        return Place(before["place"], before["place_kind"], before["place_country"], before["lat"], before["lon"])
    for body in made["organisations"] if section == "breakthrough" else ():
        hit = next(iter(names.places.find(body["name"])), None) if body.get("organisation_id") else None
        if hit and hit.value.lat is not None:
            spot = hit.value
            made |= {
                "place": spot.name,
                "place_kind": spot.kind,
                "place_country": spot.country,
                "lat": spot.lat,
                "lon": spot.lon,
            }
            _doubt(made, "place", f"{spot.name} is taken from the name of {body['name']}")
            return Place(spot.name, spot.kind, spot.country, spot.lat, spot.lon)
    return None


def _likeliest(text: str, names: Names) -> Found[Place] | None:
    """The place of what happened: a dateline, a site published before, else what the first sentences place it at."""
    cut = sentences(text)
    line = re.match(
        r"(?P<name>[A-Z][\w\u00c0-\u024f'\u2019. -]{2,30}?), (?=\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
        text,
    )
    for told in [
        line,
        *re.finditer(
            r"\b(?:visit(?:ed|s)?(?: to)?|travelled to|toured|arrived in|came to) (?P<name>[A-Z][\w\u00c0-\u024f'\u2019-]+(?: [A-Z][\w\u00c0-\u024f'\u2019-]+)?)",
            text[: cut[0][1]],
        ),
    ]:
        spot = told and (names.places.get(told["name"]) or names.places.get(told["name"].split()[0]))
        if told and spot:
            return Found(
                told.start("name"),
                told.end("name"),
                Place(
                    told["name"] if names.places.get(told["name"]) else spot.name,
                    spot.kind,
                    spot.country,
                    spot.lat,
                    spot.lon,
                ),
                spot.sure,
                spot.why,
            )
    for hit in names.places.find(text[: cut[0][1]]):
        if hit.value.rank == 3 and hit.after - hit.first > 1 and hit.value.lat is not None:
            return Found(
                hit.start,
                hit.end,
                Place(hit.value.name, hit.value.kind, hit.value.country, hit.value.lat, hit.value.lon),
            )
    found = places.find(text, names)
    for first, last in cut:
        sentence = text[first:last]
        here = [one for one in found if first <= one.start < last]
        here = [
            one
            for one in here
            if not (
                first
                and (_BESIDE.search(sentence) or re.search(r"\b(?:19|20)\d\d\b", sentence) or one.value.country is None)
            )
        ]
        if here:
            return min(here, key=lambda one: (one.value.lat is None, one.value.kind != "land", one.start))
        if dates_in(sentence):
            return None
    return None


def dates_in(sentence: str) -> bool:
    """Whether a sentence dates what happened: what stands after it is told beside."""
    return bool(
        re.search(
            r"\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b",
            sentence,
        )
    )


def _countries(made: dict[str, Any], text: str, cut: list[tuple[int, int]], names: Names, place: Place | None) -> None:
    """Countries that take part: named where it is told what happened, or as taking part, or as the land of a joint thing."""
    partners: dict[str, None] = {}
    section = made["section"]
    for one in countries.find(text, names):
        number = next((n for n, (_, last) in enumerate(cut) if one.start < last), 0)
        sentence = text[cut[number][0] : cut[number][1]]
        background = number and (_BESIDE.search(sentence) or not _TAKES_PART.search(sentence))
        alone = section == "breakthrough" and _is_place(text, one, place) and not _WITH.search(sentence)
        if section == "budget" or background or alone or _is_past(sentence, made):
            continue
        if one.value is None or not one.sure:
            _doubt(made, "partner_countries", f"“{text[one.start : one.end]}”: {one.why}")
        _span(made, "partner_countries", one.value or text[one.start : one.end], one.start, one.end, one.sure, one.why)
        if one.value:
            partners[one.value] = None
    if section in ("collaboration", "diplomacy") and place and place.country and place.country not in _HOME:
        partners[place.country] = None
    made["partner_countries"] = sorted(partners)


def _is_place(text: str, one: Found[str | None], place: Place | None) -> bool:
    """Whether a country only says where: in Chile; Bergen, Norway."""
    return bool(
        place
        and place.country == one.value
        and re.search(r"(?:\bin (?:the )?|, )$", text[: one.start])
        and place.country not in _HOME
    )


def _is_past(sentence: str, made: dict[str, Any]) -> bool:
    year = re.search(r"\b(?:in|since) (20\d\d|19\d\d)\b", sentence)
    return bool(
        year
        and made["date_start"]
        and year[1] < made["date_start"][:4]
        and made["date_start"] not in sentence
        and not re.search(
            r"\d (?:January|February|March|April|May|June|July|August|September|October|November|December)", sentence
        )
    )


def _amount(made: dict[str, Any], text: str) -> None:
    made |= {"amount": None, "currency": None, "amount_qualifier": None, "amount_for": None}
    found = [(one, _beside(text, one)) for one in amounts.find(text)]
    usable = [
        (one, around)
        for one, around in found
        if one.value and not _PRICE.search(around) and not _EARLIER.search(around)
    ]
    ranked = sorted(usable, key=lambda pair: (not _WHOLE.search(pair[1]), pair[0].start))
    if not ranked:
        for one, _ in found:
            _span(
                made,
                "amount",
                text[one.start : one.end],
                one.start,
                one.end,
                False,
                one.why or "a price or an earlier sum, not the event's",
            )
        return
    one = ranked[0][0]
    if one.value:
        made |= {
            "amount": one.value.amount,
            "currency": one.value.currency,
            "amount_qualifier": one.value.qualifier,
            "amount_for": one.value.amount_for,
        }
        _found(made, "amount", one, f"{one.value.amount:g} {one.value.currency}")


def _beside(text: str, one: Found[Any]) -> str:
    """The sentence of a sum, as far as the words around it."""
    start = max(text.rfind(". ", 0, one.start) + 1, one.start - 90)
    stop = text.find(". ", one.end)
    return text[start : min(stop if stop >= 0 else len(text), one.end + 40)]


def _found(made: dict[str, Any], field: str, one: Found[Any], value: str) -> None:
    _span(made, field, value, one.start, one.end, one.sure, one.why)
    if not one.sure:
        _doubt(made, field, f"{value}: {one.why}" if one.why and value not in one.why else one.why)


def _span(made: dict[str, Any], field: str, value: str, start: int, end: int, sure: bool, why: str) -> None:
    made["spans"].append({"field": field, "value": value, "start": start, "end": end, "sure": sure, "why": why})


def _doubt(made: dict[str, Any], field: str, why: str) -> None:
    made["unsure"].append({"field": field, "why": why})


def _confidence(made: dict[str, Any]) -> float:
    """1 where nothing is in doubt but the title and summary, which are always to be written."""
    doubts = sum(one["field"] not in ("title", "summary") for one in made["unsure"])
    return round(max(0.3, 1 - 0.1 * doubts), 2)
