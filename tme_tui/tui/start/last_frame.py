"""The terminal as it was left, shown again before there is anything that could draw it.

Importing what draws a screen takes most of the time to the first picture. A person who starts the program
sees their tasks at once, and types to them; the keys wait in the terminal. The program takes the terminal
over without clearing it, and paints when it knows something newer.

The file is a cache: it counts only for the same day, size, terminal and settings.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn, TextIO

from tme_tui.tui.private_file import write_private

ALTERNATE: Final = "\x1b[?1049h"
"""Another screen beside the one with the shell."""
_TAKEN = f"{ALTERNATE}\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[?1000h\x1b[?1006h"
"""What is pasted must not be taken for keys, and clicks wait as keys do."""
_BACK = "\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
_LARGEST = 1_000_000
_CONTROLS = frozenset(map(chr, (*range(10), *range(11, 27), *range(28, 32), *range(127, 160))))
"""What does something to a terminal; lines and colours have their own signs."""
_LOOKS = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "COLUMNS", "LINES")
"""Variables that decide what is sent to the terminal."""


def _no_lines(_: int, __: int) -> Sequence[str]:
    return ()


class LastFrame:
    """What the terminal showed, and what it has to be like to show it again."""

    def __init__(self, path: Path, environment: Mapping[str, str], *circumstances: object) -> None:
        self._path = path
        self._likeness = (*circumstances, *(environment.get(name) for name in _LOOKS))
        self._terminal: list[Any] | None = None
        """The terminal's own ways, while it has ours."""
        self._is_alone = False
        """Whether nobody else has taken the terminal."""
        self.is_shown = False
        """Whether the terminal shows it, and nothing newer."""

    @contextmanager
    def shown(self, draw: Callable[[int, int], Sequence[str]] = _no_lines) -> Iterator[None]:
        """Show it, if it fits, else what is drawn for the size of the terminal.

        At the end the terminal is as it was, whoever had it last.
        """
        out = sys.__stderr__
        lines = [] if out is None or not out.isatty() else self._fitting(out) or self._drawn(out, draw)
        if out is None or not lines or not self._take():
            yield
            return
        try:
            signal.signal(signal.SIGTERM, _end)
            self._is_alone = self.is_shown = True
            pieces = (f"\x1b[{y};1H{line}\x1b[0m" for y, line in enumerate(lines, 1))
            _send(out, _TAKEN + "".join(pieces))
            yield
        finally:
            if self._is_alone:
                _send(out, _BACK)
            self._give_back()

    def goes_on(self, data: str) -> bool:
        """Whether data to the terminal would only clear it of this."""
        return self._is_alone and data == ALTERNATE

    def hand_over(self) -> list[Any] | None:
        """Somebody else has the terminal from now on; the answer is how it was before it was taken."""
        self._is_alone = False
        return self._terminal

    def keep(self, size: tuple[int, int], lines: Sequence[str]) -> None:
        """Keep what is shown for the next start; nothing is kept where there are no lines."""
        if lines:
            write_private(self._path, "\n".join((self._told(size), *lines)))
        else:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _told(self, size: tuple[int, int]) -> str:
        return repr((*size, date.today().isoformat(), *self._likeness))  # noqa: DTZ011 - as the person has it

    def _fitting(self, out: TextIO) -> list[str]:
        """The lines, if they are those of such a terminal and can do it no harm."""
        try:
            size = os.get_terminal_size(out.fileno())
            if self._path.stat().st_size > _LARGEST:
                return []
            told, *lines = self._path.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            return []
        fits = told == self._told(size) and len(lines) <= size[1]
        return lines if fits and all(map(_is_harmless, lines)) else []

    def _drawn(self, out: TextIO, draw: Callable[[int, int], Sequence[str]]) -> list[str]:
        try:
            width, height = os.get_terminal_size(out.fileno())
        except (OSError, ValueError):
            return []
        lines = list(draw(width, height))
        return lines if all(map(_is_harmless, lines)) else []

    def _take(self) -> bool:
        """Let keys wait unseen, as the program will want them."""
        try:
            import termios
        except ImportError:
            return False
        try:
            self._terminal = termios.tcgetattr(0)
            ways = termios.tcgetattr(0)
            ways[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            ways[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            termios.tcsetattr(0, termios.TCSANOW, ways)
        except termios.error:
            return False
        return True

    def _give_back(self) -> None:
        import termios

        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, self._terminal or [])


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def _send(out: TextIO, text: str) -> None:
    with suppress(OSError):
        out.write(text)
        out.flush()


def _is_harmless(line: str) -> bool:
    """Whether there is nothing in it but text and colours: the file may have been tampered with."""
    if not _CONTROLS.isdisjoint(line):
        return False
    _, *pieces = line.split("\x1b")
    for piece in pieces:
        sequence, ends, _ = piece.partition("m")
        if not ends or sequence[:1] != "[" or sequence[1:].strip("0123456789;"):
            return False
    return True
