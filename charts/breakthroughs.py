"""Breakthroughs along time, in lanes by field. Days, ranges, month-only and undated events are drawn differently."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.theme import PICKS, SHAPES, SOURCES, Theme, empty, layout, plain, plural, short

# Labels are laid out for the narrowest wide screen; on a wider one they only gain room.
PLOT_PX = 600
CHAR_PX = 6.7
MARK_PX = 12
ROW_PX = 26
LABEL_CHARS = 60
FEWEST_CHARS = 30


def headline(tally: pd.DataFrame) -> str:
    """Takeaway of the timeline: how many breakthroughs, and the field with most of them. `tally`: field, events."""
    if tally.empty:
        return "No breakthroughs match"
    counts = tally.groupby("field").events.sum()
    top = sorted(counts[counts == counts.max()].index)
    words = f"{plural(int(counts.sum()), 'breakthrough')} in {plural(len(counts), 'field')}"
    if len(counts) == 1 or counts.sum() < 3 or len(top) > 2:
        return words
    return f"{words}; {' and '.join(top).lower()} {'lead' if len(top) > 1 else 'leads'} with {counts.max()}{' each' if len(top) > 1 else ''}"


Span = tuple[float, float]


def lay_out(frame: pd.DataFrame, first: date, last: date, width_px: float = PLOT_PX) -> pd.DataFrame:
    """Give each event a row of its own lane so that no two marks or labels of a row overlap.

    Adds `x` (middle of the event's span), `row` (0 = top), `label`, `label_row` and `side`: where the label stands, right or left of
    the span in the same row, or over it in the row above where the span leaves no room on either side.
    """
    px_per_day = width_px / max(1, (last - first).days)
    placed = []
    top = 0
    for _, lane in frame.sort_values(["field_sort", "starts_on", "event_id"]).groupby("field_sort", sort=True):
        rows: list[list[Span]] = []
        for event in lane.itertuples():
            begin = max(0.0, (event.starts_on.date() - first).days * px_per_day)
            end = min(width_px, (event.ends_on.date() - first).days * px_per_day)
            mark, middle = (begin - MARK_PX, end + MARK_PX), (begin + end) / 2
            room = max(width_px - mark[1], mark[0]) - MARK_PX
            label = short(event.title, min(LABEL_CHARS, max(FEWEST_CHARS, int(room / CHAR_PX))))
            need = len(label) * CHAR_PX + MARK_PX
            if mark[1] + need <= width_px:
                side, wanted = "right", [(mark[0], mark[1] + need)]
            elif mark[0] - need >= 0:
                side, wanted = "left", [(mark[0] - need, mark[1])]
            else:
                side, wanted = "over", [(middle - need / 2, middle + need / 2), mark]
            row = _first_free(rows, wanted)
            center = event.starts_on + (event.ends_on - event.starts_on) / 2
            placed.append((event.event_id, center, top + row + len(wanted) - 1, label, top + row, side))
        top += len(rows)
    return frame.merge(
        pd.DataFrame(placed, columns=["event_id", "x", "row", "label", "label_row", "side"]), on="event_id"
    )


def _first_free(rows: list[list[Span]], wanted: list[Span]) -> int:
    """Take the first row, or run of rows, in which the wanted spans touch nothing; new rows are added below."""
    row = 0
    while any(a < d and c < b for (a, b), taken in zip(wanted, rows[row:], strict=False) for c, d in taken):
        row += 1
    rows.extend([] for _ in range(row + len(wanted) - len(rows)))
    for taken, span in zip(rows[row:], wanted, strict=False):
        taken.append(span)
    return row


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
    tops = laid.groupby("field_sort").agg(min=("label_row", "min"), max=("row", "max"))
    for sort, lane in tops.iterrows():
        if list(tops.index).index(sort) % 2 == 0:
            figure.add_hrect(
                y0=lane["min"] - 0.5, y1=lane["max"] + 0.5, fillcolor=theme.surface, line_width=0, layer="below"
            )
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
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": SHAPES[source],
                "size": 13 if source == "review" else 10,
                "color": colours if dated else theme.background,
                "line": {"color": theme.text if dated else colours, "width": 1 if dated else 2},
            },
            meta=PICKS,
            customdata=[
                [
                    e.event_id,
                    f"{plain(e.title)}, {when(e.starts_on, e.ends_on, e.date_precision)}",
                    plain(e.title),
                    when(e.starts_on, e.ends_on, e.date_precision),
                    plain(e.publisher),
                ]
                for e in own.itertuples()
            ],
            hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<br>%{customdata[4]}<extra></extra>",
            showlegend=False,
        )
        # The key is neutral: in the picture the colour is that of the field.
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={
                "symbol": SHAPES[source],
                "size": 13 if source == "review" else 10,
                "color": theme.text if dated else theme.background,
                "line": {"color": theme.text, "width": 2},
            },
            name=SOURCES[source] if dated else f"{SOURCES[source]}, month or no date",
        )
    if not compact:
        figure.add_scatter(
            x=[{"right": e.ends_on, "left": e.starts_on, "over": e.x}[e.side] for e in laid.itertuples()],
            y=laid.label_row,
            mode="text",
            text=[f"    {plain(label)}    " for label in laid.label],
            textposition=["middle center" if side == "over" else f"middle {side}" for side in laid.side],
            textfont={"size": 14, "color": theme.text},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
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
    days = (last - first).days
    figure.update_xaxes(
        range=[first, last], showline=True, tickformat="%-d %b" if days < 100 else "%b %Y", nticks=6 if compact else 12
    )
    return figure
