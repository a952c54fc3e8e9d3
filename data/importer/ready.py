"""Whether a draft can be published: what would stop it, and what is still to be decided. It changes no draft."""

from data.importer import known as published
from data.importer import values
from data.importer.known import Known
from data.importer.naming import unknown_names
from data.importer.told import NAMES, Draft, Row, called, checked, dates, fold, short

# What a row needs before it is published.
EVENT_MUST = ("section", "kind", "status", "title", "summary", "field", "date_precision", "place_kind", "locator")
LINE_MUST = ("series", "year", "basis", "value_bn_cny", "locator")
# So many words in a row are the document's, not the editor's.
_COPIED_WORDS = 8


def problems(draft: Draft, known: Known | None = None) -> list[str]:
    """What would stop publishing, as sentences."""
    known = known or published.here()
    found = []
    try:
        if not values.value("month", draft.get("month"), known):
            found.append("The month is missing; write YYYY-MM")
    except ValueError as error:
        found.append(f"The month '{draft['month']}' {error}")
    found += [f"The {name} of the document is missing" for name in ("title", "publisher") if not draft.get(name)]
    rows = [row for row in (*draft["events"], *draft["budget"]) if row.get("state") != "rejected"]
    if undecided := [row["id"] for row in rows if row.get("state") != "accepted"]:
        one = len(undecided) == 1
        found.append(
            f"{'A row is' if one else f'{len(undecided)} rows are'} not decided ({_few(undecided)}); accept or reject {'it' if one else 'each'}"
        )
    if not any(row.get("state") == "accepted" for row in rows):
        found.append("Nothing is accepted yet; accept at least one event or budget line")
    for row in rows:
        if row.get("state") == "accepted":
            told = _event_problems(row, known) if row in draft["events"] else _line_problems(row, known)
            found += [f"{called(row)}, {one}" for one in told]
    return found + _names_problems(draft, known)


def left(draft: Draft) -> dict[str, dict[str, int]]:
    """For events and budget: how many are proposed, accepted, rejected, and how many of the first two have something unsure."""
    return {
        table: {state: sum(row.get("state") == state for row in draft[table]) for state in values.words("state")}
        | {"unsure": sum(row.get("state") != "rejected" and bool(row.get("unsure")) for row in draft[table])}
        for table in ("events", "budget")
    }


def borrowed(draft: Draft) -> list[str]:
    """Titles and summaries that are the document's own words: they may be published where its owner publishes, and are told."""
    return [
        f"{called(row)}, {name}: these are the words of the document; better write your own"
        for row in draft["events"]
        if row.get("state") != "rejected" and not row.get("source_of")
        for name in ("title", "summary")
        if row.get(name) and (_unsure(row, name) or _copied(row[name], row.get("passage") or ""))
    ]


def _few(ids: list[str]) -> str:
    return ", ".join(ids[:8]) + (", ..." if len(ids) > 8 else "")


def _event_problems(row: Row, known: Known) -> list[str]:
    if source_of := row.get("source_of"):
        events = {event["event_id"] for event in known.rows.get("event", ())}
        return [] if source_of in events else [f"source_of: no published event has the key '{source_of}'; unlink it"]
    found = _value_problems(row, values.EVENT, EVENT_MUST, known) + dates(row)
    precision, dated = row.get("date_precision"), [name for name in ("date_start", "date_end") if row.get(name)]
    if precision == "unknown" and not dated and _unsure(row, "date"):
        found.append("date: it is missing; write it, or set date_precision to unknown if the document gives none")
    if (precision == "unknown") == bool(dated) or len(dated) == 1:
        found.append("date: it is missing; write date_start and date_end, or set date_precision to unknown")
    if bool(row.get("place")) == (row.get("place_kind") == "unknown"):
        found.append(
            "place_kind: a place needs its kind (land, sea, polar, space), and unknown means that no place is named"
        )
    if (row.get("lat") is None) != (row.get("lon") is None):
        found.append("lat, lon: a point has both; write the other one, or empty both")
    if (row.get("amount") is None) != (row.get("currency") is None):
        found.append("amount, currency: an amount needs its currency; write both, or empty both")
    for kind, field in NAMES.items():
        keys = [name[f"{kind}_id"] for name in row.get(field, []) if name.get(f"{kind}_id")]
        if kind == "person" and (twice := sorted({key for key in keys if keys.count(key) > 1})):
            found.append(f"{field}: {', '.join(twice)} stands there twice; remove one")
    return found


def _line_problems(row: Row, known: Known) -> list[str]:
    found = _value_problems(row, values.LINE, LINE_MUST, known)
    if (row.get("growth_pct") is None) != (row.get("growth_against") is None):
        found.append("growth_against: say what the growth is measured against ('not stated' if the document does not)")
    return found


def _value_problems(row: Row, columns: tuple[values.Column, ...], must: tuple[str, ...], known: Known) -> list[str]:
    """Values that are missing or that cannot be, however they came into the draft."""
    found = [f"{name}: it is missing" for name in must if row.get(name) in (None, "")]
    for column in columns:
        try:
            checked(column.kind, row.get(column.key), known)
        except ValueError as error:
            found.append(f"{column.key}: {error}")
    return found


def _names_problems(draft: Draft, known: Known) -> list[str]:
    """Names of accepted events that nobody decided, and keys that nothing has."""
    accepted = {"events": [row for row in draft["events"] if row.get("state") == "accepted"], "budget": []}
    found = [
        f"The {kind} '{short(printed)}' is unknown; choose the same one or add it"
        for kind, printed in unknown_names(accepted)
    ]
    for kind, field in NAMES.items():
        keys = {*known.ids(kind), *(new["id"] for new in draft.get("new_names", []) if new["kind"] == kind)}
        strangers = {
            name[f"{kind}_id"]: called(row)
            for row in accepted["events"]
            for name in row.get(field, [])
            if name.get(f"{kind}_id") and name[f"{kind}_id"] not in keys
        }
        found += [f"{where}, {field}: '{key}' is no known {kind}" for key, where in strangers.items()]
    return found


def _unsure(row: Row, name: str) -> bool:
    return any(doubt["field"] == name or (name == "date" and doubt["field"].startswith("date")) for doubt in row.get("unsure", []))  # fmt: skip


def _copied(words: str, passage: str) -> bool:
    return len(words.split()) >= _COPIED_WORDS and fold(words) in fold(passage)
