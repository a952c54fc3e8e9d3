"""One draft: the document with what was found in it, beside it the rows to accept, edit or reject, and the way to publish them.

Every change is kept at once; what another editor saved meanwhile is never written over.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st

from charts.theme import exact, plural
from data import publishing
from data.importer import again, alike, review, sheets, values
from data.importer import known as published
from data.importer.again import Draft
from data.importer.drafts import Changed, Refused, Stored
from data.importer.known import Known
from data.importer.rows import rows
from data.importer.told import Row, Wrong, called, row_of
from data.rows import BadData
from ui import assets, database, editing, editing_names, editing_rows, roles
from ui.editing_words import plain
from ui.text import md

SECTIONS = {
    "collaboration": "Collaboration",
    "breakthrough": "Breakthroughs",
    "diplomacy": "Diplomacy",
    "budget": "Budget",
    "names": "Names",
}
# Boxes for what a review says of itself: key, label, width.
Width = int | Literal["stretch"]
HEAD: tuple[tuple[str, str, Width], ...] = (
    ("title", "Title of the review", "stretch"),
    ("publisher", "Publisher", "stretch"),
    ("month", "Month, YYYY-MM", 130),
)
KINDS = {
    "date": "date",
    "place": "place",
    "partner_countries": "country",
    "organisations": "organisation",
    "people": "person",
    "amount": "sum",
}
# Spans of a budget line are sums too.
_SAME_KIND = {
    "value_bn_cny": "amount",
    "growth_pct": "amount",
    "date_start": "date",
    "date_end": "date",
    "place_country": "place",
}
SHOWN = "_draft_shown"
ROWS = "_draft_rows"
UNDONE = "_draft_undone"
OPEN = "draft-event"
SECTION = "draft-section"
_LISTED = 12
_ROW = re.compile(r"^(?:Event|Budget line) (\w+) '|not decided \((\w+)")
_component = assets.component("document")


def show(key: str, who: str) -> None:
    """The whole screen of a draft."""
    top = st.container(horizontal=True, vertical_alignment="center", key="draft-top")
    top.button("All drafts", on_click=editing.open_draft, args=(None,), icon=":material/arrow_back:", type="tertiary")
    try:
        stored = editing.store().load(key)
    except Refused as gone:
        st.warning(f"{md(str(gone)[0].upper() + str(gone)[1:])}.", icon=":material/draft:")
        _mend(key)
        return
    before = st.session_state.get(SHOWN)
    _tell_of_others(stored, who)
    st.session_state[SHOWN] = (stored.id, stored.revision)
    st.session_state[ROWS] = {row["id"]: row for row in (*stored.draft["events"], *stored.draft["budget"])}
    draft, known = stored.draft, published.read(database.SOURCES)
    top.caption(_standing(stored), text_alignment="right")
    if stored.state == "published":
        st.info(
            f"Published {editing.when(stored.at)}. A change here makes it a draft again; readers see it once it is published anew.",
            icon=":material/publish:",
        )
    _head(stored, draft, known)
    if _look(draft, known, review.problems(draft, known)):
        _publish(stored, draft, before)
    _open_one(draft)
    left, right = st.columns([5, 6], gap="medium")
    with left.container(key="draft-left"):
        _document(draft)
    with right:
        section = st.segmented_control(
            "Section",
            SECTIONS,
            format_func=partial(_labelled, draft),
            key=SECTION,
            default="collaboration",
            required=True,
            label_visibility="collapsed",
        )
        if section == "names":
            editing_names.show(draft, known)
        elif section == "budget":
            editing_rows.lines(draft, known)
            editing_rows.events(draft, known, "budget")
        else:
            editing_rows.events(draft, known, str(section))


def changed(step: Callable[[Draft], Draft], rows_of: Sequence[str] = (), said: str = "") -> Draft | None:
    """Make a step on the draft on the screen and keep it; the draft then, or None where it was refused, which is told at the top.

    Where somebody saved meanwhile, a step on the rows `rows_of` goes through as long as these are as they were shown.
    """
    done: Draft | None = None

    def run(who: str) -> None:
        nonlocal done
        key, revision = st.session_state[SHOWN]
        stored = editing.store().load(key)
        if stored.revision != revision and not _as_shown(stored.draft, rows_of):
            raise Changed(stored.by, stored.at)
        try:
            after = step(stored.draft)
        except Wrong as wrong:
            known = published.read(database.SOURCES)
            raise Wrong([plain(one, stored.draft, known) for one in wrong.problems]) from None
        if after != stored.draft:
            editing.store().save(key, after, stored.revision, who)
            if stored.revision == revision:
                st.session_state[SHOWN] = (key, revision + 1)
            st.session_state.pop(UNDONE, None)
        if said:
            editing.say("success", said)
        done = after

    editing.guarded(run)()
    return done


def _as_shown(draft: Draft, keys: Sequence[str]) -> bool:
    """Whether these rows are still as the screen shows them."""
    now = {row["id"]: row for row in (*draft["events"], *draft["budget"])}
    shown = st.session_state.get(ROWS, {})
    return bool(keys) and all(key in now and now[key] == shown.get(key) for key in keys)


def act(step: Callable[[Draft], Draft], said: str = "") -> None:
    """As `changed`, for a button; the tables are drawn anew."""
    changed(step, said=said)
    editing_rows.draw_anew()


def section_of(row: Row) -> str:
    """The part of the screen that a row stands in: the first, where it has no section yet."""
    section = str(row.get("section", "budget"))
    return section if section in SECTIONS else "collaboration"


def _labelled(draft: Draft, section: str) -> str:
    if section == "names":
        count = len(review.unknown_names(draft))
    else:
        table = draft["events"] if section != "budget" else [*draft["budget"], *draft["events"]]
        count = sum(row.get("state") != "rejected" and section_of(row) == section for row in table)
    return f"{SECTIONS[section]} ({count})"


def _tell_of_others(stored: Stored, who: str) -> None:
    """Whose change the screen now shows, where it is not this editor's own."""
    key, revision = st.session_state.get(SHOWN, (None, 0))
    if key == stored.id and stored.revision > revision:
        by = "Another window of yours" if stored.by == who else md(stored.by)
        st.info(
            f"{by} changed this draft at {editing.when(stored.at)}; this is what it says now.",
            icon=":material/group:",
        )
        editing_rows.draw_anew()


