"""Sees to it that there is a Chromium for the browser tests, in the way that changes this machine least."""

import os
import shutil
import subprocess
import sys

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if browser_on_path() or (install_from_apt() and browser_on_path()) or install_from_playwright():
        return 0
    print(
        "The browser tests need Chromium, and it could not be installed here.\n"
        "Install the package `chromium`, or run `python -m playwright install --with-deps chromium`, then try again.",
        file=sys.stderr,
    )
    return 1


def browser_on_path() -> bool:
    return any(map(shutil.which, CHROMIUM_NAMES))


def install_from_apt() -> bool:
    if not shutil.which("apt-get"):
        return False
    sudo: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not succeeds("sudo", "-n", "true"):
            return False
        sudo = ["sudo", "-n"]
    return succeeds(*sudo, "apt-get", "update") and succeeds(*sudo, "apt-get", "install", "-y", "chromium")


def install_from_playwright() -> bool:
    return succeeds(sys.executable, "-m", "playwright", "install", "chromium")


def succeeds(*command: str) -> bool:
    print("$", " ".join(command), file=sys.stderr)
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
