"""The archive's own settings: `extra.archive` in mkdocs.yml, and where the project lies."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import yaml

from postmortems.repositories import Repository
from postmortems.rules import RULES

CONFIG = "mkdocs.yml"
INCIDENTS = "incidents"
"""The folder of the incident files, where the settings name no other."""
_REPOSITORY = ("repo_url", "repo_name", "edit_uri")

# A host or an address of mail, and perhaps a day on which it was one's own, as RFC 4151 has it.
_AUTHORITY = re.compile(
    r"([\w.+-]+@)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
    r"(,[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?",
    re.ASCII,
)


class SettingsError(Exception):
    """The site's configuration cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an organisation decides about its archive."""

    incidents: str = INCIDENTS
    """The folder of the incident files, relative to the folder of mkdocs.yml, or absolute."""
    organisation: str | None = None
    """Whose incidents these are; None where the archive covers several."""
    severities: tuple[str, ...] = ()
    """The words `severity` may have, the gravest first; empty: `severity` may not be used."""
    authority: str | None = None
    """In whose name the feeds give ids that never change (RFC 4151): `example.org,2026`, a host and a day, month or
    year in which it was one's own. Without a day each id bears that of its incident; None: the host of the site."""
    warnings_off: tuple[str, ...] = ()
    """Codes of warnings that `check` does not give."""

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
        for key in ("incidents", "organisation", "authority"):
            if not isinstance(value := given.get(key), str | None):
                raise SettingsError(f"extra.archive.{key} must be a text; put it in quotes")
            if not (value or " ").isprintable():
                raise SettingsError(f"extra.archive.{key} holds a character that nobody sees: {value!r}; take it out")
        authority = given.get("authority")
        if authority is not None and not _AUTHORITY.fullmatch(authority):
            said = f"extra.archive.authority must be a host and a day in which it is yours, not {authority!r}"
            raise SettingsError(f"{said}; write it like example.org,2026")
        return cls(
            incidents=given.get("incidents") or INCIDENTS,
            organisation=given.get("organisation"),
            severities=tuple(severities),
            authority=authority,
            warnings_off=_codes(given.get("warnings_off") or []),
        )


