"""From a rule and its start to wall times, in order, within bounds; zones come later, in `series`.

Any window is reached by arithmetic: the first period that can touch it is computed, not walked to. A COUNT is
turned into the time of the last occurrence, once, and is an upper bound from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from tme_tui.model.recurrence.days import Working, day_matches, days_of_month, days_of_week, days_of_year
from tme_tui.model.recurrence.regular import Regular, at_positions, regular_form, times_of
from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.short_periods import short_walls

END = datetime(9999, 12, 31)  # noqa: DTZ001 - a wall time
"""No occurrence is later: here the calendar ends."""

_SMALL_INTERVAL = 1000
_EAGER_COUNT = 10_000
"""Up to here the end of an irregular COUNT is looked for at once and remembered."""


def wall_times(
    text: str, start: datetime, low: datetime, high: datetime, *, all_day: bool, working: Working | None
) -> Iterator[datetime]:
    """The wall times of the rule `text` from `low` up to, but without, `high`; UNTIL is the caller's.

    `start` is where the series begins; an occurrence before it is none, but its period counts.
    """
    rule = parse_rule(text)
    regular = None if working else _regular(text, start, all_day)
    if rule.count is not None:
        if is_walked(text, start, all_day=all_day, working=working):
            counted = islice(_irregular(rule, start, start, high, all_day, working), rule.count)
            return (wall for wall in counted if wall >= low)
        last = last_counted(text, start, all_day=all_day, working=working)
        high = high if last is None else min(high, _just_after(last))
    return regular.walls(low, high) if regular else _irregular(rule, start, low, high, all_day, working)


def is_walked(text: str, start: datetime, *, all_day: bool, working: Working | None) -> bool:
    """Whether any window is reached by walking there from the start: an irregular rule with a large COUNT."""
    count = parse_rule(text).count
    return (
        count is not None and count > _EAGER_COUNT and (bool(working) or not _regular(text, start, all_day))
    )


def last_counted(
    text: str, start: datetime, *, all_day: bool, working: Working | None = None
) -> datetime | None:
    """The last wall time of a rule with COUNT; None when the calendar ends before it."""
    rule = parse_rule(text)
    regular = None if working else _regular(text, start, all_day)
    if regular and rule.count is not None:
        return regular.nth(rule.count)
    return _last_of_count(text, start, all_day, working)


@lru_cache(maxsize=32_768)
def _regular(text: str, start: datetime, all_day: bool) -> Regular | None:
    return regular_form(parse_rule(text), start, all_day=all_day)


@lru_cache(maxsize=8192)
def _last_of_count(text: str, start: datetime, all_day: bool, working: Working | None) -> datetime:
    rule = parse_rule(text)
    cycle = END
    if rule.freq >= Frequency.WEEKLY and rule.interval <= _SMALL_INTERVAL and start.year + 401 < END.year:
        cycle = start + timedelta(days=146_097)
    if next(_irregular(rule, start, start, cycle, all_day, working), None) is None:
        return start  # the calendar repeats after 400 years: there is none at all
    counted = islice(_irregular(rule, start, start, END, all_day, working), rule.count)
    return max(counted, default=start)


def _just_after(wall: datetime) -> datetime:
    return min(wall, END - timedelta(seconds=1)) + timedelta(seconds=1)


def _irregular(
    rule: Rule, start: datetime, low: datetime, high: datetime, all_day: bool, working: Working | None
) -> Iterator[datetime]:
    low = max(low, start)
    if low >= high:
        return
    if rule.freq > Frequency.DAILY:
        yield from short_walls(rule, start, low, high, working, all_day=all_day)
        return
    times = times_of(rule, start, all_day=all_day)
    clock = (datetime.combine(start, time.min) + times[0]).time()
    single = len(times) == 1 and not rule.by_position
    for days in _periods(rule, start, low.date(), high.date(), working):
        if single:
            for day in days:
                wall = datetime.combine(day, clock)
                if low <= wall < high:
                    yield wall
            continue
        walls = tuple(datetime.combine(day, time.min) + at for day in days for at in times)
        if rule.by_position:
            walls = at_positions(walls, rule.by_position)
        for wall in walls:
            if low <= wall < high:
                yield wall


def _periods(
    rule: Rule, start: datetime, low: date, high: date, working: Working | None
) -> Iterator[list[date]]:
    """The days that the rule means in each of its periods that can touch `low`…`high`."""
    step = rule.interval
    match rule.freq:
        case Frequency.YEARLY:
            behind = (low.year - start.year) // step * step
            for year in range(start.year + behind, high.year + 1, step):
                yield days_of_year(rule, year, start, working)
        case Frequency.MONTHLY:
            first = start.year * 12 + start.month - 1
            behind = (low.year * 12 + low.month - 1 - first) // step * step
            for number in range(first + behind, high.year * 12 + high.month, step):
                yield days_of_month(rule, number // 12, number % 12 + 1, start.day, working)
        case Frequency.WEEKLY:
            first = start.toordinal() - (start.weekday() - rule.week_start) % 7
            behind = (low.toordinal() - first) // (7 * step) * (7 * step)
            for number in range(first + behind, high.toordinal() + 1, 7 * step):
                yield days_of_week(rule, date.fromordinal(max(number, 1)), start.weekday(), working)
        case _:
            yield from _single_days(rule, start, low, high, working)


def _single_days(
    rule: Rule, start: datetime, low: date, high: date, working: Working | None
) -> Iterator[list[date]]:
    first, step, last = start.toordinal(), rule.interval, high.toordinal()
    number = first + (low.toordinal() - first) // step * step
    while number <= last:
        day = date.fromordinal(number)
        if rule.by_month and day.month not in rule.by_month:
            number += -(-(_next_month(day) - number) // step) * step
            continue
        if day_matches(rule, day, working):
            yield [day]
        number += step


def _next_month(day: date) -> int:
    if day.month == 12:
        return day.toordinal() + 32 - day.day
    return day.replace(month=day.month + 1, day=1).toordinal()
