"""The overview offers the files of its period, and a click makes each."""

from typing import Any

import pytest

from tests.ui.conftest import Opened
from ui import database, downloads


def test_the_overview_offers_the_files_of_its_period(opened: Opened) -> None:
    app = opened()
    labels = [button.label for button in app.get("download_button")]
    for label, _, _, use, _ in downloads.PERIOD.values():
        assert f"{label}: {use}" in labels


@pytest.mark.parametrize("name", downloads.PERIOD)
def test_a_click_makes_the_file_of_the_version_on_the_screen(
    name: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, Any] = {}
    real = downloads.st.download_button

    def kept(label: str, data: Any, **more: Any) -> bool:
        made[more["key"]] = data
        return real(label, data, **more)

    asked: list[str] = []
    monkeypatch.setattr(downloads.st, "download_button", kept)
    monkeypatch.setattr(
        database,
        "apart",
        lambda version, *names, apart=database.apart, **more: (asked.append(version), apart(version, *names, **more))[
            1
        ],
    )
    opened()
    assert len(made[f"file-{name}"]()) > 1000
    assert set(asked) == {database.newest()}
