"""The build: what it makes of the facts, what it refuses and how clearly, and that a kill at any moment loses nothing."""

import csv
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data import build, load
from tests.conftest import FIXTURES


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the fixtures that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "facts"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(facts: Path) -> str:
    with pytest.raises(load.BadData) as caught:
        build.build(facts, facts / "built")
    assert build.served(facts / "built") is None
    return str(caught.value)


def test_fixture_counts_by_hand(invented: duckdb.DuckDBPyConnection) -> None:
    counts = invented.execute("select section, count(*) from event group by section order by section").fetchall()
    assert counts == [("collaboration", 3), ("breakthrough", 2), ("diplomacy", 2)]
    assert invented.execute("select rule from finding order by 1").fetchall() == [
        ("figure_revised",),
        ("growth_not_reproduced",),
        ("organisation_spelt_two_ways",),
    ]


def test_every_table_and_column_is_described(invented: duckdb.DuckDBPyConnection) -> None:
    bare = invented.execute(
        "select table_name, column_name from duckdb_columns() join duckdb_tables() using (table_name) "
        "where duckdb_columns.comment is null union all select table_name, '' from duckdb_tables() where comment is null"
    ).fetchall()
    assert bare == []


def test_nothing_changed_nothing_built(facts: Path) -> None:
    first = build.build(facts, facts / "built")
    second = build.build(facts, facts / "built")
    assert (first.fresh, second.fresh) == (True, False)
    assert first.file == second.file


