"""Lines that look as before are the very same lines as before, so that only others are painted again."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip


class KeptLines:
    """The lines of the last drawing."""

    def __init__(self) -> None:
        self._before: list[tuple[list[Segment], Strip]] = []

    def strips(self, lines: Sequence[list[Segment]]) -> list[Strip]:
        """The lines as strips."""
        kept: list[tuple[list[Segment], Strip]] = []
        for at, line in enumerate(lines):
            before = self._before[at] if at < len(self._before) else None
            kept.append(before if before is not None and before[0] == line else (line, Strip(line)))
        self._before = kept
        return [strip for _, strip in kept]
