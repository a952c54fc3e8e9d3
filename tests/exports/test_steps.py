"""What a step shows: the picture that is named, else the leading one and a word about it; lists as their address narrows them."""

import io

import duckdb
import pytest
from pptx import Presentation

import queries
from charts import theme
from exports import command, deck, explored, gallery, records, steps, view
from exports.exhibits import Asked, Told
from exports.story import Step, Story


@pytest.fixture(scope="module")
def ask(invented: duckdb.DuckDBPyConnection) -> view.Ask:
    return lambda name, **params: queries.run(invented.cursor(), name, params)


def shown(ask: view.Ask, page: str, **query: list[str]) -> Told:
    known = view.known(ask)
    chosen, _ = view.read(query, known)
    return steps.told(Step(page, query), Asked(ask, chosen, known, theme.load("light"), query))


def test_a_picture_that_is_not_there_is_said(ask: view.Ask) -> None:
    leading = shown(ask, "budget")
    assert leading.exhibit and not leading.left_out
    other = shown(ask, "budget", chart=["nonsense" * 20])
    assert other.exhibit and other.exhibit.key == leading.exhibit.key
    assert other.left_out.startswith("No picture “nonsense") and len(other.left_out) < 130
    named = shown(ask, "budget", chart=["budget-levels"])
    assert named.exhibit and named.exhibit.key == "budget-levels" and not named.left_out


def test_every_picture_has_a_number_for_the_room(ask: view.Ask) -> None:
    known = view.known(ask)
    asked = Asked(ask, view.everything(known), known, theme.load("light"))
    for page in gallery.PAGES:
        for one in gallery.of(page, asked):
            assert one.total[0].isdigit() and " " in one.total.replace("\u202f", " "), one.key
    assert shown(ask, "collaboration", country=["ISL"]).total


def test_explore_shows_what_its_address_narrows_to(ask: view.Ask) -> None:
    every, some = shown(ask, "explore"), shown(ask, "explore", section=["diplomacy"], finding=["nonsense"])
    assert every.table is not None and some.table is not None
    assert 0 < some.rows < every.rows and set(some.table["Section"]) == {"Diplomacy"}
    assert some.filters.endswith("; section: Diplomacy") and every.total == f"{every.rows} events"
    wide = shown(ask, "explore", show=["pivot"], down=["field"], across=["section"])
    assert wide.table is not None and wide.table.columns[0] == "Field" and wide.table.iloc[0, 0] == explored.ALL
    assert wide.table.iloc[0, -1] == str(every.rows)
    months = view.known(ask).months
    sides = shown(ask, "explore", show=["compare"], left=[months[0]], right=[months[-1]])
    assert sides.table is not None and len(sides.table.columns) == 2


@pytest.mark.parametrize("part", ["findings", "documents", "corrections", "dictionary"])
def test_sources_and_findings_show_each_part(ask: view.Ask, part: str) -> None:
    told = shown(ask, "issues", part=[part])
    assert told.table is not None and told.rows >= len(told.table) > 0
    assert str(told.rows) in told.title.replace("\u202f", "")


def test_findings_are_narrowed(ask: view.Ask) -> None:
    every, some = shown(ask, "issues"), shown(ask, "issues", severity=["note"], rule=["nonsense"])
    assert some.rows < every.rows and some.filters == "severity: note"


def test_lists_go_into_a_deck_and_say_that_they_are_cut(ask: view.Ask) -> None:
    known, light = view.known(ask), theme.load("light")
    everything = Asked(ask, view.everything(known), known, light)
    told = Story("Lists", (Step("explore", {}), Step("issues", {"part": ["dictionary"]})))
    asked = {step.page: Asked(ask, everything.chosen, known, light, step.query) for step in told.steps}
    made = deck.of_story(told, lambda step: asked[step.page], command.about(everything, "0" * 12), notes=False)
    words = " ".join(
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(made)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    rows = steps.told(told.steps[1], asked["issues"]).rows
    assert f"The first {records.MOST_ROWS} of {theme.exact(rows)} rows." in words and "newest first" in words
