"""What an editor decides of names: a printed one is the same as a known one, or is new. It looks for no names in a text."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from data.importer import known as published
from data.importer import values
from data.importer.known import Known
from data.importer.told import NAMES, Draft, Wrong, fold

_NEW: Mapping[str, Mapping[str, str]] = {
    "organisation": {"name": "text", "short_name": "text", "country": "iso3", "kind": "organisation_kind"},
    "person": {"name": "text", "country": "iso3"},
}


def same_as(draft: Draft, kind: str, printed: str, key: str, known: Known | None = None) -> Draft:
    """A printed name is one that is known: its rows take the key, and the print becomes an alias. Raises Wrong."""
    after = deepcopy(draft)
    names = (known or published.here()).ids(_kind(kind))
    own = {new["id"]: (new["name"],) for new in after.get("new_names", []) if new["kind"] == kind}
    if key not in names and key not in own:
        raise Wrong([f"{kind} '{printed}': '{key}' is no known {kind}; choose one of the list"])
    _forget(after, kind, printed, but=key)
    _decide(after, kind, printed, key)
    alias = {"kind": kind, "id": key, "alias": printed}
    if fold(printed) not in map(fold, (names.get(key) or own[key])) and alias not in after.setdefault("aliases", []):
        after["aliases"].append(alias)
    return after


def new_name(draft: Draft, kind: str, printed: str, given: Mapping[str, Any], known: Known | None = None) -> Draft:
    """A printed name is a new one, to be published with the month: draft["new_names"] holds it. Raises Wrong.

    Values: name, short_name, country and kind (of schema organisation_kind) of an organisation; name and country of a person.
    """
    known = known or published.here()
    columns, problems, new = _NEW[_kind(kind)], [], {}
    for name, value in {"name": printed, **given}.items():
        try:
            if name not in columns:
                raise ValueError(f"is no value of a new {kind}; there are {', '.join(columns)}")
            new[name] = values.value(columns[name], value, known)
        except ValueError as error:
            problems.append(f"{kind} '{printed}', {name}: '{value}' {error}")
    if "kind" in columns and not new.get("kind") and not problems:
        problems.append(f"{kind} '{printed}', kind: say what sort of body it is: {', '.join(values.words('organisation_kind'))}")  # fmt: skip
    if known_key := next((key for key, names in known.ids(kind).items() if new.get("name") in names[:1]), None):
        problems.append(f"{kind} '{printed}', name: '{new['name']}' is known as {known_key}; choose it as the same")
    if problems:
        raise Wrong(problems)
    after = deepcopy(draft)
    _forget(after, kind, printed)
    others = after.get("new_names", [])
    taken = {*known.ids(kind), *(other["id"] for other in others if other["kind"] == kind)}
    key = _slug(new["name"] or printed, taken)
    sort = {"organisation_kind": new.pop("kind")} if "kind" in new else {}
    after["new_names"] = [*others, {"kind": kind, "id": key, "printed": printed, **new, **sort}]
    _decide(after, kind, printed, key)
    return after


def unknown_names(draft: Draft) -> list[tuple[str, str]]:
    """Kind and print of each name that is not decided yet, of rows that are not rejected."""
    found = [
        (kind, name["name"])
        for row in draft["events"]
        if row.get("state") != "rejected" and not row.get("source_of")
        for kind, field in NAMES.items()
        for name in row.get(field, [])
        if not name.get(f"{kind}_id")
    ]
    return list(dict.fromkeys(found))


def _forget(draft: Draft, kind: str, printed: str, but: str = "") -> None:
    """Take back what was decided of a printed name before, except that it is the new one `but`."""
    for table, word in (("aliases", "alias"), ("new_names", "printed")):
        if table in draft:
            draft[table] = [one for one in draft[table] if (one["kind"], fold(one[word])) != (kind, fold(printed)) or one["id"] == but]  # fmt: skip


def _kind(kind: str) -> str:
    if kind not in NAMES:
        raise Wrong([f"'{kind}' is no kind of name; there are {', '.join(NAMES)}"])
    return kind


def _decide(draft: Draft, kind: str, printed: str, key: str) -> None:
    """Give a key to every name that is printed so, and strike the doubt where all of an event are decided."""
    field = NAMES[kind]
    for row in draft["events"]:
        named = row.get(field, [])
        meant = [name for name in named if fold(printed) in {fold(name["name"]), fold(name.get("short") or "")}]
        for name in meant:
            name[f"{kind}_id"] = key
        if meant and all(name.get(f"{kind}_id") for name in named):
            row["unsure"] = [doubt for doubt in row.get("unsure", []) if doubt["field"] != field]


def _slug(name: str, taken: Collection[str]) -> str:
    """A readable key of a name that no other has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "name"
    keys = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(key for key in keys if key not in taken)
