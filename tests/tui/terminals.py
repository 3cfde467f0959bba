"""A real terminal with the program in it, as a process of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any

PATIENCE = 60.0
TAKES_OVER = b"\x1b[?1003h"
"""Among the first that the program itself asks of the terminal is to hear of every move of the mouse."""
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def words_of(written: bytes) -> str:
    """What is written to a terminal, without sequences."""
    return _SEQUENCE.sub("", written.decode(errors="replace"))


class Terminal:
    """A terminal of 100 by 30 with the program in it."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        program: Sequence[str] = ("-m", "tme_tui"),
    ) -> None:
        self.seen = b""
        self._process, self._file = pty.fork()
        if self._process == 0:
            # Before anything runs in it: the program may look sooner than this process gets its turn again.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            nobody_asks = {"TME_CLI__WARM": "off"}
            os.execve(
                sys.executable,
                [sys.executable, *program, *arguments],
                {**os.environ, **nobody_asks, **environment},
            )

    def wait_for(self, text: str) -> None:
        """Wait until something is written on the screen."""
        end = monotonic() + PATIENCE
        while text not in self.words:
            assert monotonic() < end, f"{text!r} does not appear in {self.words[-1_000:]!r}"
            self._read(0.1)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that cannot be seen on the screen."""
        end = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < end
            self._read(0.1)

    @property
    def own_words(self) -> str:
        """What the program itself has written; its last frame, or a sketch, is there before it."""
        return words_of(self.seen.partition(TAKES_OVER)[2])

    @property
    def words_before(self) -> str:
        """What was written before the program itself had the terminal."""
        return words_of(self.seen.partition(TAKES_OVER)[0])

    @property
    def words(self) -> str:
        """What was seen, without the sequences that may stand within a word: where panes meet, say."""
        return words_of(self.seen)

    def type(self, text: str) -> None:
        """Type; what was seen before is forgotten."""
        self.seen = b""
        os.write(self._file, text.encode())

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        while self._read(PATIENCE):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def close(self) -> int:
        """Close the terminal, as with its window; the exit code."""
        os.close(self._file)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def tell(self) -> int:
        """Tell the program to end, as when the machine is shut down; the exit code."""
        os.kill(self._process, signal.SIGTERM)
        return self.end()

    @property
    def ways(self) -> list[Any]:
        """What the terminal does with keys before anybody reads them."""
        return termios.tcgetattr(self._file)

    def kill(self) -> None:
        """End the program at once, whatever it does."""
        os.kill(self._process, signal.SIGKILL)
        os.close(self._file)
        os.waitpid(self._process, 0)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return False
        try:
            portion = os.read(self._file, 65_536)
        except OSError:  # the other end is closed
            return False
        self.seen += portion
        return bool(portion)
