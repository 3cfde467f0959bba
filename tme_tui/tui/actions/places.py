"""The sets of contexts that actions share."""

from __future__ import annotations

from tme_tui.tui.actions.action import Context

PANES = frozenset({Context.LIST, Context.VIEWS, Context.DETAILS, Context.TREE, Context.CALENDAR})
"""The parts of the main screen."""

TASKS = frozenset({Context.LIST, Context.DETAILS, Context.TREE, Context.CALENDAR})
"""Where the cursor is on a task."""

ORDERED = frozenset({Context.LIST, Context.DETAILS, Context.TREE})
"""Where the cursor is on a task and time is not a direction."""

OUTLINE = frozenset({Context.LIST, Context.TREE})
"""Where many tasks stand below each other."""

LISTS = frozenset({Context.HISTORY, Context.SERVICES, Context.AWAY, Context.PLAN})
"""Screens over the main one."""

ROWS = OUTLINE | LISTS | {Context.VIEWS, Context.DETAILS}
"""Where something can be scrolled."""

SCREENS = PANES | LISTS
"""Where a letter is a command."""

EVERYWHERE = frozenset(Context) - {Context.FOUND}
"""Text fields too; there only keys without a character count."""
