"""The period at a glance: events per section, the review and context reporting told apart."""

import pandas as pd
import plotly.graph_objects as go

from charts.theme import SOURCES, Theme, empty, layout

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
    figure = go.Figure()
    order = [name for name in SECTIONS if frame.loc[frame.section == name, "events"].sum()]
    for source, label in SOURCES.items():
        own = frame[frame.source == source].set_index("section").events.reindex(order).fillna(0).astype(int)
        if not own.sum():
            continue
        figure.add_bar(
            y=[SECTIONS[name] for name in order],
            x=own,
            orientation="h",
            name=label,
            text=[str(v) if v else "" for v in own],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": theme.background if source == "review" else theme.text},
            marker={
                "color": theme.review if source == "review" else theme.line,
                "pattern": {"shape": "" if source == "review" else "/", "size": 6, "fgcolor": theme.quiet},
                "line": {"color": theme.review if source == "review" else theme.muted, "width": 1},
            },
            hovertemplate=f"<b>%{{y}}</b><br>{label}: %{{x}} events<extra></extra>",
        )
    layout(figure, theme, 250, barmode="stack", bargap=0.35)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(categoryorder="array", categoryarray=[SECTIONS[n] for n in order][::-1], showgrid=False)
    figure.update_yaxes(tickfont={"color": theme.text, "size": 14}, ticklen=0)
    return figure
