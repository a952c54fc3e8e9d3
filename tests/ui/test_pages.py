"""Pages through the front door: they open, say what is set, survive nonsense, and read nothing from data as markup."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import build
from tests.ui.conftest import Opened, figures, prose, title
from ui import database

PAGES = ["overview", "budget", "collaboration", "breakthroughs", "diplomacy", "explore", "issues"]


# What a chart says around its picture.
WORDS = ("title", "measure", "source", "note")


def words(app: AppTest) -> str:
    """Everything the page says, in order of kind."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    told = [element.value for kind in kinds for element in getattr(app, kind)]
    around = [spec[name] or "" for spec in figures(app).values() for name in WORDS if name in spec]
    return "\n".join([*told, *around, *prose(app)])


def shown(text: str) -> str:
    """Escaped Markdown as it is shown."""
    return text.replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(opened: Opened, page: str) -> None:
    app = opened(page)
    assert not app.exception and not app.error
    assert app.title


@pytest.mark.parametrize("page", PAGES)
def test_every_page_survives_nonsense_in_the_address(opened: Opened, page: str) -> None:
    app = opened(
        page,
        from_=["1999-99"],
        to=["<script>"],
        country=["XYZ", "FRA"],
        field=["magic"],
        source=["rumour"],
        event=["../x"],
    )
    assert not app.exception and not app.error
    told = shown(app.warning[0].value)
    for part in ("country=XYZ", "from=1999-99", "to=<script>", "field=magic"):
        assert part in told
    assert app.session_state["_filters_chosen"].countries == ("FRA",)


def test_every_unknown_value_is_named_where_nothing_hears_it(opened: Opened) -> None:
    app = opened(event=["zzz"], view=["mars"], foo=["1"])
    told = shown(app.warning[0].value)
    assert all(part in told for part in ("event=zzz", "view=mars", "foo=1"))
    assert not set(app.query_params) & {"event", "view", "foo"}


def test_all_months_stay_all_months_when_one_is_published(facts: Path, opened: Opened) -> None:
    app = opened()
    assert app.session_state["_filters_chosen"].last_month == "2031-03"
    events = facts / "issues/2031-02/events.csv"
    events.write_text(events.read_text().replace("2031-03-05", "2031-05-05"))
    build.build(facts, facts / "built")
    app.run()
    assert not app.exception and not app.error
    assert app.session_state["_filters_chosen"].last_month == "2031-05"
    assert "from" not in app.query_params


def test_filters_stay_across_pages_and_stand_in_the_address(opened: Opened) -> None:
    app = opened("collaboration", country=["KEN"], from_=["2031-01"], to=["2031-01"])
    assert "2 collaboration events" in title(app)
    app.switch_page("../pages/diplomacy.py").run()
    assert app.session_state["_filters_chosen"].countries == ("KEN",)
    assert app.query_params["country"] == "KEN"
    assert app.query_params["from"] == "2031-01"


def test_presets_and_clear_are_one_click(opened: Opened) -> None:
    app = opened("collaboration")
    assert "3 collaboration events" in title(app)
    app.button(key="preset-latest-review").click().run()
    assert "2 collaboration events" not in title(app)
    assert app.query_params["source"] == "review"
    assert app.query_params["from"] == app.query_params["to"] == "2031-02"
    app.button(key="clear-filters").click().run()
    assert "3 collaboration events" in title(app)
    assert "source" not in app.query_params


def test_nothing_matches_is_said_in_words_with_the_way_out(opened: Opened) -> None:
    app = opened("breakthroughs", country=["KEN"])
    assert app.info[0].value.startswith("No events match")
    app.button(key="clear-nothing").click().run()
    assert not app.info
    assert "2 breakthroughs" in title(app)


def test_counts_on_the_overview_are_those_of_the_fixtures(opened: Opened) -> None:
    app = opened()
    assert {metric.label: metric.value for metric in app.metric} == {
        "Central S&T budget 2031, bn yuan": "100",
        "R&D spending 2029, bn yuan": "900",
        "Partner countries": "2",
        "Events": "7",
    }


