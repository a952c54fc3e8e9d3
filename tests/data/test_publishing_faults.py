"""Faults while publishing, done for real: kill -9 at every kind of step, a full disk, two at once. Nothing is lost, nothing half done."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from data import build, folders, load, publishing, swap
from tests.conftest import FIXTURES

MONTH = "2031-02"
# A publisher that kills itself before its n-th write, rename, removal or fsync below the facts; without a number it tells how many.
PUBLISHER = """
import os, resource, signal, sys
from dataclasses import replace
from pathlib import Path
from data import folders, load, publishing

facts, at, limit = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
month, title = sys.argv[4:6]
steps = 0

def step():
    global steps
    steps += 1
    if steps == at:
        os.kill(os.getpid(), signal.SIGKILL)

def heard(event, told):
    if event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate"):
        step()
    elif event == "open" and isinstance(told[2], int) and told[2] & (os.O_WRONLY | os.O_RDWR) and str(facts) in str(told[0]):
        step()

def waited(handle, sync=os.fsync):
    step()
    sync(handle)
    step()

folder = folders.open_folder(facts, month)
rows = [{**row, "title": title} for row in folder.tables["events.csv"]]
folder = replace(folder, tables={**folder.tables, "events.csv": rows})
print("go", flush=True)
sys.stdin.readline()
sys.addaudithook(heard)
os.fsync = waited
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    publishing.publish(facts, facts / "built", folder, "Ann")
except load.BadData as error:
    sys.exit(f"refused: {error}")
