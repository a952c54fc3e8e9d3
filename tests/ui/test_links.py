"""A link shows what it showed, whatever was published since, and says so where it cannot."""

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from data import build
from exports import view
from tests.ui.conftest import Opened, figures
from tests.ui.test_pages import shown, words
from ui import database, search, server


def amounts(app: AppTest) -> list[float]:
    """What the bars of the review's own lines say."""
    [bars] = [trace for trace in figures(app)["budget-review"]["figure"]["data"] if trace["type"] == "bar"][:1]
    return sorted(bars["x"])


@pytest.fixture
def older(facts: Path, opened: Opened) -> str:
    """The version from before the science budget was corrected from 100 to 110 billion yuan."""
    opened()
    version = build.served(facts / "built")
    assert version
    rows = facts / "issues/2031-02/figures.csv"
    rows = rows if rows.is_file() and "central_st" in rows.read_text() else facts / "issues/2031-01/figures.csv"
    text = rows.read_text()
    rows.write_text(text.replace("100.000", "110.000").replace("100 billion", "110 billion"))
    build.build(facts, facts / "built")
    return version.stem


def test_a_link_shows_the_numbers_it_showed(older: str, opened: Opened) -> None:
    assert 110 in amounts(opened("budget"))
    app = opened("budget", data=[older])
    assert 100 in amounts(app) and 110 not in amounts(app)
    assert f"data version {older}" in words(app) and "Newer data exist" in words(app)
    assert app.query_params["data"] == older
    # Another session goes on following the newest.
    assert 110 in amounts(opened("budget"))
    app.button(key="newest-data").click().run()
    assert 110 in amounts(app) and 100 not in amounts(app)
    assert "data" not in app.query_params and "Newer data" not in words(app)


def test_a_link_to_what_is_served_says_nothing_of_age(opened: Opened, facts: Path) -> None:
    opened()
    version = build.served(facts / "built")
    assert version
    app = opened("budget", data=[version.stem])
    assert amounts(app) and "Newer data" not in words(app)
    assert "data" in app.query_params


@pytest.mark.parametrize(
    ("named", "told"),
    [("0" * 12, "no longer kept"), ("../../etc/passwd", "names no version"), ("", "names no version")],
)
def test_a_version_that_is_gone_shows_no_numbers(opened: Opened, named: str, told: str) -> None:
    app = opened("budget", data=[named])
    assert told in shown(app.warning[0].value) and not app.exception
    assert not figures(app) and not app.title
    app.button(key="present-data").click().run()
    assert figures(app) and not app.warning


def test_a_version_of_an_earlier_program_is_told(older: str, facts: Path, opened: Opened) -> None:
    file = facts / "built" / f"{older}.duckdb"
    database.close(file)
    file.chmod(0o644)
    with duckdb.connect(str(file)) as con:
        con.execute("drop table tally")
    database._answers.clear()
    app = opened("overview", data=[older])
    assert "built by an earlier program" in shown(app.warning[-1].value) and not app.exception


def test_a_part_of_a_page_tells_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def older(*_names: str, **_more: object) -> None:
        raise database.NoVersion("Built by an earlier program.")

    monkeypatch.setattr(search, "ask", older)
    assert search.answer("kenya")["note"] == "Built by an earlier program. Nothing can be searched."
    told: list[str] = []
    monkeypatch.setattr(server.st, "warning", lambda words, **_: told.append(words))
    assert server.on_script_error(database.NoVersion("Built by an earlier program."))
    assert told == ["Built by an earlier program. To see the present data, take the part data=… out of the address."]


def test_a_pinned_session_never_makes_the_older_version_the_served_one(older: str, facts: Path, opened: Opened) -> None:
    database.close(facts / "built" / f"{older}.duckdb")
    opened()
    newest = database.newest()
    opened(data=[older])
    # The pointer is lost and the files hold a mistake, so nothing can be built.
    (facts / "built" / "CURRENT.json").unlink()
    events = facts / "issues/2031-01/events.csv"
    events.write_text(events.read_text().replace(",facility,", ",picnic,"))
    assert database.newest() == newest


def test_a_link_leaves_nothing_to_a_default() -> None:
    known = view.Known(("2030-01", "2030-12"), {}, {}, "2030-01")
    query = view.explicit(view.everything(known))
    assert query == {"from": ["2030-01"], "to": ["2030-12"], "source": ["review", "context"]}
    assert view.read(query, known) == (view.everything(known), [])
