"""What stands above a group of tasks, and which group a task is in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from tme_tui.model.grouping import GroupBy
from tme_tui.model.moment import Moment
from tme_tui.model.occasion import occasion_of
from tme_tui.model.task import Task
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.tasks.rows import Reader

_BEFORE: Final = "0"
"""Sorts before every day."""


def heading(by: GroupBy, reader: Reader, name: str) -> str:
    """What stands above a group."""
    words = reader.words
    match by:
        case GroupBy.DAY if name == _BEFORE:
            return words.text("before today")
        case GroupBy.DAY:
            return reader.moment(Moment(date.fromisoformat(name))) if name else words.text("no date")
        case GroupBy.CATEGORY:
            return harmless(name) or words.text("no category")
        case GroupBy.PRIORITY:
            return words.text("priority {n}", n=name) if name else words.text("no priority")
        case _:
            return f"@{harmless(name)}" if name else words.text("nobody")


def with_past_together(values: Mapping[int, str], reader: Reader) -> dict[int, str]:
    """Groups by day, all days before today as one."""
    today = Moment.at(reader.now, reader.zone).day.isoformat()
    return {number: day if day >= today else _BEFORE for number, day in values.items()}


def groups_of(by: GroupBy, tasks: Mapping[int, Task], reader: Reader) -> dict[int, str]:
    """The group of each task, as the base has it; who is in none is absent."""
    values = {number: _value(by, task, reader) for number, task in tasks.items()}
    found = {number: each for number, each in values.items() if each}
    return with_past_together(found, reader) if by is GroupBy.DAY else found


def _value(by: GroupBy, task: Task, reader: Reader) -> str:
    match by:
        case GroupBy.DAY:
            occasion = occasion_of(task, reader.now, reader.zone)
            return "" if occasion is None else occasion.day.isoformat()
        case GroupBy.CATEGORY:
            return task.category or ""
        case GroupBy.PRIORITY:
            return str(task.priority or "")
        case _:
            return task.assignee or ""
