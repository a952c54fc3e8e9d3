"""Events of the importer: two in one paragraph are told apart, details are not. All texts are invented."""

import pytest

from data.importer import events

MONTH = "2031-05"
OPENED = "A garden was opened on 4 May in Lima by the Reed Institute. "


def parts(text: str) -> list[str]:
    return [text[part.start : part.end] for part in events.parts(text, MONTH)]


@pytest.mark.parametrize(
    "second",
    [
        "Two days later, on 6 May, the Reed Institute signed an agreement with the Alder University in Quito.",
        "Separately, the Alder University and the Reed Institute renewed their agreement.",
        "A day later the Alder University opened a school in Quito.",
        "On the same day, in Quito, the Alder University signed an agreement on boats.",
        "Also on 7 May, the Alder University launched a boat in Quito.",
        "In Quito, the Alder University opened a school on 9 May.",
        "On 25 May the Alder University broke off its exchange of students.",
        "Meanwhile, in the presence of the minister and Ana Reed, commitments were renewed.",
    ],
)
def test_a_thing_of_its_own_is_told_apart(second: str) -> None:
    assert parts(OPENED + second) == [OPENED.strip(), second]


@pytest.mark.parametrize(
    "detail",
    [
        "The garden will close on 30 May.",
        "It had been begun in March 2029 by Prof. Ana Reed.",
        '"On 6 May we opened the gate," said Dr. Ana Reed of the Alder University.',
        "Meanwhile the price of seeds has doubled.",
        "The talks ended on 6 May without a paper.",
        "They met again on 6 May.",
    ],
)
def test_a_detail_is_not(detail: str) -> None:
    assert parts(OPENED + detail) == [OPENED + detail]


def test_a_day_within_a_visit_is_part_of_it_unless_it_has_a_place() -> None:
    visit = "The minister of Peru was in China from 5 to 9 May. "
    assert len(parts(visit + "On 6 May she signed a protocol.")) == 1
    assert len(parts(visit + "In Wuhan, on 6 May, she signed a protocol.")) == 2


@pytest.mark.parametrize(
    ("text", "dated", "named", "expected"),
    [
        ("This section lists what two reports agree on.", False, 0, False),
        ("We thank our readers and the Reed Institute, which has sent letters.", False, 1, False),
        ("The month was quiet.", False, 0, False),
        ("The Reed Institute has bred an oat.", False, 1, True),
        ("A garden was opened.", True, 0, True),
    ],
)
def test_an_introduction_is_no_event(text: str, dated: bool, named: int, expected: bool) -> None:
    assert events.is_event(text, dated, named) is expected


def test_what_a_review_says_of_its_days_is_no_event() -> None:
    assert not events.is_event("This issue covers the period from 1 to 31 May 2031.", True, 0)


def test_a_day_counted_behind_a_place_sets_a_second_event_apart() -> None:
    text = "The Elbe Institute and Donghe University signed a contract on 14 May. In Leipzig, two days later, clinics of both sides opened a register."
    told = list(events.parts(text, "2031-05"))
    assert [text[part.start : part.end].split()[0] for part in told] == ["The", "In"]


@pytest.mark.parametrize(
    "opening",
    [
        "Five days after the trials closed, Budapest",
        "The day after, Windhoek",
        "Twelve days later the fellows of Abuja",
    ],
)
def test_a_day_counted_in_other_words_sets_a_second_event_apart(opening: str) -> None:
    text = f"Engineers joined the trials of a robot from 10 to 13 May. {opening} signed for a second fleet."
    assert [part.start > 0 for part in events.parts(text, "2031-05")] == [False, True]
