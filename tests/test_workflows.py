"""The workflows are safe for changes from strangers, and run nothing that is not tried here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from postmortems.settings import project_of
from tests.archives import OWN, only_shipped
from tests.project import ENVIRONMENT, ROOT, incident

GITHUB = ROOT / ".github"
FILES = [GITHUB / "workflows" / name for name in ("check.yml", "links.yml", "publish.yml")]
TEXTS = {path.name: path.read_text("utf-8") for path in FILES}
# YAML 1.1, which PyYAML reads, takes the key `on` for a truth value.
WORKFLOWS: dict[str, Any] = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = [(name, job) for name, flow in WORKFLOWS.items() for job in flow["jobs"].values()]
STEPS = [(name, step) for name, job in JOBS for step in job["steps"]]
RUNS = [(name, step["run"]) for name, step in STEPS if "run" in step]
MAKE = re.compile(
    r"make (?:--silent )?(?P<target>[a-z]+)(?: [A-Z]+=(?:\w+|\"[\w -]+\"))*(?: >> \"\$GITHUB_STEP_SUMMARY\")?"
)
TAKE = ROOT / ".ci" / "take-incidents"

every_workflow = pytest.mark.parametrize("name", list(WORKFLOWS))
where_workflows_run = pytest.mark.skipif(sys.platform == "win32", reason="a script for the machines that run workflows")


@only_shipped
def test_there_is_no_workflow_that_these_tests_leave_out() -> None:
    """Whoever runs an archive may have others, such as for previews."""
    assert FILES == sorted((GITHUB / "workflows").iterdir())


# -- what a stranger could reach --------------------------------------------------------------------------------------


def test_a_pull_request_starts_nothing_but_the_check_and_never_with_rights_of_the_base() -> None:
    events = {name: set(flow[True]) for name, flow in WORKFLOWS.items()}
    assert {
        "check.yml": {"pull_request"},
        "links.yml": {"schedule", "workflow_dispatch"},
        "publish.yml": {"push", "schedule", "workflow_dispatch"},
    } == events


@every_workflow
def test_no_job_has_a_right_that_it_does_not_name(name: str) -> None:
    flow = WORKFLOWS[name]
    assert {} == flow["permissions"]
    assert flow["concurrency"]["group"]
    for job in flow["jobs"].values():
        assert {} != job["permissions"]
        assert 0 < job["timeout-minutes"] <= 90


def test_only_the_job_that_deploys_may_write_and_it_only_deploys() -> None:
    writers = [job for _, job in JOBS if "write" in job["permissions"].values()]
    assert [WORKFLOWS["publish.yml"]["jobs"]["deploy"]] == writers
    assert {"pages": "write", "id-token": "write"} == writers[0]["permissions"]
    assert ["actions/deploy-pages"] == [step["uses"].partition("@")[0] for step in writers[0]["steps"]]
    assert "build" == writers[0]["needs"]
    assert {"contents": "read"} == WORKFLOWS["publish.yml"]["jobs"]["build"]["permissions"]


@every_workflow
def test_every_action_is_one_revision_with_its_version_beside_it(name: str) -> None:
    used = re.findall(r"\buses: *(.*)", TEXTS[name])
    assert used
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)


def test_an_action_has_the_same_revision_everywhere() -> None:
    used = {one for text in TEXTS.values() for one in re.findall(r"\buses: *(.*)", text)}
    names = [one.partition("@")[0] for one in used]
    assert sorted(set(names)) == sorted(names)


def test_no_checkout_leaves_its_credentials_behind() -> None:
    checkouts = [step for _, step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [False] * len(checkouts) == [step["with"]["persist-credentials"] for step in checkouts]


def test_nothing_is_cached_and_no_secret_is_used() -> None:
    for text in TEXTS.values():
        lines = [line.partition(" #")[0] for line in text.splitlines() if not line.startswith("#")]
        assert not re.search(r"\b(caches?|secrets)\b", "\n".join(lines))


def test_the_program_of_a_stranger_is_not_run() -> None:
    """The first checkout is what runs; the second is data, in a folder of its own."""
    jobs = WORKFLOWS["check.yml"]["jobs"]
    program, proposal = (step["with"] for step in jobs["incidents"]["steps"][:2])
    ref = " ".join(program["ref"].removeprefix("${{").removesuffix("}}").split())
    trusted, _, otherwise = ref.partition(" && github.sha || ")
    assert "github.event.pull_request.base.ref" == otherwise
    assert trusted == f"({' '.join(jobs['program']['if'].split())})"
    assert "path" not in program
    assert ("proposal", "${{ github.sha }}") == (proposal["path"], proposal["ref"])
    assert [".ci/take-incidents proposal"] == [run for _, run in RUNS if "proposal" in run]


def trusted(**request: Any) -> bool:
    """Whether the program of a pull request is run: the condition itself, put into Python."""
    condition = " ".join(WORKFLOWS["check.yml"]["jobs"]["program"]["if"].split())
    fields = {"head.repo.full_name": None, "head.user.login": None, "user.login": None, "author_association": "NONE"}
    for name, value in (fields | request).items():
        condition = re.sub(rf"github\.event\.pull_request\.{re.escape(name)}(?![\w.])", repr(value), condition)
    condition = condition.replace("github.repository", repr("org/archive"))
    condition = condition.replace("contains(fromJSON('[", "contains(([").replace("]'),", "]),")
    condition = condition.replace("||", "or").replace("&&", "and")
    return bool(eval(condition, {"contains": lambda words, word: word in words}))  # noqa: S307  our own file


@pytest.mark.parametrize(
    ("repository", "owner", "author", "association", "is_trusted"),
    [
        ("org/archive", "org", "ann", "MEMBER", True),
        ("org/archive", "org", "dependabot[bot]", "NONE", True),
        ("ann/archive", "ann", "ann", "MEMBER", True),
        ("ann/archive", "ann", "ann", "COLLABORATOR", True),
        ("eve/archive", "eve", "eve", "NONE", False),
        ("eve/archive", "eve", "eve", "CONTRIBUTOR", False),
        ("eve/archive", "eve", "eve", "FIRST_TIME_CONTRIBUTOR", False),
        ("eve/archive", "eve", "ann", "MEMBER", False),
        (None, None, "ann", "MEMBER", False),
    ],
)
def test_who_is_trusted(
    repository: str | None, owner: str | None, author: str, association: str, is_trusted: bool
) -> None:
    """Also a member does not vouch for what the owner of another fork may push later."""
    told = {"head.repo.full_name": repository, "head.user.login": owner, "user.login": author}
    assert is_trusted == trusted(**told, author_association=association)


@pytest.mark.parametrize(("name", "run"), RUNS)
def test_no_command_holds_an_expression(name: str, run: str) -> None:
    """What GitHub fills in is typed by whoever names a branch or a title, and would be run."""
    assert "${{" not in run


def test_the_workflow_that_the_guide_shows_is_as_safe_as_ours() -> None:
    guide = (ROOT / "docs" / "contribute" / "publishing.md").read_text("utf-8")
    (shown,) = (
        flow for code in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "jobs" in (flow := yaml.safe_load(code))
    )
    assert {"workflow_run"} == set(shown[True])
    assert {} == shown["permissions"]
    (job,) = shown["jobs"].values()
    assert {"actions": "read"} == job["permissions"]
    assert all("uses" not in step and "${{" not in step["run"] for step in job["steps"])


# -- what is run ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "run"), RUNS)
def test_every_command_is_a_target_of_make_or_a_script_of_ours(name: str, run: str) -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for line in run.strip().splitlines():
        if made := MAKE.fullmatch(line):
            assert made["target"] in targets
        else:
            assert line in {".ci/run", ".ci/take-incidents proposal"}
            assert os.access(ROOT / line.split()[0], os.X_OK)


PYTHON, CHECKOUT = "actions/setup-python", "actions/checkout"
TAKEN = "${{ !cancelled() && steps.take.outcome == 'success' }}"
"""What a change does is told also where the check is red, but not where there was nothing to check."""

WHAT_IS_DONE = {
    ("check.yml", "incidents"): [
        CHECKOUT,
        CHECKOUT,
        ".ci/take-incidents proposal",
        PYTHON,
        'make check ARGS="--format github --since base"',
        ('make --silent diff REV=base ARGS="--format markdown" >> "$GITHUB_STEP_SUMMARY"', TAKEN),
        "make build",
        "actions/upload-artifact",
    ],
    ("check.yml", "program"): [CHECKOUT, PYTHON, ".ci/run"],
    ("links.yml", "links"): [CHECKOUT, PYTHON, "make links"],
    ("publish.yml", "build"): [CHECKOUT, PYTHON, ".ci/run", "make build", "actions/upload-pages-artifact"],
    ("publish.yml", "deploy"): ["actions/deploy-pages"],
}
"""The steps of every job: a command, or an action; one with a condition as a pair with it."""


def test_every_job_takes_the_steps_that_it_is_for_one_after_the_other() -> None:
    def done(step: dict[str, Any]) -> str | tuple[str, str]:
        what = step.get("run") or step["uses"].partition("@")[0]
        return (what, step["if"]) if "if" in step else what

    assert {
        (name, key): [done(step) for step in job["steps"]]
        for name, flow in WORKFLOWS.items()
        for key, job in flow["jobs"].items()
    } == WHAT_IS_DONE


def test_the_condition_of_a_step_asks_for_the_step_that_takes_the_incidents() -> None:
    assert [".ci/take-incidents proposal"] == [step["run"] for _, step in STEPS if step.get("id") == "take"]


@every_workflow
def test_a_failure_fails(name: str) -> None:
    assert "continue-on-error" not in TEXTS[name]


def test_every_pull_request_is_checked_whatever_it_touches() -> None:
    assert {"pull_request": None} == WORKFLOWS["check.yml"][True]
    assert "if" not in WORKFLOWS["check.yml"]["jobs"]["incidents"]


def test_the_change_is_fetched_with_what_it_is_compared_with() -> None:
    proposal = WORKFLOWS["check.yml"]["jobs"]["incidents"]["steps"][1]["with"]
    assert proposal["fetch-depth"] in {0, 2}


@pytest.mark.parametrize(("name", "job"), [("check.yml", "incidents"), ("publish.yml", "build")])
def test_what_is_handed_over_is_the_site_that_was_built(name: str, job: str) -> None:
    assert OWN.site_dir == WORKFLOWS[name]["jobs"][job]["steps"][-1]["with"]["path"]


def test_a_site_that_is_missing_is_no_success() -> None:
    kept = WORKFLOWS["check.yml"]["jobs"]["incidents"]["steps"][-1]["with"]
    assert "error" == kept["if-no-files-found"]


def test_only_main_is_published() -> None:
    flow = WORKFLOWS["publish.yml"]
    assert {"branches": ["main"]} == flow[True]["push"]
    # Whoever starts it by hand may choose a branch.
    assert "github.ref == 'refs/heads/main'" == flow["jobs"]["build"]["if"]
    assert "if" not in flow["jobs"]["deploy"]


@pytest.mark.parametrize("name", ["links.yml", "publish.yml"])
def test_what_runs_every_night_does(name: str) -> None:
    assert [True] == [bool(re.fullmatch(r"\d+ \d+ \* \* \*", one["cron"])) for one in WORKFLOWS[name][True]["schedule"]]


@where_workflows_run
@pytest.mark.parametrize(("fails", "run"), [("", ["lint", "test"]), ("lint", ["lint"]), ("test", ["lint", "test"])])
def test_what_ci_runs_is_the_test_command_of_the_readme(tmp_path: Path, fails: str, run: list[str]) -> None:
    """On a machine that has all it needs, with a `make` that only takes down what it is asked for."""
    make, asked = tmp_path / "make", tmp_path / "asked"
    make.write_text(f'#!/bin/sh\necho "make $*" >> {asked}\ntest "$1" != "{fails}"\n', "utf-8")
    (tmp_path / "python3").write_text("#!/bin/sh\n", "utf-8")
    for command in (make, tmp_path / "python3"):
        command.chmod(0o755)
    there = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "POSTMORTEMS_CHROMIUM": "there"}
    ran = subprocess.run([ROOT / ".ci" / "run"], env=there, check=False)  # noqa: S603  ours
    assert bool(fails) == bool(ran.returncode)
    assert [f"make {target}" for target in run] == asked.read_text("utf-8").splitlines()
    assert re.search(r"^make test  ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)


# -- what people are asked --------------------------------------------------------------------------------------------


def test_whoever_opens_a_pull_request_gets_a_short_list_to_check() -> None:
    text = (GITHUB / "pull_request_template.md").read_text("utf-8")
    items = [line for line in text.splitlines() if line.startswith("- [ ] ")]
    assert 5 <= len(items) <= 8
    for word in ("`make check`", "executive", "blames no person", "secret", "task", "`aliases`"):
        assert 1 == sum(word in item for item in items), word


def test_dependabot_watches_the_actions() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text("utf-8"))["updates"]
    assert "github-actions" in [update["package-ecosystem"] for update in updates]


# -- taking the incidents of a change ---------------------------------------------------------------------------------

KEPT, NEW = "incidents/2025-03-14-kept.yaml", "incidents/2025/2025-03-14-new.yaml"


class Change:
    """An archive as a workflow has it: its base checked out, and in `proposal` a change on top of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.proposal = root / "proposal"

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        """Return what git says."""
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=cwd or self.root, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603  ours

    def write(self, path: str, text: str) -> None:
        """Write a file of the change."""
        (self.proposal / path).parent.mkdir(parents=True, exist_ok=True)
        (self.proposal / path).write_text(text, "utf-8")

    def commit(self) -> None:
        """Commit the change as it stands."""
        self.git("add", "--all", cwd=self.proposal)
        self.git("commit", "--quiet", "--allow-empty", "--message", "change", cwd=self.proposal)

    def merge(self) -> None:
        """Let the change be merged into its base, as GitHub does, never by moving on."""
        parents = ("-p", "origin/HEAD", "-p", "HEAD")
        merged = self.git("commit-tree", "HEAD^{tree}", *parents, "-m", "merge", cwd=self.proposal)
        self.git("reset", "--quiet", merged, cwd=self.proposal)

    def take(self) -> subprocess.CompletedProcess[str]:
        """Take the incidents of the change as it stands, merged into its base."""
        self.commit()
        self.merge()
        return self.run()

    def run(self) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        command = [str(self.root / ".ci" / "take-incidents"), "proposal"]
        return subprocess.run(command, cwd=self.root, check=False, capture_output=True, text=True)  # noqa: S603  ours


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """A change that is empty so far."""
    change = Change(tmp_path / "archive")
    (change.root / ".ci").mkdir(parents=True)
    shutil.copy(TAKE, change.root / ".ci")
    (change.root / ".gitignore").write_text("/proposal/\n", "utf-8")
    (change.root / "mkdocs.yml").write_text("site_name: Tests\n", "utf-8")
    (change.root / "program").write_text("of the base", "utf-8")
    (change.root / "incidents").mkdir()
    (change.root / KEPT).write_text(incident("Kept"), "utf-8")
    (change.root / "incidents" / "2025-03-14-old.yaml").write_text(incident("Old"), "utf-8")
    change.git("init", "--quiet")
    change.git("add", "--all")
    change.git("commit", "--quiet", "--message", "base")
    change.git("clone", "--quiet", "--depth=2", change.root.as_uri(), "proposal")
    return change


