"""Where China works with whom: partner countries by number of events, pins at the places. Draws no border of its own."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import collaboration_key, collaboration_pins, collaboration_views
from charts.collaboration_pins import Group, number, size
from charts.collaboration_views import LEVELS, RATIO, WORLD
from charts.theme import PICKS, SHAPES, Theme, Trace, draw, exact, plain, plural, short

HOME = "CHN"
# Where the lines to the partner countries begin: Beijing, degrees north and east.
START = (39.9, 116.4)
# Uppermost number of each class but the last, in whole events, where no country has more than MOST_FEW.
FEW, MOST_FEW = (1, 2, 4, 8), 40
# The zoom buttons of the large map.
VIEWS = collaboration_views.views()
LINE_PX = (0.8, 1.2, 1.8, 2.6, 3.6)
TITLE_CHARS, NAMES = 64, 3
# Height of the map in a small picture, where the width is not known yet.
HEIGHT_PX, COMPACT_PX = 340, 236


def headline(countries: pd.DataFrame, events: int) -> str:
    """Takeaway of the map: how many partner countries, and who comes first."""
    if not events:
        return "No collaboration events match"
    counted = plural(events, "collaboration event")
    if countries.empty:
        return f"{counted}, none with a partner country named"
    top = countries[countries.events == countries.events.max()]
    if len(top) == 1 and top.events.iloc[0] == events > 1:
        others = len(countries) - 1
        joined = f"; {others} more {'country joins' if others == 1 else 'countries join'} in some of them"
        return f"{counted}, all with {top.country.iloc[0]}{joined if others else ''}"
    share = f"{counted} with {len(countries)} partner {'countries' if len(countries) > 1 else 'country'}"
    if top.events.iloc[0] == 1 and len(countries) <= NAMES:
        *first, last = countries.country
        return f"{counted} with {', '.join(first)}{' and ' if first else ''}{last}"
    if len(top) > 3 or top.events.iloc[0] == 1:
        return share
    names = " and ".join(top.country)
    return f"{share}; {names} {'take' if len(top) > 1 else 'takes'} part most often ({plural(int(top.events.iloc[0]), 'event')}{' each' if len(top) > 1 else ''})"


def headline_of(chosen: Sequence[str], countries: pd.DataFrame, events: int, card: Any = None) -> str:
    """Takeaway where the reader has chosen countries (ISO 3166-1): each with its events, or one with its days and fields.

    `card` is its row of collaboration/country_card. An event in a chosen country counts too where another is the partner.
    """
    counted = plural(events, "collaboration event")
    if card is not None and card.events:
        first, latest = (f"{day:%B %Y}" for day in (card.first_on, card.latest_on))
        when = first if first == latest else f"{first} to {latest}"
        fields = card.fields.split(", ")
        what = " and ".join(fields) if len(fields) <= 2 else f"{len(fields)} fields"
        own, others = int(card.events), events - int(card.events)
        more = f"; {others} more {'takes' if others == 1 else 'take'} place there" if others else ""
        where = f"{'all ' if len(fields) == 1 < own else ''}in {what}"
        return f"{plural(own, 'collaboration event')} with {card.country}, {when}, {where}{more}"
    if card is not None:
        return f"{counted} in {card.country}, which is a partner in none"
    own_rows = countries[countries.iso3.isin(chosen)]
    if own_rows.empty:
        return headline(countries, events)
    names = [f"{exact(row.events)} with {row.country}" for row in own_rows.head(NAMES).itertuples()]
    rest = len(own_rows) - len(names)
    more = f" and events with {rest} more of the countries chosen" if rest else ""
    return f"{counted}: {', '.join(names)}{more}"


def classes(most: int) -> list[tuple[int, str]]:
    """Upper bound and words of each class, in whole events, where the first country has `most`: '1', '2', '3–4', ..."""
    uppers = list(FEW)
    if most > MOST_FEW:
        shares = (most / 16, most / 8, most / 4, most / 2)
        uppers = [int(round(share, 1 - len(str(int(share))))) for share in shares]
    words = []
    for lower, upper in zip((1, *(u + 1 for u in uppers)), uppers, strict=False):
        low, high = (f"{n:,}".replace(",", "\u202f") for n in (lower, upper))
        words.append((upper, low if low == high else f"{low}–{high}"))
    return [*words, (10**12, f"{uppers[-1] + 1:,} or more".replace(",", "\u202f"))]


def world(
    countries: pd.DataFrame,
    pins: pd.DataFrame,
    events: pd.DataFrame,
    land: pd.DataFrame,
    geometry: tuple[str, str],
    theme: Theme,
    *,
    compact: bool = False,
    lines: bool = False,
    picked: Group | None = None,
    level: int = 0,
) -> go.Figure:
    """World map: partner countries shaded by whole events in steps, pins where events took place, in one set of marks per zoom.

    `countries`: iso3, country, lat, lon (label point, degrees), events, review, context, fields, most events first; `pins`: place,
    lat, lon, source, events; `events`: the newest ones, event_id, title, source, lat, lon; `land`: iso3, name, disputed of every
    shape behind the first address of `geometry`, with lat, lon where a dot stands for a small one; the second address has the
    hatching. `lines` draws great circles from Beijing to the label points. A diamond is of the review, wholly or in part, a circle
    context reporting; a number counts the events that one mark stands for. The mark `picked` is spread at its `level`.
    """
    bounds = classes(int(countries.events.max()) if len(countries) else 1)
    steps = [theme.steps[i] for i in (2, 4, 5, 7, 9)]
    partners = [
        (row, next(i for i, (upper, _) in enumerate(bounds) if row.events <= upper)) for row in countries.itertuples()
    ]
    shapes = list(zip(land.iso3, land.disputed, land.lat, land.lon, strict=True))
    # iso3: latitude and longitude of the dot.
    dots = {iso3: (lat, lon) for iso3, _, lat, lon in shapes if lat == lat and lat is not None}
    named = {row.iso3 for row, _ in partners}
    quiet = [iso3 for iso3, disputed, _, _ in shapes if not disputed and iso3 not in named and iso3 != HOME]
    apart = [iso3 for iso3, disputed, _, _ in shapes if disputed]
    traces = [
        *_ground(quiet, apart, dots, geometry, theme, compact),
        *_shades(partners, dots, geometry[0], theme, steps),
    ]
    if lines:
        traces += _lines(partners, theme)
    gathered = collaboration_pins.gather(collaboration_pins.places(pins))
    at: dict[str, list[Any]] = {}
    if len(events):
        for event in events[["event_id", "title", "source", "place", "lat", "lon"]].itertuples():
            at.setdefault(f"{event.lat:.4f},{event.lon:.4f}", []).append(event)
    for index in [0] if compact else range(len(LEVELS)):
        shown = {} if compact else collaboration_views.shown_in(index)
        if compact or any(shown.values()):
            traces += _pins(gathered[index], index, at, theme, shown, picked if index == level else None)
    height = COMPACT_PX if compact else HEIGHT_PX
    meta: dict[str, Any] = {"ratio": RATIO}
    if compact:
        flat = {"l": 0, "r": 0, "t": 0, "b": 0}
        return draw(traces, theme, height, geo=collaboration_views.geo(WORLD), showlegend=False, margin=flat, meta=meta)
    key = collaboration_key.key(
        [(steps[i], words) for i, (_, words) in enumerate(bounds)], theme, bool(apart), bool(len(pins))
    )
    return draw(
        traces,
        theme,
        height + key.wide["margin"]["b"],
        geo=collaboration_views.geo(WORLD),
        showlegend=False,
        template=key.template,
        meta={**meta, "narrow": key.narrow},
        **key.wide,
    )


def _shapes(url: str, locations: Sequence[str], colour: str, line: dict[str, Any]) -> Trace:
    """Shapes of one colour out of the file behind `url`."""
    return {
        "type": "choropleth",
        "geojson": url,
        "locationmode": "geojson-id",
        "featureidkey": "id",
        "showscale": False,
        "locations": list(locations),
        "z": [0] * len(locations),
        "colorscale": [[0, colour], [1, colour]],
        "marker": {"line": line},
    }


def _edge(theme: Theme) -> dict[str, Any]:
    # Not in the colour of the sea: it would wipe out small islands.
    return {"color": theme.muted, "width": 0.4}


def _ground(
    quiet: list[str],
    apart: list[str],
    dots: dict[str, tuple[float, float]],
    geometry: tuple[str, str],
    theme: Theme,
    compact: bool,
) -> list[Trace]:
    """Every shape without an event, China, what is disputed with its hatching. The names stand in the file of the shapes."""
    url, hatch_url = geometry
    small = [dots[iso3] for iso3 in quiet if iso3 in dots]
    edge = _edge(theme)
    none = "no event in the selection<extra></extra>"
    traces = [
        {
            **_shapes(url, quiet, theme.line, edge),
            "hovertemplate": f"%{{properties.name}}: {none}",
        },
        {
            **_shapes(url, [HOME], theme.quiet, edge),
            "hovertemplate": "China: its own side of every event; the pins show where<extra></extra>",
        },
        {
            "type": "scattergeo",
            "mode": "markers",
            "lat": [lat for lat, _ in small],
            "lon": [lon for _, lon in small],
            "marker": {"size": 4, "color": theme.line, "opacity": 1, "line": {"color": theme.muted, "width": 0.4}},
            # The shape below says its name.
            "hoverinfo": "skip",
        },
    ]
    if apart:
        traces.append(
            {
                **_shapes(url, apart, theme.surface, {"color": theme.muted, "width": 0.8}),
                "hovertemplate": "%{properties.name}: disputed, drawn apart<extra></extra>",
            }
        )
        for density in ("far",) if compact else ("far", "near"):
            labels = [label for label in collaboration_views.BANDS if (label == WORLD) == (density == "far")]
            traces.append(
                {
                    **_shapes(
                        hatch_url,
                        [f"{iso3}-{density}" for iso3 in apart],
                        theme.muted,
                        {"color": theme.muted, "width": 0.9},
                    ),
                    "hoverinfo": "skip",
                    "meta": {} if compact else {"views": labels},
                }
            )
    return traces


def _shades(
    partners: list[tuple[Any, int]], dots: dict[str, tuple[float, float]], url: str, theme: Theme, steps: list[str]
) -> list[Trace]:
    """The partner countries, one trace a class, the most events first; a dot for each that is too small to be seen."""

    def words(row: Any) -> str:
        count = f"{plural(row.events, 'event')}, {row.review} in the review"
        return f"<b>{plain(row.country)}</b>: {count}<br>{plain(_few(row.fields))}"

    traces: list[Trace] = []
    for index in reversed(range(len(steps))):
        own = [row for row, shade in partners if shade == index]
        if own:
            # Where a dot stands for the country, the dot is what is picked.
            data = [[None if row.iso3 in dots else f"country:{row.iso3}", words(row)] for row in own]
            traces.append(
                {
                    **_shapes(url, [row.iso3 for row in own], steps[index], _edge(theme)),
                    "customdata": data,
                    "hovertemplate": "%{customdata[1]}<extra></extra>",
                    "meta": PICKS,
                }
            )
    small = [(row, shade) for row, shade in partners if row.iso3 in dots]
    if small:
        traces.append(
            {
                "type": "scattergeo",
                "mode": "markers",
                "lat": [dots[row.iso3][0] for row, _ in small],
                "lon": [dots[row.iso3][1] for row, _ in small],
                "marker": {
                    "size": 10,
                    "color": [steps[shade] for _, shade in small],
                    "opacity": 1,
                    "symbol": "square",
                    "line": {"color": theme.text, "width": 1},
                },
                "customdata": [[f"country:{row.iso3}", words(row)] for row, _ in small],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
                "meta": PICKS,
            }
        )
    return traces


def _lines(partners: list[tuple[Any, int]], theme: Theme) -> list[Trace]:
    """Great circles from Beijing to the label point of each partner country, wider with more events, the review's in its colour;
    open where they cross the Arctic.
    """
    traces = []
    for shade, reviewed in sorted({(shade, row.review > 0) for row, shade in partners}):
        own = [row for row, other in partners if (other, row.review > 0) == (shade, reviewed)]
        arcs = [collaboration_views.arc(START, (round(row.lat, 2), round(row.lon, 2))) for row in own]
        pieces = [points[i : i + 2] for points in arcs for i in range(0, len(points), 2)]
        traces.append(
            {
                "type": "scattergeo",
                "mode": "lines",
                "lat": [value for points in pieces for value in (points[0][0], points[1][0], None)],
                "lon": [value for points in pieces for value in (points[0][1], points[1][1], None)],
                "line": {"color": theme.review if reviewed else theme.muted, "width": LINE_PX[shade]},
                "opacity": 0.85,
                "hoverinfo": "skip",
            }
        )
    return traces


def _pins(
    groups: list[Group],
    level: int,
    at: dict[str, list[Any]],
    theme: Theme,
    views: dict[str, list[str]],
    picked: Group | None,
) -> list[Trace]:
    """The marks of one zoom level: single events, numbers, and around a place the events that have room there."""
    marks: dict[bool, list[tuple[float, float, int, str, str]]] = {False: [], True: []}
    spokes: list[tuple[float, float] | tuple[None, None]] = []
    for group in groups:
        lead = group.places[0]
        told = [event for place in group.places for event in at.get(place.key, ())]
        if len(told) == group.events and 1 < group.events <= collaboration_pins.MOST_SPREAD:
            diamonds = [event.source == "review" for event in told]
            chosen = picked is not None and picked.places[0] == lead
            zoomed = level >= collaboration_pins.SPREAD_FROM
            points = (
                collaboration_pins.spread(group, groups, diamonds, LEVELS[level], chosen) if chosen or zoomed else None
            )
            if points:
                for event, (lat, lon), diamond in zip(told, points, diamonds, strict=True):
                    marks[diamond].append((lat, lon, 1, f"event:{event.event_id}", _event_words(event)))
                    spokes += [(lead.lat, lead.lon), (lat, lon), (None, None)]
                continue
        # One event has the same words and leads to the same panel at every zoom.
        words = _event_words(told[0]) if group.events == len(told) == 1 else _words(group)
        marks[group.review > 0].append((lead.lat, lead.lon, group.events, f"place:{lead.key}@{level}", words))
    traces: list[Trace] = []
    if spokes:
        lats, lons = zip(*spokes, strict=True)
        line = {"color": theme.text, "width": 1}
        traces.append(
            {
                "type": "scattergeo",
                "mode": "lines",
                "lat": lats,
                "lon": lons,
                "line": line,
                "hoverinfo": "skip",
                "meta": views,
            }
        )
    # The review comes last and so lies on top.
    for review, own in marks.items():
        if own:
            ground, ink = (theme.review, theme.background) if review else (theme.background, theme.text)
            traces.append(
                {
                    "type": "scattergeo",
                    "mode": "markers+text",
                    "lat": [mark[0] for mark in own],
                    "lon": [mark[1] for mark in own],
                    "text": [number(mark[2]) for mark in own],
                    "textfont": {"size": theme.small_px, "color": ink},
                    "marker": {
                        "symbol": SHAPES["review" if review else "context"],
                        "size": [size(mark[2], review) for mark in own],
                        "color": ground,
                        "opacity": 1,
                        "line": {"color": theme.background if review else theme.text, "width": 1.5},
                    },
                    "customdata": [[mark[3], mark[4]] for mark in own],
                    "hovertemplate": "%{customdata[1]}<extra></extra>",
                    "meta": {**PICKS, **views},
                }
            )
    return traces


def _few(fields: str) -> str:
    """The first fields of a list, and how many more; all of them stand in the table and on the country's card."""
    names = fields.split(", ")
    return fields if len(names) <= 5 else f"{', '.join(names[:NAMES])} and {len(names) - NAMES} more fields"


def _event_words(event: Any) -> str:
    return f"{plain(short(event.title, TITLE_CHARS))}<br>{plain(event.place)}"


def _words(group: Group) -> str:
    """Number of events and where."""
    names = [plain(place.name) for place in group.places]
    if len(names) == 1:
        return f"<b>{names[0]}</b>: {plural(group.events, 'event')}"
    more = f"<br>and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return f"<b>{plural(group.events, 'event')} at {len(names)} places</b><br>{'<br>'.join(names[:NAMES])}{more}"
