"""The channel of letters: one conversation with the server for each."""

from __future__ import annotations

from threading import Lock

from tme_tui.channels.email.letter import LONGEST, is_address, letter
from tme_tui.channels.email.talking import MailServer, Talk
from tme_tui.i18n import message
from tme_tui.model.clock import Clock, SystemClock
from tme_tui.model.delivery import ChannelFacts, Outgoing, Permanent, Receipt, Scope, Temporary
from tme_tui.plugins.plain import PlainChannel

_NO_ADDRESS = message("this is not an e-mail address")
PATIENCE = 15.0


class EmailChannel(PlainChannel):
    """Sends letters from one sender through one server."""

    name = "email"
    facts = ChannelFacts(per_second=2.0, per_address=0.5, longest=LONGEST)

    def __init__(
        self, server: MailServer, sender: str, *, patience: float = PATIENCE, clock: Clock | None = None
    ) -> None:
        if not is_address(sender):
            raise Permanent("email.sender is not an address", scope=Scope.CHANNEL)
        self._server = server
        self._sender = sender
        self._patience = patience
        self._clock = clock or SystemClock()
        self._lock = Lock()
        self._talks: set[Talk] = set()
        self._closed = False

    def send(self, message: Outgoing) -> Receipt:
        """Hand a letter to the server; it has no name by which it could be taken back."""
        if not is_address(message.address):
            raise Permanent(_NO_ADDRESS, scope=Scope.ADDRESS)
        made = letter(message, self._sender, self._clock.now())
        talk = self._begin()
        try:
            talk.hand_over(made, self._sender, message.address)
        finally:
            self._end(talk)
        return Receipt()

    def check(self) -> str:
        """Connect and log in; nothing is sent."""
        talk = self._begin()
        try:
            return talk.greet() or self._server.host
        finally:
            self._end(talk)

    def close(self) -> None:
        """End the conversations that are under way."""
        with self._lock:
            self._closed = True
            talks = tuple(self._talks)
        for talk in talks:
            talk.end()

    def _begin(self) -> Talk:
        with self._lock:
            if self._closed:
                raise Temporary("it was stopped")
            talk = Talk(self._server, self._patience)
            self._talks.add(talk)
            return talk

    def _end(self, talk: Talk) -> None:
        with self._lock:
            self._talks.discard(talk)
