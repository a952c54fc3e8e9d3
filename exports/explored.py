"""Explore as tables to show and to print: its list, its pivot, two sides compared, as the address asks. It draws nothing and knows no screen."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.breakthroughs import when
from charts.overview import SECTIONS
from charts.theme import MARKS, SOURCES, exact, plural
from exports import view
from exports.exhibits import Asked, Told

# Facets by name in the address and in shared names: heading, parameter of the questions, word for more than one.
FACETS = {
    "section": ("Section", "sections"),
    "kind": ("Kind", "kinds"),
    "organisation": ("Organisation", "organisations"),
    "person": ("Person", "people"),
    "status": ("Status", "statuses"),
}
DOUBT = {"": "All events", "with": "With a finding", "without": "Without"}
TRAITS = {
    "month": "Month",
    "year": "Year",
    "section": "Section",
    "kind": "Kind",
    "country": "Partner country",
    "organisation": "Organisation",
    "person": "Person",
    "field": "Field",
    "status": "Status",
    "source": "Source",
}
# What an event without any such value is counted at.
NONE = {"country": "No partner country", "organisation": "No organisation named", "person": "Nobody named"}
ALL = "All events"
# Rows that a stage may have room for; it leaves out what it has not. Columns that can be read from the other end of a room.
MOST_ROWS, MOST_COLUMNS = 20, 7


def facet_params(values: Mapping[str, Sequence[str]], doubt: str) -> dict[str, Any]:
    """Parameters for queries/explore/: the values by facet, and whether a finding is asked for."""
    lists = {FACETS[facet][1]: list(chosen) for facet, chosen in values.items()}
    return {**lists, **{f"{name}_all": not chosen for name, chosen in lists.items()}, "doubt": doubt}


def facet_words(named: Mapping[str, Sequence[str]], doubt: str) -> str:
    """'; kind: forum, visit; with a finding' or ''. `named`: the labels chosen of each facet."""
    told = [f"{FACETS[facet][0].lower()}: {', '.join(labels)}" for facet, labels in named.items() if labels]
    if doubt:
        told.append("without a finding" if doubt == "without" else DOUBT[doubt].lower())
    return "".join(f"; {words}" for words in told)


def facet_names(listed: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Everything each facet can hold, key to words, in the order of the screen. `listed`: the answer of explore/names."""
    known = {facet: dict(zip(own.value, own.label, strict=True)) for facet, own in listed.groupby("facet")}
    known["section"] = {section: SECTIONS[section] for section in known["section"]}
    for facet in ("kind", "status"):
        known[facet] = {value: label.capitalize() for value, label in known[facet].items()}
    return {facet: known.get(facet, {}) for facet in FACETS}


def told(asked: Asked) -> Told:
    """What the address shows of Explore, as a table."""
    names = facet_names(asked.answer("explore/names"))
    values = {facet: asked.many(facet, names[facet]) for facet in FACETS}
    doubt = asked.one("finding", DOUBT, "")
    params = facet_params(values, doubt)
    labels = {facet: [names[facet][value] for value in chosen] for facet, chosen in values.items()}
    words = view.words(asked.chosen, asked.known) + facet_words(labels, doubt)
    counts = asked.ask("explore/facets", **params)
    total = int(counts.loc[counts.facet == "all", "events"].iloc[0])
    shape = {"pivot": _pivot, "compare": _compared}.get(asked.one("show", ("events", "pivot", "compare"), "events"))
    shown = (shape(asked, params) if shape and total else None) or _listed(asked, params, total)
    title, measure, table, rows = shown
    source = f"{view.source_words(asked.chosen)}; each event names its document"
    saved = next(iter(asked.choices.get("saved", ())), "")
    title = f"{saved}: {title}" if saved else title
    return Told(title, measure, source, None, words, table=table, rows=rows, total=plural(total, "event"))


_Shown = tuple[str, str, pd.DataFrame, int]


def _listed(asked: Asked, params: Mapping[str, Any], total: int) -> _Shown:
    events = asked.ask("explore/events", most=MOST_ROWS, skip=0, **params)
    table = pd.DataFrame(
        {
            "Date": [when(row.starts_on, row.ends_on, row.date_precision) for row in events.itertuples()],
            "Event": list(events.title),
            "Section": [SECTIONS[section] for section in events.section],
            "Partners": [partners or "no partner country" for partners in events.partners.fillna("")],
            "Source": [_source(row) for row in events.itertuples()],
        }
    )
    if events.empty:
        table = pd.DataFrame({"No events match": [view.words(asked.chosen, asked.known)]})
    sample = view.sample_words(asked.chosen)
    return f"{plural(total, 'event')}, newest first", f"Events with their sources.{sample}", table, total


