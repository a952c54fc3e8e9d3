"""Keeps drafts on the disk as they are edited: whole after any kill, each with its last revisions and the file it came from.

It knows nothing of what a draft says; names of files from outside are told, never used as paths.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from data import texts
from data.swap import sync

Draft = dict[str, Any]

# A file far beyond any review, a draft far beyond any file, and more drafts than a desk holds.
MOST_FILE_BYTES = texts.MOST_BYTES
MOST_DRAFT_BYTES = 20_000_000
MOST_DRAFTS = 200
REVISIONS_KEPT = 50
REMOVED_KEPT = 10
FORMS = (*texts.FORMS, ".csv", ".xlsx")
_FILE = "draft.json"
_REVISIONS = "revisions"
_REMOVED = ".removed"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_MONTH = re.compile(r"\d{4}-\d{2}")


class Refused(Exception):
    """What the store does not do, as one sentence."""


class Damaged(Refused):
    """A draft whose file cannot be read; its revisions and its document are still there."""


class Changed(Refused):
    """Somebody saved the draft since it was read: who and when."""

    def __init__(self, by: str, at: str) -> None:
        self.by, self.at = by, at
        super().__init__(
            f"{by} saved this draft at {at[11:16]} UTC on {at[:10]}; read it again, then repeat your change"
        )


@dataclass(frozen=True)
class Stored:
    """A draft as it lies there. `state` is open, published, removed or damaged; a damaged one has a `problem` and an empty draft."""

    id: str
    month: str
    title: str
    revision: int
    by: str
    at: str
    state: str
    file_name: str
    draft: Draft = field(default_factory=dict, repr=False)
    problem: str = ""


@dataclass(frozen=True)
class Revision:
    """A state of a draft that can be restored."""

    revision: int
    by: str
    at: str


class Store:
    """Drafts in a folder; several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[Stored]:
        """Every draft, last saved first; a damaged one is among them."""
        return _newest(self.folder)

    def removed(self) -> list[Stored]:
        """Drafts that were removed and can be brought back, last removed first."""
        return _newest(self.folder / _REMOVED)

    def new(self, draft: Draft, file_name: str, content: bytes, by: str) -> str:
        """Keep a new draft with the file it was read from; its key. Raises Refused."""
        if len(content) > MOST_FILE_BYTES:
            raise Refused(f"'{_told(file_name)}' has {len(content) / 1e6:,.0f} MB; at most {MOST_FILE_BYTES / 1e6:,.0f} MB are kept")  # fmt: skip
        month = str(draft.get("month") or "")
        key = f"{month if _MONTH.fullmatch(month) else 'draft'}-{secrets.token_hex(4)}"
        packed = _packed(key, draft, 1, by, "open", _told(file_name))
        with self._locked():
            if sum(one.state != "published" for one in self.all()) >= MOST_DRAFTS:
                raise Refused(f"{MOST_DRAFTS} drafts lie here already; remove those that are done")
            # The folder appears whole under its name, or not at all.
            making = self.folder / f".new-{key}"
            (making / _REVISIONS).mkdir(parents=True)
            _write(making / f"document{_form(file_name)}", content)
            _write(making / _FILE, packed)
            os.replace(making, self.folder / key)
            sync(self.folder)
        return key

    def load(self, key: str) -> Stored:
        """A draft by its key. Raises Refused, and Damaged where its file cannot be read."""
        found = _read(self._at(key))
        if found.state == "damaged":
            raise Damaged(found.problem)
        return found

    def same(self, content: bytes) -> Stored | None:
        """The draft in work that was read from a file of this content, if there is one."""
        for one in self.all():
            if one.state == "open":
                for file in (self.folder / one.id).glob("document.*"):
                    if file.stat().st_size == len(content) and file.read_bytes() == content:
                        return one
        return None

    def document(self, key: str) -> Path:
        """The file that a draft was read from. Raises Refused."""
        return _document(self._at(key))

    def save(self, key: str, draft: Draft, revision: int, by: str, state: str = "open") -> int:
        """Keep a changed draft as a new revision; its number. Raises Changed where the stored one is not `revision`, and Refused."""
        with self._locked():
            folder = self._at(key)
            stored = self.load(key)
            if stored.revision != revision:
                raise Changed(stored.by, stored.at)
            return self._keep(folder, stored, draft, stored.revision + 1, by, state)

    def revisions(self, key: str) -> list[Revision]:
        """What can be restored, newest first; the current state is not among them. Raises Refused."""
        kept = (_read(folder_file) for folder_file in _revision_files(self._at(key)))
        return [Revision(one.revision, one.by, one.at) for one in kept if one.state != "damaged"]

    def restore(self, key: str, revision: int, by: str) -> int:
        """Make an earlier revision the current one, as a new revision; its number. Also mends a damaged draft. Raises Refused."""
        with self._locked():
            folder = self._at(key)
            files = {int(path.stem): path for path in _revision_files(folder)}
            earlier = _read(files[revision]) if revision in files else None
            if earlier is None or earlier.state == "damaged":
                known = ", ".join(str(one.revision) for one in self.revisions(key)) or "none"
                raise Refused(f"revision {revision} of draft {key} is not kept any more; there are: {known}")
            stored = _read(folder)
            # The number of a damaged draft is lost: nobody who read it before may save over what is restored now.
            last = max([stored.revision, *files]) + (stored.state == "damaged")
            return self._keep(folder, stored, earlier.draft, last + 1, by, "open")

    def remove(self, key: str, by: str) -> None:
        """Put a draft away; the last removed ones can be brought back. Raises Refused."""
        with self._locked():
            folder = self._at(key)
            stored = _read(folder)
            if stored.state != "damaged":
                self._keep(folder, stored, stored.draft, stored.revision + 1, by, "removed")
            away = self.folder / _REMOVED
            away.mkdir(exist_ok=True)
            os.replace(folder, away / key)
            for old in self.removed()[REMOVED_KEPT:]:
                shutil.rmtree(away / old.id, ignore_errors=True)
            sync(self.folder)

    def bring_back(self, key: str, by: str) -> int:
        """Open a removed draft again; its revision. Raises Refused."""
        with self._locked():
            away = self.folder / _REMOVED / key
            if not _ID.fullmatch(key) or not away.is_dir():
                raise Refused(f"no draft {_told(key)} lies among the removed ones")
            os.replace(away, self.folder / key)
            stored = _read(self.folder / key)
            if stored.state == "damaged":
                return stored.revision
            return self._keep(self.folder / key, stored, stored.draft, stored.revision + 1, by, "open")

    def _keep(self, folder: Path, stored: Stored, draft: Draft, revision: int, by: str, state: str) -> int:
        """Write a revision; the one before stays beside it. Only a readable one counts as a revision."""
        packed = _packed(stored.id, draft, revision, by, state, stored.file_name)
        before = folder / _REVISIONS / f"{stored.revision}.json"
        if stored.state != "damaged" and not before.exists():
            before.parent.mkdir(exist_ok=True)
            os.link(folder / _FILE, before)
        for torn in folder.glob(f".{_FILE}.*"):
            torn.unlink(missing_ok=True)
        _write(folder / _FILE, packed)
        for old in _revision_files(folder)[REVISIONS_KEPT:]:
            old.unlink(missing_ok=True)
        return revision

    def _at(self, key: str) -> Path:
        """Folder of a draft. A key that is none never becomes a path."""
        if not _ID.fullmatch(key) or not (self.folder / key).is_dir():
            raise Refused(f"there is no draft {_told(key)}; it may have been published or removed")
        return self.folder / key

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, over all processes and threads; a killed one leaves no lock behind."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for torn in self.folder.glob(".new-*"):
                shutil.rmtree(torn, ignore_errors=True)
            yield


