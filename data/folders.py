"""A folder of issues/ as rows: read, and written whole with the disk waited for. It checks nothing; the build does.

What nobody changed stays byte for byte, so that publishing the same rows again makes the same version.
"""

import csv
import hashlib
import io
import json
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb

from data import aliases, build, check, load
from data.rows import HEADING, Row, own_document, read
from data.swap import sync

Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Folder:
    """A document to be published: name of its folder, values of issue.toml, rows by the name of their file.

    `base` is the sum of the folder that the rows were made from, None where there was none: who published in between is not lost.
    """

    name: str
    document: Row
    tables: Tables = field(default_factory=dict)
    base: str | None = None


def open_folder(sources: Path, name: str) -> Folder:
    """The folder of this name as it lies there; an empty one where there is none. Raises BadData."""
    path = sources / "issues" / name
    if not path.is_dir():
        return Folder(name, {})
    tables = {file.name: _plain(read(file, sources)) for file in sorted(path.glob("*.csv"))}
    own = own_document(path / load.OWN, sources)
    return Folder(name, {key: own[key] for key in own if key not in ("folder", "_at")}, tables, total(path))


def _plain(rows: list[Row]) -> list[Row]:
    return [
        {key: value for key, value in row.items() if key != "_at"} for row in rows if not row["_at"].startswith(HEADING)
    ]


def total(path: Path) -> str | None:
    """One sum over all files of a folder, None where there is no folder."""
    if not path.is_dir():
        return None
    digest = hashlib.sha256()
    for file in sorted(path.iterdir()):
        digest.update(f"{file.name} {file.stat().st_size}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def write(folder: Folder, path: Path, before: Path) -> None:
    """Write all files into a new folder, with what else lay in the folder before it, and wait for the disk."""
    path.mkdir()
    told = {load.OWN: folder.document, **folder.tables}
    kept = {file.name: file.read_bytes() for file in sorted(before.iterdir())} if before.is_dir() else {}
    old = open_folder(before.parent.parent, before.name)
    same = {load.OWN: old.document, **old.tables}
    for name in sorted({*kept, *told}):
        if name not in told or (name in kept and same.get(name) == told[name]):
            content = kept[name]
        elif name == load.OWN:
            content = _toml(folder.document)
        elif told[name] or name == load.ISSUE["event"]:
            content = _csv(name, folder.tables[name])
        else:
            continue
        with (path / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    sync(path)
    sync(path.parent)


def _toml(values: Row) -> bytes:
    # A JSON string is a TOML string.
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()).encode()


def _csv(name: str, rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, headings()[name], lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@cache
def headings() -> dict[str, list[str]]:
    """Columns of every file of a folder, as the schema has them."""
    files = {**load.ISSUE, **load.ADDED, "editing": load.EDITING, "resolution": load.RESOLUTIONS}
    with duckdb.connect(config=build.OFFLINE) as con:
        con.execute(build.SCHEMA.read_text(encoding="utf-8"))
        con.execute(check.RESOLUTION)
        told = {name: list(load.columns(con, table)) for table, name in files.items()}
    told[load.ISSUE["document"]].remove("folder")
    told[load.RESOLUTIONS].remove("origin")
    return {**told, load.ALIASES: list(aliases.COLUMNS)}
