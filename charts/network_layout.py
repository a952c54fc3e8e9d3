"""Where each node of the network of partners stands: from the ties of the whole history, so that no filter moves a node."""

from collections.abc import Collection
from dataclasses import dataclass, field
from math import cos, pi

import pandas as pd

from charts.lettering import apart, width_px
from charts.theme import Theme, exact

HOME = "CHN"
PARTNER_KINDS = ("country", "body")
# Kinds of heads that a layer beside the partners draws.
LAYERS = {"organisations": ["organisation"], "people": ["person"], "china": ["home"]}
# Rows for the partners of both sides and for what hangs on them; more could not be read on one screen.
PARTNERS, ROWS, HOME_ROWS = 60, 96, 44
# Pixels from China outward on the narrowest wide screen: partners, what hangs on them, people below an organisation, the edge.
PARTNER_X, INNER_X, PERSON_X, HALF = 72, 236, 252, 392
# From the middle of a mark to its words, and from the dot on an edge to its node.
GAP_PX, DOT_BEFORE_PX = 12, 20
BENDS = [(1 - cos(pi * step / 11)) / 2 for step in range(12)]


def heads(layers: Collection[str]) -> list[str]:
    """Kinds of heads that are drawn with these layers; China's own people are where both its side and people are shown."""
    own = ["home_person"] if {"people", "china"} <= set(layers) else []
    return [*PARTNER_KINDS, *(head for layer in layers for head in LAYERS[layer]), *own]


@dataclass
class Node:
    """A country, body, organisation or person. `parent` is what it hangs on, `partner` the node next to China that it belongs to."""

    id: str
    label: str
    name: str
    kind: str
    parent: str
    partner: str
    events: int = 0
    review: int = 0
    titles: list[str] = field(default_factory=list)
    most: int = 0

    @property
    def mark(self) -> str:
        """Key of the subject for the address and the panel: 'country:FRA', 'organisation:cnrs', 'person:…'."""
        return f"{'organisation' if self.shape == 'body' else self.shape}:{self.id}"

    @property
    def shape(self) -> str:
        """Kind without the side it is on: country, body, organisation, person."""
        return {"home": "organisation", "home_person": "person"}.get(self.kind, self.kind)

    @property
    def rank(self) -> tuple[int, str, str]:
        """Most events first, then by name."""
        return (-self.events, self.label, self.id)


def nodes(ties: pd.DataFrame) -> dict[str, Node]:
    """The heads of these ties, each once: under the tail it has most events with; a person without a shown organisation, on the country."""
    found: dict[str, Node] = {}
    shown = {*ties["head"], HOME}
    owner = dict(zip(ties["head"], ties["tail"], strict=True))
    for tie in ties.itertuples():
        tail = tie.tail if tie.tail in shown else tie.otherwise
        if tail not in shown:
            continue
        # An organisation hangs on a partner, so two steps inward always end next to China.
        partner = tie.head if tail == HOME else tail if owner[tail] == HOME else owner[tail]
        node = found.get(tie.head)
        if node is None:
            node = Node(tie.head, tie.head_label, tie.head_name, tie.head_kind, tail, partner)
            found[tie.head] = node
        elif tie.events > node.most:
            node.parent, node.partner = tail, partner
        node.most = max(node.most, int(tie.events))
        node.events += int(tie.events)
        node.review += int(tie.review)
        node.titles += getattr(tie, "titles", "").splitlines()
    return found


@dataclass(frozen=True)
class Place:
    """`x` in pixels from China on the narrowest wide screen, negative on the left; `row` in rows from the top."""

    x: int
    row: float


@dataclass
class Block:
    """A partner in the first of its rows, and what hangs on it, one a row from the first downward."""

    partner: Node
    kids: list[Node]
    side: int = 1
    row: float = 0

    @property
    def rows(self) -> int:
        return max(1, len(self.kids))

    def place(self, row: int | None, deep: bool = False) -> Place:
        """Of the partner itself (None), or of what stands in this row of the block."""
        x = PARTNER_X if row is None else PERSON_X if deep else INNER_X
        return Place(self.side * x, self.row + (row or 0))


class Layout:
    """A place for every node of the history. What it has no place for takes one that is free.

    Partners stand in the order of their number of events, folded to both sides of China; organisations and people of the Chinese side
    stand below, so that showing them moves nothing.
    """

    def __init__(self, history: pd.DataFrame) -> None:
        known = nodes(history)
        partners = [n for n in known.values() if n.kind in PARTNER_KINDS]
        homes = [n for n in known.values() if n.parent == HOME and n.kind not in PARTNER_KINDS]
        self.partners = _blocks(sorted(partners, key=lambda n: n.rank)[:PARTNERS], known, ROWS)
        self.height = _fold(self.partners, 0)
        self.homes = _blocks(sorted(homes, key=lambda n: n.rank)[:HOME_ROWS], known, HOME_ROWS)
        self.whole_height = _fold(self.homes, self.height + 0.7)

    def places(self, shown: dict[str, Node]) -> dict[str, Place]:
        """Place of each node shown that there is room for: the same node, the same place, unless the history gave it none."""
        place = {HOME: Place(0, (self.height - 1) / 2)}
        _settle(self.partners, {k: n for k, n in shown.items() if n.kind in PARTNER_KINDS}, shown, place)
        near = {k: n for k, n in shown.items() if n.parent == HOME and n.kind not in PARTNER_KINDS}
        _settle(self.homes, near, shown, place)
        return place

    def empty(self, place: dict[str, Place]) -> dict[str, Place]:
        """Partners of the history that are not shown, with their place where nobody else took it."""
        taken = set(place.values())
        own = {block.partner.id: block.place(None) for block in self.partners}
        return {key: at for key, at in own.items() if key not in place and at not in taken}


