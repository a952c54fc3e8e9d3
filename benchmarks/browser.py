"""Chromium on either side: the same clicks, the same clock. What is timed begins and ends inside the page, never in Playwright.

A change begins with the timestamp of the click and ends with the last figure that is painted, two frames after Plotly has drawn it.
"""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, WebSocket

from benchmarks.changes import Change
from benchmarks.servers import Server

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TIMEOUT_MS = 20_000
# Laid into every page before its own programs run: notes when figures are painted, and the last click.
RECORD = """
(() => {
  const bench = (window.__bench = { clicked: 0, first: 0, last: 0, count: 0 });
  addEventListener("click", (event) => (bench.clicked = event.timeStamp), true);
  new MutationObserver(() => {
    bench.last = performance.now();
    bench.first ||= bench.last;
    bench.count += 1;
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-painted"] });
})();
"""
# Ends when a figure was painted since `before` and nothing has happened for 8 frames; null where nothing was painted.
SETTLED = """
(before) => new Promise((resolve) => {
  const bench = window.__bench;
  const busy = () => {
    const app = document.querySelector("[data-testid=stApp]");
    return app && app.dataset.testScriptState !== "notRunning";
  };
  const started = performance.now();
  let seen = bench.count, quiet = 0;
  const look = () => {
    quiet = bench.count === seen && !busy() ? quiet + 1 : 0;
    seen = bench.count;
    if (seen > before && quiet >= 8) {
      const since = performance.getEntriesByType("resource").filter((entry) => entry.startTime >= bench.clicked);
      resolve({ ms: bench.last - bench.clicked, first: bench.first, http: since.reduce((sum, entry) => sum + entry.encodedBodySize, 0) });
    } else if (performance.now() - started > LIMIT || (quiet > 90 && seen === before)) resolve(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
""".replace("LIMIT", str(TIMEOUT_MS))


@dataclass(frozen=True)
class Painted:
    """Milliseconds to the last painted figure (to the first after a cold start) and bytes that came over the wire."""

    ms: float
    received: int


class Reader(AbstractContextManager["Reader"]):
    """A browser profile with an empty cache and one page open on one side."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
        self.context.set_default_timeout(TIMEOUT_MS)
        self.context.add_init_script(RECORD)
        self.page: Page = self.context.new_page()
        self.page.on("websocket", self._follow)
        self.over_socket = 0

    def __exit__(self, *_error: object) -> None:
        self.context.close()

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.over_socket += len(payload)

    def open(self, page: str) -> Painted | None:
        """Cold start: from the navigation to the first painted figure."""
        self.page.goto(f"{self.server.url}/{'' if page == 'overview' else page}")
        told = self.page.evaluate(SETTLED, 0)
        return Painted(told["first"], self.over_socket) if told else None

    def switch(self, page: str) -> Painted | None:
        """A click on another page in the menu."""
        if self.server.side == "floor":
            return self._clicked(self.page.locator(f'[data-do="page:{page}"]'))
        return self._clicked(self.page.locator(".st-key-menu").get_by_role("link", name=page.capitalize(), exact=True))

    def change(self, change: Change, is_on: bool) -> Painted | None:
        """A click that changes a filter; what has to be opened before it is opened before the clock starts."""
        if self.server.side == "floor":
            return self._clicked(self.page.locator(f'[data-do="{change.widget}:{change.value}"]'))
        bar = self.page.locator(".st-key-filter-bar")
        if change.widget == "preset":
            self._close()
            return self._clicked(bar.locator(f".st-key-preset-{change.value} button"))
        body = self._opened(f"pop-{change.widget}s")
        if change.widget == "source":
            return self._clicked(body.get_by_role("button", name=change.label, exact=True))
        if is_on:
            return self._clicked(body.get_by_role("button", name=f"Remove {change.label}", exact=True))
        body.locator("input").click()
        option = self.page.get_by_role("option", name=re.compile(f"^{re.escape(change.label)}$"))
        painted = self._clicked(option)
        self.page.keyboard.press("Escape")
        return painted

    def _close(self) -> None:
        if self.page.get_by_test_id("stPopoverBody").count():
            self.page.keyboard.press("Escape")
            self.page.get_by_test_id("stPopoverBody").wait_for(state="detached")

    def _opened(self, key: str) -> Locator:
        body = self.page.get_by_test_id("stPopoverBody")
        button = self.page.locator(f".st-key-{key} button").first
        if button.get_attribute("aria-expanded") != "true":
            self._close()
            button.click()
        body.wait_for()
        return body

    def _clicked(self, target: Locator) -> Painted | None:
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        if box is None:
            raise RuntimeError(f"Nothing to click: {target}")
        self.server.forget()
        before = self.page.evaluate("window.__bench.count")
        received = self.over_socket
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        told = self.page.evaluate(SETTLED, before)
        return Painted(told["ms"], self.over_socket - received + told["http"]) if told else None
