"""The rules of `check`, in one table: what each asks, why, and an example of wrong and right."""

from __future__ import annotations

from dataclasses import dataclass

EXAMPLE_ID = "2023-10-20-results-day-login"
EXAMPLE = """\
title: Results day locks everybody out
severity: critical
tags: [capacity, login]
aliases: [2023-10-20-login-outage]
sources:
  - https://status.example.org/2023-10-20
summary:
  start: 2023-10-20 20:00
  end: 2023-10-20 22:00
  timezone: Africa/Nairobi
  services: {login: down}
  impact: Students and parents could not log in.
  users_affected: 70%
  users_count: 4200
  root_cause: Two web servers were too few for everybody at once.
  windows:
    - {start: 2023-10-20 20:00, end: 20:30, users_affected: 30%}
    - {start: 20:30, end: 22:00, users_affected: 70%}
timeline:
  - at: 20:00
    detected: Customer service passes on complaints.
    by: customer
  - action: Engineers take HTTP 500 for a server fault.
  - at: 20:40
    misleading: The last code change is searched for a bug.
    until: 21:00
  - at: 21:10
    escalated: The incident goes to the team that owns the servers.
    to: Infrastructure
  - at: 22:00
    resolved: More web servers carry the traffic.
root_cause: |
  Two web servers shared all requests.
resolution: |
  Web servers were added.
measures:
  improvements:
    - Plan for rises in traffic like [that of 2022](2022-11-02-login-slow).
  tasks:
    - task: Add two web servers to the log-in pool.
      due: 2023-10-27
      done: 2023-10-25
      link: https://tracker.example.org/tasks/118
"""
"""A whole incident file without a problem, beside the incident it links to; most rules' examples are changes to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that `check` asks of a file."""

    code: str
    """The word it is known by; never changes."""
    statement: str
    """What it asks."""
    why: str
    """What goes wrong otherwise."""
    wrong: str
    """What it refuses; stands in the place of `right`, unless the rule is `about_files`."""
    right: str
    """What to write instead. Stands in `EXAMPLE`, unless the rule is `about_files`."""
    about_files: bool = False
    """Whether it is about files as such, or about a whole report: its examples are then files.

    Each is a path, and below it, indented, the lines in which it differs from a good file; `#` tells what no line can.
    """
    warns: bool = False
    """Whether it only warns: what it finds is a slip more often than not, but no program can be sure."""

    mended: str = ""
    """What `check --fix` mends of its breaches, as the end of a sentence; empty: nothing."""

    @property
    def level(self) -> str:
        """What a breach of it is called."""
        return "warning" if self.warns else "error"


