"""The search on the invented months: what a word is, what a typed word means, what has all words."""

from pathlib import Path

import duckdb
import pytest

from data import build
from tests.queries.test_golden import rows


@pytest.fixture(scope="module")
def bare() -> duckdb.DuckDBPyConnection:
    """A database with the macros of the index and nothing else."""
    con = duckdb.connect()
    for statement in con.extract_statements(Path(build.SEARCH).read_text(encoding="utf-8")):
        if "create macro" in statement.query:
            con.execute(statement)
    return con


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chang'e-6 and Chang’e 6", {"change", "6"}),
        ("Academy of Sciences' work, China's", {"academy", "sciences", "work", "china"}),
        ("Nguyễn Đà, Çelik, Ørsted, Straße", {"nguyen", "da", "celik", "orsted", "strasse"}),
        ("R&D (C919), 2.5 %", {"r", "d", "c919", "2", "5"}),
        ("中国科学院", {"中国", "国科", "科学", "学院", "院"}),
        ("5G网络", {"5g", "网络", "络"}),
        ("the of and", set()),
        ("'; drop table event; -- <b>", {"drop", "table", "event", "b"}),
        ("x" * 90, {"x" * 40}),
        ("", set()),
        (None, None),
    ],
)
def test_a_word_of_the_index(bare: duckdb.DuckDBPyConnection, text: str, words: set[str] | None) -> None:
    found = bare.execute("select search_words(?)", [text]).fetchall()[0][0]
    assert (found if found is None else set(found)) == words
    assert found is None or len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Academy of Science", ["academy", "science"]),
        ("the", ["the"]),
        ("science SCIENCE academy", ["science", "academy"]),
        # Pairs of characters, but not the last one alone: that would begin any word.
        ("科学院", ["科学", "学院"]),
        ("院", ["院"]),
        (" .,;%_ ", []),
        ("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10", ["a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9"]),
    ],
)
def test_what_is_typed_is_split_as_the_index_is(
    invented: duckdb.DuckDBPyConnection, text: str, words: list[str]
) -> None:
    assert [word for (word,) in rows(invented, "search/split", "word", text=text)] == words


def test_a_word_means_itself_and_what_begins_with_it(invented: duckdb.DuckDBPyConnection) -> None:
    # An organisation is printed with a slip: under both spellings it and its event are found.
    assert rows(invented, "search/words", "word whole events things", word="lab") == [
        ("laboratory", False, 1, 1),
        ("labratory", False, 1, 1),
    ]
    assert rows(invented, "search/words", "word whole events things", word="kenya") == [
        ("kenya", True, 1, 1),
        ("kenyan", False, 0, 1),
    ]
    assert rows(invented, "search/words", "word", word="zzz") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("obsevatories", "observatories"), ("labortory", "laboratory"), ("invetned", "invented"), ("kenia", "kenya")],
)
def test_a_slip_means_what_is_spelled_alike(invented: duckdb.DuckDBPyConnection, typed: str, meant: str) -> None:
    assert rows(invented, "search/slips", "word", word=typed)[0] == (meant,)


def test_a_number_is_no_slip_of_another(invented: duckdb.DuckDBPyConnection) -> None:
    assert rows(invented, "search/slips", "word", word="20311") == []


def found(con: duckdb.DuckDBPyConnection, *typed: str, most: int = 9) -> list[str]:
    """Subjects of all shelves that have every typed word, in the order of the question."""
    meant = [
        (number, slot, whole)
        for slot, word in enumerate(typed)
        for number, whole in rows(con, "search/words", "number whole", word=word)
    ]
    numbers, slots, wholes = (list(column) for column in zip(*meant, strict=True))
    asked = {"words": numbers, "slots": slots, "wholes": wholes, "asked": len(typed), "most": most}
    return [subject for (subject,) in rows(con, "search/things", "subject", **asked)]


def test_things_are_found_by_any_of_their_names(invented: duckdb.DuckDBPyConnection) -> None:
    assert found(invented, "french") == ["country:FRA"]
    assert found(invented, "fra") == ["country:FRA"]
    assert found(invented, "ilp") == ["organisation:lab-paris"]
    assert found(invented, "labratory") == ["organisation:lab-paris"]
    assert found(invented, "paris", "invented") == ["organisation:lab-paris"]
    assert found(invented, "ada") == ["person:ada-martin"]
    assert found(invented, "comet") == ["topic:comet"]
    assert found(invented, "energy") == ["field:energy"]
    assert found(invented, "paris") == ["organisation:lab-paris", "place:48.8600,2.3500"]
    assert found(invented, "wire") == ["document:report-b"]


