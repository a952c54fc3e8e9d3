"""Partners along the days of their events."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.breakthroughs import when
from charts.diplomacy_twins import NAME_PX, NARROW_NAME_PX, ROW_PX, ROWS, ranked, rows_axis, stripes, subject
from charts.lettering import width_px
from charts.theme import MARKS, PICKS, SHAPES, SOURCES, Theme, Trace, draw, empty, plain

# Room of the key on the narrowest of the wide screens and on a narrow one; a line of it; below all rows the days, with their year in a second line.
KEY_PX, NARROW_KEY_PX, KEY_LINE_PX, FOOT_PX = 620, 320, 19, 44


def timeline(events: pd.DataFrame, first: date, last: date, theme: Theme, picked: str = "") -> go.Figure:
    """A row for each partner, a mark for each of its events: shape by source, colour by field; a thin line where no day is told.

    Marks can be picked: 'event:2024-03-talks@FRA'. With `picked`, the key of a partner that has a row, the marks of others step back.
    """
    if events.empty:
        return empty("No events with a partner match the filters.", theme)
    partners = ranked(events.assign(events=1))[:ROWS]
    row = {key: at for at, (key, *_) in enumerate(partners)}
    marks = [e for e in events.itertuples() if e.partner_id in row]
    bright = {key for key, _, kind, _ in partners if subject(key, kind) == picked} or set(row)
    middles = {(e.event_id, e.partner_id): _middle(e) for e in marks}
    crowd = Counter((key[1], day.date()) for key, day in middles.items())
    stacked: Counter[tuple[str, date]] = Counter()
    points, spans_x, spans_y = [], [], []
    for mark in sorted(marks, key=lambda e: (row[e.partner_id], e.starts_on, e.event_id)):
        middle = middles[mark.event_id, mark.partner_id]
        spot = (mark.partner_id, middle.date())
        # Marks of one day stand one below the other.
        y = row[mark.partner_id] + 0.46 * ((stacked[spot] + 0.5) / crowd[spot] - 0.5) * min(2, crowd[spot])
        stacked[spot] += 1
        points.append((mark, middle, y))
        if mark.ends_on > mark.starts_on:
            spans_x += [f"{mark.starts_on:%Y-%m-%d}", f"{mark.ends_on:%Y-%m-%d}", None]
            spans_y += [y, y, None]
    traces: list[Trace] = []
    if spans_x:
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": spans_x,
                "y": spans_y,
                "line": {"color": theme.quiet, "width": 2},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    for source, name in SOURCES.items():
        own = [point for point in points if point[0].source == source]
        if own:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [f"{day:%Y-%m-%d}" for _, day, _ in own],
                    "y": [y for *_, y in own],
                    "marker": {
                        "symbol": SHAPES[source],
                        "size": 10,
                        "color": [
                            theme.field(int(m.field_sort)) if m.partner_id in bright else theme.quiet for m, *_ in own
                        ],
                        "line": {"width": 1, "color": theme.background},
                        "opacity": 1,
                    },
                    "customdata": [
                        [
                            f"event:{m.event_id}@{m.partner_id}",
                            f"{plain(m.partner)}, {when(m.starts_on, m.ends_on, m.date_precision)}: {plain(m.title)} ({m.kind}; {name.lower()})",
                        ]
                        for m, *_ in own
                    ],
                    "hovertemplate": "%{customdata[1]}<extra></extra>",
                    "meta": PICKS,
                    "showlegend": False,
                }
            )
    fields = sorted({(m.field, int(m.field_sort)) for m, *_ in points}, key=lambda f: f[1])
    rows, left = rows_axis(partners, theme, NAME_PX)
    narrow_rows, narrow_left = rows_axis(partners, theme, NARROW_NAME_PX)
    key, top = _key(fields, theme, KEY_PX, left)
    narrow_key, narrow_top = _key(fields, theme, NARROW_KEY_PX, narrow_left)
    air = timedelta(days=max(3, (last - first).days // 60))
    days = {"range": [first - air, last + air], "side": "bottom", "nticks": 7, "tickangle": 0}
    days |= {"fixedrange": True, "automargin": False}
    return draw(
        traces,
        theme,
        len(partners) * ROW_PX + top + FOOT_PX,
        hovermode="closest",
        shapes=stripes(len(partners), theme),
        margin={"l": left, "r": 12, "t": top, "b": FOOT_PX},
        annotations=[key],
        xaxis=days,
        yaxis=rows,
        meta={
            "rows": [[name, at - 0.5, at + 0.5] for at, (_, name, *_) in enumerate(partners)],
            "narrow": {
                "xaxis": {**days, "nticks": 4},
                "yaxis": narrow_rows,
                "height": len(partners) * ROW_PX + narrow_top + FOOT_PX,
                "margin": {"l": narrow_left, "r": 8, "t": narrow_top, "b": FOOT_PX},
                "annotations": [narrow_key],
            },
        },
    )


def _middle(event: Any) -> pd.Timestamp:
    """The day of an event, or the middle of the days in which it lies."""
    day: pd.Timestamp = event.starts_on + (event.ends_on - event.starts_on) / 2
    return event.starts_on if event.date_precision == "day" else day


def _key(fields: list[tuple[str, int]], theme: Theme, room_px: int, left_px: int) -> tuple[Trace, int]:
    """Which colour is which field, in lines from the left edge of the picture, and the pixels they take.

    Words and no legend of plotly, which is no broader than the days.
    """
    lines: list[str] = []
    used = float(room_px)
    for label, sort in fields:
        word = f"<span style='color:{theme.field(sort)}'>{MARKS['context']}</span>\u00a0{plain(label)}"
        took = width_px(f"{MARKS['context']} {label}    ", theme.small_px)
        if used + took > room_px:
            lines, used = [*lines, word], took
        else:
            lines[-1] += f"\u00a0\u00a0\u00a0 {word}"
            used += took
    words = {"text": "<br>".join(lines), "showarrow": False, "align": "left", "font": {"size": theme.small_px}}
    spot = {"x": 0, "xanchor": "left", "xshift": -left_px, "y": 1, "yanchor": "bottom", "yshift": 6}
    return {**words, **spot, "xref": "paper", "yref": "paper"}, len(lines) * KEY_LINE_PX + 16