@where_workflows_run
def test_the_incidents_of_a_change_are_taken_as_they_are(change: Change) -> None:
    change.write(NEW, incident("New"))
    (change.proposal / "incidents" / "2025-03-14-old.yaml").unlink()
    taken = change.take()
    assert 0 == taken.returncode, taken.stderr
    assert "" == taken.stdout
    assert [KEPT, NEW] == sorted(p.relative_to(change.root).as_posix() for p in change.root.glob("incidents/**/*.yaml"))
    assert incident("New") == (change.root / NEW).read_text("utf-8")


@where_workflows_run
def test_the_tag_base_is_what_the_change_is_compared_with(change: Change) -> None:
    base = change.git("rev-parse", "HEAD")
    change.write(NEW, incident("New"))
    assert 0 == change.take().returncode
    assert base == change.git("rev-parse", "base")


@where_workflows_run
@pytest.mark.parametrize("is_behind", [True, False])
def test_the_program_and_its_settings_are_those_the_change_was_merged_with(change: Change, is_behind: bool) -> None:
    """Wherever the branch that was checked out stands by now."""
    old = change.git("rev-parse", "HEAD")
    (change.root / "program").write_text("of the new base", "utf-8")
    (change.root / ".ci" / "take-incidents").write_text(TAKE.read_text("utf-8") + "# changed\n", "utf-8")
    folder(change, "extra:\n  archive:\n    incidents: reports/all\n")
    new = change.git("rev-parse", "HEAD")
    if is_behind:
        change.git("checkout", "--quiet", old)
    else:
        (change.root / "program").write_text("newer still", "utf-8")
        change.git("commit", "--quiet", "--all", "--message", "newer still")
    change.write("program", "of a stranger")
    change.write("reports/all/2025-03-14-new.yaml", incident("New"))
    taken = change.take()
    assert 0 == taken.returncode, taken.stderr
    assert new == change.git("rev-parse", "HEAD") == change.git("rev-parse", "base")
    assert "of the new base" == (change.root / "program").read_text("utf-8")
    assert (change.root / "reports" / "all" / "2025-03-14-new.yaml").is_file()
    assert not (change.root / "incidents").exists()


