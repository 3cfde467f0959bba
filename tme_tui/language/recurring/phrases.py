"""Recurrence phrases: `every 2 weeks on tue`, `по будням`, `каждый последний рабочий день в 17:00`."""

from __future__ import annotations

from tme_tui.language.dates.clock import read_clock, read_hour_in_part
from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.neighbours import after_article, stands_alone
from tme_tui.language.dates.ranges import read_time_range
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word
from tme_tui.language.dates.words import PLURAL_WEEKDAYS, SHORT_FORMS, months, weekdays
from tme_tui.language.recurring.bodies import read_body
from tme_tui.language.recurring.exceptions import read_exception
from tme_tui.language.recurring.lists import read_month_days, read_ordinal, read_weekdays
from tme_tui.language.recurring.places import read_on, work_days
from tme_tui.language.recurring.repeat import WEEKEND_DAYS, WORK_WEEK, Repeat
from tme_tui.language.recurring.words import (
    AFTER_DONE,
    DAY_NOUNS,
    EVERY,
    FREQUENCIES,
    MONTH_GENITIVE,
    MONTHLY,
    NUMBER_NOUNS,
    SHIFT_NEXT,
    SHIFT_PREVIOUS,
    WEEKDAY_WORDS,
    WEEKEND_WORDS,
    WORKING,
    starters,
)
from tme_tui.model.recurrence.values import Anchor, Shift

_Found = tuple[Repeat, int]


def read_repeat(tokens: Tokens, i: int, ref: Reference, *, free: bool = False) -> _Found | None:
    """The longest recurrence phrase at token `i`, with its time of day if one follows at once."""
    token = tokens[i]
    if token.sort is Sort.NUMBER:
        found = _numbers_of_each_month(tokens, i)
    elif token.text in starters():
        found = _begin(tokens, i, ref, free=free)
    else:
        return None
    if found is None:
        return None
    repeat, end = _with_endings(tokens, ref, *found)
    if not ends_word(tokens, end):
        return None
    timed = _time_of_day(tokens, end, ref, repeat.clock)
    if timed is not None:
        timely = repeat.at(timed[0]._replace(needs_anchor=False))
        repeat, end = _with_endings(tokens, ref, timely, timed[1])
    return repeat, end


def _time_of_day(tokens: Tokens, i: int, ref: Reference, named: Clock | None) -> tuple[Clock, int] | None:
    """The time that follows; after a part of the day (`every morning at 7`), the hour in it."""
    if tokens[i].text in _NOT_A_TIME or read_time_range(tokens, i, ref.parts) is not None:
        return None
    if named is None:
        return read_clock(tokens, i, ref.parts)
    return read_hour_in_part(tokens, i, named.part)


_FEW = 4
"""A list that begins with a number is looked at from each of its numbers: keep it short."""
_NOT_A_TIME = frozenset({"from", "с", "со", "to", "till", "until", "до", "по", "by", "к"})


def _begin(tokens: Tokens, i: int, ref: Reference, *, free: bool) -> _Found | None:
    word = tokens[i].text
    if word in EVERY:
        return _every(tokens, i, ref)
    if word in FREQUENCIES:
        return _frequency(tokens, i, ref, free=free)
    if word in ("on", "по", "в", "во", "the"):
        return _after_preposition(tokens, i, ref)
    if word in ("once", "раз", "один"):
        return _once(tokens, i, ref)
    if word == "через":
        return (Repeat("DAILY", 2), i + 2) if tokens[i + 1].text == "день" else None
    if word in WEEKDAY_WORDS or word in PLURAL_WEEKDAYS or word in ("workdays", "weekends"):
        return _plural(tokens, i, ref, free=free)
    return _nth_of_month(tokens, i, needs_month=True)


def _every(tokens: Tokens, i: int, ref: Reference) -> _Found | None:
    j = i + 1
    anchor = Anchor.SCHEDULE
    if tokens[j].text == "!" and not tokens[j].spaced:
        anchor, j = Anchor.COMPLETION, j + 1
    if not tokens[j].spaced:
        return None
    found = read_body(tokens, j, ref)
    return (found[0]._replace(anchor=anchor), found[1]) if found is not None else None


