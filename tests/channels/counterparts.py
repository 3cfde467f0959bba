"""Who receives what a channel sends, in the words of the contract: one class for each channel.

A channel joins the contract by a class like these and a line in `COUNTERPARTS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from tests.channels.servers import bot_api, slack_api, vk_api
from tests.channels.servers.standin import StandIn
from tme_tui.channels.slack import SlackBot
from tme_tui.channels.telegram.channel import TelegramChannel
from tme_tui.channels.vk.channel import VkChannel
from tme_tui.model.delivery import Channel

PATIENCE = 60.0
"""Seconds that a channel waits for an answer here: the machine may be busy."""
HASTY = 2.0
"""The same where no answer comes, and that is waited for."""


@dataclass(frozen=True)
class Arrived:
    """A message as the person has it now."""

    text: str
    buttons: tuple[str, ...] = ()
    """The data of each."""


class Counterpart(Protocol):
    """A server and the channel that sends to it."""

    channel: Channel
    address: str
    """Of a person who can be reached."""
    secret: str
    """What no error may tell."""

    def arrived(self) -> list[Arrived]:
        """What people have got, in order; what was withdrawn is gone."""

    def lose_answers(self, times: int) -> None:
        """Take the next messages, and answer nothing."""

    def hang(self) -> None:
        """Never answer the next call."""

    def be_down(self) -> None:
        """Refuse connections."""

    def be_up(self) -> None:
        """Take them again."""

    def block(self) -> None:
        """The person wants no more messages."""

    def settle(self) -> None:
        """Be up, and wait until what was sent by those who gave up has been dealt with; all are closed."""

    def another(self, secret: str, patience: float = PATIENCE) -> Channel:
        """The channel with another secret, which may be wrong, or another patience."""


class _StandInCounterpart:
    def __init__(self, server: StandIn) -> None:
        self.server = server
        self.address = "7"

    def arrived(self) -> list[Arrived]:
        return [
            Arrived(
                sent["text"].replace("\N{WORD JOINER}", ""),
                tuple(button["data"] for row in sent["buttons"] for button in row),
            )
            for sent in self.server.sent()
            if not sent["deleted"]
        ]

    def lose_answers(self, times: int) -> None:
        self.server.fail("lost", times=times)

    def hang(self) -> None:
        self.server.fail("hang")

    def be_down(self) -> None:
        self.server.down(600)

    def be_up(self) -> None:
        self.server.up()

    def settle(self) -> None:
        self.server.settle()


class TelegramCounterpart(_StandInCounterpart):
    secret = bot_api.TOKEN

    def __init__(self, server: StandIn) -> None:
        super().__init__(server)
        self.channel: Channel = self.another(bot_api.TOKEN)

    def block(self) -> None:
        self.server.person(chat=7, state="blocked")

    def another(self, secret: str, patience: float = PATIENCE) -> Channel:
        return TelegramChannel(secret, self.server.url, patience=patience)


class VkCounterpart(_StandInCounterpart):
    secret = vk_api.TOKEN

    def __init__(self, server: StandIn) -> None:
        super().__init__(server)
        self.channel: Channel = self.another(vk_api.TOKEN)

    def block(self) -> None:
        self.server.person(peer=7, state="never")

    def another(self, secret: str, patience: float = PATIENCE) -> Channel:
        return VkChannel(secret, vk_api.GROUP, self.server.url, patience=patience)


class SlackCounterpart(_StandInCounterpart):
    secret = slack_api.TOKEN

    def __init__(self, server: StandIn) -> None:
        super().__init__(server)
        self.address = "U7"
        self.channel: Channel = self.another(slack_api.TOKEN)

    def block(self) -> None:
        self.server.person(user="U7", state="disabled")

    def another(self, secret: str, patience: float = PATIENCE) -> Channel:
        return SlackBot(secret, self.server.url, patience=patience)


class _Maker(Protocol):
    def __call__(self, server: StandIn, /) -> Counterpart: ...


COUNTERPARTS: Mapping[str, _Maker] = {
    "slack": SlackCounterpart,
    "telegram": TelegramCounterpart,
    "vk": VkCounterpart,
}


@contextmanager
def _closed_after(made: Counterpart) -> Iterator[Counterpart]:
    try:
        yield made
    finally:
        made.channel.close()
        made.settle()  # or it might arrive in the next test


def counterpart(name: str, server: StandIn) -> AbstractContextManager[Counterpart]:
    """The counterpart of a channel, whose channel is closed at the end."""
    return _closed_after(COUNTERPARTS[name](server))
