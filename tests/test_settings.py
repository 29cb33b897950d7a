"""Where the project lies, and what its mkdocs.yml says about the archive."""

from pathlib import Path
from typing import Any

import pytest

from postmortems.rules import RULES
from postmortems.settings import Project, Settings, SettingsError, find_project

KNOWN = "incidents, organisation, severities, authority, warnings_off"
WARNINGS = ", ".join(rule.code for rule in RULES.values() if rule.warns)


def config(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def settings(folder: Path, text: str) -> Settings:
    return find_project(config(folder, text)).settings


# -- settings ---------------------------------------------------------------------------------------------------------


def test_every_setting_is_read() -> None:
    given: dict[str, Any] = {
        "incidents": "reports",
        "organisation": "Example School",
        "severities": ["critical", "minor"],
        "authority": "example.org,2026",
        "warnings_off": ["blame"],
    }
    read = given | {"severities": ("critical", "minor"), "warnings_off": ("blame",)}
    assert Settings(**read) == Settings.of(given)


@pytest.mark.parametrize("given", [None, {}, dict.fromkeys(("organisation", "severities", "incidents", "authority"))])
def test_no_setting_is_needed(given: object) -> None:
    assert Settings() == Settings.of(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "extra.archive must be a mapping"),
        ("incidents", "extra.archive must be a mapping"),
        ({"severity": []}, f"extra.archive has no setting 'severity'; known: {KNOWN}"),
        ({1: 2}, f"extra.archive has no setting 1; known: {KNOWN}"),
        ({"warnings_off": "blame"}, "extra.archive.warnings_off must be a list of codes"),
        ({"warnings_off": ["blam"]}, f"extra.archive.warnings_off: 'blam' is no warning; warnings are {WARNINGS}"),
        (
            {"warnings_off": ["time-form"]},
            f"extra.archive.warnings_off: 'time-form' is an error, and stays one; warnings are {WARNINGS}",
        ),
        ({"warnings_off": [[]]}, f"extra.archive.warnings_off: [] is no warning; warnings are {WARNINGS}"),
        ({"severities": "critical"}, "extra.archive.severities must be a list of words, the gravest first"),
        ({"severities": [1, 2]}, "extra.archive.severities must be a list of words, the gravest first"),
        ({"severities": [""]}, "extra.archive.severities must be a list of words, the gravest first"),
        ({"severities": {"a": 1}}, "extra.archive.severities must be a list of words, the gravest first"),
        ({"organisation": 7}, "extra.archive.organisation must be a text; put it in quotes"),
        (
            {"incidents": "a\0b"},
            r"extra.archive.incidents holds a character that nobody sees: 'a\x00b'; take it out",
        ),
        ({"incidents": ["a"]}, "extra.archive.incidents must be a text; put it in quotes"),
        ({"authority": 2026}, "extra.archive.authority must be a text; put it in quotes"),
    ],
)
def test_a_wrong_setting_is_named(given: object, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.of(given)
    assert message == str(caught.value)


@pytest.mark.parametrize(
    "authority",
    ["example.org", "example.org,2026", "example.org,2026-01", "a-b.example,2026-01-31", "ops@example.org,2026"],
)
def test_an_authority_is_a_host_and_perhaps_a_day(authority: str) -> None:
    assert authority == Settings.of({"authority": authority}).authority


@pytest.mark.parametrize(
    "authority",
    [
        "",
        ",2026",
        "https://example.org",
        "example.org/x",
        "Example.org",
        "example.org,26",
        "example.org,2026-13",
        "a b",
        "a:b",
    ],
)
def test_an_authority_that_makes_no_tag_is_named(authority: str) -> None:
    with pytest.raises(SettingsError, match=r"extra\.archive\.authority must be .* write it like example\.org,2026"):
        Settings.of({"authority": authority})


# -- where the project lies -------------------------------------------------------------------------------------------


def test_the_project_is_the_nearest_one_above(tmp_path: Path) -> None:
    config(tmp_path, "extra: {archive: {organisation: Outer}}")
    inner = config(tmp_path / "inner", "extra: {archive: {organisation: Inner}}")
    (inner / "incidents" / "2025").mkdir(parents=True)
    project = find_project(inner / "incidents" / "2025")
    assert inner == project.root
    assert "Inner" == project.settings.organisation


def test_a_folder_without_a_configuration_is_a_project_of_its_own(tmp_path: Path) -> None:
    assert Project(root=tmp_path) == find_project(tmp_path)


@pytest.mark.parametrize("text", ["site_name: x", "extra:", "extra: {}", "extra: text"])
def test_a_configuration_may_say_nothing_of_the_archive(tmp_path: Path, text: str) -> None:
    assert Settings() == settings(tmp_path, text)


def test_tags_that_only_mkdocs_knows_are_passed_over(tmp_path: Path) -> None:
    text = """
site_name: !ENV [SITE_NAME, Archive]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      options: !relative $docs_dir
extra: {archive: {organisation: Example}}
"""
    assert "Example" == settings(tmp_path, text).organisation


def test_settings_are_inherited_one_by_one(tmp_path: Path) -> None:
    """As MkDocs joins configurations, so that the check and the site agree."""
    config(tmp_path, "extra: {archive: {organisation: Base, severities: [a, b]}}", "base.yml")
    config(tmp_path, "INHERIT: base.yml\nextra: {archive: {severities: [c]}}", "middle.yml")
    assert Settings(organisation="Base", severities=("c",)) == settings(tmp_path, "INHERIT: middle.yml\nsite_name: x")


UNREAD = "it cannot be read:"
MEND = "mend the YAML there or right above"
NO_MAPPING = "no mapping of settings; write keys and values, at least `site_name: Postmortems`"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f":1: it is empty, {NO_MAPPING}"),
        ("# only a remark\n", f":1: it is empty, {NO_MAPPING}"),
        ("# a remark\n- a\n- b\n", f":2: it is a list, {NO_MAPPING}"),
        ("---\n\nsite_name\n", f":3: it is one value, {NO_MAPPING}"),
        ("7", f":1: it is one value, {NO_MAPPING}"),
        (
            "site_name: x\nnav: [\n",
            f":3:1: {UNREAD} while parsing a flow node, expected the node content, but found '<stream end>'; {MEND}",
        ),
        (
            "site_name: x\nsite_name\n",
            f":3:1: {UNREAD} while scanning a simple key, could not find expected ':'; {MEND}",
        ),
        (
            "{[a]: b}",
            f":1:2: {UNREAD} while constructing a mapping, found unhashable key; {MEND}",
        ),
        ("date: 2025-13-45", f": {UNREAD} a value is not of its type (month must be in 1..12); mend it"),
        ("strict: !!bool perhaps", f": {UNREAD} a value is not of its type ('perhaps'); mend it"),
        ("site_name: x\nnav: \0", f":2: {UNREAD} special characters are not allowed; take the character out"),
        (f"nav: {'[' * 5000}", f": {UNREAD} it is nested too deeply; write it flatter"),
        ("INHERIT: missing.yml", f"/missing.yml: {UNREAD} No such file or directory"),
        ("INHERIT: mkdocs.yml", ": it inherits from itself; take out its INHERIT, or that of a file it names"),
        ('INHERIT: "a\\0b"', r": INHERIT holds a character that nobody sees: 'a\x00b'; take it out"),
        ("site_name: x\nextra:\n  archive: [a]\n", ":3: extra.archive must be a mapping"),
        (
            'extra: {archive: {incidents: "a\\0b"}}',
            r":1: extra.archive.incidents holds a character that nobody sees: 'a\x00b'; take it out",
        ),
        ("extra: {archive: {incidents: 7}}", ":1: extra.archive.incidents must be a text; put it in quotes"),
        (
            "extra:\n  archive:\n    organisation: x\n    severities: []\n    incidents: 7\n",
            ":5: extra.archive.incidents must be a text; put it in quotes",
        ),
        ("extra: {archive: {severities: [a],\n 1: 2}}", f":2: extra.archive has no setting 1; known: {KNOWN}"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)
    assert f"{tmp_path / 'mkdocs.yml'}{message}".replace("mkdocs.yml/", "") == str(caught.value)


