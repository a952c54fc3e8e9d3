"""Every page works without internet, without a complaint in the console, and with the security headers."""

import urllib.request

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, PageLog, Server, open_page, rerun

HOME = "overview"  # the default page's only address is "/"
PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != HOME)]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_for_anything(server: Server, page: Page, page_log: PageLog, path: str) -> None:
    open_page(page, f"{server.url}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page_log.assert_clean()


def test_a_filter_travels_from_page_to_page_in_the_url(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, server.url)
    with rerun(page):
        page.get_by_role("radio", name="5 years").click()
    with rerun(page):
        page.get_by_role("link", name="Budget").click()
    expect(page).to_have_url(f"{server.url}/budget?period=5+years")
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