def _frequency(tokens: Tokens, i: int, ref: Reference, *, free: bool) -> _Found | None:
    """`daily`, `ежемесячно`; the English ones are adjectives before a noun (`weekly report`)."""
    word = tokens[i].text
    freq, interval = FREQUENCIES[word]
    repeat, end = read_on(tokens, i + 1, Repeat(freq, interval))
    if word.isascii() and not free and (not stands_alone(tokens, end) or after_article(tokens, i)):
        return None
    return repeat, end


def _plural(tokens: Tokens, i: int, ref: Reference, *, free: bool) -> _Found | None:
    """`mondays and fridays`, `weekdays`, standing by themselves."""
    found = _plural_days(tokens, i)
    if found is None or not (free or (stands_alone(tokens, found[1]) and not after_article(tokens, i))):
        return None
    return found


def _plural_days(tokens: Tokens, i: int) -> _Found | None:
    word = tokens[i].text
    if word in WEEKDAY_WORDS:
        return Repeat("WEEKLY", weekdays=WORK_WEEK), i + 1
    if word == "workdays":
        return Repeat("DAILY", workdays=True), i + 1
    if word in WEEKEND_WORDS and word != "weekend":
        return Repeat("WEEKLY", weekdays=WEEKEND_DAYS), i + 1
    if word in PLURAL_WEEKDAYS:
        days = read_weekdays(tokens, i)
        return (Repeat("WEEKLY", weekdays=days[0]), days[1]) if days is not None else None
    return None


def _after_preposition(tokens: Tokens, i: int, ref: Reference) -> _Found | None:
    word, j = tokens[i].text, i + 1
    if not tokens[j].spaced:
        return None
    if word == "по":
        return _by_days(tokens, j, ref)
    if word == "on":
        if tokens[j].text == "the":
            return _nth_of_month(tokens, j + 1, needs_month=True) or _numbers_of_each_month(tokens, j + 1)
        return _plural_days(tokens, j)
    if word == "the":
        return _nth_of_month(tokens, j, needs_month=True)
    return _nth_of_month(tokens, j, needs_month=False)


def _by_days(tokens: Tokens, i: int, ref: Reference) -> _Found | None:
    """What follows `по`: `будням`, `понедельникам и средам`, `пн, ср`, `вечерам`, `15-м числам`."""
    work = work_days(tokens, i)
    if work is not None:
        return Repeat("DAILY", workdays=True), work
    word = tokens[i].text
    if word in ("выходным", "выходными"):
        return Repeat("WEEKLY", weekdays=WEEKEND_DAYS), i + 1
    if word in ("утрам", "вечерам", "ночам"):
        return read_body(tokens, i, ref)
    if word in PLURAL_WEEKDAYS or (word in weekdays() and word in SHORT_FORMS):
        days = read_weekdays(tokens, i)
        return (Repeat("WEEKLY", weekdays=days[0]), days[1]) if days is not None else None
    numbers = read_month_days(tokens, i, bare=True)
    if numbers is not None and tokens[numbers[1]].text == "числам":
        return Repeat("MONTHLY", month_days=numbers[0]), numbers[1] + 1
    return None


def _once(tokens: Tokens, i: int, ref: Reference) -> _Found | None:
    """`раз в 2 недели`, `once a week`, `once every 3 days`."""
    j = i
    if tokens[j].text == "один":
        j += 1
    if tokens[j].text == "раз":
        if tokens[j + 1].text not in ("в", "во"):
            return None
        return read_body(tokens, j + 2, ref, units_only=True)
    if tokens[j].text != "once":
        return None
    if tokens[j + 1].text in EVERY:
        return _every(tokens, j + 1, ref)
    return (
        read_body(tokens, j + 2, ref, units_only=True) if tokens[j + 1].text in ("a", "an", "per") else None
    )


