"""Sees to it that there are a Chromium for the browser tests and a LibreOffice for those of slides, in the way that changes this machine least."""

import os
import shutil
import subprocess
import sys

# The parts that open slides, documents and workbooks, and letters as wide as those of Calibri.
OFFICE = ("libreoffice-impress", "libreoffice-writer", "libreoffice-calc", "fonts-crosextra-carlito")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if not shutil.which("soffice") and not install_from_apt("--no-install-recommends", *OFFICE):
        print("Without LibreOffice the tests that open slides with it are left out.", file=sys.stderr)
    if browser_on_path() or (install_from_apt("chromium") and browser_on_path()) or install_from_playwright():
        return 0
    print(
        "The browser tests need Chromium, and it could not be installed here.\n"
        "Install the package `chromium`, or run `python -m playwright install --with-deps chromium`, then try again.",
        file=sys.stderr,
    )
    return 1


def browser_on_path() -> bool:
    return any(map(shutil.which, CHROMIUM_NAMES))


def install_from_apt(*packages: str) -> bool:
    if not shutil.which("apt-get"):
        return False
    sudo: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not succeeds("sudo", "-n", "true"):
            return False
        sudo = ["sudo", "-n"]
    return succeeds(*sudo, "apt-get", "update") and succeeds(*sudo, "apt-get", "install", "-y", *packages)


def install_from_playwright() -> bool:
    return succeeds(sys.executable, "-m", "playwright", "install", "chromium")


def succeeds(*command: str) -> bool:
    print("$", " ".join(command), file=sys.stderr)
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
