"""Dates in figures: `2026-03-05`, `05.03`, `5/3`, `5 марта 2027`, `mar 5`, `27th`, `5-го числа`.

With dots the day always comes first; with slashes the reader's setting decides. A date without its year is
the nearest one that has not passed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tme_tui.language.dates.durations import after_abbreviation
from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word, number_at
from tme_tui.language.dates.words import DAY_OF_MONTH, ORDINAL_SUFFIXES, YEAR_WORDS, months, word_set


class DayReading(NamedTuple):
    """A day that was read, and how sure that is."""

    day: date
    end: int
    clock: Clock | None = None
    """A time that came with it, as in `in 2 hours` or `tonight`."""
    other: date | None = None
    """Another day it may mean, as with `next friday` said on a Saturday."""
    doubtful: bool = False
    """It may be ordinary text as well."""
    needs_anchor: bool = False
    """A date only if a time stands beside it."""


def day_in_year(year: int, month: int, day: int) -> date | None:
    """That date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except (OverflowError, ValueError):
        return None


def nearest(ref: Reference, month: int, day: int) -> date | None:
    """The next such date from today on; 29 February waits for a leap year."""
    for year in range(ref.today.year, ref.today.year + 9):
        found = day_in_year(year, month, day)
        if found is not None and found >= ref.today:
            return found
    return None


def nearest_day_of_month(ref: Reference, day: int) -> date | None:
    """The next day with that number, in a month that has it."""
    year, month = ref.today.year, ref.today.month
    for _ in range(13):
        found = day_in_year(year, month, day)
        if found is not None and found >= ref.today:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def read_first_of_month(tokens: Tokens, i: int, ref: Reference) -> DayReading | None:
    """A month alone: its first day; with a number that is none of its days (`feb 30`), no date at all."""
    number = number_at(tokens, i + 1)
    if number is not None and 29 <= number <= 31 and ends_word(tokens, i + 2):
        return None
    day = nearest(ref, months()[tokens[i].text], 1)
    return DayReading(day, i + 1) if day is not None else None


def read_figures(tokens: Tokens, i: int, ref: Reference, *, free: bool) -> DayReading | None:
    """A date that begins with a number."""
    token, mark, second = tokens[i], tokens[i + 1], tokens[i + 2]
    if len(token.text) > 4:
        return None
    if (
        mark.text in ("-", ".", "/")
        and not mark.spaced
        and second.sort is Sort.NUMBER
        and not second.spaced
        and len(second.text) <= 2
    ):
        return _separated(tokens, i, ref)
    number = number_at(tokens, i)
    if number is None or not 1 <= number <= 31:
        return None
    return _day_and_month(tokens, i, number, ref, free=free)


def _separated(tokens: Tokens, i: int, ref: Reference) -> DayReading | None:
    """Two or three numbers with the same mark between them."""
    mark = tokens[i + 1].text
    first, second = number_at(tokens, i), number_at(tokens, i + 2)
    third_mark, third = tokens[i + 3], tokens[i + 4]
    three = (
        third_mark.text == mark
        and not third_mark.spaced
        and third.sort is Sort.NUMBER
        and not third.spaced
        and len(third.text) in (1, 2, 4)
    )
    if first is None or second is None:
        return None
    if len(tokens[i].text) == 4:
        last = number_at(tokens, i + 4) if three and len(third.text) <= 2 else None
        day = day_in_year(first, second, last) if last is not None else None
        return _with_iso_time(tokens, i + 5, day) if day is not None else None
    if len(tokens[i].text) > 2:
        return None
    day_first = mark == "." or ref.context.day_first
    number, month = (first, second) if day_first else (second, first)
    if not three:
        if mark == "-" or not ends_word(tokens, i + 3) or _looks_like_a_list(tokens, i):
            return None
        day = nearest(ref, month, number)
        sure = len(tokens[i].text) == 2 and len(tokens[i + 2].text) == 2
        return DayReading(day, i + 3, doubtful=not sure) if day is not None else None
    year = number_at(tokens, i + 4)
    if year is None or len(third.text) == 1:
        return None
    day = day_in_year(year if len(third.text) == 4 else 2000 + year, month, number)
    end = _after_year_word(tokens, i + 5)
    return DayReading(day, end) if day is not None and ends_word(tokens, end) else None


def _looks_like_a_list(tokens: Tokens, i: int) -> bool:
    """`1.2, 1.3` and `v 1.2`: numbers of versions and chapters."""
    before = tokens[i - 1] if i else None
    return before is not None and before.text in _NUMBERED


