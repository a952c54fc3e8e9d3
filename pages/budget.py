"""Budget: the review's own lines, the history of each central line, research spending, the levels of account."""

import pandas as pd
import streamlit as st

from charts import budget
from ui import chart, details, filters
from ui.database import ask
from ui.text import md

CENTRAL = (
    "central_st",
    "central_defence",
    "central_debt_interest",
    "central_public_security",
    "central_education",
    "central_grain_stockpile",
    "central_diplomacy",
    "central_total_own",
)
RESEARCH = ("gerd", "rd_intensity", "basic_research", "basic_research_share")
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
}
chosen = filters.current()
look = chart.look()


def twin(frame: pd.DataFrame, leave_out: tuple[str, ...] = ()) -> pd.DataFrame:
    """The figures of a chart with units in the headings and their documents."""
    kept = [column for column in HEADINGS if column in frame and column not in leave_out]
    # A chart of amounts has no shares and the other way round; every other column stays, empty or not.
    kept = [column for column in kept if column not in ("bn_cny", "share_pct") or frame[column].notna().any()]
    return frame[kept].rename(columns=HEADINGS)


def years(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "no"
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


st.header("Budget", anchor=False)
st.markdown("What the central government plans to spend, what it spent, and what the whole country puts into research.")
filters.yearly_note()

lines = ask("budget/review_lines", **chosen.params())
if lines.empty:
    st.info("The chosen sources leave the review out, so its own budget lines are not shown.", icon=":material/info:")
else:
    chart.show(
        budget.review_lines(lines, look),
        key="budget-review",
        title=budget.review_headline(lines),
        measure=f"The {len(lines)} lines of the {years(lines)} draft budget that the review prints, in billion yuan, with the growth it "
        f"states. A selection, not the whole budget. {unsaid(lines)}",
        source=f"{lines.document_title.iloc[0]}, MP-IDSA; section and paragraph stand in the table",
        alt=budget.review_headline(lines),
        twin=twin(lines),
        limits=filters.yearly_words(),
    )
    st.caption(
        "How to read it: both panels keep one order of lines. Stated growth is shown as printed and never recomputed."
    )
    if doubts := details.doubts([*lines.figure_id, lines.document_id.iloc[0]]):
        with st.expander(f"{len(doubts)} doubts about what the review prints here", icon=":material/edit_note:"):
            st.markdown("\n".join(f"- {doubt}" for doubt in doubts))
statements = ask("shared/events", section="budget", most=details.MOST, **chosen.params())
if not statements.empty:
    st.subheader("Statements on science policy", anchor=False)
    with st.container(border=True):
        details.pick(statements, key="budget_event")

st.divider()
if "context" not in (chosen.sources or ("context",)):
    st.info("History, research spending and levels rest on context reporting, which the source filter leaves out.")
    st.button("Show context reporting too", on_click=filters.with_context, type="primary")
    st.stop()
central = ask("budget/series", series=list(CENTRAL), **chosen.params())
chart.show(
    budget.panels(central, look),
    key="budget-central",
    title=budget.central_headline(central),
    measure=f"Central government's own expenditure, billion yuan, {years(central)}; each panel has its own scale. Years without a figure "
    "stay empty; most of 2017, 2018, 2021 and 2022 is missing.",
    source=f"{filters.source_words(chosen)}: budget reports, statistics and press reports, each named in the table",
    alt=f"{budget.central_headline(central)}. One panel for each of {central.series_id.nunique()} lines.",
    twin=twin(central, leave_out=("item",)),
    limits=filters.yearly_words(),
)
st.caption(
    "How to read it: open marks are planned, filled marks are spent. A diamond is the review, a circle context reporting, a square a transcription."
)

st.divider()
research = ask("budget/series", series=list(RESEARCH), **chosen.params())
chart.show(
    budget.panels(research, look, columns=2, row_height=240),
    key="budget-research",
    title=budget.research_headline(research),
    measure=f"R&D spending and basic research of all sectors in billion yuan; R&D intensity as share of GDP; basic research as share of "
    f"R&D spending; {years(research)}.",
    source="National Bureau of Statistics communiqués and reports named in the table",
    alt=budget.research_headline(research),
    twin=twin(research, leave_out=("item",)),
    limits=filters.yearly_words(),
)

st.divider()
levels = ask("budget/series", series=list(budget.LEVELS), **chosen.params())
chart.show(
    budget.levels(levels, look),
    key="budget-levels",
    title=budget.levels_headline(levels),
    measure=f"Government expenditure on science and technology by level of account, billion yuan, {years(levels)}. The levels overlap "
    "and differ in scope: never add them.",
    source="Reports of the Ministry of Finance, the National Bureau of Statistics and the press, named in the table",
    alt=budget.levels_headline(levels),
    twin=twin(levels, leave_out=("item",)),
    limits=filters.yearly_words(),
)
st.caption(
    md(
        "National = central and local governments together. The statistics bureau counts more items than the finance ministry."
    )
)
