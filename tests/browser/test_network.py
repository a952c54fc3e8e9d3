"""The network of partners as a reader sees it: sixty nodes whose labels stand apart, places that hold, one click to a partner."""

import csv
import random
import re
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageLog, Server, open_page, rerun, running_server
from tests.conftest import FIXTURES

PARTNERS, ORGANISATIONS = 36, 24
SYLLABLES = ("ba", "kor", "mi", "land", "sta", "ven", "ru", "tho", "gal", "pe", "zan", "di")
KINDS = ("agreement", "meeting", "forum", "visit")
# Words and box of every label of the network that is drawn.
LABELS = """() => [...document.querySelectorAll('.scatterlayer .textpoint text')]
    .filter((text) => text.textContent.trim())
    .map((text) => [text.textContent.trim(), text.getBoundingClientRect()])
    .map(([words, box]) => [words, box.left, box.top, box.right, box.bottom])"""
# Points along every line, as [x, y] of the window.
LINES = """() => [...document.querySelectorAll('.scatterlayer path.js-line')].flatMap((path) => {
    const matrix = path.getScreenCTM();
    return Array.from({ length: Math.ceil(path.getTotalLength() / 2) }, (_, step) => path.getPointAtLength(2 * step).matrixTransform(matrix));
}).map((point) => [point.x, point.y])"""
MARKS = """() => [...document.querySelectorAll('.scatterlayer path.point')]
    .filter((path) => getComputedStyle(path).fillOpacity > 0 && path.getBoundingClientRect().width < 40)
    .map((path) => path.getBoundingClientRect()).map((box) => [box.left, box.top, box.right, box.bottom])"""
