"""What can be done on the screen and by which keys: bindings, palette, footer and help are views of it.

Pure and quick to import: no widget, no Textual.
"""

from __future__ import annotations

from tme_tui.tui.actions.action import Action, Context, Group
from tme_tui.tui.actions.confirming import confirmation, confirmation_keys
from tme_tui.tui.actions.conflicts import Conflict, conflicts
from tme_tui.tui.actions.helping import (
    HelpEntry,
    HelpGroup,
    entries,
    footer_for,
    help_for,
    palette_entries,
    search_help,
)
from tme_tui.tui.actions.keymap import Keymap, Pending, keymap
from tme_tui.tui.actions.layouts import LAYOUTS, latin_key
from tme_tui.tui.actions.profiles import PROFILES, Profile
from tme_tui.tui.actions.registry import ACTIONS
from tme_tui.tui.actions.spelling import shown

__all__ = [
    "ACTIONS",
    "LAYOUTS",
    "PROFILES",
    "Action",
    "Conflict",
    "Context",
    "Group",
    "HelpEntry",
    "HelpGroup",
    "Keymap",
    "Pending",
    "Profile",
    "confirmation",
    "confirmation_keys",
    "conflicts",
    "entries",
    "footer_for",
    "help_for",
    "keymap",
    "latin_key",
    "palette_entries",
    "search_help",
    "shown",
]
