"""Organisations and people of a draft by their keys; what is not known yet becomes a row of the folder, a further name an alias.

It decides nothing twice: a name that is known keeps its key, whoever wrote it.
"""

import re
import unicodedata
from typing import Any

from data import aliases
from data.importer.again import Draft, Tables
from data.rows import Row

# The first word that stands in a name says what sort of body it is.
_KINDS = (
    ("university", "university"), ("academy", "academy"), ("ministry", "ministry"), ("embassy", "embassy"), ("institute", "institute"),
    ("laboratory", "institute"), ("observatory", "facility"), ("agency", "agency"), ("administration", "agency"), ("foundation", "funder"),
    ("society", "society"), ("forum", "forum"), ("company", "company"), ("corporation", "company"), ("ltd", "company"), ("co", "company"),
    ("group", "company"), ("department", "government"), ("government", "government"), ("centre", "institute"), ("center", "institute"),
    ("college", "university"), ("school", "university"),
)  # fmt: skip


def slug(name: str) -> str:
    """A readable key: lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def fold(name: str) -> str:
    """A name by which two prints of it are the same: no article, no abbreviation behind it, one case."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE))
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", bare).casefold()))


class Names:
    """Keys of names, and the rows that new ones need."""

    def __init__(self, draft: Draft, known: Tables) -> None:
        self.organisations: list[Row] = []
        self.people: list[Row] = []
        self.aliases: list[Row] = []
        self._new = {(new["kind"], new["id"]): new for new in draft.get("new_names") or []}
        self._ids = {kind: {row[f"{kind}_id"] for row in known[kind]} for kind in ("organisation", "person")}
        self._forms: dict[str, dict[str, set[str]]] = {"organisation": {}, "person": {}}
        for kind, forms in self._forms.items():
            for row in known[kind]:
                for name in aliases.names(row):
                    forms.setdefault(fold(name), set()).add(row[f"{kind}_id"])
            for row in known[f"event_{kind}"]:
                if row["as_printed"]:
                    forms.setdefault(fold(row["as_printed"]), set()).add(row[f"{kind}_id"])

    def organisation(self, named: Draft) -> str:
        """Key of an organisation."""
        return self._key("organisation", named)

    def person(self, named: Draft) -> str:
        """Key of a person."""
        return self._key("person", named)

    def _key(self, kind: str, named: Draft) -> str:
        name = " ".join(str(named.get("name") or "").split())
        forms, ids = self._forms[kind], self._ids[kind]
        alike = forms.get(fold(name), set())
        key = named.get(f"{kind}_id") or (next(iter(alike)) if len(alike) == 1 else "")
        if key in ids:
            if not alike and name:
                self._alias(kind, key, name)
            return str(key)
        new = self._new.get((kind, key), {})
        key = key or next(
            k for n in range(1, len(ids) + 2) if (k := f"{slug(name) or kind}{f'-{n}' if n > 1 else ''}") not in ids
        )
        own = new.get("name") or re.sub(r"^[Tt]he\s+", "", name)
        ids.add(key)
        for form in (name, own, new.get("short_name") or named.get("short") or own):
            forms.setdefault(fold(form), set()).add(key)
        if kind == "organisation":
            self.organisations.append(_organisation(key, own, named, new))
        else:
            country = new.get("country") or named.get("country") or ""
            self.people.append({"person_id": key, "name": own, "aliases": "", "country": country})
        if fold(own) != fold(name):
            self._alias(kind, key, name)
        return str(key)

    def _alias(self, kind: str, key: str, name: str) -> None:
        """A further name, unless a semicolon would tear it apart."""
        self._forms[kind].setdefault(fold(name), set()).add(key)
        if ";" not in name:
            self.aliases.append({"kind": kind, "id": key, "alias": name})


def _organisation(key: str, name: str, named: Draft, new: dict[str, Any]) -> Row:
    words = re.findall(r"[a-z]+", name.casefold())
    guessed = next((kind for word, kind in _KINDS if word in words), "other")
    return {
        "organisation_id": key,
        "name": name,
        "short_name": new.get("short_name") or named.get("short") or "",
        "aliases": "",
        "country": new.get("country") or named.get("country") or "",
        "kind": new.get("organisation_kind") or named.get("kind") or guessed,
    }
