"""What a mark stands for, and which printed words are marked in a passage."""

import pytest

from ui import evidence_words, prose
from ui.selection import Subject, subject


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("event:2031-02-lab", Subject("event", "2031-02-lab")),
        ("event:2031-02-lab@AAA", Subject("event", "2031-02-lab")),
        ("country:FRA", Subject("country", "FRA")),
        ("country:FRA/agreement", Subject("country", "FRA", part="agreement")),
        ("body:esa", Subject("organisation", "esa")),
        ("home_person:li", Subject("person", "li")),
        ("tie:CHN>FRA", Subject("tie", "CHN>FRA")),
        ("place:39.9042,116.4074@2", Subject("place", "39.9042,116.4074", level="2")),
        ("project:chang-e-6", Subject("topic", "chang-e-6")),
        ("figure:central_st-2024-draft", Subject("figure", "central_st-2024-draft")),
    ],
)
def test_a_mark_names_a_subject(mark: str, found: Subject) -> None:
    assert subject(mark) == found
    assert subject(str(found)) == found, "what stands in the address says the same"


@pytest.mark.parametrize(
    "mark", ["", "event", "event:", "nonsense:x", "event:a\nb", "event:" + "x" * 4000, None, 7, ["event:a"]]
)
def test_nonsense_names_nothing(mark: object) -> None:
    assert subject(mark) is None


def test_the_ends_of_a_tie() -> None:
    assert Subject("tie", "CHN>FRA").ends == ("CHN", "FRA")
    assert Subject("country", "FRA").ends == ("", "FRA")


def test_printed_words_are_marked_whatever_their_spaces_dashes_and_quotes() -> None:
    passage = "It was opened on\n27 March, a \u201cfirst\u201d of US $ 400,000, from 3\u201311 March."
    runs = evidence_words.highlight(passage, ["opened on 27 march", '"first"', "3-11 March", "not in it"])
    assert "".join(run if isinstance(run, str) else run[1] for run in runs) == passage
    assert [run for run in runs if not isinstance(run, str)] == [
        prose.marked("opened on\n27 March"),
        prose.marked("\u201cfirst\u201d"),
        prose.marked("3\u201311 March"),
    ]


def test_a_passage_without_printed_words_stays_as_it_is() -> None:
    assert evidence_words.highlight("Nothing here.", []) == ["Nothing here."]
