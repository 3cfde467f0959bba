"""All actions by name, in the order in which help lists them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tme_tui.tui.actions.action import Action
from tme_tui.tui.actions.calendar import CALENDAR
from tme_tui.tui.actions.changing import ADDING, FIELDS, LINKING, MARKING, STATES
from tme_tui.tui.actions.finding import FINDING
from tme_tui.tui.actions.moving import MOVING
from tme_tui.tui.actions.overlays import HISTORY, PLANNING, SERVICES
from tme_tui.tui.actions.program import LEAVING, PROGRAM
from tme_tui.tui.actions.reminding import REMINDERS
from tme_tui.tui.actions.showing import SHOWING
from tme_tui.tui.actions.tree import TREE
from tme_tui.tui.actions.writing import TYPING

ACTIONS: Final[Mapping[str, Action]] = MappingProxyType(
    {
        each.name: each
        for each in (
            *ADDING,
            *STATES,
            *FIELDS,
            *MARKING,
            *FINDING,
            *MOVING,
            *SHOWING,
            *LINKING,
            *TREE,
            *CALENDAR,
            *TYPING,
            *REMINDERS,
            *PROGRAM,
            *SERVICES,
            *HISTORY,
            *PLANNING,
            *LEAVING,
        )
    }
)
