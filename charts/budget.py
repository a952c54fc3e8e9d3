"""Budget figures as the documents state them: amounts, stated growth and yearly runs. Never computes growth."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.theme import SHAPES, Theme, empty, exact, layout, number, plain, signed

PLANNED = ("draft", "approved")
OUTTURN = ("executed", "final")
LEADING = "central_st"
# From the least to the most settled: where a year has several figures, the last one speaks for it.
SETTLED = ("preliminary", "draft", "approved", "awarded", "revised", "executed", "final")
DRAWN = ("planned", "preliminary", "awarded", "revised", "outturn")
BASIS = {
    "planned": "Draft or approved budget",
    "outturn": "Executed or final account",
    "preliminary": "First estimate",
    "revised": "Later revision",
    "awarded": "Awarded",
}


def newest(frame: pd.DataFrame) -> pd.Series:
    """The figure of the newest year; of several the most settled one."""
    return frame.assign(rank=frame.basis.map(SETTLED.index)).sort_values(["year", "rank"]).iloc[-1]


def review_headline(frame: pd.DataFrame) -> str:
    """Takeaway of the review's budget lines: the growth of science and technology and its place among the lines."""
    own = frame[frame.series_id == LEADING]
    if own.empty:
        return "No budget lines match"
    growth = float(own.growth_pct.iloc[0])
    above = frame[frame.growth_pct > growth].sort_values("growth_pct", ascending=False)
    words = f"{own.item.iloc[0]} {own.year.iloc[0]}: {exact(own.bn_cny.iloc[0])} billion yuan, {signed(growth)}"
    if above.empty:
        return f"{words}, the largest stated growth of the {len(frame)} lines"
    rivals = " and ".join(f"{row.item.lower()} ({signed(row.growth_pct)})" for row in above.itertuples())
    return f"{words}; of the {len(frame)} lines only {rivals} grow{'s' if len(above) == 1 else ''} more"


def review_lines(frame: pd.DataFrame, theme: Theme, compact: bool = False) -> go.Figure:
    """Two panels that share the order of items: amount in billion yuan, and stated growth in percent.

    Rows of `frame` (item, series_id, bn_cny, growth_pct, as_printed) run top to bottom; science and technology stands out.
    """
    if frame.empty:
        return empty("No budget lines match the filters.", theme)
    items = frame.item.map(plain)
    colours = [theme.accent if s == LEADING else theme.quiet for s in frame.series_id]
    figure = make_subplots(
        cols=2,
        shared_yaxes=True,
        horizontal_spacing=0.04,
        column_widths=[0.6, 0.4],
        subplot_titles=("Amount, billion yuan", "Stated growth, %"),
    )
    hover = "<b>%{y}</b><br>%{customdata[0]}<extra></extra>"
    printed = [[f"printed: {plain(text)}"] for text in frame.as_printed]
    figure.add_bar(
        y=items,
        x=frame.bn_cny,
        orientation="h",
        marker_color=colours,
        text=[number(v) if compact else exact(v) for v in frame.bn_cny],
        textposition="outside",
        cliponaxis=False,
        customdata=printed,
        hovertemplate=hover,
        name="amount",
    )
    figure.add_bar(
        y=items,
        x=frame.growth_pct,
        orientation="h",
        marker_color=colours,
        text=[signed(v) for v in frame.growth_pct],
        textposition="outside",
        cliponaxis=False,
        customdata=printed,
        hovertemplate=hover,
        name="growth",
        col=2,
        row=1,
    )
    layout(figure, theme, 300 if compact else 330, bargap=0.35, showlegend=False)
    figure.update_xaxes(visible=False, rangemode="tozero")
    figure.update_xaxes(range=[0, float(frame.bn_cny.max()) * 1.22], col=1)
    low, high = min(0.0, float(frame.growth_pct.min())), max(0.0, float(frame.growth_pct.max()))
    figure.update_xaxes(range=[low * 1.5, high * (1.5 if compact else 1.3)], col=2)
    figure.update_yaxes(categoryorder="array", categoryarray=list(items)[::-1], showgrid=False, ticklen=0)
    figure.update_yaxes(tickfont={"color": theme.text, "size": 14})
    for note, x in zip(figure.layout.annotations, (0, figure.layout.xaxis2.domain[0]), strict=True):
        note.update(x=x, xanchor="left", font={"color": theme.muted, "size": 14})
    return figure


def central_headline(frame: pd.DataFrame) -> str:
    """Takeaway: what was planned and what was spent on science and technology in the last year that has both."""
    own = frame[frame.series_id == LEADING]
    planned = own[own.basis.isin(PLANNED)].groupby("year").bn_cny.last()
    spent = own[own.basis.isin(OUTTURN)].groupby("year").bn_cny.last()
    both = sorted(set(planned.index) & set(spent.index))
    if not both:
        return "Central lines year by year"
    year = both[-1]
    return f"Science and technology {year}: {exact(planned[year])} billion yuan planned, {exact(spent[year])} billion spent"


