"""Which boundary files are in use: makes them once per change of their inputs and tells what is in them. Draws no border.

Run as `python -m data.geo.views`.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "built" / "geo"
MANIFEST = "VIEWS.json"
# The operator's own boundary file, which replaces ours in the India view.
SETTING = "DASHBOARD_BOUNDARIES"


class NoBoundaries(Exception):
    """The boundary files could not be made; the message is for the screen."""


def operator_file() -> Path | None:
    """The operator's own boundary file, where one is configured."""
    return Path(os.environ[SETTING]) if os.environ.get(SETTING) else None


def fingerprint() -> str:
    """8 hex digits over everything the files are made from."""
    own = operator_file()
    inputs = [
        HERE / "make_boundaries.py",
        *sorted((HERE / "source").glob("*.gz")),
        HERE.parent / "reference" / "countries.csv",
    ]
    digest = hashlib.sha256()
    for path in [*inputs, own] if own else inputs:
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise NoBoundaries(
                f"The boundary file {path} named by {SETTING} cannot be read: {error.strerror}."
            ) from error
    return digest.hexdigest()[:8]


def ensure(built: Path = BUILT) -> dict[str, Any]:
    """Files and shapes per view: {"india": {"file", "bytes", "hatch", "hatch_bytes", "shapes": [[iso3, name, disputed, lat, lon], ...]}, "un": ..., "operator": name or None}.
    lat and lon (degrees) are there only where a shape is too small to be seen on a world map.

    They are made in a process of their own: the geometry libraries need seconds and memory that a page must not pay for.
    Raises NoBoundaries with what is wrong in the operator's file.
    """
    version = fingerprint()
    manifest = built / MANIFEST
    try:
        known = json.loads(manifest.read_text(encoding="utf-8"))
        if known["version"] == version and all(
            (built / view[file]).stat().st_size == view[size]
            for view in known["views"].values()
            for file, size in (("file", "bytes"), ("hatch", "hatch_bytes"))
        ):
            return known  # type: ignore[no-any-return]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    own = operator_file()
    command = [sys.executable, "-m", "data.geo.make_boundaries", "--out", str(built), "--version", version]
    made = subprocess.run(
        [*command, "--operator", str(own)] if own else command,
        capture_output=True,
        text=True,
        cwd=HERE.parent.parent,
        check=False,
    )
    if made.returncode:
        raise NoBoundaries(
            made.stderr.strip().splitlines()[-1] if made.stderr.strip() else "The boundary files could not be made."
        )
    return json.loads(manifest.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def main() -> int:
    """Make the files and say what is in use; exit 1 with one line where the operator's file is wrong."""
    try:
        manifest = ensure()
    except NoBoundaries as error:
        print(error, file=sys.stderr)
        return 1
    for name, view in manifest["views"].items():
        print(f"Boundaries, {name} view: {view['file']}, {len(view['shapes'])} shapes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
