"""What there is to say about a recurrence, worked out once for both languages.

A rule has many spellings for the same thing: MO,TU,WE,TH,FR are weekdays, the last of 28,29,30,31 is "the
31st or the last day". The outline recognises them; the languages only choose words.
"""

from __future__ import annotations

from enum import Enum
from itertools import product

from tme_tui.model.recurrence.rule import Frequency, Rule
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.value import value


class Days(Enum):
    """A kind of day that has a name of its own."""

    ANY = "day"
    WEEKDAY = "weekday"
    WEEKEND = "weekend day"
    WORKING = "working day"


@value
class Outline:
    """The parts of a sentence about a rule."""

    freq: Frequency
    interval: int
    kind: Days | None = None
    """Only such days, or (with `positions`) the nth such day."""
    weekdays: tuple[int, ...] = ()
    """Each of these weekdays."""
    numbered: tuple[tuple[int, int], ...] = ()
    """(which one, weekday) in the month or year."""
    positions: tuple[int, ...] = ()
    """Which of the period's days; what they are is in `kind` or `weekdays`."""
    month_days: tuple[int, ...] = ()
    month_end: int | None = None
    """This day of the month, or the last one in a shorter month."""
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    times: tuple[tuple[int, int, int], ...] = ()
    """Wall times of a day, when the rule gives them all."""
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()


_MOST_TIMES = 6


def outline_of(recurrence: Recurrence, rule: Rule) -> Outline:
    """What is to be said about `rule`."""
    month_days, month_end, positions = rule.by_month_day, None, rule.by_position
    safe = {*range(28, max(rule.by_month_day, default=0) + 1)}
    if positions == (-1,) and len(safe) > 1 and safe == set(rule.by_month_day) and not rule.by_day:
        month_days, month_end, positions = (), max(safe), ()
    plain = tuple(weekday for nth, weekday in rule.by_day if nth == 0)
    kind = _kind(recurrence, rule, plain)
    if kind in (Days.WEEKDAY, Days.WEEKEND) and rule.freq is not Frequency.DAILY and not positions:
        kind = kind if kind is Days.WEEKDAY else None
    times, hours, minutes, seconds = _times(rule)
    return Outline(
        rule.freq,
        rule.interval,
        kind=kind,
        weekdays=plain if kind in (None, Days.WORKING) else (),
        numbered=tuple(pair for pair in rule.by_day if pair[0]),
        positions=positions,
        month_days=month_days,
        month_end=month_end,
        year_days=rule.by_year_day,
        weeks=rule.by_week,
        months=rule.by_month,
        times=times,
        hours=hours,
        minutes=minutes,
        seconds=seconds,
    )


def _kind(recurrence: Recurrence, rule: Rule, plain: tuple[int, ...]) -> Days | None:
    if recurrence.workdays:
        return Days.WORKING
    if len(plain) != len(rule.by_day):
        return None
    match plain:
        case (0, 1, 2, 3, 4):
            return Days.WEEKDAY
        case (5, 6):
            return Days.WEEKEND
        case (0, 1, 2, 3, 4, 5, 6):
            return Days.ANY
    return None


def _times(
    rule: Rule,
) -> tuple[tuple[tuple[int, int, int], ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Whole wall times when they are few and complete, else the parts by themselves."""
    complete = rule.freq <= Frequency.DAILY and rule.by_hour and rule.by_minute
    if complete and len(rule.by_hour) * len(rule.by_minute) * max(len(rule.by_second), 1) <= _MOST_TIMES:
        return tuple(product(rule.by_hour, rule.by_minute, rule.by_second or (0,))), (), (), ()
    return (), rule.by_hour, rule.by_minute, rule.by_second
