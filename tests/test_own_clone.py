"""The guide to an archive of one's own, step by step in a clean clone: what it says is enough, and the tests agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests import html
from tests.archives import OWN, only_shipped
from tests.clones import blocks, fill_in, install, published, run, where_the_guide_runs
from tests.project import ROOT
from tests.repository import git

GUIDE = (ROOT / "docs" / "contribute" / "own.md").read_text("utf-8")
STEPS = GUIDE[GUIDE.index("{ #steps }") : GUIDE.index("## Severities")]
COLOUR, OTHER = "--pm-link: #0b57d0;", "--pm-link: #0a50c2;"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
SUBSET = (
    "test_own_archive test_first_incident test_issues test_palette test_icon test_data_page test_loading test_links"
)
"""Tests that once failed in such a clone, and are over soon."""

pytestmark = [*where_the_guide_runs, only_shipped]


def replaced(path: Path, *pairs: tuple[str, str]) -> None:
    """Write over texts of a file that stand in it."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def configured(path: Path, lines: str) -> None:
    """Replace the lines of a configuration by those of the guide, also where they were commented out."""
    text = path.read_text("utf-8")
    for indent, key, value in re.findall(r"^( *)(\w+): (.+)$", lines, re.MULTILINE):
        text, number = re.subn(rf"(?m)^{indent}(# )?{key}:.*$", f"{indent}{key}: {value}", text)
        assert 1 == number, key
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which everything was done that the guide says."""
    folder = tmp_path_factory.mktemp("own")
    clone = folder / "clone"
    git(folder, "clone", "--quiet", str(published(folder)), str(clone))
    install(clone)
    empty, make, see = blocks(STEPS)
    (settings,) = blocks(STEPS, "yaml")
    done(empty, clone)
    assert not (clone / "incidents").exists()

    configured(clone / "mkdocs.yml", settings)
    config = yaml.safe_load(settings)
    assert OWN.site.repository
    replaced(clone / ".github/ISSUE_TEMPLATE/config.yml", (str(OWN.site.url), config["site_url"]))
    name = OWN.site.repository.url.rpartition("/")[2]
    replaced(
        clone / "docs/contribute/index.md",
        (f"git clone {OWN.site.repository.url}", f"git clone {config['repo_url']}"),
        (f"\ncd {name}\n", f"\ncd {config['repo_url'].rpartition('/')[2]}\n"),
    )
    replaced(clone / "hooks/postmortems/assets/palette.css", (COLOUR, OTHER))
    (clone / "docs/assets/logo.svg").write_text(LOGO, "utf-8")
    replaced(clone / "mkdocs.yml", ("\ntheme:\n", "\ntheme:\n  logo: assets/logo.svg\n"))

    done(make, clone)
    assert ["make check", "make lint", "make test", "make build"] == see.splitlines()[:4]
    for line in see.splitlines():
        # What lint and all of the tests say of an archive's settings, the tests below look for.
        if line not in {"make lint", "make test"}:
            done(line, clone)
    return clone


def done(commands: str, clone: Path) -> None:
    """Run lines of the guide, which succeed."""
    for command in commands.splitlines():
        ran = run(command, clone)
        assert 0 == ran.returncode, (command, ran.stdout + ran.stderr)


def page(clone: Path, path: str) -> html.Element:
    """Return a page of the site that was built."""
    return html.parse((clone / "site" / path / "index.html").read_text("utf-8"))


def test_the_site_is_built_empty_and_is_the_organisations(clone: Path) -> None:
    home = page(clone, "")
    assert "Outages at Two Lakes School" in home.one("head").one("title").text
    assert "No incident is reported yet" in home.one("article").text
    logos = [img.attributes["src"] for a in home.all("a", class_="md-logo") for img in a.all("img")]
    assert {"assets/logo.svg"} == set(logos)
    assert OTHER in (clone / "site" / "assets" / "palette.css").read_text("utf-8")
    for file in ("feed.xml", "sitemap.xml", "schema/incident.json"):
        assert "https://two-lakes-school.github.io/outages/" in (clone / "site" / file).read_text("utf-8")


def test_what_editors_and_the_form_for_an_issue_offer_are_its_severities(clone: Path) -> None:
    for file in ("schema/incident.json", ".github/ISSUE_TEMPLATE/report-incident.yml"):
        text = (clone / file).read_text("utf-8")
        assert "sev1" in text
        assert "critical" not in text


def test_the_tests_pass_there_and_skip_what_is_about_the_shipped_incidents(clone: Path) -> None:
    collected = run(".venv/bin/python -m pytest -q --collect-only -p no:cacheprovider", clone)
    assert 0 == collected.returncode, collected.stdout
    names = " ".join(f"tests/{name}.py" for name in SUBSET.split())
    tested = run(f'CI=true make test ARGS="-q -p no:cacheprovider {names}"', clone)
    assert 0 == tested.returncode, tested.stdout
    assert " skipped" not in tested.stdout.splitlines()[-1]


def test_the_first_incident_of_its_own_is_written_checked_and_built(clone: Path) -> None:
    begun = run(
        '.venv/bin/postmortems new --title "Search slow" --start "2026-11-20 09:30" --end "2026-11-20 10:15" '
        "--timezone Europe/Berlin --service search=slow --users-affected 20% --severity sev2",
        clone,
    )
    assert 0 == begun.returncode, begun.stderr
    path = begun.stdout.splitlines()[0]
    fill_in(clone / path)
    done("make check\nmake build", clone)
    report = page(clone, f"incidents/{Path(path).stem}")
    address = f"https://two-lakes-school.github.io/outages/incidents/{Path(path).stem}/"
    assert address == report.one("link", rel="canonical").attributes["href"]
    edit = f"https://github.com/two-lakes-school/outages/edit/main/{path}"
    assert {edit} == {a.attributes["href"] for a in report.all("a", rel="edit")}
    assert "sev2" in report.one("article").text
