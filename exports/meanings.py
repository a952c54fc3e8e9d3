"""What each heading of a file means: the schema's own words where the column is stored, a sentence here where it is derived."""

from collections.abc import Mapping

from charts import diplomacy_tables, tables
from charts.theme import SOURCES

Schema = Mapping[tuple[str, str], str]

# Tables whose column of this name is meant, the first that has it.
FIGURE = ("figure", "series", "document")
EVENT = ("event", "document", "field")
FINDING = ("finding", "rule", "document")
# Columns that no table holds, or holds under another meaning.
DERIVED = {
    "item": "Short name of the series, as charts write it.",
    "source": "review = the institute's monthly review; context = other public reports.",
    "document_title": "Title of the document.",
    "document_month": "Month of the document, ISO 8601 (YYYY-MM).",
    "events": "How many events there are; an event with several partners counts for each of them.",
    "review": "How many of the events the review tells.",
    "context": "How many of the events context reporting tells.",
    "country": "Name of the partner country.",
    "iso3": "Code of the partner country, ISO 3166-1 alpha-3.",
    "region": "Part of the world of the country.",
    "lat": "Where the country's name stands on the map, degrees north.",
    "lon": "Where the country's name stands on the map, degrees east.",
    "fields": "Fields of the events, those with most events first.",
    "kinds": "Kinds of tie of the events.",
    "publishers": "Publishers of the documents that tell the events.",
    "first_on": "First day of the earliest event.",
    "latest_on": "First day of the latest event.",
    "tail": "Key of the end of the tie nearer to China; CHN is China.",
    "head": "Key of the end of the tie further from China.",
    "head_label": "Name of the further end, as the network writes it.",
    "head_name": "Full name of the further end.",
    "head_kind": "country, body (of several countries), organisation or person.",
    "partner": "Country, or body of several countries, on the other side.",
    "partner_kind": "country or body (of several countries).",
    "rule_about": "What the rule holds or looks for.",
    "name": "Name of what the finding is about.",
    "value": "The measure that is drawn: an index or a share, as the picture says.",
    "divided_by": "The amount by which the measure was divided, billion yuan.",
    "difference_bn_cny": "Executed amount minus budgeted amount, billion yuan.",
}
_HEADINGS = {
    **{heading: column for column, heading in tables.FIGURES.items()},
    **{heading: column for column, heading in tables.PARTNERS.items()},
    **{heading: column for column, heading in diplomacy_tables.HEADINGS.items()},
    "Value": "value",
    "Divided by, billion yuan": "divided_by",
    "Executed minus budgeted, billion yuan": "difference_bn_cny",
}
# Headings of the twins that stand for no single column.
_SENTENCES = {
    "Date": "The date in words: a day, a span of days, a month, or not stated.",
    "Event": "What happened, in the editors' words.",
    "Section": "Section of the review.",
    "Source": "The review or context reporting.",
    "Doubts": "Open doubts of the checks about the event, number; missing links and notes left aside.",
    "Country of place": "Country or territory of the place. A place is not a partner.",
    "Partner countries": "Names of the partner countries.",
    "Kind": "Kind of tie or of result; of a partner: country or body of several countries.",
    "Kind of tie": "Kind of tie of the event.",
    "Where": "Where in the document: section and paragraph.",
    "Link": "Web address of the document; empty where none is recorded.",
    "Publisher": "Who published the document.",
    "Document": "Title of the document.",
    "Series": "Full name of the series, with its level of account.",
    "Level of account": "Level of government the series belongs to.",
    "Read in": "How near to the origin the figure was read.",
    "Rounded in the source": "Whether the document rounds the figure.",
}


def of_column(column: str, order: tuple[str, ...], schema: Schema) -> str:
    """What a column means; `order` are the tables to look in."""
    if column in DERIVED and not any((table, column) in schema for table in order):
        return DERIVED[column]
    return next((schema[table, column] for table in order if (table, column) in schema), DERIVED.get(column, ""))


def of_heading(heading: str, schema: Schema) -> str:
    """What a heading of a picture's table means."""
    if heading in _SENTENCES:
        return _SENTENCES[heading]
    if heading in {f"{label}, events" for label in SOURCES.values()}:
        return f"How many events {heading.removesuffix(', events')} tells."
    column = _HEADINGS.get(heading, heading.lower().replace(" ", "_"))
    aliases = {"first_day": "starts_on", "last_day": "ends_on"}
    return (
        of_column(aliases.get(column, column), (*FIGURE, *EVENT), schema)
        # A column of the matrix is a kind of tie.
        or f"Number of events of the kind of tie “{heading.lower()}”."
    )
