"""Hours between which something repeats: `every 2 hours from 8 to 20`, `каждые 30 минут с 9 до 18`.

The last hour counts for what repeats in hours (8, 10 … 20), and is where it stops for what repeats in
minutes (9:00, 9:30 … 17:30). An interval that does not divide a day begins anew each day.
"""

from __future__ import annotations

from datetime import date

from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.ranges import TimeRange
from tme_tui.language.dates.reference import Reference
from tme_tui.language.recurring.repeat import WORK_WEEK, Repeat

_DAY = 24 * 60


def bounded_by_hours(repeat: Repeat) -> bool:
    """Whether a range of times says when it repeats, and not how long each time takes."""
    return repeat.freq in ("HOURLY", "MINUTELY")


def begin_within_hours(
    repeat: Repeat, times: TimeRange, ref: Reference, day: date | None
) -> tuple[Repeat, date | None] | None:
    """The same between these times, and the day of the first of them; None where no rule can say it.

    Without a day it begins at the next time from now.
    """
    hourly = repeat.freq == "HOURLY"
    step = repeat.interval * (60 if hourly else 1)
    if not hourly and times.start % 60:
        return None
    moments = range(times.start, times.end + hourly, step)
    if not moments or times.end - times.start >= _DAY:
        return None
    counted = moments if hourly else range(times.start, times.end, 60)
    hours = tuple(sorted({moment // 60 % 24 for moment in counted}))
    begin = times.start
    if day is None:
        passed = ref.time.hour * 60 + ref.time.minute
        later = next((moment for moment in moments if passed < moment < _DAY), None)
        today = _takes_place(repeat, ref.today)
        if later is not None and today:
            begin = later
        else:
            ahead = (ref.days_ahead(number) for number in range(1, 8))
            day = next((one for one in ahead if one is not None and _takes_place(repeat, one)), None)
    if hourly and _DAY % step:
        repeat = repeat._replace(freq="DAILY", interval=1)
    return repeat._replace(hours=hours, clock=Clock(begin % _DAY)), day


def _takes_place(repeat: Repeat, day: date) -> bool:
    """Whether it may come on that day of the week; whose holidays count is not known here."""
    return day.weekday() in (repeat.weekdays or (WORK_WEEK if repeat.workdays else range(7)))
