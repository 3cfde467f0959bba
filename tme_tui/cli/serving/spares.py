"""Copies of the process that wait to be asked, each for one command.

A copy is made before it is needed and gets ready by doing what commands do: memory is shared until it is
written to, and the first command in a copy would be held up by that. One that was taken is replaced when it
has ended, or at once when it was the last, so a long command holds nobody up.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
from typing import NoReturn, Protocol

_READY = 2
_FUTILE = 5
"""So many copies in a row that ended without having been asked are too many."""
_LAST_MOMENT = 1000
"""Milliseconds in which copies get ready at most; after that they are left to end by themselves."""
_NUMBER = struct.Struct("i")


class Program(Protocol):
    """What a copy does."""

    def get_ready(self) -> None:
        """Do once what commands do."""

    def answer(self, connection: socket.socket) -> None:
        """Do the one command that is asked for."""


class Spares:
    """Makes copies, and more when they are taken."""

    def __init__(self, listener: socket.socket, program: Program) -> None:
        self._listener = listener
        self._program = program
        self._waiting: set[int] = set()
        self._futile = 0
        self._over = False
        self._life = os.pipe()
        """Copies wait at one end: it ends when this process does, however it does."""
        self._taken = os.pipe()
        """A copy writes its number when it was asked."""
        self._news = os.pipe()
        """Something is written when a copy has ended, and at SIGTERM."""
        for number in (*self._news, self._taken[0]):
            os.set_blocking(number, False)

    def serve(self) -> None:
        """Until standard input ends, or SIGTERM comes.

        No exception is raised for that: in the middle of making a copy it would be lost.
        """
        signal.set_wakeup_fd(self._news[1], warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _notice)
        signal.signal(signal.SIGTERM, self._leave)
        poll = select.poll()
        for number in (0, self._news[0], self._taken[0]):
            poll.register(number, select.POLLIN)
        self._fill(_READY)
        try:
            while not self._over and self._futile < _FUTILE:
                ready = {number for number, _ in poll.poll()}
                if 0 in ready:
                    return
                self._note_taken()
                self._fill(_READY if self._note_ended() else 1)
        finally:
            self._end_waiting()

    def _end_waiting(self) -> None:
        """Wait for the copies that nobody has asked; the others go on by themselves."""
        os.close(self._life[1])
        poll = select.poll()
        for number in (self._news[0], self._taken[0]):
            poll.register(number, select.POLLIN)
        while self._waiting and poll.poll(_LAST_MOMENT):
            self._note_taken()
            self._note_ended()

    def _leave(self, _signal: int, _frame: object) -> None:
        self._over = True

    def _fill(self, wanted: int) -> None:
        while len(self._waiting) < wanted:
            self._copy()

    def _note_taken(self) -> None:
        for (number,) in _NUMBER.iter_unpack(_drained(self._taken[0])):
            self._waiting.discard(number)
            self._futile = 0

    def _note_ended(self) -> bool:
        """Whether a copy has ended."""
        _drained(self._news[0])
        ended = False
        while number := _ended_one():
            ended = True
            if number in self._waiting:
                self._waiting.discard(number)
                self._futile += 1
        return ended

    def _copy(self) -> None:
        number = os.fork()
        if number:
            self._waiting.add(number)
            return
        try:
            self._be_a_copy()
        finally:
            os._exit(1)

    def _be_a_copy(self) -> NoReturn:
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(each, signal.SIG_DFL)
        for number in (self._life[1], self._taken[0], *self._news):
            os.close(number)
        connection = self._asked(0)
        if connection is None:
            self._program.get_ready()
        while connection is None:
            connection = self._asked(None)
        os.write(self._taken[1], _NUMBER.pack(os.getpid()))
        self._listener.close()
        for number in (self._life[0], self._taken[1]):
            os.close(number)
        self._program.answer(connection)
        os._exit(0)

    def _asked(self, patience: int | None) -> socket.socket | None:
        """Whoever asks within so many milliseconds."""
        poll = select.poll()
        poll.register(self._life[0], select.POLLIN)
        poll.register(self._listener, select.POLLIN)
        ready = {number for number, _ in poll.poll(patience)}
        if self._life[0] in ready:
            os._exit(0)
        if not ready:
            return None
        try:
            return self._listener.accept()[0]
        except OSError:  # another copy was faster, or they went away
            return None


def _notice(_signal: int, _frame: object) -> None:
    """Only that the signal is not ignored; its number goes through the pipe."""


def _ended_one() -> int:
    """The number of a copy that has ended; 0 when there is none."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0]
    except ChildProcessError:
        return 0


def _drained(number: int) -> bytes:
    try:
        return os.read(number, 1 << 16)
    except BlockingIOError:
        return b""
