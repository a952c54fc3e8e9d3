"""Sources and findings on the invented months: the four parts, their choices in the address, and what a row opens."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Opened, prose
from tests.ui.test_explore import cell, tables
from tests.ui.test_pages import shown, words
from ui import paging


def listed(app: AppTest) -> list[dict[str, str]]:
    """The rows of the page's table by their headings, each with its mark."""
    [table] = tables(app)
    marks = table["marks"] or [""] * len(table["rows"])
    return [
        {"mark": mark, **dict(zip(table["headings"], map(cell, row), strict=True))}
        for mark, row in zip(marks, table["rows"], strict=True)
    ]


def test_findings_say_what_who_and_what_would_settle_them(opened: Opened) -> None:
    app = opened("issues")
    assert [row["mark"] for row in listed(app)] == [
        "figure:defence-2031",
        "event:2031-01-lab",
        "figure:intensity-2029",
    ]
    lab = listed(app)[1]
    assert lab["About"] == "Invented laboratory opens in Paris | Event | Invented review of month 01"
    assert "Invented Labratory of Paris" in lab["What is doubtful"]
    assert lab["Check"].startswith("Organisation spelt two ways | Finding. ")
    assert lab["State"].startswith("Open | What would settle it: ")


def test_facets_narrow_and_stand_in_the_address(opened: Opened) -> None:
    app = opened("issues", severity=["note"], document=["report-a"])
    assert [row["mark"] for row in listed(app)] == ["figure:intensity-2029"]
    app.button(key="clear-facets").click().run()
    assert len(listed(app)) == 3 and not set(app.query_params) & {"severity", "document"}
    app.session_state["issues_subject"] = ["event"]
    app.run()
    assert app.query_params["subject"] == "event" and len(listed(app)) == 1


def test_nothing_left_is_said_with_a_way_out(opened: Opened) -> None:
    app = opened("issues", state=["resolved"])
    assert "state: Resolved" in shown(app.info[0].value)
    app.button(key="clear-facets").click().run()
    assert len(listed(app)) == 3


def test_a_resolution_shows_who_when_and_why(opened: Opened, facts: Path) -> None:
    folder = facts / "issues" / "2031-01"
    (folder / "resolutions.csv").write_text(
        "rule,subject_kind,subject_id,note,resolved_by,resolved_on\n"
        "organisation_spelt_two_ways,event,2031-01-lab,Asked; a slip of the print.,An Editor,2031-04-02\n",
        encoding="utf-8",
    )
    app = opened("issues")
    assert listed(app)[-1]["State"] == "Resolved | An Editor, 2031-04-02: Asked; a slip of the print."
    assert [row["mark"] for row in listed(opened("issues", state=["resolved"]))] == ["event:2031-01-lab"]


def test_a_row_opens_the_evidence_of_its_subject(opened: Opened) -> None:
    app = opened("issues", evidence=["event:2031-01-lab"])
    assert "Invented laboratory opens in Paris" in prose(app)


def test_documents_tell_what_rests_on_them(opened: Opened) -> None:
    app = opened("issues", part=["documents"])
    rows = {row["mark"]: row for row in listed(app)}
    assert list(rows)[:2] == ["document:review-2031-02", "document:review-2031-01"]
    report = rows["document:report-b"]
    assert (report["Document"], report["Kind, quality"]) == (
        "Invented wire | title not recorded",
        "Report | press report",
    )
    assert (report["Events"], report["Figures"], report["Open findings"]) == ("2", "2", "0")
    assert rows["document:notes-2031"]["Web address"] == "no link recorded"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"link": ["without"]}, ["document:notes-2031"]),
        ({"words": ["wire"]}, ["document:report-b"]),
        ({"kind": ["report"], "quality": ["press"]}, ["document:report-a", "document:report-b"]),
    ],
)
def test_documents_are_narrowed(opened: Opened, query: dict[str, Any], found: list[str]) -> None:
    app = opened("issues", part=["documents"], **query)
    assert [row["mark"] for row in listed(app)] == found and not app.warning


def test_corrections_keep_the_print(opened: Opened) -> None:
    [row] = listed(opened("issues", part=["corrections"]))
    assert row["mark"] == "event:2031-01-lab"
    assert (row["Printed"], row["Corrected or likely"]) == (
        "Invented Labratory of Paris",
        "Invented Laboratory of Paris",
    )
    assert "No corrections here" in shown(opened("issues", part=["corrections"], correction=["noted"]).info[0].value)


def test_the_dictionary_says_what_the_data_are(opened: Opened) -> None:
    app = opened("issues", part=["dictionary"], table=["editing"], column=["checked"])
    assert "0 of 18 facts are checked" in shown(words(app)) and "not recorded" in shown(words(app))
    assert {row["Column"] for row in listed(app)} >= {"checked_by", "checked_on"}
    assert all(row["Table"].startswith("editing") and row["Meaning"] for row in listed(app))


def test_the_first_page_comes_back_with_another_part(opened: Opened, monkeypatch: Any) -> None:
    monkeypatch.setattr(paging, "PAGE", 2)
    app = opened("issues", page_=["2"])
    assert [row["mark"] for row in listed(app)] == ["figure:intensity-2029"]
    app.session_state["issues_part"] = "documents"
    app.run()
    assert len(listed(app)) == 2 and "page" not in app.query_params


def test_the_shared_filters_are_said_not_to_act(opened: Opened) -> None:
    assert "filters do not act here" in shown(words(opened("issues", country=["FRA"])))
    assert "filters do not act here" not in shown(words(opened("issues")))


def test_the_overview_leads_there(opened: Opened) -> None:
    labels = [link.proto.label for link in opened().get("page_link")]
    assert "What is doubtful in the data: 3 open findings" in labels
