"""Routes, headers and the error message, without a browser."""

import asyncio
import gzip
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message
from streamlit.testing.v1 import AppTest

from ui import server

NAME = "world-india.0a1b2c3d.json"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


Get = Callable[..., Answer]


def get_from(app: ASGIApp, path: str, **headers: str) -> Answer:
    """One GET straight into the application: no server, no client library."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


@pytest.fixture
def get(tmp_path: Path) -> Get:
    (tmp_path / "geo").mkdir()
    (tmp_path / "topo").mkdir()
    (tmp_path / "geo" / NAME).write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path / "topo" / "world_110m.json").write_text('{"type": "Topology"}')
    (tmp_path / "outside.json").write_text("{}")
    routes = server.routes(tmp_path / "geo", tmp_path / "topo", lambda: "abc123")
    return partial(get_from, Starlette(routes=routes, middleware=server.middleware()))


def test_boundaries_are_served_packed_and_kept_for_a_year(get: Get) -> None:
    answer = get(f"/geo/{NAME}", accept_encoding="br, gzip;q=0.5")
    assert json.loads(gzip.decompress(answer.body))["type"] == "FeatureCollection"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "br"])
def test_boundaries_are_plain_for_a_client_that_does_not_unpack(get: Get, accepted: str) -> None:
    answer = get(f"/geo/{NAME}", accept_encoding=accepted)
    assert "content-encoding" not in answer.headers
    assert json.loads(answer.body)["type"] == "FeatureCollection"


def test_topology_has_its_own_folder(get: Get) -> None:
    assert json.loads(get("/geo/topo/world_110m.json").body)["type"] == "Topology"
    assert get("/geo/world_110m.json").status == 404


@pytest.mark.parametrize("path", ["unknown.json", "../outside.json", "..\\outside.json", "topo/../../outside.json", ""])
def test_only_names_in_the_folder_are_served(get: Get, path: str) -> None:
    assert get(f"/geo/{path}").status == 404


def test_health_tells_the_data_version(get: Get) -> None:
    assert json.loads(get("/healthz").body) == {"status": "ok", "data_version": "abc123"}


def test_health_without_data_is_an_error() -> None:
    def fails() -> str:
        raise FileNotFoundError("CURRENT.json")

    app = Starlette(routes=server.routes(Path("none"), Path("none"), fails))
    assert get_from(app, "/healthz").status == 503


@pytest.mark.parametrize("host", ["dashboard.example:8501", "127.0.0.1", "[::1]:8501"])
def test_the_policy_names_the_websocket_of_the_requested_host(get: Get, host: str) -> None:
    policy = get("/healthz", host=host).headers["content-security-policy"]
    assert f"connect-src 'self' ws://{host} wss://{host};" in policy


@pytest.mark.parametrize("host", ["a; script-src *", "a, b", "a b", "*", "évil"])
def test_a_forged_host_adds_nothing_to_the_policy(get: Get, host: str) -> None:
    assert "connect-src 'self';" in get("/healthz", host=host).headers["content-security-policy"]


def test_an_inline_script_is_allowed_by_its_hash_alone() -> None:
    assert len(server.inline_script_hashes()) == 1
    policy = server.SecurityHeaders(Starlette(), server.inline_script_hashes()).policy("127.0.0.1")
    script_src = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script_src
    assert "'unsafe-eval'" not in script_src


def test_an_error_is_shown_as_a_reference_and_logged_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    records: list[logging.LogRecord] = []
    monkeypatch.setattr(server.log, "handle", records.append)

    def script() -> None:
        from ui import server

        server.on_script_error(ValueError("a path on this machine"))

    (shown,) = AppTest.from_function(script).run().error
    (logged,) = records
    assert logged.getMessage().removeprefix("Error ") in shown.value
    assert logged.exc_info is not None
    assert "a path on this machine" not in shown.value
