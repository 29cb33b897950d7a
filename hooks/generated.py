"""The files that the archive adds to those of `docs/`, as MkDocs wants them."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.structure.files import File
from mkdocs.utils import write_file

from postmortems.pages import Page


class Generated(File):
    """A page of the archive, as a file MkDocs believes to have read."""

    view: Page
    head: Callable[[], str]
    html: str = ""
    """What is printed, while the search reads something shorter."""


class Written(File):
    """A file of the archive that is no page, made when it is written."""

    make: Callable[[], str | bytes]

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002  as MkDocs has it
        """Write it, where MkDocs would copy it from somewhere."""
        content = self.make()
        write_file(content if isinstance(content, bytes) else content.encode(), self.abs_dest_path)
