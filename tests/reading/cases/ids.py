"""Ids of other incidents and former ids."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    # -- related
    refused("related: a text instead of a list", {3: "related: 2019-01-01-x"}, "shape"),
    refused("related: malformed id", {3: "related: [Never Happened]"}, "id-form"),
    refused("related: a path", {3: "related: [../x]"}, "id-form"),
    refused("related: a mapping", {3: "related: {id: x}"}, "shape"),
    refused("the report itself", {3: "related: [2025-03-14-pool-change]"}, "related-self"),
    # -- aliases
    refused("aliases: malformed id", {3: "aliases: [Old Name]"}, "id-form"),
    refused("aliases: no date", {3: "aliases: [old-name]"}, "id-form"),
    refused("aliases: a path", {3: "aliases: [../../index]"}, "id-form"),
    refused("aliases: a slash", {3: "aliases: [2025-03-14-a/b]"}, "id-form"),
    refused("aliases: the same twice", {3: "aliases: [2025-03-14-old-one, 2025-03-14-old-one]"}, "twice"),
    accepted("two former ids", {3: "aliases: [2025-03-13-checkout-outage, 2025-03-14-payments-outage]"}),
    refused("no former ids", {3: "aliases: []"}, "empty"),
)
