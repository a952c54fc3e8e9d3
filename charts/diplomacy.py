"""Who meets whom: China, partner countries and bodies, their organisations and people, tied by dated events."""

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

from charts.theme import Theme, empty, layout, plain, plural, short

HOME = "CHN"
KINDS = {
    "country": "Country",
    "body": "International or joint body",
    "organisation": "Organisation",
    "person": "Person",
}
# Of the Chinese side, drawn in the same shapes.
HOME_KINDS = {"home": "organisation", "home_person": "person"}
SYMBOLS = {"country": "circle", "body": "square", "organisation": "circle-open", "person": "triangle-up-open"}
ROW_PX = 25
CHAR_PX = 6.9
HALF_PX = 556
# Pixels from China outward for one, two and three steps of depth on the narrowest wide screen: gap, then room for the label.
COLUMNS = {1: ((200, 350),), 2: ((112, 160), (52, 230)), 3: ((60, 130), (28, 150), (28, 158))}


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
    if 0 < len(top) <= 3 and top.events.iloc[0] > 1:
        names = " and ".join(top.partner)
        words += f"; most often {names} ({top.events.iloc[0]}{' each' if len(top) > 1 else ''})"
    return words


def with_titles(ties: pd.DataFrame, events: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """`ties` with `titles`: day, kind and title of those `events` (newest first) that are on the tie, one a line, at most `most`."""
    lines: dict[int, list[str]] = {}
    for event in events.itertuples():
        for tie in event.ties:
            lines.setdefault(tie, []).append(f"{event.starts_on:%d %b %Y}, {event.kind}: {event.title}")
    return ties.assign(titles=["\n".join(lines.get(tie, [])[:most]) for tie in ties.tie])


def graph(ties: pd.DataFrame, kinds: tuple[str, ...]) -> nx.DiGraph:
    """Nodes and edges of the kinds asked for; each edge holds its tie with the number of events, each node its label and kind.

    A person whose organisation is not shown hangs on the country; a tie without any shown tail is left out.
    """
    shown = nx.DiGraph()
    shown.add_node(HOME, label="China", name="China", kind="country")
    for kind in ("country", "body", "home", "organisation", "person", "home_person"):
        if kind not in kinds:
            continue
        for tie in ties[ties.head_kind == kind].itertuples():
            tail = tie.tail if tie.tail in shown else tie.otherwise
            if tail not in shown:
                continue
            if tie.head not in shown:
                shape = HOME_KINDS.get(kind, kind)
                shown.add_node(tie.head, label=tie.head_label, name=tie.head_name, kind=shape)
            if not shown.has_edge(tail, tie.head):
                shown.add_edge(tail, tie.head, events=0, review=0, titles="")
            edge = shown.edges[tail, tie.head]
            edge["events"] += tie.events
            edge["review"] += tie.review
            edge["titles"] = "\n".join(filter(None, (edge["titles"], tie.titles)))
    return shown


def positions(network: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """Place of each node: x = pixels from China, negative on the left; y = rows from the top. The same graph, the same places.

    The tree of shortest ties is folded to both sides of China, one row per leaf, so no two labels share a row and a column.
    """
    tree = nx.bfs_tree(network, HOME, sort_neighbors=lambda nodes: sorted(nodes, key=lambda n: _rank(network, n)))
    depth = nx.single_source_shortest_path_length(tree, HOME)
    leaves = {n: sum(1 for d in {n, *nx.descendants(tree, n)} if tree.out_degree(d) == 0) for n in tree}
    starts, end = [0.0], 0.0
    for gap, room in COLUMNS[min(3, max(depth.values()))]:
        starts.append(end + gap)
        end += gap + room
    filled = {-1: 0, 1: 0}
    place: dict[str, tuple[float, float]] = {}

    def put(node: str, side: int, top: float) -> None:
        place[node] = (side * starts[min(depth[node], 3)], top + (leaves[node] - 1) / 2)
        for child in tree.successors(node):
            put(child, side, top)
            top += leaves[child]

    for partner in tree.successors(HOME):
        side = 1 if filled[1] <= filled[-1] else -1
        put(partner, side, filled[side])
        filled[side] += leaves[partner]
    # The shorter side stands in the middle of the longer one.
    longest = max(filled.values())
    for node, (x, y) in place.items():
        place[node] = (x, y + (longest - filled[1 if x > 0 else -1]) / 2)
    place[HOME] = (0.0, (longest - 1) / 2)
    return place


def _rank(network: nx.DiGraph, node: str) -> tuple[int, str]:
    events = sum(data["events"] for _, _, data in network.in_edges(node, data=True))
    return (-events, network.nodes[node]["label"])


def network(
    ties: pd.DataFrame,
    theme: Theme,
    kinds: tuple[str, ...] = ("country", "body", "organisation"),
    compact: bool = False,
) -> go.Figure:
    """Node-link picture: China in the middle, partners to both sides, their organisations and people further out.

    Width of an edge = number of dated events on it, those of the review in their own colour on top. Hover tells date and kind.
    """
    shown = graph(ties, kinds)
    if len(shown) < 2:
        return empty("No ties match the filters.", theme)
    place = positions(shown)
    depth = nx.single_source_shortest_path_length(shown, HOME)
    columns = ((0, 0), *COLUMNS[min(3, max(depth.values()))])
    label = {}
    for node in shown:
        # Without anything further out, a label may run to the edge of the picture.
        room = columns[min(3, depth[node])][1] if shown.out_degree(node) else HALF_PX - abs(place[node][0])
        label[node] = "China" if node == HOME else short(shown.nodes[node]["label"], int((room - 14) / CHAR_PX))
    figure = go.Figure()
    middles = []
    for tail, head, data in shown.edges(data=True):
        (x0, y0), (x1, y1) = place[tail], place[head]
        side = 1 if x1 > 0 else -1
        start = x0 if compact or tail == HOME else x0 + side * (len(label[tail]) * CHAR_PX + 20)
        bend = (start + x1) / 2
        path = {
            "x": [start, bend - side * 6, bend + side * 6, x1],
            "y": [y0, y0 + (y1 - y0) * 0.25, y0 + (y1 - y0) * 0.75, y1],
            "mode": "lines",
            "hoverinfo": "skip",
            "showlegend": False,
        }
        # All events set the width; those of the review lie on top in their own colour and with their own width.
        events, reviewed = data["events"], data["review"]
        for count, colour in ((events, theme.line), (reviewed, theme.review)):
            if count:
                figure.add_scatter(**path, line={"color": colour, "width": 2 * min(4, count), "shape": "spline"})
        told = "<br>".join(plain(short(line, 95)) for line in data["titles"].splitlines()[:8])
        ends = f"{plain(shown.nodes[tail]['label'])} – {plain(shown.nodes[head]['label'])}"
        share = f"{plural(events, 'event')}, {reviewed} in the review"
        middles.append((bend, (y0 + y1) / 2, f"<b>{ends}</b>: {share}<br>{told}", reviewed > 0))
    for reviewed, name in ((False, "Tie in context reporting"), (True, "Tie in the review, wholly or in part")):
        own = [m for m in middles if m[3] == reviewed]
        if own:
            figure.add_scatter(
                x=[m[0] for m in own],
                y=[m[1] for m in own],
                mode="markers",
                marker={
                    "symbol": "diamond" if reviewed else "circle",
                    "size": 9 if reviewed else 6,
                    "color": theme.review if reviewed else theme.muted,
                },
                hovertext=[m[2] for m in own],
                hovertemplate="%{hovertext}<extra></extra>",
                name=name,
            )
    for kind, words in KINDS.items():
        nodes = [n for n, d in shown.nodes(data=True) if d["kind"] == kind]
        if not nodes:
            continue
        figure.add_scatter(
            x=[place[n][0] for n in nodes],
            y=[place[n][1] for n in nodes],
            mode="markers+text",
            marker={
                "symbol": SYMBOLS[kind],
                "size": [26 if n == HOME else 13 if kind in {"country", "body"} else 9 for n in nodes],
                "color": [theme.accent if n == HOME else theme.text for n in nodes],
                "line": {"width": 1.5},
                "opacity": 1,
            },
            text=[_text(shown, n, label[n], compact) for n in nodes],
            textposition=[
                "top center" if n == HOME else "middle right" if place[n][0] > 0 else "middle left" for n in nodes
            ],
            textfont={"size": 12 if compact else 14, "color": theme.text},
            customdata=[[plain(shown.nodes[n]["name"]), shown.degree(n)] for n in nodes],
            hovertemplate="<b>%{customdata[0]}</b><br>tied to %{customdata[1]} in this picture<extra></extra>",
            cliponaxis=False,
            name=words,
        )
    ys = [y for _, y in place.values()]
    layout(figure, theme, 300 if compact else int(max(320, (max(ys) + 1) * ROW_PX + 90)), showlegend=not compact)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 8 if compact else 40, "b": 0}, hovermode="closest")
    reach = 170 + max(abs(x) for x, _ in place.values()) if compact else HALF_PX
    figure.update_xaxes(visible=False, range=[-reach, reach])
    figure.update_yaxes(visible=False, range=[max(ys) + 0.8, min(ys) - 0.8])
    return figure


def _text(shown: nx.DiGraph, node: str, label: str, compact: bool) -> str:
    """Label of a node; a small picture names China and those met more than once."""
    if node == HOME:
        return f"<b>{label}</b>"
    met = sum(data["events"] for _, _, data in shown.in_edges(node, data=True))
    return "" if compact and met < 2 else f" {plain(label)} "
