"""What the hook promises beside the real site: hostile words, wrong files, files mended while the site is served."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests import html
from tests.project import ENVIRONMENT, ROOT, build, incident, project, write

TITLE = 'A <b>&amp; {{ x }} "quoted" [[x]] *y* <!-- {% z'
PATIENCE = 60
"""Seconds after which a server is taken to be stuck; it usually needs one or two."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an archive in which one title and one text try everything."""
    folder = project(
        tmp_path_factory.mktemp("hostile"),
        plain=incident("Plain", more="related: [2025-03-14-wild]\naliases: [2025-03-14-tame]\n"),
        wild=incident(TITLE, impact="<script>alert(1)</script> {{ config }} {: .x }"),
    )
    built = build(folder, folder / "site", "--strict")
    assert 0 == built.returncode, built.stderr
    return folder / "site"


def page(site: Path, name: str) -> html.Element:
    """Return a report."""
    return html.parse((site / "incidents" / f"2025-03-14-{name}" / "index.html").read_text("utf-8"))


def test_a_hostile_title_is_shown_as_typed_on_its_own_page(hostile: Path) -> None:
    wild = page(hostile, "wild")
    assert TITLE == wild.one("h1").text
    assert f"{TITLE} - Postmortem Archive" == wild.one("head").one("title").text
    assert TITLE == wild.one(data_md_component="header-topic").text


def test_a_hostile_title_is_shown_as_typed_wherever_others_name_it(hostile: Path) -> None:
    plain = page(hostile, "plain")
    neighbour = plain.one("a", class_="md-footer__link--next")
    assert f"Next: {TITLE}" == neighbour.attributes["aria-label"]
    assert TITLE == neighbour.one("div", class_="md-ellipsis").text
    assert TITLE in [a.text for a in plain.one("footer", class_="pm-foot").all("a")]
    for path in ("incidents", "incidents/by-impact", "tasks", "services/checkout", "."):
        listed = html.parse((hostile / path / "index.html").read_text("utf-8"))
        assert TITLE in [a.text for a in listed.one("article").all("a")]


def test_a_hostile_title_is_escaped_once_in_the_search(hostile: Path) -> None:
    """The search prints titles as HTML."""
    entries = json.loads((hostile / "search" / "search_index.json").read_text("utf-8"))["docs"]
    (title,) = [e["title"] for e in entries if e["location"] == "incidents/2025-03-14-wild/"]
    assert "<" not in title
    assert TITLE == html.parse(title).text


def test_words_of_a_report_never_become_markup_or_markdown(hostile: Path) -> None:
    wild = page(hostile, "wild")
    lead = wild.one("p", class_="pm-intro")
    assert "<script>alert(1)</script> {{ config }} {: .x }" == lead.text
    assert wild.one("meta", name="description").attributes["content"].endswith(lead.text)


def test_a_former_address_leads_on_without_javascript(hostile: Path) -> None:
    old = page(hostile, "tame")
    assert "0; url=../2025-03-14-plain/" == old.one("meta", http_equiv="refresh").attributes["content"]
    assert "../2025-03-14-plain/" == old.one("a").attributes["href"]


WRONG = incident().replace("severity: critical", "serverity: critical")


def test_a_wrong_file_stops_the_build_and_leaves_the_site_of_before(tmp_path: Path) -> None:
    """The messages are those of `check`, and there is no traceback."""
    project(tmp_path, checkout=incident())
    site = tmp_path / "site"
    assert 0 == build(tmp_path, site).returncode
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    write(tmp_path, "checkout", WRONG)
    built = build(tmp_path, site)
    checked = subprocess.run(
        [sys.executable, "-m", "postmortems", "check"],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert 1 == built.returncode
    assert 1 == checked.returncode
    message = (checked.stdout + checked.stderr).partition("\n  help:")[0]
    assert "incidents/2025-03-14-checkout.yaml:2:1: error[" in message
    assert message in built.stderr
    assert "Traceback" not in built.stderr
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_settings_that_cannot_be_used_stop_the_build(tmp_path: Path) -> None:
    project(tmp_path, checkout=incident())
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra: {archive: {severity: [critical]}}\n")
    built = build(tmp_path, tmp_path / "site")
    assert 1 == built.returncode
    assert "extra.archive has no setting 'severity'" in built.stderr
    assert "Traceback" not in built.stderr


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Path]]:
    """Serve a project with live reload; yields the address and the file the server writes to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603  our own command line
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder, env=ENVIRONMENT, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}/postmortems/", log
        finally:
            server.terminate()
            server.wait(PATIENCE)


def wait_for(what: str, there: object, log: Path) -> None:
    """Wait until a condition holds; fails with the server's log."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if there():  # type: ignore[operator]
            return
        time.sleep(0.1)
    pytest.fail(f"{what}\n{log.read_text('utf-8')}")


