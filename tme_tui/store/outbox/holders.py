"""Processes by name, so that it can be told whether the one that holds something is still there."""

from __future__ import annotations

import os
import secrets
import socket
from functools import cache
from hashlib import sha256
from pathlib import Path


def new_holder() -> str:
    """A name for this process that no other has: its host, its number, where that counts, a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{_numbering()}.{secrets.token_hex(3)}"


def is_gone(holder: str | None) -> bool:
    """Whether a process ran here and has ended.

    Of other machines nothing is known, nor of containers, which may have the same name and count processes
    for themselves.
    """
    host, number, rest, *_ = (*(holder or "").split(":"), "", "", "")
    if host != socket.gethostname() or rest.partition(".")[0] != _numbering() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


@cache
def _numbering() -> str:
    """Which processes are numbered together with this one: those of this machine since it was started, and
    of this container. Where the system does not say, the name of the host has to do."""
    facts = []
    for source in ("/proc/sys/kernel/random/boot_id", "/etc/machine-id"):
        try:
            facts.append(Path(source).read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            facts.append("")
    try:
        facts.append(os.readlink("/proc/self/ns/pid"))
    except OSError:
        facts.append("")
    return sha256("\0".join(facts).encode()).hexdigest()[:8]
