"""Write invented incidents, to try the archive out at size.

    python -m bench.make_incidents N DIR [--seed 1] [--severities critical,major,minor]

Files go to DIR/<year>/<id>.yaml; DIR is created if needed, and files of the same names are overwritten.
The same N, seed and severities always give the same files. N is at most 10,000.

What varies: duration (1 minute to 20 days, log-normal), share of users and how exactly it is known, the
number of timeline entries (4 to 40), time zones (with and without daylight saving time, and fixed offsets),
services, tags, impact windows with and without gaps (about one incident in ten), two to six paragraphs of
Markdown, tasks that are open, overdue, done or dropped, links between incidents, aliases and a few withdrawn
incidents. `severity` is left out unless names are given, because each site has its own list.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from bench import phrases

MAX = 10_000
DAY_MINUTES = 24 * 60
PLAIN = re.compile(r"""[^\W\d_][^:#\n\[\]{}"]*""")
"""A text that YAML reads as typed, without quotes."""


def make(
    count: int, folder: Path, *, seed: int = 1, severities: Sequence[str] = (), entries: int | None = None
) -> list[Path]:
    """Write so many incident files below a folder and return their paths, in the order they were made.

    `entries`: how many timeline entries each shall have, at least 4; None: it varies.
    """
    rng = random.Random(seed)
    ids: dict[str, None] = {}
    paths = []
    for _ in range(count):
        draft = Draft(rng, ids, severities, entries)
        ids[draft.id] = None
        path = folder / draft.id[:4] / f"{draft.id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(draft.lines), encoding="utf-8")
        paths.append(path)
    return paths


class Draft:
    """One invented incident. It is told from top to bottom, and each line draws its own luck."""

    def __init__(
        self, rng: random.Random, ids: dict[str, None], severities: Sequence[str], entries: int | None
    ) -> None:
        self.rng = rng
        self.entries = entries
        self.lines: list[str] = []
        self.zone_name = rng.choice(phrases.ZONES)
        self.zone = _zone(self.zone_name)
        self.to_the_second = rng.random() < 0.12
        start = datetime(2014, 1, 2, tzinfo=UTC) + timedelta(seconds=rng.randrange(12 * 365 * 86_400))
        self.length = max(60, round(_minutes(rng) * 60))
        if not self.to_the_second:
            start, self.length = start.replace(second=0), max(60, self.length // 60 * 60)
        self.start = start
        self.end = start + timedelta(seconds=self.length)
        self.services = rng.sample(phrases.SERVICES, rng.choice([1, 1, 1, 2, 2, 3, 5]))
        self.other = rng.choice([name for name in phrases.SERVICES if name != self.services[0]])
        self.cause = rng.choice(phrases.CAUSES)
        service = self.services[0]
        self.title = rng.choice(phrases.TITLES).format(
            s=service,
            S=_capitalised(service),
            s2=self.other,
            h=self.cause.headline,
            d=rng.choice(phrases.DAYS),
            e=rng.choice(phrases.EVENTS),
        )[:100]
        self.id = self._free_id(ids)
        self.related: list[str] = []
        self._opening(list(ids), severities)
        self._summary()
        self._timeline()
        self._prose()
        self._measures()

    def _free_id(self, ids: dict[str, None]) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", f"{self.services[0]} {self.cause.headline}".lower())[:50].strip("-")
        stem = f"{self.start.astimezone(self.zone).date().isoformat()}-{words}"
        id_, number = stem, 2
        while id_ in ids:
            id_, number = f"{stem}-{number}", number + 1
        return id_

    def _fill(self, phrase: str) -> str:
        if "{" in phrase:
            phrase = phrase.format(
                s=self.services[0],
                S=_capitalised(self.services[0]),
                s2=self.other,
                d=self.rng.choice(phrases.DAYS),
                k=self.rng.randint(2, 9),
                n=self.rng.randint(120, 9800),
                e=self.rng.choice(phrases.EVENTS),
            )
        return _capitalised(phrase)

    def _some(self, pool: Sequence[str], most: int, least: int = 1) -> list[str]:
        return [self._fill(phrase) for phrase in self.rng.sample(pool, self.rng.randint(least, most))]

    def _day_after_the_end(self, least: int, most: int) -> str:
        return (self.end + timedelta(days=self.rng.randint(least, most))).date().isoformat()

    def _about(self) -> str:
        return "~" if self.rng.random() < 0.06 else ""

    # -- the top of the file ---------------------------------------------------------------------------------

    def _opening(self, ids: list[str], severities: Sequence[str]) -> None:
        rng, add = self.rng, self.lines.append
        add(f"title: {_quoted(self.title)}")
        if rng.random() < 0.6:
            add(f"organisation: {_quoted(rng.choice(phrases.ORGANISATIONS))}")
        if severities:
            add(f"severity: {rng.choice(severities)}")
        tags = dict.fromkeys([self.cause.tag, *rng.sample(phrases.TAGS, rng.randint(0, 3))])
        add(f"tags: [{', '.join(tags)}]")
        if rng.random() < 0.03:
            add(f"aliases: [{self.id}-draft]")
        earlier = ids[-400:]
        if len(earlier) > 3 and rng.random() < 0.2:
            self.related = sorted(set(rng.sample(earlier, rng.randint(1, 3))))
            add(f"related: [{', '.join(self.related)}]")
        if rng.random() < 0.005:
            day = self._day_after_the_end(20, 200)
            add(f"withdrawn: {{on: {day}, reason: It was the same incident as another one}}")
        if rng.random() < 0.3:
            add(f"sources: [https://example.org/status/{rng.randrange(10**6)}]")

    # -- the summary -----------------------------------------------------------------------------------------

    def _summary(self) -> None:
        rng, add = self.rng, self.lines.append
        windows = self._windows()
        total = _share(rng)
        if windows:
            known = [share for _, _, share in windows if share != "unknown"]
            total = max(known, key=lambda share: float(share.strip("~%"))) if known else "unknown"
        add("")
        add("summary:")
        for name, moment in (("start", self.start), ("end", self.end)):
            about = "" if windows else self._about()
            add(f"  {name}: {about}{self._written(moment, seconds=self.to_the_second)}")
        add(f"  timezone: {_quoted(self.zone_name) if self.zone_name[0] in '+-' else self.zone_name}")
        effects = [
            f"{name}: {rng.choice(phrases.EFFECTS[:3] if rng.random() < 0.95 else phrases.EFFECTS)}"
            for name in self.services
        ]
        add(f"  services: {{{', '.join(effects)}}}")
        if rng.random() < 0.5:
            add("  impact: >-")
            self.lines += ("    " + sentence for sentence in self._some(phrases.IMPACTS, 3))
        else:
            add(f"  impact: {_quoted(' '.join(self._some(phrases.IMPACTS, 3)))}")
        add(f"  users_affected: {total}")
        if rng.random() < 0.25:
            counts = [rng.randint(3, 900), rng.randint(1000, 90_000), rng.randint(100_000, 9_000_000)]
            add(f"  users_count: {rng.choice(counts)}")
        add(f"  root_cause: {_quoted(self._fill(self.cause.sentence))}")
        if windows:
            add("  windows:")
            for begin, end, share in windows:
                first, last = (self._written(moment, seconds=self.to_the_second) for moment in (begin, end))
                add(f"    - {{start: {first}, end: {last}, users_affected: {share}}}")

    def _windows(self) -> list[tuple[datetime, datetime, str]]:
        rng = self.rng
        if rng.random() >= 0.142 or self.length < 1800:
            return []
        count = rng.choice([2, 2, 3, 3, 4])
        step = 1 if self.to_the_second else 60
        inside = range(step, self.length // step * step, step)
        if rng.random() < 0.6:  # with gaps
            marks = [0, *sorted(rng.sample(inside, 2 * count - 2)), self.length]
            spans = list(zip(marks[::2], marks[1::2], strict=True))
        else:  # one touching the next
            marks = [0, *sorted(rng.sample(inside, count - 1)), self.length]
            spans = list(pairwise(marks))
        return [
            (
                self.start + timedelta(seconds=begin),
                self.start + timedelta(seconds=end),
                rng.choice(
                    [
                        f"{rng.randint(1, 100)}%",
                        f"~{rng.randint(1, 20) * 5}%",
                        f"{rng.randint(1, 100)}%",
                        "unknown" if rng.random() < 0.3 else f"{rng.randint(1, 199) / 2:g}%",
                    ]
                ),
            )
            for begin, end in spans
        ]

    def _written(self, moment: datetime, *, seconds: bool, day: date | None = None) -> str:
        """Return an instant as the file says it: the clock alone while the day is the one said before.

        Its offset goes with it where the clock shows it twice.
        """
        local = moment.astimezone(self.zone)
        clock = local.strftime("%H:%M:%S" if seconds or local.second else "%H:%M")
        offset = local.utcoffset()
        is_twofold = local.replace(fold=1 - local.fold).utcoffset() != offset
        if is_twofold and offset is not None:
            minutes = int(offset.total_seconds()) // 60
            clock += f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        return clock if day == local.date() and not is_twofold else f"{local.date().isoformat()} {clock}"

    # -- the timeline ----------------------------------------------------------------------------------------

    def _timeline(self) -> None:
        rng, add = self.rng, self.lines.append
        kinds, opening, without = self._kinds()
        resolved = kinds.index("resolved")
        moments = self._moments(kinds, opening, resolved)
        add("")
        add("timeline:")
        said = self.start.astimezone(self.zone).date()
        for index, (kind, moment) in enumerate(zip(kinds, moments, strict=True)):
            keys = []
            is_timed = index == resolved or rng.random() > 0.18
            if is_timed:
                keys.append(f"at: {self._about()}{self._written(moment, seconds=False, day=said)}")
                said = moment.astimezone(self.zone).date()
            text = rng.choice(phrases.ENTRIES[kind])
            keys.append(f"{kind}: {_quoted(self._fill(text))}")
            if kind == "detected":
                by = phrases.DETECTORS[phrases.ENTRIES[kind].index(text)]
                keys.append(f"by: {'unknown' if rng.random() < 0.05 else by}")
            if kind == "escalated":
                keys.append(f"to: {rng.choice(phrases.TEAMS)}")
            if rng.random() < 0.12:
                keys.append(f"label: {rng.choice(phrases.LABELS)}")
            may_last = is_timed and kind in {"misleading", "impact", "action"} and index + 1 < len(moments)
            if may_last and rng.random() < 0.25 and moments[index + 1] > moment:
                keys.append(f"until: {self._written(moments[index + 1], seconds=False, day=said)}")
            add(f"  - {keys[0]}")
            self.lines += (f"    {key}" for key in keys[1:])
        if without:
            add(f"timeline_without: [{', '.join(without)}]")

    def _kinds(self) -> tuple[list[str], int, list[str]]:
        """Return kinds in a believable order, how many open the story, and which are stated as absent."""
        rng = self.rng
        count = max(4, min(40, round(rng.lognormvariate(math.log(9), 0.55))))
        if self.entries is not None:
            count = self.entries
        without: list[str] = []
        if count == 4:
            without = [rng.choice(["misleading", "escalated"])]
        elif rng.random() < 0.15:
            without = rng.choice([["misleading"], ["escalated"], ["misleading", "escalated"]])
        middle = ["action", *(kind for kind in ("misleading", "escalated") if kind not in without)]
        others = ["action"] * 5 + ["misleading", "escalated", "communicated", "communicated"]
        others += ["impact", "note", "mitigated", "detected"]
        others = [kind for kind in others if kind not in without]
        head = ["detected"]
        tail = ["resolved"]
        room = count - len(head) - len(middle) - len(tail)
        if room > 0 and rng.random() < 0.5:
            head, room = ["trigger", *head], room - 1
        if room > 0 and rng.random() < 0.4:
            head, room = [*head[:-1], "impact", "detected"], room - 1
        if room > 0 and rng.random() < 0.6:
            tail, room = ["mitigated", "resolved"], room - 1
        if room > 0 and rng.random() < 0.3:
            tail, room = [*tail, "communicated"], room - 1
        middle += [rng.choice(others) for _ in range(room)]
        rng.shuffle(middle)
        return head + middle + tail, len(head), without

    def _moments(self, kinds: list[str], opening: int, resolved: int) -> list[datetime]:
        rng = self.rng
        is_foreseen = rng.random() < 0.05  # noticed before users were affected
        points = sorted(rng.randrange(self.length + 1) for _ in kinds[:resolved])
        moments = []
        for index, kind in enumerate(kinds):
            if index < resolved:
                moment = self.start + timedelta(seconds=points[index])
                if (index == 0 and kind == "trigger") or (is_foreseen and index < opening):
                    moment = self.start - timedelta(seconds=rng.randrange(60, 5400))
            elif index == resolved:
                moment = self.end
            else:
                moment = self.end + timedelta(hours=rng.randint(1, 60))
            is_exact = self.to_the_second and rng.random() < 0.8
            moments.append(moment if is_exact else moment.replace(second=0))
        return sorted(moments)

    # -- what is told at length ------------------------------------------------------------------------------

    def _prose(self) -> None:
        rng = self.rng
        details = rng.sample(phrases.DETAILS, rng.randint(0, 3))
        prose = [self._fill(self.cause.detail), *(self._fill(detail) for detail in details)]
        if self.related and rng.random() < 0.5:
            place = 0 if "|" in prose[-1] or ">" in prose[-1] else -1
            prose[place] += f" We had seen something alike in [an earlier incident]({self.related[0]})."
        fixes = self._some(phrases.FIXES, 2)
        self.lines += ["", f"root_cause: {_block(prose)}", f"resolution: {_block(fixes)}"]
        if rng.random() < 0.7:
            self.lines.append("contributing_factors:")
            self.lines += (f"  - {_quoted(factor)}" for factor in self._some(phrases.FACTORS, 4))
        if rng.random() < 0.6:
            self.lines.append("lessons:")
            kinds = [
                ("went_well", phrases.WENT_WELL),
                ("went_wrong", phrases.WENT_WRONG),
                ("got_lucky", phrases.GOT_LUCKY),
            ]
            for key, pool in rng.sample(kinds, rng.randint(1, 3)):
                self.lines.append(f"  {key}:")
                self.lines += (f"    - {_quoted(lesson)}" for lesson in self._some(pool, 2))

    def _measures(self) -> None:
        rng, add = self.rng, self.lines.append
        self.lines += ["", "measures:", "  improvements:"]
        self.lines += (f"    - {_quoted(text)}" for text in self._some(phrases.IMPROVEMENTS, 3))
        add("  tasks:")
        for task in rng.sample(phrases.TASKS, rng.choice([1, 2, 2, 3, 3, 4, 6])):
            add(f"    - task: {_quoted(self._fill(task))}")
            if rng.random() < 0.8:
                add(f"      owner: {rng.choice(phrases.TEAMS)}")
            if rng.random() < 0.6:
                add(f"      due: {self._day_after_the_end(3, 120)}")
            luck = rng.random()
            if luck < 0.55:
                add(f"      done: {self._day_after_the_end(1, 150)}")
            elif luck < 0.62:
                add("      done: yes")
            elif luck < 0.68:
                add(f"      dropped: {_quoted(self._fill(rng.choice(phrases.REASONS_TO_DROP)))}")
            if rng.random() < 0.2:
                add(f"      link: https://example.org/tasks/{rng.randrange(10**5)}")
        add("")


def _zone(name: str) -> tzinfo:
    if name[0] not in "+-":
        return ZoneInfo(name)
    offset = timedelta(hours=int(name[1:3]), minutes=int(name[4:6]))
    return timezone(-offset if name[0] == "-" else offset)


def _minutes(rng: random.Random) -> float:
    """Return a duration: 1 minute to 20 days, log-normal with a median of 85 minutes."""
    while True:
        minutes = rng.lognormvariate(math.log(85), 1.7)
        if 1 <= minutes <= 20 * DAY_MINUTES:
            return minutes


def _share(rng: random.Random) -> str:
    luck = rng.random()
    if luck < 0.22:
        return "unknown"
    round_numbers: list[float] = [100, 100, rng.randint(1, 99), rng.randint(1, 20) * 5, rng.randint(1, 9)]
    value = rng.choice([*round_numbers, rng.randint(1, 199) / 2])
    if luck < 0.40:
        text = f"~{value:g}%"
    elif luck < 0.46:
        text = f"over {min(95, max(1, int(value)))}%"
    elif luck < 0.52:
        text = f"under {max(1, math.ceil(value))}%"
    else:
        text = f"{value:g}%"
    if rng.random() < 0.12:
        text += rng.choice([" of requests", " of customers in one region", " of log-ins"])
    return text


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def _quoted(text: str) -> str:
    """Return a text as a YAML scalar: as it is where that is safe, else between quotes."""
    is_word = text.lower() in {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    if PLAIN.fullmatch(text) and not text.endswith(" ") and not is_word:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block(paragraphs: Sequence[str]) -> str:
    lines = "\n\n".join(paragraphs).split("\n")
    return "|\n" + "\n".join(f"  {line}" if line else "" for line in lines)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--severities", default="", help="names to choose a severity from, between commas")
    given = parser.parse_args()
    if not 1 <= given.n <= MAX:
        parser.error(f"N is 1 to {MAX}")
    severities = [name for name in given.severities.split(",") if name]
    make(given.n, given.dir, seed=given.seed, severities=severities)
    print(f"{given.n} incidents in {given.dir}")


if __name__ == "__main__":
    main()
