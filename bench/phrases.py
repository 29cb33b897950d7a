"""What the generated incidents are told with. In braces: a service (s, S, s2), numbers (k, n), a day, an event."""

from __future__ import annotations

from typing import NamedTuple

SERVICES = """
login checkout search payments email results-pages api webhooks uploads downloads reports billing
dashboard mobile-app push-messages calendar chat video-calls file-sync backups dns cdn load-balancer
object-storage block-storage message-queue scheduler metrics logging alerting status-page admin-console
sign-up password-reset profile-pages feed recommendations notifications sms maps routing exports imports
invoicing ledger card-payments transfers statements identity permissions tokens cache primary-database
read-replicas analytics data-warehouse build-runners package-mirror documentation support-desk partner-api
""".split()

TAGS = """
capacity config-change deployment database dns network certificate expiry hardware power cooling storage
replication failover cache queue memory thread-pool connection-pool rate-limit retry-storm
cascading-failure human-error automation migration upgrade third-party security time-zone leap-second
data-deletion backup monitoring permissions feature-flag load-test kubernetes bgp disk-full cold-start
""".split()

ZONES = """
UTC UTC UTC Africa/Nairobi Africa/Lagos Africa/Cairo Europe/London Europe/Zurich Europe/Berlin
America/New_York America/Los_Angeles America/Sao_Paulo Asia/Kolkata Asia/Kathmandu Asia/Tokyo Asia/Tehran
Australia/Sydney Australia/Lord_Howe Pacific/Auckland America/St_Johns +03:00 -05:00 +05:45
""".split()

ORGANISATIONS = [
    "Kilimo Savings",
    "Nordlicht Bahn",
    "Ríos y Hijos",
    "Harbour Health",
    "Zürcher Velo AG",
    "Moana Freight",
    "図書館ネット",
    "Two Lakes University",
]

TEAMS = [
    "Infrastructure",
    "Software engineering",
    "Database",
    "Network",
    "Security",
    "Platform",
    "Payments",
    "Support",
    "Data",
    "Mobile",
    "Site reliability",
    "Vendor",
]

EFFECTS = [
    "down",
    "degraded",
    "slow",
    "data-loss",
]


class Cause(NamedTuple):
    """One way to fail."""

    tag: str
    headline: str
    """What follows the name of the service in the title."""
    sentence: str
    """For executives."""
    detail: str
    """For engineers."""


CAUSES = [
    Cause(
        "capacity",
        "runs out of capacity",
        "There were too few servers of {s} for the load of {d}.",
        "Requests for **{s}** rose to {n} a second, about {k} times what a usual day brings. Each worker handles one request at a time, so the queue grew until clients gave up and tried again, which made it longer.",
    ),
    Cause(
        "connection-pool",
        "waits for database connections",
        "A slow query held all database connections that {s} may use.",
        "The pool of {s} holds {k}0 connections. A query without an index took {n} ms instead of 3 ms, every connection was busy with it, and requests waited in `Pool.acquire()` until they timed out.",
    ),
    Cause(
        "certificate",
        "rejects every connection",
        "A certificate used by {s} expired, and nobody had been told.",
        "The certificate between {s} and the gateway was issued by hand {k} years ago. Its expiry was in a calendar of a team that no longer exists. Clients stopped with `certificate has expired`.",
    ),
    Cause(
        "config-change",
        "takes a wrong setting",
        "A change of configuration that was meant for testing went to all servers of {s}.",
        "The change set `timeout: {k}` where seconds are meant and the old value was in milliseconds. The template `{{{{ timeout }}}}` is shared by all environments, so the test value reached production in the same run.",
    ),
    Cause(
        "deployment",
        "fails after a release",
        "A release of {s} could not read data written by the version before.",
        "The new version declares the field as `List<String>`, the one before wrote a single string. Both ran side by side for {k} minutes, and readers of either kind failed on what the other had written.",
    ),
    Cause(
        "disk-full",
        "stops on a full disk",
        "Logs filled the disk of {s}, and it could no longer write.",
        "Log rotation had been switched off {k} weeks before to look into something else. At {n} lines a second the disk had room for less than a month. The database refuses writes below 5 % of free space.",
    ),
    Cause(
        "dns",
        "cannot be found",
        "A record that {s} depends on was removed from DNS by a clean-up.",
        "The clean-up job takes records without traffic for {k} days to be unused. This one is asked for only when a connection is opened, and connections live for weeks. After a restart of {s} all of them were opened anew.",
    ),
    Cause(
        "retry-storm",
        "drowns in repeated requests",
        "Clients repeated failed requests to {s} at once and without limit.",
        "A pause of {k} seconds was enough: {n} clients repeated their requests at the same moment, and again each second. The retries alone were more than {s} can serve, so it stayed down after the reason for the pause had gone.",
    ),
    Cause(
        "third-party",
        "waits for a provider",
        "A provider that {s} calls for each request was slow.",
        "The call to the provider has no time limit of its own. Its answers took {n} ms, threads of {s} waited for them, and after {k} minutes no thread was left for requests that do not need the provider at all.",
    ),
    Cause(
        "permissions",
        "refuses its own users",
        "A tidied-up role took away a permission that {s} needs.",
        "The role looked unused, since its last use in the log was {k} months ago. It is used when keys are rotated. From then on {s} answered `403 Forbidden` to {n} requests a minute.",
    ),
    Cause(
        "replication",
        "shows old data",
        "The copy of the database that {s} reads from fell behind.",
        "One long transaction held back {k} others. The lag reached {n} seconds, and people who had just saved something did not see it, so many saved it again.",
    ),
    Cause(
        "memory",
        "is killed over and over",
        "A leak let {s} grow until the system ended it.",
        "Each upload kept {k} MB that were never released. With {n} uploads an hour the limit was reached within a day, and the restart came at the same time on all machines because they had been started at the same time.",
    ),
]

