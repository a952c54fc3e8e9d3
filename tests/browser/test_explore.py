"""Explore by keyboard alone: narrow, turn the page, open a row, name the view and follow its link; and the files it gives."""

import io
import json
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageLog, Server, open_page, rerun


def test_narrow_open_and_save_by_keyboard(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/explore")
    page.get_by_role("button", name="Section: all").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("Diplomacy · 41")).focus()
    with rerun(page):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/explore\?section=diplomacy"))
    expect(page.get_by_text(re.compile("41 events match"))).to_be_visible()
    row = page.locator(".rows tbody tr").nth(1)
    page.locator(".rows tbody tr").first.focus()
    page.keyboard.press("ArrowDown")
    expect(row).to_be_focused()
    with rerun(page):
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Save view").focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Name of this view").focus()
    page.keyboard.type("Whom China meets")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Whom China meets")).to_be_visible()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert "saved=Whom+China+meets" in link and "section=diplomacy" in link
    open_page(page, link)
    expect(page.get_by_role("heading", name="Whom China meets")).to_be_visible()
    expect(page.get_by_text(re.compile("41 events match"))).to_be_visible()
    page_log.assert_clean()


def test_a_bar_moves_the_months(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/explore")
    page.locator(".chart[data-painted]").first.wait_for()
    figure = page.locator(".chart [tabindex='0']").first
    figure.focus()
    page.keyboard.press("End")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("from=2025-12&to=2025-12"))
    expect(page.get_by_text("2 events match")).to_be_visible()


def test_files_are_made_when_asked_for(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/explore?section=breakthrough")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as workbook:
        page.get_by_role("button", name=re.compile("^XLSX")).click()
    book = openpyxl.load_workbook(io.BytesIO(Path(workbook.value.path()).read_bytes()))
    assert book["Events"].max_row == 32
    told = {row[0]: row[1] for row in book["Sources and citation"].iter_rows(values_only=True)}
    assert "section: Breakthroughs" in told["Filters"] and told["Holds"] == "Events: all 31 that match"
    with page.expect_download() as points:
        page.get_by_role("button", name=re.compile("^GeoJSON")).click()
    got = json.loads(Path(points.value.path()).read_text(encoding="utf-8"))
    assert got["events"] == 31 == len(got["features"]) + got["events_without_coordinates"]


def test_nothing_is_cut_off_on_a_narrow_screen(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{server.url}/explore")
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390
