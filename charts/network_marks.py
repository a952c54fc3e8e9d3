"""What the network of partners is drawn of: lines, dots, nodes, words and the key, as traces of plotly, one a style."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from charts.lettering import apart, width_px
from charts.network_layout import (
    GAP_PX,
    HALF,
    HOME,
    PARTNER_KINDS,
    PARTNER_X,
    Edge,
    Labels,
    Layout,
    Node,
    Place,
    text_px,
)
from charts.theme import PICKS, SHAPES, SOURCES, WIDE_ONLY, Theme, Trace, exact, plain, plural, seen_between, short

KINDS = {
    "country": "Country",
    "body": "International or joint body",
    "organisation": "Organisation",
    "person": "Person",
}
# The words of the key, short enough for two rows of it.
KEY = {"country": "Country", "body": "Joint body", "organisation": "Organisation", "person": "Person"}
SYMBOLS = {"country": "circle", "body": "square", "organisation": "circle-open", "person": "triangle-up-open"}
SIZES = {"country": 13, "body": 12, "organisation": 9, "person": 8}
HOME_PX = 46
# Strokes of four widths: a picture of a thousand events stays a picture.
WIDTHS = (1.5, 3.0, 5.0, 7.5)
# Where a picture is so wide or wider, labels are cut to the room of this width.
LABELS_FROM_PX = {640: 690, 776: 776, 1090: 1090}
# On a narrower one China and its partners alone are drawn, with so many pixels for a label.
NARROW_HALF, NARROW_LABEL_PX = 240, 112


def edges(
    edges: Iterable[Edge], bright: set[str], theme: Theme, colour_lit: str, of: Mapping[str, str] | None = None
) -> Iterator[Trace]:
    """One trace a style. Further out means left out on a narrow screen. `of`: the partner's mark by node, for a stage."""
    most = max(8, *(node.events for node, *_ in edges))
    styles: dict[tuple[bool, str, float], tuple[list[float | None], list[float | None], list[str]]]
    styles = defaultdict(lambda: ([], [], []))
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
                style[2].append((of or {}).get(node.id, ""))
    # The review's lines come last, so that they lie on top.
    for (far, colour, width), (x, y, told) in sorted(styles.items(), key=lambda s: (s[0][1] == theme.review, s[0])):
        yield {
            "type": "scatter",
            "x": x,
            "y": y,
            "mode": "lines",
            "line": {"color": colour, "width": width},
            "hoverinfo": "skip",
            "showlegend": False,
            "meta": {**({"of": told} if of else {}), **(WIDE_ONLY if far else {})},
        }


def said(node: Node) -> str:
    """'5 events, 2 in the review'."""
    return plural(node.events, "event") + (f", {exact(node.review)} in the review" if node.review else "")


def china(theme: Theme, place: dict[str, Place]) -> Trace:
    return {
        "type": "scatter",
        "x": [0],
        "y": [place[HOME].row],
        "mode": "markers+text",
        "marker": {"size": HOME_PX, "color": theme.accent, "line": {"width": 0}},
        "text": ["<b>China</b>"],
        "textfont": {"size": theme.small_px, "color": theme.background},
        "customdata": [["section:diplomacy", "China: the events with all partners"]],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "meta": PICKS,
        "showlegend": False,
        "name": "China",
    }


def node_marks(
    shown: dict[str, Node],
    place: dict[str, Place],
    bright: set[str],
    layout: Layout,
    theme: Theme,
    of: Mapping[str, str],
) -> Iterator[Trace]:
    """Marks of the nodes, one trace a shape, and faint dots where a partner without a matching event has its place."""
    base = {"type": "scatter", "mode": "markers", "cliponaxis": False}
    for kind in KINDS:
        own = sorted((n for n in shown.values() if n.shape == kind), key=lambda n: n.rank)
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
                    "customdata": [[n.mark, f"{plain(n.name)}: {said(n)}"] for n in group],
                    "hovertemplate": "%{customdata[1]}<extra></extra>",
                    "meta": {**meta, "of": [of[n.id] for n in group]},
                    "showlegend": False,
                }
    if free := layout.empty(place):
        absent = [block.partner for block in layout.partners if block.partner.id in free]
        spots = {"x": [free[n.id].x for n in absent], "y": [free[n.id].row for n in absent]}
        wide = (HALF - PARTNER_X) * min(LABELS_FROM_PX.values()) / (2 * HALF) - GAP_PX
        yield {
            **base,
            **spots,
            "marker": {"symbol": "circle", "size": 5, "color": theme.quiet},
            "hovertext": [f"{plain(node.name)}: no event matches" for node in absent],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "showlegend": False,
        }
        least = min(LABELS_FROM_PX)
        for room, seen in ((wide, seen_between(least, None)), (NARROW_LABEL_PX, seen_between(None, least))):
            yield {
                **base,
                **spots,
                **_beside(absent, free),
                "text": [plain(words) for words in apart([(node.label, room, theme.small_px) for node in absent])],
                "textfont": {"size": theme.small_px, "color": theme.muted},
                "meta": seen,
            }


