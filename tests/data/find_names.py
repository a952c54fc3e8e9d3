"""The project's own gazetteer, loaded once for the tests of the finders."""

from functools import cache
from pathlib import Path

from data.importer import names


@cache
def known() -> names.Names:
    return names.load(Path(__file__).parents[2] / "data")
