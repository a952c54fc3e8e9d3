"""Slides, opened again by python-pptx, openpyxl and LibreOffice: the numbers of the frames, shapes with names, nothing beside the sheet."""

import io
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.util import Pt

import queries
from charts import theme
from exports import deck, deck_tables, gallery, view
from exports.about import About
from exports.deck_page import NoTemplate
from exports.exhibits import Asked

PAGES = ("overview", "budget", "collaboration", "breakthroughs", "diplomacy")
ABOUT = About("all countries", "abc123abc123", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "/overview")


def asked_of(con: duckdb.DuckDBPyConnection, **more: Any) -> Asked:
    def ask(name: str, **params: Any) -> pd.DataFrame:
        return queries.run(con.cursor(), name, params)

    known = view.known(ask)
    return Asked(ask, view.everything(known), known, theme.load("light"), **more)


@pytest.fixture(scope="module")
def asked(project: duckdb.DuckDBPyConnection) -> Asked:
    return asked_of(project, view="un")


@pytest.fixture(scope="module")
def shown(asked: Asked) -> dict[str, Any]:
    return {exhibit.key: exhibit for page in PAGES for exhibit in gallery.of(page, asked)}


@pytest.fixture(scope="module")
def month(project: duckdb.DuckDBPyConnection) -> bytes:
    whole = asked_of(project)
    asked = replace(whole, chosen=view.latest_review(whole.known))
    return deck.make(deck.month(asked, ABOUT), ABOUT, title="March")


def opened(blob: bytes) -> Any:
    return Presentation(io.BytesIO(blob))


def slide(exhibit: Any, **more: Any) -> Any:
    return opened(deck.make([deck.Slide(exhibit, **more)], ABOUT)).slides[0]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def numbers(chart: Any) -> list[float]:
    """Every number of the workbook that lies in the chart."""
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, int | float)]


def plotted(chart: Any) -> list[float]:
    return [value for series in chart.plots[0].series for value in series.values if value is not None]


def test_bars_hold_the_lines_of_the_review(shown: dict[str, Any]) -> None:
    amounts, growth = charts(slide(shown["budget-review"]))
    frame = shown["budget-review"].frame
    assert sorted(plotted(amounts)) == sorted(frame.bn_cny) == sorted(numbers(amounts))
    assert sorted(plotted(growth)) == sorted(frame.growth_pct.dropna()) == sorted(numbers(growth))


@pytest.mark.parametrize("key", ["budget-central", "budget-research", "budget-levels"])
def test_lines_hold_every_figure(shown: dict[str, Any], key: str) -> None:
    made = charts(slide(shown[key]))
    found = sorted(value for chart in made for value in plotted(chart))
    assert found == sorted(value for chart in made for value in numbers(chart))
    assert set(found) == set(shown[key].frame.value)


def test_dots_hold_both_amounts(shown: dict[str, Any]) -> None:
    (chart,) = charts(slide(shown["budget-outturn"]))
    assert set(shown["budget-outturn"].frame.bn_cny) <= set(numbers(chart))


def test_the_timeline_holds_the_days_and_titles(shown: dict[str, Any]) -> None:
    (chart,) = charts(slide(shown["breakthroughs-timeline"]))
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    found = {
        (row[0], row[2].partition(": ")[2]) for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)
    }
    frame = shown["breakthroughs-timeline"].frame
    assert found == {
        ((day - pd.Timestamp(1899, 12, 30)).days, title)
        for day, title in zip(frame.starts_on, frame.title, strict=True)
    }


def test_the_map_has_the_countries_by_name(shown: dict[str, Any]) -> None:
    page = slide(shown["collaboration-map"])
    shapes = {shape.name: shape for shape in page.shapes}
    countries = [name for name in shapes if name.endswith(")") and name[-5] == "("]
    assert len(countries) >= 170 and {"India (IND)", "Singapore (SGP)", "Maldives (MDV)"} <= set(countries)
    told = {row.country: row.events for row in shown["collaboration-map"].frame.itertuples()}
    alt = shapes["France (FRA)"]._element.xpath(".//p:cNvPr")[0].get("descr")
    assert f"{told['France']} events" in alt
    assert shapes["Jammu and Kashmir (XJK)"]._element.xpath(".//a:pattFill")
    assert any("Boundaries, UN view" in shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_a_part_of_the_world_lies_in_its_frame(shown: dict[str, Any]) -> None:
    page = slide(shown["collaboration-map"], zoom="asia")
    frame = next(shape for shape in page.shapes if shape.name == "Frame of the map")
    for shape in page.shapes:
        if shape.name.endswith("(IND)") or shape.name.endswith("(RUS)"):
            assert frame.left - 9 <= shape.left and shape.left + shape.width <= frame.left + frame.width + 9


def test_ties_are_glued_to_nodes(shown: dict[str, Any]) -> None:
    page = slide(shown["diplomacy-network"])
    ids = {shape.shape_id for shape in page.shapes}
    ties = [shape for shape in page.shapes if shape.name.startswith("Tie to ")]
    assert len(ties) > 20
    for tie in ties:
        ends = tie._element.xpath(".//a:stCxn/@id | .//a:endCxn/@id")
        assert len(ends) == 2 and {int(end) for end in ends} <= ids
    kinds = {tie._element.xpath(".//a:tailEnd/@type")[0] for tie in ties}
    assert kinds == {"diamond", "oval"}


def test_every_object_lies_on_the_slide_and_has_words(month: bytes, shown: dict[str, Any]) -> None:
    whole = deck.make([deck.Slide(exhibit) for exhibit in shown.values()], ABOUT)
    for file in (opened(month), opened(whole)):
        for page in file.slides:
            ids = [shape.shape_id for shape in page.shapes]
            assert len(ids) == len(set(ids))
            for shape in page.shapes:
                told = shape._element.xpath(".//p:cNvPr")[0]
                assert told.get("name") and told.get("descr"), (page.shapes.title.text_frame.text, told.get("name"))
                assert shape.left >= -9 and shape.left + shape.width <= file.slide_width + 9, told.get("name")
                assert shape.top >= -9 and shape.top + shape.height <= file.slide_height + 9, told.get("name")
                if shape.has_text_frame:
                    for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs):
                        assert run.font.size is None or run.font.size >= Pt(10)


