"""The program as a process: its options, and a real terminal that is typed into."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic

import pytest

from tests.tui.screens import engine_of
from tme_tui import __version__
from tme_tui.i18n import translator
from tme_tui.model.clock import FixedClock
from tme_tui.tui.options import Options, WrongUsage, read_options

ENGLISH = translator("en")
PATIENCE = 60.0
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], Options()),
        (["--demo"], Options(demo=True)),
        (["--lang", "ru"], Options(language="ru")),
        (["--lang=en", "--demo"], Options(demo=True, language="en")),
        (["-V"], Options(version=True)),
        (["--help"], Options(help=True)),
    ],
)
def test_options_are_read(arguments: Sequence[str], options: Options) -> None:
    assert read_options(arguments, ENGLISH) == options


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "xx"], ["--dmeo"], ["buy milk"]])
def test_wrong_options_are_named(arguments: Sequence[str]) -> None:
    with pytest.raises(WrongUsage) as error:
        read_options(arguments, ENGLISH)
    assert arguments[-1] in str(error.value)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tme_tui", *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_version_and_help_need_no_terminal(home: Path) -> None:
    assert run("--version").stdout == f"tme-tui {__version__}\n"
    assert "--demo" in run("--help").stdout


def test_without_a_terminal_it_says_where_to_go(home: Path) -> None:
    done = run()
    assert done.returncode == 1
    assert "tme-tui: " in done.stderr
    assert run("--dmeo").returncode == 2


class Terminal:
    """A terminal of 100 by 30 with the program in it."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.seen = b""
        self._process, self._file = pty.fork()
        if self._process == 0:
            os.environ.update({"TME_CLI__WARM": "off", **environment})  # nobody asks for commands here
            os.execv(sys.executable, [sys.executable, "-m", "tme_tui", *arguments])
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def wait_for(self, text: str) -> None:
        """Wait until something is written on the screen."""
        end = monotonic() + PATIENCE
        while text not in self.words:
            assert monotonic() < end, f"{text!r} does not appear in {self.words[-1_000:]!r}"
            self._read(0.1)

    @property
    def words(self) -> str:
        """What was seen, without the sequences that may stand within a word: where panes meet, say."""
        return _SEQUENCE.sub("", self.seen.decode(errors="replace"))

    def type(self, text: str) -> None:
        """Type; what was seen before is forgotten."""
        self.seen = b""
        os.write(self._file, text.encode())

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        while self._read(PATIENCE):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def close(self) -> int:
        """Close the terminal, as with its window; the exit code."""
        os.close(self._file)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def tell(self) -> int:
        """Tell the program to end, as when the machine is shut down; the exit code."""
        os.kill(self._process, signal.SIGTERM)
        return self.end()

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return False
        try:
            portion = os.read(self._file, 65_536)
        except OSError:  # the other end is closed
            return False
        self.seen += portion
        return bool(portion)


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_what_is_typed_into_a_real_terminal_is_stored(home: Path, now: datetime, term: str) -> None:
    terminal = Terminal([], {"TERM": term})
    terminal.wait_for("Inbox")
    terminal.type("a")
    terminal.wait_for("Accept")
    terminal.type("Call Anna !2")
    terminal.wait_for("priority 2")
    terminal.type("\r")
    terminal.wait_for("takes it back")
    terminal.type("q")
    assert terminal.end() == 0
    with engine_of(home, FixedClock(now)) as engine:
        [task] = engine.get_tasks("")
    assert (task.title, task.priority) == ("Call Anna", 2)


def test_an_editor_that_fails_gives_the_screen_back(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        engine.add_task("Report", due="2020-01-01")
    terminal = Terminal([], {"TERM": "xterm-256color", "EDITOR": "/no/ed"})
    terminal.wait_for("years ago")  # its row is there; the count alone may come first
    terminal.type("E")
    terminal.wait_for("/no/ed")
    terminal.type("a")
    terminal.wait_for("Accept")
    terminal.type("Next\r")
    terminal.wait_for("takes it back")
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("way", ["closed", "told"])
def test_a_terminal_that_is_closed_loses_nothing(home: Path, now: datetime, way: str) -> None:
    terminal = Terminal([], {"TERM": "xterm-256color"})
    terminal.wait_for("Welcome")
    terminal.type("9aOne\r")
    terminal.wait_for("takes it back")
    terminal.type("aTwo\r")
    code = terminal.close() if way == "closed" else terminal.tell()
    assert code in (0, 128 + signal.SIGHUP), "it ends by itself, not by the signal"
    with engine_of(home, FixedClock(now)) as engine:
        titles = {task.title for task in engine.get_tasks("")}
    assert "One" in titles
    assert "screen.json" in {file.name for file in home.iterdir()}, "view and cursor come back"


def test_the_last_change_before_leaving_is_kept(home: Path, now: datetime) -> None:
    terminal = Terminal([], {"TERM": "xterm-256color"})
    terminal.wait_for("Inbox")
    terminal.type("aQuick\rq")
    assert terminal.end() == 0
    with engine_of(home, FixedClock(now)) as engine:
        assert [task.title for task in engine.get_tasks("")] == ["Quick"]


def test_the_demo_shows_a_sample_and_leaves_nothing(home: Path) -> None:
    terminal = Terminal(["--demo"], {"TERM": "xterm-256color"})
    terminal.wait_for("Groceries")
    terminal.type("q")
    assert terminal.end() == 0
    assert {path.name for path in home.iterdir()} <= {"tme.db"}
