"""Budget: the review's own lines, draft against executed, the history of each central line, research spending, the levels of account."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from charts import budget, budget_history, budget_marks, budget_outturn
from ui import address, chart, database, details, figures, filters, prose
from ui.database import ask

CENTRAL = {
    "central_st": "Science and technology",
    "central_defence": "National defence",
    "central_debt_interest": "Debt interest",
    "central_public_security": "Public security",
    "central_education": "Education",
    "central_grain_stockpile": "Grain and oil stockpiling",
    "central_diplomacy": "Diplomacy",
    "central_total_own": "Total, central level",
}
RESEARCH = ("gerd", "rd_intensity", "basic_research", "basic_research_share")
BASE_YEAR = 2019
PLANNED_SPENT = (
    "Open marks and dotted lines are planned (draft or approved), filled ones spent (executed or final); a diamond is the review, a circle "
    "context reporting, a square a transcription."
)
# Asked for once, whatever chart they stand in.
SERIES = list(dict.fromkeys([*CENTRAL, *RESEARCH, *budget_history.LEVELS]))
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


def years(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "no year"
    first, last = frame.year.min(), frame.year.max()
    return str(first) if first == last else f"{first}–{last}"


def unsaid(lines: pd.DataFrame) -> str:
    """What the print leaves open about its lines: level of government and base of growth."""
    told = lines[lines.growth_against != "not stated"]
    words = (
        "" if lines.level_stated.any() else "The print does not name the level of government; the lines are central. "
    )
    if told.empty:
        return f"{words}It does not say what the growth is against."
    bases = "; ".join(f"{row.item.lower()}: “{row.growth_against}”" for row in told.itertuples())
    return f"{words}It says what the growth is against only for {bases}."


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
        measure=f"The {len(lines)} lines of the {years(lines)} draft budget that the review prints, in billion yuan, with the growth it "
        f"states, by {order}. A selection, not the whole budget. {unsaid(lines)}",
        source=f"{lines.document_title.iloc[0]}, MP-IDSA; section and paragraph stand in the table",
        note="Both panels keep one order of lines. Stated growth is shown as printed and never recomputed.",
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
    both = frame[frame.difference_bn_cny.notna()]
    figures.show(
        budget_outturn.plan_and_outturn(frame, CENTRAL[line], look),
        run,
        key="budget-outturn",
        title=budget_outturn.headline(frame, CENTRAL[line]),
        measure=f"Planned and spent amounts of the central government's own budget, billion yuan, {years(frame)}. Both are stored for "
        f"{budget_outturn.missing(list(both.year)) or 'no year'}. The scale does not begin at zero.",
        source=f"{filters.source_words(chosen)}: the most settled figure of each year, its document in the table",
        note="Open marks are planned (draft or approved), filled ones spent (executed or final); a diamond is the review.",
        twin=lambda: figures.twin(
            run.merge(frame[["year", "difference_bn_cny"]], on="year"),
            difference_bn_cny="Spent less planned, billion yuan",
        ),
    )


def measure_words(measure: str, frame: pd.DataFrame, central: pd.DataFrame) -> str:
    """What the view measures, what it divides by what, and which lines it leaves out."""
    if measure == "amount":
        return (
            f"Central government's own expenditure, billion yuan, {years(frame)}; each panel has its own scale from zero. Years without a "
            "figure stay empty."
        )
    absent = [CENTRAL[key] for key in CENTRAL if key in set(central.series_id) - set(frame.series_id)]
    left_out = f" Left out: {', '.join(absent).lower()}." if absent else ""
    if measure == "index":
        unspent = central[central.basis.isin(budget.OUTTURN)].series_id.nunique() and "spent" not in set(frame.kind)
        return (
            f"Each planned amount divided by the amount planned for {BASE_YEAR} of the same line, each spent amount by the amount spent in "
            f"it, times 100; one scale for all panels, {years(frame)}."
            + (f" No line has an amount spent in {BASE_YEAR} here, so only plans are shown." if unspent else "")
            + left_out
        )
    return (
        f"Percent of the sum of the {frame.series_id.nunique()} lines that the review lists, planned by planned and spent by spent, only in years "
        f"that have all of them ({budget_outturn.missing(sorted(set(frame.year))) or 'none'}). No share of the whole budget; "
        f"each panel has its own scale from zero.{left_out}"
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
        title=budget_history.central_headline(central) if values is None else budget_history.measured_headline(frame),
        measure=measure_words(measure, frame, central),
        source=f"{filters.source_words(chosen)}: budget reports, statistics and press reports, each named in the table",
        note=PLANNED_SPENT,
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
        title=budget_history.research_headline(frame),
        measure=f"R&D spending and basic research of all sectors in billion yuan; R&D intensity as share of GDP; basic research as share of "
        f"R&D spending; {years(frame)}.",
        source="National Bureau of Statistics communiqués and reports named in the table",
        note="Open marks and dotted lines are first estimates, filled ones final statistics, a short bar is a later revision.",
        twin=lambda: figures.twin(frame, leave_out=("item",)),
        notes=notes,
    )


@st.fragment
def levels_of_account() -> None:
    levels = series(budget_history.LEVELS)
    frame = budget_marks.measured(levels, "amount")
    notes = steps(budget_history.LEVELS)
    figures.show(
        budget_history.levels(frame, look, budget_marks.numbered(notes)),
        frame,
        key="budget-levels",
        title=budget_history.levels_headline(frame),
        measure=f"Government expenditure on science and technology by level of account, billion yuan, {years(frame)}. The levels overlap "
        "and differ in scope: never add them.",
        source="Reports of the Ministry of Finance, the National Bureau of Statistics and the press, named in the table",
        note=f"National = central and local governments together. The statistics bureau counts more items than the finance ministry. "
        f"{PLANNED_SPENT}",
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
    if doubts := details.doubts([*lines.figure_id, lines.document_id.iloc[0]]):
        with st.expander(f"{len(doubts)} doubts about what the review prints here", icon=":material/edit_note:"):
            prose.show(prose.bullets([doubt] for doubt in doubts))
stated = {"section": "budget", **chosen.params()}
statements = ask("shared/events", most=details.MOST, **stated)
if not statements.empty:
    st.header("Statements on science policy", anchor=False)
    with st.container(border=True):
        details.pick(statements, "budget_event", stated, int(ask("shared/tally", **stated).events.sum()))

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
