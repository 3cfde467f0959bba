"""Hourly and shorter rules that something limits: months, days and hours without occurrences are jumped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from math import gcd

from tme_tui.model.recurrence.days import Working, day_matches
from tme_tui.model.recurrence.regular import at_positions, period_start, times_of
from tme_tui.model.recurrence.rule import Frequency, Rule

UNIT_SECONDS = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}
_DAY = 86_400
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def short_walls(
    rule: Rule, start: datetime, low: datetime, high: datetime, working: Working | None, *, all_day: bool
) -> Iterator[datetime]:
    """The wall times from `low` up to `high`; days when the series is of days."""
    if not can_meet_clock(rule, start):
        return
    if all_day:
        low, high = _midnight_from(low), _midnight_from(high)
    base = period_start(start, rule.freq)
    step = timedelta(seconds=UNIT_SECONDS[rule.freq] * rule.interval)
    offsets = times_of(rule, start, all_day=False)
    if rule.by_position:
        offsets = at_positions(offsets, rule.by_position)
    at = base + (max(low, start) - base) // step * step
    last_day: date | None = None
    try:
        while at < high:
            later = _skip_to(rule, at, working)
            if later is not None:
                at += -(-(later - at) // step) * step
                continue
            for offset in offsets:
                wall = at + offset
                if not low <= wall < high or wall < start:
                    continue
                if not all_day:
                    yield wall
                elif wall.date() != last_day:
                    last_day = wall.date()
                    yield wall.replace(hour=0, minute=0, second=0)
            at += step
            if all_day and at.date() == last_day:
                at += -(-(_midnight_from(at) - at) // step) * step
    except OverflowError:  # the calendar ends with the year 9999
        return


def _midnight_from(wall: datetime) -> datetime:
    """The first midnight that is not earlier."""
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight == wall else midnight + timedelta(days=1)


def can_meet_clock(rule: Rule, start: datetime) -> bool:
    """Whether steps of this length ever reach an hour, minute and second that the rule allows.

    Every 24 hours from nine never comes at five: without this question the search would not end.
    """
    if rule.freq <= Frequency.DAILY:
        return True
    hours = rule.by_hour or range(24)
    minutes = (rule.by_minute or range(60)) if rule.freq >= Frequency.MINUTELY else (0,)
    seconds = (rule.by_second or range(60)) if rule.freq >= Frequency.SECONDLY else (0,)
    base = period_start(start, rule.freq)
    step = UNIT_SECONDS[rule.freq] * rule.interval
    days = rule.weekdays or range(7)
    cycle = gcd(step, 7 * _DAY)
    here = (base.weekday() * _DAY + base.hour * 3600 + base.minute * 60 + base.second) % cycle
    clock = {(h * 3600 + m * 60 + s) % cycle for h, m, s in product(hours, minutes, seconds)}
    return any((day * _DAY + at) % cycle == here for day in days for at in clock)


def _skip_to(rule: Rule, at: datetime, working: Working | None) -> datetime | None:
    """Where to look next when nothing can occur in the period of `at`; None when it can."""
    if rule.by_month and at.month not in rule.by_month:
        ahead = at.replace(day=1, hour=0, minute=0, second=0)
        return (
            ahead.replace(year=at.year + 1, month=1) if at.month == 12 else ahead.replace(month=at.month + 1)
        )
    if not day_matches(rule, at.date(), working):
        return at.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    if rule.by_hour and at.hour not in rule.by_hour:
        return at.replace(minute=0, second=0) + _HOUR
    if rule.freq >= Frequency.MINUTELY and rule.by_minute and at.minute not in rule.by_minute:
        return at.replace(second=0) + _MINUTE
    if rule.freq is Frequency.SECONDLY and rule.by_second and at.second not in rule.by_second:
        return at + timedelta(seconds=1)
    return None
