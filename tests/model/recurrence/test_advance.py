"""Which occurrence is open after one is done, skipped or missed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import (
    Anchor,
    Missed,
    Recurrence,
    Shift,
    after_completion,
    missed_occurrences,
    next_when_done,
    next_when_skipped,
    open_at,
)

HOME = "Europe/Moscow"
MONDAY = "2026-11-16T09:00[Europe/Moscow]"
DAILY = "FREQ=DAILY"


def at(text: str) -> datetime:
    """A wall time in Moscow as an instant."""
    return Moment.from_text(f"{text}[{HOME}]").utc(HOME)


def done(recurrence: Recurrence, current: str, now: str) -> str:
    start = Moment.from_text(current)
    return str(next_when_done(recurrence, start, start, at(now), home=HOME))


@pytest.mark.parametrize(
    ("missed", "now", "expected"),
    [
        (Missed.KEEP, "2026-11-16T10:00", "2026-11-17T09:00[Europe/Moscow]"),
        (Missed.KEEP, "2026-11-19T10:00", "2026-11-20T09:00[Europe/Moscow]"),
        (Missed.KEEP, "2026-11-19T08:00", "2026-11-19T09:00[Europe/Moscow]"),
        (Missed.KEEP, "2026-11-14T10:00", "2026-11-17T09:00[Europe/Moscow]"),
        (Missed.STACK, "2026-11-19T10:00", "2026-11-17T09:00[Europe/Moscow]"),
        (Missed.SKIP, "2026-11-19T10:00", "2026-11-20T09:00[Europe/Moscow]"),
    ],
)
def test_done_late_or_early(missed: Missed, now: str, expected: str) -> None:
    assert done(Recurrence(DAILY, missed=missed), MONDAY, now) == expected


def test_an_all_day_task_done_today_is_open_tomorrow() -> None:
    assert done(Recurrence(DAILY), "2026-11-16", "2026-11-19T23:30") == "2026-11-20"


def test_the_end_of_the_series() -> None:
    assert done(Recurrence("FREQ=DAILY;COUNT=1"), MONDAY, "2026-11-16T10:00") == "None"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-16T23:00", MONDAY),  # its day is not over: it may still be done
        ("2026-11-17T00:30", "2026-11-17T09:00[Europe/Moscow]"),
        ("2026-11-19T08:00", "2026-11-19T09:00[Europe/Moscow]"),
        ("2026-11-19T12:00", "2026-11-19T09:00[Europe/Moscow]"),
    ],
)
def test_skip_moves_past_what_was_missed(now: str, expected: str) -> None:
    start = Moment.from_text(MONDAY)
    recurrence = Recurrence(DAILY, missed=Missed.SKIP)
    assert str(open_at(recurrence, start, start, at(now), home=HOME)) == expected
    kept = Recurrence(DAILY, missed=Missed.KEEP)
    assert open_at(kept, start, start, at(now), home=HOME) == start


def test_skip_within_a_day_moves_when_the_next_has_come() -> None:
    start = Moment.from_text(MONDAY)
    recurrence = Recurrence("FREQ=HOURLY", missed=Missed.SKIP)
    assert str(open_at(recurrence, start, start, at("2026-11-16T11:20"), home=HOME)) == (
        "2026-11-16T11:00[Europe/Moscow]"
    )


def test_skip_may_reach_the_end_of_the_series() -> None:
    start = Moment.from_text(MONDAY)
    recurrence = Recurrence("FREQ=DAILY;COUNT=2", missed=Missed.SKIP)
    assert open_at(recurrence, start, start, at("2026-11-25T10:00"), home=HOME) is None


def test_what_stack_has_in_store() -> None:
    start = Moment.from_text(MONDAY)
    found = missed_occurrences(Recurrence(DAILY), start, start, at("2026-11-18T09:00"), home=HOME)
    assert [str(moment.day) for moment in found] == ["2026-11-17", "2026-11-18"]
    many = missed_occurrences(
        Recurrence("FREQ=MINUTELY"), start, start, at("2027-11-18T09:00"), limit=7, home=HOME
    )
    assert len(many) == 7


def completed(rule: str, current: str, when: str, **extras: object) -> str:
    recurrence = Recurrence(rule, anchor=Anchor.COMPLETION, **extras)  # type: ignore[arg-type]
    return str(
        after_completion(recurrence, Moment.from_text(when), current=Moment.from_text(current), home=HOME)
    )


@pytest.mark.parametrize(
    ("rule", "current", "when", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=3", "2026-11-16", "2026-11-20T22:00[Europe/Moscow]", "2026-11-23"),
        (
            "FREQ=DAILY;INTERVAL=3",
            MONDAY,
            "2026-11-20T22:00[Europe/Moscow]",
            "2026-11-23T09:00[Europe/Moscow]",
        ),
        ("FREQ=DAILY;INTERVAL=3", MONDAY, "2026-11-20T22:00[UTC]", "2026-11-24T09:00[Europe/Moscow]"),
        ("FREQ=WEEKLY", "2026-11-16", "2026-11-20", "2026-11-27"),
        ("FREQ=MONTHLY", "2026-01-31", "2026-01-31T09:00[Europe/Moscow]", "2026-02-28"),
        ("FREQ=MONTHLY;INTERVAL=13", "2026-01-31", "2026-01-31", "2027-02-28"),
        ("FREQ=YEARLY", "2028-02-29", "2028-02-29", "2029-02-28"),
        (
            "FREQ=HOURLY;INTERVAL=12",
            MONDAY,
            "2026-11-16T10:25:40[Europe/Moscow]",
            "2026-11-16T22:25[Europe/Moscow]",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TH",
            MONDAY,
            "2026-11-17T10:00[Europe/Moscow]",
            "2026-11-19T09:00[Europe/Moscow]",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TH",
            MONDAY,
            "2026-11-19T07:00[Europe/Moscow]",
            "2026-11-23T09:00[Europe/Moscow]",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2026-11-01", "2026-11-20", "2026-12-01"),
        ("FREQ=DAILY;UNTIL=20261122", "2026-11-16", "2026-11-22", "None"),
        ("FREQ=DAILY;COUNT=1", "2026-11-16", "2026-11-16", "None"),
    ],
)
def test_counted_from_completion(rule: str, current: str, when: str, expected: str) -> None:
    assert completed(rule, current, when) == expected


def test_counted_from_completion_in_working_days() -> None:
    assert completed(DAILY, "2026-11-20", "2026-11-20", workdays=True) == "2026-11-23"
    assert completed("FREQ=DAILY;INTERVAL=2", "2026-11-20", "2026-11-20", shift=Shift.NEXT) == "2026-11-23"
    assert (
        completed("FREQ=DAILY;INTERVAL=2", "2026-11-20", "2026-11-20", shift=Shift.PREVIOUS) == "2026-11-24"
    )


def test_count_from_completion_is_what_was_done() -> None:
    recurrence = Recurrence("FREQ=DAILY;COUNT=3", anchor=Anchor.COMPLETION)
    day = Moment(date(2026, 11, 16))
    now = datetime(2026, 11, 16, 12, tzinfo=UTC)
    assert next_when_done(recurrence, day, day, now, done_count=2) == Moment(date(2026, 11, 17))
    assert next_when_done(recurrence, day, day, now, done_count=3) is None
    assert next_when_skipped(recurrence, day, day, now, done_count=2) == Moment(date(2026, 11, 17))


def test_skipping_ahead_of_time_counts_from_when_it_would_have_been() -> None:
    recurrence = Recurrence("FREQ=DAILY;INTERVAL=3", anchor=Anchor.COMPLETION)
    day = Moment(date(2026, 11, 20))
    now = datetime(2026, 11, 16, 12, tzinfo=UTC)
    assert next_when_skipped(recurrence, day, day, now) == Moment(date(2026, 11, 23))
    scheduled = Recurrence(DAILY)
    assert next_when_skipped(scheduled, day, day, now) == Moment(date(2026, 11, 21))
