"""Blame, vague tasks, jargon and length."""

from time import perf_counter

import pytest

from postmortems.lints.names import GIVEN
from postmortems.lints.wording import FEWEST, MOST
from postmortems.reading.incident import read
from postmortems.rules import EXAMPLE, EXAMPLE_ID
from postmortems.settings import Settings
from tests.lints.warned import changed, only, said, warned


@pytest.mark.parametrize(
    "sentence",
    [
        "An engineer carelessly deleted the database.",
        "The cause was human error.",
        "The cause was human\n  error.",
        "The on-call engineer should have known.",
        "Somebody really should have noticed.",
        "The night-shift team forgot to renew it.",
        "The operator failed to follow the procedure.",
        "We ignored the warnings.",
        "It was the fault of an engineer.",
        "It was the developer's own mistake.",
        "The vendor messed up.",
        "Nobody bothered to test the backup.",
        "The database team was to blame.",
        "Negligence and incompetence.",
        "It was Peter's fault.",
        "It was the fault of Peter.",
        "His fault.",
        "It was our own fault.",
        "John Smith forgot to restart.",
        "Anna caused the outage.",
        "Jürgen Müller messed up.",
        "Priya ignored the runbook.",
        "Wanjiku O'Brien failed to check the backup.",
        "An engineer made a mistake.",
        "Operator mistake.",
        "The cause was operator error.",
        "It was blamed on Maria.",
        "They blamed the outage on an engineer.",
        "The developer neglected the tests.",
        "The intern broke production.",
        "A junior developer accidentally broke the build.",
        "Somebody caused the second outage.",
    ],
)
def test_words_that_blame_a_person_are_found(sentence: str) -> None:
    assert {"blame"} == said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A safety check failed to follow symlinks, and should have stopped the command.",
        "Engineers failed to log in, since the console was down.",
        "The machines: they should have been tested by the pipeline.",
        "The cache is initialised lazily and uses a sloppy quorum.",
        "The last code change was to blame.",
        "The server ignored the rules, and the proxy forgot to close.",
        "The team's error budget was spent; a human operator typed the command.",
        "The loss was negligible.",
        "`human error`",
        "Users forgot their passwords, and the manager should have access.",
        "The deployment caused the outage, and so did Amazon.",
        "Amazon failed to notice it. It was Amazon's fault. John Deere failed to respond.",
        "Hurricane Maria caused the outage; San Jose failed to respond.",
        "Round Robin failed to notice; May failed to check; MariaDB forgot to close.",
        "A command typed by an engineer caused the outage, and a change by Anna caused the failure.",
        "The package manager caused the outage; the operator caused an outage of its pods.",
        "Thousands of people caused an outage of the chat; the tester caused a spike.",
        "Peter restarted the servers, and Anna noticed it at once.",
        "Their fault tolerance is good; her fault domains; its fault; users corrected their mistakes.",
        "Somebody made an error page, and we made the error messages clearer.",
        "The etcd-operator error was logged; operator error rates rose.",
        "It was blamed on the storm, then on the developer tools, then on the developer's laptop.",
        "An engineer broke the database into shards, and the team took down the site to stop the writes.",
        "One zone's fault reached others, because of a mistake made eight years before.",
        "The engineer sees the mistake and stops the command.",
    ],
)
def test_programs_and_machines_are_not_blamed(sentence: str) -> None:
    assert set() == said(sentence)


