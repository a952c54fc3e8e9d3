"""Next month, for editors: the desk with what is in work and what is published. The draft itself is ui/editing_draft.py."""

import tempfile
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from charts.theme import exact, plural
from data import publishing, texts
from data.importer import again, documents, draft, names, reopened, review, sheets
from data.importer import known as published
from data.importer.drafts import FORMS, Refused, Store, Stored
from data.importer.told import Draft, Wrong
from data.rows import BadData
from ui import database, gate, roles
from ui.text import md

NAME = "draft"
_SAID = "_editing_said"
_UPLOADS = "_editing_uploads"
_MONTH = "_editing_month"
_REFUSED = "_editing_refused"
_AGAIN = "_editing_again"
_LOGGED = 12
DID = {"publish": "published", "unpublish": "withdrew", "rollback": "rolled back the last action on"}


def show() -> None:
    """The desk, or the draft that the address names; words of refusal for whoever is no editor."""
    try:
        who = roles.require_editor()
    except roles.NotEditor as no:
        st.info(md(no), icon=":material/lock:")
        return
    _told()
    _links()
    key = st.query_params.get(NAME)
    if key:
        # Imported here: a reader of the other parts needs none of it.
        from ui import editing_draft

        editing_draft.show(key, who)
        return
    _desk(who)


def store() -> Store:
    """Where drafts are kept."""
    return Store(database.SOURCES / "drafts")


def say(kind: str, *lines: str) -> None:
    """Words for the top of the page at the next run: kind is success, warning or error."""
    st.session_state[_SAID] = (kind, lines)


def say_too(line: str) -> None:
    """One more line for what was said last."""
    if said := st.session_state.get(_SAID):
        st.session_state[_SAID] = (said[0], (*said[1], line))


def _told() -> None:
    if said := st.session_state.pop(_SAID, None):
        kind, lines = said
        icon = {"success": ":material/check_circle:", "warning": ":material/info:", "error": ":material/error:"}[kind]
        {"success": st.success, "warning": st.warning, "error": st.error}[kind]("\n\n".join(map(md, lines)), icon=icon)


def lead_to(month: str) -> None:
    """Let the next run offer the pages with a month that was published."""
    st.session_state[_MONTH] = month


def _links() -> None:
    if month := st.session_state.pop(_MONTH, None):
        with st.container(horizontal=True, key="published-links"):
            for page in ("collaboration", "breakthroughs", "diplomacy", "budget"):
                label = f"{page.capitalize()}, {date.fromisoformat(f'{month}-01'):%B %Y}"
                st.page_link(f"../pages/{page}.py", label=label, query_params={"from": month, "to": month})


def guarded(step: Callable[..., None]) -> Callable[..., None]:
    """An action for a button: the role is asked again, and whatever is refused is told in words."""

    def run(*given: Any) -> None:
        try:
            step(roles.require_editor(), *given)
        except roles.NotEditor as no:
            say("error", str(no))
        except (Wrong, BadData) as wrong:
            say("error", *wrong.problems)
        except Refused as no:
            say("warning", f"{str(no)[0].upper()}{str(no)[1:]}.")

    return run


def when(at: str) -> str:
    """An ISO time as words, UTC."""
    return f"{datetime.fromisoformat(at):%-d %B %Y, %H:%M} UTC"


def open_draft(key: str | None) -> None:
    """Let the address name a draft, or the desk."""
    if key:
        st.query_params[NAME] = key
    else:
        st.query_params.pop(NAME, None)


