"""Sessions that read while months are published, and databases that are damaged under them: every answer is of one whole version."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import SharedRunState
from streamlit.runtime.state import SafeSessionState, SessionState

from data import build, folders, publishing
from tests.ui.conftest import Opened
from ui import database

MONTH = "2031-02"
SESSIONS, PUBLISHED = 30, 10


def publish(facts: Path, number: int) -> str:
    """One more event in the month."""
    folder = folders.open_folder(facts, MONTH)
    events = folder.tables["events.csv"]
    more = {**events[0], "event_id": f"{MONTH}-more-{number}", "title": f"More {number}"}
    folder = replace(folder, tables={**folder.tables, "events.csv": [*events, more]})
    return publishing.publish(facts, facts / "built", folder, "Ann").version


class Session:
    """A reader's session: runs of a script, each in a thread of its own."""

    def __init__(self) -> None:
        self.context: Any = SimpleNamespace(
            session_state=SafeSessionState(SessionState(), lambda: None),
            fragment_ids_this_run=None,
            gather_usage_stats=False,
            shared=SharedRunState(),
        )
        self.failed: list[BaseException] = []

    def run(self, script: Callable[[], None]) -> None:
        def safely() -> None:
            try:
                script()
            except BaseException as error:
                self.failed.append(error)

        thread = Thread(target=safely)
        add_script_run_ctx(thread, self.context)
        thread.start()
        thread.join()


def shown() -> tuple[str, str, int]:
    """Version that the session says it shows, version in the data, and number of events; asked one after the other."""
    version = database.version()
    database.ahead("shared/dataset", "issues/held")
    held = str(database.ask("shared/dataset")["version"].iloc[0])
    return version, held, int(database.ask("issues/held")["events"].iloc[0])


def test_thirty_sessions_read_while_ten_months_are_published(facts: Path) -> None:
    counts = {build.build(facts, facts / "built").version: 7}
    seen: list[tuple[str, str, int]] = []
    moved: list[bool] = []
    over, ready = Event(), Barrier(SESSIONS + 1)
    sessions = [Session() for _ in range(SESSIONS)]

    def script() -> None:
        moved.append(database.begin())
        seen.extend(shown() for _ in range(3))
        assert len({version for version, _, _ in (shown(), shown())}) == 1

    def reader(session: Session) -> None:
        session.run(script)
        ready.wait()
        while not over.is_set() and not session.failed:
            session.run(script)
            # A reader looks at what came before clicking on.
            over.wait(0.1)
        session.run(script)

    readers = [Thread(target=reader, args=(session,)) for session in sessions]
    for thread in readers:
        thread.start()
    ready.wait()
    for number in range(PUBLISHED):
        counts[publish(facts, number)] = 8 + number
    over.set()
    for thread in readers:
        thread.join()
    assert [error for session in sessions for error in session.failed] == []
    assert all(version == held and counts[version] == events for version, held, events in seen)
    assert {events for _, _, events in seen} >= {7, 7 + PUBLISHED}
    assert moved.count(True) >= SESSIONS and len(counts) == PUBLISHED + 1


def test_a_run_shows_one_version_to_its_end_and_the_next_run_the_newest(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(build.VERSIONS_SETTING, "1")
    session, seen = Session(), []

    def script() -> None:
        moved = database.begin()
        first = shown()
        publish(facts, len(seen))
        # Its file was cleared away meanwhile.
        assert not (facts / "built" / f"{first[0]}.duckdb").exists()
        database._answers.clear()
        assert shown() == first
        seen.append((moved, first[2]))

    session.run(script)
    session.run(script)
    assert session.failed == []
    assert seen == [(False, 7), (True, 8)]


def test_a_session_is_told_once_that_new_data_came(facts: Path, opened: Opened) -> None:
    app = opened()
    assert not app.toast
    version = publish(facts, 1)
    app.run()
    assert version in app.toast[0].value and not app.exception
    app.run()
    assert not app.toast


def test_what_is_shown_is_never_closed_and_of_the_rest_the_one_used_least_recently(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_VERSIONS_OPEN", 3)
    monkeypatch.setenv(build.VERSIONS_SETTING, "20")
    for known in list(database._connections):
        database.close(known)
    first = Session()
    first.run(lambda: (database.begin(), None)[1])
    held = database.newest()
    versions = [publish(facts, number) for number in range(4)]
    for version in (*versions[:2], versions[0], versions[2]):
        database._asked(version)
    # versions[1] was asked first after versions[0], but versions[0] once more after it.
    assert [file.stem for file in database._connections] == [held, versions[0], versions[2]]
    del first
    database._asked(versions[1])
    assert held not in [file.stem for file in database._connections]


def delete(file: Path) -> None:
    file.unlink()


def truncate(file: Path) -> None:
    file.chmod(0o644)
    os.truncate(file, 20_000)


def empty(file: Path) -> None:
    file.chmod(0o644)
    os.truncate(file, 0)


def put_garbage_in_its_place(file: Path) -> None:
    other = file.with_name("garbage")
    other.write_bytes(b"no database at all" * 1000)
    os.replace(other, file)


def write_over_it(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(b"no database at all" * 100_000)


def put_a_copy_in_its_place(file: Path) -> None:
    shutil.copy(file, file.with_name("copy"))
    os.replace(file.with_name("copy"), file)


@pytest.mark.parametrize(
    "damage",
    [delete, truncate, empty, put_garbage_in_its_place, write_over_it, put_a_copy_in_its_place],
)
@pytest.mark.parametrize("open_before", [True, False])
def test_a_database_damaged_under_its_readers_is_mended(
    facts: Path, damage: Callable[[Path], None], open_before: bool
) -> None:
    sessions = [Session() for _ in range(8)]
    seen: list[tuple[str, str, int]] = []

    def script() -> None:
        database.begin()
        seen.append(shown())

    for session in sessions:
        session.run(script)
    file = database._served().file
    if not open_before:
        database.close(file)
    damage(file)
    database._answers.clear()
    threads = [Thread(target=session.run, args=(script,)) for session in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [error for session in sessions for error in session.failed] == []
    assert set(seen) == {(file.stem, file.stem, 7)}
    assert len(seen) == 2 * len(sessions)
