"""What the scanner finds in a line, before the line as a whole decides what it means.

Named tuples, because a dataclass takes ten times as long to define and these are defined at start-up.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from tme_tui.language.dates.moments import When
from tme_tui.language.dates.ranges import DayRange, TimeRange
from tme_tui.language.recurring.limits import Limit
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.model.draft import SpanKind


class Setting(NamedTuple):
    """A field that was named outright, by a key or a sigil."""

    kind: SpanKind
    field: str
    value: object


class Mention(NamedTuple):
    """Somebody's name after `@`; `together` when `with` stands before it."""

    name: str
    together: bool = False


class Block(NamedTuple):
    """A span of time after a key: `event:fri 10:00-11:30`, `sched:…`."""

    event: bool
    when: When
    times: TimeRange | None = None
    until: When | None = None


class Deadline(NamedTuple):
    """`due:` with what followed."""

    when: When | None


class Reminding(NamedTuple):
    """Reminders in words."""

    before: tuple[timedelta, ...] = ()
    at: tuple[When, ...] = ()
    channel: str | None = None
    bare: bool = False
    """`за 15 минут` alone: a reminder only if the line has a time."""
    prefix: bool = False
    """`remind me to …`: at the moment itself, if the line has one."""


class Length(NamedTuple):
    """How long it takes, as an estimate."""

    span: timedelta


class Unknown(NamedTuple):
    """`key:value` with a key that may be an attribute of the task's type."""

    key: str
    value: str


class Literal(NamedTuple):
    """Text on purpose; the first `hidden` tokens are only its marks."""

    hidden: int = 0


class Mistake(NamedTuple):
    """A known key with a value it cannot take: it stays text, with a notice."""

    what: str
    """Which kind of value was expected."""
    text: str


Payload = (
    Setting
    | Mention
    | Block
    | Deadline
    | Reminding
    | Length
    | Unknown
    | Literal
    | Mistake
    | When
    | Limit
    | Repeat
    | TimeRange
    | DayRange
)


class Piece(NamedTuple):
    """Tokens `first` up to `last`, and what they may mean."""

    first: int
    last: int
    value: Payload
