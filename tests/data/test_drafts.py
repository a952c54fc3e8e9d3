"""The store of drafts: what is saved is there after a kill, a second editor is told, names from outside stay names, damage is told."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from data.importer import drafts

ROOT = Path(__file__).parents[2]


def invented(title: str = "Invented review") -> dict[str, Any]:
    return {"month": "2031-02", "title": title, "publisher": "Nobody", "events": [], "budget": [], "warnings": []}


@pytest.fixture
def store(tmp_path: Path) -> drafts.Store:
    return drafts.Store(tmp_path / "drafts")


def test_a_draft_survives_a_restart_with_its_document(store: drafts.Store) -> None:
    key = store.new(invented(), "review.docx", b"words", "Ada")
    assert store.save(key, invented("Better title"), 1, "Ada") == 2
    again = drafts.Store(store.folder)
    told = again.load(key)
    assert (told.month, told.title, told.revision, told.by, told.state) == ("2031-02", "Better title", 2, "Ada", "open")
    assert [one.id for one in again.all()] == [key]
    assert again.document(key).read_bytes() == b"words" and again.document(key).suffix == ".docx"


def test_a_second_editor_is_told_and_loses_nothing(store: drafts.Store) -> None:
    key = store.new(invented(), "review.txt", b"", "Ada")
    store.save(key, invented("Ada's"), 1, "Ada")
    with pytest.raises(drafts.Changed, match=r"^Ada saved this draft at \d\d:\d\d UTC") as caught:
        store.save(key, invented("Ben's"), 1, "Ben")
    assert caught.value.by == "Ada" and caught.value.at
    assert store.load(key).title == "Ada's"


def test_of_many_editors_at_once_exactly_one_saves(store: drafts.Store) -> None:
    key = store.new(invented(), "review.txt", b"", "Ada")
    told: list[object] = []

    def edit(by: str) -> None:
        try:
            told.append(store.save(key, invented(by), 1, by))
        except drafts.Changed as error:
            told.append(error.by)

    editors = [threading.Thread(target=edit, args=(f"editor {n}",)) for n in range(8)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    winner = store.load(key)
    assert winner.revision == 2
    assert told.count(2) == 1 and told.count(winner.by) == 7


def test_an_earlier_revision_comes_back_and_can_be_undone_too(store: drafts.Store) -> None:
    key = store.new(invented("one"), "review.txt", b"", "Ada")
    store.save(key, invented("two"), 1, "Ben")
    assert [(r.revision, r.by) for r in store.revisions(key)] == [(1, "Ada")]
    assert store.restore(key, 1, "Cy") == 3
    assert (store.load(key).title, store.load(key).by) == ("one", "Cy")
    store.restore(key, 2, "Cy")
    assert store.load(key).title == "two"
    with pytest.raises(drafts.Refused, match=r"revision 9 of draft .* there are: 3, 2, 1"):
        store.restore(key, 9, "Cy")


def test_only_the_last_revisions_are_kept(store: drafts.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "REVISIONS_KEPT", 3)
    key = store.new(invented(), "review.txt", b"", "Ada")
    for revision in range(1, 7):
        store.save(key, invented(str(revision)), revision, "Ada")
    assert [r.revision for r in store.revisions(key)] == [6, 5, 4]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\evil.txt",
        "/etc/cron.d/x.docx",
        "a\x00b.pdf",
        ".",
        "",
        "x" * 5000 + ".md",
        "nul\u202egpj.exe",
    ],
)
def test_a_name_from_outside_never_becomes_a_path(store: drafts.Store, tmp_path: Path, name: str) -> None:
    key = store.new(invented(), name, b"x", "Ada")
    kept = store.document(key)
    assert kept.parent == store.folder / key
    assert kept.name in {f"document{form}" for form in (*drafts.FORMS, ".bin")}
    assert not set(store.load(key).file_name) & set("/\\\x00\u202e")
    assert {path.name for path in tmp_path.iterdir()} == {"drafts"}
    with pytest.raises(drafts.Refused, match="there is no draft"):
        store.load(f"../{store.folder.name}/{key}")


def test_a_month_that_is_no_month_stays_out_of_the_key(store: drafts.Store) -> None:
    key = store.new({**invented(), "month": "../../2031"}, "review.txt", b"", "Ada")
    assert key.startswith("draft-") and (store.folder / key).is_dir()


def test_only_drafts_in_work_count_against_the_limit(store: drafts.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 1)
    key = store.new(invented(), "review.txt", b"", "Ada")
    with pytest.raises(drafts.Refused, match="1 drafts lie here already"):
        store.new(invented(), "review.txt", b"", "Ada")
    store.save(key, invented(), 1, "Ada", state="published")
    assert store.new(invented(), "review.txt", b"", "Ada") != key
    assert store.load(key).state == "published"


def test_too_much_is_refused_in_a_sentence(store: drafts.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_FILE_BYTES", 10)
    with pytest.raises(drafts.Refused, match=r"'big.pdf' has 0 MB"):
        store.new(invented(), "big.pdf", b"x" * 11, "Ada")
    key = store.new(invented(), "small.txt", b"x", "Ada")
    monkeypatch.setattr(drafts, "MOST_DRAFT_BYTES", 2000)
    with pytest.raises(drafts.Refused, match="the draft has 0 MB"):
        store.save(key, invented("x" * 3000), 1, "Ada")
    with pytest.raises(drafts.Refused, match=r"cannot be kept: .*nan"):
        store.save(key, {**invented(), "events": [{"amount": float("nan")}]}, 1, "Ada")
    assert store.load(key).revision == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"draft": {"events": [3], "budget": []}}'])
def test_a_damaged_draft_is_told_beside_whole_ones_and_can_be_mended(store: drafts.Store, content: bytes) -> None:
    whole = store.new(invented("whole"), "review.txt", b"", "Ada")
    key = store.new(invented("before"), "review.txt", b"", "Ada")
    store.save(key, invented("after"), 1, "Ada")
    (store.folder / key / "draft.json").write_bytes(content)
    listed = {one.id: one for one in store.all()}
    assert listed[whole].state == "open"
    assert listed[key].problem == f"draft {key} is damaged and cannot be read; restore revision 1, or remove it"
    with pytest.raises(drafts.Damaged):
        store.load(key)
    store.restore(key, 1, "Ben")
    assert store.load(key).title == "before"


def test_a_removed_draft_can_be_brought_back(store: drafts.Store) -> None:
    key = store.new(invented("mine"), "review.txt", b"words", "Ada")
    store.remove(key, "Ben")
    assert store.all() == []
    assert [(one.id, one.by, one.state) for one in store.removed()] == [(key, "Ben", "removed")]
    store.bring_back(key, "Ada")
    assert store.load(key).title == "mine" and store.document(key).read_bytes() == b"words"


def test_a_full_disk_keeps_what_was_saved(store: drafts.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = store.new(invented("kept"), "review.txt", b"", "Ada")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(drafts.Refused, match="No space left on device"):
        store.save(key, invented("lost"), 1, "Ada")
    monkeypatch.undo()
    assert (store.load(key).title, store.load(key).revision) == ("kept", 1)
    assert [path.name for path in (store.folder / key).iterdir() if path.name.startswith(".")] == []


def test_a_killed_writer_leaves_a_whole_draft_and_no_lock(store: drafts.Store) -> None:
    key = store.new(invented("0"), "review.txt", b"", "Ada")
    program = (
        "import sys; from pathlib import Path; from data.importer import drafts\n"
        "store = drafts.Store(Path(sys.argv[1])); at = store.load(sys.argv[2]).revision\n"
        "while True:\n"
        "    draft = {'month': '2031-02', 'title': str(at), 'events': [{'passage': 'x' * 300_000}], 'budget': []}\n"
        "    at = store.save(sys.argv[2], draft, at, 'Ada'); print(at, flush=True)\n"
    )
    promised = 1
    for round_ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(store.folder), key], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.003 * round_)
            writer.send_signal(signal.SIGKILL)
            printed = writer.stdout.read().split()
        promised = max([promised, *map(int, printed)])
        told = store.load(key)
        assert told.revision >= promised and told.title == str(told.revision - 1)
        assert store.save(key, {**told.draft, "title": str(told.revision)}, told.revision, "Ben") == told.revision + 1
        for path in store.folder.rglob("*.json"):
            if not path.name.startswith("."):
                json.loads(path.read_text())
