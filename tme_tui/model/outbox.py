"""Deliveries as people and dispatchers see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from tme_tui.model.person import Person
from tme_tui.model.task import Task
from tme_tui.model.value import field, value


@value
class Delivery:
    """One message to one person on one channel, as it stands in the outbox."""

    id: int
    kind: str
    """`reminder`, `escalation`, `snooze`, `nag`, `digest` or `test`."""
    task: int | None
    title: str
    person: str
    """The login."""
    channel: str
    state: str
    due: datetime
    next_try: datetime
    attempts: int
    sent: datetime | None
    acknowledged: datetime | None
    error: str
    thread: str
    occurrence: str = ""


@value
class Alert:
    """Something that a person has been reminded of and has not answered yet."""

    id: int
    """The number of one of its deliveries, by which it is answered."""
    task: Task
    due: datetime
    """When the reminder was for."""
    missed: bool = False
    """It came due while nothing ran, too long ago to be sent."""
    channels: tuple[str, ...] = ()
    """Where it has arrived."""
    error: str = ""
    """Why it did not arrive somewhere."""


@value
class Claimed:
    """A delivery in the hands of one dispatcher, with what is needed to write and send it."""

    id: int
    uid: str
    kind: str
    channel: str
    address: str
    person: Person
    task: Task | None
    due: int
    not_before: int
    occurrence: str
    attempts: int
    unanswered: int
    random_id: int
    receipt: str = ""
    mending: bool = False
    """It was sent; now its text is to be put in order."""
    late: bool = False
    details: Mapping[str, object] = field(default_factory=dict)
    summary: tuple[tuple[int, Task], ...] = ()
    """For a summary: the instants and tasks that it tells of."""


class Fate(StrEnum):
    """What became of an attempt."""

    SENT = "sent"
    RETRY = "retry"
    """It did not arrive and is worth trying again."""
    UNANSWERED = "unanswered"
    """It may have arrived."""
    REFUSED = "refused"
    """This message will never be taken."""
    UNREACHABLE = "unreachable"
    """This person cannot be reached there any more."""
    STOPPED = "stopped"
    """Nobody can be reached on this channel before something is mended; this message was not tried."""
    ABSENT = "absent"
    """There is no such channel here, such as a desktop on a server."""
    RELEASED = "released"
    """It was not tried after all."""


@value
class Outcome:
    """What a dispatcher reports of a claimed delivery."""

    id: int
    fate: Fate
    receipt: str = ""
    error: str = ""
    wait: float | None = None
    """Seconds that the server wants to be left alone."""


@value
class Sender:
    """A dispatcher, as far as claiming is concerned."""

    holder: str
    """The process: host, number and a random part."""
    channels: Mapping[str, int]
    """How many messages it can take now, by channel."""
    local: frozenset[str] = frozenset()
    """The channels that reach only its own person."""
    safe: frozenset[str] = frozenset()
    """The channels on which a repeated message arrives once."""
    swift: frozenset[str] = frozenset()
    """The channels on which one recipient takes several messages in a row."""
    person: int = 0
    """Who sits at this machine."""
    awake_since: int = 0
    """What was to be sent before this instant came due while nothing ran."""
    spacing: Mapping[str, int] = field(default_factory=dict)
    """Seconds between two messages to one recipient, whoever sends them, by channel."""
    pauses: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Recipients (person and channel) that are not written to before an instant, for the sake of a pace."""
    trusts_leases: bool = True
    """Whether a lease that has run out was left by somebody who is gone; not just after the clock jumped."""


SIGNED_OFF = "stopped"
"""The state of the parts of a process that ends, from the first moment of its end on."""


@value
class Service:
    """A part that runs in some process on this base."""

    holder: str
    """The process: host, number and a random part."""
    name: str
    state: str
    since: datetime
    heartbeat: datetime
    alive: bool
    error: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
