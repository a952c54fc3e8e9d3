"""What a draft resembles: known names near a printed one, and published events that it may tell again.

It decides nothing: every likeness comes with its reason, for an editor.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date
from functools import cache

import pandas as pd
from rapidfuzz import fuzz

from data.importer.again import document_id
from data.importer.known import Known
from data.importer.surprises import surprises
from data.importer.told import Draft, Row, Wrong, called, fold, row_of

__all__ = ["duplicates", "events", "link", "nearest", "surprises"]

# Reports of one event seldom name days further apart.
_DAYS_APART = 10
# What two tellings must have in common; one trait alone is chance.
_LEAST_COMMON = 2.0
# Words that many names share: alike in these alone, two names are not.
_COMMON = {"university", "institute", "academy", "ministry", "department", "centre", "center", "national", "china", "chinese", "science", "sciences", "technology", "laboratory"}  # fmt: skip
_SAY_NOTHING = {"the", "of", "a", "an", "and", "for", "in", "at", "on", "to", "de", "la"}


def nearest(name: str, known: Iterable[tuple[str, Sequence[str]]], most: int = 3) -> list[tuple[str, str, float]]:
    """Key, usual name and score (0 to 100) of the known names nearest to a printed one, nearest first."""
    asked = fold(name)
    scored = [
        (key, names[0], round(max(_likeness(asked, fold(one)) for one in names), 1)) for key, names in known if names
    ]
    return sorted(scored, key=lambda one: (-one[2], one[1]))[:most]


def _likeness(asked: str, other: str) -> float:
    """100 for the same words in any order; words that say nothing count for nothing; initials are a little like the words they stand for."""
    words, others = ([word for word in name.split() if word not in _SAY_NOTHING] for name in (asked, other))
    if not words or not others:
        return 100.0 if asked == other else 0.0
    for short_one, long_one in ((words, others), (others, words)):
        if len(short_one) == 1 and len(long_one) > 2 and short_one[0] == "".join(word[0] for word in long_one):
            return 60.0
    whole = _ratio(words, others)
    # Of an abbreviation hardly a letter may differ; a part of a longer name is near it.
    if min(len("".join(words)), len("".join(others))) <= 4:
        return whole if whole == 100 else 0.6 * whole
    whole = max(whole, 0.5 * whole + 0.45 * fuzz.token_set_ratio(" ".join(words), " ".join(others)))
    own, theirs = ([word for word in name if word not in _COMMON] for name in (words, others))
    return (whole + _ratio(own, theirs)) / 2 if own and theirs else whole


def _ratio(words: list[str], others: list[str]) -> float:
    return float(fuzz.token_sort_ratio(" ".join(words), " ".join(others)))


def events(known: Known) -> pd.DataFrame:
    """Published events, one row each, with lists of partner countries, organisations and people: what duplicates() looks at."""
    shared: dict[str, dict[str, list[str]]] = {}
    for table, column in (
        ("event_country", "iso3"),
        ("event_organisation", "organisation_id"),
        ("event_person", "person_id"),
    ):
        for row in known.rows.get(table, ()):
            shared.setdefault(row["event_id"], {}).setdefault(column, []).append(row[column])
    columns = (
        "event_id",
        "document_id",
        "locator",
        "title",
        "starts_on",
        "ends_on",
        "date_precision",
        "place",
        "amount",
        "currency",
    )
    rows = [
        {column: row[column] or None for column in columns}
        | {
            column: shared.get(row["event_id"], {}).get(column, [])
            for column in ("iso3", "organisation_id", "person_id")
        }
        for row in known.rows.get("event", ())
    ]
    return pd.DataFrame(rows, columns=[*columns, "iso3", "organisation_id", "person_id"], dtype=object)


def duplicates(
    draft: Draft, published: pd.DataFrame, known: Known | None = None
) -> dict[str, list[tuple[str, str, str]]]:
    """Published events that an event of the draft may tell again: key, title and why, likeliest first; at most three each.

    Events of the draft's own document are left out: publishing it again replaces them.
    """
    own = document_id(draft)
    others = [row for row in published.to_dict("records") if row["document_id"] != own]
    found = {}
    for event in draft["events"]:
        if event.get("state") == "rejected" or event.get("source_of"):
            continue
        near = [
            (weight, other, why) for other in others if (told := _common(event, other, known)) for weight, why in [told]
        ]
        if near := sorted(near, key=lambda one: (-one[0], one[1]["event_id"]))[:3]:
            found[str(event["id"])] = [(str(other["event_id"]), str(other["title"]), why) for _, other, why in near]
    return found


def _common(event: Row, other: Row, known: Known | None) -> tuple[float, str] | None:
    """Weight and words of what two tellings have in common, or None where that may be chance."""
    apart = _days_apart(event, other)
    if apart is not None and apart > _DAYS_APART:
        return None
    alike = _titles(" ".join([event.get("title") or "", event.get("summary") or ""]), other["title"] or "")
    traits: list[tuple[float, str]] = []
    if alike >= 60:
        traits.append((alike / 50, f"a title that is {alike:.0f} % alike"))
    for field, key, column, kind, weight in (
        ("organisations", "organisation_id", "organisation_id", "organisation", 0.8),
        ("people", "person_id", "person_id", "person", 1.0),
        ("partner_countries", None, "iso3", "country", 0.5),
    ):
        mine = {one if key is None else one.get(key) for one in event.get(field) or []}
        if both := sorted(mine & set(other[column])):
            named = [(known.ids(kind).get(one) or (one,))[0] if known else one for one in both]
            traits.append((weight * min(len(both), 2), " and ".join(named[:3])))
    if (place := event.get("place")) and other["place"] and _near_place(place, other["place"]):
        traits.append((0.5, f"the place {other['place']}"))
    if event.get("amount") and other["amount"] and float(event["amount"]) == float(other["amount"]) and event.get("currency") == other["currency"]:  # fmt: skip
        traits.append((1.5, f"the amount of {_plain(other['amount'])} {other['currency']}"))
    weight = sum(one for one, _ in traits) + (0.5 if apart == 0 else 0.0)
    if weight < _LEAST_COMMON or (apart is None and alike < 60 and len(traits) < 3):
        return None
    when = "no day is known of one of them" if apart is None else "on the same day" if apart == 0 else f"{apart:.0f} day{'s' if apart > 1 else ''} apart"  # fmt: skip
    return weight, f"Both have {', '.join(words for _, words in traits)}; {when}."


def _plain(amount: str) -> str:
    return f"{float(amount):,.2f}".removesuffix(".00")


def _days_apart(event: Row, other: Row) -> int | None:
    """Days between two events, 0 where they overlap; None where one is not dated."""
    if not event.get("date_start") or other["date_precision"] == "unknown":
        return None
    starts = [date.fromisoformat(one) for one in (event["date_start"], other["starts_on"])]
    ends = [date.fromisoformat(one) for one in (event.get("date_end") or event["date_start"], other["ends_on"])]
    return max(0, (max(starts) - min(ends)).days)


@cache
def _titles(told: str, title: str) -> float:
    """How much of a published title another telling says, 0 to 100."""
    mine, theirs = (
        [word for word in fold(words).split() if word not in _SAY_NOTHING | {"china", "chinese"}]
        for words in (told, title)
    )
    if not mine or not theirs:
        return 0.0
    met = sum(len(word) for word in theirs if any(fuzz.ratio(word, one) >= 84 for one in mine))
    return 100 * met / sum(map(len, theirs))


def _near_place(mine: str, other: str) -> bool:
    return bool(fold(mine) in fold(other) or fold(other) in fold(mine) or fuzz.ratio(fold(mine), fold(other)) >= 90)


def link(draft: Draft, key: str, event_id: str | None) -> Draft:
    """A draft in which an event is a further source of a published one, and accepted as such; None takes that back. Raises Wrong."""
    after = deepcopy(draft)
    row = row_of(after, key)
    if row not in after["events"]:
        raise Wrong([f"{called(row)}: only an event can be a source of a published event"])
    row.pop("source_of", None)
    if event_id:
        row["source_of"] = event_id
    row["state"] = "accepted" if event_id else "proposed"
    return after