_NUMBERED = word_set(
    "v ver version release python chapter section build vol part page pages step score rate ratio "
    "версия версии версию релиз релиза глава главу главы раздел раздела пункт пункта п стр часть шаг"
)


def _with_iso_time(tokens: Tokens, i: int, day: date) -> DayReading | None:
    """The date, with `T18:00` if that follows."""
    if tokens[i].text != "t" or tokens[i].spaced:
        return DayReading(day, i) if ends_word(tokens, i) else None
    hour, minute = number_at(tokens, i + 1), number_at(tokens, i + 3)
    if hour is None or minute is None or tokens[i + 2].text != ":" or hour > 23 or minute > 59:
        return None
    end, seconds = i + 4, 0
    if tokens[end].text == ":" and not tokens[end].spaced:
        value = number_at(tokens, end + 1)
        if value is None or value > 59:
            return None
        end, seconds = end + 2, value
    if not ends_word(tokens, end):
        return None
    return DayReading(day, end, Clock(hour * 60 + minute, seconds=seconds))


def _day_and_month(tokens: Tokens, i: int, number: int, ref: Reference, *, free: bool) -> DayReading | None:
    """`5 марта`, `5-го`, `27th of march`, `5 числа`."""
    j, ordinal = _after_suffix(tokens, i + 1)
    before_month = j
    if tokens[j].text == "of":
        j += 2 if tokens[j + 1].text == "the" else 1
    month = months().get(tokens[j].text)
    if month is not None and (tokens[j].spaced or j == i + 1):
        end = after_abbreviation(tokens, j)
        return _dated(tokens, end, month, number, ref, free=free)
    if tokens[before_month].text in DAY_OF_MONTH:
        end = before_month + 1
        follows = tokens[end].text
        if follows in ("следующего", "этого", "текущего") and tokens[end + 1].text == "месяца":
            base = ref.today.replace(day=1)
            year, index = divmod(base.year * 12 + base.month - 1 + (follows == "следующего"), 12)
            day = day_in_year(year, index + 1, number)
            return DayReading(day, end + 2) if day is not None else None
        day = nearest_day_of_month(ref, number)
        return DayReading(day, end) if day is not None and ends_word(tokens, end) else None
    if not ordinal or not ends_word(tokens, before_month):
        return None
    day = nearest_day_of_month(ref, number)
    return DayReading(day, before_month, doubtful=True) if day is not None else None


def _after_suffix(tokens: Tokens, i: int) -> tuple[int, bool]:
    """Past `th` or `-го`, and whether there was one."""
    token = tokens[i]
    if token.text in ORDINAL_SUFFIXES and not token.spaced:
        return i + 1, True
    if token.text == "-" and not token.spaced:
        suffix = tokens[i + 1]
        if suffix.text in ORDINAL_SUFFIXES and not suffix.spaced:
            return i + 2, True
    return i, False


def read_month_first(tokens: Tokens, i: int, ref: Reference, *, free: bool) -> DayReading | None:
    """`mar 5`, `March 5th, 2027`."""
    month = months()[tokens[i].text]
    j = after_abbreviation(tokens, i)
    if tokens[j].text == "the":
        j += 1
    number = number_at(tokens, j)
    if number is None or not 1 <= number <= 31 or not tokens[j].spaced:
        return None
    end, ordinal = _after_suffix(tokens, j + 1)
    if not ordinal and months().get(tokens[end].text) is not None:
        return None
    return _dated(tokens, end, month, number, ref, free=free)


def _dated(
    tokens: Tokens, end: int, month: int, number: int, ref: Reference, *, free: bool
) -> DayReading | None:
    """The day, in the year that follows if one does."""
    j = end + 1 if tokens[end].text == "," and not tokens[end].spaced else end
    year_token = tokens[j]
    if year_token.sort is Sort.NUMBER and year_token.spaced and len(year_token.text) == 4:
        year = number_at(tokens, j)
        after = _after_year_word(tokens, j + 1)
        plausible = year is not None and (free or -10 <= year - ref.today.year <= 80)
        if year is not None and plausible and ends_word(tokens, after):
            day = day_in_year(year, month, number)
            return DayReading(day, after) if day is not None else None
    if not ends_word(tokens, end):
        return None
    day = nearest(ref, month, number)
    return DayReading(day, end) if day is not None else None


def _after_year_word(tokens: Tokens, i: int) -> int:
    """Past `г.` or `года`."""
    return after_abbreviation(tokens, i) if tokens[i].text in YEAR_WORDS else i
