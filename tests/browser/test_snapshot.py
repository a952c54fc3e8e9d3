"""The snapshot opens from a disk with the network off: four figures, a map with land, no request, no complaint."""

from pathlib import Path

import duckdb
from playwright.sync_api import Browser

from exports import snapshot
from tests.exports.test_month_book import ABOUT, asked_of


def test_it_opens_without_a_network(browser: Browser, project: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    file = tmp_path / "snapshot.html"
    file.write_bytes(snapshot.make(asked_of(project, "2024-03"), ABOUT))
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function("document.querySelectorAll('.plot[data-painted]').length === 4")
    assert page.locator("path.choroplethlocation").count() > 170
    assert page.get_by_text("Share chart").count() == 0
    assert [address for address in asked if not address.startswith(("data:", "blob:"))] == [file.as_uri()]
    assert said == []
    context.close()
