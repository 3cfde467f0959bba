"""A TCP connection whose socket somebody holds from before it is there, to end what takes too long."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable


def connected(
    where: tuple[str, int],
    seconds: float | None,
    options: Iterable[tuple[int, int, int | bytes]] | None,
    hold: Callable[[socket.socket], None],
) -> socket.socket:
    """A socket that is connected to a host and port, by the first of its addresses that answers.

    Each has so many seconds. `hold` gets the socket of each attempt before it begins.
    """
    failed: OSError = OSError("it has no address")
    for family, kind, protocol, _, address in _addresses(*where):
        made = socket.socket(family, kind, protocol)
        try:
            for option in options or ():
                made.setsockopt(*option)
            made.settimeout(seconds)
            hold(made)
            made.connect(address)
        except OSError as error:
            made.close()
            failed = error
        else:
            return made
    raise failed


def _addresses(host: str, port: int) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
    try:
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "no name of a host") from error
