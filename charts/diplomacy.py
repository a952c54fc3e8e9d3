"""Who meets whom: China, partner countries and bodies, their organisations and people, tied by dated events."""

from collections import defaultdict

import pandas as pd
import plotly.graph_objects as go

from charts import network_marks as marks
from charts.lettering import cut
from charts.network_layout import (
    HALF,
    HOME,
    PARTNER_KINDS,
    PARTNER_X,
    Layout,
    Node,
    Place,
    chosen,
    circle,
    edge,
    labels,
    nodes,
)
from charts.network_marks import LABELS_FROM_PX, NARROW_HALF, SYMBOLS
from charts.theme import PICKS, Theme, Trace, draw, empty, exact, plain, plural

ROW_PX = 21
TOP_PX = 62
# On a narrow screen the key takes more rows, and a sentence below says what is not drawn.
NARROW_TOP_PX, NARROW_FOOT_PX = 88, 44
# Of a small picture.
SMALL_PX, SMALL_ROWS = 300, 26


def headline(partners: pd.DataFrame, events: int) -> str:
    """Takeaway of the network: how many partners, and who is met most often."""
    if not events:
        return "No diplomacy events match"
    countries = partners[partners.partner_kind == "country"]
    bodies = len(partners) - len(countries)
    words = f"{plural(events, 'event')} with {len(countries)} countr{'y' if len(countries) == 1 else 'ies'}"
    if bodies:
        words += f" and {bodies} international or joint bod{'y' if bodies == 1 else 'ies'}"
    top = countries[countries.events == countries.events.max()] if len(countries) else countries
    # With fewer than ten events an order of partners would be chance.
    if events >= 10 and 0 < len(top) <= 3 and top.events.iloc[0] > 1:
        names = " and ".join(top.partner)
        words += f"; most often {names} ({exact(top.events.iloc[0])}{' each' if len(top) > 1 else ''})"
    return words


