"""How long a search takes, from the typed text to all that the box shows: `python -m benchmarks.search_times [--json]`.

The database is the one that the environment names, as for the server. The texts are taken from its own words: the most frequent alone and
together, names, beginnings, slips, one letter, nonsense. No answer is kept from one text to the next.
"""

import json
import random
import statistics
import sys
from collections.abc import Iterator
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import duckdb
import pandas as pd

import queries
from data import build
from ui import database, search

ROUNDS = 5


def texts(con: duckdb.DuckDBPyConnection, seed: int = 1) -> dict[str, list[str]]:
    """What readers type, by the sort of it; a few of each."""
    draw = random.Random(seed)
    frequent = [
        row[0]
        for row in con.execute(
            "select word from search_word where length(word) > 3 order by events desc, number limit 5"
        ).fetchall()
    ]
    names = [
        row[0]
        for row in con.execute(
            "select label from search_thing where kind in ('organisation', 'person', 'country') and length(label) > 8 "
            "order by hash(id) limit 5"
        ).fetchall()
    ]
    titles = [
        row[0] for row in con.execute("select title from event using sample reservoir(5) repeatable (1)").fetchall()
    ]

    def slipped(name: str) -> str:
        at = draw.randrange(2, len(name) - 2)
        return name[:at] + name[at + 1 :]

    return {
        "a frequent word": frequent,
        "two frequent words": [" ".join(draw.sample(frequent, min(2, len(frequent)))) for _ in range(5)],
        "four frequent words": [" ".join(draw.sample(frequent, min(4, len(frequent)))) for _ in range(5)],
        "a name": names,
        "a name with a slip": [slipped(name) for name in names],
        "a title": titles,
        "a beginning": [name[:4] for name in names],
        "a letter or digit": list("aei12"),
        "nonsense": ["qzxwv", "zzzzz qqqqq", "xqj xqj", "%_';--", "vvvvvvvvvvvvvvvvvvvvvvvv"],
    }


def measured() -> Iterator[tuple[str, list[float], list[float]]]:
    """Sort of text, and what its searches took: milliseconds on the clock and of the processor."""
    database.warm()
    file = build.served(database.BUILT)
    if file is None:
        raise FileNotFoundError(f"{database.BUILT}: there is no built database")
    with duckdb.connect(str(file), read_only=True, config={**build.OFFLINE, "enable_external_access": False}) as con:

        def ask(name: str, **params: Any) -> pd.DataFrame:
            return queries.run(con.cursor(), name, params)

        # Straight to the database: no answer is kept, nothing is asked ahead, and no session is needed.
        with patch.object(search, "ask", ask), patch.object(database, "ahead"):
            for sort, typed in texts(con).items():
                clock, processor = [], []
                for text in [text for _ in range(ROUNDS) for text in typed]:
                    before, before_cpu = perf_counter(), process_time()
                    search.answer(text)
                    clock.append((perf_counter() - before) * 1000)
                    processor.append((process_time() - before_cpu) * 1000)
                yield sort, clock, processor


def main() -> int:
    """Print a line per sort of text, or with --json the times on the clock as one list."""
    all_ms: list[float] = []
    for sort, clock, processor in measured():
        all_ms += clock
        if "--json" not in sys.argv:
            cpu = f"processor{statistics.median(processor):7.1f}{max(processor):7.1f}"
            print(
                f"{sort:22} ms, median and most: clock{statistics.median(clock):7.1f}{max(clock):7.1f}, {cpu}",
                flush=True,
            )
    if "--json" in sys.argv:
        print(json.dumps([round(ms, 2) for ms in all_ms]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
