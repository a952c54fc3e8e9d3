"""The Budget page in a browser: bars glide, panels are pointed at together, marks are picked by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageLog, Server, open_page

TOPS = """() => [...document.querySelectorAll('[data-chart=budget-review] g.point path')]
    .map((bar) => Math.round(bar.getBoundingClientRect().top))"""
FILLED = """(chart) => {
    const root = document.querySelector(`[data-chart=${chart}]`);
    return Math.abs(root.querySelector('.stage').clientWidth - root.querySelector('.main-svg').getBoundingClientRect().width) < 2;
}"""
LABELS = "[data-chart={}] .hoverlayer .hovertext"


def opened(page: Page, address: str, chart: str) -> None:
    open_page(page, address)
    page.wait_for_function(f"() => document.querySelector('[data-chart={chart}]')?.dataset.painted")
    page.locator(f"[data-chart={chart}] .stage").scroll_into_view_if_needed()


def point_at(page: Page, selector: str, place: int) -> None:
    box = page.locator(selector).nth(place).bounding_box()
    assert box
    for step in (0, 1):
        page.mouse.move(box["x"] + box["width"] / 2 + step, box["y"] + box["height"] / 2)


def test_bars_glide_to_their_new_place_in_both_panels(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/budget", "budget-review")
    before = page.evaluate(TOPS)
    page.get_by_role("radio", name="Growth").click()
    seen = set()
    for _ in range(60):
        seen.add(tuple(page.evaluate(TOPS)))
        page.wait_for_timeout(20)
    after = page.evaluate(TOPS)
    assert after != before and after[:6] == after[6:]
    assert sorted(after[:6]) == sorted(before[:6])
    assert len(seen) > 3, "no bar was seen on its way"
    expect(page).to_have_url(re.compile("order=growth"))


@pytest.mark.parametrize("panel", [0, 6])
def test_a_line_is_pointed_at_in_both_panels(server: Server, page: Page, panel: int) -> None:
    opened(page, f"{server.url}/budget", "budget-review")
    point_at(page, "[data-chart=budget-review] g.point path", panel)
    labels = page.locator(LABELS.format("budget-review"))
    expect(labels).to_have_count(2)
    assert sorted(labels.all_text_contents()) == [
        "National defence 2024: 1\u202f665.54 bn yuan",
        "Stated growth: +7.2\u202f%",
    ]


def test_a_year_is_pointed_at_in_all_panels(server: Server, page: Page, page_log: PageLog) -> None:
    opened(page, f"{server.url}/budget", "budget-central")
    marks = page.locator("[data-chart=budget-central] path.point")
    marks.first.wait_for()
    point_at(page, "[data-chart=budget-central] path.point", 0)
    labels = page.locator(LABELS.format("budget-central"))
    expect(labels.nth(2)).to_be_visible()
    assert len({text[:4] for text in labels.all_text_contents()}) == 1
    page.mouse.move(2, 2)
    expect(labels).to_have_count(0)
    page_log.assert_clean()


def test_a_figure_is_picked_by_keyboard_and_by_mouse(server: Server, page: Page, page_log: PageLog) -> None:
    # The page then moves at once and not under the mouse.
    page.emulate_media(reduced_motion="reduce")
    opened(page, f"{server.url}/budget?order=growth", "budget-review")
    page.locator("[data-chart=budget-review] .stage").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-chart=budget-review] .tip")).to_contain_text("Debt interest 2024 draft")
    page.keyboard.press("Enter")
    told = page.locator(".st-key-evidence")
    expect(told).to_contain_text("“777.315 billion Yuan; up 11.9%”")
    # The evidence at the foot of the window leaves the picked mark and its neighbours in sight.
    page.wait_for_function(
        """() => document.querySelector('[data-chart=budget-review] .stage').getBoundingClientRect().top >= -1
            && document.querySelectorAll('[data-chart=budget-review] g.point path')[1].getBoundingClientRect().bottom
                < document.querySelector('.st-key-evidence-drawer').getBoundingClientRect().top"""
    )
    point_at(page, "[data-chart=budget-review] g.point path", 1)
    page.mouse.down()
    page.mouse.up()
    expect(told).to_contain_text("“370.828 billion Yuan")
    expect(told).not_to_contain_text("“777.315 billion Yuan")
    page_log.assert_clean()


def test_a_row_of_the_table_in_focus_points_its_bar_out(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/budget", "budget-review")
    page.get_by_text("The same numbers as a table").first.click()
    row = page.locator("tbody tr").first
    row.focus()
    expect(page.locator("[data-chart=budget-review] .tip")).to_contain_text("National defence 2024 draft")


@pytest.mark.parametrize(
    ("chart", "narrow_px", "wide_px"), [("budget-review", 368, 368), ("budget-central", 1600, 440)]
)
def test_a_chart_takes_the_width_of_its_page_when_a_narrow_one_grows_wide(
    server: Server, page: Page, chart: str, narrow_px: int, wide_px: int
) -> None:
    def size() -> tuple[float, float]:
        page.wait_for_function(FILLED, arg=chart)
        box = page.locator(f"[data-chart={chart}] .main-svg").first.bounding_box()
        assert box
        return box["width"], box["height"]

    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{server.url}/budget", chart)
    narrow = size()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_timeout(300)
    wide = size()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert narrow[0] < 400 < 1000 < wide[0]
    assert (narrow[1], wide[1]) == (narrow_px, wide_px)
    assert size() == narrow
