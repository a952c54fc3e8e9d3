"""Signing in for real, at a provider of the tests' own: who is an editor sees the next month, who is none hears why, and loses it at once."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, StartServer, free_port
from tests.browser.provider import CLIENT, Provider, provider

FIXTURES = ROOT / "tests" / "fixtures"
REVIEW = FIXTURES / "reviews" / "next" / "2031-03.txt"
EVA = {"name": "Eva Editor", "email": "eva@editors.example", "email_verified": True}
RON = {"name": "Ron Reader", "email": "ron@readers.example", "email_verified": True}


def secrets(url: str, at: Provider, editors: str) -> str:
    return f"""
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "only-for-this-test-0123456789abcdef"
client_id = "{CLIENT}"
client_secret = "only-for-this-test"
server_metadata_url = "{at.url}/.well-known/openid-configuration"

[editors]
emails = [{editors}]
"""


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/issues?part=draft")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Overview")).to_be_visible(timeout=20_000)
    # A provider leads back to the front page.
    page.goto(f"{url}/issues?part=draft")


def test_only_who_the_provider_and_the_list_name_is_an_editor(
    start_server: StartServer, browser: Browser, tmp_path: Path
) -> None:
    facts = tmp_path / "facts"
    for name in ("issues", "reference"):
        shutil.copytree(FIXTURES / name, facts / name)
    with provider() as at:
        port = free_port()
        file = tmp_path / "secrets.toml"
        file.write_text(secrets(f"http://127.0.0.1:{port}", at, f'"{EVA["email"]}"'))
        server = start_server(env={"DASHBOARD_DATA": str(facts), "STREAMLIT_SERVER_PORT": str(port)}, secrets=file)
        reader, editor = (browser.new_context().new_page() for _ in range(2))

        at.person = RON
        sign_in(reader, server.url)
        expect(reader.get_by_text("You are signed in, but not as an editor")).to_be_visible(timeout=20_000)
        expect(reader.locator("input[type=file]")).to_have_count(0)

        at.person = {**EVA, "email_verified": False}
        sign_in(editor, server.url)
        expect(editor.get_by_text("You are signed in, but not as an editor")).to_be_visible(timeout=20_000)
        editor.context.clear_cookies()

        at.person = EVA
        sign_in(editor, server.url)
        editor.set_input_files("input[type=file]", REVIEW)
        expect(editor.get_by_text("by Eva Editor")).to_be_visible(timeout=20_000)
        # Taken off the list, she can do nothing more, whatever her screen still shows.
        (draft,) = (facts / "drafts").glob("*/draft.json")
        before = draft.read_bytes()
        file.write_text(secrets(server.url, at, f'"{RON["email"]}"'))
        editor.wait_for_timeout(2000)
        editor.get_by_role("button", name="Accept all that is sure").click()
        expect(editor.get_by_text("You are signed in, but not as an editor").first).to_be_visible(timeout=20_000)
        assert draft.read_bytes() == before
        for page in (reader, editor):
            page.context.close()
