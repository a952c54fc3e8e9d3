"""Copy link by keyboard: the address holds all that was left to a default, and opens the same page."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageLog, Server, open_page


def test_a_link_is_copied_by_keyboard(server: Server, page: Page, page_log: PageLog) -> None:
    open_page(page, f"{server.url}/budget")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy link")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    query = parse_qs(urlsplit(link).query)
    assert {"from", "to", "source", "view", "data"} <= set(query)
    open_page(page, link)
    expect(page.get_by_role("heading", name="Budget", exact=True)).to_be_visible()
    expect(page.get_by_text(f"Data version {query['data'][0]}")).to_be_visible()
    expect(page.get_by_text("The link asks for what is not shown here")).to_have_count(0)
    page_log.assert_clean()


def test_without_a_clipboard_the_link_can_be_copied_by_hand(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/budget")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Link to copy")
    expect(field).to_be_focused()
    assert "data=" in field.input_value()
