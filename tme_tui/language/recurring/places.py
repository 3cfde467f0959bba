"""Where in its period something repeats: `on tue and thu`, `on the 15th`, `of the month`, `27 января`."""

from __future__ import annotations

from tme_tui.language.dates.tokens import Sort, Tokens, number_at
from tme_tui.language.dates.words import months, weekdays
from tme_tui.language.recurring.lists import read_month_days, read_ordinal, read_weekdays
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.language.recurring.words import (
    DAY_NOUNS,
    EVERY,
    MONTH_GENITIVE,
    NUMBER_NOUNS,
    WORKDAY_WORDS,
    WORKING,
)

Found = tuple[Repeat, int]
"""What repeats, and where the words for it end."""


def work_days(tokens: Tokens, i: int) -> int | None:
    """Where `workday`, `рабочий день`, `будням` ends, if it stands here."""
    word = tokens[i].text
    if word in WORKING and tokens[i + 1].text in DAY_NOUNS:
        return i + 2
    return i + 1 if word in WORKDAY_WORDS and word != "будний" else None


def of_a_month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """`of november`, `ноября`: which month, and where it ends."""
    j = i + 1 if tokens[i].text in ("of", "in", "в") else i
    month = months().get(tokens[j].text)
    return (month, j + 1) if month is not None else None


def in_month(tokens: Tokens, end: int, repeat: Repeat) -> Found:
    """Past `of the month`, if that follows."""
    after = of_the_month(tokens, end)
    return repeat, end if after is None else after


def of_the_month(tokens: Tokens, i: int) -> int | None:
    """Where `of the month`, `of each month`, `каждого месяца` ends."""
    j = i
    if tokens[j].text in ("of", "in", "в"):
        j += 1
    if tokens[j].text == "the" or tokens[j].text in EVERY:
        j += 1
    if tokens[j].text in MONTH_GENITIVE or (tokens[j].text == "month" and j > i):
        return j + 1
    return None


def read_on(tokens: Tokens, i: int, repeat: Repeat) -> Found:
    """What may follow a unit: `on tue and thu`, `on the 15th`, `on the last friday`, `27 января`."""
    j = i
    if tokens[j].text in ("on", "в", "во", "по"):
        j += 1
    if tokens[j].text == "the":
        j += 1
    found: Found | None = None
    if repeat.freq == "WEEKLY" and j > i:
        days = read_weekdays(tokens, j)
        found = (repeat._replace(weekdays=days[0]), days[1]) if days is not None else None
    elif repeat.freq == "MONTHLY":
        found = _month_part(tokens, j, repeat, on=j > i)
    elif repeat.freq == "YEARLY":
        found = _year_part(tokens, j, repeat)
    return found if found is not None else (repeat, i)


def _month_part(tokens: Tokens, i: int, repeat: Repeat, *, on: bool) -> Found | None:
    ordinal = read_ordinal(tokens, i)
    if ordinal is not None and on:
        nth, j = ordinal
        work = work_days(tokens, j)
        if work is not None:
            return repeat._replace(positions=(nth,), workdays=True), work
        if tokens[j].text in weekdays() and -1 <= nth <= 5:
            return repeat._replace(weekdays=(weekdays()[tokens[j].text],), nths=(nth,)), j + 1
        if tokens[j].text in DAY_NOUNS:
            return repeat._replace(month_days=(nth,)), j + 1
    days = read_month_days(tokens, i, bare=True)
    if days is None or (ordinal is not None and tokens[i].sort is Sort.WORD):
        return None
    if tokens[days[1]].text in NUMBER_NOUNS:
        return repeat._replace(month_days=days[0]), days[1] + 1
    if number_at(tokens, days[1] - 1) is not None or tokens[days[1]].text in months():
        return None
    return repeat._replace(month_days=days[0]), days[1]


def _year_part(tokens: Tokens, i: int, repeat: Repeat) -> Found | None:
    ordinal = read_ordinal(tokens, i)
    weekday = weekdays().get(tokens[ordinal[1]].text) if ordinal is not None else None
    if ordinal is not None and weekday is not None and -1 <= ordinal[0] <= 5:
        named = of_a_month(tokens, ordinal[1] + 1)
        if named is not None:
            return repeat._replace(weekdays=(weekday,), nths=(ordinal[0],), months=(named[0],)), named[1]
    if tokens[i].sort is Sort.NUMBER:
        days = read_month_days(tokens, i, bare=True)
        if days is None or len(days[0]) != 1:
            return None
        j = days[1] + 1 if tokens[days[1]].text == "of" else days[1]
        month = months().get(tokens[j].text)
        return (repeat._replace(months=(month,), month_days=days[0]), j + 1) if month is not None else None
    month = months().get(tokens[i].text)
    day = number_at(tokens, i + 1) if month is not None else None
    if month is None or day is None or not 1 <= day <= 31:
        return None
    suffixed = read_ordinal(tokens, i + 1)
    return repeat._replace(months=(month,), month_days=(day,)), suffixed[1] if suffixed is not None else i + 2
