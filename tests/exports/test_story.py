"""Storyboards survive their way through files and links, and nonsense is told in a sentence."""

import base64
import json
import zlib

import pytest

from exports import story
from exports.story import BadStory, Step, Story
from exports.view import Known

KNOWN = Known(("2030-12", "2031-01"), {}, {}, "2031-01")
TOLD = Story("Lunar", (Step("budget", {"order": ["name"]}, "Money", "Say it slowly."), Step("questions", {})))


def test_the_storyboard_to_begin_with() -> None:
    first = story.default(KNOWN)
    assert [step.page for step in first.steps] == [
        "budget",
        "collaboration",
        "breakthroughs",
        "diplomacy",
        "changed",
        "questions",
    ]
    assert first.steps[0].query == {"from": ["2031-01"], "to": ["2031-01"], "source": ["review"]}
    assert "January 2031" in first.title and story.from_json(story.to_json(first, notes=False)) == first


def test_notes_leave_only_where_they_are_asked_for() -> None:
    assert story.from_json(story.to_json(TOLD, notes=True)) == TOLD
    assert story.from_link(story.to_link(TOLD, notes=True)) == TOLD
    for told in (story.from_json(story.to_json(TOLD, notes=False)), story.from_link(story.to_link(TOLD))):
        assert told == TOLD.public() and not any(step.notes for step in told.steps)


def test_steps_are_moved_removed_added() -> None:
    assert [step.page for step in TOLD.moved(0, 1).steps] == ["questions", "budget"]
    assert TOLD.moved(0, -5) == TOLD and TOLD.moved(1, 9) == TOLD
    assert TOLD.without(0).steps == TOLD.steps[1:]
    assert TOLD.with_step(TOLD.steps[0]).steps[-1] == TOLD.steps[0]
    full = Story("", TOLD.steps[:1] * story.MOST_STEPS)
    with pytest.raises(BadStory, match="at most 40 steps"):
        full.with_step(TOLD.steps[0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("no json", "it is not JSON"),
        ("[]", "no storyboard of this dashboard"),
        ({"steps": []}, "has 0 steps"),
        ({"steps": [{"page": "budget"}] * 41}, "has 41 steps"),
        ({"steps": [{"page": "../secret"}]}, "'../secret' is no view"),
        ({"steps": ["budget"]}, "'budget' is no view"),
        ({"steps": [{"page": "budget", "query": {"evil": ["1"]}}]}, "'evil' is not known"),
        ({"steps": [{"page": "budget", "query": {"order": "name"}}]}, "no list of words"),
        ({"steps": [{"page": "budget", "query": {"order": ["a\x00"]}}]}, "no list of words"),
        ({"steps": [{"page": "budget", "query": {"chart": ["\ud800"]}}]}, "no list of words"),
        ({"steps": [{"page": "budget", "title": "x" * 201}]}, "the title of step 1"),
        ({"steps": [{"page": "budget", "notes": 3}]}, "the notes of step 1"),
    ],
)
def test_nonsense_is_told_in_a_sentence(change: str | dict[str, object], words: str) -> None:
    text = change if isinstance(change, str) else json.dumps({"storyboard": 1, "title": "", **change})
    with pytest.raises(BadStory, match=words):
        story.from_json(text)


def test_a_damaged_link_is_told() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b"0" * 3_000_000, 9)).decode()
    for packed, words in (
        ("abc%%%", "damaged"),
        (story.to_link(TOLD)[:-9], "damaged"),
        ("a" * 7000, "too long"),
        (bomb, "too long"),
    ):
        with pytest.raises(BadStory, match=words):
            story.from_link(packed)
