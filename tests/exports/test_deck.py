"""Slides, opened again by python-pptx, openpyxl and LibreOffice: the numbers of the frames, shapes with names, nothing beside the sheet."""

import io
import itertools
import re
import subprocess
import time
from dataclasses import replace
from datetime import UTC, date, datetime
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
from exports import deck, deck_tables, gallery, month_book, view
from exports.about import DASHBOARD, INSTITUTE, About
from exports.deck_slides import Slide
from exports.deck_template import NoTemplate
from exports.exhibits import Asked

PAGES = ("overview", "budget", "collaboration", "breakthroughs", "diplomacy")
# What stands in a place of its own on every slide.
APART = ("Title", "Measure", "Key", "Source, filters and data version", "Footer", "What the deck says")
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
    return opened(deck.make([Slide(exhibit, **more)], ABOUT)).slides[0]


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


def rows_of(chart: Any) -> list[tuple[Any, ...]]:
    """Rows of the workbook that lies in the chart."""
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    return list(sheet.iter_rows(values_only=True))


def lettered(chart: Any) -> list[str]:
    """The words beside the marks."""
    found = [dot._element.xpath(".//c:dLbl") for dot in chart.plots[0].series]
    return [" ".join(each.xpath(".//a:t/text()")) for own in found for each in own]


def test_dots_hold_both_amounts_and_strokes_join_them(shown: dict[str, Any]) -> None:
    (chart,) = charts(slide(shown["budget-outturn"]))
    frame = shown["budget-outturn"].frame
    assert set(frame.bn_cny) <= set(numbers(chart))
    both = {year: set(own.bn_cny) for year, own in frame.groupby("year") if own.basis.nunique() > 1}
    # Custom error bars are not drawn by LibreOffice: a line with gaps is.
    assert not chart._chartSpace.xpath(".//c:errBars")
    joins = chart.plots[0].series[0]._element
    across = joins.xpath("./c:xVal//c:pt")
    up = {point.get("idx") for point in joins.xpath("./c:yVal//c:pt")}
    ends = [float(point.findtext("./{*}v")) for point in across if point.get("idx") in up]
    assert sorted(map(sorted, zip(ends[::2], ends[1::2], strict=True))) == sorted(
        sorted(pair) for pair in both.values()
    )


def test_the_timeline_holds_the_days_and_titles(shown: dict[str, Any]) -> None:
    one = shown["breakthroughs-timeline"]
    made = [chart for page in opened(deck.make([Slide(one)], ABOUT)).slides for chart in charts(page)]
    found = {(row[0], row[2]) for chart in made for row in rows_of(chart) if isinstance(row[0], int) and row[2]}
    first = one.asked.chosen.starts_on
    days = [(max(day.date(), first) - date(1899, 12, 30)).days for day in one.frame.starts_on]
    assert found == set(zip(days, one.frame.title, strict=True))
    # Titles are whole, and the days begin with the period.
    assert set(one.frame.title) <= {words for chart in made for words in lettered(chart)}
    assert {chart.category_axis.minimum_scale for chart in made} == {(first - date(1899, 12, 30)).days}
    assert all(lettered(chart)[0] == f"{first:%b %Y}" for chart in made)


def test_the_timeline_of_partners_is_a_chart_too(asked: Asked) -> None:
    (one,) = gallery.of("diplomacy", replace(asked, choices={"shape": ["timeline"]}))
    pages = list(opened(deck.make([Slide(one)], ABOUT)).slides)
    found = [
        (row[4], row[2]) for page in pages for row in rows_of(charts(page)[0]) if isinstance(row[0], int) and row[2]
    ]
    assert sorted(found) == sorted(zip(one.frame.partner, one.frame.title, strict=True))
    titles = [page.shapes.title.text_frame.text for page in pages]
    assert titles == [f"{one.title} ({n} of {len(pages)})" for n in range(1, len(pages) + 1)]


