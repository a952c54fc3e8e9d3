"""Budget: the review's own lines, budgeted against executed, the history of each central line, research spending, the levels of account."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from charts import budget, budget_history, budget_marks, budget_outturn, budget_words
from charts.budget_history import CENTRAL, LEVELS, RESEARCH
from ui import address, chart, database, evidence, evidence_words, figures, filters
from ui.database import ask

BASE_YEAR = 2019
# Asked for once, whatever chart they stand in.
SERIES = list(dict.fromkeys([*CENTRAL, *RESEARCH, *LEVELS]))
chosen = filters.current()
look = chart.look()


def series(ids: Iterable[str]) -> pd.DataFrame:
    """Figures of these series, all years and bases."""
    every = ask("budget/series", series=SERIES, **chosen.params())
    return every[every.series_id.isin(list(ids))].reset_index(drop=True)


def steps(ids: Iterable[str]) -> pd.DataFrame:
    """Notes that explain a step or doubt a figure of these series."""
    every = ask("budget/steps", series=SERIES, **chosen.params())
    return every[every.series_id.isin(list(ids))].reset_index(drop=True)


@st.fragment
def review_lines(lines: pd.DataFrame) -> None:
    order = address.one("order", "budget_order", budget.ORDERS, "amount")
    st.segmented_control(
        "Order of the bars", budget.ORDERS, format_func=budget.ORDERS.__getitem__, key="budget_order", required=True
    )
    figures.show(
        budget.review_lines(lines, look, order),
        lines,
        key="budget-review",
        title=budget.review_headline(lines),
        measure=budget_words.review_measure(lines, order, series(CENTRAL)),
        source=f"{lines.document_title.iloc[0]}, MP-IDSA; section and paragraph in the table",
        note="Growth is shown as the review prints it, never recomputed.",
        twin=lambda: figures.twin(budget.ordered(lines, order)),
        moves=True,
    )


@st.fragment
def plan_and_outturn() -> None:
    line = address.one("line", "budget_line", CENTRAL, budget.LEADING)
    st.selectbox("Line", CENTRAL, format_func=CENTRAL.__getitem__, key="budget_line", width=360)
    frame = ask("budget/plan_and_outturn", series=line, **chosen.params())
    run = series([line])
    run = run[run.figure_id.isin([*frame.planned_id, *frame.spent_id])]
    figures.show(
        budget_outturn.plan_and_outturn(frame, CENTRAL[line], look),
        run,
        key="budget-outturn",
        title=budget_outturn.headline(frame, CENTRAL[line]),
        measure=budget_words.outturn_measure(frame),
        source=f"{filters.source_words(chosen)}; documents in the table",
        note="Budgeted: the draft put to the National People's Congress or, where known, the budget it approved. Executed: what was spent, as "
        "reported a year later, or the final accounts. A diamond is the review, a circle context reporting.",
        twin=lambda: figures.twin(
            run.merge(frame[["year", "difference_bn_cny"]], on="year"),
            difference_bn_cny="Executed minus budgeted, billion yuan",
        ),
    )


@st.fragment
def central_lines(central: pd.DataFrame) -> None:
    measure = address.one("measure", "budget_measure", budget_history.MEASURES, "amount")
    st.segmented_control(
        "View",
        budget_history.MEASURES,
        format_func=budget_history.MEASURES.__getitem__,
        key="budget_measure",
        required=True,
    )
    values, headings = None, {}
    if measure != "amount":
        headings = {"value": budget_history.MEASURES[measure], "divided_by": "Divided by, billion yuan"}
        values = (
            ask("budget/index", series=list(CENTRAL), base_year=BASE_YEAR, **chosen.params())
            if measure == "index"
            else ask("budget/shares", **chosen.params())
        )
    frame = budget_marks.measured(central, measure, values)
    notes = steps(CENTRAL)
    figures.show(
        budget_history.panels(frame, look, budget_marks.numbered(notes), columns=3 if measure == "share" else 4),
        frame,
        key="budget-central",
        title=budget_words.central_headline(central) if values is None else budget_words.measured_headline(frame),
        measure=budget_words.central_measure(measure, frame, central, BASE_YEAR),
        source=f"{filters.source_words(chosen)}: budget reports, statistics and press reports, each named in the table",
        note=budget_words.marks(frame),
        twin=lambda: figures.twin(frame, leave_out=("item",), **headings),
        notes=notes,
    )


@st.fragment
def research_spending() -> None:
    frame = budget_marks.measured(series(RESEARCH), "amount")
    notes = steps(RESEARCH)
    figures.show(
        budget_history.panels(frame, look, budget_marks.numbered(notes), columns=2, row_px=260),
        frame,
        key="budget-research",
        title=budget_words.research_headline(frame),
        measure=f"All sectors, not only government: R&D spending and basic research in billion yuan, R&D intensity as share of GDP, basic "
        f"research as share of R&D spending, {budget_words.years(frame)}. These are statistics of years that are over, so they end before the "
        "newest draft budget.",
        source="National Bureau of Statistics communiqués and reports named in the table",
        note="Open marks and dotted lines: first estimates (preliminary). Filled marks: final statistics. Short bar: a later revision.",
        twin=lambda: figures.twin(frame, leave_out=("item",)),
        notes=notes,
    )


@st.fragment
def levels_of_account() -> None:
    levels = series(LEVELS)
    frame = budget_marks.measured(levels, "amount")
    notes = steps(LEVELS)
    figures.show(
        budget_history.levels(frame, look, budget_marks.numbered(notes)),
        frame,
        key="budget-levels",
        title=budget_words.levels_headline(frame),
        measure=f"Government expenditure on science and technology by level of account, billion yuan, {budget_words.years(frame)}; the title "
        "speaks of the newest year with both executed amounts. The levels overlap and differ in scope: never add them.",
        source="Reports of the Ministry of Finance, the National Bureau of Statistics and the press, named in the table",
        note=f"National = central and local governments together. The statistics bureau counts more items than the finance ministry. "
        f"{budget_words.marks(frame)}",
        twin=lambda: figures.twin(frame, leave_out=("item",)),
        notes=notes,
    )


st.title("Budget", anchor=False)
st.markdown("What the central government plans to spend, what it spent, and what the whole country puts into research.")
filters.yearly_note()

database.ahead("budget/series", "budget/steps", series=SERIES, **chosen.params())
lines = ask("budget/review_lines", **chosen.params())
if lines.empty:
    st.info("The chosen sources leave the review out, so its own budget lines are not shown.", icon=":material/info:")
else:
    review_lines(lines)
stated = {"section": "budget", **chosen.params()}
statements = ask("shared/events", most=evidence_words.MOST, **stated)
if not statements.empty:
    st.header("Statements on science policy", anchor=False)
    with st.container(border=True):
        evidence.newest(statements, int(ask("shared/tally", **stated).events.sum()), "budget-statements")

st.divider()
if "context" not in (chosen.sources or ("context",)):
    st.info("History, research spending and levels rest on context reporting, which the source filter leaves out.")
    st.button("Show context reporting too", on_click=filters.with_context, type="primary")
    st.stop()
plan_and_outturn()
st.divider()
central_lines(series(CENTRAL))
st.divider()
research_spending()
st.divider()
levels_of_account()