@pytest.mark.parametrize(
    "part", ["Anna ", "an engineer ", "It was blamed on a b c ", "we made a ", "John Smith de la "]
)
def test_looking_for_blame_takes_no_longer_than_the_text(part: str) -> None:
    text = part * (100_000 // len(part))
    began = perf_counter()
    said(text)
    assert perf_counter() - began < 3


def test_what_stands_in_a_block_of_code_is_quoted_and_prose_goes_on_behind_it() -> None:
    code = "```\n  # human error\n  ```"
    assert set() == said(code)
    assert {"blame"} == said(f"{code}\n\n  It was human error.")


def test_a_tip_says_what_to_write_instead() -> None:
    problem = only(changed("Two web servers were too few", "By human error two web servers were too few"))
    assert "'human error' blames a person" == problem.message
    assert problem.help == (
        "write what the system let happen: which step had no check, which two things looked the same; "
        "or put `# allow blame: <why>` above it"
    )


@pytest.mark.parametrize(
    "task",
    [
        *("Look into the pool.", "Improve alerting.", "**Consider** a cache.", "Try to scale.", "Be more careful."),
        *("We should investigate it.", "Please ensure that it scales.", "Make sure it scales.", "To better improve."),
        *("Think about caching.", "work on the bug", "Find ways to scale.", "Look  into it."),
    ],
)  # fmt: skip
def test_a_task_that_begins_with_a_vague_verb_is_found(task: str) -> None:
    assert ["vague-task"] == [
        w.split()[1] for w in warned(changed("Add two web servers to the log-in pool.", f'"{task}"'))
    ]


@pytest.mark.parametrize(
    "task",
    [
        *("Add an alert.", "Review the rules of the firewall.", "Audit the infrastructure.", "Find out why it failed."),
        *("Improvements of the pool: 4 servers.", "Insure the racks.", "Test that we improve.", "Do no upgrades."),
    ],
)  # fmt: skip
def test_a_task_that_ends_with_something_is_fine(task: str) -> None:
    assert [] == warned(changed("Add two web servers to the log-in pool.", f'"{task}"'))


def test_improvements_may_be_broad() -> None:
    assert [] == warned(
        changed("Plan for rises in traffic like [that of 2022](2022-11-02-login-slow).", "Improve the planning.")
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The nginx upstream returned HTTP 502.",
        "A race condition in etcd led to split brain.",
        "`max_connections` of the PostgreSQL replicas was too low.",
        "Pods were evicted. Kubelets lost quorum and kafka brokers timed out.",
    ],
)
@pytest.mark.parametrize(
    "field", ["impact: Students and parents could not log in.", "title: Results day locks everybody out"]
)
def test_a_sentence_for_executives_full_of_jargon_is_found(field: str, sentence: str) -> None:
    name = field.partition(":")[0]
    assert ["jargon"] == [w.split()[1] for w in warned(changed(field, f'{name}: "{sentence}"'))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The login API was down in the EU and the US.",
        "One database was slow. The API returned errors. A cache was cold.",
        "CHECKOUT IS DOWN FOR ALL USERS",
        "Visitors behind the load balancers saw an error page (502) for 20 minutes on GitHub and iPhones.",
        f"The HTTP and API programs were slow, {'and so was one thing more, ' * 5}since DNS was down.",
    ],
)
def test_a_term_or_two_are_learned_in_passing(sentence: str) -> None:
    assert [] == warned(changed("Students and parents could not log in.", f'"{sentence}"'))


def test_jargon_is_fine_where_engineers_read() -> None:
    assert set() == said("The nginx upstream returned HTTP 502 once the TCP backlog was full.")


def length(words: int) -> list[str]:
    """What is said of a report of about so many words."""
    text = changed("  Two web servers shared all requests.", f"  {'word ' * (words - 82)}")
    settings = Settings(severities=("critical",))
    found = read(text.encode(), path="a.yaml", id_=EXAMPLE_ID, settings=settings, warn=True).warnings
    assert all((0, 0, "report-length") == (p.line, p.column, p.code) for p in found)
    return [problem.message for problem in found]


def test_a_report_far_from_the_usual_length_is_found() -> None:
    assert [f"the report has {FEWEST - 1} words; most have 400 to 700"] == length(FEWEST - 1)
    assert [] == length(FEWEST)
    assert [] == length(MOST)
    assert ["the report has 1 001 words; most have 400 to 700"] == length(MOST + 1)


def test_the_length_of_a_file_with_problems_means_nothing() -> None:
    settings = Settings(severities=("critical",))
    text = EXAMPLE.replace("severity: critical", "severity: TODO")
    assert () == read(text.encode(), path="a.yaml", id_=EXAMPLE_ID, settings=settings, warn=True).warnings


def test_no_first_name_is_a_month_a_place_or_a_program_too() -> None:
    others = "April August Cassandra Charlotte Hugo Jan Jenkins Julia Jun May Max Ruby Sydney Victoria Will"
    assert set() == GIVEN & set(others.split())
