"""The timeline as an XY chart: days across, lanes by field down, a mark an event with its title where that has room."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from charts.theme import SHAPES, SOURCES
from exports.deck_charts import Points, chart, grid, label, mark, none, pale, strokes
from exports.deck_page import TEXT, Area, Page, cut, lines_of, rgb, wide

# A row with a title, and how far apart things in one row stand.
ROW, APART = 17.0, 8.0
LANE = 118.0
# From the middle of a mark to its title, and to the edge of what it takes.
GAP, HALF = 8.0, 6.0
FOOT, KEY = 20.0, 20.0
# Titles are tried whole, then cut ever shorter, then left out.
TITLES = (420.0, 300.0, 220.0, 150.0, 0.0)
# Days from the start to which spreadsheets count.
_ZERO = date(1899, 12, 30)


def draw(page: Page, events: pd.DataFrame, first: date, last: date, told: str) -> None:
    """`events` (starts_on, ends_on, date_precision, title, field, field_sort, source) from `first` to `last`, lanes as on the screen."""
    look, area = page.look, page.area.above(KEY)
    plot = Area(area.x + LANE, area.y, area.wide - LANE - 6, area.high - FOOT)
    begin, end = _serial(first), _serial(last)
    scale = plot.wide / max(1, end - begin)
    rows = list(events.sort_values(["field_sort", "starts_on", "event_id"]).itertuples())
    for most in TITLES:
        lanes, at = _packed(rows, begin, end, scale, plot.wide, most)
        if sum(lanes.values()) * ROW <= plot.high:
            break
    total = sum(lanes.values())
    groups = [(source, dated) for source in SOURCES for dated in (True, False)]
    kept = {key: own for key in groups if (own := [r for r in rows if (r.source, r.date_precision == "day") == key])}
    # LibreOffice gives later series no room beyond the length of the first: the longest one leads.
    kept = dict(sorted(kept.items(), key=lambda pair: -len(pair[1])))
    data = Points(
        "First day (date)", [[(f"{r.field}: {r.title}", _days_of(r), 0.0) for r in own] for own in kept.values()]
    )
    for (source, dated), own in kept.items():
        series = data.add_series(f"{SOURCES[source]}{'' if dated else ', no exact day'} (row from the top)")
        for row in own:
            series.add_data_point(_serial(row.starts_on), at[row.event_id][0])
    made = chart(
        page,
        area,
        XL_CHART_TYPE.XY_SCATTER,
        data,
        "Timeline",
        told,
        (LANE / area.wide, 0.0, plot.wide / area.wide, plot.high / area.high),
    )
    across, up = made.category_axis, made.value_axis
    across.minimum_scale, across.maximum_scale = begin, end
    _days(across, first, last, page)
    up.minimum_scale, up.maximum_scale, up.reverse_order = 0, total, True
    up.major_unit = total
    none(up)
    for series, own in zip(made.plots[0].series, kept.values(), strict=True):
        series.format.line.fill.background()
        lengths = [_days_of(row) for row in own]
        if any(lengths):
            strokes(series, lengths, [0.0] * len(own), look.muted, 3 if own[0].date_precision == "day" else 1)
        for number, row in enumerate(own):
            colour = look.field(row.field_sort)
            filled = row.date_precision == "day"
            shape = SHAPES[row.source]
            mark(
                series.points[number],
                shape,
                10 if shape == "diamond" else 8,
                colour if filled else pale(colour),
                colour,
            )
            _, words, side = at[row.event_id]
            if words:
                # On a ground of its own, so that the line of its days does not run through it.
                # On a ground of its own, so that the line of its days does not run through it.
                label(
                    series.points[number],
                    words,
                    XL_LABEL_POSITION.RIGHT if side > 0 else XL_LABEL_POSITION.LEFT,
                    look.text,
                    ground=look.background,
                )
    _lanes(page, plot, lanes, rows, total)
    left_out = "" if most else " Titles have no room here; the tables have them."
    page.text(
        Area(area.x, page.area.y + page.area.high - KEY + 3, area.wide, KEY),
        f"◆ the review   ● context reporting   ◇ ○ no exact day; a line covers the days meant. Colour: field.{left_out}",
        TEXT,
        look.muted,
        name="Key",
    )


def _days_of(row: Any) -> float:
    return float((row.ends_on - row.starts_on).days)


def _serial(day: Any) -> int:
    return int(((day.date() if hasattr(day, "date") else day) - _ZERO).days)


def _packed(
    rows: list[Any], begin: int, end: int, scale: float, room: float, most: float
) -> tuple[dict[int, int], dict[str, tuple[float, str, int]]]:
    """Rows of each lane, and for each event its row from the top, its words and the side on which they stand."""
    lanes: dict[int, int] = {}
    found: dict[str, tuple[float, str, int]] = {}
    top = 0
    for sort in dict.fromkeys(row.field_sort for row in rows):
        taken: list[list[tuple[float, float]]] = []
        for row in (r for r in rows if r.field_sort == sort):
            a = (max(begin, _serial(row.starts_on)) - begin) * scale
            b = (min(end, _serial(row.ends_on)) - begin) * scale
            words, side = "", 1
            span = (a - HALF, b + HALF)
            if most:
                side = 1 if room - a - GAP >= min(wide(row.title, TEXT), most, a - GAP) else -1
                words = cut(row.title, min(most, (room - a if side > 0 else a) - GAP - 4), TEXT)
                long = wide(words, TEXT) + GAP
                span = (
                    (min(span[0], a - long), span[1])
                    if side < 0 and words
                    else (span[0], max(span[1], a + long if words else b + HALF))
                )
            free = next(
                (
                    n
                    for n, spans in enumerate(taken)
                    if all(span[1] + APART < c or d + APART < span[0] for c, d in spans)
                ),
                len(taken),
            )
            if free == len(taken):
                taken.append([])
            taken[free].append(span)
            found[row.event_id] = (top + free + 0.5, words, side)
        lanes[sort] = len(taken)
        top += len(taken)
    return lanes, found


def _days(axis: Any, first: date, last: date, page: Page) -> None:
    """Weeks in a short period, months or quarters in a long one; the words say no more than they can."""
    days = (last - first).days
    axis.major_unit = 7 if days <= 62 else 30.4375 if days <= 300 else 91.3125 if days <= 1200 else 365.25
    axis.tick_labels.number_format = "d mmm" if days <= 62 else "mmm yyyy"
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.font.color.rgb = rgb(page.look.muted)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    grid(axis, page)


def _lanes(page: Page, plot: Area, lanes: dict[int, int], rows: list[Any], total: int) -> None:
    """Name of each lane beside it, and a line between two."""
    names = {row.field_sort: row.field for row in rows}
    high = plot.high / total
    top = plot.y
    for place, (sort, count) in enumerate(lanes.items()):
        here = Area(plot.x - LANE, top, LANE - 8, high * count)
        words = (
            names[sort]
            if lines_of(names[sort], here.wide, TEXT) * TEXT * 1.2 <= here.high
            else cut(names[sort], here.wide, TEXT)
        )
        page.text(here, words, TEXT, page.look.field(sort), name="Lane", bold=True, middle=True, descr=names[sort])
        if place:
            page.stroke((plot.x - LANE, top), (plot.x + plot.wide, top), page.look.line, 0.75, "Between two lanes")
        top += here.high


def period(figure: dict[str, Any]) -> tuple[date, date]:
    """First and last day that the figure of the screen shows, with the margin it leaves before and after."""
    span = figure["layout"]["xaxis"]["range"]
    first, last = (date(1970, 1, 1) + timedelta(milliseconds=value) for value in span)
    return first, last
