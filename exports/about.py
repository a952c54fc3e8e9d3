"""What every file says of itself: who made it, from which filters and which version of the data, when, and where the screen is."""

import os
from dataclasses import dataclass
from datetime import datetime

INSTITUTE = "Manohar Parrikar Institute for Defence Studies and Analyses"
DASHBOARD = "China science and technology dashboard"
# The address under which readers reach the dashboard, for files that nobody's browser asks for.
ADDRESS_SETTING = "DASHBOARD_ADDRESS"


def host() -> str:
    """The address of the dashboard as the environment names it, without a slash at its end; '' where it names none."""
    return os.environ.get(ADDRESS_SETTING, "").rstrip("/")


@dataclass(frozen=True)
class About:
    """Filters in words, version of the data (fingerprint), when the file was made (UTC), the address of the screen.

    A list says too what its rows are, and how many match; files with maps name the boundary view.
    """

    filters: str
    version: str
    made: datetime
    address: str
    what: str = ""
    matching: int | None = None
    boundaries: str = ""

    def held(self, rows: int) -> str:
        """Whether a list holds all that match."""
        name = self.what.capitalize()
        if self.matching is None or rows >= self.matching:
            return f"{name}: all {rows} that match"
        return f"{name}: the first {rows} of {self.matching} that match, in the order of the screen; narrow the filters for the others"

    def cite(self) -> str:
        limits = f"{self.what} ({self.filters})" if self.what else self.filters
        return (
            f"{INSTITUTE} (MP-IDSA), {DASHBOARD}, {limits}, data version {self.version}, made {self.made:%Y-%m-%d}. "
            "Cite the document named beside a fact for what it states."
        )

    def facts(self, rows: int | None = None) -> dict[str, str]:
        """The facts by name; `rows` is how many a list holds."""
        return {
            **({} if rows is None else {"Holds": self.held(rows)}),
            "Filters": self.filters,
            "Data version": self.version,
            "Made": f"{self.made:%Y-%m-%d %H:%M} UTC",
            "How to cite": self.cite(),
            "Address": self.address,
        }

    def lines(self) -> list[str]:
        """The facts as lines of words."""
        return [f"{what}: {words}" for what, words in self.facts().items()]
