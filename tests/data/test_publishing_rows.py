"""A draft as rows: what a new month brings, what it refuses, and that importing a published one again changes nothing."""

import csv
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import build, folders, load, publishing
from data.importer import again, known, publish, reopened, review, sheets
from data.importer.rows import adopt, rows
from tests.conftest import FIXTURES

PASSAGE = "On 5 April the Invented Academy of Tides (IAT) opened a station in Mombasa for US $ 2.50 million."
EVENT: dict[str, Any] = {
    "id": "e1", "section": "collaboration", "title": "Academy of Tides opens a station in Mombasa", "summary": "A station opens.",
    "kind": "facility", "status": "done", "field": "space", "date_start": "2031-04-05", "date_end": "2031-04-05", "date_precision": "day",
    "place": "Mombasa", "place_kind": "land", "place_country": "KEN", "lat": -4.05, "lon": 39.6667, "partner_countries": ["KEN"],
    "organisations": [
        {"name": "Invented Academy of Tides", "short": "IAT", "country": "CHN", "role": "builder", "organisation_id": None},
        {"name": "Invented Laboratory at Paris", "short": None, "country": "FRA", "role": "partner", "organisation_id": "lab-paris"},
    ],
    "people": [{"name": "Li Invented", "post": "Head", "person_id": None, "country": "CHN"}],
    "amount": 2500000, "currency": "USD", "amount_qualifier": None, "locator": "Projects, paragraph 1", "passage": PASSAGE,
    "confidence": 0.9, "topics": ["comet", "tides"], "amount_for": None, "state": "accepted",
    "links": ["https://news.example.gov.cn/2031/tides.html", "#", "https://example.org/review-01"],
    "spans": [
        {"field": "date", "value": "2031-04-05", "paragraph": 0, "start": 0, "end": 10, "sure": True, "why": ""},
        {"field": "amount", "value": "2500000", "paragraph": 0, "start": 79, "end": 96, "sure": True, "why": ""},
    ],
    "unsure": [{"field": "title", "why": "words of the document; write your own"}],
}  # fmt: skip
LINE: dict[str, Any] = {
    "id": "b1", "item": "central_st", "series": "central_st", "value_bn_cny": 120.5, "growth_pct": 10.0, "growth_against": None, "year": 2031,
    "basis": "approved", "as_printed": "120.5 billion; up 10%", "locator": "Budget, paragraph 1", "state": "accepted", "unsure": [], "spans": [],
}  # fmt: skip


def april() -> dict[str, Any]:
    return deepcopy(
        {
            "month": "2031-04", "title": "Invented review of month 04", "publisher": "Invented institute", "events": [EVENT], "budget": [LINE],
            "warnings": [], "document": {"name": "april.docx", "sha256": "0", "document_id": "review-2031-04"},
            "paragraphs": [{"text": PASSAGE, "heading": False, "locator": "Projects, paragraph 1", "links": []}],
        }
    )  # fmt: skip


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "facts"))


def test_a_new_month_comes_with_its_names_links_and_hands(facts: Path) -> None:
    result = publishing.publish(facts, facts / "built", rows(april(), facts, "Ann"), "Ann")
    assert result.changed
    with duckdb.connect(str(result.file), read_only=True) as con:
        event = "select starts_on::varchar, amount, lat, as_printed, place_kind::varchar from event where event_id = ?"
        key = "2031-04-academy-tides-opens-station-mombasa"
        told = con.execute(event, [key]).fetchall()
        assert [str(value) for value in told[0]] == [
            "2031-04-05",
            "2500000.00",
            "-4.0500",
            "On 5 April; US $ 2.50 million",
            "land",
        ]
        assert con.execute(
            "select name, short_name, kind::varchar, country from organisation where short_name = 'IAT'"
        ).fetchall() == [("Invented Academy of Tides", "IAT", "academy", "CHN")]
        assert con.execute("select aliases from organisation where organisation_id = 'lab-paris'").fetchall() == [
            ("Invented Laboratory at Paris",)
        ]
        printed = "select as_printed from event_organisation where event_id = ? order by role"
        assert con.execute(printed, [key]).fetchall() == [
            ("Invented Academy of Tides (IAT)",),
            ("Invented Laboratory at Paris",),
        ]
        source = "select d.url, d.quality::varchar, d.publisher from event_source join document d using (document_id) where event_id = ?"
        assert sorted(con.execute(source, [key]).fetchall()) == [
            ("https://example.org/review-01", "review", "Invented institute"),
            ("https://news.example.gov.cn/2031/tides.html", "official", "news.example.gov.cn"),
        ]
        hands = "select entered_by, checked_by from editing where subject_id = ?"
        assert con.execute(hands, [key]).fetchall() == [("importer", "Ann")]
        figure = (
            "select bn_cny::varchar, growth_against::varchar from figure where figure_id = 'central_st-2031-approved'"
        )
        assert con.execute(figure).fetchall() == [("120.500", "not stated")]


