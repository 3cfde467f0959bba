"""Which days of a year, a month or a week a rule means: RFC 5545's table of expanding and limiting parts.

What a rule leaves out comes from the start, as RFC 8984 (4.3.3.1) spells out where RFC 5545 is silent:
a yearly BYMONTHDAY without BYMONTH stays in the start's month, a BYWEEKNO without a day is the start's
weekday. Working days act like one more BYDAY: they choose from all days of the period when the rule names
no day itself, and they are applied before BYSETPOS counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from tme_tui.model.recurrence.rule import Rule

Working = Callable[[date], bool]
"""Whether a day is a working day."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_ORDINAL = date.max.toordinal()


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def days_of_month(rule: Rule, year: int, month: int, default: int, working: Working | None) -> list[date]:
    """The days of one month that a MONTHLY rule means; `default` is the start's day."""
    if rule.by_month and month not in rule.by_month:
        return []
    return _in_month(rule, year, month, rule.by_month_day, default, working)


def days_of_week(rule: Rule, monday_like: date, default: int, working: Working | None) -> list[date]:
    """The days of the week that begins at `monday_like`; `default` is the start's weekday."""
    wanted = rule.weekdays or (range(7) if working else (default,))
    first = monday_like.weekday()
    ordinal = monday_like.toordinal()
    offsets = sorted((weekday - first) % 7 for weekday in wanted)
    days = [date.fromordinal(ordinal + n) for n in offsets if 0 < ordinal + n <= _LAST_ORDINAL]
    if rule.by_month:
        days = [day for day in days if day.month in rule.by_month]
    return [day for day in days if working(day)] if working else days


def days_of_year(rule: Rule, year: int, start: date, working: Working | None) -> list[date]:
    """The days of one year that a YEARLY rule means."""
    if rule.by_year_day or rule.by_week:
        return _filtered_year(rule, year, start, working)
    named = bool(rule.by_day or working)
    months = rule.by_month
    if not months and (rule.by_month_day or not named):
        months = (start.month,)
    if months:
        days: list[date] = []
        for month in sorted(months):
            days += _in_month(rule, year, month, rule.by_month_day, start.day, working)
        return days
    return _weekdays_of_year(rule, year, working)


def day_matches(rule: Rule, day: date, working: Working | None) -> bool:
    """Whether a rule of days or less may occur on `day`."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not _month_day_matches(rule.by_month_day, day):
        return False
    if rule.by_day and day.weekday() not in rule.weekdays:
        return False
    if rule.by_year_day and not _year_day_matches(rule.by_year_day, day):
        return False
    return working is None or working(day)


def _in_month(
    rule: Rule, year: int, month: int, month_days: tuple[int, ...], default: int, working: Working | None
) -> list[date]:
    length = month_length(year, month)
    if month_days:
        chosen: Iterable[int] = {day if day > 0 else length + 1 + day for day in month_days}
        if rule.by_day:
            chosen = set(chosen) & _weekdays_in(rule.by_day, date(year, month, 1).weekday(), length)
    elif rule.by_day:
        chosen = _weekdays_in(rule.by_day, date(year, month, 1).weekday(), length)
    elif working:
        chosen = range(1, length + 1)
    else:
        return [date(year, month, default)] if default <= length else []
    days = [date(year, month, day) for day in sorted(chosen) if 1 <= day <= length]
    return [day for day in days if working(day)] if working else days


def _weekdays_in(by_day: tuple[tuple[int, int], ...], first: int, length: int) -> set[int]:
    """The days 1…length that `by_day` means, when day 1 is the weekday `first`."""
    found: set[int] = set()
    for nth, weekday in by_day:
        earliest = 1 + (weekday - first) % 7
        if nth == 0:
            found.update(range(earliest, length + 1, 7))
            continue
        if nth > 0:
            day = earliest + 7 * (nth - 1)
        else:
            day = earliest + 7 * ((length - earliest) // 7) + 7 * (nth + 1)
        if 1 <= day <= length:
            found.add(day)
    return found


def _weekdays_of_year(rule: Rule, year: int, working: Working | None) -> list[date]:
    first = date(year, 1, 1)
    before = first.toordinal() - 1
    length = 337 + month_length(year, 2)
    chosen: Iterable[int] = range(1, length + 1)
    if rule.by_day:
        chosen = sorted(_weekdays_in(rule.by_day, first.weekday(), length))
    days = [date.fromordinal(before + day) for day in chosen]
    return [day for day in days if working(day)] if working else days


def _filtered_year(rule: Rule, year: int, start: date, working: Working | None) -> list[date]:
    """The rarer parts: every day of the year is asked."""
    first = date(year, 1, 1)
    before = first.toordinal() - 1
    length = 337 + month_length(year, 2)
    by_day = rule.by_day
    if rule.by_week and not (rule.by_month_day or by_day or working or rule.by_year_day):
        by_day = ((0, start.weekday()),)
    chosen = set(range(1, length + 1))
    if rule.by_year_day:
        chosen &= {day if day > 0 else length + 1 + day for day in rule.by_year_day}
    if by_day and not rule.by_month:
        chosen &= _weekdays_in(by_day, first.weekday(), length)
    days = []
    for number in sorted(chosen):
        day = date.fromordinal(before + number)
        if rule.by_month and day.month not in rule.by_month:
            continue
        if rule.by_month_day and not _month_day_matches(rule.by_month_day, day):
            continue
        if by_day and rule.by_month:
            monthly = _weekdays_in(by_day, day.replace(day=1).weekday(), month_length(year, day.month))
            if day.day not in monthly:
                continue
        if rule.by_week and not _week_matches(rule, day):
            continue
        if working is None or working(day):
            days.append(day)
    return days


def _month_day_matches(month_days: tuple[int, ...], day: date) -> bool:
    return day.day in month_days or day.day - month_length(day.year, day.month) - 1 in month_days


def _year_day_matches(year_days: tuple[int, ...], day: date) -> bool:
    number = day.timetuple().tm_yday
    return number in year_days or number - 338 - month_length(day.year, 2) in year_days


def _week_matches(rule: Rule, day: date) -> bool:
    """Whether the week that `day` lies in has one of the numbers, counted from either end of its year."""
    ordinal, year = day.toordinal(), day.year
    if ordinal < _first_week(year, rule.week_start):
        year -= 1
    elif ordinal >= _first_week(year + 1, rule.week_start):
        year += 1
    begin = _first_week(year, rule.week_start)
    number = (ordinal - begin) // 7 + 1
    total = (_first_week(year + 1, rule.week_start) - begin) // 7
    return number in rule.by_week or number - total - 1 in rule.by_week


@lru_cache(maxsize=1024)
def _first_week(year: int, week_start: int) -> int:
    """The ordinal of the day on which week 1 begins: the first week with four days in the year."""
    first = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 + 1
    behind = ((first - 1) % 7 - week_start) % 7
    return first - behind if behind <= 3 else first - behind + 7