@where_workflows_run
def test_the_program_of_a_change_that_is_trusted_stays(change: Change) -> None:
    change.write("program", "of a member")
    change.write(NEW, incident("New"))
    change.commit()
    change.merge()
    base = change.git("rev-parse", "HEAD")
    change.git("fetch", "--quiet", "proposal", "HEAD")
    change.git("checkout", "--quiet", "FETCH_HEAD")
    assert 0 == change.run().returncode
    assert "of a member" == (change.root / "program").read_text("utf-8")
    assert base == change.git("rev-parse", "base")
    assert "" == change.git("status", "--porcelain")


@where_workflows_run
def test_a_commit_that_is_no_merge_is_refused_since_before_it_may_stand_a_stranger(change: Change) -> None:
    change.write("program", "of a stranger")
    change.commit()
    change.commit()
    taken = change.run()
    assert 1 == taken.returncode
    assert taken.stdout.startswith("::error title=proposal::proposal must be a clone at the merge of a change")
    assert "of the base" == (change.root / "program").read_text("utf-8")


@where_workflows_run
def test_nothing_else_of_a_change_is_taken_and_a_reviewer_is_told(change: Change) -> None:
    change.write("program", "of a stranger")
    change.write(".ci/take-incidents", "#!/bin/sh\ntouch ran\n")
    change.write("incidents/README.md", "fine")
    taken = change.take()
    assert 0 == taken.returncode, taken.stderr
    assert "of the base" == (change.root / "program").read_text("utf-8")
    assert TAKE.read_bytes() == (change.root / ".ci" / "take-incidents").read_bytes()
    assert (change.root / "incidents" / "README.md").is_file()
    assert taken.stdout.startswith("::notice title=Not run::This change touches more than incidents/.")


