"""A channel that keeps its word: whatever it raises comes out as an error of channels.

Anybody can write a channel, and a mistake in one must not stop the reminders of the others. Nobody knows
whether a message went out before an unforeseen error, so that is what is said.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from tme_tui.i18n import said
from tme_tui.model.delivery import (
    Channel,
    ChannelError,
    ChannelFacts,
    Ear,
    Incoming,
    Outgoing,
    Receipt,
    Temporary,
    Unanswered,
)
from tme_tui.plugins.plugin import place_of

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class GuardedChannel:
    """A channel around a channel. Its name and facts are read once, so that they cannot fail later."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._name = channel.name
        self._facts = channel.facts
        if not isinstance(self._facts, ChannelFacts):
            raise TypeError(f"its facts are a {type(self._facts).__name__}, not ChannelFacts")

    @property
    def name(self) -> str:
        return self._name

    @property
    def facts(self) -> ChannelFacts:
        return self._facts

    def send(self, message: Outgoing) -> Receipt:
        receipt = _guarded(self._name, Unanswered, lambda: self._channel.send(message))
        return receipt if isinstance(receipt, Receipt) else Receipt()

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        _guarded(self._name, Unanswered, lambda: self._channel.edit(receipt, message))

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        _guarded(self._name, Unanswered, lambda: self._channel.withdraw(receipt, message))

    def check(self) -> str:
        return str(_guarded(self._name, Temporary, self._channel.check))

    def invitation(self, code: str) -> str:
        """See `Inviting`; empty where people need not write first."""
        invite = getattr(self._channel, "invitation", None)
        return "" if invite is None else str(_guarded(self._name, Temporary, lambda: invite(code)))

    def close(self) -> None:
        _guarded(self._name, Temporary, self._channel.close)


class GuardedEar:
    """The same for what listens."""

    def __init__(self, name: str, ear: Ear) -> None:
        self._name = name
        self._ear = ear

    def listen(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        return _guarded(self._name, Temporary, lambda: self._ear.listen(place))

    def reply(self, incoming: Incoming, text: str) -> None:
        _guarded(self._name, Unanswered, lambda: self._ear.reply(incoming, text))

    def stop(self) -> None:
        _guarded(self._name, Temporary, self._ear.stop)


def _guarded(name: str, unforeseen: type[ChannelError], call: Callable[[], _T]) -> _T:
    try:
        return call()
    except ChannelError:
        raise
    except (Exception, SystemExit) as error:
        _log.warning("a mistake in the channel %s: %s", name, place_of(error))
        # Only the kind of the error is told: its text may hold a token or the message.
        raise unforeseen(said(f"a mistake in the channel {name}: {type(error).__name__}")) from None
