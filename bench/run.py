"""Measure what the archive costs, and print it in ratios: those are the same on a slow and a fast machine.

    make bench
    python -m bench.run [--sizes 1000,2000] [--runs 3] [--keep DIR]

Builds generated archives of the sizes given with the project's own mkdocs.yml and, beside them, two MkDocs
Material sites with the same theme features and as many one-line pages as the smallest archive has incidents:
one with its pages in the navigation, where MkDocs puts them unless told otherwise, and one with its pages out
of it, where our reports are; the first costs far more. Then all layouts of a diagram against the time that PyYAML's
parser takes for the same file: the median over an archive, and the worst of incidents of 60 entries. Last the size
of the drawings of a short and a long report, compressed.

CPU is user plus system time of the whole build, and memory its peak, as the kernel counts them for the
process (`os.wait4`: Linux and macOS). Each figure is the median of the runs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from bench.make_incidents import make
from postmortems.figures.timeline import figure, layout
from postmortems.model import Incident
from postmortems.reading.incident import read
from postmortems.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build took."""

    cpu: float
    """User and system time, in seconds."""
    memory: float
    """The largest resident size, in MB (10^6 bytes); never less than this program's own, some 40 MB."""


# -- what is built -------------------------------------------------------------------------------------------


def archive(folder: Path, count: int) -> Path:
    """Write an archive of so many incidents and return its configuration."""
    make(count, folder / "incidents")
    project = settings()
    extra = project.get("extra") or {}
    return configured(
        folder,
        docs_dir=str(ROOT / project.get("docs_dir", "docs")),
        hooks=[str(ROOT / hook) for hook in project.get("hooks") or []],
        theme=theme(project, folder, own=True),
        extra={"archive": {**(extra.get("archive") or {}), "incidents": str(folder / "incidents")}},
    )


def listed(folder: Path, count: int) -> Path:
    """Write a MkDocs Material site of so many one-line pages in the navigation; return its configuration."""
    return plain(folder, count, nav=None)


def unlisted(folder: Path, count: int) -> Path:
    """Write the same with the pages out of the navigation."""
    return plain(folder, count, nav=["index.md"], not_in_nav="/pages/")


def plain(folder: Path, count: int, **navigation: object) -> Path:
    """Write a MkDocs Material site of so many one-line pages and return its configuration."""
    pages = folder / "docs" / "pages"
    pages.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Pages\n", encoding="utf-8")
    for number in range(count):
        (pages / f"{number}.md").write_text(f"# Page {number}\n\nOne line of text.\n", encoding="utf-8")
    return configured(
        folder,
        docs_dir=str(folder / "docs"),
        hooks=[],
        theme=theme(settings(), folder, own=False),
        extra_css=[],
        extra_javascript=[],
        **navigation,
    )


def settings() -> dict[str, Any]:
    """Return the project's mkdocs.yml."""
    with CONFIG.open("rb") as file:
        return yaml_load(file)


def theme(project: dict[str, Any], folder: Path, *, own: bool) -> dict[str, Any]:
    """Return what a configuration elsewhere must say of the theme: where overrides are, ours or none."""
    (folder / "no-overrides").mkdir()
    overrides = (project.get("theme") or {}).get("custom_dir")
    return {"custom_dir": str(ROOT / overrides if own and overrides else folder / "no-overrides")}


def configured(folder: Path, **changes: object) -> Path:
    """Write a configuration that differs from the project's in these settings, and return it.

    It stands elsewhere, so every path in it is absolute.
    """
    config = {"INHERIT": str(CONFIG), "site_dir": str(folder / "site"), "watch": [], **changes}
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


ARCHIVE = 60
"""Incidents of the archive whose diagrams are laid out."""
SEEDS = range(1, 21)
"""Of the incidents with many entries: some are far more crowded than others."""
CROWDED = 60
"""Entries of these."""
DRAWN = (12, 40)
"""Entries of the reports whose drawings are measured."""

BESIDE = {"in the navigation": listed, "out of the navigation": unlisted}
"""The sites that the smallest archive is compared with."""


# -- what it costs -------------------------------------------------------------------------------------------


