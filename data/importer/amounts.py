"""Finds sums of money in a text: amount, currency, qualifier and what it is for. It converts nothing."""

import re
from dataclasses import dataclass

from data.importer.found import Found

SCALES = {
    "thousand": 1e3, "k": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "crore": 1e7, "crores": 1e7,
    "million and a half": 1.5e6, "billion and a half": 1.5e9, "hundred million": 1e8, "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "lakh crore": 1e12, "trillion": 1e12, "tn": 1e12, "trn": 1e12,
    "Mio": 1e6, "Mio.": 1e6, "Mrd": 1e9, "Mrd.": 1e9, "百万": 1e6, "千万": 1e7, "万亿": 1e12, "万": 1e4, "亿": 1e8,
}  # fmt: skip
_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PARTS = {"half a": 0.5, "a quarter of a": 0.25, "three quarters of a": 0.75, "three-quarters of a": 0.75}
_COUNTS = {"a": 1, "an": 1, **{word: n for n, word in enumerate(_ONES, 1)}, **{word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)}}  # fmt: skip
_BEFORE = {
    r"US\s?\$": "USD", r"USD\s?\$?": "USD", r"A\$|AU\$|AUD": "AUD", r"C\$|CA\$|CAD": "CAD", r"HK\$|HKD": "HKD", r"S\$|SGD": "SGD", r"NZ\$|NZD": "NZD", r"NT\$|TWD": "TWD",
    r"R\$|BRL": "BRL", r"Mex\$": "MXN", r"US-\$|\$": "USD", r"€|EUR|Euros?": "EUR", r"£|GBP": "GBP", r"CN¥|RMB\s?¥?|CNY|Yuan": "CNY", r"JP¥|JPY": "JPY", r"[¥￥]": "CNY", r"₹|INR|Rs\.?": "INR",
    r"PKR": "PKR", r"LKR": "LKR", r"BDT|৳": "BDT", r"₽|RUB": "RUB", r"₩|KRW": "KRW", r"THB|฿": "THB", r"KZT|₸": "KZT", r"SAR": "SAR", r"AED": "AED", r"QAR": "QAR", r"OMR": "OMR",
    r"EGP|E£": "EGP", r"ZAR": "ZAR", r"CHF|SFr\.?|Fr\.": "CHF", r"IDR|Rp\.?": "IDR", r"MYR|RM": "MYR", r"TRY|₺|TL": "TRY", r"SEK": "SEK", r"NOK": "NOK", r"DKK": "DKK", r"VND|₫": "VND",
    r"NGN|₦": "NGN", r"KES|KSh": "KES", r"PHP|₱": "PHP", r"ILS|₪": "ILS", r"MXN": "MXN", r"ARS": "ARS", r"CLP": "CLP", r"PLN": "PLN", r"CZK|Kč": "CZK", r"HUF": "HUF", r"UZS": "UZS", r"BYN": "BYN", r"ETB": "ETB",
}  # fmt: skip
_AFTER = {
    r"(?:US|U\.S\.|American)\s+dollars?": "USD", r"Australian\s+dollars?": "AUD", r"Canadian\s+dollars?": "CAD", r"Hong\s+Kong\s+dollars?": "HKD", r"Singapore(?:an)?\s+dollars?": "SGD",
    r"New\s+Zealand\s+dollars?": "NZD", r"New\s+Taiwan\s+dollars?": "TWD", r"dollars?": "USD", r"(?:Chinese\s+)?yuan(?:\s+renminbi)?|renminbi|RMB|人民币|元": "CNY", r"euros?": "EUR",
    r"Egyptian\s+pounds?": "EGP", r"(?:British\s+)?pounds?(?:\s+sterling)?": "GBP", r"(?:Japanese\s+)?yen": "JPY", r"Pakistani?\s+rupees?": "PKR", r"Sri\s+Lankan?\s+rupees?": "LKR",
    r"Nepal(?:i|ese)\s+rupees?": "NPR", r"(?:Indian\s+)?rupees?": "INR", r"(?:Russian\s+)?(?:rou|ru)bles?": "RUB", r"Belarusian\s+(?:rou|ru)bles?": "BYN", r"Qatari\s+ri[ya]als?": "QAR",
    r"Omani\s+ri[ya]ls?": "OMR", r"Omani\s+rials?": "OMR", r"Iranian\s+rials?": "IRR", r"(?:Saudi\s+)?riyals?": "SAR", r"Moroccan\s+dirhams?": "MAD", r"(?:UAE\s+|Emirati\s+)?dirhams?": "AED",
    r"(?:South\s+Korean\s+)?won": "KRW", r"(?:Thai\s+)?baht": "THB", r"(?:Kazakh(?:stani)?\s+)?tenge": "KZT", r"(?:South\s+African\s+)?rand": "ZAR", r"(?:Brazilian\s+)?rea(?:is|l)": "BRL",
    r"Mexican\s+pesos?": "MXN", r"Argentine\s+pesos?": "ARS", r"Chilean\s+pesos?": "CLP", r"Philippine\s+pesos?": "PHP", r"Swiss\s+francs?": "CHF", r"CFA\s+francs?": "XOF",
    r"(?:Indonesian\s+)?rupiah": "IDR", r"(?:Malaysian\s+)?ringgit": "MYR", r"(?:Turkish\s+)?liras?": "TRY", r"Swedish\s+kron(?:or|a)": "SEK", r"Norwegian\s+kron(?:er|e)": "NOK",
    r"Danish\s+kron(?:er|e)": "DKK", r"(?:Vietnamese\s+)?dong": "VND", r"(?:Bangladeshi\s+)?taka": "BDT", r"(?:Nigerian\s+)?naira": "NGN", r"Kenyan?\s+shillings?": "KES",
    r"(?:Israeli\s+)?shekels?": "ILS", r"(?:Polish\s+)?z[lł]oty(?:s)?": "PLN", r"(?:Ethiopian\s+)?birr": "ETB", r"(?:Kuwaiti\s+)dinars?": "KWD", r"(?:Hungarian\s+)?forints?": "HUF",
    r"(?:pesos?|francs?|dinars?|rials?|shillings?|kron(?:or|er|a|e))": "XXX",
}  # fmt: skip
_DOUBTFUL = {
    "¥": "the sign stands for yuan and for yen", "￥": "the sign stands for yuan and for yen", "rs": "several countries count in rupees", "rupee": "several countries count in rupees",
    "riyal": "several countries count in riyals", "dirham": "several countries count in dirhams",
}  # fmt: skip
# Names of money that several countries use: which one, by a country or its capital in the text.
_SHARED = {
    "rupee": {r"Pakistan|Islamabad": "PKR", r"Sri Lanka|Colombo": "LKR", r"Nepal|Kathmandu": "NPR", r"Mauriti": "MUR", r"\bIndian?\b(?! Ocean)|New Delhi": "INR"},
    "riyal": {r"Qatar|Doha": "QAR", r"Yemen": "YER", r"Saudi|Riyadh": "SAR"},
    "rial": {r"Iran|Tehran": "IRR", r"Oman|Muscat": "OMR", r"Yemen": "YER"},
    "dirham": {r"Morocc|Rabat|Casablanca": "MAD", r"Emirat|UAE|Dubai|Abu Dhabi": "AED"},
    "rouble": {r"Belarus|Minsk": "BYN", r"Russia|Moscow": "RUB"},
    "ruble": {r"Belarus|Minsk": "BYN", r"Russia|Moscow": "RUB"},
    "peso": {r"Mexic": "MXN", r"Argentin|Buenos Aires": "ARS", r"Chile|Santiago": "CLP", r"Colombia|Bogot": "COP", r"Cuba|Havana": "CUP", r"Philippine|Manila": "PHP", r"Urugua|Montevideo": "UYU"},
    "franc": {r"Swi(?:ss|tzerland)|Geneva|Zurich": "CHF", r"Senegal|Mali\b|Ivor|Benin|Togo|Burkina": "XOF", r"Cameroon|Gabon|Chad\b|Congo": "XAF", r"Rwanda|Kigali": "RWF"},
    "dinar": {r"Kuwait": "KWD", r"Algeria|Algiers": "DZD", r"Tunisia|Tunis\b": "TND", r"Serbia|Belgrade": "RSD", r"Jordan|Amman": "JOD", r"Iraq|Baghdad": "IQD", r"Bahrain|Manama": "BHD", r"Libya": "LYD"},
    "shilling": {r"Kenya|Nairobi": "KES", r"Tanzania|Dodoma": "TZS", r"Uganda|Kampala": "UGX", r"Somalia": "SOS"},
    "pound": {r"Egypt|Cairo": "EGP", r"Sudan|Khartoum": "SDG", r"Leban|Beirut": "LBP", r"Syria": "SYP"},
    "won": {r"North Korea|Pyongyang": "KPW"},
    "kron": {r"Swed|Stockholm": "SEK", r"Norw|Oslo": "NOK", r"Dan(?:ish|mark)|Denmark|Copenhagen": "DKK", r"Iceland|Reykjav": "ISK"},
    "som": {r"Kyrgyz|Bishkek": "KGS", r"Uzbek|Tashkent": "UZS"},
}  # fmt: skip
NUMBER = r"\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d{1,3}(?:[,\u00a0\u202f]\d{2,3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)?"
SCALE = r"(?:million|billion)\s+and\s+a\s+half|lakh\s+crores?|hundred\s+million|thousand|million|billion|trillion|lakhs?|crores?|mn|mln|bn|bln|tn|trn|Mio\.|Mrd\.|Mio|Mrd|[kmb]|百万|千万|万亿|万|亿"
_BELOW = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
SPELT = rf"{'|'.join(_PARTS)}|(?:(?:{'|'.join(_ONES[:9])}|a)\s+hundred(?:(?:\s+and)?\s+(?:{_BELOW}))?|{_BELOW}|an?)(?:\s+and\s+a\s+half|\s+point(?:\s+(?:{'|'.join(_ONES[:9])}))+)?"
QUALIFIER = (
    r"(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|close\s+to|more\s+than|over|above|exceeding|at\s+least|no\s+less\s+than|not\s+less\s+than|up\s+to|as\s+much\s+as|"
    r"less\s+than|under|below|at\s+most|an?\s+estimated|estimated|an?\s+total\s+of|just\s+over|just\s+under|well\s+over|~|≈|>|<|c\.|circa)"
)
_RANGE = rf"(?:\s*(?:[-‐‑–—]|to)\s*(?P<to>{NUMBER}))?"
_SIGN = "|".join(f"(?:{pattern})" for pattern in _BEFORE)
_NAME = "(?i:" + "|".join(f"(?:{pattern})" for pattern in sorted(_AFTER, key=len, reverse=True)) + ")"
_SCALED = rf"(?:[\s-]?(?P<s2>{SCALE})(?:\b|(?<=\.)|(?=[€£元])))?"
_SUM = re.compile(
    rf"(?:(?P<qualifier>\b{QUALIFIER}|[~≈><])\s*)?"
    rf"(?:(?<![A-Za-z])(?P<sign>{_SIGN})\s?(?P<n1>{NUMBER}){_RANGE}(?:[\s-]?(?P<s1>{SCALE})\b)?(?:\s+(?P<after1>{_NAME})\b)?"
    rf"|(?<![\w.,])(?:(?P<n2>{NUMBER}){_RANGE.replace('<to>', '<to2>')}{_SCALED}|(?P<word>(?:\b(?i:{SPELT}))\b)[\s-]+(?P<s3>{SCALE}))(?:[\s-]*(?P<mark>US\$|€|£|zł|Kč|元)|[\s-]+(?:of\s+)?(?P<name>{_NAME}|USD|CNY|EUR|GBP|JPY|INR|RUB|SAR|AED|THB|KZT|CHF|HKD)\b))",
)
# The lower end of "between 20 and 30 million euros" or "4 million to 5 million euros".
_FROM_TO = re.compile(
    rf"(?:\bbetween\s+(?:{_SIGN})?\s?(?:{NUMBER})(?:[\s-]?(?:{SCALE}))?\s+and|(?P<from>\bfrom\s+)?(?:(?:{_SIGN})\s?(?:{NUMBER})(?:[\s-]?(?:{SCALE}))?|(?<![\w.,])(?:{NUMBER})[\s-]?(?:{SCALE}))\s*(?:[-–—]|to))\s*$"
)
# A sum that became another: "raised from 4 to 9 million euros".
_BECAME = re.compile(
    r"\b(?:rais|r[io]se|rising|increas|grew|grow|lift|cut|fell|reduc|lower|doubl|tripl)\w*\b[^.;]{0,40}\bfrom\s*$"
)
_UNIT_PRICE = re.compile(
    r"\s*(?:per|a|an|/)\s*(?:unit|tonne?|kg|kilogram\w*|kwh|kilowatt\w*|mwh|watt|person|head|piece|month|hour|day|litre|liter|barrel|share)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\s+(?:(?:for|towards)\s+(?:the\s+|an?\s+|its\s+)?|to\s+(?=build|fund|develop|support|finance|construct|establish|upgrade|equip))(?P<what>(?:[\w'’&-]+\s*){1,7})"
)
_OF = re.compile(
    r"(?P<what>(?:[\w'’-]+\s+){1,4}?)(?:\(?(?:worth|costing|of|valued\s+at|totall?ing|totalled|cost|costs|amounting\s+to|at\s+a\s+cost\s+of|with\s+a\s+budget\s+of))\s+(?:a\s+total\s+of\s+)?$"
)


