"""Behind a closed gate no address shows anything but the sign-in screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, PageLog, StartServer, open_page

CLOSED = """
[auth]
redirect_uri = "http://127.0.0.1:8501/oauth2callback"
cookie_secret = "only-for-this-test-0123456789abcdef"
client_id = "dashboard"
client_secret = "only-for-this-test"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""
NOT_SET_UP = "Sign-in is not set up correctly. The person who runs this dashboard finds the reason in the log."
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def secrets_file(folder: Path, text: str) -> Path:
    path = folder / "secrets.toml"
    path.write_text(text)
    return path


def assert_only_sign_in(page: Page, url: str, invitation: str = "Sign in") -> None:
    open_page(page, url)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_have_text(re.compile(rf"^\s*Sign in\s*{invitation}\s*$"))
    expect(page.get_by_test_id("stHeader").get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize("first", [*PAGES, "anything"])
def test_a_cold_deep_link_meets_the_closed_gate(
    start_server: StartServer, page: Page, page_log: PageLog, tmp_path: Path, first: str
) -> None:
    """Each on a server of its own: the first hit after a start is the one that can slip past a gate."""
    server = start_server(secrets=secrets_file(tmp_path, CLOSED))
    assert_only_sign_in(page, f"{server.url}/{first}")
    for path in ["", *PAGES, "anything", f"{first}?country=IND"]:
        assert_only_sign_in(page, f"{server.url}/{path}")
    page_log.assert_clean()


@pytest.mark.parametrize("broken", ["[auth\n", None], ids=["unreadable", "missing"])
def test_secrets_that_cannot_be_read_keep_the_gate_closed(
    start_server: StartServer, page: Page, tmp_path: Path, broken: str | None
) -> None:
    path = tmp_path / "secrets.toml"
    if broken is not None:
        path.write_text(broken)
    assert_only_sign_in(page, f"{start_server(secrets=path).url}/budget", NOT_SET_UP)