def _mend(key: str) -> None:
    """Earlier states of a draft that cannot be read."""
    try:
        kept = editing.store().revisions(key)
    except Refused:
        return
    if kept:
        st.button(
            f"Restore what was saved at {editing.when(kept[0].at)}",
            on_click=editing.guarded(_restore),
            args=(key, kept[0].revision),
        )


def _restore(who: str, key: str, revision: int) -> None:
    # What is shown next is this editor's own doing.
    st.session_state[SHOWN] = (key, editing.store().restore(key, revision, who))
    st.session_state[UNDONE] = revision
    editing_rows.draw_anew()


def _head(stored: Stored, draft: Draft, known: Known) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="draft-head"):
        for name, label, width in HEAD:
            st.text_input(
                label,
                value=str(draft.get(name) or ""),
                key=f"draft-{name}-{stored.id}-{editing_rows.generation()}",
                on_change=_retitle,
                args=(name, f"draft-{name}-{stored.id}-{editing_rows.generation()}"),
                width=width,
            )
        back = _before(stored)
        st.button(
            "Undo",
            icon=":material/undo:",
            on_click=editing.guarded(_restore),
            args=(stored.id, back),
            disabled=back is None,
        )
        st.button(
            "Accept all that is sure", icon=":material/done_all:", on_click=act, args=(partial(_all_sure, known=known),)
        )
        st.download_button(
            "XLSX", partial(sheets.written, draft), file_name=f"{stored.id}.xlsx", on_click="ignore", icon=":material/table:",
            help="The draft as tables to correct in a spreadsheet; uploaded again, they become a draft of their own.",
        )  # fmt: skip


def _standing(stored: Stored) -> str:
    """When and by whom a draft was saved, and how much of it is decided."""
    counts = review.left(stored.draft)
    words = "; ".join(
        f"{plural(counts[table]['accepted'], name)} accepted, {counts[table]['rejected']} rejected, {counts[table]['proposed']} to decide"
        for table, name in (("events", "event"), ("budget", "budget line"))
    )
    return f"{words}. Saved {editing.when(stored.at)} by {md(stored.by)}."


def _retitle(name: str, widget: str) -> None:
    def step(draft: Draft) -> Draft:
        value = values.text(str(st.session_state[widget])).strip()
        after = {**draft, name: value}
        if name == "month":
            document = dict(draft.get("document") or {})
            after["document"] = {**document, "document_id": f"review-{value}"}
        return after

    changed(step)