def test_figures_are_found_by_line_year_and_basis(invented: duckdb.DuckDBPyConnection) -> None:
    drafts = {
        f"figure:{figure}"
        for (figure,) in invented.execute(
            "select figure_id from figure where series_id = 'central_defence' and basis = 'draft'"
        ).fetchall()
    }
    assert drafts and set(found(invented, "defence", "draft")) == drafts


def events(con: duckdb.DuckDBPyConnection, *typed: str, reach: int = 100, most: int = 9) -> list[tuple[str, int]]:
    """Events that have every typed word, with the count; the first word is taken for the rarest."""
    meant = [
        (number, slot, whole)
        for slot, word in enumerate(typed)
        for number, whole in rows(con, "search/words", "number whole", word=word)
    ]
    numbers, slots, wholes = (list(column) for column in zip(*meant, strict=True))
    asked = {"words": numbers, "slots": slots, "wholes": wholes, "others": len(typed) - 1, "reach": reach, "most": most}
    return [(str(event), int(count)) for event, count in rows(con, "search/events", "event_id found", **asked)]


def test_events_are_found_by_all_words_newest_first(invented: duckdb.DuckDBPyConnection) -> None:
    assert events(invented, "invented", most=3) == [("2031-02-union", 7), ("2031-02-ice", 7), ("2031-02-talks", 7)]
    assert events(invented, "paris", "invented") == [("2031-01-lab", 1)]
    assert events(invented, "beijing", "paris") == []
    # Printed with a letter missing: found as printed.
    assert events(invented, "labratory") == [("2031-01-lab", 1)]


def test_what_is_found_by_a_misprint_says_so(invented: duckdb.DuckDBPyConnection) -> None:
    [(number,)] = rows(invented, "search/words", "number", word="labratory")
    asked = {"words": [number], "slots": [0], "wholes": [True], "asked": 1, "others": 0, "reach": 9, "most": 9}
    assert rows(invented, "search/events", "misprint", **asked) == [
        ("printed “Invented Labratory of Paris”, corrected to “Invented Laboratory of Paris”",)
    ]
    assert rows(invented, "search/things", "label detail", **asked) == [
        ("Invented Laboratory of Paris", "ILP · institute · France · also printed “Invented Labratory of Paris”")
    ]


def test_no_more_than_the_newest_are_looked_at(invented: duckdb.DuckDBPyConnection) -> None:
    assert events(invented, "invented", reach=2) == [("2031-02-union", 2), ("2031-02-ice", 2)]


def test_whole_words_come_before_beginnings(invented: duckdb.DuckDBPyConnection) -> None:
    meant = dict(rows(invented, "search/words", "word number", word="o"))
    assert {"off", "opens"} < set(meant)
    asked = {"words": list(meant.values()), "slots": [0] * len(meant), "others": 0, "reach": 100, "most": 9}

    def order(whole: str) -> list[str]:
        wholes = [word == whole for word in meant]
        return [event for (event,) in rows(invented, "search/events", "event_id", **asked, wholes=wholes)]

    assert order("none") == ["2031-02-cruise", "2031-01-lab"]
    assert order("opens") == ["2031-01-lab", "2031-02-cruise"]


def test_all_that_is_found_can_be_opened(project: duckdb.DuckDBPyConnection) -> None:
    """Every thing of the index is a subject that the evidence knows, by the same key."""
    for kind, key in project.execute("select cast(kind as varchar), id from search_thing order by thing").fetchall():
        found = (
            rows(project, "evidence/figure", "full_label", figure_id=key)
            if kind == "figure"
            else rows(project, "evidence/subject", "name", kind=kind, key=key)
        )
        assert found, f"{kind}:{key}"


def test_a_figure_is_found_by_its_amount(invented: duckdb.DuckDBPyConnection) -> None:
    # defence-2031 and st-2031 print 300 billion and 100 billion.
    assert "figure:defence-2031" in found(invented, "300")
    assert "figure:st-2031" in found(invented, "100", "billion")
