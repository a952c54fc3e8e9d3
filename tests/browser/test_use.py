"""What a reader does with mouse and keyboard: filter, go from page to page, open an event, take the numbers along."""

import csv
import io
import re
import shutil
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageLog, Server, StartServer, open_page, rerun
from tests.conftest import FIXTURES

TEXT_BOXES = """(selector) => [...document.querySelectorAll(selector)]
    .filter(text => text.textContent.trim())
    .map(text => [text.textContent.trim(), text.getBoundingClientRect()])
    .map(([words, box]) => [words, box.left, box.top, box.right, box.bottom])"""


def test_filters_travel_from_page_to_page_and_survive_a_reload(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/collaboration")
    page.get_by_role("button", name="Countries: all").click()
    page.get_by_role("combobox", name="Countries").fill("Fra")
    with rerun(page):
        page.get_by_role("option", name="France").click()
    for _ in range(2):  # closes the list, then the popover: a widget that is not mounted is the hard case
        page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()
    expect(page).to_have_url(re.compile("country=FRA"))
    with rerun(page):
        page.get_by_role("link", name="Diplomacy").click()
    expect(page).to_have_url(re.compile(r"/diplomacy\?.*country=FRA"))
    with rerun(page):
        page.reload()
    expect(page.get_by_role("button", name="Countries: France")).to_be_visible()
    with rerun(page):
        page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("button", name="Countries: all")).to_be_visible()
    assert "country" not in page.url
    page_log.assert_clean()


def test_the_months_are_set_with_the_keyboard(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/breakthroughs")
    page.get_by_role("button", name=re.compile("Months: Jul 2023")).click()
    page.get_by_role("slider").first.focus()
    with rerun(page):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name=re.compile("Months: Aug 2023"))).to_be_visible()
    expect(page).to_have_url(re.compile("from=2023-08"))
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def test_the_latest_review_is_one_click_away(server: Server, page: Page) -> None:
    open_page(page, server.url)
    with rerun(page):
        page.get_by_role("button", name="Latest review").click()
    expect(page).to_have_url(re.compile("from=2024-03&to=2024-03&source=review"))
    expect(page.get_by_text("370.828 billion Yuan; an increase of 10%", exact=False)).to_be_visible()


def test_back_and_forward_go_one_step_each(server: Server, page: Page) -> None:
    """All, then France, then the breakthroughs, then another event: Back undoes each, and never lands where it came from."""
    open_page(page, f"{server.url}/collaboration")
    page.get_by_role("button", name="Countries: all").click()
    page.get_by_role("combobox", name="Countries").fill("Kaz")
    with rerun(page):
        page.get_by_role("option", name="Kazakhstan").click()
    for _ in range(2):
        page.keyboard.press("Escape")
    expect(page).to_have_url(f"{server.url}/collaboration?country=KAZ")
    with rerun(page):
        page.get_by_role("link", name="Diplomacy").click()
    expect(page.get_by_role("heading", name="Diplomacy", exact=True)).to_be_visible()
    expect(page).to_have_url(f"{server.url}/diplomacy?country=KAZ")
    with rerun(page):
        page.go_back()
    expect(page).to_have_url(f"{server.url}/collaboration?country=KAZ")
    expect(page.get_by_role("heading", name="Collaboration", exact=True)).to_be_visible()
    with rerun(page):
        page.go_back()
    expect(page).to_have_url(f"{server.url}/collaboration")
    expect(page.get_by_role("button", name="Countries: all")).to_be_visible()
    with rerun(page):
        page.go_forward()
    expect(page.get_by_role("button", name="Countries: Kazakhstan")).to_be_visible()
    expect(page).to_have_url(f"{server.url}/collaboration?country=KAZ")


def test_back_undoes_a_preset_and_a_step_of_the_slider_in_one(server: Server, page: Page) -> None:
    start = f"{server.url}/breakthroughs"
    open_page(page, start)
    with rerun(page):
        page.locator(".prose [data-opens]").nth(3).click()
    with rerun(page):
        page.get_by_role("button", name="Latest review").click()
    expect(page).to_have_url(f"{start}?from=2024-03&to=2024-03&source=review")
    with rerun(page):
        page.go_back()
    expect(page).to_have_url(re.compile(r"breakthroughs\?evidence=event%3A[a-z0-9-]+$"))
    expect(page.get_by_text("The link asks for")).to_have_count(0)
    with rerun(page):
        page.go_back()
    expect(page).to_have_url(start)
    page.get_by_role("button", name=re.compile("Months: Jul 2023")).click()
    page.get_by_role("slider").first.focus()
    with rerun(page):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{start}?from=2023-08&to=2025-12")
    page.keyboard.press("Escape")
    with rerun(page):
        page.go_back()
    expect(page).to_have_url(start)
    expect(page.get_by_role("button", name=re.compile("Months: Jul 2023"))).to_be_visible()


