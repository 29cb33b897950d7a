"""What leads to a person, and the many numbers that do not."""

import pytest

from tests.lints.warned import changed, said, warned


@pytest.mark.parametrize(
    "sentence",
    [
        "Write to ada.lovelace+ops@analytical-engines.co.uk.",
        "[Write to us](mailto:status@analytical.engine.com)",
        "<ada@engines.ch>",
        "It came from ada@müller.ch, twice.",
    ],
)
def test_an_e_mail_address_is_found(sentence: str) -> None:
    assert {"email-address"} == said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Write to somebody@example.org.",
        "The clone of git@github.com:example/postmortems.git failed.",
        "ssh -T git@github.com hung.",
        "`ssh ada@engines.ch` hung.",
        "They logged in as root@db1.internal and root@db1.",
        "https://medium.com/@ada/engines.html",
        "The package left@2.0.1 and @scope/left.",
        "The decorator @app.route ran at 20:00@UTC.",
    ],
)
def test_what_only_has_an_at_sign_is_no_e_mail_address(sentence: str) -> None:
    assert set() == said(sentence)


@pytest.mark.parametrize(
    "number",
    [
        "+41 44 668 18 00",
        "+1 (415) 555-0100",
        "+44 (0)20 7946 0958",
        "+14155550100",
        "+254.20.555.0143",
        "(415) 555-0100",
        "415-555-0100",
        "415.555.0100",
        "044 668 18 00",
        "0800 123 456",
        "phone 555-0143",
        "Tel.: 668 18 00",
        "the hotline is 66 81 800",
    ],
)
def test_a_telephone_number_is_found(number: str) -> None:
    assert {"telephone-number"} == said(f"Customers rang ({number}) all evening.")


@pytest.mark.parametrize(
    "text",
    [
        "From 2023-10-20 20:00 to 2023-10-20 22:00+03:00, at +05:30 and 20:00:15.",
        "On 20.10.2023, 10/20/2023 and 20-10-2023.",
        "10.0.0.1, 192.168.100.200, 255.255.255.0 and 203.0.113.7:8080",
        "Version 4.18.0-553.16.1 and build 20231020.1234.5678",
        "4 200 000 users, 10,000,000 rows, 1 000 000 000 requests, +1 000 000 requests",
        "Case 415-555-0100, ticket 0123 456 7890 and order 212.555.1234",
        "1b4e28ba-2fa1-4155-8830-0016d3cca427, INC-2023-10-20 and #1234567890",
        "It was called 12345678 times; the call 20231020 2000 failed.",
        "Phone orders fell by 1 200 000; mobile 2023-10-20 20:00; the phone queue held 4200.",
        "4111 1111 1111 1111 is a card for tests.",
        "`+41 44 668 18 00` and https://example.org/+41-44-668-18-00",
        "A rise of +12345678 and of +250 %, then +3 2023-10-20.",
        "Ports 8080 8081 8082 8083, codes 0x0800 and 0777.",
        "1698777600 to 1698784800 (Unix time), -122.4194 +37.774929",
    ],
)
def test_times_counts_and_ids_are_no_telephone_numbers(text: str) -> None:
    assert set() == said(text)


def test_names_of_teams_and_titles_are_read_too() -> None:
    text = changed("to: Infrastructure", "to: ada@engines.ch, +41 44 668 18 00")
    assert ["29:9 email-address", "29:25 telephone-number"] == warned(text)
