"""Prints what the checks found doubtful in the served database: `python -m data.findings`, or with --json for programs."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from data import build

ROWS_AT_ONCE = 10_000
# Open findings first, within a rule by subject.
FINDINGS = """
select rule, severity::varchar, subject_kind || ':' || subject_id as subject, message, evidence, settles, resolution, resolved_by,
    strftime(resolved_on, '%Y-%m-%d') as resolved_on
from finding order by severity, rule, resolution is not null, subject_kind, subject_id, message"""
COLUMNS = ("rule", "severity", "subject", "message", "evidence", "settles", "resolution", "resolved_by", "resolved_on")


def findings(file: Path) -> Iterator[dict[str, str | None]]:
    """All findings of a database, one at a time: there may be a million."""
    with duckdb.connect(str(file), read_only=True, config=build.OFFLINE) as con:
        answer = con.execute(FINDINGS)
        while rows := answer.fetchmany(ROWS_AT_ONCE):
            yield from (dict(zip(COLUMNS, row, strict=True)) for row in rows)


def as_json(found: Iterator[dict[str, str | None]]) -> Iterator[str]:
    """One JSON array, a finding a line."""
    start = "["
    for finding in found:
        yield f"{start}\n  {json.dumps(finding, ensure_ascii=False)}"
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"


def as_list(found: Iterator[dict[str, str | None]]) -> Iterator[str]:
    """A list to read: the rule, then each subject with the doubt, its evidence and what settles it."""
    rule = None
    for finding in found:
        if finding["rule"] != rule:
            rule = finding["rule"]
            yield f"{rule} ({finding['severity']}). Settled by: {finding['settles']}\n"
        yield f"  {finding['subject']}\n    {finding['message']}\n    Evidence: {finding['evidence']}\n"
        if finding["resolution"]:
            yield f"    Resolved by {finding['resolved_by']} on {finding['resolved_on']}: {finding['resolution']}\n"
    if rule is None:
        yield "The checks found nothing doubtful.\n"


def main() -> int:
    """Print all findings; exit 1 where there is no database."""
    reader = argparse.ArgumentParser(
        prog="python -m data.findings", description="Print what the checks found doubtful."
    )
    reader.add_argument("--json", action="store_true", help="one JSON array")
    wanted = reader.parse_args()
    _, built, _ = build.places()
    file = build.served(built)
    if file is None:
        print(f"There is no database in {built}. Build one: python -m data.build", file=sys.stderr)
        return 1
    try:
        for words in (as_json if wanted.json else as_list)(findings(file)):
            sys.stdout.write(words)
        sys.stdout.flush()
    except duckdb.Error as error:
        print(f"{file} cannot be read; build it again: python -m data.build ({error})", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has seen enough, as with `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
