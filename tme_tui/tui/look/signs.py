"""The signs by which a state is known without colours."""

from __future__ import annotations

from typing import Final

from tme_tui.model.task import Status

STATES: Final = {
    Status.OPEN: "○",
    Status.STARTED: "◐",
    Status.DONE: "●",
    Status.CANCELLED: "×",
    Status.DELETED: "−",
}
BLOCKED: Final = "⊘"
CONFLICT: Final = "↯"
WAITING: Final = "◌"
EVENT: Final = "◇"
REPEATS: Final = "↻"
REMINDS: Final = "♪"
NOTES: Final = "≡"
MARKED: Final = "◆"
CURSOR: Final = "▌"
TAKING: Final = "→"
FOLDED: Final = "▸"
UNFOLDED: Final = "▾"
