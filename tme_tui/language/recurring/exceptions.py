"""What a recurrence leaves out: `except sunday`, `кроме выходных`, `except 30 nov and 7 dec`."""

from __future__ import annotations

from datetime import date

from tme_tui.language.dates.days import read_day
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens
from tme_tui.language.recurring.lists import past_joiner, read_weekdays
from tme_tui.language.recurring.repeat import WEEKEND_DAYS, WORK_WEEK, Repeat
from tme_tui.language.recurring.words import WEEKDAY_WORDS, WEEKEND_WORDS

_EVERY_DAY = range(7)
_MOST = 12
"""More dates than this nobody types in one line."""


def read_exception(tokens: Tokens, i: int, ref: Reference, repeat: Repeat) -> tuple[Repeat, int] | None:
    """`repeat` without the days that the words at token `i` take away."""
    j = _past_except(tokens, i)
    if j is None:
        return None
    left_out = _weekdays(tokens, j)
    if left_out is not None:
        rest = _without_weekdays(repeat, left_out[0])
        return (rest, left_out[1]) if rest is not None else None
    dates = _dates(tokens, j, ref)
    if dates is None:
        return None
    return repeat._replace(excluded=(*repeat.excluded, *dates[0])), dates[1]


def _past_except(tokens: Tokens, i: int) -> int | None:
    j = i + 1 if tokens[i].text == "," else i
    word, after = tokens[j].text, tokens[j + 1].text
    if word in ("except", "excluding"):
        j += 2 if after in ("for", "on") else 1
    elif word == "but" and after == "not":
        j += 3 if tokens[j + 2].text == "on" else 2
    elif word == "кроме":
        j += 1
    elif word == "за" and after == "исключением":
        j += 2
    else:
        return None
    return j + 1 if tokens[j].text == "the" else j


def _weekdays(tokens: Tokens, i: int) -> tuple[tuple[int, ...], int] | None:
    word = tokens[i].text
    if word in WEEKEND_WORDS:
        return WEEKEND_DAYS, i + 1
    if word in WEEKDAY_WORDS:
        return WORK_WEEK, i + 1
    return read_weekdays(tokens, i)


def _without_weekdays(repeat: Repeat, left_out: tuple[int, ...]) -> Repeat | None:
    """The weekdays that remain; None if it does not go by weekdays, or nothing remains."""
    daily = repeat.freq == "DAILY" and repeat.interval == 1
    if not daily and not (repeat.freq == "WEEKLY" and repeat.weekdays):
        return None
    days = repeat.weekdays or (WORK_WEEK if repeat.workdays else tuple(_EVERY_DAY))
    rest = tuple(day for day in days if day not in left_out)
    if not rest:
        return None
    return repeat._replace(freq="WEEKLY", weekdays=rest, other=None)


def _dates(tokens: Tokens, i: int, ref: Reference) -> tuple[tuple[date, ...], int] | None:
    found: list[date] = []
    j = end = i
    while len(found) < _MOST:
        day = read_day(tokens, j, ref)
        if day is None or day.clock is not None or day.doubtful or day.needs_anchor:
            break
        found.append(day.day)
        end = day.end
        j = past_joiner(tokens, end)
        if j == end:
            break
    return (tuple(found), end) if found else None
