"""Where the name of a body begins and ends around a word such as Institute, Ministry or Agency. It knows no particular body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.importer.names import Names
from data.importer.phrases import Token
from data.importer.words import words

HEADS = words(
    "telescope planetarium forum zoo aquarium institute institut instituto istituto institution university universite universidad universidade universitat"
    " academy academia ministry administration agency centre center centro laboratory lab laboratories corporation"
    " corp company compania compagnie foundation fondation fundacion society council commission committee bureau"
    " observatory hospital authority association asociacion college school faculty board federation union"
    " organization organisation consortium alliance department office embassy consulate group co ltd limited inc llc"
    " plc gmbh bank fund secretariat museum trust conservatory polytechnic enterprise enterprises institutes"
    " holdings technologies ecole hochschule gesellschaft directorate service parliament cooperation network garden"
    " array shipyard works clinic archive library industries motors survey observatories societe empresa agencia"
    " ministere politecnico universita ufficio cooperative incubator taskforce inspectorate assembly hatchery league"
    " guild factory workshop foundry brewery nursery consejo conseil comite ministerio laboratorio laboratoire escuela"
    " facultad stiftung akademie zentrum institutet universitet universitesi enstitusu chamber"
    " registry commissariat ministerium airways airlines laboratorios laboratori estaleiro astillero astilleros yard istituti centrum instytut agence agenzia agentur agentschap servicio servizio comision comissao commissione consiglio lycee liceo colegio museo museu musee observatoire observatorio osservatorio"
    " ospedale hopital banco banque akademia akademija institutul platform exchange"
    " uniwersytet universiteit fundacja fundacao fondazione stichting ustav ustredi merkezi kurumu vakfi verft verkstad werft werke"
)
# These words name much else besides: they need a word of their own before them.
_LED = words(
    "telescope forum co ltd limited inc llc plc gmbh group cooperation union service network array works survey lab library"
    " industries motors garden trust fund holdings technologies bank office assembly league guild factory workshop"
    " foundry brewery nursery chamber registry hatchery airways airlines yard platform exchange"
)
# What stands before a word that names a body only in such company: alone it is a place, a plan or a building.
_FELLOWS = {
    "station": words(
        "research marine biology biological field experiment experimental agricultural meteorological hydrological"
        " oceanographic ecological ecology breeding seismological seismic botanical zoological forestry weather"
        " monitoring observation fisheries limnological agronomic plant soil rice wheat tea grassland glacier hydrobiological aquaculture"
        " mariculture coral desert permafrost astronomical geophysical polar hydrology climate avalanche"
    ),
    "project": words("drilling survey observation mapping"),
    "programme": words("drilling survey observation mapping"),
    "room": words("control operations situation"),
    "house": words("innovation publishing research science technology culture trading design"),
    "hub": words("innovation research science technology data"),
    "park": words("science technology research innovation industrial"),
}
# A company's home after its name is no part of it.
_TRADERS = words("company corporation co corp group manufacturer house")
_FIELD_HEADS = words(
    "ministry department institute commission council committee academy administration authority centre center"
    " bureau agency school faculty office directorate laboratory federation association"
)
_JOINS = words("of for on de des du para fur d della di against")
# Heads of Romance names join their words with more than "de", and no demonym of an English sentence stands before them.
_ROMANCE_HEADS = words(
    "centro instituto istituto laboratorio laboratorios laboratori laboratoire institut universidad universidade universita"
    " universite fundacion fondazione fundacao compania compagnie empresa agencia consejo comite escuela facultad ministerio"
    " ministere societe ecole asociacion politecnico estaleiro astillero astilleros conseil ufficio fondation agence agenzia servicio servizio comision comissao commissione consiglio lycee liceo colegio museo museu musee observatoire observatorio osservatorio"
)
_ROMANCE_JOINS = words("del dell della dello dei degli delle do da dos das")
_CURRENCIES = words(
    "CNY RMB EUR USD GBP JPY PLN CHF SEK NOK DKK SAR AED INR PKR KRW RUB AUD NZD CAD BRL ZAR SGD MYR THB VND IDR PHP TRY EGP HUF CZK"
)
_ROMANCE = words("de la le du des les d l et del y da do e der fur und di della los las")
LEADS = words(
    "the a an in on at by from to of for and or but with when while during after before since under according as"
    " this that these those its their his her both also meanwhile earlier later last next it he she they who which"
    " where however moreover furthermore through within between among jointly professor prof dr mr ms mrs president"
    " premier minister director chairman chairwoman chief vice deputy ambassador governor head rector academician"
    " secretary dean spokesperson spokesman leader ceo all two three four five six seven eight nine ten many several"
    " some new another each every one january february march april june july august september october november feb apr aug sept oct nov dec"
    " december monday tuesday wednesday thursday friday saturday sunday led signed visiting via meeting scientists"
    " researchers engineers physicists chemists experts speaking here there because if although though we you i our"
    " my your not no only once then thus so such"
)
_GENERIC = words(
    "joint national international key state new research local central regional space science technology scientific"
    " academic partner host leading world global first industrial the foreign provincial municipal advanced control operations situation"
)
SUBJECT = words(
    "science sciences technology technologies engineering education health research development innovation space"
    " food drug atomic energy nuclear agriculture agricultural environment environmental industry information"
    " communication communications upper atmosphere forestry grassland aeronautics astronautics oceanic atmospheric"
    " ocean marine fisheries water transport trade commerce culture tourism finance planning standards economy"
    " digital data physics chemistry biology medicine medical social humanities arts sports natural resources"
    " climate mining mines minerals petroleum electronics electrical design arctic antarctic polar ecology geography"
    " geology desert dryland soil crop crops seed cancer ageing brain battery materials robotics logistics safety"
    " security inspection quarantine surveying mapping heritage wind solar hydrogen rail railway"
)
# Words of a name that only tell where in the world, or of what rank: the land after "of" is then part of it.
_AREAS = words(
    "north south east west northern southern eastern western central royal federal general public people peoples higher african asian european"
    " american pacific atlantic arab nordic export import reserve industrial commercial civil military free open supreme"
)
_FIELD_ENDS = re.compile(r"\w{3,}(?:ology|ometry|ography|ics|onomy|istry|ation|ition|ment|ing|ture|ulture)$")
_OF_A_FIELD = re.compile(r"\w{3,}(?:ic|ical|inary|ural|ental|onal)$")
_POSSESSED = words("people women children workers master farmers king queen men veterans doctors")
_ABROAD = words("embassy consulate mission")


@dataclass(frozen=True)
class Stretch:
    """Token numbers of a name."""

    first: int
    after: int


def built(text: str, cut: list[Token], names: Names, known: list[tuple[int, int]]) -> Iterator[Stretch]:
    """Names built around a head, from left to right; `known` are the stretches of names that are known already."""
    reached, number = 0, 0
    starts, ends = {first for first, _ in known}, {after for _, after in known}
    while number < len(cut):
        if cut[number].capital and (cut[number].text.casefold() in HEADS or _heads_with_a_fellow(number, cut)):
            first = _leftwards(number, cut, reached, ends, names)
            after = _without_origin(
                text, first, number, _rightwards(number, cut, starts, names, first < number), cut, names
            )
            if _enough(first, number, after, cut):
                yield Stretch(first, after)
                reached = number = after
                continue
        number += 1


def _heads_with_a_fellow(number: int, cut: list[Token]) -> bool:
    """A station is a body where research is done in it, a project where it digs; alone they are places and plans."""
    before = cut[number - 1] if number else None
    return (
        before is not None
        and before.capital
        and before.text.casefold() in _FELLOWS.get(cut[number].text.casefold(), frozenset())
    )


def _of_many(token: Token) -> bool:
    """Whether a word before a bare apostrophe is of several: Growers', Makers'."""
    return token.text.endswith("s") and len(token.text) > 3


def _apart(left: Token, right: Token) -> int:
    return right.start - left.end


def _leftwards(head: int, cut: list[Token], reached: int, ends: set[int], names: Names) -> int:
    """First token of the name that holds the head."""
    first, kind = head, cut[head].text.casefold()
    while first > reached:
        token, word = cut[first - 1], cut[first - 1].text.casefold()
        if kind in _ROMANCE_HEADS and word not in _ROMANCE and _is_demonym(token.text, names):
            break
        earlier = cut[first - 2] if first - 2 >= reached else None
        if _apart(token, cut[first]) > 1 or (first in ends and first != head and token.text.isupper()):
            break
        if token.text == "-" and earlier and earlier.end == token.start:
            first -= 2
        elif (
            token.text == "s"
            and earlier
            and earlier.text == "'"
            and first - 3 >= reached
            and cut[first - 3].text.casefold() in _POSSESSED
        ):
            first -= 3
        elif (
            (token.text == "'" and earlier and earlier.capital and earlier.end == token.start and _of_many(earlier))
            or (
                word in ("and", "&")
                and earlier
                and earlier.capital
                and earlier.text.casefold() in SUBJECT
                and (cut[first].text.casefold() in SUBJECT or _OF_A_FIELD.search(cut[first].text.casefold()))
            )
            or (word in _ROMANCE and earlier and earlier.capital and word not in ("e", "y", "do", "los", "la", "l"))
            or (
                token.text == "."
                and earlier
                and len(earlier.text) == 1
                and earlier.capital
                and earlier.end == token.start
            )
        ):
            first -= 2
        elif (
            (((token.capital and token.text.isalnum()) or "'" in token.text) and token.capital and word not in LEADS)
            or (token.text.isdigit() and earlier and earlier.text == "No")
            or re.fullmatch(r"\d+(?:st|nd|rd|th)", token.text)
        ):
            first -= 1
        else:
            break
    while first < head and (
        cut[first].text.casefold() in LEADS or not (cut[first].capital or cut[first].text[0].isdigit())
    ):
        first += 1
    return first


def _rightwards(head: int, cut: list[Token], starts: set[int], names: Names, led: bool) -> int:
    """Number after the last token of the name; `led`: words of the name stand before its head."""
    after, subject, kind = head + 1, False, cut[head].text.casefold()
    while after < len(cut) and _apart(cut[after - 1], cut[after]) <= 1:
        token, word = cut[after], cut[after].text.casefold()
        follower = cut[after + 1] if after + 1 < len(cut) else None
        if (
            token.text == "."
            and cut[after - 1].text.casefold() in ("co", "corp", "inc", "ltd")
            and _apart(cut[after - 1], token) == 0
        ):
            more = follower and (
                follower.text.casefold() in ("ltd", "limited")
                or (
                    follower.text == ","
                    and after + 2 < len(cut)
                    and cut[after + 2].text.casefold() in ("ltd", "limited", "inc")
                )
            )
            if not more:
                return after + bool(follower and not follower.capital and _apart(token, follower) == 1)
            after += 1
        elif (token.text == "," and follower and follower.text.casefold() in ("ltd", "limited", "inc", "llc")) or (
            token.text == "-"
            and follower
            and _apart(cut[after - 1], token) == 0
            and _apart(token, follower) == 0
            and subject
        ):
            after += 2
        elif (
            (
                word in _JOINS
                or (kind in _ABROAD and word in ("in", "to"))
                or (kind in _ROMANCE_HEADS and word in _ROMANCE_JOINS)
            )
            and follower
            and _apart(token, follower) <= 1
        ):
            run = after + 1 + (follower.text.casefold() in ("the", "la", "le", "l", "los", "las"))
            if (
                run >= len(cut)
                or not cut[run].capital
                or _is_beside(run, cut, names)
                or (_is_body(run, cut, starts) and not (run == after + 1 and kind == "university"))
                or (kind in _TRADERS and word == "of" and not subject and led and _is_place(cut[run].text, names))
            ):
                break
            after, subject = run + 1, True
        elif word in ("and", "&", "et", "y") and subject and follower and _goes_on(after, cut, starts, names):
            after += 2
        elif token.text == "," and subject and (far := _listed(after, cut, starts, names, kind)):
            after = far
        elif number := _numbered(after, cut):
            after = number
        elif (
            token.capital
            and (token.text.isalpha() or "'" in token.text)
            and word not in LEADS
            and after not in starts
            and (subject or not token.text.isupper())
        ):
            after += 1
        elif (
            word in _ROMANCE
            and follower
            and follower.capital
            and word in ("de", "la", "des", "du", "del", "pour", "der")
            and not subject
            and kind not in ("university", "institute")
        ):
            after += 2
        else:
            break
    return after


def _is_beside(run: int, cut: list[Token], names: Names) -> bool:
    """Whether the capital after a small word goes on with the sentence: a month, a sum, the demonym of whom it is for."""
    token, follower = cut[run], cut[run + 1] if run + 1 < len(cut) else None
    if token.text.casefold() in LEADS or token.text in _CURRENCIES:
        return True
    return bool(follower and follower.text[0].islower() and follower.text.isalpha() and len(follower.text) > 3) and (
        _is_demonym(token.text, names)
    )


def _is_demonym(word: str, names: Names) -> bool:
    country = names.countries.get(word)
    return country is not None and country.form == "demonym"


def _without_origin(text: str, first: int, head: int, after: int, cut: list[Token], names: Names) -> int:
    """End of a name without the land it is of, where its words say enough without it; a bank or a ministry has its land in the name."""
    kind = cut[head].text.casefold()
    of = next((n for n in range(after - 2, head, -1) if cut[n].text == "of"), None)
    if of is None or kind in ("bank", "ministry", "government", "embassy", "parliament"):
        return after
    land = names.countries.get(text[cut[of + 1].start : cut[after - 1].end].removeprefix("the "))
    if land is None or land.form != "name":
        return after
    led = [cut[n].text for n in range(first, head) if cut[n].text[0].isalpha()]
    telling = [
        word
        for word in led
        if word.casefold() not in _GENERIC | SUBJECT | HEADS | _AREAS
        and not (word.casefold().endswith("ological") and len(led) == 1)
        and len(word) > 1
        and not _is_demonym(word, names)
        and word.casefold() not in LEADS
    ]
    joint = bool(re.match(r" and ", text[cut[after - 1].end :])) and "joint" in map(str.casefold, led)
    return of if telling or joint else after


def _numbered(at: int, cut: list[Token]) -> int | None:
    """Number after "No. 2" or "No 2", where it stands here."""
    if cut[at].text != "No":
        return None
    at += 1 + (at + 1 < len(cut) and cut[at + 1].text == ".")
    return at + 1 if at < len(cut) and cut[at].text.isdigit() else None


def _goes_on(conjunction: int, cut: list[Token], starts: set[int], names: Names) -> bool:
    """Whether what follows an 'and' is another subject of the same body rather than another body, person or country."""
    follower = cut[conjunction + 1]
    if (
        not follower.capital
        or follower.text.isupper()
        or follower.text.casefold() in LEADS
        or _is_body(conjunction + 1, cut, starts)
    ):
        return False
    if _is_place(cut[conjunction - 1].text, names) or _is_place(follower.text, names):
        return False
    third = cut[conjunction + 2] if conjunction + 2 < len(cut) else None
    # Two capitals that are no subjects look like the name of a person.
    person = (
        third
        and third.capital
        and third.text.isalpha()
        and follower.text.casefold() not in SUBJECT
        and third.text.casefold() not in SUBJECT
    )
    return not person


def _is_place(word: str, names: Names) -> bool:
    spots = names.places.get(word)
    return names.countries.get(word) is not None or (
        spots is not None and (spots.rank in (0, 2, 3) or spots.people > 500_000)
    )


def _is_body(first: int, cut: list[Token], starts: set[int]) -> bool:
    """Whether the capitals from here on name a body of their own."""
    number = first
    while (
        number < len(cut)
        and number < first + 7
        and cut[number].capital
        and (number == first or _apart(cut[number - 1], cut[number]) <= 1)
    ):
        if (
            cut[number].text.casefold()
            in HEADS - {"technologies", "works", "industries", "union", "cooperation", "survey", "platform", "exchange"}
            or number in starts
        ):
            return True
        number += 1
        if number + 1 < len(cut) and cut[number].text == "-":
            number += 1
    return False


def _of_a_field(word: str) -> bool:
    """Whether a word of a name is a subject: by the list, or as Metrology and Testing are built."""
    return word.casefold() in SUBJECT or bool(_FIELD_ENDS.search(word.casefold()))


def _listed(comma: int, cut: list[Token], starts: set[int], names: Names, kind: str) -> int | None:
    """End of an enumeration of fields such as ', Science, Research and Innovation', if it is one."""
    if kind not in _FIELD_HEADS and not _of_a_field(cut[comma - 1].text):
        return None
    number, words = comma + 1, 0
    while number < len(cut) and number < comma + 16:
        token = cut[number]
        if token.text == ",":
            words = 0
        elif token.text in ("and", "&"):
            follower = cut[number + 1] if number + 1 < len(cut) else None
            if (
                follower
                and follower.capital
                and follower.text.casefold() not in LEADS
                and not _is_body(number + 1, cut, starts)
                and (
                    kind == "ministry"
                    or cut[number - 1].text == ","
                    or _of_a_field(cut[number - 1].text)
                    or _ends_alone(number, cut, names)
                )
            ):
                return number + 2
            return None
        elif not token.capital or _is_body(number, cut, starts) or words == 3 or names.countries.get(token.text):
            return None
        else:
            words += 1
        number += 1
    return None


def _ends_alone(conjunction: int, cut: list[Token], names: Names) -> bool:
    """Whether single words stand on both sides of an 'and', none of them a place: Dams and Rivers."""
    word, after = cut[conjunction + 1], cut[conjunction + 2] if conjunction + 2 < len(cut) else None
    return (
        cut[conjunction - 2].text == ","
        and not (after and after.capital and _apart(word, after) == 1)
        and not any(_is_place(cut[n].text, names) or cut[n].text.isupper() for n in (conjunction - 1, conjunction + 1))
    )


def _enough(first: int, head: int, after: int, cut: list[Token]) -> bool:
    """Whether the words say more than what sort of body it is."""
    kind = cut[head].text.casefold()
    led = [cut[n].text.casefold() for n in range(first, head) if cut[n].text[0].isalnum()]
    rest = led + [cut[n].text.casefold() for n in range(head + 1, after) if cut[n].text[0].isalnum()]
    telling = [
        word
        for word in rest
        if word not in _GENERIC and word not in HEADS and word not in _JOINS and word not in ("and", "the", "s")
    ]
    if (
        kind in _LED
        and not [word for word in led if word in telling]
        and not (
            kind
            in (
                "network",
                "union",
                "bank",
                "office",
                "fund",
                "league",
                "platform",
                "guild",
                "chamber",
                "registry",
                "assembly",
            )
            and after - head > 2
        )
    ):
        return False
    if kind in ("school", "office", "service", "department", "committee", "board") and after - first < 3 and not led:
        return False
    return bool(telling) or (after - head > 2 and len(rest) >= 2)
