"""Explore on the invented months: what is chosen stands in the address, the list is what matches, nothing is cut without a word."""

import json
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from exports import explored
from tests.ui.conftest import Opened
from tests.ui.test_pages import shown, words
from ui import paging, pivot


def tables(app: AppTest) -> list[dict[str, Any]]:
    """The tables on the page as the browser gets them."""
    packed = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    return [data for data in packed if isinstance(data, dict) and "headings" in data]


def cell(value: Any) -> str:
    """The words of a cell."""
    if isinstance(value, list):
        return " | ".join(
            "".join(run if isinstance(run, str) else run["label"] for run in line["runs"]) for line in value
        )
    return str(value)


def events(app: AppTest) -> list[str]:
    return [mark.removeprefix("event:") for table in tables(app) for mark in table["marks"] or ()]


def test_all_events_are_listed_newest_first(opened: Opened) -> None:
    app = opened("explore")
    assert events(app)[0] == "2031-02-union" and len(events(app)) == 7
    assert "7 events match" in shown(words(app))
    [table] = tables(app)
    rows = {mark: [cell(value) for value in row] for mark, row in zip(table["marks"], table["rows"], strict=True)}
    lab = dict(zip(table["headings"], rows["event:2031-01-lab"], strict=True))
    assert lab["Date"] == "10 January 2031 | done"
    assert lab["Amount"] == "about EUR 5\u202f000 | building | printed: on 10 January"
    assert lab["Partners, place"] == "France, Kenya | Paris, France"
    assert "Invented review of month 01" in lab["Source"] and "Projects, paragraph 1" in lab["Source"]
    talks = dict(zip(table["headings"], rows["event:2031-02-talks"], strict=True))
    assert "Ada Martin" in talks["Event"] and "printed: from 3-5 February" in talks["Date"]


def test_facets_narrow_and_stand_in_the_address(opened: Opened) -> None:
    app = opened("explore", section=["collaboration"], organisation=["lab-paris"], status=["done"])
    assert events(app) == ["2031-01-lab"]
    app.button(key="clear-facets").click().run()
    assert len(events(app)) == 7
    assert not set(app.query_params) & {"section", "organisation", "status"}
    app.session_state["explore_kind"] = ["forum"]
    app.run()
    assert app.query_params["kind"] == "forum"
    assert events(app) == ["2031-02-union"]


def test_nothing_matches_is_said_with_a_way_out(opened: Opened) -> None:
    app = opened("explore", section=["collaboration"], kind=["forum"], country=["KEN"])
    told = shown(app.info[0].value)
    assert told.startswith("No events match") and "kind: Forum" in told and "Kenya" in told
    app.button(key="clear-nothing").click().run()
    assert len(events(app)) == 7 and "country" not in app.query_params


def test_a_finding_facet_without_any_leaves_nothing(opened: Opened) -> None:
    app = opened("explore", finding=["with"], source=["context"])
    assert "with a finding" in shown(app.info[0].value)


def test_a_pivot_has_totals_and_says_how_they_count(opened: Opened) -> None:
    app = opened("explore", show=["pivot"])
    [table] = tables(app)
    assert table["headings"] == ["Partner country", "Collaboration", "Breakthroughs", "Diplomacy", "All events"]
    assert table["rows"] == [
        ["France", "2", "–", "1", "3"],
        ["Kenya", "2", "–", "–", "2"],
        ["No partner country", "–", "2", "1", "3"],
        ["All events", "3", "2", "2", "7"],
    ]
    assert "counts once in each, and once in a total" in shown(words(app))


def test_two_of_the_same_trait_are_refused_in_words(opened: Opened) -> None:
    app = opened("explore", show=["pivot"], down=["field"], across=["field"])
    assert "choose two different" in app.info[0].value


def test_two_months_are_compared_with_their_sources(opened: Opened) -> None:
    app = opened("explore", show=["compare"], left=["2031-01"], right=["2031-03"])
    gone, both = tables(app)
    assert [cell(row[1]) for row in gone["rows"]] == [
        "Invented laboratory opens in Paris",
        "Invented probe reaches the Moon",
    ]
    assert "Invented review of month 01" in cell(gone["rows"][0][2])
    assert [cell(row[1]) for row in both["rows"]] == ["Invented cruise off Kenya"]
    assert not app.warning


def test_an_empty_side_is_no_proof(opened: Opened) -> None:
    app = opened("explore", show=["compare"], left=["2031-01"], right=["2031-03"], section=["breakthrough"])
    told = " ".join(shown(note.value) for note in app.info)
    assert "No event is stored for March 2031" in told and "no proof that nothing happened" in told


def test_what_is_compared_by_default_is_written_out(opened: Opened) -> None:
    app = opened("explore", show=["compare"])
    assert (app.query_params["left"], app.query_params["right"]) == ("2031-02", "2031-03")
    app.session_state["explore_compare"] = "country"
    app.run()
    assert not app.exception and not app.warning
    assert (app.query_params["left"], app.query_params["right"]) == ("FRA", "KEN")


def test_one_month_is_nothing_to_compare(opened: Opened) -> None:
    app = opened("explore", show=["compare"], from_=["2031-01"], to=["2031-01"])
    assert not app.exception and "two different" in shown(app.info[0].value)


def test_a_view_with_a_name_shows_it_and_keeps_it_in_the_address(opened: Opened) -> None:
    app = opened("explore", saved=["Lunar <b>partners</b>"], kind=["mission"])
    assert shown(app.title[0].value) == "Lunar <b>partners</b>"
    assert app.query_params["saved"] == "Lunar <b>partners</b>" and app.query_params["kind"] == "mission"
    assert "saved=Lunar" in app.code[0].value and "kind=mission" in app.code[0].value
    app.session_state["saved_name"] = "  Two\n lines "
    app.run()
    assert app.title[0].value == "Two lines" and app.query_params["saved"] == "Two lines"


def test_the_first_page_comes_back_with_other_filters(opened: Opened, monkeypatch: Any) -> None:
    monkeypatch.setattr(paging, "PAGE", 3)
    app = opened("explore", page_=["2"])
    assert events(app) == ["2031-02-call", "2031-02-cruise", "2031-01-lab"]
    app.session_state["explore_section"] = ["breakthrough"]
    app.run()
    assert events(app) == ["2031-02-ice", "2031-01-probe"] and "page" not in app.query_params


def test_a_cut_pivot_says_so(opened: Opened, monkeypatch: Any) -> None:
    monkeypatch.setattr(pivot, "ROWS", 1)
    app = opened("explore", show=["pivot"])
    assert "the largest 1 of 3 rows" in shown(words(app))


def test_two_of_one_name_are_told_apart() -> None:
    told = pd.DataFrame(
        [
            ("row", 1, "Li", None, None, 2),
            ("row", 2, "Li", None, None, 1),
            ("column", None, None, 0, "review", 3),
            ("all", None, None, None, None, 3),
        ],
        columns=["part", "down_key", "down_label", "across_key", "across_label", "events"],
    )
    assert list(explored.pivot(told, "person", "source").iloc[:, 0]) == ["Li (1)", "Li (2)", "All events"]
