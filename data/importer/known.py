"""What is published already: names, events and figures, from the CSV files. It reads no text, and no events from Parquet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from data import build, load

# Tables whose rows can be named in a draft, with the columns that hold their names.
NAMED = {
    "country": ("name", "aliases", "demonym"),
    "field": ("label",),
    "topic": ("label",),
    "organisation": ("name", "short_name", "aliases"),
    "person": ("name", "aliases"),
    "series": ("full_label", "label", "line"),
}
_FACTS = ("document", "figure", "event", "event_country", "event_organisation", "event_person", "event_source")
Row = dict[str, str]


@dataclass(frozen=True)
class Known:
    """`names`: for each kind, the names of each key, the usual one first. `rows`: the published rows of each table as text."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def ids(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        """Keys of a kind with their names."""
        return self.names.get(kind, {})


def here() -> Known:
    """What the facts hold that this installation serves. Raises load.BadData."""
    return read(build.places()[0])


def read(sources: Path) -> Known:
    """What the facts under `sources` hold; read again only when a file changed. Raises load.BadData."""
    folders = [sources / "reference", *(sources / "issues").glob("*")]
    files = sorted(path for folder in folders for path in folder.glob("*.*"))
    return _read(sources, tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=2)
def _read(sources: Path, state: tuple[tuple[Path, int, int], ...]) -> Known:
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    for table, found in load.tables(sources):
        # A heading without rows stands as one row of empty values.
        filled = tuple(row for row in found if any(value for column, value in row.items() if column != "_at"))
        if table in NAMED:
            names[table] = {next(iter(row.values())): _names(row, NAMED[table]) for row in filled}
        if table in NAMED or table in _FACTS:
            rows[table] = filled
    return Known(names, rows)


def _names(row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
    printed = [name.strip() for column in columns for name in row.get(column, "").split(";")]
    return tuple(dict.fromkeys(name for name in printed if name))