print(steps)
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Facts that are built, and published once, so that there is a log."""
    copy = Path(shutil.copytree(FIXTURES, tmp_path / "facts"))
    publishing.publish(copy, copy / "built", titled(copy, "2031-01", "First"), "Ann")
    return copy


def titled(facts: Path, month: str, title: str) -> folders.Folder:
    folder = folders.open_folder(facts, month)
    rows = [{**row, "title": title} for row in folder.tables["events.csv"]]
    return replace(folder, tables={**folder.tables, "events.csv": rows})


def started(facts: Path, at: int = 0, limit: int = 0, month: str = MONTH, title: str = "New") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(facts), str(at), str(limit), month, title],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=build.SOURCES.parent,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate("now\n", timeout=60)
    return process.returncode, out, err


def titles(facts: Path) -> set[str]:
    """Titles of the month in the served database, which has to be whole."""
    file = build.served(facts / "built")
    assert file is not None
    with duckdb.connect(str(file), read_only=True) as con:
        assert con.execute("select version from dataset").fetchall() == [(file.stem,)]
        assert con.execute("select count(*) from event").fetchall() == [(7,)]
        return {
            title for (title,) in con.execute("select title from event where document_id = 'review-2031-02'").fetchall()
        }


def healthy(facts: Path) -> None:
    """Served is what the folders hold, the log tells each action once, nothing is left over."""
    served = build.served(facts / "built")
    assert served and served.stem == build.fingerprint(facts)
    numbers = [entry.number for entry in publishing.log(facts)]
    assert numbers == list(range(1, len(numbers) + 1))
    left = [*(facts / "issues").glob(".*"), *(facts / "built").glob(".[bf]*"), *facts.glob(".*")]
    assert left == []


def test_kill_at_each_step_leaves_the_old_or_the_new_whole(facts: Path, tmp_path: Path) -> None:
    """Twenty-four of all steps are hit; then a build, or the next publisher, heals what the killed one left."""
    counted = Path(shutil.copytree(facts, tmp_path / "counted"))
    total = int(ended(started(counted))[1].split()[-1])
    old = titles(facts)
    points = sorted({1 + number * (total - 1) // 23 for number in range(24)})
    assert len(points) >= 20, total

    def killed_at(point: int) -> tuple[bool, int]:
        copy = Path(shutil.copytree(facts, tmp_path / f"at-{point}"))
        code, _, _ = ended(started(copy, point))
        assert code == -9
        seen = titles(copy)
        assert seen in (old, {"New"})
        if point % 2:
            build.build(copy, copy / "built")
        else:
            publishing.publish(copy, copy / "built", titled(copy, "2031-01", "Next"), "Bob")
        published = titles(copy) == {"New"}
        assert not (seen == {"New"} and not published)
        if point % 2 and not published:
            # What the killed one wrote before its journal is swept up by the next publisher.
            publishing.publish(copy, copy / "built", titled(copy, "2031-01", "Next"), "Bob")
        healthy(copy)
        assert [entry.folder for entry in publishing.log(copy)].count(MONTH) == published
        shutil.rmtree(copy)
        return published, point

    with ThreadPoolExecutor(2) as two:
        results = list(two.map(killed_at, points))
    # Up to the journal the old ones, from there the new ones.
    assert [published for published, _ in results] == sorted(published for published, _ in results)
    assert {published for published, _ in results} == {False, True}


@pytest.mark.parametrize("limit", [300, 700, 200_000])
def test_a_full_disk_changes_nothing_and_is_told(facts: Path, limit: int) -> None:
    """Files may not grow beyond a size: the rows, then the database do not fit."""
    old, total = titles(facts), folders.total(facts / "issues" / MONTH)
    code, _, told = ended(started(facts, limit=limit))
    assert code == 1 and told.startswith("refused: ") and "Traceback" not in told
    assert (titles(facts), folders.total(facts / "issues" / MONTH)) == (old, total)
    healthy(facts)
    assert ended(started(facts))[0] == 0
    assert titles(facts) == {"New"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 48 MB where this machine lets us mount one, else a folder."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)], capture_output=True).returncode
        == 0
    )
    yield place
    if mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_without_room_changes_nothing_and_room_mends_it(small_disk: Path) -> None:
    facts = Path(shutil.copytree(FIXTURES, small_disk / "facts"))
    build.build(facts, facts / "built")
    old = titles(facts)
    room = shutil.disk_usage(small_disk).free
    if room < 100_000_000:
        (small_disk / "filler").write_bytes(b"x" * (room - 50_000))
        with pytest.raises(load.BadData):
            publishing.publish(facts, facts / "built", titled(facts, MONTH, "New"), "Ann")
        assert titles(facts) == old
        healthy(facts)
        (small_disk / "filler").unlink()
    publishing.publish(facts, facts / "built", titled(facts, MONTH, "New"), "Ann")
    assert titles(facts) == {"New"}
    healthy(facts)


def test_a_disk_that_fails_at_any_step_is_undone(facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The n-th fsync, rename or write of the log fails: the old version stays, or the new one is whole, and the log agrees."""
    fsync, rename, swapped, write, at, calls = os.fsync, os.rename, os.replace, os.write, 0, 0

    def failing(real):  # type: ignore[no-untyped-def]
        def call(*given):  # type: ignore[no-untyped-def]
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*given)

        return call

    for name, real in (("fsync", fsync), ("rename", rename), ("replace", swapped), ("write", write)):
        monkeypatch.setattr(os, name, failing(real))
    old = titles(facts)
    outcomes = set()
    for at in range(1, 60):
        calls = 0
        copy = Path(shutil.copytree(facts, tmp_path / f"fails-{at}"))
        before = len(publishing.log(copy))
        try:
            publishing.publish(copy, copy / "built", titled(copy, MONTH, "New"), "Ann")
            told = ""
        except load.BadData as error:
            told = str(error)
        if calls < at:
            break
        assert titles(copy) in (old, {"New"})
        assert not told or "No space left on device" in told
        outcomes.add((bool(told), titles(copy) == {"New"}, len(publishing.log(copy)) - before))
        at = 0
        healthy(copy)
        shutil.rmtree(copy)
    assert calls > 20 and outcomes == {(True, False, 0), (False, True, 1)}


def test_two_at_once_are_both_published(facts: Path) -> None:
    both = [started(facts, month=month, title=title) for month, title in ((MONTH, "New"), ("2031-01", "Other"))]
    for process in both:
        assert process.stdin and process.stdout and process.stdout.readline() == "go\n"
    for process in both:
        process.stdin.write("now\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
    assert [process.wait(60) for process in both] == [0, 0]
    for process in both:
        process.communicate()
    assert titles(facts) == {"New"}
    assert {row["title"] for row in folders.open_folder(facts, "2031-01").tables["events.csv"]} == {"Other"}
    assert len(publishing.log(facts)) == 3
    healthy(facts)


def test_two_of_the_same_month_never_overwrite_each_other(facts: Path) -> None:
    first, second = titled(facts, MONTH, "New"), titled(facts, MONTH, "Other")
    publishing.publish(facts, facts / "built", first, "Ann")
    with pytest.raises(load.BadData, match=r"issues/2031-02: was changed meanwhile by Ann at .*; open the draft again"):
        publishing.publish(facts, facts / "built", second, "Bob")
    assert titles(facts) == {"New"}


def test_a_journal_that_makes_no_sense_is_told(facts: Path) -> None:
    (facts / swap.JOURNAL).write_text("{")
    with pytest.raises(load.BadData, match="see that the folders of issues/ are as they should be, then delete it"):
        publishing.publish(facts, facts / "built", titled(facts, MONTH, "New"), "Ann")
