"""While a screen is open, it does the work of `tme`; when it is left, nothing of that stays."""

from __future__ import annotations

import os
import pty
import sys
import threading
from pathlib import Path

from tests.support.waiting import eventually
from tests.warm.engines import NOT_HERE, Engine


def test_a_screen_does_commands_for_others_until_it_is_left(home: Path) -> None:
    engine = Engine(home)
    number, terminal = pty.fork()
    if number == 0:
        environment = {**engine.environment, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
        os.execve(sys.executable, [sys.executable, "-m", "tme_tui"], environment)

    seen: list[bytes] = []

    def drain() -> None:
        try:
            while portion := os.read(terminal, 1 << 16):
                seen.append(portion)
        except OSError:
            pass  # the screen was left

    reader = threading.Thread(target=drain)
    reader.start()
    try:
        eventually(lambda: engine("add", "Buy milk")[0] == 0, seconds=120)
        assert "Buy milk" in engine("list")[1]
        eventually(lambda: b"Inbox" in b"".join(seen))  # it reads the keys now
    finally:
        os.write(terminal, b"\x11")
        _, status = os.waitpid(number, 0)
        reader.join()
        os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
    assert list(engine.runtime.iterdir()) == []
    assert engine("list")[0] == NOT_HERE
