"""Has commands done beside a program that runs anyway, for as long as it runs.

The work is that of a process of its own, so that a screen or a service pays nothing for it: no thread, no
memory, no key that waits. It ends with the program, however that ends.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from tme_tui.warm.agreement import family, runtime_folder

if TYPE_CHECKING:
    from tme_tui.settings import Settings

_PATIENCE = 3.0


class WarmServer:
    """Commands over the base at `url` are done here; `start` and `stop` return at once, from any thread."""

    def __init__(self, url: str, environment: Mapping[str, str]) -> None:
        self._url = url
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to get ready, which takes a second or two; where that fails, commands do their own work."""
        command = [sys.executable, "-P", "-m", "tme_tui.cli.serving"]
        try:
            process = subprocess.Popen(  # noqa: S603 - ourselves
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                start_new_session=True,  # Ctrl-C in the terminal is meant for the program, not for this
            )
        except OSError:
            return
        self._process = process
        assert process.stdin is not None  # noqa: S101 it was asked for
        with suppress(OSError):  # it ended already
            os.write(process.stdin.fileno(), os.fsencode(self._url) + b"\n")

    @property
    def running(self) -> bool:
        """Whether commands are done here, or soon will be."""
        return self._process is not None and self._process.poll() is None

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether commands can be asked for, within so many seconds."""
        process = self._process
        if process is None or process.stdout is None:
            return False
        if select.select([process.stdout], [], [], seconds)[0]:
            return os.read(process.stdout.fileno(), 6) == b"ready\n"
        return False

    def stop(self) -> None:
        """Take no more commands; those that were begun come to their end."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        with suppress(OSError):
            os.unlink(os.path.join(runtime_folder(self._environment), f"{family()}{process.pid}"))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def serve(settings: Settings, environment: Mapping[str, str]) -> WarmServer:
    """The server for the base of these settings, started unless they forbid it."""
    server = WarmServer(settings.database.url, environment)
    if sys.platform == "linux" and settings.cli.warm == "auto":
        server.start()
    return server
