"""The period at a glance: events per section, the review and context reporting told apart."""

import pandas as pd
import plotly.graph_objects as go

from charts.theme import PICKS, SOURCES, Theme, draw, empty, number, plural

SECTIONS = {
    "budget": "Budget and policy",
    "collaboration": "Collaboration",
    "breakthrough": "Breakthroughs",
    "diplomacy": "Diplomacy",
}


def sections(frame: pd.DataFrame, theme: Theme) -> go.Figure:
    """Bars of whole events per section (frame: section, source, events); the review is solid, context reporting striped."""
    if frame.empty or not frame.events.sum():
        return empty("No events match the filters.", theme)
    order = [name for name in SECTIONS if frame.loc[frame.section == name, "events"].sum()]
    traces = []
    for source, label in SOURCES.items():
        own = frame[frame.source == source].set_index("section").events.reindex(order).fillna(0).astype(int)
        if not own.sum():
            continue
        reviewed = source == "review"
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": label,
                "y": [SECTIONS[name] for name in order],
                "x": own.to_list(),
                "text": [number(v, 0) if v else "" for v in own],
                "textposition": "auto",
                "insidetextanchor": "middle",
                "textangle": 0,
                "insidetextfont": {"color": theme.background if reviewed else theme.text},
                "marker": {
                    "color": theme.review if reviewed else theme.line,
                    "pattern": {"shape": "" if reviewed else "/", "size": 6, "fgcolor": theme.quiet},
                    "line": {"color": theme.review if reviewed else theme.muted, "width": 1},
                },
                "meta": PICKS,
                "customdata": [
                    [f"section:{name}/{source}", f"{SECTIONS[name]}: {plural(int(own[name]), 'event')}, {label}"]
                    for name in order
                ],
                "hovertemplate": f"<b>%{{y}}</b><br>{label}: %{{x}} events<extra></extra>",
            }
        )
    names = {"showgrid": False, "ticklen": 0, "tickfont": {"color": theme.text, "size": theme.text_px}}
    return draw(
        traces,
        theme,
        44 * len(order) + 44,
        barmode="stack",
        bargap=0.35,
        margin={"l": 150, "r": 8, "t": 36, "b": 4},
        xaxis={"visible": False},
        yaxis={
            "categoryorder": "array",
            "categoryarray": [SECTIONS[n] for n in order][::-1],
            "automargin": False,
            **names,
        },
        meta={"rows": [[SECTIONS[n], at + 0.5, at - 0.5] for at, n in reversed(list(enumerate(order[::-1])))]},
    )
