"""Pictures of every page in every appearance and size, to be looked at: `python -m tests.browser.gallery FOLDER [PAGE ...]`.

It judges nothing; the tests beside it do.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGS, CHROMIUM_NAMES, running_server

PAGES = {
    "overview": "",
    "budget": "budget",
    "collaboration": "collaboration",
    "breakthroughs": "breakthroughs",
    "diplomacy": "diplomacy",
    "explore": "explore",
    "issues": "issues",
}
SIZES = {"1280x720": (1280, 720), "1920x1080": (1920, 1080), "390x844": (390, 844)}
DRAWN = "() => [...document.querySelectorAll('.chart')].every((chart) => chart.dataset.painted) && document.querySelector('.chart, .rows')"


def drawn(page: Page, url: str) -> None:
    """Open the address and wait until each of its figures is painted."""
    page.goto(url)
    page.wait_for_function(DRAWN, timeout=30_000)
    page.wait_for_timeout(400)


def whole(page: Page, width: int, height: int) -> None:
    """Make the window as high as the page, as Streamlit scrolls inside it."""
    content = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, min(6000, content))})
    page.wait_for_timeout(300)


def take(browser: Browser, url: str, folder: Path, pages: list[str]) -> None:
    for theme in ("light", "dark"):
        for size, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
            page = context.new_page()
            for name in pages:
                page.set_viewport_size({"width": width, "height": height})
                drawn(page, f"{url}/{PAGES[name]}")
                page.screenshot(path=folder / f"{name}-{theme}-{size}.png")
                whole(page, width, height)
                page.screenshot(path=folder / f"{name}-{theme}-{size}-whole.png")
            context.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    system = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with running_server({}, None) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=CHROMIUM_ARGS)
        take(browser, server.url, folder, sys.argv[2:] or list(PAGES))
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
