"""Since when somebody has been sending for a base without a pause: what came due before that came due while
nothing ran.

Whoever begins asks those who run already, each of which tells what it knows in the state of its services;
so one that begins beside another which is far behind takes nothing for late that the other will send.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

GAP = 60
"""A pause of so many seconds between two looks means that the machine slept or the clock jumped."""


class Awake:
    """What one process knows of it; `others` tells what the others know, None when there are none."""

    def __init__(self, others: Callable[[], int | None]) -> None:
        self._others = others
        self._since: int | None = None
        self._last = 0
        self._jumped = -math.inf
        """When the clock was last seen to have jumped, by the monotonic one."""

    def look(self, now: int) -> int:
        """This process is awake; the answer is since when somebody has been."""
        if self._since is None or self._slept(now):
            if self._since is not None:
                self._jumped = time.monotonic()
            told = self._others()
            self._since = now if told is None else min(told, now)
        self._last = now
        return self._since

    def told(self, now: int) -> int:
        """What to tell others."""
        return now if self._since is None or self._slept(now) else self._since

    def went_back(self, now: int) -> bool:
        """Whether the clock shows a time long before the one of the last look."""
        return self._since is not None and now < self._last - GAP

    @property
    def undisturbed_for(self) -> float:
        """For so many seconds the clock has not jumped."""
        return time.monotonic() - self._jumped

    def _slept(self, now: int) -> bool:
        return abs(now - self._last) > GAP
