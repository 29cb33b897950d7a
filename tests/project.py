"""Projects for tests that build a site: the sample, and small ones that share its settings, theme, docs and hook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "archive"
"""A project the tests judge the program by, whatever archive is published from here."""
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1"}

CONFIG = f"""
INHERIT: {json.dumps(str(SAMPLE / "mkdocs.yml"))}
docs_dir: {json.dumps(str(ROOT / "docs"))}
theme: {{custom_dir: {json.dumps(str(ROOT / "docs" / ".overrides"))}}}
hooks: [{json.dumps(str(ROOT / "hooks" / "archive.py"))}]
watch: []
"""

INCIDENT = """\
title: {title}
severity: critical
{more}summary:
  start: 2025-03-14 09:12
  end: 2025-03-14 09:54
  timezone: Europe/Zurich
  services: {{checkout: down}}
  impact: {impact}
  users_affected: 50%
  root_cause: The connection pool was too small.
timeline:
  - at: 09:20
    detected: An alert about failed payments.
    by: monitoring
  - action: The last release is rolled back.
  - misleading: The payment provider is suspected.
  - escalated: The database team is called.
    to: Database
  - at: 09:54
    resolved: The pool is enlarged.
root_cause: The pool held 5 connections.
resolution: It holds 50 again.
measures:
  improvements: [Pool sizes are checked.]
  tasks: [{{task: Check pool sizes in the pipeline.}}]
"""


def project(folder: Path, **incidents: str) -> Path:
    """Make a project in a folder, with incidents by id (`_` for `-`), and return the folder."""
    (folder / "incidents").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for name, text in incidents.items():
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    """Write one incident file of a project, in one step, as editors do."""
    path = folder / "incidents" / f"2025-03-14-{name}.yaml"
    aside = folder / "aside"
    aside.write_text(text, "utf-8")
    aside.replace(path)
    return path


def incident(title: str = "Checkout down", impact: str = "Nobody could pay.", more: str = "") -> str:
    """Return the text of an incident file of 42 minutes."""
    return INCIDENT.format(title=json.dumps(title), impact=json.dumps(impact), more=more)


def build(folder: Path, to: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a project as a person would."""
    return subprocess.run(  # noqa: S603  our own command line
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(to), *options],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
