"""A private desktop for tests: a session bus, a display nobody sees, and dunst showing alerts on it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.support.waiting import eventually

PROGRAMS = ("dbus-daemon", "dunst", "dunstctl", "Xvfb")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]

_RULES = """
[global]
dmenu = {folder}/choose
markup = {markup}
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
[all]
script = {folder}/note
"""
_NOTE = """#!/bin/sh
exec python3 -c 'import json, os, sys
names = ("SUMMARY", "BODY", "URGENCY", "APP_NAME", "ICON_PATH")
print(json.dumps([os.environ.get("DUNST_" + name, "") for name in names]))' >> {folder}/shown
"""
_CHOOSE = """#!/bin/sh
tee {folder}/offering | grep -F "$(cat {folder}/choice)"
mv {folder}/offering {folder}/offered
"""
_BUS = """<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


class Desk:
    """Starts, hangs, ends and starts again what a desktop is made of."""

    def __init__(self, folder: Path, markup: str = "full") -> None:
        self.folder = folder
        self.address = f"unix:path={folder}/bus"
        for name, text in (("rules", _RULES), ("note", _NOTE), ("choose", _CHOOSE), ("bus.conf", _BUS)):
            (folder / name).write_text(text.format(folder=folder, markup=markup))
            (folder / name).chmod(0o755)
        (folder / "shown").touch()
        self._display = self._start("Xvfb", "-displayfd", "1", "-screen", "0", "400x300x8", stdout=True)
        assert self._display.stdout is not None
        self._environment = {
            **os.environ,
            "DISPLAY": f":{self._display.stdout.readline().decode().strip()}",
            "DBUS_SESSION_BUS_ADDRESS": self.address,
        }
        self._bus: subprocess.Popen[bytes] | None = None
        self._dunst: subprocess.Popen[bytes] | None = None

    def start_bus(self) -> None:
        (self.folder / "bus").unlink(missing_ok=True)
        self._bus = self._start("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork")
        eventually((self.folder / "bus").exists)

    def start_dunst(self) -> None:
        self._dunst = self._start("dunst", "-config", str(self.folder / "rules"))
        eventually(lambda: self._control("is-paused", check=False) == "false")

    def stop_bus(self) -> None:
        _ended(self._bus)
        self._bus = None

    def stop_dunst(self) -> None:
        _ended(self._dunst)
        self._dunst = None

    def hang_dunst(self) -> None:
        assert self._dunst is not None
        self._dunst.send_signal(signal.SIGSTOP)

    def wake_dunst(self) -> None:
        assert self._dunst is not None
        self._dunst.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self.stop_dunst()
        self.stop_bus()
        _ended(self._display)

    def shown(self, count: int = 1) -> list[Any]:
        """Summary, body, urgency, program and icon of every alert that was shown, once there are so many."""
        path = self.folder / "shown"
        eventually(lambda: len(path.read_text().splitlines()) >= count)
        return [json.loads(line) for line in path.read_text().splitlines()]

    def displayed(self) -> int:
        return int(self._control("count", "displayed"))

    def press(self, label: str) -> str:
        """Choose an action from dunst's menu; the answer is all that was offered."""
        (self.folder / "choice").write_text(label)
        (self.folder / "offered").unlink(missing_ok=True)
        self._control("context")
        eventually((self.folder / "offered").exists)
        return (self.folder / "offered").read_text()

    def clear(self) -> None:
        """Take away what is shown."""
        self._control("close-all")
        eventually(lambda: self.displayed() == 0)

    def click(self) -> None:
        """Press the alert itself."""
        self._control("action", "0")

    def _control(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["dunstctl", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=check,
        )
        return done.stdout.strip()

    def _start(self, *command: str, stdout: bool = False) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=getattr(self, "_environment", None),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if stdout else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _ended(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()
