"""Diplomacy: the network of partners in three shapes, and beside it the partner, tie or event that is picked."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import diplomacy, diplomacy_tables, diplomacy_timeline, diplomacy_twins, network_layout
from charts.theme import plural
from ui import address, chart, database, details, evidence, filters, table
from ui.database import ask
from ui.text import md

# At most so many partners, organisations and people each: more are no picture.
MOST_NODES = 60
# Events that can be opened in full, newest first, and whose titles stand at the lines.
CHOICE = 60
SHAPES = {"network": "Network", "matrix": "By kind of tie", "timeline": "Timeline"}
LAYERS = {"organisations": "Organisations", "people": "People", "china": "The Chinese side"}
READ = {
    "network": "China stands in the middle, its partners to both sides, their organisations and people further out; those of China "
    "stand below. Everyone keeps their place whatever the filters are; a faint name has no event that matches. Pick a name, or "
    "the dot on a line, to see the events. Orange lines with a diamond are in the review.",
    "matrix": "A number counts the events of one partner and one kind of tie, darker means more; ◆ where the review tells of at least "
    "one. An event with several partners counts for each of them. Pick a number to see its events.",
    "timeline": "A mark is an event: ◆ in the review, ● in context reporting; its colour is the field. A thin line spans the days that "
    "it took, or in which it lies where no single day is known. An event with several partners stands in each of their rows. Pick a mark "
    "to read it.",
}
chosen = filters.current()
look = chart.look()

st.title("Diplomacy", anchor=False)
st.markdown(
    "Whom China meets on science: countries, bodies of several countries, their organisations and people. Each tie is one or more dated events."
)
history = ask("diplomacy/history")
kinds = sorted({kind for kinds in history.kinds for kind in kinds.split(", ")})
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    shape = address.one("shape", "diplomacy_shape", SHAPES, "network")
    st.segmented_control("Show as", SHAPES, format_func=SHAPES.__getitem__, key="diplomacy_shape", required=True)
    layers = address.many("layers", "diplomacy_layers", LAYERS, ("organisations",))
    if shape == "network":
        st.pills(
            "Show with the partners",
            LAYERS,
            selection_mode="multi",
            key="diplomacy_layers",
            format_func=LAYERS.__getitem__,
        )
    ties_asked = address.many("tie", "diplomacy_tie", kinds)
    st.pills("Kind of tie (all, if none is chosen)", kinds, selection_mode="multi", key="diplomacy_tie")
asked = {**chosen.params(), "kinds": list(ties_asked), "kinds_all": not ties_asked}
asked |= {"section": "diplomacy", "layers": network_layout.heads(layers), "most_nodes": MOST_NODES, "most": CHOICE}
database.ahead(*(["diplomacy/ties"] if shape == "network" else []), "diplomacy/partners", "shared/tally", **asked)
events = ask("shared/events", **asked)
if events.empty and ties_asked:
    st.info(f"No events of this kind match: {md(filters.words())}.", icon=":material/filter_alt_off:")
    st.stop()
if events.empty:
    filters.nothing_matches()
tally = ask("shared/tally", **asked)
total = int(tally.events.sum())
cut = details.cut_words(events, total)
partners = ask("diplomacy/partners", **asked)
layout = database.kept("diplomacy-layout", lambda: network_layout.Layout(history))
ties = diplomacy.with_titles(ask("diplomacy/ties", **asked), events)


@st.fragment
def board() -> None:
    """The picture and, beside it, what is picked in it: a pick draws these two anew and nothing else."""
    evidence.follow()
    picked = evidence.picked() or ""
    picture, panel = st.columns([5, 2], gap="medium")
    with picture:
        draw(picked)
    with panel:
        if not evidence.show("diplomacy", kinds=ties_asked):
            evidence.newest(events, total, "diplomacy-newest")


def draw(picked: str) -> None:
    headline = diplomacy.headline(partners, total)
    kinds_words = f" Kinds of tie: {', '.join(ties_asked)}." if ties_asked else ""
    period = f"{chosen.period_words()}{{}}.{kinds_words}{filters.sample_words()}"
    show = partial(
        chart.show,
        key=f"diplomacy-{shape}",
        title=headline,
        source=filters.source_words(chosen),
        alt=headline,
        picks=evidence.pick,
        note=READ[shape],
        doubts=("findings:diplomacy", int(tally.findings.sum())),
    )
    if shape == "network":
        measure = f"Science diplomacy events, {period.format('; a thicker line stands for more events')}"
        measure += diplomacy.left_out(ties, layout, len(partners), MOST_NODES)
        show(diplomacy.network(ties, look, layout, picked), measure=measure, picked=picked, twin=by_partner)
    elif shape == "matrix":
        counts = ask("diplomacy/partner_kinds", **asked)
        measure = f"Number of events by partner and kind of tie, {period.format('')}" + diplomacy_twins.left_out(counts)
        show(
            diplomacy_twins.matrix(counts, look),
            measure=measure,
            picked=picked,
            twin=partial(diplomacy_tables.by_kind, counts),
        )
    else:
        dated = ask("diplomacy/partner_events", **{**asked, "most": details.MOST})
        measure = f"Events by partner and day, {period.format(cut)}" + diplomacy_twins.left_out(dated.assign(events=1))
        # Where the newest alone are drawn, their days take the whole width.
        first = dated.starts_on.min().date() if cut and len(dated) else chosen.starts_on
        figure = diplomacy_timeline.timeline(dated, first, chosen.ends_on, look, picked)
        at = dated["event:" + dated.event_id == picked]
        ringed = f"{picked}@{at.partner_id.iloc[0]}" if len(at) else None
        show(figure, measure=measure, picked=ringed, twin=partial(diplomacy_tables.by_day, dated))


def by_partner() -> pd.DataFrame:
    return diplomacy_tables.by_partner(partners, ask("diplomacy/partner_sources", **asked))


board()
label = f"All {plural(total, 'diplomacy event')}" if total <= details.MOST else f"The newest {details.MOST} events"
more = st.expander(label, icon=":material/list:", key="list-diplomacy-events", on_change="rerun")
if more.open:
    with more:
        listing = details.listing(ask("shared/events", **{**asked, "most": details.MOST}))
        table.show(listing, alt="Diplomacy events that match the filters", key="rows-diplomacy", picks=evidence.pick)
        table.download(listing, "diplomacy-events", filters.source_words(chosen))
