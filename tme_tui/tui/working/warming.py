"""The warm engine beside a screen: commands of `tme` are done while the screen is open.

It is a process of its own, begun when the screen has been usable for a while, so that no key waits for it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tme_tui.settings import Settings
    from tme_tui.warm.server import WarmServer

_SETTLED = 1.5
"""Seconds after which the first picture, the base and the first keys are past."""


@contextmanager
def warming(settings: Settings) -> Iterator[None]:
    """Do commands for others from a moment after now to the end of the block."""
    started: list[WarmServer] = []

    def start() -> None:
        from tme_tui.warm.server import serve

        started.append(serve(settings, os.environ))

    later = threading.Timer(_SETTLED, start)
    later.daemon = True
    later.start()
    try:
        yield
    finally:
        later.cancel()
        later.join()
        for server in started:
            server.stop()
