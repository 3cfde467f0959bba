"""What a stream can show: whether it is a terminal, how wide it is, whether it takes colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO

_NARROWEST, _USUAL = 20, 80


def is_terminal(stream: IO[str] | IO[bytes] | None) -> bool:
    """Whether a person sits behind the stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it was closed
        return False


def width_of(stream: IO[str], environment: Mapping[str, str]) -> int:
    """The cells of a line: what COLUMNS says, else the terminal, else what terminals once had."""
    said = environment.get("COLUMNS", "")
    if said.isdecimal() and 0 < int(said) < 100_000:
        return max(int(said), _NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or _USUAL, _NARROWEST)
    except (OSError, ValueError):
        return _USUAL


def colours(stream: IO[str], environment: Mapping[str, str], setting: str) -> bool:
    """Whether to colour: https://no-color.org wins, then the setting, then whether it is a terminal."""
    if environment.get("NO_COLOR") or setting == "never":
        return False
    if setting == "always" or environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE"):
        return True
    return is_terminal(stream) and environment.get("TERM") != "dumb"
