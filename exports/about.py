"""What every file says of itself: who made it, from which filters and which version of the data, when, and where the screen is."""

from dataclasses import dataclass
from datetime import datetime

INSTITUTE = "Manohar Parrikar Institute for Defence Studies and Analyses"
DASHBOARD = "China science and technology dashboard"


@dataclass(frozen=True)
class About:
    """Filters in words, version of the data (fingerprint), when the file was made (UTC), the address of the screen."""

    filters: str
    version: str
    made: datetime
    address: str

    def cite(self) -> str:
        return (
            f"{INSTITUTE} (MP-IDSA), {DASHBOARD}, {self.filters}, data version {self.version}, made {self.made:%Y-%m-%d}. "
            "Cite the document named beside a fact for what it states."
        )

    def facts(self) -> dict[str, str]:
        return {
            "Filters": self.filters,
            "Data version": self.version,
            "Made": f"{self.made:%Y-%m-%d %H:%M} UTC",
            "How to cite": self.cite(),
            "Address": self.address,
        }

    def lines(self) -> list[str]:
        """The facts as lines of words."""
        return [f"{what}: {words}" for what, words in self.facts().items()]
