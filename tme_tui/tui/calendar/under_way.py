"""Moves under way: where an item goes is known before that is stored and read, so the next key goes on there.

Keys may come faster than changes are stored. Each is a change of its own, and counts from where the one
before it leads.
"""

from __future__ import annotations

from typing import NamedTuple

from tme_tui.model.diary import Appearance, Key


class _Goal(NamedTuple):
    item: Appearance
    """As it will be seen."""
    serial: int
    is_stored: bool = False


class UnderWay:
    """What was put elsewhere and has not been read again."""

    def __init__(self) -> None:
        self._goals: dict[Key, _Goal] = {}
        self._serial = 0

    def put(self, one: Appearance, goal: Appearance) -> int:
        """An item goes elsewhere; the number is that of this move."""
        self._serial += 1
        self._goals = {key: kept for key, kept in self._goals.items() if kept.item.key != one.key}
        self._goals[one.key] = _Goal(goal, self._serial)
        return self._serial

    def seen(self, one: Appearance) -> Appearance:
        """An item as it will be seen."""
        goal = self._goals.get(one.key)
        return one if goal is None else goal.item

    def numbered(self, number: int | None) -> Appearance | None:
        """What goes elsewhere of a task; of more than one, what went last."""
        found = [goal for goal in self._goals.values() if goal.item.entry.number == number]
        return max(found, key=lambda goal: goal.serial).item if found else None

    def is_newest(self, serial: int) -> bool:
        """Whether the item of a move was not put elsewhere again."""
        return any(goal.serial == serial for goal in self._goals.values())

    def stored(self, serial: int) -> None:
        """A move is stored, refused, or asked about."""
        for key, goal in self._goals.items():
            if goal.serial == serial:
                self._goals[key] = goal._replace(is_stored=True)

    def read(self) -> None:
        """All that is stored was read."""
        self._goals = {key: goal for key, goal in self._goals.items() if not goal.is_stored}

    def __contains__(self, number: object) -> bool:
        return any(goal.item.entry.number == number for goal in self._goals.values())
