"""Budget figures on the screen: as a table with units, and one of them with its evidence."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from charts.budget_marks import numbered
from charts.theme import plural
from ui import chart, evidence, filters, prose, table
from ui.database import ask

HEADINGS = {
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
    "figure_id": table.MARK,
}


def twin(frame: pd.DataFrame, leave_out: tuple[str, ...] = (), **more: str) -> pd.DataFrame:
    """The figures of a chart with units in the headings, their documents and their marks; `more` are further columns with headings."""
    kept = [column for column in HEADINGS if column in frame and column not in leave_out]
    # A chart of amounts has no shares and the other way round; every other column stays, empty or not.
    kept = [column for column in kept if column not in ("bn_cny", "share_pct") or frame[column].notna().any()]
    kept[kept.index("basis") + 1 : kept.index("basis") + 1] = more
    marked = frame[kept].assign(figure_id="figure:" + frame.figure_id) if "figure_id" in kept else frame[kept]
    return marked.rename(columns={**HEADINGS, **more})


def show(
    figure: go.Figure,
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    measure: str,
    source: str,
    note: str,
    twin: Callable[[], pd.DataFrame],
    notes: pd.DataFrame | None = None,
    moves: bool = False,
) -> None:
    """A chart of yearly figures and the numbered notes that stand in it. Call it in a fragment."""
    evidence.follow()
    chart.show(
        figure,
        key=key,
        title=title,
        measure=measure,
        source=source,
        note=note,
        alt=f"{title}. {plural(len(frame), 'figure')}.",
        twin=twin,
        limits=filters.yearly_words(),
        picks=evidence.pick,
        picked=evidence.picked(),
        doubts=doubts(frame),
        moves=moves,
    )
    if notes is not None:
        _notes(notes, frame)


def doubts(frame: pd.DataFrame) -> tuple[str, int]:
    """The mark that opens the doubts about the figures of a frame, and how many are open."""
    counts = ask("budget/doubts").set_index("figure_id").findings
    doubtful = counts[counts.index.isin(frame.figure_id)]
    return f"findings:{';'.join(doubtful.index)}", int(doubtful.sum())


def _notes(notes: pd.DataFrame, shown: pd.DataFrame) -> None:
    """The numbered notes whose figures stand in the chart, each with what it rests on."""
    numbers = numbered(notes)
    blocks = []
    for figure_id, told in notes[notes.figure_id.isin(shown.figure_id)].groupby("figure_id", sort=False):
        first = told.iloc[0]
        words = " ".join(f"{n.about[0].upper() + n.about[1:]}: {n.words} ({n.source})" for n in told.itertuples())
        name = prose.strong(f"{numbers[str(figure_id)]} · {first['item']} {first.year} {first.basis}. ")
        blocks.append(prose.text(name, words))
    if blocks:
        prose.show(*blocks)