_RULES = (
    # -- the file as such
    Rule(code="unexpected-file", about_files=True,
         statement="Below the folder of incidents stand `.yaml` files, perhaps a README.md and hidden files; nothing else, and no links.",
         why="A file with another ending would silently be left out, and what it tells would be missing from the archive.",
         wrong="incidents/2023-10-20-login.yml", right="incidents/2023-10-20-login.yaml"),
    Rule(code="unreadable", about_files=True,
         statement="Every incident file can be read.", why="What cannot be read cannot be checked.",
         wrong="incidents/2023-10-20-login.yaml\n  # mode 000", right="incidents/2023-10-20-login.yaml\n  # mode 644"),
    Rule(code="file-size", about_files=True,
         statement="A file has 256 KiB at most.", why="A report is read by people; logs and pictures belong elsewhere, behind a link.",
         wrong="incidents/2023-10-20-login.yaml\n  # 257 KiB", right="incidents/2023-10-20-login.yaml\n  # 256 KiB"),
    Rule(code="encoding", about_files=True,
         statement="A file is UTF-8.", why="In another encoding letters turn into others, or into nothing.",
         wrong="incidents/2023-10-20-login.yaml\n  # saved as UTF-16", right="incidents/2023-10-20-login.yaml\n  # saved as UTF-8"),
    Rule(code="id-form", about_files=True,
         statement="A file is named by the id: the day, a hyphen, and lower-case words with hyphens, 60 characters at most.",
         why="The id is the address of the report, in links that last.",
         wrong="incidents/Login outage.yaml", right="incidents/2023-10-20-login-outage.yaml"),
    Rule(code="id-day", about_files=True,
         statement="The day in the file name is the day written in `summary.start`.",
         why="An address that names another day than the report would mislead for ever.",
         wrong="incidents/2023-10-21-login.yaml\n  start: 2023-10-20 20:00", right="incidents/2023-10-20-login.yaml\n  start: 2023-10-20 20:00"),
    Rule(code="id-taken", about_files=True,
         statement="An id is unique in the archive, whatever folder its file stands in.", why="Two reports cannot have one address.",
         wrong="incidents/2023/2023-10-20-login.yaml\nincidents/old/2023-10-20-login.yaml",
         right="incidents/2023/2023-10-20-login.yaml\nincidents/old/2023-10-20-login-again.yaml"),
    Rule(code="alias-taken", about_files=True,
         statement="An alias is nobody's id and stands in one file only.", why="An old address can lead to one report only.",
         wrong="incidents/2023-10-20-login.yaml\n  aliases: [2023-10-20-outage]\nincidents/2023-10-20-mail.yaml\n  aliases: [2023-10-20-outage]",
         right="incidents/2023-10-20-login.yaml\n  aliases: [2023-10-20-outage]\nincidents/2023-10-20-mail.yaml"),
    Rule(code="lost-id", about_files=True,
         statement="With `--since`: every id and alias that was published at that revision still leads to its report.",
         why="Others link to the address, and will follow it for years. A report that is wrong is withdrawn, and keeps its page.",
         wrong="incidents/2023-10-20-outage.yaml\n  # as it was published\nincidents/2023-10-20-login.yaml\n  # as it is now",
         right="incidents/2023-10-20-outage.yaml\n  # as it was published\nincidents/2023-10-20-login.yaml\n  # as it is now\n  aliases: [2023-10-20-outage]"),
    Rule(code="unknown-id", statement="`related` and links in texts name incidents that are in the archive, by id or alias; behind `#` stands the address of an entry or a section.",
         why="A link that leads nowhere is worse than none.",
         wrong="    - Plan for rises in traffic like [that of 2022](2022-11-02-login-slwo).",
         right="    - Plan for rises in traffic like [that of 2022](2022-11-02-login-slow)."),
    # -- characters and YAML
    Rule(code="unseen-character", statement="No characters that nobody sees: control, bidirectional, zero-width, private, unassigned.",
         why="They let a text show something other than it says, or break the files made from it.",
         wrong='title: "Results day locks\\u202E everybody out"', right="title: Results day locks everybody out"),
    Rule(code="tab", statement="No tabs.", why="YAML forbids them where it counts, and elsewhere they look like blanks.",
         wrong="  start:\t2023-10-20 20:00", right="  start: 2023-10-20 20:00"),
    Rule(code="merge-conflict", statement="No markers of a merge conflict.", why="One of the two versions has to go.",
         wrong="<<<<<<< HEAD\nseverity: critical\n=======\nseverity: major\n>>>>>>> main", right="severity: critical"),
    Rule(code="yaml", statement="The file is YAML.", why="A sentence with a colon in it, or an indentation that changes midway, means something else to YAML than to people.",
         wrong="  - action: Engineers see: HTTP 500, a server fault.", right="  - action: Engineers take HTTP 500 for a server fault.",
         mended="forgotten quotes round a text of one line: `action: Engineers see: HTTP 500`"),
    Rule(code="comment", statement="A `#` behind one blank is not taken for a comment: quote the text, or put two blanks before a comment.",
         why="YAML would swallow the rest of the sentence without a word.",
         wrong="    resolved: More web servers carry the traffic of #1234.", right="    resolved: More web servers carry the traffic."),
    Rule(code="anchor", statement="No anchors.", why="A report is read from top to bottom, by people.",
         wrong="severity: &how critical", right="severity: critical"),
    Rule(code="alias", statement="No aliases of anchors.", why="A text that stands elsewhere is not read by people, and can be made to grow without end.",
         wrong="tags: [capacity, *login]", right="tags: [capacity, login]"),
    Rule(code="tag", statement="No YAML tags.", why="Every value is the text that was typed.",
         wrong="severity: !!str critical", right="severity: critical"),
    Rule(code="directive", statement="No YAML directives.", why="They change what the rest of the file means.",
         wrong="%YAML 1.1\n---\ntitle: Results day locks everybody out", right="title: Results day locks everybody out"),
    Rule(code="several-documents", statement="One incident a file.", why="A file has one id, and so one report.",
         wrong="      link: https://tracker.example.org/tasks/118\n---\ntitle: Another",
         right="      link: https://tracker.example.org/tasks/118"),
    Rule(code="key", statement="A key is a word.", why="Fields are known by their names.",
         wrong="severity: critical\n{note: x}: y", right="severity: critical"),
    Rule(code="duplicate-key", statement="No key stands twice in one place.", why="YAML would keep one of the two and lose the other.",
         wrong="severity: critical\nseverity: minor", right="severity: critical"),
    Rule(code="nesting", statement="A file nests a few levels deep.", why="Deeper ones are slips of indentation, or attacks.",
         wrong="tags: [[[[[[[[[[[[[capacity]]]]]]]]]]]]]", right="tags: [capacity, login]"),
    # -- fields
    Rule(code="shape", statement="A field holds what it is for: one text, a list, or keys with values.", why="Anything else would have to be guessed at.",
         wrong="tags: capacity", right="tags: [capacity, login]"),
    Rule(code="empty", statement="No field is empty.", why="A field without a value says nothing; where it is optional leave it out.",
         wrong="severity:", right="severity: critical"),
    Rule(code="missing-field", statement="Every required field is there.", why="A report without it would leave its readers with the question.",
         wrong="  services: {login: down}\n", right="  services: {login: down}\n  impact: Students and parents could not log in.\n"),
    Rule(code="unknown-field", statement="Every field is a known one.", why="A misspelt field would be left out silently.",
         wrong="serverity: critical", right="severity: critical"),
    Rule(code="misplaced-field", statement="`by` belongs to `detected`, `to` to `escalated`.", why="Elsewhere they would not be shown.",
         wrong="    resolved: More web servers carry the traffic.\n    by: customer", right="    resolved: More web servers carry the traffic."),
    Rule(code="unknown-word", statement="Where a field takes words of a list, it has one of them, in lower case.", why="Other words could neither be counted nor compared.",
         wrong="    by: customers", right="    by: customer",
         mended="capitals and blanks: `Customer`, `data loss`"),
    Rule(code="todo", statement="No value is, or begins with, TODO.", why="That is how the template marks what is still to be written.",
         wrong="severity: TODO", right="severity: critical"),
    Rule(code="one-line", statement="Titles, labels, names of teams, contributing factors and other plain texts are one line.", why="They stand in tables, in diagrams and in the window's title.",
         wrong="title: |\n  Results day\n  locks everybody out", right="title: Results day locks everybody out"),
    Rule(code="text-length", statement="A title has 100 characters at most, so have names of teams and organisations; a label 40, an entry 280, what a share is of 60.", why="Longer ones do not fit where they are shown; details go into `root_cause` and `resolution`.",
         wrong="title: Results day locks everybody out, and here we go on to tell in one breath what else happened on that evening",
         right="title: Results day locks everybody out"),
    Rule(code="twice", statement="A list holds nothing twice.", why="It is a slip, and would be counted twice.",
         wrong="tags: [capacity, capacity]", right="tags: [capacity, login]"),
    Rule(code="slug", statement="Services and tags are slugs: lower-case letters a to z, digits and single hyphens.", why="They are part of addresses, and two spellings of one service would be two services.",
         wrong="  services: {Login Page: down}", right="  services: {login: down}"),
    Rule(code="address", statement="`link` and `sources` are https or http addresses of 2,000 characters at most, without a password in them.",
         why="Readers follow them, and everybody can read them.",
         wrong="      link: TASK-118", right="      link: https://tracker.example.org/tasks/118"),
    Rule(code="alias-self", statement="`aliases` does not name the report's own id.", why="An alias is an id the report had before.",
         wrong=f"aliases: [{EXAMPLE_ID}]", right="aliases: [2023-10-20-login-outage]"),
    Rule(code="related-self", statement="`related` does not name the report itself.", why="It names other incidents.",
         wrong=f"severity: critical\nrelated: [{EXAMPLE_ID}]", right="severity: critical"),
    # -- times
    Rule(code="time-form", statement="A time is `YYYY-MM-DD HH:MM`, with seconds where they matter; in timeline and windows also `HH:MM`.",
         why="One way of writing leaves nothing to guess.",
         wrong="  start: 2023-10-20 8 pm", right="  start: 2023-10-20 20:00",
         mended="what can be one time only: `9:15`, `2023-10-20T20:00`, `20.15`, `8 pm`, `20.10.2023 20:00`, `ca. 20:10`"),
    Rule(code="day-form", statement="A day is `YYYY-MM-DD`.", why="03/04 is two days.",
         wrong="      due: 27.10.2023", right="      due: 2023-10-27",
         mended="what can be one day only: `2023-10-7`, `27.10.2023`, `27 October 2023`"),
    Rule(code="time-zone", statement="A time zone is an IANA name, `UTC`, or an offset such as `+03:00`.", why="CST is the time of Chicago, of Shanghai and of Havana.",
         wrong="  timezone: EAT", right="  timezone: Africa/Nairobi",
         mended="capitals and blanks: `africa/nairobi`, `america/new york`"),
    Rule(code="time-skipped", statement="A time exists on the clock of its zone.", why="When clocks go forward an hour is left out; a time in it means nothing.",
         wrong="  timezone: Europe/Berlin\n  services: {login: down}\n  impact: None.\n  users_affected: 70%\n  root_cause: None.\n"
               "  windows:\n    - {start: 2023-10-20 20:00, end: 20:30, users_affected: 30%}\n"
               "    - {start: 20:30, end: 22:00, users_affected: 70%}\ntimeline:\n  - at: 2023-03-26 02:30\n",
         right="  timezone: Africa/Nairobi\n  services: {login: down}\n  impact: Students and parents could not log in.\n"
               "  users_affected: 70%\n  users_count: 4200\n  root_cause: Two web servers were too few for everybody at once.\n"
               "  windows:\n    - {start: 2023-10-20 20:00, end: 20:30, users_affected: 30%}\n"
               "    - {start: 20:30, end: 22:00, users_affected: 70%}\ntimeline:\n  - at: 20:00\n"),
    Rule(code="time-twice", statement="A time that the clock shows twice carries its offset.", why="When clocks go back an hour comes twice, an hour apart.",
         wrong="  timezone: Europe/Berlin\n  services: {login: down}\n  impact: None.\n  users_affected: 70%\n  root_cause: None.\n"
               "  windows:\n    - {start: 2023-10-20 20:00, end: 20:30, users_affected: 30%}\n"
               "    - {start: 20:30, end: 22:00, users_affected: 70%}\ntimeline:\n  - at: 2022-10-30 02:30\n",
         right="  timezone: Africa/Nairobi\n  services: {login: down}\n  impact: Students and parents could not log in.\n"
               "  users_affected: 70%\n  users_count: 4200\n  root_cause: Two web servers were too few for everybody at once.\n"
               "  windows:\n    - {start: 2023-10-20 20:00, end: 20:30, users_affected: 30%}\n"
               "    - {start: 20:30, end: 22:00, users_affected: 70%}\ntimeline:\n  - at: 20:00\n"),
    Rule(code="end-order", statement="`end` is after `start`.", why="An incident without length affected nobody; for less than a minute write seconds.",
         wrong="  start: 2023-10-20 20:00\n  end: 2023-10-20 19:00\n  timezone: Africa/Nairobi\n  services: {login: down}\n"
               "  impact: None.\n  users_affected: 70%\n  root_cause: None.\n",
         right="  start: 2023-10-20 20:00\n  end: 2023-10-20 22:00\n  timezone: Africa/Nairobi\n  services: {login: down}\n"
               "  impact: Students and parents could not log in.\n  users_affected: 70%\n  users_count: 4200\n"
               "  root_cause: Two web servers were too few for everybody at once.\n  windows:\n"
               "    - {start: 2023-10-20 20:00, end: 20:30, users_affected: 30%}\n"
               "    - {start: 20:30, end: 22:00, users_affected: 70%}\n"),
    Rule(code="time-order", statement="An entry is not before the time stated last above it.", why="The timeline is told in order; past midnight the new day is written once.",
         wrong="  - at: 21:10\n    escalated: The incident goes to the team that owns the servers.\n    to: Infrastructure\n  - at: 00:10",
         right="  - at: 21:10\n    escalated: The incident goes to the team that owns the servers.\n    to: Infrastructure\n  - at: 22:00"),
    Rule(code="until-order", statement="`until` is not before the entry begins.", why="Nothing ends before it begins; past midnight write the day.",
         wrong="    until: 20:30", right="    until: 21:00"),
    Rule(code="windows-order", statement="Windows stand in order, do not overlap, and each has a length.", why="Otherwise time would be counted twice, or not at all.",
         wrong="    - {start: 20:20, end: 22:00, users_affected: 70%}", right="    - {start: 20:30, end: 22:00, users_affected: 70%}"),
    Rule(code="windows-ends", statement="The first window begins at `start`, the last ends at `end`.", why="Start and end are the first and last moment users were affected.",
         wrong="    - {start: 20:30, end: 21:30, users_affected: 70%}", right="    - {start: 20:30, end: 22:00, users_affected: 70%}"),
    Rule(code="windows-share", statement="No window's share is larger than the summary's.", why="The summary states the largest share at a time.",
         wrong="    - {start: 20:30, end: 22:00, users_affected: 80%}", right="    - {start: 20:30, end: 22:00, users_affected: 70%}"),
    # -- numbers
    Rule(code="share-form", statement="A share is `70%`, with `~`, `over` or `under` before it, perhaps `of` something; or `unknown`.",
         why='A share can be compared; "most" cannot.',
         wrong="  users_affected: most\n  users_count: 4200", right="  users_affected: 70%\n  users_count: 4200",
         mended="other ways to write a percentage: `70 %`, `70 percent`, `about 70%`, `>95%`, `12,5%`"),
    Rule(code="count-form", statement="A count is a whole number in plain digits, with the same words before it.", why="4.200 is four in one country and four thousand in the next.",
         wrong="  users_count: 4,200", right="  users_count: 4200",
         mended="blanks between digits and words before them: `4 200`, `about 4200`"),
    # -- the timeline and the tasks
    Rule(code="entry-kind", statement="An entry has exactly one kind.", why="The kind says what the entry tells, and gives it its shape in the diagram.",
         wrong="  - at: 22:00\n    resolved: More web servers carry the traffic.\n    note: All is quiet.",
         right="  - at: 22:00\n    resolved: More web servers carry the traffic."),
    Rule(code="missing-kind", statement="A timeline has at least one each of detected, action, misleading, escalated and resolved.",
         why="How it was noticed, what was tried, what misled, who was called and what ended it are what the next reader needs.",
         wrong="  - at: 20:40\n    action: The last code change is searched for a bug.",
         right="  - at: 20:40\n    misleading: The last code change is searched for a bug."),
    Rule(code="timeline-without", statement="`timeline_without` names only what the timeline lacks.", why="The page would say that there was none, beside the entry itself.",
         wrong="severity: critical\ntimeline_without: [misleading]", right="severity: critical"),
    Rule(code="done-and-dropped", statement="A task is done or dropped, never both.", why="It is open, done, or will not be done.",
         wrong="      done: 2023-10-25\n      dropped: Not needed.", right="      done: 2023-10-25"),
    # -- warnings
    Rule(code="secret", warns=True, statement="Nothing looks like a password or a key: tokens known by how they begin, private keys, passwords behind their word or in an address, long random words behind `key`, `token` or `secret`.",
         why="The file and its history are read by everybody who may read the site, and by programs that look for nothing else. What stood there once has to be revoked, not only deleted.",
         wrong="  - action: Engineers log in with password=hunter2 and take HTTP 500 for a server fault.", right="  - action: Engineers take HTTP 500 for a server fault."),
    Rule(code="email-address", warns=True, statement="No e-mail address, but for those of example.org and its like.",
         why="A report names roles and teams, not persons; and an address on a public page is collected and written to.",
         wrong="    to: infrastructure@two-lakes-school.net", right="    to: Infrastructure"),
    Rule(code="telephone-number", warns=True, statement="No telephone number.",
         why="It leads to a person, and to another one when the number changes hands.",
         wrong="    detected: Customer service, +254 20 555 0143, passes on complaints.", right="    detected: Customer service passes on complaints."),
    Rule(code="blame", warns=True, statement="No words that blame a person: carelessly, human error, somebody should have known, forgot to, failed to follow, made a mistake, Anna's fault.",
         why="Whoever may be blamed tells less, and the system that let it happen stays as it was. People did what seemed right with what they knew.",
         wrong="  root_cause: An engineer forgot to add web servers.", right="  root_cause: Two web servers were too few for everybody at once."),
    Rule(code="vague-task", warns=True, statement="A task begins with what will be there afterwards; not with look into, improve, consider, investigate, try to, ensure, be more careful and the like.",
         why="Nobody can tell when such a task is done, so it stays open until it is forgotten. `improvements` is the place for what is meant broadly.",
         wrong="    - task: Look into the capacity of the log-in pool.", right="    - task: Add two web servers to the log-in pool."),
    Rule(code="report-length", warns=True, about_files=True, statement="A report has between 200 and 1,000 words; 400 to 700 are usual.",
         why="Half of the usual least seldom says what was believed at the time, and a very long report is not read to its end. Outages of days need 900 words and more, so the warning leaves room on both sides.",
         wrong="incidents/2023-10-20-login.yaml\n  # 150 words", right="incidents/2023-10-20-login.yaml\n  # 500 words"),
    Rule(code="jargon", warns=True, statement="No sentence of the title, of `impact` and of the summary's `root_cause` has three technical words or more, unless it is long.",
         why="Executives read these and decide by them. One term is learned in passing; a sentence full of them says nothing.",
         wrong="  impact: The nginx upstream returned HTTP 502 once the TCP backlog was full.", right="  impact: Students and parents could not log in."),
    Rule(code="inside-link", warns=True, statement="No link leads to a host that answers only inside: localhost, names of one word, .internal, .local, .lan, .corp, .home.arpa, private, loopback and link-local addresses.",
         why="Most readers cannot follow it, and it tells strangers how the inside is named.",
         wrong="      link: https://jira.corp/browse/OPS-118", right="      link: https://tracker.example.org/tasks/118"),
    Rule(code="allowance", warns=True, statement="`# allow CODE: reason`, above a field or an item, names a warning, gives a reason, and silences something.",
         why="The next reader wants to know why it is meant so; and one that silences nothing any more would hide the next slip.",
         wrong="# allow vague-task: the source says no more\nseverity: critical", right="severity: critical"),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}
"""Every rule under its code."""