def test_the_menu_carries_the_boundary_view_that_is_shown(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/collaboration")
    with rerun(page):
        page.get_by_role("radio", name="UN view").click()
    with rerun(page):
        page.go_back()
    expect(page.get_by_text("Boundaries, India view", exact=False)).to_be_visible()
    expect(page.get_by_role("link", name="Overview")).not_to_have_attribute("href", re.compile("view"))


def test_a_click_on_a_mark_opens_the_event_beside(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/breakthroughs?from=2024-03&to=2024-03&source=review")
    mark = page.locator(".scatterlayer .points path").first
    mark.wait_for()
    box = mark.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    before = page.url
    with rerun(page):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).not_to_have_url(before)
    expect(page).to_have_url(re.compile("evidence=event%3A2024-03-"))
    sources = page.get_by_role("listitem").filter(has_text="Scientific Research Breakthroughs and Discoveries")
    expect(sources.first).to_be_visible()
    page_log.assert_clean()


def test_an_event_has_an_address(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/breakthroughs?evidence=event:2024-03-queqiao2")
    expect(page.get_by_text("likely “into an Earth-Moon transfer orbit”", exact=False)).to_be_visible()


def test_the_numbers_can_be_taken_along(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/budget")
    page.get_by_text("The same numbers as a table").first.click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download CSV").first.click()
    path = taken.value.path()
    rows = list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8-sig"))))
    amounts = {row["Line"]: (row["Amount, billion yuan"], row["As printed"]) for row in rows}
    assert amounts["Science and technology"] == (
        "370.828",
        "370.828 billion Yuan; an increase of 10% from the previous budget",
    )
    assert amounts["National defence"] == ("1665.54", "1.66554 trillion Yuan; up 7.2%")
    assert len({row["Data version"] for row in rows}) == 1


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize(
    ("path", "labels"),
    [("breakthroughs", ".scatterlayer .textpoint text"), ("diplomacy", ".scatterlayer .textpoint text")],
)
def test_labels_never_lie_on_each_other(server: Server, page: Page, path: str, labels: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1080})
    open_page(page, f"{server.url}/{path}")
    page.locator(labels).first.wait_for()
    boxes = page.evaluate(TEXT_BOXES, labels)
    assert len(boxes) > 25
    for (one, left, top, right, bottom), (other, left2, top2, right2, bottom2) in combinations(boxes, 2):
        apart = right <= left2 + 1 or right2 <= left + 1 or bottom <= top2 + 3 or bottom2 <= top + 3
        assert apart, f"{one} / {other}"


def test_no_download_is_lost_when_several_are_asked_for(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/budget")
    for table in page.get_by_text("The same numbers as a table").all():
        table.click()
    buttons = page.get_by_role("button", name="Download CSV")
    expect(buttons).to_have_count(5)
    names = []
    page.on("download", lambda taken: names.append(taken.suggested_filename))
    for button in buttons.all():
        button.click()
    page.wait_for_timeout(1500)
    assert len(set(names)) == 5


def test_the_boundary_view_goes_along(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/collaboration")
    with rerun(page):
        page.get_by_role("radio", name="UN view").click()
    expect(page).to_have_url(f"{server.url}/collaboration?view=un")
    with rerun(page):
        page.get_by_role("link", name="Overview").click()
    expect(page).to_have_url(f"{server.url}/?view=un")
    expect(page.get_by_text("Boundaries: UN view")).to_be_visible()


def test_text_from_data_is_text_in_the_browser(
    start_server: StartServer, page: Page, page_log: PageLog, tmp_path: Path
) -> None:
    facts = Path(shutil.copytree(FIXTURES, tmp_path / "facts"))
    events = facts / "issues/2031-02/events.csv"
    hostile = '"<script>alert(1)</script> [x](javascript:alert(2)) <b>bold</b> www.evil.example"'
    events.write_text(events.read_text().replace("Invented talks in Beijing", hostile))
    server = start_server(env={"DASHBOARD_DATA": str(facts)})
    for path in ("", "diplomacy", "diplomacy?evidence=event:2031-02-talks"):
        open_page(page, f"{server.url}/{path}")
        if "event" in path:
            shown = page.get_by_text("<script>alert(1)</script> [x](javascript:alert(2)) <b>bold</b>", exact=False)
            expect(shown.first).to_be_visible()
        assert page.locator("a[href^='javascript'], a[href*='evil']").count() == 0
        assert page.locator("b", has_text="bold").count() == 0
    page_log.assert_clean()


def test_damaged_facts_are_told_on_the_page(start_server: StartServer, page: Page, tmp_path: Path) -> None:
    facts = Path(shutil.copytree(FIXTURES, tmp_path / "facts"))
    events = facts / "issues/2031-01/events.csv"
    events.write_text(events.read_text().replace(",facility,", ",picnic,"))
    server = start_server(env={"DASHBOARD_DATA": str(facts)})
    open_page(page, server.url)
    expect(page.get_by_text("no database could be built", exact=False)).to_be_visible()
    expect(page.get_by_text("issues/2031-01/events.csv, row 2, column kind: 'picnic'", exact=False)).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)


@pytest.mark.parametrize(
    "first", ["collaboration?evidence=country:PAK", "diplomacy?evidence=country:GBR", "breakthroughs?zoom=year"]
)
def test_a_page_can_be_left_right_after_a_click_in_one_of_its_panels(
    server: Server, page: Page, page_log: PageLog, first: str
) -> None:
    open_page(page, f"{server.url}/{first}")
    button = {"collaboration": "Close", "diplomacy": "Close", "breakthroughs": "Previous year"}[first.split("?")[0]]
    with rerun(page):
        page.get_by_role("button", name=button).click()
    with rerun(page):
        page.get_by_role("link", name="Budget").click()
    expect(page.get_by_role("heading", name="Budget", exact=True)).to_be_visible()
    with rerun(page):
        page.go_back()
    expect(page.locator(".st-key-filter-bar")).to_be_visible()
    expect(page.get_by_text("could not be shown")).to_have_count(0)
    page_log.assert_clean()
