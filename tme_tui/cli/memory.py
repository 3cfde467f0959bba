"""Memory of commands that last: `main` starts without the garbage collector, since most end at once."""

from __future__ import annotations

import gc


def expect_long_work() -> None:
    """Let garbage be collected from here on, leaving out what was loaded, which stays to the end."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
