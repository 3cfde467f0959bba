"""`python -m tme_tui.cli.serving`: started by a program that wants commands to be done beside it.

Standard input says, in a line, which base is served, and its end is the end of that program; standard output
says when the first command can be asked for.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> int:
    """Serve until standard input ends."""
    gc.disable()
    _let_others_first(True)
    signal.signal(signal.SIGTERM, _leave)
    url = os.fsdecode(_line(0))
    from tme_tui.cli.serving.meeting import listen
    from tme_tui.cli.serving.rehearsing import rehearsed
    from tme_tui.cli.serving.spares import Spares

    os.chdir("/")
    with rehearsed(url) as program, listen(os.environ) as listener:
        gc.collect()
        gc.freeze()
        _let_others_first(False)
        spares = Spares(listener, program)
        os.write(1, b"ready\n")
        spares.serve()
    return 0


def _let_others_first(yes: bool) -> None:
    """While everything is loaded, whoever wakes up to draw a key takes the processor at once."""
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH if yes else os.SCHED_OTHER, os.sched_param(0))


def _leave(_signal: int, _frame: object) -> NoReturn:
    """Tidy up on the way."""
    raise SystemExit(0)


def _line(number: int) -> bytes:
    """A line of a file, and nothing after it."""
    said = b""
    while not said.endswith(b"\n"):
        letter = os.read(number, 1)
        if not letter:
            break
        said += letter
    return said.rstrip(b"\n")


if __name__ == "__main__":
    sys.exit(main())
