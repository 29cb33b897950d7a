"""Which hosts answer only inside, and where links to them are found."""

import pytest

from postmortems.lints.hosts import is_inside
from tests.lints.warned import changed, only, said, warned


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST.", "app.localhost", "wiki", "jira.corp", "db.internal", "printer.local", "nas.lan"),
        *("router.home.arpa", "wiki.intranet", "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "169.254.169.254"),
        *("0.0.0.1", "100.64.0.1", "127.1", "2130706433", "0x7f.1", "::1", "fe80::1%eth0", "fd00::1"),
        "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_a_host_that_answers_only_inside(host: str) -> None:
    assert is_inside(host)


@pytest.mark.parametrize(
    "host",
    [
        *("example.org", "localhost.example.org", "internal.example.org", "xn--mller-kva.ch", "status.home.com"),
        *(
            "8.8.8.8",
            "172.32.0.1",
            "192.0.2.7",
            "2001:db8::1",
            "::ffff:8.8.8.8",
            "::ffff:192.0.2.7",
            "2606:4700::1111",
            "in-addr.arpa",
            "…",
            "",
        ),
    ],
)
def test_a_host_that_answers_everywhere_or_nowhere(host: str) -> None:
    assert not is_inside(host)


@pytest.mark.parametrize(
    "sentence",
    [
        "See [the graph](http://grafana.internal/d/1).",
        "See http://wiki/outages, and more.",
        "<https://jira.corp>",
        "(http://[::1]:8080/)",
        "**http://localhost:3000**",
        "http://user@10.1.2.3/x.",
    ],
)
def test_a_link_or_bare_address_is_found(sentence: str) -> None:
    assert {"inside-link"} == said(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["`curl http://localhost:8080` hung.", "http://example.org/?to=http-wiki", "the host db.internal", "http://…/x"],
)
def test_code_and_names_of_hosts_are_no_links(sentence: str) -> None:
    assert set() == said(sentence)


def test_sources_and_the_links_of_tasks_are_read() -> None:
    assert ["6:5 inside-link"] == warned(changed("https://status.example.org/2023-10-20", "http://status.lan/1"))
    problem = only(changed("https://tracker.example.org/tasks/118", "https://tracker.corp/118"))
    assert "tracker.corp answers only inside" == problem.message
