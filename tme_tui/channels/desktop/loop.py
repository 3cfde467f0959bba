"""An event loop in a thread of its own, for libraries that need one where there is none.

It starts with the first task that it is given. The thread is a daemon: a program that ends without closing
is not held up.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from threading import Lock, Thread
from typing import Any, TypeVar

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_PATIENCE = 2.0


class LoopThread:
    """Runs coroutines for other threads."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def run(self, task: Coroutine[Any, Any, _T], seconds: float) -> _T:
        """The result of the task; it is cancelled, and TimeoutError raised, after so many seconds."""
        limited = asyncio.wait_for(task, seconds)
        return asyncio.run_coroutine_threadsafe(limited, self._running()).result(seconds + _PATIENCE)

    def close(self) -> None:
        """Stop the loop and wait for its thread; a task that it is given later starts a new one."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(_PATIENCE)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._loop.set_exception_handler(_note)
                self._thread = Thread(target=_run, args=(self._loop,), name=self._name, daemon=True)
                self._thread.start()
            return self._loop


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
    finally:
        loop.close()


def _note(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What asyncio would write to standard error, where a screen may be drawn."""
    _log.info("%s: %s", context.get("message"), type(context.get("exception")).__name__)
