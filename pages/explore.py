"""Every event there is: narrowed by facets, listed with its sources, counted two ways, compared, and taken along as a file."""

import streamlit as st

from charts.theme import plural
from ui import address, compare, downloads, facets, filters, links, listing, paging, pivot, saved, timeline
from ui.database import ask
from ui.text import md

VIEWS = {"events": "Events", "pivot": "Pivot", "compare": "Compare"}
chosen = filters.current()
with address.one_stroke():
    name = saved.hear()
    narrowed = facets.hear()
    view = address.one("show", "explore_show", VIEWS, "events")
asked = {**chosen.params(), **narrowed.params()}
words = f"{filters.words()}{narrowed.words()}"

st.title(md(name or "Explore"), anchor=False)
st.markdown(
    "A saved view of Explore."
    if name
    else "Find events, count them by two traits, compare two months or countries, take them along."
)
total = facets.bar(narrowed, asked)
if not total:
    st.info(f"No events match: {md(words)}.", icon=":material/filter_alt_off:")
    with st.container(horizontal=True):
        if narrowed.words():
            st.button("Clear the facets", on_click=facets.clear, key="clear-facets-nothing", type="primary")
        st.button("Clear filters and show everything", on_click=facets.clear_all, key="clear-nothing")
    st.stop()

timeline.show(chosen, asked, total, f"Narrowed to {narrowed.words()[2:]}." if narrowed.words() else "")
with st.container(horizontal=True, vertical_alignment="center", key="explore-switches"):
    st.segmented_control(
        "View", VIEWS, format_func=VIEWS.__getitem__, key="explore_show", required=True, label_visibility="collapsed"
    )
    saved_place = st.container(width="content")
    downloads.menu(asked, words, total, links.address())

if view == "events":
    page = paging.turned("explore", total, asked)
    events = ask("explore/events", most=paging.PAGE, skip=(page - 1) * paging.PAGE, **asked)
    st.caption(
        f"{paging.which(total, page)}, newest first. A row opens its evidence. ◆ the review, ● context reporting."
    )
    listing.show(events, f"{plural(total, 'event')}, newest first")
    paging.turner("explore", total, page)
elif view == "pivot":
    pivot.show(asked, *pivot.choose(), words)
else:
    compare.show(asked, *compare.choose(asked))
with saved_place:
    saved.menu()
