"""A sign-in provider of the tests' own (OpenID Connect, code flow), on this machine only: whoever comes is the person it is told to be."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "dashboard"


class Provider:
    """`person` holds the claims of whoever signs in next."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.person: Mapping[str, Any] = {}
        self.nonces: dict[str, str] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def led_back(self, asked: Mapping[str, list[str]]) -> str:
        """The address that a browser is sent back to, with a code."""
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = asked.get("nonce", [""])[0]
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600, "nonce": self.nonces[code]}
        told = jwt.encode({"alg": "RS256", "kid": "tests"}, {**claims, **self.person}, self.key)
        return {"access_token": "of no use", "token_type": "Bearer", "expires_in": 600, "id_token": told}


@contextmanager
def provider() -> Iterator[Provider]:
    """Runs in a thread of its own until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = urlsplit(self.path)
            if at.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", running.led_back(parse_qs(at.query)))
                self.end_headers()
            elif at.path == "/keys":
                self._tell({"keys": [running.key.as_dict(private=False)]})
            else:
                self._tell(running.configuration())

        def do_POST(self) -> None:
            asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._tell(running.token(asked["code"][0]))

        def _tell(self, what: dict[str, Any]) -> None:
            content = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
