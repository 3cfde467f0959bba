"""Dates in a query: every phrase is a stretch of time, a minute or a day or a whole period.

`due<friday` then ends where the stretch begins, `due<=friday` where it ends, `due:friday` is the stretch
itself. A day lasts from its midnight to the next one in the reader's zone, be that 23, 24 or 25 hours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from tme_tui.language.context import Context
from tme_tui.model.conditions import END_OF_TIME
from tme_tui.model.moment import SOMEDAY, Moment, zone_named
from tme_tui.model.text import fold

ReadDate: TypeAlias = Callable[[str, Context], Moment | None]
"""Reads a whole phrase as one moment; None or an `InvalidValue` when it is none."""


class Stretch(NamedTuple):
    """Seconds since 1970: `start` counts, `end` does not."""

    start: int
    end: int


def stretch_of(
    phrase: str, context: Context, read_date: ReadDate | None = None, *, past: bool = False
) -> Stretch | None:
    """The time that the phrase names, or None when it names none.

    `past`: of what has happened, so that `monday` is the latest one and not the next.
    """
    words = fold(phrase).replace("_", " ").strip()
    if not words or len(words) > 100:
        return None
    try:
        days = _period(words.replace("-", " "), _today(context), context.week_start) or _calendar(words)
        if days is not None:
            return Stretch(_midnight(days[0], context.zone), _midnight(days[1], context.zone))
        if past and (day := _latest_weekday(words, _today(context))) is not None:
            return _stretch(Moment(day), context.zone)
        moment = (read_date or _read)(phrase, context)
        return None if moment is None else _stretch(moment, context.zone)
    except (OverflowError, ValueError, OSError):
        return None  # a day that no calendar reaches


def _latest_weekday(words: str, today: date) -> date | None:
    from tme_tui.language.dates.words import weekdays

    weekday = weekdays().get(words)
    return None if weekday is None else today - timedelta(days=(today.weekday() - weekday) % 7)


def day_around(context: Context) -> Stretch:
    """The present day of the reader."""
    return _stretch(Moment(_today(context)), context.zone)


def _today(context: Context) -> date:
    return context.now.astimezone(zone_named(context.zone)).date()


def _stretch(moment: Moment, zone: str) -> Stretch:
    local = moment.local
    if moment.day >= SOMEDAY:
        return Stretch(END_OF_TIME, END_OF_TIME + 1)
    if isinstance(local, datetime):
        start = int(moment.utc(zone).timestamp())
        return Stretch(start, start + (1 if local.second else 60))
    return Stretch(_midnight(local, zone), _midnight(local + timedelta(days=1), zone))


def _midnight(day: date, zone: str) -> int:
    if day >= SOMEDAY:
        return END_OF_TIME
    begins = datetime.combine(day, time(), zone_named(zone))
    return int(begins.astimezone(UTC).timestamp())


_UNITS = {
    "week": "week",
    "month": "month",
    "year": "year",
    "quarter": "quarter",
    "неделя": "week",
    "неделе": "week",
    "неделю": "week",
    "месяц": "month",
    "месяце": "month",
    "год": "year",
    "году": "year",
    "квартал": "quarter",
    "квартале": "quarter",
}
_WHICH = {"": 0, "this": 0, "next": 1, "last": -1, "previous": -1, "эт": 0, "следующ": 1, "прошл": -1}


def _period(words: str, today: date, week_start: int) -> tuple[date, date] | None:
    """`week`, `next month`, `прошлый год`: whole periods, where a reader of dates sees a single day."""
    *which, unit_word = words.removeprefix("на ").removeprefix("в ").split(" ")
    unit = _UNITS.get(unit_word)
    if unit is None or len(which) > 1:
        return None
    stem = which[0] if which else ""
    offset = _WHICH.get(stem)
    if offset is None:
        offset = next((_WHICH[s] for s in ("эт", "следующ", "прошл") if stem.startswith(s)), None)
    if offset is None:
        return None
    if unit == "week":
        first = today - timedelta(days=(today.weekday() - week_start) % 7) + timedelta(weeks=offset)
        return first, first + timedelta(weeks=1)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    months = today.year * 12 + today.month - 1
    months += offset * length - months % length
    return _month(months), _month(months + length)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _calendar(words: str) -> tuple[date, date] | None:
    """`2026` and `2026-11`: a year, a month."""
    if not words.isascii():
        return None
    if len(words) == 4 and words.isdigit():
        return date(int(words), 1, 1), date(int(words) + 1, 1, 1)
    if len(words) == 7 and words[4] == "-" and words[:4].isdigit() and words[5:].isdigit():
        first = date(int(words[:4]), int(words[5:]), 1)
        return first, _month(first.year * 12 + first.month)
    return None


_AT_ONCE = {"today": 0, "tomorrow": 1, "yesterday": -1, "сегодня": 0, "завтра": 1, "вчера": -1}


def _read(phrase: str, context: Context) -> Moment | None:
    """What `read_moment` reads; the commonest words without loading the grammar of dates for them."""
    days = _AT_ONCE.get(phrase)
    if days is not None:
        return Moment(_today(context) + timedelta(days=days))
    from tme_tui.language.dates import read_moment

    return read_moment(phrase, context)
