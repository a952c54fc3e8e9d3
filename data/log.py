"""The log of what was published: one JSON object a line, who did what and when. Lines are added, never changed.

A last line that a kill tore is no line; it is cut off before the next one is added.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

NAME = "log.jsonl"


@dataclass(frozen=True)
class Entry:
    """One action on a folder of issues/. `incoming` and `outgoing` are the folders that came and went, below the sources."""

    number: int
    at: str
    who: str
    what: str
    document: str
    version: str
    folder: str
    incoming: str | None = None
    outgoing: str | None = None
    undoes: int | None = None


def entries(sources: Path) -> list[Entry]:
    """Every action, oldest first."""
    try:
        lines = (sources / NAME).read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    return [known for line in lines if (known := parsed(line))]


def parsed(line: bytes) -> Entry | None:
    """The entry of a line, None where the line is none."""
    try:
        said = json.loads(line)
        return Entry(**{field.name: said[field.name] for field in fields(Entry)})
    except (ValueError, KeyError, TypeError):
        return None


def written(entry: Entry) -> bytes:
    """An entry as its line."""
    return json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"


def append(sources: Path, entry: Entry) -> None:
    """Add a line and wait for the disk; where the disk is full, none of it stays. An entry that is there is not added again."""
    if any(known.number == entry.number for known in entries(sources)):
        return
    path = sources / NAME
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        whole = path.read_bytes().rfind(b"\n") + 1
        os.ftruncate(handle, whole)
        os.lseek(handle, whole, os.SEEK_SET)
        line = written(entry)
        try:
            if os.write(handle, line) != len(line):
                raise OSError(28, "No space left on device", str(path))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, whole)
            raise
    finally:
        os.close(handle)


def take_back(sources: Path, entry: Entry) -> None:
    """Cut off the last line where it is this entry: the action was undone before anybody saw it."""
    path = sources / NAME
    line = written(entry)
    if path.is_file() and path.read_bytes().endswith(line):
        os.truncate(path, path.stat().st_size - len(line))
