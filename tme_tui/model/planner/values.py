"""What planning is given and what it answers. Instants are seconds since 1970, lengths are seconds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tme_tui.model.value import value

Span = tuple[int, int]
"""From one instant up to another."""


class Job(NamedTuple):
    """A task as planning sees it."""

    number: int
    length: int = 0
    """Work that is left; without any it only stands between others."""
    due: int | None = None
    urgency: float = 0.0
    earliest: int | None = None
    """Not to be begun before."""
    fixed: Span | None = None
    """When it takes place anyway: it is not planned, but others wait for it."""
    may_split: bool = True


class Block(NamedTuple):
    """A piece of work in its place."""

    number: int
    begin: int
    end: int


class Why(StrEnum):
    """What makes a task late."""

    PASSED = "passed"
    """Its due date is over."""
    SHORT = "short"
    """There is less free time before its due date than it takes."""
    WAITS = "waits"
    """What it waits for ends too late."""
    CROWDED = "crowded"
    """Others take the time; had it been theirs, they or it would be later still."""
    NO_ROOM = "no-room"
    """It has no place in the time that is planned."""


@value
class Delay:
    """A task that misses its due date, or finds no place at all."""

    number: int
    finish: int | None
    """None when it has no place."""
    late: int | None
    """By so many seconds; None when that is not known, or nothing is due."""
    why: Why
    because: tuple[int, ...] = ()
    """The tasks that it waits for or that take the time."""


@value
class Plan:
    """Where everything goes."""

    blocks: tuple[Block, ...]
    """In order of time."""
    delays: tuple[Delay, ...]
