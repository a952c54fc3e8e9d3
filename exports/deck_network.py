"""The network as words joined by glued connectors: a node that is moved takes its ties with it. Places are those of the screen's layout."""

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
from charts.theme import exact, plural
from exports.deck_page import TEXT, WIDER, Area, Page

# One node takes so much height; what hangs on a partner may stand in less than the partner itself.
ROW = 16.5
KEY = 20.0
CHINA = 54.0
MARKS = {"country": "●", "body": "■", "organisation": "○", "person": "△"}
# Sites of a rectangle that a connector can be glued to.
LEFT, RIGHT = 1, 3


def draw(page: Page, ties: pd.DataFrame) -> None:
    """China in the middle, its partners to both sides, what hangs on them further out; those with most events where not all have room."""
    area = page.area.above(KEY)
    whole = nodes(ties)
    rows = int(area.high // ROW)
    shown, place, height = _fitted(ties, whole, rows)
    row = min(area.high / max(height, 1), 56.0)
    scale = area.wide / 2 / HALF
    top = area.y + (area.high - row * height) / 2
    words = labels(shown, place, scale / WIDER, replace(page.look, text_px=13, small_px=12))

    def at(spot: Place) -> tuple[float, float]:
        return area.x + area.wide / 2 + spot.x * scale, top + (spot.row + 0.5) * row

    x, y = at(place[HOME])
    look = page.look
    china = page.mark(
        MSO_SHAPE.OVAL,
        Area(x - CHINA / 2, y - CHINA / 2, CHINA, CHINA),
        look.accent,
        "",
        0,
        "China",
        f"China, with {plural(sum(n.parent == HOME for n in shown.values()), 'partner')}",
    )
    page.write_in(china, "China", TEXT, look.background, bold=True)
    drawn = {HOME: china}
    for node in shown.values():
        drawn[node.id] = _node(
            page, node, words[node.id][0], *at(place[node.id]), place[node.id].x >= 0, min(row, 18.0)
        )
    most = max(8, *(node.events for node in shown.values()))
    for node in sorted(shown.values(), key=lambda n: n.review):
        tail = node.parent if node.parent in drawn else node.partner
        _tie(page, node, drawn[tail], drawn[node.id], tail, place[node.id].x >= 0, most)
    left = len(whole) - len(shown)
    key = "   ".join(f"{MARKS[kind]} {KINDS[kind]}" for kind in MARKS if any(n.shape == kind for n in shown.values()))
    key += "   Lines: orange with ◆ in the review, grey with ● in context reporting. Numbers: events."
    if left:
        key += f" {exact(left)} of {exact(len(whole))} have no room."
    page.text(
        Area(page.area.x, page.area.y + page.area.high - KEY + 3, page.area.wide, KEY),
        key,
        TEXT,
        look.muted,
        name="Key",
    )


def _fitted(ties: pd.DataFrame, whole: dict[str, Node], rows: int) -> tuple[dict[str, Node], dict[str, Place], float]:
    """Nodes that have room in so many rows to each side: partners first, then what hangs on them, the Chinese side last."""
    ranked = sorted(
        whole.values(),
        key=lambda n: (n.kind not in PARTNER_KINDS, n.kind in ("home", "home_person"), n.kind == "person", n.rank),
    )
    count = len(ranked)
    while True:
        kept = {node.id for node in ranked[:count]}
        own = ties[ties["head"].isin(kept)]
        layout = Layout(own)
        shown = nodes(own)
        place = layout.places(shown)
        shown = {key: node for key, node in shown.items() if key in place}
        height = max((spot.row for spot in place.values()), default=0) + 1
        if height <= rows or count <= 1:
            return shown, place, height
        count -= max(1, round(2 * (height - rows) * 0.5))


def _node(page: Page, node: Node, words: str, x: float, y: float, right: bool, high: float) -> Any:
    """Mark and name in one shape, so that they move together; the mark stands next to the line that leads to it."""
    near = node.kind in PARTNER_KINDS
    size = 13.0 if near else TEXT
    number = f" {exact(node.events)}" if node.events > 1 else ""
    mark = MARKS[node.shape]
    told = f"{mark} {words}{number}" if right else f"{words}{number} {mark}"
    room = (width_px(told, size) + 4) * WIDER + 4
    # A point more than the mark is wide, so that the line ends before it.
    box = Area(x - 6 if right else x + 6 - room, y - high / 2, room, high)
    shape = page.text(
        box,
        told,
        size,
        page.look.text if near else page.look.muted,
        name=node.name,
        align="left" if right else "right",
        middle=True,
    )
    shape.text_frame.word_wrap = False
    shape._element.xpath(".//p:cNvPr")[0].set("descr", f"{KINDS[node.shape]}: {node.name}, {said(node)}")
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
    end.set("w", "med" if home else "sm")
    end.set("len", "med" if home else "sm")


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
