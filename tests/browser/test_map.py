"""The map in a browser: it fills its column, its marks stand apart, and a country or place is picked by keyboard and mouse."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Page, WebSocket, expect

from charts import collaboration_views
from tests.browser.conftest import PageLog, Server, open_page, rerun

PINS = """() => [...document.querySelectorAll(".chart .scattergeo path.point")]
    .map(path => [path, path.getBoundingClientRect(), document.querySelector(".chart .stage").getBoundingClientRect()])
    .filter(([path, box, stage]) => box.width > 9 && box.right > stage.left && box.left < stage.right && box.bottom < stage.bottom)
    .map(([path, box]) => [box.left, box.top, box.width, box.height])"""
PROJECT = """(points) => {
  const { projection } = document.querySelector(".js-plotly-plot")._fullLayout.geo._subplot;
  return points.map((point) => projection(point));
}"""
MOST_WIRE_BYTES = 30_000


def zoom(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_role("button", name=label, exact=True)).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(300)


@pytest.mark.parametrize("width", [1280, 1920, 390])
@pytest.mark.parametrize("label", list(collaboration_views.BANDS))
def test_no_two_pins_hide_each_other(server: Server, page: Page, width: int, label: str) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    open_page(page, f"{server.url}/collaboration")
    page.locator(".chart .scattergeo path.point").first.wait_for()
    zoom(page, label)
    boxes = page.evaluate(PINS)
    assert boxes
    for (left, top, wide, high), (left2, top2, wide2, high2) in combinations(boxes, 2):
        across = min(left + wide, left2 + wide2) - max(left, left2)
        down = min(top + high, top2 + high2) - max(top, top2)
        shared = max(0, across) * max(0, down)
        assert shared <= min(wide * high, wide2 * high2) / 3


@pytest.mark.parametrize("width", [1280, 1920, 390])
def test_the_map_fills_its_column_and_is_projected_as_the_pins_are(server: Server, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    open_page(page, f"{server.url}/collaboration")
    page.locator(".chart .choroplethlocation").first.wait_for()
    stage = page.locator(".chart .stage").bounding_box()
    assert stage
    (west, _), (east, _), (_, top), (_, bottom) = page.evaluate(PROJECT, [[-180, 0], [180, 0], [0, 84], [0, -60]])
    assert east - west == pytest.approx(stage["width"], abs=3)
    assert bottom - top == pytest.approx(stage["width"] * collaboration_views.RATIO, abs=3)
    key = page.locator(".chart .annotation")
    for box in (text.bounding_box() for text in key.all()):
        assert box and box["x"] >= stage["x"] - 1 and box["x"] + box["width"] <= stage["x"] + stage["width"] + 1
    rows = {round(box["y"]) for box in (text.bounding_box() for text in key.all()) if box}
    assert width == 390 or len(rows) <= 2  # two heights of text in one row


def test_a_country_is_picked_with_the_keyboard_and_closed(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/collaboration")
    page.locator(".chart .choroplethlocation").first.wait_for()
    stage = page.locator(".chart .stage")
    stage.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".chart .tip")).to_contain_text("France: 9 events")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("evidence=country%3AFRA"))
    expect(page.get_by_role("heading", name="France", exact=True)).to_be_visible()
    expect(page.get_by_text("29 February 2024 to 24 November 2025", exact=False)).to_be_visible()
    expect(page.locator(".chart .choroplethlocation.chosen")).to_have_count(1)
    with rerun(page):
        page.reload()
    expect(page.get_by_role("heading", name="France", exact=True)).to_be_visible()
    with rerun(page):
        page.get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile("evidence"))
    expect(page.get_by_text("Pick a mark", exact=False)).to_be_visible()
    page_log.assert_clean()


def test_the_zoom_stands_in_the_address_and_is_drawn_once(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/collaboration")
    page.locator(".chart .choroplethlocation").first.wait_for()
    page.evaluate("""() => {
      window.drawings = 0;
      document.querySelector(".js-plotly-plot").on("plotly_afterplot", () => window.drawings++);
    }""")
    with rerun(page):
        zoom(page, "Asia")
    expect(page).to_have_url(re.compile("zoom=asia"))
    expect(page.get_by_role("button", name="Asia", exact=True)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.drawings") == 1
    with rerun(page):
        page.reload()
    page.locator(".chart[data-painted]").wait_for()
    expect(page.get_by_role("button", name="Asia", exact=True)).to_have_attribute("aria-pressed", "true")
    with rerun(page):
        zoom(page, "World")
    expect(page).not_to_have_url(re.compile("zoom"))
    with rerun(page):
        page.go_back()
    expect(page.get_by_role("button", name="Asia", exact=True)).to_have_attribute("aria-pressed", "true")
    page_log.assert_clean()


def test_the_keyboard_reaches_what_the_zoom_shows_and_nothing_else(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/collaboration?zoom=africa")
    page.locator(".chart[data-painted]").wait_for()
    page.locator(".chart .stage").focus()
    heard = set()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        heard.add(page.locator(".chart .tip").text_content())
    assert any("Kenya" in words for words in heard if words)
    assert not any("Brazil" in words or "Indonesia" in words for words in heard if words)


def test_a_number_is_clicked_and_its_events_are_listed(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/collaboration")
    number = page.locator(".chart .scattergeo text").filter(has_text=re.compile("^6$"))
    number.wait_for()
    box = number.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with rerun(page):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("evidence=place%3A39.9042%2C116.4074%401"))
    expect(page.get_by_text("places near each other")).to_be_visible()
    expect(page.get_by_text("6 collaboration events", exact=True)).to_be_visible()
    page_log.assert_clean()


def test_one_event_of_a_spread_place_opens_in_full(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/collaboration")
    page.locator(".chart .choroplethlocation").first.wait_for()
    zoom(page, "China")
    page.locator(".chart .stage").focus()
    for _ in range(80):
        page.keyboard.press("ArrowLeft")
        if "Solar wind satellite SMILE" in (page.locator(".chart .tip").text_content() or ""):
            break
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("evidence=event%3Asmile-development-2024-09"))


def test_lines_are_switched_on_and_stand_in_the_address(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/collaboration")
    page.locator(".chart .choroplethlocation").first.wait_for()
    before = page.locator(".chart path.js-line").count()
    with rerun(page):
        page.get_by_text("Lines from Beijing").click()
    expect(page).to_have_url(re.compile("links=on"))
    expect(page.locator(".chart path.js-line").nth(before)).to_be_attached()
    with rerun(page):
        page.reload()
    expect(page.get_by_role("switch", name=re.compile("Lines from Beijing"))).to_be_checked()


@pytest.mark.parametrize("label", ["World", "Asia"])
def test_the_un_view_hatches_what_is_disputed(server: Server, page: Page, label: str) -> None:
    with page.expect_response(lambda answer: "/geo/world-un-hatch." in answer.url):
        open_page(page, f"{server.url}/collaboration?view=un")
    page.locator(".chart .choroplethlocation").first.wait_for()
    zoom(page, label)
    strokes = page.evaluate(
        """() => [...document.querySelectorAll(".chart .choroplethlocation")]
            .map(path => (path.getAttribute("d") ?? "").split("M").length - 1)
            .filter((parts, index, all) => index >= all.length - 60)"""
    )
    ids = page.evaluate("""() => document.querySelector(".js-plotly-plot").calcdata
        .filter(points => points[0].trace.visible === true && points[0].trace.geojson?.includes("hatch"))
        .flatMap(points => points.map(point => point.loc))""")
    assert {name[:3] for name in ids} >= {"XAC", "XAP", "XJK"}
    assert {name[4:] for name in ids} == {"far" if label == "World" else "near"}
    assert max(strokes) > 3


def test_a_change_of_the_filters_is_short_on_the_wire(server: Server, page: Page) -> None:
    sizes: list[int] = []

    def follow(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: sizes.append(len(frame)))

    page.on("websocket", follow)
    open_page(page, f"{server.url}/collaboration?from=2025-01&to=2025-12")
    for preset in ("All", "Last 12 months", "Latest review"):
        sizes.clear()
        with rerun(page):
            page.get_by_role("button", name=preset, exact=True).click()
        page.wait_for_timeout(300)
        print(f"{preset}: {sum(sizes):,} bytes")
        assert sum(sizes) <= MOST_WIRE_BYTES
