"""Diplomacy: the network of partners in three shapes, and beside it the partner, tie or event that is picked."""

from dataclasses import replace

import streamlit as st

from charts import network_layout, tables
from charts.theme import plural
from exports import event_exhibits, view
from ui import address, database, evidence, figures, filters, table
from ui.database import ask
from ui.text import md

chosen = filters.current()

st.title("Diplomacy", anchor=False)
st.markdown(
    "Whom China meets on science: countries, bodies of several countries, their organisations and people. Each tie is one or more dated events."
)
history = ask("diplomacy/history")
kinds = event_exhibits.kinds(history)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    shape = address.one("shape", "diplomacy_shape", event_exhibits.SHAPES, "network")
    st.segmented_control(
        "Show as",
        event_exhibits.SHAPES,
        format_func=event_exhibits.SHAPES.__getitem__,
        key="diplomacy_shape",
        required=True,
    )
    layers = address.many("layers", "diplomacy_layers", event_exhibits.LAYERS, ("organisations",))
    if shape == "network":
        st.pills(
            "Show with the partners",
            event_exhibits.LAYERS,
            selection_mode="multi",
            key="diplomacy_layers",
            format_func=event_exhibits.LAYERS.__getitem__,
        )
    ties_asked = address.many("tie", "diplomacy_tie", kinds)
    st.pills("Kind of tie (all, if none is chosen)", kinds, selection_mode="multi", key="diplomacy_tie")
asked = {**chosen.params(), "kinds": list(ties_asked), "kinds_all": not ties_asked}
asked |= {
    "section": "diplomacy",
    "layers": network_layout.heads(layers),
    "most_nodes": event_exhibits.MOST_NODES,
    "most": event_exhibits.TITLES,
}
database.ahead(*(["diplomacy/ties"] if shape == "network" else []), "diplomacy/partners", "shared/tally", **asked)
events = ask("shared/events", **asked)
if events.empty and ties_asked:
    st.info(f"No events of this kind match: {md(filters.words())}.", icon=":material/filter_alt_off:")
    st.stop()
if events.empty:
    filters.nothing_matches()
total = int(ask("shared/tally", **asked).events.sum())
layout = database.kept("diplomacy-layout", lambda: network_layout.Layout(history))
shown = event_exhibits.diplomacy_picture(figures.asked(shape=shape, layers=layers, tie=ties_asked), layout)


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
    ringed = picked
    if shape == "timeline":
        # The event stands in the row of each of its partners: its first mark is ringed.
        at = shown.frame[("event:" + shown.frame.event_id) == picked]
        ringed = f"{picked}@{at.partner_id.iloc[0]}" if len(at) else ""
    figure = shown.figure if shape == "matrix" else shown.draw(picked=picked)
    figures.show(
        replace(shown, note=f"{shown.note} {event_exhibits.PICK[shape]}"), figure=figure, picked=ringed or None
    )


board()
label = f"All {plural(total, 'diplomacy event')}" if total <= tables.MOST else f"The newest {tables.MOST} events"
more = st.expander(label, icon=":material/list:", key="list-diplomacy-events", on_change="rerun")
if more.open:
    with more:
        listing = tables.events(ask("shared/events", **{**asked, "most": tables.MOST}))
        table.show(listing, alt="Diplomacy events that match the filters", key="rows-diplomacy", picks=evidence.pick)
        table.download(listing, "diplomacy-events", view.source_words(chosen))
