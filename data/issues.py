"""What is published, from the command line: `python -m data.issues list|log|diff|unpublish|rollback`.

It publishes nothing itself: `python -m data.importer FILE --publish` does.
"""

import argparse
import os
import sys
from pathlib import Path

from data import build, differences, folders, load, publishing


def main(given: list[str] | None = None) -> int:
    """Do what is asked; 0, or 2 with a sentence a problem on standard error."""
    asked = _reader().parse_args(given)
    sources, built, _ = build.places()
    try:
        for words in _lines(asked, sources, built):
            print(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough, as with `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except load.BadData as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or sources}: {error.strerror or error}", file=sys.stderr)
        return 2
    return 0


def _reader() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="python -m data.issues", description="What is published, and undoing it.")
    actions = reader.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="the documents that are published, and the folders that were withdrawn")
    actions.add_parser("log", help="who did what and when, newest first")
    diff = actions.add_parser("diff", help="what changed between two versions, or what a folder would change")
    about = (
        "a version of the data, a database file, or a folder; without any: the version before against the served one"
    )
    diff.add_argument("one", nargs="?", help=about)
    diff.add_argument("other", nargs="?", help="the later version; the served one unless told")
    unpublish = actions.add_parser("unpublish", help="withdraw a document; it stays in withdrawn/")
    unpublish.add_argument("document", help="key of the document or name of its folder")
    rollback = actions.add_parser("rollback", help="undo the last action of the log; done twice, it is done again")
    for action in (unpublish, rollback):
        action.add_argument("--by", required=True, metavar="NAME", help="who does it, for the log")
    return reader


def _lines(asked: argparse.Namespace, sources: Path, built: Path) -> list[str]:
    match asked.action:
        case "list":
            return _listed(sources)
        case "log":
            told = [
                f"{e.number:>4}  {e.at}  {e.what:<9}  {e.document}  version {e.version}  by {e.who}"
                + (f", undoes {e.undoes}" if e.undoes else "")
                for e in reversed(publishing.log(sources))
            ]
            return told or ["Nothing was published, withdrawn or rolled back yet."]
        case "diff":
            return _differing(asked, sources, built)
        case "unpublish":
            done = publishing.unpublish(sources, built, asked.document, asked.by)
        case _:
            done = publishing.rollback(sources, built, asked.by)
    last = publishing.log(sources)[-1]
    state = "is published" if last.incoming else "is withdrawn"
    return [f"Done: {done.document} (issues/{done.folder}) {state}; version {done.version} is served."]


def _listed(sources: Path) -> list[str]:
    lines = []
    for path in load.folders(sources):
        held = folders.open_folder(sources, path.name)
        counted = ", ".join(f"{len(held.tables.get(f'{what}.csv', []))} {what}" for what in ("events", "figures"))
        own = held.document
        lines.append(f"issues/{path.name}  {own.get('document_id', '')}  {counted}  {own.get('title', '')}".rstrip())
    return lines + [f"withdrawn/{name}" for name in publishing.withdrawn(sources)]


def _differing(asked: argparse.Namespace, sources: Path, built: Path) -> list[str]:
    if asked.one and not asked.other and Path(asked.one).is_dir():
        found = differences.with_folder(sources, built, Path(asked.one))
    else:
        served = build.served(built)
        new = _file(asked.other, built) if asked.other else served
        if new is None:
            raise load.BadData([f"There is no database in {built}; build one: python -m data.build"])
        old = _file(asked.one, built) if asked.one else _before(new, built)
        found = differences.between(old, new)
    return [str(one) for one in found] or ["Nothing differs."]


def _file(named: str, built: Path) -> Path:
    """The database of a version, whole or its first digits, or of a file. Raises BadData."""
    if Path(named).is_file():
        return Path(named)
    found = [path for path in built.glob("*.duckdb") if path.stem.startswith(named) and not path.name.startswith(".")]
    if len(found) != 1:
        kept = ", ".join(sorted(path.stem for path in built.glob("[!.]*.duckdb")))
        raise load.BadData([f"There is no one version '{named}'; kept are {kept or 'none'}"])
    return found[0]


def _before(new: Path, built: Path) -> Path:
    """The newest database that is kept beside this one. Raises BadData."""
    others = [path for path in built.glob("[!.]*.duckdb") if path != new]
    if not others:
        raise load.BadData(["Only one version is kept, so there is none to compare it with"])
    return max(others, key=lambda path: path.stat().st_mtime_ns)


if __name__ == "__main__":
    sys.exit(main())
