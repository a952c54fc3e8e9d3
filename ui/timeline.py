"""The events that match along the whole history, what the months filter holds marked; a bar moves the filter to its month or year."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from charts import explore
from exports import view
from exports.view import Filters
from ui import chart, filters
from ui.database import ask
from ui.text import md

# Bars: more years than any history here has.
MOST = 200


def _narrow(mark: str) -> None:
    """Limit the months to those of a bar, such as 'month:2024-03' or 'year:2024'; it comes from the browser and may be anything."""
    _, _, when = mark.partition(":")
    filters.span(*((f"{when}-01", f"{when}-12") if len(when) == 4 else (when, when)))


def show(chosen: Filters, asked: Mapping[str, Any], total: int, narrowed: str) -> None:
    """Takeaway, measure, source and bars. `narrowed` says in words which facets are set, for paper too."""
    whole = filters.whole()
    unit = explore.step(len(view.months_between(whole.starts_on, whole.ends_on)))
    everywhere = {**asked, "starts_on": whole.starts_on, "ends_on": whole.ends_on}
    told = ask("explore/pivot", down=unit, across="source", most_down=MOST, most_across=2, **everywhere)
    bars = explore.counts(told, unit, whole.starts_on, whole.ends_on)
    span = (chosen.starts_on, chosen.ends_on)
    headline = explore.headline(bars, total, unit, span)
    st.subheader(headline, anchor=False)
    st.caption(
        f"Events that touch each {unit}, ◆ where the review tells any. A bar moves the months filter to its {unit}.{filters.sample_words()} "
        f"Source: {view.source_words(chosen)}; each event names its document. {md(narrowed)}"
    )
    chart.draw(explore.over_time(bars, unit, span, chart.look()), key="explore-time", alt=headline, picks=_narrow)
