"""What one value means: whatever is written in its right form reads back as what was meant."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.reading import meant, values
from postmortems.reading.values import Wrong
from postmortems.shares import Count, Share
from postmortems.times import Zone
from postmortems.vocabulary import Word
from tests.building import zone

BERLIN = zone("Europe/Berlin")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MINUTES = st.builds(datetime.combine, DAYS, st.times()).map(lambda local: local.replace(second=0, microsecond=0))
"""Clock readings, of no zone yet."""
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
WORDS = st.sampled_from(
    [("", Word.EXACT), ("~", Word.ABOUT), ("~ ", Word.ABOUT), ("over ", Word.OVER), ("under ", Word.UNDER)]
)


@given(MINUTES, OFFSETS)
def test_a_time_with_its_offset_is_that_instant(local: datetime, offset: timezone) -> None:
    aware = local.replace(tzinfo=offset)
    moment = values.time(f"{aware:%Y-%m-%d %H:%M}{values._iso_offset(aware)}", BERLIN, None)  # noqa: SLF001
    assert aware == moment.instant
    assert not moment.to_the_second


@given(MINUTES, st.integers(0, 59), st.booleans())
def test_a_time_is_told_on_the_clock_of_the_report(local: datetime, second: int, about: bool) -> None:
    fixed = Zone("+03:00", timezone(timedelta(hours=3)))
    moment = values.time(f"{'~' * about}{local:%Y-%m-%d %H:%M}:{second:02}", fixed, None)
    assert local.replace(second=second) == moment.local.replace(tzinfo=None)
    assert moment.to_the_second
    assert about == moment.about


@given(MINUTES)
def test_a_clock_time_keeps_the_day_it_is_given(local: datetime) -> None:
    utc = Zone("UTC", UTC)
    assert local == values.time(f"{local:%H:%M}", utc, local.date()).instant.replace(tzinfo=None)


@given(MINUTES, st.sampled_from(["Europe/Berlin", "America/New_York", "Africa/Nairobi", "Australia/Lord_Howe"]))
def test_on_a_clock_that_changes_a_time_is_one_instant_or_an_error(local: datetime, name: str) -> None:
    there = zone(name)
    instants = {
        instant
        for fold in (0, 1)
        if (instant := local.replace(tzinfo=there.tzinfo, fold=fold).astimezone(UTC))
        .astimezone(there.tzinfo)
        .replace(tzinfo=None)
        == local
    }
    typed = f"{local:%Y-%m-%d %H:%M}"
    if len(instants) == 1:
        assert instants == {values.time(typed, there, None).instant}
    else:
        with pytest.raises(Wrong) as caught:
            values.time(typed, there, None)
        assert {0: "time-skipped", 2: "time-twice"}[len(instants)] == caught.value.code


@given(
    MINUTES,
    st.sampled_from(
        ["%d.%m.%Y %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%dT%H:%M", "%Y%m%d %H:%M", "%d %B %Y %H:%M", "%B %d, %Y %H:%M"]
    ),
)
def test_a_time_in_another_form_is_shown_in_its_own(local: datetime, form: str) -> None:
    assert f"write {local:%Y-%m-%d %H:%M}" == meant.time(local.strftime(form), None)


@given(MINUTES)
def test_a_time_of_half_a_day_is_shown_in_its_own_form(local: datetime) -> None:
    assert f"write {local:%H:%M}" == meant.time(f"{local:%I:%M %p}".lstrip("0"), local.date())


@given(st.text(max_size=70), st.none() | DAYS)
def test_what_is_shown_instead_is_itself_a_time(text: str, day: date | None) -> None:
    """Or says in words what to write."""
    shown = meant.time(text, day)
    if shown and shown.startswith("write ") and shown[6].isdigit() and " or " not in shown:
        values.time(shown.removeprefix("write ").partition(";")[0], Zone("UTC", UTC), day)


@given(DAYS)
def test_a_day_reads_back(day: date) -> None:
    assert day == values.day(str(day))


@given(
    WORDS,
    st.decimals(0, 100, places=4),
    st.sampled_from(["%", " %"]),
    st.sampled_from([None, "requests", "log-ins in Kenya"]),
)
def test_a_share_keeps_its_number_its_word_and_what_it_is_of(
    word: tuple[str, Word], number: Decimal, sign: str, of: str | None
) -> None:
    typed = f"{word[0]}{number.normalize():f}{sign}{f' of {of}' if of else ''}"
    if (word[1], number) in {(Word.OVER, Decimal(100)), (Word.UNDER, Decimal(0))}:
        with pytest.raises(Wrong):
            values.share(typed)
    else:
        assert Share(number, word[1], of) == values.share(typed)


@given(WORDS, st.integers(0, 10**15 - 1))
def test_a_count_keeps_its_number_and_its_word(word: tuple[str, Word], number: int) -> None:
    assert Count(number, word[1]) == values.count(f"{word[0]}{number}")


@given(OFFSETS)
def test_a_fixed_offset_is_a_zone(offset: timezone) -> None:
    name = values._iso_offset(datetime(2025, 1, 1, tzinfo=offset))  # noqa: SLF001
    found = values.zone(name)
    assert name == found.name
    assert offset.utcoffset(None) == found.tzinfo.utcoffset(None)


def test_every_zone_of_a_place_is_known_and_no_other() -> None:
    names = values._zone_names()  # noqa: SLF001
    assert {"Africa/Nairobi", "Europe/Kyiv", "America/Argentina/Buenos_Aires"} <= names
    assert not [name for name in names if "/" not in name or name.startswith("Etc/")]
    for name in names:
        assert name == values.zone(name).name


@given(st.text(max_size=80))
@pytest.mark.parametrize(
    "read", [values.zone, values.share, values.count, values.day, values.url, values.slug, values.incident_id]
)
def test_any_other_text_is_answered_with_what_to_write(read: Callable[[str], object], text: str) -> None:
    wrong = None
    try:
        read(text)
    except Wrong as caught:
        wrong = caught
    assert wrong is None or (wrong.code and wrong.message and wrong.help)


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("nairobi", ("Africa/Nairobi",)),
        ("europe / zurich", ("Europe/Zurich",)),
        ("Europe/Zur", ("Europe/Zurich",)),
        ("Zaporo", ("Europe/Zaporozhye",)),
        ("new york", ("America/New_York",)),
        ("IST", ()),  # no beginning of Istanbul
        ("", ()),
        ("Atlantis", ()),
    ],
)
def test_a_zone_is_found_by_its_city_and_by_how_it_begins(text: str, zones: tuple[str, ...]) -> None:
    assert zones == values.zones_like(text)


@pytest.mark.parametrize("text", ["9" * 16, "~1000000000000000", "over 1_000_000_000_000_000"])
def test_too_many_people_are_no_number_of_them_in_any_form(text: str) -> None:
    with pytest.raises(values.Wrong, match="is not a number of people"):
        values.count(text)
