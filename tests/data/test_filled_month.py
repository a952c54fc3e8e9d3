"""From a sheet or an empty draft to published rows: names decided once stay decided, a linked event is a source, twice is once."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from data import build, publishing
from data.importer import again, alike, known, review, rows, sheets
from tests.conftest import FIXTURES


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "facts"))
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    build.build(folder, folder / "built")
    return folder


def publish(draft: dict[str, Any], facts: Path) -> publishing.Result:
    return publishing.publish(facts, facts / "built", rows.rows(draft, facts, "Ada"), "Ada")


def test_a_published_file_filled_in_again_changes_nothing(facts: Path) -> None:
    draft = sheets.read("events.csv", (facts / "issues/2031-01/events.csv").read_bytes())
    adopted = again.adopt(draft, facts)
    assert sheets.read("draft.xlsx", sheets.written(adopted)) == adopted
    ready = review.accept(adopted, [event["id"] for event in adopted["events"]])
    assert review.problems(ready) == []
    assert not publish(ready, facts).changed


def test_a_month_by_hand_brings_its_names_aliases_and_sources(facts: Path) -> None:
    before = known.here()
    organisation, told = next(iter(before.ids("organisation"))), before.rows["event"][0]["event_id"]
    draft: dict[str, Any] = {"month": "2031-03", "title": "Third", "publisher": "Nobody", "events": [], "budget": []}
    draft = review.add(review.add(draft, "collaboration"), "diplomacy")
    draft = review.edit(draft, "e1", {
        "title": "A thing opens", "summary": "It is new.", "kind": "facility", "field": next(iter(before.ids("field"))),
        "date_start": "2031-03-05", "locator": "Collaboration, paragraph 1", "topics": ["new-theme"], "partner_countries": ["FRA"],
        "organisations": [{"name": "New Lab", "role": "builder"}, {"name": "Odd Print", "role": "host"}], "people": [{"name": "Ada Vale"}],
    })  # fmt: skip
    draft = review.edit(draft, "e2", {"summary": "It says more.", "locator": "Diplomacy, paragraph 1"})
    draft = review.new_name(draft, "organisation", "New Lab", {"kind": "institute", "country": "FRA"})
    draft = review.same_as(draft, "organisation", "Odd Print", organisation)
    draft = review.new_name(draft, "person", "Ada Vale", {"country": "FRA"})
    draft = review.accept(alike.link(draft, "e2", told), ["e1"])
    assert review.problems(draft) == []
    assert publish(draft, facts).changed and not publish(draft, facts).changed
    after = known.here()
    assert "Odd Print" in after.ids("organisation")[organisation]
    assert (after.ids("organisation")["new-lab"], after.ids("person")["ada-vale"]) == (("New Lab",), ("Ada Vale",))
    assert "new-theme" in after.ids("topic")
    sources = [(row["document_id"], row["states"]) for row in after.rows["event_source"] if row["event_id"] == told]
    assert ("review-2031-03", "It says more.") in sources
    assert len(after.rows["event"]) == len(before.rows["event"]) + 1