def _nth_of_month(tokens: Tokens, i: int, *, needs_month: bool) -> _Found | None:
    """`в последний рабочий день`, `в первый понедельник месяца`, `last day of every month`."""
    ordinal = read_ordinal(tokens, i)
    if ordinal is None or tokens[i].sort is not Sort.WORD:
        return None
    nth, j = ordinal
    work = tokens[j].text in WORKING and tokens[j + 1].text in DAY_NOUNS
    if work:
        repeat, end = Repeat("MONTHLY", positions=(nth,), workdays=True), j + 2
    elif tokens[j].text in ("workday",):
        repeat, end, work = Repeat("MONTHLY", positions=(nth,), workdays=True), j + 1, True
    elif tokens[j].text in DAY_NOUNS:
        repeat, end = Repeat("MONTHLY", month_days=(nth,)), j + 1
    elif tokens[j].text in weekdays():
        repeat, end = Repeat("MONTHLY", weekdays=(weekdays()[tokens[j].text],), nths=(nth,)), j + 1
    else:
        return None
    month = _of_each_month(tokens, end)
    if month is not None:
        each, end = month
        return (repeat, end) if each or not tokens[i].text.isascii() else None
    return (repeat, end) if work and nth == -1 and not needs_month and not tokens[i].text.isascii() else None


def _of_each_month(tokens: Tokens, i: int) -> tuple[bool, int] | None:
    """`of every month`, `месяца`, `каждого месяца`: whether `every` was said, and where it ends."""
    j = i
    if tokens[j].text in MONTH_GENITIVE:
        return False, j + 1
    if tokens[j].text == "of":
        j += 1
    if tokens[j].text in EVERY and tokens[j + 1].text in ("month", *MONTH_GENITIVE):
        return True, j + 2
    return None


def _numbers_of_each_month(tokens: Tokens, i: int) -> _Found | None:
    """`15-го числа каждого месяца`, `1 и 15 числа каждого месяца`, `27 января каждого года`."""
    days = read_month_days(tokens, i, bare=True, most=_FEW)
    if days is None:
        return None
    j = days[1]
    month = months().get(tokens[j].text)
    if month is not None and len(days[0]) == 1:
        after = j + 2 if tokens[j + 1].text == "of" else j + 1
        if tokens[after].text in EVERY and tokens[after + 1].text in ("года", "год", "year"):
            return Repeat("YEARLY", months=(month,), month_days=days[0]), after + 2
        return None
    if tokens[j].text in NUMBER_NOUNS:
        j += 1
        if tokens[j].text == MONTHLY:
            return Repeat("MONTHLY", month_days=days[0]), j + 1
    each = _of_each_month(tokens, j)
    return (Repeat("MONTHLY", month_days=days[0]), each[1]) if each is not None and each[0] else None


def _with_endings(tokens: Tokens, ref: Reference, repeat: Repeat, end: int) -> _Found:
    """What may close a phrase: `после выполнения`, `or next workday`, `except sunday`."""
    for read in (_after_done, _shifted):
        found = read(tokens, end, repeat)
        if found is not None:
            repeat, end = found
    return read_exception(tokens, end, ref, repeat) or (repeat, end)


def _after_done(tokens: Tokens, i: int, repeat: Repeat) -> _Found | None:
    if (tokens[i].text, tokens[i + 1].text) in AFTER_DONE:
        return repeat._replace(anchor=Anchor.COMPLETION), i + 2
    return None


def _shifted(tokens: Tokens, i: int, repeat: Repeat) -> _Found | None:
    if tokens[i].text not in ("or", "или"):
        return None
    word = tokens[i + 1].text
    shift = Shift.NEXT if word in SHIFT_NEXT else Shift.PREVIOUS if word in SHIFT_PREVIOUS else None
    end = work_days(tokens, i + 2)
    return (repeat._replace(shift=shift), end) if shift is not None and end is not None else None
