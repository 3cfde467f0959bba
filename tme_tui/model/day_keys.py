"""Days as keys: every Tuesday, the 5th of each third month, each working day.

A plain rule is put once under the keys of its days, and a day knows all keys that hold on it. So what ten
thousand rules give on a day is looked up, not expanded rule by rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.days import month_length
from tme_tui.model.recurrence.expansion import last_counted
from tme_tui.model.recurrence.regular import times_of
from tme_tui.model.recurrence.rule import Frequency, Rule
from tme_tui.model.recurrence.series import WorkCalendar

FOREVER = date.max.toordinal()
"""The last day of a series that does not end."""

Key = tuple[str, int, int, int, int, int]
"""Which days: kind, interval, first day of the week, phase, and two numbers whose meaning the kind gives."""


def keys_of_rule(rule: Rule, start: date, *, workdays: bool) -> list[Key]:
    """The keys of the days on which the rule occurs; empty when it has none."""
    step = rule.interval
    if workdays:
        limited = rule.by_month or rule.by_month_day or rule.by_day or rule.by_position
        plain = rule.freq is Frequency.DAILY and not limited
        return [("work", step, 0, start.toordinal() % step, 0, 0)] if plain else []
    if rule.by_position or rule.by_week or rule.by_year_day:
        return _month_safe_keys(rule, start)
    match rule.freq:
        case Frequency.DAILY if not (rule.by_month or rule.by_month_day or rule.by_day):
            return [("day", step, 0, start.toordinal() % step, 0, 0)]
        case Frequency.WEEKLY if not rule.by_month:
            begin = rule.week_start if step > 1 else 0
            phase = (start.toordinal() - 1 - begin) // 7 % step
            weekdays = rule.weekdays or (start.weekday(),)
            return [("week", step, begin, phase, weekday, 0) for weekday in weekdays]
        case Frequency.MONTHLY if not (rule.by_month or (rule.by_day and rule.by_month_day)):
            phase = (start.year * 12 + start.month - 1) % step
            if rule.by_day:
                return [("nth", step, 0, phase, nth, weekday) for nth, weekday in rule.by_day]
            return [("date", step, 0, phase, day, 0) for day in rule.by_month_day or (start.day,)]
        case Frequency.YEARLY if not (rule.by_day and rule.by_month_day):
            months = rule.by_month or (() if rule.by_day else (start.month,))
            phase = start.year % step
            if rule.by_day:
                pairs = [(nth, weekday) for nth, weekday in rule.by_day]
                return [
                    ("year nth", step, 0, phase, month * 100 + nth, weekday)
                    for month in months
                    for nth, weekday in pairs
                ]
            days = rule.by_month_day or (start.day,)
            return [("year", step, 0, phase, month, day) for month in months for day in days]
    return []


def _month_safe_keys(rule: Rule, start: date) -> list[Key]:
    """`BYMONTHDAY=28,29,30,31;BYSETPOS=-1`, the one use of BYSETPOS that many rules share."""
    others = rule.by_day or rule.by_month or rule.by_week or rule.by_year_day
    days = rule.by_month_day
    several_times = len(rule.by_hour) > 1 or len(rule.by_minute) > 1 or len(rule.by_second) > 1
    if rule.freq is not Frequency.MONTHLY or others or several_times or rule.by_position != (-1,):
        return []
    if not days or days != tuple(range(28, days[-1] + 1)):
        return []
    phase = (start.year * 12 + start.month - 1) % rule.interval
    return [("safe", rule.interval, 0, phase, days[-1], 0)]


def keys_of_day(
    steps: Mapping[str, set[tuple[int, int]]], ordinal: int, calendar: WorkCalendar
) -> Iterator[Key]:
    """Every key in use that holds on that day."""
    day = date.fromordinal(ordinal)
    number, weekday = day.day, day.weekday()
    length = month_length(day.year, day.month)
    month = day.year * 12 + day.month - 1
    nths = ((number - 1) // 7 + 1, -((length - number) // 7 + 1), 0)
    for step, _ in steps.get("day", ()):
        yield "day", step, 0, ordinal % step, 0, 0
    if "work" in steps and calendar.is_working_day(day):
        for step, _ in steps["work"]:
            yield "work", step, 0, ordinal % step, 0, 0
    for step, begin in steps.get("week", ()):
        yield "week", step, begin, (ordinal - 1 - begin) // 7 % step, weekday, 0
    for step, _ in steps.get("nth", ()):
        for nth in nths:
            yield "nth", step, 0, month % step, nth, weekday
    for step, _ in steps.get("date", ()):
        yield "date", step, 0, month % step, number, 0
        yield "date", step, 0, month % step, number - length - 1, 0
    for step, _ in steps.get("safe", ()):
        if number == length:
            for wanted in range(number, 32):
                yield "safe", step, 0, month % step, wanted, 0
        else:
            yield "safe", step, 0, month % step, number, 0
    for step, _ in steps.get("year", ()):
        yield "year", step, 0, day.year % step, day.month, number
        yield "year", step, 0, day.year % step, day.month, number - length - 1
    for step, _ in steps.get("year nth", ()):
        for nth in nths:
            yield "year nth", step, 0, day.year % step, day.month * 100 + nth, weekday


def clocks_of(rule: Rule, start: datetime) -> list[int]:
    """The times of day of the rule, in seconds."""
    return [round(at.total_seconds()) for at in times_of(rule, start, all_day=False)]


def days_skipped(excluded: Sequence[Moment], zone: str, clock: int, *, all_day: bool) -> Iterator[int]:
    """The days on which an exception takes out the occurrence at `clock`."""
    for moment in excluded:
        local = moment.local
        if not isinstance(local, datetime) or all_day:
            yield local.toordinal()
            continue
        if moment.zone not in (None, zone):
            local = moment.utc(zone).astimezone(zone_named(zone))
        if local.hour * 3600 + local.minute * 60 + local.second == clock:
            yield local.toordinal()


def last_day(text: str, rule: Rule, start: datetime, clocks: list[int], zone: str, *, all_day: bool) -> int:
    """The last day on which the series may occur."""
    if rule.count is not None:
        last = last_counted(text, start, all_day=all_day)
        return FOREVER if last is None else last.toordinal()
    until = rule.until
    if until is None:
        return FOREVER
    if not isinstance(until, datetime) or all_day:
        return until.toordinal()
    if rule.until_utc:
        until = until.replace(tzinfo=UTC).astimezone(zone_named(zone))
    reached = clocks[-1] <= until.hour * 3600 + until.minute * 60 + until.second
    return until.toordinal() if reached or len(clocks) > 1 else until.toordinal() - 1
