"""Pages on the invented months, opened through the front door."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import FIXTURES
from ui import database

Opened = Callable[..., AppTest]


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """The figures on the page by their keys, as the browser gets them."""
    packed = [element.proto.bytes for element in app.get("bidi_component") if element.proto.bytes]
    return {spec["key"]: spec for spec in (json.loads(gzip.decompress(data)) for data in packed)}


def title(app: AppTest) -> str:
    """The takeaway of the first chart on the page that has one."""
    return next(str(spec["title"]) for spec in figures(app).values() if spec.get("title"))


def prose(app: AppTest) -> list[str]:
    """The facts that ui/prose.js writes, a string a block."""

    def words(part: Any) -> str:
        if isinstance(part, str):
            return part
        return part[1] if part[:1] in (["strong"], ["link"], ["mark"], ["opens"]) else "".join(map(words, part))

    packed = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    return ["".join(words(part) for part in block[1:]) for data in packed if isinstance(data, list) for block in data]


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the fixtures that the pages read and a test may spoil."""
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "facts"))
    monkeypatch.setattr(database, "SOURCES", folder)
    monkeypatch.setattr(database, "BUILT", folder / "built")
    yield folder
    for file in [known for known in database._connections if known.is_relative_to(folder)]:
        database.close(file)


@pytest.fixture
def opened(facts: Path) -> Opened:
    """`opened("budget", country=["FRA"])`: the page as the address with these parameters shows it."""

    def open_page(page: str = "overview", **query: list[str]) -> AppTest:
        app = AppTest.from_file("../../ui/main.py", default_timeout=30)
        for name, values in query.items():
            app.query_params[name.rstrip("_")] = values
        return (app.switch_page(f"../pages/{page}.py") if page != "overview" else app).run()

    return open_page
