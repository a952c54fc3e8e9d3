"""The overview offers the files of its period, and each can be made from what it asks."""

from importlib import import_module

from tests.ui.conftest import Opened
from ui import downloads


def test_the_overview_offers_the_files_of_its_period(opened: Opened) -> None:
    app = opened()
    labels = [button.label for button in app.get("download_button")]
    for label, _, _, use, module in downloads.PERIOD.values():
        assert f"{label}: {use}" in labels
        assert callable(import_module(module).make)
