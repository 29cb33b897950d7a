"""Files as bytes: encodings, size, line ends. Whatever they hold, reading answers with problems, and soon."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postmortems.reading.incident import Reading, read
from postmortems.reading.text import MAX_BYTES
from postmortems.reading.tree import FAST
from postmortems.settings import Settings
from tests.reading.cases import GOOD, GOOD_ID, edited

DATA = GOOD.encode()
SETTINGS = Settings()


def reading_of(data: bytes, loader: type = FAST) -> Reading:
    return read(data, path="incident.yaml", id_=GOOD_ID, settings=SETTINGS, loader=loader)


def found(data: bytes) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in reading_of(data).problems]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + DATA, id="a byte order mark at the start"),
        pytest.param(DATA.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(DATA.rstrip(b"\n"), id="no line end at the end"),
        pytest.param(DATA + b"\n\n\n", id="blank lines at the end"),
        pytest.param(b"# A comment.\n---\n" + DATA, id="a document mark at the start"),
        pytest.param(DATA + b"...\n", id="a document mark at the end"),
        pytest.param(DATA + b"#" * (MAX_BYTES - len(DATA)), id="256 KiB exactly"),
    ],
)
def test_ordinary_files_are_accepted(data: bytes) -> None:
    assert [] == found(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", "0:0 empty", id="nothing"),
        pytest.param(b"\xef\xbb\xbf", "0:0 empty", id="a byte order mark alone"),
        pytest.param(b"\xef\xbb\xbf" * 2 + DATA, "1:1 unseen-character", id="two byte order marks"),
        pytest.param(GOOD.encode("utf-16"), "0:0 encoding", id="UTF-16"),
        pytest.param(GOOD.encode("utf-32"), "0:0 encoding", id="UTF-32"),
        pytest.param(GOOD.encode("utf-16-be"), "1:1 unseen-character", id="UTF-16 without a mark"),
        pytest.param(edited({1: "title: Störung"}).encode("latin-1"), "1:10 encoding", id="Latin-1"),
        pytest.param(DATA.replace(b"The alert", b"The \xff alert"), "17:19 encoding", id="byte FF"),
        pytest.param(DATA.replace(b"The alert", b"\xc0\xbcb"), "17:15 encoding", id="overlong"),
        pytest.param(DATA.replace(b"The alert", b"\xed\xa0\x80"), "17:15 encoding", id="surrogate"),
        pytest.param(DATA.replace(b"The alert", b"The \0 alert"), "17:19 unseen-character", id="NUL"),
        pytest.param(DATA.replace(b"\n", b"\r"), "1:52 unseen-character", id="line ends of old Macs"),
        pytest.param(b"\0" * 1000, "1:1 unseen-character", id="nothing but NUL"),
        pytest.param(DATA + b"#" * (MAX_BYTES - len(DATA) + 1), "0:0 file-size", id="a byte over 256 KiB"),
        pytest.param(DATA + b"\n" * 1_000_000, "0:0 file-size", id="a million blank lines"),
    ],
)
def test_other_files_have_one_problem(data: bytes, problem: str) -> None:
    assert problem == found(data)[0]
    assert len({line.partition(":")[0] for line in found(data)}) == len(found(data))


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    reading = reading_of(data)
    assert reading.incident is None
    assert reading.problems


@given(st.text(st.sampled_from("ab:-#&*!|>'\"%@`[]{},?~ \n"), max_size=60), st.integers(1, 43))
def test_both_parsers_agree_on_any_line(typed: str, line: int) -> None:
    """Also on broken YAML, where libyaml places its errors elsewhere."""
    data = edited({line: typed}).encode()
    assert reading_of(data).problems == reading_of(data, yaml.SafeLoader).problems


@given(st.text(max_size=40), st.integers(1, 43))
def test_no_character_makes_reading_fail(typed: str, line: int) -> None:
    reading = reading_of(edited({line: typed}).encode("utf-8", "surrogatepass"))
    assert (reading.incident is None) == bool(reading.problems)


def codes(data: bytes) -> set[str]:
    return {problem.code for problem in reading_of(data).problems}


@pytest.mark.parametrize("sign", ["x", "*", "_", "`", "[", "![", "[a][", "<", "<!--", "&", "|", "\\", "@", "> "])
def test_a_long_row_of_signs_is_ordinary_text(sign: str) -> None:
    assert set() == codes(edited({30: "  " + sign * (10_000 // len(sign))}).encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"[" * MAX_BYTES, "nesting", id="open brackets"),
        pytest.param(b"{" * MAX_BYTES, "nesting", id="open braces"),
        pytest.param(b"- " * (MAX_BYTES // 2), "nesting", id="lists on one line"),
        pytest.param(b"a: " * (MAX_BYTES // 3), "yaml", id="keys on one line"),
        pytest.param(b"? " * (MAX_BYTES // 2), "nesting", id="explicit keys"),
        pytest.param(b"&a " * (MAX_BYTES // 3), "yaml", id="anchors"),
        pytest.param(b"- a\n" * (MAX_BYTES // 4), "shape", id="a list of words"),
        pytest.param(b"--- a\n" * (MAX_BYTES // 6), "several-documents", id="documents"),
        pytest.param(b"".join(b"k%d: v\n" % n for n in range(9999)), "unknown-field", id="9,999 unknown fields"),
        pytest.param(b"a: b\n" * 9999, "duplicate-key", id="one key again and again"),
        pytest.param(edited({2: f"tags: [{'a, ' * 9999}]"}).encode(), "twice", id="one tag again and again"),
        pytest.param(edited({43: "    - task: x\n" * 9999}).encode(), "twice", id="one task"),
    ],
)
def test_a_large_file_of_nonsense_is_refused(data: bytes, code: str) -> None:
    assert code in codes(data)
