"""What the values of a draft may be, column by column: words of the schema, dates, codes, numbers.

It refuses a value with the reason and with what to write instead; it changes no draft.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from data import build, texts
from data.importer.known import Known

LONGEST = 100_000
_FIRST, _LAST = date(1949, 1, 1), date(2099, 12, 31)
# Lower and upper end, digits after the point: what the schema's decimals hold.
NUMBERS: dict[str, tuple[float, float, int]] = {
    "money": (0.01, 1e15, 2),
    "billion": (0.001, 999_999_999, 3),
    "growth": (-99.99, 9999.99, 2),
    "latitude": (-90, 90, 4),
    "longitude": (-180, 180, 4),
    "confidence": (0, 1, 6),
    "year": (1990, 2100, 0),
    "count": (0, 10_000_000, 0),
}
LISTS = {"countries", "topics", "lines"}
_CODES = {"iso3": "country", "countries": "country", "field": "field", "topics": "topic", "series": "series"}
_EXAMPLE = {"country": "KAZ", "field": "space", "topic": "change-6", "series": "central_st"}


@dataclass(frozen=True)
class Column:
    """A value of a draft: its key there, its heading in a sheet, what it may be, and what it means.

    `of` names the table and column of the schema that explain it where no own words do; an `optional` key is left out where it is empty.
    """

    key: str
    heading: str
    kind: str = "text"
    of: str = ""
    about: str = ""
    empty: Any = None
    optional: bool = False

    def meaning(self) -> str:
        return self.about or comments().get(self.of, "")


EVENT = (
    Column("id", "event_id", about="Key of the event within this draft, e.g. e1; the other sheets name it."),
    Column("section", "section", "section", "event.section"),
    Column("kind", "kind", "event_kind", "event.kind"),
    Column("status", "status", "event_status", "event.status"),
    Column("title", "title", "text", "event.title"),
    Column("summary", "summary", "text", "event.summary"),
    Column("field", "field", "field", "event.field"),
    Column("date_start", "starts_on", "date", about="First day; with precision month the first of the month; empty where no date is given."),
    Column("date_end", "ends_on", "date", about="Last day; the same as starts_on for one day; with precision month the last of the month."),
    Column("date_precision", "date_precision", "date_precision", "event.date_precision"),
    Column("place", "place", "text", "event.place"),
    Column("place_kind", "place_kind", "place_kind", "event.place_kind"),
    Column("place_country", "place_country", "iso3", "event.place_country"),
    Column("lat", "lat", "latitude", "event.lat"),
    Column("lon", "lon", "longitude", "event.lon"),
    Column("partner_countries", "partner_countries", "countries", about="Partner countries, ISO 3166-1 alpha-3 codes with semicolons between: none, one or many; never China."),
    Column("topics", "topics", "topics", about="Keys of projects and themes, with semicolons between; a key that is not known yet brings a new theme."),
    Column("amount", "amount", "money", "event.amount"),
    Column("currency", "currency", "currency", "event.currency"),
    Column("amount_qualifier", "amount_qualifier", "text", "event.amount_qualifier"),
    Column("amount_for", "amount_for", "text", "event.amount_for"),
    Column("as_printed", "as_printed", "text", "event.as_printed", optional=True),
    Column("locator", "locator", "text", "event.locator"),
    Column("passage", "passage", "words", about="The words of the document that tell of the event.", empty=""),
    Column("links", "links", "lines", about="Web addresses that the passage links to, one a line."),
    Column("confidence", "confidence", "confidence", about="How sure the reader was, 0 to 1; empty where a person entered the event."),
    Column("state", "state", "state", about="proposed, accepted or rejected; only accepted rows are published."),
    Column("source_of", "source_of", "text", about="Key of a published event of which this is a further source; empty for an event of its own.", optional=True),
)  # fmt: skip
LINE = (
    Column("id", "line_id", about="Key of the line within this draft, e.g. b1."),
    Column("item", "item", "text", about="The budget line: its short name where it is known, else as printed."),
    Column("series", "series_id", "series", "figure.series_id"),
    Column("year", "year", "year", "figure.year"),
    Column("basis", "basis", "figure_basis", "figure.basis"),
    Column("value_bn_cny", "bn_cny", "billion", about="Amount in billion yuan (10^9 CNY); for a series that is a share, the share in percent."),
    Column("growth_pct", "growth_pct", "growth", "figure.growth_pct"),
    Column("growth_against", "growth_against", "growth_against", "figure.growth_against"),
    Column("as_printed", "as_printed", "text", "figure.as_printed"),
    Column("locator", "locator", "text", "figure.locator"),
    Column("paragraph", "paragraph", "count", about="Number of the paragraph in the document, counted from 0."),
    Column("level_stated", "level_stated", "text", "figure.level_stated", optional=True),
    Column("rounded", "rounded", "text", "figure.rounded", optional=True),
    Column("state", "state", "state", about="proposed, accepted or rejected; only accepted rows are published."),
)  # fmt: skip
ORGANISATION = (
    Column("name", "name", "text", about="Its name as the document prints it, in full."),
    Column("short", "short_name", "text", "organisation.short_name"),
    Column("country", "country", "iso3", "organisation.country"),
    Column("role", "role", "text", "event_organisation.role"),
    Column("organisation_id", "organisation_id", about="Key of the published organisation of this name; empty where it is not known yet."),
)  # fmt: skip
PERSON = (
    Column("name", "name", "text", about="The name as the document prints it."),
    Column("post", "post", "text", "event_person.post"),
    Column("country", "country", "iso3", "person.country"),
    Column(
        "person_id", "person_id", about="Key of the published person of this name; empty where it is not known yet."
    ),
    Column("organisation", "organisation", about="The organisation the person speaks for, as printed.", optional=True),
    Column("organisation_id", "organisation_id", "text", "event_person.organisation_id", optional=True),
)


def value(kind: str, given: Any, known: Known) -> Any:
    """A given value as a draft holds it: text, number, True or False, list, None where empty. Raises ValueError with the reason."""
    if kind in LISTS:
        return _listed(kind, given, known)
    if given is None or (isinstance(given, float) and math.isnan(given)) or str(given).strip() in ("", "NaT", "<NA>"):
        return None
    if kind == "date":
        return _date(given)
    if kind in NUMBERS:
        return _number(kind, given)
    if kind == "flag":
        return _flag(given)
    if kind == "words":
        return text(str(given))
    return _word(kind, text(str(given)).strip(), known)


def text(given: str) -> str:
    """The text without what cannot be seen: control characters, zero-width characters, halves of characters."""
    if len(given) > LONGEST:
        raise ValueError(f"is longer than {LONGEST:,} characters; keep the words that tell of the fact")
    seen = (letter for letter in given.translate(texts.UNSEEN) if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))  # fmt: skip
    return "".join(seen)


def words(kind: str) -> list[str]:
    """The words that an enum of the schema allows, and the states of a proposal; none for other kinds."""
    return ["proposed", "accepted", "rejected"] if kind == "state" else enums().get(kind, [])


def _word(kind: str, given: str, known: Known) -> str:
    if allowed := words(kind):
        word = next((word for word in allowed if word.casefold() == " ".join(given.casefold().split())), None)
        if word is None:
            raise ValueError(f"is not one of {', '.join(allowed)}")
        return word
    elif kind in _CODES:
        return _code(_CODES[kind], given, known)
    elif kind == "currency":
        if not _is_currency(given):
            raise ValueError("is no currency of ISO 4217; write three capitals, e.g. USD or CNY")
        return given.upper()
    elif kind == "month" and not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", given):
        raise ValueError("is no month; write YYYY-MM")
    return given


def _code(kind: str, given: str, known: Known) -> str:
    """The key of what is given by its key or by a name that one alone has."""
    # A topic may be new: its key is all that a month needs to bring it.
    if given in known.ids(kind) or (kind == "topic" and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given)):
        return given
    named = {key for key, names in known.ids(kind).items() if given.casefold() in map(str.casefold, (key, *names))}
    if len(named) == 1:
        return named.pop()
    raise ValueError(f"is no known {kind}; write its key, e.g. {min(named, default=_EXAMPLE[kind])}")


def _date(given: Any) -> str:
    if isinstance(given, datetime):
        if (given.hour, given.minute, given.second) != (0, 0, 0):
            raise ValueError("holds a time of day; write YYYY-MM-DD")
        given = given.date()
    try:
        if not isinstance(given, date) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(given).strip()):
            raise ValueError
        day = given if isinstance(given, date) else date.fromisoformat(str(given).strip())
    except ValueError:
        raise ValueError("is no date; write YYYY-MM-DD") from None
    if not _FIRST <= day <= _LAST:
        raise ValueError("lies outside the years 1949 to 2099")
    return day.isoformat()


def _number(kind: str, given: Any) -> float | int:
    low, high, digits = NUMBERS[kind]
    try:
        if isinstance(given, bool):
            raise ValueError
        told = str(given).strip()
        # Money is in units, so that its commas part thousands; elsewhere one might stand for the point.
        if kind == "money" and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", told):
            told = told.replace(",", "")
        number = float(told)
    except (ValueError, TypeError, OverflowError):
        raise ValueError("is no number; write digits and one point, e.g. 1665.54") from None
    if not (math.isfinite(number) and low <= number <= high):
        raise ValueError(f"is not between {low:,} and {high:,}")
    if kind in ("latitude", "longitude", "confidence"):
        number = round(number, digits)
    elif abs(number - round(number, digits)) > 1e-9:
        raise ValueError(f"has more than {digits} digits after the point" if digits else "is no whole number")
    return int(number) if number.is_integer() else number


def _flag(given: Any) -> bool:
    told = str(given).strip().casefold()
    if told not in ("true", "false", "yes", "no", "1", "0"):
        raise ValueError("is neither true nor false")
    return told in ("true", "yes", "1")


def _listed(kind: str, given: Any, known: Known) -> list[str]:
    if given is None or (isinstance(given, float) and math.isnan(given)):
        return []
    parts = re.split("\n" if kind == "lines" else r"[;\n]", given) if isinstance(given, str) else list(given)
    if kind != "lines":
        # Names may hold commas of their own, so what is known as a whole stays whole.
        parts = [
            one for part in parts for one in ([part] if _is_code(kind, str(part), known) else str(part).split(","))
        ]
    found = list(dict.fromkeys(part for part in (text(str(part)).strip() for part in parts) if part))
    for at, part in enumerate(found):
        if kind == "lines" and not re.fullmatch(r'https?://[^\s<>"\\]+', part):
            raise ValueError("is no web address; write http:// or https:// and no spaces")
        if kind != "lines":
            try:
                found[at] = _code(_CODES[kind], part, known)
            except ValueError as error:
                raise ValueError(f"holds '{part}', which {error}" if len(found) > 1 else str(error)) from None
    if kind == "countries" and (foreign := [part for part in found if part == "CHN" or part in _territories(known)]):
        raise ValueError(f"names {', '.join(foreign)}: China and territories are places, never partner countries")
    return found


def _is_code(kind: str, given: str, known: Known) -> bool:
    try:
        return bool(_code(_CODES[kind], text(given).strip(), known))
    except ValueError:
        return False


def _territories(known: Known) -> set[str]:
    return {row["iso3"] for row in known.rows.get("country", ()) if row["kind"] != "country"}


@cache
def _is_currency(given: str) -> bool:
    import pycountry

    return pycountry.currencies.get(alpha_3=given) is not None


@cache
def enums() -> Mapping[str, list[str]]:
    """Allowed words of each enum of the schema."""
    found = re.findall(r"create type (\w+) as enum \(([^)]*)\)", build.SCHEMA.read_text(encoding="utf-8"))
    return {name: re.findall(r"'([^']*)'", listed) for name, listed in found}


@cache
def comments() -> Mapping[str, str]:
    """What the schema says of each column, by table.column."""
    found = re.findall(r"comment on column (\w+\.\w+) is '((?:[^']|'')*)';", build.SCHEMA.read_text(encoding="utf-8"))
    return {name: words.replace("''", "'") for name, words in found}
