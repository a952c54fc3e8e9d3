"""Files from the command line: reads what is asked for, says in one sentence what is wrong, never leaves half a file."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from charts import theme
from data.geo.views import NoBoundaries
from exports import about as about_file
from exports import boundaries, overview_exhibits, served, view
from exports.about import About
from exports.exhibits import Asked

Made = Callable[[Asked, About], bytes]


class Refused(Exception):
    """What is asked for cannot be made; the message is one sentence for whoever asked."""


def month(name: str, boundary_view: str = boundaries.DEFAULT, version: str | None = None) -> tuple[Asked, About]:
    """All sources of the month 'YYYY-MM', and what a file of it says of itself. Raises Refused, NoSuchVersion."""
    ask, version = served.open_version(version)
    known = view.known(ask)
    if name not in known.months:
        raise Refused(
            f"There is no month '{name}': the data hold {known.months[0]} to {known.months[-1]}, written YYYY-MM."
        )
    if boundary_view not in boundaries.LABELS:
        raise Refused(f"There is no boundary view '{boundary_view}': choose {' or '.join(boundaries.LABELS)}.")
    chosen = view.Filters(name, name)
    asked = Asked(ask, chosen, known, theme.load("light"), {}, boundary_view)
    if not overview_exhibits.of(asked):
        raise Refused(f"Nothing is reported for {chosen.period_words()}, so there is no file to make.")
    return asked, about(asked, version)


def about(asked: Asked, version: str, page: str = "", host: str | None = None) -> About:
    """What a file of these filters says of itself; the address leaves nothing to a default. `host` is where the dashboard is reached."""
    chosen = asked.chosen
    query = {
        "from": [chosen.first_month],
        "to": [chosen.last_month],
        "country": list(chosen.countries),
        "field": list(chosen.fields),
        "source": list(chosen.sources or theme.SOURCES),
        **{name: list(values) for name, values in asked.choices.items()},
        "view": [asked.view],
        "data": [version],
    }
    address = f"{about_file.host() if host is None else host}/{page}?{urlencode(query, doseq=True)}"
    bounds = boundaries.LABELS[asked.view]
    return About(view.words(asked.chosen, asked.known), version, datetime.now(UTC), address, boundaries=bounds)


def write(file: Path, content: bytes) -> None:
    """Put the content under its name whole or not at all. Raises Refused."""
    beside = file.parent / f".{os.getpid()}.part"
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Refused(f"The file {file} cannot be written: {error.strerror}.") from error


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise Refused(f"{message[0].upper()}{message[1:]}; see {self.prog} --help.")


def parser(kind: str) -> argparse.ArgumentParser:
    """The arguments that every file of a month takes."""
    made = _Parser(prog=f"python -m exports.{kind}", description=f"Make the {kind} of a month.")
    made.add_argument("--month", required=True, help="YYYY-MM")
    made.add_argument("--out", required=True, type=Path, help="the file to write")
    made.add_argument("--view", default=boundaries.DEFAULT, help="boundaries of maps: india or un")
    made.add_argument("--data-version", help="a version that is kept, 12 characters; left out, the present one")
    return made


def run(kind: str, make: Made, arguments: Sequence[str] | None = None) -> int:
    """Make the file that the arguments ask for: 0 and a line, or 2 and one sentence of what is wrong."""
    try:
        told = parser(kind).parse_args(arguments)
        asked, words = month(told.month, told.view, told.data_version)
        write(told.out, make(asked, words))
    except (Refused, served.NoSuchVersion, NoBoundaries) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Wrote {told.out}: {asked.chosen.period_words()}, data version {words.version}.")
    return 0
