"""What a slide says beside its picture: the words of the screen without what only a screen has, and what every file must say of itself."""

from charts import budget_words, theme
from exports import event_exhibits
from exports.about import DASHBOARD, INSTITUTE, About
from exports.exhibits import Exhibit

# Publishers that have room in a source line.
MOST_PUBLISHERS = 4
REVIEW = "budget-review"


def measure(shown: Exhibit) -> str:
    """What is measured, without directions to other parts of a page."""
    if shown.key != REVIEW or not len(shown.frame):
        return shown.measure
    # It does not speak of the charts below.
    return shown.measure.partition(budget_words.BEYOND)[0].rstrip()


def source(shown: Exhibit) -> str:
    """Who says so; the yearly figures of the budget with the publishers of the newest."""
    if shown.room != "budget" or shown.key == REVIEW:
        return shown.source.partition("; each event names")[0]
    named = list(dict.fromkeys(shown.frame.sort_values("year", ascending=False).publisher.dropna()))
    more = f" and {len(named) - MOST_PUBLISHERS} others" if len(named) > MOST_PUBLISHERS else ""
    return f"{shown.source} ({'; '.join(named[:MOST_PUBLISHERS])}{more})" if named else shown.source


def note(shown: Exhibit) -> str:
    """How to read it. How to pick marks is for the screen; a boundary note stays whole."""
    return "" if shown.room == "diplomacy" else shown.note or ""


def reading(shown: Exhibit) -> str:
    """How to read it, for the speaker."""
    return event_exhibits.READ_APART if shown.key == "diplomacy-network" else shown.note or ""


def footer(about: About) -> str:
    bounds = f" · boundaries of maps: {about.boundaries}, not authoritative" if about.boundaries else ""
    return f"MP-IDSA · data version {about.version}{bounds}"


def cited(about: About, filters: str = "") -> str:
    """How to cite it, with filters, data version and the time it was made."""
    return (
        f"How to cite: {INSTITUTE} (MP-IDSA), {DASHBOARD}. Filters: {filters or about.filters}. Data version {about.version}, "
        f"made {about.made:%Y-%m-%d %H:%M} UTC. Cite the document named beside a fact for what it states."
    )


def foot(source: str, note: str, findings: int, about: About, filters: str = "") -> list[str]:
    """The lines under a picture or a table; the last one is the footer."""
    doubts = f" {theme.plural(findings, 'open finding')} about what is drawn." if findings else ""
    told = source if not source or source.endswith(".") else f"{source}."
    return [f"Source: {told}{doubts}" if told else doubts.strip(), note, cited(about, filters), footer(about)]