def shows(address: str, words: str) -> bool:
    """Return whether a page can be fetched and holds the words."""
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310  our own server
            return words in answer.read().decode()
    except (URLError, TimeoutError, ConnectionError):
        return False


def test_mending_a_file_brings_the_page_back_while_serving(tmp_path: Path) -> None:
    """The server outlives the mistake and prints it; no restart is needed."""
    project(tmp_path, checkout=incident("Before"))
    with served(tmp_path) as (root, log):
        address = f"{root}incidents/2025-03-14-checkout/"
        wait_for("the first page", lambda: shows(address, "Before"), log)
        write(tmp_path, "checkout", WRONG)
        wait_for("the problem", lambda: "serverity" in log.read_text("utf-8"), log)
        write(tmp_path, "checkout", incident("After"))
        wait_for("the mended page", lambda: shows(address, "After"), log)
        assert "Traceback" not in log.read_text("utf-8")


EMPTY = {
    ".": "Add the first one",
    "incidents": "No incident is listed",
    "incidents/by-duration": "No incident is listed",
    "incidents/by-impact": "No incident is listed",
    "patterns": "No incident is reported yet",
    "tasks": "No task is open",
    "reports": "No incident is reported yet",
    "services": "No incident is reported yet",
    "tags": "No report bears a tag yet",
}
"""What each page of an empty archive says, by its address."""


def test_an_archive_without_its_folder_is_built_strictly_and_every_page_says_so(tmp_path: Path) -> None:
    """Git keeps no empty folder, so a clone of an empty archive has none."""
    folder = project(tmp_path)
    (folder / "incidents").rmdir()
    built = build(folder, folder / "site", "--strict")
    assert 0 == built.returncode, built.stderr
    said = {path: html.parse((folder / "site" / path / "index.html").read_text("utf-8")) for path in EMPTY}
    assert {} == {path: words for path, words in EMPTY.items() if words not in said[path].one("article").text}
    for path, page in said.items():
        assert not page.one("article").all("tbody"), path
    data = folder / "site" / "api" / "v1"
    assert {"incidents": []} == json.loads((data / "incidents.json").read_text("utf-8"))
    assert 1 == len((data / "incidents.csv").read_text("utf-8").splitlines())
    assert [] == json.loads((folder / "site" / "feed.json").read_text("utf-8"))["items"]
    assert "<entry>" not in (folder / "site" / "feed.xml").read_text("utf-8")


def test_the_first_incident_is_shown_while_serving(tmp_path: Path) -> None:
    (project(tmp_path) / "incidents").rmdir()
    with served(tmp_path) as (root, log):
        wait_for("the empty archive", lambda: shows(root, "Add the first one"), log)
        write(tmp_path, "checkout", incident("The first"))
        wait_for("the first page", lambda: shows(f"{root}incidents/2025-03-14-checkout/", "The first"), log)


def test_a_folder_that_is_not_there_stops_the_build_where_its_name_may_be_misspelt(tmp_path: Path) -> None:
    with (project(tmp_path) / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra: {archive: {incidents: incident}}\n")
    built = build(tmp_path, tmp_path / "site")
    assert 1 == built.returncode
    assert "there is no folder incident, which extra.archive.incidents in mkdocs.yml names" in built.stderr
    assert "Traceback" not in built.stderr


def test_a_site_at_the_root_of_its_host_says_so_everywhere(tmp_path: Path) -> None:
    folder = project(tmp_path, checkout=incident())
    config = folder / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}site_url: https://outages.example.org/\n", "utf-8")
    built = build(folder, tmp_path / "site", "--strict")
    assert 0 == built.returncode, built.stderr
    report = page(tmp_path / "site", "checkout")
    address = "https://outages.example.org/incidents/2025-03-14-checkout/"
    assert address == report.one("meta", property="og:url").attributes["content"]
    assert address == report.one("link", rel="canonical").attributes["href"]
    for folder_of in ("incidents", "services", "api", "reports"):
        for file in (tmp_path / "site" / folder_of).rglob("*.*"):
            if file.suffix != ".png":
                assert "example.org/postmortems" not in file.read_text("utf-8"), file
    assert address in (tmp_path / "site" / "feed.xml").read_text("utf-8")