TITLES = [
    "{S} {h}",
    "{S} {h} on {d}",
    "{S} {h}, and {s2} with it",
    "{S} {h} during {e}",
    "After {e} {s} {h}",
]

EVENTS = [
    "results day",
    "the month-end run",
    "a sale",
    "a routine upgrade",
    "the move to new machines",
    "a storm",
    "a quiet night",
    "enrolment",
    "the evening peak",
    "a planned failover",
]

DAYS = [
    "a Monday",
    "a Friday evening",
    "the first of the month",
    "a public holiday",
    "a Sunday night",
    "exam day",
]

IMPACTS = [
    "People who used {s} saw an error page.",
    "Pages of {s} took up to {n} seconds to open.",
    "New customers could not sign up, and others had to try several times.",
    "Orders were accepted but not confirmed.",
    "What was saved in this time could not be seen until the next day.",
    "Support counted {k}0 calls in an hour.",
    "Those already logged in noticed nothing.",
    "The mobile app showed its offline screen.",
]

ENTRIES = {
    "trigger": [
        "A change to {s} goes live.",
        "The nightly job of {s} starts.",
        "A machine of {s} restarts for an update.",
        "Traffic to {s} doubles within {k} minutes.",
        "A certificate used by {s} expires.",
    ],
    "impact": [
        "Requests to {s} begin to fail.",
        "Users see the error page of {s}.",
        "{S} becomes slow; pages take {n} ms.",
        "More regions are affected.",
        "Failures reach {s2}, which depends on {s}.",
    ],
    "detected": [
        "An alert on the error rate of {s} fires.",
        "Support passes on complaints that {s} does not work.",
        "An engineer notices odd figures on the dashboard.",
        "A partner calls because {s} does not answer.",
        "The check from outside fails for {s}.",
    ],
    "action": [
        "Logs of {s} are read; they show `HTTP 500` and little else.",
        "The last release is compared with the one before.",
        "A server of {s} is restarted to see whether that helps.",
        "The number of workers goes from {k} to {k}0.",
        "Traffic to one machine is stopped so that it can be looked at.",
        "Graphs of *all* dependencies of {s} are gone through.",
        "A query with `EXPLAIN` shows a full scan of {n} rows.",
        "The team agrees on who does what & keeps notes.",
        "A packet capture is taken between {s} and {s2}.",
        "The setting is changed on one machine first: error rate falls.",
    ],
    "misleading": [
        "The last code change is searched for a bug; it is not the cause.",
        "A network fault is suspected, but packets arrive.",
        "The database is thought to be slow. It answers in 2 ms.",
        "An attack is suspected because requests come from few addresses.",
        "The rollback finishes and changes nothing.",
        "The provider is asked and has no fault.",
    ],
    "escalated": [
        "The incident goes to the team that owns {s}.",
        "The engineer on call asks for help.",
        "Management is told.",
        "The provider opens a ticket of its own.",
    ],
    "communicated": [
        "The status page says that {s} is affected.",
        "An update goes to all customers by email.",
        "Support gets a text to answer callers with.",
        "The status page is updated: a fix is under way.",
    ],
    "mitigated": [
        "Half of the traffic goes to the other site, and errors become rare.",
        "A limit on requests lets most users through.",
        "The feature behind it is switched off.",
        "Old data is shown for the time being.",
    ],
    "resolved": [
        "{S} works normally again for everyone.",
        "The queue is empty and the error rate is back to normal.",
        "The fix is on all machines; alerts are quiet.",
    ],
    "note": [
        "The engineer on call changes over.",
        "Traffic is at its peak for the day.",
        "A second, unrelated alert fires and is put aside.",
        "Backups are found to be complete.",
    ],
}
"""The texts of timeline entries, by kind."""

