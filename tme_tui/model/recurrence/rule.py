"""An RRULE taken apart: the parts of RFC 5545 as numbers, checked against the limits the RFC sets.

A rule is stored and exchanged as text; everything that computes with it, or says it in words, reads this.
What is malformed, or combined as RFC 5545 3.3.10 forbids, is refused here with the part named.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from functools import lru_cache

from tme_tui.model.errors import InvalidValue
from tme_tui.model.value import value


class Frequency(IntEnum):
    """How long a period of the rule is; a greater number is a shorter period."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3
    HOURLY = 4
    MINUTELY = 5
    SECONDLY = 6


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@value
class Rule:
    """The parts of an RRULE; an empty tuple is a part that was not given."""

    freq: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    """The last day, or (a datetime) the last wall time, that may still occur."""
    until_utc: bool = False
    """Whether `until` was written in UTC, as RFC 5545 asks for rules that start in a zone."""
    by_month: tuple[int, ...] = ()
    by_week: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    """(which one in the month or year, 0 for each; weekday with Monday as 0)."""
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    """A leap second, 60, is the 59th: so RFC 5545 asks of those who have none."""
    by_position: tuple[int, ...] = ()
    """BYSETPOS: which of a period's occurrences count."""
    week_start: int = 0

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays of `by_day`, whichever of the month they are."""
        return frozenset(weekday for _, weekday in self.by_day)


_FIELDS = {
    "BYMONTH": ("by_month", 1, 12),
    "BYWEEKNO": ("by_week", -53, 53),
    "BYYEARDAY": ("by_year_day", -366, 366),
    "BYMONTHDAY": ("by_month_day", -31, 31),
    "BYHOUR": ("by_hour", 0, 23),
    "BYMINUTE": ("by_minute", 0, 59),
    "BYSECOND": ("by_second", 0, 60),
    "BYSETPOS": ("by_position", -366, 366),
}
_LONGEST = 2_000
"""No honest rule is longer: every minute of the hour and every day of the year fit."""


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> Rule:
    """The rule that `text`, the value of an RRULE, writes; `RRULE:` in front of it is allowed."""
    body = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(body) > _LONGEST:
        raise InvalidValue("the recurrence rule is too long", field="recurrence")
    parts: dict[str, str] = {}
    for piece in body.split(";"):
        name, equals, value = piece.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name or not value:
            raise _wrong(f"{piece!r} in a recurrence rule is not NAME=VALUE")
        if name in parts:
            raise _wrong(f"a recurrence rule names {name} twice")
        parts[name] = value
    rule = _build(parts)
    _check_combinations(rule)
    return rule


def _build(parts: dict[str, str]) -> Rule:
    if "FREQ" not in parts:
        raise _wrong("a recurrence rule begins with FREQ=, such as FREQ=DAILY")
    frequency = parts.pop("FREQ")
    if frequency not in Frequency.__members__:
        raise _wrong(f"FREQ={frequency} is not one of {', '.join(Frequency.__members__)}")
    until: date | None = None
    until_utc = False
    interval, week_start = 1, 0
    count: int | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    lists: dict[str, tuple[int, ...]] = {}
    for name, text in parts.items():
        match name:
            case "INTERVAL":
                interval = _number(name, text, 1, 1_000_000)
            case "COUNT":
                count = _number(name, text, 1, 1_000_000_000)
            case "UNTIL":
                until, until_utc = _until(text)
            case "WKST":
                if text not in WEEKDAYS:
                    raise _wrong(f"WKST={text} is not a weekday such as MO")
                week_start = WEEKDAYS.index(text)
            case "BYDAY":
                by_day = tuple(sorted({_day(item) for item in text.split(",")}, key=_from_start_first))
            case _ if name in _FIELDS:
                field, low, high = _FIELDS[name]
                numbers = {_number(name, item, low, high) for item in text.split(",")}
                if name == "BYSECOND":
                    numbers = {min(number, 59) for number in numbers}
                lists[field] = tuple(sorted(numbers, key=lambda number: (number < 0, number)))
                if low < 0 and 0 in lists[field]:
                    raise _wrong(f"{name} counts from 1, or from -1 backwards: 0 is nothing")
            case _ if name.startswith("X-"):
                pass
            case _:
                raise _wrong(f"{name} is not a part of a recurrence rule")
    return Rule(
        Frequency[frequency], interval, count, until, until_utc, by_day=by_day, week_start=week_start, **lists
    )


def _check_combinations(rule: Rule) -> None:
    """Refuse what RFC 5545 3.3.10 says must not stand together."""
    freq = rule.freq
    if rule.count is not None and rule.until is not None:
        raise _wrong("a recurrence ends after COUNT times or at UNTIL, not both")
    if any(nth for nth, _ in rule.by_day):
        if freq not in (Frequency.YEARLY, Frequency.MONTHLY):
            raise _wrong(f"a numbered weekday such as 1MO has no meaning in a {freq.name} rule")
        if freq is Frequency.YEARLY and rule.by_week:
            raise _wrong("a numbered weekday such as 1MO has no meaning beside BYWEEKNO")
    if rule.by_week and freq is not Frequency.YEARLY:
        raise _wrong("BYWEEKNO needs FREQ=YEARLY")
    if rule.by_year_day and freq in (Frequency.MONTHLY, Frequency.WEEKLY, Frequency.DAILY):
        raise _wrong(f"BYYEARDAY has no meaning in a {freq.name} rule")
    if rule.by_month_day and freq is Frequency.WEEKLY:
        raise _wrong("BYMONTHDAY has no meaning in a WEEKLY rule")


def _from_start_first(day: tuple[int, int]) -> tuple[bool, int, int]:
    return day[0] < 0, *day


def _number(name: str, text: str, low: int, high: int) -> int:
    digits = text.lstrip("+-")
    if not (digits.isascii() and digits.isdigit()) or len(text) > 12 or len(text) - len(digits) > 1:
        raise _wrong(f"{name} takes whole numbers, not {text!r}")
    number = int(text)
    if not low <= number <= high:
        raise _wrong(f"{name}={text} is not between {low} and {high}")
    return number


def _day(text: str) -> tuple[int, int]:
    text = text.strip()
    ordinal, weekday = text[:-2], text[-2:]
    if weekday not in WEEKDAYS:
        raise _wrong(f"BYDAY takes weekdays such as MO, 1MO or -1FR, not {text!r}")
    nth = _number("BYDAY", ordinal, -53, 53) if ordinal else 0
    if ordinal and nth == 0:
        raise _wrong("BYDAY counts from 1, or from -1 backwards: 0 is nothing")
    return nth, WEEKDAYS.index(weekday)


def _until(text: str) -> tuple[date, bool]:
    utc = text.endswith("Z")
    body = text.removesuffix("Z")
    try:
        if "T" in body:
            return datetime.strptime(body, "%Y%m%dT%H%M%S"), utc  # noqa: DTZ007 - a wall time
        return datetime.strptime(body, "%Y%m%d").date(), False  # noqa: DTZ007 - a day
    except ValueError:
        raise _wrong(
            f"UNTIL={text} is not a day such as 20261231 or a time such as 20261231T210000Z"
        ) from None


def _wrong(message: str) -> InvalidValue:
    return InvalidValue(message, field="recurrence")
