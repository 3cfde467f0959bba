"""What a recurrence phrase said, before its limits are known, and the rule of RFC 5545 it comes to."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tme_tui.language.dates.hours import Clock
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORK_WEEK = (0, 1, 2, 3, 4)
WEEKEND_DAYS = (5, 6)


class Repeat(NamedTuple):
    """The parts of a rule, and what people add to it."""

    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    """Which of the month's `weekdays`: 1MO, -1FR; empty is each."""
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    workdays: bool = False
    anchor: Anchor = Anchor.SCHEDULE
    shift: Shift = Shift.NONE
    missed: Missed = Missed.KEEP
    clock: Clock | None = None
    """The time of day that was said with it."""
    excluded: tuple[date, ...] = ()
    """Days on which it does not take place."""
    other: Repeat | None = None
    """Another way to understand the same words."""

    def rule(self, *, week_start: int = 0, until: date | None = None, count: int | None = None) -> str:
        """The value of an RRULE."""
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + _joined(self.months))
        month_days, positions = self._month_safe()
        if month_days:
            parts.append("BYMONTHDAY=" + _joined(month_days))
        if self.weekdays:
            which = [str(nth) for nth in self.nths] or [""]
            days = [CODES[day] for day in sorted(set(self.weekdays))]
            parts.append("BYDAY=" + ",".join(nth + day for nth in which for day in days))
        if self.hours:
            parts.append("BYHOUR=" + _joined(self.hours))
        if positions:
            parts.append("BYSETPOS=" + _joined(positions))
        if week_start and self.freq == "WEEKLY" and self.interval != 1 and self.weekdays:
            parts.append(f"WKST={CODES[week_start]}")
        if count is not None:
            parts.append(f"COUNT={count}")
        elif until is not None:
            parts.append(f"UNTIL={until:%Y%m%d}")
        return ";".join(parts)

    def _month_safe(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The 31st of each month is the last day of a shorter one, so that no month is left out."""
        days = tuple(sorted(set(self.month_days), key=lambda day: (day < 0, day)))
        if self.freq == "MONTHLY" and len(days) == 1 and days[0] in (29, 30, 31) and not self.positions:
            return tuple(range(28, days[0] + 1)), (-1,)
        return days, self.positions

    def recurrence(
        self, *, week_start: int = 0, until: date | None = None, count: int | None = None
    ) -> Recurrence:
        """The value of the model."""
        return Recurrence(
            rule=self.rule(week_start=week_start, until=until, count=count),
            excluded=tuple(Moment(day) for day in self.excluded),
            anchor=self.anchor,
            missed=self.missed,
            shift=self.shift,
            workdays=self.workdays,
        )

    @property
    def follows_its_start(self) -> bool:
        """Whether the day of the month is whatever day the series begins on."""
        named = self.month_days or self.weekdays or self.positions or self.workdays
        return self.freq == "MONTHLY" and not named

    def at(self, clock: Clock) -> Repeat:
        """The same, at a time of day."""
        return self._replace(clock=clock)


def changed(
    recurrence: Recurrence,
    *,
    rule: str | None = None,
    missed: Missed | None = None,
    shift: Shift | None = None,
) -> Recurrence:
    """The same recurrence but for what is given; much faster than `dataclasses.replace`."""
    return Recurrence(
        recurrence.rule if rule is None else rule,
        recurrence.dates,
        recurrence.excluded,
        recurrence.anchor,
        recurrence.missed if missed is None else missed,
        recurrence.shift if shift is None else shift,
        recurrence.workdays,
    )


def _joined(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))
