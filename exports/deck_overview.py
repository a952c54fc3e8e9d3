"""The overview on a slide: bars of events per section."""

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from charts import overview
from charts.theme import SOURCES
from exports.deck_charts import Categories, chart, none
from exports.deck_page import Page
from exports.deck_sheet import rgb


def sections(page: Page, frame: pd.DataFrame, told: str) -> None:
    """Bars of whole events per section; the review and context reporting apart."""
    look = page.look
    order = [name for name in overview.SECTIONS if frame.loc[frame.section == name, "events"].sum()]
    data = Categories(number_format="0")
    data.categories = [overview.SECTIONS[name] for name in order]
    kept = [source for source in SOURCES if frame.loc[frame.source == source, "events"].sum()]
    for source in kept:
        own = frame[frame.source == source].set_index("section").events.reindex(order).fillna(0).astype(int)
        data.add_series(f"{SOURCES[source]}, events", [int(v) or None for v in own])
    kinds = {"review": look.review, "context": look.line}
    page.key([(MSO_SHAPE.RECTANGLE, kinds[source], "", SOURCES[source]) for source in kept])
    made = chart(page, page.area, XL_CHART_TYPE.BAR_STACKED, data, "Events per section", told, (0.2, 0.0, 0.78, 1.0))
    made.category_axis.reverse_order = True
    made.category_axis.tick_labels.font.size = Pt(14)
    none(made.value_axis)
    made.value_axis.minimum_scale = 0
    made.plots[0].gap_width, made.plots[0].overlap = 55, 100
    for series, source in zip(made.plots[0].series, kept, strict=True):
        reviewed = source == "review"
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(kinds[source])
        labels = series.data_labels
        labels.show_value, labels.font.size = True, Pt(14)
        labels.font.color.rgb = rgb(look.background if reviewed else look.text)
