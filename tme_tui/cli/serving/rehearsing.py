"""Everything loaded and done once, so that a command finds it warm: on a base of its own that is thrown away.

Nothing of the rehearsal looks at the person's base: whether that is made, upgraded or refused is up to the
commands that are asked for.
"""

from __future__ import annotations

import io
import os
import select
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module

from tme_tui.cli.commands import COMMANDS
from tme_tui.cli.running import Surroundings, run
from tme_tui.cli.serving.answering import Server, answer
from tme_tui.settings import SettingsError, load_settings

_FIRST = (
    ("--version",),
    ("add", "Call Anna tomorrow 14:30 every week +Home #phone !1"),
    ("add", "Позвонить Анне завтра"),
    ("edit", "1", "#next"),
    ("done", "2"),
    ("undo",),
    ("show", "1"),
    ("show", "1", "--json"),
    ("list", "limit:20", "--json"),
)
"""Enough to make the base and to load what commands share."""
_AGAIN = (("add", "Call Anna tomorrow !1"), ("list", "limit:20"))
"""What is wanted most and has to be there at once."""
_OFTEN = 12
"""An interpreter makes code faster when it has seen it run so many times, and copies share that."""
_MEMORY = "/dev/shm"  # noqa: S108 - only as a place for a folder with a name that nobody can guess


class Rehearsed:
    """The program after its rehearsal."""

    def __init__(self, environment: Mapping[str, str], server: Server) -> None:
        self._environment = environment
        self._server = server

    def get_ready(self) -> None:
        """Do once what commands do, in this process."""
        for words in _AGAIN:
            rehearse(words, self._environment)

    def answer(self, connection: socket.socket) -> None:
        """Do the one command that is asked for."""
        answer(connection, self._server)


@contextmanager
def rehearsed(url: str) -> Iterator[Rehearsed]:
    """Load every command and try the usual ones; `url` is the base that others will ask for."""
    for entry in COMMANDS.values():
        import_module(f"tme_tui.cli.{entry.module}")
    folder = _MEMORY if os.access(_MEMORY, os.W_OK) else tempfile.gettempdir()
    ours = f"tme-warm-{os.getuid()}-"
    _remove_abandoned(folder, ours)
    with tempfile.TemporaryDirectory(
        prefix=f"{ours}{os.getpid()}-", dir=folder, ignore_cleanup_errors=True
    ) as home:
        environment = {"TME_HOME": home, "TME_DOTENV": "", **_habits()}
        for words in (*_FIRST, *_AGAIN * _OFTEN):
            if _nobody_is_left():
                raise SystemExit(0)
            rehearse(words, environment)
        yield Rehearsed(environment, Server.of(url, os.environ))


def _nobody_is_left() -> bool:
    """Whether the program that we were started for has ended meanwhile."""
    return bool(select.select([0], [], [], 0)[0])


def _remove_abandoned(folder: str, ours: str) -> None:
    """Remove the bases of those who were killed."""
    for name in os.listdir(folder):
        number = name.removeprefix(ours).partition("-")[0]
        if name.startswith(ours) and number.isdecimal() and not os.path.exists(f"/proc/{number}"):
            shutil.rmtree(os.path.join(folder, name), ignore_errors=True)


def rehearse(words: tuple[str, ...], environment: Mapping[str, str]) -> None:
    """Do a command of which nobody sees anything."""
    nowhere = io.StringIO()
    run(words, Surroundings(environment, stdout=nowhere, stderr=nowhere, stdin=io.BytesIO()))


def _habits() -> dict[str, str]:
    """The language and zone in which most commands will be asked for."""
    try:
        user = load_settings(os.environ).user
    except SettingsError:
        return {}
    return {"TME_USER__LOCALE": user.locale, "TME_USER__ZONE": user.zone}