def _desk(who: str) -> None:
    st.markdown(
        "Upload the next review. It is read into a draft that you correct here; nothing is shown to readers before you publish it."
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        _upload(who)
    with right:
        if not gate.is_closed():
            st.text_input(
                "Your name, for the log",
                value=who,
                key=roles.NAME,
                max_chars=roles.LONGEST,
                on_change=guarded(_named),
                help="This dashboard has no sign-in, so it takes your word for it; it works on this machine only.",
            )
        st.download_button(
            "Template to fill in, XLSX",
            sheets.template,
            file_name="month-template.xlsx",
            on_click="ignore",
            icon=":material/table:",
            help="Every column explained; fill it, then upload it here.",
        )
    _drafts()
    _published()
    _log()


def _named(_before: str) -> None:
    roles.remember(str(st.session_state[roles.NAME]))


def _upload(who: str) -> None:
    count = st.session_state.setdefault(_UPLOADS, 0)
    file = st.file_uploader(
        "The review (.md, .txt, .pdf, .docx) or filled tables (.xlsx, .csv)",
        type=[form.removeprefix(".") for form in FORMS],
        key=f"upload-{count}",
        max_upload_size=texts.MOST_BYTES // 1_000_000,
    )
    if file is None:
        return
    name = "".join(c for c in Path(file.name).name if unicodedata.category(c)[0] != "C")[-120:] or "document"
    content = file.getvalue()
    refused = st.session_state.get(_REFUSED)
    if refused and refused[0] == file.file_id:
        # A refused file stays in the box: it is not read again with every run.
        st.error(refused[1], icon=":material/error:")
        return
    if st.session_state.get(_AGAIN) != file.file_id and (twin := store().same(content)):
        st.info(
            f"This very file is a draft already, saved {when(twin.at)} by {md(twin.by)}: {_to_decide(twin)}",
            icon=":material/file_copy:",
        )
        with st.container(horizontal=True):
            st.button("Open that draft", type="primary", on_click=_open_twin, args=(twin.id, count))
            st.button("Read the file anew", on_click=_read_anew, args=(file.file_id,))
        # The run that reads it anew begins with the press.
        return
    with st.status(f"Reading {md(name)}", expanded=True) as status:
        try:
            made = _read(name, content, status.write)
            status.write("Keeping the draft")
            key = store().new(made, name, content, who)
        except (documents.NotAReview, texts.Unreadable, Wrong, BadData, Refused) as error:
            status.update(label="Not read; nothing was changed", state="error", expanded=True)
            st.session_state[_REFUSED] = (
                file.file_id,
                "\n\n".join(map(md, getattr(error, "problems", [str(error)]))),
            )
            st.error(st.session_state[_REFUSED][1], icon=":material/error:")
            return
        status.update(label="Read", state="complete")
    st.session_state[_UPLOADS] = count + 1
    open_draft(key)
    st.rerun()


def _open_twin(key: str, count: int) -> None:
    st.session_state[_UPLOADS] = count + 1
    open_draft(key)


def _read_anew(file_id: str) -> None:
    st.session_state[_AGAIN] = file_id


def _read(name: str, content: bytes, tell: Callable[[str], Any]) -> Draft:
    """The draft of an uploaded file. Raises NotAReview, Unreadable, Wrong, BadData."""
    if Path(name).suffix.lower() in (".csv", ".xlsx"):
        tell("Reading the tables")
        return sheets.read(name, content, published.read(database.SOURCES))
    with tempfile.TemporaryDirectory() as folder:
        # The name of an upload never becomes a path; its end says of which form it is.
        path = Path(folder) / f"review{Path(name).suffix.lower()}"
        path.write_bytes(content)
        tell("Taking the text out of the file")
        document = documents.read(path)
    tell(f"{plural(len(document.paragraphs), 'paragraph')}; looking for events, dates, places, names and sums")
    made = draft.draft(document, names.load(database.SOURCES), draft.published(database.SOURCES))
    made["document"]["name"] = name
    tell(f"Found {plural(len(made['events']), 'event')} and {plural(len(made['budget']), 'budget line')}")
    return again.adopt(made, database.SOURCES)


def _drafts() -> None:
    kept = [one for one in store().all() if one.state in ("open", "damaged")]
    st.subheader("Drafts in work", anchor=False)
    if not kept:
        st.caption("None. A draft is kept from the moment it is read, and every change with it.")
    for one in kept:
        with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"draft-{one.id}"):
            words = f"**{md(one.title or one.file_name or one.id)}**  \n{md(one.month or 'month not known')}; "
            state = f"{_to_decide(one)}; saved {when(one.at)} by {md(one.by)}" if one.at else md(one.problem)
            st.markdown(words + state, width="stretch")
            st.button("Open", key=f"open-{one.id}", on_click=open_draft, args=(one.id,), type="primary")
            st.button("Put away", key=f"remove-{one.id}", on_click=guarded(_put_away), args=(one.id,))
    if away := store().removed()[:3]:
        with st.expander("Drafts that were put away"):
            for one in away:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(md(one.title or one.id), width="stretch")
                    st.button("Bring back", key=f"back-{one.id}", on_click=guarded(_bring_back), args=(one.id,))


