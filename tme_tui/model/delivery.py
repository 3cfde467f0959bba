"""What a reminder is on its way to a person: the message, the channel that takes it, what becomes of it.

The scheduler decides what is sent to whom and when; a channel knows one way to reach people and nothing of
tasks, bases or times. These values are all that passes between the two, so a channel can be tested alone and
written by anybody.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Final, Protocol

from tme_tui.model.errors import TmeError
from tme_tui.model.value import value

LONGEST_WAIT: Final = 86_400.0
"""So many seconds a server is left alone at most because it asked for it."""


class Answer(StrEnum):
    """What a person can do with a reminder where it arrives."""

    DONE = "done"
    SNOOZE = "snooze"
    """For ten minutes."""
    SNOOZE_HOUR = "snooze-hour"
    TOMORROW = "tomorrow"
    """Snoozed until the morning of the next day."""
    POSTPONE_DAY = "postpone-day"
    """The task itself is due a day later."""
    POSTPONE_WEEK = "postpone-week"
    OPEN = "open"


@value
class Button:
    """One answer, offered under a message."""

    answer: Answer
    label: str
    data: str
    """What comes back when it is pressed: at most 64 bytes, and never a word of the task."""


@value
class Outgoing:
    """A message for one address, in plain text; the channel escapes it in its own way."""

    key: str
    """The same for every attempt at one delivery, and for no other; some channels drop repeats by it."""
    address: str
    title: str
    body: str = ""
    buttons: tuple[Button, ...] = ()
    urgent: bool = False
    repeat_number: int = 0
    """A number for servers that drop repeats by a number, the same for every attempt; 0 is none."""
    calendar: str = ""
    """The event as an iCalendar document, for channels that attach files."""
    language: str = "en"


@value
class Receipt:
    """A message arrived: how the server calls it, for editing and withdrawing; empty when it has no name."""

    message: str = ""


@value
class ChannelFacts:
    """What a channel can do, so that nobody has to try."""

    buttons: bool = False
    edits: bool = False
    withdraws: bool = False
    idempotent: bool = False
    """Whether a message sent twice under one key arrives once."""
    per_second: float = 20.0
    """So many messages it takes in a second, in all."""
    per_address: float = 1.0
    """So many in a second to one address."""
    longest: int = 4096
    """So many characters fit into a message."""
    local: bool = False
    """Whether it reaches only who sits at this machine: another process cannot send for it."""


class Scope(StrEnum):
    """How much of a channel a permanent error ends."""

    MESSAGE = "message"
    """This text will never be taken; others may."""
    ADDRESS = "address"
    """This person cannot be reached here any more: blocked, never written first, unknown."""
    CHANNEL = "channel"
    """Nobody can be reached before something is mended: a wrong token, an account closed."""


class ChannelError(TmeError):
    """A message was not delivered, or nobody knows; the text says why, without secrets or what was sent."""


class Temporary(ChannelError):
    """It did not arrive and is worth trying again, not before `retry_after` seconds if the server says so.

    What a server says may be no number that anybody can wait for; more than a day is a day.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        if retry_after is not None:
            retry_after = None if math.isnan(retry_after) else min(max(retry_after, 0.0), LONGEST_WAIT)
        self.retry_after = retry_after


class Permanent(ChannelError):
    """It will not arrive however often it is tried; `hint` says what a person can do about it."""

    def __init__(self, message: str, *, scope: Scope = Scope.MESSAGE, hint: str = "") -> None:
        super().__init__(message)
        self.scope = scope
        self.hint = hint


class Unanswered(ChannelError):
    """It was sent and no answer came: it may have arrived."""


class Channel(Protocol):
    """One way to reach people. Calls may come from any thread, one at a time for an address.

    Every call ends within a minute, also when the server hangs, and raises nothing but `ChannelError`s.
    """

    @property
    def name(self) -> str:
        """What settings, addresses and deliveries call it."""

    @property
    def facts(self) -> ChannelFacts:
        """What it can do."""

    def send(self, message: Outgoing) -> Receipt:
        """Send a message; returning means that the server took it."""

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        """Put another text and other buttons in the place of what was sent; the same again is no error."""

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        """Take a message back; one that is gone already is no error."""

    def check(self) -> str:
        """Who the channel is, in a line, such as the bot's name; an error says how to mend what is wrong."""

    def close(self) -> None:
        """End what is open; calls that are under way come to an end soon."""


class Inviting(Protocol):
    """What a channel can also do where a person has to write first."""

    def invitation(self, code: str) -> str:
        """A web address that opens the chat with us and brings `code` along; the errors are those of `check`.

        Codes are Latin letters, digits, dashes and underscores.
        """


class IncomingKind(StrEnum):
    """What somebody did in a messenger."""

    PRESSED = "pressed"
    """A button; `text` is its data."""
    WROTE = "wrote"
    """A line of text."""
    BLOCKED = "blocked"
    """The person wants no more messages."""
    ALLOWED = "allowed"
    """The person can be written to again."""


@value
class Incoming:
    """Something that a person did in a messenger."""

    id: str
    """The server's number for it: what arrives twice has the same."""
    kind: IncomingKind
    address: str
    text: str = ""
    message: str = ""
    """The message that a pressed button belongs to, as its receipt has it."""
    callback: str = ""
    """What the server wants to see in the answer to a pressed button."""
    sender: str = ""
    """How the messenger calls the person, for showing."""
    language: str = ""
    private: bool = True
    """Whether nobody else reads along."""
    invitation: str = ""
    """The code of the invitation by which the person came; they may also write the code themselves."""


class Ear(Protocol):
    """What a channel hears of people, for messengers that are polled.

    The place up to which everything was heard is the caller's to keep, in the transaction that keeps what was
    heard; so nothing is lost and nothing is heard twice.
    """

    def listen(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        """Wait for what comes after `place` (empty at first); the answer has the next place."""

    def reply(self, incoming: Incoming, text: str) -> None:
        """Answer in the chat; for a pressed button, as a short notice beside it."""

    def stop(self) -> None:
        """Let a `listen` that waits return at once; from any thread."""
