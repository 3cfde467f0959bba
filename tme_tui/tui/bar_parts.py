"""The lines above and below in pieces: texts with the words of their styles, as the theme says them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

PROGRAM: Final = " TME "
Part = tuple[str, str]
"""A text and its style, which may be empty."""


def title_parts(tabs: Sequence[tuple[str, bool]]) -> list[Part]:
    """The name of the program and its tabs, the open one marked."""
    parts = [(PROGRAM, "bold $tme-key"), (" ", "")]
    for label, chosen in tabs:
        parts.append((f" {label} ", "bold underline" if chosen else "$tme-muted"))
    return parts


def hint_parts(hints: Sequence[Part], width: int, kept: Part | None = None) -> list[Part]:
    """Keys and what they do, as many as fit whole; `kept` among them, the last where not all have room."""
    fitting = _fitting(hints, width)
    if kept is not None and kept not in fitting:
        before = _fitting(hints, width - _size(kept))
        fitting = [*before, kept] if before else fitting
    shown = [(" ", "")]
    for key, label in fitting:
        shown += [(key, "bold $tme-key"), (" ", ""), (label, "$tme-muted"), ("  ", "")]
    return shown


def _fitting(hints: Sequence[Part], width: int) -> Sequence[Part]:
    """The first hints, as many as have room."""
    used = 1
    for place, hint in enumerate(hints):
        used += _size(hint)
        if used > width:
            return hints[:place]
    return hints


def _size(hint: Part) -> int:
    key, label = hint
    return cell_len(key) + cell_len(label) + 3
