"""What follows `every`: units, weekdays, numbers of the month, the nth of something."""

from __future__ import annotations

from tme_tui.language.dates.durations import read_number, read_unit
from tme_tui.language.dates.figures import read_month_first
from tme_tui.language.dates.hours import at_part
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, number_at
from tme_tui.language.dates.words import SINGLE_UNITS, months, units, weekdays
from tme_tui.language.recurring.lists import read_month_days, read_ordinal, read_weekdays
from tme_tui.language.recurring.places import Found, in_month, of_a_month, of_the_month, read_on, work_days
from tme_tui.language.recurring.repeat import WEEKEND_DAYS, WORK_WEEK, Repeat
from tme_tui.language.recurring.words import (
    AND,
    DAY_NOUNS,
    HALVES,
    NUMBER_NOUNS,
    PARTS,
    SHORT_OF_UNITS,
    UNITS,
    WEEKDAY_WORDS,
    WEEKEND_WORDS,
)

_MOST = 10_000
_MOST_POSITIONS = 5


def read_body(tokens: Tokens, i: int, ref: Reference, *, units_only: bool = False) -> Found | None:
    """What repeats; `units_only` after `раз в`, where only a length of time makes sense."""
    word = tokens[i].text
    if word in HALVES:
        freq, interval = HALVES[word]
        return Repeat(freq, interval), i + 1
    if word == "half" and tokens[i + 1].text in ("hour", "an"):
        return Repeat("MINUTELY", 30), i + (3 if tokens[i + 1].text == "an" else 2)
    single = _unit(tokens, i, 1) if tokens[i].text not in SHORT_OF_UNITS else None
    if single is not None and (word.isascii() or word in SINGLE_UNITS or word in _NOMINATIVE):
        return read_on(tokens, single[1], single[0])
    counted = _counted(tokens, i)
    if counted is not None or units_only:
        return counted
    if word == "other":
        return _every_other(tokens, i + 1)
    return (
        _kinds_of_days(tokens, i)
        or _part_of_day(tokens, i, ref)
        or _weekday_list(tokens, i)
        or _ordinal(tokens, i)
        or _numbers(tokens, i)
        or _month_first(tokens, i, ref)
    )


_NOMINATIVE = frozenset({"минута", "неделя", "недели", "месяца", "года", "дня"})


def _unit(tokens: Tokens, i: int, count: int) -> Found | None:
    """A unit of time, `count` of them."""
    word = tokens[i].text
    unit = units().get(word)
    if unit is None or unit not in UNITS:
        return None
    freq, size = UNITS[unit]
    if not 1 <= count <= _MOST:
        return None
    return Repeat(freq, size * count), i + 1


def _counted(tokens: Tokens, i: int) -> Found | None:
    """`3 days`, `2 недели`, `пару дней`, `полтора часа`, `3 рабочих дня`."""
    number = read_number(tokens, i)
    if number is None or (tokens[i].text in ("a", "an") and tokens[i + 1].text != "couple"):
        return None
    whole = int(number.value) if number.value == int(number.value) else None
    if whole is not None:
        work = work_days(tokens, number.end)
        if work is not None and 1 <= whole <= _MOST:
            return Repeat("DAILY", whole, workdays=True), work
    unit = read_unit(tokens, number.end, after_digits=number.digits)
    if unit is None or unit[0] not in UNITS:
        return None
    freq, size = UNITS[unit[0]]
    interval = number.value * size
    if interval != int(interval) and freq == "HOURLY":
        freq, interval = "MINUTELY", interval * 60
    if interval != int(interval) and freq == "YEARLY":
        freq, interval = "MONTHLY", interval * 12
    if interval != int(interval) or not 1 <= interval <= _MOST:
        return None
    return read_on(tokens, unit[1], Repeat(freq, int(interval)))


def _every_other(tokens: Tokens, i: int) -> Found | None:
    """`every other day`, `every other tuesday`."""
    single = _unit(tokens, i, 2)
    if single is not None:
        return read_on(tokens, single[1], single[0])
    work = work_days(tokens, i)
    if work is not None:
        return Repeat("DAILY", 2, workdays=True), work
    days = read_weekdays(tokens, i)
    return (Repeat("WEEKLY", 2, weekdays=days[0]), days[1]) if days is not None else None


def _kinds_of_days(tokens: Tokens, i: int) -> Found | None:
    """Weekdays, working days, weekends."""
    word = tokens[i].text
    work = work_days(tokens, i)
    if work is not None:
        return Repeat("DAILY", workdays=True), work
    if word in WEEKDAY_WORDS:
        return Repeat("WEEKLY", weekdays=WORK_WEEK), i + 1
    if word in WEEKEND_WORDS:
        end = i + 2 if tokens[i + 1].text in ("day", "день") else i + 1
        return Repeat("WEEKLY", weekdays=WEEKEND_DAYS), end
    return None


def _part_of_day(tokens: Tokens, i: int, ref: Reference) -> Found | None:
    part = PARTS.get(tokens[i].text)
    return (Repeat("DAILY", clock=at_part(ref.parts, part)), i + 1) if part is not None else None


