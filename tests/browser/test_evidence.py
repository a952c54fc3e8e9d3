"""Every mark opens to its source: a mark on each visual by mouse and by keyboard, the panel read, closed, linked and printed."""

import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import PageLog, Server, open_page, rerun

# Page, chart, and a mark of it that the mouse finds.
VISUALS = {
    "budget": ("budget-review", ".barlayer .point path"),
    "collaboration": ("collaboration-map", ".scattergeo path.point"),
    "breakthroughs": ("breakthroughs-timeline", ".scatterlayer .points path"),
    "diplomacy": ("diplomacy-network", ".scatterlayer .points path"),
}


def panel(page: Page) -> Locator:
    return page.locator(".st-key-evidence")


def says_who(page: Page) -> None:
    """The panel names documents or leads to events that do."""
    expect(panel(page)).to_be_visible()
    expect(panel(page).locator("h3")).not_to_be_empty()
    expect(panel(page).locator("[data-opens^='document:'], [data-opens^='event:']").first).to_be_visible()


@pytest.mark.parametrize("name", VISUALS)
def test_a_mark_is_clicked_and_says_who(server: Server, page: Page, page_log: PageLog, name: str) -> None:
    chart, selector = VISUALS[name]
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_page(page, f"{server.url}/{name}")
    page.locator(f"[data-chart={chart}][data-painted]").wait_for()
    mark = page.locator(f"[data-chart={chart}] {selector}").nth(3)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    middle = (box["x"] + min(box["width"] / 2, 30), box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    with rerun(page):
        page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("evidence="))
    says_who(page)
    page_log.assert_clean()


@pytest.mark.parametrize("name", VISUALS)
def test_a_mark_is_picked_by_keyboard_and_from_the_table(server: Server, page: Page, name: str) -> None:
    chart, _ = VISUALS[name]
    open_page(page, f"{server.url}/{name}")
    page.locator(f"[data-chart={chart}][data-painted]").wait_for()
    page.locator(f"[data-chart={chart}] .stage").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    with rerun(page):
        page.keyboard.press("Enter")
    says_who(page)
    first = panel(page).locator("h3").text_content()
    with rerun(page):
        panel(page).get_by_role("button", name="Close").press("Enter")
    expect(panel(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("evidence="))
    with rerun(page):
        page.locator(f".st-key-twin-{chart} summary").press("Enter")
    page.locator(f".st-key-twin-{chart} tr[tabindex]").nth(1).focus()
    with rerun(page):
        page.keyboard.press("Enter")
    says_who(page)
    assert first


def test_the_panel_shows_print_store_correction_and_finding(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/budget?evidence=figure:central_st-2024-draft")
    told = panel(page)
    expect(told.get_by_role("row", name=re.compile("370.828 billion Yuan"))).to_contain_text("370.828 billion yuan")
    expect(told).to_contain_text("paragraph 1")
    expect(told).to_contain_text("link missing in the print")
    expect(told).to_contain_text("largest percentage increase of any major area")
    expect(told).to_contain_text("unchecked")
    with rerun(page):
        told.get_by_role("link", name=re.compile("2024 executed")).click()
    expect(page).to_have_url(re.compile("evidence=figure%3Acentral_st-2024-executed"))


def test_the_selection_survives_filters_reload_and_the_next_page(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/collaboration")
    page.locator("[data-chart=collaboration-map][data-painted]").wait_for()
    page.locator(".chart .stage").focus()
    page.keyboard.press("ArrowRight")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="France", exact=True)).to_be_visible()
    with rerun(page):
        page.get_by_role("button", name="Last 12 months").click()
    expect(panel(page).get_by_role("heading", name="France", exact=True)).to_be_visible()
    with rerun(page):
        page.reload()
    expect(panel(page).get_by_role("heading", name="France", exact=True)).to_be_visible()
    with rerun(page):
        page.get_by_role("link", name="Budget").click()
    expect(page).to_have_url(re.compile(r"budget\?.*evidence=country%3AFRA"))
    expect(panel(page).get_by_role("heading", name="France", exact=True)).to_be_visible()


def test_the_panel_is_printed_with_its_page(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/budget?evidence=figure:central_st-2024-draft")
    page.locator("[data-chart=budget-levels][data-painted]").wait_for()
    page.emulate_media(media="print")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert "Central-level expenditure: science and technology, 2024" in text
    assert "largest percentage increase of any major area" in text
    assert text.count("Entered by") == 1


def test_a_small_picture_of_the_overview_counts_what_its_mark_says(server: Server, page: Page) -> None:
    open_page(page, server.url)
    page.locator("[data-chart=small-diplomacy][data-painted]").wait_for()
    page.locator("[data-chart=small-diplomacy] .stage").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-chart=small-diplomacy] .tip")).to_have_text("France: 5 events, 2 in the review")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("5 diplomacy events, 2 in the review")
    expect(panel(page)).to_contain_text("the other sections have 9 more")
    expect(page.locator("[data-chart=small-diplomacy] .ring.picked")).to_be_visible()


def test_on_a_phone_the_evidence_comes_into_sight(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{server.url}/breakthroughs?evidence=event:2024-03-queqiao2")
    # The style of the frame comes with a program of its own.
    expect(panel(page)).to_be_in_viewport(ratio=0.9)
    box = panel(page).bounding_box()
    assert box and box["y"] >= 844 * 0.4 and box["y"] + box["height"] <= 845
