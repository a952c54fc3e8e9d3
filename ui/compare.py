"""Two months or two countries side by side: what is new, gone, or goes on in something shared, each event with its source."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from charts.breakthroughs import when
from charts.theme import MARKS, exact, plural
from exports import view
from ui import address, evidence, filters, listing, table
from ui.database import ask
from ui.text import md

WHAT = {"month": "Two months", "country": "Two countries"}
MOST, MOST_THREADS = 10, 30
# Events told a side of what is shared.
TOLD = 3
_SIDES = {"left": "explore_left", "right": "explore_right"}


def choose(asked: Mapping[str, Any]) -> tuple[str, str, str, dict[str, str]]:
    """What is compared, both sides, and the words for everything that can be; kept in the address."""
    what = address.one("compare", "explore_compare", WHAT, "month")
    options = _months() if what == "month" else dict(ask("shared/countries").itertuples(index=False, name=None))
    picked = {}
    allowed = {"", *options}
    for place, (side, key) in enumerate(_SIDES.items()):
        if not (found := address.one(side, key, allowed, "")) and len(options) > 1:
            # Written out, so that a link goes on meaning the same.
            st.session_state[key] = _usual(what, options, asked)[place]
            found = address.one(side, key, allowed, "")
        picked[side] = found
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control("Compare", WHAT, format_func=WHAT.__getitem__, key="explore_compare", required=True)
        for label, key in zip(("First", "Second") if len(options) > 1 else (), _SIDES.values(), strict=False):
            st.selectbox(label, options, format_func=options.__getitem__, key=key, width=220)
    return what, picked["left"], picked["right"], options


def _months() -> dict[str, str]:
    chosen = filters.current()
    span = view.months_between(chosen.starts_on, chosen.ends_on)
    return {month: f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in reversed(span)}


def _usual(what: str, options: Mapping[str, str], asked: Mapping[str, Any]) -> tuple[str, str]:
    """The newest two months, or the two countries with most events."""
    keys = list(options)
    if what == "month":
        return keys[1], keys[0]
    told = ask("explore/pivot", down="country", across="source", most_down=3, most_across=1, **asked)
    met = told[(told.part == "row") & (told.down_key >= 0)].sort_values("events", ascending=False).down_label
    known = {label: key for key, label in options.items()}
    first, second = [*(known[label] for label in met if label in known), *keys][:2]
    return first, second


def show(asked: Mapping[str, Any], what: str, left: str, right: str, options: Mapping[str, str]) -> None:
    """Both sides, and in words where one is empty."""
    if not left or not right or left == right:
        st.info(
            "Choose two different ones to compare; months are those of the filter above.",
            icon=":material/compare_arrows:",
        )
        return
    told = ask("explore/compare", what=what, left=left, right=right, most=MOST, most_threads=MOST_THREADS, **asked)
    names = {"left": options[left], "right": options[right]}
    found = {(part, side): int(own.found.iloc[0]) for (part, side), own in told.groupby(["part", "side"])}
    totals = {side: sum(n for (_, at), n in found.items() if at == side) for side in names}
    st.subheader(
        md(f"{names['left']}: {plural(totals['left'], 'event')}; {names['right']}: {plural(totals['right'], 'event')}"),
        anchor=False,
    )
    for side, name in names.items():
        if not totals[side]:
            about = "" if what == "month" else "with "
            st.info(
                f"No event is stored for {about}{md(name)} under these filters; that is no proof that nothing happened.",
                icon=":material/info:",
            )
    _changed(told[told.part == "changed"], names, found, "Goes on or changed" if what == "month" else "Shared")
    # Nothing is new or gone between two countries.
    words = {"gone": "gone: ", "new": "new: "} if what == "month" else {}
    for side, part, column in zip(names, ("gone", "new"), st.columns(2), strict=True):
        with column:
            own = told[told.part == part]
            _list(own, f"compare-{part}", f"Only {names[side]}", found.get((part, side), 0), words.get(part, ""))
    if count := found.get(("both", "left"), 0):
        both = told[(told.part == "both") & (told.side == "left")]
        _list(both, "compare-both", f"In both {names['left']} and {names['right']}", count, "the same ")


def _list(events: pd.DataFrame, key: str, title: str, count: int, word: str) -> None:
    """Events of one side with their sources; a row opens its evidence."""
    cut = f", newest {len(events)}" if len(events) < count else ""
    st.markdown(f"**{md(title)}** · {word}{plural(count, 'event')}{cut}")
    if events.empty:
        st.caption("None.")
        return
    rows = [row._asdict() for row in events.itertuples()]
    frame = pd.DataFrame(
        {
            table.MARK: [f"event:{row['event_id']}" for row in rows],
            "Date": [when(row["starts_on"], row["ends_on"], row["date_precision"]) for row in rows],
            "Event": [row["title"] for row in rows],
            "Source": [listing.source(row) for row in rows],
        }
    )
    table.show(frame, title, key=key, picks=evidence.pick, stacks=True)


def _changed(events: pd.DataFrame, names: Mapping[str, str], found: Mapping[tuple[str, str], int], word: str) -> None:
    """A row for each project, theme or pair of organisations that both sides share, with the newest events of each."""
    if events.empty:
        return
    shared, listed = int(events.threads.iloc[0]), events.thread.nunique()
    cut = f"; the {listed} with most events" if listed < shared else ""
    things = "project, theme or pair" if shared == 1 else "projects, themes or pairs"
    st.markdown(f"**{word}** · {exact(shared)} {things} of organisations in both{cut}")
    rows = []
    for thread, own in events.groupby("thread", sort=False):
        sides = {names[side]: _told(own[own.side == side]) for side in names}
        rows.append({"In both": thread, **sides})
    title = f"Shared by {names['left']} and {names['right']}: {exact(found.get(('changed', 'left'), 0))} and {exact(found.get(('changed', 'right'), 0))} events"
    table.show(pd.DataFrame(rows), title, key="compare-changed", picks=evidence.pick, heads=True, stacks=True)


def _document(row: Any) -> str:
    return str(row.document_title if row.source == "review" else row.publisher)


def _told(events: pd.DataFrame) -> table.Lines:
    lines: list[tuple[bool, tuple[table.Run, ...]]] = []
    for row in events.head(TOLD).itertuples():
        missing = "" if isinstance(row.url, str) else f" ({listing.NO_LINK[row.source]})"
        day = when(row.starts_on, row.ends_on, row.date_precision)
        lines.append((False, (table.opens(row.title, f"event:{row.event_id}"),)))
        lines.append(
            (True, (f"{day} · {MARKS[row.source]} ", table.link(_document(row), row.url), f"{missing}, {row.locator}"))
        )
    if (more := int(events.met.iloc[0]) - TOLD) > 0:
        lines.append((True, (f"and {exact(more)} more",)))
    return table.Lines(tuple(lines))
