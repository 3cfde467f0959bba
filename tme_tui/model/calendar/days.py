"""A day as a calendar draws it: what stands on it, when one works, and how full it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tme_tui.model.calendar.hours import Hours
from tme_tui.model.diary import Appearance, Role
from tme_tui.model.working_time import Span

_USUAL_DAY = 8 * 60
"""How many minutes a day without hours of work is full after."""
_NO_TIME, _DAY = timedelta(), timedelta(days=1)


class Day(NamedTuple):
    """One day."""

    items: tuple[Appearance, ...] = ()
    work: tuple[Span, ...] = ()
    is_holiday: bool = False
    load: int = 0
    """How many minutes are taken: by events and blocks, and by the estimates of what is due."""
    hours: Hours = ()
    """When the people work whose time is shown."""
    common: tuple[Span, ...] = ()
    """When all of them do."""
    rings: tuple[Appearance, ...] = ()
    """When one is reminded."""
    rung: Day | None = None
    """The same day with the reminders among its items."""

    @property
    def shaded(self) -> tuple[Span, ...]:
        """The hours that have a ground of their own."""
        return self.common if self.hours else self.work

    @property
    def share(self) -> float:
        """How full it is; more than 1 is too full."""
        return self.load / (sum(end - begin for begin, end in self.work) or _USUAL_DAY)


NOTHING = Day()


def day_of(day: date, items: Sequence[Appearance], work: tuple[Span, ...], usual: tuple[Span, ...]) -> Day:
    """A day by what stands on it, the hours of work on it, and those of such a weekday."""
    return Day(tuple(items), work, not work and bool(usual), load_of(items, day))


def load_of(items: Sequence[Appearance], day: date) -> int:
    """How many minutes of a day are taken."""
    taken, estimated = _NO_TIME, 0
    midnight = datetime.combine(day, datetime.min.time())
    after = midnight + _DAY
    for begin, end, all_day, role, entry, state, *_ in items:
        if all_day or state == "done" or entry.status == "done":
            continue
        if role is not Role.BLOCK:
            if entry.estimate and entry.starts is None:
                estimated += entry.estimate
        elif begin >= midnight and end <= after:
            taken += end - begin
        else:
            taken += max(min(end, after) - max(begin, midnight), _NO_TIME)
    return (int(taken.total_seconds()) + estimated) // 60


def is_late(one: Appearance, now: datetime) -> bool:
    """Whether it should have been done."""
    until = one.end if one.all_day else one.begin
    return one.role is Role.DUE and not one.is_closed and until < now


def bar_of(day: Day, room: int) -> str:
    """How full a day is, in at most so many cells; a day that is too full ends with `!`."""
    cells = min(max(round(day.share * room), 1 if day.load else 0), room)
    return "━" * cells if day.share <= 1 or not cells else "━" * (cells - 1) + "!"


def window(count: int, slots: int, chosen: int = 0) -> tuple[range, int]:
    """Which of `count` items are shown in so many lines, the chosen one among them, and how many are not.

    What is not shown takes a line itself to say so.
    """
    if slots <= 0:
        return range(0), count
    if count <= slots:
        return range(count), 0
    room = slots - 1
    if room == 0:
        return range(0), count
    first = min(max(chosen - room + 1, 0), count - room)
    return range(first, first + room), count - room


def week_of(day: date, first_weekday: int) -> date:
    """The first day of the week that a day is in, as far as there are days."""
    return day - timedelta(days=min((day.weekday() - first_weekday) % 7, day.toordinal() - 1))


def week_number(week: date) -> int:
    """The ISO number of a week, by the Thursday in it, whichever day it begins with."""
    return (week + timedelta(days=(3 - week.weekday()) % 7)).isocalendar().week


def shared(width: int, parts: int) -> tuple[int, ...]:
    """So many cells dealt out evenly; the last parts have the rest."""
    wide, spare = divmod(max(width, parts), parts)
    return tuple(wide + (number >= parts - spare) for number in range(parts))
