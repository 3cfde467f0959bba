"""One line of the pane of views in pieces, as its widget and the first picture show it."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted
from tme_tui.tui.views.view_entries import Entry, EntryKind


def entry_segments(
    entry: Entry, width: int, foreground: Callable[[str], Style], *, chosen: bool, taking: bool = False
) -> list[Segment]:
    """The pieces, to be laid on a ground; `foreground` knows the styles of parts by their names."""
    if entry.kind is EntryKind.HEADING:
        return [Segment(fitted(f" {entry.label}", width))]
    count = "" if entry.count is None else f"{entry.count:,}".replace(",", "\u202f")
    alarm = entry.name == "overdue" and entry.kind is EntryKind.VIEW and entry.count
    room = max(width - 3 - len(count), 0)
    return [
        Segment(signs.TAKING if taking else signs.CURSOR if chosen else " ", foreground("bar")),
        Segment(fitted("  " * max(entry.depth - 1, 0) + entry.label, room)),
        Segment(f" {count} ", foreground("alarm" if alarm else "count")),
    ]
