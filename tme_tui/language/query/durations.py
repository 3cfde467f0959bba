"""Lengths of time as a query names them: what `read_duration` reads, a bare number being minutes."""

from __future__ import annotations

_LIMIT = 2**31
"""Seconds that fit the column of estimates: 68 years."""


def seconds_of(phrase: str) -> int | None:
    """The length in seconds; None when it is no length."""
    from tme_tui.language.dates import read_duration

    bare = phrase.isascii() and phrase.isdecimal()
    length = read_duration(f"{phrase}m" if bare else phrase)
    if length is None:
        return None
    seconds = round(length.total_seconds())
    return seconds if 0 <= seconds < _LIMIT else None
