"""The nightly questions to other hosts, asked of a server of our own: no test touches the network."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from postmortems.commands import Failure
from tests.project import ROOT, SAMPLE
from tests.secrets_made_up import TOKENS
from tools import links

ANSWERS = {"/ok": 200, "/gone": 404, "/refused": 403, "/broken": 500}


class Host(BaseHTTPRequestHandler):
    """Answers by path, and takes down what it was asked."""

    asked: list[str]
    patience: threading.Event
    """Set when the host that is silent may give up."""

    def answer(self) -> None:
        """Answer."""
        seen = self.asked.count(f"GET {self.path}")
        self.asked.append(f"{self.command} {self.path}")
        status = ANSWERS.get(self.path, 200)
        if self.path == "/page-only" and self.command == "HEAD":
            status = 405
        if self.path == "/passing" and seen == 0:
            status = 503
        if self.path == "/silent":
            self.patience.wait(60)
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/gone")
        else:
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815  as http.server has it

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as http.server has it
        """Stay quiet."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a host; nothing waits, and our own machine counts as any other."""
    Host.asked, Host.patience = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setattr(links, "PAUSE", 0)
    monkeypatch.setattr(links, "WAITS", (0, 0))
    monkeypatch.setattr(links, "TIMEOUT", 60)
    monkeypatch.setattr(links, "NOT_ASKED", re.compile("nobody"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    yield f"http://127.0.0.1:{server.server_port}"
    Host.patience.set()
    server.shutdown()
    thread.join()
    server.server_close()


# -- asking -----------------------------------------------------------------------------------------------------------


def test_an_address_that_answers_is_asked_for_its_head_alone(host: str) -> None:
    assert links.ask(f"{host}/ok#part") is None
    assert ["HEAD /ok"] == Host.asked


def test_a_host_that_gives_no_heads_is_asked_for_the_page(host: str) -> None:
    assert links.ask(f"{host}/page-only") is None
    assert ["HEAD /page-only", "GET /page-only"] == Host.asked


def test_what_is_gone_is_not_asked_again(host: str) -> None:
    assert links.Fault(what="answers 404 Not Found", status=404) == links.ask(f"{host}/gone")
    assert ["HEAD /gone", "GET /gone"] == Host.asked


def test_what_may_pass_is_asked_again(host: str) -> None:
    assert links.ask(f"{host}/passing") is None
    assert links.ask(f"{host}/broken") == links.Fault(what="answers 500 Internal Server Error", status=500)
    assert 3 == Host.asked.count("GET /broken")


def test_a_redirect_is_followed_to_what_is_there(host: str) -> None:
    assert links.Fault(what="answers 404 Not Found", status=404) == links.ask(f"{host}/moved")


def test_letters_of_any_script_can_be_asked_for(host: str) -> None:
    assert links.ask(f"{host}/störung/決済") is None
    assert ["HEAD /st%C3%B6rung/%E6%B1%BA%E6%B8%88"] == Host.asked


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://127.0.0.1:99999/", "http://[::1"])
def test_an_address_that_cannot_be_reached_is_a_fault_and_no_traceback(host: str, address: str) -> None:
    fault = links.ask(address)
    assert fault
    assert fault.what.startswith("cannot be reached: ")


def test_a_host_that_says_nothing_is_not_waited_for_without_end(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "TIMEOUT", 0.1)
    assert links.Fault(what="is silent for 0.1 seconds") == links.ask(f"{host}/silent")


# -- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("sources: [https://a.net/x, https://b.net]", "https://a.net/x https://b.net"),
        ("- see https://a.net/x. Then", "https://a.net/x"),
        ("[the report](https://a.net/x_(y)) of", "https://a.net/x_(y)"),
        ("(https://a.net/?a=b&c=[1])", "https://a.net/?a=b&c=[1]"),
        ('link: "https://a.net/x"', "https://a.net/x"),
        ("<https://a.net/x>, `https://b.net/`", "https://a.net/x https://b.net/"),
        ("**https://a.net/x**", "https://a.net/x"),
        ("https://github.com/example/x https://github.com/examples/x", "https://github.com/examples/x"),
        ("http://127.0.0.1:8000 https://example.org/x https://www.example.com https://intranet/ https://…", ""),
    ],
)
def test_an_address_is_found_without_what_stands_round_it(tmp_path: Path, line: str, address: str) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x", "utf-8")
    (tmp_path / "a.md").write_text(f"\n{line}\n", "utf-8")
    found = list(links.mentions(tmp_path))
    assert address == " ".join(mention.address for mention in found)
    assert all(line.startswith(mention.address, mention.column - 1) and mention.line == 2 for mention in found)


def test_incidents_and_guides_are_read() -> None:
    paths = {mention.path.split("/")[0] for mention in links.mentions(ROOT)}
    assert "docs" in paths
    assert {"incidents"} == {mention.path.split("/")[0] for mention in links.mentions(SAMPLE)}