def _group(basis: str) -> str:
    return "planned" if basis in PLANNED else "outturn" if basis in OUTTURN else basis


def _runs(frame: pd.DataFrame, value: str) -> pd.DataFrame:
    """Rows of one line by year with an empty year put in at each gap, so that no stroke bridges it."""
    rows = frame.sort_values("year")
    years = pd.DataFrame({"year": range(int(rows.year.min()), int(rows.year.max()) + 1)})
    return years.merge(rows, on="year", how="left") if not rows.empty else rows.assign(**{value: []})


def _add_runs(
    figure: go.Figure, frame: pd.DataFrame, value: str, colour: str, theme: Theme, where: dict[str, int]
) -> None:
    """One stroke per basis group: solid with filled marks for what was spent, dotted with open marks for what was planned."""
    unit = " bn yuan" if value == "bn_cny" else "\u202f%"
    groups = frame.assign(group=frame.basis.map(_group)).groupby("group")
    # What was spent is drawn last and smaller, so that a plan at the same place shows as a ring around it.
    for group, rows in sorted(groups, key=lambda pair: list(DRAWN).index(pair[0])):
        run = _runs(rows, value)
        shapes = [_shape(source, quality) for source, quality in zip(run.source, run.quality, strict=True)]
        open_marks = group in {"planned", "preliminary"}
        figure.add_scatter(
            x=run.year,
            y=run[value],
            mode="markers" if group == "revised" else "lines+markers",
            connectgaps=False,
            line={"color": colour, "width": 2, "dash": "dot" if open_marks else "solid"},
            marker={
                "symbol": ["x-thin"] * len(run)
                if group == "revised"
                else [f"{s}-open" if open_marks else s for s in shapes],
                "size": [(12 if open_marks else 8) + (2 if s == "diamond" else 0) for s in shapes],
                "opacity": 1,
                "color": colour,
                "line": {"color": colour, "width": 2},
            },
            customdata=[
                [exact(v) if v == v else "", plain(b), plain(p), f"<br>stated growth {signed(g)}" if g == g else ""]
                for v, b, p, g in zip(run[value], run.basis, run.publisher, run.growth_pct, strict=True)
            ],
            hovertemplate="<b>%{x}</b> %{customdata[1]}: %{customdata[0]}"
            + unit
            + "%{customdata[3]}<br>%{customdata[2]}<extra></extra>",
            name=BASIS.get(str(group), str(group)),
            showlegend=False,
            **where,
        )


def _shape(source: object, quality: object) -> str:
    """Diamond = the review; square = read in a transcription; circle = other context reporting."""
    return "square" if quality == "transcription" else SHAPES.get(str(source), "circle")


def _legend(figure: go.Figure, groups: list[str], theme: Theme) -> None:
    for group in groups:
        open_marks = group in {"planned", "preliminary"}
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers" if group == "revised" else "lines+markers",
            name=BASIS[group],
            line={"color": theme.text, "width": 2, "dash": "dot" if open_marks else "solid"},
            marker={
                "symbol": "x-thin" if group == "revised" else "circle-open" if open_marks else "circle",
                "size": 11 if open_marks else 8,
                "color": theme.text,
                "line": {"color": theme.text, "width": 2},
            },
        )


