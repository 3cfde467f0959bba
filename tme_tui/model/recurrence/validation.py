"""Whether a recurrence can be accepted: well-formed, and able to occur at all."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.days import day_matches, days_of_month, days_of_year
from tme_tui.model.recurrence.regular import times_of
from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.series import WorkCalendar
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.recurrence.windows import first

_YEAR_TYPES = (2018, 2019, 2017, 2014, 2015, 2021, 2022, 2024, 2008, 2020, 2004, 2016, 2000, 2012)
"""A year for each way the calendar can lie: seven weekdays for 1 January, common and leap."""


def validate(
    recurrence: Recurrence,
    start: Moment | None = None,
    *,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> None:
    """Raise `InvalidValue` for a rule that is malformed or never matches.

    With `start` the question is put exactly: whether this series has a single occurrence. Without it only
    what no start could help is refused.
    """
    if not recurrence.rule:
        if not recurrence.dates:
            raise InvalidValue("a recurrence needs a rule or dates", field="recurrence")
        return
    rule = parse_rule(recurrence.rule)
    if rule.by_position and not (recurrence.workdays or _names_days_or_times(rule)):
        raise InvalidValue("BYSETPOS chooses among days or times: name them too", field="recurrence")
    if not _can_occur(recurrence.rule, recurrence.workdays):
        raise InvalidValue(f"{recurrence.rule} never happens", field="recurrence")
    if start is not None and first(recurrence, start, calendar=calendar, home=home) is None:
        raise InvalidValue(f"{recurrence.rule} never happens from {start} on", field="recurrence")


def _names_days_or_times(rule: Rule) -> bool:
    days = rule.by_day or rule.by_month_day or rule.by_year_day or rule.by_week or rule.by_month
    return bool(days or rule.by_hour or rule.by_minute or rule.by_second)


@lru_cache(maxsize=1024)
def _can_occur(text: str, workdays: bool) -> bool:
    """Whether some year of the calendar holds an occurrence, whatever the start gives."""
    rule = parse_rule(text)
    times = len(times_of(rule, datetime.combine(date(2024, 1, 1), time.min), all_day=False))
    return any(_reached(rule, days * times) for days in _sizes(rule, workdays))


def _sizes(rule: Rule, workdays: bool) -> set[int]:
    """How many days a period of the rule can hold; at most, where holidays decide."""
    working = (lambda _: True) if workdays else None
    days = _year_days()
    if rule.freq is Frequency.YEARLY:
        starts = [date(2024, 1, 1)] if rule.by_month else [date(2024, month, 1) for month in range(1, 13)]
        return {len(days_of_year(rule, year, start, working)) for year in _YEAR_TYPES for start in starts}
    if rule.freq is Frequency.MONTHLY:
        months = ((year, month) for year in _YEAR_TYPES for month in range(1, 13))
        return {len(days_of_month(rule, year, month, 1, working)) for year, month in months}
    if rule.freq is Frequency.WEEKLY:
        most = 7 if workdays else max(len(rule.weekdays), 1)
        return {1, most}
    return {1 if any(day_matches(rule, day, None) for day in days) else 0}


def _reached(rule: Rule, size: int) -> bool:
    if not rule.by_position:
        return size > 0
    return any(abs(position) <= size for position in rule.by_position)


@lru_cache(maxsize=1)
def _year_days() -> tuple[date, ...]:
    return tuple(
        date.fromordinal(date(year, 1, 1).toordinal() + number)
        for year in _YEAR_TYPES
        for number in range(366 if year % 4 == 0 else 365)
    )
