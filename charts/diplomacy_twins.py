"""The network of partners told in two other shapes: partners by kind of tie, and partners along the days of their events."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.breakthroughs import when
from charts.lettering import apart, width_px
from charts.theme import MARKS, PICKS, SHAPES, SOURCES, Theme, Trace, draw, empty, exact, plain, plural

# At most so many partners are rows, those with most events.
ROWS = 60
ROW_PX = 23
NAME_PX, NARROW_NAME_PX = 256, 118
# Room of the key on the narrowest of the wide screens and on a narrow one; a line of it; below all rows the days.
KEY_PX, NARROW_KEY_PX, KEY_LINE_PX, FOOT_PX = 620, 320, 19, 28


def ranked(frame: pd.DataFrame) -> list[tuple[str, str, str, int]]:
    """Partners of the frame with most events first: key, name, kind, number of events."""
    whole = frame.groupby(["partner_id", "partner", "partner_kind"], as_index=False).agg(events=("events", "sum"))
    whole = whole.sort_values(["events", "partner", "partner_id"], ascending=[False, True, True])
    return [(p.partner_id, p.partner, p.partner_kind, int(p.events)) for p in whole.itertuples()]


def subject(partner_id: str, partner_kind: str) -> str:
    """Key of a partner for the address and the panel: 'country:FRA', 'organisation:iaea'."""
    return f"{'country' if partner_kind == 'country' else 'organisation'}:{partner_id}"


def left_out(frame: pd.DataFrame) -> str:
    """Says that not all partners are rows, where it is so."""
    partners = frame.partner_id.nunique()
    return f" Drawn: {ROWS} of {partners} partners, those with most events." if partners > ROWS else ""


def _rows(partners: list[tuple[str, str, str, int]], theme: Theme, room_px: int) -> tuple[Trace, int]:
    """The axis of partners with their number of events, names cut to the room, and the pixels that it takes."""
    counts = [exact(events) for *_, events in partners]
    rooms = [room_px - width_px(f"  {count}", theme.small_px) for count in counts]
    words = apart([(name, room, theme.small_px) for (_, name, *_), room in zip(partners, rooms, strict=True)])
    took = max(room_px - room + width_px(name, theme.small_px) for name, room in zip(words, rooms, strict=True))
    axis = {
        "tickmode": "array",
        "tickvals": list(range(len(partners))),
        "ticktext": [f"{plain(name)}  <b>{count}</b> " for name, count in zip(words, counts, strict=True)],
        "range": [len(partners) - 0.5, -0.5],
        "tickfont": {"color": theme.text, "size": theme.small_px},
        "ticks": "",
        "showgrid": False,
        "fixedrange": True,
        "automargin": False,
    }
    return axis, int(took) + 14


def _stripes(rows: int, theme: Theme) -> list[dict[str, object]]:
    """Every second row on a ground of its own, so that the eye keeps the row."""
    base = {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "fillcolor": theme.surface,
        "line": {"width": 0},
        "layer": "below",
    }
    return [{**base, "y0": at - 0.5, "y1": at + 0.5} for at in range(1, rows, 2)]


def matrix(counts: pd.DataFrame, theme: Theme) -> go.Figure:
    """Partners down, kinds of tie across; a cell says how many events, darker = more, a diamond where the review tells any of them.

    Cells can be picked: 'country:FRA/agreement'.
    """
    if counts.empty:
        return empty("No ties match the filters.", theme)
    partners = ranked(counts)[:ROWS]
    row = {key: at for at, (key, *_) in enumerate(partners)}
    totals = counts.groupby("kind").events.sum()
    kinds = sorted(totals.index, key=lambda kind: (-totals[kind], kind))
    z: list[list[int | None]] = [[None] * len(kinds) for _ in partners]
    cells = []
    for cell in counts.itertuples():
        if cell.partner_id in row:
            y, x = row[cell.partner_id], kinds.index(cell.kind)
            z[y][x] = int(cell.events)
            cells.append((y, x, cell))
    cells.sort(key=lambda cell: cell[:2])
    most = max(int(cell.events) for *_, cell in cells)
    # Words stand on the light half of the steps, so that they can be read in both appearances.
    steps = theme.steps[: max(2, len(theme.steps) // 2)]
    tint = [[at / (len(steps) - 1), colour] for at, colour in enumerate(steps)]
    words = [f"{cell.partner}, {cell.kind}: {plural(int(cell.events), 'event')}" for *_, cell in cells]
    told = [
        f"{plain(said)}{f', {cell.review} in the review' if cell.review else ''}"
        for said, (*_, cell) in zip(words, cells, strict=True)
    ]
    traces: list[Trace] = [
        {
            "type": "heatmap",
            "z": z,
            "x": list(range(len(kinds))),
            "y": list(range(len(partners))),
            "zmin": 1,
            "zmax": max(2, most),
            "colorscale": tint,
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "hoverinfo": "skip",
        },
        {
            # Cells are one picture; these squares over them are what mouse and keyboard reach.
            "type": "scatter",
            "mode": "markers+text",
            "x": [x for _, x, _ in cells],
            "y": [y for y, _, _ in cells],
            "text": [f"{exact(cell.events)} {MARKS['review'] if cell.review else ''}".rstrip() for *_, cell in cells],
            "textfont": {"size": theme.small_px, "color": theme.text},
            "marker": {"symbol": "square", "size": ROW_PX - 3, "color": "rgba(0,0,0,0)", "opacity": 1},
            "customdata": [
                [f"{subject(cell.partner_id, cell.partner_kind)}/{cell.kind}", said]
                for said, (*_, cell) in zip(told, cells, strict=True)
            ],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
            "meta": PICKS,
        },
    ]
    rows, left = _rows(partners, theme, NAME_PX)
    narrow_rows, narrow_left = _rows(partners, theme, NARROW_NAME_PX)
    across = {
        "tickmode": "array",
        "tickvals": list(range(len(kinds))),
        "ticktext": [plain(kind) for kind in kinds],
        "tickangle": -40,
        "tickfont": {"color": theme.text, "size": theme.small_px},
        # A few kinds are a few columns, not broad ones.
        "range": [-0.5, max(6, len(kinds)) - 0.5],
        "side": "top",
        "ticks": "",
        "showgrid": False,
        "fixedrange": True,
        "automargin": True,
    }
    return draw(
        traces,
        theme,
        int(len(partners) * ROW_PX + 90),
        showlegend=False,
        hovermode="closest",
        shapes=_stripes(len(partners), theme),
        margin={"l": left, "r": 30, "t": 84, "b": 4},
        xaxis=across,
        yaxis=rows,
        meta={
            "narrow": {
                # Upright, as words at an angle would leave the picture beside the last column.
                "xaxis": {**across, "tickangle": -90},
                "yaxis": narrow_rows,
                "margin": {"l": narrow_left, "r": 8, "t": 84, "b": 4},
            }
        },
    )


def by_kind(counts: pd.DataFrame) -> pd.DataFrame:
    """The matrix as a table: a row for each partner, a column for each kind of tie."""
    wide = counts.pivot_table(index="partner", columns="kind", values="events", fill_value=0, aggfunc="sum").astype(int)
    wide.insert(0, "events", wide.sum(axis=1))
    wide.columns = [str(column).capitalize() for column in wide.columns]
    return wide.sort_values(["Events", "partner"], ascending=[False, True]).reset_index(names="Partner")


def by_day(events: pd.DataFrame) -> pd.DataFrame:
    """The timeline as a table, with the ids of its marks in the column Mark."""
    return pd.DataFrame(
        {
            "Date": [when(e.starts_on, e.ends_on, e.date_precision) for e in events.itertuples()],
            "Partner": events.partner,
            "Event": events.title,
            "Kind of tie": events.kind,
            "Field": events.field,
            "Source": events.source.map(SOURCES),
            "Mark": events.event_id + "@" + events.partner_id,
        }
    )


def timeline(events: pd.DataFrame, first: date, last: date, theme: Theme, picked: str = "") -> go.Figure:
    """A row for each partner, a mark for each of its events: shape by source, colour by field; a thin line where no day is told.

    Marks can be picked: '2024-03-talks@FRA'. With `picked`, the key of a partner that has a row, the marks of others step back.
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
                            f"{m.event_id}@{m.partner_id}",
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
    rows, left = _rows(partners, theme, NAME_PX)
    narrow_rows, narrow_left = _rows(partners, theme, NARROW_NAME_PX)
    key, top = _key(fields, theme, KEY_PX, left)
    narrow_key, narrow_top = _key(fields, theme, NARROW_KEY_PX, narrow_left)
    air = timedelta(days=max(3, (last - first).days // 60))
    days = {"range": [first - air, last + air], "side": "bottom", "fixedrange": True, "nticks": 7, "tickangle": 0}
    return draw(
        traces,
        theme,
        len(partners) * ROW_PX + top + FOOT_PX,
        hovermode="closest",
        shapes=_stripes(len(partners), theme),
        margin={"l": left, "r": 12, "t": top, "b": FOOT_PX},
        annotations=[key],
        xaxis=days,
        yaxis=rows,
        meta={
            "narrow": {
                "xaxis": {**days, "nticks": 4},
                "yaxis": narrow_rows,
                "height": len(partners) * ROW_PX + narrow_top + FOOT_PX,
                "margin": {"l": narrow_left, "r": 8, "t": narrow_top, "b": FOOT_PX},
                "annotations": [narrow_key],
            }
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
