"""A series of occurrences: the rule, the dates beside it, the exceptions, days off and zones, put together.

Everything is computed for the window that is asked for. An occurrence is a `Moment` with the wall time that
the rule gave it, so that it can be told from all others for ever; the moment's own rules say which instant
that is when clocks change. Only where a series begins in the second of two equal hours there is more to say:
what would be before its beginning is the second time too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import groupby
from typing import Protocol

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.bounds import Bound, bound, instant_at
from tme_tui.model.recurrence.clock_changes import may_double, without_doubles
from tme_tui.model.recurrence.days import Working
from tme_tui.model.recurrence.expansion import is_walked, wall_times
from tme_tui.model.recurrence.rule import Rule, parse_rule
from tme_tui.model.recurrence.values import Recurrence, Shift

_DAY = timedelta(days=1)
_FURTHEST_SHIFT = 366
"""An occurrence moves no further than this many days in search of a working day."""


class WorkCalendar(Protocol):
    """Tells working days from days off."""

    def is_working_day(self, day: date) -> bool: ...


class MondayToFriday:
    """The calendar when nobody gave one."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5


WEEK = MondayToFriday()


class Series:
    """The occurrences of `recurrence` from `start` on; a floating start is read in the zone `home`."""

    __slots__ = (
        "_again_before",
        "_doubles",
        "_recurrence",
        "_start",
        "all_day",
        "calendar",
        "home",
        "rule",
        "wall",
        "zone",
    )

    def __init__(
        self, recurrence: Recurrence, start: Moment, calendar: WorkCalendar | None = None, home: str = "UTC"
    ) -> None:
        local = start.local
        self._recurrence = recurrence
        self._start = start
        self.calendar = calendar or WEEK
        self.rule: Rule | None = parse_rule(recurrence.rule) if recurrence.rule else None
        self.all_day = not isinstance(local, datetime)
        self.wall = (
            local.replace(microsecond=0) if isinstance(local, datetime) else datetime.combine(local, time.min)
        )
        self.zone = start.zone
        self.home = start.zone or home
        self._again_before = start.utc(self.home) if start.again else None
        """A wall time whose first instant is earlier is the second."""
        self._doubles = may_double(self.rule, start.zone, all_day=self.all_day, dates=bool(recurrence.dates))

    @property
    def is_walked(self) -> bool:
        """Whether each look walks from the beginning, so that one long look is better than many."""
        rule = self._recurrence.rule
        return bool(rule) and is_walked(rule, self.wall, all_day=self.all_day, working=self._working)

    @property
    def _working(self) -> Working | None:
        """Which days count, where only working days do."""
        return self.calendar.is_working_day if self._recurrence.workdays else None

    def between(self, after: datetime, before: datetime) -> Iterator[Moment]:
        """The occurrences from the instant `after` up to, but without, `before`."""
        low, high = bound(after, self.home), bound(before, self.home)
        zone, walls = self.zone, self._walls(low, high)
        if self.all_day:
            return (Moment(wall.date()) for wall in walls)
        if self._again_before is not None:
            return (Moment(wall, zone, again=self._is_again(wall)) for wall in walls)
        return (Moment(wall, zone) for wall in walls)

    def _is_again(self, wall: datetime) -> bool:
        """Whether the second of two equal times is meant."""
        before = self._again_before
        return before is not None and wall < self.wall + _DAY and instant_at(wall, self.home) < before

    def _instant(self, wall: datetime) -> datetime:
        return instant_at(wall.replace(fold=1) if self._is_again(wall) else wall, self.home)

    def _walls(self, low: Bound, high: Bound) -> Iterator[datetime]:
        recurrence = self._recurrence
        if recurrence.shift is not Shift.NONE:
            walls = self._shifted(low, high)
        else:
            walls = self._nominal(low.low, high.high)
            if recurrence.excluded:
                excluded = self._walls_of(recurrence.excluded)
                walls = (wall for wall in walls if not _is_excluded(wall, excluded))
        if self._doubles:
            walls = without_doubles(walls, self.home)
        if not low.exact or not high.exact:
            first, last = low.instant, high.instant
            walls = (wall for wall in walls if first <= self._instant(wall) < last)
        return walls

    def _nominal(self, low: datetime, high: datetime) -> Iterator[datetime]:
        """What the rule and the dates beside it give, before exceptions and shifts."""
        recurrence, rule = self._recurrence, self.rule
        if rule is None:
            walls: Iterator[datetime] = iter((self.wall,) if low <= self.wall < high else ())
        else:
            until, end = self._until(rule), high
            if until is not None:
                end = until.high + timedelta(seconds=1) if until.high < high else high
            walls = wall_times(
                recurrence.rule, self.wall, low, end, all_day=self.all_day, working=self._working
            )
            if until is not None and not until.exact:
                last = until.instant
                walls = (wall for wall in walls if self._instant(wall) <= last)
        if recurrence.dates:
            clock = self.wall.time()
            beside = sorted(
                wall
                for wall in (self._wall_of(moment, clock) for moment in recurrence.dates)
                if low <= wall < high
            )
            walls = _each_once(merge(walls, beside))
        return walls

    def _shifted(self, low: Bound, high: Bound) -> Iterator[datetime]:
        """Occurrences on days off moved to a working day; those that meet there become one."""
        forward = self._recurrence.shift is Shift.NEXT
        earliest, latest = low.low, high.high
        if forward:
            earliest = datetime.combine(self._working_day(low.low.date() - _DAY, -1), time.min)
        else:
            latest = datetime.combine(self._working_day(high.high.date() + _DAY, 1), time.max)
        excluded = self._walls_of(self._recurrence.excluded)
        direction = 1 if forward else -1
        by_day = groupby(
            self._nominal(earliest, latest), lambda wall: self._working_day(wall.date(), direction)
        )
        for day, nominal in by_day:
            clocks = {wall.time() for wall in nominal if not _is_excluded(wall, excluded)}
            for wall in (datetime.combine(day, clock) for clock in sorted(clocks)):
                if low.low <= wall < high.high and not _is_excluded(wall, excluded):
                    yield wall

    def _working_day(self, day: date, step: int) -> date:
        """The nearest working day from `day` on in the direction of `step`; `day` when none is near."""
        number = day.toordinal()
        for ordinal in range(number, number + step * _FURTHEST_SHIFT, step):
            if not 1 <= ordinal <= date.max.toordinal():
                break
            candidate = date.fromordinal(ordinal)
            if self.calendar.is_working_day(candidate):
                return candidate
        return day

    def _until(self, rule: Rule) -> Bound | None:
        """The last instant and wall time that may occur, or None without UNTIL.

        Written in UTC it is an instant; written without, it is read where the series lives; a day alone
        lasts until its end. For a series of days only the day counts.
        """
        until = rule.until
        if until is None:
            return None
        if not isinstance(until, datetime):
            wall = datetime.combine(until, time(23, 59, 59))
        elif self.all_day:
            wall = datetime.combine(until.date(), time(23, 59, 59))
        elif rule.until_utc:
            return bound(until.replace(tzinfo=UTC), self.home)
        else:
            wall = until
        return Bound(instant_at(wall, "UTC"), wall, exact=True)

    def _walls_of(self, moments: tuple[Moment, ...]) -> frozenset[datetime]:
        """Those moments as wall times of this series.

        A day alone in a series of times is marked as midnight with a microsecond: it means the whole day.
        """
        return frozenset(self._wall_of(moment, _WHOLE_DAY) for moment in moments)

    def _wall_of(self, moment: Moment, clock: time) -> datetime:
        local = moment.local
        if not isinstance(local, datetime):
            return datetime.combine(local, time.min if self.all_day else clock)
        if self.all_day:
            return datetime.combine(local.date(), time.min)
        if moment.zone in (None, self.zone):
            return local.replace(microsecond=0)
        return bound(moment.utc(self.home), self.home).wall


_WHOLE_DAY = time(0, 0, 0, 1)


def _is_excluded(wall: datetime, excluded: frozenset[datetime]) -> bool:
    return bool(excluded) and (wall in excluded or datetime.combine(wall.date(), _WHOLE_DAY) in excluded)


def _each_once(walls: Iterator[datetime]) -> Iterator[datetime]:
    last = None
    for wall in walls:
        if wall != last:
            yield wall
        last = wall
