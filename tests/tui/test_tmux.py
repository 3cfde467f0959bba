"""The program in a real terminal multiplexer, typed to and read back as a person would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shlex import quote
from time import monotonic, sleep

import pytest

from tests.conftest import ORIGINAL_ENVIRONMENT
from tests.tui.screens import engine_of
from tests.tui.terminals import words_of
from tme_tui.model.clock import FixedClock

TMUX = shutil.which("tmux", path=ORIGINAL_ENVIRONMENT.get("PATH"))
PATIENCE = 60.0
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed; .ci/run installs it")


class Window:
    """One window of a server of its own."""

    def __init__(self, folder: Path, term: str, colours: str) -> None:
        self._socket = str(folder / "tmux.sock")
        keep = {name: os.environ[name] for name in ("HOME", "TME_HOME", "PATH", "TZ") if name in os.environ}
        keep["TME_CLI__WARM"] = "off"  # nobody asks, so nothing has to be made ready
        self._environment = {**keep, "LANG": "C.UTF-8", "TERM": term, "COLORTERM": colours}
        (folder / "tmux.conf").write_text(f"set -g default-terminal {term}\nset -g status off\n")
        command = f"{quote(sys.executable)} -m tme_tui"
        self.tmux("-f", str(folder / "tmux.conf"), "new-session", "-d", "-x", "100", "-y", "30", command)
        self._written = folder / "written"
        self.tmux("pipe-pane", f"cat >> {quote(str(self._written))}")

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(TMUX), "-S", self._socket, *arguments],
            env=self._environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
            timeout=240,
        )
        return done.stdout

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def see(self, text: str) -> str:
        """Wait until a text can be read."""
        end = monotonic() + PATIENCE
        while text not in (shown := self.screen()):
            assert monotonic() < end, shown
            sleep(0.05)  # another program paints; there is nothing to wait for but the time
        return shown

    def hear(self, text: str) -> None:
        """Wait until a text was in sight; a toast may be gone before anybody looks."""
        end = monotonic() + PATIENCE
        while not (self._written.exists() and text in words_of(self._written.read_bytes())):
            assert monotonic() < end, self.screen()
            sleep(0.05)

    def styles(self) -> str:
        """The screen with its colours."""
        return self.tmux("capture-pane", "-p", "-e")

    def close(self) -> None:
        subprocess.run([str(TMUX), "-S", self._socket, "kill-server"], check=False, capture_output=True)


@pytest.fixture(
    params=[("tmux-256color", "truecolor"), ("screen", "")], ids=["many colours", "sixteen colours"]
)
def window(home: Path, request: pytest.FixtureRequest) -> Iterator[Window]:
    opened = Window(home, *request.param)
    yield opened
    opened.close()


def test_a_task_is_added_changed_and_taken_back(home: Path, now: datetime, window: Window) -> None:
    window.see("Welcome!")
    window.type("a")
    window.see("Accept")
    window.type("Позвонить Анне завтра в 14:30 #звонки !1")
    window.see("priority 1")
    window.press("Enter")
    window.hear("takes it back")
    window.type("9")
    assert "Позвонить Анне" in window.see("!1")
    window.press("Space")
    window.hear("Completed")
    window.type("u")
    window.hear("Undid")
    window.see("#1 · open")
    window.press("Enter")
    window.see("inside")
    window.press("Escape")
    window.type("q")
    with engine_of(home, FixedClock(now)) as engine:
        [task] = engine.get_tasks("")
    assert (task.title, task.priority, task.tags) == ("Позвонить Анне", 1, ("звонки",))


def test_a_terminal_of_sixteen_colours_gets_no_others(home: Path, window: Window) -> None:
    window.see("Welcome!")
    styles = window.styles()
    assert ("38;2;" in styles) is (window._environment["TERM"] != "screen")
    assert "48;5;" not in styles.replace("48;5;0", "") or window._environment["TERM"] != "screen"