def test_every_slide_says_source_filters_and_version(month: bytes) -> None:
    for page in opened(month).slides:
        words = " ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
        assert "abc123abc123" in words and "all countries" in words


def test_notes_are_written_only_where_asked(shown: dict[str, Any]) -> None:
    steps = [deck.Slide(shown["sections"], notes="Say this aloud")]
    assert not opened(deck.make(steps, ABOUT)).slides[0].has_notes_slide
    assert opened(deck.make(steps, ABOUT, notes=True)).slides[0].notes_slide.notes_text_frame.text == "Say this aloud"


def test_a_long_table_goes_on_over_slides_and_text_stays_text() -> None:
    table = pd.DataFrame({"Event": [f"=1+{n} \x07bell" for n in range(70)], "Number": range(70), "Link": ["x"] * 70})
    file = opened(deck.make([deck.Slide(title="Events", table=table)], ABOUT))
    tables = [shape.table for page in file.slides for shape in page.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for one in tables for row in list(one.rows)[1:]]
    assert len(tables) > 1 and rows == [[f"=1+{n} bell", str(n)] for n in range(70)]


def test_a_text_that_looks_like_a_formula_stays_text_in_a_workbook(shown: dict[str, Any]) -> None:
    own = shown["budget-review"]
    odd = replace(own, frame=own.frame.assign(item="=1+1"))
    sheet = openpyxl.load_workbook(io.BytesIO(charts(slide(odd))[0].part.chart_workbook.xlsx_part.blob)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_an_institute_has_its_own_template(shown: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "own.pptx"
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Sample"
    own.save(str(file))
    made = opened(deck.make([deck.Slide(shown["budget-review"])], ABOUT, file))
    (page,) = made.slides
    assert page.slide_layout.name == "Title and Content"
    kinds = {int(shape.placeholder_format.type): shape for shape in page.placeholders}
    assert page.shapes.title.text_frame.text == shown["budget-review"].title
    assert all(shape.text_frame.text for shape in kinds.values())


def test_a_template_that_cannot_be_used_gets_one_sentence(tmp_path: Path) -> None:
    bad, missing, bare = tmp_path / "bad.pptx", tmp_path / "none.pptx", tmp_path / "bare.pptx"
    bad.write_bytes(b"no file of slides")
    own = Presentation()
    for layout in list(own.slide_layouts)[1:]:
        own.slide_layouts.remove(layout)
    for shape in list(own.slide_layouts[0].placeholders):
        shape._element.getparent().remove(shape._element)
    own.save(str(bare))
    for file, words in ((bad, "no PowerPoint file"), (missing, "cannot be read"), (bare, "no layout with a title")):
        with pytest.raises(NoTemplate, match=words):
            deck.make([], ABOUT, file)


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert deck.main(["--month", "2024-03", "--data-version", "nonsense", "--out", str(tmp_path / "x.pptx")]) == 2
    told = capsys.readouterr().err
    assert "nonsense" in told and "Traceback" not in told


def test_a_deck_is_made_quickly(shown: dict[str, Any]) -> None:
    steps = [deck.Slide(exhibit) for exhibit in shown.values()]
    taken = []
    for _ in range(3):
        begin = time.perf_counter()
        deck.make(steps, ABOUT)
        taken.append(time.perf_counter() - begin)
    print(f"median {median(taken):.2f} s")
    assert median(taken) < 6


def test_libreoffice_opens_it(month: bytes, tmp_path: Path) -> None:
    file = tmp_path / "month.pptx"
    file.write_bytes(month)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180)
    import pypdf

    assert len(pypdf.PdfReader(tmp_path / "month.pdf").pages) == len(opened(month).slides)


def test_numbers_keep_their_digits() -> None:
    assert [*map(deck_tables.words, (370.828, 10, 1665.54, True, None))] == ["370.828", "10", "1665.54", "yes", ""]
