"""Asks a running program to do a command: the side that has to start within a moment.

Arguments, environment and interpreter are told in words; the standard streams and the current folder are
handed over themselves, so that the command writes to the same terminal, pipe or file as it would alone, in
the same order, and reads of its input only what it needs.
"""

import os
import sys

from tme_tui.warm.agreement import (
    ALONE,
    DONE,
    GO,
    INTERRUPT,
    READY,
    family,
    is_private,
    likeness,
    packed,
    runtime_folder,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket as Socket  # noqa: N812 - a class, though its module writes it small

INTERRUPTED = 130
CUT_OFF = -1
"""The command was begun, and nobody says what became of it."""
_PATIENCE = 2.0
"""Seconds to wait for a start: many may ask at once, but whoever does not answer is not waited for."""


def ask(arguments: list[str]) -> int | None:
    """The exit code of a command that was done elsewhere, or CUT_OFF; None when nobody does it for us."""
    if sys.platform != "linux" or os.environ.get("TME_CLI__WARM", "auto") != "auto":
        return None
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:  # it was closed
        return None
    try:
        return _ask(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _ask(arguments: list[str]) -> int | None:
    folder, ours = runtime_folder(os.environ), family()
    try:
        candidates = [name for name in os.listdir(folder) if name.startswith(ours)]
        if not candidates or not is_private(folder):
            return None
    except OSError:
        return None
    for name in candidates:
        connection = _reach(folder, name)
        if connection is not None and _is_ready(connection, _request(arguments)):
            return _answer(connection)
    return None


def _request(arguments: list[str]) -> bytes:
    """All that a command can find out about its surroundings."""
    mask = os.umask(0o077)
    os.umask(mask)
    return packed(
        [
            likeness(os.environ),
            b"%o" % mask,
            sys.stdout.encoding.encode(),
            sys.stderr.encoding.encode(),
            b"%d" % getattr(sys.stdout, "write_through", False),
            b"%d" % len(arguments),
            *map(os.fsencode, arguments),
            *(b"%s=%s" % pair for pair in os.environb.items()),
        ]
    )


def _reach(folder: str, name: str) -> "Socket | None":
    """A connection to a socket, however long its path; one that nobody listens at any more is removed."""
    import _socket

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.settimeout(_PATIENCE)
    place = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        connection.connect(f"/proc/self/fd/{place}/{name}")
        theirs = connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
        if int.from_bytes(theirs[4:8], sys.byteorder) == os.geteuid():
            return connection
    except ConnectionRefusedError:
        _remove(os.path.join(folder, name))
    except OSError:
        pass
    finally:
        os.close(place)
    connection.close()
    return None


def _remove(path: str) -> None:
    try:  # noqa: SIM105 - contextlib takes longer to import than all of this
        os.unlink(path)
    except OSError:
        pass


def _is_ready(connection: "Socket", request: bytes) -> bool:
    """Whether the other side would do the command; it has not begun."""
    folder = os.open(".", os.O_PATH | os.O_DIRECTORY)
    try:
        sent = _hand_over(connection, request, (folder,))
        connection.sendall(request[sent:])
        ready = connection.recv(1) == READY
    except OSError:
        ready = False
    finally:
        os.close(folder)
    if not ready:
        connection.close()
    return ready


def _hand_over(connection: "Socket", message: bytes, files: tuple[int, ...]) -> int:
    """Send what is possible of a message, and files with it."""
    import _socket

    handed = b"".join(number.to_bytes(4, sys.byteorder) for number in files)
    return connection.sendmsg([message], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, handed)])


def _answer(connection: "Socket") -> int | None:
    """Let it begin and wait for its end, passing Ctrl-C on."""
    connection.settimeout(None)
    try:
        _hand_over(connection, GO, (0, 1, 2))
    except OSError:
        return None
    while True:
        try:
            answer = connection.recv(2)
        except KeyboardInterrupt:
            _interrupt(connection)
        except OSError:
            return CUT_OFF
        else:
            if answer == ALONE:
                return None
            return answer[1] if answer[:1] == DONE and len(answer) == 2 else CUT_OFF


def _interrupt(connection: "Socket") -> None:
    try:  # noqa: SIM105
        connection.sendall(INTERRUPT)
    except OSError:
        pass  # its answer is on the way already