def _weekday_list(tokens: Tokens, i: int) -> Found | None:
    days = read_weekdays(tokens, i)
    return (Repeat("WEEKLY", weekdays=days[0]), days[1]) if days is not None else None


def _ordinal(tokens: Tokens, i: int) -> Found | None:
    """`15th`, `last day`, `1st monday`, `third day`, `последний рабочий день`, `15-е число`."""
    ordinal = read_ordinal(tokens, i)
    if ordinal is None:
        return None
    several = read_month_days(tokens, i, bare=False)
    if several is not None and len(several[0]) > 1:
        listed = _several_nths(tokens, several[1], several[0])
        if listed is not None:
            return listed
    nth, j = ordinal
    work = work_days(tokens, j)
    if work is not None:
        return _nth_workdays(tokens, work, nth)
    word = tokens[j].text
    if word in WEEKDAY_WORDS:
        return in_month(tokens, j + 1, Repeat("MONTHLY", weekdays=WORK_WEEK, positions=(nth,)))
    if word in weekdays():
        return _nth_weekday(tokens, j, nth)
    if word in DAY_NOUNS:
        end = of_the_month(tokens, j + 1)
        if end is not None or nth in (1, -1):
            return Repeat("MONTHLY", month_days=(nth,)), end if end is not None else j + 1
    month = months().get(tokens[j + 1 if word == "of" else j].text)
    if month is not None and 1 <= nth <= 31:
        return Repeat("YEARLY", months=(month,), month_days=(nth,)), j + (2 if word == "of" else 1)
    if nth > 1:
        single = _unit(tokens, j, nth)
        if single is not None and word not in SHORT_OF_UNITS:
            return read_on(tokens, single[1], single[0])
    if tokens[i].sort is Sort.WORD and word not in NUMBER_NOUNS:
        return None
    return _numbers(tokens, i)


def _several_nths(tokens: Tokens, i: int, nths: tuple[int, ...]) -> Found | None:
    """`1st and 3rd friday`, `первый и последний рабочий день`: what the numbers before count."""
    work = work_days(tokens, i)
    if work is not None:
        return in_month(tokens, work, Repeat("MONTHLY", positions=nths, workdays=True))
    day = weekdays().get(tokens[i].text)
    if day is None or not all(-1 <= nth <= 5 for nth in nths):
        return None
    return in_month(tokens, i + 1, Repeat("MONTHLY", weekdays=(day,), nths=nths))


def _nth_workdays(tokens: Tokens, i: int, nth: int) -> Found:
    """`15th workday`, and `, last workday` after it."""
    positions, j = [nth], i
    for _ in range(_MOST_POSITIONS):
        k = j + 1 if tokens[j].text in AND else j
        more = read_ordinal(tokens, k) if k > j else None
        end = work_days(tokens, more[1]) if more is not None else None
        if more is None or end is None:
            break
        positions.append(more[0])
        j = end
    return in_month(tokens, j, Repeat("MONTHLY", positions=tuple(positions), workdays=True))


def _nth_weekday(tokens: Tokens, i: int, nth: int) -> Found | None:
    """`3rd friday` is the month's; `каждый второй вторник` more often means every other one."""
    if not (-1 <= nth <= 5) or nth == 0:
        return None
    day = weekdays()[tokens[i].text]
    month = of_a_month(tokens, i + 1)
    if month is not None:
        yearly = Repeat("YEARLY", weekdays=(day,), nths=(nth,), months=(month[0],))
        return yearly, month[1]
    monthly = Repeat("MONTHLY", weekdays=(day,), nths=(nth,))
    end = of_the_month(tokens, i + 1)
    if end is not None:
        return monthly, end
    if nth < 2:
        return monthly, i + 1
    other = Repeat("WEEKLY", nth, weekdays=(day,))
    if tokens[i].text.isascii():
        return monthly._replace(other=other if nth == 2 else None), i + 1
    return (other._replace(other=monthly), i + 1) if nth == 2 else (monthly._replace(other=other), i + 1)


def _numbers(tokens: Tokens, i: int) -> Found | None:
    """`1st and 15th`, `15-е`, `1 и 15 число`, `27 января`."""
    days = read_month_days(tokens, i, bare=True)
    if days is None:
        return None
    j = days[1]
    month = months().get(tokens[j].text)
    if month is not None and len(days[0]) == 1:
        return Repeat("YEARLY", months=(month,), month_days=days[0]), j + 1
    named = tokens[j].text in NUMBER_NOUNS
    if named:
        j += 1
    elif number_at(tokens, days[1] - 1) is not None:
        return None  # a bare number says nothing without its noun
    return in_month(tokens, j, Repeat("MONTHLY", month_days=days[0]))


def _month_first(tokens: Tokens, i: int, ref: Reference) -> Found | None:
    """`jan 27`, `january`."""
    month = months().get(tokens[i].text)
    if month is None:
        return None
    dated = read_month_first(tokens, i, ref, free=False)
    if dated is not None:
        return Repeat("YEARLY", months=(month,), month_days=(dated.day.day,)), dated.end
    return Repeat("YEARLY", months=(month,), month_days=(1,)), i + 1
