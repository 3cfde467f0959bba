"""How wide text is on a terminal: cells, not characters.

East Asian wide letters and emoji take two cells; combining marks, joiners and skin tones none; a family
joined by zero-width joiners, a flag, or a sign turned into its picture by U+FE0F takes two as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_EUROPEAN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f]*")
"""Latin and Cyrillic letters with their signs: one cell each."""
_JOINER = "\u200d"
_PICTURE = "\ufe0f"
_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_KOREAN_TAILS = range(0x1160, 0x1200)
_TAGS = range(0xE0020, 0xE0080)


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """How many cells the text takes; the same cells of a table are asked for again and again."""
    if text.isascii() or _EUROPEAN.fullmatch(text):
        return len(text)
    return sum(cells for _, cells in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The pieces of the text that must not be taken apart, each with its cells."""
    starts = [place for place in range(len(text)) if place == 0 or not _continues(text, place)]
    for start, end in pairwise([*starts, len(text)]):
        piece = text[start:end]
        yield piece, _cluster_width(piece)


def _continues(text: str, place: int) -> bool:
    """Whether the character belongs to the one before it."""
    letter, before = text[place], text[place - 1]
    number = ord(letter)
    if number < 0x300:
        return False
    if number in _FLAG_LETTERS:
        return _flag_letters_before(text, place) % 2 == 1
    if before == _JOINER:
        return _is_wide(letter) or number >= 0x2190  # pictures are joined, letters only shaped
    return number in _TONES or _is_narrowest(letter)


def _flag_letters_before(text: str, place: int) -> int:
    first = place
    while first and ord(text[first - 1]) in _FLAG_LETTERS:
        first -= 1
    return place - first


def _cluster_width(piece: str) -> int:
    first = piece[0]
    if _PICTURE in piece or (ord(first) in _FLAG_LETTERS and len(piece) > 1):
        return 2
    if _is_narrowest(first):
        return 0
    return 2 if _is_wide(first) else 1


def _is_narrowest(letter: str) -> bool:
    number = ord(letter)
    if number in _KOREAN_TAILS or number in _TAGS:
        return True
    kind = unicodedata.category(letter)
    return kind in ("Mn", "Me") or (kind == "Cf" and number != 0xAD)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells; what had to go leaves an ellipsis."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    kept: list[str] = []
    room = cells - 1
    for piece, wide in clusters(text):
        if wide > room:
            break
        kept.append(piece)
        room -= wide
    return "".join(kept).rstrip() + "…"


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """The text filled up with spaces to so many cells."""
    gap = " " * max(cells - width(text), 0)
    return gap + text if right else text + gap


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words where there are any."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if width(candidate) <= cells:
            line = candidate
            continue
        if line:
            lines.append(line)
        while width(word) > cells:
            head = _head(word, cells)
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line]


def _head(word: str, cells: int) -> str:
    """As much of the word as fits, at least one piece of it."""
    kept, room = "", cells
    for piece, wide in clusters(word):
        if kept and wide > room:
            break
        kept += piece
        room -= wide
    return kept
