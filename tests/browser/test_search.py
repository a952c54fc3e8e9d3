"""The search box, by keyboard alone: a slip, what it finds, and the evidence that a result opens."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PageLog, Server, open_page, rerun

FRANCE = "2024-03-france-agreements"


def serious(page: Page) -> list[tuple[str, str]]:
    return [
        (rule["id"], node["html"][:200])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def open_with_box(page: Page, url: str) -> Locator:
    """Opens the URL and waits for the box, which comes with a program of its own."""
    open_page(page, url)
    box = page.get_by_role("combobox", name="Search events")
    expect(box).to_have_attribute("aria-expanded", "false")
    return box


def test_a_slip_leads_to_the_evidence_by_keyboard_alone(server: Server, page: Page, page_log: PageLog) -> None:
    box = open_with_box(page, f"{server.url}/budget")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    with rerun(page):
        page.keyboard.type("Retaileau")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search").get_by_role("status")).to_contain_text("2 results listed, in Events, People")
    assert serious(page) == []
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", name="French counterpart")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Minister Yin Hejun")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"evidence=event%3A{FRANCE}"))
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator(".st-key-evidence")).to_contain_text("Minister Yin Hejun signs science agreements in France")
    page_log.assert_clean()


def test_words_that_lead_nowhere_and_escape(server: Server, page: Page, page_log: PageLog) -> None:
    box = open_with_box(page, f"{server.url}/")
    page.keyboard.press("/")
    with rerun(page):
        page.keyboard.type("<b>zzzqq</b>")
    expect(page.locator(".search .note")).to_contain_text("Nothing here has a word like “zzzqq”.")
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".search .note")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    page_log.assert_clean()


def test_the_answer_to_an_older_text_is_not_shown(server: Server, page: Page) -> None:
    open_with_box(page, f"{server.url}/")
    page.keyboard.press("/")
    # Slower than the box waits, so that several texts are under way one after the other.
    page.keyboard.type("Kazakhstan laboratory", delay=130)
    expect(page.get_by_role("option").first).to_contain_text("remote sensing laboratory in Almaty")
    expect(page.locator(".search .heading .count").first).to_have_text(re.compile(r"^\d+$|of"))


def test_results_fit_a_narrow_window_and_stay_off_paper(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    open_with_box(page, f"{server.url}/")
    page.keyboard.press("/")
    with rerun(page):
        page.keyboard.type("science")
    expect(page.get_by_role("option").first).to_be_visible()
    panel = page.locator(".search .panel").bounding_box()
    assert panel and panel["x"] >= 0 and panel["x"] + panel["width"] <= 390
    page.emulate_media(media="print")
    expect(page.locator(".search")).to_be_hidden()
