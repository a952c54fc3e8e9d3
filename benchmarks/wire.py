"""A session of the dashboard without a browser: the websocket as Streamlit's own client speaks it. Measures the server alone."""

import gzip
import json
from contextlib import AbstractContextManager, ExitStack
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.changes import Query

RUN_TIMEOUT_S = 60.0


class Session(AbstractContextManager["Session"]):
    """One open page. `run` makes the script run with other filters in the address, as Back and Forward do."""

    def __init__(self, url: str, page: str) -> None:
        self.url = url
        self.path = "" if page == "overview" else page
        self.page_hash = ""
        host = urlsplit(url).netloc
        self.ending = ExitStack()
        self.socket = self.ending.enter_context(
            connect(
                f"ws://{host}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                compression=None,
                max_size=None,
                open_timeout=RUN_TIMEOUT_S,
            )
        )

    def __exit__(self, *_error: object) -> None:
        self.ending.close()

    def run(self, query: Query) -> tuple[float, dict[str, str]]:
        """Milliseconds from the request to the end of the script run, and its figures by key, as JSON."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query, doseq=True)
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.page_name = "" if self.page_hash else self.path
        context = message.rerun_script.context_info
        context.timezone, context.locale, context.color_scheme = "UTC", "en-GB", "light"
        context.url = f"{self.url}/{self.path}"
        started = perf_counter()
        self.socket.send(message.SerializeToString())
        received = []
        while True:
            payload = self.socket.recv(RUN_TIMEOUT_S)
            # Read after the clock has stopped: parsing is the reader's time, not the server's.
            received.append(payload)
            if len(payload) < 200 and _finished(payload):
                took_ms = (perf_counter() - started) * 1000
                break
        return took_ms, self._figures(received)

    def _figures(self, payloads: list[str | bytes]) -> dict[str, str]:
        found = {}
        for payload in payloads:
            message = _parsed(payload)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
                component = message.delta.new_element.bidi_component
                if component.component_name.endswith("dashboard_chart"):
                    spec = gzip.decompress(component.bytes).decode()
                    found[json.loads(spec)["key"]] = spec
        return found


def _parsed(payload: str | bytes) -> ForwardMsg:
    message = ForwardMsg()
    message.ParseFromString(payload if isinstance(payload, bytes) else payload.encode())
    return message


def _finished(payload: str | bytes) -> bool:
    message = _parsed(payload)
    if message.WhichOneof("type") != "script_finished":
        return False
    return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
