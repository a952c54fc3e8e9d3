"""The budget lines that the review prints: amount and stated growth, in the order that the reader chooses. Never computes growth."""

import pandas as pd
import plotly.graph_objects as go

from charts.theme import PICKS, Theme, Trace, draw, empty, exact, number, plain, signed

PLANNED = ("draft", "approved")
OUTTURN = ("executed", "final")
LEADING = "central_st"
# From the least to the most settled: where a year has several figures, the last one speaks for it.
SETTLED = ("preliminary", "draft", "approved", "awarded", "revised", "executed", "final")
ORDERS = {"amount": "Amount", "growth": "Growth", "name": "Name"}


def newest(frame: pd.DataFrame) -> pd.Series:
    """The figure of the newest year; of several the most settled one."""
    return frame.assign(rank=frame.basis.map(SETTLED.index)).sort_values(["year", "rank"]).iloc[-1]


def ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """Lines from top to bottom: largest amount, largest stated growth (unstated last) or name first; equals by name."""
    by = {"amount": ["bn_cny", "item"], "growth": ["growth_pct", "item"], "name": ["item"]}[order]
    return frame.sort_values(by, ascending=[column == "item" for column in by], kind="stable")


def review_headline(frame: pd.DataFrame) -> str:
    """Takeaway of the review's budget lines: the growth of science and technology and its place among the lines."""
    own = frame[frame.series_id == LEADING]
    if own.empty:
        return "No budget lines match"
    amount = f"{own.item.iloc[0]}, {own.year.iloc[0]} {own.basis.iloc[0]}: {exact(own.bn_cny.iloc[0])} billion yuan"
    growth = float(own.growth_pct.iloc[0])
    if growth != growth:
        return f"{amount}, growth not stated"
    above = frame[frame.growth_pct > growth].sort_values("growth_pct", ascending=False)
    words = f"{amount}, {signed(growth)}"
    if above.empty:
        return f"{words}, the largest stated growth of the {len(frame)} lines"
    rivals = " and ".join(f"{row.item.lower()} ({signed(row.growth_pct)})" for row in above.itertuples())
    return f"{words}; of the {len(frame)} lines only {rivals} grow{'s' if len(above) == 1 else ''} more"


def review_lines(frame: pd.DataFrame, theme: Theme, order: str = "amount", compact: bool = False) -> go.Figure:
    """Two panels that share the order of lines: amount in billion yuan, and stated growth in percent.

    The bars keep their ids in every order, so that they glide; science and technology stands out by colour and weight. A line that is
    pointed at in one panel is pointed at in both.
    """
    if frame.empty:
        return empty("No budget lines match the filters.", theme)
    rows = ordered(frame, order)
    size = theme.text_px if compact else theme.text_px + 3
    places = list(range(len(rows)))[::-1]
    stated = rows.growth_pct.notna()
    growth = [signed(v) if told else "not stated" for v, told in zip(rows.growth_pct, stated, strict=True)]
    told = [
        [
            f"figure:{row.figure_id}",
            f"{plain(row.item)} {row.year} {plain(row.basis)}: {exact(row.bn_cny)} billion yuan, stated growth {grown}; "
            f"{plain(row.document_title)}, {plain(row.locator)}",
            f"<b>{plain(row.item)}</b> {row.year}",
        ]
        for row, grown in zip(rows.itertuples(), growth, strict=True)
    ]
    bar: Trace = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "ids": list(rows.figure_id),
        "customdata": told,
        "meta": PICKS,
        "marker": {"color": [theme.accent if s == LEADING else theme.quiet for s in rows.series_id]},
        "textposition": "outside",
        "textfont": {"size": size},
        "cliponaxis": False,
    }
    amounts = [number(v) if compact else exact(v) for v in rows.bn_cny]
    bold = [f"<b>{text}</b>" if s == LEADING else text for s, text in zip(rows.series_id, amounts, strict=True)]
    bold_growth = [f"<b>{text}</b>" if s == LEADING else text for s, text in zip(rows.series_id, growth, strict=True)]
    traces = [
        bar
        | {
            "x": list(rows.bn_cny),
            "text": bold,
            "name": "Amount",
            "hovertemplate": "%{customdata[2]}: <b>%{text}</b> bn yuan<extra></extra>",
        },
        bar
        | {
            "x": [v if has else 0.0 for v, has in zip(rows.growth_pct, stated, strict=True)],
            "text": bold_growth,
            "name": "Stated growth",
            "xaxis": "x2",
            "hovertemplate": "Stated growth: <b>%{text}</b><extra></extra>",
        },
    ]
    low, high = min(0.0, float(rows.growth_pct.min())), max(0.1, float(rows.growth_pct.max()))
    names = [f"<b>{plain(r.item)}</b>" if r.series_id == LEADING else plain(r.item) for r in rows.itertuples()]
    heads = [
        {
            "text": text,
            "x": 0,
            "xref": f"{axis} domain",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": theme.text_px, "color": theme.muted},
        }
        for text, axis in (("Amount, billion yuan", "x"), ("Stated growth, %", "x2"))
    ]
    axis = {"visible": False, "fixedrange": True, "automargin": False}
    y_axis = {
        "tickvals": places,
        "ticktext": names,
        "showgrid": False,
        "ticklen": 0,
        "fixedrange": True,
        "range": [-0.6, len(rows) - 0.4],
        "tickfont": {"color": theme.text, "size": size},
        "ticklabelstandoff": 8,
        # A margin that is measured while bars glide would end their gliding.
        "automargin": False,
    }
    above = [
        {
            "text": name,
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": place + 0.3,
            "yanchor": "bottom",
            "showarrow": False,
        }
        for name, place in zip(names, places, strict=True)
    ]
    return draw(
        traces,
        theme,
        300 if compact else 56 + 52 * len(rows),
        margin={"l": 24 + max(map(len, rows.item)) * size * 9 // 20, "r": 8, "t": 34, "b": 8},
        bargap=0.35,
        showlegend=False,
        separators=".\u202f",
        hovermode="y",
        annotations=heads,
        xaxis=axis | {"domain": [0, 0.58], "range": [0, float(rows.bn_cny.max()) * (1.22 if compact else 1.18)]},
        xaxis2=axis | {"domain": [0.64, 1], "range": [low * 1.5, high * (1.5 if compact else 1.35)]},
        yaxis=y_axis,
        # No room for names beside the bars: they stand over them.
        meta={
            "together": "y",
            "rows": [[item, place + 0.5, place - 0.5] for item, place in zip(rows.item, places, strict=True)],
            "narrow": {
                "yaxis": y_axis | {"showticklabels": False, "range": [-0.6, len(rows)]},
                "xaxis": axis | {"domain": [0, 0.55], "range": [0, float(rows.bn_cny.max()) * 1.6]},
                "xaxis2": axis | {"domain": [0.62, 1], "range": [low * 1.5, high * 1.8]},
                "annotations": [*heads, *above],
                "bargap": 0.6,
                "height": 56 + 52 * len(rows),
                "margin": {"l": 4, "r": 8, "t": 34, "b": 8},
            },
        },
    )
