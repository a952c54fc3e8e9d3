"""How long each question takes: `python -m benchmarks.query_times FOLDER...`, a folder of built databases each.

Median milliseconds over settings of the filters that differ, so that nothing is answered from a cache; it refuses a folder without a
database.
"""

import random
import statistics
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

import queries
from data import build

ROUNDS = 20
LAYERS = ["country", "body", "organisation"]
# What each page asks when a filter changes, with the section where the question takes one.
PAGES: dict[str, list[tuple[str, str]]] = {
    "overview": [
        ("overview/sections", ""),
        ("overview/partners", ""),
        ("shared/events", "collaboration"),
        ("shared/events", "breakthrough"),
        ("shared/tally", "breakthrough"),
        ("collaboration/by_country", ""),
        ("collaboration/pins", ""),
        ("diplomacy/ties", ""),
        ("diplomacy/partners", ""),
    ],
    "collaboration": [
        ("shared/events", "collaboration"),
        ("shared/tally", "collaboration"),
        ("collaboration/by_country", ""),
        ("collaboration/pins", ""),
    ],
    "breakthroughs": [("shared/events", "breakthrough"), ("shared/tally", "breakthrough")],
    "diplomacy": [
        ("shared/events", "diplomacy"),
        ("shared/tally", "diplomacy"),
        ("diplomacy/ties", ""),
        ("diplomacy/partners", ""),
    ],
    "explore": [
        ("explore/facets", ""),
        ("explore/organisations", ""),
        ("explore/people", ""),
        ("explore/pivot", ""),
        ("explore/events", ""),
    ],
    "asked when two are compared": [("explore/compare", "")],
    "asked when a table is opened": [("collaboration/country_sources", ""), ("diplomacy/partner_sources", "")],
    "asked when an event is chosen": [
        ("evidence/event", ""),
        ("evidence/sources", ""),
        ("evidence/actors", ""),
        ("evidence/related", ""),
        ("evidence/findings", ""),
        ("shared/corrections", ""),
    ],
    "asked once per version": [("shared/countries", ""), ("overview/finding_counts", "")],
    "sources and findings": [("issues/facets", ""), ("issues/findings", ""), ("issues/documents", "")],
}


def settings(con: duckdb.DuckDBPyConnection, seed: int = 1) -> dict[str, list[dict[str, Any]]]:
    """ROUNDS settings of each kind of filter, as parameters."""
    draw = random.Random(seed)
    countries = [
        row[0] for row in con.execute("select iso3 from country_number where touched order by iso3").fetchall()
    ]
    fields = [row[0] for row in con.execute("select field from field order by sort").fetchall()]
    events = [
        row[0]
        for row in con.execute("select event_id from event using sample reservoir(200) repeatable (1)").fetchall()
    ]
    first, last = con.execute("select year(first_month), year(last_month) from dataset").fetchall()[0]
    free = {
        "countries": [],
        "countries_all": True,
        "fields": [],
        "fields_all": True,
        "sources": [],
        "sources_all": True,
        "kinds": [],
        "kinds_all": True,
        "layers": LAYERS,
        "most": 200,
        "most_nodes": 60,
        "document_id": "x",
        **{f"{name}_all": True for name in ("sections", "statuses", "organisations", "people")},
        **{name: [] for name in ("sections", "statuses", "organisations", "people")},
        **{f"{name}_all": True for name in ("rules", "severities", "subject_kinds", "documents", "states")},
        **{name: [] for name in ("rules", "severities", "subject_kinds", "documents", "states")},
        **{f"{name}_all": True for name in ("document_kinds", "qualities")},
        **{name: [] for name in ("document_kinds", "qualities")},
        "link": "",
        "words": "",
        "doubt": "",
        "skip": 0,
        "down": "country",
        "across": "month",
        "most_down": 100,
        "most_across": 30,
        "what": "month",
        "most_threads": 30,
    }

    def months() -> dict[str, Any]:
        begin, end = sorted((draw.randrange(first * 12, last * 12 + 12), draw.randrange(first * 12, last * 12 + 12)))
        starts, after = date(begin // 12, begin % 12 + 1, 1), date((end + 1) // 12, (end + 1) % 12 + 1, 1)
        event = draw.choice(events)
        return {
            **free,
            "left": f"{starts:%Y-%m}",
            "right": f"{date(end // 12, end % 12 + 1, 1):%Y-%m}",
            "starts_on": starts,
            "ends_on": date.fromordinal(after.toordinal() - 1),
            "before_starts_on": date.fromordinal(2 * starts.toordinal() - after.toordinal()),
            "before_ends_on": date.fromordinal(starts.toordinal() - 1),
            "event_id": event,
            "subject_kinds": ["event"],
            "subject_ids": [event],
            "most": 3,
        }

    def some(name: str, values: list[str], count: int) -> dict[str, Any]:
        return {name: sorted(draw.sample(values, min(count, len(values)))), f"{name}_all": False}

    kinds = ["agreement", "meeting", "visit", "forum"]
    return {
        "months": [months() for _ in range(ROUNDS)],
        "a field": [{**months(), **some("fields", fields, 1)} for _ in range(ROUNDS)],
        "a source": [{**months(), **some("sources", ["review", "context"], 1)} for _ in range(ROUNDS)],
        "two kinds": [{**months(), **some("kinds", kinds, 2)} for _ in range(ROUNDS)],
        "a country": [{**months(), **some("countries", countries, 1)} for _ in range(ROUNDS)],
        "5 countries": [{**months(), **some("countries", countries, 5)} for _ in range(ROUNDS)],
        "China": [{**months(), "countries": ["CHN"], "countries_all": False} for _ in range(ROUNDS)],
    }


def measure(con: duckdb.DuckDBPyConnection, name: str, section: str, asked: list[dict[str, Any]]) -> float:
    """Median milliseconds of a question from cursor to frame, as the screens ask it."""
    taken = []
    for params in asked:
        cursor = con.cursor()
        started = perf_counter()
        queries.run(cursor, name, {**params, "section": section})
        taken.append((perf_counter() - started) * 1000)
    return statistics.median(taken)


def table(folder: Path) -> Iterator[str]:
    """The times of one database, line by line."""
    file = build.served(folder)
    if file is None:
        raise FileNotFoundError(f"{folder}: there is no built database")
    with duckdb.connect(str(file), read_only=True, config={**build.OFFLINE, "enable_external_access": False}) as con:
        events = con.execute("select count(*) from event").fetchall()[0][0]
        kinds = settings(con)
        yield f"{events:,} events, {file.stat().st_size / 1e6:,.0f} MB; median of {ROUNDS}, ms"
        yield f"{'':46}" + "".join(f"{kind:>13}" for kind in kinds)
        for page, asked in PAGES.items():
            filtered = (
                kinds
                if page in {"overview", "collaboration", "breakthroughs", "diplomacy", "explore"}
                else {"months": kinds["months"]}
            )
            filtered = kinds if "table" in page else filtered
            sums = dict.fromkeys(filtered, 0.0)
            for name, section in asked:
                times = {kind: measure(con, name, section, rounds) for kind, rounds in filtered.items()}
                sums = {kind: sums[kind] + time for kind, time in times.items()}
                yield f"  {f'{name} {section}':44}" + "".join(f"{time:13.1f}" for time in times.values())
            yield f"{page:46}" + "".join(f"{time:13.1f}" for time in sums.values())


def main() -> int:
    """Print the table of every folder named; exit 1 where one holds no database."""
    for folder in sys.argv[1:]:
        try:
            for line in table(Path(folder)):
                print(line, flush=True)
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            return 1
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
