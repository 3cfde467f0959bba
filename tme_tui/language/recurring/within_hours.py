"""Hours between which something repeats: `every 2 hours from 8 to 20`, `каждые 30 минут с 9 до 18`.

The last hour counts for what repeats in hours (8, 10 … 20), and is where it stops for what repeats in
minutes (9:00, 9:30 … 17:30). An interval that does not divide a day begins anew each day.
"""

from __future__ import annotations

from datetime import time

from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.ranges import TimeRange
from tme_tui.language.recurring.repeat import Repeat

_DAY = 24 * 60


def bounded_by_hours(repeat: Repeat) -> bool:
    """Whether a range of times says when it repeats, and not how long each time takes."""
    return repeat.freq in ("HOURLY", "MINUTELY")


def within_hours(repeat: Repeat, times: TimeRange, now: time | None) -> Repeat | None:
    """The same between these times, begun at the first of them after `now`; None where no rule says it."""
    hourly = repeat.freq == "HOURLY"
    step = repeat.interval * (60 if hourly else 1)
    if not hourly and times.start % 60:
        return None
    moments = range(times.start, times.end + hourly, step)
    if not moments or times.end - times.start >= _DAY:
        return None
    passed = now.hour * 60 + now.minute if now is not None else -1
    begin = next((moment for moment in moments if passed < moment < _DAY), times.start)
    counted = moments if hourly else range(times.start, times.end, 60)
    hours = tuple(sorted({moment // 60 % 24 for moment in counted}))
    if hourly and _DAY % step:
        repeat = repeat._replace(freq="DAILY", interval=1)
    return repeat._replace(hours=hours, clock=Clock(begin % _DAY))
