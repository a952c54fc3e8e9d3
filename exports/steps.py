"""What one step of a storyboard shows: a picture, or a table of what changed, of what is open, or of a list. It draws nothing."""

from dataclasses import replace
from functools import partial

import pandas as pd

from charts import diplomacy, network_layout, overview, theme
from exports import event_exhibits, explored, gallery, overview_exhibits, records, view
from exports.exhibits import Asked, Exhibit, Told
from exports.story import Step

# Rows of a table that can be read from the other end of a room.
MOST_ROWS, MOST_PARTNERS = 5, 20
# Doubts about one review: more are told as so many.
MOST_COUNTED = 1000


def told(step: Step, asked: Asked) -> Told:
    """What the step shows; `asked` is what its address asks for."""
    tables = {"changed": _changed, "questions": _questions, "explore": explored.told, "issues": records.told}
    shown = tables[step.page](asked) if step.page in tables else _picture(step, asked)
    return replace(shown, title=step.title or shown.title)


def _picture(step: Step, asked: Asked) -> Told:
    words = view.words(asked.chosen, asked.known)
    found = gallery.of(step.page, asked) if step.page in gallery.PAGES else []
    named = next(iter(step.query.get("chart", ())), "")
    shown = next((one for one in found if one.key == named), found[0] if found else None)
    left_out = ""
    if named and shown and shown.key != named:
        left_out = f"No picture “{theme.short(named, 40)}” here under these filters, so the leading one is shown."
    if shown is None:
        nothing = pd.DataFrame({"Nothing is reported for these filters": [words]})
        return Told(
            f"Nothing to show: {step.page}",
            "",
            view.source_words(asked.chosen),
            None,
            words,
            table=nothing,
            total="0 events",
        )
    if shown.key == "diplomacy-network":
        # Places of their own: those of all that was ever told leave little room for letters.
        layout = network_layout.Layout(shown.frame)
        draw = partial(diplomacy.network, shown.frame, asked.look, layout)
        shown = replace(shown, draw=draw, note=event_exhibits.READ_APART)
    if shown.key == "breakthroughs-timeline":
        now = event_exhibits.timeline_window(asked, asked.ask("shared/tally", section="breakthrough"))
        words = words.replace(asked.chosen.period_words(), now.words or asked.chosen.period_words(), 1)
    if shown.room == "budget" and shown.key != "budget-review":
        words = view.yearly_words(asked.chosen)
    measure = shown.measure
    if shown.key in ("diplomacy-matrix", "diplomacy-timeline"):
        shown, measure = _fewer_partners(shown)
    return Told(
        shown.title,
        measure,
        shown.source,
        shown.note,
        words,
        exhibit=shown,
        total=shown.total,
        left_out=left_out,
    )


def _fewer_partners(shown: Exhibit) -> tuple[Exhibit, str]:
    """The partners with most events alone, as many as a stage has rows for; says so."""
    frame = shown.frame
    weights = frame.events if "events" in frame else pd.Series(1, frame.index)
    counts = weights.groupby(frame.partner_id).sum().sort_values(ascending=False, kind="stable")
    if len(counts) <= MOST_PARTNERS or not isinstance(shown.draw, partial):
        return shown, shown.measure
    fewer = frame[frame.partner_id.isin(counts.index[:MOST_PARTNERS])].reset_index(drop=True)
    draw = partial(shown.draw.func, fewer, *shown.draw.args[1:])
    words = f"{shown.measure} {MOST_PARTNERS} of {len(counts)} partners are drawn, those with most events."
    return replace(shown, draw=draw, frame=fewer), words


def _changed(asked: Asked) -> Told:
    """Events per section in the period and in the span of equal length before it, from all sources: a review alone has nothing before it."""
    wide = replace(asked, chosen=replace(asked.chosen, sources=()))
    chosen, before = wide.chosen, overview_exhibits.before(wide)
    rows, partners = wide.ask("overview/sections", **before), wide.ask("overview/partners", **before).iloc[0]
    counts = rows.groupby("section")[["events", "before"]].sum()
    start, end = before["before_starts_on"], before["before_ends_on"]
    now, then = (
        chosen.period_words(),
        f"{start.day} {start:{'%b' if start.year == end.year else '%b %Y'}} to {end.day} {end:%b %Y}",
    )
    pairs = {label: counts.loc[s] for s, label in overview.SECTIONS.items() if s in counts.index}
    table = pd.DataFrame(
        {
            "Events": [*pairs, "Partner countries"],
            now: [*(int(pair.events) for pair in pairs.values()), int(partners.partners)],
            then: [*(int(pair.before) for pair in pairs.values()), int(partners.before)],
        }
    )
    table["Difference"] = [theme.difference(a - b) for a, b in zip(table[now], table[then], strict=True)]
    total, earlier = int(counts.events.sum()), int(counts.before.sum())
    return Told(
        f"{theme.plural(total, 'event')} in {now}, {theme.exact(earlier)} in the days before",
        "Reported events per section, context reporting included, and partner countries that they name, against the span of equal length before.",
        view.source_words(chosen),
        "Context reporting is a sample: a difference tells what was reported, no trend. The review is monthly; only that of the newest month is held."
        if earlier
        else "The data have no reports from before.",
        view.words(chosen, asked.known),
        table=table,
        total=theme.plural(total, "event"),
    )


def _questions(asked: Asked) -> Told:
    """The open doubts about the own statements of the period's newest review, and what would settle them."""
    reviews = asked.ask("shared/reviews")
    told = reviews[reviews.month.dt.date <= asked.chosen.ends_on]
    review = (told if len(told) else reviews).iloc[0]
    only = {"documents": [review.document_id], "states": ["open"], "severities": ["finding"]}
    found = asked.ask(
        "issues/findings",
        **only,
        **{f"{name}_all": False for name in only},
        rules=[],
        rules_all=True,
        subject_kinds=[],
        subject_kinds_all=True,
        most=MOST_COUNTED,
        skip=0,
    )
    found = found[found.rule != "missing_link"]
    total, found = len(found), found.head(MOST_ROWS)
    month = f"{review.month:%B %Y}"
    return Told(
        f"{theme.plural(total, 'open question')} about the review of {month}",
        "What the checks doubt and no editor has settled; missing links are left aside."
        + (f" {len(found)} of {total} are shown." if total > len(found) else ""),
        f"{review.title}, {view.institute(review.publisher)}",
        None,
        f"The review of {month}",
        table=pd.DataFrame(
            {"About": found.name, "What is doubtful": found.message, "What would settle it": found.settles}
        ),
        total=theme.plural(total, "open question"),
    )
