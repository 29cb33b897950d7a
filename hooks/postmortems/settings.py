"""The archive's own settings: `extra.archive` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an organisation decides about its archive."""

    incidents: str = "incidents"
    """The folder of the incident files, relative to the folder of mkdocs.yml, or absolute."""
    organisation: str | None = None
    """Whose incidents these are; None where the archive covers several."""
    severities: tuple[str, ...] = ()
    """The words `severity` may have, the gravest first; empty: `severity` may not be used."""
