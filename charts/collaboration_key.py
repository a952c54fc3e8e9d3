"""What the shades and marks of the map mean, in one row under it and in several on a phone. Draws in pixels below the picture."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from charts.collaboration_views import NARROW_PX, WIDE_PX
from charts.theme import MARKS, Theme

ROW_PX, SWATCH_PX, GAP_PX = 24, 14, 14
CHAR_PX = 6.0
TITLE = "Events:"


class Key(NamedTuple):
    """Layout values for wide screens and for narrow ones, and the template that both rest on."""

    wide: dict[str, Any]
    narrow: dict[str, Any]
    template: dict[str, Any]


def key(steps: Sequence[tuple[str, str]], theme: Theme, disputed: bool, pins: bool) -> Key:
    """`steps` are colour and words of each class; pins and hatching are explained where there are any."""
    items = [("", "", TITLE), *(("square", colour, words) for colour, words in steps), ("square", theme.quiet, "China")]
    if pins:
        items += [
            ("text", theme.text, "○ one event, ③ several"),
            ("text", theme.review, f"{MARKS['review']} in the review"),
        ]
    if disputed:
        items.append(("hatch", theme.muted, "Disputed"))
    anchored = {"xref": "paper", "yref": "paper"}
    template = {
        "layout": {
            "annotationdefaults": {
                **anchored,
                "x": 0,
                "y": 0,
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": theme.small_px},
            },
            "shapedefaults": {
                **anchored,
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": 0,
                "yanchor": 0,
                "line": {"color": theme.muted, "width": 1},
            },
        }
    }
    return Key(_rows(items, WIDE_PX), _rows(items, NARROW_PX), template)


def _rows(items: Sequence[tuple[str, str, str]], width_px: int) -> dict[str, Any]:
    """Annotations, shapes and the margin that holds them; an item that does not fit begins a row."""
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    x, row = 0.0, 0
    for kind, colour, words in items:
        lead = SWATCH_PX + 5 if kind in ("square", "hatch") else 0
        breadth = lead + len(words) * CHAR_PX
        if x and x + breadth > width_px:
            x, row = 0.0, row + 1
        y = -(ROW_PX * row + 20)
        if lead:
            box = {"x0": x, "x1": x + SWATCH_PX, "y0": y - SWATCH_PX / 2, "y1": y + SWATCH_PX / 2}
            shapes.append(
                {"type": "rect", **box, **({"fillcolor": colour, "line": {"width": 0}} if kind == "square" else {})}
            )
        if kind == "hatch":
            left, low, side = x, y - SWATCH_PX / 2, SWATCH_PX
            strokes = [(0, side / 2, side / 2, side), (0, 0, side, side), (side / 2, 0, side, side / 2)]
            path = "".join(f"M{left + a},{low + b}L{left + c},{low + d}" for a, b, c, d in strokes)
            shapes.append({"type": "path", "path": path})
        style = {"font": {"color": colour}} if kind == "text" else {}
        annotations.append({"text": words, "xshift": x + lead, "yshift": y, **style})
        x += breadth + GAP_PX
    margin = {"l": 0, "r": 0, "t": 0, "b": ROW_PX * (row + 1) + 12}
    return {"annotations": annotations, "shapes": shapes, "margin": margin}
