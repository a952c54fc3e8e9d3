"""Exhibits on the screen: as a chart with its table, with the evidence of what is picked and the numbered notes that stand in it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from charts.budget_marks import numbered
from exports.exhibits import Asked, Exhibit
from ui import boundaries, chart, downloads, evidence, filters, prose, storyboard
from ui.database import ask


def asked(**choices: str | Sequence[str]) -> Asked:
    """What the screen asks for: the shared filters, the boundaries and look in force, and these choices of the page."""
    said: Mapping[str, Sequence[str]] = {
        name: [value] if isinstance(value, str) else list(value) for name, value in choices.items()
    }
    return Asked(ask, filters.current(), filters.offered(), chart.look(), said, boundaries.name())


def show(shown: Exhibit, **more: Any) -> None:
    """The exhibit with its table; `more` is handed on to chart.show. Its marks open their evidence."""
    chart.show(
        more.pop("figure", None) or shown.figure,
        key=shown.key,
        title=shown.title,
        measure=shown.measure,
        source=shown.source,
        note=shown.note,
        alt=shown.alt,
        twin=shown.twin,
        files=partial(downloads.of_visual, shown),
        on_stage=partial(storyboard.take, shown),
        **{"picks": evidence.pick, "picked": evidence.picked(), "doubts": shown.doubts, **more},
    )


def yearly(shown: Exhibit, moves: bool = False) -> None:
    """A chart of yearly figures and the numbered notes that stand in it. Call it in a fragment."""
    evidence.follow()
    # The months say which review's lines these are.
    limits = {} if shown.key == "budget-review" else {"limits": filters.yearly_words()}
    show(shown, **limits, moves=moves)
    if shown.notes is not None:
        _notes(shown.notes, shown.frame)


def _notes(notes: pd.DataFrame, drawn: pd.DataFrame) -> None:
    """The numbered notes whose figures stand in the chart, each with what it rests on."""
    numbers = numbered(notes)
    blocks = []
    for figure_id, told in notes[notes.figure_id.isin(drawn.figure_id)].groupby("figure_id", sort=False):
        first = told.iloc[0]
        words = " ".join(f"{n.about[0].upper() + n.about[1:]}: {n.words} ({n.source})" for n in told.itertuples())
        name = prose.strong(f"{numbers[str(figure_id)]} · {first['item']} {first.year} {first.basis}. ")
        blocks.append(prose.text(name, words))
    if blocks:
        prose.show(*blocks)
