"""Which tabs there are, and where the code of each is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tme_tui.i18n import message

LIST: Final = "tasks"
LABELS: Final = {LIST: message("Tasks"), "tree": message("Tree"), "calendar": message("Calendar")}
TABS: Final[Mapping[str, tuple[str, str]]] = {
    "tree": ("tme_tui.tui.tree.tab", "TreeTab"),
    "calendar": ("tme_tui.tui.calendar.tab", "CalendarTab"),
}
"""The module and the class of each tab beside the list."""