@where_workflows_run
@pytest.mark.parametrize("where", ["incidents/2025-03-14-link.yaml", "incidents/2025", "incidents"])
def test_a_link_is_refused_wherever_it_stands(change: Change, where: str) -> None:
    if where == "incidents":
        shutil.rmtree(change.proposal / "incidents")
    (change.proposal / where).symlink_to("/etc")
    taken = change.take()
    assert 1 == taken.returncode
    assert taken.stdout.startswith("::error title=unexpected-file::")
    assert where in taken.stdout
    assert not any(path.is_symlink() for path in change.root.glob("incidents/**/*"))
    assert (change.root / KEPT).is_file()


@where_workflows_run
def test_the_name_of_a_link_is_no_command_to_the_machine_that_shows_it(change: Change) -> None:
    (change.proposal / "incidents" / "##[error]x\n::error::x").symlink_to("/etc")
    told = change.take().stdout.splitlines()
    assert any("##(error]x" in line for line in told)
    assert not any("##[" in line for line in told)
    assert 1 == sum(line.startswith("::") for line in told)


@where_workflows_run
def test_a_submodule_is_refused(change: Change) -> None:
    revision = change.git("rev-parse", "HEAD")
    change.git("update-index", "--add", "--cacheinfo", f"160000,{revision},incidents/other", cwd=change.proposal)
    (change.proposal / "incidents" / "other").mkdir()
    change.git("commit", "--quiet", "--message", "submodule", cwd=change.proposal)
    taken = change.take()
    assert 1 == taken.returncode
    assert "160000 commit" in taken.stdout


