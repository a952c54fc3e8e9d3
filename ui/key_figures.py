"""Key figures as cards: value, change, and below them who says so. What is counted and why is for the page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts import budget
from charts.theme import MARKS, exact, signed
from ui.text import link, md


def card(label: str, value: str, change: str, foot: str, note: str) -> None:
    """One card; `note` opens at its question mark."""
    with st.container(border=True, height="stretch"):
        st.metric(label, value, change, delta_color="off", delta_arrow="off", help=note)
        st.caption(foot)


def figure(run: pd.DataFrame, bases: Sequence[str], label: str, last_year: int) -> None:
    """The newest figure of a run (rows of budget/series) up to a year, with the growth that its document states."""
    run = run[run.basis.isin(bases) & (run.year <= last_year)]
    if run.empty:
        card(label, "–", "no figure", f"none up to {last_year} in the chosen sources", "")
        return
    newest = budget.newest(run)
    growth = f"{signed(newest.growth_pct)} stated" if pd.notna(newest.growth_pct) else "growth not stated"
    basis = "first estimate" if newest.basis == "preliminary" else newest.basis
    card(
        f"{label} {newest.year}, bn yuan",
        f"{'about ' if newest.rounded else ''}{exact(newest.bn_cny)}",
        f"{basis}; {growth}",
        f"{MARKS[newest.source]} {link(newest.publisher, newest.url)}",
        md(f"{newest.full_label}. {newest.document_title}; {newest.locator}."),
    )
