"""A program in a real pseudo-terminal, looked at from outside: what it paints, when, and what it costs.

The terminal says that it can hold a frame back until it is whole, so the end of each frame can be seen in
the stream, and a key has been answered when the frame that it caused has ended.
"""

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
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Self

_PATIENCE = 60.0
_AT_REST = 0.02
"""So many seconds of processor, and no more, are used between two looks at a program that only ticks."""
_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"
_CLOCK = os.sysconf("SC_CLK_TCK")
_STYLES = re.compile(rb"\x1b\[[0-9;:]*m")


class Terminal:
    """A terminal of 120 by 40 with a program in it."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        self._seen = b""
        self._begun = perf_counter()
        self.process, self._file = pty.fork()
        if self.process == 0:
            os.execve(sys.executable, [sys.executable, *command], dict(environment))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._file)

    def seconds_to(self, text: str) -> float:
        """How long after the start a text stood on the screen."""
        self._until(text.encode())
        return perf_counter() - self._begun

    def press(self, keys: str) -> float:
        """Send keys, and how many milliseconds later the frame that they caused was whole."""
        self.rest(0)
        self._seen = b""
        start = perf_counter()
        os.write(self._file, keys.encode())
        self._until(_FRAME_ENDS)
        return (perf_counter() - start) * 1000

    def press_and_see(self, keys: str, text: str) -> None:
        """Send keys and wait for what they show."""
        self._seen = b""
        os.write(self._file, keys.encode())
        self._until(text.encode())

    def leave(self, keys: str) -> None:
        """Send the keys that end the program, and wait until it has ended."""
        os.write(self._file, keys.encode())
        while self._read(_PATIENCE):
            pass

    def rest(self, seconds: float = 0.3) -> None:
        """Wait until nothing was painted for so long."""
        while self._read(seconds):
            pass

    def until_loaded(self, text: str) -> None:
        """Wait until a text is there and nothing is left to do: it is seen before it can be used."""
        self.seconds_to(text)
        used = -1.0
        while self.cpu() - used > _AT_REST:
            used = self.cpu()
            self.rest(1.0)

    def cpu(self) -> float:
        """The seconds of processor that the program has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _CLOCK

    def memory(self) -> float:
        """The megabytes that it has of its own."""
        text = Path(f"/proc/{self.process}/smaps_rollup").read_text()
        return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_")) / 1024

    def _until(self, wanted: bytes) -> None:
        end = perf_counter() + _PATIENCE
        while wanted not in self._seen and wanted not in _STYLES.sub(b"", self._seen):
            if perf_counter() > end or not self._read(_PATIENCE):
                raise TimeoutError(f"{wanted!r} was not painted; the last was {self._seen[-300:]!r}")

    def _read(self, seconds: float) -> bool:
        if not select.select([self._file], [], [], seconds)[0]:
            return False
        try:
            portion = os.read(self._file, 1 << 20)
        except OSError:  # the program has ended
            return False
        if _ASKS_FOR_FRAMES in portion:
            os.write(self._file, _HAS_FRAMES)
        self._seen += portion
        return bool(portion)
