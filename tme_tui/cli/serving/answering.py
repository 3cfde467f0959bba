"""One command done for somebody else: this process becomes theirs, then does what it would do alone."""

from __future__ import annotations

import fcntl
import io
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple, Self, TextIO

from tme_tui.cli.borrowed import TerminalNeeded, borrowed_input
from tme_tui.cli.exit_codes import INTERRUPTED
from tme_tui.cli.process import do_command, written_out
from tme_tui.cli.serving.meeting import is_ours
from tme_tui.model.errors import InvalidValue
from tme_tui.settings import Settings, SettingsError, load_settings
from tme_tui.store.address import Address, parse_address
from tme_tui.warm.agreement import ALONE, DONE, GO, INTERRUPT, LARGEST, READY, expected, likeness, unpacked

_STREAMS = 3
_PATIENCE = 5.0


class Server(NamedTuple):
    """What is served, and by which program."""

    base: Address | None
    likeness: bytes
    code: Mapping[str, int]
    """When each file of the program was changed that this process has loaded."""

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str]) -> Self:
        """This process, serving the base at `url`."""
        files = [getattr(module, "__file__", None) for module in tuple(sys.modules.values())]
        ours = os.path.dirname(os.path.dirname(os.path.dirname(__file__))) + os.sep
        code = {path: os.stat(path).st_mtime_ns for path in files if path and path.startswith(ours)}
        return cls(base_at(url), likeness(environment), code)

    def is_current(self) -> bool:
        """Whether the program on the disk is still the one in memory."""
        try:
            return all(os.stat(path).st_mtime_ns == changed for path, changed in self.code.items())
        except OSError:
            return False


class Request(NamedTuple):
    """What somebody asks for."""

    likeness: bytes
    mask: int
    encodings: tuple[str, str]
    """Of standard output and of standard error."""
    at_once: bool
    """Whether what is written is handed over letter by letter."""
    arguments: list[bytes]
    environment: dict[bytes, bytes]
    folder: int
    """The current one, opened."""


def base_at(url: str) -> Address | None:
    """The base at an address; None when there can be none."""
    try:
        return parse_address(url)
    except InvalidValue:
        return None


def answer(connection: socket.socket, server: Server) -> None:
    """Do the command that is asked for, or say that it has to be done elsewhere."""
    connection.settimeout(_PATIENCE)
    if not is_ours(connection):
        return
    current = server.is_current()  # before the request, which takes the other side as long
    try:
        request = received(connection)
        settings = _become(request, server) if current else None
        connection.sendall(ALONE if settings is None else READY)
        said, streams = _go(connection) if settings is not None else (b"", [])
    except TimeoutError:  # they come yet, and have to hear that nothing was begun
        connection.setblocking(False)
        with suppress(OSError):
            connection.sendall(ALONE)
        return
    except (OSError, ValueError):
        return
    connection.settimeout(None)
    if said == GO and len(streams) == _STREAMS:
        _take_over(streams)
        _finish(connection, _do(request, connection, settings))
    elif said == INTERRUPT:
        _finish(connection, INTERRUPTED)


def received(connection: socket.socket) -> Request:
    """The whole request; ValueError when it is none of ours."""
    message, files, _, _ = socket.recv_fds(connection, 1 << 16, 1)
    while len(message) < 4 or len(message) < expected(message):
        if len(message) >= 4 and expected(message) > LARGEST:
            raise ValueError("too long")
        more = connection.recv(1 << 20)
        if not more:
            raise ValueError("cut off")
        message += more
    alike, mask, output, error, at_once, count, *rest = unpacked(message)
    if len(files) != 1:
        raise ValueError("without its folder")
    return Request(
        alike,
        int(mask, 8),
        (output.decode(), error.decode()),
        at_once == b"1",
        rest[: int(count)],
        dict(_pair(each) for each in rest[int(count) :]),
        files[0],
    )


def _go(connection: socket.socket) -> tuple[bytes, list[int]]:
    """What was said to a command that is ready, and the streams that came with it."""
    said, files, _, _ = socket.recv_fds(connection, 1, _STREAMS)
    return said, files


def _pair(said: bytes) -> tuple[bytes, bytes]:
    name, _, value = said.partition(b"=")
    return name, value


def _become(request: Request, server: Server) -> Settings | None:
    """Take the surroundings of the one who asks; None when that cannot be done, or is not wanted there."""
    if request.likeness != server.likeness:
        return None
    os.environb.clear()
    os.environb.update(request.environment)
    time.tzset()
    os.umask(request.mask)
    os.fchdir(request.folder)
    os.close(request.folder)
    try:
        settings = load_settings(os.environ)
    except SettingsError:
        return None
    if settings.cli.warm != "auto" or base_at(settings.database.url) != server.base:
        return None
    return settings


def _take_over(streams: list[int]) -> None:
    """Make the other's standard streams those of this process."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)


def _do(request: Request, connection: socket.socket, settings: Settings | None) -> int | None:
    """The exit code; None when it has to be done by a process with a terminal of its own."""
    arguments = [os.fsdecode(each) for each in request.arguments]
    sys.argv = ["tme", *arguments]
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = _writer(1, request.encodings[0], at_once=request.at_once)
    sys.stderr = _writer(2, request.encodings[1], at_once=request.at_once)
    try:
        with interrupted_by(connection):
            code = do_command(arguments, settings=settings, stdin=borrowed_input(0), borrowed=True)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except TerminalNeeded:
        return None
    return written_out(code)


def _writer(number: int, encoding: str, *, at_once: bool) -> TextIO:
    """A standard stream as an interpreter opens it at its start."""
    by_line = not at_once and (number == 2 or os.isatty(number))
    return io.TextIOWrapper(
        open(number, "wb", 0 if at_once else -1, closefd=False),
        encoding=encoding,
        newline="\n",
        line_buffering=by_line,
        write_through=at_once,
    )


@contextmanager
def interrupted_by(connection: socket.socket) -> Iterator[None]:
    """Ctrl-C when the other side says so, and when it is gone: nobody is left to do it for."""

    def look(_signal: int = 0, _frame: object = None) -> None:
        try:
            connection.recv(16, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            pass
        raise KeyboardInterrupt

    signal.signal(signal.SIGIO, look)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        look()
        yield
    finally:
        signal.signal(signal.SIGIO, signal.SIG_IGN)


def _finish(connection: socket.socket, code: int | None) -> None:
    """Let go of the other's files and say what became of it; without a code, that nothing was done."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    with suppress(OSError):  # they may be gone
        connection.sendall(ALONE if code is None else DONE + bytes([code]))
