"""Where the files live, and the addresses of the editors of those who host them."""

from __future__ import annotations

import pytest

from postmortems.repositories import GITHUB, GITLAB, Host, Repository, edit_page

PATH = "incidents/2025/2025-03-14-a.yaml"


def repository(url: object, edit_uri: object, name: object = None) -> Repository:
    found = Repository.of(url, name, edit_uri)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("url", "name", "edit_uri", "host"),
    [
        ("https://github.com/o/r", "Source", "edit/main/docs/", GITHUB),
        ("https://github.com/o/r/", None, "blob/main/docs/", GITHUB),
        ("https://github.example.org/o/r", None, "edit/main/docs/", GITHUB),
        ("https://code.example.org/o/r", "GitHub", "edit/main/docs/", GITHUB),
        ("https://gitlab.com/o/r", None, "edit/main/docs/", GITLAB),
        ("https://code.example.org/o/r", "our GitLab", "edit/main/docs/", GITLAB),
        ("https://code.example.org/o/r", "Source", "-/edit/main/docs/", GITLAB),
        ("https://code.example.org/o/r", "Source", "edit/main/docs/", None),
        ("https://bitbucket.org/o/r", "Bitbucket", "src/default/docs/", None),
        ("https://github.com/o/r", "GitHub", None, None),
        ("https://github.com/o/r", "GitHub", "?query=edit", None),
    ],
)
def test_the_host_is_known_by_its_address_its_name_or_the_form_of_its_addresses(
    url: str, name: str | None, edit_uri: str | None, host: Host | None
) -> None:
    assert host == repository(url, edit_uri, name).host


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", 7])
def test_what_is_no_address_is_no_repository(url: object) -> None:
    assert None is Repository.of(url, "GitHub", "edit/main/docs/")


def test_github_opens_a_file_and_a_new_one_with_its_path_behind_the_branch() -> None:
    found = repository("https://github.com/o/r", "edit/main/docs/")
    assert f"https://github.com/o/r/edit/main/{PATH}" == found.edit(PATH)
    address = "https://github.com/o/r/new/main?filename=incidents%2F2025%2F2025-03-14-a.yaml&value=a+%26%0A"
    assert address == found.new(PATH, "a &\n")


def test_gitlab_opens_a_file_and_a_new_one() -> None:
    found = repository("https://gitlab.com/o/r", "edit/main/docs/")
    assert f"https://gitlab.com/o/r/-/edit/main/{PATH}" == found.edit(PATH)
    address = "https://gitlab.com/o/r/-/new/main?file_name=incidents%2F2025%2F2025-03-14-a.yaml&content=x"
    assert address == found.new(PATH, "x")


def test_a_project_in_a_folder_of_its_repository_is_found_there() -> None:
    found = repository("https://github.com/o/r", "edit/main/archive/docs/")
    assert f"https://github.com/o/r/edit/main/archive/{PATH}" == found.edit(PATH)
    assert "https://github.com/o/r/new/main?filename=archive%2Fa.yaml" == found.new("a.yaml")


def test_a_page_written_by_hand_is_found_in_its_folder() -> None:
    found = repository("https://gitlab.com/o/r", "edit/main/archive/pages/")
    assert "https://gitlab.com/o/r/-/edit/main/archive/pages/about/a%20b.md" == found.edit_seen("about/a b.md")


def test_a_page_without_a_file_or_a_repository_cannot_be_edited() -> None:
    github = ("https://github.com/o/r", None, "edit/main/docs/")
    assert "https://github.com/o/r/edit/main/docs/a.md" == edit_page(*github, "a.md")
    assert f"https://github.com/o/r/edit/main/{PATH}" == edit_page(*github, f"../{PATH}")
    assert (None, None) == (edit_page(*github, None), edit_page(None, None, None, "a.md"))


@pytest.mark.parametrize("host", ["code.example.org", "codeberg.org", "gitea.com"])
def test_a_host_that_is_not_known_has_no_editor(host: str) -> None:
    found = repository(f"https://{host}/o/r", "edit/main/docs/")
    assert (None, None, None) == (found.edit(PATH), found.edit_seen("a.md"), found.new(PATH, "x"))
