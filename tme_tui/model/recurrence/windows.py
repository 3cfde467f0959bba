"""What people ask of a series: what is in a window, what comes next, what came last, where it begins."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.bounds import EARLIEST, LATEST, instant_of
from tme_tui.model.recurrence.rule import Frequency
from tme_tui.model.recurrence.series import Series, WorkCalendar
from tme_tui.model.recurrence.values import Recurrence

_PERIOD = {
    Frequency.YEARLY: timedelta(days=366),
    Frequency.MONTHLY: timedelta(days=31),
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.DAILY: timedelta(days=1),
    Frequency.HOURLY: timedelta(hours=1),
    Frequency.MINUTELY: timedelta(minutes=1),
    Frequency.SECONDLY: timedelta(seconds=1),
}
_CYCLE = timedelta(days=146_097)
"""The calendar repeats after 400 years: what has not occurred by then will not."""
_FURTHEST_SHIFT = timedelta(days=400)


def occurrences(
    recurrence: Recurrence,
    start: Moment,
    after: Moment | datetime,
    before: Moment | datetime,
    *,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Iterator[Moment]:
    """The occurrences from `after` up to, but without, `before`, in order.

    `start` is where the series begins; it is an occurrence itself when the rule gives it (or when there is no
    rule). Days alone and floating times, in the series and in the bounds, are read in the zone `home`.
    `calendar` tells working days; without one they are Monday to Friday.
    """
    series = Series(recurrence, start, calendar, home)
    return series.between(instant_of(after, home), instant_of(before, home))


def next_after(
    recurrence: Recurrence,
    start: Moment,
    moment: Moment | datetime,
    *,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Moment | None:
    """The first occurrence later than `moment`, or None when the series has ended."""
    series = Series(recurrence, start, calendar, home)
    after = instant_of(moment, home) + timedelta(microseconds=1)
    return next(series.between(after, _horizon(series, start, after)), None)


def first(
    recurrence: Recurrence, start: Moment, *, calendar: WorkCalendar | None = None, home: str = "UTC"
) -> Moment | None:
    """The first occurrence of the series; None when it has none."""
    series = Series(recurrence, start, calendar, home)
    return next(series.between(EARLIEST, _horizon(series, start, EARLIEST)), None)


def previous_before(
    recurrence: Recurrence,
    start: Moment,
    moment: Moment | datetime,
    *,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Moment | None:
    """The last occurrence earlier than `moment`, or None when the series had not begun."""
    series = Series(recurrence, start, calendar, home)
    before = instant_of(moment, home)
    begin = start.utc(home)
    if recurrence.dates:
        begin = min(begin, *(date.utc(home) for date in recurrence.dates))
    begin = max(begin, EARLIEST + _FURTHEST_SHIFT) - _FURTHEST_SHIFT
    if series.is_walked:
        return next(iter(deque(series.between(begin, before), maxlen=1)), None) if begin < before else None
    shortest = timedelta(days=7) if series.rule is None else _PERIOD[series.rule.freq] * 2
    stride = shortest
    while before > begin:
        after = max(begin, before - stride) if before - begin > stride else begin
        if next(series.between(after, before), None) is not None:
            return _last_between(series, after, before, shortest)
        before = after
        stride *= 2
    return None


def _last_between(series: Series, after: datetime, before: datetime, shortest: timedelta) -> Moment:
    """The last occurrence of a stretch that has one: halved until walking through it is cheap."""
    while before - after > shortest:
        middle = after + (before - after) / 2
        if next(series.between(middle, before), None) is not None:
            after = middle
        else:
            before = middle
    return deque(series.between(after, before), maxlen=1)[0]


def _horizon(series: Series, start: Moment, after: datetime) -> datetime:
    """How far to look for an occurrence before saying that there is none."""
    rule = series.rule
    if rule is not None and rule.freq <= Frequency.MONTHLY:
        return LATEST
    begin = max(after, start.utc(series.home))
    span = _CYCLE if rule is None else max(_CYCLE, _PERIOD[rule.freq] * rule.interval * 3)
    return begin + span if LATEST - begin > span else LATEST