def test_what_an_editor_still_has_to_say_is_asked_in_sentences(facts: Path) -> None:
    draft = april()
    draft["events"][0].update(kind=None, date_start=None)
    draft["budget"][0].update(series=None, item="Space tourism")
    with pytest.raises(load.BadData) as caught:
        rows(draft, facts, "Ann")
    told = str(caught.value)
    assert "Event e1 'Academy of Tides opens a station in Mombasa': kind is missing" in told
    assert "the day is missing" in told and "Budget line b1 'Space tourism': it is no series" in told
    with pytest.raises(load.BadData, match="Nothing is accepted yet"):
        rows({**april(), "events": [], "budget": []}, facts, "Ann")
    with pytest.raises(load.BadData, match="who reviewed"):
        rows(april(), facts, " ")


def test_a_month_published_and_imported_again_is_the_same_version(facts: Path) -> None:
    first = publishing.publish(facts, facts / "built", rows(april(), facts, "Ann"), "Ann")
    again_ = publishing.publish(facts, facts / "built", rows(april(), facts, "Bob"), "Bob")
    assert (first.version, again_.changed) == (again_.version, False)
    assert len(publishing.log(facts)) == 1


def test_an_edit_after_adoption_is_published_and_nothing_else(facts: Path) -> None:
    publishing.publish(facts, facts / "built", rows(april(), facts, "Ann"), "Ann")
    draft = adopt(april(), facts)
    draft["events"][0].update(title="Own words", partner_countries=["FRA"], place="Lamu")
    folder = rows(draft, facts, "Bob")
    assert folder.tables["events.csv"][0]["title"] == "Own words"
    assert [row["iso3"] for row in folder.tables["event_countries.csv"]] == ["FRA"]
    assert [row["checked_by"] for row in folder.tables["editing.csv"]] == ["Ann", "Bob"]
    unmarked = april()
    unmarked["events"][0].update(title="Own words", place="Lamu", edited=["title"])
    told = rows(unmarked, facts, "Bob").tables["events.csv"][0]
    assert (told["title"], told["place"]) == ("Own words", "Mombasa")


def test_a_draft_that_is_edited_after_it_was_published_keeps_its_keys(facts: Path) -> None:
    draft = adopt(april(), facts)
    first = publishing.publish(facts, facts / "built", rows(draft, facts, "Ann"), "Ann")
    assert not publishing.publish(facts, facts / "built", rows(draft, facts, "Ann"), "Ann").changed
    draft["events"][0]["summary"] = "It opens at last."
    second = publishing.publish(facts, facts / "built", rows(draft, facts, "Ann"), "Ann")
    assert second.version != first.version
    with (facts / "issues/2031-04/events.csv").open() as file:
        assert [(row["event_id"], row["summary"]) for row in csv.DictReader(file)] == [
            ("2031-04-academy-tides-opens-station-mombasa", "It opens at last.")
        ]


def march(sources: Path) -> dict[str, Any]:
    """A re-import of the March 2024 review: what its events say, without keys, in the document's own words."""
    known = again.published(sources)
    events = []
    for number, row in enumerate(r for r in known["event"] if r["document_id"] == "review-2024-03"):
        told = again.event_values(row, known)
        for name in ("as_printed", "lat", "lon", "topics", "amount_for"):
            told.pop(name)
        told.update(
            id=f"e{number}",
            title="words",
            summary="words",
            kind="research",
            field="other",
            status="done",
            state="accepted",
            spans=[],
        )
        told["unsure"] = [{"field": "title", "why": "words of the document; write your own"}]
        events.append(told)
    budget = [
        {"id": f"b{n}", "item": row["series_id"], "series": row["series_id"], "value_bn_cny": float(row["bn_cny"]), "state": "accepted",
         "growth_pct": float(row["growth_pct"]), "locator": row["locator"], "as_printed": None}
        for n, row in enumerate(r for r in known["figure"] if r["document_id"] == "review-2024-03")
    ]  # fmt: skip
    return {"month": "2024-03", "title": "CHINA REVIEW", "publisher": "X", "events": events, "budget": budget, "document": {"name": "r.txt", "document_id": "review-2024-03"}}  # fmt: skip


def test_march_2024_imported_again_changes_no_byte(tmp_path: Path) -> None:
    for part in ("issues", "reference"):
        shutil.copytree(build.SOURCES / part, tmp_path / part)
    before = build.build(tmp_path, tmp_path / "built")
    total = folders.total(tmp_path / "issues/2024-03")
    result = publishing.publish(tmp_path, tmp_path / "built", rows(march(tmp_path), tmp_path, "Ann"), "Ann")
    assert (result.changed, result.version) == (False, before.version)
    assert folders.total(tmp_path / "issues/2024-03") == total and publishing.log(tmp_path) == []
    reordered = march(tmp_path)
    reordered["events"].reverse()
    assert rows(reordered, tmp_path, "Ann").tables == folders.open_folder(tmp_path, "2024-03").tables


