"""Dates beside the rule, exceptions, days off, and the decisions where the RFC leaves room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import (
    Recurrence,
    Shift,
    first,
    month_safe_days,
    next_after,
    occurrences,
    previous_before,
)


class RussianNovember:
    """Monday to Friday; the 4th of November 2026 is a holiday, Saturday the 28th is worked."""

    def is_working_day(self, day: date) -> bool:
        if day == date(2026, 11, 28):
            return True
        return day.weekday() < 5 and day != date(2026, 11, 4)


CALENDAR = RussianNovember()


def days(recurrence: Recurrence, start: str, low: str, high: str) -> list[str]:
    after, before = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (low, high))
    found = occurrences(recurrence, Moment.from_text(start), after, before, calendar=CALENDAR)
    return [str(moment) for moment in found]


def test_every_working_day_knows_holidays_and_worked_saturdays() -> None:
    found = days(Recurrence("FREQ=DAILY", workdays=True), "2026-01-01", "2026-11-02", "2026-11-09")
    assert found == ["2026-11-02", "2026-11-03", "2026-11-05", "2026-11-06"]
    assert days(Recurrence("FREQ=DAILY", workdays=True), "2026-01-01", "2026-11-28", "2026-11-30") == [
        "2026-11-28"
    ]


@pytest.mark.parametrize(
    ("position", "expected"),
    [("-1", "2026-11-30"), ("1", "2026-11-02"), ("3", "2026-11-05"), ("15", "2026-11-23")],
)
def test_the_nth_working_day_of_the_month(position: str, expected: str) -> None:
    recurrence = Recurrence(f"FREQ=MONTHLY;BYSETPOS={position}", workdays=True)
    assert days(recurrence, "2020-01-15", "2026-11-01", "2026-12-01") == [expected]


def test_the_last_working_day_of_the_year_and_of_the_week() -> None:
    yearly = Recurrence("FREQ=YEARLY;BYSETPOS=-1", workdays=True)
    assert days(yearly, "2020-01-15", "2026-01-01", "2027-01-01") == ["2026-12-31"]
    weekly = Recurrence("FREQ=WEEKLY;BYSETPOS=-1", workdays=True)
    assert days(weekly, "2020-01-15", "2026-11-23", "2026-11-30") == ["2026-11-28"]


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (Shift.NONE, ["2026-11-01", "2026-11-04", "2026-11-21"]),
        (Shift.NEXT, ["2026-11-02", "2026-11-05", "2026-11-23"]),
        (Shift.PREVIOUS, ["2026-11-03", "2026-11-20"]),
    ],
)
def test_days_off_shift_to_a_working_day(shift: Shift, expected: list[str]) -> None:
    recurrence = Recurrence("FREQ=MONTHLY;BYMONTHDAY=1,4,21", shift=shift)
    assert days(recurrence, "2020-01-01", "2026-11-01", "2026-11-30") == expected


def test_an_occurrence_may_be_shifted_into_the_window_from_outside() -> None:
    recurrence = Recurrence("FREQ=MONTHLY;BYMONTHDAY=1", shift=Shift.PREVIOUS)
    assert days(recurrence, "2020-01-01", "2026-10-30", "2026-10-31") == ["2026-10-30"]


def test_two_occurrences_shifted_to_one_day_become_one() -> None:
    recurrence = Recurrence("FREQ=WEEKLY;BYDAY=SA,SU,MO", shift=Shift.NEXT)
    assert days(recurrence, "2026-11-01", "2026-11-14", "2026-11-21") == ["2026-11-16"]


def test_dates_beside_the_rule_and_exceptions() -> None:
    recurrence = Recurrence(
        "FREQ=WEEKLY",
        dates=(
            Moment.from_text("2026-11-05T08:00[UTC]"),
            Moment.from_text("2026-11-09T09:00[Europe/Moscow]"),
        ),
        excluded=(Moment.from_text("2026-11-16T06:00[UTC]"), Moment(date(2026, 11, 23))),
    )
    assert days(recurrence, "2026-11-02T09:00[Europe/Moscow]", "2026-11-01", "2026-12-02") == [
        "2026-11-02T09:00[Europe/Moscow]",
        "2026-11-05T11:00[Europe/Moscow]",
        "2026-11-09T09:00[Europe/Moscow]",
        "2026-11-30T09:00[Europe/Moscow]",
    ]


def test_a_date_beside_the_rule_may_lie_after_its_end() -> None:
    recurrence = Recurrence("FREQ=DAILY;UNTIL=20261103", dates=(Moment(date(2026, 11, 20)),))
    assert days(recurrence, "2026-11-03", "2026-11-01", "2026-12-01") == ["2026-11-03", "2026-11-20"]


def test_an_exception_counts_towards_count() -> None:
    recurrence = Recurrence("FREQ=DAILY;COUNT=3", excluded=(Moment(date(2026, 11, 3)),))
    assert days(recurrence, "2026-11-02", "2026-11-01", "2026-12-01") == ["2026-11-02", "2026-11-04"]


def test_without_a_rule_the_start_and_the_dates_are_the_series() -> None:
    recurrence = Recurrence("", dates=(Moment(date(2026, 11, 20)), Moment(date(2026, 11, 10))))
    assert days(recurrence, "2026-11-15", "2026-11-01", "2026-12-01") == [
        "2026-11-10",
        "2026-11-15",
        "2026-11-20",
    ]


def test_a_start_that_the_rule_does_not_give_is_no_occurrence() -> None:
    found = first(Recurrence("FREQ=WEEKLY;BYDAY=MO"), Moment.from_text("2026-11-18T09:00[UTC]"))
    assert str(found) == "2026-11-23T09:00[UTC]"


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        # Where dateutil and others differ, RFC 8984 says what the start fills in.
        ("FREQ=YEARLY;BYMONTHDAY=15", "2026-03-01", ["2026-03-15", "2027-03-15"]),
        ("FREQ=YEARLY;BYWEEKNO=20", "2026-01-01", ["2026-05-14", "2027-05-20"]),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2026-01-01", ["2027-01-03", "2033-01-02"]),
        ("FREQ=MONTHLY", "2026-01-31", ["2026-01-31", "2026-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-01-31", ["2026-01-31", "2026-02-28"]),
        # BYSETPOS counts over the whole first week, also over its days before the start.
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2026-11-19", ["2026-11-25", "2026-12-02"]),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-11-18", ["2026-11-23", "2026-11-30"]),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=SA", "2026-11-20", ["2026-11-28", "2026-12-12"]),
    ],
)
def test_decisions(rule: str, start: str, expected: list[str]) -> None:
    found = occurrences(
        Recurrence(rule),
        Moment.from_text(start),
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2040, 1, 1, tzinfo=UTC),
    )
    assert [str(next(found)) for _ in expected] == expected


def test_a_leap_second_is_the_last_second_of_its_minute() -> None:
    found = first(Recurrence("FREQ=DAILY;BYSECOND=60"), Moment.from_text("2026-12-31T23:59[UTC]"))
    assert str(found) == "2026-12-31T23:59:59[UTC]"


@pytest.mark.parametrize(("day", "months"), [(31, 12), (30, 12), (29, 12), (28, 12), (5, 12)])
def test_month_safe_rules_occur_every_month(day: int, months: int) -> None:
    found = days(Recurrence(f"FREQ=MONTHLY;{month_safe_days(day)}"), "2026-01-01", "2026-01-01", "2027-01-01")
    assert len(found) == months
    assert found[1] == f"2026-02-{min(day, 28):02}"
    assert found[0] == f"2026-01-{day:02}"


def test_floating_and_all_day_series_are_read_where_the_reader_is() -> None:
    low = datetime(2026, 11, 20, 21, tzinfo=UTC)  # midnight in Moscow
    high = low + timedelta(days=1)
    for start, expected in (("2026-11-01", "2026-11-21"), ("2026-11-01T00:30", "2026-11-21T00:30")):
        found = occurrences(
            Recurrence("FREQ=DAILY"), Moment.from_text(start), low, high, home="Europe/Moscow"
        )
        assert [str(moment) for moment in found] == [expected]


def test_neighbours_ask_for_strictly_later_and_earlier() -> None:
    recurrence, start = Recurrence("FREQ=DAILY"), Moment.from_text("2026-11-20T09:00[Europe/Moscow]")
    assert str(next_after(recurrence, start, start)) == "2026-11-21T09:00[Europe/Moscow]"
    assert previous_before(recurrence, start, start) is None


def test_a_window_needs_aware_bounds() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(InvalidValue):
        occurrences(Recurrence("FREQ=DAILY"), Moment(date(2026, 1, 1)), naive, naive)


def test_what_came_last_of_a_series_that_is_counted_from_its_start_is_found_in_one_walk() -> None:
    walks = 0

    class Counting:
        """Asked of each day once a walk."""

        def is_working_day(self, day: date) -> bool:
            nonlocal walks
            walks += day == date(2001, 10, 1)
            return day.weekday() < 5

    recurrence = Recurrence("FREQ=WEEKLY;BYMONTH=10;COUNT=20000", workdays=True)
    start = Moment(date(2001, 1, 1))
    now = datetime(2030, 1, 1, tzinfo=UTC)
    found = previous_before(recurrence, start, now, calendar=Counting())
    assert walks == 1
    assert found == [*occurrences(recurrence, start, datetime(2029, 1, 1, tzinfo=UTC), now)][-1]
    assert previous_before(recurrence, start, datetime(2001, 1, 1, tzinfo=UTC)) is None
