"""How a folder takes another's place in one step: whoever reads it meets the old one whole, or the new one whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""Of Linux' fcntl.h and fs.h."""


@contextmanager
def replacing(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Yield a path beside a folder; what the block puts there takes the folder's place when the block ends well.

    A block that raises leaves the folder as it was. Blocks run one at a time: where another has the folder, `waiting`
    is called and this one waits. What a block that was killed left behind is cleared first. Raises `OSError`.
    """
    old, lock, aside = (folder.with_name(f".{folder.name}.{word}") for word in ("old", "lock", "new-"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(FileLock(lock), waiting):
        if old.exists() and not folder.exists():
            old.rename(folder)
        for left in folder.parent.iterdir():
            if left == old or left.name.startswith(aside.name):
                shutil.rmtree(left, ignore_errors=True)
        # Never the same name twice: what a killed run had started may still be writing into its own.
        room = Path(mkdtemp(prefix=aside.name, dir=folder.parent))
        new = room / folder.name  # in a room, since a temporary folder is nobody else's to read
        try:
            yield new
            if folder.exists():
                _keep(folder, new)
                _exchange(new, folder, old)
            else:
                new.rename(folder)
        finally:
            # After an exchange the old one bears the new one's name. What cannot be cleared now, the next run will.
            shutil.rmtree(room, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(lock: FileLock, waiting: Callable[[], None]) -> Iterator[None]:
    """The system frees the lock of a process that is killed."""
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _keep(folder: Path, new: Path) -> None:
    """Take over who may read the folder, and its hidden files (`.git`, `.well-known`), which no generator writes."""
    shutil.copymode(folder, new)
    for hidden in folder.glob(".*"):
        target = new / hidden.name
        if os.path.lexists(target):
            continue
        if hidden.is_dir() and not hidden.is_symlink():
            shutil.copytree(hidden, target, symlinks=True)
        else:
            shutil.copy2(hidden, target, follow_symlinks=False)


def _exchange(new: Path, folder: Path, old: Path) -> None:
    """Put one folder in place of another: in one step where the system can, otherwise in two with a way back."""
    if _swap(new, folder):
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise


def _swap(one: Path, other: Path) -> bool:
    """Swap the names of two folders at once; False where the system, or the file system, cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)  # not every C library has it
    names = os.fsencode(one), os.fsencode(other)
    return rename is not None and rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0
