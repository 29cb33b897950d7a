"""The `postmortems` command. Exit status 0: clean; 1: problems in the files; 2: the tool could not do its work."""

from __future__ import annotations

import sys
import traceback

import click

from postmortems.commands.build import build
from postmortems.commands.check import check
from postmortems.commands.diff import diff
from postmortems.commands.explain import explain
from postmortems.commands.new import new
from postmortems.commands.rename import rename
from postmortems.commands.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="postmortems")
def cli() -> None:
    """Keep an archive of postmortems: one YAML file an incident."""


for command in (new, check, explain, rename, diff, build, schema):
    cli.add_command(command)


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that cannot show a character gets it spelled out.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # they are text files here
    try:
        cli(prog_name="postmortems")
    except Exception:  # noqa: BLE001  whatever it is, it is no problem of the files: Python's own 1 would say so
        traceback.print_exc()
        sys.exit(2)