def test_the_matrix_keeps_numbers_and_the_mark_of_the_review(asked: Asked) -> None:
    (one,) = gallery.of("diplomacy", replace(asked, choices={"shape": ["matrix"]}))
    found: dict[tuple[str, str], str] = {}
    for page in opened(deck.make([Slide(one)], ABOUT)).slides:
        (table,) = [shape.table for shape in page.shapes if shape.has_table]
        heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        found |= {
            (row[0], head.lower()): cell for row in rows for head, cell in zip(heads[2:], row[2:], strict=True) if cell
        }
    told = {(r.partner, r.kind.lower()): f"{r.events} ◆" if r.review else str(r.events) for r in one.frame.itertuples()}
    assert found == told and any("◆" in cell for cell in found.values())


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
    assert shapes["Key: Disputed"]._element.xpath(".//a:pattFill")


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
    # The words are in the node itself, so that the line ends at its edge; all of them are drawn.
    named = {shape.name: shape for shape in page.shapes}
    heads = set(shown["diplomacy-network"].frame.head_name)
    assert heads <= set(named) and all(named[name].text_frame.text for name in heads)
    kinds = {tie._element.xpath(".//a:tailEnd/@type")[0] for tie in ties}
    assert kinds == {"diamond", "oval"}


def test_every_object_lies_on_the_slide_and_has_words(month: bytes, shown: dict[str, Any]) -> None:
    whole = deck.make([Slide(exhibit) for exhibit in shown.values()], ABOUT)
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


def words_of(page: Any) -> str:
    """Everything that can be read on a slide."""
    shapes = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    cells = [cell.text for s in page.shapes if s.has_table for row in s.table.rows for cell in row.cells]
    return " ".join([*shapes, *cells])


def test_every_slide_says_source_filters_version_time_and_how_to_cite(month: bytes, shown: dict[str, Any]) -> None:
    single = [slide(one) for one in shown.values()]
    for page in [*opened(month).slides, *single]:
        words = words_of(page)
        assert "Source: " in words
        # The months do not limit yearly figures, and their slides say so.
        assert re.search(
            re.escape(f"How to cite: {INSTITUTE} (MP-IDSA), {DASHBOARD}. Filters: ") + "(all countries|All years)",
            words,
        )
        assert "Data version abc123abc123, made 2026-01-02 03:04 UTC. Cite the document named beside a fact" in words
    first, *others = opened(month).slides
    assert "Boundaries, India view" in words_of(first) and "UN Geodata" in words_of(first)
    assert any("Boundaries, India view" in words_of(page) for page in others)


def test_the_file_says_when_it_was_made_and_all_of_the_citation(month: bytes) -> None:
    about = opened(month).core_properties
    assert about.created == about.modified == datetime(2026, 1, 2, 3, 4)
    assert ABOUT.cite() in about.comments and len(about.comments) > 255


def test_no_slide_speaks_of_what_only_a_screen_has(asked: Asked, month: bytes) -> None:
    choices: list[dict[str, list[str]]] = [{}, {"shape": ["matrix"]}, {"shape": ["timeline"]}, {"measure": ["index"]}]
    steps = [Slide(one) for c in choices for page in PAGES for one in gallery.of(page, replace(asked, choices=c))]
    for page in [*opened(month).slides, *opened(deck.make(steps, ABOUT)).slides]:
        words = words_of(page).lower()
        for said in ("in the table", "further down", "pick ", "click", "hover", "on this page", "its document"):
            assert said not in words, (page.shapes.title.text_frame.text, said)


def test_findings_are_those_of_the_brief_and_publishers_are_linked(project: duckdb.DuckDBPyConnection) -> None:
    whole = asked_of(project)
    own = replace(whole, chosen=view.Filters("2024-03", "2024-03"))
    made = opened(deck.make(deck.month(own, ABOUT), ABOUT))
    found = month_book.findings(own, month_book.month_events(own))
    left = found[found.resolution.isna() & (found.severity == "finding")]
    titled = [page for page in made.slides if "open finding" in page.shapes.title.text_frame.text]
    rows = [len(shape.table.rows) - 1 for page in titled for shape in page.shapes if shape.has_table]
    assert titled[0].shapes.title.text_frame.text.startswith(f"{len(left)} open findings") and sum(rows) == len(left)
    links = {
        (run.text, run.hyperlink.address)
        for page in made.slides
        for shape in page.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for run in cell.text_frame.paragraphs[0].runs
        if run.hyperlink.address
    }
    events = month_book.month_events(own)
    assert links == {(e.publisher, e.url) for e in events.itertuples() if isinstance(e.url, str) and e.url}


