"""The terminal, listened to by a thread that sleeps until there is something to hear.

Textual's own asks ten times a second whether a key was pressed, which is half of what a program that nobody
uses costs. It has to wake by itself only while the beginning of a sequence of bytes waits for its rest.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Event
from typing import Any

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tme_tui.tui.app import TmeApp
from tme_tui.tui.pasting import PasteGuard

_PORTION = 4_096
_LONG = 60.0
"""So many seconds it sleeps at most."""


class _Bell(Event):
    """An event that also wakes who sleeps until a file can be read."""

    def __init__(self) -> None:
        super().__init__()
        self.heard, self._rung = os.pipe()
        os.set_blocking(self.heard, False)

    def set(self) -> None:
        super().set()
        os.write(self._rung, b"!")

    def clear(self) -> None:
        super().clear()
        with suppress(BlockingIOError):
            os.read(self.heard, _PORTION)


class PatientDriver(LinuxDriver):
    """Textual's driver with another way to wait."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.exit_event = self._bell = _Bell()
        self._last_frame = app.setup.last_frame if isinstance(app, TmeApp) else None

    def start_application_mode(self) -> None:
        """Take the terminal; one that shows the last frame already goes on showing it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._last_frame is not None:
            self.attrs_before = self._last_frame.hand_over() or self.attrs_before

    def write(self, data: str) -> None:
        """Send something; going to the other screen would clear it where one is there already."""
        if self._last_frame is None or not self._last_frame.goes_on(data):
            super().write(data)

    def run_input_thread(self) -> None:
        """Hear what is typed until the bell rings."""
        parser, guard, decode = (
            XTermParser(self._debug),
            PasteGuard(),
            getincrementaldecoder("utf-8")().decode,
        )
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._bell.heard, selectors.EVENT_READ)
            while not self._bell.is_set():
                ready = selector.select(_time_left(parser))
                if any(key.fd == self.fileno for key, _ in ready):
                    portion = os.read(self.fileno, _PORTION)
                    if not portion:  # it was closed, as a signal says, and would be ready for ever
                        selector.unregister(self.fileno)
                    text = guard.feed(decode(portion))
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)


def _time_left(parser: XTermParser) -> float:
    """The seconds until what has begun counts as it is."""
    end = parser._timeout_time
    return _LONG if end is None else min(max(end - get_time(), 0), _LONG)
