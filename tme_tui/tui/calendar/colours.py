"""The looks of the calendar, and by which colour and letter a category is known."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from rich.style import Style

_NONE = Style.null()
HUES = 7


class Colours(NamedTuple):
    """Named styles; those in `GROUNDS` have a ground, all others lie over one."""

    title: Style = _NONE
    closed: Style = _NONE
    faint: Style = _NONE
    heading: Style = _NONE
    late: Style = _NONE
    reminder: Style = _NONE
    today: Style = _NONE
    weekend: Style = _NONE
    border: Style = _NONE
    bar: Style = _NONE
    now: Style = _NONE
    busy_low: Style = _NONE
    busy_medium: Style = _NONE
    busy_high: Style = _NONE
    hue_0: Style = _NONE
    hue_1: Style = _NONE
    hue_2: Style = _NONE
    hue_3: Style = _NONE
    hue_4: Style = _NONE
    hue_5: Style = _NONE
    hue_6: Style = _NONE
    line: Style = _NONE
    cursor: Style = _NONE
    cursor_elsewhere: Style = _NONE
    today_ground: Style = _NONE
    work: Style = _NONE
    """Hours of work."""
    selected: Style = _NONE
    block: Style = _NONE
    """A block of no category."""
    block_0: Style = _NONE
    block_1: Style = _NONE
    block_2: Style = _NONE
    block_3: Style = _NONE
    block_4: Style = _NONE
    block_5: Style = _NONE
    block_6: Style = _NONE

    def hue(self, category: str | None) -> Style:
        """The foreground of a category."""
        if not category:
            return self.title
        style: Style = getattr(self, f"hue_{hue_of(category)}")
        return style

    def block_of(self, category: str | None) -> Style:
        """The ground and the foreground of a block of a category."""
        if not category:
            return self.block
        style: Style = getattr(self, f"block_{hue_of(category)}")
        return style

    def busy(self, share: float) -> Style:
        """How full a day is."""
        return self.busy_low if share <= 0.5 else self.busy_medium if share <= 1 else self.busy_high


GROUNDS = frozenset(
    {"line", "cursor", "cursor_elsewhere", "today_ground", "work", "selected", "block"}
    | {f"block_{number}" for number in range(HUES)}
)


def hue_of(category: str) -> int:
    """The number of the colour of a category: that of the outermost one that holds it, always the same."""
    return crc32(category.partition("/")[0].casefold().encode("utf-8", "replace")) % HUES


def letter_of(category: str | None) -> str:
    """The letter by which a category is known without colours."""
    return category[0].upper() if category and category[0].isalnum() else ""
