"""The period at a glance: key figures, a small version of each visual, events per section, the newest review's content."""

from functools import partial

import streamlit as st

from charts import breakthroughs, budget, collaboration, collaboration_pins, diplomacy, overview
from charts.theme import exact, plural
from exports import budget_exhibits, overview_exhibits
from ui import boundaries, chart, database, downloads, evidence, filters, key_figures, table
from ui import figures as yearly
from ui.database import ask
from ui.selection import subject
from ui.text import md

# What the marks of the small pictures mean.
KEYS = {
    "collaboration": "◆ places with an event of the review, ○ other places; the number is that of events. Stronger blue: more events.",
    "breakthroughs": "◆ the review, ● context reporting. A hollow mark has no exact day.",
    "diplomacy": "● countries, ■ international or joint bodies. Orange lines: told by the review.",
}
# Pictures whose countries, bodies and places count the events of their section alone.
COUNTED = ("collaboration", "diplomacy")
chosen = filters.current()
asked = chosen.params()
look = chart.look()
data = ask("shared/dataset").iloc[0]
before = overview_exhibits.before(yearly.asked())


def count(label: str, now: int, earlier: int, foot: str) -> None:
    """A count, and that of the span of equal length before it where the data reach back so far."""
    days = (chosen.ends_on - chosen.starts_on).days + 1
    reached = before["before_starts_on"] >= data.first_month.date()
    words = (
        f"{exact(earlier)} in the {exact(days)} days before" if reached else f"data begin in {data.first_month:%B %Y}"
    )
    words = "no earlier review" if chosen.sources == ("review",) and not earlier else words
    key_figures.card(label, str(now), words, foot, overview_exhibits.SAMPLE)


st.title("China science and technology", anchor=False)
st.markdown(f"{md(chosen.period_words())}: the budget, collaboration, breakthroughs and science diplomacy.")
asked |= {"layers": ["country", "body"], "most_nodes": 60, "section": "breakthrough"}
database.ahead(
    *(
        "overview/sections",
        "overview/partners",
        "budget/review_lines",
        "collaboration/by_country",
        "collaboration/pins",
    ),
    *("diplomacy/ties", "diplomacy/partners", "shared/tally", "shared/events"),
    "budget/series",
    **{**asked, **before, "most": breakthroughs.MOST, "series": ["central_st", "gerd"]},
)
sections = ask("overview/sections", **asked, **before)
partners = ask("overview/partners", **asked, **before).iloc[0]
tally = overview_exhibits.tally_words(sections)
figures = ask("budget/series", series=["central_st", "gerd"], **asked)
first, second, third, fourth = st.container(key="cards").columns(4)
with first:
    own = figures[figures.series_id == "central_st"]
    key_figures.figure(own, budget.PLANNED, "Central S&T budget", chosen.ends_on.year)
with second:
    gerd = figures[figures.series_id == "gerd"]
    key_figures.figure(gerd, ("final", "preliminary"), "R&D spending", chosen.ends_on.year)
with third:
    count("Partner countries", int(partners.partners), int(partners.before), "in the events of all sections")
with fourth:
    count("Events", int(sections.events.sum()), int(sections.before.sum()), tally)
if not sections.events.sum():
    filters.nothing_matches()

