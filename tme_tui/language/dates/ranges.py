"""From one time to another: `10-11:30`, `3-4pm`, `с 10 до 11:30`, `10:00 for 45m`.

And from one day to another: `с 1 по 10 ноября`, `from monday to friday`, `5-7 мая`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tme_tui.language.context import DayParts
from tme_tui.language.dates.clock import read_open_clock
from tme_tui.language.dates.days import read_day
from tme_tui.language.dates.durations import read_amount, shifted_by_months
from tme_tui.language.dates.figures import day_in_year, nearest
from tme_tui.language.dates.hours import Clock, bare_hour
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word, number_at
from tme_tui.language.dates.words import DAY_OF_MONTH, MIDNIGHT, NOON, months, weekdays

_DASHES = frozenset({"-", "–", "—", "‑", "−"})
_BETWEEN_DATES = _DASHES | {"to"}
_UP_TO = frozenset({"до", "to", "till", "until", "по"})
_FROM = frozenset({"с", "со", "from", "between"})
_AT = frozenset({"at", "в", "во"})
_OPENING = NOON | MIDNIGHT
_DAY = 1440


class TimeRange(NamedTuple):
    """A start and an end, in minutes from the midnight of the first day."""

    start: int
    end: int
    split: int
    """The token at which the words about the end begin."""
    vague: bool = False
    """Both hours could be twelve hours earlier."""
    start_again: bool = False
    end_again: bool = False
    """Of a time that the clocks show twice, the second is meant."""

    @property
    def opening(self) -> Clock:
        """The time at which it starts."""
        return Clock(self.start, again=self.start_again)

    @property
    def closing(self) -> Clock:
        """The time at which it ends."""
        return Clock(self.end, again=self.end_again)


def read_time_range(tokens: Tokens, i: int, parts: DayParts) -> tuple[TimeRange, int] | None:
    """The range of times at token `i`."""
    token = tokens[i]
    prefixed = token.text in _FROM or token.text in _AT
    j = i + 1 if prefixed else i
    if prefixed and not tokens[j].spaced:
        return None
    named = tokens[j].text in _OPENING
    if tokens[j].sort is not Sort.NUMBER and not named and not (prefixed and tokens[j].sort is Sort.WORD):
        return None
    # `from 10 to 11`: not ten minutes to eleven
    first = _hour_before_to(tokens, j) or read_open_clock(tokens, j, parts, bare=True)
    if first is None:
        return None
    start, k = first
    explicit = k - j > 1 or named
    separator = tokens[k].text
    joined = separator in _DASHES or separator in _UP_TO or (token.text == "between" and separator == "and")
    if joined:
        found = read_open_clock(tokens, k + 1, parts, bare=True)
        if found is not None and ends_word(tokens, found[1]):
            finish, end = found
            if not (prefixed or explicit or end - k > 2):
                return None
            if end - k == 2 and tokens[end].text in months():
                return None  # `from 1 dec 10:00 to 10 dec`
            if separator == "по" and not explicit and _are_days(tokens, end):
                return None
            return _joined(start, finish, explicit_start=explicit, explicit_end=end - k > 2, split=k), end
    if separator in ("for", "на") and (explicit or token.text in _AT):
        length = read_amount(tokens, k + 1, single=True)
        if length is not None and length[0].on_the_clock and not length[0].months and not length[0].days:
            if _is_a_time(tokens, length[1]):
                return None
            finish_at = start.minutes + length[0].seconds // 60
            return TimeRange(start.minutes, finish_at, k, start.vague, start.again), length[1]
    return None


def _are_days(tokens: Tokens, i: int) -> bool:
    """`с 15 по 20 числа`, `с 15 по 20 каждого месяца`: what looked like hours were days of a month."""
    return tokens[i].text in DAY_OF_MONTH or tokens[i + 1].text in ("месяца", "месяц")


def _hour_before_to(tokens: Tokens, i: int) -> tuple[Clock, int] | None:
    """An hour in digits right before `to`."""
    hour = number_at(tokens, i) if tokens[i + 1].text == "to" else None
    return bare_hour(hour, 0, i + 1) if hour is not None and hour <= 24 else None


def _is_a_time(tokens: Tokens, i: int) -> bool:
    """`на 2 часа дня`: what looked like a length was a time."""
    return tokens[i].text in ("дня", "ночи", "утра", "вечера")


def _joined(
    start: Clock, finish: Clock, *, explicit_start: bool, explicit_end: bool, split: int
) -> TimeRange:
    """Both ends, an hour without its half of the day settled by the other one."""
    first, last = start.minutes, finish.minutes
    if start.again or finish.again:
        is_next_day = last <= first and start.again
        return TimeRange(first, last + _DAY * is_next_day, split, False, start.again, finish.again)
    if not explicit_start and explicit_end and not finish.vague:
        first = _before(start, last)
    if last <= first and not explicit_end and last + 720 > first and last < 720:
        last += 720
    if last <= first:
        # a shift from 22 to 6 ends in the morning
        last += _DAY - (720 if finish.vague else 0)
    return TimeRange(first, last, split, start.vague and finish.vague)


def _before(start: Clock, last: int) -> int:
    """A bare hour, in the half of the day that brings it closest before the end."""
    figures = start.minutes % 720
    if start.minutes >= 780 and not start.vague:
        return start.minutes
    options = [minutes for minutes in (figures, figures + 720) if minutes < last]
    if not options:
        return start.minutes
    return max(options) if last - max(options) < 720 and last > 720 else options[0]


class DayRange(NamedTuple):
    """A first and a last day."""

    first: date
    last: date
    split: int


def read_day_range(tokens: Tokens, i: int, ref: Reference) -> tuple[DayRange, int] | None:
    """`с 1 по 10 ноября`, `from monday to friday`, `5-7 мая`, `mar 5-7`, `1 dec to 3 dec`, `пн-ср`."""
    token = tokens[i]
    if token.text in _FROM:
        return _from_day(tokens, i + 1, ref)
    if token.sort is Sort.NUMBER:
        dotted = _dotted(tokens, i, ref) if tokens[i + 1].text == "." else None
        return (
            dotted or _numbers_then_month(tokens, i, ref, _DASHES) or _from_to(tokens, i, ref, _BETWEEN_DATES)
        )
    if token.text in months():
        return _month_then_numbers(tokens, i, ref) or _from_to(tokens, i, ref, _BETWEEN_DATES)
    if token.text in weekdays():  # with a dash only: `move the talk monday to friday` names no event
        return _from_to(tokens, i, ref, _DASHES)
    return None


def _from_day(tokens: Tokens, i: int, ref: Reference) -> tuple[DayRange, int] | None:
    short = _numbers_then_month(tokens, i, ref, _UP_TO | _DASHES)
    return short if short is not None else _from_to(tokens, i, ref, _UP_TO)


def _from_to(
    tokens: Tokens, i: int, ref: Reference, separators: frozenset[str]
) -> tuple[DayRange, int] | None:
    """Two whole days: `понедельника по среду`, `dec 20 to jan 3`, `5 дек - 7 дек`."""
    first = read_day(tokens, i, ref, anchored=True)
    if first is None or first.clock is not None or tokens[first.end].text not in separators:
        return None
    last = read_day(tokens, first.end + 1, ref, anchored=True)
    if last is None or last.clock is not None:
        return None
    end_day = last.day
    while end_day < first.day:
        shifted = _later_such_day(first.day, end_day)
        if shifted is None:
            return None
        end_day = shifted
    return DayRange(first.day, end_day, first.end), last.end


def _dotted(tokens: Tokens, i: int, ref: Reference) -> tuple[DayRange, int] | None:
    """`28.12-08.01`, `28.12.2026-08.01.2027`: without spaces no date ends before the dash."""
    first = _figures(tokens, i)
    if first is None or tokens[first[1]].text not in _DASHES or tokens[first[1]].spaced:
        return None
    last = _figures(tokens, first[1] + 1)
    if last is None or not ends_word(tokens, last[1]):
        return None
    begin = _dated(ref.today, first[0])
    end = _dated(begin, last[0]) if begin is not None else None
    if begin is None or end is None or end < begin:
        return None
    return DayRange(begin, end, first[1]), last[1]


_Figures = tuple[int, int, int | None]


def _figures(tokens: Tokens, i: int) -> tuple[_Figures, int] | None:
    """Day and month of two figures each, and a year of four, joined by dots."""
    texts = [tokens[i + step].text for step in range(5)]
    if any(token.spaced for token in (tokens[i + 1], tokens[i + 2])) or len(texts[0]) > 2:
        return None
    day, month = number_at(tokens, i), number_at(tokens, i + 2)
    if texts[1] != "." or len(texts[2]) != 2 or day is None or month is None:
        return None
    year = number_at(tokens, i + 4) if texts[3] == "." and len(texts[4]) == 4 else None
    return (day, month, year), i + (5 if year is not None else 3)


def _dated(earliest: date, figures: _Figures) -> date | None:
    """That date, in the first year that does not bring it before `earliest`."""
    day, month, year = figures
    if year is not None:
        return day_in_year(year, month, day)
    found = (day_in_year(earliest.year + step, month, day) for step in range(9))
    return next((date for date in found if date is not None and date >= earliest), None)


def _later_such_day(first: date, last: date) -> date | None:
    """The same weekday or date in a later week or year, so that the range runs forward."""
    try:
        return last + timedelta(weeks=1) if (first - last).days < 7 else shifted_by_months(last, 12)
    except (OverflowError, ValueError):
        return None


def _numbers_then_month(
    tokens: Tokens, i: int, ref: Reference, separators: frozenset[str]
) -> tuple[DayRange, int] | None:
    first, last = number_at(tokens, i), number_at(tokens, i + 2)
    month = months().get(tokens[i + 3].text)
    if first is None or last is None or month is None or tokens[i + 1].text not in separators:
        return None
    return _in_month(ref, month, first, last, i + 1, i + 4, tokens)


def _month_then_numbers(tokens: Tokens, i: int, ref: Reference) -> tuple[DayRange, int] | None:
    first, last = number_at(tokens, i + 1), number_at(tokens, i + 3)
    if first is None or last is None or tokens[i + 2].text not in _DASHES:
        return None
    return _in_month(ref, months()[tokens[i].text], first, last, i + 2, i + 4, tokens)


def _in_month(
    ref: Reference, month: int, first: int, last: int, split: int, end: int, tokens: Tokens
) -> tuple[DayRange, int] | None:
    if not (1 <= first < last <= 31) or not ends_word(tokens, end):
        return None
    last_day = nearest(ref, month, last)
    if last_day is None:
        return None
    return DayRange(last_day.replace(day=first), last_day, split), end
