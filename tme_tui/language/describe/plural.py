"""Which form of a noun goes with a number, in English and in Russian."""

from __future__ import annotations

from collections.abc import Sequence


def english(number: int, one: str, many: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {one if abs(number) == 1 else many}"


def russian_form(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with `number`: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    tens, units = abs(number) % 100, abs(number) % 10
    if 11 <= tens <= 14:
        return many
    if units == 1:
        return one
    return few if 2 <= units <= 4 else many


def russian(number: int, one: str, few: str, many: str) -> str:
    """`1 день`, `2 дня`, `5 дней`."""
    return f"{number} {russian_form(number, one, few, many)}"


def listing(words: Sequence[str], conjunction: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