def _to_decide(one: Stored) -> str:
    """How much is left in a draft."""
    if one.state == "damaged":
        return ""
    counts = review.left(one.draft)
    return f"{exact(counts['events']['proposed'] + counts['budget']['proposed'])} to decide"


def _put_away(who: str, key: str) -> None:
    store().remove(key, who)
    say("success", "The draft was put away; it can be brought back below.")


def _bring_back(who: str, key: str) -> None:
    store().bring_back(key, who)


def _published() -> None:
    st.subheader("Published documents", anchor=False)
    reviews = sorted(
        (row for row in published.read(database.SOURCES).rows.get("document", ()) if row["kind"] == "review"),
        key=lambda row: row["month"],
        reverse=True,
    )
    drafts = {
        again.document_id(one.draft): one.id for one in reversed(store().all()) if one.state in ("open", "published")
    }
    for row in reviews:
        with st.container(horizontal=True, vertical_alignment="center", key=f"published-{row['document_id']}"):
            st.markdown(f"**{md(row['title'])}**  \n{md(row['month'])}; {md(row['publisher'])}", width="stretch")
            step: Callable[..., None]
            if draft_of := drafts.get(row["document_id"]):
                step, given = open_draft, draft_of
            else:
                step, given = guarded(_reopen), row["document_id"]
            st.button(
                "Correct it",
                key=f"correct-{row['document_id']}",
                on_click=step,
                args=(given,),
                help="In its draft; readers see a correction once it is published anew.",
            )
            if st.button("Unpublish", key=f"unpublish-{row['document_id']}"):
                _confirm(
                    f"Withdraw {row['title']}? Its events and figures go from every screen. Roll back brings them back.",
                    _unpublish,
                    row["document_id"],
                )


def _reopen(who: str, document: str) -> None:
    made = reopened.reopened(document, again.published(database.SOURCES), database.SOURCES)
    open_draft(store().new(made, f"{document}.txt", b"", who))


def _log() -> None:
    told = publishing.log(database.SOURCES)
    st.subheader("Who did what", anchor=False)
    if not told:
        st.caption("Nothing was published from here yet.")
        return
    last = told[-1]
    if st.button(f"Roll back what {last.who} did last: {DID[last.what]} {last.document}", icon=":material/undo:"):
        _confirm(
            f"{last.who} {DID[last.what]} {last.document}. Undo it? The undoing can be undone the same way.",
            _roll_back,
        )
    lines = [
        f"- {when(entry.at)}: {md(entry.who)} {DID[entry.what]} {md(entry.document)}; version {entry.version}"
        for entry in reversed(told[-_LOGGED:])
    ]
    st.markdown("\n".join(lines))


@st.dialog("Are you sure?")
def _confirm(words: str, step: Callable[..., None], *given: str) -> None:
    st.markdown(md(words))
    with st.container(horizontal=True):
        if st.button("Yes", type="primary"):
            with st.spinner("Building the database beside; readers see nothing half-done"):
                guarded(step)(*given)
            st.rerun()
        if st.button("No"):
            st.rerun()


def _unpublish(who: str, document: str) -> None:
    made = publishing.unpublish(database.SOURCES, database.BUILT, document, who, events=database.EVENTS)
    say("success", f"{document} was withdrawn; version {made.version} is served.")


def _roll_back(who: str) -> None:
    made = publishing.rollback(database.SOURCES, database.BUILT, who, events=database.EVENTS)
    say("success", f"The last action on {made.document} was undone; version {made.version} is served.")
