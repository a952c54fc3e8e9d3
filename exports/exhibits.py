"""The pictures of the dashboard with their words and numbers, as a screen, a slide and a file show them: one description for all.

An exhibit asks the questions and calls the builders; how it is put on a screen or into a file is for others.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import breakthroughs, theme
from exports import boundaries
from exports.view import Ask, Filters, Known


@dataclass(frozen=True)
class Asked:
    """One request: where answers come from, the filters, a page's own choices as the address has them, name of the boundary view, look.

    `most_events` limits what a timeline draws where its room is less than the page's.
    """

    answer: Ask
    chosen: Filters
    known: Known
    look: theme.Theme
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    view: str = boundaries.DEFAULT
    most_events: int = breakthroughs.MOST

    @cached_property
    def params(self) -> dict[str, Any]:
        """The parameters of the filters for queries/."""
        return self.chosen.params()

    @property
    def boundaries(self) -> boundaries.View:
        """Shapes, source and note of the boundary view."""
        return boundaries.load(self.view)

    def ask(self, name: str, **more: Any) -> pd.DataFrame:
        """The answer under the filters; `more` are further parameters, or others."""
        return self.answer(name, **{**self.params, **more})

    def one(self, name: str, allowed: Collection[str], default: str) -> str:
        """A choice of the page, always one of `allowed`."""
        said = next(iter(self.choices.get(name, ())), default)
        return said if said in allowed else default

    def many(self, name: str, allowed: Collection[str], default: Sequence[str] = ()) -> tuple[str, ...]:
        """Choices of the page in the order of `allowed`."""
        said = self.choices.get(name, default)
        return tuple(value for value in allowed if value in said)


@dataclass(frozen=True)
class Exhibit:
    """A picture with its words and numbers.

    `title` is the takeaway, `measure` says what is measured, in which unit and period; `note` tells how to read it, a map's boundaries
    among it. `draw` makes the figure and takes what a screen alone knows (a mark that is picked, a width); `frame` holds the rows that
    it draws, `twin` makes the same numbers as a table with units and documents. `doubts` is the mark that opens the findings about what
    is drawn, and their number. `notes` are numbered notes that stand in the picture. `asked` is the request that it answers. `total` is
    the number that a room has to see, with its unit.
    """

    asked: Asked
    key: str
    room: str
    title: str
    measure: str
    source: str
    note: str | None
    draw: Callable[..., go.Figure]
    frame: pd.DataFrame
    twin: Callable[[], pd.DataFrame]
    doubts: tuple[str, int] = ("", 0)
    notes: pd.DataFrame | None = None
    counted: str = ""
    total: str = ""

    @property
    def alt(self) -> str:
        """What a screen reader says of the picture."""
        return f"{self.title}. {self.counted}" if self.counted else self.title

    @property
    def findings(self) -> int:
        """Open findings about what is drawn."""
        return self.doubts[1]

    @cached_property
    def figure(self) -> go.Figure:
        """The picture as it is drawn where nobody has picked anything."""
        return self.draw()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The same numbers as a table with units and documents."""
        return self.twin()


@dataclass(frozen=True)
class Told:
    """What a step of a storyboard shows: an exhibit or a table (never both), its words, and its filters as one line.

    `total` stands large where the title has no number; `rows` is how many rows there are where the table holds the first ones alone;
    `left_out` says what the address asks for in vain.
    """

    title: str
    measure: str
    source: str
    note: str | None
    filters: str
    exhibit: Exhibit | None = None
    table: pd.DataFrame | None = None
    rows: int = 0
    total: str = ""
    left_out: str = ""
