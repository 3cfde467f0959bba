"""How many messages a server takes in a second: in all, and for one chat."""

from __future__ import annotations

import time
from collections import defaultdict, deque


class Limits:
    """Counts what was taken; without numbers there is no limit."""

    def __init__(self, per_second: float = 0, per_chat: float = 0) -> None:
        self._all = _Window(per_second)
        self._chats: defaultdict[int, _Window] = defaultdict(lambda: _Window(per_chat))

    def wait(self, chat: int) -> float:
        """The seconds after which one more to this chat is taken; 0 takes it now."""
        now = time.monotonic()
        seconds = max(self._all.wait(now), self._chats[chat].wait(now))
        if not seconds:
            self._all.taken.append(now)
            self._chats[chat].taken.append(now)
        return seconds


class _Window:
    def __init__(self, rate: float) -> None:
        self.span = 1.0 if rate >= 1 or not rate else 1 / rate
        self.most = max(1, int(rate)) if rate else 0
        self.taken: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self.taken and self.taken[0] <= now - self.span:
            self.taken.popleft()
        if not self.most or len(self.taken) < self.most:
            return 0.0
        return max(0.001, self.taken[0] + self.span - now)
