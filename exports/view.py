"""A view of the data as its address says it: months, countries, fields and sources; as parameters for queries/ and in words.

It knows no screen, so that files and commands speak of the same filters in the same words.
"""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.theme import SOURCES
from exports.boundaries import LABELS as VIEWS

Ask = Callable[..., pd.DataFrame]
_SHORT = re.compile(r"\(([A-Z][\w.&-]+)\)")
NAMES = ("from", "to", "country", "field", "source")
# Parameters that pages and Streamlit itself keep in the URL.
OTHERS = (
    "evidence",
    "view",
    "order",
    "measure",
    "line",
    "zoom",
    "at",
    "links",
    "shape",
    "tie",
    "layers",
    "section",
    "kind",
    "status",
    "organisation",
    "person",
    "finding",
    "show",
    "page",
    "down",
    "across",
    "compare",
    "left",
    "right",
    "saved",
    "part",
    "draft",
    "rule",
    "severity",
    "subject",
    "state",
    "document",
    "quality",
    "link",
    "words",
    "correction",
    "column",
    "table",
    "data",
    "present",
    "step",
    "story",
    "chart",
    "speaker",
    "embed",
    "embed_options",
)

Query = Mapping[str, Sequence[str]]


def institute(publisher: str) -> str:
    """A publisher as a line of sources names it: by the short name that stands in brackets, else as it is."""
    short = _SHORT.search(publisher)
    return short[1] if short else publisher


@dataclass(frozen=True)
class Known:
    """What can be chosen: months as 'YYYY-MM' in order without gaps, keys and labels of the rest, the newest review's month."""

    months: tuple[str, ...]
    countries: Mapping[str, str]
    fields: Mapping[str, str]
    review_month: str


@dataclass(frozen=True)
class Filters:
    """What is chosen. Months are 'YYYY-MM', both included; an empty tuple means all."""

    first_month: str
    last_month: str
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def starts_on(self) -> date:
        """First day of the first month."""
        return date.fromisoformat(f"{self.first_month}-01")

    @property
    def ends_on(self) -> date:
        """Last day of the last month."""
        last = date.fromisoformat(f"{self.last_month}-01")
        return last.replace(day=calendar.monthrange(last.year, last.month)[1])

    def params(self) -> dict[str, Any]:
        """Parameters for queries/: each list with the boolean that says it is to be left aside."""
        return {
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "countries": list(self.countries),
            "countries_all": not self.countries,
            "fields": list(self.fields),
            "fields_all": not self.fields,
            "sources": list(self.sources),
            "sources_all": not self.sources,
            # Kinds of tie are a choice of one page.
            "kinds": [],
            "kinds_all": True,
        }

    def period_words(self) -> str:
        """'March 2024' or 'July 2023 to December 2025'."""
        first, last = f"{self.starts_on:%B %Y}", f"{self.ends_on:%B %Y}"
        return first if first == last else f"{first} to {last}"


def everything(known: Known) -> Filters:
    return Filters(known.months[0], known.months[-1])


def latest_review(known: Known) -> Filters:
    return Filters(known.review_month, known.review_month, sources=("review",))


def last_12_months(known: Known) -> Filters:
    return Filters(known.months[-12:][0], known.months[-1])


def months_between(first: date, last: date) -> tuple[str, ...]:
    """'YYYY-MM' of every month from `first` to `last`, both included."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in span)


def read(query: Query, known: Known) -> tuple[Filters, list[str]]:
    """Filters that a URL asks for, and what in it is not understood, as 'name=value'; nonsense never raises."""
    ignored = [f"{name}={value}" for name in query if name not in NAMES + OTHERS for value in query[name]]
    ignored += [f"view={value}" for value in query.get("view", ()) if value not in VIEWS]

    def pick(name: str, allowed: Sequence[str] | Mapping[str, str]) -> tuple[str, ...]:
        asked = list(dict.fromkeys(query.get(name, ())))
        ignored.extend(f"{name}={value}" for value in asked if value not in allowed)
        return tuple(value for value in asked if value in allowed)

    default = everything(known)
    first, *more = pick("from", known.months) or (default.first_month,)
    last, *others = pick("to", known.months) or (default.last_month,)
    ignored += [f"from={month}" for month in more] + [f"to={month}" for month in others]
    if first > last:
        ignored.append(f"from={first} after to={last}")
        first, last = default.first_month, default.last_month
    countries, fields = pick("country", known.countries), pick("field", known.fields)
    sources = pick("source", SOURCES)
    # A link that names all of them limits nothing.
    return Filters(first, last, countries, fields, sources if len(sources) < len(SOURCES) else ()), ignored


def written(chosen: Filters, known: Known) -> dict[str, list[str]]:
    """The URL parameters that say what is chosen; what is not limited is left out."""
    default = everything(known)
    months = (chosen.first_month, chosen.last_month)
    limited = months != (default.first_month, default.last_month)
    query = {
        "from": [months[0]] if limited else [],
        "to": [months[1]] if limited else [],
        "country": list(chosen.countries),
        "field": list(chosen.fields),
        "source": list(chosen.sources),
    }
    return {name: values for name, values in query.items() if values}


def explicit(chosen: Filters) -> dict[str, list[str]]:
    """The URL parameters that say what is chosen with nothing left to a default: months and sources even where they are all."""
    query = {
        "from": [chosen.first_month],
        "to": [chosen.last_month],
        "country": list(chosen.countries),
        "field": list(chosen.fields),
        "source": list(chosen.sources or SOURCES),
    }
    return {name: values for name, values in query.items() if values}


def known(ask: Ask) -> Known:
    """What can be chosen in the data that `ask` answers from."""
    data = ask("shared/dataset").iloc[0]
    countries, fields = ask("shared/countries"), ask("shared/fields")
    return Known(
        months_between(data.first_month, data.last_month),
        dict(zip(countries.iso3, countries.name, strict=True)),
        dict(zip(fields.field, fields.label, strict=True)),
        f"{data.latest_review_month:%Y-%m}",
    )


def words(chosen: Filters, known: Known) -> str:
    """What is chosen as one line of words, for the screen and for files."""
    countries = ", ".join(known.countries[c] for c in chosen.countries) or "all countries"
    fields = ", ".join(known.fields[f] for f in chosen.fields) or "all fields"
    return f"{chosen.period_words()}; {countries}; {fields}; {source_words(chosen)}"


def yearly_words(chosen: Filters) -> str:
    """What limits yearly figures: the source filter alone."""
    return f"All years; {source_words(chosen)}"


def source_words(chosen: Filters) -> str:
    """Which sources are shown, by name."""
    names = [
        label if i == 0 else f"{label[0].lower()}{label[1:]}"
        for i, label in enumerate(SOURCES[s] for s in chosen.sources or SOURCES)
    ]
    return " and ".join(names)


def sample_words(chosen: Filters) -> str:
    """The caveat that belongs to counts of events wherever context reporting is among them."""
    return " A sample of public reporting, no trend." if "context" in (chosen.sources or SOURCES) else ""
