"""Who meets whom: China, partner countries and bodies, their organisations and people, tied by dated events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, pi

import pandas as pd
import plotly.graph_objects as go

from charts.lettering import fit, width_px
from charts.network_layout import HALF, HOME, INNER_X, PARTNER_KINDS, PARTNER_X, PERSON_X, Layout, Node, Place, nodes
from charts.theme import (
    PICKS,
    SHAPES,
    SOURCES,
    WIDE_ONLY,
    Theme,
    Trace,
    draw,
    empty,
    plain,
    plural,
    seen_between,
    short,
)

KINDS = {
    "country": "Country",
    "body": "International or joint body",
    "organisation": "Organisation",
    "person": "Person",
}
# Of the Chinese side, drawn in the same shapes.
SAME = {"home": "organisation", "home_person": "person"}
# The words of the key, short enough for two rows of it.
KEY = {"country": "Country", "body": "Joint body", "organisation": "Organisation", "person": "Person"}
SYMBOLS = {"country": "circle", "body": "square", "organisation": "circle-open", "person": "triangle-up-open"}
SIZES = {"country": 13, "body": 12, "organisation": 9, "person": 8}
ROW_PX = 21
TOP_PX = 62
HOME_PX = 46
# Strokes of four widths: a picture of a thousand events stays a picture.
WIDTHS = (1.5, 3.0, 5.0, 7.5)
# From the middle of a mark to its words.
GAP_PX = 12
BENDS = [(1 - cos(pi * step / 11)) / 2 for step in range(12)]
# Where a picture is so wide or wider, labels are cut to the room of this width.
LABELS_FROM_PX = {640: 690, 776: 776, 1090: 1090}
DOT_BEFORE_PX = 20
# On a narrower one China and its partners alone are drawn, with so many pixels for a label.
NARROW_HALF, NARROW_LABEL_PX = 200, 104
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
        words += f"; most often {names} ({top.events.iloc[0]}{' each' if len(top) > 1 else ''})"
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


def circle(shown: dict[str, Node], key: str) -> set[str]:
    """A node, what it hangs on up to China, and all that hangs on it."""
    inside = {key, HOME}
    at = key
    while at in shown and at != HOME:
        inside.add(at)
        at = shown[at].parent
    reach = {key}
    while reach:
        reach = {n.id for n in shown.values() if n.parent in reach} - inside
        inside |= reach
    return inside


def network(
    ties: pd.DataFrame, theme: Theme, layout: Layout | None = None, picked: str = "", compact: bool = False
) -> go.Figure:
    """Node-link picture: China in the middle, partners to both sides, what hangs on them further out.

    `layout` is made of the ties of all events, so that a node stays where it was under every filter. Width of an edge = number of dated events, those of the review in their own colour on top. With `picked`, the key of a node or tie, all that does
    not belong to it steps back. Nodes and the dots on edges can be picked.
    """
    if ties.empty:
        return empty("No ties match the filters.", theme)
    shown = nodes(ties)
    if compact:
        return _small(shown, theme)
    layout = layout or Layout(ties)
    place = layout.places(shown)
    shown = {key: node for key, node in shown.items() if key in place}
    chosen = _chosen(shown, picked)
    bright = circle(shown, chosen) if chosen else {*shown, HOME}
    labels = {width: _labels(shown, place, room / (2 * HALF), theme) for width, room in LABELS_FROM_PX.items()}
    # An edge starts where the label ends that takes most of the picture's width.
    ends = {
        key: max(label[key][1] * 2 * HALF / LABELS_FROM_PX[width] for width, label in labels.items()) for key in shown
    }
    edges = [_edge(node, place, ends) for node in shown.values()]
    traces = [
        *_edges(edges, bright, theme, theme.muted if chosen else theme.line),
        _china(theme, place),
        *_nodes(shown, place, bright, layout, theme),
    ]
    traces += [*_dots(edges, bright, theme), *_key(theme), *_texts(shown, place, labels, bright, theme)]
    low = max(layout.height - 1, *(at.row for at in place.values()))
    return draw(
        traces,
        theme,
        int((low + 2) * ROW_PX + TOP_PX),
        margin={"l": 0, "r": 0, "t": TOP_PX, "b": 0, "autoexpand": False},
        hovermode="closest",
        hoverdistance=40,
        xaxis={"visible": False, "range": [-HALF, HALF], "fixedrange": True},
        yaxis={"visible": False, "range": [low + 1, -1], "fixedrange": True},
        meta={
            "narrow": {
                "xaxis": {"visible": False, "range": [-NARROW_HALF, NARROW_HALF]},
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
                "showlegend": False,
            }
        },
    )


def _chosen(shown: dict[str, Node], picked: str) -> str:
    """The node that a key of a node or of a tie stands for, '' where it is not in the picture."""
    key = picked.rpartition(">")[2] if picked.startswith("tie:") else picked.partition("/")[0].partition(":")[2]
    return key if key in shown else ""


Labels = dict[str, tuple[str, float]]


def _labels(shown: dict[str, Node], place: dict[str, Place], scale: float, theme: Theme) -> Labels:
    """Words beside each node, cut to the room before whatever stands further out, and the pixels they take with their number."""
    crowded = {(_side(place[n.id]), place[n.partner].row) for n in shown.values() if n.partner != n.id}
    label = {}
    for key, node in shown.items():
        at = place[key]
        inner = abs(at.x) == PARTNER_X and (_side(at), at.row) in crowded
        more = width_px(f" {node.events}", theme.small_px) if node.events > 1 else 0
        room = ((INNER_X - DOT_BEFORE_PX if inner else HALF) - abs(at.x)) * scale - GAP_PX - more - (10 if inner else 2)
        words = fit(node.label, room, _text_px(node, theme))
        label[key] = (words, GAP_PX + width_px(words, _text_px(node, theme)) + more)
    return label


def _text_px(node: Node, theme: Theme) -> int:
    return theme.text_px if node.kind in PARTNER_KINDS else theme.small_px


def _side(at: Place) -> int:
    return 1 if at.x > 0 else -1


Point = tuple[float, float]
Edge = tuple[Node, list[float], list[float], Point | None]


def _edge(node: Node, place: dict[str, Place], ends: dict[str, float]) -> Edge:
    """A node with the path that leads to it from what it hangs on, and the point of its dot."""
    at = place[node.id]
    tail = node.parent if node.parent in place else node.partner
    start = place[tail]
    side, x = _side(at), abs(at.x)
    if x == PERSON_X:
        # Down beside the organisation, as in an outline.
        return node, [side * INNER_X, side * INNER_X, at.x], [start.row, at.row, at.row], None
    dot = (at.x - side * DOT_BEFORE_PX, at.row)
    if abs(start.x) < PARTNER_X:
        xs, ys = _curve((side * 12, start.row), (side * 52, start.row), (side * 8, at.row), dot)
        if at.row > start.row and node.kind in ("home", "home_person"):
            xs, ys = _curve((0, start.row), (0, at.row - 1), (0, at.row), dot)
        return node, [*xs, at.x], [*ys, at.row], dot
    from_x = abs(start.x) + ends[tail] + 5
    if start.row == at.row:
        return node, [side * from_x, at.x], [at.row, at.row], dot
    middle = x - DOT_BEFORE_PX - 8
    xs, ys = _curve((side * middle, start.row), (side * (middle + 8), start.row), (side * (middle - 4), at.row), dot)
    return node, [side * from_x, *xs, at.x], [start.row, *ys, at.row], dot


def _curve(a: Point, b: Point, c: Point, d: Point) -> tuple[list[float], list[float]]:
    """Points of a cubic curve, nearer to each other where it bends: a line of plotly that bends by itself cannot go straight as well."""
    xs: list[float] = []
    ys: list[float] = []
    for t in BENDS:
        u = 1 - t
        for values, axis in ((xs, 0), (ys, 1)):
            values.append(u**3 * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t**3 * d[axis])
    return xs, ys


def _edges(edges: Iterable[Edge], bright: set[str], theme: Theme, colour_lit: str) -> Iterator[Trace]:
    """One trace a style. Further out means left out on a narrow screen."""
    most = max(8, *(node.events for node, *_ in edges))
    styles: dict[tuple[bool, str, float], tuple[list[float | None], list[float | None]]] = defaultdict(lambda: ([], []))
    for node, xs, ys, _ in edges:
        lit = node.id in bright
        for events, colour in (
            (node.events, colour_lit if lit else theme.line),
            (node.review if lit else 0, theme.review),
        ):
            if events:
                width = WIDTHS[min(3, int(4 * (events / most) ** 0.5))] if lit else WIDTHS[0]
                style = styles[abs(xs[-1]) > PARTNER_X, colour, width]
                style[0].extend([*xs, None])
                style[1].extend([*ys, None])
    # The review's lines come last, so that they lie on top.
    for (far, colour, width), (x, y) in sorted(styles.items(), key=lambda s: (s[0][1] == theme.review, s[0])):
        yield {
            "type": "scatter",
            "x": x,
            "y": y,
            "mode": "lines",
            "line": {"color": colour, "width": width},
            "hoverinfo": "skip",
            "showlegend": False,
            "meta": WIDE_ONLY if far else {},
        }


def _said(node: Node) -> str:
    """'5 events, 2 in the review'."""
    return plural(node.events, "event") + (f", {node.review} in the review" if node.review else "")


def _china(theme: Theme, place: dict[str, Place]) -> Trace:
    return {
        "type": "scatter",
        "x": [0],
        "y": [place[HOME].row],
        "mode": "markers+text",
        "marker": {"size": HOME_PX, "color": theme.accent, "line": {"width": 0}},
        "text": ["<b>China</b>"],
        "textfont": {"size": theme.small_px, "color": theme.background},
        "customdata": [[f"country:{HOME}", "China: show all partners"]],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "meta": PICKS,
        "showlegend": False,
        "name": "China",
    }


def _nodes(
    shown: dict[str, Node],
    place: dict[str, Place],
    bright: set[str],
    layout: Layout,
    theme: Theme,
) -> Iterator[Trace]:
    """Marks of the nodes, one trace a shape, and faint dots where a partner without a matching event has its place."""
    base = {"type": "scatter", "mode": "markers", "cliponaxis": False}
    for kind in KINDS:
        own = sorted((n for n in shown.values() if SAME.get(n.kind, n.kind) == kind), key=lambda n: n.rank)
        far = [n for n in own if abs(place[n.id].x) > PARTNER_X]
        near = [n for n in own if abs(place[n.id].x) <= PARTNER_X]
        for group, meta in ((near, PICKS), (far, {**PICKS, **WIDE_ONLY})):
            if group:
                yield {
                    **base,
                    "x": [place[n.id].x for n in group],
                    "y": [place[n.id].row for n in group],
                    "marker": {
                        "symbol": SYMBOLS[kind],
                        "size": SIZES[kind],
                        "color": [theme.text if n.id in bright else theme.quiet for n in group],
                        "line": {"width": 1.5, "color": [theme.text if n.id in bright else theme.quiet for n in group]},
                        "opacity": 1,
                    },
                    "customdata": [[n.mark, f"{plain(n.name)}: {_said(n)}"] for n in group],
                    "hovertemplate": "%{customdata[1]}<extra></extra>",
                    "meta": meta,
                    "showlegend": False,
                }
    if free := layout.empty(place):
        absent = [block.partner for block in layout.partners if block.partner.id in free]
        spots = {"x": [free[n.id].x for n in absent], "y": [free[n.id].row for n in absent]}
        room = (HALF - PARTNER_X) * min(LABELS_FROM_PX.values()) / (2 * HALF) - GAP_PX
        yield {
            **base,
            **spots,
            "marker": {"symbol": "circle", "size": 5, "color": theme.quiet},
            "hovertext": [f"{plain(node.name)}: no event matches" for node in absent],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "showlegend": False,
        }
        yield {
            **base,
            **spots,
            **_beside(absent, free),
            "text": [plain(fit(node.label, room, theme.small_px)) for node in absent],
            "textfont": {"size": theme.small_px, "color": theme.quiet},
            "meta": WIDE_ONLY,
        }


def _key(theme: Theme) -> Iterator[Trace]:
    """The same key under every filter, so that it moves nothing below it."""
    marks = [(words, SYMBOLS[kind], SIZES[kind], theme.text) for kind, words in KEY.items()]
    marks.append(("In the review", SHAPES["review"], 10, theme.review))
    marks.append(("In context reporting", SHAPES["context"], 7, theme.muted))
    marks.append(("No event matches", "circle", 5, theme.quiet))
    for words, symbol, size, colour in marks:
        mark = {"symbol": symbol, "size": size, "color": colour, "line": {"width": 1.5, "color": colour}}
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "marker": mark,
            "name": words,
            "hoverinfo": "skip",
        }


def _beside(own: list[Node], place: dict[str, Place]) -> Trace:
    """What makes a trace one of words beside nodes: unseen marks keep the words away from those of the nodes."""
    return {
        "mode": "markers+text",
        "marker": {"size": (GAP_PX - 1) * 1.6, "color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "textposition": [f"middle {'right' if place[n.id].x > 0 else 'left'}" for n in own],
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(edges: list[Edge], bright: set[str], theme: Theme) -> Iterator[Trace]:
    """The dot of each edge: a diamond where the review tells any of its events."""
    for source in SOURCES:
        for far in (False, True):
            own = [
                (node, dot)
                for node, *_, dot in edges
                if dot and (node.review > 0) == (source == "review") and (abs(dot[0]) > PARTNER_X) == far
            ]
            if not own:
                continue
            colour = theme.review if source == "review" else theme.muted
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [dot[0] for _, dot in own],
                "y": [dot[1] for _, dot in own],
                "marker": {
                    "symbol": SHAPES[source],
                    "size": 10 if source == "review" else 7,
                    "color": [colour if node.id in bright else theme.quiet for node, _ in own],
                    "opacity": 1,
                },
                "customdata": [
                    [f"tie:{n.parent}>{n.id}", f"Tie to {plain(n.name)}: {_said(n)}", _told(n)] for n, _ in own
                ],
                "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
                "meta": {**PICKS, **(WIDE_ONLY if far else {})},
                "showlegend": False,
            }


def _told(node: Node) -> str:
    lines = [plain(short(line, 90)) for line in node.titles[:6]]
    return "<br>".join(lines) + (f"<br>and {node.events - 6} more" if node.events > 6 and len(lines) == 6 else "")


def _texts(
    shown: dict[str, Node], place: dict[str, Place], labels: dict[int, Labels], bright: set[str], theme: Theme
) -> Iterator[Trace]:
    """Labels with the number of events where there are several: one trace for each width of the picture, on a narrow one partners alone."""
    partners = [n for n in shown.values() if abs(place[n.id].x) == PARTNER_X]
    narrow = {n.id: (fit(n.label, NARROW_LABEL_PX, theme.text_px), 0.0) for n in partners}
    steps = [*labels, None]
    widths = [
        (list(shown.values()), label, seen_between(*steps[at : at + 2])) for at, label in enumerate(labels.values())
    ]
    for own, label, meta in [*widths, (partners, narrow, seen_between(None, steps[0]))]:
        yield {
            "type": "scatter",
            **_beside(own, place),
            "x": [place[n.id].x for n in own],
            "y": [place[n.id].row for n in own],
            "text": [_text(n, label[n.id][0], n.id in bright, theme) for n in own],
            "textfont": {
                "size": [_text_px(n, theme) for n in own],
                "color": [theme.text if n.id in bright else theme.quiet for n in own],
            },
            "meta": meta,
        }


def _text(node: Node, words: str, lit: bool, theme: Theme) -> str:
    count = (
        f"<span style='color:{theme.muted};font-size:{theme.small_px}px'> {node.events}</span>"
        if node.events > 1 and lit
        else ""
    )
    return f"{plain(words)}{count}"


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
    edges = [_edge(n, place, {}) for n in kept]
    bright = {n.id for n in kept}
    traces = [
        *_edges(edges, bright, theme, theme.line),
        {**_china(theme, place), "meta": {}, "hoverinfo": "skip", "hovertemplate": None},
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
                "text": [_text(n, fit(n.label, 130, theme.small_px), True, theme) if n.events > 1 else "" for n in own],
                "textposition": [f"middle {'right' if place[n.id].x > 0 else 'left'}" for n in own],
                "textfont": {"size": theme.small_px, "color": theme.text},
                "hovertext": [f"{plain(n.name)}: {_said(n)}" for n in own],
                "hovertemplate": "%{hovertext}<extra></extra>",
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