def build(config: Path) -> Cost:
    """Build a site and return what it took; ends the run where the build fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        # Without this the Popen would wait once more for a process that is gone.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{config} does not build:\n{output.read().decode('utf-8', 'replace')[-2000:]}")
    bytes_each = 1 if sys.platform == "darwin" else 1024
    return Cost(cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss * bytes_each / 1e6)


def builds(configs: dict[str, Path], runs: int) -> dict[str, Cost]:
    """Build every site so many times, in turn, and return the median cost of each.

    In turn, so that a machine that grows busy slows all of them alike.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in configs}
    for run in range(runs):
        for name, config in configs.items():
            progress(f"run {run + 1} of {runs}: {name}")
            costs[name].append(build(config))
    progress("")
    return {
        name: Cost(cpu=median(cost.cpu for cost in each), memory=median(cost.memory for cost in each))
        for name, each in costs.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a diagram took."""

    layout: float
    """CPU seconds of all layouts together."""
    parser: float
    """CPU seconds of parsing its file, with the parser that is written in Python: slow where the layouts are."""

    @property
    def ratio(self) -> float:
        """How many times the parser the layouts take."""
        return self.layout / self.parser


def diagram(path: Path, repeats: int) -> Drawn:
    """Return what the diagram of an incident takes: the medians of so many runs."""
    data = path.read_bytes()
    # Each time another object, since an incident remembers what has been computed of it.
    incidents = iter([reading(path) for _ in range(repeats)])
    return Drawn(
        layout=cpu(lambda: layout(next(incidents)), repeats),
        parser=cpu(lambda: yaml.load(data, Loader=yaml.SafeLoader), repeats),
    )


def size(path: Path) -> int:
    """Return how many bytes the diagram of an incident takes in a page, compressed."""
    return len(gzip.compress(figure(reading(path), "#{}".format).encode()))


def reading(path: Path) -> Incident:
    """Return a generated incident."""
    incident = read(path.read_bytes(), path=path.name, id_=path.stem, settings=Settings(severities=())).incident
    if incident is None:
        sys.exit(f"{path} is no incident")
    return incident


def cpu(work: Callable[[], object], repeats: int) -> float:
    """Return the median CPU seconds of a piece of work."""
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return median(times)


# -- what is said --------------------------------------------------------------------------------------------


def progress(text: str) -> None:
    """Show on a terminal what is being done, in place of what was shown before."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def report_builds(sizes: Sequence[int], costs: dict[str, Cost]) -> None:
    """Print the cost of each site and how they compare."""
    print(f"{'':40}{'CPU s':>9}{'peak MB':>9}")
    for name, cost in costs.items():
        print(f"{name:40}{cost.cpu:9.1f}{cost.memory:9.0f}")
    print()
    smallest, largest = min(sizes), max(sizes)
    small, large = costs[incidents_of(smallest)], costs[incidents_of(largest)]
    if smallest != largest:
        times = f"{largest / smallest:g} times as many"
        ratio(f"{largest:,} to {smallest:,} incidents ({times})", large.cpu / small.cpu)
    for where in BESIDE:
        pages = costs[pages_of(smallest, where)]
        ratio(f"{smallest:,} incidents to as many one-line pages {where}", small.cpu / pages.cpu)


def report_diagrams(folder: Path, repeats: int) -> None:
    """Print the cost of diagrams, and how large they are."""
    progress("laying out diagrams")
    usual = [diagram(path, repeats) for path in make(ARCHIVE, folder / "archive")]
    crowded = [diagram(written(folder / "crowded", seed, CROWDED), repeats) for seed in SEEDS]
    progress("")
    ratio(f"layouts to parsing the file, median of {ARCHIVE} incidents", median(one.ratio for one in usual))
    worst = max(crowded, key=lambda one: one.ratio)
    ratio(f"the same of {CROWDED} entries, worst of {len(SEEDS)}", worst.ratio)
    print(f"{'':4}{worst.layout * 1000:.1f} ms to {worst.parser * 1000:.1f} ms")
    for entries in DRAWN:
        largest = max(size(written(folder / f"drawn-{entries}", seed, entries)) for seed in SEEDS)
        print(f"{f'drawings of {entries} entries, compressed, largest of {len(SEEDS)}':70}{largest / 1024:6.1f} KiB")


def written(folder: Path, seed: int, entries: int) -> Path:
    """Write one incident of so many entries and return its file."""
    [path] = make(1, folder / str(seed), seed=seed, entries=entries)
    return path


def ratio(what: str, value: float) -> None:
    """Print one ratio."""
    print(f"{what:70}{value:6.2f} ×")


def incidents_of(count: int) -> str:
    """Return the name of a generated archive."""
    return f"{count:,} incidents"


def pages_of(count: int, where: str) -> str:
    """Return the name of a site beside it."""
    return f"{count:,} one-line pages {where}"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="bench", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,2000", help="how many incidents, between commas")
    parser.add_argument("--runs", type=int, default=3, help="how often each site is built")
    parser.add_argument("--repeats", type=int, default=5, help="how often each diagram is laid out")
    parser.add_argument("--keep", type=Path, help="a new folder for what is built; else it is deleted")
    given = parser.parse_args()
    sizes = sorted({int(size) for size in given.sizes.split(",")})
    with ExitStack() as stack:
        if given.keep:
            given.keep.mkdir(parents=True)
            folder = given.keep.resolve()
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sites = {incidents_of(size): (archive, size) for size in sizes}
        sites |= {pages_of(sizes[0], where): (write, sizes[0]) for where, write in BESIDE.items()}
        configs = {}
        for number, (name, (write, size)) in enumerate(sites.items()):
            progress(f"writing {name}")
            place = folder / str(number)
            place.mkdir()
            configs[name] = write(place, size)
        report_builds(sizes, builds(configs, given.runs))
        report_diagrams(folder, given.repeats)


if __name__ == "__main__":
    main()
