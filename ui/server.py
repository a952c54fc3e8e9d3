"""Routes, response headers, start-up and the error message of the server.

Nothing here draws a page: what a signed-in reader sees belongs to `ui/main.py`.
"""

import base64
import gzip
import hashlib
import logging
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.logger import get_logger

from ui import assets, database

log = get_logger("dashboard")

# A Host header is the client's own text and ends up inside the policy: a ";" there would add directives.
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
SCRIPT = "text/javascript"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def lifespan(prepare: Callable[[], object]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Runs `prepare` before the first request is answered; if it raises, the server does not start."""

    @asynccontextmanager
    async def run(_app: Any) -> AsyncIterator[None]:
        await run_in_threadpool(prepare)
        yield

    return run


def routes(geo_dir: Path, topo_dir: Path, data_version: Callable[[], str]) -> list[BaseRoute]:
    """/healthz, under /geo the boundary files and under /assets the programs of the figures, by exact name. `data_version` is asked on every health check."""

    def healthz(_request: Request) -> Response:
        try:
            return JSONResponse({"status": "ok", "data_version": data_version()}, headers={"Cache-Control": "no-store"})
        except Exception:
            log.exception("The health check could not read the data version")
            return JSONResponse({"status": "error", "data_version": None}, 503, headers={"Cache-Control": "no-store"})

    def files_of(folder: Path, pattern: str, media_type: str, max_age: str) -> Callable[[Request], Response]:
        def serve(request: Request) -> Response:
            # Looked up among the names that exist, never joined to the folder: no path can lead out of it.
            found = {path.name: path for path in folder.glob(pattern)}.get(request.path_params["name"])
            if found is None:
                return PlainTextResponse("Not found", 404)
            headers = {"Cache-Control": f"public, max-age={max_age}", "Vary": "Accept-Encoding"}
            if _accepts_gzip(request.headers.get("accept-encoding", "")):
                body = _gzipped(found, found.stat().st_mtime_ns)
                return Response(body, headers={**headers, "Content-Encoding": "gzip"}, media_type=media_type)
            return Response(found.read_bytes(), headers=headers, media_type=media_type)

        return serve

    def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in assets.files():
            return PlainTextResponse("Not found", 404)
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if _accepts_gzip(request.headers.get("accept-encoding", "")):
            return Response(_gzipped_asset(name), headers={**headers, "Content-Encoding": "gzip"}, media_type=SCRIPT)
        return Response(assets.files()[name], headers=headers, media_type=SCRIPT)

    # A Mount, so that everything else below it is a 404 and not Streamlit's index.html.
    geo = [
        Route("/topo/{name}", files_of(topo_dir, "*.json", "application/json", "86400")),
        # The name of a boundary file changes with its content, so a browser may keep it for good.
        Route("/{name}", files_of(geo_dir, "world-*.json", "application/geo+json", "31536000, immutable")),
    ]
    return [
        Route("/healthz", healthz),
        Mount("/geo", routes=geo),
        Mount(assets.PATH.rstrip("/"), routes=[Route("/{name}", asset)]),
        # On a deep link the client looks for the server at /budget/_stcore/health first, then at the root. A 404 would
        # stand as an error in every reader's console; any other refusal sends the client on just as well, silently.
        Route("/{page}/_stcore/{probe}", lambda _request: Response(status_code=300)),
    ]


def _accepts_gzip(accept_encoding: str) -> bool:
    codings = [coding.replace(" ", "").lower() for coding in accept_encoding.split(",")]
    return any(
        coding == "gzip" or (coding.startswith("gzip;q=") and not re.fullmatch(r"gzip;q=0(\.0*)?", coding))
        for coding in codings
    )


@lru_cache(maxsize=32)
def _gzipped(path: Path, _mtime_ns: int) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def preload() -> str:
    """The Link header of a page: what every figure needs is fetched while Streamlit starts, not after it."""
    static = Path(st.__file__).parent / "static"
    chunks = [f"/{path.relative_to(static)}" for path in (static / "static" / "js").glob("BidiComponent.*.js")]
    modules = [assets.address("chart"), *chunks]
    return ", ".join(
        [f"<{assets.address('plotly')}>; rel=preload; as=script", *(f"<{m}>; rel=modulepreload" for m in modules)]
    )


@lru_cache(maxsize=8)
def _gzipped_asset(name: str) -> bytes:
    return gzip.compress(assets.files()[name], 9, mtime=0)


def middleware() -> list[Middleware]:
    """The response headers, on every answer of the server, Streamlit's own files included."""
    return [Middleware(SecurityHeaders, script_hashes=inline_script_hashes(), preload=preload())]


def inline_script_hashes() -> list[str]:
    """The CSP sources of the inline scripts in the index.html of the installed Streamlit."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = [hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


class SecurityHeaders:
    """Sets the security headers. Pure ASGI, so websockets and streamed bodies pass untouched."""

    def __init__(self, app: ASGIApp, script_hashes: list[str], preload: str = "") -> None:
        self.app = app
        self.preload = preload
        # blob: because Streamlit starts a component of ours from one; only a script that already runs can make a blob.
        self.script_src = " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *script_hashes])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.policy(Headers(scope=scope).get("host", ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                if self.preload and headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = self.preload
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "DENY"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def policy(self, host: str) -> str:
        # Older browsers do not count a websocket of the same host as 'self'.
        sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        return "; ".join(
            [
                "default-src 'self'",
                f"script-src {self.script_src}",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self'{sockets}",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            ]
        )


def on_script_error(error: Exception) -> bool:
    """Shows a sentence with a reference; the log gets the traceback under the same reference."""
    if isinstance(error, database.NoVersion):
        # Part of a page asked, whose errors never reach the frame.
        st.warning(
            f"{error} To see the present data, take the part data=… out of the address.", icon=":material/history_off:"
        )
        return True
    reference = secrets.token_hex(4)
    log.error("Error %s", reference, exc_info=error)
    st.error(
        "This page could not be shown. Reload it; if that does not help, tell the person who runs this dashboard "
        f"the error reference **{reference}**.",
        icon=":material/error:",
    )
    return True


def log_each_error_once() -> None:
    """Drops Streamlit's own copy of the traceback: it comes without a reference, just before `on_script_error`."""
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.getMessage() != "Uncaught app execution")
