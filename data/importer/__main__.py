"""The command line of the importer: prints a draft, or publishes it. It decides nothing that the editor's screen does not.

python -m data.importer FILE --json
python -m data.importer FILE --publish --reviewed-by NAME
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from data import build, texts
from data.importer import documents, names
from data.importer.documents import NotAReview
from data.importer.draft import draft, published


def drafted(path: Path, sources: Path) -> dict[str, Any]:
    """The draft of a review, or of the tables of a workbook. Raises NotAReview, Unreadable and sheets.Wrong."""
    if path.suffix.lower() in (".csv", ".xlsx"):
        from data.importer.sheets import read as read_sheets

        if not path.is_file() or path.stat().st_size > texts.MOST_BYTES:
            raise texts.Unreadable(
                f"{path.name}: there is no such file, or it is larger than {texts.MOST_BYTES // 1_000_000} MB"
            )
        told: dict[str, Any] = read_sheets(path.name, path.read_bytes())
        return told
    return draft(documents.read(path), names.load(sources), published(sources))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m data.importer", description="Reads a monthly review into a draft.")
    parser.add_argument("file", type=Path)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--json", action="store_true", help="print the draft")
    task.add_argument("--publish", action="store_true", help="publish it as it was read")
    parser.add_argument(
        "--accept-unsure", action="store_true", help="whoever reviewed it answers for what is unsure, too"
    )
    parser.add_argument("--reviewed-by", metavar="NAME", help="who has checked it; needed to publish")
    asked = parser.parse_args()
    if asked.publish and not asked.reviewed_by:
        parser.error("to publish, name who has checked it: --reviewed-by NAME")
    try:
        told = drafted(asked.file, build.places()[0])
    except (NotAReview, texts.Unreadable) as error:
        print(error, file=sys.stderr)
        return 2
    except ValueError as error:
        named = str(error).startswith(asked.file.name)
        print(error if named else f"{asked.file.name}: {error}", file=sys.stderr)
        return 2
    if asked.json:
        json.dump(told, sys.stdout, ensure_ascii=False, indent=2)
        print()
        return 0
    from data.importer import publish

    return publish.from_draft(told, asked.reviewed_by, asked.accept_unsure)


if __name__ == "__main__":
    sys.exit(main())
