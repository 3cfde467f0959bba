"""Lengths of time: `1h30m`, `2 hours`, `полтора часа`, `an hour and a half`, `пару дней`.

A month has no fixed length, so what is read is an `Amount`, which is added to a date on the calendar; only
where a plain duration is wanted does a month count as thirty days and a year as 365.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from tme_tui.language.dates.tokens import Sort, Tokens, ends_word, number_at
from tme_tui.language.dates.words import (
    GLUED_UNITS,
    SHORT_FORMS,
    SINGLE_UNITS,
    UNIT_MONTHS,
    UNIT_SECONDS,
    cardinals,
    units,
)

_LARGEST = 100_000
"""Nobody plans farther than this many units; larger numbers are part of the title."""

_PARTS_AT_MOST = 5


class Amount(NamedTuple):
    """A length of time on the calendar (months, days) and on the clock (seconds)."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    @property
    def on_the_clock(self) -> bool:
        """Whether it counts hours, so that adding it to today gives a time and not only a date."""
        return self.seconds != 0

    def __bool__(self) -> bool:
        return bool(self.months or self.days or self.seconds)

    def plus(self, other: Amount) -> Amount:
        return Amount(self.months + other.months, self.days + other.days, self.seconds + other.seconds)

    def negative(self) -> Amount:
        return Amount(-self.months, -self.days, -self.seconds)

    def as_timedelta(self) -> timedelta:
        """With a month as thirty days and a year as 365."""
        years, months = divmod(self.months, 12)
        return timedelta(days=self.days + months * 30 + years * 365, seconds=self.seconds)

    def added_to(self, day: date) -> date | None:
        """The day this much later, the end of a shorter month counting as its last day."""
        try:
            return shifted_by_months(day, self.months) + timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None


def shifted_by_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        if last > day.day:
            continue
        try:
            return day.replace(year=year, month=month + 1, day=last)
        except ValueError:
            if last == 28:
                raise
    raise ValueError("no such month")


def amount_of(number: float, unit: str) -> Amount:
    """`number` units; fractions of months and weeks go down to days, those of days to seconds."""
    if unit in UNIT_MONTHS:
        months = number * UNIT_MONTHS[unit]
        whole = int(months)
        return Amount(whole, round((months - whole) * 30), 0)
    if unit == "w":
        return Amount(0, int(number * 7 + 0.5), 0)
    if unit == "d":
        whole = int(number)
        return Amount(0, whole, round((number - whole) * 86_400))
    return Amount(0, 0, round(number * UNIT_SECONDS[unit]))


class Number(NamedTuple):
    """A number in digits or words."""

    value: float
    end: int
    digits: bool


def read_number(tokens: Tokens, i: int) -> Number | None:
    """`15`, `1.5`, `1,5`, `three`, `пару`, `полтора`, `half`, `2 с половиной`."""
    token = tokens[i]
    if token.sort is Sort.NUMBER:
        value = number_at(tokens, i)
        if value is None or value > _LARGEST:
            return None
        point, after = tokens[i + 1], tokens[i + 2]
        if (
            point.text in (".", ",")
            and not point.spaced
            and after.sort is Sort.NUMBER
            and not after.spaced
            and len(after.text) <= 4
        ):
            return Number(value + int(after.text) / 10 ** len(after.text), i + 3, True)
        if tokens[i + 1].text == "с" and tokens[i + 2].text == "половиной":
            return Number(value + 0.5, i + 3, True)
        return Number(value, i + 1, True)
    if token.sort is not Sort.WORD:
        return None
    word = token.text
    if word in ("полтора", "полторы", "полутора"):
        return Number(1.5, i + 1, False)
    if word in ("a", "an"):
        if tokens[i + 1].text == "couple":
            return Number(2, i + 3 if tokens[i + 2].text == "of" else i + 2, False)
        return Number(1, i + 1, False)
    if word == "half":
        return Number(0.5, i + 2 if tokens[i + 1].text in ("a", "an") else i + 1, False)
    if word == "пол":
        return Number(0.5, i + 1, False)
    found = cardinals().get(word)
    if found is None:
        return None
    end = i + 1
    if word == "couple" and tokens[end].text == "of":
        end += 1
    if found in (20, 30, 40, 50):
        ones = cardinals().get(tokens[end].text)
        if ones is None and tokens[end].text == "-":
            ones = cardinals().get(tokens[end + 1].text)
            end += 1 if ones is not None and ones < 10 else 0
        if ones is not None and ones < 10:
            return Number(found + ones, end + 1, False)
    if tokens[end].text == "с" and tokens[end + 1].text == "половиной":
        return Number(found + 0.5, end + 2, False)
    return Number(found, end, False)


