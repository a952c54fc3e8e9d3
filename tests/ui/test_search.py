"""The search box: what it answers to a text, and that it says nothing when nothing was typed."""

import json
from typing import Any

import pytest

from tests.ui.conftest import Opened
from ui import search


def headings(answer: dict[str, Any]) -> dict[str, list[str]]:
    return {group["heading"]: [row["label"] for row in group["rows"]] for group in answer["groups"]}


@pytest.mark.usefixtures("facts")
def test_results_come_by_kind() -> None:
    assert headings(search.answer("Paris invented")) == {
        "Events": ["Invented laboratory opens in Paris"],
        "Organisations": ["Invented Laboratory of Paris"],
    }
    assert headings(search.answer("kenyan")) == {"Countries and places": ["Kenya"]}


@pytest.mark.usefixtures("facts")
def test_a_slip_is_mended_and_told() -> None:
    answer = search.answer("obsevatories")
    assert headings(answer) == {"Organisations": ["Invented Union of Observatories"]}
    assert answer["note"] == "Spelled alike: “observatories” for “obsevatories”."
    # Both words are there, but no title has both: one of them is the slip.
    assert headings(search.answer("labratory opens"))["Events"] == ["Invented laboratory opens in Paris"]


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("zzzqq", "Nothing here has a word like “zzzqq”. Try"),
        ("beijing comet", "Nothing here has all of these words. Try"),
        ("?! %_", "Type a word, a name or a year."),
        ("\ud800", "Type a word, a name or a year."),
        ("'; drop table event; --", "Nothing here has a word like “drop”. Try"),
    ],
)
def test_where_nothing_is_found_it_says_what_to_try(text: str, told: str) -> None:
    answer = search.answer(text)
    assert answer["asked"] == text and answer["groups"] == []
    assert answer["note"].startswith(told)


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    "text", ["a\x00b", "<script>alert(1)</script>", "invented " * 500, "🙂 invented", "الصين", "-", "中"]
)
def test_any_text_is_harmless(text: str) -> None:
    answer = search.answer(text)
    assert set(answer) == {"asked", "groups", "note"}
    json.dumps(answer)


@pytest.mark.usefixtures("facts")
def test_more_words_than_are_looked_for_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_WORDS", 2)
    assert search.answer("invented paris")["note"] == ""
    answer = search.answer("invented paris beijing")
    assert answer["groups"] and answer["note"] == "Only the first 2 words are looked for."


def test_a_frequent_word_is_read_in_its_newest_events(facts: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "REACH", 2)
    monkeypatch.setattr(search, "MOST_EVENTS", 2)
    [told] = [group for group in search.answer("invented")["groups"] if group["heading"] == "Events"]
    # The index counts a single word; the seventh event need not be read for it.
    assert (len(told["rows"]), told["found"], told["more"]) == (2, 7, False)
    monkeypatch.setattr(search, "MOST_EVENTS", 5)
    [told] = [group for group in search.answer("inv")["groups"] if group["heading"] == "Events"]
    assert (len(told["rows"]), told["found"]) == (5, 7)


@pytest.mark.parametrize("page", ["overview", "budget"])
def test_the_box_stands_on_a_page_and_sends_nothing(opened: Opened, page: str) -> None:
    app = opened(page)
    [box] = [element for element in app.get("bidi_component") if "search" in element.proto.component_name]
    assert box.proto.json in ("", "null")
