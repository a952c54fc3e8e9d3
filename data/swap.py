"""Lets one folder of issues/ come, go or be replaced so that a kill at any moment loses nothing. It does not know what they hold.

A journal, written before the first rename, names both; whoever holds the lock next goes on where the killed one stood.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data import log
from data.rows import BadData

JOURNAL = ".publishing.json"
WITHDRAWN = "withdrawn"


@contextmanager
def whole(sources: Path) -> Iterator[None]:
    """Keep the folders of issues/ still, after finishing what a killed publisher began. Others wait.

    The lock is on the folder itself, so that it works where nothing may be written.
    """
    handle = os.open(sources, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        recover(sources)
        yield
    finally:
        os.close(handle)


def pending(sources: Path) -> bool:
    """Whether an action is under way, or was when its process was killed."""
    return (sources / JOURNAL).exists()


def swap(sources: Path, entry: log.Entry) -> None:
    """Do what the entry says and log it; on an error all is as before. `done` ends it."""
    try:
        put(sources / JOURNAL, log.written(entry))
        _forth(sources, entry)
        log.append(sources, entry)
    except OSError:
        undo(sources, entry)
        raise


def done(sources: Path) -> None:
    """The action is whole: forget the journal."""
    (sources / JOURNAL).unlink(missing_ok=True)
    sync(sources)


def undo(sources: Path, entry: log.Entry) -> None:
    """Take back what `swap` did, as far as it came. Where even that fails the journal stays, and the next one goes on."""
    place, incoming, outgoing = _paths(sources, entry)
    with suppress(OSError):
        log.take_back(sources, entry)
        if incoming and not incoming.exists() and place.exists():
            os.rename(place, incoming)
        if outgoing and outgoing.exists():
            os.rename(outgoing, place)
        sync(sources / "issues")
        done(sources)


def recover(sources: Path) -> None:
    """Finish the action that the journal names, if there is one. Raises BadData where the journal makes no sense."""
    try:
        said = (sources / JOURNAL).read_bytes()
    except FileNotFoundError:
        return
    entry = log.parsed(said)
    if entry is None:
        raise BadData(
            [
                f"{sources / JOURNAL}: cannot be read; see that the folders of issues/ are as they should be, then delete it"
            ]
        )
    _forth(sources, entry)
    log.append(sources, entry)
    done(sources)


def _forth(sources: Path, entry: log.Entry) -> None:
    """Both renames, each only where it has not been done: the name of the outgoing folder was free before."""
    place, incoming, outgoing = _paths(sources, entry)
    if outgoing and not outgoing.exists():
        outgoing.parent.mkdir(exist_ok=True)
        os.rename(place, outgoing)
        sync(outgoing.parent)
    if incoming and incoming.exists():
        os.rename(incoming, place)
    sync(sources / "issues")


def _paths(sources: Path, entry: log.Entry) -> tuple[Path, Path | None, Path | None]:
    return (
        sources / "issues" / entry.folder,
        sources / entry.incoming if entry.incoming else None,
        sources / entry.outgoing if entry.outgoing else None,
    )


def put(path: Path, content: bytes) -> None:
    """Write a small file so that a reader sees all of it or none."""
    draft = path.with_name(f".new-{path.name}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until the disk holds a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