def panels(frame: pd.DataFrame, theme: Theme, columns: int = 4, row_height: int = 210) -> go.Figure:
    """One small panel per series: amount or share by year, planned and spent told apart, gaps left open.

    Each panel has its own scale from zero; the newest value is written beside its mark.
    """
    if frame.empty:
        return empty("No figures match the filters.", theme)
    series = frame.drop_duplicates("series_id").sort_values("sort")
    rows = -(-len(series) // columns)
    units = {"billion yuan": "bn yuan", "percent of GDP": "% of GDP", "percent of GERD": "% of R&D spending"}
    titles = [f"<b>{plain(r.item)}</b>, {plain(units[r.unit])}" for r in series.itertuples()]
    figure = make_subplots(
        rows=rows,
        cols=columns,
        subplot_titles=titles,
        horizontal_spacing=0.05,
        vertical_spacing=min(0.3, 58 / (rows * row_height)),
    )
    first, last = int(frame.year.min()), int(frame.year.max())
    for index, line in enumerate(series.itertuples()):
        own = frame[frame.series_id == line.series_id]
        value = "bn_cny" if line.unit == "billion yuan" else "share_pct"
        where = {"row": index // columns + 1, "col": index % columns + 1}
        _add_runs(figure, own, value, theme.accent if line.series_id == LEADING else theme.text, theme, where)
        latest = newest(own)
        # In the corner above every mark, where nothing is drawn.
        figure.add_annotation(
            x=last + 0.8,
            y=float(own[value].max()) * 1.34,
            text=f"{latest.year} {plain(latest.basis)}: <b>{'about ' if latest.rounded else ''}{exact(latest[value])}</b>",
            showarrow=False,
            yanchor="top",
            xanchor="right",
            **where,
        )
        figure.update_yaxes(range=[0, float(own[value].max()) * 1.36], nticks=4, tickformat=",~g", **where)
    groups = list(dict.fromkeys(frame.basis.map(_group)))
    _legend(figure, [g for g in BASIS if g in groups], theme)
    layout(
        figure, theme, rows * row_height + 70, margin={"l": 8, "r": 12, "t": 70, "b": 8}, separators=f".{chr(0x202F)}"
    )
    figure.update_layout(legend={"yref": "container", "y": 0.995, "yanchor": "top"})
    figure.update_xaxes(range=[first - 0.6, last + 0.8], tickformat="d", nticks=5, showgrid=False, showline=True)
    for note in figure.layout.annotations[: len(titles)]:
        note.update(xanchor="left", x=note.x - (1 - 0.05 * (columns - 1)) / columns / 2, font={"size": 14})
    return figure


LEVELS = {
    "national_fiscal_st_nbs": "National, statistics bureau's wider scope",
    "national_st": "National, finance ministry",
    "central_incl_transfers_st": "Central with transfers to local governments",
    "central_st": "Central government's own",
}


def levels_headline(frame: pd.DataFrame) -> str:
    """Takeaway: the newest executed amounts of both levels in a year that has both."""
    spent = frame[frame.basis.isin(OUTTURN)]
    own = spent[spent.series_id == "central_st"].set_index("year").bn_cny
    all_ = spent[spent.series_id == "national_st"].set_index("year").bn_cny
    both = sorted(set(own.index) & set(all_.index))
    if not both:
        return "Science and technology by level of account"
    year = both[-1]
    return (
        f"{year}: the central government spent {exact(own[year])} billion yuan of its own on science and technology; "
        f"with local governments it was {exact(all_[year])} billion"
    )


def levels(frame: pd.DataFrame, theme: Theme) -> go.Figure:
    """Science and technology on each level of account, billion yuan by year; every level is a stroke of its own."""
    if frame.empty:
        return empty("No figures match the filters.", theme)
    figure = go.Figure()
    colours = dict(
        zip(LEVELS, (theme.categories[5], theme.categories[2], theme.categories[9], theme.accent), strict=True)
    )
    for series_id, label in LEVELS.items():
        own = frame[frame.series_id == series_id]
        if own.empty:
            continue
        _add_runs(figure, own, "bn_cny", colours[series_id], theme, {})
        ended = own.year.max() < frame.year.max() - 8
        told = own.sort_values("year").iloc[0] if ended else newest(own)
        figure.add_annotation(
            x=told.year,
            y=told.bn_cny,
            text=f"<b>{plain(label)}</b>",
            font={"color": colours[series_id]},
            showarrow=False,
            yshift=-18 if series_id.startswith("central_incl") else 18,
            xanchor="left" if ended else "right",
        )
    groups = list(dict.fromkeys(frame.basis.map(_group)))
    _legend(figure, [g for g in BASIS if g in groups], theme)
    layout(figure, theme, 420)
    figure.update_yaxes(
        range=[0, float(frame.bn_cny.max()) * 1.15],
        tickformat=",~g",
        title={"text": "billion yuan", "font": {"size": 14}},
    )
    figure.update_xaxes(
        range=[frame.year.min() - 0.5, frame.year.max() + 0.5], tickformat="d", showgrid=False, showline=True
    )
    figure.update_layout(separators=".\u202f")
    return figure


def research_headline(frame: pd.DataFrame) -> str:
    """Takeaway: newest R&D spending and intensity, and whether they are first estimates."""
    words = []
    for series_id, say in (("gerd", "R&D spending of {} billion yuan"), ("rd_intensity", "{} % of GDP")):
        own = frame[(frame.series_id == series_id) & (frame.basis != "revised")]
        if own.empty:
            continue
        latest = newest(own)
        value = latest.bn_cny if series_id == "gerd" else latest.share_pct
        note = " (first estimate)" if latest.basis == "preliminary" else ""
        about = "about " if latest.rounded else ""
        words.append(f"{say.format(about + exact(value))} in {latest.year}{note}")
    return "; ".join(words) or "No figures match"
