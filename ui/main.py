"""The frame of every page: configuration, sign-in, page list, filter bar, the page, and the foot with the version of the data."""

from pathlib import Path

import streamlit as st

from data.geo.views import NoBoundaries
from exports.view import institute
from ui import address, boundaries, database, evidence, filters, gate, links, present, search, storyboard
from ui.text import md

# A material icon or an emoji would be fetched from the internet.
ICON = Path(__file__).parent / "icon.png"


def _publishers() -> str:
    """Who publishes the reviews that are in, the newest first."""
    told = database.ask("shared/reviews").publisher
    return ", ".join(dict.fromkeys(map(institute, told))) or "none yet"


st.set_page_config(
    page_title="China science and technology", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed"
)
gate.require_sign_in()

pages = [
    st.Page("../pages/overview.py", title="Overview", icon=":material/dashboard:", default=True),
    st.Page("../pages/budget.py", title="Budget", icon=":material/account_balance:"),
    st.Page("../pages/collaboration.py", title="Collaboration", icon=":material/public:"),
    st.Page("../pages/breakthroughs.py", title="Breakthroughs", icon=":material/timeline:"),
    st.Page("../pages/diplomacy.py", title="Diplomacy", icon=":material/hub:"),
    st.Page("../pages/explore.py", title="Explore", icon=":material/manage_search:"),
    st.Page("../pages/issues.py", title="Sources and findings", icon=":material/fact_check:"),
    st.Page("../pages/storyboard.py", title="Storyboard", icon=":material/slideshow:"),
]
page = st.navigation(pages, position="hidden")
# Streamlit's own menu drops the filters from the address; links that carry them keep Back and Forward whole.
menu = st.container(horizontal=True, vertical_alignment="center", gap="small", key="menu")
try:
    links.hear()
    if storyboard.SPEAKER in st.query_params:
        storyboard.speaker()
        st.stop()
    if present.asked_for():
        present.run(page.url_path)
        st.stop()
    address.at(page.url_path)
    filters.bar(page.url_path)
    with address.told_together(filters.left_out(page.url_path)):
        if page.url_path == "collaboration":
            # Before the menu, whose links carry the view along.
            boundaries.hear()
        carried = {**filters.for_links(), **boundaries.for_links(), **evidence.for_links(), **links.for_links()}
        for entry in pages:
            menu.page_link(entry, query_params={**address.for_links(entry.url_path), **carried})
        with menu:
            with st.container(horizontal=True, width="content", gap="small", key="tools"):
                storyboard.tools(page.url_path)
                links.copy(storyboard.own(), storyboard.restore)
            search.box()
        links.note()
        if problems := database.problems():
            st.warning(
                "The data files were changed and hold a mistake, so the version from before is shown. "
                f"First mistake: {md(problems[0])}",
                icon=":material/error:",
            )
        if page.url_path not in evidence.BESIDE:
            evidence.drawer()
        page.run()
    st.divider()
    # On paper, and on a picture of the screen, nothing else says what was chosen.
    st.caption(
        f"Shown: {md(filters.words())}. Reviews: {md(_publishers())}. Other facts: the public reports "
        f"named beside them. Data version {database.version()}."
    )
except database.NoData as error:
    st.error(f"**{md(error.what)}** Nothing half-built is shown.", icon=":material/database_off:")
    for detail in error.details:
        st.code(detail, language=None, wrap_lines=True)
    st.markdown("Mend the file named above, or delete `data/built`, then run `make build` and reload this page.")
except database.NoVersion as error:
    links.offer_present(str(error))
except NoBoundaries as error:
    st.error(f"**The map's boundaries could not be made.** {md(error)}", icon=":material/public_off:")
