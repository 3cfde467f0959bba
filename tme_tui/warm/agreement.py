"""What both sides have agreed on: where they meet, what has to be alike, and what goes over the socket.

The one who asks sends a request, and its folder with it. `READY` answers that the command can be done here.
`GO` lets it begin and brings the standard streams along: so no command is begun for somebody who has given up
waiting and does it alone, and nobody who reads the output waits for a stream that lies in a socket. Then the
answer is `DONE` with the exit code. `ALONE`, before `READY` or after `GO`, says that nothing was done, and
that the other has to do it. While it lasts, `INTERRUPT` is Ctrl-C.

All of it is in one file because it is loaded by each `tme`, where a file more is a percent more.
"""

import os
import sys

import tme_tui

TYPE_CHECKING = False  # importing typing takes longer than all that is done here
if TYPE_CHECKING:
    from collections.abc import Mapping

READY, GO, DONE, ALONE, INTERRUPT = b"r", b"g", b"d", b"a", b"i"
LARGEST = 1 << 24
"""A request holds what a process can be started with, which systems keep below a few megabytes."""
_LENGTH = 4
_VARIABLES = ("PYTHONHOME", "PYTHONPATH")
"""Other variables for Python show in its flags and options, in its streams, or in nothing that we print."""
_FLAGS = ("bytes_warning", "debug", "dev_mode", "optimize", "verbose")


def runtime_folder(environment: "Mapping[str, str]") -> str:
    """The folder of sockets: private, and not shared with other machines where there is such a place."""
    if chosen := environment.get("TME_HOME"):
        return os.path.join(os.path.abspath(os.path.expanduser(chosen)), "run")
    for place in (environment.get("XDG_RUNTIME_DIR", ""), f"/run/user/{os.getuid()}"):
        if os.path.isabs(place) and os.path.isdir(place):
            return os.path.join(place, "tme-tui")
    cache = environment.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):
        cache = os.path.expanduser("~/.cache")
    return os.path.join(cache, "tme-tui", "run")


def is_private(folder: str) -> bool:
    """Whether nobody else can have put anything into the folder."""
    found = os.stat(folder)
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


def family() -> str:
    """The beginning of the names of sockets of this version on this machine, of which others may know too."""
    return f"tme-{tme_tui.__version__}-{os.uname().nodename}-"


def likeness(environment: "Mapping[str, str]") -> bytes:
    """What decides how an interpreter behaves from its start on, and so cannot be taken over later."""
    return repr(
        (
            (tme_tui.__file__, sys.version, sys.prefix),
            sys.getfilesystemencoding(),
            [getattr(sys.flags, name) for name in _FLAGS],
            sys.warnoptions,
            sys._xoptions,
            [environment.get(name) for name in _VARIABLES],
            (os.getuid(), os.geteuid(), os.getgid(), os.getegid(), os.getgroups()),
            _view_of_files(),
        )
    ).encode("utf-8", "backslashreplace")


def _view_of_files() -> str:
    """Inside a container the same path is another file."""
    try:
        return os.readlink("/proc/self/ns/mnt")
    except OSError:
        return ""


def packed(fields: list[bytes]) -> bytes:
    """The fields as one message; they come from arguments and variables, which hold no NUL."""
    body = b"\0".join(fields)
    return len(body).to_bytes(_LENGTH, "big") + body


def expected(start: bytes) -> int:
    """How long the message is of which `start` are the first bytes."""
    return _LENGTH + int.from_bytes(start[:_LENGTH], "big")


def unpacked(message: bytes) -> list[bytes]:
    """The fields of a whole message."""
    return message[_LENGTH:].split(b"\0")
