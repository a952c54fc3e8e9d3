"""A window of time inside a period: a year, a quarter or a month of it, cut to the period."""

import calendar
from dataclasses import dataclass
from datetime import date

ZOOMS = {"whole": "Whole period", "year": "Year", "quarter": "Quarter", "month": "Month"}
MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Window:
    """What of the period is shown: whole months, cut to the period. `at` is its first month, '' where it is the whole."""

    zoom: str
    at: str
    starts_on: date
    ends_on: date

    @property
    def words(self) -> str:
        """'2024', 'January to March 2024', 'March 2024'; '' for the whole period."""
        if self.zoom == "whole":
            return ""
        first = date.fromisoformat(f"{self.at}-01")
        if self.zoom == "year":
            return f"{first:%Y}"
        if self.zoom == "month":
            return f"{first:%B %Y}"
        return f"{first:%B} to {date.fromisoformat(f'{moved(self.at, 2)}-01'):%B %Y}"


def moved(month: str, by: int) -> str:
    """'2024-11', 2 -> '2025-01'."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12}-{count % 12 + 1:02}"


def start_of(month: str, zoom: str) -> str:
    """First month of the calendar unit that holds the month."""
    return moved(month, -((int(month[5:]) - 1) % MONTHS[zoom]))


def window(zoom: str, month: str, first: date, last: date) -> Window:
    """The calendar unit that holds the month, cut to the period."""
    if zoom == "whole":
        return Window(zoom, "", first, last)
    at = start_of(month, zoom)
    starts_on = date.fromisoformat(f"{at}-01")
    end = date.fromisoformat(f"{moved(at, MONTHS[zoom] - 1)}-01")
    end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return Window(zoom, at, max(first, starts_on), min(last, end))
