"""What the scanner finds in a line, before the line as a whole decides what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tme_tui.language.dates.moments import When
from tme_tui.language.dates.ranges import DayRange, TimeRange
from tme_tui.language.recurring.limits import Limit
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.model.draft import SpanKind


@dataclass(frozen=True, slots=True)
class Setting:
    """A field that was named outright, by a key or a sigil."""

    kind: SpanKind
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody's name after `@`; `together` when `with` stands before it."""

    name: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A span of time after a key: `event:fri 10:00-11:30`, `sched:…`."""

    event: bool
    when: When
    times: TimeRange | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due:` with what followed."""

    when: When | None


@dataclass(frozen=True, slots=True)
class Reminding:
    """Reminders in words."""

    before: tuple[timedelta, ...] = ()
    at: tuple[When, ...] = ()
    channel: str | None = None
    bare: bool = False
    """`за 15 минут` alone: a reminder only if the line has a time."""
    prefix: bool = False
    """`remind me to …`: at the moment itself, if the line has one."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long it takes, as an estimate."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Unknown:
    """`key:value` with a key that may be an attribute of the task's type."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Text on purpose; the first `hidden` tokens are only its marks."""

    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
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


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Tokens `first` up to `last`, and what they may mean."""

    first: int
    last: int
    value: Payload
