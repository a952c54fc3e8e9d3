"""The network of partners told as partners by kind of tie, and what that shares with the timeline of partners: rows and their axis."""

import pandas as pd
import plotly.graph_objects as go

from charts.lettering import apart, width_px
from charts.theme import MARKS, PICKS, Theme, Trace, draw, empty, exact, plain, plural

# At most so many partners are rows, those with most events.
ROWS = 60
ROW_PX = 23
NAME_PX, NARROW_NAME_PX = 256, 118


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


def rows_axis(partners: list[tuple[str, str, str, int]], theme: Theme, room_px: int) -> tuple[Trace, int]:
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


def stripes(rows: int, theme: Theme) -> list[dict[str, object]]:
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
    rows, left = rows_axis(partners, theme, NAME_PX)
    narrow_rows, narrow_left = rows_axis(partners, theme, NARROW_NAME_PX)
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
        shapes=stripes(len(partners), theme),
        margin={"l": left, "r": 30, "t": 84, "b": 4},
        xaxis=across,
        yaxis=rows,
        meta={
            "rows": [[name, at - 0.5, at + 0.5] for at, (_, name, *_) in enumerate(partners)],
            "narrow": {
                # Upright, as words at an angle would leave the picture beside the last column.
                "xaxis": {**across, "tickangle": -90},
                "yaxis": narrow_rows,
                "margin": {"l": narrow_left, "r": 8, "t": 84, "b": 4},
            },
        },
    )
