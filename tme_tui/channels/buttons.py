"""How the buttons under a message are laid out: two beside each other, as they fit on a phone."""

from __future__ import annotations

from tme_tui.model.delivery import Button

_PER_ROW = 2


def rows(buttons: tuple[Button, ...]) -> list[tuple[Button, ...]]:
    """The buttons in their order, row by row."""
    return [buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW)]
