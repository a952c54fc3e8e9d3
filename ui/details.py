"""Events as a table with their sources, and how a cut list is told."""

import pandas as pd

from charts.breakthroughs import when
from charts.theme import SOURCES, exact
from ui import table

# Lists hold so many of the newest events; counts are always those of all that match.
MOST = 200


def cut_words(events: pd.DataFrame, total: int) -> str:
    """', newest 200 of 12 345' where the list is cut, else ''."""
    return f", newest {len(events)} of {exact(total)}" if len(events) < total else ""


def listing(events: pd.DataFrame) -> pd.DataFrame:
    """Events as a table with their sources, for the screen and for files."""
    return pd.DataFrame(
        {
            "Date": [when(r.starts_on, r.ends_on, r.date_precision) for r in events.itertuples()],
            "First day": events.starts_on.dt.date,
            "Last day": events.ends_on.dt.date,
            "Event": events.title,
            "Summary": events.summary,
            "Field": events.field,
            "Kind": events.kind,
            "Place": events.place,
            "Country of place": events.place_country,
            "Partner countries": events.partners,
            "Source": events.source.map(SOURCES),
            "Doubts": events.findings,
            "Publisher": events.publisher,
            "Where": events.locator,
            "Link": events.url,
            table.MARK: "event:" + events.event_id,
        }
    )
