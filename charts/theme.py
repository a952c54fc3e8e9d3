"""How every figure looks: colours and type from .streamlit/config.toml, shapes for sources, words for numbers.

It holds no chart.
"""

import html
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

CONFIG = Path(__file__).parent.parent / ".streamlit" / "config.toml"
THIN = "\u202f"
SOURCES = {"review": "The review", "context": "Context reporting"}
SHAPES = {"review": "diamond", "context": "circle"}
# The same shapes in text.
MARKS = {"review": "◆", "context": "●"}

# In the meta of a trace whose marks can be picked by mouse and keyboard; their customdata is [id, words for the ear, ...].
PICKS = {"picks": True}
# In the meta of a trace, of labels mostly, that a narrow screen has no room for.
WIDE_ONLY = {"wide_only": True}
# In the meta of a trace of labels: a click on one picks the mark that its customdata [id] names.
LABELS = {"labels": True}
# On a stage a chart is told group by group. Layout meta {"rows": [[name, from, to]]} names them as bands of the y axis; else a trace with meta
# {"of": key} belongs to that group, or with a list each of its points, or each stroke between gaps; a key is the id of a mark, or words.
# A trace with meta {"views": [labels], "narrow_views": [labels]} is drawn under these zoom buttons alone; layout meta {"ratio": height per width}
# keeps a figure's shape in a column of any width. Both are for ui/chart.js.

Mode = Literal["light", "dark"]
Trace = dict[str, Any]


@dataclass(frozen=True)
class Theme:
    """Colours (hex) and type of one appearance, by meaning: `accent` leads, `quiet` steps back, `review` marks the review.

    `text_px` is the size of what must be read, `small_px` that of ticks and keys; nothing in a figure is smaller.
    """

    background: str
    surface: str
    text: str
    muted: str
    quiet: str
    line: str
    accent: str
    review: str
    categories: tuple[str, ...]
    steps: tuple[str, ...]
    font: str
    text_px: int
    small_px: int

    def field(self, sort: int) -> str:
        """Colour of a field by its place in fields.csv, the same on every page."""
        return self.categories[(sort - 1) % len(self.categories)]


@cache
def load(mode: Mode) -> Theme:
    """Colours of the light or dark appearance as the configuration states them."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    own = config[mode]
    base_px = int(config["baseFontSize"])
    return Theme(
        background=own["backgroundColor"],
        surface=own["secondaryBackgroundColor"],
        text=own["textColor"],
        muted=own["grayColor"],
        quiet=_blend(own["grayColor"], own["backgroundColor"], 0.45),
        line=own["borderColor"],
        accent=own["chartCategoricalColors"][0],
        review=own["orangeColor"],
        categories=tuple(own["chartCategoricalColors"]),
        steps=tuple(own["chartSequentialColors"]),
        font='"Source Sans", sans-serif',
        text_px=base_px - 1,
        small_px=base_px - 2,
    )


def _blend(colour: str, ground: str, share: float) -> str:
    """`share` of a hex colour on a ground."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


def seen_between(from_px: int | None, below_px: int | None) -> dict[str, int]:
    """Meta of a trace that is drawn only where the figure is so wide, as of labels cut to the room there is."""
    return {name: px for name, px in (("from_px", from_px), ("below_px", below_px)) if px is not None}


def plain(text: object) -> str:
    """Text from data for plotly, which would read tags and entities in it."""
    return "" if text is None or text != text else html.escape(str(text), quote=False)


def short(text: str, limit: int) -> str:
    """The text cut at a word with an ellipsis where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def plural(count: int, word: str) -> str:
    """1, 'event' -> '1 event'; 12345, 'event' -> '12 345 events' with a thin space."""
    return f"{exact(count)} {word}{'' if count == 1 else 's'}"


def number(value: float, decimals: int = 1) -> str:
    """1665.54 -> '1 665.5' with a thin space between thousands."""
    return f"{value:,.{decimals}f}".replace(",", THIN)


def exact(value: float) -> str:
    """370.828 -> '370.828', 10.0 -> '10': every digit that the source prints, none added."""
    return f"{value:,.3f}".rstrip("0").rstrip(".").replace(",", THIN)


def signed(value: float) -> str:
    """10.0 -> '+10 %', -9.1 -> '−9.1 %'."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{exact(abs(value))}{THIN}%"


def difference(count: int) -> str:
    """3 -> '+3', -2 -> '−2', 0 -> '0'."""
    return f"{'+' if count > 0 else '−' if count < 0 else ''}{exact(abs(count))}"


class Drawing:
    """A figure as the plain values it is sent as.

    Plotly's own object copies all values when it is made and again when it is written, which takes longer than drawing them up; it is
    made for whoever asks for anything else than the values, and then speaks for the figure.
    """

    def __init__(self, data: list[Trace], layout: dict[str, Any]) -> None:
        self._values = {"data": data, "layout": layout}

    @cached_property
    def _figure(self) -> go.Figure:
        return go.Figure(self._values, _validate=False)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._figure, name)

    def to_json(self) -> str:
        """The figure as JSON."""
        if "_figure" not in self.__dict__:
            try:
                return json.dumps(self._values, allow_nan=False, separators=(",", ":"), default=_json)
            except ValueError:
                # A value that is not a number, which plotly knows how to write.
                pass
        return str(self._figure.to_json())


def _json(value: Any) -> Any:
    if value is pd.NaT:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot stand in a figure")


def draw(traces: Sequence[Trace], theme: Theme, height_px: int, **more: Any) -> go.Figure:
    """A figure of these traces in the common look; `more` are values of plotly's layout laid over it, axis by axis.

    Plotly does not check them here, which would take longer than the question to the database; the tests do it for every figure.
    """
    axis = {
        "gridcolor": theme.line,
        "linecolor": theme.line,
        "zeroline": False,
        "tickfont": {"color": theme.muted, "size": theme.small_px},
        "automargin": True,
    }
    base: dict[str, Any] = {
        "height": height_px,
        "template": {
            "layout": {"xaxis": axis, "yaxis": axis, "annotationdefaults": {"font": {"size": theme.small_px}}}
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": theme.font, "size": theme.small_px, "color": theme.text},
        "margin": {"l": 8, "r": 8, "t": 34, "b": 8},
        "colorway": list(theme.categories),
        "hoverlabel": {
            "bgcolor": theme.surface,
            "bordercolor": theme.line,
            "font": {"family": theme.font, "size": theme.small_px, "color": theme.text},
            "align": "left",
        },
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": theme.small_px},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "dragmode": False,
    }
    return Drawing(list(traces), {**base, **more})


def empty(sentence: str, theme: Theme, height_px: int = 200) -> go.Figure:
    """A figure that says in words why nothing is drawn."""
    words = {"text": plain(sentence), "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    words["font"] = {"size": theme.text_px, "color": theme.text}
    return draw([], theme, height_px, annotations=[words], xaxis={"visible": False}, yaxis={"visible": False})
