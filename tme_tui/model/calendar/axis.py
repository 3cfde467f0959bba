"""The axis of a time grid: which minutes its rows stand for, also on days of 23 and of 25 hours.

An hour that happens twice is drawn twice, on that day alone; an hour that is skipped is drawn as not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tme_tui.model.moment import zone_named

DAY_MINUTES = 1440
ALL_DAY = -1
"""The minute of the row above the hours."""


class ClockChange(NamedTuple):
    """The clocks are put on or back on a day."""

    minute: int
    """When, on the clock as it was."""
    shift: int
    """By so many minutes."""

    @property
    def skipped(self) -> tuple[int, int]:
        """The minutes that do not happen; nothing when the clocks go back."""
        return self.minute, self.minute + max(self.shift, 0)

    @property
    def doubled(self) -> tuple[int, int]:
        """The minutes that happen twice; nothing when the clocks go on."""
        return self.minute + min(self.shift, 0), self.minute


class Row(NamedTuple):
    """So many minutes from a minute of the day on."""

    minute: int
    length: int
    again: bool = False
    """Whether it is the second time that the clocks show it."""


class Axis(NamedTuple):
    """The rows of a grid."""

    rows: tuple[Row, ...]
    even: int = 0
    """The minutes of every row; 0 where rows differ or stand twice."""

    def row_at(self, minute: int, *, again: bool = False) -> int:
        """The row that a minute is in."""
        if self.even and not again:
            return min(max(minute // self.even, 0), len(self.rows) - 1)
        found = 0
        for number, row in enumerate(self.rows):
            if row.again is again and row.minute <= minute:
                found = number
        return found

    def is_told(self, number: int) -> bool:
        """Whether a row says its time: at whole hours, and where the clocks begin to show a time again."""
        row = self.rows[number]
        return row.minute % 60 == 0 or (row.again and not self.rows[number - 1].again)

    def span(self, begin: int, end: int, *, again: bool = False) -> tuple[int, int]:
        """From which row up to which something stands; at least one."""
        first = self.row_at(begin, again=again)
        last = self.row_at(max(end - 1, begin), again=again)
        return first, max(first, last) + 1


def axis_of(zoom: int, changes: Iterable[ClockChange | None] = ()) -> Axis:
    """Rows of `zoom` minutes for days on which the clocks change in these ways."""
    doubled = {change.doubled for change in changes if change is not None and change.shift < 0}
    rows: list[Row] = []
    minute = 0
    edges = sorted({*range(0, DAY_MINUTES, zoom), *(end for _, end in doubled), DAY_MINUTES})
    for begin, end in pairwise(edges):
        rows.append(Row(begin, end - begin))
        for first, after in doubled:
            if end == after:
                minute = first
                while minute < after:
                    length = min(zoom, after - minute)
                    rows.append(Row(minute, length, again=True))
                    minute += length
    is_even = not doubled and DAY_MINUTES % zoom == 0
    return Axis(tuple(rows), zoom if is_even else 0)


@lru_cache(maxsize=512)
def clock_change(day: date, zone: str) -> ClockChange | None:
    """How the clocks of a zone change on a day, if they do."""
    place = zone_named(zone)
    try:
        first, after = (
            datetime.combine(each, time(), place).astimezone(UTC) for each in (day, day + timedelta(days=1))
        )
    except OverflowError:
        return None
    begins = first.astimezone(place).replace(tzinfo=None) - datetime.combine(day, time())
    if begins > timedelta():
        return ClockChange(0, int(begins.total_seconds()) // 60)  # midnight itself is left out
    before, later = (each.astimezone(place).utcoffset() or timedelta() for each in (first, after))
    if before == later:
        return None
    low, high = 0, int((after - first).total_seconds()) // 60
    while high - low > 1:
        middle = (low + high) // 2
        offset = (first + timedelta(minutes=middle)).astimezone(place).utcoffset()
        low, high = (middle, high) if offset == before else (low, middle)
    wall = (first + timedelta(minutes=high) + before).replace(tzinfo=None)
    minute = int((wall - datetime.combine(day, time())).total_seconds()) // 60
    return ClockChange(minute, int((later - before).total_seconds()) // 60)
