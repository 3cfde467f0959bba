"""All actions by name, in the order in which help lists them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tme_tui.tui.actions.action import Action
from tme_tui.tui.actions.calendar import CALENDAR
from tme_tui.tui.actions.changing import ADDING, FIELDS, LINKING, MARKING, STATES
from tme_tui.tui.actions.moving import FINDING, MOVING, SHOWING
from tme_tui.tui.actions.program import PROGRAM, REMINDERS, TYPING
from tme_tui.tui.actions.tree import TREE

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
        )
    }
)
