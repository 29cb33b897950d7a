"""Writing several files: all of them, or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType


@contextmanager
def rewriting(files: Mapping[Path, bytes], modes: Mapping[Path, Path] = MappingProxyType({})) -> Iterator[None]:
    """Write files for a block; where they or the block raise `OSError`, all are as they were before.

    `modes` names for each file that is new another one, whose mode it gets.
    """
    kept = {path: path.read_bytes() for path in files if path not in modes}
    asides: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            # Hidden, so that nobody takes it for an incident.
            asides[path] = path.with_name(f".{path.name}.new")
            asides[path].write_bytes(data)
            shutil.copymode(modes.get(path, path), asides[path])
        for path, aside in asides.items():
            aside.replace(path)
        yield
    except OSError:
        for path, data in kept.items():
            if path.read_bytes() != data:
                path.write_bytes(data)
        for path in (*asides.values(), *modes):
            with suppress(OSError):
                path.unlink()
        raise