def test_a_budget_of_another_year_says_so(project: duckdb.DuckDBPyConnection) -> None:
    own = replace(asked_of(project), chosen=view.Filters("2025-10", "2025-10"))
    first, budget, *_ = opened(deck.make(deck.month(own, ABOUT), ABOUT, title="October")).slides
    assert budget.shapes.title.text_frame.text.startswith("Budget of 2024, from the review of March 2024. ")
    assert "No review of October 2025 prints a budget. The 6 lines of the 2024 draft budget" in words_of(budget)
    assert "Budget of 2024" in words_of(first)


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    table = pd.DataFrame({"Publisher": ["A", "B"], "Link": ["javascript:alert(1)", "https://example.org/b"]})
    (page,) = opened(deck.make([Slide(title="Sources", table=table)], ABOUT)).slides
    (shape,) = [shape for shape in page.shapes if shape.has_table]
    runs = [row.cells[0].text_frame.paragraphs[0].runs[0] for row in shape.table.rows]
    assert [run.hyperlink.address for run in runs] == [None, None, "https://example.org/b"]


@pytest.mark.parametrize("size", [(720, 540), (720, 405)])
def test_nothing_is_printed_over_another_on_other_sheets(
    size: tuple[int, int], asked: Asked, shown: dict[str, Any], tmp_path: Path
) -> None:
    own = Presentation()
    wide, high = (Pt(side) for side in size)
    share = high / own.slide_height
    own.slide_width, own.slide_height = wide, high
    for sheet in (own.slide_master, *own.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.top, shape.height = int(shape.top * share), int(shape.height * share)
    file = tmp_path / "other.pptx"
    own.save(str(file))
    twins = [gallery.of("diplomacy", replace(asked, choices={"shape": [name]}))[0] for name in ("matrix", "timeline")]
    steps = [Slide(one) for one in (*shown.values(), *twins)]
    made = opened(deck.make(steps, ABOUT, file, title="Other sheets"))
    heads = set(shown["diplomacy-network"].frame.head_name)
    # What one slide has no room for stands on the next.
    assert heads <= {shape.name for page in made.slides for shape in page.shapes}
    for page in made.slides:
        apart = [shape for shape in page.shapes if shape.name in APART or shape.has_chart or shape.has_table]
        apart += [shape for shape in page.shapes if shape.name.endswith("(RUS)") or shape.name == "China"]
        for shape in apart:
            assert shape.left >= 0 and shape.left + shape.width <= wide + 9 and shape.top + shape.height <= high
        for one, other in itertools.combinations(apart, 2):
            across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
            down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
            assert across <= Pt(1) or down <= Pt(1), (page.shapes.title.text_frame.text, one.name, other.name)


def test_notes_are_written_only_where_asked(shown: dict[str, Any]) -> None:
    steps = [Slide(shown["sections"], notes="Say this aloud")]
    assert not opened(deck.make(steps, ABOUT)).slides[0].has_notes_slide
    assert opened(deck.make(steps, ABOUT, notes=True)).slides[0].notes_slide.notes_text_frame.text == "Say this aloud"


def test_a_long_table_goes_on_over_slides_and_text_stays_text() -> None:
    table = pd.DataFrame({"Event": [f"=1+{n} \x07bell" for n in range(70)], "Number": range(70), "Link": ["x"] * 70})
    file = opened(deck.make([Slide(title="Events", table=table)], ABOUT))
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
    made = opened(deck.make([Slide(shown["budget-review"])], ABOUT, file))
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
    steps = [Slide(exhibit) for exhibit in shown.values()]
    taken = []
    for _ in range(3):
        begin = time.perf_counter()
        deck.make(steps, ABOUT)
        taken.append(time.perf_counter() - begin)
    print(f"median {median(taken):.2f} s")
    assert median(taken) < 3


def test_libreoffice_opens_it(month: bytes, tmp_path: Path) -> None:
    file = tmp_path / "month.pptx"
    file.write_bytes(month)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180)
    import pypdf

    assert len(pypdf.PdfReader(tmp_path / "month.pdf").pages) == len(opened(month).slides)


def test_numbers_keep_their_digits() -> None:
    assert [*map(deck_tables.words, (370.828, 10, 1665.54, True, None))] == ["370.828", "10", "1665.54", "yes", ""]
