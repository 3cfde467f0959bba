"""How the program ends when it is told to from outside: its terminal is closed, or the machine shuts down."""

from __future__ import annotations

import os
import signal
import threading
from asyncio import AbstractEventLoop
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tme_tui.tui.app import TmeApp

_PATIENCE = 5.0
"""So many seconds after all is stored it ends, whatever is not done yet."""


def leave_calmly(app: TmeApp, loop: AbstractEventLoop) -> None:
    """Store what was asked for before a signal ends the program; Windows has no such signals."""
    if not hasattr(signal, "SIGHUP"):
        return
    loop.add_signal_handler(signal.SIGTERM, app.exit)
    loop.add_signal_handler(signal.SIGHUP, _terminal_closed, app, loop)


def _terminal_closed(app: TmeApp, loop: AbstractEventLoop) -> None:
    """What is written to a terminal that is gone may block, so the base comes first."""
    app.main.keep_all()
    app.main.keep_frame()
    threading.Thread(target=_finish, args=(app, loop), daemon=True).start()


def _finish(app: TmeApp, loop: AbstractEventLoop) -> None:
    """Storing may take long on a busy machine or while others write, but it ends by itself."""
    threading.Thread(target=app.main.services.sign_off, daemon=True).start()  # the base may be locked
    app.main.work.stop()
    watchdog = threading.Timer(_PATIENCE, os._exit, (128 + signal.SIGHUP,))
    watchdog.daemon = True
    watchdog.start()
    loop.call_soon_threadsafe(app.exit)
