"""What a sentence is read against: the present moment, the reader's zone and habits, and what exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum

from tme_tui.model.task_type import TaskType
from tme_tui.model.value import field, value


class Dialect(StrEnum):
    """Whose sigils a line is written with; `key:value` means the same in each."""

    TME = "tme"
    TODOIST = "todoist"
    TASKWARRIOR = "taskwarrior"
    TODOTXT = "todotxt"
    OFF = "off"


@value
class DayParts:
    """What `morning`, `evening` and their kin mean."""

    morning: time = time(9)
    afternoon: time = time(14)
    evening: time = time(19)
    night: time = time(22)


@value
class Context:
    """Everything outside the line that decides what the line means."""

    now: datetime
    """Aware; the reference for `tomorrow` and the like."""
    zone: str = "UTC"
    locale: str = "en"
    """`en` or `ru`: the language of sentences; both are always understood."""
    dialect: Dialect = Dialect.TME
    day_first: bool = True
    """Whether 05/03 is the fifth of March; with dots the day always comes first."""
    week_start: int = 0
    """0 is Monday, 6 is Sunday."""
    parts: DayParts = field(default_factory=DayParts)
    people: frozenset[str] = frozenset()
    """Known logins, folded."""
    types: Mapping[str, TaskType] = field(default_factory=dict)
    """Known task types by folded name."""
    last_resort: bool = False
    """Whether a slow library may be asked about dates that nothing else understood."""
