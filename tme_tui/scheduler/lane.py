"""One channel's way out: a few threads that send what they are given, so that it can delay nobody else."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from queue import SimpleQueue
from typing import Protocol

from tme_tui.model.delivery import (
    Channel,
    ChannelFacts,
    Outgoing,
    Permanent,
    Receipt,
    Scope,
    Temporary,
    Unanswered,
)
from tme_tui.model.errors import StoreError
from tme_tui.model.outbox import Claimed, Fate, Outcome
from tme_tui.scheduler.pacing import Pace

_log = logging.getLogger(__name__)
WORKERS = 4
"""So many messages are under way at once where a repeat does no harm; elsewhere one, so that a process that
is killed leaves a doubt about one message only."""
REST = 600.0
"""Seconds after which a channel that was stopped, as by a wrong token, is tried again."""
SHORT_REST = 60.0
"""The same for a channel of this machine, such as a desktop that nobody is logged in to."""

BATCH = 64
"""So many messages in a row are claimed for one recipient of a channel that asks for no pause."""
_STUCK = (Fate.RETRY, Fate.UNANSWERED, Fate.UNREACHABLE, Fate.RELEASED)


class Desk(Protocol):
    """What a lane asks of the dispatcher, from its own threads."""

    def compose(self, claimed: Claimed) -> Outgoing:
        """The message to send."""

    def begin(self, claimed: Claimed) -> bool:
        """Write down that it is about to be sent; False when it must not be."""

    def report(self, claimed: Claimed, outcome: Outcome) -> None:
        """Take what became of it."""

    def ready(self) -> None:
        """The lane has room again."""


class Lane:
    """Sends on one channel."""

    def __init__(self, name: str, channels: Mapping[str, Channel], desk: Desk) -> None:
        self.name = name
        self._channels = channels
        self._desk = desk
        self._queue: SimpleQueue[Sequence[Claimed] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._stop = threading.Event()
        self._busy = 0
        self._lock = threading.Lock()
        self._stopped_until = 0.0
        self._quiet_until = 0.0
        self.error = ""
        """Why the channel does not work now; empty when it does."""
        channel = self._channel()
        self.facts = channel.facts if channel is not None else ChannelFacts()
        self.pace = Pace(self.facts)
        self.workers = WORKERS if self.facts.idempotent else 1

    @property
    def room(self) -> int:
        """How many messages it can take now."""
        if self._stop.is_set() or time.monotonic() < self._quiet_until:
            return 0
        free = max(self.workers - self._busy, 0)
        return free * BATCH if self.pace.is_swift else free

    @property
    def quiet_for(self) -> float:
        """So many seconds the server wants to be left alone; 0 when it does not."""
        return max(self._quiet_until - time.monotonic(), 0.0)

    def give(self, batch: Sequence[Claimed]) -> None:
        """Send these, all to one recipient, in their order; a lane that was stopped gives them back."""
        with self._lock:
            taken = not self._stop.is_set()
            if taken:
                self._take(batch)
        if not taken:
            self._give_back(batch)

    def _take(self, batch: Sequence[Claimed]) -> None:
        self._busy += 1
        if self._busy > len(self._threads) and len(self._threads) < self.workers:
            thread = threading.Thread(
                target=self._work, name=f"{self.name}-{len(self._threads)}", daemon=True
            )
            self._threads.append(thread)
            thread.start()
        self._queue.put(batch)

    def stop(self) -> None:
        """Take nothing more; what is under way ends by itself."""
        with self._lock:  # or a thread that is just being started would not hear of it
            self._stop.set()
            for _ in self._threads:
                self._queue.put(None)

    def join(self, deadline: float) -> None:
        """Wait for what is under way, up to a moment of the monotonic clock."""
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0))

    def _work(self) -> None:
        while (batch := self._queue.get()) is not None:
            self._send_all(batch)
            with self._lock:
                self._busy -= 1
                free = self._busy < self.workers
            if free:  # what was reported meanwhile is written down with the next message
                self._desk.ready()

    def _send_all(self, batch: Sequence[Claimed]) -> None:
        """One after the other; where one gets stuck, those behind it wait for it."""
        for place, claimed in enumerate(batch):
            outcome = self._attempt(claimed)
            if outcome is None:
                continue
            self._desk.report(claimed, outcome)
            if outcome.fate in _STUCK:
                self._give_back(batch[place + 1 :])
                return

    def _give_back(self, batch: Sequence[Claimed]) -> None:
        for claimed in batch:
            self._desk.report(claimed, Outcome(claimed.id, Fate.RELEASED))

    def _attempt(self, claimed: Claimed) -> Outcome | None:
        """What came of sending it; None when it was not to be sent any more."""
        asked_for = claimed.details.get("trial") or claimed.details.get("again")
        if time.monotonic() < self._stopped_until and not asked_for:
            return self._standing(claimed)
        if not self.pace.wait(self._stop):
            return Outcome(claimed.id, Fate.RELEASED)
        channel = self._channel()
        if channel is None:
            return self._standing(claimed)
        if not (claimed.mending or self.facts.idempotent):
            try:
                if not self._desk.begin(claimed):
                    return None
            except StoreError:
                return Outcome(claimed.id, Fate.RELEASED)
        return self._tried(channel, claimed)

    def _tried(self, channel: Channel, claimed: Claimed) -> Outcome:
        try:
            receipt = self._do(channel, claimed)
        except Temporary as error:
            if error.retry_after is not None:
                self._quiet_until = time.monotonic() + error.retry_after
            self.error = str(error)
            if self.facts.local:  # whoever is not there now is told by the next channel
                return Outcome(claimed.id, Fate.ABSENT, error=str(error))
            return Outcome(claimed.id, Fate.RETRY, error=str(error), wait=error.retry_after)
        except Unanswered as error:
            self.error = str(error)
            return Outcome(claimed.id, Fate.UNANSWERED, error=str(error))
        except Permanent as error:
            return self._refused(claimed, error)
        except Exception as error:
            _log.exception("a message for %s could not be made", self.name)
            return Outcome(claimed.id, Fate.REFUSED, error=type(error).__name__)
        self.error, self._stopped_until = "", 0.0
        return Outcome(claimed.id, Fate.SENT, receipt=receipt.message)

    def _do(self, channel: Channel, claimed: Claimed) -> Receipt:
        message = self._desk.compose(claimed)
        if not claimed.mending:
            return channel.send(message)
        before = Receipt(claimed.receipt)
        if self.facts.edits:
            channel.edit(before, message)
        elif self.facts.withdraws:
            channel.withdraw(before, message)
        return before

    def _refused(self, claimed: Claimed, error: Permanent) -> Outcome:
        said = f"{error}; {error.hint}" if error.hint else str(error)
        if error.scope is Scope.CHANNEL:
            self.error = said
            self._stopped_until = time.monotonic() + (SHORT_REST if self.facts.local else REST)
            _log.warning("%s stands still: %s", self.name, said)
            return self._standing(claimed)
        fate = Fate.UNREACHABLE if error.scope is Scope.ADDRESS else Fate.REFUSED
        return Outcome(claimed.id, fate, error=said)

    def _standing(self, claimed: Claimed) -> Outcome:
        """What becomes of a message while the channel stands still: it is held until the next try."""
        if self.facts.local:
            return Outcome(claimed.id, Fate.ABSENT, error=self.error)
        rest = max(self._stopped_until - time.monotonic(), 0.0) or REST
        return Outcome(claimed.id, Fate.STOPPED, error=self.error, wait=rest)

    def _channel(self) -> Channel | None:
        try:
            return self._channels[self.name]
        except KeyError:
            self.error = self.error or "it could not be made"
            return None