HOSTILE = '"<script>alert(1)</script> [x](javascript:alert(2)) www.evil.example :red[y] $z$"'


# Markup that no backslash has taken the meaning from.
LIVE = re.compile(r"(?<!\\)<script|(?<!\\)\]\(javascript|(?<!\\):red|(?<!\\)\$z|www\\?\.")


def test_text_from_data_is_shown_and_never_read_as_markup(facts: Path, opened: Opened) -> None:
    events = facts / "issues/2031-01/events.csv"
    events.write_text(events.read_text().replace("Invented laboratory opens in Paris", HOSTILE))
    app = opened("collaboration")
    assert not app.exception and not app.error
    texts = [element.value for element in [*app.markdown, *app.caption, *app.title, *app.header, *app.subheader]]
    assert not [text for text in texts if LIVE.search(text)]
    # Written by ui/prose.js and ui/table.js, as text.
    assert any("<script>alert(1)</script> [x](javascript:alert(2))" in line for line in prose(app))
    # The tables are written as text by ui/table.js; labels of figures are escaped.
    drawn = figures(app)
    assert drawn
    for spec in drawn.values():
        assert "<script" not in json.dumps(spec["figure"])


def test_a_mistake_in_the_data_is_named_on_the_page(facts: Path, opened: Opened) -> None:
    events = facts / "issues/2031-01/events.csv"
    events.write_text(events.read_text().replace(",facility,", ",picnic,"))
    app = opened()
    assert "no database could be built" in shown(app.error[0].value)
    assert "issues/2031-01/events.csv, row 2, column kind: 'picnic' is not" in app.code[0].value
    events.write_text(events.read_text().replace(",picnic,", ",facility,"))
    app.run()
    assert not app.error


def test_a_database_damaged_under_the_server_is_told_and_mended(facts: Path, opened: Opened) -> None:
    opened()
    file = database._served()[0]
    database._connections.pop(file).close()
    database._answers.clear()
    file.chmod(0o644)
    file.write_bytes(b"no database at all" * 100)
    app = opened()
    assert not app.error and app.title


def test_the_database_deleted_under_the_server_is_built_again(facts: Path, opened: Opened) -> None:
    opened()
    for path in (facts / "built").glob("*"):
        path.unlink()
    app = opened("budget")
    assert not app.exception and not app.error


def test_nonsense_in_the_address_leaves_what_is_shown_by_default(opened: Opened) -> None:
    app = opened("diplomacy", layers=["x"])
    assert "layers=x" in shown(app.warning[0].value)
    assert app.session_state["diplomacy_layers"] == ["organisations"]
    assert "layers" not in app.query_params


def test_all_that_the_address_asks_in_vain_is_told_in_one_sentence_above_the_page(opened: Opened) -> None:
    app = opened(
        "diplomacy", shape=["zzz"], tie=["bad1", "bad2", "*b*" * 99], country=["XYZ"], evidence=["event:nobody"]
    )
    assert [shown(warning.value) for warning in app.warning] == [
        "The link asks for what is not shown here, which was left out: "
        "country=XYZ, evidence=event:nobody, shape=zzz, tie=bad1, tie=bad2 and 1 more."
    ]
    # Above the title and below the filters, so in no row of controls.
    order = [element.type for element in app.main]
    assert order.index("warning") < order.index("title")
    app.run()
    assert not app.exception


def test_a_page_that_ends_early_tells_it_too(opened: Opened) -> None:
    app = opened("diplomacy", shape=["zzz"], country=["KEN"], field=["materials"])
    assert app.info and "shape=zzz" in shown(app.warning[0].value)


def test_a_run_of_the_storyboard_takes_no_words_from_a_reader_who_types(opened: Opened) -> None:
    app = opened("storyboard")
    app.run()
    boxes = [*app.text_input, *app.text_area]
    assert len(boxes) > 3 and not any(box.proto.set_value for box in boxes)
    app.text_area[1].input("Say this first").run()
    app.button(key="story-later-1").click().run()
    assert [box.value for box in app.text_area][1:3] == ["", "Say this first"]