def key(theme: Theme, near: set[str]) -> Iterator[Trace]:
    """The same key under every filter, so that it moves nothing below it; on a narrow screen of what stands `near` China alone."""
    marks = [
        (words, SYMBOLS[kind], SIZES[kind], theme.text, kind in near | {*PARTNER_KINDS}) for kind, words in KEY.items()
    ]
    marks.append(("In the review", SHAPES["review"], 10, theme.review, True))
    marks.append(("In context reporting", SHAPES["context"], 7, theme.muted, True))
    marks.append(("No event matches", "circle", 5, theme.quiet, True))
    for words, symbol, size, colour, always in marks:
        mark = {"symbol": symbol, "size": size, "color": colour, "line": {"width": 1.5, "color": colour}}
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "marker": mark,
            "name": words,
            "hoverinfo": "skip",
            "meta": {} if always else WIDE_ONLY,
        }


def not_drawn(theme: Theme) -> dict[str, object]:
    """Says on a narrow screen what it has no room for."""
    return {
        "text": "A narrow screen has no room for the organisations<br>and people of a partner: pick the partner to read them.",
        "showarrow": False,
        "align": "left",
        "font": {"size": theme.small_px, "color": theme.muted},
        **{"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "top"},
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


def dots(edges: list[Edge], bright: set[str], theme: Theme, of: Mapping[str, str]) -> Iterator[Trace]:
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
                    [f"tie:{n.parent}>{n.id}", f"Tie to {plain(n.name)}: {said(n)}", _told(n)] for n, _ in own
                ],
                "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
                "meta": {**PICKS, "of": [of[n.id] for n, _ in own], **(WIDE_ONLY if far else {})},
                "showlegend": False,
            }


def _told(node: Node) -> str:
    lines = [plain(short(line, 90)) for line in node.titles[:6]]
    return "<br>".join(lines) + (
        f"<br>and {exact(node.events - 6)} more" if node.events > 6 and len(lines) == 6 else ""
    )


def texts(
    shown: dict[str, Node],
    place: dict[str, Place],
    labels: dict[int, Labels],
    bright: set[str],
    theme: Theme,
    of: Mapping[str, str],
) -> Iterator[Trace]:
    """Labels with the number of events where there are several: one trace for each width of the picture, on a narrow one partners alone."""
    partners = [n for n in shown.values() if abs(place[n.id].x) == PARTNER_X]
    rooms = [
        NARROW_LABEL_PX - (width_px(f" {exact(node.events)}", theme.small_px) if node.events > 1 else 0)
        for node in partners
    ]
    cut = apart([(node.label, room, text_px(node, theme)) for node, room in zip(partners, rooms, strict=True)])
    narrow = {node.id: label for node, label in zip(partners, zip(cut, rooms, strict=True), strict=True)}
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
            "text": [text(n, label[n.id][0], n.id in bright, theme) for n in own],
            "textfont": {
                "size": [text_px(n, theme) for n in own],
                "color": [theme.text if n.id in bright else theme.muted for n in own],
            },
            "meta": {**meta, "of": [of[n.id] for n in own]},
        }


def text(node: Node, words: str, lit: bool, theme: Theme) -> str:
    count = (
        f"<span style='color:{theme.muted};font-size:{theme.small_px}px'> {exact(node.events)}</span>"
        if node.events > 1 and lit
        else ""
    )
    return f"{plain(words)}{count}"
