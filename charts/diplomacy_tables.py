"""The three shapes of Diplomacy as tables; the column Mark holds the ids of the marks."""

import pandas as pd

from charts.breakthroughs import when
from charts.diplomacy_twins import subject
from charts.theme import SOURCES

HEADINGS = {
    "partner": "Partner",
    "partner_kind": "Kind",
    "events": "Events",
    "review": "The review, events",
    "context": "Context reporting, events",
    "first_on": "First",
    "latest_on": "Latest",
    "kinds": "Kinds of tie",
    "publishers": "Publishers",
}


def by_partner(partners: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The network as a table: the partners with their days and publishers."""
    marks = [subject(p.partner_id, p.partner_kind) for p in partners.itertuples()]
    whole = partners.assign(Mark=marks).merge(sources, on="partner_id")
    return whole[[*HEADINGS, "Mark"]].rename(columns=HEADINGS)


def by_kind(counts: pd.DataFrame) -> pd.DataFrame:
    """The matrix as a table: a row for each partner, a column for each kind of tie."""
    wide = counts.pivot_table(index="partner", columns="kind", values="events", fill_value=0, aggfunc="sum").astype(int)
    wide.insert(0, "events", wide.sum(axis=1))
    wide.columns = [str(column).capitalize() for column in wide.columns]
    marks = {row.partner: subject(row.partner_id, row.partner_kind) for row in counts.itertuples()}
    ordered = wide.sort_values(["Events", "partner"], ascending=[False, True]).reset_index(names="Partner")
    return ordered.assign(Mark=ordered.Partner.map(marks))


def by_day(events: pd.DataFrame) -> pd.DataFrame:
    """The timeline as a table, with the ids of its marks in the column Mark."""
    return pd.DataFrame(
        {
            "Date": [when(e.starts_on, e.ends_on, e.date_precision) for e in events.itertuples()],
            "First day": events.starts_on.dt.date,
            "Last day": events.ends_on.dt.date,
            "Partner": events.partner,
            "Event": events.title,
            "Kind of tie": events.kind,
            "Field": events.field,
            "Source": events.source.map(SOURCES),
            "Mark": "event:" + events.event_id + "@" + events.partner_id,
        }
    )