def _codes(given: object) -> tuple[str, ...]:
    """A misspelt code would leave the warning on, and that of an error would seem to switch it off."""
    if not isinstance(given, list):
        raise SettingsError("extra.archive.warnings_off must be a list of codes")
    known = [rule.code for rule in RULES.values() if rule.warns]
    for code in given:
        if code not in known:
            why = "an error, and stays one" if isinstance(code, str) and code in RULES else "no warning"
            raise SettingsError(f"extra.archive.warnings_off: {code!r} is {why}; warnings are {', '.join(known)}")
    return tuple(given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the archive is published: `site_name` and `site_url` of mkdocs.yml."""

    name: str = "Postmortems"
    url: str | None = None
    """Absolute, with a slash at its end; None: not known, so whatever needs an absolute address is left out."""
    is_nowhere: bool = False
    """Whether the configuration says that it has no address, with an empty one, rather than nothing."""
    repository: Repository | None = None
    """Where its files are kept; None: not known, so nobody is led to an editor."""

    @classmethod
    def of(cls, name: object, url: object, repository: Repository | None = None) -> Site:
        """Return the site of two values as they stand in mkdocs.yml, and of its repository."""
        address = f"{url.rstrip('/')}/" if isinstance(url, str) and url else None
        # MkDocs takes an empty address, too, for one that is left out on purpose.
        site = cls(url=address, is_nowhere=isinstance(url, str) and not url, repository=repository)
        return replace(site, name=name) if isinstance(name, str) and name else site


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with an archive in it."""

    root: Path
    """The folder of mkdocs.yml, absolute."""
    settings: Settings = Settings()
    site: Site = field(default_factory=Site)
    site_dir: str | None = "site"
    """The folder the site is built into, relative to `root`, or absolute; None: mkdocs.yml takes it from elsewhere."""

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

    @property
    def may_be_empty(self) -> bool:
        """Whether the folder of the incident files may be missing: git keeps no empty one.

        A folder of another name has to be there, since the name may be misspelt.
        """
        return (self.root / CONFIG).is_file() and self.incidents == self.root / INCIDENTS

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
            return project_of(folder)
    return Project(root=start)


def project_of(folder: Path, read: Callable[[Path], str] = lambda path: path.read_text("utf-8")) -> Project:
    """Return the project whose mkdocs.yml lies in a folder; raises `SettingsError`.

    `read` gives the text of a configuration, here or at another time; it raises `OSError` or `ValueError`.
    """
    config = _config(folder / CONFIG, read)
    name, url = config.get("site_name"), config.get("site_url")
    repository = Repository.of(*map(config.get, _REPOSITORY))
    try:
        found = Project.of(folder, archive=config.get("archive"), name=name, url=url, repository=repository)
    except SettingsError as error:
        place = _place(folder / CONFIG, read, config.get("archive"))
        raise SettingsError(f"{place}: {error}") from None
    site_dir = config.get("site_dir", found.site_dir)
    return replace(found, site_dir=site_dir if isinstance(site_dir, str) and site_dir.isprintable() else None)


def _place(path: Path, read: Callable[[Path], str], archive: object) -> str:
    """Where in a configuration the first setting stands that cannot be used; without a line where it is inherited."""
    names = ["extra", "archive"]
    if isinstance(archive, Mapping):
        names += [str(key) for key in archive if not _is_usable({key: archive[key]})][:1]
    node, line = yaml.compose(read(path), Loader=_ConfigLoader), 0
    for name in names:
        found = {k.value: (k, v) for k, v in node.value} if isinstance(node, yaml.MappingNode) else {}
        if name not in found:
            return str(path)
        key, node = found[name]
        line = key.start_mark.line + 1
    return f"{path}:{line}"


def _is_usable(archive: Mapping[Any, object]) -> bool:
    try:
        Settings.of(archive)
    except SettingsError:
        return False
    return True


def _config(path: Path, read: Callable[[Path], str], seen: frozenset[Path] = frozenset()) -> dict[str, object]:
    """What a configuration says of the site and below `extra.archive`, joined with what it inherits, as MkDocs does."""
    if path in seen:
        raise SettingsError(f"{path}: it inherits from itself; take out its INHERIT, or that of a file it names")
    config = _mapping(path, read)
    extra = config.get("extra")
    own = {key: config[key] for key in ("site_name", "site_url", "site_dir", *_REPOSITORY) if key in config}
    own["archive"] = extra.get("archive") if isinstance(extra, dict) else None
    if not isinstance(parent := config.get("INHERIT"), str):
        return own
    if not parent.isprintable():
        raise SettingsError(f"{path}: INHERIT holds a character that nobody sees: {parent!r}; take it out")
    inherited = _config((path.parent / parent).resolve(), read, seen | {path})
    above, below = inherited.get("archive"), own["archive"]
    joined = {**above, **below} if isinstance(above, dict) and isinstance(below, dict) else below or above
    return {**inherited, **own, "archive": joined}


def _mapping(path: Path, read: Callable[[Path], str]) -> dict[str, object]:
    """What stands in a configuration, which is a mapping; raises `SettingsError`."""
    try:
        text = read(path)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(
            f"{path}:{line}: it cannot be read: a character is not in UTF-8; save it as UTF-8"
        ) from None
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise SettingsError(f"{path}: it cannot be read: {why}") from None
    try:
        config = yaml.load(text, Loader=_ConfigLoader)  # noqa: S506  a SafeLoader, see below
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        why = ", ".join(filter(None, (error.context, error.problem)))
        raise SettingsError(f"{path}{place}: it cannot be read: {why}; mend the YAML there or right above") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise SettingsError(f"{path}:{line}: it cannot be read: {error.reason}; take the character out") from None
    except RecursionError:
        raise SettingsError(f"{path}: it cannot be read: it is nested too deeply; write it flatter") from None
    except _OF_A_VALUE as error:
        raise SettingsError(f"{path}: it cannot be read: a value is not of its type ({error}); mend it") from None
    if not isinstance(config, dict):
        what = "is empty" if config is None else f"is {'a list' if isinstance(config, list) else 'one value'}"
        first = next((number for number, line in enumerate(text.split("\n"), 1) if line.split("#")[0].strip(" -")), 1)
        cure = "write keys and values, at least `site_name: Postmortems`"
        raise SettingsError(f"{path}:{first}: it {what}, no mapping of settings; {cure}")
    return config


_OF_A_VALUE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the makers of values raise for a date of the 45th day and the like, without a place."""


class _ConfigLoader(yaml.SafeLoader):
    """mkdocs.yml is the project's own; tags that only MkDocs knows (`!ENV`, `!!python/name`) read as nothing."""


def _nothing(_loader: Any, _suffix: str, _node: yaml.Node) -> None:
    return None


_ConfigLoader.add_multi_constructor("!", _nothing)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
