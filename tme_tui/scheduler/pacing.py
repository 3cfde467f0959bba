"""How fast a channel may be used: so many messages in a second, in all and to one recipient.

Several processes on one base share a channel's pace: each takes its part of it.
"""

from __future__ import annotations

import math
import threading
import time

from tme_tui.model.delivery import ChannelFacts

_SWIFT = 0.2
"""A recipient who can be written to again after so many seconds is not made to wait."""


class Pace:
    """The pace of one channel in this process; any thread may ask."""

    def __init__(self, facts: ChannelFacts) -> None:
        self._interval = 1 / facts.per_second if facts.per_second > 0 else 0.0
        self._own_interval = 1 / facts.per_address if facts.per_address > 0 else 0.0
        self._lock = threading.Lock()
        self._next = 0.0
        self.sharers = 1
        """So many processes send on the channel."""

    def wait(self, stop: threading.Event) -> bool:
        """Wait for the next moment at which the channel may be used; False when `stop` came first."""
        with self._lock:
            now = time.monotonic()
            at = max(self._next, now)
            self._next = at + self._interval * self.sharers
        return not stop.wait(at - now) if at > now else not stop.is_set()

    @property
    def is_swift(self) -> bool:
        """Whether one recipient takes several messages in a row."""
        return self._own_interval < _SWIFT

    @property
    def spacing(self) -> int:
        """Whole seconds between two messages to one recipient; 0 when there need be none."""
        return 0 if self.is_swift else math.ceil(self._own_interval)

    def pause_after(self, now: float) -> int | None:
        """The second before which the same recipient is not written to again; None when at once."""
        if self.is_swift:
            return None
        return math.ceil(now + self._own_interval)
