"""Titles and measures of the yearly budget figures: which year each speaks of, what is divided by what, what is left out.

Budgeted = draft or approved; executed = executed or final.
"""

import pandas as pd

from charts.budget import LEADING, OUTTURN, PLANNED, newest
from charts.budget_outturn import missing
from charts.theme import exact, number

APPROVED = {"draft": "draft", "approved": "approved budget"}
# How the words begin that tell of budgets after that of the review.
BEYOND = "Context reporting has budgets up to"


def years(frame: pd.DataFrame) -> str:
    """'2011–2026': the first and the last year of the figures."""
    if frame.empty:
        return "no year"
    first, last = frame.year.min(), frame.year.max()
    return str(first) if first == last else f"{first}–{last}"


def marks(frame: pd.DataFrame) -> str:
    """What the marks of the figures say: open or filled, and their shapes."""
    executed = " Filled marks: executed (or final)." if frame.basis.isin(OUTTURN).any() else ""
    shapes = "Diamond: the review; circle: context reporting; square: a transcription."
    return f"Open marks and dotted lines: budgeted (draft or approved).{executed} {shapes}"


def review_measure(lines: pd.DataFrame, order: str, central: pd.DataFrame) -> str:
    """What the review's lines are, what the review leaves open about them, and how far the other charts go beyond its year."""
    told = lines[lines.growth_against != "not stated"]
    level = "" if lines.level_stated.any() else "It does not name the level of government; the lines are central. "
    bases = "; ".join(f"{row.item.lower()} (“{row.growth_against}”)" for row in told.itertuples())
    against = (
        f"It says what growth is against only for {bases}." if bases else "It does not say what growth is against."
    )
    later = central[central.basis.isin(PLANNED) & (central.year > lines.year.max())].year
    beyond = "" if later.empty else f" {BEYOND} {later.max()} too."
    return (
        f"The {len(lines)} lines of the {years(lines)} draft budget that the review prints, in billion yuan, with the growth it states, "
        f"by {order}; a selection, not the whole budget. {level}{against}{beyond}"
    )


def outturn_measure(frame: pd.DataFrame) -> str:
    """Which years have both amounts, and that the title speaks of the newest of them."""
    both = list(frame[frame.difference_bn_cny.notna()].year)
    known = f"Both amounts are known only for {missing(both)}; the title speaks of {both[-1]}." if both else ""
    words = f"The central government's own budget, billion yuan, {years(frame)}. {known}".rstrip()
    return f"{words} The scale does not begin at zero."


def central_headline(frame: pd.DataFrame) -> str:
    """Takeaway: the newest budgeted and the newest executed amount of science and technology, each with its year."""
    own = frame[frame.series_id == LEADING]
    planned, spent = own[own.basis.isin(PLANNED)], own[own.basis.isin(OUTTURN)]
    words = []
    if len(planned):
        row = newest(planned)
        words.append(f"{exact(row.bn_cny)} billion yuan in the {row.year} {APPROVED[row.basis]}")
    if len(spent):
        row = newest(spent)
        words.append(f"{exact(row.bn_cny)} billion{'' if words else ' yuan'} executed in {row.year}")
    return f"Science and technology: {', '.join(words)}" if words else "Central lines year by year"


def measured_headline(frame: pd.DataFrame) -> str:
    """Takeaway of the index or the shares: the newest value of science and technology, in the words of what it is divided by."""
    own = frame[frame.series_id == LEADING]
    if own.empty:
        return "No year has the figures that this view divides"
    last = newest(own)
    if last.measure == "index":
        base = "budgeted" if last.kind == "planned" else "executed"
        return f"Science and technology: {number(last.value)} in the {last.year} {last.basis}, where 100 is the amount {base} for 2019"
    first = own.sort_values("year").iloc[0]
    return (
        f"Science and technology: {number(last.value)}\u202f% of the listed lines in {last.year}, "
        f"{number(first.value)}\u202f% in {first.year}"
    )


def central_measure(measure: str, frame: pd.DataFrame, central: pd.DataFrame, base_year: int) -> str:
    """What the view measures, what it divides by what, and which of the central lines it leaves out."""
    panel = "Over each panel stands its newest figure"
    if measure == "amount":
        own = central[central.series_id == LEADING]
        spent, planned = own[own.basis.isin(OUTTURN)].year.max(), own[own.basis.isin(PLANNED)].year.max()
        behind = (
            f" Executed amounts follow later: for science and technology the newest known is of {spent}."
            if spent < planned
            else ""
        )
        return (
            f"Central government's own expenditure, billion yuan, {years(frame)}. {panel}; its scale is its own, from zero.{behind} Years "
            "without a figure stay empty."
        )
    absent = central[~central.series_id.isin(frame.series_id)].sort_values("sort").item.unique()
    left_out = f" Left out: {', '.join(absent).lower()}." if len(absent) else ""
    if measure == "index":
        divided = f"Each budgeted amount divided by the amount budgeted for {base_year} of the same line"
        if "spent" in set(frame.kind):
            divided += ", each executed amount by the amount executed in it"
        elif central.basis.isin(OUTTURN).any():
            divided = f"Budgeted amounts only: no executed amount of {base_year} is known. {divided}"
        return f"{divided}, times 100; one scale for all panels, {years(frame)}. {panel}.{left_out}"
    return (
        f"Percent of the sum of the {frame.series_id.nunique()} lines that the review lists: of the budgeted sum or of the executed sum, only in "
        f"years that have all of them ({missing(sorted(set(frame.year))) or 'none'}). Not a share of the whole budget. {panel}; its scale is its "
        f"own, from zero.{left_out}"
    )


def research_headline(frame: pd.DataFrame) -> str:
    """Takeaway: newest R&D spending and intensity, and whether they are first estimates."""
    words = []
    for series_id, form in (("gerd", "R&D spending of {} billion yuan"), ("rd_intensity", "{}\u202f% of GDP")):
        own = frame[(frame.series_id == series_id) & (frame.basis != "revised")]
        if own.empty:
            continue
        latest = newest(own)
        value = latest.bn_cny if series_id == "gerd" else latest.share_pct
        note = " (first estimate)" if latest.basis == "preliminary" else ""
        about = "about " if latest.rounded else ""
        words.append((form.format(about + exact(value)), f" in {latest.year}{note}"))
    # One year is said once.
    if len({when for _, when in words}) == 1:
        return ", ".join(what for what, _ in words) + words[0][1].replace(
            "estimate)", "estimates)" if words[1:] else "estimate)"
        )
    return "; ".join(what + when for what, when in words) or "No figures match"


def levels_headline(frame: pd.DataFrame) -> str:
    """Takeaway: the newest executed amounts of both levels in a year that has both."""
    spent = frame[frame.basis.isin(OUTTURN)]
    own = spent[spent.series_id == "central_st"].set_index("year").bn_cny
    all_ = spent[spent.series_id == "national_st"].set_index("year").bn_cny
    both = sorted(set(own.index) & set(all_.index))
    if not both:
        return "Science and technology by level of account"
    year = both[-1]
    return (
        f"Science and technology executed in {year}: {exact(own[year])} billion yuan central, "
        f"{exact(all_[year])} billion with local governments"
    )
