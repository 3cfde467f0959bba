"""What happens to series when clocks change, north and south, and at the far ends of the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence, next_after, occurrences, previous_before


def instants(rule: str, start: str, low: str, high: str) -> list[str]:
    """The occurrences as UTC times `MM-DD HH:MM`; the bounds are days in UTC."""
    after, before = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (low, high))
    found = occurrences(Recurrence(rule), Moment.from_text(start), after, before)
    return [f"{moment.utc('UTC'):%m-%d %H:%M}" for moment in found]


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Berlin", "2026-03-28", ["03-28 08:00", "03-29 07:00", "03-30 07:00"]),
        ("Europe/Berlin", "2026-10-24", ["10-24 07:00", "10-25 08:00", "10-26 08:00"]),
        ("Australia/Sydney", "2026-10-02", ["10-02 23:00", "10-03 22:00", "10-04 22:00"]),
        ("America/Santiago", "2026-04-04", ["04-04 12:00", "04-05 13:00", "04-06 13:00"]),
    ],
)
def test_nine_o_clock_stays_nine_o_clock(zone: str, day: str, expected: list[str]) -> None:
    low = datetime.fromisoformat(day).replace(tzinfo=UTC)
    found = occurrences(
        Recurrence("FREQ=DAILY"), Moment.from_text(f"2020-01-01T09:00[{zone}]"), low, low + timedelta(days=3)
    )
    assert [f"{moment.utc(zone):%m-%d %H:%M}" for moment in found] == expected


def test_a_skipped_time_moves_forward_and_keeps_its_name() -> None:
    start = "2026-03-27T02:30[Europe/Berlin]"
    assert instants("FREQ=DAILY", start, "2026-03-28", "2026-03-31") == [
        "03-28 01:30",
        "03-29 01:30",
        "03-30 00:30",
    ]
    found = next_after(
        Recurrence("FREQ=DAILY"), Moment.from_text(start), datetime(2026, 3, 28, 12, tzinfo=UTC)
    )
    assert str(found) == "2026-03-29T02:30[Europe/Berlin]"
    assert found is not None
    assert found.iso("UTC") == "2026-03-29T03:30:00+02:00"


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert instants("FREQ=DAILY", "2026-10-20T02:30[Europe/Berlin]", "2026-10-24", "2026-10-27") == [
        "10-24 00:30",
        "10-25 00:30",
        "10-26 01:30",
    ]


def test_half_hours_across_the_gap_never_share_an_instant() -> None:
    start = "2026-03-29T01:00[Europe/Berlin]"
    assert instants("FREQ=MINUTELY;INTERVAL=30;COUNT=8", start, "2026-03-28", "2026-03-30") == [
        "03-29 00:00",
        "03-29 00:30",
        "03-29 01:00",
        "03-29 01:30",
        "03-29 02:00",
        "03-29 02:30",
    ]


def test_odd_minutes_across_the_gap_come_in_the_order_of_time() -> None:
    rule = "FREQ=DAILY;BYHOUR=2;BYMINUTE=5,15,35"  # Lord Howe skips 02:00 to 02:30
    start = "2026-10-03T02:05[Australia/Lord_Howe]"
    assert instants(rule, start, "2026-10-03", "2026-10-04") == [
        "10-03 15:35",
        "10-03 15:45",
    ], "02:05 becomes 02:35, which is there already"


def test_a_day_that_a_zone_skipped_is_not_done_twice() -> None:
    start = "2011-12-28T09:00[Pacific/Apia]"
    assert instants("FREQ=DAILY;COUNT=5", start, "2011-12-27", "2012-01-03") == [
        "12-28 19:00",
        "12-29 19:00",
        "12-30 19:00",
        "12-31 19:00",
    ]


def test_until_in_utc_is_an_instant_even_in_the_hour_that_comes_twice() -> None:
    rule = "FREQ=MINUTELY;INTERVAL=30;UNTIL=20261025T010000Z"
    found = instants(rule, "2026-10-25T01:30[Europe/Berlin]", "2026-10-24", "2026-10-26")
    assert found == ["10-24 23:30", "10-25 00:00", "10-25 00:30"], "03:00 is later than the end"


@pytest.mark.parametrize(
    ("start", "until", "last"),
    [
        ("2026-11-01T09:00[Europe/Moscow]", "20261103T060000Z", "2026-11-03T09:00[Europe/Moscow]"),
        ("2026-11-01T09:00[Europe/Moscow]", "20261103T055959Z", "2026-11-02T09:00[Europe/Moscow]"),
        ("2026-11-01T09:00[Europe/Moscow]", "20261103T090000", "2026-11-03T09:00[Europe/Moscow]"),
        ("2026-11-01T23:00[Europe/Moscow]", "20261103", "2026-11-03T23:00[Europe/Moscow]"),
        ("2026-11-01T09:00", "20261103T060000Z", "2026-11-03T09:00"),
        ("2026-11-01", "20261103T235959Z", "2026-11-03"),
        ("2026-11-01", "20261103", "2026-11-03"),
    ],
)
def test_until_of_every_kind(start: str, until: str, last: str) -> None:
    found = previous_before(
        Recurrence(f"FREQ=DAILY;UNTIL={until}"),
        Moment.from_text(start),
        datetime(2027, 1, 1, tzinfo=UTC),
        home="Europe/Moscow",
    )
    assert str(found) == last


@pytest.mark.parametrize("year", [1999, 2037, 2038, 2099, 2100, 9000])
def test_the_last_friday_of_any_year(year: int) -> None:
    start = Moment.from_text("1990-01-26T17:00[Europe/Berlin]")
    at = datetime(year, 12, 1, tzinfo=UTC)
    found = next_after(Recurrence("FREQ=MONTHLY;BYDAY=-1FR"), start, at)
    assert found is not None
    assert (found.day.year, found.day.month, found.day.weekday()) == (year, 12, 4)
    assert found.day.day >= 25


def test_2100_is_no_leap_year() -> None:
    start = Moment.from_text("2096-02-29")
    found = occurrences(
        Recurrence("FREQ=YEARLY"),
        start,
        datetime(2090, 1, 1, tzinfo=UTC),
        datetime(2111, 1, 1, tzinfo=UTC),
    )
    assert [str(moment) for moment in found] == ["2096-02-29", "2104-02-29", "2108-02-29"]


def test_the_next_of_an_old_fast_series_is_found_at_once() -> None:
    start = Moment.from_text("1970-01-01T00:00:07[Europe/Moscow]")
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    secondly = Recurrence("FREQ=SECONDLY;INTERVAL=7")
    found = next_after(secondly, start, at)
    assert found is not None
    assert timedelta(0) < found.utc("UTC") - at <= timedelta(seconds=7)
    counted = Recurrence("FREQ=SECONDLY;INTERVAL=7;COUNT=900000000")
    assert next_after(counted, start, at) == found
    assert previous_before(counted, start, found) == Moment(found.local - timedelta(seconds=7), found.zone)


def test_a_series_ends_with_the_calendar() -> None:
    start = Moment.from_text("9998-01-01T09:00[UTC]")
    found = list(
        islice(occurrences(Recurrence("FREQ=MONTHLY"), start, start, datetime(9999, 12, 31, tzinfo=UTC)), 50)
    )
    assert str(found[-1]) == "9999-12-01T09:00[UTC]"
    assert next_after(Recurrence("FREQ=YEARLY"), start, found[-1]) is None


def test_a_count_in_the_last_centuries_is_counted() -> None:
    start = Moment.from_text("9998-01-01")
    found = occurrences(
        Recurrence("FREQ=DAILY;BYDAY=MO;COUNT=3"), start, start, datetime(9999, 1, 1, tzinfo=UTC)
    )
    assert [str(moment) for moment in found] == ["9998-01-05", "9998-01-12", "9998-01-19"]
