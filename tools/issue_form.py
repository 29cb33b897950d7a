"""Writes the issue form "Report an incident" from the questions of `postmortems.issues`: `make forms`."""

from __future__ import annotations

from pathlib import Path

import yaml

from postmortems import issues
from postmortems.cli import end_with
from postmortems.commands import Failure
from postmortems.settings import SettingsError, find_project

PATH = ".github/ISSUE_TEMPLATE/report-incident.yml"
ROOT = Path(__file__).parent.parent


def text() -> str:
    """Return the form of this project's site."""
    form = issues.form(find_project(ROOT).settings)
    written = yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=110)
    return f"# Made by 'make forms' from hooks/postmortems/issues.py; do not edit.\n{written}"


def main() -> int:
    """Write the form; raises `Failure` where it cannot be made or written."""
    try:
        (ROOT / PATH).write_text(text(), "utf-8", newline="\n")
    except SettingsError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{PATH} cannot be written: {error.strerror}") from None
    return 0


if __name__ == "__main__":
    end_with(main)
