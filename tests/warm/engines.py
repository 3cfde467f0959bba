"""`tme` done by a server of its own, as processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.cli.processes import START, surroundings
from tests.support.waiting import eventually
from tme_tui.warm.agreement import family, runtime_folder
from tme_tui.warm.server import WarmServer

PATIENT = "import tme_tui.warm.client as client; client._PATIENCE = 60.0\n"
"""A busy machine is no server that does not answer."""
ONLY_WARM = f"""
{PATIENT}import sys
code = client.ask(sys.argv[1:])
sys.exit(99 if code is None else code)
"""
PATIENT_START = PATIENT + START
NOT_HERE = 99
"""The exit code when a command would have to be done by the one who asks."""
_LONGEST_START = 120


class Engine:
    """A home, a server for its base, and those who ask it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = dict(surroundings(home))
        self.server = WarmServer(f"sqlite:///{home}/tme.db", self.environment)

    def start(self) -> None:
        self.server.start()
        assert self.server.wait_until_ready(_LONGEST_START)

    @property
    def runtime(self) -> Path:
        return Path(runtime_folder(self.environment))

    @property
    def number(self) -> int:
        """The process that makes copies of itself."""
        (socket,) = self.runtime.glob(family() + "*")
        return int(socket.name.rpartition("-")[2])

    def forget(self) -> None:
        """Begin with no base and no settings."""
        for path in self.home.iterdir():
            if path.is_file():
                path.unlink()

    def popen(
        self,
        *words: str,
        program: str = ONLY_WARM,
        more: Mapping[str, str] | None = None,
        options: tuple[str, ...] = (),
        stdin: int = subprocess.PIPE,
        stderr: int = subprocess.PIPE,
        folder: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        """Ask; ONLY_WARM never does anything itself."""
        return subprocess.Popen(
            [sys.executable, *options, "-c", program, *words],
            env={**self.environment, **(more or {})},
            cwd=folder,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )

    def __call__(
        self,
        *words: str,
        input: bytes = b"",  # noqa: A002 - as subprocess calls it
        program: str = ONLY_WARM,
        more: Mapping[str, str] | None = None,
        options: tuple[str, ...] = (),
        folder: Path | None = None,
    ) -> tuple[int, str, str]:
        """What comes of a command."""
        process = self.popen(*words, program=program, more=more, options=options, folder=folder)
        out, err = process.communicate(input, timeout=120)
        return process.returncode, out.decode(), err.decode()

    def alone(self, *words: str, **named: str) -> tuple[int, str, str]:
        """The same, done by the one who asks."""
        return self(*words, program=START, more={**named, "TME_CLI__WARM": "off"})


@contextmanager
def engine_at(home: Path) -> Iterator[Engine]:
    """An engine that is stopped at the end."""
    engine = Engine(home)
    engine.start()
    try:
        yield engine
    finally:
        engine.server.stop()


def children(number: int) -> set[int]:
    """The processes that a process has started."""
    try:
        text = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    except OSError:
        return set()
    return {int(each) for each in text.split()}


def kill(numbers: Collection[int]) -> None:
    """Kill processes that have not ended by themselves; afterwards none of them takes a command any more."""
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    eventually(lambda: not any(map(is_alive, numbers)))


def is_stopped(number: int) -> bool:
    """Whether a process stands still; the signal alone takes a moment to reach it."""
    return _state(number) == "T"


def is_alive(number: int) -> bool:
    """Whether a process runs; one that has ended and was not waited for does not."""
    return _state(number) not in {"", "Z", "X"}


def _state(number: int) -> str:
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[0]


def doing(engine: Engine, file: int) -> int:
    """The copy that has taken over the pipe of which `file` is the other end."""
    pipe = os.readlink(f"/proc/self/fd/{file}")

    holders: list[int] = []

    def found() -> bool:
        for number in children(engine.number):
            with suppress(OSError):
                if os.readlink(f"/proc/{number}/fd/0") == pipe:
                    holders.append(number)
        return bool(holders)

    eventually(found)  # one look misses a child when another ends just then
    return holders[0]
