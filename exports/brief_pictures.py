"""The four visuals of a month as pictures for a printed page, drawn without a browser: bars, map, dated events, partners.

Pillow draws them with the font that it brings along; shapes and colours are those of the theme.
"""

import io
import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from charts import budget
from charts.breakthroughs import when
from charts.theme import Theme, exact, short, signed
from exports.exhibits import Asked, Exhibit

# Size of a picture in its own units; it is drawn so many times larger, which prints at about 300 dots an inch.
WIDE, SCALE = 420, 4
# The map has the breadth of the page.
BROAD, BROAD_MM = 880, 176
TEXT, SMALL = 15, 13
ROWS = 7
MAP_SOUTH, MAP_NORTH = -56, 78


class Sheet:
    """A picture in its own units, y downwards."""

    def __init__(self, tall: float, look: Theme, wide: int = WIDE) -> None:
        self.look = look
        self._image = Image.new("RGB", (wide * SCALE, int(tall * SCALE)), look.background)
        self._pen = ImageDraw.Draw(self._image)

    def text(self, x: float, y: float, words: str, size: int = TEXT, colour: str = "", anchor: str = "lm") -> None:
        font = ImageFont.load_default(size * SCALE)
        self._pen.text(
            (x * SCALE, y * SCALE), printable(words), font=font, fill=colour or self.look.text, anchor=anchor
        )

    def box(self, x: float, y: float, wide: float, tall: float, colour: str) -> None:
        self._pen.rectangle([x * SCALE, y * SCALE, (x + wide) * SCALE, (y + tall) * SCALE], fill=colour)

    def line(self, *points: tuple[float, float], colour: str, px: float = 1) -> None:
        self._pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=max(1, round(px * SCALE)))

    def polygon(self, points: Sequence[tuple[float, float]], colour: str, edge: str) -> None:
        at = [(x * SCALE, y * SCALE) for x, y in points]
        self._pen.polygon(at, fill=colour, outline=edge)

    def mark(self, x: float, y: float, source: str, r: float = 5) -> None:
        """A diamond for the review, a circle for context reporting."""
        if source == "review":
            self.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], self.look.review, self.look.background)
        else:
            at = [(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE]
            self._pen.ellipse(at, fill=self.look.accent, outline=self.look.background, width=SCALE)

    def png(self) -> bytes:
        file = io.BytesIO()
        self._image.quantize(64).save(file, "PNG", dpi=(300, 300), optimize=True)
        return file.getvalue()


def printable(words: str) -> str:
    """The words with the signs that the font has: thin spaces and minus signs as plain ones."""
    return words.translate({0x202F: " ", 0x2212: "-", 0x2013: "-", 0x2014: "-", 0x2026: "..."})


def draw(one: Exhibit, asked: Asked) -> bytes:
    """The picture of an exhibit of the month as PNG."""
    return {"budget": _bars, "collaboration": _map, "breakthroughs": _dates, "diplomacy": _partners}[one.room](asked)


def _bars(asked: Asked) -> bytes:
    look = asked.look
    lines = budget.ordered(asked.ask("budget/review_lines"), "amount").sort_values("bn_cny", ascending=False).head(ROWS)
    sheet = Sheet(30 * len(lines) + 26, look)
    sheet.text(170, 10, "Billion yuan", SMALL, look.muted)
    sheet.text(WIDE, 10, "Growth, stated", SMALL, look.muted, "rm")
    most = float(lines.bn_cny.max())
    for at, row in enumerate(lines.itertuples()):
        y = 36 + 30 * at
        leads = row.series_id == budget.LEADING
        wide = 110 * float(row.bn_cny) / most
        sheet.text(164, y, short(row.item, 24), anchor="rm")
        sheet.box(170, y - 9, wide, 18, look.accent if leads else look.quiet)
        sheet.text(176 + wide, y, exact(float(row.bn_cny)))
        if pd.notna(row.growth_pct):
            sheet.text(WIDE, y, signed(float(row.growth_pct)), anchor="rm")
    return sheet.png()


def _map(asked: Asked) -> bytes:
    look, bounds = asked.look, asked.boundaries
    counts = dict(asked.ask("collaboration/by_country")[["iso3", "events"]].itertuples(index=False, name=None))
    disputed = set(bounds.land[bounds.land.disputed.astype(bool)].iso3)
    across = BROAD / 360
    tall = (MAP_NORTH - MAP_SOUTH) * across
    sheet = Sheet(tall + 22, look, BROAD)

    def place(lon: float, lat: float) -> tuple[float, float]:
        return (lon + 180) * across, (MAP_NORTH - lat) * across

    most = max(counts.values(), default=1)
    for shape in json.loads(bounds.file.read_text(encoding="utf-8"))["features"]:
        iso3 = shape.get("id") or shape["properties"]["iso3"]
        step = 3 + round(5 * counts[iso3] / most) if iso3 in counts else 0
        colour = look.steps[min(step, len(look.steps) - 1)] if step else look.line
        colour = look.muted if iso3 == "CHN" else colour
        if iso3 in disputed:
            colour = look.background
        for ring in _rings(shape["geometry"]):
            sheet.polygon([place(*at) for at in ring], colour, look.muted if iso3 in disputed else look.background)
    for stripes in json.loads(bounds.hatch.read_text(encoding="utf-8"))["features"]:
        # The wide ones: the narrow are for a map of one part of the world.
        if str(stripes.get("id")).endswith("-far"):
            for ring in _rings(stripes["geometry"]):
                sheet.polygon([place(*at) for at in ring], look.muted, look.muted)
    for row in asked.ask("collaboration/pins").itertuples():
        sheet.mark(*place(float(row.lon), float(row.lat)), row.source, 4)
    sheet.box(0, tall, BROAD, 22, look.background)
    sheet.box(0, tall + 6, 12, 12, look.muted)
    sheet.text(18, tall + 12, "China", SMALL)
    x = 80.0
    # The counts that occur, at most three of them: the least, one between, the most.
    for count in sorted({min(counts.values(), default=1), (1 + most) // 2, most}) if counts else ():
        sheet.box(x, tall + 6, 12, 12, look.steps[min(3 + round(5 * count / most), len(look.steps) - 1)])
        sheet.text(x + 16, tall + 12, f"{count}", SMALL)
        x += 44
    if counts:
        sheet.text(x, tall + 12, "events per partner country", SMALL)
    for at, (source, words) in enumerate((("review", "place, review"), ("context", "place, context reporting"))):
        sheet.mark(x + 190 + 110 * at, tall + 12, source, 4)
        sheet.text(x + 200 + 110 * at, tall + 12, words, SMALL)
    sheet.text(
        BROAD - 6, tall + 12, f"{bounds.label}; hatched: disputed" if disputed else bounds.label, 12, look.muted, "rm"
    )
    return sheet.png()


def _rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(float(lon), float(lat)) for lon, lat, *_ in part[0]] for part in parts]


def _dates(asked: Asked) -> bytes:
    look = asked.look
    told = asked.ask("shared/events", section="breakthrough", most=ROWS).sort_values(["starts_on", "event_id"])
    sheet = Sheet(30 * len(told) + 30, look)
    first, last = pd.Timestamp(asked.chosen.starts_on), pd.Timestamp(asked.chosen.ends_on)
    span = max(1, (last - first).days)
    ends = [f"{day:%-d %b}" if span < 31 else f"{day:%b %y}" for day in (first, last)]
    sheet.text(0, 10, ends[0], SMALL, look.muted)
    sheet.text(95, 10, ends[1], SMALL, look.muted, "rm")
    for at, row in enumerate(told.itertuples()):
        y = 36 + 30 * at
        sheet.line((5, y), (90, y), colour=look.line)
        start, end = (5 + 85 * min(max((day - first).days / span, 0), 1) for day in (row.starts_on, row.ends_on))
        sheet.line((start, y), (end, y), colour=look.muted, px=2)
        sheet.mark((start + end) / 2, y, row.source)
        sheet.text(104, y - 7, short(row.title, 48), SMALL)
        words = f"{when(row.starts_on, row.ends_on, row.date_precision)}, {row.field}"
        sheet.text(104, y + 8, words, 12, look.muted)
    return sheet.png()


def _partners(asked: Asked) -> bytes:
    look = asked.look
    told = asked.ask("diplomacy/partners").sort_values(["events", "partner"], ascending=[False, True]).head(ROWS)
    sheet = Sheet(34 * max(len(told), 2) + 8, look)
    middle = (34 * max(len(told), 2) + 8) / 2
    for at, row in enumerate(told.itertuples()):
        y = 21 + 34 * at
        sheet.line((60, middle), (150, y), colour=look.review if row.review else look.quiet, px=1 + min(4, row.events))
        sheet.mark(150, y, "review" if row.review else "context")
        sheet.text(162, y - 7, short(row.partner, 38), SMALL)
        sheet.text(
            162,
            y + 8,
            f"{row.events} {'event' if row.events == 1 else 'events'}: {short(row.kinds, 30)}",
            12,
            look.muted,
        )
    sheet.box(10, middle - 14, 62, 28, look.accent)
    sheet.text(41, middle, "China", TEXT, look.background, "mm")
    return sheet.png()
