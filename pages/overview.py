"""The period at a glance: key figures, events per section, a small version of each visual, the newest review's own content."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from charts import breakthroughs, budget, collaboration, diplomacy, overview
from charts.theme import SOURCES, exact, signed
from ui import boundaries, chart, filters, table
from ui.database import ask
from ui.text import md

chosen = filters.current()
asked = chosen.params()
look = chart.look()
data = ask("shared/dataset").iloc[0]

before_ends_on = chosen.starts_on - timedelta(days=1)
before = {"before_starts_on": before_ends_on - (chosen.ends_on - chosen.starts_on), "before_ends_on": before_ends_on}
has_before = before["before_starts_on"] >= data.first_month.date()
sections = ask("overview/sections", **asked, **before)
partners = ask("overview/partners", **asked, **before).iloc[0]


def key_figure(series_id: str, bases: tuple[str, ...], label: str) -> None:
    """The newest figure of the period with the growth its document states."""
    run = ask("budget/series", series=[series_id], **asked)
    run = run[run.basis.isin(bases) & (run.year <= chosen.ends_on.year)]
    if run.empty:
        st.metric(label, "–", border=True, help="No figure of this period in the chosen sources.", height="stretch")
        return
    newest = run.sort_values(["year", "bn_cny"]).iloc[-1]
    growth = f"{signed(newest.growth_pct)} stated" if pd.notna(newest.growth_pct) else "growth not stated"
    told = f"{newest.publisher}, {newest.locator}; {newest.basis}"
    st.metric(f"{label} {newest.year}", f"{exact(newest.bn_cny)} bn yuan", growth, delta_color="off", delta_arrow="off", border=True, help=md(told), height="stretch")


def count(label: str, now: int, earlier: int, note: str) -> None:
    """A count with that of the span of equal length before, which is no trend: the events are a sample."""
    words = f"{earlier} in the span before" if has_before else "no earlier span in the data"
    words = "no earlier review in the data" if chosen.sources == ("review",) and not earlier else words
    st.metric(label, str(now), words, delta_color="off", delta_arrow="off", border=True, help=note, height="stretch")


st.header("China science and technology", anchor=False)
st.markdown(f"{md(chosen.period_words())}: the budget, collaboration, breakthroughs and science diplomacy.")
SAMPLE = "Context reporting is a sample, not a census; space and state media are over-represented, so counts are no trend."
for column, draw in zip(
    st.columns(4),
    (
        lambda: key_figure("central_st", budget.PLANNED, "Central S&T budget"),
        lambda: key_figure("gerd", ("final", "preliminary"), "R&D spending"),
        lambda: count("Partner countries", int(partners.partners), int(partners.before), SAMPLE),
        lambda: count("Events", int(sections.events.sum()), int(sections.before.sum()), SAMPLE),
    ),
    strict=True,
):
    with column:
        draw()

if not sections.events.sum():
    filters.nothing_matches()

lines = ask("budget/review_lines")
countries, pins = ask("collaboration/by_country", **asked), ask("collaboration/pins", **asked)
collaborations = ask("shared/events", section="collaboration", **asked)
found = ask("shared/events", section="breakthrough", **asked)
ties, met = ask("diplomacy/ties", **asked), ask("diplomacy/partners", **asked)
meetings = ask("shared/events", section="diplomacy", **asked)
view = boundaries.view()
small = (
    ("budget", "Budget", budget.review_headline(lines), budget.review_lines(lines, look, compact=True)),
    ("collaboration", "Collaboration", collaboration.headline(countries, len(collaborations)),
     collaboration.world(countries, pins, view.land, view.url, look, compact=True)),
    ("breakthroughs", "Breakthroughs", breakthroughs.headline(found),
     breakthroughs.timeline(found, chosen.starts_on, chosen.ends_on, look, compact=True)),
    ("diplomacy", "Diplomacy", diplomacy.headline(met, len(meetings)),
     diplomacy.network(ties, look, ("country", "body"), compact=True)),
)
for pair in (small[:2], small[2:]):
    for column, (page, label, headline, figure) in zip(st.columns(2), pair, strict=True):
        with column.container(border=True, height="stretch"):
            st.page_link(f"../pages/{page}.py", label=f"**{label}**", icon=":material/arrow_forward:")
            st.markdown(md(headline))
            chart.draw(figure, key=f"small-{page}", alt=headline)
            if page == "collaboration":
                st.caption(md(view.short_note))

st.divider()
wide = sections.pivot_table(index="section", columns="source", values="events", fill_value=0)
twin = pd.DataFrame({"Section": [overview.SECTIONS[s] for s in wide.index]})
for source, label in SOURCES.items():
    twin[f"{label}, events"] = [int(n) for n in wide.get(source, pd.Series(0, index=wide.index))]
chart.show(
    overview.sections(sections, look),
    key="sections",
    title="Events per section",
    measure=f"Number of events, {chosen.period_words()}; {SAMPLE}",
    source=f"{data.latest_review_title} (MP-IDSA) and public reports named with each event",
    alt=f"{int(sections.events.sum())} events by section and source.",
    twin=twin,
)

with st.expander(f"What the review of {data.latest_review_month:%B %Y} prints", icon=":material/article:", expanded=filters.is_latest_review()):
    printed = ask("overview/review")
    table.show(
        pd.DataFrame(
            {
                "Section": [overview.SECTIONS[s] for s in printed.section],
                "Fact": printed.title,
                "In words": printed.summary,
                "As printed": printed.as_printed,
                "Where": printed.locator,
            }
        ),
        alt=f"Facts of the {data.latest_review_title}",
    )
