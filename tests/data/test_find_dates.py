"""Dates in invented sentences: which day, and whether it is the event's own."""

import pytest

from data.importer import assembly, dates
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("text", "month", "start", "end", "precision"),
    [
        ("It opened on 5 March.", "2031-03", "2031-03-05", "2031-03-05", "day"),
        ("It opened on Friday, March 5, 2032.", "2032-03", "2032-03-05", "2032-03-05", "day"),
        ("Held on the 5th of March in Lima.", "2031-03", "2031-03-05", "2031-03-05", "day"),
        ("They met from 18 to 22 March.", "2031-03", "2031-03-18", "2031-03-22", "day"),
        ("They met on March 18–22, 2031.", "2031-03", "2031-03-18", "2031-03-22", "day"),
        ("Between 30 April and 2 May they met.", "2031-05", "2031-04-30", "2031-05-02", "day"),
        ("They sailed 28 December 2030 - 3 January 2031.", "2031-01", "2030-12-28", "2031-01-03", "day"),
        ("They met on 29 December.", "2031-01", "2030-12-29", "2030-12-29", "day"),
        ("Agreement of March 5, 2031, on soils.", "2031-03", "2031-03-05", "2031-03-05", "day"),
        ("Since the 5th of March it listens.", "2031-03", "2031-03-05", "2031-03-05", "day"),
        ("It was shown in mid-March.", "2031-03", "2031-03-01", "2031-03-31", "month"),
        ("It was shown on 2031-03-09.", "2031-03", "2031-03-09", "2031-03-09", "day"),
        ("It was shown on 11/07/2031.", "2031-11", "2031-11-07", "2031-11-07", "day"),
    ],
)
def test_a_date_in_any_usual_form(text: str, month: str, start: str, end: str, precision: str) -> None:
    (one,) = dates.find(text, month)
    assert one.value
    assert (one.value.start, one.value.end, one.value.precision, one.value.main) == (start, end, precision, True)


@pytest.mark.parametrize("text", ["It met last Tuesday.", "It met yesterday.", "It was shown on 31 February 2031."])
def test_what_cannot_be_a_day_is_a_doubt(text: str) -> None:
    (one,) = dates.find(text, "2031-03")
    assert (one.value, one.sure) == (None, False)
    assert one.why


@pytest.mark.parametrize(
    "text", ["It flew first in 2018.", "The 15th Joint Committee met.", "Version 3.2 may march on.", "They may sign."]
)
def test_what_is_no_date(text: str) -> None:
    assert dates.find(text, "2031-03") == []


def test_background_and_plans_are_told_from_the_day_itself() -> None:
    text = "They agreed on 12 March to do what was reached in October 2030. A second meeting is planned for May 2032."
    assert [one.value.main for one in dates.find(text, "2031-03") if one.value] == [True, False, False]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Two days later, in Quito, a school was opened.", "2031-05-07"),
        ("A week earlier a boat had sunk.", "2031-04-27"),
        ("On the following day it rained.", "2031-05-06"),
        ("On the same day a boat was launched.", "2031-05-04"),
        ("Some days later it rained.", None),
    ],
)
def test_a_day_that_counts_from_the_event_before_is_reckoned_and_marked(words: str, day: str | None) -> None:
    told = dates.counted(words, "2031-05-04", "2031-05-05")
    assert (told.value.start if told else None) == day
    assert not told or (not told.sure and "counted" in told.why)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Talks resumed in Lima on 5 March and ended on Friday 7 March without result.", "2031-03-05", "2031-03-07"),
        ("Over three days from 5 March they met in Lima.", "2031-03-05", "2031-03-07"),
        ("The course began on 5 March and lasted four days.", "2031-03-05", "2031-03-08"),
        ("They met in Lima from the 5th to the 7th.", "2031-03-05", "2031-03-07"),
        ("It broke through on Friday the 7th, said its maker.", "2031-03-07", "2031-03-07"),
        ("March (no day given): the machine in Lima reached 40 exaflops.", "2031-03-01", "2031-03-31"),
        # What follows is another thing.
        ("It opened on 5 March and will be closed on 7 March.", "2031-03-05", "2031-03-05"),
    ],
)
def test_how_long_it_went_on(text: str, start: str, end: str) -> None:
    made = assembly.event(text, "diplomacy", "2031-03", known())
    assert (made["date_start"], made["date_end"]) == (start, end)


def test_a_paragraph_counts_from_the_event_of_the_one_before() -> None:
    first = assembly.event("It opened on 5 March.", "diplomacy", "2031-03", known())
    later = assembly.event("Four days later the mast fell.", "diplomacy", "2031-03", known(), None, [first])
    assert later["date_start"] == "2031-03-09"
