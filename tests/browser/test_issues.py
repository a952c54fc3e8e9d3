"""Sources and findings by keyboard alone: choose a check, open a row, change the part; and the files it gives."""

import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageLog, Server, open_page, rerun


def test_choose_open_and_change_the_part_by_keyboard(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/issues")
    page.get_by_role("button", name="Check: all").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("Superlative contradicted · 1")).focus()
    with rerun(page):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"rule=superlative_contradicted"))
    expect(page.get_by_text(re.compile("^1 finding, open ones first"))).to_be_visible()
    page.locator(".rows tbody tr").first.focus()
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"evidence=figure"))
    drawer = page.locator(".st-key-evidence-drawer")
    expect(drawer.get_by_text("debt interest").first).to_be_visible()
    assert drawer.evaluate("element => getComputedStyle(element).position") == "fixed"
    page.get_by_role("radio", name="Corrections").focus()
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("16 corrections, by state"))).to_be_visible()
    page_log.assert_clean()


def test_a_file_says_what_it_holds(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/issues?rule=missing_link")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as workbook:
        page.get_by_role("button", name="XLSX", exact=True).click()
    book = openpyxl.load_workbook(io.BytesIO(Path(workbook.value.path()).read_bytes()))
    assert book["Findings"].max_row == 10
    told = {row[0]: row[1] for row in book["About and citation"].iter_rows(values_only=True)}
    assert told["Filters"] == "check: Missing link" and told["Holds"] == "Findings: all 9 that match"
    assert told["Data version"] in told["How to cite"] and "rule=missing_link" in told["Address"]
    with page.expect_download() as plain:
        page.get_by_role("button", name="CSV", exact=True).click()
    lines = Path(plain.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 10 and "check: Missing link" in lines[1]