totals = sections.groupby("section").events.sum()
events = ask("shared/events", most=breakthroughs.MOST, **asked)
lines, countries = ask("budget/review_lines", **asked), ask("collaboration/by_country", **asked)
pins = ask("collaboration/pins", **asked)
ties = ask("diplomacy/ties", **asked)
view = boundaries.view()
span = (chosen.starts_on, chosen.ends_on)
small = {
    "budget": (budget.review_headline(lines), budget.review_lines(lines, look, compact=True)),
    "collaboration": (
        collaboration.headline(countries, int(totals.get("collaboration", 0))),
        collaboration.world(countries, pins, events.iloc[:0], view.land, view.geometry, look, compact=True),
    ),
    "breakthroughs": (
        breakthroughs.headline(ask("shared/tally", **asked)),
        breakthroughs.timeline(events, *span, look, compact=True),
    ),
    "diplomacy": (
        diplomacy.headline(ask("diplomacy/partners", **asked), int(totals.get("diplomacy", 0))),
        diplomacy.network(ties, look, compact=True),
    ),
}
found = sections.groupby("section").findings.sum()
doubts = {
    "budget": budget_exhibits.doubts(yearly.asked(), lines),
    "collaboration": ("findings:collaboration", int(found.get("collaboration", 0))),
    "breakthroughs": ("findings:breakthrough", int(found.get("breakthrough", 0))),
    "diplomacy": ("findings:diplomacy", int(found.get("diplomacy", 0))),
}


def pick(page: str, mark: str) -> None:
    """Open what a mark stands for, in the section that its picture counts; a number on the small map, all its places."""
    what = subject(mark)
    group = (
        collaboration_pins.find(collaboration_pins.places(pins), f"{what.level}:{what.key}")
        if what and what.level
        else None
    )
    if group and subject(together := f"place:{';'.join(place.key for place in group.places)}"):
        mark = together
    counted = what is not None and what.kind in ("country", "organisation", "place")
    evidence.pick(f"{mark.partition('@')[0]}/{page}" if counted and page in COUNTED else mark)


def ringed(page: str) -> str | None:
    """The mark of this picture that is open, as the picture names it."""
    mark = evidence.picked()
    return mark.removesuffix(f"/{page}") if mark else None


sheet = st.container(key="sheet")
for row in (("budget", "collaboration"), ("breakthroughs", "diplomacy")):
    for column, page in zip(sheet.columns(2), row, strict=True):
        with column.container(border=True, height="stretch"):
            headline, figure = small[page]
            here = {**filters.for_links(), **boundaries.for_links()}
            st.page_link(
                f"../pages/{page}.py",
                label=f"**{page.capitalize()}**",
                icon=":material/arrow_forward:",
                query_params=here,
            )
            st.subheader(md(headline), anchor=False)
            chart.draw(
                figure,
                key=f"small-{page}",
                alt=headline,
                picks=partial(pick, page),
                picked=ringed(page),
                doubts=doubts[page],
            )
            if page in KEYS:
                st.caption(md(f"{KEYS[page]} {view.short_note}" if page == "collaboration" else KEYS[page]))

st.divider()
yearly.show(overview_exhibits.sections(yearly.asked(), sections), doubts=None)
reviews = ask("shared/reviews")
inside = reviews[reviews.month.dt.date.between(*span)]
review = (reviews if inside.empty else inside).iloc[0]
heading = f"What the review of {review.month:%B %Y} prints"
more = st.container(key="beyond-the-sheet")
with more:
    downloads.of_period(yearly.asked())
shown = more.expander(
    heading, icon=":material/article:", expanded=filters.is_latest_review(), key="review-prints", on_change="rerun"
)
if shown.open:
    columns = {
        "section": "Section",
        "title": "Fact",
        "summary": "In our words",
        "as_printed": "As printed",
        "publisher": "Publisher",
        "locator": "Where",
        "url": "Link",
        "mark": table.MARK,
    }
    printed = ask("overview/review", document_id=review.document_id)
    printed = printed.assign(section=printed.section.map(overview.SECTIONS))[list(columns)].rename(columns=columns)
    with shown:
        table.show(
            printed.drop(columns=["Publisher", "Link"]), alt=heading, key="rows-review-prints", picks=evidence.pick
        )
        table.download(printed, "review-prints", review.title, "not filtered")
in_all = ask("overview/finding_counts").iloc[0]
more.page_link(
    "../pages/issues.py",
    label=f"What is doubtful in the data: {plural(int(in_all.open), 'open finding')}",
    icon=":material/troubleshoot:",
    query_params=filters.for_links(),
)