Box = tuple[float, float, float, float]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Add rows to a file of the fixtures, with the columns it has."""
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="").writerows(rows)


def invent(folder: Path) -> Path:
    """The fixtures with sixty more nodes of seeded names, short and long, each with one to four dated events."""
    facts = Path(shutil.copytree(FIXTURES, folder / "facts"))
    dice = random.Random(60)

    def name() -> str:
        return " ".join(
            "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title() for _ in range(dice.randint(1, 4))
        )

    names = list(dict.fromkeys(name() for _ in range(400)))
    states = [f"Q{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(PARTNERS)]
    organisations = [f"invented-{at}" for at in range(ORGANISATIONS)]
    homes = [states[at // 2] if at < 12 else states[at] for at in range(ORGANISATIONS)]
    country = {"region": "Asia", "lat": 1, "lon": 1, "kind": "country"}
    write(
        facts / "reference/countries.csv",
        [{"iso3": key, "name": names.pop(), **country} for key in states],
    )
    write(
        facts / "reference/organisations.csv",
        [
            {"organisation_id": key, "name": names.pop(), "country": home, "kind": "institute"}
            for key, home in zip(organisations, homes, strict=True)
        ],
    )
    events, countries, sent = [], [], []
    for at, state in enumerate(states):
        for count in range(dice.randint(1, 4)):
            key = f"2031-02-n{at}-{count}"
            day = f"2031-0{dice.randint(1, 2)}-{dice.randint(1, 28):02}"
            fact = {"section": "diplomacy", "kind": dice.choice(KINDS), "field": "space", "date_precision": "day"}
            fact |= {"document_id": "report-a", "locator": "whole report", "summary": "Nothing of this happened."}
            fact |= {"place_kind": "unknown", "status": "done", "starts_on": day, "ends_on": day}
            events.append({"event_id": key, "title": f"Invented meeting {at}-{count}", **fact})
            countries.append({"event_id": key, "iso3": state})
            for organisation, home in zip(organisations, homes, strict=True):
                if home == state and count == 0:
                    sent.append({"event_id": key, "organisation_id": organisation, "role": "guest"})
    write(facts / "issues/context-2031/events.csv", events)
    write(facts / "issues/context-2031/event_countries.csv", countries)
    write(facts / "issues/context-2031/event_organisations.csv", sent)
    return facts


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    facts = invent(tmp_path_factory.mktemp("sixty"))
    with running_server({"DASHBOARD_DATA": str(facts), "DASHBOARD_BUILT": str(facts / "built")}, None) as server:
        yield server


def painted(page: Page, url: str) -> None:
    open_page(page, url)
    page.locator(".chart[data-painted]").first.wait_for()
    page.locator(".scatterlayer .point").first.wait_for()


def labels(page: Page) -> list[tuple[str, Box]]:
    return [(words, (left, top, right, bottom)) for words, left, top, right, bottom in page.evaluate(LABELS)]


def apart(a: Box, b: Box) -> bool:
    # Boxes are as high as the line, letters are not: two pixels of them may meet.
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 2 or b[3] <= a[1] + 2


@pytest.mark.parametrize("layers", ["layers=organisations", "layers=organisations&layers=people&layers=china"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_labels_of_sixty_nodes_meet_neither_each_other_nor_a_line(
    sixty: Server, page: Page, width: int, layers: str
) -> None:
    page.set_viewport_size({"width": width, "height": 1800})
    painted(page, f"{sixty.url}/diplomacy?{layers}")
    found = labels(page)
    assert len(found) >= PARTNERS + ORGANISATIONS + 1
    for (words, box), (other, another) in combinations(found, 2):
        assert apart(box, another), f"{words} and {other} at {width} px"
    frame = page.locator(".chart .plot").first.bounding_box()
    assert frame
    points = page.evaluate(LINES)
    assert len(points) > 3000
    marks = page.evaluate(MARKS)
    for words, (left, top, right, bottom) in found:
        assert left >= frame["x"] and right <= frame["x"] + frame["width"], f"{words} is clipped at {width} px"
        assert top >= frame["y"] and bottom <= frame["y"] + frame["height"], f"{words} is clipped at {width} px"
        if words == "China":
            # The name stands in the node, at which every line ends.
            continue
        crossed = [p for p in points if left < p[0] < right and top + 2 < p[1] < bottom - 2]
        assert not crossed, f"a line crosses {words} at {width} px"
        assert all(apart((left, top, right, bottom), tuple(mark)) for mark in marks), f"a mark lies on {words}"


def places(page: Page) -> dict[str, tuple[int, int]]:
    """Where each label begins or ends next to its node, from the picture's corner; numbers of events left aside."""
    corner = page.locator(".chart .plot").first.bounding_box()
    assert corner
    middle = corner["x"] + corner["width"] / 2
    found = {}
    for words, (left, top, right, bottom) in labels(page):
        inner = left if left > middle else right
        found[re.sub(r" \d+$", "", words)] = (round(inner - corner["x"]), round((top + bottom) / 2 - corner["y"]))
    return found


@pytest.mark.parametrize(
    "asked", ["tie=meeting", "from=2031-02&to=2031-02", "layers=people", "layers=organisations&layers=china"]
)
def test_a_node_stays_where_it_was(sixty: Server, page: Page, asked: str) -> None:
    painted(page, f"{sixty.url}/diplomacy")
    before = places(page)
    painted(page, f"{sixty.url}/diplomacy?{asked}")
    after = places(page)
    shared = set(before) & set(after) - {"China"}
    assert len(shared) > 20
    moved = {words for words in shared if max(abs(a - b) for a, b in zip(before[words], after[words], strict=True)) > 1}
    assert not moved


def test_a_partner_is_one_click_away_and_back(server: Server, page: Page, page_log: PageLog) -> None:
    page.set_viewport_size({"width": 1280, "height": 1400})
    painted(page, f"{server.url}/diplomacy")
    before = places(page)
    box = page.locator(".textpoint text", has_text="Brazil").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    with rerun(page):
        page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("evidence=country%3ABRA"))
    expect(page.get_by_text("3 diplomacy events", exact=True)).to_be_visible()
    expect(page.get_by_text("Brazil and China sign 37 accords", exact=False).first).to_be_visible()
    assert places(page) == before
    with rerun(page):
        page.get_by_role("button", name="Close").click()
    expect(page).to_have_url(f"{server.url}/diplomacy")
    expect(page.get_by_text("The newest 20 of 41 events")).to_be_visible()
    page_log.assert_clean()


