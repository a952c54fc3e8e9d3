"""The dashboard as the bench runs it: `streamlit run app.py` in a process that tells the time of each question and forgets answers when asked.

SIGUSR1 drops the kept answers of questions that have parameters, so that the next filter change misses the cache, as the first reader with
these filters does. The file named by BENCH_QUESTIONS gets a line per question. Run as `python -m benchmarks.app PORT`.
"""

import os
import signal
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import pandas as pd
from streamlit.web import cli

import queries
from ui import database

ROOT = Path(__file__).parent.parent


def forget(*_signal: object) -> None:
    """The bench asks only while no script runs, so nobody reads the answers meanwhile."""
    for key in [key for key in database._answers if key[2]]:
        database._answers.pop(key, None)


def main() -> None:
    signal.signal(signal.SIGUSR1, forget)
    run = queries.run

    def timed(cursor: duckdb.DuckDBPyConnection, name: str, params: dict[str, Any]) -> pd.DataFrame:
        started = perf_counter()
        answer = run(cursor, name, params)
        took_ms = (perf_counter() - started) * 1000
        with Path(os.environ["BENCH_QUESTIONS"]).open("a", encoding="utf-8") as log:
            log.write(f"{name}\t{took_ms:.3f}\n")
        return answer

    queries.run = timed
    cli.main_run.main([str(ROOT / "app.py"), "--server.port", sys.argv[1]], standalone_mode=False)


if __name__ == "__main__":
    main()
