"""What runs beside the screen: started once, begun anew with other settings, stopped for good at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

States = Mapping[str, tuple[str, int, Mapping[str, object]]]


class Running(Protocol):
    """Services that run."""

    def wake(self) -> None:
        """Look at once for what is due."""

    def sign_off(self) -> None:
        """Say in the base that they end."""

    def stop(self) -> object:
        """End them."""

    def states(self) -> States:
        """How each part is: its state, since when, and details, such as an `error`."""


StartServices = Callable[["TaskManager", Callable[[str], None], Mapping[str, str]], Running]
"""Starts them with these settings in place of those that are written down; an error says why it cannot."""


class Services:
    """The one owner of what runs. Its methods may take seconds: not for the loop."""

    def __init__(self, start: StartServices | None, answered: Callable[[str], None]) -> None:
        self._start = start
        self._answered = answered
        """Told what came of a button that was pressed on the desktop."""
        self._wanted: Mapping[str, str] = {}
        self._running: Running | None = None
        self._over = False
        self._lock = threading.Lock()

    @property
    def are_wanted(self) -> bool:
        """Whether anything is to run beside this screen."""
        return self._start is not None

    def want(self, settings: Mapping[str, str]) -> None:
        """Run with these beside the settings that are written down, from the next `begin` on."""
        self._wanted = settings

    def begin(self, engine: TaskManager) -> None:
        """Run with what is wanted when it is this call's turn; what runs already ends first."""
        with self._lock:
            if self._over or self._start is None:
                return
            if self._running is not None:
                self._running.stop()
                self._running = None
            self._running = self._start(engine, self._answered, self._wanted)

    def sign_off(self) -> None:
        """Say that what runs ends, before everything else does."""
        if (running := self._running) is not None:
            running.sign_off()

    def end(self) -> None:
        """Stop, and never begin again."""
        with self._lock:
            self._over = True
            if self._running is not None:
                self._running.stop()
                self._running = None

    def wake(self) -> None:
        """Look at once for what is due; on the loop too."""
        if (running := self._running) is not None:
            running.wake()

    def states(self) -> States:
        """How each part is; on the loop too. Nothing while nothing runs."""
        running = self._running
        return {} if running is None else running.states()
