"""What a command may not do with a terminal that belongs to the one it is done for."""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

from tme_tui.cli.exit_codes import FAILED
from tme_tui.cli.process import written_out


class TerminalNeeded(BaseException):
    """Nothing was done yet, and it can only be done by a process with a terminal of its own.

    No error, so that nobody who handles errors takes it for one.
    """


class _Raw(io.FileIO):
    """A file that is not read when a person sits behind it: what they type belongs to their shell's jobs."""

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]
        if self.isatty():
            raise TerminalNeeded
        return super().readinto(buffer)


def borrowed_input(number: int) -> BinaryIO:
    """Standard input for a command that is done for somebody else."""
    return io.BufferedReader(_Raw(number, closefd=False))


def tell_cut_off() -> int:
    """Say that a command was begun elsewhere and that nobody knows what became of it."""
    from tme_tui.cli.running import Surroundings
    from tme_tui.cli.session import Session

    session = Session(Surroundings(os.environ, stdout=sys.stdout, stderr=sys.stderr))
    said = session.words.text(
        "the program that did this was killed in the middle of it; `tme log` shows what was done"
    )
    session.complain(said)
    return written_out(FAILED)
