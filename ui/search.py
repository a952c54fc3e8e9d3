"""The search box of every page: what is typed becomes words of the index, and what has them is listed by kind. A result opens its evidence.

What counts as a word is decided by the macros of data/search.sql, for the index and for what is typed alike.
"""

from itertools import groupby
from typing import Any

import streamlit as st

from charts.breakthroughs import when
from charts.theme import MARKS, exact
from ui import assets, database, evidence
from ui.database import ask

HEADINGS = {
    "events": "Events",
    "organisations": "Organisations",
    "people": "People",
    "places": "Countries and places",
    "documents": "Documents",
    "figures": "Figures",
    "topics": "Topics and fields",
}
# Nobody types more to find something; the rest is left out.
MOST_LETTERS, MOST_WORDS = 100, 8
MOST_EVENTS, MOST_THINGS = 5, 4
# A frequent word is looked up in its newest events, and in so many more where these hold too few: what a search costs has an end.
REACH, FURTHER = 20_000, 200_000
_TRY = "Try fewer or other words: a name, a place, a demonym or a year."
_ASKED, _CHOSE = "_search_asked", "_search_chose"
_component = assets.component("search")

Meaning = list[tuple[int, str, bool, int]]


@st.fragment
def box() -> None:
    """Draw the box. It has something to say only in the run that a keystroke asked for."""
    if st.session_state.pop(_CHOSE, False):
        st.rerun(scope="app")
    asked = st.session_state.pop(_ASKED, None)
    _component(
        key="search",
        data=None if asked is None else answer(asked),
        on_asked_change=_hear,
        on_chosen_change=_choose,
    )


def _hear() -> None:
    asked = st.session_state["search"].asked
    if isinstance(asked, str):
        st.session_state[_ASKED] = asked


def _choose() -> None:
    subject = st.session_state["search"].chosen
    # A client can send anything; what is no subject opens nothing.
    evidence.pick(subject)
    st.session_state[_CHOSE] = True


def answer(asked: str) -> dict[str, Any]:
    """What ui/search.js shows for a text: groups of results, or a sentence where there are none. `asked` is the text as it came."""
    try:
        return {"asked": asked, **_answer(asked)}
    except database.NoData as error:
        return {"asked": asked, "groups": [], "note": f"{error.what} Nothing can be searched."}
    except database.NoVersion as error:
        return {"asked": asked, "groups": [], "note": f"{error} Nothing can be searched."}


def _answer(asked: str) -> dict[str, Any]:
    # Half of a character pair cannot be sent to the database.
    text = asked[:MOST_LETTERS].encode("utf-8", "ignore").decode()
    words = list(ask("search/split", text=text).word)
    if not words:
        return {"groups": [], "note": "Type a word, a name or a year."}
    note = f"Only the first {MOST_WORDS} words are looked for." if len(words) > MOST_WORDS else ""
    words = words[:MOST_WORDS]
    meant = [_meaning(word) or _slips(word) for word in words]
    if lost := [word for word, meaning in zip(words, meant, strict=True) if not meaning]:
        return {"groups": [], "note": f"Nothing here has a word like “{lost[0]}”. {_TRY}"}
    groups = _groups(meant)
    if not groups:
        # Each word is there while nothing has them all: then one of them may be the slip.
        wider = [list(dict.fromkeys([*meaning, *_slips(word)])) for word, meaning in zip(words, meant, strict=True)]
        groups = _groups(wider) if wider != meant else []
        meant = wider
    if not groups:
        rarest = min(meant, key=_frequency)
        limit = (
            f"Looked at were the newest {exact(FURTHER)} events with “{rarest[0][1]}”. "
            if _frequency(rarest) > FURTHER
            else ""
        )
        return {"groups": [], "note": f"Nothing here has all of these words. {limit}{_TRY}"}
    alike = [
        f"“{meaning[0][1]}” for “{word}”"
        for word, meaning in zip(words, meant, strict=True)
        if not any(known.startswith(word) for _number, known, _whole, _events in meaning)
    ]
    if alike:
        note = f"Spelled alike: {', '.join(alike)}. {note}".strip()
    return {"groups": groups, "note": note}


def _meaning(word: str) -> Meaning:
    """Words of the index that a typed word means: number, word, whether it is that very word, and how many events have it."""
    found = ask("search/words", word=word)
    return list(zip(found.number.tolist(), found.word, found.whole.tolist(), found.events.tolist(), strict=True))


def _slips(word: str) -> Meaning:
    found = ask("search/slips", word=word)
    return list(zip(found.number.tolist(), found.word, found.whole.tolist(), found.events.tolist(), strict=True))


def _frequency(meaning: Meaning) -> int:
    """How many events have a word of this meaning; those with two of them count twice."""
    return sum(events for *_, events in meaning)


def _groups(meant: list[Meaning]) -> list[dict[str, Any]]:
    """What has all words, by kind. The rarest word comes first, as all others are looked for among its events only."""
    rarest_first = sorted(meant, key=_frequency)
    flat = [(slot, meaning) for slot, meanings in enumerate(rarest_first) for meaning in meanings]
    asked = {
        "words": [number for _slot, (number, *_) in flat],
        "slots": [slot for slot, _meaning in flat],
        "wholes": [whole for _slot, (_number, _word, whole, _events) in flat],
        "asked": len(meant),
        "others": len(meant) - 1,
    }
    database.ahead("search/things", **asked, most=MOST_THINGS)
    groups = _events(rarest_first[0], asked) if all(any(m[3] for m in meanings) for meanings in meant) else []
    things = ask("search/things", **asked, most=MOST_THINGS)
    for shelf, rows in groupby(things.itertuples(), key=lambda row: str(row.shelf)):
        listed = list(rows)
        results = [{"subject": r.subject, "label": r.label, "detail": r.detail} for r in listed]
        groups.append({"heading": HEADINGS[shelf], "found": int(listed[0].found), "more": False, "rows": results})
    return groups


def _events(rarest: Meaning, asked: dict[str, Any]) -> list[dict[str, Any]]:
    most_frequent = max(events for *_, events in rarest)
    found = ask("search/events", **asked, reach=REACH, most=MOST_EVENTS)
    cut = most_frequent > REACH
    if cut and len(found) < MOST_EVENTS:
        found, cut = ask("search/events", **asked, reach=FURTHER, most=MOST_EVENTS), most_frequent > FURTHER
    if found.empty:
        return []
    count = int(found.found.iloc[0])
    if cut and len(rarest) == 1 and not asked["others"]:
        # The index has counted a single word.
        count, cut = most_frequent, False
    rows = []
    for event in found.itertuples():
        facts = [when(event.starts_on, event.ends_on, event.date_precision), event.section]
        if isinstance(event.misprint, str):
            facts.append(event.misprint)
        detail = f"{MARKS[event.source]} {' · '.join(facts)}"
        rows.append({"subject": f"event:{event.event_id}", "label": event.title, "detail": detail})
    return [{"heading": HEADINGS["events"], "found": count, "more": cut, "rows": rows}]
