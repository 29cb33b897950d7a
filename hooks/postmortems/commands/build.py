"""`postmortems build`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from postmortems import reporting
from postmortems.commands import Failure, load, project
from postmortems.credentials import covered
from postmortems.exchange import replacing
from postmortems.settings import CONFIG, Project

GENERATOR = (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir")
"""The command that makes the site; the folder to write into follows it."""

FIRST = "index.html"
"""What every site has, and hardly any folder that is none."""


@click.command()
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site belongs.  [default: site_dir of mkdocs.yml]",
)
def build(site_dir: Path | None) -> None:
    """Check the incidents, build the site aside, and put it in place in one step.

    A build that fails leaves the site of before in place. Of two builds at once the second waits for the first.
    """
    here = project()
    site = _site(here, site_dir)
    loaded = load(here)
    if loaded.problems:
        click.echo(reporting.as_text(loaded.problems))
        click.echo(reporting.summary(loaded.problems, (), len(loaded.archive.incidents)), err=True)
        sys.exit(1)
    name = covered(here.shown(site))
    try:
        with replacing(site, lambda: click.echo(f"another build of {name} is under way; waiting", err=True)) as aside:
            _generate(here, aside)
    except OSError as error:
        raise Failure(f"{name} cannot be replaced, and stays as it was: {error}") from None
    click.echo(f"{reporting.summary((), (), len(loaded.archive.incidents))}: {name} is in place")


def _generate(here: Project, aside: Path) -> None:
    # The theme's word on its generator's future is for whoever chooses one, not for every build.
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    done = subprocess.run([*GENERATOR, os.fspath(aside)], cwd=here.root, env=environment, check=False)  # noqa: S603  ours
    if done.returncode:
        raise Failure(f"the generator failed (exit status {done.returncode}); the site stays as it was")
    if not (aside / FIRST).is_file():
        raise Failure(f"the generator wrote no {FIRST}; the site stays as it was")


def _site(here: Project, asked: Path | None) -> Path:
    """The folder of the site, without links in its path; raises `Failure` where it must not, or cannot, be replaced."""
    if not (here.root / CONFIG).is_file():
        raise Failure(f"there is no {CONFIG} in this folder or above it, so there is no site to build")
    if asked is None and here.site_dir is None:
        raise Failure(f"site_dir in {CONFIG} is no plain text; name the folder with --site-dir")
    site = (asked or here.root / str(here.site_dir)).resolve()
    name = here.shown(site)
    for source in (here.root, here.incidents, here.root / "docs"):
        if source.resolve().is_relative_to(site):
            raise Failure(f"the site would replace {name}, which holds what it is made from; choose another folder")
    if site.is_mount():
        raise Failure(f"{name} is a mount point, which cannot be replaced in one step; choose a folder in it")
    if site.exists() and not site.is_dir():
        raise Failure(f"{name} is no folder")
    if site.is_dir() and any(site.iterdir()) and not (site / FIRST).is_file():
        raise Failure(
            f"{name} holds something other than a site (it has no {FIRST}); empty it, or choose another folder"
        )
    return site
