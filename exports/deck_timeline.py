"""A timeline as an XY chart: days across, lanes down, a mark an event with its whole title, on as many slides as the titles need."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE

from charts.breakthroughs import when
from charts.diplomacy_twins import ranked
from charts.theme import SHAPES, SOURCES, Theme
from exports.deck_charts import Points, chart, label, mark, none, pale, stroke
from exports.deck_page import Item, Page, key_high
from exports.deck_sheet import LINE, TEXT, Area, cut, lines_of, wide

# A row with a title, how far apart things in one row stand, and how high a row may become where there are few.
ROW, APART, HIGHEST = 17.0, 8.0, 120.0
# The names of the lanes take at most so much, and at most this share of the slide.
LANE, LANE_SHARE = 170.0, 0.2
# Between a name and the days, and after the last day, for half a mark and half of its date.
BESIDE, AFTER = 20.0, 18.0
# From the middle of a mark to its title, and to the edge of what it takes.
GAP, HALF = 8.0, 6.0
FOOT = 20.0
# Days from the start to which spreadsheets count.
_ZERO = date(1899, 12, 30)
Spans = list[tuple[float, float]]


@dataclass
class Lane:
    """A lane of one slide: its name, its colour, its rows, and each event with its row from the top of the lane, its words and their side."""

    name: str
    colour: str
    rows: int = 1
    events: list[tuple[Any, float, str, int]] = field(default_factory=list)


def by_field(events: pd.DataFrame, look: Theme) -> pd.DataFrame:
    """`events` with the lane of each: its field, in the order and the colour of the screen."""
    return events.assign(lane=events.field, lane_sort=events.field_sort, lane_colour=events.field_sort.map(look.field))


def by_partner(events: pd.DataFrame, look: Theme) -> pd.DataFrame:
    """`events` with the lane of each: its partner, those with most events first."""
    order = {key: at for at, (key, *_) in enumerate(ranked(events.assign(events=1)))}
    return events.assign(lane=events.partner, lane_sort=events.partner_id.map(order), lane_colour=look.text)


def key(events: pd.DataFrame, look: Theme) -> list[Item]:
    """What the marks mean; the colours where the lanes do not name them."""
    items: list[Item] = [
        (None, "", "", "◆ the review   ● context reporting", look.muted),
        (None, "", "", "pale: no exact day; a line covers the days meant", look.muted),
    ]
    if (events.lane_colour == look.text).all():
        fields = dict(sorted(zip(events.field_sort, events.field, strict=True)))
        items += [(MSO_SHAPE.OVAL, look.field(sort), "", name) for sort, name in fields.items()]
    return items


def parts(events: pd.DataFrame, first: date, last: date, free: Area, look: Theme) -> Iterator[list[Lane]]:
    """The lanes of each slide: whole ones where they have room, with every title in full."""
    plot = _plot(free.above(key_high(key(events, look), free.wide)))
    names = plot.x - free.x - BESIDE
    most = max(2, int(plot.high // ROW))
    page: list[Lane] = []
    ordered = events.sort_values(["lane_sort", "starts_on", "event_id"])
    for _, own in ordered.groupby("lane_sort", sort=True):
        left = list(own.itertuples())
        while left:
            taken = sum(lane.rows for lane in page)
            lane, rest = _packed(left, first, last, plot.wide, names, most)
            if page and lane.rows > most - taken:
                yield page
                page = []
                continue
            page.append(lane)
            left = rest
    if page:
        yield page


def draw(page: Page, events: pd.DataFrame, lanes: Sequence[Lane], first: date, last: date, told: str) -> None:
    """One slide of them from `first` to `last`."""
    look = page.look
    page.key(key(events, look))
    area = page.area
    plot = _plot(area)
    total = sum(lane.rows for lane in lanes)
    plot = Area(plot.x, plot.y, plot.wide, min(plot.high, total * HIGHEST))
    area = area.above(area.high - plot.high - FOOT)
    begin, end = _serial(first), _serial(last)
    placed = []
    top = 0
    for lane in lanes:
        placed += [(row, top + at, words, side) for row, at, words, side in lane.events]
        top += lane.rows
    groups = [(source, dated) for source in SOURCES for dated in (True, False)]
    kept = {
        group: own
        for group in groups
        if (own := [p for p in placed if (p[0].source, p[0].date_precision == "day") == group])
    }
    ticks = _ticks(first, last)
    spans = {
        dated: [
            ((_from(row, begin), y), (min(end, _serial(row.ends_on)), y))
            for row, y, *_ in placed
            if row.ends_on > row.starts_on and (row.date_precision == "day") is dated
        ]
        for dated in (True, False)
    }
    longest = max(3 * len(ticks), *(3 * len(pairs) for pairs in spans.values()), *map(len, kept.values()))
    data = Points("Day (date)", ["What it is", "When", "Lane"])
    data.strokes("Line of a day (row from the top)", [((day, 0.0), (day, float(total))) for day, _ in ticks], longest)
    for dated, pairs in spans.items():
        if pairs:
            data.strokes(f"Days of an event{'' if dated else ', no exact day'} (row from the top)", pairs, 0)
    for (source, dated), own in kept.items():
        data.dots(
            f"{SOURCES[source]}{'' if dated else ', no exact day'} (row from the top)",
            [(_from(row, begin), y) for row, y, *_ in own],
            [[row.title, when(row.starts_on, row.ends_on, row.date_precision), row.lane] for row, *_ in own],
        )
    inner = ((plot.x - area.x) / area.wide, 0.0, plot.wide / area.wide, plot.high / area.high)
    made = chart(page, area, XL_CHART_TYPE.XY_SCATTER, data, "Timeline", told, inner)
    across, up = made.category_axis, made.value_axis
    across.minimum_scale, across.maximum_scale = begin, end
    up.minimum_scale, up.maximum_scale, up.reverse_order = 0, total, True
    up.major_unit = total
    none(across)
    none(up)
    drawn = list(made.plots[0].series)
    days = drawn.pop(0)
    stroke(days, look.line, 0.5)
    for at, (_, words) in enumerate(ticks):
        # Days by the calendar: an axis knows steps of equal length alone.
        label(days.points[3 * at + 1], words, XL_LABEL_POSITION.BELOW, look.muted)
    for dated, pairs in spans.items():
        if pairs:
            stroke(drawn.pop(0), look.muted, 3 if dated else 1)
    for series, own in zip(drawn, kept.values(), strict=True):
        series.format.line.fill.background()
        for number, (row, _, words, side) in enumerate(own):
            colour = look.field(int(row.field_sort))
            filled = row.date_precision == "day"
            shape = SHAPES[row.source]
            mark(
                series.points[number],
                shape,
                10 if shape == "diamond" else 8,
                colour if filled else pale(colour),
                colour,
            )
            # On a ground of its own, so that the line of its days does not run through it.
            place = XL_LABEL_POSITION.RIGHT if side > 0 else XL_LABEL_POSITION.LEFT
            label(series.points[number], words, place, look.text, ground=look.background)
    _names(page, plot, lanes, total)


def _plot(area: Area) -> Area:
    lane = min(LANE, area.wide * LANE_SHARE)
    return Area(area.x + lane, area.y, area.wide - lane - AFTER, area.high - FOOT)


def _serial(day: Any) -> int:
    return int(((day.date() if hasattr(day, "date") else day) - _ZERO).days)


def _from(row: Any, begin: int) -> int:
    """The day of the mark: the first of those of the event that the slide shows."""
    return max(begin, _serial(row.starts_on))


def _packed(
    events: Sequence[Any], first: date, last: date, room: float, names: float, most: int
) -> tuple[Lane, list[Any]]:
    """The events of a lane in as few rows as their titles need, at most so many; what has no room is left for the next slide."""
    begin, end = _serial(first), _serial(last)
    scale = room / max(1, end - begin)
    lane = Lane(events[0].lane, events[0].lane_colour)
    needed = math.ceil(lines_of(lane.name, names, TEXT) * TEXT * LINE / ROW)
    taken: list[Spans] = []
    for number, row in enumerate(events):
        a, b = (_from(row, begin) - begin) * scale, (min(end, _serial(row.ends_on)) - begin) * scale
        words, side = _words(row.title, a, room)
        long = max(wide(line, TEXT) for line in words.split("\n")) + GAP
        span = (a - HALF, max(b + HALF, a + long)) if side > 0 else (min(a - long, a - HALF), b + HALF)
        deep = words.count("\n") + 1
        free = next(n for n in range(len(taken) + 1) if all(_free(s, span) for s in taken[n : n + deep]))
        if free + deep > most and lane.events:
            lane.rows = max(len(taken), 1)
            return lane, list(events[number:])
        taken += [[] for _ in range(free + deep - len(taken))]
        for spans in taken[free : free + deep]:
            spans.append(span)
        lane.events.append((row, free + deep / 2, words, side))
    spare = max(0, needed - len(taken)) / 2
    lane.events = [(row, at + spare, words, side) for row, at, words, side in lane.events]
    lane.rows = max(len(taken), needed)
    return lane, []


def _free(spans: Spans, span: tuple[float, float]) -> bool:
    return all(span[1] + APART < a or b + APART < span[0] for a, b in spans)


def _words(title: str, a: float, room: float) -> tuple[str, int]:
    """The title and the side of the mark with room for it: whole, else in two lines, cut only where two have no room."""
    after, before = room - a - GAP - 2, a - GAP - 2
    need = wide(title, TEXT)
    if need <= after:
        return title, 1
    if need <= before:
        return title, -1
    most, side = max((after, 1), (before, -1))
    words = title.split(" ")
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    one, two = min(halves, key=lambda pair: max(wide(half, TEXT) for half in pair), default=(title, ""))
    if not two or max(wide(one, TEXT), wide(two, TEXT)) > most:
        return cut(title, most, TEXT), side
    return f"{one}\n{two}", side


def _ticks(first: date, last: date) -> list[tuple[int, str]]:
    """Weeks in a short period, months, quarters or years in a long one, each from the first day on, with its words."""
    days = (last - first).days
    if days <= 62:
        found = [first + timedelta(days=step) for step in range(0, days + 1, 7)]
        return [(_serial(day), f"{day.day} {day:%b}") for day in found]
    months = 1 if days <= 300 else 3 if days <= 1200 else 12 * math.ceil(days / 3650)
    start = first.year * 12 + first.month - 1
    count = (last.year - first.year) * 12 + last.month - first.month
    each = [date(m // 12, m % 12 + 1, 1) for m in range(start, start + count + 1, months)]
    return [(_serial(max(day, first)), f"{day:%b %Y}") for day in each]


def _names(page: Page, plot: Area, lanes: Sequence[Lane], total: int) -> None:
    """Name of each lane beside it, and a line between two."""
    top = plot.y
    left = page.area.x
    for place, lane in enumerate(lanes):
        here = Area(left, top, plot.x - left - BESIDE, plot.high * lane.rows / total)
        words = lane.name
        if lines_of(words, here.wide, TEXT) * TEXT * LINE > here.high:
            words = cut(words, here.wide, TEXT)
        page.text(here, words, TEXT, lane.colour, name="Lane", bold=True, middle=True, descr=lane.name)
        if place:
            page.stroke((left, top), (plot.x + plot.wide, top), page.look.line, 0.75, "Between two lanes")
        top += here.high
