"""Sources and findings: what the checks doubt, the documents, the corrections, and what the data hold."""

import streamlit as st

from charts.theme import exact, plural
from ui import address, database, downloads, evidence, filters, issues, links, paging, roles, table
from ui.database import ask
from ui.text import md

PARTS = {
    "findings": "Findings",
    "documents": "Documents",
    "corrections": "Corrections",
    "dictionary": "Data dictionary",
}
# For editors: the next review, from its upload to its publication.
DRAFT = "draft"
ORDER = {
    "findings": "open ones first, rare ones before common ones. A row opens the evidence of what it is about",
    "documents": "reviews first, then the newest. A row opens the evidence of the document",
    "corrections": "by state. The print is always kept. A row opens the evidence of what it is about",
    "dictionary": "by table",
}
ROWS = {"findings": "findings", "documents": "documents", "corrections": "corrections", "dictionary": "columns"}


def data() -> None:
    """The version of the data, what they hold, who entered them and how much is checked."""
    own, held, hands = ask("shared/dataset").iloc[0], ask("issues/held").iloc[0], ask("issues/hands")
    facts = int(held.events + held.figures)
    entered = ", ".join(f"{md(row.entered_by)} ({exact(row.facts)})" for row in hands.itertuples())
    st.markdown(
        f"**Version {database.version()}**, the fingerprint of all its inputs: {plural(int(held.events), 'event')} of "
        f"{own.first_month:%B %Y} to {own.last_month:%B %Y} and {plural(int(held.figures), 'figure')} in "
        f"{plural(int(held.documents), 'document')}; {plural(int(held.corrections), 'correction')}. "
        f"Entered by: {entered or 'not recorded'}. **{exact(int(hands.checked.sum()))} of {exact(facts)} facts are checked** "
        "against their document by a second pair of eyes."
    )


st.title("Sources and findings", anchor=False)
# Whoever asks for the editors' part by its address hears why it is not theirs.
intro = st.container()
parts = {**PARTS, DRAFT: "Next month"} if roles.is_editor() or st.query_params.get("part") == DRAFT else PARTS
part = address.one("part", "issues_part", parts, "findings")
st.segmented_control(
    "Part", parts, format_func=parts.__getitem__, key="issues_part", required=True, label_visibility="collapsed"
)
if part == DRAFT:
    # Imported here: readers of the other parts need none of it.
    from ui import editing

    with st.container(key="next-month"):
        editing.show()
    st.stop()
with intro:
    st.markdown(
        "What the dashboard rests on, what its checks doubt in it, what was corrected, and what each column means."
    )
    filters.unfiltered_note()
if part == "dictionary":
    data()
listed = issues.PARTS[part]
narrowed = listed.choose()
if not narrowed.total:
    st.info(f"No {ROWS[part]} here: {md(narrowed.words)}.", icon=":material/filter_alt_off:")
    st.stop()

page = paging.turned("issues", narrowed.total, (part, narrowed.asked))
rows = ask(listed.question, most=paging.PAGE, skip=(page - 1) * paging.PAGE, **narrowed.asked)
with st.container(horizontal=True, vertical_alignment="center", key="issues-switches"):
    found = plural(narrowed.total, ROWS[part].removesuffix("s"))
    which = paging.which(narrowed.total, page)
    st.caption(f"{found if which == 'All' else f'{which} {ROWS[part]}'}, {ORDER[part]}.", width="stretch")
    downloads.of_list(
        ROWS[part], listed.question, listed.filed, narrowed.asked, narrowed.words, narrowed.total, links.address()
    )
table.show(
    listed.shown(rows),
    f"{PARTS[part]}: {found}",
    key=f"issues-{part}",
    picks=evidence.pick if part != "dictionary" else None,
    stacks=True,
)
paging.turner("issues", narrowed.total, page)
