"""A draft on the screen: what is typed is kept, and nobody writes over or publishes what they have not seen."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.importer import again, documents, draft, names, review
from data.importer import known as published
from data.importer.drafts import Store
from tests.conftest import FIXTURES
from tests.ui.conftest import Opened
from ui import database, roles
from ui.editing_words import plain

REVIEW = FIXTURES / "reviews" / "next" / "2031-03.txt"


@pytest.fixture
def store(facts: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("DASHBOARD_DATA", str(facts))
    monkeypatch.setattr(roles, "_from_afar", lambda: "")
    return Store(facts / "drafts")


def kept(store: Store) -> str:
    """The invented review as a draft in the store."""
    made = draft.draft(documents.read(REVIEW), names.load(database.SOURCES), draft.published(database.SOURCES))
    return store.new(again.adopt(made, database.SOURCES), REVIEW.name, REVIEW.read_bytes(), "Eva")


def button(app: AppTest, label: str) -> Any:
    return next(one for one in app.button if one.label == label)


def title(app: AppTest) -> Any:
    return next(one for one in app.text_input if one.label == "Title, in your own words")


def told(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.warning, *app.error, *app.success, *app.info)).replace("\\", "")


def test_what_is_typed_is_kept_and_undone(store: Store, opened: Opened) -> None:
    key = kept(store)
    app = opened("issues", part=["draft"], draft=[key])
    assert not app.exception and not app.error
    title(app).set_value("Tidal laboratory").run()
    assert store.load(key).draft["events"][0]["title"] == "Tidal laboratory"
    button(app, "Reject").click().run()
    assert store.load(key).draft["events"][0]["state"] == "rejected"
    button(app, "Undo").click().run()
    assert store.load(key).draft["events"][0]["state"] == "proposed"
    button(app, "Undo").click().run()
    assert store.load(key).draft["events"][0]["title"] != "Tidal laboratory"
    assert store.load(key).revision == 5


def test_a_second_editor_is_told_and_nothing_is_written_over(store: Store, opened: Opened) -> None:
    key = kept(store)
    app = opened("issues", part=["draft"], draft=[key])
    other = store.load(key)
    store.save(key, review.edit(other.draft, "e2", {"title": "Another row"}), other.revision, "Bob")
    # Another row was changed: this step goes through, and both are kept.
    title(app).set_value("Mine").run()
    assert [row["title"] for row in store.load(key).draft["events"][:2]] == ["Mine", "Another row"]
    assert "Bob changed this draft" in told(app) or "Another window" in told(app)
    now = store.load(key)
    store.save(key, review.edit(now.draft, "e1", {"title": "Theirs"}), now.revision, "Bob")
    # The same row was changed: it stays as Bob saved it, and the words are not lost.
    title(app).set_value("Mine again").run()
    assert store.load(key).draft["events"][0]["title"] == "Theirs"
    assert "Bob saved this draft" in told(app) and "Mine again" in told(app)
    assert title(app).value == "Theirs"


def test_only_what_was_seen_is_published(store: Store, opened: Opened, facts: Path) -> None:
    key = kept(store)
    now = store.load(key)
    ready = review.accept(now.draft, [row["id"] for row in now.draft["events"]])
    ready = review.same_as(ready, "organisation", "Invented Laboratory for Paris", "lab-paris")
    store.save(key, ready, now.revision, "Eva")
    app = opened("issues", part=["draft"], draft=[key])
    now = store.load(key)
    store.save(key, review.edit(now.draft, "e1", {"title": "Never seen"}), now.revision, "Bob")
    button(app, "Publish").click().run()
    assert "Bob saved this draft" in told(app) and not (facts / "issues" / "2031-03").exists()
    button(app, "Publish").click().run()
    assert "was published" in told(app) and (facts / "issues" / "2031-03" / "events.csv").is_file()


def test_an_added_event_gets_all_that_publishing_needs(store: Store, opened: Opened) -> None:
    key = kept(store)
    app = opened("issues", part=["draft"], draft=[key])
    button(app, "Add an event").click().run()
    # What was added is what is open.
    assert app.selectbox(key="draft-event").value == "e5"
    for label, value in (("Where in the document", "Whole report"), ("Title, in your own words", "Added by hand")):
        next(one for one in app.text_input if one.label == label).set_value(value).run()
    next(one for one in app.text_area).set_value("It was added.").run()
    for label, value in (("Kind", "facility"), ("Field", "energy")):
        next(one for one in app.selectbox if one.label == label).set_value(value).run()
    added = store.load(key).draft["events"][-1]
    assert [added[name] for name in ("locator", "title", "summary", "kind", "field")] == [
        "Whole report",
        "Added by hand",
        "It was added.",
        "facility",
        "energy",
    ]
    assert not [line for line in review.problems(review.accept(store.load(key).draft, ["e5"])) if "e5" in line]
    button(app, "Undo").click().run()
    assert "changed this draft" not in told(app)


def test_the_card_says_all_of_an_event_and_shows_what_follows_from_a_change(store: Store, opened: Opened) -> None:
    key = kept(store)
    app = opened("issues", part=["draft"], draft=[key])

    def box(label: str) -> Any:
        return next(one for one in (*app.text_input, *app.selectbox, *app.multiselect) if one.label == label)

    box("Place").set_value("Nairobi").run()
    assert (box("Its country").value, box("Partners").value) == ("KEN", ["FRA"])
    box("Partners").set_value(["FRA", "KEN"]).run()
    box("First day").set_value("2031-03-14").run()
    assert box("Last day").value == "2031-03-14"
    box("Amount").set_value("2,500,000").run()
    box("Currency").set_value("kes").run()
    row = store.load(key).draft["events"][0]
    assert (round(row["lat"]), round(row["lon"]), row["partner_countries"]) == (-1, 37, ["FRA", "KEN"])
    assert (row["date_start"], row["date_end"], row["amount"], row["currency"]) == ("2031-03-14",) * 2 + (
        2500000,
        "KES",
    )
    box("First day").set_value("14 of March").run()
    assert "14 of March" in told(app) and box("First day").value == "2031-03-14"


def test_only_what_lacks_nothing_and_is_new_counts_as_sure(store: Store, opened: Opened) -> None:
    key = kept(store)
    now = store.load(key)
    # As the published talks of February, told again.
    again_told = {
        "title": "Invented talks in Beijing",
        "date_start": "2031-02-03",
        "date_end": "2031-02-05",
        "place": "Beijing",
    }
    store.save(key, review.add(review.edit(now.draft, "e3", again_told), "diplomacy"), now.revision, "Eva")
    app = opened("issues", part=["draft"], draft=[key])
    button(app, "Accept all that is sure").click().run()
    states = {row["id"]: row["state"] for row in store.load(key).draft["events"]}
    assert states["e2"] == "accepted" and states["e3"] == states["e5"] == "proposed"


def test_a_file_that_is_a_draft_already_is_offered_instead_of_read_again(store: Store, opened: Opened) -> None:
    key = kept(store)
    app = opened("issues", part=["draft"])
    app.file_uploader[0].set_value((REVIEW.name, REVIEW.read_bytes(), "text/plain")).run()
    assert "This very file is a draft already" in told(app) and len(store.all()) == 1
    button(app, "Open that draft").click().run()
    assert app.query_params["draft"] == key and not app.exception
    app = opened("issues", part=["draft"])
    app.file_uploader[0].set_value((REVIEW.name, REVIEW.read_bytes(), "text/plain")).run()
    button(app, "Read the file anew").click().run()
    assert not app.exception and len(store.all()) == 2


def test_a_published_draft_says_so_and_is_the_way_to_correct_its_month(store: Store, opened: Opened) -> None:
    key = kept(store)
    now = store.load(key)
    ready = review.accept(now.draft, [row["id"] for row in now.draft["events"]])
    store.save(key, review.same_as(ready, "organisation", "Invented Laboratory for Paris", "lab-paris"), 1, "Eva")
    app = opened("issues", part=["draft"], draft=[key])
    button(app, "Publish").click().run()
    button(app, "Correct it").click().run()
    assert "Published" in told(app) and "readers see it once it is published anew" in told(app)
    title(app).set_value("A better title").run()
    assert store.load(key).state == "open" and "readers see it once" not in told(app)
    button(app, "Publish").click().run()
    assert "was published" in told(app)
    assert "A better title" in (store.folder.parent / "issues" / "2031-03" / "events.csv").read_text(encoding="utf-8")


def test_a_published_month_without_a_draft_is_corrected_in_one_made_of_it(store: Store, opened: Opened) -> None:
    app = opened("issues", part=["draft"])
    app.button(key="correct-review-2031-01").click().run()
    assert not button(app, "Publish").disabled
    app.text_input(key=next(one.key for one in app.text_input if one.label == "Place")).set_value("Nairobi").run()
    assert [one.draft["events"][0]["place_country"] for one in store.all()] == ["KEN"]
    button(app, "All drafts").click().run()
    app.button(key="correct-review-2031-01").click().run()
    assert len(store.all()) == 1


def test_the_screen_names_rows_by_their_titles_and_columns_by_their_headings(store: Store) -> None:
    draft_, known = store.load(kept(store)).draft, published.read(database.SOURCES)
    draft_["budget"] = [{"id": "b1", "series": "central_st", "item": "st"}]
    first = draft_["events"][0]["title"]
    assert (
        plain(f"Event e1 '{first}', date_end: it is missing", draft_, known)
        == f"Event '{first}', last day: it is missing"
    )
    assert plain("Kenya is new; here it is in e2", draft_, known).startswith(
        "Kenya is new; here it is in 'A solar power"
    )
    assert plain("3 rows are not decided (e1, e2, ...); accept or reject each", draft_, known).startswith(
        "3 rows are not decided; a"
    )
    line = plain("Budget line b1 'st', value_bn_cny: it is missing", draft_, known)
    assert line == f"Budget line '{known.ids('series')['central_st'][0]}', billion yuan: it is missing"
