"""Which form of a word stands beside a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def english_form(number: float) -> int:
    """0 for one, 1 for all others."""
    return 0 if number == 1 else 1


def russian_form(number: float) -> int:
    """0 for 1, 21, 31 … (задача); 1 for 2-4, 22-24 … and fractions (задачи); 2 for the rest (задач)."""
    if number != int(number):
        return 1
    last, last_two = abs(int(number)) % 10, abs(int(number)) % 100
    if last == 1 and last_two != 11:
        return 0
    return 1 if 2 <= last <= 4 and not 12 <= last_two <= 14 else 2


FORMS: Mapping[str, tuple[int, Callable[[float], int]]] = {"en": (2, english_form), "ru": (3, russian_form)}
"""For each language, how many forms there are and which one a number takes."""