def _before(stored: Stored) -> int | None:
    """The revision that Undo goes back to: each press one further."""
    last = st.session_state.get(UNDONE, stored.revision)
    return next((one.revision for one in editing.store().revisions(stored.id) if one.revision < last), None)


def _all_sure(draft: Draft, known: Known) -> Draft:
    """Accept what has no doubt but its wording, lacks nothing, and is told by no published event already."""
    told_again = alike.duplicates(draft, alike.events(known), known)
    sure = [
        row["id"]
        for table in ("events", "budget")
        for row in draft[table]
        if row.get("state") == "proposed"
        and row["id"] not in told_again
        and not {doubt["field"] for doubt in row.get("unsure", [])} - {"title", "summary"}
        and not _lacks(draft, table, row, known)
    ]
    return review.accept(draft, sure)


def _lacks(draft: Draft, table: str, row: Row, known: Known) -> bool:
    """Whether this row alone would stop publishing."""
    alone = {**draft, "events": [], "budget": []} | {table: [{**row, "state": "accepted"}]}
    return any(line.startswith(("Event ", "Budget line ")) for line in review.problems(alone, known))


def _look(draft: Draft, known: Known, problems: list[str]) -> bool:
    """What deserves a look: unlike other months, warnings of the reader; what is left before publishing, each leading to its place.

    True where the editor pressed Publish.
    """
    unlike = [*draft.get("warnings", []), *alike.surprises(draft, known)]
    for key, (first, *_) in alike.duplicates(draft, alike.events(known), known).items():
        unlike.append(f"{called(row_of(draft, key))} may be published already: '{first[1]}' ({first[2]})")
    if own := review.borrowed(draft):
        unlike.append(f"Titles and summaries in the document's own words: {exact(len(own))}; better write your own")
    # Columns, because they stand below each other in a narrow window.
    left, middle, right = st.columns([5, 5, 2])
    with left:
        if unlike:
            with st.expander(f"Worth a look ({len(unlike)})", icon=":material/visibility:"):
                st.markdown("\n".join(f"- {md(plain(line, draft, known))}" for line in unlike))
    if problems:
        shown = middle.expander(f"Left before publishing ({len(problems)})", icon=":material/checklist:")
        with shown.container(gap="xsmall", key="left-list"):
            for at, line in enumerate(problems[:_LISTED]):
                section, row = _place(draft, line)
                words = md(plain(line, draft, known))
                if section:
                    st.button(words, key=f"left-{at}", on_click=_go, args=(section, row), type="tertiary")
                else:
                    st.markdown(words)
            if len(problems) > _LISTED:
                st.caption(f"And {len(problems) - _LISTED} more, once these are done.")
    else:
        middle.markdown(f"Ready: publishing puts {md(str(draft.get('month')))} before every reader, {_summary(draft)}.")
    return right.button(
        "Publish",
        type="primary",
        disabled=bool(problems),
        icon=":material/publish:",
        key="publish",
        width="stretch",
        help=f"{plural(len(problems), 'thing')} left before publishing" if problems else None,
    )


def _place(draft: Draft, problem: str) -> tuple[str, str]:
    """Section and key of the row that a problem speaks of; empty where it is about the whole."""
    if problem.startswith(("The organisation '", "The person '")):
        return "names", ""
    named = _ROW.search(problem)
    row = next((row for row in (*draft["events"], *draft["budget"]) if named and row["id"] in named.groups()), None)
    return (str(row.get("section", "budget")), str(row["id"])) if row else ("", "")


def _go(section: str, row: str) -> None:
    st.session_state[SECTION] = section if section in SECTIONS else "collaboration"
    if row:
        st.session_state[OPEN] = row


def _open_one(draft: Draft) -> None:
    """Let the event that is open be one of the section on the screen, so that the document shows its passage."""
    section = st.session_state.get(SECTION) or next(iter(SECTIONS))
    here = [row["id"] for row in draft["events"] if row.get("section") == section]
    if here and st.session_state.get(OPEN) not in here:
        st.session_state[OPEN] = here[0]