def test_the_folder_of_the_incidents_may_be_another(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {archive: {incidents: reports}}", "utf-8")
    (tmp_path / "reports" / "2025").mkdir(parents=True)
    (tmp_path / "reports" / "2025" / "a.yaml").write_text("link: https://a.net/x", "utf-8")
    assert ["reports/2025/a.yaml"] == [mention.path for mention in links.mentions(tmp_path)]


def test_settings_that_cannot_be_read_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: [", "utf-8")
    (tmp_path / "flaky.txt").touch()
    with pytest.raises(Failure, match=r"mkdocs.yml:1:9: it cannot be read"):
        links.main(tmp_path, tmp_path / "flaky.txt")


def test_a_folder_of_incidents_that_is_misspelt_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {archive: {incidents: nowhere}}", "utf-8")
    (tmp_path / "flaky.txt").touch()
    with pytest.raises(
        Failure, match=r"there is no folder nowhere, which extra\.archive\.incidents in mkdocs\.yml names"
    ):
        links.main(tmp_path, tmp_path / "flaky.txt")


def test_an_archive_that_is_empty_so_far_names_no_address(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x", "utf-8")
    assert [] == list(links.mentions(tmp_path))


def test_every_flaky_host_has_a_reason() -> None:
    assert all(links.flaky(links.FLAKY).values())


def test_a_flaky_host_without_a_reason_is_refused(tmp_path: Path) -> None:
    (tmp_path / "flaky.txt").write_text("# hosts\n\na.net  turns programs away\nb.net\n", "utf-8")
    with pytest.raises(ValueError, match=r"flaky.txt:4: b.net needs a reason"):
        links.flaky(tmp_path / "flaky.txt")


# -- the whole run ----------------------------------------------------------------------------------------------------


def run(folder: Path, text: str, flaky: str = "") -> int:
    (folder / "mkdocs.yml").write_text("site_name: x", "utf-8")
    (folder / "incidents").mkdir()
    (folder / "incidents" / "a.yaml").write_text(text, "utf-8")
    (folder / "flaky.txt").write_text(flaky, "utf-8")
    return links.main(folder, folder / "flaky.txt")


def test_what_is_dead_fails_and_is_named_wherever_it_stands(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == run(tmp_path, f"sources: [{host}/ok, {host}/gone]\nlink: {host}/gone\n")
    column = len(f"sources: [{host}/ok, ") + 1
    assert capsys.readouterr().out.splitlines() == [
        f"incidents/a.yaml:1:{column}: error[link]: {host}/gone answers 404 Not Found",
        f"incidents/a.yaml:2:7: error[link]: {host}/gone answers 404 Not Found",
        "2 addresses asked, 1 without a page, 1 dead",
    ]
    assert 1 == Host.asked.count("HEAD /gone")


def test_github_gets_an_annotation_that_nothing_can_break(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setitem(ANSWERS, "/a%0A::b", 404)
    assert 1 == run(tmp_path, f"link: {host}/a%0A::b\n")
    annotation = f"::error file=incidents/a.yaml,line=1,col=7,title=link::{host}/a%250A::b answers 404 Not Found"
    assert annotation == capsys.readouterr().out.splitlines()[0]


def test_a_host_that_turns_programs_away_is_only_warned_of(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(tmp_path, f"link: {host}/refused\n")
    assert "warning[link]" in capsys.readouterr().out


def test_a_flaky_host_fails_nothing_and_its_reason_is_told(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(tmp_path, f"link: {host}/gone\n", "127.0.0.1  sleeps at night\n")
    assert "answers 404 Not Found; flaky.txt: it sleeps at night" in capsys.readouterr().out


def test_a_flaky_host_that_nothing_names_is_to_be_deleted(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(tmp_path, f"link: {host}/ok\n", "a.net  was slow\n")
    assert "flaky.txt: nothing names a.net any more; delete its line" in capsys.readouterr().out


@pytest.mark.parametrize("secret", TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize("on_github", ["", "true"])
def test_a_secret_in_an_address_or_an_answer_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, on_github: str, secret: str
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", on_github)
    fault = links.Fault(what=f"answers 404 no {secret[:-1]} here", status=404)
    monkeypatch.setattr(links, "ask", lambda _: fault)
    assert 1 == run(tmp_path, f"link: https://a.net/gone?key={secret}\n", f"{secret.lower()}.net  was slow\n")
    out = capsys.readouterr().out
    assert "answers 404 no " in out
    assert secret[:12] not in out


@pytest.mark.parametrize("name", ["incidents/a.yaml", "flaky.txt"])
def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x", "utf-8")
    (tmp_path / "flaky.txt").touch()
    (tmp_path / name).write_bytes("# x\n# Störung\n".encode("latin-1"))
    with pytest.raises(Failure, match=f"^{name}:2: a character is not in UTF-8; save the file as UTF-8$"):
        links.main(tmp_path, tmp_path / "flaky.txt")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "incidents" / "a.yaml").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x", "utf-8")
    (tmp_path / "flaky.txt").touch()
    with pytest.raises(Failure, match=r"^incidents/a\.yaml: the file cannot be read: "):
        links.main(tmp_path, tmp_path / "flaky.txt")