def _source(row: Any) -> str:
    return f"{MARKS[row.source]} {row.document_title if row.source == 'review' else row.publisher}"


def _pivot(asked: Asked, params: Mapping[str, Any]) -> _Shown | None:
    down, across = asked.one("down", TRAITS, "country"), asked.one("across", TRAITS, "section")
    if down == across:
        return None
    found = asked.ask(
        "explore/pivot", down=down, across=across, most_down=MOST_ROWS, most_across=MOST_COLUMNS, **params
    )
    wide = pivot(found, down, across)
    # The totals come first: what a stage has no room for is left out at the end.
    wide = pd.concat([wide.iloc[-1:], wide.iloc[:-1]], ignore_index=True)
    table = wide.astype(object).map(
        lambda cell: cell if isinstance(cell, str) else "–" if cell != cell else exact(cell)
    )
    in_all = {part: int(found.loc[found.part == part, "found"].max()) for part in ("row", "column")}
    cut = f" The {MOST_COLUMNS} largest of {in_all['column']} columns." if in_all["column"] > MOST_COLUMNS else ""
    measure = f"Whole events; – where there is none. An event counts once in each row and column it belongs to, and once in a total.{cut}"
    title = f"{table.iloc[0, -1]} events by {TRAITS[down].lower()} and {TRAITS[across].lower()}"
    return title, f"{measure}{view.sample_words(asked.chosen)}", table, in_all["row"] + 1


def _compared(asked: Asked, params: Mapping[str, Any]) -> _Shown | None:
    """Both sides with their newest events; None where the address does not name two."""
    what = asked.one("compare", ("month", "country"), "month")
    known = asked.known.countries if what == "country" else {month: _month(month) for month in asked.known.months}
    left, right = (asked.one(side, known, "") for side in ("left", "right"))
    if not left or not right or left == right:
        return None
    found = asked.ask(
        "explore/compare", what=what, left=left, right=right, most=MOST_ROWS, most_threads=MOST_ROWS, **params
    )
    sides = {}
    for side, key in (("left", left), ("right", right)):
        own = found[found.side == side]
        count = int(own.groupby("part").found.first().sum())
        events = own.drop_duplicates("event_id").sort_values("starts_on", ascending=False)
        sides[f"{known[key]}: {plural(count, 'event')}"] = [
            f"{row.title} ({when(row.starts_on, row.ends_on, row.date_precision)})" for row in events.itertuples()
        ]
    rows = max(map(len, sides.values()), default=0)
    table = pd.DataFrame({side: titles + [""] * (rows - len(titles)) for side, titles in sides.items()})
    return "; ".join(sides), f"Newest first.{view.sample_words(asked.chosen)}", table, rows


def _month(month: str) -> str:
    return f"{pd.Timestamp(month):%B %Y}"


def pivot(told: pd.DataFrame, down: str, across: str) -> pd.DataFrame:
    """An answer of explore/pivot as rows and columns with their totals; an empty cell has no event."""
    rows, columns = (
        _in_order(told[told.part == part], side, trait)
        for part, side, trait in (("row", "down", down), ("column", "across", across))
    )
    cells = told[told.part == "cell"].set_index(["down_key", "across_key"]).events.to_dict()
    wide: dict[str, list[Any]] = {TRAITS[down]: [*rows.label, ALL]}
    for key, label, events in zip(columns.key, columns.label, columns.events, strict=True):
        wide[label] = [*(cells.get((row, key), float("nan")) for row in rows.key), events]
    wide[ALL] = [*rows.events, told.loc[told.part == "all", "events"].iloc[0]]
    made = pd.DataFrame(wide)
    return made.astype(dict.fromkeys(made.columns[1:], "float64"))


def _in_order(part: pd.DataFrame, side: str, trait: str) -> pd.DataFrame:
    """Months and years in order of time, what has an order of its own in that, the rest by events; what states nothing last."""
    own = pd.DataFrame({"key": part[f"{side}_key"], "label": part[f"{side}_label"], "events": part.events})
    words = {**SECTIONS, **SOURCES} if trait in ("section", "source") else {}
    own["label"] = [
        NONE.get(trait, "Not stated") if key == -1 else words.get(label, str(label))
        for key, label in zip(own.key, own.label, strict=True)
    ]
    if trait in ("kind", "status"):
        own["label"] = own.label.str.capitalize()
    by = ["key"] if trait in ("month", "year", "section", "field", "status", "source") else ["events", "label"]
    own = own.assign(last=own.key == -1).sort_values(
        ["last", *by], ascending=[True, *(name != "events" for name in by)]
    )
    # Two people may bear the same name.
    twice = own.label.duplicated(keep=False)
    return own.assign(label=own.label.where(~twice, own.label + " (" + own.key.astype("int64").astype(str) + ")"))
