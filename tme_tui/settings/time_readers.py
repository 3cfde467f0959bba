"""How text becomes times of day, hours of work, days and time zones."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from tme_tui.settings.readers import Reader

Span = tuple[int, int]
"""Minutes from the day's midnight; an end over 1440 reaches into the next day."""

_DAY = 24 * 60


def _minutes(text: str) -> int:
    """`9`, `9:00` or `24:00` as minutes from midnight."""
    hours, colon, minutes = text.strip().partition(":")
    plain = hours.isascii() and hours.isdigit() and len(hours) <= 2
    if not plain or (colon and not (minutes.isascii() and minutes.isdigit() and len(minutes) == 2)):
        raise ValueError(text)
    total = int(hours) * 60 + int(minutes or 0)
    if total > _DAY or int(minutes or 0) > 59:
        raise ValueError(text)
    return total


def _clock(minutes: int) -> str:
    minutes = minutes if minutes == _DAY else minutes % _DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _time(text: str) -> time:
    minutes = _minutes(text)
    if minutes == _DAY:
        raise ValueError(text)
    return time(minutes // 60, minutes % 60)


TIME = Reader("a time of day such as 9:00", _time, show=lambda value: f"{value:%H:%M}")


def _span(text: str) -> Span:
    start, dash, end = text.replace("–", "-").partition("-")
    if not dash:
        raise ValueError(text)
    first, last = _minutes(start), _minutes(end)
    if first in (_DAY, last):
        raise ValueError(text)
    return first, last if last > first else last + _DAY


def _spans(parts: Sequence[str]) -> tuple[Span, ...]:
    spans = sorted(_span(part) for part in parts)
    for (_, end), (start, _) in itertools.pairwise(spans):
        if start < end:
            raise ValueError("hours overlap")
    if spans and spans[-1][1] - spans[0][0] > _DAY:
        raise ValueError("hours overlap")
    return tuple(spans)


def _hours(text: str) -> tuple[Span, ...]:
    if text.casefold() in {"off", "no", "free", "-"}:
        return ()
    return _spans(text.split(","))


def _show_hours(spans: Iterable[Span]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) or "off"


HOURS = Reader(
    "hours such as 9:00-18:00 or 9:00-13:00, 14:00-18:00 (22:00-6:00 ends the next day), or off",
    _hours,
    read_list=_spans,
    show=_show_hours,
)


_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_LONGEST_NOTICE = timedelta(days=50)


def _length(text: str) -> timedelta:
    """`15m`, `2h`, `1d` or `1w`."""
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = _UNITS.get(text[len(number) :])
    if unit is None or not (number.isascii() and number.isdigit()) or len(number) > 6:
        raise ValueError(text)
    return timedelta(seconds=int(number) * unit)


def _lengths(parts: Sequence[str]) -> tuple[timedelta, ...]:
    found = tuple(_length(part.strip().casefold()) for part in parts if part.strip())
    if any(one > _LONGEST_NOTICE for one in found):
        raise ValueError("at most 50 days before")
    return tuple(sorted(set(found)))


def _show_length(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    unit = next(unit for unit in ("w", "d", "h", "m") if seconds % _UNITS[unit] == 0 or unit == "m")
    return f"{seconds // _UNITS[unit]}{unit}"


LENGTH = Reader(
    "a length of time such as 10m, 2h or 1d", lambda text: _length(text.casefold()), show=_show_length
)

LENGTHS: Reader[tuple[timedelta, ...]] = Reader(
    "lengths of time such as 15m 1d, at most 50 days",
    lambda text: _lengths(text.replace(",", " ").split()),
    read_list=_lengths,
    show=lambda lengths: " ".join(_show_length(one) for one in lengths),
)


def _days(texts: Sequence[str]) -> tuple[date, ...]:
    return tuple(sorted({date.fromisoformat(text.strip()) for text in texts if text.strip()}))


DAYS = Reader(
    "days such as 2027-01-05",
    lambda text: _days(text.split(",")),
    read_list=_days,
    show=lambda days: ", ".join(day.isoformat() for day in days),
)


def _zone(text: str) -> str:
    from zoneinfo import ZoneInfo  # only when a zone is set by hand

    try:
        return ZoneInfo(text).key
    except (OSError, ValueError, LookupError) as unknown:
        raise ValueError(text) from unknown


def _zones() -> set[str]:
    from zoneinfo import available_timezones

    return available_timezones()


ZONE = Reader("a time zone such as Europe/Moscow", _zone, choices=_zones)


def _zone_names(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_zone(text.strip()) for text in texts if text.strip()))


ZONES: Reader[tuple[str, ...]] = Reader(
    "IANA time zones such as Europe/Moscow, Asia/Tokyo",
    lambda text: _zone_names(text.split(",")),
    read_list=_zone_names,
    show=", ".join,
)


def _country(text: str) -> str | None:
    if text.casefold() == "none":
        return None
    if not (len(text.partition("-")[0]) == 2 and text.replace("-", "").isalnum() and text.isascii()):
        raise ValueError(text)
    return text.upper()


COUNTRY: Reader[str | None] = Reader("a country such as RU, or a part such as US-CA, or none", _country)


def language_in(text: str) -> str | None:
    """The language that we speak in a locale name such as `ru_RU.UTF-8`."""
    language = text.replace("-", "_").partition("_")[0].partition(".")[0].casefold()
    return language if language in {"en", "ru"} else None


def _locale(text: str) -> str:
    language = language_in(text)
    if language is None:
        raise ValueError(text)
    return language


LOCALE: Reader[Any] = Reader("en or ru", _locale)
