"""The transcripts of the command line come out the same, word for word, from a running program."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import tty
from pathlib import Path

import pytest

from tests.cli.command_line import Answer, CommandLine
from tests.cli.transcripts import GOLDEN, replayed
from tests.warm.engines import ONLY_WARM, Engine
from tme_tui.model.clock import FixedClock


class WarmLine(CommandLine):
    """Commands of a shell, which a server does."""

    def __init__(self, clock: FixedClock, engine: Engine) -> None:
        super().__init__(clock)
        self.engine = engine

    def __call__(
        self, *arguments: str, stdin: bytes = b"", terminal: bool = False, **environment: str
    ) -> Answer:
        more = {**self.environment, **environment}
        words = ("--now", self.clock.moment.isoformat(), *arguments)
        if terminal:
            return self._at_terminal(words, more)
        code, out, err = self.engine(*words, input=stdin, more=more)
        return Answer(code, out, err)

    def _at_terminal(self, words: tuple[str, ...], more: dict[str, str]) -> Answer:
        out, err = _Screen(), _Screen()
        done = subprocess.run(
            [sys.executable, "-c", ONLY_WARM, *words],
            env={**self.engine.environment, **more},
            stdin=out.inside,
            stdout=out.inside,
            stderr=err.inside,
            check=False,
        )
        return Answer(done.returncode, out.read(), err.read())


class _Screen:
    """A terminal that changes nothing of what is written to it."""

    def __init__(self) -> None:
        self._outside, self.inside = os.openpty()
        tty.setraw(self.inside)
        self._written = b""
        self._reader = threading.Thread(target=self._collect)
        self._reader.start()

    def _collect(self) -> None:
        try:
            while portion := os.read(self._outside, 1 << 16):
                self._written += portion
        except OSError:
            pass  # nobody writes to it any more

    def read(self) -> str:
        """All that was written; nobody may write more."""
        os.close(self.inside)
        self._reader.join()
        os.close(self._outside)
        return self._written.decode()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_session_goes_as_its_transcript_says(clock: FixedClock, warm: Engine, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert replayed(text, WarmLine(clock, warm)) == text
