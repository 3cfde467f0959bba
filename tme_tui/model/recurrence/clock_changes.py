"""What a clock change does to a series: a skipped time moves forward, and two that meet become one.

Only a series with several times a day can have two occurrences at one instant after such a move (every half
hour across the gap, say); one with a single time needs none of this, save where a zone skipped a whole day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush

from tme_tui.model.moment import zone_named
from tme_tui.model.recurrence.rule import Frequency, Rule


def may_double(rule: Rule | None, zone: str | None, *, all_day: bool, dates: bool) -> bool:
    """Whether two occurrences of the series could ever fall on one instant."""
    if zone is None or all_day:
        return False
    if dates or rule is None or rule.freq > Frequency.DAILY:
        return True
    if len(rule.by_hour) > 1 or len(rule.by_minute) > 1 or len(rule.by_second) > 1:
        return True
    return zone.startswith("Pacific/")  # islands that changed sides of the date line skipped a whole day


def without_doubles(walls: Iterable[datetime], zone: str) -> Iterator[datetime]:
    """The wall times in the order of their instants; one that is skipped gives way to one that is real."""
    place = zone_named(zone)
    waiting: list[tuple[datetime, bool, datetime]] = []
    last: datetime | None = None
    for wall in walls:
        gap = _gap_at(wall.replace(tzinfo=place))
        while waiting and waiting[0][0] < wall:
            moved, _, skipped = heappop(waiting)
            if moved != last:
                yield skipped
            last = moved
        if gap or waiting:
            heappush(waiting, (wall + gap, bool(gap), wall))
        elif wall != last:
            yield wall
            last = wall
    while waiting:
        moved, _, skipped = heappop(waiting)
        if moved != last:
            yield skipped
        last = moved


def _gap_at(aware: datetime) -> timedelta:
    """How far the clocks jump over this wall time; nothing when it exists."""
    before, after = aware.utcoffset(), aware.replace(fold=1).utcoffset()
    assert before is not None  # noqa: S101 - a zone always knows its offset
    assert after is not None  # noqa: S101
    return max(after - before, timedelta(0))
