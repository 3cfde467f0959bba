"""The first occurrence of a recurrence that was typed without a date: the nearest one from now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tme_tui.language.dates.durations import Amount, add_exactly
from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.moments import on_day
from tme_tui.language.dates.reference import Reference
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.rule import Frequency, parse_rule
from tme_tui.model.recurrence.values import Recurrence

_YEARS_AHEAD = 9
"""29 February is at most eight years away."""


def first_occurrence(
    recurrence: Recurrence, ref: Reference, *, clock: Clock | None = None, start: date | None = None
) -> Moment | None:
    """The first occurrence from now, or from the day `start`; at `clock`, else all day.

    An interval only counts from the first time on, so `every 2 weeks on tue` is the nearest Tuesday.
    """
    if not recurrence.rule:
        return min(recurrence.dates, key=lambda moment: moment.day, default=None)
    rule = parse_rule(recurrence.rule)
    if rule.freq >= Frequency.HOURLY:
        return _soon(rule.freq, rule.interval, ref, clock=clock, start=start)
    day = max(start, ref.today) if start is not None else ref.today
    if start is not None and start < ref.today:
        day = start
    if clock is not None and day == ref.today and clock.minutes <= ref.time.hour * 60 + ref.time.minute:
        day = _after(day)
    found = _matching(recurrence, day)
    if found is None:
        return None
    return on_day(found, clock, ref.context.zone) if clock is not None else Moment(found)


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _soon(
    freq: Frequency, interval: int, ref: Reference, *, clock: Clock | None, start: date | None
) -> Moment | None:
    """For hours and minutes: the time that was said, or one interval from now."""
    zone = ref.context.zone
    if clock is not None:
        day = start or ref.today
        if start is None and clock.minutes <= ref.time.hour * 60 + ref.time.minute:
            day = _after(day)
        return on_day(day, clock, zone)
    if start is not None and start != ref.today:
        return on_day(start, Clock(0), zone)
    seconds = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}[freq] * interval
    moved = add_exactly(ref.now.replace(second=0), Amount(0, 0, seconds))
    return Moment.at(moved, zone) if moved is not None else None


def _matching(recurrence: Recurrence, day: date) -> date | None:
    """The first day from `day` on that the rule allows, whatever its interval, count and end."""
    from tme_tui.model.recurrence.expansion import wall_times

    kept = [
        part
        for part in recurrence.rule.split(";")
        if not part.upper().startswith(("INTERVAL=", "COUNT=", "UNTIL=", "BYHOUR=", "BYMINUTE=", "BYSECOND="))
    ]
    begin = datetime.combine(day, time(0))
    last = begin.replace(year=min(day.year + _YEARS_AHEAD, 9999), month=12, day=31)
    working = _is_weekday if recurrence.workdays else None
    walls = wall_times(";".join(kept), begin, begin, last, all_day=True, working=working)
    excluded = {moment.day for moment in recurrence.excluded}
    return next((wall.date() for wall in walls if wall.date() not in excluded), None)


def _is_weekday(day: date) -> bool:
    """The usual working week; whose holidays count is known only to whoever does the work."""
    return day.weekday() < 5