def _newest(folder: Path) -> list[Stored]:
    found = [_read(path) for path in folder.glob("*") if path.is_dir() and _ID.fullmatch(path.name)]
    # One that was removed meanwhile is not damaged.
    found = [one for one in found if one.state != "damaged" or (folder / one.id).is_dir()]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _read(path: Path) -> Stored:
    """A draft's folder, or the file of one revision."""
    folder, file = (path, path / _FILE) if path.is_dir() else (path.parent.parent, path)
    try:
        if file.stat().st_size > 2 * MOST_DRAFT_BYTES:
            raise ValueError("it is too large")
        told = json.loads(file.read_text(encoding="utf-8"))
        draft = told["draft"]
        if not all(isinstance(one, dict) for name in ("events", "budget") for one in draft[name]):
            raise TypeError("its rows are no rows")
        return Stored(
            folder.name, str(draft.get("month") or ""), str(draft.get("title") or ""), int(told["revision"]),
            str(told["by"]), str(told["at"]), str(told["state"]), str(told["file_name"]), draft,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = [int(one.stem) for one in _revision_files(folder)]
        mend = f"restore revision {kept[0]}" if kept else "read its document anew"
        problem = f"draft {folder.name} is damaged and cannot be read; {mend}, or remove it"
        return Stored(folder.name, "", "", max(kept, default=0), "", "", "damaged", "", {}, problem)


def _revision_files(folder: Path) -> list[Path]:
    """Files of earlier revisions, newest first."""
    found = [path for path in (folder / _REVISIONS).glob("*.json") if path.stem.isdigit()]
    return sorted(found, key=lambda path: int(path.stem), reverse=True)


def _document(folder: Path) -> Path:
    found = sorted(folder.glob("document.*"))
    if not found:
        raise Refused(f"the document of draft {folder.name} is missing; upload it again")
    return found[0]


def _packed(key: str, draft: Draft, revision: int, by: str, state: str, file_name: str) -> bytes:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    told = {"id": key, "revision": revision, "by": by, "at": at, "state": state, "file_name": file_name, "draft": draft}
    try:
        if not all(isinstance(draft[name], list) for name in ("events", "budget")):
            raise TypeError("events and budget must be lists")
        packed = json.dumps(told, allow_nan=False, indent=1).encode("ascii")
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refused(f"the draft cannot be kept: {error}; nothing was changed") from error
    if len(packed) > MOST_DRAFT_BYTES:
        raise Refused(f"the draft has {len(packed) / 1e6:.0f} MB; at most {MOST_DRAFT_BYTES / 1e6:.0f} MB are kept, so reject or split what it holds")  # fmt: skip
    return packed


def _write(path: Path, content: bytes) -> None:
    """All of the content under its name, on the disk, or what was there before."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refused(f"the draft could not be written ({error.strerror}); what was saved before is still there") from error  # fmt: skip
    sync(path.parent)


def _told(name: str) -> str:
    """A name from outside as words for the screen: its last part, without what cannot be seen."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")[:200]


def _form(file_name: str) -> str:
    """The ending under which a file is kept: one of ours, or none that any program opens."""
    ending = PurePosixPath(_told(file_name)).suffix.lower()
    return ending if ending in FORMS else ".bin"
