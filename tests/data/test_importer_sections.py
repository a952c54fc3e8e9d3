"""Sections of the importer: headings in many wordings. All texts are invented."""

import pytest

from data.importer.documents import Paragraph
from data.importer.sections import sectioned


def paragraphs(*lines: str) -> list[Paragraph]:
    return [Paragraph(line, not line.endswith("."), line.startswith("- ")) for line in lines]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("IV. SCIENCE BUDGET 2031", "budget"),
        ("Public Spending on Science", "budget"),
        ("3) Scientific Colaboration Projects", "collaboration"),
        ("Joint Projects and Partnerships", "collaboration"),
        ("RESEARCH BREAKTROUGHS", "breakthrough"),
        ("SCIENCE BUGDET 2031", "budget"),
        ("The Budegt", "budget"),
        ("Public Expendiutre", "budget"),
        ("JOINT PORJECTS", "collaboration"),
        ("Scientific Collaobration", "collaboration"),
        ("Break-throughs", "breakthrough"),
        ("Discvoeries of the Month", "breakthrough"),
        ("SCIENCE DIPLMOACY", "diplomacy"),
        ("D I P L O M A C Y", "diplomacy"),
        ("B. New Discoveries and Findings", "breakthrough"),
        ("China's Science Diplomacy", "diplomacy"),
        ("International Cooperation", "diplomacy"),
        ("Foreign Relations and Visits", "diplomacy"),
    ],
)
def test_a_heading_names_its_section(heading: str, section: str) -> None:
    found = sectioned(paragraphs("A Review", heading, "The ferry crossed the lake."))
    assert [(one.section, one.locator) for one in found] == [(section, f"{heading}, paragraph 1")]


def test_contents_notes_and_front_matter_are_no_section() -> None:
    found = sectioned(
        paragraphs(
            "A Review", "Contents: Budget, Collaboration, Breakthroughs, Diplomacy", "Some words in front.", "Breakthroughs", "The ferry crossed.", "On the lake",
            "A second boat came.", "Sources", "The harbour's own log."
        )
    )  # fmt: skip
    assert [(one.section, one.locator) for one in found] == [
        ("breakthrough", "Breakthroughs, paragraph 1"),
        ("breakthrough", "On the lake, paragraph 1"),
    ]


def test_of_two_headings_for_one_section_the_weaker_takes_the_empty_one() -> None:
    found = sectioned(
        paragraphs("Science Diplomacy", "Talks were held.", "International Cooperation Projects", "A farm was built.")
    )
    assert [one.section for one in found] == ["diplomacy", "collaboration"]


@pytest.mark.parametrize(
    "heading", ["Protecting the Lake", "A Finding of Note", "Founding of a School", "National Parks", "Regards from Lima", "Walks"]
)  # fmt: skip
def test_a_word_of_its_own_is_no_slip_of_another(heading: str) -> None:
    assert sectioned(paragraphs("A Review", heading, "The ferry crossed the lake.")) == []


RESULTS = [
    "Researchers reported the first battery without cobalt in a paper on 4 May.",
    "A telescope measured the fastest star so far; the study was published on 9 May.",
]
DEALS = [
    "Two companies began to build a solar plant together; it cost 40 million euros.",
    "A joint station near the port was handed over; the partners paid half each.",
]


def test_a_heading_that_says_nothing_takes_the_section_its_paragraphs_sound_like() -> None:
    found = sectioned(
        paragraphs("Diplomacy", "The minister met her counterpart.", "New Things", *RESULTS, "Here and There", *DEALS)
    )
    assert [one.section for one in found] == [
        "diplomacy",
        "breakthrough",
        "breakthrough",
        "collaboration",
        "collaboration",
    ]