@where_workflows_run
@pytest.mark.parametrize(
    "attribute",
    [
        "filter=run",
        "filter=run -text",
        "ident",
        "text eol=crlf",
        "eol=crlf",
        "working-tree-encoding=UTF-16",
    ],
)
def test_the_attributes_of_a_change_run_nothing_and_change_no_byte(change: Change, attribute: str) -> None:
    ran = change.root / "ran"
    change.git("config", "filter.run.smudge", f"touch '{ran}'; echo of the filter")
    change.git("config", "filter.run.required", "true")
    text = incident("New") + "# $Id$\n"
    change.write(NEW, text)
    change.write("incidents/.gitattributes", f"* {attribute}\n")
    # As somebody commits who wants it so, whatever their own git makes of the attributes.
    attributes = change.proposal / ".git" / "info" / "attributes"
    attributes.write_text("* -filter -ident -text -working-tree-encoding\n", "utf-8")
    taken = change.take()
    assert 0 == taken.returncode, taken.stderr
    assert not ran.exists()
    assert text.encode() == (change.root / NEW).read_bytes()


@where_workflows_run
def test_a_change_without_the_folder_loses_every_address_and_the_check_says_so(change: Change) -> None:
    shutil.rmtree(change.proposal / "incidents")
    assert 0 == change.take().returncode
    assert not (change.root / "incidents").exists()
    since = [sys.executable, "-m", "postmortems", "check", "--since", "base"]
    checked = subprocess.run(since, cwd=change.root, env=ENVIRONMENT, check=False, capture_output=True, text=True)  # noqa: S603  ours
    assert 1 == checked.returncode
    assert 2 == checked.stdout.count("error[lost-id]")


