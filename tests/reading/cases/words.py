"""Words of closed lists."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    # -- by
    refused("detected by: customers", {18: "    by: customers"}, "unknown-word"),
    refused("detected by: [customer]", {18: "    by: [customer]"}, "shape"),
    accepted("detected by: partner", {18: "    by: partner"}),
    accepted("detected by: unknown", {18: "    by: unknown"}),
    # -- what happened to a service
    refused("state of a service: data loss", {9: "    checkout: data loss"}, "unknown-word"),
    refused("state of a service: [down, slow]", {9: "    checkout: [down, slow]"}, "shape"),
    refused("state of a service: 0", {9: "    checkout: 0"}, "unknown-word"),
    refused("state of a service: partial-outage", {9: "    checkout: partial-outage"}, "unknown-word"),
    accepted("state of a service: slow", {9: "    checkout: slow"}),
    accepted("state of a service: data-loss", {9: "    checkout: data-loss"}),
    # -- severity
    refused("severity `1`: only if the site's list has it", {3: "severity: 1"}, "unknown-word"),
)
