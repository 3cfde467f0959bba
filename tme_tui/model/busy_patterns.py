"""Recurring events sorted by the days they fall on, so that a day of thousands of them costs a few look-ups.

Looking for free time asks about many days and only wants to know which hours are taken. Expanding every
series for every week would take minutes for a team; here each plain rule is put once under the key of its
days (every Tuesday, the 5th of each third month, …), and the hours under one key are merged. What has no such
key is expanded for the span that is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from tme_tui.model.day_keys import Key, clocks_of, days_skipped, keys_of_day, keys_of_rule, last_day
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.rule import parse_rule
from tme_tui.model.recurrence.series import WEEK, WorkCalendar
from tme_tui.model.recurrence.values import Recurrence, Shift
from tme_tui.model.recurrence.windows import occurrences

Seconds = tuple[int, int]
"""From one instant up to another, in seconds since 1970 (or since a midnight)."""

_DAY = 86_400
_LONGEST = 2 * _DAY


@dataclass(frozen=True, slots=True)
class RecurringBusy:
    """A series of events, each of them taking `length` on the wall clock."""

    recurrence: Recurrence
    start: Moment
    length: timedelta


class Patterns:
    """The recurring events of one person between two instants, `home` being the person's zone."""

    def __init__(
        self,
        events: Iterable[RecurringBusy],
        home: str,
        after: int,
        before: int,
        calendar: WorkCalendar | None = None,
    ) -> None:
        self._home = home
        self._calendar = calendar
        self._first = (
            after // _DAY + 719_163 - 4
        )  # the ordinal of the first day, with room for zones and length
        self._last = before // _DAY + 719_163 + 2
        self._zones: dict[str, _ZonePatterns] = {}
        self._others: list[RecurringBusy] = []
        for event in events:
            self._sort_in(event)

    def plain(self, after: int, before: int) -> list[Seconds]:
        """What the sorted events take of this span; unsorted and overlapping."""
        found: list[Seconds] = []
        for zone, patterns in self._zones.items():
            first = (after - _LONGEST - _DAY) // _DAY + 719_163
            for ordinal in range(first, before // _DAY + 719_163 + 2):
                hours = patterns.hours_on(ordinal)
                if hours:
                    found += _instants(hours, ordinal, zone)
        return found

    def others(self, after: int, before: int) -> list[Seconds]:
        """What the events that could not be sorted take of this span."""
        found: list[Seconds] = []
        for event in self._others:
            length = round(event.length.total_seconds())
            low = datetime.fromtimestamp(after - length - _DAY, UTC)
            high = datetime.fromtimestamp(before, UTC)
            for moment in occurrences(
                event.recurrence, event.start, low, high, calendar=self._calendar, home=self._home
            ):
                begin = int(moment.utc(self._home).timestamp())
                end = int(moment.moved(event.length).utc(self._home).timestamp())
                if begin < end:
                    found.append((begin, end))
        return found

    def _sort_in(self, event: RecurringBusy) -> None:
        recurrence = event.recurrence
        special = recurrence.dates or recurrence.shift is not Shift.NONE
        plain = recurrence.rule and not special
        length = event.length.days * _DAY + event.length.seconds
        if not plain or length > _LONGEST:
            self._others.append(event)
            return
        local = event.start.local
        all_day = not isinstance(local, datetime)
        wall = local if isinstance(local, datetime) else datetime(local.year, local.month, local.day)  # noqa: DTZ001
        rule = parse_rule(recurrence.rule)
        keys = keys_of_rule(rule, wall, workdays=recurrence.workdays)
        if not keys:
            self._others.append(event)
            return
        clocks = [wall.hour * 3600 + wall.minute * 60 + wall.second]
        begin = wall.toordinal()
        if not all_day and (rule.by_hour or rule.by_minute or rule.by_second):
            begin += 1 if (earliest := clocks_of(rule, wall))[0] < clocks[0] else 0
            clocks = earliest
        zone = event.start.zone or self._home
        end = last_day(recurrence.rule, rule, wall, clocks, zone, all_day=all_day)
        if begin > self._last or end < self._first:
            return
        if len(clocks) > 1 and (recurrence.excluded or begin >= self._first or end <= self._last):
            self._others.append(event)  # some days may hold only some of its times
            return
        skipped = frozenset(days_skipped(recurrence.excluded, zone, clocks[0], all_day=all_day))
        patterns = self._zones.get(zone)
        if patterns is None:
            patterns = self._zones[zone] = _ZonePatterns(self._calendar)
        always = begin <= self._first and end >= self._last and not skipped
        for key in keys:
            for at in clocks:
                if always:
                    patterns.always[key].append((at, at + length))
                else:
                    patterns.sometimes[key].append((begin, end, skipped, (at, at + length)))
            patterns.steps[key[0]].add(key[1:3])


_Sometimes = tuple[int, int, frozenset[int], Seconds]
"""The first and the last day, days left out, and the hours taken."""


class _ZonePatterns:
    """The keys of one zone, and what is taken under each."""

    def __init__(self, calendar: WorkCalendar | None) -> None:
        self._calendar = calendar or WEEK
        self.always: defaultdict[Key, list[Seconds]] = defaultdict(list)
        self.sometimes: defaultdict[Key, list[_Sometimes]] = defaultdict(list)
        self.steps: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        """For each kind, which (interval, first day of the week) occur."""
        self._merged: dict[Key, list[Seconds]] = {}

    def hours_on(self, ordinal: int) -> list[Seconds]:
        """What begins on that day, in seconds from its midnight."""
        found: list[Seconds] = []
        for key in keys_of_day(self.steps, ordinal, self._calendar):
            if key in self.always:
                merged = self._merged.get(key)
                if merged is None:
                    merged = self._merged[key] = merge(self.always[key])
                found += merged
            for begin, end, skipped, span in self.sometimes.get(key, ()):
                if begin <= ordinal <= end and ordinal not in skipped:
                    found.append(span)
        return merge(found)


def _instants(hours: Sequence[Seconds], ordinal: int, zone: str) -> list[Seconds]:
    midnight, steady = _midnight(ordinal, zone)
    if steady:
        return [(midnight + begin, midnight + end) for begin, end in hours]
    place = zone_named(zone)
    wall = datetime.combine(date.fromordinal(ordinal), datetime.min.time())
    spans = [
        (
            int((wall + timedelta(seconds=begin)).replace(tzinfo=place).timestamp()),
            int((wall + timedelta(seconds=end)).replace(tzinfo=place).timestamp()),
        )
        for begin, end in hours
    ]
    return [(begin, end) for begin, end in spans if begin < end]


@lru_cache(maxsize=8192)
def _midnight(ordinal: int, zone: str) -> tuple[int, bool]:
    """The instant of a day's midnight, and whether no clock changes for as long as an event can last."""
    wall = datetime.combine(date.fromordinal(ordinal), datetime.min.time(), zone_named(zone))
    later = wall + timedelta(seconds=_LONGEST + _DAY)
    return int(wall.timestamp()), wall.utcoffset() == later.utcoffset()


def merge(spans: list[Seconds]) -> list[Seconds]:
    """The same spans in order, those that touch or overlap made one."""
    if len(spans) < 2:
        return spans
    spans = sorted(spans)
    merged = [spans[0]]
    for begin, end in spans:
        if begin <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = merged[-1][0], end
        else:
            merged.append((begin, end))
    return merged


def subtract(free: list[Seconds], busy: list[Seconds]) -> list[Seconds]:
    """What is left of `free` without `busy`; both merged and in order."""
    if not busy:
        return free
    left: list[Seconds] = []
    ends = [end for _, end in busy]
    for begin, end in free:
        at = bisect_right(ends, begin)
        while at < len(busy) and busy[at][0] < end:
            if busy[at][0] > begin:
                left.append((begin, busy[at][0]))
            begin = busy[at][1]
            at += 1
        if begin < end:
            left.append((begin, end))
    return left
