"""Publishing, withdrawing, rolling back and comparing, from Python and from the command line."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from data import build, differences, folders, issues, load, publishing
from tests.conftest import FIXTURES


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = Path(shutil.copytree(FIXTURES, tmp_path / "facts"))
    monkeypatch.setenv("DASHBOARD_DATA", str(copy))
    build.build(copy, copy / "built")
    return copy


def titled(facts: Path, title: str, month: str = "2031-02") -> folders.Folder:
    folder = folders.open_folder(facts, month)
    rows = [{**row, "title": title} for row in folder.tables["events.csv"]]
    return replace(folder, tables={**folder.tables, "events.csv": rows})


def test_replace_roll_back_and_roll_back_again(facts: Path) -> None:
    old = build.served(facts / "built")
    first = publishing.publish(facts, facts / "built", titled(facts, "New"), "Ann")
    assert publishing.withdrawn(facts) == ["review-2031-02-1"]
    assert old and publishing.rollback(facts, facts / "built", "Bob").version == old.stem
    assert publishing.rollback(facts, facts / "built", "Cem").version == first.version
    told = [(entry.who, entry.what, entry.document, entry.version, entry.undoes) for entry in publishing.log(facts)]
    assert told == [
        ("Ann", "publish", "review-2031-02", first.version, None),
        ("Bob", "rollback", "review-2031-02", old.stem, 1),
        ("Cem", "rollback", "review-2031-02", first.version, 2),
    ]
    assert build.served(facts / "built") == first.file


def test_what_the_checks_refuse_changes_nothing(facts: Path) -> None:
    before, total = build.served(facts / "built"), folders.total(facts / "issues/2031-02")
    folder = titled(facts, "New")
    folder.tables["event_countries.csv"].append({"event_id": "2031-02-talks", "iso3": "CHN"})
    with pytest.raises(load.BadData, match=r"facts/issues/2031-02/events\.csv, row 3: China cannot be a partner"):
        publishing.publish(facts, facts / "built", folder, "Ann")
    with pytest.raises(load.BadData, match="The log needs a name"):
        publishing.publish(facts, facts / "built", titled(facts, "New"), " ")
    with pytest.raises(load.BadData, match="is no name of a folder"):
        publishing.publish(facts, facts / "built", replace(titled(facts, "New"), name="../../x"), "Ann")
    assert (build.served(facts / "built"), folders.total(facts / "issues/2031-02")) == (before, total)
    assert build.mistakes(facts / "built") == [] and publishing.log(facts) == []


def test_a_document_is_published_in_one_folder_only(facts: Path) -> None:
    folder = replace(titled(facts, "New"), name="2031-09", base=None)
    with pytest.raises(load.BadData, match="issues/2031-02: holds the document review-2031-02 already"):
        publishing.publish(facts, facts / "built", folder, "Ann")


def test_a_document_that_others_rest_on_is_not_withdrawn(facts: Path) -> None:
    with pytest.raises(load.BadData, match="is not known in table document"):
        publishing.unpublish(facts, facts / "built", "context-2031", "Ann")
    assert (facts / "issues/context-2031").is_dir()


def test_differences_tell_rows_and_values(facts: Path) -> None:
    old = build.served(facts / "built")
    folder = titled(facts, "New")
    folder.tables["event_people.csv"].clear()
    new = publishing.publish(facts, facts / "built", folder, "Ann").file
    assert old
    assert [str(one) for one in differences.between(old, new)] == [
        "event 2031-02-cruise: title was 'Invented cruise off Kenya', is 'New'",
        "event 2031-02-talks: title was 'Invented talks in Beijing', is 'New'",
        "event_person 2031-02-talks, ada-martin: removed",
    ]
    assert differences.between(new, new) == []


def test_the_command_line_says_what_it_did(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*given: str) -> tuple[int, str, str]:
        code = issues.main(list(given))
        told = capsys.readouterr()
        return code, told.out, told.err

    assert said("log") == (0, "Nothing was published, withdrawn or rolled back yet.\n", "")
    assert said("rollback", "--by", "Ann") == (2, "", "There is nothing to roll back: the log has no action yet\n")
    code, out, _ = said("unpublish", "2031-02", "--by", "Ann")
    assert code == 0 and out.startswith("Done: review-2031-02 (issues/2031-02) is withdrawn; version ")
    code, out, _ = said("list")
    assert (
        code == 0
        and "issues/2031-01  review-2031-01  2 events, 2 figures" in out
        and "withdrawn/review-2031-02-1" in out
    )
    assert "event 2031-02-talks: removed" in said("diff")[1]
    assert "event 2031-02-talks: added" in said("diff", str(facts / "withdrawn/review-2031-02-1"))[1]
    code, out, _ = said("rollback", "--by", "Bob")
    assert code == 0 and "is published" in out
    assert "rollback   review-2031-02" in said("log")[1].splitlines()[0]
    assert said("unpublish", "nothing", "--by", "Ann")[0] == said("diff", "zzz")[0] == 2
    with pytest.raises(SystemExit) as left:
        said("unpublish", "2031-02")
    assert left.value.code == 2


def test_a_folder_that_was_moved_by_hand_is_not_rolled_back(facts: Path) -> None:
    publishing.unpublish(facts, facts / "built", "review-2031-02", "Ann")
    shutil.rmtree(facts / "withdrawn/review-2031-02-1")
    with pytest.raises(load.BadData, match="was moved by hand since"):
        publishing.rollback(facts, facts / "built", "Ann")


def test_a_torn_line_of_the_log_is_no_line(facts: Path) -> None:
    publishing.publish(facts, facts / "built", titled(facts, "New"), "Ann")
    with (facts / "log.jsonl").open("ab") as file:
        file.write(b'{"number": 2, "at"')
    publishing.rollback(facts, facts / "built", "Bob")
    assert [entry.number for entry in publishing.log(facts)] == [1, 2]
    with duckdb.connect(str(build.served(facts / "built")), read_only=True) as con:
        assert con.execute("select count(*) from event where title = 'New'").fetchall() == [(0,)]