def test_a_heading_within_a_section_stays_in_it() -> None:
    # Another form than the named heading; the section is taken; one paragraph alone says too little.
    named = ("A. Diplomacy", "The minister met her counterpart.")
    for heading, below, also in (
        ("New Things", RESULTS, ()),
        ("B. New Things", RESULTS[:1], ()),
        ("C. New Things", RESULTS, ("B. Breakthroughs", "A ferry was launched.")),
    ):
        found = sectioned(paragraphs(*also, *named, heading, *below))
        assert {one.section for one in found[len(also) // 2 :]} == {"diplomacy"}


def test_a_source_below_a_paragraph_ends_no_section() -> None:
    found = sectioned(paragraphs("Diplomacy", "Talks were held.", "Source: The Lake Gazette", "A visit followed."))
    assert [one.locator for one in found] == ["Diplomacy, paragraph 1", "Diplomacy, paragraph 2"]


def test_headings_that_all_say_nothing_are_told_by_what_stands_below() -> None:
    text = [
        ("China's science and technology, May 2031", True),
        ("Stuff from the benches", True),
        ("On 3 May researchers reported the first species of blind trout, described in a journal.", False),
        ("Physicists measured a record that no study had shown before.", False),
        ("Friends in far places", True),
        ("A joint plant worth 5 million euros was built by engineers of two companies.", False),
        ("Partners began a shared station near the port.", False),
        ("Nice to see you", True),
        ("Ministers met and signed an agreement on exchanges.", False),
        ("A delegation visited the embassy for talks.", False),
    ]
    found = sectioned([Paragraph(words, heading, listed=False) for words, heading in text])
    assert [(one.number, one.section) for one in found] == [
        (2, "breakthrough"), (3, "breakthrough"), (5, "collaboration"), (6, "collaboration"), (8, "diplomacy"), (9, "diplomacy"),
    ]  # fmt: skip
    # A book about trout is no review of science.
    text[0] = ("All about trout, May 2031", True)
    assert sectioned([Paragraph(words, heading, listed=False) for words, heading in text]) == []


def test_a_heading_over_headings_holds_the_pieces_below_them() -> None:
    text = [
        ("China Science Review, May 2031", True),
        ("Much happened.", False),
        ("Where the labs got to", False),
        ("Trout without eyes", True),
        ("On 3 May researchers reported the first species of blind trout, described in a journal.", False),
        ("A snail", True),
        ("Physicists measured a record that no study had shown before.", False),
        ("Counting the money", True),
        ("The budget rose.", False),
        ("Who sits with whom", True),
        ("A treaty", True),
        ("Ministers met and signed an agreement on exchanges.", False),
        ("A delegation visited the embassy for talks.", False),
    ]
    found = sectioned([Paragraph(words, heading, listed=False) for words, heading in text])
    assert [(one.number, one.section) for one in found] == [
        (4, "breakthrough"), (6, "breakthrough"), (8, "budget"), (11, "diplomacy"), (12, "diplomacy"),
    ]  # fmt: skip


def test_a_heading_in_capitals_over_two_lines_is_one() -> None:
    text = [
        ("II. INPUT IN SCIENCE AND TECHNOLOGY CONTINUED", True),
        ("TO INCREASE", True),
        ("The sum rose.", False),
        ("III. SCIENTIFIC DIPLOMACY", True),
        ("YIELDED RESULTS", True),
        ("Ministers met.", False),
    ]
    found = sectioned([Paragraph(words, heading, listed=False) for words, heading in text])
    assert [(one.number, one.section, one.locator) for one in found] == [
        (2, "budget", "II. INPUT IN SCIENCE AND TECHNOLOGY CONTINUED TO INCREASE, paragraph 1"),
        (5, "diplomacy", "III. SCIENTIFIC DIPLOMACY YIELDED RESULTS, paragraph 1"),
    ]


def test_as_many_headings_as_sections_are_missing_head_one_each() -> None:
    text = [
        ("Budget", True),
        ("The sum rose.", False),
        ("Joint projects", True),
        ("A plant was built.", False),
        ("Clever things", True),
        ("A glove that reads the pulse was shown in a trial.", False),
        ("The first fish of its species was found.", False),
        ("Old friends", True),
        ("The envoy came for talks.", False),
        ("A joint plant was not the matter.", False),
    ]
    found = sectioned([Paragraph(words, heading, listed=False) for words, heading in text])
    assert [one.section for one in found] == ["budget", "collaboration", *["breakthrough"] * 2, *["diplomacy"] * 2]


def test_a_title_and_a_publisher_head_nothing() -> None:
    text = [
        ("Laboratories Abroad", True),
        ("China Science and Technology Review, May 2031", True),
        ("Newsletter of the Fenwick University Research Group", True),
        ("Dear readers, spring is here.", False),
        ("Diplomacy corner", True),
        ("Ministers met.", False),
    ]
    found = sectioned([Paragraph(words, heading, listed=False) for words, heading in text])
    assert [(one.number, one.section) for one in found] == [(5, "diplomacy")]
