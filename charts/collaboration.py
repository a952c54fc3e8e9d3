"""Where China works with whom: partner countries by number of events, pins at the places. Draws no border of its own."""

import pandas as pd
import plotly.graph_objects as go

from charts.theme import SHAPES, SOURCES, Theme, layout, plain, plural

# Upper bound and words of each class of the legend, in whole events.
HOME = "CHN"
CLASSES = ((1, "1"), (2, "2"), (4, "3–4"), (8, "5–8"), (10**9, "9 or more"))


def headline(countries: pd.DataFrame, events: int) -> str:
    """Takeaway of the map: how many partner countries, and who comes first."""
    if not events:
        return "No collaboration events match"
    if countries.empty:
        return f"{plural(events, 'collaboration event')}, none with a partner country named"
    top = countries[countries.events == countries.events.max()]
    share = f"{plural(events, 'collaboration event')} with {len(countries)} partner {'countries' if len(countries) > 1 else 'country'}"
    if len(top) > 3 or top.events.iloc[0] == 1:
        return share
    names = " and ".join(top.country)
    return f"{share}; {names} {'take' if len(top) > 1 else 'takes'} part most often ({plural(int(top.events.iloc[0]), 'event')}{' each' if len(top) > 1 else ''})"


def with_titles(pins: pd.DataFrame, events: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """`pins` with `titles`: those of `events` (newest first) at the same place and source, one a line, at most `most`."""
    at = ["lat", "lon", "source"]
    told = events.groupby(at).title.agg(lambda titles: "\n".join(titles.head(most))).rename("titles").reset_index()
    return pins.merge(told, on=at, how="left").fillna({"titles": ""})


def _class(events: int) -> int:
    return next(i for i, (upper, _) in enumerate(CLASSES) if events <= upper)


def world(
    countries: pd.DataFrame,
    pins: pd.DataFrame,
    land: pd.DataFrame,
    geometry_url: str,
    theme: Theme,
    compact: bool = False,
) -> go.Figure:
    """World map: partner countries shaded by whole events in steps, pins where events took place.

    `countries`: iso3, country, events, review, context, fields; `pins`: place, lat, lon (degrees), source, events, titles;
    `land`: iso3, name, disputed of every shape behind `geometry_url`, with lat, lon where it is too small to be seen and a dot stands
    for it. A diamond is the review, a circle context reporting.
    """
    shapes = {"geojson": geometry_url, "locationmode": "geojson-id", "featureidkey": "id", "showscale": False}
    # Not in the colour of the sea: it would wipe out small islands.
    edge = {"color": theme.muted, "width": 0.4}
    figure = go.Figure()
    quiet = land[~land.disputed]
    figure.add_choropleth(
        **shapes,
        locations=quiet.iso3,
        z=[0] * len(quiet),
        colorscale=[[0, theme.line], [1, theme.line]],
        marker_line=edge,
        text=[
            "China: its own side of every event; the pins show where"
            if shape.iso3 == HOME
            else f"{plain(shape.name_)}: no event in the selection"
            for shape in quiet.rename(columns={"name": "name_"}).itertuples()
        ],
        hovertemplate="%{text}<extra></extra>",
        name="land",
    )
    small = land[land.lat.notna()]
    _dots(figure, small[~small.iso3.isin(countries.iso3)], theme.line, theme, 4)
    disputed = land[land.disputed]
    if not disputed.empty:
        figure.add_choropleth(
            **shapes,
            locations=disputed.iso3,
            z=[0] * len(disputed),
            colorscale=[[0, theme.surface], [1, theme.surface]],
            marker_line={"color": theme.muted, "width": 1},
            text=disputed["name"].map(plain),
            hovertemplate="%{text}: disputed, drawn apart<extra></extra>",
            name="disputed",
        )
        figure.add_scattergeo(
            lat=[None],
            lon=[None],
            mode="markers",
            marker={
                "symbol": "square",
                "size": 14,
                "color": theme.surface,
                "line": {"color": theme.muted, "width": 1.5},
            },
            name="Disputed, drawn apart",
            hoverinfo="skip",
        )
    steps = [theme.steps[i] for i in (2, 4, 5, 7, 9)]
    for index, (_, words) in enumerate(CLASSES):
        own = countries[[_class(n) == index for n in countries.events]] if len(countries) else countries
        if own.empty:
            continue
        figure.add_choropleth(
            **shapes,
            locations=own.iso3,
            z=[index] * len(own),
            colorscale=[[0, steps[index]], [1, steps[index]]],
            marker_line=edge,
            customdata=[
                [plain(r.country), plural(r.events, "event"), r.review, r.context, plain(r.fields)]
                for r in own.itertuples()
            ],
            hovertemplate="<b>%{customdata[0]}</b>: %{customdata[1]}<br>the review %{customdata[2]}, context "
            "reporting %{customdata[3]}<br>%{customdata[4]}<extra></extra>",
            name=f"{words} event{'' if words == '1' else 's'}",
            showlegend=False,
        )
        _dots(figure, small[small.iso3.isin(own.iso3)], steps[index], theme, 9)
        # A choropleth has no key of its own, so a square outside the map stands for it.
        figure.add_scattergeo(
            lat=[None],
            lon=[None],
            mode="markers",
            marker={"symbol": "square", "size": 14, "color": steps[index]},
            name=f"{words} event{'' if words == '1' else 's'}",
            hoverinfo="skip",
        )
    # The review comes last and so lies on top.
    for source, label in reversed(SOURCES.items()):
        own = pins[pins.source == source]
        if own.empty:
            continue
        figure.add_scattergeo(
            lat=own.lat,
            lon=own.lon,
            mode="markers",
            marker={
                "symbol": SHAPES[source],
                "opacity": 1,
                "size": [min(24, (11 if source == "review" else 8) + 2 * (n - 1)) for n in own.events],
                "color": theme.review if source == "review" else theme.background,
                "line": {"color": theme.background if source == "review" else theme.text, "width": 1.5},
            },
            customdata=[
                [plain(r.place), plural(r.events, "event"), plain(r.titles).replace("\n", "<br>")]
                for r in own.itertuples()
            ],
            hovertemplate="<b>%{customdata[0]}</b>: %{customdata[1]} here<br>%{customdata[2]}<extra></extra>",
            name=f"Place, {label[0].lower()}{label[1:]}",
        )
    layout(
        figure,
        theme,
        300 if compact else 480,
        showlegend=not compact,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend={"orientation": "h", "x": 0.5, "xanchor": "center", "y": 0, "yanchor": "top"},
    )
    figure.update_geos(
        projection_type="natural earth",
        fitbounds=False,
        lataxis_range=[-58, 84],
        lonaxis_range=[-180, 180],
        resolution=110,
        visible=False,
        showframe=False,
        bgcolor="rgba(0,0,0,0)",
    )
    return figure


def _dots(figure: go.Figure, small: pd.DataFrame, colour: str, theme: Theme, size: int) -> None:
    """A dot for each state that is too small to be seen as a shape."""
    figure.add_scattergeo(
        lat=small.lat,
        lon=small.lon,
        mode="markers",
        marker={
            "size": size,
            "color": colour,
            "opacity": 1,
            "line": {"color": theme.muted, "width": 1 if size > 5 else 0},
        },
        text=small["name"].map(plain),
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
