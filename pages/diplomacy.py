"""Diplomacy: the network of partners in three shapes, and beside it the partner, tie or event that is picked."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import diplomacy, diplomacy_twins, network_layout, network_marks
from charts.breakthroughs import when
from charts.theme import MARKS, exact, plural
from ui import address, chart, database, details, filters, prose, table
from ui.database import ask
from ui.text import md

# At most so many partners, organisations and people each: more are no picture.
MOST_NODES = 60
# The newest events of what is picked.
MOST_PICKED = 20
# Events that can be opened in full, newest first, and whose titles stand at the lines.
CHOICE = 60
SHAPES = {"network": "Network", "matrix": "By kind of tie", "timeline": "Timeline"}
LAYERS = {"organisations": "Organisations", "people": "People", "china": "The Chinese side"}
HEADS = {"organisations": ["organisation"], "people": ["person"], "china": ["home"]}
EVERY_HEAD = ["country", "body", "organisation", "person", "home", "home_person"]
HEADINGS = {
    "partner": "Partner",
    "partner_kind": "Kind",
    "events": "Events",
    "review": "The review, events",
    "context": "Context reporting, events",
    "first_on": "First",
    "latest_on": "Latest",
    "kinds": "Kinds of tie",
    "publishers": "Publishers",
}
READ = {
    "network": "China stands in the middle, partners to both sides, what hangs on them further out; the Chinese side stands below. A node "
    "keeps its place under every filter; a faint name is a partner without a matching event. Pick a node, or the dot on a line, to "
    "see its events and what belongs to it. Orange lines with a diamond are in the review.",
    "matrix": "A cell counts the events of a partner and a kind of tie; ◆ where the review tells any of them. All ties here run between "
    "China and a partner, so partners stand against kinds, not against each other. An event with several partners counts at each. "
    "Pick a cell to see its events.",
    "timeline": "A mark is an event: ◆ the review, ● context reporting, its colour the field. A line is the span in which the event "
    "lies, where no single day is told. An event with several partners stands in each row. Pick a mark to read the event.",
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
    st.segmented_control("Shape", SHAPES, format_func=SHAPES.__getitem__, key="diplomacy_shape", required=True)
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
    st.pills("Kind of tie, all where none is chosen", kinds, selection_mode="multi", key="diplomacy_tie")
asked = {**chosen.params(), "kinds": list(ties_asked), "kinds_all": not ties_asked}
heads = [*network_layout.PARTNER_KINDS, *(head for layer in layers for head in HEADS[layer])]
heads += ["home_person"] if {"people", "china"} <= set(layers) else []
asked |= {"section": "diplomacy", "layers": heads, "most_nodes": MOST_NODES, "most": CHOICE}
database.ahead(*(["diplomacy/ties"] if shape == "network" else []), "diplomacy/partners", "shared/tally", **asked)
events = ask("shared/events", **asked)
if events.empty and ties_asked:
    st.info(f"No events of this kind match: {md(filters.words())}.", icon=":material/filter_alt_off:")
    st.stop()
if events.empty:
    filters.nothing_matches()
total = int(ask("shared/tally", **asked).events.sum())
cut = details.cut_words(events, total)
partners = ask("diplomacy/partners", **asked)
layout = database.kept("diplomacy-layout", lambda: network_layout.Layout(history))
ties = diplomacy.with_titles(ask("diplomacy/ties", **asked), events)
known = {node.id: node for frame in (ties, history) for node in network_layout.nodes(frame).values()}
EVENT, SUBJECT = "diplomacy_event", "diplomacy_partner"


def subjects() -> set[str]:
    """Every key that a link may name as picked."""
    near = {diplomacy_twins.subject(p.partner_id, p.partner_kind) for p in partners.itertuples()}
    marks = {node.mark for node in known.values()} | near
    cells = {f"{mark}/{kind}" for mark in near for kind in kinds}
    return {"", *marks, *cells, *(f"tie:{node.parent}>{node.id}" for node in known.values())}


def take(mark: str) -> None:
    """Hear a pick: China and what is picked already lead back to all partners."""
    state = st.session_state
    event = mark.partition("@")[0]
    if event in set(events.event_id):
        state[EVENT], state[SUBJECT] = event, ""
    elif mark in subjects():
        state[SUBJECT] = "" if mark in (state.get(SUBJECT), "country:CHN") else mark


def release() -> None:
    st.session_state[SUBJECT] = ""


@st.fragment
def board() -> None:
    """The picture and, beside it, what is picked in it: a pick draws these two anew and nothing else."""
    picked = address.one("partner", SUBJECT, subjects(), "")
    picture, panel = st.columns([5, 2], gap="medium")
    with picture:
        draw(picked)
    with panel.container(border=True):
        if picked:
            card(picked)
        else:
            details.pick(events, EVENT, asked, total)


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
        picks=take,
        note=READ[shape],
    )
    if shape == "network":
        measure = f"Science diplomacy events, {period.format('; a thicker line has more events')}"
        measure += diplomacy.left_out(ties, layout, len(partners), MOST_NODES)
        show(diplomacy.network(ties, look, layout, picked), measure=measure, picked=picked, twin=by_partner)
    elif shape == "matrix":
        counts = ask("diplomacy/partner_kinds", **asked)
        measure = f"Number of events by partner and kind of tie, {period.format('')}" + diplomacy_twins.left_out(counts)
        show(
            diplomacy_twins.matrix(counts, look),
            measure=measure,
            picked=picked,
            twin=partial(diplomacy_twins.by_kind, counts),
        )
    else:
        dated = ask("diplomacy/partner_events", **{**asked, "most": details.MOST})
        measure = f"Events by partner and day, {period.format(cut)}" + diplomacy_twins.left_out(dated.assign(events=1))
        # Where the newest alone are drawn, their days take the whole width.
        first = dated.starts_on.min().date() if cut and len(dated) else chosen.starts_on
        figure = diplomacy_twins.timeline(dated, first, chosen.ends_on, look, picked)
        at = dated[dated.event_id == st.session_state.get(EVENT)]
        ringed = f"{at.event_id.iloc[0]}@{at.partner_id.iloc[0]}" if len(at) and not picked else None
        show(figure, measure=measure, picked=ringed, twin=partial(diplomacy_twins.by_day, dated))


def by_partner() -> pd.DataFrame:
    """The partners with their days and publishers."""
    marks = [diplomacy_twins.subject(p.partner_id, p.partner_kind) for p in partners.itertuples()]
    whole = partners.assign(**{table.MARK: marks}).merge(ask("diplomacy/partner_sources", **asked), on="partner_id")
    return whole[[*HEADINGS, table.MARK]].rename(columns=HEADINGS)


def card(picked: str) -> None:
    """What is picked: how many events of which kinds, who belongs to it, and the newest events with their sources."""
    st.button("All partners", icon=":material/arrow_back:", on_click=release, key="diplomacy_all")
    subject, _, kind = picked.partition("/")
    tail, _, head = subject.partition(":")[2].rpartition(">")
    limits = {**asked, "head": head, "tail": tail, "most": MOST_PICKED} | (
        {"kinds": [kind], "kinds_all": False} if kind else {}
    )
    node = known.get(head)
    name = prose.text(
        prose.strong(node.name if node else dict(zip(partners.partner_id, partners.partner, strict=True))[head])
    )
    database.ahead("diplomacy/node_events", **limits)
    found = ask("diplomacy/node_kinds", **limits)
    if found.empty:
        prose.show(name, prose.small("No event matches the filters."))
        return
    number, reviewed = int(found.events.sum()), int(found.review.sum())
    days = dict.fromkeys(when(day, day, "day") for day in (found.first_on.min(), found.latest_on.max()))
    facts = [network_marks.KINDS[node.shape] if node else "Partner", plural(number, "event"), " to ".join(days)]
    blocks = [
        name,
        prose.small(" · ".join([*facts[:2], *([f"{exact(reviewed)} in the review"] if reviewed else []), facts[2]])),
        prose.text(", ".join(f"{k.kind} {exact(k.events)}" for k in found.itertuples())),
    ]
    around = network_layout.nodes(ask("diplomacy/ties", **{**asked, "layers": EVERY_HEAD}))
    inside = network_layout.circle(around, head) - {head, *([around[head].parent] if head in around else [])}
    for words, shape in (("Organisations", "organisation"), ("People", "person")):
        own = sorted((around[key] for key in inside & set(around) if around[key].shape == shape), key=lambda n: n.rank)
        if own and not kind:
            blocks.append(prose.text(f"{words}: {'; '.join(node.name for node in own)}"))
    newest = ask("diplomacy/node_events", **limits)
    cut_here = len(newest) < number
    blocks.append(
        prose.small(f"Newest {len(newest)} of {exact(number)} events" if cut_here else "Events, newest first")
    )
    for event in newest.itertuples():
        told = f"{when(event.starts_on, event.ends_on, event.date_precision)} · {event.kind}"
        told += f" · with {event.partners}" if isinstance(event.partners, str) and ", " in event.partners else ""
        head_words = [f"{MARKS[event.source]} ", prose.strong(event.title)]
        blocks.append(prose.item(head_words, [f"{told} · ", prose.link(event.publisher, event.url)]))
    prose.show(*blocks)


board()
label = f"All {plural(total, 'diplomacy event')}" if total <= details.MOST else f"The newest {details.MOST} events"
more = st.expander(label, icon=":material/list:", key="list-diplomacy-events", on_change="rerun")
if more.open:
    with more:
        listing = details.listing(ask("shared/events", **{**asked, "most": details.MOST}))
        table.show(listing, alt="Diplomacy events that match the filters")
        table.download(listing, "diplomacy-events", filters.source_words(chosen))
