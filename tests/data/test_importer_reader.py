"""The optional reader against a stand-in server of this machine that helps, lies, hangs, talks nonsense, redirects."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from data.importer import names, reader
from data.importer.reader import Reader

PASSAGE = "On 5 May the Andes Institute opened a station near Lima for 2 million dollars. Rosa Quispe, its director, spoke Peruvian."
KEY = "a-secret-of-the-operator"
GAZETTEER = names.load(Path(__file__).parents[2] / "data")


def draft() -> dict[str, Any]:
    return {
        "month": "2031-05",
        "paragraphs": [{"text": "Collaboration", "heading": True}, {"text": f"First. {PASSAGE}", "heading": False}],
        "events": [
            {
                "id": "e1",
                "passage": PASSAGE,
                "date_start": None,
                "date_end": None,
                "date_precision": "unknown",
                "place": "Lima",
                "partner_countries": [],
                "organisations": [{"name": "Andes Institute"}],
                "people": [],
                "amount": None,
                "currency": None,
                "spans": [],
                "unsure": [],
            }
        ],
        "budget": [],
        "warnings": [],
    }


class StandIn:
    """A server whose answer a test decides; it keeps what it was asked."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                stand_in.asked.append((self.path, dict(self.headers), json.loads(body or b"null")))
                with suppress(OSError):  # the asker may have gone
                    answer(self)

            do_GET = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def ask(self, wait_s: float = 5) -> dict[str, Any]:
        return reader.helped(draft(), GAZETTEER, Reader(self.url, "stand-in", KEY), wait_s)


@pytest.fixture
def served() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler], None]], StandIn]]:
    running: list[StandIn] = []

    def serve(answer: Callable[[BaseHTTPRequestHandler], None]) -> StandIn:
        running.append(StandIn(answer))
        return running[-1]

    yield serve
    for one in running:
        one.server.shutdown()
        one.server.server_close()


def sends(body: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says(*proposals: dict[str, Any], around: str = "{}") -> Callable[[BaseHTTPRequestHandler], None]:
    content = around.replace("{}", json.dumps({"proposals": proposals}))
    return sends(json.dumps({"choices": [{"message": {"content": content}}]}).encode())


def proposed(field: str, words: Any, **more: Any) -> dict[str, Any]:
    return {"event": "e1", "field": field, "words": words, **more}


def test_it_is_off_unless_an_operator_names_it() -> None:
    assert reader.configured({}) is None
    one = draft()
    assert reader.helped(one, GAZETTEER) is one


def test_what_it_finds_becomes_an_unsure_value_that_names_its_origin(served: Any) -> None:
    stand_in = served(
        says(
            proposed("date", "5 May"),
            proposed("amount", "2 million dollars"),
            proposed("partner_countries", "Peruvian"),
            proposed("people", "Rosa Quispe", post="director"),
            around="Here you are:\n```json\n{}\n```",
        )
    )
    got = stand_in.ask()
    event = got["events"][0]
    assert (event["date_start"], event["date_precision"]) == ("2031-05-05", "day")
    assert (event["amount"], event["currency"]) == (2_000_000, "USD")
    assert event["partner_countries"] == ["PER"]
    assert [(one["name"], one["post"]) for one in event["people"]] == [("Rosa Quispe", "director")]
    assert {span["field"] for span in event["spans"]} == {"date", "amount", "partner_countries", "people"}
    for span in event["spans"]:
        words = got["paragraphs"][span["paragraph"]]["text"][span["start"] : span["end"]]
        assert words in ("5 May", "2 million dollars", "Peruvian", "Rosa Quispe")
        assert (span["sure"], span["origin"], span["why"]) == (False, "reader", "proposed by the reader stand-in")
    assert len(event["unsure"]) == 4 and got["warnings"] == []
    path, headers, question = stand_in.asked[0]
    assert path == "/v1/chat/completions" and headers["Authorization"] == f"Bearer {KEY}"
    assert question["model"] == "stand-in" and PASSAGE in question["messages"][1]["content"]


@pytest.mark.parametrize(
    "lie",
    [
        proposed("people", "Mei Lin"),  # not in the passage
        proposed("people", "Rosa Qui"),  # a part of a word
        proposed("organisations", "Institute"),  # a part of what the rules found
        proposed("place", "near Lima"),  # the rules found one
        proposed("amount", "5 May"),  # no sum
        proposed("title", "Rosa Quispe"),  # no field of the reader's
        proposed("people", ["Rosa Quispe"]),
        proposed("people", ""),
        proposed("people", PASSAGE * 2),
        {"event": "e9", "field": "people", "words": "Rosa Quispe"},
    ],
    ids=lambda lie: str(lie["words"])[:20],
)
def test_a_lie_changes_nothing_but_the_warnings(served: Any, lie: dict[str, Any]) -> None:
    got = served(says(lie)).ask()
    assert got["events"] == draft()["events"]
    assert len(got["warnings"]) == 1 and "left out" in got["warnings"][0]


def test_a_post_that_is_not_printed_is_left_out_of_the_person(served: Any) -> None:
    got = served(says(proposed("people", "Rosa Quispe", post="Queen of Peru"))).ask()
    assert got["events"][0]["people"][0]["post"] is None


def hangs(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (hangs, "no answer within 0.5 seconds"),
        (drips, "no answer within 0.5 seconds"),
        (sends(b"<html>busy</html>"), "not in the form"),
        (sends(b'{"choices": []}'), "not in the form"),
        (sends(b"[" * 100_000), "not in the form"),
        (sends(json.dumps({"choices": [{"message": {"content": '{"proposals": 7}'}}]}).encode()), "not in the form"),
        (sends(b" " * (reader.MOST_ANSWER_BYTES + 1)), "too long"),
        (sends(b"no", 500), "status 500"),
    ],
    ids=["hangs", "drips", "html", "no choice", "nested", "no list", "too long", "error"],
)
def test_a_reader_that_fails_costs_a_warning_and_no_time(served: Any, answer: Any, told: str) -> None:
    started = time.monotonic()
    got = served(answer).ask(0.5)
    assert time.monotonic() - started < 2
    assert got["events"] == draft()["events"]
    assert len(got["warnings"]) == 1 and told in got["warnings"][0] and KEY not in json.dumps(got)


def test_no_redirect_is_followed(served: Any) -> None:
    other = served(says())
    got = served(sends(b"", 307, Location=f"{other.url}/chat/completions")).ask()
    assert not other.asked
    assert "status 307" in got["warnings"][0]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "no http or https"),
        ("ftp://127.0.0.1/v1", "no http or https"),
        ("http://u:hush@127.0.0.1:9/v1", "cannot be reached"),
        ("https://", "no http or https"),
    ],
)
def test_only_a_web_address_is_asked_and_its_password_is_not_told(url: str, told: str) -> None:
    got = reader.helped(draft(), GAZETTEER, Reader(url, "stand-in"), 2)
    assert told in got["warnings"][0] and "hush" not in json.dumps(got)