@where_workflows_run
def test_an_archive_that_was_empty_and_one_that_stays_so_can_be_changed(change: Change) -> None:
    shutil.rmtree(change.root / "incidents")
    change.git("commit", "--quiet", "--all", "--message", "empty")
    change.git("pull", "--quiet", cwd=change.proposal)
    assert 0 == change.take().returncode
    change.write(NEW, incident("New"))
    assert 0 == change.take().returncode
    assert incident("New") == (change.root / NEW).read_text("utf-8")


def folder(change: Change, config: str) -> None:
    """Let the base have other settings, and its incidents in the folder `reports/all`."""
    (change.root / "mkdocs.yml").write_text(config, "utf-8")
    (change.root / "reports").mkdir()
    change.git("mv", "incidents", "reports/all")
    change.git("commit", "--quiet", "--all", "--message", "reports")
    change.git("pull", "--quiet", cwd=change.proposal)


@where_workflows_run
def test_the_folder_is_the_one_that_the_base_names_whatever_the_change_says(change: Change) -> None:
    folder(change, "extra:\n  archive:\n    incidents: reports/all\n")
    change.write("mkdocs.yml", "extra:\n  archive:\n    incidents: .\n")
    change.write("reports/all/2025-03-14-new.yaml", incident("New"))
    change.write(KEPT, incident("Elsewhere"))
    taken = change.take()
    assert 0 == taken.returncode, taken.stderr
    assert "This change touches more than reports/all/." in taken.stdout
    assert (change.root / "reports" / "all" / "2025-03-14-new.yaml").is_file()
    assert not (change.root / "incidents").exists()
    assert "incidents: reports/all" in (change.root / "mkdocs.yml").read_text("utf-8")


