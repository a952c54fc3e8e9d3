"""Events and budget figures as tables with units and sources, for the screen and for files. The column MARK holds the ids of the marks."""

import pandas as pd

from charts.breakthroughs import when
from charts.theme import SOURCES, exact

MARK = "Mark"
# Lists hold so many of the newest events; counts are always those of all that match.
MOST = 200
FIGURES = {
    "full_label": "Series",
    "item": "Line",
    "year": "Year",
    "basis": "Basis",
    "bn_cny": "Amount, billion yuan",
    "share_pct": "Share, %",
    "growth_pct": "Growth as stated, %",
    "growth_against": "Growth is against",
    "as_printed": "As printed",
    "publisher": "Publisher",
    "document_title": "Document",
    "locator": "Where",
    "level": "Level of account",
    "scope": "Scope",
    "rounded": "Rounded in the source",
    "quality": "Read in",
    "url": "Link",
    "figure_id": MARK,
}
PARTNERS = {
    "mark": MARK,
    "iso3": "ISO 3166-1",
    "country": "Partner country",
    "region": "Region",
    "events": "Events",
    "review": "The review, events",
    "context": "Context reporting, events",
    "first_on": "First",
    "latest_on": "Latest",
    "fields": "Fields",
    "publishers": "Publishers",
}


def figures(frame: pd.DataFrame, leave_out: tuple[str, ...] = (), **more: str) -> pd.DataFrame:
    """The figures of a chart with units in the headings, their documents and their marks; `more` are further columns with headings."""
    kept = [column for column in FIGURES if column in frame and column not in leave_out]
    # A chart of amounts has no shares and the other way round; every other column stays, empty or not.
    kept = [column for column in kept if column not in ("bn_cny", "share_pct") or frame[column].notna().any()]
    kept[kept.index("basis") + 1 : kept.index("basis") + 1] = more
    marked = frame[kept].assign(figure_id="figure:" + frame.figure_id) if "figure_id" in kept else frame[kept]
    return marked.rename(columns={**FIGURES, **more})


def events(rows: pd.DataFrame) -> pd.DataFrame:
    """Events as a table with their sources, for the screen and for files."""
    return pd.DataFrame(
        {
            "Date": [when(r.starts_on, r.ends_on, r.date_precision) for r in rows.itertuples()],
            "First day": rows.starts_on.dt.date,
            "Last day": rows.ends_on.dt.date,
            "Event": rows.title,
            "Summary": rows.summary,
            "Field": rows.field,
            "Kind": rows.kind,
            "Place": rows.place,
            "Country of place": rows.place_country,
            "Partner countries": rows.partners,
            "Source": rows.source.map(SOURCES),
            "Doubts": rows.findings,
            "Publisher": rows.publisher,
            "Where": rows.locator,
            "Link": rows.url,
            MARK: "event:" + rows.event_id,
        }
    )


def partners(countries: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The partner countries of the map with their days and publishers."""
    whole = countries.merge(sources, on="iso3")
    return whole.assign(mark="country:" + whole.iso3)[[*PARTNERS]].rename(columns=PARTNERS)


def cut_words(rows: pd.DataFrame, total: int) -> str:
    """', newest 200 of 12 345' where the list is cut, else ''."""
    return f", newest {len(rows)} of {exact(total)}" if len(rows) < total else ""
