"""The pictures of the budget: the review's own lines, budgeted against executed, central lines, research spending, levels of account."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd

from charts import budget, budget_history, budget_marks, budget_outturn, budget_words, tables
from charts.budget_history import CENTRAL, LEVELS, RESEARCH
from charts.theme import exact, plural
from exports import view
from exports.exhibits import Asked, Exhibit

ROOM = "budget"
BASE_YEAR = 2019
# Asked for once, whatever chart they stand in.
SERIES = list(dict.fromkeys([*CENTRAL, *RESEARCH, *LEVELS]))


def has_history(asked: Asked) -> bool:
    """Whether the sources that are chosen have more than the review's own lines."""
    return "context" in (asked.chosen.sources or ("context",))


def of(asked: Asked) -> list[Exhibit]:
    """All of them in the order of the page; fewer where the sources leave some out."""
    lines = asked.ask("budget/review_lines")
    found = [] if lines.empty else [review(asked, lines)]
    return found + ([outturn(asked), central(asked), research(asked), levels(asked)] if has_history(asked) else [])


def review(asked: Asked, lines: pd.DataFrame) -> Exhibit:
    """The review's own lines as bars; `lines` is the answer of budget/review_lines, not empty."""
    order = asked.one("order", budget.ORDERS, "amount")
    month, chosen = str(lines.document_month.iloc[0]), asked.chosen
    title, apart = budget.review_headline(lines), ""
    if not chosen.first_month <= month <= chosen.last_month:
        # Otherwise it would pass for the budget of the period.
        title = f"Budget of {lines.year.max()}, from the review of {pd.Timestamp(month):%B %Y}. {title}"
        apart = f"No review of {chosen.period_words()} prints a budget. "
    return _exhibit(
        asked,
        "review",
        lines,
        title=title,
        measure=f"{apart}{budget_words.review_measure(lines, order, _series(asked, CENTRAL))}",
        source=f"{lines.document_title.iloc[0]}, {view.institute(lines.publisher.iloc[0])}",
        note="Growth is shown as the review prints it, never recomputed.",
        draw=partial(budget.review_lines, lines, asked.look, order),
        twin=lambda: tables.figures(budget.ordered(lines, order)),
    )


def outturn(asked: Asked) -> Exhibit:
    """Budgeted against executed, for one line."""
    line = asked.one("line", CENTRAL, budget.LEADING)
    frame = asked.ask("budget/plan_and_outturn", series=line)
    run = _series(asked, [line])
    run = run[run.figure_id.isin([*frame.planned_id, *frame.spent_id])]
    return _exhibit(
        asked,
        "outturn",
        run,
        title=budget_outturn.headline(frame, CENTRAL[line]),
        measure=budget_words.outturn_measure(frame),
        source=view.source_words(asked.chosen),
        note="Budgeted: the draft put to the National People's Congress or, where known, the budget it approved. Executed: what was spent, as "
        "reported a year later, or the final accounts. A diamond is the review, a circle context reporting.",
        draw=partial(budget_outturn.plan_and_outturn, frame, CENTRAL[line], asked.look),
        twin=lambda: tables.figures(
            run.merge(frame[["year", "difference_bn_cny"]], on="year"),
            difference_bn_cny="Executed minus budgeted, billion yuan",
        ),
    )


def central(asked: Asked) -> Exhibit:
    """The central lines over the years, as amount, index or share."""
    rows = _series(asked, CENTRAL)
    measure = asked.one("measure", budget_history.MEASURES, "amount")
    values, headings = None, {}
    if measure != "amount":
        headings = {"value": budget_history.MEASURES[measure], "divided_by": "Divided by, billion yuan"}
        values = (
            asked.ask("budget/index", series=list(CENTRAL), base_year=BASE_YEAR)
            if measure == "index"
            else asked.ask("budget/shares")
        )
    frame, notes = budget_marks.measured(rows, measure, values), _steps(asked, CENTRAL)
    columns = 3 if measure == "share" else 4
    return _exhibit(
        asked,
        "central",
        frame,
        title=budget_words.central_headline(rows) if values is None else budget_words.measured_headline(frame),
        measure=budget_words.central_measure(measure, frame, rows, BASE_YEAR),
        source=f"{view.source_words(asked.chosen)}: budget reports, statistics and press reports",
        note=budget_words.marks(frame),
        draw=partial(budget_history.panels, frame, asked.look, budget_marks.numbered(notes), columns=columns),
        twin=lambda: tables.figures(frame, leave_out=("item",), **headings),
        notes=notes,
    )