@dataclass(frozen=True)
class Money:
    """Amount in units of the currency (ISO 4217)."""

    amount: float
    currency: str
    qualifier: str | None
    amount_for: str | None


def find(text: str) -> list[Found[Money | None]]:
    """Sums in reading order; a range or a price of a unit is shown, but gives no amount."""
    return [one for match in _SUM.finditer(text) if (one := _read(text, match)) is not None]


def _read(text: str, match: re.Match[str]) -> Found[Money | None] | None:
    sign, name = match["sign"], match["name"] or match["after1"] or match["mark"]
    currency = _currency(sign, _BEFORE) if sign else _currency(name, {**_AFTER, **_BEFORE})
    if match["after1"] and sign == "$":
        currency = _currency(match["after1"], _AFTER)
    scale = " ".join((match["s1"] or match["s2"] or match["s3"] or "").split())
    if not currency or (sign in ("RM", "Rp") and not scale and not match["n1"]):
        return None
    later = match["to"] or match["to2"]
    became = later and _BECAME.search(text[max(0, match.start() - 70) : match.start()])
    lower = _FROM_TO.search(text[max(0, match.start() - 60) : match.start()])
    if (later and not became) or (lower and not lower["from"]):
        return Found(match.start(), match.end(), None, False, "a range, not one sum")
    if _UNIT_PRICE.match(text, match.end()):
        return Found(match.start(), match.end(), None, False, "the price of a unit, not a sum")
    count = spelt(match["word"]) if match["word"] else number(later or match["n1"] or match["n2"], bool(scale))
    amount = round(count * SCALES.get(scale.rstrip("s") if scale.endswith("crores") else scale, 1), 2)
    if not amount:
        return None
    qualifier = " ".join((match["qualifier"] or "").split()) or None
    abroad = _of_country(text, match["name"] or match["after1"] or "")
    if currency == "XXX" and not abroad:
        return Found(match.start(), match.end(), None, False, f"several countries count in {match['name']}")
    why = (
        ""
        if abroad
        else next((why for mark, why in _DOUBTFUL.items() if (sign or name).lower().rstrip(".").startswith(mark)), "")
    )
    return Found(
        match.start(), match.end(), Money(amount, abroad or currency, qualifier, purpose(text, match)), not why, why
    )