@where_workflows_run
def test_a_link_in_place_of_a_folder_above_is_refused(change: Change) -> None:
    folder(change, "extra:\n  archive:\n    incidents: reports/all\n")
    shutil.rmtree(change.proposal / "reports")
    (change.proposal / "reports").symlink_to("/etc")
    taken = change.take()
    assert 1 == taken.returncode
    assert taken.stdout.startswith("::error title=unexpected-file::Only ordinary files belong into reports/all/;")
    assert (change.root / "reports" / "all" / "2025-03-14-kept.yaml").is_file()


READ = [
    "site_name: x\n",
    "extra:\n  archive:\n    incidents: incidents\n",
    "extra:\n  generator: false\n  archive:\n    # incidents: no\n    incidents: reports/all   # here\n",
    "extra:\r\n  archive:\r\n    incidents: reports/all\r\n",
    'extra: # ours\n    "archive":\n\n        severities: [a]\n        \'incidents\': "reports/all/"\n',
    "extra:\n  archive:\n    incidents:\n",
    "extra:\n  archive:\n    severities:\n    - 'incidents: no'\nnav:\n  - incidents: no.md\n",
    "extra:\n  other:\n    archive:\n      incidents: no\n    incidents: no\n",
    "plugins:\n  archive:\n    incidents: no\n",
    "extra:\n  archive:\n    organisation: x\n  more:\n    incidents: no\n",
    "INHERIT: a.yml\nextra:\n  archive:\n    incidents: reports/all\n",
    (ROOT / "mkdocs.yml").read_text("utf-8"),
]


@where_workflows_run
@pytest.mark.parametrize("config", READ)
def test_the_folder_is_read_from_the_settings_as_the_program_reads_it(change: Change, config: str) -> None:
    (change.root / "a.yml").write_text("site_name: x", "utf-8")
    (change.root / "mkdocs.yml").write_text(config, "utf-8", newline="")
    name = project_of(change.root).settings.incidents.rstrip("/")
    change.write(f"{name}/2025-03-14-new.yaml", incident("New"))
    taken = change.take()
    assert 0 == taken.returncode, taken.stdout
    assert (change.root / name / "2025-03-14-new.yaml").is_file()


@where_workflows_run
@pytest.mark.parametrize(
    "config",
    [
        "extra: {archive: {incidents: reports}}\n",
        "extra:\n  archive: {incidents: reports}\n",
        "extra:\n  archive: *shared\n",
        "INHERIT: base.yml\n",
        *(
            f"extra:\n  archive:\n    incidents: {name}\n"
            for name in (
                "..",
                "../x",
                "a/../b",
                "/srv/x",
                ".",
                "./x",
                "a//b",
                "-x",
                ":x",
                "a b",
                "a*",
                "$(id)",
                "é",
                ">-",
            )
        ),
    ],
)
def test_a_folder_that_cannot_be_read_with_certainty_stops_the_check(change: Change, config: str) -> None:
    (change.root / "mkdocs.yml").write_text(config, "utf-8")
    change.write(NEW, incident("New"))
    taken = change.take()
    assert 1 == taken.returncode
    assert taken.stdout.startswith("::error title=incidents::mkdocs.yml must name the folder")
    assert not (change.root / NEW).exists()
