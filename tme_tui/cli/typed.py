"""What was typed as text: put together again, and refused where it is no text at all."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.model.errors import InvalidValue

LONGEST_LINE = 1_100_000
"""Notes of full length, and the words around them."""


def typed(words: Iterable[str]) -> str:
    """One line from the arguments of a command."""
    line = " ".join(words)
    check(line)
    return line


def check(line: str) -> None:
    """Refuse bytes that are not UTF-8, which Python hands over as halves of letters, and endless lines."""
    if not line.isascii():
        place = next((i for i, letter in enumerate(line) if "\ud800" <= letter <= "\udfff"), None)
        if place is not None:
            raise InvalidValue(f"this is not valid UTF-8, from character {place + 1} on", field="text")
    if len(line) > LONGEST_LINE:
        raise InvalidValue(f"the line has {len(line):,} characters: that is too long", field="text")