def homeless(folder: Path, url: str) -> Path:
    """Return a project without an address, which its configuration says so."""
    config = project(folder, checkout=incident()) / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}site_url: {url}\n", "utf-8")
    return folder


def test_without_an_address_the_site_is_built_and_one_warning_says_what_it_lacks(tmp_path: Path) -> None:
    folder = homeless(tmp_path, "null")
    built = build(folder, tmp_path / "site")
    assert 0 == built.returncode, built.stderr
    assert 1 == built.stderr.count("WARNING")
    assert "site_url is not set: no feeds" in built.stderr
    assert not (tmp_path / "site" / "feed.xml").exists()
    for path in ("", "data", "incidents/2025-03-14-checkout"):
        assert "feed.xml" not in "".join(
            element.attributes.get("href", "")
            for element in html.parse((tmp_path / "site" / path / "index.html").read_text("utf-8")).all("a", "link")
        )
    assert (tmp_path / "site" / "api" / "v1" / "incidents.json").is_file()


def test_without_pillow_every_page_takes_the_picture_that_is_there_and_the_build_says_so(tmp_path: Path) -> None:
    folder = project(tmp_path, checkout=incident())
    (tmp_path / "without" / "PIL").mkdir(parents=True)
    (tmp_path / "without" / "PIL" / "__init__.py").write_text("raise ImportError", "utf-8")
    built = subprocess.run(  # noqa: S603  our own command line
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=folder, env=ENVIRONMENT | {"PYTHONPATH": str(tmp_path / "without")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 0 == built.returncode, built.stderr
    assert 1 == built.stderr.count("Pillow is not installed")
    assert (tmp_path / "site" / "assets" / "images" / "card.png").is_file()
    for path in ("index.html", "tasks/index.html", "data/index.html", "incidents/2025-03-14-checkout/brief/index.html"):
        found = html.parse((tmp_path / "site" / path).read_text("utf-8"))
        image = found.one("meta", property="og:image").attributes["content"]
        assert "https://example.org/postmortems/assets/images/card.png" == image
        assert not found.all("link", rel="apple-touch-icon")


@pytest.mark.parametrize(("url", "status"), [("null", 1), ("''", 0)])
def test_a_strict_build_asks_for_an_address_unless_there_is_none_on_purpose(
    tmp_path: Path, url: str, status: int
) -> None:
    built = build(homeless(tmp_path, url), tmp_path / "site", "--strict")
    assert status == built.returncode, built.stderr
    assert ("site_url is empty: no feeds" in built.stderr) == (status == 0)
    assert status == built.stderr.count("WARNING")


def test_where_the_host_has_no_known_editor_nothing_leads_to_one(tmp_path: Path) -> None:
    """MkDocs would join addresses of GitHub's form."""
    folder = project(tmp_path / "archive", a=incident())
    config = folder / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}repo_url: https://codeberg.org/o/r\n", "utf-8")
    assert 0 == build(folder, tmp_path / "site").returncode
    report, *others = (
        html.parse((tmp_path / "site" / name / "index.html").read_text("utf-8"))
        for name in ("incidents/2025-03-14-a", "contribute", "about/numbers")
    )
    for one in (report, *others):
        assert [] == one.all("a", rel="edit")
    assert "How to suggest a change" in report.text
    assert "incidents/2025-03-14-a.yaml" in report.text


def test_the_hook_fits_a_screen() -> None:
    """It translates; the work is done elsewhere. What it imports does not count."""
    lines = (ROOT / "hooks" / "archive.py").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.strip() and not line.startswith(("from ", "import "))]) <= 92


def test_the_package_never_imports_mkdocs() -> None:
    for path in (ROOT / "hooks" / "postmortems").rglob("*.py"):
        assert not re.search(r"^\s*(import|from) (mkdocs|material)\b", path.read_text("utf-8"), re.MULTILINE), path