def took(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def test_project_builds_in_well_under_two_seconds(tmp_path: Path) -> None:
    # The bound is meant for a machine that adds up five million numbers in 0.15 s; a slower one gets as much more.
    slower = max(1.0, took(lambda: sum(number for number in range(5_000_000))) / 0.15)
    assert took(lambda: build.build(build.SOURCES, tmp_path)) < 2 * slower


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "issues/2031-01/events.csv",
            "2031-01-10,2031-01-10",
            "2031-13-10,2031-01-10",
            "issues/2031-01/events.csv, row 2, column starts_on: '2031-13-10' is not a date YYYY-MM-DD",
        ),
        (
            "issues/2031-01/events.csv",
            ",facility,",
            ",picnic,",
            "row 2, column kind: 'picnic' is not one of ('agreement'",
        ),
        (
            "issues/2031-01/events.csv",
            "2031-01-10,2031-01-10",
            "2031-01-10,2031-01-09",
            "breaks the rule (starts_on <= ends_on)",
        ),
        (
            "issues/2031-01/event_countries.csv",
            "2031-01-lab,KEN",
            "2031-01-lab,XXX",
            "issues/2031-01/event_countries.csv, row 3, column iso3: 'XXX' is not known in table country",
        ),
        (
            "issues/2031-01/event_countries.csv",
            "2031-01-lab,KEN",
            "2031-01-lab,HKG",
            "Hong Kong cannot be a partner country",
        ),
        (
            "issues/2031-01/event_countries.csv",
            "2031-01-lab,KEN",
            "2031-01-lab,CHN",
            "China cannot be a partner country",
        ),
        (
            "issues/2031-01/event_countries.csv",
            "2031-01-lab,KEN",
            "2031-01-lab,FRA",
            "'2031-01-lab, FRA' stands there more than once",
        ),
        ("issues/2031-01/figures.csv", "100.000", "100.0001", "row 2, column bn_cny: '100.0001' is not DECIMAL(12,3)"),
        (
            "issues/2031-01/figures.csv",
            "central_st,2031,draft,100.000,,10,not stated,central",
            "central_st,2031,draft,100.000,,10,not stated,national",
            "the level is not that of its series (national against central",
        ),
        (
            "issues/2031-01/figures.csv",
            "st-2031,review-2031-01",
            "st-2031,",
            "row 2, column document_id: '' must not be empty",
        ),
        (
            "issues/2031-01/events.csv",
            ",on 5 January",
            ",on 5 January,more",
            "row 3: 23 values where the heading has 22 columns",
        ),
        ("issues/2031-01/events.csv", "event_id,document_id", "event_id,dokument_id", "unknown column dokument_id"),
        ("issues/2031-01/issue.toml", 'kind = "review"', 'kind = "review', "issues/2031-01/issue.toml: "),
        ("issues/context-2031/documents.csv", "https://example.org/a", "javascript:alert(1)", "breaks the rule"),
        (
            "issues/2031-01/event_organisations.csv",
            "Labratory",
            "Laboratory",
            "the printed form is no longer in the data",
        ),
        ("reference/corrections.csv", "2031-01-lab", "2031-01-labs", "the corrected row does not exist"),
    ],
)
def test_a_mistake_is_named_with_file_row_column_and_value(
    facts: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(facts / file, old, new)
    assert told in refusal(facts)


def test_a_month_with_a_missing_column_or_a_misspelt_file_loses_nothing_in_silence(facts: Path) -> None:
    countries = facts / "issues/2031-01/event_countries.csv"
    text = countries.read_text()
    countries.write_text("event_id\n2031-01-lab\n")
    assert "issues/2031-01/event_countries.csv, row 2: column iso3 is missing" in refusal(facts)
    countries.write_text("")
    assert "issues/2031-01/event_countries.csv: the file is empty" in refusal(facts)
    countries.rename(countries.with_name("event_country.csv")).write_text(text)
    assert "issues/2031-01/event_country.csv: no file of this name is read" in refusal(facts)


def test_a_line_separator_inside_a_text_is_no_new_row(facts: Path) -> None:
    spoil(facts / "issues/2031-01/events.csv", "It opens.", '"It\u2028opens."')
    assert build.build(facts, facts / "built").rows["event"] == 7


def test_a_damage_inside_the_file_is_found_and_mended(facts: Path) -> None:
    file = build.build(facts, facts / "built").file
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\x5a" * 4096
    file.write_bytes(bytes(content))
    assert build.build(facts, facts / "built").fresh
    assert not build.build(facts, facts / "built").fresh


def test_what_was_refused_is_told_until_it_is_mended(facts: Path) -> None:
    spoil(facts / "issues/2031-01/events.csv", ",facility,", ",picnic,")
    refusal(facts)
    assert "picnic" in build.mistakes(facts / "built")[0]
    spoil(facts / "issues/2031-01/events.csv", ",picnic,", ",facility,")
    build.build(facts, facts / "built")
    assert build.mistakes(facts / "built") == []


def test_a_file_that_is_not_utf8_is_named(facts: Path) -> None:
    (facts / "issues/2031-01/events.csv").write_bytes(b"event_id,title\n1,\xff\xfe\n")
    assert "issues/2031-01/events.csv: not UTF-8 text (byte 17)" in refusal(facts)


def test_a_mistake_leaves_the_served_version(facts: Path) -> None:
    good = build.build(facts, facts / "built").file
    spoil(facts / "issues/2031-01/events.csv", ",facility,", ",picnic,")
    with pytest.raises(load.BadData):
        build.build(facts, facts / "built")
    assert build.served(facts / "built") == good


def test_a_damaged_file_is_built_again(facts: Path) -> None:
    file = build.build(facts, facts / "built").file
    file.chmod(0o644)
    file.write_bytes(b"not a database")
    assert build.build(facts, facts / "built").fresh
    with duckdb.connect(str(file), read_only=True) as con:
        assert con.execute("select count(*) from event").fetchall() == [(7,)]


def test_old_versions_are_kept_but_not_for_ever(facts: Path) -> None:
    events = facts / "issues/2031-01/events.csv"
    text = events.read_text()
    for number in range(build.VERSIONS_KEPT + 2):
        events.write_text(text.replace("It arrives.", f"It arrives {number}."))
        newest = build.build(facts, facts / "built").file
    kept = list((facts / "built").glob("*.duckdb"))
    assert newest in kept
    assert len(kept) == build.VERSIONS_KEPT


@pytest.mark.parametrize("said", ["0", "many", "-3", "2.5", ""])
def test_a_number_of_versions_that_is_none_is_told(facts: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(build.VERSIONS_SETTING, said)
    with pytest.raises(load.BadData, match="it has to be a whole number from 1 to 1000"):
        build.build(facts, facts / "built")


KILLED = """
import sys
from pathlib import Path
from data import build, load
print("go", flush=True)
build.build(Path(sys.argv[1]), Path(sys.argv[1]) / "built")
"""


def test_kill_at_any_moment_leaves_a_whole_version_served(facts: Path) -> None:
    """kill -9 at twelve moments spread over a build; each time the old or the new version must open whole."""
    old = build.build(facts, facts / "built").file
    spoil(facts / "issues/2031-01/events.csv", "It arrives.", "It arrives late.")
    # A thousand more rows make the build long enough to be hit in the middle.
    countries = facts / "reference" / "countries.csv"
    letters = "ABCDEFGHIJ"
    extra = [f"Z{letters[i // 100]}{letters[i // 10 % 10]}" for i in range(0, 1000, 10)]
    countries.write_text(countries.read_text() + "".join(f"{code},Z {code},,,Africa,0,0,country\n" for code in extra))
    new = facts / "built" / f"{build.fingerprint(facts)}.duckdb"
    pointer = (facts / "built" / build.POINTER).read_text()
    seen = set()
    for step in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(facts)], stdout=subprocess.PIPE, cwd=build.SOURCES.parent, text=True
        )
        assert process.stdout and process.stdout.readline() == "go\n"
        time.sleep(step * 0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        served = build.served(facts / "built")
        assert served in {old, new}
        with duckdb.connect(str(served), read_only=True) as con:
            assert con.execute("select count(*) from event").fetchall() == [(7,)]
        seen.add(served)
        (facts / "built" / build.POINTER).write_text(pointer)
    assert old in seen
    assert build.build(facts, facts / "built").file == new
    assert not list((facts / "built").glob(".build-*"))


def test_two_builders_at_once_both_succeed(facts: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(facts)]
    both = [subprocess.Popen(command, cwd=build.SOURCES.parent, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert build.served(facts / "built") is not None


# The project's own facts

PRINTED = {
    "central_st": ("370.828", "10.00"),
    "central_diplomacy": ("60.783", "6.60"),
    "central_defence": ("1665.540", "7.20"),
    "central_public_security": ("227.662", "1.40"),
    "central_grain_stockpile": ("140.636", "8.10"),
    "central_debt_interest": ("777.315", "11.90"),
}


def test_the_six_budget_lines_are_those_of_the_print(project: duckdb.DuckDBPyConnection) -> None:
    rows = project.execute(
        "select series_id, bn_cny::varchar, growth_pct::varchar from figure where document_id = 'review-2024-03'"
    ).fetchall()
    assert {series: (amount, growth) for series, amount, growth in rows} == PRINTED


def test_the_review_has_nine_events_and_the_context_106(project: duckdb.DuckDBPyConnection) -> None:
    assert project.execute("select source, count(*) from listing group by source order by source").fetchall() == [
        ("context", 106),
        ("review", 9),
    ]
    assert project.execute("select count(*) from figure").fetchall() == [(212,)]


def test_what_the_checks_find_in_the_project(project: duckdb.DuckDBPyConnection) -> None:
    found = dict(project.execute("select rule, count(*) from finding group by rule").fetchall())
    assert found["missing_link"] == 9
    undated = project.execute("select subject_id from finding where rule = 'undated_event' order by 1").fetchall()
    assert undated == [("2024-03-cold-battery",), ("2024-03-most-priorities",)]
    about = project.execute("select subject_id, message from finding where rule = 'sources_differ'").fetchall()
    assert any(subject.startswith("misrsat2") and "92" in message for subject, message in about)


def test_every_event_and_figure_names_a_document_and_a_place_in_it(project: duckdb.DuckDBPyConnection) -> None:
    for table in ("event", "figure"):
        assert project.execute(
            f"select count(*) from {table} left join document d using (document_id) "
            "where d.document_id is null or locator is null or locator = ''"
        ).fetchall() == [(0,)]


def test_files_are_plain_csv() -> None:
    for path in (build.SOURCES / "issues").glob("*/*.csv"):
        text = path.read_text(encoding="utf-8")
        assert text.endswith("\n"), path
        assert "\r" not in text, path
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1, path
