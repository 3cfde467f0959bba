"""The command line in this process: what a person types, and what comes back."""

from __future__ import annotations

import io
import json
import os
from datetime import datetime
from typing import Any, NamedTuple

from tme_tui.cli.running import Surroundings, run
from tme_tui.model.clock import FixedClock


class Answer(NamedTuple):
    """What a command answered."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one document that it has to be."""
        return json.loads(self.out)


class FakeTerminal(io.StringIO):
    """A stream that says a person sits behind it."""

    def isatty(self) -> bool:
        return True


class CommandLine:
    """Runs commands one after the other over one base, at one moment."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.environment = {"COLUMNS": "100", "TME_USER__LOGIN": "anna", "TME_USER__NAME": "Anna"}

    def __call__(
        self, *arguments: str, stdin: bytes = b"", terminal: bool = False, **environment: str
    ) -> Answer:
        out, err = (FakeTerminal(), FakeTerminal()) if terminal else (io.StringIO(), io.StringIO())
        bytes_in = io.BytesIO(stdin)
        if terminal:
            bytes_in.isatty = lambda: True  # type: ignore[method-assign]
        around = Surroundings(
            environment={**os.environ, **self.environment, **environment},
            stdout=out,
            stderr=err,
            stdin=bytes_in,
            clock=self.clock,
        )
        code = run(arguments, around)
        return Answer(code, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str, **named: Any) -> str:
        """What a command prints that has to succeed without a complaint."""
        answer = self(*arguments, **named)
        assert (answer.exit, answer.err) == (0, ""), answer
        return answer.out

    def at(self, moment: str) -> None:
        """Move the clock."""
        self.clock.moment = datetime.fromisoformat(moment)
