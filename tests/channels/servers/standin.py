"""Starts a stand-in server as a process of its own and steers it through its control door."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.request import Request, urlopen

from tests.support.waiting import eventually

Json = dict[str, Any]

ROOT = Path(__file__).parents[3]


class StandIn:
    """A running server: `url` is for the program under test, the rest for the test."""

    def __init__(self, kind: Literal["telegram", "vk", "slack"], port: int = 0) -> None:
        command = [sys.executable, "-m", "tests.channels.servers.run", kind, "--port", str(port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        doors = json.loads(self.process.stdout.readline())
        self.kind = kind
        self.url: str = doors["url"]
        self._control: str = doors["control"]

    def stop(self) -> None:
        """End it; what it held is gone."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def fail(self, kind: str, **how: Any) -> None:
        """Order a fault: see faults.py."""
        self._ask("/_control", {"fail": kind, **how})

    def clear(self) -> None:
        """Take back the faults that have not happened."""
        self._ask("/_control", {"clear": True})

    def down(self, seconds: float) -> None:
        """Refuse connections for so long."""
        self._ask("/_control", {"down": seconds})

    def up(self) -> None:
        """Accept them again, at once."""
        self._ask("/_control", {"up": True})

    def limits(self, per_second: float = 0, per_chat: float = 0) -> None:
        """Refuse what comes faster; 0 is no limit."""
        self._ask("/_control", {"limits": {"per_second": per_second, "per_chat": per_chat}})

    def control(self, **order: Any) -> Json:
        """Any other order, or a look at what only this server has."""
        found: Json = self._ask("/_control", order)
        return found

    def person(self, **deed: Any) -> Any:
        """Let a person do something."""
        return self._ask("/_person", deed)

    def sent(self) -> list[Json]:
        """The messages that were accepted, as they are now."""
        found: list[Json] = self._ask("/_sent")
        return found

    def calls(self, method: str = "") -> list[Json]:
        """The calls that came, of one method or of all."""
        found: list[Json] = self._ask("/_calls")
        return [call for call in found if method in ("", call["method"])]

    def settle(self) -> None:
        """Wait until every call was dealt with, also of those who gave up and went away; it is up then."""
        self.up()
        host, _, port = self.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as mine:
            own = mine.getsockname()[1]
            self._until_callers(lambda ports: own in ports)  # they are taken in the order in which they came
        self._until_callers(lambda ports: not ports)

    def _until_callers(self, holds: Callable[[list[int]], bool]) -> None:
        eventually(lambda: holds(self._ask("/_callers")), 120)

    def reset(self) -> None:
        """As after the start."""
        self._ask("/_reset", {})

    def _ask(self, path: str, document: Json | None = None) -> Any:
        body = None if document is None else json.dumps(document).encode()
        with urlopen(Request(self._control + path, data=body), timeout=120) as answer:
            return json.loads(answer.read())["answer"]


@contextmanager
def running(kind: Literal["telegram", "vk", "slack"]) -> Iterator[StandIn]:
    """A server for the time of a `with`."""
    server = StandIn(kind)
    try:
        yield server
    finally:
        server.stop()
