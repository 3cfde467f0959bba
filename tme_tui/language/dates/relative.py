"""So much later than now: `+3d`, `часа через два`, and what an amount of time comes to."""

from __future__ import annotations

from tme_tui.language.dates.durations import Amount, add_exactly, amount_of, read_amount, read_number
from tme_tui.language.dates.figures import DayReading
from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens
from tme_tui.language.dates.words import units


def clock_of(hour: int, minute: int) -> Clock:
    """An exact time of day."""
    return Clock(hour * 60 + minute)


def later(ref: Reference, amount: Amount, end: int) -> DayReading | None:
    """The present and so much more: a day, or a time too if the amount counts hours."""
    if amount.on_the_clock:
        moved = add_exactly(ref.now.replace(second=0), amount)
        if moved is None:
            return None
        return DayReading(moved.date(), end, clock_of(moved.hour, moved.minute))
    day = amount.added_to(ref.today)
    return DayReading(day, end) if day is not None else None


def read_signed(tokens: Tokens, i: int, ref: Reference) -> DayReading | None:
    """`+3d`, `+5 days`, and `-3d` where only a date can stand."""
    if tokens[i + 1].spaced or tokens[i + 1].sort is not Sort.NUMBER:
        return None
    amount = read_amount(tokens, i + 1)
    if amount is None:
        return None
    return later(ref, amount[0] if tokens[i].text == "+" else amount[0].negative(), amount[1])


COUNTED_FROM_BEHIND = frozenset({"часа", "часов", "минут", "дня", "дней", "недели", "недель", "месяца"})


def read_number_last(tokens: Tokens, i: int, ref: Reference) -> DayReading | None:
    """`часа через два`, `минут через 10`: about so much later."""
    if tokens[i + 1].text != "через":
        return None
    number = read_number(tokens, i + 2)
    if number is None or tokens[number.end].text in units():
        return None
    return later(ref, amount_of(number.value, units()[tokens[i].text]), number.end)
