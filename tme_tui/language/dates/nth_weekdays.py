"""The nth weekday of one month: `first monday of december`, `в последнюю пятницу следующего месяца`.

Without the month the words are left to recurrences (`every last friday`) and to the title.
"""

from __future__ import annotations

from datetime import date, timedelta

from tme_tui.language.dates.durations import shifted_by_months
from tme_tui.language.dates.figures import DayReading
from tme_tui.language.dates.periods import offset_word
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, number_at
from tme_tui.language.dates.words import ORDINAL_SUFFIXES, PERIODS, months, ordinals, weekdays

_MOST = 5


def read_nth_weekday(tokens: Tokens, i: int, ref: Reference) -> DayReading | None:
    """The day that `first monday of december` names, if that stands at token `i`."""
    found = _ordinal(tokens, i)
    if found is None:
        return None
    nth, j = found
    weekday = weekdays().get(tokens[j].text)
    if weekday is None or not (nth == -1 or 1 <= nth <= _MOST):
        return None
    return _in_month(tokens, j + 1, ref, weekday, nth)


def _ordinal(tokens: Tokens, i: int) -> tuple[int, int] | None:
    if tokens[i].sort is Sort.WORD:
        nth = ordinals().get(tokens[i].text)
        return (nth, i + 1) if nth is not None else None
    number = number_at(tokens, i)
    j = i + 2 if tokens[i + 1].text == "-" and not tokens[i + 1].spaced else i + 1
    if number is None or tokens[j].spaced or tokens[j].text not in ORDINAL_SUFFIXES:
        return None
    return number, j + 1


def _in_month(tokens: Tokens, i: int, ref: Reference, weekday: int, nth: int) -> DayReading | None:
    """Which month it is: a named one, this one or the next."""
    of = tokens[i].text in ("of", "in", "в")
    j = i + 1 if of else i
    if tokens[j].text == "the":
        j += 1
    month = months().get(tokens[j].text)
    if month is not None:
        year = number_at(tokens, j + 1) if len(tokens[j + 1].text) == 4 else None
        if year is not None:
            day = nth_weekday(year, month, weekday, nth)
            return DayReading(day, j + 2) if day is not None else None
        return _nearest(ref, weekday, nth, ref.today.replace(month=month, day=1), 12, j + 1)
    offset = offset_word(tokens[j].text)
    if offset is not None and PERIODS.get(tokens[j + 1].text) == "month":
        first = _later_month(ref.today.replace(day=1), offset)
        day = nth_weekday(first.year, first.month, weekday, nth) if first is not None else None
        return DayReading(day, j + 2) if day is not None else None
    if of and tokens[j].text == "month":
        return _nearest(ref, weekday, nth, ref.today.replace(day=1), 1, j + 1)
    return None


def _nearest(ref: Reference, weekday: int, nth: int, first: date, step: int, end: int) -> DayReading | None:
    """The first such day that has not passed, in this month or one `step` months later, and so on."""
    for count in range(_MOST):
        month = _later_month(first, step * count)
        day = nth_weekday(month.year, month.month, weekday, nth) if month is not None else None
        if day is not None and day >= ref.today:
            return DayReading(day, end)
    return None


def _later_month(first: date, count: int) -> date | None:
    try:
        return shifted_by_months(first, count)
    except (OverflowError, ValueError):
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month (-1 is the last), or None if it has none."""
    try:
        first = date(year, month, 1)
        if nth > 0:
            day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        else:
            last = shifted_by_months(first, 1) - timedelta(days=1)
            day = last - timedelta(days=(last.weekday() - weekday) % 7)
    except (OverflowError, ValueError):
        return None
    return day if day.month == month else None
