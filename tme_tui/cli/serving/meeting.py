"""The socket at which commands are asked for: private, under a name of its own, and gone when we are."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from tme_tui.warm.agreement import family, is_private, runtime_folder

_WAITING = 64
"""So many may ask at the same moment and wait for their turn."""


@contextmanager
def listen(environment: Mapping[str, str]) -> Iterator[socket.socket]:
    """A socket that others find; those that were left behind by the killed are removed first.

    It gets its name when it can be asked already, so nobody takes it for one that was left behind.
    """
    folder = runtime_folder(environment)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if not is_private(folder):
        raise PermissionError(f"{folder} is not only yours")
    place = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    remove_abandoned(folder, place)
    name = f"{family()}{os.getpid()}"
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.setblocking(False)
    old_mask = os.umask(0o177)
    try:
        listener.bind(f"/proc/self/fd/{place}/.{name}")  # a path of any length, where 107 bytes are allowed
    finally:
        os.umask(old_mask)
    listener.listen(_WAITING)
    os.replace(f".{name}", name, src_dir_fd=place, dst_dir_fd=place)
    try:
        yield listener
    finally:
        listener.close()
        with suppress(OSError):
            os.unlink(name, dir_fd=place)
        os.close(place)


def remove_abandoned(folder: str, place: int) -> None:
    """Remove what nobody listens at any more, of this program on this machine."""
    for name in os.listdir(folder):
        if name.startswith(family()):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
                probe.setblocking(False)
                try:
                    probe.connect(f"/proc/self/fd/{place}/{name}")
                except ConnectionRefusedError:
                    with suppress(OSError):
                        os.unlink(name, dir_fd=place)
                except OSError:
                    pass


def is_ours(connection: socket.socket) -> bool:
    """Whether the user of this process is on the other side."""
    size = struct.calcsize("3i")
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return bool(user == os.geteuid())