def _currency(printed: str, known: dict[str, str]) -> str | None:
    return next((code for pattern, code in known.items() if re.fullmatch(pattern, printed, re.IGNORECASE)), None)


def _of_country(text: str, name: str) -> str | None:
    """The currency of a name that several countries use, by the country the text names."""
    shared = next((known for word, known in _SHARED.items() if name.casefold().startswith(word)), {})
    told = [(at.start(), code) for pattern, code in shared.items() if (at := re.search(pattern, text))]
    return min(told)[1] if told else None


def spelt(printed: str) -> float:
    """A number in words: half a, two and a half, sixty-five, a hundred and twenty."""
    words = re.sub(r"\s+", " ", printed.casefold())
    if words in _PARTS:
        return _PARTS[words]
    whole, _, digits = words.partition(" point ")
    if digits:
        return spelt(whole) + float("0." + "".join(str(_COUNTS[digit]) for digit in digits.split()))
    half = 0.5 if words.endswith(" and a half") else 0.0
    hundreds, _, rest = words.removesuffix(" and a half").rpartition(" hundred")
    return _COUNTS.get(hundreds, 0) * 100 + sum(_COUNTS.get(word, 0) for word in re.findall(r"[a-z]+", rest)) + half


def number(printed: str, scaled: bool) -> float:
    plain = re.sub(r"[\s\u00a0\u202f]", "", printed)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        return float(plain.replace(".", ""))
    if scaled and re.fullmatch(r"\d+,\d{1,2}", plain):
        return float(plain.replace(",", "."))
    return float(plain.replace(",", ""))


def purpose(text: str, match: re.Match[str]) -> str | None:
    after = _FOR.match(text, match.end())
    if after:
        return after["what"].strip()
    before = _OF.search(text[max(0, match.start() - 80) : match.start()].rpartition(". ")[2])
    if not before:
        return None
    return (
        re.sub(
            r"^(?:(?:an?|the|its|with|which|that|of|in|and|by)\s+)+", "", before["what"].strip(), flags=re.IGNORECASE
        )
        or None
    )
