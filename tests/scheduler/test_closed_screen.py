"""The screen is closed while its reminders are under way: whoever runs next sends the rest, once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import pytest

from tests.conftest import ORIGINAL_ENVIRONMENT
from tests.scheduler.world import ROOT, World, until

TMUX = shutil.which("tmux", path=ORIGINAL_ENVIRONMENT.get("PATH"))
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed; .ci/run installs it")


class Screen:
    """`tme-tui` in a terminal."""

    def __init__(self, world: World, folder: Path, **more: str) -> None:
        self._socket = str(folder / "tmux.sock")
        self._environment = {**world.environment, "USER": "me", "TERM": "tmux-256color", **more}
        size = ("-x", "100", "-y", "30")
        self.tmux("-f", "/dev/null", "new-session", "-d", *size, f"{quote(sys.executable)} -m tme_tui")

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(TMUX), "-S", self._socket, *arguments],
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        return done.stdout

    @property
    def is_open(self) -> bool:
        """Whether the program has not ended."""
        return bool(self.tmux("list-panes"))

    def close(self) -> None:
        """The window is gone, as when a terminal is closed or a connection breaks."""
        self.tmux("kill-server")


@pytest.fixture
def screen(local_world: World, home: Path) -> Iterator[Screen]:
    """An open screen that takes its time for each message."""
    opened = Screen(local_world, home, NOTEBOOK_DELAY="0.3")
    yield opened
    opened.close()


@pytest.mark.parametrize("way", ["it is quit", "the terminal is closed"])
def test_the_rest_is_sent_by_the_next_process(local_world: World, screen: Screen, way: str) -> None:
    world = local_world
    logins = world.crowd(48)
    world.wait_for_services(1)
    count = world.remind(logins, 5)  # it takes more than a minute, and is closed after a second
    until(lambda: world.keys().total() >= 3, "the screen sends nothing")
    if way == "it is quit":
        screen.tmux("send-keys", "q")
    else:
        screen.close()
    until(lambda: not screen.is_open, "the screen is still there")
    assert "ended without a word" not in world.tme("status")
    before = world.keys().total()
    assert before < count, "it was not in the middle"
    world.start()
    world.come_to_rest()
    assert len(world.keys()) == count, "something was lost"
    assert world.states() == {"sent": count}
    assert world.keys().total() - count <= (0 if way == "it is quit" else 1), "something came twice"
