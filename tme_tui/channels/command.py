"""A program of the user's own: started for each message, without a shell, for a limited time.

The text is its standard input, and may stand in its arguments through placeholders. It inherits a few
variables by name and no others: the environment of this program holds tokens.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

from tme_tui.channels.placeholders import fill
from tme_tui.channels.redacting import redacted
from tme_tui.channels.wording import plain
from tme_tui.i18n import message, said
from tme_tui.model.delivery import ChannelFacts, Outgoing, Permanent, Receipt, Scope, Temporary, Unanswered
from tme_tui.plugins.making import ChannelMaker
from tme_tui.plugins.plain import PlainChannel

_STOPPED = message("it was stopped")
_TOO_LONG = message("the program took too long and was ended")
_NOT_NOW = message("the program cannot be started now")
_TOO_LARGE = message("the text is too long for an argument; the program gets it as its input too")
_NO_PROGRAM = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ENOEXEC, errno.ELOOP, errno.ENAMETOOLONG}
)
_LONGEST = 20_000
_TRY_AGAIN = 75
"""EX_TEMPFAIL of sysexits.h."""
_INHERITED = frozenset(
    {
        *("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "SHELL"),
        *("TERM", "TMPDIR", "TZ", "USER", "WAYLAND_DISPLAY", "XAUTHORITY"),
    }
)
_INHERITED_BY_START = ("LC_", "XDG_")


class CommandChannel(PlainChannel):
    """Runs a program for each message; its exit code says what became of it."""

    name = "command"
    facts = ChannelFacts(per_second=5.0, per_address=5.0, longest=_LONGEST)

    def __init__(
        self, program: Sequence[str], seconds: float = 20.0, environment: Mapping[str, str] | None = None
    ) -> None:
        self._program = tuple(program)
        self._seconds = seconds
        self._environment = inherited(os.environ if environment is None else environment)
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def send(self, message: Outgoing) -> Receipt:
        """0 is success, 75 asks to try again, anything else is final for this message."""
        with TemporaryFile() as written:
            code = self._code_of(message, written)
            if code != 0:
                raise _failure(code, _complaint(written, message))
        return Receipt()

    def check(self) -> str:
        """Whether the program is there; it is not run."""
        from shutil import which

        found = which(self._program[0], path=self._environment.get("PATH"))
        if found is None:
            raise _absent()
        return found

    def close(self) -> None:
        """End what still runs."""
        with self._lock:
            self._closed = True
            running = tuple(self._running)
        for process in running:
            _end(process)

    def _code_of(self, message: Outgoing, written: IO[bytes]) -> int:
        process = self._start(message, written)
        try:
            process.communicate(plain(message, _LONGEST).encode(), timeout=self._seconds)
        except subprocess.TimeoutExpired:
            raise Unanswered(_TOO_LONG) from None
        else:
            if self._closed and process.returncode < 0:
                raise Unanswered(_STOPPED)
            return process.returncode
        finally:
            _end(process)
            with self._lock:
                self._running.discard(process)

    def _start(self, message: Outgoing, written: IO[bytes]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise Temporary(_STOPPED)
            try:
                process = subprocess.Popen(  # noqa: S603 - the user's program, without a shell
                    arguments(self._program, message),
                    env=self._environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=written,
                    start_new_session=True,
                )
            except OSError as error:
                failure = _not_started(error)
                raise failure from None
            self._running.add(process)
            return process


def arguments(program: Sequence[str], message: Outgoing) -> list[str]:
    """The words of the command; what was typed into a task is never taken for an option."""
    filled = [program[0]]
    for before, word in pairwise(program):
        argument = fill(word, message, _LONGEST).replace("\0", "")
        foreign = word.startswith("{") and argument.startswith("-") and before != "--"
        filled.append(f" {argument}" if foreign else argument)
    return filled


def inherited(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that a program of the user's gets to see."""
    return {
        name: value
        for name, value in environment.items()
        if name in _INHERITED or name.startswith(_INHERITED_BY_START)
    }


def _not_started(error: OSError) -> Permanent | Temporary:
    """Whether the program, this message, or the state of the machine is at fault."""
    if error.errno == errno.E2BIG:
        return Permanent(_TOO_LARGE)
    return _absent() if error.errno in _NO_PROGRAM else Temporary(_NOT_NOW)


def _absent() -> Permanent:
    return Permanent(
        "the program is not there, or must not be run",
        scope=Scope.CHANNEL,
        hint=message("look at command.run in the settings"),
    )


def _failure(code: int, complaint: str) -> Temporary | Permanent:
    reason = (
        said(f"the program ended with {code}: {complaint}")
        if complaint
        else said(f"the program ended with {code}")
    )
    return Temporary(reason) if code == _TRY_AGAIN else Permanent(reason)


def _complaint(written: IO[bytes], message: Outgoing) -> str:
    """The last line of what it wrote to standard error, unless it repeats the message."""
    written.seek(max(0, written.seek(0, os.SEEK_END) - 2000))
    lines = written.read().decode("utf-8", "replace").split("\n")
    line = next((line.strip() for line in reversed(lines) if line.strip()), "")
    repeats = any(part and part in line for part in (message.title, *message.body.split("\n")))
    return "" if repeats else redacted("".join(letter for letter in line if letter.isprintable()))[:200]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, with whatever it started; what it left behind on purpose may stay."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


MAKER = ChannelMaker(
    "command",
    lambda settings: bool(settings.command.run),
    lambda settings, _: CommandChannel(settings.command.run, settings.command.seconds),
)