DETECTORS = [
    "monitoring",
    "customer",
    "engineer",
    "partner",
    "monitoring",
]
"""Who noticed, for each text of `detected`."""

LABELS = [
    "Error rate rises",
    "Rollback",
    "Restart",
    "Database suspected",
    "More workers",
    "Traffic moved",
    "Logs read",
    "Peak of the day",
]

FIXES = [
    "The setting was put back and rolled out to all machines of {s}, {k} at a time.",
    "The number of workers was raised to {k}0, and a limit of {n} requests a second keeps {s2} from using all of them.",
    "Data that had been written twice was removed with a script; {n} records were concerned, and each was checked.",
    "Engineers first switched the feature off, which helped at once, and corrected it on the next day.",
    "Restarting everything at the same moment was avoided:\n\n1. drain one machine,\n2. restart it,\n3. wait until its cache is warm,\n4. go on with the next.",
    "The command in the end was short:\n\n```\nservicectl scale {s} --workers {k}0 --wait\n```",
]

DETAILS = [
    "It had been like this for {k} months without doing harm, because load never was high enough.",
    "The alert that should have told us looks at the mean over ten minutes; a failure of *some* machines hardly moves it.",
    "Two settings look alike and mean different things:\n\n| setting | counts | value |\n| --- | --- | --- |\n| `limit` | requests | {n} |\n| `max` | connections | {k} |",
    "What made it worse:\n\n- {s2} calls {s} for every page,\n- it repeats failed calls,\n- and it does so *without* waiting.",
    "A test would have found it, but the test data has {k} records and production has more than {n} thousand.",
    "> We knew of this limit and thought we were far from it.\n\nThe note about it is {k} years old.",
]

FACTORS = [
    "The runbook for {s} describes an older version.",
    "One person knew how {s} is built, and was away.",
    "The alert came {k} minutes late.",
    "The change was reviewed by somebody new to {s}.",
    "Test and production differ in size.",
    "Two teams thought the other was in charge.",
]

WENT_WELL = [
    "The rollback took {k} minutes.",
    "Support was told at once.",
    "Notes were kept from the start.",
]

WENT_WRONG = [
    "Customers noticed before we did.",
    "Nobody was in charge for the first {k} minutes.",
    "The status page was updated late.",
]

GOT_LUCKY = [
    "It happened outside the busy hours.",
    "The author of the change happened to be online.",
]

IMPROVEMENTS = [
    "Monitoring of {s} should show what users see.",
    "Changes should reach a small part of the users first.",
    "The team should rehearse a failure of {s} twice a year.",
    "Dependencies of {s} should be known and have limits.",
    "Capacity should be planned from the peak and not from the mean.",
]

TASKS = [
    "Add an alert on the error rate of {s} at {k} %.",
    "Write down how to restart {s} without an outage.",
    "Give calls from {s2} to {s} a time limit of {n} ms.",
    "Add {k} servers to the pool of {s}.",
    "Test restoring the backup of {s}.",
    "Remove the old setting from the template of {s}.",
    "Check certificates {k} weeks before they expire.",
    "Load-test {s} with {k} times the usual traffic.",
    "Put the owner of {s} on the [list of services](https://example.org/services).",
]

REASONS_TO_DROP = [
    "{S} is replaced this year.",
    "The risk is accepted.",
    "Another task covers it.",
]
