"""Sixty invented breakthroughs from a fixed seed, for tests of how the timeline lays them out. Nothing of it happened."""

import csv
import random
import re
from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2030, 1, 1), date(2031, 12, 31)
FIELDS = ("Space", "Energy", "Quantum", "Artificial intelligence", "Environment and oceans", "Health")
PROJECTS = ("Invented Comet probe", "Ring", "Deep Sea Observatory")
WORDS = re.findall(
    r"\S+",
    "invented laboratory reports superconducting magnet wafer Wolkenmeer WWW telescope first measures of far-side volcanism "
    "opens 100 km tunnel with MMMM amplifiers and iii filters in Qinghai for deep ocean drilling Chang photons",
)


def rows(count: int = 60) -> list[dict[str, object]]:
    """Events with long and short titles, of a day, a span, a month or no date; every fifth is a step of a project."""
    dice = random.Random(20310101)
    made: list[dict[str, object]] = []
    for number in range(count):
        day = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))
        precision = dice.choices(("day", "month", "unknown"), (8, 2, 1))[0]
        if precision == "day":
            first, last = day, day + timedelta(days=dice.choice((0, 0, 0, 0, 5, 40)))
        else:
            first = day.replace(day=1)
            last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        made.append(
            {
                "event_id": f"made-{number:02}",
                "title": f"{number:02} {' '.join(dice.choices(WORDS, k=dice.randrange(2, 13)))}",
                "sort": dice.choices(range(1, len(FIELDS) + 1), (8, 3, 4, 2, 3, 1))[0],
                "starts_on": first,
                "ends_on": last,
                "date_precision": precision,
                "source": "review" if number % 6 == 0 else "context",
                "project": dice.randrange(len(PROJECTS)) if number % 5 == 0 else None,
            }
        )
    return made


def write(facts: Path) -> None:
    """Put them into a copy of the fixtures in place of its breakthroughs."""
    fields = facts / "reference/fields.csv"
    keys = ["space", "energy", *(f"field{n}" for n in range(2, len(FIELDS)))]
    fields.write_text("field,label,sort\n" + "".join(f"{k},{FIELDS[n]},{n + 1}\n" for n, k in enumerate(keys)))
    topics = facts / "reference/topics.csv"
    topics.write_text(
        "topic_id,label,kind\ncomet,Invented Comet probe,project\n"
        + "".join(f"p{n},{name},project\n" for n, name in enumerate(PROJECTS))
    )
    for source, folder, document in (("review", "2031-01", "review-2031-01"), ("context", "context-2031", "report-a")):
        events = facts / "issues" / folder / "events.csv"
        with events.open(newline="") as file:
            reader = csv.DictReader(file)
            names, kept = list(reader.fieldnames or ()), [row for row in reader if row["section"] != "breakthrough"]
        own = [row for row in rows() if row["source"] == source]
        with events.open("w", newline="") as file:
            writer = csv.DictWriter(file, names, restval="")
            writer.writeheader()
            writer.writerows(kept)
            writer.writerows(
                {
                    "document_id": document,
                    "locator": "whole report",
                    "section": "breakthrough",
                    "kind": "research",
                    "summary": "It is invented.",
                    "field": keys[int(str(row["sort"])) - 1],
                    "place_kind": "unknown",
                    "status": "done",
                    **{name: row[name] for name in ("event_id", "title", "starts_on", "ends_on", "date_precision")},
                }
                for row in own
            )
        steps = [f"{row['event_id']},p{row['project']}\n" for row in own if row["project"] is not None]
        (facts / "issues" / folder / "event_topics.csv").write_text("event_id,topic_id\n" + "".join(steps))
