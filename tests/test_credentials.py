"""What looks like a secret, what does not, and how it is covered."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.credentials import COVER, Cover, covered, find
from tests.project import ROOT
from tests.secrets_made_up import KEY_BODY, LETTERS, PRIVATE_KEY, TOKENS

RANDOM = LETTERS[:32]
SLASHES = "wJ4l/rXUt7n/FEMI+K7/MDENG8b/PxRf9/iCYzQ/"
SIGNATURE = "aB%2Fc1D2e3F4g5H6i7J8k9L0%2Bm1N2o3P4q5R6s7T8%3D"
HEX = "9f86d081884c7d659a2feaa0c55ad015"


def hidden(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find(text)]


@pytest.mark.parametrize(("what", "token"), TOKENS.items(), ids=list(TOKENS))
def test_a_token_is_known_by_how_it_begins(what: str, token: str) -> None:
    text = f"The token {token} was in the log."
    (found,) = find(text)
    assert (what, token) == (found.what, text[found.start : found.end])


@pytest.mark.parametrize("before", ["\\n", "\\r\\n", "%3D", "%20", "x_", "KEY_", "=", '"', "-", "/"])
@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_a_token_may_stand_right_behind_something_else(before: str, token: str) -> None:
    assert [token] == hidden(f'"It was {before}{token}"')


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password=hunter2", "hunter2"),
        ("password=swordfish", "swordfish"),
        ("Password: hunter2", "hunter2"),
        ("DB_PASSWORD=hunter2", "hunter2"),
        ("MYSQL_PWD=hunter2", "hunter2"),
        ("the passphrase: `correct horse battery`", "correct horse battery"),
        ('{"password":"swordfish","x":1}', "swordfish"),
        (r'"{\"password\": \"swordfish\"}"', "swordfish"),
        ("the password was 'swordfish'", "swordfish"),
        ("mysql --password hunter2 -h db", "hunter2"),
        ("mysql --password=swordfish -h db", "swordfish"),
        ("?user=a&password=ab,cd;ef!", "ab,cd;ef!"),
        ("postgres://app:swordfish@db.example.org/app", "swordfish"),
        ("redis://:p@ss/word@cache:6379", "p@ss/word"),
        (f"api_key: {RANDOM}", RANDOM),
        (f"the API key is {RANDOM}", RANDOM),
        (f"SECRET={HEX}", HEX),
        (f'"accessToken": "{RANDOM}"', RANDOM),
        (f"AccountKey={RANDOM}{RANDOM}==", f"{RANDOM}{RANDOM}=="),
        (f"Authorization: Bearer {RANDOM}", RANDOM),
        (f"https://files.example.org/a?X-Amz-Signature={HEX}{HEX}", HEX * 2),
        ("token: 1b4e28ba-2fa1-41d2-883f-0016d3cca427", "1b4e28ba-2fa1-41d2-883f-0016d3cca427"),
        ("DB_PASS=swordfish", "swordfish"),
        ("APP_DB_PASS: 'swordfish'", "swordfish"),
        ("smtp_pass=swordfish", "swordfish"),
        ("/login?user=a&pass=swordfish", "swordfish"),
        ("/go?to=x%3Fpassword%3Dswordfish", "swordfish"),
        (f"/go?to=x%3Ftoken%3d{RANDOM}", RANDOM),
        ("curl -u admin:swordfish https://example.org", "swordfish"),
        ("curl -s -X POST --user 'admin:swordfish' https://example.org", "swordfish"),
        ("curl -uadmin:swordfish https://example.org", "swordfish"),
        (f"SECRET_KEY_BASE={HEX}", HEX),
        (f"secret_key_base: {HEX * 4}", HEX * 4),
        (f"aws_secret_access_key = {SLASHES}", SLASHES),
        (f"SecretAccessKey: {SLASHES},", SLASHES),
        (f"https://discord.com/api/webhooks/123456789012345678/{RANDOM}_{RANDOM}", f"{RANDOM}_{RANDOM}"),
        (f"https://discordapp.com/api/v10/webhooks/123456789012345678/{RANDOM}", RANDOM),
        (rf'"It was:\nBearer {RANDOM}"', RANDOM),
        (rf'"It was:\nkey: {RANDOM}"', RANDOM),
        (f"https://a.blob.core.windows.net/b?sv=2022-11-02&sr=b&sig={SIGNATURE}", SIGNATURE),
        (f"https://a.blob.core.windows.net/b?sig={SIGNATURE}&se=2024-01-01", SIGNATURE),
        (f"?sv=2022-11-02&amp;sig={SIGNATURE}", SIGNATURE),
        (f"/go?to=x%3Fsv%3D2022%26sig%3D{SIGNATURE}", SIGNATURE),
        ("mysql -pS3cret99", "S3cret99"),
        ("mysql -h db -uroot -pswordfish shop", "swordfish"),
        ("mysqldump --all-databases -p'S3cret99' >dump", "S3cret99"),
        ("pass: S3cret!!", "S3cret!!"),
        ("They logged in as admin, pass: S3cret!!", "S3cret!!"),
        ("Log in with admin/pass = 'S3cret99'", "S3cret99"),
        ("user admin pass: S3cret99.", "S3cret99."),
        ("Passwort: Geheim123", "Geheim123"),
        ("Das Kennwort: 'Schwertfisch'", "Schwertfisch"),
        ("mot de passe : Secret123", "Secret123"),
    ],
)
def test_a_value_behind_its_word_is_a_secret(text: str, secret: str) -> None:
    assert [secret] == hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "The password= parameter was logged (redacted).",
        "Nobody could change their password: the form was down.",
        "The wrong password: users saw error 403.",
        "password: 12-character minimum",
        "password=*** password=<password> password=${DB_PASSWORD} password=xxxx password=[redacted]",
        "password=os.environ['DB'] password=get_secret(name) password=None password: required",
        "the password was reset",
        "postgres://user:password@host/db",
        "https://example.org:8080/@user https://example.org/a:b@c",
        "passwords: 4200 of them; a password manager",
        "the cache key: 9f86d081884c7d659a2feaa0c55ad015",
        f"NextToken: {RANDOM}, s3Key: {HEX}",
        f"token: {RANDOM}EXAMPLE",
        "partition key = 2023-10-20-results-day-login",
        "token: the-session-token-of-2023-10",
        "the key is in /etc/ssl/private/server2023.pem",
        "primary key: 1b4e28ba-2fa1-41d2-883f-0016d3cca427",
        "task-1234567890-abcdefghij commit 9f86d081884c7d659a2feaa0c55ad0159f86d081",
        "a sk-learn model, ghp_short, AKIA, eyJ",
        "The signing key expired; the token bucket: 5 tokens.",
        "task-1234567890 task_live_a1b2c3d4e5f6g7 orders_pk_test_constraint my_sk_test_helpers",
        "the secret github_pat_for_the_deployment_job was renamed; blood_glc_measurements_of_the_last_quarter",
        "tests_pass=everywhere did_pass: yes1234 on the second pass: a1b2c3d4 of them; FIRST_PASS=100 BYPASS=allways",
        "docker run -u 1000:1000 app; curl -u user:password; curl -u $USER:$PASS; curl -u admin: https://a:8080/b",
        "curl -s https://example.org:8443/update-user:all and curl said: -u needs a name",
        "secret: /var/lib/kubernetes/pki/Serving2023/keys and the secret is in vault/Teams/Payments/Production2",
        f"SECRET_KEY_BASE was rotated; SECRET_KEY_BASE=<hidden>; secret_key_base: {'0' * 64}",
        "https://discord.com/api/webhooks/ and https://discord.com/channels/123456789012345678/123456789012345678",
        "commit 9f86d081884c7d659a2feaa0c55ad0159f86d081 1b4e28ba-2fa1-41d2-883f-0016d3cca427 100%25 of a%20b",
        "mysql -p -h db; mysql -P3306; mysql -p$PASS -p<password> -p***; mysql --port=3306 --protocol=tcp --pager=less",
        "docker run --name mysql -p3306:3306 mysql -p127.0.0.1:3306:3306/tcp; the mysql-proxy and mysql -ppassword",
        "Every test did pass: Node3aOfTwo was fine. The first pass: Node3aOfTwo. Pass: v1.2.3-rc1 and pass: 120ms",
        "PASS: Dwarf5AndLater. PASS: x86_64-AVX512. Pass: Dwarf5; pass: linux_x86_64; pass: amd64+i386",
        "by-pass: Node3aOfTwo compass: Node3aOfTwo the tests pass: Node3aOfTwo; a mysql dump with the option -progress",
        "Passwort: vergessen. Passwort: ******** Kennwort: unbekannt",
        "?sig=the-signature-of-the-file-in-words and &sig=EXAMPLEa1B2c3D4e5F6g7H8 and &sig=short1",
        "gsk_the_tests_of_the_kernel gsk_abcdefghijklmnopqrstuvwxyz figd_a_name_that_is_written_out lin_api_key",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
    ],
)
def test_what_only_speaks_of_secrets_is_none(text: str) -> None:
    assert [] == hidden(text)


PARTS = ("pass: ", "mysql -p ", "mysql ", "?sig=%2F", "Passwort: ", "gsk_", "figd_-", "nvapi-a", "lin_api_", "PMAK-0a-")


@pytest.mark.parametrize("part", PARTS)
def test_no_text_takes_longer_than_its_length(part: str) -> None:
    text = part * (200_000 // len(part))
    began = perf_counter()
    find(text)
    assert perf_counter() - began < 3


def test_secrets_that_overlap_are_one() -> None:
    token = TOKENS["a GitHub token"]
    (found,) = find(f"password={token},{token}")
    assert ("a GitHub token", len("password="), len(f"password={token},{token}")) == (
        found.what, found.start, found.end
    )  # fmt: skip


def test_a_private_key_is_covered_to_its_end() -> None:
    lines = ["root_cause: |", *(f"  {line}" for line in PRIVATE_KEY), "  It was in the log."]
    shown = covered("\n".join(lines)).split("\n")
    assert [lines[0], lines[-1]] == [shown[0], shown[-1]]
    assert list(map(len, lines)) == list(map(len, shown))
    assert {COVER, " "} == set("".join(shown[1:-1]))


def test_a_private_key_without_an_end_is_covered_as_far_as_it_goes() -> None:
    shown = covered("\n".join([*PRIVATE_KEY[:-1], "And then all was quiet."]))
    assert KEY_BODY[:10] not in shown
    assert shown.endswith("\nAnd then all was quiet.")


@given(st.text(alphabet="pasword=:@/\"'` \nAb1-", max_size=60))
def test_covering_moves_no_character(text: str) -> None:
    shown = covered(text)
    assert len(text) == len(shown)
    assert all(after in {before, COVER} for before, after in zip(text, shown, strict=True))


SECRET = TOKENS["a GitHub token"]


@pytest.mark.parametrize(
    "message",
    [
        f"{SECRET!r} is not a slug",
        f"{SECRET[:30]}… is not a slug",
        f"write {SECRET.lower().replace('_', '-')}",
        f'quote the text: "{SECRET[:12]}\\"{SECRET[12:]}"',
    ],
)
def test_a_message_does_not_give_a_secret_away(message: str) -> None:
    told = Cover(f"tags: [{SECRET}]").message(message)
    assert not [i for i in range(len(SECRET) - 6) if SECRET[i : i + 6].lower() in told.lower()]
    assert COVER in told


def test_a_message_keeps_what_is_no_secret() -> None:
    assert "this looks like a private key" == Cover("\n".join(PRIVATE_KEY)).message("this looks like a private key")
    message = "`title` has 120 characters; the limit is 100"
    assert message == Cover("password=hunter2").message(message)
    assert message == Cover("x").message(message)


@pytest.mark.parametrize("path", sorted((ROOT / "incidents").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_reports_of_the_archive_hold_no_secret(path: Path) -> None:
    assert [] == hidden(path.read_text("utf-8"))
