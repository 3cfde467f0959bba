"""The dispatcher: claims what is due, hands it to the channels, writes down what became of it, and sleeps.

One thread writes to the base and the lanes send, so a slow server never holds a transaction. What a lane
reports and what is due next go into one transaction together. An outcome that cannot be written down just
now, because the base is locked, is kept and written later; if the process dies before that, the row's lease
ends. A message is written down as begun just before it is sent, so that a process that was killed leaves no
doubt but about what was truly on its way.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tme_tui.i18n import translator
from tme_tui.model.errors import StoreError
from tme_tui.model.outbox import Claimed, Fate, Outcome, Sender
from tme_tui.scheduler.awake import Awake
from tme_tui.scheduler.composing import compose
from tme_tui.scheduler.digests import Digest, read_digest
from tme_tui.scheduler.lane import Lane
from tme_tui.store.outbox.claiming import LEASE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.delivery import Channel, Outgoing

_log = logging.getLogger(__name__)
LOOK = 1.0
"""Seconds between two looks whether anybody changed the base."""
DOUBT = 0.05
"""Of what was sent within so many seconds a power cut may leave a doubt: the disk is waited for no more
often, since that takes longer than to send on a channel that answers at once."""
T = TypeVar("T")


class Dispatcher:
    """Sends what is due until it is stopped."""

    def __init__(
        self,
        manager: TaskManager,
        channels: Mapping[str, Channel],
        holder: str,
        *,
        arm: Callable[[int | None], None] = lambda instant: None,
        changed: Callable[[], None] = lambda: None,
        turned_back: Callable[[], None] = lambda: None,
        troubled: Callable[[], None] = lambda: None,
    ) -> None:
        self._manager = manager
        self._holder = holder
        self._arm = arm
        """Told when the next row is due, for whoever has the clock."""
        self._changed = changed
        """Told when somebody has written into the base."""
        self._turned_back = turned_back
        """Told when the clock went back."""
        self._troubled = troubled
        """Told when a channel begins to fail, or does no more."""
        self._errors: dict[str, str] = {}
        self._wake = threading.Event()
        self._outcomes: list[Outcome] = []
        self._lock = threading.Lock()
        self._pen = threading.Lock()
        """Held while outcomes are written, so that none is passed over by what comes after it."""
        self._pauses: dict[tuple[int, str], int] = {}
        self.lanes = {name: Lane(name, channels, self) for name in channels}
        self._rehearsed = False
        self._on_disk = 0.0
        """When something was last written in a way that outlives a power cut, by the monotonic clock."""
        self._awake = Awake(lambda: manager.awake_since(holder))
        self._released = False
        self.sent = 0
        self.next_due: int | None = None

    def wake(self) -> None:
        """Look for work at once; from any thread."""
        self._wake.set()

    def look_around(self) -> None:
        """Ask those who send already since when they do; from any thread."""
        self._awake.look(self._now())

    def share_pace(self, sharers: int) -> None:
        """So many processes send: each takes its part of the pace of a channel."""
        for lane in self.lanes.values():
            lane.pace.sharers = 1 if lane.facts.local else max(sharers, 1)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop`; errors of the base are waited out, others end it and its keeper begins anew."""
        version = -1
        while not stop.is_set():
            self._wake.clear()
            try:
                version = self._manager.base_version()  # before the turn: what comes during it is noticed
                self.turn()
            except StoreError as error:
                _log.warning("the base cannot be used just now: %s", error)
                stop.wait(1)
                continue
            self._sleep(stop, version)

    def _sleep(self, stop: threading.Event, version: int) -> None:
        """Wait for the clock, an outcome, or a change that somebody made."""
        while not stop.is_set() and not self._wake.wait(self._patience()):
            now = self._now()
            if self._awake.went_back(now) or (self.next_due is not None and self.next_due <= now):
                return
            try:
                changed = self._manager.base_version() != version
            except StoreError:
                return
            if changed:
                self._changed()
                return

    def _patience(self) -> float:
        """Until the next row is due, but no longer than one look."""
        if self.next_due is None:
            return LOOK
        return min(max(self.next_due - self._manager.now().timestamp(), 0.001), LOOK)

    def turn(self) -> None:
        """Settle what was reported, claim what is due, and find out when there is more to do."""
        now = self._now()
        if not self._released:  # what stood still may have been mended before this process was started
            self._manager.release_deliveries(self.lanes)
            self._released = True
        if self._awake.went_back(now):
            self._manager.clock_went_back()
            self._pauses.clear()
            self._turned_back()
        awake_since = self._awake.look(now)
        claimed = self._with_outcomes(
            lambda outcomes: self._manager.exchange_deliveries(outcomes, self._sender(now, awake_since))
        )
        if claimed:
            self._on_disk = time.monotonic()
        after = self._now()
        if not self._awake.went_back(after):  # the clock may have jumped ahead while the base was asked
            self._awake.look(after)
        for (_, channel), batch in _by_recipient(claimed).items():
            self.lanes[channel].give(batch)
        self.next_due = now + 1  # what is not due by now is due a second later at the earliest
        if not claimed:
            self.next_due = self._next_due(now)
            self._rehearse()
        quiet = self._quiet_ends(now)
        if quiet is not None:
            self.next_due = quiet if self.next_due is None else min(self.next_due, quiet)
        self._arm(self.next_due)
        errors, self._errors = self._errors, self.errors()
        if errors != self._errors:
            self._troubled()

    def _rehearse(self) -> None:
        """Write a message that is not sent, so that the first one that is waits for no module or query."""
        if self._rehearsed or self.next_due is None:
            return
        coming = self._manager.coming_delivery(self.lanes)
        if coming is not None:
            self._rehearsed = True
            self.compose(coming)

    def _next_due(self, now: int) -> int | None:
        room = [name for name, lane in self.lanes.items() if lane.room]
        coming = self._manager.next_delivery(room)
        if coming is None or coming > now:
            return coming
        return min([until for until in self._pauses.values() if until > now], default=now + 1)

    def _quiet_ends(self, now: int) -> int | None:
        """When the first of the channels that asked for peace may be used again."""
        ends = [lane.quiet_for for lane in self.lanes.values() if lane.quiet_for > 0]
        return now + int(min(ends)) + 1 if ends else None

    def _with_outcomes(self, write: Callable[[Sequence[Outcome]], T]) -> T:
        """Write down what was reported so far together with something else; kept if that fails."""
        with self._pen:
            with self._lock:
                outcomes, self._outcomes = self._outcomes, []
            try:
                return write(outcomes)
            except BaseException:
                with self._lock:
                    self._outcomes = [*outcomes, *self._outcomes]
                raise

    def drain(self) -> None:
        """Write down what was reported last, when everything else has ended."""
        last = Sender(self._holder, {}, safe=self._safe())
        self._with_outcomes(lambda outcomes: self._manager.exchange_deliveries(outcomes, last))

    def stop_lanes(self, deadline: float) -> None:
        """Let what is under way end, up to a moment of the monotonic clock."""
        for lane in self.lanes.values():
            lane.stop()
        for lane in self.lanes.values():
            lane.join(deadline)

    def errors(self) -> dict[str, str]:
        """By channel, why it does not work now."""
        return {name: lane.error for name, lane in self.lanes.items() if lane.error}

    @property
    def awake_since(self) -> int:
        """Since when somebody has been sending, as far as this process knows."""
        return self._awake.told(self._now())

    def _sender(self, now: int, awake_since: int) -> Sender:
        self._pauses = {one: until for one, until in self._pauses.items() if until > now}
        return Sender(
            holder=self._holder,
            channels={name: lane.room for name, lane in self.lanes.items() if lane.room},
            local=frozenset(name for name, lane in self.lanes.items() if lane.facts.local),
            safe=self._safe(),
            swift=frozenset(name for name, lane in self.lanes.items() if lane.pace.is_swift),
            person=int(self._manager.person.id),
            awake_since=awake_since,
            spacing={name: wait for name, lane in self.lanes.items() if (wait := lane.pace.spacing)},
            pauses=dict(self._pauses),
            trusts_leases=self._awake.undisturbed_for > LEASE,
        )

    def _safe(self) -> frozenset[str]:
        return frozenset(name for name, lane in self.lanes.items() if lane.facts.idempotent)

    # What lanes ask for, from their threads

    def compose(self, claimed: Claimed) -> Outgoing:
        """The message for a delivery."""
        words = translator(claimed.person.locale)
        facts = self.lanes[claimed.channel].facts
        return compose(
            claimed,
            self._manager.now(),
            words,
            read_digest(self._manager, claimed) if claimed.kind == "digest" else Digest(),
            drops_repeats=facts.idempotent,
        )

    def begin(self, claimed: Claimed) -> bool:
        """Write down that it is about to be sent, and with it all that was reported so far."""
        holder = Sender(self._holder, {}, safe=self._safe())
        durable = time.monotonic() - self._on_disk > DOUBT
        begun = self._with_outcomes(
            lambda outcomes: self._manager.begin_delivery(outcomes, holder, claimed.id, durable=durable)
        )
        if durable:
            self._on_disk = time.monotonic()
        return begun

    def report(self, claimed: Claimed, outcome: Outcome) -> None:
        """Take what became of it; it is written down with what comes next."""
        until = self.lanes[claimed.channel].pace.pause_after(self._exact())
        with self._lock:
            self._outcomes.append(outcome)
            if until is not None:
                self._pauses[int(claimed.person.id), claimed.channel] = until
        if outcome.fate is Fate.SENT:
            self.sent += 1
        _log.log(
            logging.INFO if outcome.fate in (Fate.SENT, Fate.RELEASED, Fate.ABSENT) else logging.WARNING,
            "%s %s to %s on %s: %s%s",
            "mending" if claimed.mending else claimed.kind,
            claimed.id,
            claimed.person.login,
            claimed.channel,
            outcome.fate,
            f" ({outcome.error})" if outcome.error else "",
        )

    def ready(self) -> None:
        """A lane has room again: look for more."""
        self._wake.set()

    def _now(self) -> int:
        return int(self._exact())

    def _exact(self) -> float:
        return self._manager.now().timestamp()


def _by_recipient(claimed: Sequence[Claimed]) -> dict[tuple[int, str], list[Claimed]]:
    """What goes to one person on one channel, in its order."""
    found: dict[tuple[int, str], list[Claimed]] = {}
    for one in claimed:
        found.setdefault((int(one.person.id), one.channel), []).append(one)
    return found
