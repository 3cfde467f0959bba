"""Processes by name, so that it can be told whether the one that holds something is still there."""

from __future__ import annotations

import os
import secrets
import socket


def new_holder() -> str:
    """A name for this process that no other has: its host, its number and a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"


def is_gone(holder: str | None) -> bool:
    """Whether a process ran on this machine and has ended; of other machines nothing is known."""
    host, number, *_ = (*(holder or "").split(":"), "", "")
    if host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