def test_what_an_editor_had_in_the_folder_stays(facts: Path) -> None:
    publishing.publish(facts, facts / "built", rows(april(), facts, "Ann"), "Ann")
    path = facts / "issues/2031-04"
    (path / "source.txt").write_text("Projects\n\nText.")
    (path / "corrections.csv").write_text(
        "correction_id,subject_kind,subject_id,attribute,printed,corrected,state,reason,source\n"
        "x,document,review-2031-04,name,,,noted,Why not.,Nobody\n"
    )
    draft = adopt(april(), facts)
    draft["events"] = [{**EVENT, "id": "e2", "title": "Another station", "locator": "Projects, paragraph 2"}]
    publishing.publish(facts, facts / "built", rows(draft, facts, "Ann"), "Ann")
    assert (path / "source.txt").read_text() == "Projects\n\nText."
    assert "x,document" in (path / "corrections.csv").read_text()
    with (path / "events.csv").open() as file:
        assert [row["title"] for row in csv.DictReader(file)] == [EVENT["title"], "Another station"]


def test_without_a_screen_what_is_unsure_needs_an_answer(
    facts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(facts))
    draft = april()
    draft["events"][0].update(
        state="proposed", unsure=[*EVENT["unsure"], {"field": "place", "why": "two towns have this name"}]
    )
    assert publish.from_draft(draft, "Ann") == 2
    assert "place: two towns have this name" in capsys.readouterr().err
    assert not (facts / "issues/2031-04").exists()
    assert publish.from_draft(draft, "Ann", accept_unsure=True) == 0
    assert "Published: review-2031-04" in capsys.readouterr().out
    assert publish.from_draft(draft, "Ann") == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_what_was_left_out_or_linked_stays_so_when_the_document_comes_again(facts: Path) -> None:
    """An untouched import of a published document changes nothing, whatever was decided of it."""
    first = april()
    words = ("Tides station", "A talk that is left out", "A talk told before")
    first["events"] = [
        {**deepcopy(EVENT), "id": f"e{number}", "title": title, "summary": f"{title}.", "locator": f"Projects, paragraph {number}", "state": "proposed"}
        for number, title in enumerate(words, 1)
    ]  # fmt: skip
    first["budget"] = []
    told = deepcopy(first)
    told["events"][0]["state"], told["events"][1]["state"] = "accepted", "rejected"
    told["events"][2].update(state="accepted", source_of="2031-02-talks")
    publishing.publish(facts, facts / "built", rows(told, facts, "Ann"), "Ann")
    again_told = again.adopt(first, facts)
    assert [one["state"] for one in again_told["events"]] == ["proposed", "rejected", "proposed"]
    assert again_told["events"][2]["source_of"] == "2031-02-talks"
    assert any("left out then" in words for words in again_told["warnings"])
    result = publish.published(first, facts, facts / "built", "Ann", accept_unsure=True)
    assert not result.changed


def test_what_a_published_file_leaves_empty_is_taken_out_and_what_it_leaves_away_is_told(facts: Path) -> None:
    path = facts / "issues/2031-01/events.csv"
    lines = path.read_text(encoding="utf-8").replace("5000,EUR,about,building", ",,,").splitlines()
    given = "\n".join(lines[:2]).encode()
    draft = adopt(sheets.read("events.csv", given, known.read(facts)), facts)
    assert draft["warnings"] == [
        "Published events of this document that are not in it stay published (1): 'Invented probe reaches the Moon'."
    ]
    assert publish.published(draft, facts, facts / "built", "Ann").changed
    with path.open(encoding="utf-8") as file:
        rows_now = {row["event_id"]: row for row in csv.DictReader(file)}
    assert (rows_now["2031-01-lab"]["amount"], rows_now["2031-01-lab"]["place"]) == ("", "Paris")
    assert rows_now["2031-01-probe"]["place"] == "Lunar orbit"


@pytest.mark.parametrize("document", ["review-2031-01", "review-2031-02"])
def test_a_published_document_is_a_draft_again(facts: Path, document: str) -> None:
    draft = reopened.reopened(document, again.published(facts), facts)
    assert review.problems(draft, known.read(facts)) == []
    assert not publishing.publish(facts, facts / "built", rows(draft, facts, "Ann"), "Ann").changed
    after = review.edit(draft, "e1", {"title": "Corrected"}, known.read(facts))
    assert publishing.publish(facts, facts / "built", rows(after, facts, "Ann"), "Ann").changed
    titles = [row["title"] for row in again.published(facts)["event"] if row["document_id"] == document]
    assert titles[0] == "Corrected" and len(titles) == len(draft["events"])


def test_the_first_review_is_a_draft_again(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    for name in ("issues", "reference"):
        shutil.copytree(build.SCHEMA.parent / name, facts / name)
    draft = reopened.reopened("review-2024-03", again.published(facts), facts)
    assert not publishing.publish(facts, facts / "built", rows(draft, facts, "Ann"), "Ann").changed
