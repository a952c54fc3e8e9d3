"""Breakthroughs along time, in lanes by field. Days, ranges, month-only and undated events are drawn differently."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.theme import SHAPES, SOURCES, Theme, empty, layout, plain, short

# Labels are laid out for the narrowest wide screen; on a wider one they only gain room.
PLOT_PX = 940
CHAR_PX = 6.9
MARK_PX = 10
ROW_PX = 26
LABEL_CHARS = 46


def headline(frame: pd.DataFrame) -> str:
    """Takeaway of the timeline: how many breakthroughs, and the field with most of them."""
    if frame.empty:
        return "No breakthroughs match"
    counts = frame.field.value_counts()
    top = sorted(counts[counts == counts.max()].index)
    words = f"{len(frame)} breakthrough{'' if len(frame) == 1 else 's'} in {len(counts)} field{'' if len(counts) == 1 else 's'}"
    if len(frame) < 3 or len(top) > 2:
        return words
    return f"{words}; {' and '.join(top).lower()} {'lead' if len(top) > 1 else 'leads'} with {counts.max()}{' each' if len(top) > 1 else ''}"


def lay_out(frame: pd.DataFrame, first: date, last: date, width_px: float = PLOT_PX) -> pd.DataFrame:
    """Give each event a row of its own lane so that no two marks or labels of a row overlap.

    Adds `x` (middle of the event's span), `row` (0 = top), `side` (right or left: where the label stands) and `label`.
    """
    px_per_day = width_px / max(1, (last - first).days)
    placed = []
    top = 0
    for _, lane in frame.sort_values(["field_sort", "starts_on", "event_id"]).groupby("field_sort", sort=True):
        rows: list[list[tuple[float, float]]] = []
        for event in lane.itertuples():
            begin = max(0.0, (event.starts_on.date() - first).days * px_per_day)
            end = min(width_px, (event.ends_on.date() - first).days * px_per_day)
            label = short(event.title, LABEL_CHARS)
            need = len(label) * CHAR_PX + MARK_PX
            side = "right" if end + MARK_PX + need <= width_px else "left"
            span = (begin - MARK_PX, end + MARK_PX + need) if side == "right" else (begin - MARK_PX - need, end + MARK_PX)
            row = next((i for i, taken in enumerate(rows) if all(span[0] > b or span[1] < a for a, b in taken)), len(rows))
            if row == len(rows):
                rows.append([])
            rows[row].append(span)
            middle = event.starts_on + (event.ends_on - event.starts_on) / 2
            placed.append({"event_id": event.event_id, "x": middle, "row": top + row, "side": side, "label": label})
        top += len(rows)
    return frame.merge(pd.DataFrame(placed), on="event_id") if placed else frame


def when(starts_on: date, ends_on: date, precision: str) -> str:
    """The date as words, no more exact than the source."""
    if precision == "unknown":
        return f"no date given ({starts_on:%B %Y})"
    if precision == "month":
        return f"{starts_on:%B %Y}"
    if starts_on == ends_on:
        return f"{starts_on.day} {starts_on:%B %Y}"
    return f"{starts_on.day} {starts_on:%B %Y} to {ends_on.day} {ends_on:%B %Y}"


def timeline(frame: pd.DataFrame, first: date, last: date, theme: Theme, compact: bool = False) -> go.Figure:
    """Lanes by field from `first` to `last`; labels never share their place.

    A filled mark is a day, a bar a range, an open mark with a thin bar a month, an open mark with a dotted bar an undated
    event. Diamonds are the review, circles context reporting. customdata[0] is the event_id.
    """
    if frame.empty:
        return empty("No breakthroughs match the filters.", theme)
    laid = lay_out(frame, first, last)
    figure = go.Figure()
    rows = int(laid.row.max()) + 1
    tops = laid.groupby("field_sort").row.agg(["min", "max"])
    for sort, lane in tops.iterrows():
        if list(tops.index).index(sort) % 2 == 0:
            figure.add_hrect(y0=lane["min"] - 0.5, y1=lane["max"] + 0.5, fillcolor=theme.surface, line_width=0, layer="below")
    for precision, dash, width in (("day", "solid", 7), ("month", "solid", 2), ("unknown", "dot", 2)):
        spans = laid[(laid.date_precision == precision) & (laid.starts_on != laid.ends_on)]
        for event in spans.itertuples():
            figure.add_scatter(
                x=[event.starts_on, event.ends_on],
                y=[event.row, event.row],
                mode="lines",
                line={"color": theme.field(event.field_sort), "width": width, "dash": dash},
                hoverinfo="skip",
                showlegend=False,
            )
    for (source, dated), own in laid.groupby([laid.source, laid.date_precision == "day"]):
        colours = [theme.field(sort) for sort in own.field_sort]
        figure.add_scatter(
            x=own.x,
            y=own.row,
            mode="markers" if compact else "markers+text",
            text=None if compact else own.label.map(plain),
            textposition=None if compact else [f"middle {side}" for side in own.side],
            textfont={"size": 14, "color": theme.text},
            cliponaxis=False,
            marker={
                "symbol": SHAPES[source],
                "size": 13 if source == "review" else 10,
                "color": colours if dated else theme.background,
                "line": {"color": colours, "width": 2},
            },
            customdata=[
                [e.event_id, plain(e.title), when(e.starts_on, e.ends_on, e.date_precision), plain(e.publisher)]
                for e in own.itertuples()
            ],
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>",
            name=SOURCES[source] if dated else f"{SOURCES[source]}, month or no date",
        )
    lanes = laid.drop_duplicates("field_sort").sort_values("field_sort")
    middles = [(tops.loc[s, "min"] + tops.loc[s, "max"]) / 2 for s in lanes.field_sort]
    layout(figure, theme, max(180, rows * (16 if compact else ROW_PX) + 90), margin={"l": 8, "r": 8, "t": 30, "b": 8})
    if compact:
        figure.update_layout(height=300, showlegend=False, margin={"t": 8})
    figure.update_yaxes(
        range=[rows - 0.4, -0.6],
        tickvals=middles,
        ticktext=lanes.field.map(plain),
        tickfont={"color": theme.text, "size": 12 if compact else 14},
        showgrid=False,
        ticklen=0,
    )
    figure.update_xaxes(range=[first, last], showline=True, tickformat="%b %Y", nticks=12)
    return figure
