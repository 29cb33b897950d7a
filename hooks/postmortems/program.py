"""How this program was started, so that a command it names can be copied and runs."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path


def started() -> str:
    """Return what starts `postmortems` from the working folder, the way it was started."""
    program = Path(sys.argv[0])
    return _typed(program) if program.stem == "postmortems" else f"{_typed(Path(sys.executable))} -m postmortems"


def path_from_here(path: Path) -> str:
    """Return a path as one types it in the working folder."""
    return shlex.quote(_near(path).as_posix())


def _typed(program: Path) -> str:
    try:
        whole = os.path.abspath(program)  # noqa: PTH100  resolve() would leave a virtual environment
    except OSError:
        # The working folder is gone.
        return shlex.quote(program.name)
    if shutil.which(program.name) == whole:
        return program.name
    near = _near(Path(whole)).as_posix()
    if near == program.name:
        near = f"./{near}"
    return shlex.quote(whole if near.startswith("../") else near)


def _near(path: Path) -> Path:
    try:
        return Path(os.path.relpath(path))
    except (OSError, ValueError):
        # The working folder is gone; or Windows, which knows no way from one drive to another.
        return path
