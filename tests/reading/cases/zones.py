"""Time zones: a place, UTC, or an offset."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    # -- timezone
    refused("no zone", {7: "  timezone: "}, "empty"),
    refused("typing error", {7: "  timezone: Europe/Berln"}, "time-zone"),
    refused("blanks around the slash", {7: "  timezone: Europe / Berlin"}, "time-zone"),
    refused("a city", {7: "  timezone: Berlin"}, "time-zone"),
    refused("abbreviation with three meanings", {7: "  timezone: IST"}, "time-zone"),
    refused("abbreviation", {7: "  timezone: WAT"}, "time-zone"),
    refused("GMT+3", {7: "  timezone: GMT+3"}, "time-zone"),
    refused("offset without a sign", {7: "  timezone: 03:00"}, "time-zone"),
    refused("offset of 25 hours", {7: "  timezone: +25:00"}, "time-zone"),
    refused("path", {7: "  timezone: ../../../../etc/passwd"}, "time-zone"),
    refused("an absolute path", {7: "  timezone: /etc/localtime"}, "time-zone"),
    refused("NUL character", {7: '  timezone: "Europe/Berlin\\0"'}, "time-zone", "unseen-character"),
    refused("another zone on every machine", {7: "  timezone: localtime"}, "time-zone"),
    refused("a list", {7: "  timezone: [Europe/Berlin]"}, "shape"),
    refused("two zones", {7: "  timezone: Europe/Berlin, UTC"}, "time-zone"),
    refused("at: words", {7: "  timezone: local time"}, "time-zone"),
    refused("a word", {7: "  timezone: unknown"}, "time-zone"),
    accepted("newer IANA name", {7: "  timezone: Europe/Kyiv"}),
    accepted("three parts", {7: "  timezone: America/Argentina/Buenos_Aires"}),
    accepted("fixed offset in quotes", {7: '  timezone: "+05:45"'}),
    refused("lower case", {7: "  timezone: utc"}, "time-zone"),
    refused("placeholder zone", {7: "  timezone: Factory"}, "time-zone"),
)
