"""Keeps the parts of a process running: each has a name, a state, and begins anew when it fails."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from random import uniform

_log = logging.getLogger(__name__)
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
SETTLED_AFTER = 60.0
"""A part that ran for so many seconds begins with the shortest wait again."""


class State(StrEnum):
    """How a part is."""

    STARTING = "starting"
    RUNNING = "running"
    RETRYING = "waiting to retry"
    STOPPED = "stopped"
    FAILED = "failed"


class GiveUp(Exception):
    """A part that cannot go on before a person mends something; it is not begun anew."""


class Part:
    """One long-running part. What it runs gets the event that ends it, and ends soon after that is set."""

    def __init__(
        self,
        name: str,
        run: Callable[[threading.Event], None],
        redact: Callable[[str], str] = str,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = name
        self._failed = failed
        self._redact = redact
        self.state = State.STARTING
        self.since = int(time.time())
        self.error = ""
        self._run = run
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        self._stop.set()

    def join(self, deadline: float) -> bool:
        """Wait for the end, up to a moment of the monotonic clock; whether it has come."""
        if self._thread.is_alive():
            self._thread.join(max(deadline - time.monotonic(), 0))
        return not self._thread.is_alive()

    def say(self, error: str) -> None:
        """What troubles it, while it goes on; empty when nothing does."""
        self.error = self._redact(error)

    def _keep(self) -> None:
        wait = FIRST_WAIT
        while not self._stop.is_set():
            begin = time.monotonic()
            try:
                self._set(State.RUNNING)
                self._run(self._stop)
                if self._stop.is_set():
                    break
                self.error = "it ended by itself"
            except GiveUp as error:
                self.error = self._redact(str(error))
                self._set(State.FAILED)
                _log.error("%s cannot go on: %s", self.name, self.error)
                return
            except Exception as error:
                self.error = self._redact(f"{type(error).__name__}: {error}")
                _log.exception("%s failed", self.name)
            wait = FIRST_WAIT if time.monotonic() - begin > SETTLED_AFTER else wait
            self._set(State.RETRYING)
            self._stop.wait(wait * uniform(0.8, 1.2))  # noqa: S311 - scatter, not a secret
            wait = min(wait * 2, LONGEST_WAIT)
        self._set(State.STOPPED)

    def _set(self, state: State) -> None:
        if state is not self.state:
            self.state, self.since = state, int(time.time())
            _log.info("%s: %s", self.name, state)
            if state in (State.FAILED, State.RETRYING):
                self._failed()


class Supervisor:
    """The parts of a process."""

    def __init__(self, redact: Callable[[str], str] = str, failed: Callable[[], None] = lambda: None) -> None:
        self._redact = redact
        """Takes secrets out of what errors say."""
        self._failed = failed
        """Told when a part fails, in its thread."""
        self._parts: dict[str, Part] = {}

    def add(self, name: str, run: Callable[[threading.Event], None]) -> Part:
        """A part that is begun with the others."""
        part = self._parts[name] = Part(name, run, self._redact, self._failed)
        return part

    def start(self) -> None:
        for part in self._parts.values():
            part.start()

    def ask_to_stop(self) -> None:
        """Let every part end; returns at once."""
        for part in self._parts.values():
            part.ask_to_stop()

    def join(self, deadline: float) -> list[str]:
        """Wait up to a moment of the monotonic clock; the names of those that did not end by then."""
        return [part.name for part in self._parts.values() if not part.join(deadline)]

    def parts(self) -> list[Part]:
        return list(self._parts.values())
