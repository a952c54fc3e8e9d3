"""Words that name a row of a draft, the refusal that speaks of it, and checks that several steps share. It changes no draft."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from data.importer import values
from data.importer.known import Known

Draft = dict[str, Any]
Row = dict[str, Any]

NAMES = {"organisation": "organisations", "person": "people"}


class Wrong(ValueError):
    """What cannot be done to a draft. Each problem is one sentence that names the row and the field."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def called(row: Row) -> str:
    """Words that name a row in a sentence."""
    words = row.get("title") or row.get("item") or row.get("passage") or "without title"
    return f"{'Event' if 'organisations' in row else 'Budget line'} {row.get('id')} '{short(words)}'"


def fold(name: str) -> str:
    """A name by which two prints of it are the same: letters and figures in one case."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold()))


def short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}..."


def row_of(draft: Draft, key: str) -> Row:
    for one in (*draft["events"], *draft["budget"]):
        if one.get("id") == key:
            found: Row = one
            return found
    raise Wrong([f"Row '{key}' is not in this draft any more; read it again"])


def checked(kind: str, given: Any, known: Known) -> Any:
    try:
        return values.value(kind, given, known)
    except ValueError as error:
        words = "; ".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
        raise ValueError(f"'{short(words)}' {error}") from None


def dates(row: Row) -> list[str]:
    start, end = row.get("date_start"), row.get("date_end")
    if start and end and start > end:
        return [f"date_end: '{end}' is before the first day, '{start}'; the last day comes after it"]
    return []
