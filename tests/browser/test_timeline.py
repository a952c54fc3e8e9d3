"""The timeline in a real browser: nothing lies on anything else, the strip moves the window, marks and names are picked."""

import re
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import invented_breakthroughs as made
from tests.browser.conftest import PageLog, Server, open_page, rerun, running_server
from tests.conftest import FIXTURES

# Boxes of what is drawn in the timeline: [kind, words, left, top, right, bottom], and the straight pieces of the projects' lines.
DRAWN = """() => {
  const stage = document.querySelector('[data-chart=breakthroughs-timeline] .stage');
  const box = (kind, words, element) => { const b = element.getBoundingClientRect(); return [kind, words, b.left, b.top, b.right, b.bottom]; };
  const plot = stage.querySelector('.plot');
  const texts = [...stage.querySelectorAll('.scatterlayer .textpoint text')].map(text => box('label', text.textContent, text));
  const names = [...stage.querySelectorAll('.annotation-text')].map(text => box('name', text.textContent, text));
  const marks = [...stage.querySelectorAll('.scatterlayer path.point')].map(path => box('mark', path.__data__?.i ?? '', path));
  const at = path => { const m = path.getScreenCTM(); const put = (x, y) => [m.a * x + m.e, m.d * y + m.f];
    const points = [...path.getAttribute('d').matchAll(/([MLHV])(-?[\\d.]+)?,?(-?[\\d.]+)?/g)];
    let x = 0, y = 0, pieces = [];
    for (const [, how, a, b] of points) {
      const from = put(x, y);
      if (how === 'H') x = +a; else if (how === 'V') y = +a; else { x = +a; y = +b; }
      if (how !== 'M') pieces.push([...from, ...put(x, y)]);
    }
    return pieces; };
  const lines = plot._fullData.filter(trace => trace.name === "the projects' lines");
  const threads = lines.flatMap(({ uid }) => [...stage.querySelectorAll(`.trace${uid} path.js-line`)]).flatMap(at);
  const svg = stage.querySelector('.main-svg').getBoundingClientRect();
  return { boxes: [...texts, ...names, ...marks], threads, svg: [svg.left, svg.top, svg.right, svg.bottom] };
}"""


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of sixty invented breakthroughs."""
    facts = Path(shutil.copytree(FIXTURES, tmp_path_factory.mktemp("sixty") / "facts"))
    made.write(facts)
    with running_server({"DASHBOARD_DATA": str(facts), "DASHBOARD_BUILT": str(facts / "built")}, None) as server:
        yield server


def timeline(page: Page) -> Locator:
    return page.locator("[data-chart=breakthroughs-timeline]")


def strip(page: Page) -> Locator:
    return page.locator("[data-chart=breakthroughs-strip] .stage")


def painted(page: Page, url: str) -> None:
    open_page(page, url)
    page.locator("[data-chart=breakthroughs-timeline][data-painted]").wait_for()
    page.evaluate("document.fonts.ready")


def assert_nothing_touches(drawn: dict[str, Any], labels: int) -> None:
    boxes = drawn["boxes"]
    assert sum(kind == "label" for kind, *_ in boxes) >= labels
    left, top, right, bottom = drawn["svg"]
    for kind, words, a, b, c, d in boxes:
        assert left - 0.5 <= a and c <= right + 0.5 and top - 0.5 <= b and d <= bottom + 0.5, f"{kind} {words} is cut"
    for (kind, one, a, b, c, d), (kind2, other, e, f, g, h) in combinations(boxes, 2):
        # Letters fill two thirds of the height of their box.
        slack = 3 if "mark" not in (kind, kind2) else 1
        apart = c <= e + 0.5 or g <= a + 0.5 or d <= f + slack or h <= b + slack
        assert apart, f"{kind} {one} / {kind2} {other}"
    for x, y, x2, y2 in drawn["threads"]:
        for kind, words, a, b, c, d in boxes:
            if kind == "label":
                outside = max(x, x2) <= a or min(x, x2) >= c or max(y, y2) <= b + 3 or min(y, y2) >= d - 3
                assert outside, f"a line crosses {words}"


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("query", ["", "?zoom=year&at=2030-01", "?zoom=quarter&at=2031-04", "?zoom=month&at=2030-06"])
def test_sixty_events_never_touch(sixty: Server, page: Page, page_log: PageLog, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 1080})
    painted(page, f"{sixty.url}/breakthroughs{query}")
    drawn = page.evaluate(DRAWN)
    assert_nothing_touches(drawn, 2 if query else 60)
    assert query or drawn["threads"]
    page_log.assert_clean()


@pytest.mark.parametrize("width", [1100, 1280, 1600, 1920])
def test_the_events_of_the_project_never_touch(server: Server, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1080})
    painted(page, f"{server.url}/breakthroughs")
    assert_nothing_touches(page.evaluate(DRAWN), 31)


def test_a_narrow_screen_has_marks_and_no_labels(sixty: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    painted(page, f"{sixty.url}/breakthroughs")
    kinds = [kind for kind, *_ in page.evaluate(DRAWN)["boxes"]]
    assert kinds.count("mark") >= 60 and "label" not in kinds


def test_more_room_gives_more_words(sixty: Server, server: Server, page: Page) -> None:
    def cut() -> int:
        return sum("…" in words for kind, words, *_ in page.evaluate(DRAWN)["boxes"] if kind == "label")

    page.set_viewport_size({"width": 1280, "height": 1080})
    painted(page, f"{sixty.url}/breakthroughs")
    narrow = cut()
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_timeout(500)
    assert narrow > cut()
    page.set_viewport_size({"width": 1280, "height": 1080})
    painted(page, f"{server.url}/breakthroughs")
    assert cut() == 0


def test_the_window_is_moved_by_drag_click_button_and_keyboard(server: Server, page: Page, page_log: PageLog) -> None:
    painted(page, f"{server.url}/breakthroughs")
    box = strip(page).bounding_box()
    assert box
    y = box["y"] + 60
    page.mouse.move(box["x"] + 320, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 360, y, steps=5)
    page.mouse.move(box["x"] + 430, y, steps=5)
    with rerun(page):
        page.mouse.up()
    expect(page).to_have_url(re.compile(r"\?zoom=quarter&at=2024-0[3-6]$"))
    expect(page.get_by_role("heading", name="April to June 2024: 5 breakthroughs")).to_be_visible()
    expect(page.get_by_text(re.compile("^You marked .*; the quarter nearest to it is shown.$"))).to_be_visible()
    expect(strip(page).locator(".hoverlayer .hovertext")).to_have_count(0)
    with rerun(page):
        page.get_by_role("button", name="Previous quarter").click()
    expect(page.get_by_role("heading", name="January to March 2024:")).to_be_visible()
    with rerun(page):
        page.go_back()
    expect(page.get_by_role("heading", name="April to June 2024:")).to_be_visible()
    with rerun(page):
        page.mouse.click(box["x"] + 600, y)
    expect(page.get_by_role("heading", name="October to December 2024:")).to_be_visible()
    with rerun(page):
        page.get_by_role("radio", name="Month").click()
    strip(page).focus()
    page.keyboard.press("End")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/breakthroughs?zoom=month")
    expect(page.get_by_role("heading", name="October 2025: 1 breakthrough")).to_be_visible()
    with rerun(page):
        page.get_by_role("radio", name="Whole period").click()
    expect(page).to_have_url(f"{server.url}/breakthroughs")
    expect(page.get_by_role("button", name="Months: Jul 2023 – Dec 2025")).to_be_visible()
    page_log.assert_clean()


def test_a_title_that_is_cut_is_told_whole_under_the_pointer(sixty: Server, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 2400})
    painted(page, f"{sixty.url}/breakthroughs")
    label = timeline(page).locator(".textpoint text", has_text="…").first
    box = label.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = timeline(page).locator(".tip")
    expect(tip).to_contain_text((label.text_content() or "").rstrip("…"))
    page.mouse.move(box["x"] + box["width"] / 2, 5)
    expect(tip).to_be_hidden()


def test_a_project_is_picked_by_its_name_and_by_keyboard(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    painted(page, f"{server.url}/breakthroughs")
    name = timeline(page).locator(".textpoint text", has_text=re.compile("^Chang'e-6$")).bounding_box()
    assert name
    with rerun(page):
        page.mouse.click(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    expect(page).to_have_url(re.compile("evidence=topic%3Achange-6"))
    expect(page.get_by_role("heading", name="Chang'e-6", exact=True)).to_be_visible()
    expect(page.get_by_text("Chang'e-6 launched with four payloads of foreign partners")).to_be_visible()
    timeline(page).locator(".stage").focus()
    page.keyboard.press("Home")
    words = timeline(page).locator(".tip").text_content()
    with rerun(page):
        page.keyboard.press("Enter")
    assert words and words.split(" · ")[0] == "Hong Kong centre unveils medical AI model CARES Copilot 1.0"
    expect(page).to_have_url(re.compile("evidence=event%3A2024-03-cares-copilot"))


def test_the_ring_stays_on_its_mark_when_the_window_moves(server: Server, page: Page) -> None:
    painted(page, f"{server.url}/breakthroughs")
    with rerun(page):
        page.get_by_role("radio", name="Month").click()
    page.wait_for_timeout(300)
    ring = timeline(page).locator(".ring.picked").bounding_box()
    mark = timeline(page).locator("path.point").first.bounding_box()
    assert ring and mark
    assert abs(ring["x"] + ring["width"] / 2 - mark["x"] - mark["width"] / 2) < 1
    assert abs(ring["y"] + ring["height"] / 2 - mark["y"] - mark["height"] / 2) < 1