def with_titles(ties: pd.DataFrame, events: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """`ties` with `titles`: day, kind and title of those `events` (newest first) that are on the tie, one a line, at most `most`."""
    lines: dict[int, list[str]] = defaultdict(list)
    for event in events.itertuples():
        for tie in event.ties:
            lines[tie].append(f"{event.starts_on:%d %b %Y}, {event.kind}: {event.title}")
    return ties.assign(titles=["\n".join(lines[tie][:most]) for tie in ties.tie])


def left_out(ties: pd.DataFrame, layout: Layout, partners: int, most_nodes: int) -> str:
    """Says which nodes are drawn where it is not all; `partners` = how many match, `most_nodes` = how many a layer of `ties` may hold."""
    shown = nodes(ties)
    place = layout.places(shown)
    drawn = sum(node.kind in PARTNER_KINDS for key, node in shown.items() if key in place)
    words = f" Drawn: {drawn} of {partners} partners, those with most events." if drawn < partners else ""
    full = any(
        count >= most_nodes
        for kind, count in ties.groupby("head_kind")["head"].nunique().items()
        if kind not in PARTNER_KINDS
    )
    if full or drawn < sum(node.kind in PARTNER_KINDS for node in shown.values()) or len(place) <= len(shown):
        words += " Of organisations and people, those with most events are drawn."
    return words


def network(
    ties: pd.DataFrame, theme: Theme, layout: Layout | None = None, picked: str = "", compact: bool = False
) -> go.Figure:
    """Node-link picture: China in the middle, partners to both sides, what hangs on them further out.

    `layout` is made of the ties of all events, so that a node stays where it was under every filter. Width of an edge = number of dated
    events, those of the review in their own colour on top. With `picked`, the key of a node or tie, all that does not belong to it steps
    back. Nodes and the dots on edges can be picked.
    """
    if ties.empty:
        return empty("No ties match the filters.", theme)
    shown = nodes(ties)
    if compact:
        return _small(shown, theme)
    layout = layout or Layout(ties)
    place = layout.places(shown)
    shown = {key: node for key, node in shown.items() if key in place}
    at = chosen(shown, picked)
    bright = circle(shown, at) if at else {*shown, HOME}
    words = {width: labels(shown, place, room / (2 * HALF), theme) for width, room in LABELS_FROM_PX.items()}
    # An edge starts where the label ends that takes most of the picture's width.
    ends = {
        key: max(label[key][1] * 2 * HALF / LABELS_FROM_PX[width] for width, label in words.items()) for key in shown
    }
    near = {node.shape for key, node in shown.items() if abs(place[key].x) == PARTNER_X}
    foot_px = NARROW_FOOT_PX if any(abs(at.x) > PARTNER_X for at in place.values()) else 0
    lines = [edge(node, place, ends) for node in shown.values()]
    of = {key: (shown.get(node.partner) or node).mark for key, node in shown.items()}
    traces = [
        *marks.edges(lines, bright, theme, theme.muted if at else theme.line, of),
        marks.china(theme, place),
        *marks.node_marks(shown, place, bright, layout, theme, of),
    ]
    traces += [
        *marks.dots(lines, bright, theme, of),
        *marks.key(theme, near),
        *marks.texts(shown, place, words, bright, theme, of),
    ]
    low = max(layout.height - 1, *(at.row for at in place.values()))
    rows_px = int((low + 2) * ROW_PX)
    return draw(
        traces,
        theme,
        rows_px + TOP_PX,
        margin={"l": 0, "r": 0, "t": TOP_PX, "b": 0, "autoexpand": False},
        hovermode="closest",
        hoverdistance=40,
        xaxis={"visible": False, "range": [-HALF, HALF], "fixedrange": True},
        yaxis={"visible": False, "range": [low + 1, -1], "fixedrange": True},
        meta={
            "narrow": {
                "xaxis": {"visible": False, "range": [-NARROW_HALF, NARROW_HALF]},
                "height": rows_px + NARROW_TOP_PX + foot_px,
                "margin": {"l": 0, "r": 0, "t": NARROW_TOP_PX, "b": foot_px, "autoexpand": False},
                "annotations": [marks.not_drawn(theme)] if foot_px else [],
            }
        },
    )


def _small(shown: dict[str, Node], theme: Theme) -> go.Figure:
    """China and its partners; those met more than once are named. Rows without a name are half as high."""
    partners = sorted((n for n in shown.values() if n.kind in PARTNER_KINDS), key=lambda n: n.rank)
    filled = {1: 0.0, -1: 0.0}
    place = {}
    for node in partners:
        side = 1 if filled[1] <= filled[-1] else -1
        high = 2 if node.events > 1 else 1
        if filled[side] + high > SMALL_ROWS:
            break
        place[node.id] = Place(side * PARTNER_X, filled[side] + high / 2)
        filled[side] += high
    low = max(filled.values())
    place[HOME] = Place(0, low / 2)
    kept = [n for n in partners if n.id in place]
    lines = [edge(n, place, {}) for n in kept]
    bright = {n.id for n in kept}
    traces: list[Trace] = [
        *marks.edges(lines, bright, theme, theme.line),
        marks.china(theme, place),
    ]
    for kind in PARTNER_KINDS:
        own = [n for n in kept if n.kind == kind]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [place[n.id].x for n in own],
                "y": [place[n.id].row for n in own],
                "marker": {
                    "symbol": SYMBOLS[kind],
                    "size": 9 if kind == "country" else 8,
                    "color": theme.text,
                    "opacity": 1,
                },
                "text": [
                    marks.text(n, cut(n.label, 130, theme.small_px), True, theme) if n.events > 1 else "" for n in own
                ],
                "textposition": [f"middle {'right' if place[n.id].x > 0 else 'left'}" for n in own],
                "textfont": {"size": theme.small_px, "color": theme.text},
                "customdata": [[n.mark, f"{plain(n.name)}: {marks.said(n)}"] for n in own],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
                "meta": PICKS,
                "cliponaxis": False,
            }
        )
    return draw(
        traces,
        theme,
        SMALL_PX,
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 8, "b": 8},
        hovermode="closest",
        xaxis={"visible": False, "range": [-230, 230], "fixedrange": True},
        yaxis={"visible": False, "range": [max(low, 12) + 0.3, -0.3], "fixedrange": True},
    )