def _document(draft: Draft) -> None:
    def hear() -> None:
        event = st.session_state["draft-document"].open
        row = next((row for row in draft["events"] if row["id"] == event), None)
        if row:
            st.session_state[OPEN], st.session_state[SECTION] = row["id"], section_of(row)

    def add() -> None:
        number = st.session_state["draft-document"].add
        if number is None or not 0 <= int(number) < len(draft["paragraphs"]):
            return
        # A second press may come before the button is gone.
        if section := draft["paragraphs"][int(number)].get("without_event"):
            add_event(section, int(number))

    _component(
        key="draft-document",
        data=marked(draft, st.session_state.get(OPEN)),
        on_open_change=hear,
        on_add_change=add,
    )


def add_event(section: str, paragraph: int | None = None) -> None:
    """One more event, which is then the one that is open."""
    after = changed(partial(review.add, section=section, paragraph=paragraph))
    if after:
        st.session_state[OPEN], st.session_state[SECTION] = after["events"][-1]["id"], section
    editing_rows.draw_anew()


def marked(draft: Draft, opened: str | None = None) -> dict[str, Any]:
    """The document for ui/document.js: paragraphs as runs of words, a kind and a reason; the event that each belongs to."""
    spans: dict[int, list[dict[str, Any]]] = {}
    owner: dict[int, str] = {}
    for row in (*draft["events"], *draft["budget"]):
        if row.get("state") == "rejected":
            continue
        for span in row.get("spans", []):
            spans.setdefault(span["paragraph"], []).append(span)
            if row in draft["events"] and (span["paragraph"] not in owner or row["id"] == opened):
                owner[span["paragraph"]] = row["id"]
    paragraphs = [
        {
            "heading": one["heading"],
            "event": owner.get(at),
            "without": "without_event" in one,
            "runs": _runs(one["text"], spans.get(at, [])),
        }
        for at, one in enumerate(draft.get("paragraphs", []))
    ]
    if not paragraphs:
        paragraphs = [
            {
                "heading": False,
                "event": None,
                "without": False,
                "runs": [["There is no text of this document here to show beside its rows.", "", ""]],
            }
        ]
    key = [[label, kind, label] for kind, label in KINDS.items()] + [["dotted: unsure", "date", "unsure"]]
    return {"label": "The document with what was found in it", "key": key, "paragraphs": paragraphs, "open": opened}


def _runs(text: str, spans: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    runs, at = [], 0
    for span in sorted(spans, key=lambda one: (one["start"], -one["end"])):
        kind = _SAME_KIND.get(span["field"], span["field"])
        if kind not in KINDS or span["start"] < at or span["end"] > len(text):
            continue
        why = f"{KINDS[kind]}: {span['value']}" + (
            "" if span.get("sure", True) else f" (unsure: {span.get('why', '')})"
        )
        runs += [[text[at : span["start"]], "", ""], [text[span["start"] : span["end"]], kind, why]]
        at = span["end"]
    return [run for run in [*runs, [text[at:], "", ""]] if run[0]]


def _publish(stored: Stored, draft: Draft, seen: tuple[str, int] | None) -> None:
    with st.status("Publishing", expanded=True) as status:
        try:
            who = roles.require_editor()
            now = editing.store().load(stored.id)
            # What is published is what whoever pressed has seen, not what somebody saved before the press arrived.
            if seen != (stored.id, now.revision):
                raise Changed(now.by, now.at)
            status.write("Writing the rows")
            folder = rows(again.adopt(draft, database.SOURCES), database.SOURCES, who)
            status.write("Checking them against the schema and all checks")
            made = publishing.publish(database.SOURCES, database.BUILT, folder, who, status.write, database.EVENTS)
            editing.store().save(stored.id, draft, stored.revision, who, state="published")
        except (BadData, Refused, roles.NotEditor) as error:
            status.update(label="Not published; readers see what they saw", state="error", expanded=True)
            st.error("\n\n".join(map(md, getattr(error, "problems", [str(error)]))), icon=":material/error:")
            return
    did = "was published" if made.changed else "was published so already; nothing changed"
    editing.say("success", f"{draft['title']} {did}. Version {made.version} is served; Roll back below undoes it.")
    editing.lead_to(str(draft["month"]))
    editing.open_draft(None)
    st.rerun()


def _summary(draft: Draft) -> str:
    taken = [row for row in draft["events"] if row["state"] == "accepted"]
    lines = [row for row in draft["budget"] if row["state"] == "accepted"]
    new = [name["name"] for name in draft.get("new_names", [])]
    names = f", and {plural(len(new), 'new name')}" if new else ""
    return f"{plural(len(taken), 'event')} and {plural(len(lines), 'budget line')}{names}"
