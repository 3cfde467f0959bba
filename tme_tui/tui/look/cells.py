"""Text in terminal cells: cut, padded, and unable to do anything but stand there.

Widths are those of Rich, because Textual crops and pads by them: a second opinion would tear lines apart.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

ELLIPSIS = "…"

# C0 and C1 controls, line and paragraph separators, bidirectional overrides and isolates, surrogates, the
# byte-order mark. What the model lets in has none of these; what a newer or a foreign program wrote may.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def harmless(text: str) -> str:
    """The text with each dangerous character replaced by one that only takes its place."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub("�", text)


def clipped(text: str, cells: int) -> tuple[str, int]:
    """The text in at most so many cells and how many it takes; what had to go leaves an ellipsis."""
    if cells <= 0:
        return "", 0
    if text.isascii():
        size = len(text)
        return (text, size) if size <= cells else (text[: cells - 1] + ELLIPSIS, cells)
    # nobody's terminal shows more than this, and measuring grows with the text
    short = text[: cells * 8]
    size = cell_len(short)
    if size <= cells and len(short) == len(text):
        return text, size
    spans, _ = split_graphemes(short)
    room, end, used = cells - 1, 0, 0
    for _, stop, wide in spans:
        if used + wide > room:
            break
        end, used = stop, used + wide
    return short[:end] + ELLIPSIS, used + 1


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly so many cells."""
    shown, size = clipped(text, cells)
    gap = " " * (cells - size)
    return gap + shown if right else shown + gap


def index_at(text: str, cells: int) -> int:
    """The place in a text that stands so many cells from its beginning."""
    used = 0
    for place, letter in enumerate(text):
        used += cell_len(letter)
        if used > cells:
            return place
    return len(text)


def line_of_empty(height: int, lines: int) -> int:
    """The line at which words begin that stand in a pane in place of what is not there."""
    return max(min((height - lines) // 2, height // 3), 0)