def test_an_inherited_setting_that_cannot_be_used_is_named_without_a_line(tmp_path: Path) -> None:
    config(tmp_path, "extra: {archive: {incidents: 7}}", "base.yml")
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, "INHERIT: base.yml\n")
    assert f"{tmp_path / 'mkdocs.yml'}: extra.archive.incidents must be a text; put it in quotes" == str(caught.value)


def test_a_configuration_of_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes("# x\nsite_name: Störung".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"mkdocs\.yml:2: .* not in UTF-8; save it as UTF-8"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("text", "url", "is_nowhere"),
    [
        ("site_url: https://example.org/a", "https://example.org/a/", False),
        ("site_url: ''", None, True),
        ("site_url:", None, False),
        ("site_name: x", None, False),
    ],
)
def test_no_address_is_not_the_same_as_an_empty_one(
    tmp_path: Path, text: str, url: str | None, is_nowhere: bool
) -> None:
    site = find_project(config(tmp_path, text)).site
    assert (url, is_nowhere) == (site.url, site.is_nowhere)


# -- how paths are shown ----------------------------------------------------------------------------------------------


def test_paths_are_shown_relative_to_the_project_with_forward_slashes(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    assert "incidents/2025/a.yaml" == project.shown(tmp_path / "incidents" / "2025" / "a.yaml")
    assert "/elsewhere/a.yaml" == project.shown(Path("/elsewhere/a.yaml"))
    assert "incidents/\N{REPLACEMENT CHARACTER}.yaml" == project.shown(tmp_path / "incidents" / "\udcff.yaml")
