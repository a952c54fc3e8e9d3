"""The database for a command without a screen: the version that is served, or one of those kept."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

import queries
from data import build

_VERSION = re.compile(r"[0-9a-f]{12}")


class NoSuchVersion(Exception):
    """There is no database of this name; the message is one sentence for whoever asked."""


def open_version(version: str | None = None, built: Path | None = None) -> tuple[Callable[..., pd.DataFrame], str]:
    """A function that answers queries/ by name and keywords, and the version that it answers from. Raises NoSuchVersion."""
    folder = built or build.places()[1]
    if version is None:
        file = build.served(folder)
        if file is None:
            raise NoSuchVersion(f"There is no database in {folder}: run make build.")
    elif not _VERSION.fullmatch(version):
        raise NoSuchVersion(f"'{version}' is no data version: it has 12 characters out of 0-9 and a-f.")
    else:
        file = folder / f"{version}.duckdb"
        if not file.is_file():
            kept = ", ".join(sorted(path.stem for path in folder.glob("*.duckdb") if _VERSION.fullmatch(path.stem)))
            raise NoSuchVersion(
                f"Data version {version} is not kept any more; kept are {kept or 'none'}. Leave it out for the present one."
            )
    try:
        connection = duckdb.connect(
            str(file), read_only=True, config={**build.OFFLINE, "enable_external_access": False}
        )
    except duckdb.Error as error:
        raise NoSuchVersion(f"The database {file} cannot be opened: delete it and run make build.") from error

    def ask(name: str, **params: Any) -> pd.DataFrame:
        return queries.run(connection.cursor(), name, params)

    return ask, file.stem
