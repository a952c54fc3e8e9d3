"""The network as named shapes joined by glued connectors: a node that is moved takes its ties along. Places are those of the screen's layout."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, pi, sin
from typing import Any

import pandas as pd
from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from charts.lettering import width_px
from charts.network_layout import HALF, HOME, PARTNER_KINDS, Layout, Node, Place, labels, nodes
from charts.network_marks import KINDS, WIDTHS, said
from charts.theme import Theme, exact, plural, short
from exports.deck_page import Item, Page, key_high
from exports.deck_sheet import WIDER, Area

# One node takes at least and at most so much height.
ROW, HIGHEST = 13.0, 56.0
# Type of partners and of what hangs on them: as large as the rows allow, never smaller than the least.
LEAST, NEAR, FAR = 10, 13, 12
CHINA = 54.0
# Around the words in a node.
SIDE = 5.0
# Round = a country or a person, square = several; filled = a partner, open = what hangs on one.
MARKS = {
    "country": MSO_SHAPE.ROUNDED_RECTANGLE,
    "body": MSO_SHAPE.RECTANGLE,
    "organisation": MSO_SHAPE.RECTANGLE,
    "person": MSO_SHAPE.ROUNDED_RECTANGLE,
}
# As small as a swatch a rounded rectangle is no more round.
SWATCHES = {**MARKS, "country": MSO_SHAPE.OVAL, "person": MSO_SHAPE.OVAL}
# Sites of a rectangle that a connector can be glued to.
LEFT, RIGHT = 1, 3


def parts(ties: pd.DataFrame, free: Area, look: Theme) -> Iterator[set[str]]:
    """Keys of the nodes of each slide: as many partners with all that hangs on them as have room, those with most events first."""
    whole = nodes(ties)
    rows = _rows(free, _key(look, whole))
    hang: dict[str, set[str]] = {}
    for node in sorted(whole.values(), key=lambda n: (n.kind not in PARTNER_KINDS, whole[n.partner].rank)):
        hang.setdefault(node.partner, {node.partner}).add(node.id)
    left = list(hang.values())
    while left:
        count = len(left)
        while count > 1 and _placed(ties, set().union(*left[:count]))[2] > rows:
            count -= 1
        yield set().union(*left[:count])
        left = left[count:]


def _rows(free: Area, items: Sequence[Item]) -> int:
    return int((free.high - key_high(items, free.wide)) // ROW)


def _placed(ties: pd.DataFrame, kept: set[str]) -> tuple[dict[str, Node], dict[str, Place], float]:
    """The nodes of these keys that there is room for, their places, and the rows they take."""
    own = ties[ties["head"].isin(kept)]
    shown = nodes(own)
    place = Layout(own).places(shown)
    shown = {key: node for key, node in shown.items() if key in place}
    return shown, place, max((spot.row for spot in place.values()), default=0) + 1


def draw(page: Page, ties: pd.DataFrame, part: set[str], told: str) -> None:
    """China in the middle, its partners to both sides, what hangs on them further out; where one partner has more than a slide, it says so."""
    look = page.look
    whole = nodes(ties)
    items = _key(look, whole)
    shown, place, height = _fitted(ties, {key: whole[key] for key in part}, _rows(page.area, items))
    # Numbers are those of all slides.
    shown = {key: whole[key] for key in shown}
    left = [node.label for key, node in whole.items() if key in part and key not in shown]
    if left:
        items.append((None, "", "", f"No room here for {exact(len(left))}: {short(', '.join(left), 90)}"))
    page.key(items)
    area = page.area
    row = min(area.high / max(height, 1), HIGHEST)
    near, far = (max(LEAST, min(most, int(row * 0.78))) for most in (NEAR, FAR))
    scale = area.wide / 2 / HALF
    top = area.y + (area.high - row * height) / 2
    words = labels(shown, place, scale / WIDER, replace(look, text_px=near, small_px=far))

    def at(spot: Place) -> tuple[float, float]:
        return area.x + area.wide / 2 + spot.x * scale, top + (spot.row + 0.5) * row

    x, y = at(place[HOME])
    china = page.mark(
        MSO_SHAPE.OVAL,
        Area(x - CHINA / 2, y - CHINA / 2, CHINA, CHINA),
        look.accent,
        "",
        0,
        "China",
        f"{told}. China, here with {plural(sum(n.parent == HOME for n in shown.values()), 'partner')}",
    )
    page.write_in(china, "China", NEAR, look.background, bold=True)
    drawn = {HOME: china}
    for node in shown.values():
        spot = place[node.id]
        size = near if node.kind in PARTNER_KINDS else far
        drawn[node.id] = _node(page, node, words[node.id][0], *at(spot), spot.x >= 0, min(row - 1, size * 1.5), size)
    most = max(8, *(node.events for node in whole.values()))
    for node in sorted(shown.values(), key=lambda n: n.review):
        tail = node.parent if node.parent in drawn else node.partner
        _tie(page, node, drawn[tail], drawn[node.id], tail, place[node.id].x >= 0, most)


def _key(look: Theme, whole: dict[str, Node]) -> list[Item]:
    kinds = {node.shape for node in whole.values()}
    items: list[Item] = [
        (SWATCHES[kind], look.line if kind in PARTNER_KINDS else look.background, look.muted, KINDS[kind])
        for kind in MARKS
        if kind in kinds
    ]
    items.append((None, "", "", "Lines: ◆ the review", look.review))
    items.append((None, "", "", "● context reporting", look.muted))
    items.append((None, "", "", "Numbers: events", look.muted))
    return items


def _fitted(ties: pd.DataFrame, whole: dict[str, Node], rows: int) -> tuple[dict[str, Node], dict[str, Place], float]:
    """Nodes that have room in so many rows to each side: partners first, then what hangs on them, the Chinese side last."""
    ranked = sorted(
        whole.values(),
        key=lambda n: (n.kind not in PARTNER_KINDS, n.kind in ("home", "home_person"), n.kind == "person", n.rank),
    )
    for count in range(len(ranked), 1, -1):
        found = _placed(ties, {node.id for node in ranked[:count]})
        if found[2] <= rows:
            return found
    return _placed(ties, {ranked[0].id})


def _node(page: Page, node: Node, words: str, x: float, y: float, right: bool, high: float, size: float) -> Any:
    """A node with its name in it; its side towards China stands at `x`."""
    look = page.look
    near = node.kind in PARTNER_KINDS
    told = f"{words} {exact(node.events)}" if node.events > 1 else words
    room = width_px(told, size) * WIDER + 2 * SIDE
    box = Area(x - SIDE if right else x + SIDE - room, y - high / 2, room, high)
    name, descr = node.name, f"{KINDS[node.shape]}: {node.name}, {said(node)}"
    shape = page.mark(MARKS[node.shape], box, look.line if near else look.background, look.muted, 0.75, name, descr)
    if MARKS[node.shape] == MSO_SHAPE.ROUNDED_RECTANGLE:
        shape.adjustments[0] = 0.5
    page.write_in(shape, told, size, look.text)
    return shape


def _tie(page: Page, node: Node, tail: Any, head: Any, tail_id: str, right: bool, most: int) -> None:
    """A connector from what the node hangs on; it stays glued to both."""
    look = page.look
    home = tail_id == HOME
    begin = _disc_site(tail, head, right) if home else RIGHT if right else LEFT
    ends = (_site(tail, begin, oval=home), _site(head, LEFT if right else RIGHT))
    line = page.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends[0], *ends[1])
    # python-pptx knows four sites alone, and would move the ends to them.
    line._connect_begin_to(tail, begin)
    line._connect_end_to(head, LEFT if right else RIGHT)
    colour = look.review if node.review else look.quiet
    width = WIDTHS[min(3, int(4 * (node.events / most) ** 0.5))] * 0.6 if home else 0.9
    page.as_line(line, colour, width, f"Tie to {node.name}", f"Tie to {node.name}: {said(node)}")
    end = etree.SubElement(line.line._get_or_add_ln(), qn("a:tailEnd"))
    end.set("type", "diamond" if node.review else "oval")
    end.set("w", "sm")
    end.set("len", "sm")


def _disc_site(disc: Any, head: Any, right: bool) -> int:
    """The site of the disc that is nearest to the node: the upper, the middle or the lower one of its side."""
    rise = (head.top + head.height / 2) - (disc.top + disc.height / 2)
    upper, middle, lower = (7, 6, 5) if right else (1, 2, 3)
    return middle if abs(rise) < disc.height / 2 else upper if rise < 0 else lower


def _site(shape: Any, site: int, oval: bool = False) -> tuple[Emu, Emu]:
    """Where a site lies: four of a rectangle, eight of an oval, from the top against the clock."""
    turn = site * pi / (4 if oval else 2)
    x = shape.left + shape.width / 2 * (1 - sin(turn))
    y = shape.top + shape.height / 2 * (1 - cos(turn))
    return Emu(round(x)), Emu(round(y))
