"""The nearest times at which everybody is free: hours of work less what is taken.

The sweep goes forward in stretches, a week at first. In each it starts from the hours that all share and
takes away person by person what is busy, cheap things first; as soon as nothing long enough is left the rest
of the people need not be looked at, and their events are not even sorted until they matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from math import ceil

from tme_tui.model.busy_patterns import Patterns, RecurringBusy, Seconds, merge, subtract
from tme_tui.model.errors import InvalidValue
from tme_tui.model.working_time import WorkingTime, WorkSchedule, work_intervals

_DAY = 86_400
_FIRST_STRETCH = 7 * _DAY
_LONGEST_STRETCH = 28 * _DAY
_FURTHEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Busy:
    """Taken from one UTC instant up to another."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """Free for everybody, from one UTC instant up to another; at least as long as was asked for."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Availability:
    """One person: where, when at work, and what is taken."""

    login: str
    zone: str
    schedule: WorkSchedule | WorkingTime = field(default_factory=WorkSchedule)
    """A `WorkingTime` knows public holidays too."""
    busy: Sequence[Busy] = ()
    recurring: Sequence[RecurringBusy] = ()
    """Series; occurrences that are moved or skipped belong in the series' `excluded`."""


def free_slots(
    people: Sequence[Availability],
    duration: timedelta,
    start: datetime,
    until: datetime,
    *,
    limit: int = 10,
    all_hours: bool = False,
    align: timedelta = timedelta(0),
) -> list[Slot]:
    """The first `limit` stretches of at least `duration` in which all `people` are free.

    `all_hours` looks beyond hours of work too. With `align` (15 minutes, say) each slot begins at a round
    time. A slot is as long as everybody stays free, so it may hold the duration several times.
    """
    if duration <= timedelta(0):
        raise InvalidValue("free time needs a duration longer than nothing", field="duration")
    if start.tzinfo is None or until.tzinfo is None:
        raise InvalidValue("free time is sought between two aware times", field="start")
    until = min(until, start + _FURTHEST)
    low, high = ceil(start.timestamp()), int(until.timestamp())
    if not people or low >= high:
        return []
    needed = ceil(duration.total_seconds())
    step = max(int(align.total_seconds()), 1)
    found = _long_enough(_common_gaps(people, needed, low, high, all_hours=all_hours), needed, step)
    return [
        Slot(datetime.fromtimestamp(begin, UTC), datetime.fromtimestamp(end, UTC))
        for begin, end in islice(found, limit)
    ]


def _long_enough(gaps: Iterator[Seconds], needed: int, step: int) -> Iterator[Seconds]:
    """Gaps that touch made one, begun at a round time, if they are still long enough."""
    waiting: Seconds | None = None
    for begin, end in gaps:
        if waiting is not None and begin <= waiting[1]:
            waiting = waiting[0], end
            continue
        if waiting is not None:
            yield from _rounded(waiting, needed, step)
        waiting = begin, end
    if waiting is not None:
        yield from _rounded(waiting, needed, step)


def _rounded(gap: Seconds, needed: int, step: int) -> Iterator[Seconds]:
    begin = -(-gap[0] // step) * step
    if gap[1] - begin >= needed:
        yield begin, gap[1]


def _common_gaps(
    people: Sequence[Availability], needed: int, low: int, high: int, *, all_hours: bool
) -> Iterator[Seconds]:
    """When all are free, stretch by stretch; short gaps only where the next stretch may prolong them."""
    sweeps = [_Sweep(person, low, high) for person in people]
    stretch = _FIRST_STRETCH
    while low < high:
        end = min(low + stretch, high)
        yield from _gaps(sweeps, needed, low, end, all_hours=all_hours)
        low = end
        stretch = min(stretch * 2, _LONGEST_STRETCH)


def _gaps(sweeps: list[_Sweep], needed: int, low: int, end: int, *, all_hours: bool) -> list[Seconds]:
    free = [(low, end)]
    if not all_hours:
        seen: list[tuple[object, str]] = []
        for sweep in sweeps:
            if (sweep.person.schedule, sweep.person.zone) in seen:
                continue  # colleagues keep the same hours
            seen.append((sweep.person.schedule, sweep.person.zone))
            free = _kept(_intersect(free, sweep.working(low, end)), needed, low, end)
            if not free:
                return free
    for taken in (_Sweep.single, _Sweep.plain, _Sweep.others):
        for sweep in sweeps:
            busy = [span for begin, finish in _spans_asked(free) for span in taken(sweep, begin, finish)]
            free = _kept(subtract(free, merge(busy)), needed, low, end)
            if not free:
                return free
    return free


def _spans_asked(free: list[Seconds]) -> list[Seconds]:
    """The free gaps, those less than a day apart taken together: what they ask for overlaps anyway."""
    asked = [free[0]]
    for begin, end in free[1:]:
        if begin - asked[-1][1] < _DAY:
            asked[-1] = asked[-1][0], end
        else:
            asked.append((begin, end))
    return asked


def _kept(free: list[Seconds], needed: int, low: int, end: int) -> list[Seconds]:
    return [
        (begin, finish) for begin, finish in free if finish - begin >= needed or begin == low or finish == end
    ]


def _intersect(first: list[Seconds], second: list[Seconds]) -> list[Seconds]:
    found: list[Seconds] = []
    one = two = 0
    while one < len(first) and two < len(second):
        begin, end = max(first[one][0], second[two][0]), min(first[one][1], second[two][1])
        if begin < end:
            found.append((begin, end))
        if first[one][1] < second[two][1]:
            one += 1
        else:
            two += 1
    return found


class _Sweep:
    """What one person's time looks like, worked out as far as it is asked for."""

    __slots__ = ("_calendar", "_high", "_low", "_patterns", "_single", "person")

    def __init__(self, person: Availability, low: int, high: int) -> None:
        self.person = person
        self._low, self._high = low, high
        schedule = person.schedule
        self._calendar = schedule if isinstance(schedule, WorkingTime) else WorkingTime(schedule)
        self._single: list[Seconds] | None = None
        self._patterns: Patterns | None = None

    def working(self, low: int, high: int) -> list[Seconds]:
        after, before = (datetime.fromtimestamp(edge, UTC) for edge in (low, high))
        return [
            (int(begin.timestamp()), int(end.timestamp()))
            for begin, end in work_intervals(self._calendar, self.person.zone, after, before)
        ]

    def single(self, low: int, high: int) -> list[Seconds]:
        if self._single is None:
            spans = ((int(one.start.timestamp()), ceil(one.end.timestamp())) for one in self.person.busy)
            self._single = merge([(a, b) for a, b in spans if a < b and b > self._low and a < self._high])
        return [span for span in self._single if span[0] < high and span[1] > low]

    def plain(self, low: int, high: int) -> list[Seconds]:
        return self._sorted().plain(low, high)

    def others(self, low: int, high: int) -> list[Seconds]:
        return self._sorted().others(low, high)

    def _sorted(self) -> Patterns:
        if self._patterns is None:
            person = self.person
            self._patterns = Patterns(person.recurring, person.zone, self._low, self._high, self._calendar)
        return self._patterns
