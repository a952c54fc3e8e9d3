"""Budget figures on the screen: as a table with units, and one of them with its evidence."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.budget_marks import numbered
from charts.theme import MARKS, exact, plural, signed
from ui import chart, details, filters, prose, table
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
LEVELS = {
    "central": "central government's own",
    "central_incl_transfers": "central with transfers to local governments",
    "national": "national, central and local governments together",
    "all_sectors": "all sectors of the economy",
}
QUALITIES = {
    "review": "the review itself",
    "official": "an official report",
    "press": "a press report",
    "copy": "a copy",
    "transcription": "a transcription of the report",
}


def twin(frame: pd.DataFrame, leave_out: tuple[str, ...] = (), **more: str) -> pd.DataFrame:
    """The figures of a chart with units in the headings, their documents and their marks; `more` are further columns with headings."""
    kept = [column for column in HEADINGS if column in frame and column not in leave_out]
    # A chart of amounts has no shares and the other way round; every other column stays, empty or not.
    kept = [column for column in kept if column not in ("bn_cny", "share_pct") or frame[column].notna().any()]
    kept[kept.index("basis") + 1 : kept.index("basis") + 1] = more
    return frame[kept].rename(columns={**HEADINGS, **more})


def evidence(figure_id: str) -> None:
    """What one figure measures, what its document states and prints, where, and what is in doubt about it."""
    found = ask("budget/figure", figure_id=figure_id)
    if found.empty:
        # Newer data, served since the chart was drawn, have left it out.
        return
    row = found.iloc[0]
    value = f"{exact(row.bn_cny)} billion yuan" if row.bn_cny == row.bn_cny else f"{exact(row.share_pct)} {row.unit}"
    about = "about " if row.rounded else ""
    growth = f"Growth as stated: {signed(row.growth_pct)}, against: {row.growth_against}"
    title = f", {row.document_title}" if isinstance(row.document_title, str) else ""
    day = f", {row.published:%Y-%m-%d}" if row.published == row.published and row.published is not None else ""
    missing = "" if isinstance(row.url, str) else " (no link recorded)"
    lines: list[list[prose.Run]] = [
        [f"Printed: “{row.as_printed}”" if isinstance(row.as_printed, str) else "The printed words are not recorded."],
        [growth if row.growth_pct == row.growth_pct else "No growth is stated."],
        [
            f"Document: {MARKS[row.source]} ",
            prose.link(f"{row.publisher}{title}", row.url),
            f"{day}, {row.locator}{missing}; read in {QUALITIES[row.quality]}",
        ],
        [
            f"Level of account: {LEVELS[row.level]}"
            + ("" if row.level_stated else " (placed by the editors; the document does not say)")
        ],
        [f"Scope: {row.scope}"],
    ]
    with st.container(border=True):
        prose.show(
            prose.text(prose.strong(f"{row.full_label}, {row.year} {row.basis}: {about}{value}")),
            prose.bullets(lines),
            *map(prose.doubt, details.doubts([figure_id])),
        )


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
    """A chart of yearly figures, the numbered notes that stand in it, and the evidence of the figure that is picked.

    Call it in a fragment: a pick then draws the evidence alone.
    """
    state = f"{key}-picked"
    # A pick comes from the browser, and a filter may have taken its figure away.
    asked = st.session_state.get(state)
    picked = asked if asked in set(frame.figure_id) else None
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
        picks=state,
        picked=picked,
        moves=moves,
    )
    if notes is not None:
        _notes(notes, frame)
    if picked:
        evidence(picked)
    else:
        # The key lets paper leave it out.
        st.container(key=f"hint-{key}").caption(
            "Pick a mark, by mouse or with the arrow keys and Enter, to see what the document prints and where."
        )


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
