"""Where one is in the calendar, and where a step leads: pure arithmetic with days and minutes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from tme_tui.language.dates.durations import shifted_by_months
from tme_tui.model.calendar.axis import ALL_DAY, ClockChange, axis_of
from tme_tui.model.calendar.days import week_of

ZOOMS = (15, 30, 60, 120)
"""So many minutes a row of the time grid stands for."""
_FARTHEST = 24
EARLIEST, LATEST = date(1900, 1, 1), date(9998, 12, 31)


class Shape(StrEnum):
    """How time is drawn."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    AGENDA = "agenda"
    YEAR = "year"

    @property
    def is_grid(self) -> bool:
        """Whether the cursor is on a slot, not on a day."""
        return self in (Shape.WEEK, Shape.DAY)


class Place(NamedTuple):
    """The cursor: a day, and in a time grid the minute at which its slot begins, or `ALL_DAY`."""

    shape: Shape
    day: date
    minute: int = 9 * 60
    zoom: int = 30
    again: bool = False
    """Whether the clocks show that minute for the second time that day."""
    reach: int = 2
    """So many months from its own on an agenda looks ahead."""

    def farther(self) -> Place:
        """An agenda that looks twice as far ahead, up to two years."""
        return self._replace(reach=min(self.reach * 2, _FARTHEST))

    def wall(self) -> datetime:
        """The time of the slot, `fold` where it is the second of two; midnight above the hours."""
        midnight = datetime.combine(self.day, time())
        return (midnight + timedelta(minutes=max(self.minute, 0))).replace(fold=int(self.again))

    def at(self, wall: datetime) -> Place:
        """The slot that a time is in."""
        minute = (wall.hour * 60 + wall.minute) // self.zoom * self.zoom
        return self.on(wall.date())._replace(minute=minute, again=bool(wall.fold))

    def on(self, day: date) -> Place:
        """The same on another day, as far as the calendar reaches."""
        day = min(max(day, EARLIEST), LATEST)
        return self._replace(day=day, again=self.again and day == self.day)

    def by_days(self, days: int) -> Place:
        """So many days on."""
        return self.on(_moved(self.day, days))

    def by_slots(self, slots: int, change: ClockChange | None = None) -> Place:
        """So many slots down the same day, on which clocks may change; above is the row of whole days."""
        axis = axis_of(self.zoom, (change,))
        at = -1 if self.minute == ALL_DAY else axis.row_at(self.minute, again=self.again)
        at = min(max(at + slots, -1), len(axis.rows) - 1)
        if at < 0:
            return self._replace(minute=ALL_DAY, again=False)
        return self._replace(minute=axis.rows[at].minute, again=axis.rows[at].again)

    def by_periods(self, periods: int) -> Place:
        """So many months, weeks, days or years on."""
        match self.shape:
            case Shape.MONTH:
                return self.by_months(periods)
            case Shape.YEAR:
                return self.by_months(12 * periods)
            case Shape.DAY:
                return self.by_days(periods)
            case _:
                return self.by_days(7 * periods)

    def by_months(self, months: int) -> Place:
        """So many months on, on the same day of the month or its last."""
        try:
            return self.on(shifted_by_months(self.day, months))
        except (OverflowError, ValueError):
            return self.on(LATEST if months > 0 else EARLIEST)

    def zoomed(self, step: int) -> Place:
        """Finer or coarser rows; the slot still holds the minute."""
        place = ZOOMS.index(self.zoom) + step if self.zoom in ZOOMS else 1
        zoom = ZOOMS[min(max(place, 0), len(ZOOMS) - 1)]
        minute = self.minute if self.minute == ALL_DAY else self.minute // zoom * zoom
        return self._replace(zoom=zoom, minute=minute)

    def days(self, first_weekday: int) -> tuple[date, date]:
        """The first day that is shown, and the one after the last."""
        match self.shape:
            case Shape.MONTH:
                begin = week_of(self.day.replace(day=1), first_weekday)
                last = (self.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
                return begin, week_of(last, first_weekday) + timedelta(days=7)
            case Shape.WEEK:
                begin = week_of(self.day, first_weekday)
                return begin, begin + timedelta(days=7)
            case Shape.AGENDA:
                first = self.by_months(-1).day.replace(day=1)
                return first, self.by_months(self.reach).day.replace(day=1)
            case _:
                return self.day, self.day + timedelta(days=1)


def week_at(day: date) -> int:
    """The number of the week from Monday to Sunday that a day is in, counted from the year 1."""
    return (day.toordinal() - 1) // 7


def weeks_of(first: date, after: date) -> list[int]:
    """The numbers of the weeks that have a day in a window."""
    return list(range(week_at(first), week_at(after - timedelta(days=1)) + 1))


def monday_of(week: int) -> date:
    """The first day of a week by its number."""
    return date.fromordinal(week * 7 + 1)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return LATEST if days > 0 else EARLIEST
