"""Rules that never match are refused, and quickly."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.timing import Stopwatch
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence, first, validate
from tme_tui.model.recurrence.validation import _YEAR_TYPES

NEVER = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31;COUNT=5",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=2",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=YEARLY;BYDAY=1MO;BYMONTHDAY=20;BYMONTH=3",
    "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2",
    "FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1;BYDAY=MO",
    "FREQ=DAILY;BYHOUR=1,2;BYSETPOS=3",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=DAILY;BYSETPOS=1",
]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_matches_is_refused(rule: str) -> None:
    with pytest.raises(InvalidValue):
        validate(Recurrence(rule))


FROM_START = [
    ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2025-01-01"),
    ("FREQ=YEARLY;BYMONTH=2", "2026-01-31"),
    ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-11-24"),
    ("FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "2026-11-24T09:00[Europe/Berlin]"),
    ("FREQ=HOURLY;INTERVAL=168;BYDAY=MO", "2026-11-24T09:00"),
    ("FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5", "2026-11-24T09:00"),
    ("FREQ=MINUTELY;INTERVAL=2;BYMINUTE=15", "2026-11-24T09:00"),
    ("FREQ=SECONDLY;INTERVAL=86400;BYSECOND=1", "2026-11-24T09:00"),
    ("FREQ=DAILY;UNTIL=20200101", "2026-11-24"),
]


@pytest.mark.parametrize(("rule", "start"), FROM_START)
def test_a_rule_that_never_matches_from_its_start_is_refused(rule: str, start: str) -> None:
    validate(Recurrence(rule))
    watch = Stopwatch()
    with pytest.raises(InvalidValue):
        validate(Recurrence(rule), Moment.from_text(start))
    assert watch.seconds() < 0.5


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2044-02-29"),
        ("FREQ=YEARLY;BYWEEKNO=53", "2026-12-31"),
        ("FREQ=YEARLY;BYYEARDAY=366", "2028-12-31"),
        ("FREQ=SECONDLY;BYYEARDAY=-366", "2028-01-01"),
        ("FREQ=MONTHLY;BYDAY=5FR;BYMONTHDAY=31", "2026-07-31"),
        ("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=2", "2026-01-06"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31"),
    ],
)
def test_a_rare_rule_is_accepted(rule: str, day: str) -> None:
    start = Moment(date(2026, 1, 1))
    validate(Recurrence(rule), start)
    assert str(first(Recurrence(rule), start)) == day


def test_a_rare_rule_of_seconds_is_found_by_jumping() -> None:
    rule = "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=3"
    watch = Stopwatch()
    found = first(Recurrence(rule), Moment.from_text("2026-11-24T09:00[Europe/Berlin]"))
    assert str(found) == "2044-02-29T03:00[Europe/Berlin]"
    assert watch.seconds() < 0.5


def test_nothing_at_all_is_no_recurrence() -> None:
    with pytest.raises(InvalidValue):
        validate(Recurrence(""))
    validate(Recurrence("", dates=(Moment(date(2026, 1, 1)),)))
    with pytest.raises(InvalidValue):
        validate(Recurrence("FREQ=MONTHLY;BYSETPOS=-1"))
    validate(Recurrence("FREQ=MONTHLY;BYSETPOS=-1", workdays=True))


def test_every_kind_of_year_is_tried() -> None:
    kinds = {(date(year, 1, 1).weekday(), year % 4 == 0) for year in _YEAR_TYPES}
    assert len(kinds) == len(_YEAR_TYPES) == 14
