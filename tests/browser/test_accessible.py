"""Every page for every reader: axe-core, keyboard alone, small and enlarged windows, no motion, paper."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Server, rerun
from tests.browser.gallery import PAGES, drawn

A4_PT = (595, 842)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_serious(server: Server, page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    drawn(page, f"{server.url}/{path}")
    found = Axe().run(page).response["violations"]
    assert not [
        (rule["id"], node["html"][:200], node["failureSummary"])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_picture_says_its_takeaway(server: Server, page: Page, path: str) -> None:
    drawn(page, f"{server.url}/{path}")
    headings = page.locator("h1, h2, h3").all_text_contents()
    for stage in page.locator(".chart .stage").all():
        alt = stage.get_attribute("aria-label") or ""
        assert len(alt.split()) >= 4
        title = stage.locator("xpath=..").get_attribute("data-chart") or ""
        assert title.startswith("small-") or any(alt.startswith(heading[:25]) for heading in headings if heading), alt


# 640 px is what a window of 1280 px leaves at 200 % zoom.
@pytest.mark.parametrize("width", [390, 640])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_narrow_window_needs_no_sideways_scrolling(server: Server, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    drawn(page, f"{server.url}/{path}")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("element => element.scrollWidth - element.clientWidth") <= 1
    wide = page.evaluate(
        """width => [...document.querySelectorAll("button, a, input, h1, h2, h3, .chart .stage")]
            .filter((element) => !element.closest(".rows") && element.getBoundingClientRect().right > width + 1)
            .map((element) => element.outerHTML.slice(0, 120))""",
        width,
    )
    assert wide == []


def tab_to(page: Page, selector: str, presses: int = 80) -> None:
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by {presses} presses of Tab")


def test_a_briefing_is_prepared_by_keyboard_alone(server: Server, page: Page) -> None:
    drawn(page, server.url)
    tab_to(page, "a[href*='breakthroughs']")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Breakthroughs", exact=True)).to_be_visible()
    page.locator("[data-chart=breakthroughs-timeline][data-painted]").wait_for()
    # A filter, then marks, then the event with its sources.
    page.get_by_test_id("stMain").click(position={"x": 4, "y": 4})
    tab_to(page, ".st-key-preset-last-12-months button")
    with rerun(page):
        page.keyboard.press("Enter")
    tab_to(page, "[data-chart=breakthroughs-timeline] .stage")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    spoken = page.locator("[data-chart=breakthroughs-timeline] [role=status]")
    expect(spoken).not_to_be_empty()
    words = spoken.text_content() or ""
    expect(page.locator("[data-chart=breakthroughs-timeline] .ring:not(.picked)")).to_be_visible()
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.locator(".st-key-evidence h3", has_text=words.split(" · ")[0])).to_be_visible()
    expect(page.get_by_text("Sources", exact=True).first).to_be_visible()
    # The table twin: a row in focus points its mark out.
    tab_to(page, ".st-key-twin-breakthroughs-timeline summary")
    with rerun(page):
        page.keyboard.press("Enter")
    tab_to(page, ".rows tr")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-chart=breakthroughs-timeline] .ring:not(.picked)")).to_be_visible()
    tab_to(page, ".st-key-csv-breakthroughs-timeline button", presses=200)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def printed(page: Page) -> PdfReader:
    page.emulate_media(media="print")
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


@pytest.mark.parametrize("query", ["", "?from=2024-03&to=2024-03&source=review"], ids=["all", "review"])
def test_the_overview_is_one_sheet_of_a4(server: Server, page: Page, query: str) -> None:
    drawn(page, f"{server.url}/{query}")
    paper = printed(page)
    assert len(paper.pages) == 1
    assert tuple(round(float(side)) for side in paper.pages[0].mediabox[2:]) == A4_PT
    text = paper.pages[0].extract_text()
    assert "Shown:" in text
    assert "MP-IDSA" in text
    assert "Data version" in text
    assert "Last 12 months" not in text


@pytest.mark.parametrize("path", list(PAGES.values())[1:], ids=list(PAGES)[1:])
def test_paper_carries_filters_and_sources_and_no_controls(server: Server, page: Page, path: str) -> None:
    drawn(page, f"{server.url}/{path}")
    text = "\n".join(sheet.extract_text() for sheet in printed(page).pages)
    assert "Shown:" in text
    # A page without a figure names its sources in its rows.
    assert "Source:" in text or path == "issues"
    for control in ("Last 12 months", "Download", "PNG"):
        assert control not in text


def test_a_picture_can_be_taken_along_with_its_source(server: Server, page: Page) -> None:
    drawn(page, f"{server.url}/diplomacy")
    with page.expect_download() as download:
        page.locator("[data-chart=diplomacy-network]").get_by_role("button", name="SVG").click()
    svg = download.value.path().read_text(encoding="utf-8")
    assert "Source: The review and context reporting" in svg
    assert all(words in svg for words in ("Filters: ", "data version ", "made 20", " UTC"))
    assert page.locator("h2").first.text_content()[:12] in svg
    with page.expect_download() as download:
        page.locator("[data-chart=diplomacy-network]").get_by_role("button", name="PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_marks_glide_only_where_motion_is_welcome(server: Server, page: Page, motion: str) -> None:
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    drawn(page, f"{server.url}/budget")
    before = page.locator("[data-chart=budget-review]").get_attribute("data-painted")
    with rerun(page):
        page.get_by_role("radio", name="Growth").click()
    page.wait_for_function(
        "before => document.querySelector('[data-chart=budget-review]').dataset.painted !== before", arg=before
    )
    glides = page.evaluate("document.querySelector('[data-chart=budget-review] .plot').layout.transition !== undefined")
    assert glides == (motion != "reduce")
