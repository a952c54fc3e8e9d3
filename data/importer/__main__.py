"""The command line of the importer: prints a draft, or publishes it. It decides nothing that the editor's screen does not.

python -m data.importer FILE --json
python -m data.importer FILE --publish --reviewed-by NAME
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from data import texts
from data.importer import documents, names
from data.importer.documents import NotAReview
from data.importer.draft import draft, published

SOURCES = Path(os.environ.get("DASHBOARD_DATA") or Path(__file__).parent.parent)


def drafted(path: Path, sources: Path) -> dict[str, Any]:
    """The draft of a review, or of the tables of a workbook. Raises NotAReview, Unreadable and sheets.Wrong."""
    if path.suffix.lower() in (".csv", ".xlsx"):
        from data.importer import sheets

        if not path.is_file() or path.stat().st_size > texts.MOST_BYTES:
            raise texts.Unreadable(
                f"{path.name}: there is no such file, or it is larger than {texts.MOST_BYTES // 1_000_000} MB"
            )
        told: dict[str, Any] = sheets.read(path.name, path.read_bytes())
        return told
    return draft(documents.read(path), names.load(sources), published(sources))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m data.importer", description="Reads a monthly review into a draft.")
    parser.add_argument("file", type=Path)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--json", action="store_true", help="print the draft")
    task.add_argument("--publish", action="store_true", help="publish it as it was read")
    parser.add_argument("--reviewed-by", metavar="NAME", help="who has checked it; needed to publish")
    asked = parser.parse_args()
    if asked.publish and not asked.reviewed_by:
        parser.error("to publish, name who has checked it: --reviewed-by NAME")
    try:
        told = drafted(asked.file, SOURCES)
    except (NotAReview, texts.Unreadable) as error:
        print(error, file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"{asked.file.name}: {error}", file=sys.stderr)
        return 2
    if asked.json:
        json.dump(told, sys.stdout, ensure_ascii=False, indent=2)
        print()
        return 0
    return _publish(told, asked.reviewed_by)


def _publish(told: dict[str, Any], who: str) -> int:
    from data.importer import publish

    code: int = publish.main(told, SOURCES, who)
    return code


if __name__ == "__main__":
    sys.exit(main())