def test_nodes_and_ties_are_picked_with_the_keyboard(server: Server, page: Page) -> None:
    painted(page, f"{server.url}/diplomacy")
    page.locator(".chart .stage").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".chart .tip").first).to_have_text("France: 5 events, 2 in the review")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("evidence=country%3AFRA"))
    page.locator(".chart .stage").first.focus()
    page.keyboard.press("End")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("evidence=tie%3A"))


def test_the_other_shapes_are_picked_too(server: Server, page: Page, page_log: PageLog) -> None:
    painted(page, f"{server.url}/diplomacy?shape=matrix")
    stage = page.locator(".chart .stage").first
    stage.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".chart .tip").first).to_have_text("France, agreement: 3 events, 2 in the review")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("evidence=country%3AFRA%2Fagreement"))
    expect(page.get_by_text("3 diplomacy events, 2 in the review")).to_be_visible()
    with rerun(page):
        page.get_by_role("radio", name="Timeline").click()
    page.locator(".chart .stage").first.focus()
    page.keyboard.press("Home")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("evidence=event%3A"))
    page_log.assert_clean()


def test_a_row_of_the_table_points_out_its_partner(server: Server, page: Page) -> None:
    painted(page, f"{server.url}/diplomacy")
    with rerun(page):
        page.get_by_text("The same numbers as a table").first.click()
    tip = page.locator(".chart .tip").first
    page.get_by_role("row", name=re.compile("Kazakhstan")).focus()
    expect(tip).to_have_text("Kazakhstan: 1 event")
    # Rows that scroll below a mouse at rest change nothing; a mouse that moves does.
    box = page.get_by_role("row", name=re.compile("Kazakhstan")).bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, 2 * box["height"])
    page.wait_for_timeout(300)
    expect(tip).to_have_text("Kazakhstan: 1 event")
    page.get_by_role("row", name=re.compile("^Brazil")).hover()
    expect(tip).to_have_text(re.compile("^Brazil"))
    page.mouse.move(2, 2)
    expect(tip).to_have_text("Kazakhstan: 1 event")


def test_a_narrow_screen_keeps_the_partners(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    painted(page, f"{server.url}/diplomacy")
    found = labels(page)
    assert "France 5" in [words for words, _ in found]
    assert "CNRS 2" not in [words for words, _ in found]
    for (words, box), (other, another) in combinations(found, 2):
        assert apart(box, another), f"{words} and {other}"
    frame = page.locator(".chart .plot").first.bounding_box()
    assert frame
    assert min(box[0] for _, box in found) >= frame["x"]
    assert max(box[2] for _, box in found) <= frame["x"] + frame["width"]
    assert len({words for words, _ in found}) == len(found)
    expect(page.locator(".legendtext:visible")).to_have_count(5)


def test_a_narrow_screen_keeps_every_heading_and_the_key_of_colours(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{server.url}/diplomacy?shape=matrix")
    page.locator(".chart[data-painted]").first.wait_for()
    heads = page.locator(".xaxislayer-above text")
    frame = page.locator(".chart .plot").first.bounding_box()
    assert frame
    assert heads.count() == 8
    for box in (head.bounding_box() for head in heads.all()):
        assert box and box["y"] >= frame["y"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
    open_page(page, f"{server.url}/diplomacy?shape=timeline")
    page.locator(".chart[data-painted]").first.wait_for()
    key = page.locator(".annotation text", has_text="Artificial").bounding_box()
    assert key and key["x"] >= frame["x"] and key["x"] + key["width"] <= frame["x"] + frame["width"]
