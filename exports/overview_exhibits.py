"""The picture of the overview that is none of the four visuals: events per section."""

from datetime import date, timedelta
from functools import partial

import pandas as pd

from charts import overview
from charts.tables import MARK
from charts.theme import MARKS, SOURCES, plural
from exports import view
from exports.exhibits import Asked, Exhibit

SAMPLE = "Context reporting is a sample in which space and the state's own media stand out: the counts show no trend."


def of(asked: Asked) -> list[Exhibit]:
    """Events per section; none where nothing matches."""
    rows = asked.ask("overview/sections", **before(asked))
    return [sections(asked, rows)] if rows.events.sum() else []


def before(asked: Asked) -> dict[str, date]:
    """Parameters of the span of equal length before the period."""
    start, end = asked.chosen.starts_on, asked.chosen.ends_on
    end_before = start - timedelta(days=1)
    return {"before_starts_on": end_before - (end - start), "before_ends_on": end_before}


def tally_words(rows: pd.DataFrame) -> str:
    """'◆ 4 in the review, ● 10 in context reporting'. `rows` is the answer of overview/sections."""
    by_source = rows.groupby("source").events.sum()
    return ", ".join(f"{MARKS[s]} {by_source.get(s, 0)} in {SOURCES[s].lower()}" for s in SOURCES)


def sections(asked: Asked, rows: pd.DataFrame) -> Exhibit:
    """Bars of the sections; `rows` is the answer of overview/sections."""
    total = plural(int(rows.events.sum()), "event")
    return Exhibit(
        asked=asked,
        key="sections",
        room="overview",
        title=f"{total}: {tally_words(rows)}",
        measure=f"Number of events per section, {asked.chosen.period_words()}."
        + (f" {SAMPLE}" if view.sample_words(asked.chosen) else ""),
        source=f"{view.source_words(asked.chosen)}; each event names its document",
        note=None,
        draw=partial(overview.sections, rows, asked.look),
        frame=rows,
        twin=partial(_table, rows),
        total=total,
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    wide = rows.pivot_table(index="section", columns="source", values="events", fill_value=0)
    table = pd.DataFrame({"Section": wide.index.map(overview.SECTIONS), MARK: "section:" + wide.index})
    for source, label in SOURCES.items():
        table[f"{label}, events"] = wide[source].astype(int).to_list() if source in wide else 0
    return table