def _blocks(partners: list[Node], known: dict[str, Node], rows: int) -> list[Block]:
    """One block a partner. The most met of what hangs on them get the rows that are left; the first of each costs none."""
    kept: dict[str, list[Node]] = {node.id: [] for node in partners}
    spare = rows - len(partners)
    hangs = [n for n in known.values() if n.partner in kept and n.id not in kept]
    for node in sorted(hangs, key=lambda n: (n.kind in ("person", "home_person"), n.rank)):
        if kept[node.partner]:
            if spare < 1:
                continue
            spare -= 1
        kept[node.partner].append(node)
    blocks = []
    for partner in partners:
        near = [n for n in kept[partner.id] if n.parent == partner.id]
        rest = [n for n in kept[partner.id] if n.parent != partner.id]
        order = [kid for n in near for kid in (n, *(p for p in rest if p.parent == n.id))]
        blocks.append(Block(partner, order + [n for n in rest if n not in order]))
    return blocks


def _fold(blocks: list[Block], top: float) -> float:
    """Give each block its side and row, always on the side that is filled less; returns the row below all."""
    filled = {1: top, -1: top}
    for block in blocks:
        block.side = 1 if filled[1] <= filled[-1] else -1
        block.row = filled[block.side]
        filled[block.side] += block.rows
    return max(filled.values())


def _settle(blocks: list[Block], near: dict[str, Node], shown: dict[str, Node], place: dict[str, Place]) -> None:
    """Put the nodes next to China and what hangs on them into `place`."""
    own = {block.partner.id: block for block in blocks}
    free = (block for block in blocks if block.partner.id not in near)
    home = {key: block for key, block in own.items() if key in near}
    for node in sorted((n for key, n in near.items() if key not in own), key=lambda n: n.rank):
        if block := next(free, None):
            home[node.id] = block
    waiting: dict[str, list[Node]] = {}
    for key, block in home.items():
        place[key] = block.place(None)
    for node in sorted((n for n in shown.values() if n.id not in near and n.partner in home), key=lambda n: n.rank):
        waiting.setdefault(node.partner, []).append(node)
    for key, kids in waiting.items():
        block = home[key]
        fixed = {kid.id: row for row, kid in enumerate(block.kids)} if block.partner.id == key else {}
        deep = {kid.id for kid in block.kids if kid.parent != key}
        used = {fixed[kid.id] for kid in kids if kid.id in fixed}
        rows = (row for row in range(block.rows) if row not in used)
        for kid in kids:
            row = fixed.get(kid.id)
            row = next(rows, None) if row is None else row
            if row is not None:
                place[kid.id] = block.place(row, kid.id in deep)


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


def inside(shown: dict[str, Node], key: str, shape: str) -> list[Node]:
    """Those of one shape that belong to a node, the most met first."""
    around = circle(shown, key) - {key, HOME, *([shown[key].parent] if key in shown else [])}
    return sorted((shown[other] for other in around if shown[other].shape == shape), key=lambda n: n.rank)


def chosen(shown: dict[str, Node], picked: str) -> str:
    """The node that a key of a node or of a tie stands for, '' where it is not in the picture."""
    key = picked.rpartition(">")[2] if picked.startswith("tie:") else picked.partition("/")[0].partition(":")[2]
    return key if key in shown else ""


Labels = dict[str, tuple[str, float]]


def labels(shown: dict[str, Node], place: dict[str, Place], scale: float, theme: Theme) -> Labels:
    """Words beside each node, cut to the room before whatever stands further out, and the pixels they take with their number."""
    crowded = {(_side(place[n.id]), place[n.partner].row) for n in shown.values() if n.partner != n.id}
    rooms = {}
    more = {}
    for key, node in shown.items():
        at = place[key]
        inner = abs(at.x) == PARTNER_X and (_side(at), at.row) in crowded
        more[key] = width_px(f" {exact(node.events)}", theme.small_px) if node.events > 1 else 0
        room = ((INNER_X - DOT_BEFORE_PX if inner else HALF) - abs(at.x)) * scale - GAP_PX - more[key]
        rooms[key] = node.label, room - (10 if inner else 2), text_px(node, theme)
    label = {}
    for (key, node), words in zip(shown.items(), apart(list(rooms.values())), strict=True):
        label[key] = (words, GAP_PX + width_px(words, text_px(node, theme)) + more[key])
    return label


def text_px(node: Node, theme: Theme) -> int:
    return theme.text_px if node.kind in PARTNER_KINDS else theme.small_px


def _side(at: Place) -> int:
    return 1 if at.x > 0 else -1


Point = tuple[float, float]
Edge = tuple[Node, list[float], list[float], Point | None]


def edge(node: Node, place: dict[str, Place], ends: dict[str, float]) -> Edge:
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
