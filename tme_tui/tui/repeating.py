"""What a number before a key does in profiles that count: `5j` goes five lines down."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

from tme_tui.tui.actions import Action

MOST = 200
"""So often a motion that cannot count by itself is repeated."""

_MOTIONS = frozenset(
    [
        *("cursor_down", "cursor_up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *("next_overdue", "previous_overdue", "next_match", "previous_match", "next_view", "previous_view"),
        *("calendar_left", "calendar_right", "calendar_down", "calendar_up"),
        *("calendar_next", "calendar_previous", "calendar_item_next", "calendar_item_previous"),
    ]
)
"""Only what changes nothing is repeated."""


def repeated(action: Action, way: Callable[..., object], count: int | None) -> Callable[[], object]:
    """The way to do an action so often; what is no motion is done once."""
    if count is None or action.name not in _MOTIONS:
        return way
    if "count" in signature(way).parameters:
        return lambda: way(count)

    def repeat() -> None:
        for _ in range(min(count, MOST)):
            way()

    return repeat
