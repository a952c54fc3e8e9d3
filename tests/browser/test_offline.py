"""Every page works without internet, without a complaint in the console, and with the security headers."""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, PageLog, Server, open_page

HOME = "overview"  # the default page's only address is "/"
PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != HOME)]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Longitude and latitude in degrees: Atlantic, Pacific, Indian Ocean, Bering Sea; then Chukotka on both sides of 180 degrees, Brazil.
SEA = [[-30, 20], [-140, 0], [80, -30], [-178, 57]]
LAND = [[178, 67], [-172.5, 65.5], [-55, -10]]
SHAPES_AT = """(points) => {
  const map = document.querySelector(".js-plotly-plot");
  const project = map._fullLayout.geo._subplot.projection;
  const ground = map.querySelector(".choroplethlayer");
  return points.map(point => {
    const [x, y] = project(point);
    return [...ground.querySelectorAll("path")].filter(path => path.isPointInFill(new DOMPoint(x, y))).map(() => 1);
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_for_anything(
    server: Server, page: Page, page_log: PageLog, path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, f"{server.url}/{path}")
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".js-plotly-plot .main-svg, .rows, .st-key-story-step-0").first).to_be_visible()
    page_log.assert_clean()


def test_the_map_is_drawn_from_this_server(server: Server, page: Page, page_log: PageLog) -> None:
    with page.expect_response(lambda answer: "/geo/world-india." in answer.url) as fetched:
        open_page(page, f"{server.url}/collaboration")
    assert fetched.value.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert fetched.value.headers["content-encoding"] == "gzip"
    shapes = page.locator(".choroplethlayer path")
    expect(shapes.nth(200)).to_be_attached()
    # A ring wound the wrong way, or not cut at 180 degrees, would cover the sea.
    assert page.evaluate(SHAPES_AT, SEA) == [[], [], [], []]
    assert [len(found) for found in page.evaluate(SHAPES_AT, LAND)] == [1, 1, 1]
    page_log.assert_clean()


def test_the_un_view_is_a_link_of_its_own(server: Server, page: Page, page_log: PageLog) -> None:
    with page.expect_response(lambda answer: "/geo/world-un." in answer.url):
        open_page(page, f"{server.url}/collaboration?view=un")
    expect(page.get_by_text("Boundaries, UN view", exact=False)).to_be_visible()
    page_log.assert_clean()


@pytest.mark.parametrize("path", ["", "budget", "healthz", "_stcore/health", "geo/unknown.json", "favicon.png"])
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    request = urllib.request.Request(f"{server.url}/{path}")
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert f"ws://{server.url.removeprefix('http://')}" in policy
        assert answer.headers["Permissions-Policy"]
