"""Partners by kind of tie as a table: a number of events a cell, darker = more, ◆ where the review tells of one. Leaves no partner out."""

from collections.abc import Iterator

import pandas as pd
from pptx.enum.text import PP_ALIGN

from charts.diplomacy_twins import ranked
from charts.theme import MARKS, Theme, exact, plural
from exports import deck_tables
from exports.deck_page import Item, Page, key_high
from exports.deck_sheet import Area, rgb

Part = tuple[list[str], list[float], list[deck_tables.Row]]


def key(look: Theme) -> list[Item]:
    return [
        (None, "", "", "Numbers: events, darker = more", look.muted),
        (None, "", "", f"{MARKS['review']} at least one in the review", look.review),
        (None, "", "", "An event with several partners counts for each", look.muted),
    ]


def cells(frame: pd.DataFrame) -> tuple[list[str], list[deck_tables.Row]]:
    """Partners with most events first, kinds with most events first; no tie, no number."""
    totals = frame.groupby("kind").events.sum()
    kinds = sorted(totals.index, key=lambda kind: (-totals[kind], kind))
    review = f" {MARKS['review']}"
    told = {
        (cell.partner_id, cell.kind): exact(cell.events) + (review if cell.review else "")
        for cell in frame.itertuples()
    }
    rows = [
        deck_tables.Row([name, exact(events), *(told.get((partner, kind), "") for kind in kinds)])
        for partner, name, _, events in ranked(frame)
    ]
    return ["Partner", "All", *(str(kind).capitalize() for kind in kinds)], rows


def parts(frame: pd.DataFrame, free: Area, look: Theme) -> Iterator[Part]:
    """Headings, breadths and rows of each slide."""
    heads, rows = cells(frame)
    for broad, part in deck_tables.parts(heads, rows, free.above(key_high(key(look), free.wide))):
        yield heads, broad, part


def draw(page: Page, part: Part, most: int, told: str) -> None:
    """One slide of them; `most` is the largest number of a cell of the whole."""
    heads, broad, rows = part
    look = page.look
    page.key(key(look))
    table = deck_tables.draw(page, heads, broad, rows, f"{told}: {plural(len(rows), 'partner')}")
    # Words stand on the light half of the steps.
    steps = look.steps[: max(2, len(look.steps) // 2)]
    for number, row in enumerate((deck_tables.Row(heads), *rows)):
        for at, text in enumerate(row.cells):
            if not at:
                continue
            cell = table.cell(number, at)
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
            if number and at > 1 and text:
                count = int("".join(filter(str.isdigit, text)))
                cell.fill.solid()
                cell.fill.fore_color.rgb = rgb(steps[round((len(steps) - 1) * (count - 1) / max(1, most - 1))])
