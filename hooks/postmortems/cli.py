"""The `postmortems` command.

Exit status 0: clean; 1: problems in the files; 2: the tool could not do its work; 130: it was stopped with Ctrl+C.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from postmortems.commands.build import build
from postmortems.commands.check import check
from postmortems.commands.diff import diff
from postmortems.commands.explain import explain
from postmortems.commands.new import new
from postmortems.commands.rename import rename
from postmortems.commands.schema import schema
from postmortems.credentials import Cover, covered
from postmortems.reporting import visible

FAILED, STOPPED = 2, 130

TRACEBACK = "POSTMORTEMS_TRACEBACK"
"""The environment variable that asks for all that is known of a mistake of the program."""


class Commands(click.Group):
    """The commands. What is said about their arguments shows no secret that is in these."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:
        """Run the command of some arguments, those of the process unless given, and end with its status."""
        try:
            sys.exit(super().main(args, *rest, **options | {"standalone_mode": False}))
        except click.Abort:
            click.echo("Stopped.", err=True)
            sys.exit(STOPPED)
        except click.ClickException as error:
            said = StringIO()
            error.show(said)
            cover = Cover(" ".join(sys.argv[1:] if args is None else args))
            click.echo("\n".join(map(visible, cover.message(said.getvalue()).split("\n"))), err=True, nl=False)
            sys.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="postmortems")
def cli() -> None:
    """Keep an archive of postmortems: one YAML file an incident."""


for command in (new, check, explain, rename, diff, build, schema):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command, and end with its status."""
    end_with(lambda: cli(prog_name="postmortems"))


def end_with(program: Callable[[], int]) -> NoReturn:
    """Run a program, whatever its streams are, and end with its status; with no traceback that nobody asked for.

    It prints with `click.echo`, and returns its status or raises `Failure`.
    """
    if sys.stdin is None:
        # Nobody can answer, as where it is an empty file.
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  open as long as the program runs
    streams = [stream for stream in (sys.stderr, sys.stdout) if stream is not None]
    for stream in streams:
        # A terminal or a pipe that cannot show a character gets it spelled out.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # they are text files here
    if len(streams) == 2:  # noqa: PLR2004  both
        status, said = _run(program)
    else:
        # A file opened for something else would take its place, and what is printed would go into that file.
        status, said = FAILED, "standard output and standard error must both be open; to hide one, send it to a file"
    for stream in streams:
        if error := _lost(stream):
            status, said = FAILED, said or _unwritten(error)
    for stream in streams if said else ():
        if not _lost(stream, f"Error: {said}\n"):
            break
    sys.exit(status)


def _run(program: Callable[[], int]) -> tuple[int, str]:
    """Run a program, and return its status and what is still to be said of it."""
    streams = sys.stdout, sys.stderr
    try:
        code = program()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    except KeyboardInterrupt:
        return STOPPED, ""
    except click.ClickException as error:
        return FAILED, error.format_message()
    except OSError as error:
        is_output = traceback.extract_tb(error.__traceback__)[-1].filename == click.utils.__file__
        return FAILED, _unwritten(error) if is_output else _mistake(error)
    except Exception as error:  # noqa: BLE001  whatever it is, it is no problem of the files: Python's own 1 would say so
        return FAILED, _mistake(error)
    # Where nobody reads any further, click puts something else in place of the streams.
    return (code if streams == (sys.stdout, sys.stderr) else FAILED), ""


def _lost(stream: TextIO, text: str = "") -> OSError | None:
    """Print a text, and return why what was printed does not arrive; from then on nothing does, and nothing fails."""
    try:
        if text:
            stream.write(text)
        stream.flush()
    except OSError as error:
        # Else Python would try once more at the end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def _unwritten(error: OSError) -> str:
    """What is said where the output has no place to go: nothing to whoever reads no further, such as `head`."""
    return "" if error.errno == errno.EPIPE else f"the output cannot be written: {error.strerror}"


def _mistake(error: Exception) -> str:
    """What is said of an exception that nobody foresaw; its own message may hold a secret in any form."""
    if os.environ.get(TRACEBACK):
        return covered("".join(traceback.format_exception(error))).rstrip()
    package = Path(__file__).parent
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    path, line = [frame for frame in frames if frame[0].is_relative_to(package)][-1]
    where = f"{path.relative_to(package.parent).as_posix()}:{line}"
    return (
        f"a mistake of this program, not of your files: {type(error).__name__} at {where}; please report it. "
        f"Run it again with {TRACEBACK}=1 to see all of it"
    )
