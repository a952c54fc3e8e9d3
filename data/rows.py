"""Rows of one file of facts as text, each knowing where it stands. It knows no table, and says why a file cannot be read."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

PROBLEMS_SHOWN = 20
HEADING = "heading of "
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Row = dict[str, str]


class BadData(Exception):
    """Input that cannot be built. Each problem is one sentence with file, row, column and value."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def place(path: Path, sources: Path) -> str:
    return f"{sources.name}/{path.relative_to(sources)}"


def read(path: Path, sources: Path) -> list[Row]:
    """Rows of a CSV file as text; `_at` says where each stands. Lines that are empty as a whole are passed over."""
    where = place(path, sources)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadData([f"{where}: this file is missing"]) from None
    except UnicodeDecodeError as error:
        raise BadData([f"{where}: not UTF-8 text (byte {error.start}); save it as UTF-8"]) from error
    except OSError as error:
        raise BadData([f"{where}: cannot be read: {error.strerror}"]) from error
    if found := _CONTROL.search(text):
        row = text.count("\n", 0, found.start()) + 1
        raise BadData([f"{where}, row {row}: holds the control character U+{ord(found.group()):04X}; remove it"])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        head = [name.strip() for name in next(reader, [])]
        if not head:
            problems.append(f"{where}: the file is empty; its first row must hold the headings")
        problems += [
            f"{where}, row 1: column {name} stands there twice" for name in {n for n in head if head.count(n) > 1}
        ]
        for values in reader:
            at = f"{where}, row {reader.line_num}"
            if not any(values):
                continue
            if len(values) != len(head):
                problems.append(f"{at}: {len(values)} values where the heading has {len(head)} columns")
                continue
            rows.append({**dict(zip(head, (v.strip() for v in values), strict=True)), "_at": at})
    except csv.Error as error:
        problems.append(f"{where}, row {reader.line_num}: the quotes do not match ({error})")
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])
    # A heading without rows keeps its place for the check of the columns.
    rows = rows or [{**dict.fromkeys(head, ""), "_at": HEADING + where}]
    return rows


def own_document(path: Path, sources: Path) -> Row:
    where = place(path, sources)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadData([f"{where}: this file is missing; every folder of issues/ needs one"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([f"{where}: {error}"]) from error
    if wrong := [key for key, value in values.items() if not isinstance(value, str)]:
        raise BadData([f"{where}: {', '.join(wrong)} must be text in quotes"])
    return {**values, "folder": path.parent.name, "_at": where}
