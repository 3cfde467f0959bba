"""Rules whose periods are all alike: daily, weekly and shorter ones that nothing limits.

Nearly every rule that people write is of this kind. Its occurrences are plain arithmetic, so any window, and
the end after COUNT times, is found at once however long ago the series began.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import TypeVar

from tme_tui.model.recurrence.rule import Frequency, Rule

T = TypeVar("T")

_STEPS = {
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.DAILY: timedelta(days=1),
    Frequency.HOURLY: timedelta(hours=1),
    Frequency.MINUTELY: timedelta(minutes=1),
    Frequency.SECONDLY: timedelta(seconds=1),
}


@dataclass(frozen=True, slots=True)
class Regular:
    """Occurrences at `base + k * step + offset`, from `start` on."""

    start: datetime
    base: datetime
    step: timedelta
    offsets: tuple[timedelta, ...]

    def walls(self, low: datetime, high: datetime) -> Iterator[datetime]:
        """The wall times from `low` up to, but without, `high`."""
        low = max(low, self.start)
        if not self.offsets or low >= high:
            return
        period = max(0, (low - self.base - self.offsets[-1]) // self.step)
        try:
            at = self.base + period * self.step
            while at < high:
                for offset in self.offsets:
                    wall = at + offset
                    if wall >= high:
                        break
                    if wall >= low:
                        yield wall
                at += self.step
        except OverflowError:  # the calendar ends with the year 9999
            return

    def nth(self, number: int) -> datetime | None:
        """The occurrence `number`, counted from 1; None beyond the calendar's end."""
        if not self.offsets:
            return None
        skipped = sum(self.base + offset < self.start for offset in self.offsets)
        period, which = divmod(skipped + number - 1, len(self.offsets))
        try:
            return self.base + period * self.step + self.offsets[which]
        except OverflowError:
            return None


def regular_form(rule: Rule, start: datetime, *, all_day: bool) -> Regular | None:
    """The rule as arithmetic, or None when some part of it limits its periods."""
    freq = rule.freq
    if freq < Frequency.WEEKLY or rule.by_month:
        return None
    if freq > Frequency.WEEKLY and (rule.by_day or rule.by_month_day or rule.by_year_day):
        return None
    if freq > Frequency.DAILY and (rule.by_hour or rule.by_position or all_day):
        return None
    if (freq > Frequency.HOURLY and rule.by_minute) or (freq > Frequency.MINUTELY and rule.by_second):
        return None
    times = times_of(rule, start, all_day=all_day)
    step = _STEPS[freq] * rule.interval
    if freq is Frequency.WEEKLY:
        base = _midnight(start) - timedelta(days=(start.weekday() - rule.week_start) % 7)
        weekdays = rule.weekdays or {start.weekday()}
        days = sorted((weekday - rule.week_start) % 7 for weekday in weekdays)
        times = tuple(timedelta(days=day) + time for day in days for time in times)
    elif freq is Frequency.DAILY:
        base = _midnight(start)
    else:
        base = period_start(start, freq)
    if rule.by_position:
        times = at_positions(times, rule.by_position)
    return Regular(start, base, step, times)


def times_of(rule: Rule, start: datetime, *, all_day: bool) -> tuple[timedelta, ...]:
    """When, within a day (or the rule's own shorter period), the rule occurs."""
    if all_day:
        return (timedelta(0),)
    freq = rule.freq
    hours: tuple[int, ...] = rule.by_hour or (start.hour,)
    minutes: tuple[int, ...] = rule.by_minute or (start.minute,)
    seconds: tuple[int, ...] = rule.by_second or (start.second,)
    if freq >= Frequency.HOURLY:
        hours = (0,)
    if freq >= Frequency.MINUTELY:
        minutes = (0,)
    if freq >= Frequency.SECONDLY:
        seconds = (0,)
    if len(hours) == len(minutes) == len(seconds) == 1:
        return (timedelta(hours=hours[0], minutes=minutes[0], seconds=seconds[0]),)
    whole = {h * 3600 + m * 60 + s for h, m, s in product(hours, minutes, seconds)}
    return tuple(timedelta(seconds=second) for second in sorted(whole))


def at_positions(items: tuple[T, ...], positions: tuple[int, ...]) -> tuple[T, ...]:
    """The items at BYSETPOS positions: from 1 forwards, from -1 backwards; those that exist."""
    size = len(items)
    wanted = {position - 1 if position > 0 else size + position for position in positions}
    return tuple(items[index] for index in sorted(wanted) if 0 <= index < size)


def period_start(wall: datetime, freq: Frequency) -> datetime:
    """Where the hour, minute or second begins that `wall` lies in."""
    if freq is Frequency.HOURLY:
        return wall.replace(minute=0, second=0, microsecond=0)
    if freq is Frequency.MINUTELY:
        return wall.replace(second=0, microsecond=0)
    return wall.replace(microsecond=0)


def _midnight(wall: datetime) -> datetime:
    return wall.replace(hour=0, minute=0, second=0, microsecond=0)
