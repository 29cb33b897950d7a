"""The archive's own settings: `extra.archive` in mkdocs.yml, and where the project lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import yaml

from postmortems.repositories import Repository

CONFIG = "mkdocs.yml"
_REPOSITORY = ("repo_url", "repo_name", "edit_uri")


class SettingsError(Exception):
    """The site's configuration cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an organisation decides about its archive."""

    incidents: str = "incidents"
    """The folder of the incident files, relative to the folder of mkdocs.yml, or absolute."""
    organisation: str | None = None
    """Whose incidents these are; None where the archive covers several."""
    severities: tuple[str, ...] = ()
    """The words `severity` may have, the gravest first; empty: `severity` may not be used."""

    @classmethod
    def of(cls, given: object) -> Settings:
        """Return the settings of a mapping as it stands below `extra.archive`; raises `SettingsError`."""
        if given is None:
            return cls()
        if not isinstance(given, Mapping):
            raise SettingsError("extra.archive must be a mapping")
        known = [one.name for one in fields(cls)]
        for key in given:
            if key not in known:
                raise SettingsError(f"extra.archive has no setting {key!r}; known: {', '.join(known)}")
        severities = given.get("severities") or []
        if not isinstance(severities, list) or not all(isinstance(word, str) and word for word in severities):
            raise SettingsError("extra.archive.severities must be a list of words, the gravest first")
        for key in ("incidents", "organisation"):
            if not isinstance(given.get(key, ""), str | None):
                raise SettingsError(f"extra.archive.{key} must be a text")
        return cls(
            incidents=given.get("incidents") or "incidents",
            organisation=given.get("organisation"),
            severities=tuple(severities),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the archive is published: `site_name` and `site_url` of mkdocs.yml."""

    name: str = "Postmortems"
    url: str | None = None
    """Absolute, with a slash at its end; None: not known, so whatever needs an absolute address is left out."""
    repository: Repository | None = None
    """Where its files are kept; None: not known, so nobody is led to an editor."""

    @classmethod
    def of(cls, name: object, url: object, repository: Repository | None = None) -> Site:
        """Return the site of two values as they stand in mkdocs.yml, and of its repository."""
        address = f"{url.rstrip('/')}/" if isinstance(url, str) and url else None
        site = cls(url=address, repository=repository)
        return replace(site, name=name) if isinstance(name, str) and name else site


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with an archive in it."""

    root: Path
    """The folder of mkdocs.yml, absolute."""
    settings: Settings = Settings()
    site: Site = field(default_factory=Site)

    @classmethod
    def of(
        cls, root: Path, *, archive: object, name: object, url: object, repository: Repository | None = None
    ) -> Project:
        """Return the project of a folder and of what its mkdocs.yml says; raises `SettingsError`."""
        return cls(root=root, settings=Settings.of(archive), site=Site.of(name, url, repository))

    @property
    def incidents(self) -> Path:
        """The folder of the incident files, absolute."""
        return self.root / self.settings.incidents

    def shown(self, path: Path) -> str:
        """Return how a path is named to people: relative to the project, with forward slashes."""
        # A name that is not UTF-8 is shown with a replacement sign, never as what cannot be printed.
        text = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()
        return os.fsencode(text).decode("utf-8", "replace")


def find_project(start: Path) -> Project:
    """Return the project that a folder belongs to: the nearest one above it with a mkdocs.yml.

    Without one the folder itself is taken, with settings as if none were given. Raises `SettingsError`.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            config = _config(folder / CONFIG)
            name, url = config.get("site_name"), config.get("site_url")
            repository = Repository.of(*map(config.get, _REPOSITORY))
            return Project.of(folder, archive=config.get("archive"), name=name, url=url, repository=repository)
    return Project(root=start)


def _config(path: Path, seen: frozenset[Path] = frozenset()) -> dict[str, object]:
    """What a configuration says of the site and below `extra.archive`, joined with what it inherits, as MkDocs does."""
    if path in seen:
        raise SettingsError(f"{path} inherits from itself")
    try:
        config = yaml.load(path.read_text("utf-8"), Loader=_ConfigLoader)  # noqa: S506  a SafeLoader, see below
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from None
    if not isinstance(config, dict):
        return {}
    extra = config.get("extra")
    own = {key: config[key] for key in ("site_name", "site_url", *_REPOSITORY) if key in config}
    own["archive"] = extra.get("archive") if isinstance(extra, dict) else None
    if not isinstance(parent := config.get("INHERIT"), str):
        return own
    inherited = _config((path.parent / parent).resolve(), seen | {path})
    above, below = inherited.get("archive"), own["archive"]
    joined = {**above, **below} if isinstance(above, dict) and isinstance(below, dict) else below or above
    return {**inherited, **own, "archive": joined}


class _ConfigLoader(yaml.SafeLoader):
    """mkdocs.yml is the project's own; tags that only MkDocs knows (`!ENV`, `!!python/name`) read as nothing."""


def _nothing(_loader: Any, _suffix: str, _node: yaml.Node) -> None:
    return None


_ConfigLoader.add_multi_constructor("!", _nothing)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
