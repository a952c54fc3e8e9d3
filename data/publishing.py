"""Publishes a folder of issues/, withdraws one, undoes the last action: tried beside first, then swapped whole, then logged.

It changes nothing that the schema or a check refuses, and deletes nothing: what goes lies in withdrawn/.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from data import build, folders, load, swap
from data.folders import Folder
from data.log import Entry, entries
from data.rows import BadData, place

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What an action came to. `changed` is False where everything was there already."""

    version: str
    changed: bool
    document: str
    folder: str
    file: Path
    findings: list[tuple[str, int]]


def publish(
    sources: Path, built: Path, folder: Folder, who: str, tell: Tell | None = None, events: Path | None = None
) -> Result:
    """Publish a folder, in the place of the one that has its name. Raises BadData; then nothing is changed."""
    document = folder.document.get("document_id", "")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", folder.name):
        raise BadData([f"'{folder.name}' is no name of a folder of issues/: lower case letters, figures and hyphens"])
    with _alone(sources, built, who):
        before = sources / "issues" / folder.name
        if folders.total(before) != folder.base:
            raise BadData([_meanwhile(sources, folder.name)])
        for other, held in load.own_documents(sources):
            if held == document and other.name != folder.name:
                raise BadData([f"{place(other, sources)}: holds the document {document} already; publish it there"])
        new = sources / "issues" / f".new-{folder.name}"
        folders.write(folder, new, before)
        if folders.total(new) == folder.base:
            made = build.prepare(sources, built, _events(events))
            if made.fresh:
                build.serve(made.file, built)
            return Result(made.version, False, document, folder.name, made.file, made.findings)
        return _carry_out(sources, built, _entry(sources, who, "publish", document, new, before), tell, events)


def unpublish(
    sources: Path, built: Path, document: str, who: str, tell: Tell | None = None, events: Path | None = None
) -> Result:
    """Withdraw the folder of a document, named by its key or by the folder. Raises BadData; then nothing is changed."""
    with _alone(sources, built, who):
        known = load.own_documents(sources)
        found = [(path, own) for path, own in known if document in (own, path.name)]
        if not found:
            published = ", ".join(own for _, own in known)
            raise BadData([f"There is no document '{document}' in issues/; published are {published}"])
        path, own = found[0]
        return _carry_out(sources, built, _entry(sources, who, "unpublish", own, None, path), tell, events)


def rollback(sources: Path, built: Path, who: str, tell: Tell | None = None, events: Path | None = None) -> Result:
    """Undo the last action of the log; done twice, it is done again. Raises BadData; then nothing is changed."""
    with _alone(sources, built, who):
        told = entries(sources)
        if not told:
            raise BadData(["There is nothing to roll back: the log has no action yet"])
        last = told[-1]
        now, back = sources / "issues" / last.folder, sources / last.outgoing if last.outgoing else None
        if bool(last.incoming) != now.is_dir() or (back and not back.is_dir()):
            raise BadData(
                [f"issues/{last.folder}: was moved by hand since {last.at}; put it back as the log says first"]
            )
        entry = _entry(sources, who, "rollback", last.document, back, now if last.incoming else None)
        return _carry_out(sources, built, replace(entry, folder=last.folder, undoes=last.number), tell, events)


def log(sources: Path) -> list[Entry]:
    """Who did what and when, oldest first."""
    return entries(sources)


def withdrawn(sources: Path) -> list[str]:
    """Names of the folders that were withdrawn or replaced."""
    return sorted(path.name for path in (sources / swap.WITHDRAWN).glob("*") if path.is_dir())


@contextmanager
def overlay(sources: Path, built: Path, name: str, content: Path | None) -> Iterator[Path]:
    """The facts as they would be with this content in the folder `name`, or without it: links in a temporary folder."""
    beside = built / f".facts-{os.getpid()}"
    root = beside / sources.name
    try:
        (root / "issues").mkdir(parents=True)
        (root / "reference").symlink_to((sources / "reference").resolve())
        held = {path.name: path for path in load.folders(sources)}
        held.pop(name, None)
        for folder, path in {**held, **({name: content} if content else {})}.items():
            (root / "issues" / folder).symlink_to(path.resolve())
        yield root
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _carry_out(sources: Path, built: Path, entry: Entry, tell: Tell | None, events: Path | None) -> Result:
    """Build the database of the facts as they would be; then swap the folders, log it, and let readers have the database."""
    say = tell or (lambda _words: None)
    with overlay(sources, built, entry.folder, sources / entry.incoming if entry.incoming else None) as facts:
        made = build.prepare(facts, built, _events(events), tell)
    say("Checked; nothing is changed yet")
    entry = replace(entry, version=made.version)
    swap.swap(sources, entry)
    try:
        build.serve(made.file, built)
    except (BadData, OSError):
        # Where the pointer names it already, readers may have seen it: then it is published.
        if build.served(built) != made.file:
            swap.undo(sources, entry)
            raise
    with suppress(OSError):
        # A journal that stays is read by the next one, who finds nothing left to do.
        swap.done(sources)
    say(f"Version {made.version} is served")
    return Result(made.version, True, entry.document, entry.folder, made.file, made.findings)


@contextmanager
def _alone(sources: Path, built: Path, who: str) -> Iterator[None]:
    """One action at a time: a second one waits. What a killed one left is swept up, what was begun is ended first."""
    if not who.strip():
        raise BadData(["The log needs a name: say who does this"])
    new: list[Path] = []
    try:
        built.mkdir(parents=True, exist_ok=True)
        with swap.whole(sources):
            _sweep([*(sources / "issues").glob(".new-*"), *built.glob(".facts-*")])
            try:
                yield
            finally:
                new += (sources / "issues").glob(".new-*")
                if not swap.pending(sources):
                    _sweep(new)
    except OSError as error:
        raise BadData([f"{error.filename or sources}: {error.strerror or error}; nothing was published"]) from error


def _sweep(left: list[Path]) -> None:
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _entry(sources: Path, who: str, what: str, document: str, incoming: Path | None, outgoing: Path | None) -> Entry:
    """The line of the log, with a free name in withdrawn/ for the folder that goes, if it is there."""
    told = entries(sources)
    leaves = outgoing is not None and outgoing.is_dir()
    taken = {*withdrawn(sources), *(entry.outgoing.split("/")[1] for entry in told if entry.outgoing)}
    free = next(name for n in range(1, len(taken) + 2) if (name := f"{document}-{n}") not in taken)
    return Entry(
        number=told[-1].number + 1 if told else 1,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=" ".join(who.split()),
        what=what,
        document=document,
        version="",
        folder=outgoing.name if outgoing else "",
        incoming=str(incoming.relative_to(sources)) if incoming else None,
        outgoing=f"{swap.WITHDRAWN}/{free}" if leaves else None,
    )


def _meanwhile(sources: Path, name: str) -> str:
    by = next((entry for entry in reversed(entries(sources)) if entry.folder == name), None)
    who = f" by {by.who} at {by.at}" if by else ""
    return f"issues/{name}: was changed meanwhile{who}; open the draft again, so that nothing of it is lost"


def _events(events: Path | None) -> Path | None:
    return events or build.places()[2]
