"""A window of time inside the filtered period: a year, a quarter or a month of it, kept in the address as `zoom` and `at`.

It never changes the shared filters.
"""

from collections.abc import Collection
from datetime import date, timedelta

import streamlit as st

from exports.view import Filters, months_between
from exports.windows import MONTHS, ZOOMS, Window, moved, start_of, window
from ui import address

STEPS = (("Previous", "chevron_left", -1), ("Next", "chevron_right", 1))


def nearest(first: date, last: date) -> tuple[str, str]:
    """Zoom and month of the calendar unit nearest to a span of days: the unit of about its length that holds its middle."""
    days = (last - first).days + 1
    zoom = "month" if days <= 46 else "quarter" if days <= 190 else "year" if days <= 550 else "whole"
    middle = first + timedelta(days=days // 2)
    return zoom, f"{middle:%Y-%m}"


def hear(key: str, chosen: Filters, newest_month: str) -> Window:
    """The window that the address or the widgets ask for; without a month of its own it is at `newest_month`. Call it before `bar`."""
    first, last = chosen.starts_on, chosen.ends_on
    zoom = address.one("zoom", f"{key}_zoom", ZOOMS, "whole")
    if zoom == "whole" and f"{key}_at" in st.session_state:
        st.session_state[f"{key}_at"] = newest_month
    month = address.one("at", f"{key}_at", months_between(first, last), newest_month)
    return window(zoom, month, first, last)


def days(first: date, last: date) -> str:
    """'2 March to 28 May 2024', '2 December 2023 to 9 January 2024'."""
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B %Y}"


def show(key: str, zoom: str, month: str) -> None:
    """Move the window, from a callback."""
    st.session_state.pop(f"{key}_dragged", None)
    st.session_state[f"{key}_zoom"] = zoom
    if zoom != "whole":
        st.session_state[f"{key}_at"] = month


def pick(key: str, mark: str, now: Window, months: Collection[str]) -> None:
    """Take a picked bar of a strip, such as 'month:2024-03': the window moves there, and from the whole period it opens on it."""
    zoom, _, month = mark.partition(":")
    if zoom in MONTHS and month in months:
        show(key, zoom if now.zoom == "whole" else now.zoom, month)


def drag(key: str, start: str, end: str) -> None:
    """Take a dragged range, such as '2024-03-02 11:00': the window becomes the nearest calendar unit."""
    try:
        ends = sorted(date.fromisoformat(text[:10]) for text in (start, end))
    except ValueError:
        return
    zoom, month = nearest(ends[0], ends[1])
    show(key, zoom, month)
    at = "" if zoom == "whole" else start_of(month, zoom)
    st.session_state[f"{key}_dragged"] = (zoom, at, days(ends[0], ends[1]))


def taken_words(now: Window, dragged: tuple[str, str, str] | None) -> str:
    """What was made of the dragged range (zoom, at, days in words), as long as its window is the one that is shown."""
    if dragged is None or dragged[:2] != (now.zoom, now.at):
        return ""
    how = (
        "that is long, so the whole period is shown"
        if now.zoom == "whole"
        else f"the {now.zoom} nearest to it is shown"
    )
    return f"You marked {dragged[2]}; {how}."


def bar(key: str, now: Window, chosen: Filters) -> None:
    """Zoom, and the buttons that move the window by its own length."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-window"):
        st.segmented_control(
            "Zoom", ZOOMS, format_func=ZOOMS.__getitem__, key=f"{key}_zoom", label_visibility="collapsed", required=True
        )
        for label, icon, by in () if now.zoom == "whole" else STEPS:
            month = moved(now.at, by * MONTHS[now.zoom])
            there = window(now.zoom, month, chosen.starts_on, chosen.ends_on)
            month = max(month, chosen.first_month)
            st.button(
                f"{label} {now.zoom}",
                icon=f":material/{icon}:",
                key=f"{key}-{label.lower()}",
                disabled=there.starts_on > there.ends_on,
                on_click=show,
                args=(key, now.zoom, month),
            )
        if now.words:
            st.markdown(f"**{now.words}**")
        if taken := taken_words(now, st.session_state.get(f"{key}_dragged")):
            st.caption(taken)
