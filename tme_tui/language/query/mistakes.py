"""Saying what is wrong in a line, where, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.text import fold


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, if any is alike enough."""
    from difflib import get_close_matches

    if len(word) > 40:  # comparing grows with the square of the length
        return None
    wanted = fold(word)
    by_fold = {fold(candidate): candidate for candidate in known}
    found = get_close_matches(wanted, by_fold, n=1, cutoff=0.6)
    if not found and len(wanted) >= 3:
        found = [name for name in by_fold if name.startswith(wanted)][:1]
    return by_fold[found[0]] if found else None


def mistake(
    message: str, text: str, start: int, end: int, *, word: str = "", known: Iterable[str] = ()
) -> SyntaxMistake:
    """An error to raise; with `word`, the nearest of `known` is offered."""
    suggestion = nearest(word, known) if word else None
    if suggestion is not None:
        message += f"; did you mean {suggestion}?"
    return SyntaxMistake(message, text=text, start=start, end=end, suggestion=suggestion)


def clipped(text: str, limit: int = 40) -> str:
    """A piece of what was typed, short enough to stand in a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def cell_width(text: str) -> int:
    """How many terminal cells the text takes: two for wide letters, none for combining marks."""
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(letter) in ("Mn", "Me", "Cf") else 2 if east_asian_width(letter) in "WF" else 1
        for letter in text
    )


_AROUND = 60
"""How many characters of a long line are shown on each side of the mistake."""


def caret_lines(error: SyntaxMistake) -> str:
    """The line, with `^` under the place that is wrong, in two lines of harmless text."""
    start, end = min(error.start, len(error.text)), min(error.end, len(error.text))
    first, last = max(start - _AROUND, 0), min(max(end, start) + _AROUND, len(error.text))
    if end - start > _AROUND:
        end = start + _AROUND
        last = min(end + _AROUND, len(error.text))
    before = ("…" if first else "") + _plain(error.text[first:start])
    wrong = _plain(error.text[start:end])
    after = _plain(error.text[end:last]) + ("…" if last < len(error.text) else "")
    return f"{before}{wrong}{after}\n{' ' * cell_width(before)}{'^' * max(cell_width(wrong), 1)}"


def _plain(text: str) -> str:
    """The same number of characters, none of which can move the cursor."""
    from unicodedata import category

    return "".join(
        " " if letter.isspace() else "�" if category(letter) in ("Cc", "Cf", "Cs") else letter
        for letter in text
    )