_HALVES = {"полчаса": (1800, 0), "получаса": (1800, 0), "полдня": (12 * 3600, 0), "полгода": (0, 6)}


def read_unit(tokens: Tokens, i: int, *, after_digits: bool) -> tuple[str, int] | None:
    """The unit at token `i` and where it ends, the full stop of an abbreviation included."""
    token = tokens[i]
    if token.sort is not Sort.WORD:
        return None
    unit = units().get(token.text)
    if unit is None or (token.text in GLUED_UNITS and (token.spaced or not after_digits)):
        return None
    return unit, after_abbreviation(tokens, i)


def after_abbreviation(tokens: Tokens, i: int) -> int:
    """Where the word at `i` ends: past its full stop if it is a short form with one."""
    stop = tokens[i + 1]
    if (
        stop.text == "."
        and not stop.spaced
        and tokens[i].text in SHORT_FORMS
        and (tokens[i + 2].spaced or tokens[i + 2].sort is Sort.MARK)
    ):
        return i + 2
    return i + 1


def read_amount(tokens: Tokens, i: int, *, single: bool = False) -> tuple[Amount, int] | None:
    """The longest amount that begins at token `i`; `single` lets a bare Russian noun mean one of itself."""
    total = Amount()
    j = i
    found_end: int | None = None
    for _ in range(_PARTS_AT_MOST):
        part = _read_part(tokens, j, single=single and j == i)
        if part is None:
            break
        total = total.plus(part[0])
        found_end = j = part[1]
        half = _and_a_half(tokens, i, j)
        if half is not None:
            total, found_end = total.plus(half[0]), half[1]
            break
        if tokens[j].text in ("and", "и") and _read_part(tokens, j + 1, single=False) is not None:
            j += 1
    if found_end is None or not ends_word(tokens, found_end):
        return None
    return total, found_end


def _and_a_half(tokens: Tokens, begin: int, j: int) -> tuple[Amount, int] | None:
    """`… and a half` after an amount: half of its last unit."""
    if [tokens[j].text, tokens[j + 1].text, tokens[j + 2].text] != ["and", "a", "half"]:
        return None
    if tokens[j + 3].sort is Sort.WORD and tokens[j + 3].text in units():
        return None
    unit = units().get(tokens[j - 1].text)
    return (amount_of(0.5, unit), j + 3) if unit is not None and j > begin else None


def _read_part(tokens: Tokens, i: int, *, single: bool) -> tuple[Amount, int] | None:
    """One number with its unit."""
    word = tokens[i].text
    if word in _HALVES:
        seconds, months = _HALVES[word]
        return Amount(months, 0, seconds), i + 1
    if single and word in SINGLE_UNITS:
        return amount_of(1, units()[word]), i + 1
    number = read_number(tokens, i)
    if number is None:
        return None
    unit = read_unit(tokens, number.end, after_digits=number.digits)
    if unit is None:
        return None
    return amount_of(number.value, unit[0]), unit[1]


def read_clock_length(tokens: Tokens, i: int) -> tuple[Amount, int] | None:
    """`1:30` as an hour and a half, for estimates."""
    hours, minutes = number_at(tokens, i), number_at(tokens, i + 2)
    if hours is None or minutes is None or tokens[i + 1].text != ":":
        return None
    if tokens[i + 1].spaced or tokens[i + 2].spaced or len(tokens[i + 2].text) != 2 or minutes > 59:
        return None
    if hours > _LARGEST or not ends_word(tokens, i + 3):
        return None
    return Amount(0, 0, hours * 3600 + minutes * 60), i + 3


def read_length(tokens: Tokens, i: int) -> tuple[Amount, int] | None:
    """An amount in either form."""
    return read_amount(tokens, i, single=True) or read_clock_length(tokens, i)


def add_exactly(instant: datetime, amount: Amount) -> datetime | None:
    """An aware instant this much later, months and days on the wall clock, hours as they pass."""
    try:
        wall = instant.replace(tzinfo=None, microsecond=0)
        moved = amount.added_to(wall)
        if moved is None:
            return None
        later = datetime.combine(moved, wall.time(), instant.tzinfo).astimezone(UTC)
        return (later + timedelta(seconds=amount.seconds)).astimezone(instant.tzinfo)
    except (OverflowError, ValueError):
        return None
