"""Publishes a draft without a screen: `python -m data.importer FILE --publish --reviewed-by NAME` ends here.

It refuses a draft in which something is left unsure, unless whoever reviewed it says that all of it may be taken.
"""

import re
import sys
from copy import deepcopy
from pathlib import Path

from data import build, publishing
from data.importer.again import Draft, adopt
from data.importer.rows import rows
from data.rows import BadData

# Proposals in the document's words: to be written anew, but no doubt about a fact.
_WORDS = ("title", "summary")


def from_draft(draft: Draft, reviewed_by: str, accept_unsure: bool = False) -> int:
    """Publish a draft and print what came of it; 0, or 2 with a sentence a problem on standard error."""
    sources, built, _ = build.places()
    try:
        result = published(draft, sources, built, reviewed_by, accept_unsure)
    except BadData as error:
        print("Nothing was published.", file=sys.stderr)
        cells = [
            warning for warning in draft.get("warnings", []) if re.match(r"\w+![A-Z]+\d+: |[^:]+, row \d+, ", warning)
        ]
        for problem in [*cells, *error.problems]:
            print(f"  {problem}", file=sys.stderr)
        return 2
    where = f"{result.document} (issues/{result.folder})"
    if not result.changed:
        print(f"Nothing changed: {where} is published so already; version {result.version} is served.")
        return 0
    print(f"Published: {where}; version {result.version} is served. Undo it: python -m data.issues rollback --by NAME")
    if own_words := sum(
        any(doubt["field"] in _WORDS for doubt in event.get("unsure", [])) for event in draft["events"]
    ):
        print(
            f"Titles or summaries of {own_words} events are the document's own words, unless they were published before."
        )
    return 0


def published(
    draft: Draft, sources: Path, built: Path, reviewed_by: str, accept_unsure: bool = False
) -> publishing.Result:
    """Accept all that is proposed and publish it. Raises BadData; then nothing is changed."""
    draft = accepted(adopt(draft, sources), accept_unsure)
    return publishing.publish(sources, built, rows(draft, sources, reviewed_by), reviewed_by)


def accepted(draft: Draft, accept_unsure: bool) -> Draft:
    """The draft with every proposal accepted. Raises BadData where one is unsure and nobody answers for it."""
    after = deepcopy(draft)
    problems = []
    for row in [*after.get("events", []), *after.get("budget", [])]:
        if row.get("state", "proposed") != "proposed":
            continue
        row["state"] = "accepted"
        called = row.get("title") or row.get("item") or row.get("id")
        doubts = [*row.get("unsure", []), *(span for span in row.get("spans", []) if not span.get("sure", True))]
        if not row.get("event_id") and not row.get("figure_id"):
            told = {
                f"'{called}', {one['field']}: {one.get('why') or 'unsure'}"
                for one in doubts
                if one["field"] not in _WORDS
            }
            problems += sorted(told)
    if problems and not accept_unsure:
        raise BadData([*problems, "Correct the draft on the page, or take it as it is: --accept-unsure"])
    return after