def research(asked: Asked) -> Exhibit:
    """Research spending of all sectors, its share of GDP, basic research."""
    frame, notes = budget_marks.measured(_series(asked, RESEARCH), "amount"), _steps(asked, RESEARCH)
    return _exhibit(
        asked,
        "research",
        frame,
        title=budget_words.research_headline(frame),
        measure=f"All sectors, not only government: R&D spending and basic research in billion yuan, R&D intensity as share of GDP, basic "
        f"research as share of R&D spending, {budget_words.years(frame)}. These are statistics of years that are over, so they end before the "
        "newest draft budget.",
        source="National Bureau of Statistics communiqués and press reports",
        note="Open marks and dotted lines: first estimates (preliminary). Filled marks: final statistics. Short bar: a later revision.",
        draw=partial(budget_history.panels, frame, asked.look, budget_marks.numbered(notes), columns=2, row_px=260),
        twin=lambda: tables.figures(frame, leave_out=("item",)),
        notes=notes,
    )


def levels(asked: Asked) -> Exhibit:
    """Government expenditure by level of account."""
    frame, notes = budget_marks.measured(_series(asked, LEVELS), "amount"), _steps(asked, LEVELS)
    return _exhibit(
        asked,
        "levels",
        frame,
        title=budget_words.levels_headline(frame),
        measure=f"Government expenditure on science and technology by level of account, billion yuan, {budget_words.years(frame)}; the title "
        "speaks of the newest year with both executed amounts. The levels overlap and differ in scope: never add them.",
        source="Reports of the Ministry of Finance, the National Bureau of Statistics and the press",
        note=f"National = central and local governments together. The statistics bureau counts more items than the finance ministry. "
        f"{budget_words.marks(frame)}",
        draw=partial(budget_history.levels, frame, asked.look, budget_marks.numbered(notes)),
        twin=lambda: tables.figures(frame, leave_out=("item",)),
        notes=notes,
    )


def doubts(asked: Asked, frame: pd.DataFrame) -> tuple[str, int]:
    """The mark that opens the doubts about the figures of a frame, and how many are open."""
    counts = asked.ask("budget/doubts").set_index("figure_id").findings
    doubtful = counts[counts.index.isin(frame.figure_id)]
    return f"findings:{';'.join(doubtful.index)}", int(doubtful.sum())


def _exhibit(asked: Asked, name: str, frame: pd.DataFrame, **more: Any) -> Exhibit:
    counted = f"{plural(len(frame), 'figure')}."
    found = doubts(asked, frame)
    return Exhibit(
        asked, f"{ROOM}-{name}", ROOM, frame=frame, doubts=found, counted=counted, total=_newest(frame), **more
    )


def _newest(frame: pd.DataFrame) -> str:
    """The newest figure of the leading line: lines overlap, so they have no sum."""
    if frame.empty:
        return ""
    leading = budget.LEADING if budget.LEADING in set(frame.series_id) else frame.series_id.iloc[0]
    row = budget.newest(frame[frame.series_id == leading])
    value = f"{exact(row.bn_cny)} billion yuan" if row.bn_cny == row.bn_cny else f"{exact(row.share_pct)}\u202f%"
    return f"{value}, {row['item'].lower()} {row.year} ({row.basis})"


def _series(asked: Asked, ids: Iterable[str]) -> pd.DataFrame:
    """Figures of these series, all years and bases."""
    every = asked.ask("budget/series", series=SERIES)
    return every[every.series_id.isin(list(ids))].reset_index(drop=True)


def _steps(asked: Asked, ids: Iterable[str]) -> pd.DataFrame:
    """Notes that explain a step or doubt a figure of these series."""
    every = asked.ask("budget/steps", series=SERIES)
    return every[every.series_id.isin(list(ids))].reset_index(drop=True)
