"""Where the browser is, and what it means that there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "POSTMORTEMS_CHROMIUM"
"""The environment variable that names the browser, where it is not at a usual place."""

PLACES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
"""Commands and files, the first that exists is taken."""

ABSENT = (
    "no Chromium: what a reader sees is NOT tested; install it (Debian: apt-get install chromium) "
    f"or set {VARIABLE} to the path of a Chrome or Chromium"
)

ARGUMENTS = (
    # A browser under test talks to the site under test and to nobody else.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def found(environment: Mapping[str, str]) -> Path | None:
    """Return the browser to test with, or None; raises `FileNotFoundError` if the one named is not there."""
    if named := environment.get(VARIABLE):
        if not Path(named).is_file():
            raise FileNotFoundError(f"{VARIABLE} names {named}, and there is no such file")
        return Path(named)
    path = environment.get("PATH", os.defpath)
    return next((Path(file) for place in PLACES if (file := shutil.which(place, path=path))), None)


def must_be_there(environment: Mapping[str, str]) -> bool:
    """Return whether tests without a browser are a failure: in CI, where nobody reads what was skipped."""
    return environment.get("CI") == "true"


def arguments() -> list[str]:
    """Return the command line of the browser."""
    # Chromium's sandbox does not start for root, which is who runs containers.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
