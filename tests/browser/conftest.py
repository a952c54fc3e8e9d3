"""A real server and a real browser for the tests of this folder. Nothing here knows a page's content."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Route,
    WebSocket,
    expect,
    sync_playwright,
)
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_TIMEOUT_S = 60.0
RUN_TIMEOUT_S = 15.0
OWN_REQUEST = re.compile(r"(data|blob|about):")


@dataclass(frozen=True)
class Server:
    url: str
    log: Path
    started_in_s: float


StartServer = Callable[..., Server]


@contextmanager
def running_server(env: dict[str, str], secrets: Path | None) -> Iterator[Server]:
    """`streamlit run app.py` on a free port. Without `secrets` it reads an empty file, not those of this machine."""
    port = int(env.get("STREAMLIT_SERVER_PORT", 0)) or free_port()
    with tempfile.TemporaryDirectory() as home:
        log = Path(home) / "server.log"
        if secrets is None:
            secrets = Path(home) / "secrets.toml"
            secrets.touch()
        settings = {"STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SECRETS_FILES": str(secrets), **env}
        started = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")],
                cwd=ROOT,
                env={**os.environ, "HOME": home, **settings},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_healthy(f"{url}/_stcore/health", process, log)
            yield Server(url, log, time.monotonic() - started)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"The server did not come up at {url}:\n{log.read_text(errors='replace')}", pytrace=False)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server with an open gate for all tests."""
    with running_server({}, None) as running:
        yield running


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """`start_server(env={...}, secrets=path)`: a fresh server of the test's own, ended with the test."""
    with ExitStack() as running:
        yield lambda env=None, secrets=None: running.enter_context(running_server(env or {}, secrets))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with this folder: while Playwright runs, `asyncio.run` fails in every other test of the process."""
    system = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=system, args=CHROMIUM_ARGS)
        except Error as error:
            pytest.fail(f"No browser to test with. Run: python tests/browser/install.py\n{error}", pytrace=False)
        yield browser
        browser.close()


@dataclass
class PageLog:
    """What a page asked for from elsewhere, and what it complained about."""

    foreign_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)

    def assert_clean(self) -> None:
        assert self == PageLog()


@pytest.fixture
def page_log() -> PageLog:
    return PageLog()


@pytest.fixture
def context(browser: Browser, page_log: PageLog) -> Iterator[BrowserContext]:
    """A new browser profile that reaches 127.0.0.1 and nothing else."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})

    def keep_local(route: Route) -> None:
        url = route.request.url
        if OWN_REQUEST.match(url) or url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            page_log.foreign_requests.append(url)
            route.abort()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            page_log.console_errors.append(f"{message.text} ({message.location.get('url')})")

    context.route("**/*", keep_local)
    context.on("console", note)
    context.on("weberror", lambda error: page_log.page_errors.append(str(error.error)))
    yield context
    context.close()


@dataclass
class Runs:
    """The script runs that have ended on one page, counted from the messages of the server.

    The `data-test-script-state` in the page is no such count: a run of a few milliseconds never shows in it.
    """

    ended: int = 0

    def follow(self, socket: WebSocket) -> None:
        socket.on("framereceived", self.count)

    def count(self, payload: bytes | str) -> None:
        message = ForwardMsg.FromString(payload if isinstance(payload, bytes) else payload.encode())
        if message.WhichOneof("type") == "script_finished":
            self.ended += message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


RUNS: WeakKeyDictionary[Page, Runs] = WeakKeyDictionary()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    RUNS[page] = Runs()
    page.on("websocket", RUNS[page].follow)
    return page


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """Waits until what is done inside has made the script run and end: `with rerun(page): button.click()`."""
    runs = RUNS[page]
    before = runs.ended
    yield
    deadline = time.monotonic() + RUN_TIMEOUT_S
    while runs.ended == before:
        assert time.monotonic() < deadline, f"No script run ended within {RUN_TIMEOUT_S:.0f} s"
        page.wait_for_timeout(10)  # lets Playwright deliver the messages
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def open_page(page: Page, url: str) -> None:
    """Opens the URL and waits for the first script run to end and its page to be drawn."""
    with rerun(page):
        page.goto(url)
    # The browser has the messages but may still be drawing them; what is typed into a box before that is drawn over.
    page.evaluate("() => new Promise(drawn => requestIdleCallback(() => requestIdleCallback(drawn)))")
