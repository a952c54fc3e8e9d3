"""Events from Parquet: the same rows as from CSV, and a refusal that names the column, the row and the value."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from benchmarks import generate
from data import build, load
from tests.conftest import FIXTURES


@pytest.fixture(scope="module")
def invented_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with 500 invented events."""
    folder = tmp_path_factory.mktemp("history")
    generate.generate(500, folder)
    return folder


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the fixtures, beside whose events those from Parquet stand."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "facts"))


GOOD = """select 'bulk-' || i as event_id, 'review-2031-01' as document_id, 'Projects, paragraph 9' as locator, 'diplomacy' as section,
    'meeting' as kind, 'Invented meeting ' || i as title, 'They meet.' as summary, 'space' as field, date '2031-01-05' as starts_on,
    date '2031-01-05' as ends_on, 'day' as date_precision, 'Paris' as place, 'land' as place_kind, 'FRA' as place_country,
    48.85 as lat, 2.35 as lon, 'done' as status, null::decimal(18, 2) as amount, null::varchar as currency,
    null::varchar as amount_qualifier, null::varchar as amount_for, '' as as_printed, ['FRA', 'KEN'] as partners,
    [{'organisation_id': 'lab-paris', 'role': 'host', 'as_printed': null::varchar}] as organisations,
    [{'document_id': 'review-2031-02', 'locator': 'Diplomacy, paragraph 1', 'differs_on': null::varchar, 'states': null::varchar}] as sources
from range(3) r(i)"""


def parquet(folder: Path, sql: str) -> Path:
    file = folder / "events.parquet"
    duckdb.execute(f"copy ({sql}) to '{file}' (format parquet)")
    return file


def refusal(facts: Path, sql: str) -> str:
    with pytest.raises(load.BadData) as caught:
        build.build(facts, facts / "built", parquet(facts, sql))
    assert build.served(facts / "built") is None
    return str(caught.value)


def test_events_from_parquet_stand_beside_those_from_csv(facts: Path) -> None:
    told: list[str] = []
    made = build.build(facts, facts / "built", parquet(facts, GOOD), told.append)
    assert made.rows["event"] == 7 + 3
    assert any(line.startswith("events.parquet into event, 3 rows: ") for line in told)
    with duckdb.connect(str(made.file), read_only=True) as con:
        bulk = "where event_id = 'bulk-1'"
        assert con.execute(f"select iso3 from event_country {bulk} order by 1").fetchall() == [("FRA",), ("KEN",)]
        assert con.execute(f"select organisation_id, role from event_organisation {bulk}").fetchall() == [
            ("lab-paris", "host")
        ]
        assert con.execute(f"select document_id from event_source {bulk}").fetchall() == [("review-2031-02",)]
        assert con.execute(f"select as_printed from event {bulk}").fetchall() == [(None,)]
    assert not build.build(facts, facts / "built", facts / "events.parquet").fresh
    parquet(facts, GOOD.replace("range(3)", "range(4)"))
    assert build.build(facts, facts / "built", facts / "events.parquet").fresh


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("'They meet.' as summary, ", "", "events.parquet: column summary is missing"),
        ("as partners", "as partner", "events.parquet: unknown column partner; known are event_id"),
        (
            "'meeting' as kind",
            "'picnic' as kind",
            "row 1, event bulk-0, column kind: 'picnic' is not one of ('agreement'",
        ),
        ("date '2031-01-05' as ends_on", "date '2031-01-04' as ends_on", "breaks the rule (starts_on <= ends_on)"),
        (
            "'bulk-' || i",
            "'bulk-' || i // 2",
            "row 2, event bulk-0, column event_id: 'bulk-0' stands there more than once",
        ),
        ("48.85 as lat", "48.85001 as lat", "column lat: '48.85001' is not DECIMAL(8,4)"),
        ("'space' as field", "'magic' as field", "column field: 'magic' is not known in table field"),
        ("'KEN'] as", "'XXX'] as", "event bulk-0, column partners, column iso3: 'XXX' is not known in table country"),
        ("'KEN'] as", "'CHN'] as", "China cannot be a partner country"),
        ("'lab-paris'", "'nobody'", "column organisation_id: 'nobody' is not known in table organisation"),
    ],
)
def test_a_row_that_the_schema_refuses_is_named(facts: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert told in refusal(facts, GOOD.replace(old, new))


def test_a_file_that_is_missing_or_no_parquet_is_named(facts: Path) -> None:
    with pytest.raises(load.BadData, match=r"gone\.parquet: there is no file of this name"):
        build.build(facts, facts / "built", facts / "gone.parquet")
    (facts / "text.parquet").write_text("event_id\n1\n")
    with pytest.raises(load.BadData, match=r"text\.parquet: this is no Parquet file"):
        build.build(facts, facts / "built", facts / "text.parquet")


def test_the_same_seed_invents_the_same_events(invented_history: Path, tmp_path: Path) -> None:
    generate.generate(500, tmp_path / "again")
    first, again = invented_history / "events.parquet", tmp_path / "again" / "events.parquet"
    for one, other in ((first, again), (again, first)):
        assert duckdb.execute(f"select count(*) from (from '{one}' except all from '{other}')").fetchall() == [(0,)]
    assert duckdb.execute(
        f"select count(*) from '{first}' where not starts_with(title, 'Invented event ')"
    ).fetchall() == [(0,)]
    with pytest.raises(FileExistsError):
        generate.generate(500, tmp_path / "again")


def test_a_kill_during_a_bulk_load_leaves_the_version_served(invented_history: Path, tmp_path: Path) -> None:
    """kill -9 at six moments spread over the load; each time the old version must open whole."""
    built, events = tmp_path / "built", invented_history / "events.parquet"
    old = build.build(FIXTURES, built).file
    command = [sys.executable, "-m", "data.build", "--events", str(events)]
    places = {"DASHBOARD_DATA": str(invented_history / "data"), "DASHBOARD_BUILT": str(built)}
    for step in range(6):
        process = subprocess.Popen(
            command,
            cwd=build.SOURCES.parent,
            env={**os.environ, **places},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        assert process.stderr
        process.stderr.readline()
        time.sleep(step * 0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()
        served = build.served(built)
        assert served == old
        with duckdb.connect(str(served), read_only=True) as con:
            assert con.execute("select count(*) from event").fetchall() == [(7,)]
    done = subprocess.run(
        command, cwd=build.SOURCES.parent, env={**os.environ, **places}, capture_output=True, text=True, check=True
    )
    assert "events.parquet into event, 500 rows" in done.stderr
    assert not list(built.glob(".build-*"))
    assert not build.build(invented_history / "data", built, events).fresh
