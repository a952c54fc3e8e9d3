"""Budget: the review's own lines, budgeted against executed, the history of each central line, research spending, the levels of account."""

import pandas as pd
import streamlit as st

from charts import budget, budget_history
from charts.budget_history import CENTRAL
from exports import budget_exhibits
from ui import address, database, evidence, evidence_words, figures, filters
from ui.database import ask

chosen = filters.current()


@st.fragment
def review_lines(lines: pd.DataFrame) -> None:
    order = address.one("order", "budget_order", budget.ORDERS, "amount")
    st.segmented_control(
        "Order of the bars", budget.ORDERS, format_func=budget.ORDERS.__getitem__, key="budget_order", required=True
    )
    figures.yearly(budget_exhibits.review(figures.asked(order=order), lines), moves=True)


@st.fragment
def plan_and_outturn() -> None:
    line = address.one("line", "budget_line", CENTRAL, budget.LEADING)
    st.selectbox("Line", CENTRAL, format_func=CENTRAL.__getitem__, key="budget_line", width=360)
    figures.yearly(budget_exhibits.outturn(figures.asked(line=line)))


@st.fragment
def central_lines() -> None:
    measure = address.one("measure", "budget_measure", budget_history.MEASURES, "amount")
    st.segmented_control(
        "View",
        budget_history.MEASURES,
        format_func=budget_history.MEASURES.__getitem__,
        key="budget_measure",
        required=True,
    )
    figures.yearly(budget_exhibits.central(figures.asked(measure=measure)))


@st.fragment
def research_spending() -> None:
    figures.yearly(budget_exhibits.research(figures.asked()))


@st.fragment
def levels_of_account() -> None:
    figures.yearly(budget_exhibits.levels(figures.asked()))


st.title("Budget", anchor=False)
st.markdown("What the central government plans to spend, what it spent, and what the whole country puts into research.")
filters.yearly_note()

database.ahead("budget/series", "budget/steps", series=budget_exhibits.SERIES, **chosen.params())
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
if not budget_exhibits.has_history(figures.asked()):
    st.info("History, research spending and levels rest on context reporting, which the source filter leaves out.")
    st.button("Show context reporting too", on_click=filters.with_context, type="primary")
    st.stop()
plan_and_outturn()
st.divider()
central_lines()
st.divider()
research_spending()
st.divider()
levels_of_account()
