"""What in a draft is unlike any published month: countries, names, figures, sections, counts, dates. None is an error, each deserves a look."""

from statistics import median

from data.importer.again import document_id
from data.importer.known import Known
from data.importer.naming import unknown_names
from data.importer.told import NAMES, Draft, Row, called, fold, short

_REVISED_PCT = 10.0
_SECTIONS = ("budget", "collaboration", "breakthrough", "diplomacy")


def surprises(draft: Draft, known: Known) -> list[str]:
    """What is unlike the published months, as sentences: none is an error, each deserves a look before publishing."""
    rows = [row for row in draft["events"] if row.get("state") != "rejected"]
    lines = [row for row in draft["budget"] if row.get("state") != "rejected"]
    return [
        *_published_already(draft, known),
        *_new_countries(rows, known),
        *_new_names(draft),
        *_new_topics(rows, known),
        *_revised(draft, lines, known),
        *_missing(rows, lines),
        *_unusual_counts(draft, rows, lines, known),
        *_other_months(draft, rows),
    ]


def _published_already(draft: Draft, known: Known) -> list[str]:
    reviews = [
        row for row in known.rows.get("document", ()) if row["kind"] == "review" and row["month"] == draft.get("month")
    ]
    own = document_id(draft)
    return [
        f"The review of {row['month']} is published already ({row['document_id']}); "
        + (
            "publishing replaces its rows"
            if row["document_id"] == own
            else "this document would be a second one of that month"
        )
        for row in reviews
    ]


def _new_countries(rows: list[Row], known: Known) -> list[str]:
    seen = {row["iso3"] for row in known.rows.get("event_country", ())} | {
        row["place_country"] for row in known.rows.get("event", ())
    }
    where: dict[str, list[str]] = {}
    for row in rows:
        for iso3 in {*(row.get("partner_countries") or []), row.get("place_country")} - {None, *seen}:
            where.setdefault(iso3, []).append(row["id"])
    return [
        f"{(known.ids('country').get(iso3) or (iso3,))[0]} is in no published event; here it is in {', '.join(ids)}"
        for iso3, ids in sorted(where.items())
    ]


def _new_names(draft: Draft) -> list[str]:
    asked = unknown_names(draft)
    found = []
    for kind, field in NAMES.items():
        new = {
            *(name for one, name in asked if one == kind),
            *(one["printed"] for one in draft.get("new_names", []) if one["kind"] == kind),
        }
        named = {
            fold(name["name"])
            for row in draft["events"]
            if row.get("state") != "rejected"
            for name in row.get(field, [])
        }
        if new:
            told = "; ".join(short(name) for name in sorted(new)[:5]) + ("; ..." if len(new) > 5 else "")
            found.append(
                f"{len(new)} of {len(named)} {field} named here {'is' if len(new) == 1 else 'are'} new: {told}"
            )
    return found


def _new_topics(rows: list[Row], known: Known) -> list[str]:
    new = sorted({topic for row in rows for topic in row.get("topics") or []} - set(known.ids("topic")))
    return [f"{len(new)} topic{'' if len(new) == 1 else 's'} named here {'is' if len(new) == 1 else 'are'} new: {', '.join(new[:8])}"] if new else []  # fmt: skip


def _revised(draft: Draft, lines: list[Row], known: Known) -> list[str]:
    """Budget lines that differ by more than 10 % from what another document states for the same year."""
    own = document_id(draft)
    published = [row for row in known.rows.get("figure", ()) if row["document_id"] != own and row["bn_cny"]]
    found = []
    for line in lines:
        value = line.get("value_bn_cny")
        same = [
            row for row in published if row["series_id"] == line.get("series") and row["year"] == str(line.get("year"))
        ]
        # Draft is held against draft where there is one: executed figures differ by their nature.
        for row in [row for row in same if row["basis"] == line.get("basis")] or same:
            change = round(100 * (value / float(row["bn_cny"]) - 1), 6) if value else 0.0
            if abs(change) > _REVISED_PCT:
                found.append(
                    f"{called(line)}: {value:g} billion yuan for {row['year']} ({line.get('basis') or 'basis not stated'}) is {abs(change):.1f} % "
                    f"{'above' if change > 0 else 'below'} the {float(row['bn_cny']):g} published ({row['basis']}, {row['document_id']})"
                )
    return found


def _missing(rows: list[Row], lines: list[Row]) -> list[str]:
    there = {row.get("section") for row in rows} | ({"budget"} if lines else set())
    return [
        f"The section {section} is missing: nothing of it is in this draft"
        for section in _SECTIONS
        if section not in there
    ]


def _unusual_counts(draft: Draft, rows: list[Row], lines: list[Row], known: Known) -> list[str]:
    """Counts outside the range of published reviews; far outside is beyond twice or half of their median."""
    own = document_id(draft)
    reviews = [
        row["document_id"]
        for row in known.rows.get("document", ())
        if row["kind"] == "review" and row["document_id"] != own
    ]
    if not reviews:
        return ["No other review is published: there is nothing to hold the counts against"]
    counts = {section: sum(row.get("section") == section for row in rows) for section in _SECTIONS[1:]} | {
        "budget lines": len(lines)
    }
    usual = {name: [_count(review, name, known) for review in reviews] for name in counts}
    if len(reviews) == 1:
        told = ", ".join(f"{_told(name, count)} against {usual[name][0]}" for name, count in counts.items())
        return [f"Only one other review is published, too few to call a count unusual: {told}"]
    found = []
    for name, count in counts.items():
        middle, low, high = median(usual[name]), min(usual[name]), max(usual[name])
        if not low <= count <= high:
            far = "far " if count > 2 * middle or count < middle / 2 else ""
            found.append(
                f"{_told(name, count)}: {far}outside the {low} to {high} of the {len(reviews)} published reviews"
            )
    return found


def _count(document: str, name: str, known: Known) -> int:
    if name == "budget lines":
        return sum(row["document_id"] == document for row in known.rows.get("figure", ()))
    return sum(row["document_id"] == document and row["section"] == name for row in known.rows.get("event", ()))


def _told(name: str, count: int) -> str:
    plural = "" if count == 1 else "s"
    return f"{count} budget line{plural}" if name == "budget lines" else f"{count} event{plural} of {name}"


def _other_months(draft: Draft, rows: list[Row]) -> list[str]:
    """Events that lie outside the month of the draft as a whole."""
    month = draft.get("month")
    outside = [
        row for row in rows if month and row.get("date_start") and not row["date_start"][:7] <= month <= (row.get("date_end") or row["date_start"])[:7]
    ]  # fmt: skip
    return [f"{called(row)} is dated {' to '.join(dict.fromkeys(filter(None, (row['date_start'], row.get('date_end')))))}, outside {month}" for row in outside]  # fmt: skip
